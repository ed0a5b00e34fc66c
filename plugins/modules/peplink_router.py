#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_router
short_description: Bring a whole Peplink router to its desired state
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings WAN connections, their priorities, SIMs, SSID profiles, the access point and GPIOs of one router to their desired state
    together, as the modules for each of them do one by one.
  - There is one session. Each kind of resource is read once, its entries go in one call where the API takes a list, and one apply
    comes for everything. So the whole costs no more requests than one resource of each kind.
  - The order is such that what could cut the path to the router, as far as O(management) tells it, comes last.
  - Options that are omitted are left alone on the router. With none of them nothing is asked for.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
  - telco.cpe.engine.apply
  - telco.cpe.engine.update_secrets
options:
  wans:
    type: list
    elements: dict
    default: []
    description: WAN connections. Each entry has the options of M(telco.cpe.peplink_wan), C(id) or C(match_name) among them.
  wan_priorities:
    type: list
    elements: dict
    default: []
    description:
      - Priorities of WAN connections. Each entry is one of the option C(list) of M(telco.cpe.peplink_wan_priority).
      - They take effect with the apply, together with everything else.
  sims:
    type: list
    elements: dict
    default: []
    description: SIMs of cellular WAN connections. Each entry has the options of M(telco.cpe.peplink_sim). They take effect at once.
  ssid_profiles:
    type: list
    elements: dict
    default: []
    description:
      - Wi-Fi SSID profiles. Each entry has the options of M(telco.cpe.peplink_ssid_profile), C(id) or C(match_name) among them.
      - The API takes one profile a call.
  access_point:
    type: dict
    description: The access point, with the options of M(telco.cpe.peplink_access_point). It takes effect at once.
  gpio:
    type: list
    elements: dict
    default: []
    description: GPIOs. Each entry is one of the option C(list) of M(telco.cpe.peplink_gpio).
  management:
    type: dict
    description:
      - The path by which this machine reaches the router. What could cut it is changed last.
      - Without it nothing is known of the path, and all that takes effect at once comes before the apply.
    suboptions:
      wan:
        type: str
        description: ID or present name of the WAN connection by which one comes.
      vlan_id:
        type: int
        description: VLAN by which one comes, 0 for the untagged LAN.
      wifi:
        type: bool
        description: Whether one comes through the Wi-Fi of the router.
  rollback:
    type: bool
    default: false
    description:
      - Whether to put the previous configuration back where the router does not answer any more after the changes.
      - The API knows no rollback of its own, so the router must be reached for it. That works by O(api_url) where it comes back for a
        moment, else by one of O(rollback_urls).
      - Secrets that the router does not show can't be put back. The error names them.
  rollback_timeout:
    type: int
    default: 60
    description:
      - Seconds within which the router must answer after the changes. It has to answer twice, two seconds apart, because an apply
        may take a moment to take effect.
      - For as long again it is tried to put the previous configuration back.
  rollback_urls:
    type: list
    elements: str
    default: []
    description: Further addresses of the router, by another WAN or the LAN, tried for a rollback after O(api_url).
seealso:
  - module: telco.cpe.peplink_access_point
  - module: telco.cpe.peplink_config
  - module: telco.cpe.peplink_gpio
  - module: telco.cpe.peplink_sim
  - module: telco.cpe.peplink_ssid_profile
  - module: telco.cpe.peplink_wan
  - module: telco.cpe.peplink_wan_priority
"""

EXAMPLES = r"""
# How to reach the router comes from variables of the host: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Bring the router to its desired state
  telco.cpe.peplink_router:
    wans:
      - id: 1
        name: Fibre
        connection:
          bandwidth:
            upload: {value: 200, unit: Mbps}
            download: {value: 1, unit: Gbps}
      - match_name: Cellular
        bandwidth_allowance_monitor:
          enable: true
          action: [email]
          start: 1
          monthly_allowance: {value: 50, unit: GB}
    wan_priorities:
      - {conn_id: 1, priority: 1, enable: true}
      - {conn_id: 4, priority: 2, enable: true}
    ssid_profiles:
      - id: 2
        name: Guest
        vlan_id: 20
        security:
          wpa2_personal:
            key: "{{ vault_guest_wifi_key }}"
    access_point:
      enable: true

- name: Change the uplink by which the router is managed, and put it back if the router is gone then
  telco.cpe.peplink_router:
    wans:
      - id: 1
        physical:
          mtu: 1492
    management:
      wan: "1"
    rollback: true
    rollback_timeout: 90
"""

RETURN = r"""
router:
  description:
    - What was asked for, as read back, or in check mode as it will be. Secrets are masked.
    - It has the keys of the options that were given; each entry is what the module of its kind returns.
  returned: success
  type: dict
  sample: {"access_point": {"enable": true, "support": true}}
pending:
  description: Whether a change waits for an apply.
  returned: success
  type: bool
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "cmd.ap", "payload": {"enable": true}}]
unverified:
  description: Options that could not be compared with what the router holds.
  returned: success
  type: list
  elements: str
  sample: ["wans[1].ddns.password"]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink.access_point import AccessPoint
from ansible_collections.telco.cpe.plugins.module_utils._peplink.gpio import Gpio
from ansible_collections.telco.cpe.plugins.module_utils._peplink.parts import Kind
from ansible_collections.telco.cpe.plugins.module_utils._peplink.sim import Sim
from ansible_collections.telco.cpe.plugins.module_utils._peplink.ssid_profile import SsidProfile
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan_priority import WanPriority
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan_setting import Wan
from ansible_collections.telco.cpe.plugins.module_utils._peplink.whole import Whole

_ENTRIES = {"type": "list", "elements": "dict", "default": []}


class Router(Whole):
    """What the local HTTP API of a Peplink router can set up (Peplink Router API), all of it together."""

    vendor = PEPLINK
    key = "router"
    # In the order of what is written to the pending configuration.
    kinds = (
        Kind("ssid_profiles", SsidProfile),
        Kind("gpio", Gpio, entries=False, inner="list"),
        Kind("wan_priorities", WanPriority, entries=False, inner="list", known_by="conn_id"),
        Kind("wans", Wan),
        Kind("sims", Sim, known_by="conn_id"),
        Kind("access_point", AccessPoint, entries=False, known_by=None),
    )
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "wans": _ENTRIES,
        "wan_priorities": _ENTRIES,
        "sims": _ENTRIES,
        "ssid_profiles": _ENTRIES,
        "access_point": {"type": "dict"},
        "gpio": _ENTRIES,
        "management": {
            "type": "dict",
            "options": {"wan": {"type": "str"}, "vlan_id": {"type": "int"}, "wifi": {"type": "bool"}},
        },
        "rollback": {"type": "bool", "default": False},
        "rollback_timeout": {"type": "int", "default": 60},
        "rollback_urls": {"type": "list", "elements": "str", "default": []},
        "update_secrets": {"type": "str", "choices": ["on_change", "always"], "default": "on_change"},
    }


RESOURCE = Router


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
