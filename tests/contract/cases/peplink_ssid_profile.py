# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_ssid_profile: GET and POST /api/config.ssid.profile."""

from __future__ import annotations

from tests.contract.case import Case

GUEST = {
    "id": 2,
    "name": "Guest",
    "vlan_id": 20,
    "security": {"wpa2_personal": {"key": "rotated-guest-key"}},
}

CASES = (
    Case(
        module="peplink_ssid_profile",
        device="router-1",
        args=GUEST,
        changes=(
            "running.ssid.2.name",
            "running.ssid.2.vlanId",
            "running.ssid.2.security.wpa2Personal.key",
        ),
        secrets=("rotated-guest-key",),
        write_path="config.ssid.profile",
        bad=(
            ({"id": None}, "match_name"),
        ),
    ),
)
