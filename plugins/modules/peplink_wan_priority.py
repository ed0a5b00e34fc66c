#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wan_priority
short_description: Set priority and enabling of the WAN connections of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings priority and enabling of any number of WAN connections to their desired state, in one request.
  - By default the change takes effect at once. It is not part of the pending configuration then, and what others have pending there
    is neither applied nor discarded.
  - WAN connections that are not listed, and what is omitted of those that are, stay as they are. A priority alone leaves a disabled WAN
    connection disabled.
  - What is compared is the running state. It needs firmware 8.0.0 or later to be read.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
options:
  list:
    type: list
    elements: dict
    required: true
    description: WAN connections.
    suboptions:
      conn_id:
        type: str
        required: true
        description: ID of the WAN connection. Each may occur once.
      priority:
        type: int
        description:
          - Priority, V(1) is the highest. V(0) is no priority. How many there are depends on the model.
          - Routers do not show the priority of a disabled WAN connection in their status. It is read from the configuration then (firmware
            8.1.1 and later); where it can't be, RV(unverified) names it, and it is sent when something else of the connection changes.
      enable:
        type: bool
        description: Whether the WAN connection is enabled.
  instant_active:
    type: bool
    description:
      - Whether the change takes effect at once. If omitted, it does, unless O(apply=false).
      - With V(false) it goes to the pending configuration, which is then applied, and with it everything that is pending on the router.
      - V(true) contradicts O(apply=false).
  apply:
    type: bool
    default: true
    description:
      - With V(false) the change stays in the pending configuration, is not read back, and RV(pending) is V(true).
        Apply or discard it with M(telco.cpe.peplink_config).
      - As the pending configuration can't be read, a second run with V(false) before that sends the change again.
seealso:
  - module: telco.cpe.peplink_config
  - module: telco.cpe.peplink_info
  - module: telco.cpe.peplink_wan
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Prefer the second line, and keep the cellular WAN as a backup
  telco.cpe.peplink_wan_priority:
    list:
      - {conn_id: 2, priority: 1}
      - {conn_id: 1, priority: 2}
      - {conn_id: 4, priority: 3, enable: true}

- name: Take one line out of service at once
  telco.cpe.peplink_wan_priority:
    list:
      - {conn_id: 1, enable: false}

- name: Leave a change pending, to apply it along with others
  telco.cpe.peplink_wan_priority:
    list:
      - {conn_id: 1, enable: true}
    apply: false

- name: Apply what is pending
  telco.cpe.peplink_config:
    state: applied
"""

RETURN = r"""
wan_priority:
  description: All WAN connections as read back, or in check mode as they will be.
  returned: success
  type: dict
  contains:
    list:
      description: As the option O(list). A router may not show the priority of a disabled WAN connection.
      type: list
      elements: dict
  sample: {"list": [{"conn_id": "1", "priority": 2, "enable": true}, {"conn_id": "2", "priority": 1, "enable": true}]}
pending:
  description: Whether the change waits for an apply.
  returned: success
  type: bool
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: POST
      endpoint: config.wan.connection.priority
      payload: {"instantActive": true, "list": [{"connId": 2, "priority": 1, "enable": true}]}
unverified:
  description: Options that could not be compared with what the router holds.
  returned: success
  type: list
  elements: str
  sample: ["list[3].priority"]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan_priority import WanPriority

RESOURCE = WanPriority


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
