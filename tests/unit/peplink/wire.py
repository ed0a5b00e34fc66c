# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router made of scripted answers, below the collection's own transport: no sockets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Reply, Transport
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._peplink.client import PeplinkClient


@dataclass
class Sent:
    """One request as the router gets it."""

    method: str
    function: str
    query: dict[str, Any]
    body: Any


Answer = Reply | Exception


def reply(status: int, text: str, content_type: str = "application/json") -> Reply:
    """An answer of the router."""
    return Reply(status, {"content-type": content_type}, text, "endpoint")


def ok(response: Any = None) -> Reply:
    """A success with a response, or without one."""
    return reply(200, json.dumps({"stat": "ok"} if response is None else {"stat": "ok", "response": response}))


def fail(code: Any, message: str, status: int = 200) -> Reply:
    """A failure."""
    return reply(status, json.dumps({"stat": "fail", "code": code, "message": message}))


class Wire(Transport):
    """The transport with a function in place of the network."""

    def __init__(self, connection: Connection, answer: Callable[[Sent], Answer]) -> None:
        self.pauses: list[float] = []
        super().__init__(connection, sleep=self.pauses.append)
        self.answer = answer
        self.sent: list[Sent] = []

    def _send(
        self, method: str, path: str, query: Any, secret_query: Any, body: Any, files: Any, timeout: float | None
    ) -> Reply:
        self.requests += 1
        request = Sent(method, path.removeprefix("api/"), dict([*query, *secret_query]), body)
        self.sent.append(request)
        answer = self.answer(request)
        if isinstance(answer, Exception):
            raise answer
        answer.endpoint = f"{method} {path}"
        self._refuse_detours(answer)
        return answer

    @property
    def functions(self) -> list[str]:
        """The functions called, in order."""
        return [request.function for request in self.sent]


def script(*answers: Answer) -> Callable[[Sent], Answer]:
    """Give these answers, one after another; login and logout succeed by themselves."""
    left = list(answers)

    def answer(request: Sent) -> Answer:
        if request.function in ("login", "logout"):
            return ok({"permission": {"GET": 1, "POST": 1}})
        return left.pop(0)

    return answer


def connection(**options: Any) -> Connection:
    """A connection with user name and password, unless told otherwise."""
    options = {"username": "admin", "password": "router-password", **options}
    return Connection(url="https://192.0.2.1", **options)


def client(answer: Callable[[Sent], Answer], **options: Any) -> tuple[PeplinkClient, Wire]:
    """A client on a wire."""
    where = connection(**options)
    wire = Wire(where, answer)
    return PeplinkClient(where, wire), wire


def run(
    resource: type[Resource],
    args: dict[str, Any],
    answer: Callable[[Sent], Answer],
    *,
    check: bool = False,
    extra: dict[str, Any] | None = None,
) -> tuple[dict[str, Any], Wire, Resource]:
    """Run a module against a wire. Out: its result, the wire, the resource. Raises CpeError."""
    args = {"api_url": "https://192.0.2.1", "api_username": "admin", "api_password": "router-password", **args}
    checked = ArgumentSpecValidator(resource.argument_spec(), **resource.constraints).validate(args)
    assert not checked.error_messages, checked.error_messages
    one = resource(checked.validated_parameters, check_mode=check)
    where = connection(extra=extra or {})
    wire = Wire(where, answer)
    one.make_client = lambda _connection: PeplinkClient(where, wire)  # type: ignore[method-assign]
    return one.run(), wire, one
