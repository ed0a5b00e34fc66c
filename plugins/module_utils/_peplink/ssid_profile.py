# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Comparison
from .._core.errors import ApiFailure, OptionError
from .._core.fields import Field, Group
from .._core.plan import Write
from .answers import pick_asked
from .checks import byte_length, wifi_key
from .pending import PendingSetting
from .shapes import HIDDEN, speller
from .vendor import PEPLINK

KEY = Field("key", secret=True, hidden=HIDDEN, check=wifi_key)
POLICIES = ("WPA2 Personal", "WPA/WPA2 Personal")


class SsidProfile(PendingSetting):
    """GET and POST /api/config.ssid.profile (Peplink Router API)."""

    vendor = PEPLINK
    key = "profile"
    selectors: t.ClassVar[dict[str, t.Any]] = {"id": {"type": "int"}, "match_name": {"type": "str"}}
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_one_of": [("id", "match_name")],
        "mutually_exclusive": [("id", "match_name")],
    }
    table = Group(
        "",
        (
            Field("id", type="int", read_only=True),
            Field("name", check=byte_length(1, 32)),
            Field("enable", type="bool"),
            Field("vlan_id", type="int", range=(1, 4094), clear=None),
            Field("captive_portal", type="bool", read_only=True),
            Field("incontrol_managed", type="bool", read_only=True),
            Field("broadcast", type="bool"),
            Group(
                "security",
                (
                    Field("policy", choices=POLICIES, parse=speller(*POLICIES)),
                    Group(
                        "wpa2_personal",
                        (Field("fast_transition", type="bool", implied=False), KEY),
                        when=("policy", POLICIES[:1]),
                    ),
                    Group("wpa_wpa2_personal", (KEY,), when=("policy", POLICIES[1:])),
                ),
            ),
        ),
    )

    def validate(self) -> None:
        super().validate()
        security = self.params["security"] or {}
        if security.get("wpa2_personal") and security.get("wpa_wpa2_personal"):
            raise OptionError(
                "security", "wpa2_personal and wpa_wpa2_personal belong to different policies: give one of them"
            )

    def read(self) -> t.Mapping[str, t.Any]:
        return pick_asked(self.read_map("config.ssid.profile"), self.params, "SSID profile")

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        policy = current.get("security", {}).get("policy")
        if "security" in self.desired() and policy is not None and policy not in POLICIES:
            raise ApiFailure(
                f"the profile {current.get('name')!r} has the policy {policy!r}, of which the API can set nothing",
                device=self.client.connection.device,
                hint="Change the policy on the router first, to WPA2 Personal or WPA/WPA2 Personal.",
            )
        return super().compare(current)

    def plan(self, comparison: Comparison) -> list[Write]:
        writes = super().plan(comparison)
        if writes and comparison.current.get("incontrol_managed"):
            self.warnings += ["InControl manages this SSID profile, and may overwrite what is set here."]
        return writes

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        return [Write("POST", "config.ssid.profile", {"action": "update", "id": comparison.current["id"], **body})]
