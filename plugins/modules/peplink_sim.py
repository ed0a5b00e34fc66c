#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_sim
short_description: Choose the SIMs that a cellular WAN of a Peplink router uses
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings the enabled SIMs and the preferred SIM of a cellular WAN to their desired state. The change takes effect at once.
  - Firmware 8.0.0 and later, before 8.3.0, has O(enabled_sim) and O(preferred_sim), and they can be read.
  - Firmware 8.3.0 and later has O(sim_priority) instead, and no way to read it. What the router's firmware lacks is an error that
    names the firmware needed.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
  - telco.cpe.engine.clear
attributes:
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: partial
    details: Not with O(sim_priority), which no router shows. Each run sets it.
options:
  conn_id:
    type: str
    required: true
    description: ID of the cellular WAN connection.
  enabled_sim:
    type: list
    elements: int
    choices: [1, 2]
    description: SIMs to be used, one or both, V(1) for slot A and V(2) for slot B.
  preferred_sim:
    type: int
    choices: [1, 2]
    description:
      - Preferred SIM. Only valid where both SIMs are used.
      - C(preferred_sim) in O(clear) is no preference.
  sim_priority:
    type: list
    elements: str
    description:
      - SIMs to be used, the preferred one first, such as V(1), V(2), V(eSim1) or V(remoteSim). Those not listed are disabled.
      - Needs firmware 8.3.0 or later. The router changes the scheme of the cellular WAN to custom along with it.
      - Mutually exclusive with O(enabled_sim), O(preferred_sim) and O(clear).
seealso:
  - module: telco.cpe.peplink_info
  - module: telco.cpe.peplink_wan
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Use both SIMs, and prefer the one in slot B
  telco.cpe.peplink_sim:
    conn_id: 4
    enabled_sim: [1, 2]
    preferred_sim: 2

- name: Use both SIMs without a preference
  telco.cpe.peplink_sim:
    conn_id: 4
    clear: [preferred_sim]

- name: Find out which firmware it is
  telco.cpe.peplink_info:
    gather: firmware
    query: "firmware[?in_use].version | [0]"
  register: firmware

- name: Prefer the SIM in slot B, whichever firmware it is
  telco.cpe.peplink_sim:
    conn_id: 4
    enabled_sim: "{{ [1, 2] if old else omit }}"
    preferred_sim: "{{ 2 if old else omit }}"
    sim_priority: "{{ omit if old else ['2', '1'] }}"
  vars:
    old: "{{ firmware.info.split()[0] is version('8.3.0', '<') }}"
"""

RETURN = r"""
sim:
  description: The settings as read back, or in check mode and with O(sim_priority) as they will be.
  returned: success
  type: dict
  contains:
    enabled_sim:
      description: SIMs that are used.
      type: list
      elements: int
    preferred_sim:
      description: Preferred SIM. Absent if there is none.
      type: int
    sim_priority:
      description: What was asked for.
      returned: with O(sim_priority)
      type: list
      elements: str
  sample: {"enabled_sim": [1, 2], "preferred_sim": 1}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "cmd.wan.cellular", "payload": {"connId": 4, "preferredSim": 2}}]
unverified:
  description: Options that could not be compared with what the router holds, V(sim_priority) if it was given.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink.sim import Sim

RESOURCE = Sim


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
