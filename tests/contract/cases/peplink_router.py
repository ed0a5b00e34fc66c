# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_router: every kind of resource of one router, together."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

KEY = "a-key-for-the-whole-router-1"
APN_PASSWORD = "an-apn-password-for-the-whole-1"

WANS: list[dict[str, Any]] = [
    {
        "id": "1",
        "name": "Fibre",
        "connection": {
            "bandwidth": {"upload": {"value": 200, "unit": "Mbps"}, "download": {"value": 1, "unit": "Gbps"}}
        },
    },
    {
        "match_name": "Cellular",
        "cellular": {"sim": [{"id": 2, "operator": {"apn": "iot", "username": "cpe", "password": APN_PASSWORD}}]},
    },
]
WHOLE: dict[str, Any] = {
    "wans": WANS,
    "wan_priorities": [{"conn_id": "2", "priority": 3, "enable": True}],
    "sims": [{"conn_id": "4", "enabled_sim": [2]}],
    "ssid_profiles": [
        {"id": 2, "name": "Guest", "vlan_id": 20, "security": {"wpa2_personal": {"key": KEY}}},
        {"id": 1, "broadcast": False},
    ],
    "access_point": {"enable": False},
    "gpio": [{"id": 2, "enable": True, "mode": "input_sensing", "delay": 3}],
}
CHANGES = (
    "running.wan.1.name",
    "running.wan.1.connection.bandwidth.*",
    "running.wan.4.cellular.*",
    "running.wan.2.connection.priority",
    "running.ssid.2.name",
    "running.ssid.2.vlanId",
    "running.ssid.2.security.*",
    "running.ssid.1.broadcast",
    "running.access_point.enable",
    "running.gpio.2.*",
)
BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"wans": [{"name": "none of both"}]}, "wans[0]: one of the following is required: id, match_name"),
    ({"wans": [{"id": "1"}, {"id": "2", "no_such": 1}]}, "wans[1]: no_such"),
    ({"wans": [{"id": "1", "apply": True}]}, "wans[0]: apply"),
    ({"wans": [{"id": "1", "physical": {"mtu": 1}}]}, "wans[0].physical.mtu: 1 is out of range"),
    ({"ssid_profiles": [{"id": 2, "vlan_id": 5000}]}, "ssid_profiles[0].vlan_id: 5000 is out of range"),
    ({"wan_priorities": [{"conn_id": "1"}, {"conn_id": "1"}]}, "wan_priorities.list: each conn_id may occur once"),
    ({"sims": [{"conn_id": "4", "enabled_sim": [3]}]}, "sims[0]: value of enabled_sim"),
    ({"access_point": {}}, "access_point: missing required arguments: enable"),
    ({"gpio": [{"id": 1, "delay": 0}]}, "delay: 0 is out of range, allowed is 1 to 3600"),
    ({"rollback_timeout": 0}, "rollback_timeout: is out of range"),
    ({"rollback": True, "apply": False}, "rollback: true contradicts apply"),
    ({"rollback_urls": ["192.0.2.1"]}, "rollback_urls: each must be"),
    ({"rollback_urls": ["https://admin:secret@192.0.2.1"]}, "without user information"),
)

CASES = (
    Case(
        module="peplink_router",
        device="router-1",
        args=WHOLE,
        changes=CHANGES,
        secrets=(KEY, APN_PASSWORD),
        reads=6,
        bad=BAD,
        write_path="config.wan.connection$",
    ),
    Case(
        module="peplink_router",
        device="router-1",
        name="rollback",
        args={
            "wans": WANS[:1],
            "ssid_profiles": WHOLE["ssid_profiles"],
            "sims": WHOLE["sims"],
            "management": {"wan": "1"},
            "rollback": True,
            "rollback_timeout": 4,
        },
        changes=(*CHANGES[:3], *CHANGES[4:8]),
        secrets=(KEY,),
        reads=3,
        write_path="config.wan.connection$",
    ),
)
