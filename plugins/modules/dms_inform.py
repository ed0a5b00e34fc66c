#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_inform
short_description: Have a CPE open a session with the DMS at a later time
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Has a CPE open one session with the DMS some time from now, beside its periodic ones (C(ScheduleInform)).
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.dms
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.dms.waiting
options:
  delay_seconds:
    type: int
    required: true
    description: Seconds from when the CPE gets the request to the session, 1 to 4294967295.
  command_key:
    type: str
    description: What the CPE calls the session by, at most 32 characters. Empty without it.
notes:
  - A CPE does not tell which sessions it has planned, so that each run plans another one.
seealso:
  - module: telco.cpe.dms_reboot
"""

EXAMPLES = r"""
- name: Have a host of the DMS inventory open a session in five minutes
  telco.cpe.dms_inform:
    delay_seconds: 300
    command_key: after-the-change

- name: The same for a CPE by its number at the customer's
  telco.cpe.dms_inform:
    search_options:
      cid: customer-000001
    delay_seconds: 60
"""

RETURN = r"""
inform:
  description: What the CPE was asked for.
  returned: success
  type: dict
  sample: {"delay_seconds": 300, "command_key": "after-the-change"}
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
from ansible_collections.telco.cpe.plugins.module_utils._dms.inform import ScheduleInform

RESOURCE = ScheduleInform


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
