# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""port_faults: what a port lacks, in words; what is not asked for does not matter."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleFilterError

from ansible_collections.telco.cpe.plugins.filter import port_faults as plugin
from ansible_collections.telco.cpe.plugins.filter.port_faults import FilterModule, port_faults

GOOD: dict[str, Any] = {"port": 1, "slot": 0, "reg": "REGISTER_OK", "signal": 21, "remain_credit": "1000.00"}


def faults(**port: Any) -> dict[str, str]:
    """The faults of one port when a signal of 8, a credit of 5 and a minute of calls are wanted."""
    asked = {"remain_credit": 5, "remain_daily_calltime": "1"}
    found = port_faults([{**GOOD, "remain_daily_call_time": "100", **port}], 8, asked)
    reasons: dict[str, str] = found[0]["faults"] if found else {}
    return reasons


def test_a_good_port() -> None:
    assert port_faults([GOOD]) == []
    assert faults() == {}
    assert faults(signal=8, remain_credit="5.00", remain_daily_call_time=1) == {}


@pytest.mark.parametrize(
    ("port", "reasons"),
    [
        ({"reg": "SEARCHING_NETWORK"}, {"reg": "reg is SEARCHING_NETWORK, it still searches a network"}),
        ({"reg": "UNKNOWN"}, {"reg": "reg is UNKNOWN"}),
        ({"signal": 7}, {"signal": "signal is 7, less than 8"}),
        ({"signal": "7"}, {"signal": "signal is 7, less than 8"}),
        ({"signal": 99}, {}),
        ({"reg": "NO_SIM", "signal": 0}, {"reg": "reg is NO_SIM, there is no SIM card in it"}),
        ({"remain_credit": "4.99"}, {"remain_credit": "remain_credit is 4.99, less than 5"}),
        ({"remain_credit": ""}, {}),
        ({"remain_credit": "unlimited"}, {}),
        ({"remain_daily_call_time": "0"}, {"remain_daily_calltime": "remain_daily_calltime is 0, less than 1"}),
    ],
)
def test_faults(port: dict[str, Any], reasons: dict[str, str]) -> None:
    assert faults(**port) == reasons


def test_a_port_may_have_several() -> None:
    assert set(faults(signal=1, remain_credit="0", remain_daily_call_time="0")) == {
        "signal",
        "remain_credit",
        "remain_daily_calltime",
    }


def test_ports_keep_their_order_and_those_without_power_are_left_out() -> None:
    ports = [
        {"port": 3, "reg": "NO_SIM"},
        {"port": 2, "reg": "POWER_OFF"},
        GOOD,
        {"port": 0, "slot": 1, "reg": "PUK_REQUIRE"},
    ]
    assert [(port["port"], port["slot"], port["reg"]) for port in port_faults(ports)] == [
        (3, None, "NO_SIM"),
        (0, 1, "PUK_REQUIRE"),
    ]


@pytest.mark.parametrize(
    ("ports", "more", "message"),
    [
        ("x", {}, "the list of ports"),
        ([1], {}, "the list of ports"),
        ([{"port": 1}], {}, "does not tell reg of port 1"),
        ([{"port": 1, "reg": "REGISTER_OK"}], {"min_signal": 1}, "does not tell signal of port 1"),
        ([GOOD], {"min_remaining": {"remain_daily_connect": 1}}, "does not tell remain_daily_connected of port 1"),
        ([GOOD], {"min_remaining": {"credit": 1}}, "min_remaining has credit, allowed are remain_credit, "),
        ([GOOD], {"min_remaining": {"remain_credit": "much"}}, "min_remaining.remain_credit is no number"),
        ([GOOD], {"min_remaining": {"remain_credit": "nan"}}, "min_remaining.remain_credit is no number"),
        ([GOOD], {"min_signal": None}, "min_signal is no number"),
    ],
)
def test_what_makes_no_sense(ports: Any, more: dict[str, Any], message: str) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        port_faults(ports, **more)


def test_the_sample_of_the_documentation() -> None:
    sample = yaml.safe_load(plugin.RETURN)["_value"]["sample"]
    port = {"port": 3, "slot": 0, "reg": "REGISTER_OK", "signal": 20, "remain_credit": "1.50"}
    assert FilterModule().filters()["port_faults"]([port], min_remaining={"remain_credit": 5}) == sample
