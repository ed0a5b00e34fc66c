#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_reboot
short_description: Reboot a CPE through the DMS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reboots a CPE (C(Reboot)), and waits on request until it has been seen again.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.dms
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.dms.waiting
options:
  description:
    type: str
    default: Reboot by Ansible
    description: What the DMS is told about the reboot.
  wait:
    description:
      - Whether to wait until the CPE has been seen again, and before that for a scenario that was only started. That is so when the CPE answers, and its
        C(DeviceInfo.UpTime) is less than the time since the request; a CPE that has no such parameter must have been away meanwhile.
      - Each look is a C(GetParameterValues). Not possible with O(command_options.multiple).
notes:
  - The request is sent once. If its answer is lost, whether the CPE reboots can't be known, and the task fails and says so.
seealso:
  - module: telco.cpe.dms_factory_reset
  - module: telco.cpe.dms_inform
"""

EXAMPLES = r"""
- name: Reboot a host of the DMS inventory, and go on when it is back
  telco.cpe.dms_reboot:
    description: Free the memory
    wait: true
    wait_timeout: 600

- name: Reboot every CPE of a model when it opens its next session, and don't wait for that
  telco.cpe.dms_reboot:
    search_options:
      model: ALPHA 002
      last_seen: ">1700000000"
    command_options:
      async: true
      no_cnr: true
      multiple: true
"""

RETURN = r"""
reboot:
  description: What is known of the reboot.
  returned: success
  type: dict
  contains:
    seen_again:
      description: Whether the CPE was seen again after its restart. V(false) without O(wait).
      type: bool
    uptime:
      description: Seconds since the CPE's restart when it was seen again.
      type: int
      returned: with O(wait), where the CPE has the parameter
queued:
  description: Whether the scenario was started and not waited for.
  returned: success
  type: bool
env_id:
  description: ID of the scenario that was started, for M(telco.cpe.dms_result).
  returned: when the DMS gave one
  type: str
env_ids:
  description: IDs of the scenarios that were started, by C(cpe_id), where the DMS gives one for each CPE.
  returned: with O(command_options.multiple), when the DMS gave them
  type: dict
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
error:
  description: What failed; C(kind) tells the outcomes apart, C(code) is the CWMP fault or the DMS's code.
  returned: failure
  type: dict
  sample: {"kind": "connection_request_failed", "http_status": 500}
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._dms.restart import Reboot

RESOURCE = Reboot


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
