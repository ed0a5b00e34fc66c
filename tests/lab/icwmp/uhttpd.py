# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""uhttpd's ubus plugin: JSON-RPC 2.0 on ``/ubus``, batches, ``list``, and the newer REST form.

Source: field notes "icwmp over ubus JSON-RPC in practice", section 1, row by row (measured).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.lab.core import Request, Response
from tests.lab.icwmp import ubus
from tests.lab.icwmp.rpcd import ANONYMOUS, Sessions
from tests.lab.icwmp.ubus import UbusObject

PREFIX = "/ubus"
MAX_BODY = 65536

PARSE_ERROR = (-32700, "Parse error")
UNKNOWN_RPC_METHOD = (-32601, "Method not found")
INVALID_PARAMETERS = (-32602, "Invalid parameters")
OBJECT_NOT_FOUND = (-32000, "Object not found")
ACCESS_DENIED = (-32002, "Access denied")
TIMED_OUT = (-32003, "ubus request timed out")

_HEADERS = [
    ("Content-Type", "application/json"),
    ("Keep-Alive", "timeout=20"),
    ("Transfer-Encoding", "chunked"),
]


class RpcError(Exception):
    """A JSON-RPC error: ``code`` and ``message``."""

    def __init__(self, error: tuple[int, str]) -> None:
        super().__init__(error[1])
        self.code, self.message = error


class Uhttpd:
    """The web server of one CPE.

    ``objects`` gives the objects that are on the bus at the moment; ``options`` is the device's: ``script_timeout``
    (how long uhttpd waits for a handler, seconds) and ``handler_seconds`` (how long icwmp's handlers take).
    """

    def __init__(
        self, sessions: Sessions, objects: Callable[[], Mapping[str, UbusObject]], options: dict[str, Any]
    ) -> None:
        self._sessions = sessions
        self._objects = objects
        self._options = options
        self._delay = 0.0

    def answer(self, request: Request) -> Response:
        """Answer one HTTP request."""
        path = request.path
        if path != PREFIX and not path.startswith(PREFIX + "/"):
            text = f"<h1>Not Found</h1>The requested URL {path} was not found on this server."
            return Response.html(text, 404)
        if request.method not in ("GET", "POST"):
            return Response.html("<h1>Bad Request</h1>Invalid Request", 400)
        self._delay = 0.0
        tail = path[len(PREFIX) :]
        if request.method == "GET":
            value = self._rest_list(tail)
        elif tail in ("", "/"):
            value = self._legacy(request.body)
        elif tail.startswith("/call/"):
            value = self._rest_call(tail[len("/call/") :], request)
        else:
            value = None
        if value is None:
            return Response(404, b"", [("Content-Type", "text/plain")])
        response = Response.json_(value, headers=_HEADERS)
        response.delay = self._delay
        return response

    def _legacy(self, body: bytes) -> Any:
        """The JSON-RPC form: one message, or a batch of them answered in order."""
        message = parse_body(body)
        if isinstance(message, list):
            return [self._one(item) for item in message]
        return self._one(message)

    def _one(self, message: Any) -> dict[str, Any]:
        envelope = _envelope(message)
        try:
            method, params = _rpc_fields(message)
            if method == "call":
                sid, object_name, function, arguments = _call_params(params)
                code, data = self._invoke(sid, object_name, function, arguments)
                return {**envelope, "result": [code] if not data else [code, data]}
            if method == "list":
                return {**envelope, "result": self._list(params)}
            raise RpcError(UNKNOWN_RPC_METHOD)
        except RpcError as error:
            return {**envelope, "error": {"code": error.code, "message": error.message}}

    def _rest_call(self, object_name: str, request: Request) -> dict[str, Any]:
        """``POST /ubus/call/OBJECT`` with the session id as bearer: the result is the object itself."""
        message = parse_body(request.body)
        envelope = _envelope(message)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        sid = token if scheme.lower() == "bearer" else ANONYMOUS
        try:
            function, params = _rpc_fields(message)
            arguments = params if isinstance(params, dict) else {}
            code, data = self._invoke(sid, object_name, function, arguments)
        except RpcError as error:
            return {**envelope, "error": {"code": error.code, "message": error.message}}
        if code != ubus.OK:
            return {**envelope, "error": {"code": code, "message": ubus.STATUS_TEXT[code]}}
        return {**envelope, "result": data or None}

    def _rest_list(self, tail: str) -> Any:
        """``GET /ubus/list`` and ``GET /ubus/list/OBJECT``; None for any other path."""
        objects = self._objects()
        if tail == "/list":
            return {name: _signature(item) for name, item in objects.items()}
        name = tail.removeprefix("/list/")
        return _signature(objects[name]) if name != tail and name in objects else None

    def _invoke(self, sid: str, object_name: str, function: str, arguments: dict[str, Any]) -> ubus.Reply:
        """The order of the checks is uhttpd's: the object, then the ACL (which touches the session), then the rest."""
        target = self._objects().get(object_name)
        if target is None:
            raise RpcError(OBJECT_NOT_FOUND)
        if not self._sessions.allowed(sid, object_name, function):
            raise RpcError(ACCESS_DENIED)
        if "ubus_rpc_session" in arguments:
            raise RpcError(INVALID_PARAMETERS)
        reply = target.call(sid, function, arguments)
        if target is not self._sessions.object:
            limit = self._options["script_timeout"]
            self._delay += min(self._options["handler_seconds"], limit)
            if self._options["handler_seconds"] > limit:
                raise RpcError(TIMED_OUT)
        return reply

    def _list(self, params: Any) -> Any:
        objects = self._objects()
        if not isinstance(params, list):
            return list(objects)
        return {name: _signature(objects[name]) for name in params if isinstance(name, str) and name in objects}


def parse_body(body: bytes) -> Any:
    """The JSON body of a request; None where uhttpd can't parse it (no JSON, empty, more than 65536 bytes)."""
    if len(body) > MAX_BODY:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return None


def calls(request: Request) -> list[tuple[str, str]]:
    """The (object, function) pairs that a request calls, in order; without those that can't be understood."""
    if request.method != "POST":
        return []
    message = parse_body(request.body)
    if request.path.startswith(PREFIX + "/call/"):
        method = message.get("method") if isinstance(message, dict) else None
        return [(request.path.removeprefix(PREFIX + "/call/"), method)] if isinstance(method, str) else []
    found = []
    for item in message if isinstance(message, list) else [message]:
        try:
            method, params = _rpc_fields(item)
            if method == "call":
                _, object_name, function, _ = _call_params(params)
                found.append((object_name, function))
        except RpcError:
            continue
    return found


def _envelope(message: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": message.get("id") if isinstance(message, dict) else None}


def _rpc_fields(message: Any) -> tuple[str, Any]:
    """``method`` and ``params`` of a JSON-RPC message."""
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise RpcError(PARSE_ERROR)
    method = message.get("method")
    if not isinstance(method, str):
        raise RpcError(PARSE_ERROR)
    return method, message.get("params")


def _call_params(params: Any) -> tuple[str, str, str, dict[str, Any]]:
    """Session id, object, function and arguments of a call.

    An element of the wrong type is passed over and the next one takes its place, as blobmsg does; so null for the
    session id, or for the arguments, leaves something out and is a parse error.
    """
    wanted: list[type] = [str, str, str, dict]
    found: list[Any] = []
    for element in params if isinstance(params, list) else []:
        if len(found) < len(wanted) and isinstance(element, wanted[len(found)]):
            found.append(element)
    if len(found) < len(wanted):
        raise RpcError(PARSE_ERROR)
    return found[0], found[1], found[2], found[3]


def _signature(item: UbusObject) -> dict[str, dict[str, str]]:
    return {method: dict(arguments) for method, arguments in item.signature.items()}
