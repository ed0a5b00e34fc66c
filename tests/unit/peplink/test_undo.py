# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back from a change: what is sent for it, and what the API has no word for."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Concealed, Secret
from ansible_collections.telco.cpe.plugins.module_utils._peplink.ssid_profile import SsidProfile
from ansible_collections.telco.cpe.plugins.module_utils._peplink.undo import undo
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan_setting import Wan

WAN: dict[str, Any] = {
    "id": 1,
    "name": "WAN 1",
    "enable": True,
    "connection": {
        "method": {"type": "staticIp", "detail": {"ip": "192.0.2.2", "mask": 24, "gateway": "192.0.2.1"}},
        "priority": 1,
    },
    "physical": {"type": "ethernet"},
    "healthcheck": {"enable": False},
}


def wan(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What is sent for the one WAN, and what is left."""
    back = undo(Wan({}, check_mode=False), before, after)
    bodies = [entry for write in back.writes for entry in write.payload["list"]]
    return (bodies[0] if bodies else {}), back.left


def test_no_difference_needs_no_way_back() -> None:
    assert wan(WAN, WAN) == ({}, [])


def test_a_value_is_put_back_and_nothing_else() -> None:
    assert wan(WAN, {**WAN, "name": "Fibre", "enable": False}) == ({"id": 1, "name": "WAN 1", "enable": True}, [])


def test_what_was_not_there_is_cleared() -> None:
    after = {**WAN, "physical": {"type": "ethernet", "mtu": 1400, "vlan": 7}, "schedule": 3}
    assert wan(WAN, after) == ({"id": 1, "physical": {"mtu": None, "vlan": None}, "schedule": None}, [])


def test_what_can_t_be_cleared_is_told() -> None:
    after = {
        **WAN,
        "cellular": {"sim_card_scheme": "1", "sim": [{"id": 2, "band_selection": ["B7"], "mobile_type": "LTE"}]},
    }
    body, left = wan(WAN, after)
    assert left == ["cellular.sim_card_scheme", "cellular.sim[2].mobile_type"]
    assert body["cellular"]["sim"][0]["bandSelection"] is None


def test_another_method_goes_back_with_its_details() -> None:
    connection = {"method": {"type": "dhcp", "detail": {"hostname": "cpe"}}, "priority": 1}
    body, left = wan(WAN, {**WAN, "connection": connection})
    detail = {"ip": "192.0.2.2", "mask": 24, "gateway": "192.0.2.1"}
    assert body == {"id": 1, "connection": {"method": {"type": "staticIp", "detail": detail}}}
    assert left == []


def test_what_stood_behind_a_closed_gate_is_not_looked_for() -> None:
    after = {**WAN, "healthcheck": {"enable": True, "interval": 10, "retry": 3}}
    assert wan(WAN, after) == ({"id": 1, "healthcheck": {"enable": False}}, [])


def test_an_implied_value_is_sent_where_nothing_stood() -> None:
    connection = {**WAN["connection"], "icmp_ping": True}
    assert wan(WAN, {**WAN, "connection": connection}) == ({"id": 1, "connection": {"icmpPing": False}}, [])


def test_a_list_goes_back_whole() -> None:
    before = {**WAN, "multiple_ip": ["192.0.2.9"]}
    assert wan(before, {**WAN, "multiple_ip": []})[0]["multipleIp"] == ["192.0.2.9"]


@pytest.mark.parametrize(
    ("was", "left"), [(Secret("old-key-1"), []), (Concealed("@~HiDdEn~@"), ["security.wpa2_personal.key"])]
)
def test_a_secret_goes_back_where_the_router_has_shown_it(was: Any, left: list[str]) -> None:
    def profile(key: Any) -> dict[str, Any]:
        return {"id": 2, "security": {"policy": "WPA2 Personal", "wpa2_personal": {"key": key}}}

    back = undo(SsidProfile({}, check_mode=False), profile(was), profile(Secret("new-key-1")))
    assert back.left == left
    sent = [write.payload for write in back.writes]
    assert sent == ([] if left else [{"action": "update", "id": 2, "security": {"wpa2Personal": {"key": "old-key-1"}}}])
