# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated gateway pushes: every sample of section 17 and of the sections that mention pushing."""

from __future__ import annotations

from typing import Any

from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_support import SN, gateway, post, set_port

# Repaired everywhere below: closing brackets and braces too many at the end of the samples.


def settled() -> SmsGateway:
    device = gateway()
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
