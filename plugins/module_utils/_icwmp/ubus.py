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

NO_SESSION = "0" * 32

# ubus's own codes (field notes, icwmp over ubus, section 1): result[0] of an answer.
UBUS_CODES = {
    1: "invalid command",
    2: "invalid argument",
    3: "method not found",
    4: "not found",
    5: "no response",
    6: "permission denied",
    7: "request timed out",
    8: "operation not supported",
    9: "unknown error",
    10: "connection failed",
    11: "out of memory",
    12: "parsing message data failed",
    13: "system error",
}

# JSON-RPC's codes as uhttpd gives them.
ACCESS_DENIED = -32002
OBJECT_NOT_FOUND = -32000
TIMED_OUT = -32003

# What is missing where an object is not on the bus.
_MISSING = {
    "tr069": "Does icwmpd run on the CPE, and is it installed?",
    "uci": "Does rpcd run on the CPE, which offers its configuration on ubus?",
}

_BY_UBUS_CODE: dict[int, type[CpeError]] = {
    3: Unsupported,
    4: NotFound,
    6: PermissionDenied,
    7: ServerError,
    8: Unsupported,
}


def request(session: str, place: str, method: str, arguments: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The JSON-RPC body of a ubus call. The arguments are always an object: uhttpd refuses a call without."""
    return {"jsonrpc": "2.0", "id": 1, "method": "call", "params": [session, place, method, dict(arguments)]}


def result(reply: Reply, place: str, method: str) -> dict[str, t.Any]:
    """What a ubus call returned. Raises CpeError for every kind of failure."""
    details: dict[str, t.Any] = {"http_status": reply.status}
    if reply.status == 404:
        raise NotTheSystem(
            "nothing answers at /ubus",
            hint="Check api_url, and that uhttpd-mod-ubus is installed on the CPE.",
            **details,
        )
    if reply.status >= 500:
        raise ServerError("the CPE's web server failed at the request", **details)
    reply.refuse_html()
    answer = reply.json()
    if not isinstance(answer, dict) or not ("result" in answer or "error" in answer) or "jsonrpc" not in answer:
        raise NotTheSystem(
            "the answer is not JSON-RPC",
            hint="Check api_url: it is the address of the CPE's web server, and calls go to /ubus below it.",
            **details,
        )
    if "error" in answer:
        raise _rpc_failure(answer["error"], f"{place} {method}", details)
    return _returned(answer["result"], f"{place} {method}", details)


def _rpc_failure(error: t.Any, call: str, details: dict[str, t.Any]) -> CpeError:
    code = error.get("code") if isinstance(error, dict) else None
    details.update(code=code, api_message=str(error.get("message", "")) if isinstance(error, dict) else str(error))
    if code == ACCESS_DENIED:
        return SessionExpired(f"{call} is denied", **details)
    if code == OBJECT_NOT_FOUND:
        return Unsupported(f"the CPE has no ubus object for {call}", hint=_MISSING.get(call.split(" ")[0]), **details)
    if code == TIMED_OUT:
        return ServerError(f"{call} took too long on the CPE", **details)
    return ApiFailure(f"the CPE refuses {call}", **details)


def _returned(answer: t.Any, call: str, details: dict[str, t.Any]) -> dict[str, t.Any]:
    if not isinstance(answer, list) or not answer or not isinstance(answer[0], int):
        raise NotTheSystem(f"the answer to {call} is not that of ubus", **details)
    if answer[0] != 0:
        name = UBUS_CODES.get(answer[0], "an unknown code")
        failure = _BY_UBUS_CODE.get(answer[0], ApiFailure)
        raise failure(f"the CPE refuses {call}: {name}", code=answer[0], **details)
    content = answer[1] if len(answer) > 1 else {}
    return content if isinstance(content, dict) else {"value": content}
