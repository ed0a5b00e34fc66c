# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from tests.generate.role import CONNECTION, NOTHING, Entries, Plain, Role

_DECIDED = ("apply", "verify", "update_secrets")

ROLE = Role(
    "peplink_site",
    "Bring a Peplink router to its desired state",
    (
        (
            "Sets up WAN connections, their priorities, SIMs, SSID profiles, the access point and GPIOs of a Peplink router together, by"
            " M(telco.cpe.peplink_router)."
        ),
        (
            "There is one session. Each kind of resource is read once, and one apply at the end comes for all changes, also for those that"
            " somebody else has pending on the router. The API can't apply one's own alone; what can be known of others is told."
        ),
        "After a failure the role takes back what it has left pending itself, and discards nothing.",
        (
            "A run that is killed between its changes and the apply leaves a note on the controller, below C(peplink_state_path), and the"
            " next run applies what is pending. Until then the changes stay pending on the router; M(telco.cpe.peplink_config) discards"
            " them."
        ),
        (
            "What could cut the path to the router comes last. With C(peplink_site_rollback) the previous configuration is put back if the"
            " router does not answer any more."
        ),
        "After the apply what has changed is read back and verified: one read more for each of the kinds that changed.",
        CONNECTION.format(prefix="peplink_"),
        NOTHING,
    ),
    (
        Entries("peplink_site_wans", "peplink_wan", "WAN connections.", _DECIDED),
        Entries("peplink_site_wan_priorities", "peplink_wan_priority", "Priorities.", option="list"),
        Entries("peplink_site_sims", "peplink_sim", "SIMs of cellular WAN connections.", _DECIDED),
        Entries("peplink_site_ssid_profiles", "peplink_ssid_profile", "SSID profiles.", _DECIDED),
        Entries("peplink_site_gpio", "peplink_gpio", "GPIOs.", option="list"),
        Plain("peplink_site_management", "peplink_router", "management", {}),
        Plain("peplink_site_rollback", "peplink_router", "rollback", False),
        Plain("peplink_site_rollback_timeout", "peplink_router", "rollback_timeout", 60),
        Plain("peplink_site_rollback_urls", "peplink_router", "rollback_urls", []),
        Plain("peplink_site_update_secrets", "peplink_router", "update_secrets", "on_change"),
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
        peplink_site_wan_priorities:
          - {conn_id: 1, priority: 1, enable: true}
          - {conn_id: 4, priority: 2, enable: true}
        peplink_site_sims:
          - {conn_id: 4, enabled_sim: [1, 2], preferred_sim: 1}
        peplink_site_ssid_profiles:
          - id: 2
            name: Guest
            vlan_id: 20
            security:
              wpa2_personal:
                key: "{{ vault_guest_wifi_key }}"
        peplink_site_access_point:
          enable: true
""",
    {
        "peplink_site_access_point": {
            "type": "dict",
            "default": {},
            "description": ["The access point. Its options are those of M(telco.cpe.peplink_access_point)."],
            "options": {
                "enable": {
                    "type": "bool",
                    "description": ["Whether it is turned on."],
                }
            },
        },
        "peplink_site_verify": {
            "type": "bool",
            "default": True,
            "description": ["Whether to read back after the apply, and to fail for a value that did not take."],
        },
    },
)
