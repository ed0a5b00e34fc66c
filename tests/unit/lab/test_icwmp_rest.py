# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp in the lab: uhttpd's newer REST form, and which requests read, write, or only log in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.core import Request
from tests.unit.lab.icwmp_support import DENIED, NO_OBJECT, PARSE, Caller


@pytest.fixture
def caller() -> Caller:
    """An administrator who has logged in."""
    caller = Caller()
    assert caller.login()[0] == 0
    return caller


# -- the newer REST form --------------------------------------------------------------------------------------------


def test_rest_form_gives_the_object_itself(caller: Caller) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "command", "params": {"command": "reload"}}
    answer = caller.post(body, "/ubus/call/tr069", Authorization=f"Bearer {caller.sid}").json()
    assert answer == {"jsonrpc": "2.0", "id": 1, "result": {"status": 0, "info": "icwmpd config reloaded"}}


@pytest.mark.parametrize(
    ("object_name", "method", "params", "authorised", "error"),
    [
        ("tr069", "command", {}, True, {"code": 2, "message": "Invalid argument"}),
        ("tr069", "hello", {}, True, {"code": 3, "message": "Method not found"}),
        ("tr069", "status", {}, False, DENIED),
        ("tr181", "get", {}, True, NO_OBJECT),
        ("tr069", 5, {}, True, PARSE),
        ("tr069", "status", {"ubus_rpc_session": "x"}, True, {"code": -32602, "message": "Invalid parameters"}),
    ],
)
def test_rest_form_errors(
    caller: Caller, object_name: str, method: Any, params: Any, authorised: bool, error: dict[str, Any]
) -> None:
    headers = {"Authorization": f"bearer {caller.sid}"} if authorised else {}
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    assert caller.post(body, f"/ubus/call/{object_name}", **headers).json()["error"] == error


def test_rest_login_and_list() -> None:
    caller = Caller()
    body = {"jsonrpc": "2.0", "id": 1, "method": "login", "params": {"username": "admin", "password": "lab-icwmp-pw1"}}
    assert len(caller.post(body, "/ubus/call/session").json()["result"]["ubus_rpc_session"]) == 32
    listed = caller.cpe.handle(Request.build("GET", "/ubus/list")).json()
    assert caller.cpe.handle(Request.build("GET", "/ubus/list/tr069")).json() == listed["tr069"]


# -- classification ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calls", "kind"),
    [
        ([("session", "login")], "auth"),
        ([("session", "destroy")], "auth"),
        ([("tr069", "status")], "read"),
        ([("tr069", "inform")], "write"),
        ([("tr069", "command")], "write"),
        ([("uci", "set")], "write"),
        ([("session", "login"), ("tr069", "status")], "read"),
        ([("tr069", "status"), ("tr069", "inform")], "write"),
    ],
)
def test_kinds_of_requests(calls: list[tuple[str, str]], kind: str) -> None:
    messages = [{"jsonrpc": "2.0", "method": "call", "params": ["x", *names, {}]} for names in calls]
    body: Any = messages[0] if len(messages) == 1 else messages
    assert Caller().cpe.classify(Request.build("POST", "/ubus", json_body=body)) == kind


def test_kinds_of_other_requests() -> None:
    cpe = Caller().cpe
    rest = {"jsonrpc": "2.0", "method": "inform", "params": {}}
    assert cpe.classify(Request.build("POST", "/ubus/call/tr069", json_body=rest)) == "write"
    assert cpe.classify(Request.build("POST", "/ubus", json_body={"jsonrpc": "2.0", "method": "list"})) == "read"
    assert cpe.classify(Request.build("POST", "/ubus", body=b"{")) == "read"
    assert cpe.classify(Request.build("GET", "/")) == "read"
