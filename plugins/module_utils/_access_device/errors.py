# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
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

# Codes of error objects: the two that the document names (connected users, status codes), and BroadWorks' own of devices.
INVALID_PARAMETERS = 2
UNSUPPORTED_OPERATION = 56
DEVICE_EXISTS = 4500
DEVICE_NOT_FOUND = 4505

_PREFIX = "the API's prefix, such as /api/v1, or /api/v01/p1 behind APIO Core."
CHECK_URL = f"Check api_url: it ends with {_PREFIX}"
_CHECK_PLACE = f"Check tenant_id and group_id, and that api_url ends with {_PREFIX}"

_CODE_KEYS = ("code", "errorCode", "error_code")
_TEXT_KEYS = ("details", "message", "error", "text", "description", "reason", "errors")
# BroadWorks' own code, where it stands in the text only: "[Error 4505] Access Device not found: NAME".
_CODE_IN_TEXT = re.compile(r"\[Error (\d+)\]")
_LONGEST_TEXT = 1000

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


class AlreadyExists(ApiFailure):
    """A device of this name exists already: somebody else has created it meanwhile."""


def failure(reply: Reply) -> CpeError | None:
    """The error that an answer of APIO means (field notes access-device, section 1), None for success.

    207 (partly done) is a failure that tells the parts.
    """
    if reply.status == 304 or (200 <= reply.status < 300 and reply.status != 207):
        return None
    code, message = reasons(reply)
    details: dict[str, t.Any] = {"http_status": reply.status, "code": code, "api_message": message or None}
    if reply.status >= 500:
        return ServerError("the server failed at the request", **details)
    if reply.status == 404 and reply.is_html:
        return NotTheSystem("there is no APIO at this address", hint=CHECK_URL, **details)
    if reply.status == 207:
        return ApiFailure(_with("the request was carried out in part only", message), **details)
    if code == UNSUPPORTED_OPERATION:
        return Unsupported(_with("the device type does not support this", message), **details)
    if code == DEVICE_EXISTS:
        return AlreadyExists(_with("a device of this name exists already", message), **details)
    if code == DEVICE_NOT_FOUND:
        return NotFound(_with("there is no such device", message), **details)
    kind, words = _BY_STATUS.get(reply.status, (ApiFailure, "the server refuses the request"))
    return kind(_with(words, message), hint=_CHECK_PLACE if reply.status == 404 else None, **details)


def reasons(reply: Reply) -> tuple[int | None, str]:
    """Code and text of an error's body: an object with ``details``, a list of error objects with a code, or plain text."""
    codes: list[int] = []
    texts: list[str] = []
    try:
        _collect(reply.json(), codes, texts)
    except CpeError:
        if not reply.is_html:
            texts.append(reply.text.strip())
    text = "; ".join(dict.fromkeys(text for text in texts if text))[:_LONGEST_TEXT]
    in_text = _CODE_IN_TEXT.search(text)
    if in_text and (not codes or codes[0] == 0):
        codes.insert(0, int(in_text[1]))
    return (codes[0] if codes else None), text


def _collect(entry: t.Any, codes: list[int], texts: list[str]) -> None:
    """Codes and texts of an error's body. The vendor names only ``details``, so that any text is better than none."""
    if isinstance(entry, dict):
        codes.extend(number for key in _CODE_KEYS if (number := _number(entry.get(key))) is not None)
        known = [entry[key] for key in _TEXT_KEYS if entry.get(key)]
        for value in known or [value for key, value in entry.items() if not key.startswith("_")]:
            _collect(value, codes, texts)
    elif isinstance(entry, list):
        for inner in entry:
            _collect(inner, codes, texts)
    elif isinstance(entry, str):
        texts.append(entry)


def _number(value: t.Any) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() else None


def _with(words: str, message: str) -> str:
    return f"{words}: {message}" if message else words
