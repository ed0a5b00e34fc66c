# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated gateway keeps: incoming messages, call detail records, its status."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.core.message import Request
from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_support import call, code, gateway, get, post


@pytest.fixture
def inbox() -> SmsGateway:
    device = gateway()
    for n in range(3):
        device.receive_sms(n, f"1000{n}", f"text {n}")
    return device


def incoming(device: SmsGateway, query: str = "") -> tuple[list[int], int, int]:
    answer = get(device, f"/api/query_incoming_sms{query}")
    return [row["incoming_sms_id"] for row in answer["sms"]], answer["read"], answer["unread"]


def test_the_default_marks_as_read(inbox: SmsGateway) -> None:
    assert incoming(inbox, "?flag=all") == ([1, 2, 3], 0, 3)
    assert incoming(inbox, "?incoming_sms_id=2") == ([3], 1, 2)
    assert incoming(inbox, "?flag=unread") == ([1, 2], 3, 0)
    assert incoming(inbox) == ([], 3, 0)
    assert incoming(inbox, "?flag=read") == ([1, 2, 3], 3, 0)


@pytest.mark.parametrize("flag", ["read", "all"])
def test_other_flags_change_nothing(inbox: SmsGateway, flag: str) -> None:
    before = inbox.snapshot()
    incoming(inbox, f"?flag={flag}")
    assert inbox.snapshot() == before


def test_cursor_and_ports(inbox: SmsGateway) -> None:
    assert incoming(inbox, "?flag=all&incoming_sms_id=1")[0] == [2, 3]
    assert incoming(inbox, "?flag=all&port=0,2") == ([1, 3], 0, 2)


def test_post_is_as_good_as_get(inbox: SmsGateway) -> None:
    answer = post(inbox, "/api/query_incoming_sms", {"flag": "all", "incoming_sms_id": 1, "port": [1]})
    assert [row["incoming_sms_id"] for row in answer["sms"]] == [2]
    post(inbox, "/api/query_incoming_sms", {})
    assert incoming(inbox, "?flag=all") == ([1, 2, 3], 3, 0)


@pytest.mark.parametrize("query", ["flag=new", "flag=", "incoming_sms_id=-1", "incoming_sms_id=x", "port=32", "id=1"])
def test_bad_queries(inbox: SmsGateway, query: str) -> None:
    assert code(inbox, "GET", f"/api/query_incoming_sms?{query}") == 400


def test_an_answer_is_cut_and_what_is_cut_stays_unread() -> None:
    device = gateway()
    for n in range(60):
        device.receive_sms(0, "10086", f"{n:03d}" + "x" * 300)
    first, read, unread = incoming(device)
    assert 0 < len(first) < 60
    assert (read, unread) == (len(first), 60 - len(first))
    assert len(call(device, "GET", "/api/query_incoming_sms?flag=all").body) < 8500
    device.set_options({"incoming_limit_bytes": 0})
    assert incoming(device, f"?flag=all&incoming_sms_id={first[-1]}")[0] == list(range(first[-1] + 1, 61))


def test_imsi_by_choice(inbox: SmsGateway) -> None:
    assert "imsi" not in get(inbox, "/api/query_incoming_sms?flag=all")["sms"][0]
    inbox.set_options({"incoming_imsi": True})
    assert get(inbox, "/api/query_incoming_sms?flag=all")["sms"][0]["imsi"].startswith("460004")


def test_a_slip_never_damages_a_text() -> None:
    device = gateway(broken_json=True)
    device.receive_sms(0, "1", 'a}],"read":b')
    printed = call(device, "GET", "/api/query_incoming_sms?flag=all").body
    assert b'"text":"a}],\\"read\\":b"},],"read":0' in printed


def test_a_port_without_sim_receives_nothing() -> None:
    with pytest.raises(ValueError, match="no SIM"):
        gateway().receive_sms(7, "1", "x")


# CDR

CALLS = [
    {"port": port, "start_date": f"2015-07-2{port} 10:00:00", "answer_date": "", "duration": 0, "bcch": ""}
    for port in (1, 2, 3)
]


@pytest.fixture
def with_calls() -> SmsGateway:
    device = gateway()
    for record in CALLS:
        device.add_call(record)
    return device


@pytest.mark.parametrize(
    ("query", "ports"),
    [
        ({}, [1, 2, 3]),
        ({"port": [2]}, [2]),
        ({"time_after": "2015-07-21 10:00:00"}, [2, 3]),
        ({"time_before": "2015-07-22 10:00:00"}, [1]),
        ({"time_after": "2015-07-21 10:00:00", "time_before": "2015-07-23 10:00:00"}, [2]),
    ],
)
def test_cdr_filters(with_calls: SmsGateway, query: dict[str, Any], ports: list[int]) -> None:
    assert [record["port"] for record in post(with_calls, "/api/get_cdr", query)["cdr"]] == ports


@pytest.mark.parametrize("query", [[], {"port": 2}, {"port": [32]}, {"time_after": "yesterday"}, {"number": "1"}])
def test_cdr_bad_requests(query: Any) -> None:
    assert code(gateway(), "POST", "/api/get_cdr", query) == 400


def test_cdr_names_by_choice(with_calls: SmsGateway) -> None:
    with_calls.set_options({"cdr_key": "info", "bcch_key": "bech"})
    answer = post(with_calls, "/api/get_cdr", {})
    assert "cdr" not in answer
    assert all("bech" in record and "bcch" not in record for record in answer["info"])


@pytest.mark.parametrize("query", [[], ["cpu"], {"performance": True}, "performance", ["performance", "performance"]])
def test_status_wants_performance(query: Any) -> None:
    assert call(gateway(), "POST", "/api/get_status", query).status == 403


def test_body_without_json_is_a_bad_request() -> None:
    device = gateway()
    request = Request.build("POST", "/api/get_cdr", body=b"\xff")
    assert device.handle(request).status == 401
    assert call(device, "POST", "/api/get_cdr", raw=b"\xff").json()["error_code"] == 400
