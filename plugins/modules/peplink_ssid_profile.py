#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_ssid_profile
short_description: Set up a Wi-Fi SSID profile of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings one SSID profile of a Peplink router to its desired state, by O(id) or by its present name O(match_name).
  - The router's API can update profiles. It can neither create nor delete them, so the profile must exist.
  - Options that are omitted are left alone on the router.
  - The change is written to the router's pending configuration and then applied, unless O(apply=false).
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
  - telco.cpe.engine.apply
  - telco.cpe.engine.clear
  - telco.cpe.engine.update_secrets
options:
  id:
    type: int
    description: ID of the profile. One of O(id) and O(match_name) is required.
  match_name:
    type: str
    description:
      - The name (SSID) that the profile has now, or O(name) once the profile has been renamed to it.
      - It is an error if several profiles have that name.
  name:
    type: str
    description: SSID of the profile. At least 1 and at most 32 bytes in UTF-8, as IEEE 802.11 has it.
  enable:
    type: bool
    description: Whether the profile is enabled.
  vlan_id:
    type: int
    description:
      - VLAN ID of the profile, 1 to 4094.
      - C(vlan_id) in O(clear) puts the profile into the untagged LAN. It is sent as null, which the API's document has for other fields
        but does not mention for this one; a router that refuses it says so.
  broadcast:
    type: bool
    description: Whether the SSID is broadcast.
  security:
    type: dict
    description: Security of the profile.
    suboptions:
      policy:
        type: str
        choices: ["WPA2 Personal", "WPA/WPA2 Personal"]
        description:
          - Security policy. The API knows no other.
          - It is an error to set anything of O(security) for a profile that has another policy (WPA3, Enterprise, open). Change the
            policy on the router first.
      wpa2_personal:
        type: dict
        description: Settings of the policy V(WPA2 Personal). An error with another policy.
        suboptions:
          fast_transition:
            type: bool
            description: Fast transition (IEEE 802.11r).
          key:
            type: str
            description: Key, of 8 to 63 characters or 64 hexadecimal digits.
      wpa_wpa2_personal:
        type: dict
        description: Settings of the policy V(WPA/WPA2 Personal), which has no fast transition. An error with another policy.
        suboptions:
          key:
            type: str
            description: Key, of 8 to 63 characters or 64 hexadecimal digits.
seealso:
  - module: telco.cpe.peplink_config
  - module: telco.cpe.peplink_info
"""

EXAMPLES = r"""
- name: Name the guest network and rotate its key
  telco.cpe.peplink_ssid_profile:
    api_url: https://192.168.50.1
    api_username: admin
    api_password: "{{ vault_router_password }}"
    id: 2
    name: Guest
    enable: true
    vlan_id: 20
    security:
      policy: WPA2 Personal
      wpa2_personal:
        key: "{{ vault_guest_wifi_key }}"

- name: Put the main network back into the untagged LAN
  telco.cpe.peplink_ssid_profile:
    match_name: Main SSID
    clear: [vlan_id]
"""

RETURN = r"""
profile:
  description: The profile as read back, or in check mode as it will be. Secrets are masked.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the profile.
      type: int
    name:
      description: SSID.
      type: str
    enable:
      description: Whether it is enabled.
      type: bool
    vlan_id:
      description: VLAN ID; absent in the untagged LAN.
      type: int
    captive_portal:
      description: Whether it uses the captive portal.
      type: bool
    incontrol_managed:
      description: Whether InControl manages it, and may overwrite what is set here.
      type: bool
    broadcast:
      description: Whether the SSID is broadcast.
      type: bool
    security:
      description: Security settings, nested as the option O(security).
      type: dict
  sample: {"id": 2, "name": "Guest", "enable": true, "vlan_id": 20}
pending:
  description: Whether the change waits for an apply.
  returned: success
  type: bool
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "config.ssid.profile", "payload": {"action": "update", "id": 2, "enable": true}}]
unverified:
  description: Options that could not be compared with what the router holds.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink.ssid_profile import SsidProfile

RESOURCE = SsidProfile


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
