# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credits and times of calls of the simulated gateway: what uses them up, and when they begin anew."""

from __future__ import annotations

from typing import Any

from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_support import gateway, get, info, post, set_port

NAMES = (
    "remain_credit",
    "remain_monthly_credit",
    "remain_daily_credit",
    "remain_daily_calltime",
    "remain_hourly_calltime",
    "remain_daily_connect",
)


def remain(device: SmsGateway, port: int = 0) -> list[str]:
    row = info(device, port, *NAMES)
    return [value for name, value in row.items() if name.startswith("remain_")]


def send(device: SmsGateway, port: int = 0, **more: Any) -> None:
    post(device, "/api/send_sms", {"text": "x", "param": [{"number": "1"}], "port": [port], **more})


def call(seconds: int, **more: Any) -> dict[str, Any]:
    return {"port": 0, "answer_date": "2015-07-21 16:35:31", "duration": seconds, **more}


FULL = ["1000.00", "500.00", "300.00", "100", "10", "100"]


def test_a_message_costs_once_when_it_is_sent() -> None:
    device = gateway(sms_cost="0.15", send_seconds=5)
    send(device, text="x" * 161, encoding="gsm-7bit")
    assert remain(device) == FULL
    for _ in range(2):
        device.clock.advance(5)
        assert remain(device) == ["999.70", "499.70", "299.70", "100", "10", "100"]
    assert remain(device, 1) == FULL


def test_a_message_that_failed_is_free() -> None:
    device = gateway(sms_cost="0.15", fail_numbers=["1"])
    send(device)
    device.clock.advance(5)
    assert remain(device) == FULL


def test_an_answered_call_takes_minutes_and_a_connection() -> None:
    device = gateway(call_minute_cost="1")
    device.add_call(call(61))
    device.add_call(call(0, answer_date=""))
    assert remain(device) == ["998.00", "498.00", "298.00", "98", "8", "99"]


def test_nothing_falls_below_zero() -> None:
    device = gateway(call_minute_cost="9")
    device.add_call(call(60 * 60))
    assert remain(device) == ["460.00", "0.00", "0.00", "40", "0", "99"]


def test_new_hours_days_and_months() -> None:
    device = gateway(call_minute_cost="1")  # it is 2023-11-14 22:13:20
    device.add_call(call(60))
    device.clock.advance(3600)
    assert remain(device) == ["999.00", "499.00", "299.00", "99", "10", "99"]
    device.clock.advance(3600)
    assert remain(device) == ["999.00", "499.00", "300.00", "100", "10", "100"]
    device.clock.advance(17 * 86_400)
    assert remain(device) == ["999.00", "500.00", "300.00", "100", "10", "100"]


def test_each_sim_card_may_have_its_own() -> None:
    device = gateway(credit_of="sim", sms_cost="1", send_seconds=1)
    send(device)
    set_port(device, 0, "slot", param="1")
    device.clock.advance(60)
    assert remain(device) == FULL
    set_port(device, 0, "slot", param="0")
    device.clock.advance(60)
    assert remain(device)[0] == "999.00"


def test_by_the_document_they_are_those_of_the_port() -> None:
    device = gateway(sms_cost="1")
    send(device)
    device.clock.advance(1)
    set_port(device, 0, "slot", param="1")
    device.clock.advance(60)
    assert remain(device)[0] == "999.00"
    assert get(device, "/api/get_port_info?info_type=slot&port=0")["info"][0]["slot"] == 1
