# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of the reading operations, in the forms of several firmware versions."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.secret import MASK, Secret, mask
from ansible_collections.telco.cpe.plugins.module_utils._peplink import status
from ansible_collections.telco.cpe.plugins.module_utils._peplink.answers import entries, listed


def test_entries_are_what_order_names_in_its_order() -> None:
    answer = {
        "1": {"a": 1},
        "vwan5": {"a": 5},
        "2": None,
        "timestamp": 9,
        "supportGatewayProxy": {},
        "order": ["vwan5", 2, 1],
    }
    assert list(entries(answer).items()) == [("vwan5", {"a": 5}), (1, {"a": 1})]


@pytest.mark.parametrize("answer", [None, [], "x", {}, {"order": []}, {"order": [1]}])
def test_no_entries(answer: Any) -> None:
    assert entries(answer) == {}


def test_entries_without_an_order_are_known_by_their_ids() -> None:
    assert entries({"1": {}, "vwan5": {}, "1-1": {}, "timestamp": {}, "reference": {}}) == {
        1: {},
        "vwan5": {},
        "1-1": {},
    }
    assert listed({"1": {"a": 1}}) == [{"a": 1, "id": 1}]
    assert listed([{"id": 1}]) == [{"id": 1}]


def test_wan_by_two_firmware_versions() -> None:
    sim = {"1": {"status": "In Use", "apn": "internet", "password": Secret("apn-password")}, "order": [1]}
    old = {"1": {"name": "Cell", "mode": "NAT", "gobi": {"network": "LTE", "mode": "auto", "sim": sim}}, "order": [1]}
    new = {
        "1": {"name": "Cell", "routingMode": "NAT", "cellular": {"mobileType": "LTE", "mode": "auto", "sim": sim}},
        "order": [1],
        "timestamp": 1,
        "reportTimestamp": 2,
    }
    expected = {
        "id": 1,
        "name": "Cell",
        "routing_mode": "NAT",
        "cellular": {
            "mobile_type": "LTE",
            "mode": "auto",
            "sim": [{"id": 1, "status": "In Use", "apn": "internet", "password": MASK}],
        },
    }
    assert mask(status.wan(old)) == [expected]
    assert mask(status.wan(new)) == [expected]


def test_a_present_name_wins_over_a_former_one() -> None:
    (wan,) = status.wan({"1": {"mode": "IP Forwarding", "routingMode": "NAT"}, "order": [1]})
    assert wan == {"id": 1, "routing_mode": "NAT"}


def test_the_documents_sample_of_pepvpn() -> None:
    answer = {
        "profile": {
            "1": {"name": "Next (1)", "master": True},
            "2": {"name": "Next (2 - 2)", "master": True},
            "siteId": "999",
            "order": [2, 1],
        },
        "tunnel": {
            "1-1": {
                "wan": {
                    "1": {"rtt": 1, "rx": [1423988], "state": "ACTIVE", "name": "WAN 1"},
                    "2": {"state": "WAN_DOWN", "remote": {"7": {"id": 7, "rtt": 3}, "order": [7]}},
                    "order": [1, 2],
                },
                "overall": {"time": {"second": 1, "nanoSecond": 2}},
            },
            "order": ["1-1"],
        },
        "peer": [{"serialNumber": "1825-4131-B4E7", "peerId": "1-1"}],
    }
    assert status.pepvpn(answer) == {
        "site_id": "999",
        "profile": [{"id": 2, "name": "Next (2 - 2)", "master": True}, {"id": 1, "name": "Next (1)", "master": True}],
        "peer": [{"serial_number": "1825-4131-B4E7", "peer_id": "1-1"}],
        "tunnel": [
            {
                "id": "1-1",
                "wan": [
                    {"id": 1, "rtt": 1, "rx": [1423988], "state": "ACTIVE", "name": "WAN 1"},
                    {"id": 2, "state": "WAN_DOWN", "remote": [{"id": 7, "rtt": 3}]},
                ],
                "overall": {"time": {"second": 1, "nano_second": 2}},
            }
        ],
    }


def test_tunnels_before_8_1_0_are_maps_of_wans() -> None:
    answer = {"tunnel": {"1-1": {"1": {"rtt": 1}, "order": [1]}, "order": ["1-1"]}}
    assert status.pepvpn(answer) == {"tunnel": [{"id": "1-1", "wan": [{"id": 1, "rtt": 1}]}]}
    assert status.pepvpn(None) == {}


@pytest.mark.parametrize("inner", [{}, {"order": [1]}])
def test_the_allowance_of_a_sim_with_and_without_an_order(inner: dict[str, Any]) -> None:
    answer = {"4": {"1": {"enable": True, "usage": 5}, **inner}, "2": {"enable": False}, "order": [2, 4]}
    assert status.allowance(answer) == [
        {"id": 2, "enable": False},
        {"id": 4, "sim": [{"id": 1, "enable": True, "usage": 5}]},
    ]


def test_a_wan_without_a_signal_is_left_out() -> None:
    answer = {"1": None, "4": {"band": [{"name": "LTE Band 7", "signal": {"rssi": -60}}]}, "order": [1, 4]}
    assert status.tidy_map(answer) == [{"id": 4, "band": [{"name": "LTE Band 7", "signal": {"rssi": -60}}]}]


def test_the_signal_of_clients_by_two_firmware_versions() -> None:
    old = {"list": [{"ip": "192.0.2.1", "signalStrength": {"value": -52, "unit": "dBm"}}, {"ip": "192.0.2.2"}]}
    new = {"list": [{"ip": "192.0.2.1", "signal": {"strength": -52}}, {"ip": "192.0.2.2"}]}
    expected = [{"ip": "192.0.2.1", "signal": {"strength": -52}}, {"ip": "192.0.2.2"}]
    assert status.clients(old) == status.clients(new) == expected


def test_the_text_of_messages_by_table_and_by_example() -> None:
    example = {"id": 1, "length": "5", "message": "Hello"}
    table = {"id": 1, "length": 5, "content": "Hello"}
    for message in (example, table):
        found = status.sms({"connId": 6, "simId": 1, "sms": [{"sender": "988", "message": [message]}]})
        assert found == {"conn_id": 6, "sim_id": 1, "sms": [{"sender": "988", "message": [table]}]}
    assert status.sms(None) == {}


def test_the_signal_of_access_points_by_two_firmware_versions() -> None:
    assert status.wifi_scan([{"ssid": "a", "signal": -68}]) == [{"ssid": "a", "signal_strength": -68}]
    assert status.wifi_scan([{"ssid": "a", "signalStrength": -68, "signalLevel": 3}]) == [
        {"ssid": "a", "signal_strength": -68, "signal_level": 3}
    ]
    assert status.wifi_scan(None) == []


def test_gpios_with_what_they_support() -> None:
    answer = {
        "1": {"enable": True, "type": "digital_output"},
        "order": [1],
        "reference": {
            "1": {"name": "IO", "type": ["digital_output"], "mode": {"digital_output": ["wan_status"]}},
            "order": [1],
        },
    }
    reference = {"name": "IO", "type": ["digital_output"], "mode": {"digital_output": ["wan_status"]}}
    assert status.gpio(answer) == [{"id": 1, "enable": True, "type": "digital_output", "reference": reference}]
    assert status.gpio({"order": []}) == []


def test_the_configuration_of_wans_is_told_as_their_module_takes_it() -> None:
    answer = {
        "1": {"name": "W", "connection": {"mode": "NAT", "method": "Static IP", "staticIp": {"mask": 24}}},
        "order": [1],
    }
    assert status.wan_config(answer) == [
        {
            "id": 1,
            "name": "W",
            "connection": {"routing_mode": "NAT", "method": {"type": "staticIp", "detail": {"mask": 24}}},
        }
    ]
