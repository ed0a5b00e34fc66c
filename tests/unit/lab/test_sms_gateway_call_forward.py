# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated gateway's call forwarding: the network holds it, a check brings it, reading shows the last check."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.lab.sms_gateway_support import gateway, get, set_port


def forwarding(device: Any, port: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = get(device, f"/api/get_port_info?port={port}&info_type=CallForward")["info"][0]
    return row


def check(device: Any, port: int = 0) -> dict[str, Any]:
    assert set_port(device, port, "CheckCallForward") == 200
    device.clock.advance(1)
    return forwarding(device, port)


@pytest.mark.parametrize("condition", ["Unconditional", "NoReply", "Busy", "Not_Reachable"])
def test_each_condition(condition: str) -> None:
    device = gateway()
    assert set_port(device, 0, "CallForward", param=condition, number="123") == 200
    assert check(device) == {"port": 0, "CallForwarding": {condition: "123"}}


def test_conditions_stand_together_until_all_are_cancelled() -> None:
    device = gateway()
    set_port(device, 0, "CallForward", param="Busy", number="1")
    set_port(device, 0, "CallForward", param="NoReply", number="2")
    set_port(device, 0, "CallForward", param="Busy", number="3")
    assert check(device)["CallForwarding"] == {"Busy": "3", "NoReply": "2"}
    assert set_port(device, 0, "CallForward", param="CancelAll", number="") == 200
    assert check(device)["CallForwarding"] == {}


def test_cancel_all_without_number_by_choice() -> None:
    assert set_port(gateway(cancel_all_needs_number=False), 0, "CallForward", param="CancelAll") == 200


def test_reading_shows_the_last_check_only() -> None:
    device = gateway()
    set_port(device, 0, "CallForward", param="Busy", number="1")
    assert forwarding(device)["CallForwarding"] == {}
    check(device)
    set_port(device, 0, "CallForward", param="Busy", number="2")
    assert forwarding(device)["CallForwarding"] == {"Busy": "1"}
    assert check(device)["CallForwarding"] == {"Busy": "2"}


@pytest.mark.parametrize(
    ("switch", "during"),
    [("empty", {"port": 0, "CallForwarding": {}}), ("absent", {"port": 0}), ("stale", None)],
)
def test_answer_of_the_network_takes_time(switch: str, during: dict[str, Any] | None) -> None:
    device = gateway(call_forward_unanswered=switch)
    set_port(device, 0, "CallForward", param="Busy", number="1")
    first = check(device)
    set_port(device, 0, "CallForward", param="Busy", number="2")
    set_port(device, 0, "CheckCallForward")
    assert forwarding(device) == (first if during is None else during)
    device.clock.advance(1)
    assert forwarding(device)["CallForwarding"] == {"Busy": "2"}


def test_no_forwarding_may_be_blank() -> None:
    device = gateway(call_forward_none="blank")
    blank = {"Unconditional": "", "NoReply": "", "Busy": "", "Not_Reachable": ""}
    assert check(device)["CallForwarding"] == blank


@pytest.mark.parametrize("action", [{"action": "CheckCallForward"}, {"action": "CallForward"}])
def test_call_forward_needs_the_network(action: dict[str, str]) -> None:
    more = {"param": "Busy", "number": "1"} if action["action"] == "CallForward" else {}
    assert set_port(gateway(), 7, action["action"], **more) == 500


def test_a_check_changes_nothing() -> None:
    device = gateway()
    set_port(device, 0, "CallForward", param="Busy", number="1")
    before = device.snapshot()
    check(device)
    assert device.snapshot() == before
