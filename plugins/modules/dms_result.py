#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_result
short_description: Fetch the result of a scenario that the DMS runs asynchronously
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Fetches what came of a scenario that another task has started with O(ignore:command_options.async), by the RV(ignore:env_id) that it returned
    (C(GetResult)).
  - A scenario that failed fails this task, in the same way as if it had been waited for from the start.
extends_documentation_fragment:
  - telco.cpe.attributes.info
  - telco.cpe.attributes.dms
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.engine.info
options:
  env_id:
    type: str
    required: true
    description: ID of the scenario.
  wait:
    type: bool
    default: true
    description:
      - Whether to wait until there is a result. With V(false) the DMS is asked once, and RV(result.finished) tells.
  wait_timeout:
    type: int
    default: 300
    description:
      - Seconds to wait at most, at least 1. If there is no result then, the task fails, and RV(ignore:error.kind) is C(scenario_timeout).
  poll_interval:
    type: int
    default: 5
    description:
      - Seconds from one question to the next, at least 1. It is sent as C(timeout) of C(GetResult), so that the DMS answers as soon as it can.
notes:
  - The DMS gives the same answer for a scenario that has not ended and for an O(env_id) that it does not know, or does not know any more. How long it keeps
    results is not documented.
  - Values of parameters whose name says that they are credentials are masked.
seealso:
  - module: telco.cpe.dms_parameter_values
  - module: telco.cpe.dms_download
"""

EXAMPLES = r"""
- name: Start a change on a host of the DMS inventory, and don't wait for it
  telco.cpe.dms_parameter_values:
    parameters:
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
        value: 3600
    command_options:
      async: true
  register: change

- name: See later what came of it
  telco.cpe.dms_result:
    env_id: "{{ change.env_id }}"
    wait_timeout: 600
    poll_interval: 10
  when: change.queued

- name: Just look
  telco.cpe.dms_result:
    env_id: "{{ change.env_id }}"
    wait: false
  register: look
  when: change.queued
"""

RETURN = r"""
result:
  description: What came of the scenario; or what O(query) makes of it.
  returned: success
  type: dict
  contains:
    finished:
      description: Whether there is a result. Without one the other keys are missing, except C(message).
      type: bool
    code:
      description: The DMS's code.
      type: int
      sample: 200
    message:
      description: The DMS's message.
      type: str
      sample: Scenario was finished
    details:
      description:
        - What the scenario brought, keys to values as the DMS gives them, such as C(Status) after a change, or names of parameters. Where its answer
          tells several CPEs apart, one such mapping a CPE, by its C(cpe_id).
      type: dict
      sample: {"Status": 1}
    status:
      description: V(0) for applied, V(1) for committed and not yet applied.
      type: int
      returned: when the CPE has answered with a status
env_id:
  description: ID of the scenario.
  returned: always
  type: str
error:
  description: What failed; C(kind) tells the outcomes apart, C(code) is the CWMP fault or the DMS's code.
  returned: failure
  type: dict
  sample: {"kind": "cwmp_fault", "code": 9007, "http_status": 500}
faults:
  description: Each fault that the CPE gave for a parameter.
  returned: when the CPE has answered with a CWMP fault
  type: list
  elements: dict
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._dms.result import Result

RESOURCE = Result


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
