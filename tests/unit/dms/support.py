# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A transport without sockets: gives the replies that a test lists, and keeps what it was asked."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import CpeError
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Reply, Transport
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._core.run import hide, run
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._dms.client import DmsClient
from ansible_collections.telco.cpe.plugins.module_utils._dms.vendor import DMS

Answerer = Callable[[str, str, Any], Any]


def reply(body: Any, status: int = 200, content_type: str = "application/json") -> Reply:
    """A Reply with a JSON body, or with a text as it is."""
    text = body if isinstance(body, str) else json.dumps(body)
    return Reply(status, {"content-type": content_type}, text, "POST v1/method/X")


def result(details: Any, code: int = 200, message: str = "Scenario was finished", **more: Any) -> dict[str, Any]:
    """The body of a scenario's answer."""
    return {"result": {"code": code, "message": message, "details": details, **more}}


class FakeTransport(Transport):
    """Sends nothing. ``answer`` is called with method, path with query, and body; gives a body, a Reply or an exception."""

    def __init__(self, answer: Answerer, url: str = "https://acs.example.com") -> None:
        connection = Connection(url, username="admin", password=Secret("pw-of-the-test"), retries=2)
        super().__init__(connection, sleep=lambda seconds: None)
        self.answer = answer
        self.sent: list[tuple[str, str, Any]] = []
        self.timeouts: list[float | None] = []

    def _send(
        self, method: str, path: str, query: Any, secret_query: Any, body: Any, files: Any, timeout: Any
    ) -> Reply:
        self.requests += 1
        if query:
            path += "?" + "&".join(f"{name}={value}" for name, value in query)
        plain = json.loads(json.dumps(body))
        self.sent.append((method, path, plain))
        self.timeouts.append(timeout)
        given = self.answer(method, path, plain)
        if isinstance(given, CpeError):
            raise given
        return given if isinstance(given, Reply) else reply(given)


def client(answer: Answerer, url: str = "https://acs.example.com") -> tuple[DmsClient, FakeTransport]:
    transport = FakeTransport(answer, url)
    return DmsClient(transport.connection, transport), transport


def run_with(
    resource: type[Resource], answer: Answerer, *, check: bool = False, **args: Any
) -> tuple[dict[str, Any], FakeTransport]:
    """Run a resource as a worker does, with a DMS that gives ``answer``. Out: the result, and what was sent."""
    transport = FakeTransport(answer)
    vendor = dataclasses.replace(DMS, client=lambda connection: DmsClient(transport.connection, transport))
    tried: type[Resource] = type(resource.__name__, (resource,), {"vendor": vendor})
    given = {"api_url": "https://acs.example.com", "api_username": "admin", "api_password": "pw-of-the-test", **args}
    checked = ArgumentSpecValidator(tried.argument_spec(), **tried.constraints).validate(given)
    assert not checked.errors.errors, checked.errors.msg
    found, secrets = run(tried, checked.validated_parameters, check_mode=check)
    return hide(found, secrets), transport
