# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated gateway pushes: every sample of section 17 and of the sections that mention pushing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_support import SN, gateway, post, set_port

# Repaired everywhere below: closing brackets and braces too many at the end of the samples.


def settled(**options: Any) -> SmsGateway:
    device = gateway(**options)
    device.push.take()
    return device


def test_incoming_sms() -> None:
    device = settled()
    device.receive_sms(1, "6717", "test")
    assert device.push.take() == [
        {
            "sn": SN,
            "sms": [
                {
                    "incoming_sms_id": 1,
                    "port": 1,
                    "number": "6717",
                    "smsc": "+8613800123456",
                    "timestamp": "2023-11-14 22:13:20",
                    "text": "test",
                }
            ],
        }
    ]


def test_result_and_delivery() -> None:
    device = settled()
    post(device, "/api/send_sms", {"text": "x", "port": [1], "param": [{"number": "10086"}]})
    assert device.push.take() == []
    device.clock.advance(0.15)
    imsi = device.state["ports"]["1"]["sims"]["0"]["imsi"]
    result: dict[str, Any] = {
        "port": 1,
        "number": "10086",
        "time": "2023-11-14 22:13:20",
        "status": "SENT_OK",
        "count": 1,
        "succ_count": 1,
        "ref_id": 0,
        "imsi": imsi,
    }
    assert device.push.take() == [{"sn": SN, "sms_result": [result]}]
    device.clock.advance(1)
    report = {
        "port": 1,
        "number": "10086",
        "time": "2023-11-14 22:13:20",
        "ref_id": 0,
        "status_code": 0,
        "imsi": imsi,
    }
    assert device.push.take() == [
        {"sn": SN, "sms_result": [{**result, "status": "DELIVERED"}]},
        {"sn": SN, "sms_deliver_status": [report]},
    ]
    assert device.push.take() == []


def test_ussd() -> None:
    device = gateway(ussd_replies={"*1#": "Thank you!"})
    device.push.take()
    post(device, "/api/send_ussd", {"port": [1], "text": "*1#"})
    device.clock.advance(1)
    assert device.push.take() == [{"sn": SN, "ussd": [{"port": 1, "text": "Thank you!"}]}]


def test_registration_down_has_no_values_and_up_has_them() -> None:
    device = settled()
    sim = device.state["ports"]["2"]["sims"]["0"]
    device.patch({"ports": {"2": {"sims": {"0": {"number": "13714637674"}}}}})
    set_port(device, 2, "power", param="off")
    device.clock.advance(1)
    device.radio.settle()
    down = {
        "port": 2,
        "iccid": "<NULL>",
        "imsi": "<NULL>",
        "number": "13714637674",
        "status": "down",
        "sequence": 1,
        "slot": 0,
    }
    assert device.push.take() == [{"sn": SN, "register": [down]}]
    set_port(device, 2, "power", param="on")
    device.clock.advance(1)
    device.radio.settle()
    up = {**down, "iccid": sim["iccid"], "imsi": sim["imsi"], "status": "up", "sequence": 2}
    assert device.push.take() == [{"sn": SN, "register": [up]}]


def test_registration_of_a_single_sim_gateway_has_no_slot() -> None:
    device = gateway(multi_sim=False)
    device.patch({"ports": {"2": {"network": "none"}}})
    (event,) = device.push.take()
    assert "slot" not in event["register"][0]


def test_only_answered_calls_are_pushed() -> None:
    device = settled()
    call = {
        "port": 2,
        "start_date": "2015-07-21 16:35:20",
        "answer_date": "2015-07-21 16:35:31",
        "duration": 3,
        "source_number": "1010",
        "destination_number": "6717",
        "direction": "ip->gsm",
        "ip": "172.16.100.136",
        "codec": "G.711U",
        "hangup": "called",
        "gsm_code": 16,
        "bcch": "",
    }
    device.add_call({**call, "answer_date": ""})
    device.add_call(call)
    assert device.push.take() == [{"sn": SN, "cdr": [call]}]
    assert len(post(device, "/api/get_cdr", {})["cdr"]) == 2


def test_device_and_exception() -> None:
    device = gateway(ports=32)
    device.push.device("power_off", "172.18.55.142", "F8-A0-3D-48-E5-19")
    device.push.exception(0, "call_fail", "reset")
    assert device.push.take() == [
        {
            "sn": SN,
            "device": {
                "port_number": 32,
                "IP": "172.18.55.142",
                "MAC": "F8-A0-3D-48-E5-19",
                "status": "power_off",
            },
        },
        {"sn": SN, "exception_info": {"port": 0, "type": "call_fail", "action": "reset"}},
    ]


def registrations(device: SmsGateway) -> list[tuple[Any, ...]]:
    """The registration events since the last time, in short."""
    rows = [row for event in device.push.take() for row in event.get("register", [])]
    return [(row["status"], row.get("slot"), row["sequence"], row["imsi"]) for row in rows]


def test_another_sim_card_is_down_and_up_however_short_that_was() -> None:
    device = settled()
    sims = device.state["ports"]["2"]["sims"]
    set_port(device, 2, "slot", param="1")
    device.clock.advance(60)
    device.radio.settle()
    assert registrations(device) == [("down", 0, 1, "<NULL>"), ("up", 1, 2, sims["1"]["imsi"])]


def test_a_reset_is_down_and_up() -> None:
    device = settled(register_seconds=9)
    set_port(device, 2, "reset")
    device.clock.advance(1)
    assert registrations(device) == [("down", 0, 1, "<NULL>")]
    device.clock.advance(7)
    assert registrations(device) == []
    device.clock.advance(1)
    assert registrations(device) == [("up", 0, 2, device.state["ports"]["2"]["sims"]["0"]["imsi"])]


def test_a_slot_without_a_sim_card_stays_down() -> None:
    device = settled()
    set_port(device, 2, "slot", param="3")
    device.clock.advance(60)
    device.radio.settle()
    assert registrations(device) == [("down", 0, 1, "<NULL>")]


def test_only_what_is_selected_is_pushed() -> None:
    device = gateway(push_kinds=["ussd"], exception_handling=True)
    device.receive_sms(0, "1", "x")
    device.push.exception(0, "call_fail", "reset")
    assert device.push.take() == []
    device = gateway(exception_handling=False)
    device.push.exception(0, "call_fail", "reset")
    assert device.push.take() == []


def test_requests_that_push() -> None:
    device = gateway()
    device.receive_sms(0, "1", "before")
    assert device.outgoing() == []
    device.set_options({"push_url": "http://127.0.0.1:9/", "push_attempts": 3, "push_timeout": 7.0, "push_pause": 2.0})
    device.receive_sms(0, "1", "x")
    (post,) = device.outgoing()
    assert (post.url, post.attempts, post.timeout, post.pause) == ("http://127.0.0.1:9/", 3, 7.0, 2.0)
    assert post.headers == {"Content-Type": "application/json"}
    assert [row["text"] for row in json.loads(post.body)["sms"]] == ["x"], "what was before is no news"
    assert device.outgoing() == []
    device.posted(post, 200)
    assert list(device.push.statuses) == [200]


def test_slips_and_encodings_of_pushes() -> None:
    device = gateway(push_url="http://127.0.0.1:9/", broken_json=True, push_text="url")
    device.push.call({"answer_date": "2015-07-21 16:35:31"})
    device.receive_sms(0, "1", "a b{ü")
    call, message = device.outgoing()
    assert call.body == f'{{"sn":"{SN}","cdr":[{{"answer_date":"2015-07-21 16:35:31"}}]}}]'.encode()
    assert json.loads(message.body)["sms"][0]["text"] == "a%20b%7B%C3%BC"
    assert device.state["inbox"][0]["text"] == "a b{ü"


def test_what_happens_from_outside() -> None:
    device = gateway()
    device.happen("sms", {"port": 0, "number": "1", "text": "x"})
    device.happen("call", {"port": 0, "answer_date": "2015-07-21 16:35:31", "duration": 61})
    device.happen("device", {"status": "power_on", "IP": "172.18.55.142", "MAC": "F8-A0-3D-48-E5-19"})
    device.happen("exception", {"port": 0, "type": "call_fail", "action": "reset"})
    kinds = [key for event in device.push.take() for key in event if key != "sn"]
    assert kinds == ["sms", "cdr", "device", "exception_info"]
    with pytest.raises(ValueError, match="fire does not happen to sms_gateway"):
        device.happen("fire", {})
