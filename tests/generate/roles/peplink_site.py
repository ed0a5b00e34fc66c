# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from tests.generate.role import CONNECTION, NOTHING, Entries, Plain, Role

ROLE = Role(
    "peplink_site",
    "Bring a Peplink router to its desired state",
    (
        "Sets up WAN connections and SSID profiles of a Peplink router, and applies all changes at once at the end.",
        "What a failed run has left pending is discarded.",
        "Applying and discarding concern all that is pending on the router, whoever made it.",
        "After the apply everything is read back and verified.",
        CONNECTION.format(prefix="peplink_"),
        NOTHING,
    ),
    (
        Entries("peplink_site_wans", "peplink_wan", "WAN connections.", ("apply", "verify", "update_secrets")),
        Entries(
            "peplink_site_ssid_profiles",
            "peplink_ssid_profile",
            "SSID profiles.",
            ("apply", "verify", "update_secrets"),
        ),
        Plain("peplink_site_update_secrets", "peplink_wan", "update_secrets", "on_change"),
    ),
    """\
- hosts: peplink
  gather_facts: false
  roles:
    - role: telco.cpe.peplink_site
      vars:
        peplink_site_wans:
          - id: 1
            name: Fibre
            connection:
              bandwidth:
                upload: {value: 100, unit: Mbps}
        peplink_site_ssid_profiles:
          - id: 2
            name: Guest
            vlan_id: 20
            security:
              wpa2_personal:
                key: "{{ vault_guest_wifi_key }}"
""",
    {
        "peplink_site_verify": {
            "type": "bool",
            "default": True,
            "description": ["Whether to read back after the apply, and to fail for a value that did not take."],
        }
    },
)
