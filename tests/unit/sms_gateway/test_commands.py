# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""USSD, STK, MMS and call forwarding where a gateway writes otherwise than the document's examples, or says nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from requests.exceptions import ReadTimeout

from ansible_collections.telco.cpe.plugins.modules import (
    sms_gateway_call_forward,
    sms_gateway_mms,
    sms_gateway_mms_settings,
    sms_gateway_socks5,
    sms_gateway_stk,
    sms_gateway_ussd,
)

from .support import Answer, Network, Seen, ok, page, run_module

CREDIT = "Credit: 10.00"


class Ussd:
    """Answers with one reply after another; the status of each port has the names of the table of 7.3."""

    def __init__(self, *replies: str, names: tuple[str, str] = ("Port", "Status")) -> None:
        self.replies, self.names = list(replies), names
        self.sent: list[Any] = []

    def __call__(self, seen: Seen) -> Answer | Exception:
        if seen.path == "/api/query_ussd_reply":
            text = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
            return ok(reply=[{"port": "1", "text": text}])
        self.sent.append((seen.body["command"], seen.body["text"]))
        return ok(error_code=202, result=[{self.names[0]: port, self.names[1]: "200"} for port in seen.body["port"]])


def _ussd(gateway: Ussd, **options: Any) -> dict[str, Any]:
    return run_module(
        sms_gateway_ussd.RESOURCE, Network(gateway), {"port": [1], "text": "*100#", "wait_timeout": 5, **options}
    )


@pytest.mark.parametrize("names", [("Port", "Status"), ("port", "status")])
def test_ussd_statuses_under_either_name(names: tuple[str, str]) -> None:
    assert _ussd(Ussd("", " ", CREDIT, names=names))["ussd"] == [{"port": 1, "status": 200, "text": CREDIT}]


def test_an_old_reply_that_a_cancel_leaves_is_not_taken_for_the_new_one() -> None:
    gateway = Ussd(CREDIT)
    result = _ussd(gateway)
    assert result["error"]["kind"] == "no_answer"
    assert gateway.sent == [("cancel", ""), ("send", "*100#")]
    other = Ussd("old", "old", "old", CREDIT)
    assert _ussd(other)["ussd"][0]["text"] == CREDIT
    again = Ussd(CREDIT, CREDIT, "", CREDIT)
    assert _ussd(again)["ussd"][0]["text"] == CREDIT
    cleared = Ussd(CREDIT, "", CREDIT)
    assert _ussd(cleared)["ussd"][0]["text"] == CREDIT


def test_a_port_that_the_answer_does_not_name_has_failed() -> None:
    network = Network(
        lambda seen: ok(reply=[]) if "reply" in seen.path else ok(error_code=202, result=[{"port": 0, "status": 200}])
    )
    result = run_module(sms_gateway_ussd.RESOURCE, network, {"port": [1], "text": "1"})
    assert "port 1: the gateway says nothing of it" in result["msg"]


def _stk(view: dict[str, Any], **options: Any) -> tuple[dict[str, Any], Network]:
    frames = [view, {**view, "frame_id": 2}]

    def handle(seen: Seen) -> Answer:
        if seen.path == "/STKGo":
            return Answer("", 200)
        return Answer(frames[1] if any(one.path == "/STKGo" for one in network.seen) else frames[0])

    network = Network(handle)
    return run_module(sms_gateway_stk.RESOURCE, network, {"port": 0, **options}), network


@pytest.mark.parametrize(
    ("input_type", "text", "problem"),
    [
        (4, "12", "wants one digit"),
        (4, "a", "wants digits"),
        (5, "ab", "wants one character"),
        (8, "1a", "wants digits"),
        (8, "٣", "wants digits"),
        ("9", "1234", "give it as secret_param"),
        (11, "abcd", "give it as secret_param"),
    ],
)
def test_inputs_that_do_not_fit(input_type: Any, text: str, problem: str) -> None:
    result, network = _stk({"title": "t", "input_type": input_type, "frame_id": 1}, param=text)
    assert problem in result["msg"]
    assert [seen.path for seen in network.seen] == ["/GetSTKView"]


@pytest.mark.parametrize(
    ("input_type", "text"), [(4, "1"), (5, "a"), (8, "12"), (10, "ab c"), (3, "yes"), (12, "x"), (None, "x")]
)
def test_inputs_that_fit(input_type: Any, text: str) -> None:
    result, network = _stk({"title": "t", "input_type": input_type, "frame_id": 1}, param=text)
    assert not result.get("failed"), result["msg"]
    assert next(seen.body for seen in network.seen if seen.path == "/STKGo") == {"port": 0, "param": text}
    assert result["stk"]["frame_id"] == 2


@pytest.mark.parametrize("input_type", [9, 11])
def test_an_input_without_echo_shows_nowhere(input_type: int) -> None:
    result, network = _stk({"title": "t", "input_type": input_type, "frame_id": 1}, secret_param="70918264")
    assert next(seen.body for seen in network.seen if seen.path == "/STKGo")["param"] == "70918264"
    assert "70918264" not in str(result)


def test_an_item_of_a_menu_that_is_not_listed_is_passed_on() -> None:
    for kind in (1, 2, None):
        result, _network = _stk({"title": "t", "input_type": kind, "frame_id": 1}, item=3)
        assert not result.get("failed"), result["msg"]


def _mms(status: dict[str, list[Answer]], src: Path) -> tuple[dict[str, Any], list[str]]:
    def handle(seen: Seen) -> Answer:
        answers = status.get(seen.path, [ok(mms_id="4")])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    network = Network(handle)
    args = {"port": 0, "title": "t", "number": "10086", "file_id": [3], "wait_for": "sent"}
    result = run_module(sms_gateway_mms.RESOURCE, network, {**args, "file": [{"file_id": 3, "src": str(src)}]})
    return result, [seen.path.rpartition("/")[2] for seen in network.seen]


GONE = [
    page("Access Error: Page not found", "Cannot open URL", 400),
    page("Access Error: Site or Page Not Found", "No", 404),
]


@pytest.mark.parametrize("gone", GONE)
def test_the_status_of_an_mms_is_asked_by_the_name_that_the_firmware_knows(gone: Answer, tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").write_bytes(b"")
    old = {"/api/get_mms_sending_status": [gone], "/api/query_mms_sending_status": [ok(error_code=202), ok()]}
    result, paths = _mms(old, tmp_path / "empty.jpg")
    assert result["mms"] == {"file": [3], "mms_id": 4, "sent": True}
    asked = [path for path in paths if path.endswith("status")]
    assert asked == ["get_mms_sending_status", "query_mms_sending_status", "query_mms_sending_status"]


def test_an_unknown_mms_is_no_unknown_name(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")
    result, paths = _mms({"/api/get_mms_sending_status": [ok(error_code=404)]}, tmp_path / "a.jpg")
    assert "the mms_id is not found" in result["msg"]
    assert "query_mms_sending_status" not in paths


@pytest.mark.parametrize(
    ("resource", "options"),
    [
        (sms_gateway_socks5.RESOURCE, {"port": 0, "state": "on"}),
        (
            sms_gateway_mms_settings.RESOURCE,
            {
                "port": 0,
                "configuration": dict.fromkeys(("apn", "username", "password", "mmsc", "mms_proxy", "mms_port"), ""),
            },
        ),
        (sms_gateway_mms.RESOURCE, {"port": 0, "title": "t", "number": "10086", "file_id": [3]}),
    ],
)
def test_what_may_have_been_done_is_told_and_not_done_again(resource: Any, options: dict[str, Any]) -> None:
    network = Network(
        lambda seen: ReadTimeout("late") if seen.method == "POST" else ok(info=[{"port": 0, "reg": "REGISTER_OK"}])
    )
    result = run_module(resource, network, options)
    assert "took effect is not known, and it is not repeated" in result["msg"]
    assert len([seen for seen in network.seen if seen.method == "POST"]) == 1


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("CallForwarding", {"Unconditional": "1", "NoReply": "2", "Busy": "3", "Not_Reachable": "4"}),
        ("CallForward", {"unconditional": "1", "No_Reply": "2", "busy": "3", "NotReachable": "4"}),
        ("CallForwarding", {"Unconditional": 1, "No Reply": 2, "BUSY": 3, "Not Reachable": 4, "Other": "5"}),
    ],
)
def test_conditions_however_they_are_written(key: str, told: dict[str, Any]) -> None:
    network = Network(lambda seen: ok(info=[{"port": "8", key: told}]) if "get" in seen.path else ok())
    wanted = {"unconditional": "1", "no_reply": "2", "busy": "3", "not_reachable": "4"}
    result = run_module(sms_gateway_call_forward.RESOURCE, network, {"port": 8, **wanted})
    assert (result["changed"], result["call_forwarding"], result["api_requests"]) == (False, wanted, 2)
    assert [seen.query for seen in network.seen] == [
        {"port": "8", "action": "CheckCallForward"},
        {"port": "8", "info_type": "CallForward"},
    ]
