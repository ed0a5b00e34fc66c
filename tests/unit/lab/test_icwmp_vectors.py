# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp in the lab: every sample of "tr069 Schema" and every row of the field notes, as vectors, without sockets."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.lab.core import Request
from tests.lab.icwmp.rpcd import ANONYMOUS
from tests.lab.icwmp.uhttpd import MAX_BODY
from tests.unit.lab.icwmp_support import DENIED, NO_OBJECT, PARSE, Caller

EVENTS = (
    "1 BOOT",
    "2 PERIODIC",
    "3 SCHEDULED",
    "4 VALUE CHANGE",
    "6 CONNECTION REQUEST",
    "8 DIAGNOSTICS COMPLETE",
)
STATUS_SCHEMA = {
    "cwmp": {"status": str, "start_time": str, "acs_url": str},
    "last_session": {"status": str, "start_time": str, "end_time": str},
    "next_session": {"status": str, "start_time": str, "end_time": str},
    "statistics": {"success_sessions": int, "failure_sessions": int, "total_sessions": int},
}


@pytest.fixture
def caller() -> Caller:
    """An administrator who has logged in."""
    caller = Caller()
    assert caller.login()[0] == 0
    return caller


# -- the document's samples ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "arguments", "keys"),
    [
        ("command", {"command": "reboot_end_session"}, {"status": int, "info": str}),
        ("inform", {"GetRPCMethods": True, "event": "8 DIAGNOSTICS COMPLETE"}, {"status": int, "info": str}),
        ("status", {}, None),
    ],
)
def test_jsonrpc_examples_of_the_document(caller: Caller, method: str, arguments: Any, keys: Any) -> None:
    answer = caller.post(
        {"jsonrpc": "2.0", "id": 0, "method": "call", "params": [caller.sid, "tr069", method, arguments]}
    )
    body = answer.json()
    assert (answer.status, body["jsonrpc"], body["id"], body["result"][0]) == (200, "2.0", 0, 0)
    data = body["result"][1]
    if keys is None:
        assert {name: {key: type(value) for key, value in part.items()} for name, part in data.items()} == STATUS_SCHEMA
        assert all(value >= 0 for value in data["statistics"].values())
    else:
        assert {key: type(value) for key, value in data.items()} == keys


@pytest.mark.parametrize(
    "command", ["reload_end_session", "reload", "reboot_end_session", "action_end_session", "exit"]
)
def test_every_documented_command_is_known(caller: Caller, command: str) -> None:
    code, data = caller.call("command", {"command": command})
    assert (code, data["status"]) == (0, 0)
    assert "not supported" not in data["info"]


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("generation", ["2021", "2023"])
def test_every_documented_event_starts_a_session_with_it(event: str, generation: str) -> None:
    caller = Caller(generation=generation)
    caller.login()
    assert caller.call("inform", {"event": event}) == [0, {"status": 1, "info": "Session started"}]
    caller.cpe.clock.advance(5)
    caller.status()
    assert caller.informs == [event]


# -- the vendor's own test list (field notes, section 2) ------------------------------------------------------------

VENDOR_LIST: list[tuple[str, dict[str, Any], int]] = [
    ("hello", {}, 3),
    ("status", {}, 0),
    ("command", {}, 2),
    ("inform", {}, 0),
    ("inform", {"GetRPCMethods": "true"}, 0),
    ("inform", {"GetRPCMethods": "false"}, 0),
    *(("inform", {"event": event}, 0) for event in EVENTS),
    *(("inform", {"GetRPCMethods": "true", "event": event}, 0) for event in EVENTS),
    ("inform", {"event": "0 garbage"}, 0),
    ("command", {"command": "reload_end_session"}, 0),
    ("command", {"command": "action_end_session"}, 0),
    ("command", {"command": "garbage"}, 0),
    ("status", {}, 0),
]


@pytest.mark.parametrize("generation", ["2021", "2023"])
def test_the_vendors_own_test_list(generation: str) -> None:
    caller = Caller(generation=generation)
    caller.login()
    for method, arguments, code in VENDOR_LIST:
        assert caller.call(method, arguments)[0] == code, (method, arguments)


# -- login and sessions (field notes, section 1) -------------------------------------------------------------------


def test_login_answer() -> None:
    caller = Caller(acl={"tr069": ["status"]}, uci={})
    code, data = caller.login()
    assert code == 0
    assert re.fullmatch("[0-9a-f]{32}", data["ubus_rpc_session"])
    assert (data["timeout"], data["expires"]) == (300, 300)
    assert data["acls"]["ubus"] == {"tr069": ["status"]}
    assert set(data["acls"]) == {"access-group", "ubus"}
    assert data["data"] == {"username": "admin"}


def test_login_answer_of_published_samples() -> None:
    assert Caller(expires_short=True).login()[1]["expires"] == 299


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"username": "admin", "password": "wrong"}, 6),
        ({"username": "nobody", "password": "lab-icwmp-pw1"}, 6),
        ({"username": "admin"}, 2),
        ({"password": "lab-icwmp-pw1"}, 2),
        ({"username": "admin", "password": 5}, 2),
        ({}, 2),
    ],
)
def test_bad_logins(arguments: dict[str, Any], code: int) -> None:
    assert Caller().rpc([ANONYMOUS, "session", "login", arguments]) == {"result": [code]}


@pytest.mark.parametrize("sid", [ANONYMOUS, "f" * 32, "short", ""])
def test_without_a_session_access_is_denied(sid: str) -> None:
    assert Caller().rpc([sid, "tr069", "status", {}]) == {"error": DENIED}


def test_every_call_touches_the_session() -> None:
    caller = Caller()
    assert caller.login(timeout=2)[1]["timeout"] == 2
    for _ in range(5):
        caller.cpe.clock.advance(1.2)
        assert caller.status()
    caller.cpe.clock.advance(3)
    assert caller.call("status") == DENIED


def test_a_denied_call_touches_the_session_too() -> None:
    caller = Caller()
    caller.login("viewer", "lab-icwmp-pw3", timeout=2)
    for _ in range(3):
        caller.cpe.clock.advance(1.2)
        assert caller.call("inform") == DENIED
    assert caller.status()


def test_timeout_zero_never_expires() -> None:
    caller = Caller()
    caller.login(timeout=0)
    caller.cpe.clock.advance(1e6)
    assert caller.status()


@pytest.mark.parametrize("timeout", [True, "2", None, 2.5])
def test_a_timeout_of_another_type_is_ignored(timeout: Any) -> None:
    assert Caller().login(timeout=timeout)[1]["timeout"] == 300


def test_logout_needs_an_acl(caller: Caller) -> None:
    assert caller.call("destroy", object_name="session") == [0]
    assert caller.call("status") == DENIED
    caller.login("operator", "lab-icwmp-pw2")
    assert caller.call("destroy", object_name="session") == DENIED
    assert caller.status()


@pytest.mark.parametrize(
    ("user", "password", "allowed"),
    [("viewer", "lab-icwmp-pw3", {"status"}), ("operator", "lab-icwmp-pw2", {"status", "inform", "command"})],
)
def test_users_with_fewer_rights(user: str, password: str, allowed: set[str]) -> None:
    caller = Caller()
    caller.login(user, password)
    for method, arguments in (("status", {}), ("inform", {}), ("command", {"command": "reload"})):
        assert (caller.call(method, arguments) == DENIED) == (method not in allowed)


def test_unknown_method_by_acl(caller: Caller) -> None:
    assert caller.call("hello") == [3]
    caller.login("operator", "lab-icwmp-pw2")
    assert caller.call("hello") == DENIED


# -- JSON-RPC (field notes, section 1) ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "params",
    [
        [None, "tr069", "status", {}],
        ["SID", "tr069", "status"],
        ["SID", "tr069", "status", None],
        ["SID", "tr069", "status", []],
        ["SID", 5, "status", {}],
        [],
        {},
        None,
        "SID",
    ],
)
def test_calls_that_lack_something_are_parse_errors(caller: Caller, params: Any) -> None:
    if isinstance(params, list):
        params = [caller.sid if element == "SID" else element for element in params]
    assert caller.rpc(params) == {"error": PARSE}


def test_unknown_object_is_found_out_before_the_session() -> None:
    caller = Caller()
    assert caller.rpc([ANONYMOUS, "tr181", "get", {}]) == {"error": NO_OBJECT}


def test_arguments_may_not_bring_a_session(caller: Caller) -> None:
    error = {"code": -32602, "message": "Invalid parameters"}
    assert caller.call("status", {"ubus_rpc_session": caller.sid}) == error


@pytest.mark.parametrize("method", ["invoke", "Call", ""])
def test_methods_other_than_call_and_list(caller: Caller, method: str) -> None:
    assert caller.rpc([], method) == {"error": {"code": -32601, "message": "Method not found"}}


@pytest.mark.parametrize(
    ("body", "identifier"),
    [
        (b"", None),
        (b"{", None),
        (b"<html>", None),
        (b"null", None),
        (b'"call"', None),
        (b'{"id":7,"method":"list"}', 7),
        (b'{"jsonrpc":"1.0","id":7,"method":"list"}', 7),
        (b'{"jsonrpc":2.0,"id":7,"method":"list"}', 7),
        (b'{"jsonrpc":"2.0","id":"x"}', "x"),
        (b'{"jsonrpc":"2.0","id":"x","method":5}', "x"),
    ],
)
def test_messages_that_are_none(body: bytes, identifier: Any) -> None:
    answer = Caller().post(body)
    assert answer.status == 200
    assert answer.json() == {"jsonrpc": "2.0", "id": identifier, "error": PARSE}


@pytest.mark.parametrize(("size", "error"), [(MAX_BODY, False), (MAX_BODY + 1, True)])
def test_body_size_limit(size: int, error: bool) -> None:
    message = b'{"jsonrpc":"2.0","id":1,"method":"list"}'
    assert ("error" in Caller().post(message + b" " * (size - len(message))).json()) == error


@pytest.mark.parametrize(
    ("fields", "echoed"), [({"id": "abc"}, "abc"), ({"id": 0}, 0), ({"id": None}, None), ({}, None)]
)
def test_id_is_echoed(fields: dict[str, Any], echoed: Any) -> None:
    assert Caller().post({"jsonrpc": "2.0", "method": "list", **fields}).json()["id"] == echoed


def test_batch_is_answered_in_order(caller: Caller) -> None:
    call = {"jsonrpc": "2.0", "method": "call"}
    answers = caller.post(
        [
            {**call, "id": "a", "params": [caller.sid, "tr069", "command", {"command": "reload"}]},
            {**call, "id": "b", "params": [ANONYMOUS, "tr069", "status", {}]},
            "nonsense",
            {**call, "id": "c", "params": [caller.sid, "tr069", "hello", {}]},
        ]
    ).json()
    assert [answer["id"] for answer in answers] == ["a", "b", None, "c"]
    assert answers[0]["result"] == [0, {"status": 0, "info": "icwmpd config reloaded"}]
    assert (answers[1]["error"], answers[2]["error"], answers[3]["result"]) == (DENIED, PARSE, [3])
    assert caller.post([]).json() == []


def test_list_needs_no_session() -> None:
    caller = Caller()
    assert caller.rpc(None, "list") == {"result": ["session", "tr069", "uci"]}
    signature = {
        "command": {"command": "string"},
        "status": {},
        "inform": {"GetRPCMethods": "boolean", "event": "string"},
    }
    assert caller.rpc(["tr069"], "list") == {"result": {"tr069": signature}}
    assert caller.rpc(["nothing"], "list") == {"result": {}}


def test_a_slow_handler_times_out_but_has_run() -> None:
    caller = Caller(script_timeout=0.5, handler_seconds=2.0)
    caller.login()
    body = {"jsonrpc": "2.0", "id": 1, "method": "call", "params": [caller.sid, "tr069", "inform", {}]}
    answer = caller.post(body)
    assert answer.json()["error"] == {"code": -32003, "message": "ubus request timed out"}
    assert answer.delay == 0.5
    caller.cpe.tick()
    assert caller.cpe.daemon.running


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("GET", "/ubus", 404),
        ("POST", "/wrong", 404),
        ("POST", "/ubusx", 404),
        ("POST", "/ubus/other", 404),
        ("GET", "/ubus/list/nothing", 404),
        ("PUT", "/ubus", 400),
        ("DELETE", "/ubus", 400),
        ("POST", "/ubus/", 200),
        ("POST", "/ubus", 200),
    ],
)
def test_http_methods_and_paths(method: str, target: str, status: int) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "list"}
    answer = Caller().cpe.handle(Request.build(method, target, json_body=body))
    assert answer.status == status
    if status == 200:
        assert (answer.header("Content-Type"), answer.header("Keep-Alive")) == ("application/json", "timeout=20")
        assert answer.header("Transfer-Encoding") == "chunked"
