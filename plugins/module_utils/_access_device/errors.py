# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import (
    ApiFailure,
    CpeError,
    NotFound,
    NotTheSystem,
    PermissionDenied,
    ServerError,
    SessionExpired,
    Unsupported,
)
from .._core.http import Reply

# Numeric codes of error objects that the document names (connected users, status codes).
UNSUPPORTED_OPERATION = 56
INVALID_PARAMETERS = 2

_BY_STATUS: dict[int, tuple[type[CpeError], str]] = {
    400: (ApiFailure, "the server refuses the request"),
    401: (SessionExpired, "the server wants a login"),
    403: (PermissionDenied, "the user may not do this; at least a Group Admin is needed"),
    404: (NotFound, "there is no such tenant, group or device"),
    405: (Unsupported, "the server does not offer this operation"),
    406: (ApiFailure, "the server can't answer in JSON"),
    409: (ApiFailure, "it conflicts with what exists"),
    410: (NotFound, "it is gone"),
    416: (ApiFailure, "the server found the body empty, or no JSON"),
    422: (ApiFailure, "the server can't process the values"),
}


def failure(reply: Reply) -> CpeError | None:
    """The error that an answer of APIO means (api/errors.html), None for success.

    207 (partly done) is a failure that tells the parts.
    """
    if reply.status in (200, 201, 202, 204, 304):
        return None
    code, message = reasons(reply)
    details: dict[str, t.Any] = {"http_status": reply.status, "code": code, "api_message": message or None}
    if reply.status >= 500:
        return ServerError("the server failed at the request", **details)
    if reply.status == 404 and reply.is_html:
        return NotTheSystem(
            "there is no APIO at this address",
            hint="Check api_url: it ends with the API's prefix, such as /api/v1, or /api/v01/p1 behind APIO Core.",
            **details,
        )
    if reply.status == 207:
        return ApiFailure(f"the request was carried out in part only: {message}", **details)
    if code == UNSUPPORTED_OPERATION:
        return Unsupported(f"the device type does not support this: {message}", **details)
    kind, words = _BY_STATUS.get(reply.status, (ApiFailure, "the server refuses the request"))
    return kind(f"{words}: {message}" if message else words, **details)


def reasons(reply: Reply) -> tuple[t.Any, str]:
    """Code and text of an error's body: an object with ``details``, or a list of error objects with a code."""
    try:
        body = reply.json()
    except CpeError:
        return None, ""
    entries = body if isinstance(body, list) else [body]
    codes, texts = [], []
    for entry in entries:
        if isinstance(entry, dict):
            nested = entry.get("details")
            if isinstance(nested, (list, dict)):
                entries.extend(nested if isinstance(nested, list) else [nested])
            codes += [entry[key] for key in ("code", "errorCode", "error_code") if isinstance(entry.get(key), int)]
            texts += [entry[key] for key in ("details", "message", "error", "text") if isinstance(entry.get(key), str)]
        elif entry:
            texts.append(str(entry))
    return (codes[0] if codes else None), "; ".join(dict.fromkeys(texts))
