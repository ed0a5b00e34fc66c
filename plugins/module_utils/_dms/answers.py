# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .._core.errors import (
    ApiFailure,
    AuthenticationError,
    CpeError,
    NoAnswer,
    NotTheSystem,
    PermissionDenied,
    ServerError,
    Unsupported,
)
from .._core.http import Reply
from .._core.normal import to_int
from . import faults

_HINT = "Check api_url: it is the address of the DMS, without /v1."
# What a gateway in front of the DMS answers when it gave up waiting: the request may have been carried out.
_GAVE_UP = (502, 504)


@dataclass(frozen=True)
class Answer:
    """What a scenario gave for one CPE, or for the request as a whole. ``cpe_id`` is None where the answer names no CPE."""

    code: int
    message: str
    details: t.Any
    env_id: str | None = None
    cpe_id: str | None = None


def scenario(reply: Reply) -> t.Any:
    """The ``result`` of a scenario's answer (DMS NBI, "Common Response Parameters").

    Raises CpeError for a failure: any HTTP status but 200, ``error``, and what is no answer of a DMS.
    """
    answer = _body(reply)
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, (dict, list)):
        raise _stranger(reply, "no 'result'")
    return result


def storage(reply: Reply) -> t.Any:
    """The ``details`` of a storage's answer: code, message and details without a "result" around them. Raises CpeError."""
    if reply.status == 404:
        words = _error_text(reply)
        raise Unsupported(
            f"this DMS has no such storage service or method{f': {words}' if words else ''}",
            http_status=404,
            api_message=words,
            hint="Which storage services there are depends on the installation. " + _HINT,
        )
    answer = _body(reply)
    if not isinstance(answer, dict) or ("details" not in answer and "code" not in answer):
        raise _stranger(reply, "neither 'code' nor 'details'")
    code, message = to_int(answer.get("code", 200)), str(answer.get("message") or "")
    if code != 200:
        raise ApiFailure(
            f"the storage service refuses the request: {message or 'no reason given'}", code=code, api_message=message
        )
    return answer.get("details")


def _body(reply: Reply) -> t.Any:
    if reply.status == 401:
        raise AuthenticationError(
            "the DMS does not accept the credentials",
            http_status=401,
            hint="Check api_username and api_password.",
        )
    if reply.status == 403:
        raise PermissionDenied("the account lacks the right to this operation", http_status=403)
    if reply.status in (404, 405) and _error_text(reply) is None:
        raise Unsupported(
            "this DMS has no such operation, or api_url leads elsewhere", http_status=reply.status, hint=_HINT
        )
    if reply.status in _GAVE_UP and _error_text(reply) is None:
        raise NoAnswer(
            "the gateway in front of the DMS gave up waiting for it",
            http_status=reply.status,
            hint="The scenario takes longer than the gateway waits: use command_options.async, or a longer wait there.",
        )
    if reply.status >= 400:
        text = _error_text(reply)
        if text is None and reply.status < 500:
            reply.refuse_html()
        if text is None:
            raise ServerError("the DMS failed at the request", http_status=reply.status)
        raise faults.failure(None, text, reply.json(), http_status=reply.status)
    reply.refuse_html()
    answer = reply.json()
    error = answer.get("error") if isinstance(answer, dict) else None
    if error and "result" not in answer:
        raise faults.failure(answer.get("code"), error if isinstance(error, str) else str(error))
    return answer


def _error_text(reply: Reply) -> str | None:
    """The system's own words in the body of a failure; None where it is no JSON object that has some."""
    try:
        answer = None if reply.is_html else reply.json()
    except CpeError:
        return None
    if not isinstance(answer, dict):
        return None
    result = answer.get("result")
    for place in (answer, result if isinstance(result, dict) else {}):
        for key in ("error", "message", "detail"):
            if place.get(key):
                return str(place[key])
    return None


def _stranger(reply: Reply, lacks: str) -> NotTheSystem:
    return NotTheSystem(f"the answer is not that of a DMS ({lacks})", http_status=reply.status, hint=_HINT)
