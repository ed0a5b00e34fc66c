#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_object
short_description: Manage instances of a CPE's objects through the DMS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Makes, changes and removes instances of a CPE's multi-instance objects, such as port mappings, WAN connections or SSIDs, together with their values
    (C(AddObject), C(SetParameterValues) or C(SmartSPV), C(DeleteObject)).
  - An instance is known by the values of its parameters (O(match)), because the CPE chooses the numbers. An instance that matches is changed, and never made a
    second time.
  - If the values of a new instance can't be set, it is removed again.
  - Several instances can be managed together (O(objects)), also such that refer to each other or lie below each other; what others need is made first.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.dms
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.dms.waiting
  - telco.cpe.engine.verify
  - telco.cpe.engine.state
options:
  object_name:
    type: str
    description:
      - Path of the object's table, with a dot at its end, such as V(Device.NAT.PortMapping.).
      - Instances on the way may be named by number, or by alias in brackets where the CPE has alias-based addressing.
      - Either this or O(objects) is required.
  match:
    type: dict
    description:
      - Parameters of the instance, by their names relative to it, with the values by which it is known. They are compared as the CPE reports them, by type,
        and all must be equal. A new instance gets them.
      - More than one instance that matches is an error, and RV(ignore:error.kind) is C(several_instances).
      - Either this or O(instance) is required, unless O(purge) with O(state=absent) empties the table.
  instance:
    type: int
    description:
      - Number of an instance that is there. A number can't be chosen for a new instance.
  parameters:
    type: list
    elements: dict
    default: []
    description: What the instance is to hold besides O(match). Each name may occur once.
    suboptions:
      name:
        type: str
        required: true
        description: Name of the parameter relative to the instance, such as V(Enable) or V(Security.KeyPassphrase).
      value:
        type: raw
        description:
          - The value, as for O(telco.cpe.dms_parameter_values#module:parameters[].value). Omitted or null leaves the parameter alone.
      type:
        type: str
        choices: [string, int, unsignedInt, long, unsignedLong, boolean, dateTime, base64, hexBinary]
        description:
          - Type of the parameter. Without it, what the CPE reports decides; for a new instance, what it reports for another instance of the table, or once the
            new one is there. It holds for the same parameter in O(match), too.
      write_only:
        type: bool
        default: false
        description: Whether the CPE hides the value. Known credentials need no V(true). The value is treated as a secret.
  objects:
    type: list
    elements: dict
    description:
      - Several instances, instead of O(object_name), O(match), O(instance) and O(parameters).
      - In values of entries, C(<label>) stands for the number of the instance of the entry with that label, as in
        C(Device.PPP.Interface.<ppp>.); in C(object_name) it makes the table one below that instance, as in C(Device.IP.Interface.<wan>.IPv4Address.).
      - Entries that others refer to are made first, whatever the order of the list. It is an error if they refer to each other in a circle.
    suboptions:
      label:
        type: str
        description: What other entries refer to this one by, of letters, digits, C(_) and C(-).
      object_name:
        type: str
        required: true
        description: Path of the table, as O(object_name), perhaps with C(<label>) after the C(object_name) of that entry.
      match:
        type: dict
        description: As O(match).
      instance:
        type: int
        description: As O(instance).
      parameters:
        type: list
        elements: dict
        default: []
        description: As O(parameters).
        suboptions:
          name:
            type: str
            required: true
            description: Name of the parameter relative to the instance.
          value:
            type: raw
            description: The value. Omitted or null leaves the parameter alone.
          type:
            type: str
            choices: [string, int, unsignedInt, long, unsignedLong, boolean, dateTime, base64, hexBinary]
            description: Type of the parameter. Without it, what the CPE reports decides.
          write_only:
            type: bool
            default: false
            description: Whether the CPE hides the value. It is treated as a secret.
  purge:
    type: bool
    default: false
    description:
      - Whether to remove the other instances of each table that the task names, after all else is done. Tables below a new instance have none to remove.
      - With O(state=absent), and without O(match) and O(instance), all instances are removed.
  parameter_key:
    type: str
    default: ''
    description: C(ParameterKey) that goes with C(AddObject) and C(DeleteObject), at most 32 characters.
  method:
    type: str
    choices: [auto, spv, smart]
    default: auto
    description:
      - How to set values, as O(telco.cpe.dms_parameter_values#module:method). Where C(SmartSPV) sets only some of the values of a new instance, the instance is
        removed again.
  state:
    description:
      - With V(absent) the instances that are described are removed; what is below them goes with them.
  update_secrets:
    type: str
    choices: [on_change, always]
    default: on_change
    description:
      - When to send hidden parameters of an instance that is there, which read back as nothing and so can't be compared. A new instance always gets
        them.
      - With V(on_change) they are sent when another parameter of the instance changes. RV(unverified) names those not compared.
      - With V(always) they are sent on each run, which then always reports a change.
  command_options:
    description:
      - How the DMS runs the scenarios. C(multiple) must not be V(true), because instances have other numbers on each CPE.
      - With C(async) each call is started and waited for, because the next one needs its result; only the last one is left running where O(wait) is V(false).
notes:
  - All tables are read with one C(GetParameterValues).
  - If the answer to C(AddObject) is lost, the instance that was not there before is taken as the one that was made.
  - Status 1 means that the CPE has committed the change and not yet applied all of it. RV(pending) is V(true) then, and what reads back otherwise is named in
    RV(unverified) instead of being a failure.
  - A credential can't be part of O(match), because many CPEs hide it.
seealso:
  - module: telco.cpe.dms_parameter_values
  - module: telco.cpe.dms_info
"""

EXAMPLES = r"""
- name: Have one port mapping for the alarm system, on a host of the DMS inventory
  telco.cpe.dms_object:
    object_name: InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1.PortMapping.
    match:
      ExternalPort: 8443
      PortMappingProtocol: TCP
    parameters:
      - name: InternalClient
        value: 192.168.1.64
      - name: InternalPort
        value: 443
      - name: PortMappingDescription
        value: alarm
      - name: PortMappingEnabled
        value: true
  register: mapping

- name: Remove it again, and whatever else there is but the mapping of the web server
  telco.cpe.dms_object:
    object_name: InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1.PortMapping.
    match:
      ExternalPort: 8080
    purge: true

- name: A PPP session and the IP interface over it, with an address, on a CPE with TR-181
  telco.cpe.dms_object:
    search_options:
      cpe_id: CPE000003
    objects:
      - label: wan
        object_name: Device.IP.Interface.
        match:
          Alias: wan-voice
        parameters:
          - name: Enable
            value: true
      - object_name: Device.IP.Interface.<wan>.IPv4Address.
        match:
          IPAddress: 192.0.2.17
        parameters:
          - name: SubnetMask
            value: 255.255.255.0
      - label: ppp
        object_name: Device.PPP.Interface.
        match:
          Alias: ppp-voice
        parameters:
          - name: Username
            value: voice@isp.example
          - name: Password
            value: "{{ vault_ppp_password }}"
      - object_name: Device.NAT.PortMapping.
        match:
          Interface: Device.IP.Interface.<wan>
          ExternalPort: 5060
          Protocol: UDP
        parameters:
          - name: InternalPort
            value: 5060

- name: Remove a PPP session by its number
  telco.cpe.dms_object:
    search_options:
      cpe_id: CPE000003
    object_name: Device.PPP.Interface.
    instance: 1
    state: absent
"""

RETURN = r"""
objects:
  description:
    - The instances, in the order in which they are made; empty with O(state=absent).
    - In check mode, and where a call was left running, what is not known of a new instance has its label in angle brackets in its place, or C(<new>).
  returned: success
  type: list
  elements: dict
  contains:
    label:
      description: Label of the entry of O(objects).
      type: str
    object_name:
      description: Path of its table.
      type: str
      sample: Device.NAT.PortMapping.
    path:
      description: Path of the instance.
      type: str
      sample: Device.NAT.PortMapping.3.
    instance:
      description: Number of the instance, or its alias in brackets where the CPE names it so. Null while it is not known.
      type: raw
      sample: 3
    parameters:
      description: What it holds of O(match) and O(parameters). Secrets are masked.
      type: dict
      sample: {"ExternalPort": 8443, "InternalClient": "192.168.1.64"}
path:
  description: Path of the instance.
  returned: with O(object_name) and O(state=present)
  type: str
  sample: Device.NAT.PortMapping.3.
instance:
  description: Number of the instance.
  returned: with O(object_name) and O(state=present)
  type: raw
  sample: 3
status:
  description: Highest status that the CPE answered, V(0) for applied and V(1) for committed and not yet applied.
  returned: when something was changed and the answers had a status
  type: int
  sample: 0
pending:
  description: Whether the CPE has committed something that it may not have applied yet (RV(status) is V(1)).
  returned: success
  type: bool
queued:
  description: Whether the last call was started and not waited for.
  returned: success
  type: bool
env_id:
  description: ID of the last scenario that was started, for M(telco.cpe.dms_result).
  returned: when the DMS gave one
  type: str
plan:
  description:
    - The writes, in order, secrets masked; in check mode those that a run would do. A new instance's number is its label in angle brackets, or C(<new>).
    - Where a new instance is the first of its table, its values are sent in the form in which the CPE then shows its parameters, which may be another
      than here.
  returned: success
  type: list
  elements: dict
unverified:
  description: Parameters that could not be compared with what the CPE holds, or that it has not applied yet.
  returned: success
  type: list
  elements: str
error:
  description: What failed; C(kind) tells the outcomes apart, C(code) is the CWMP fault or the DMS's code.
  returned: failure
  type: dict
  sample: {"kind": "cwmp_fault", "code": 9007, "http_status": 500}
faults:
  description: Each fault that the CPE gave for a parameter.
  returned: when the CPE refused the change with a CWMP fault
  type: list
  elements: dict
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._dms.object import Objects

RESOURCE = Objects


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
