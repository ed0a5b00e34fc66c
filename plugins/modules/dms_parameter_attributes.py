#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_parameter_attributes
short_description: Set notification and access of a CPE's parameters through the DMS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reads the attributes of TR-069 parameters of a CPE through the DMS (C(GetParameterAttributes)), and sets those that differ, all in one request
    (C(SetParameterAttributes)). The CPE sets all of them or none.
  - Only the half of an entry that differs is changed (C(NotificationChange), C(AccessListChange)).
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.dms
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.dms.waiting
  - telco.cpe.engine.verify
options:
  parameters:
    type: list
    elements: dict
    required: true
    description:
      - The parameters and their attributes. Each name may occur once.
      - They are applied in their order, so that an entry may overrule one before it for a part of its parameters.
    suboptions:
      name:
        type: str
        required: true
        description:
          - Full name of a parameter, or a partial path with a dot at its end, which means every parameter below it.
      notification:
        type: int
        choices: [0, 1, 2, 3, 4, 5, 6]
        description:
          - How the CPE tells the DMS that the value has changed. Omitted leaves it alone.
          - V(0) not at all.
          - V(1) passive, in the next session.
          - V(2) active, by a session of its own.
          - V(3) passive lightweight, in the next Lightweight Notification.
          - V(4) passive, and passive lightweight.
          - V(5) active lightweight, by a Lightweight Notification of its own.
          - V(6) passive, and active lightweight.
          - V(3) to V(6) need CWMP 1.4.
      access_list:
        type: list
        elements: str
        description:
          - Who besides the DMS may write the value. V(Subscriber) means every interface on the subscriber's side; vendors' own names start with C(X_).
          - An empty list lets nobody else write it. Omitted leaves it alone. The order has no meaning.
notes:
  - CWMP fault 9009 means that the CPE refuses the notification; some parameters are always active, such as C(DeviceInfo.SoftwareVersion), and many refuse
    active notification.
seealso:
  - module: telco.cpe.dms_info
  - module: telco.cpe.dms_parameter_values
  - module: telco.cpe.dms_result
"""

EXAMPLES = r"""
- name: Be told at once when a host of the DMS inventory changes its address, and let nobody else change it
  telco.cpe.dms_parameter_attributes:
    parameters:
      - name: InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1.ExternalIPAddress
        notification: 2
        access_list: []

- name: Have no notifications of a whole branch but one
  telco.cpe.dms_parameter_attributes:
    search_options:
      cpe_id: DMS_DEVICE
    parameters:
      - name: InternetGatewayDevice.ManagementServer.
        notification: 0
        access_list: [Subscriber]
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
        notification: 1
"""

RETURN = r"""
parameters:
  description:
    - The attributes by full name of each parameter, C(notification) and C(access_list), as read back, or in check mode as they will be.
    - With O(command_options.multiple), and a DMS that tells the CPEs apart, one such mapping a CPE, by its C(cpe_id).
    - Where the change was started and not waited for, those before it.
  returned: success
  type: dict
  sample: {"InternetGatewayDevice.ManagementServer.URL": {"notification": 1, "access_list": []}}
queued:
  description: Whether the change was started and not waited for.
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
  sample:
    - method: POST
      endpoint: method/SetParameterAttributes
      payload:
        search_options: {"cpe_id": "DMS_DEVICE"}
        command_options: {}
        parameters:
          - Name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
            NotificationChange: true
            Notification: 1
            AccessListChange: false
            AccessList: []
unverified:
  description: Always empty, because every attribute can be read.
  returned: success
  type: list
  elements: str
error:
  description: What failed; C(kind) tells the outcomes apart, C(code) is the CWMP fault or the DMS's code.
  returned: failure
  type: dict
  sample: {"kind": "cwmp_fault", "code": 9009, "http_status": 500}
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._dms.parameter_attributes import ParameterAttributes

RESOURCE = ParameterAttributes


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
