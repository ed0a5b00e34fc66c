# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_ssid_profile: GET and POST /api/config.ssid.profile."""

from __future__ import annotations

from tests.contract.case import Case
from tests.lab.peplink import PeplinkRouter

POLICY = "WPA/WPA2 Personal"


def _null_clears_vlan(router: PeplinkRouter) -> None:
    router.set_options({"null_clears_vlan": True})


CASES = (
    Case(
        module="peplink_ssid_profile",
        device="router-1",
        args={
            "id": 2,
            "name": "Guest",
            "vlan_id": 20,
            "security": {"wpa2_personal": {"key": "rotated-guest-key"}},
        },
        changes=(
            "running.ssid.2.name",
            "running.ssid.2.vlanId",
            "running.ssid.2.security.wpa2Personal.key",
        ),
        secrets=("rotated-guest-key",),
        write_path="config.ssid.profile",
        bad=(
            ({"id": None}, "match_name"),
            ({"match_name": "Guest SSID"}, "mutually exclusive"),
            ({"name": ""}, "name: '' is not valid, allowed is 1 to 32 bytes"),
            ({"name": "ü" * 17}, "allowed is 1 to 32 bytes"),
            ({"vlan_id": 4095}, "vlan_id: 4095 is out of range, allowed is 1 to 4094"),
            ({"clear": ["vlan_id"]}, "set and cleared"),
            ({"clear": ["broadcast"]}, "it can clear: vlan_id"),
            ({"security": {"policy": "WPA3 Personal"}}, "WPA2 Personal"),
            ({"security": {"wpa2_personal": {"key": "7 chars"}}}, "8 to 63 characters, or 64 hexadecimal digits"),
            ({"security": {"wpa2_personal": {"key": "x" * 64}}}, "security.wpa2_personal.key: the value is not valid"),
            (
                {"security": {"policy": POLICY, "wpa2_personal": {"fast_transition": True}}},
                "security.wpa2_personal: is only valid with policy WPA2 Personal, not with WPA/WPA2 Personal",
            ),
            (
                {"security": {"wpa2_personal": {"key": "12345678"}, "wpa_wpa2_personal": {"key": "12345678"}}},
                "give one of them",
            ),
        ),
    ),
    Case(
        module="peplink_ssid_profile",
        device="router-1",
        name="policy",
        args={
            "match_name": "Guest SSID",
            "enable": False,
            "broadcast": False,
            "security": {"policy": POLICY, "wpa_wpa2_personal": {"key": "a-key-for-both"}},
        },
        changes=(
            "running.ssid.2.enable",
            "running.ssid.2.broadcast",
            "running.ssid.2.security.*",
        ),
        secrets=("a-key-for-both",),
        write_path="config.ssid.profile",
    ),
    Case(
        module="peplink_ssid_profile",
        device="router-1",
        name="untagged",
        args={"id": 2, "clear": ["vlan_id"]},
        # The document names no way to clear it: null, as for the members of which it says so, is what the design expects.
        setup=_null_clears_vlan,
        changes=("running.ssid.2.vlanId",),
        write_path="config.ssid.profile",
    ),
)
