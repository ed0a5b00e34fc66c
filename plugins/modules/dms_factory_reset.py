#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_factory_reset
short_description: Put a CPE back to its factory defaults through the DMS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Puts one CPE back to its factory default state (C(FactoryReset)).
  - What was configured on it is gone, its connection to the internet and to the DMS included if its defaults don't have them. It may come back with other
    credentials for Connection Requests, or not at all.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.dms
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.dms.waiting
options:
  confirm:
    type: str
    required: true
    description:
      - The C(cpe_id) of the CPE once more. It must be equal to O(search_options.cpe_id), or to the host's variable C(dms_cpe_id), from which it must not be
        derived if it is to protect from anything.
  search_options:
    description:
      - Which CPE is meant. O(search_options.cpe_id), or the variable C(dms_cpe_id) of the host in its place, is required; the others must match as well.
  wait:
    description:
      - Whether to wait until the CPE has been seen again, and before that for a scenario that was only started. That is so when the CPE answers, and its
        C(DeviceInfo.UpTime) is less than the time since the request; a CPE that has no such parameter must have been away meanwhile.
      - Each look is a C(GetParameterValues).
notes:
  - O(command_options.multiple) must not be V(true) here.
  - The request is sent once. If its answer is lost, whether the CPE is reset can't be known, and the task fails and says so.
seealso:
  - module: telco.cpe.dms_reboot
"""

EXAMPLES = r"""
- name: Put a CPE that was given back to its factory defaults
  telco.cpe.dms_factory_reset:
    search_options:
      cpe_id: DMS_DEVICE
    confirm: DMS_DEVICE
    wait: true
    wait_timeout: 900
"""

RETURN = r"""
factory_reset:
  description: What is known of the restart after the reset.
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
from ansible_collections.telco.cpe.plugins.module_utils._dms.restart import FactoryReset

RESOURCE = FactoryReset


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
