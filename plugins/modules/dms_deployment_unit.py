#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_deployment_unit
short_description: Install, update and uninstall software on a CPE through the DMS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Installs, updates or uninstalls a deployment unit of a CPE (C(ChangeDUState)).
  - What is installed is read from the CPE's table C(SoftwareModules.DeploymentUnit.). A unit that is there is updated where its version, or without O(version)
    its URL, is another one.
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
  uuid:
    type: str
    description:
      - UUID of the unit, by which it is known. Case has no meaning.
      - At least one of this and O(url) is required.
  url:
    type: str
    description:
      - Where the CPE fetches the unit, at most 1024 characters, without user information. Required to install it.
      - Without O(uuid) the unit is known by the URL that the CPE shows for it.
      - Without it, an update is fetched from where the CPE had the unit from.
  version:
    type: str
    description:
      - Version that is to be installed, compared exactly, at most 32 characters. It can't be asked for; it has to be that of the file.
      - With O(state=absent) only the unit of this version is removed.
  username:
    type: str
    description: User name at the file server, at most 256 characters. It is sent with an installation or update, and not compared.
  password:
    type: str
    description: Password at the file server, at most 256 characters. It is sent with an installation or update, and not compared.
  execution_env_ref:
    type: str
    description:
      - Path of the execution environment, such as V(Device.SoftwareModules.ExecEnv.1). Without it the CPE chooses one.
      - Units of other environments are other units then.
  command_key:
    type: str
    description: What the CPE calls the request by, at most 32 characters. Empty without it.
  object_name:
    type: str
    description:
      - Path of the CPE's table, such as V(InternetGatewayDevice.SoftwareModules.DeploymentUnit.). Without it the CPE is asked for the one of TR-181 and, if
        it does not have that, of TR-098, which costs a request more.
  wait:
    description:
      - Whether to wait until the table shows what was asked for, and before that for a scenario that was only started. The CPE accepts a request first,
        and acts later.
      - With V(false) RV(pending) tells whether that is still to come.
  command_options:
    description:
      - How the DMS runs the scenario. C(multiple) must not be V(true), because each CPE has its own units.
notes:
  - While the table says that a unit is being installed, updated or uninstalled, the same is not asked for again.
  - The outcome itself (C(DUStateChangeComplete)) is not part of the API; what the CPE refuses at once is a CWMP fault with its name, such as 9023 for an
    unknown execution environment.
  - C(Version) of an update is left empty, because the UUID tells which unit is meant. More than one unit that is described is an error, and
    RV(ignore:error.kind) is C(several_units).
seealso:
  - module: telco.cpe.dms_object
  - module: telco.cpe.dms_result
"""

EXAMPLES = r"""
- name: Have an application on a host of the DMS inventory, and wait until it is installed
  telco.cpe.dms_deployment_unit:
    uuid: 8fa31c80-29c5-5d4a-9c1e-0d2f6f0b6d7e
    url: https://files.example.com/speedtest-1.2.0.ipk
    version: 1.2.0
    username: cpe
    password: "{{ vault_file_server_password }}"
    execution_env_ref: InternetGatewayDevice.SoftwareModules.ExecEnv.1
    wait: true
    wait_timeout: 600
    poll_interval: 10

- name: Update it
  telco.cpe.dms_deployment_unit:
    uuid: 8fa31c80-29c5-5d4a-9c1e-0d2f6f0b6d7e
    url: https://files.example.com/speedtest-1.3.0.ipk
    version: 1.3.0
    wait: true

- name: Remove it, whatever its version is
  telco.cpe.dms_deployment_unit:
    uuid: 8fa31c80-29c5-5d4a-9c1e-0d2f6f0b6d7e
    state: absent
"""

RETURN = r"""
deployment_unit:
  description: The unit as the CPE shows it, or in check mode as it will be; empty where there is none.
  returned: success
  type: dict
  contains:
    path:
      description: Path of its row in the table.
      type: str
      sample: Device.SoftwareModules.DeploymentUnit.2.
    uuid:
      description: UUID.
      type: str
    duid:
      description: Identifier that the CPE has given it.
      type: str
    name:
      description: Name.
      type: str
    status:
      description: C(Installing), C(Installed), C(Updating), C(Uninstalling) or C(Uninstalled).
      type: str
    resolved:
      description: Whether what it depends on is there.
      type: bool
    url:
      description: Where it came from.
      type: str
    vendor:
      description: Who made it.
      type: str
    version:
      description: Version.
      type: str
    execution_env_ref:
      description: Path of its execution environment.
      type: str
pending:
  description: Whether the CPE has accepted the request, and its table does not show yet what was asked for.
  returned: success
  type: bool
queued:
  description: Whether the scenario was started and not waited for.
  returned: success
  type: bool
env_id:
  description: ID of the scenario that was started, for M(telco.cpe.dms_result).
  returned: when the DMS gave one
  type: str
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
unverified:
  description: Always empty, because nothing that is compared is hidden.
  returned: success
  type: list
  elements: str
error:
  description: What failed; C(kind) tells the outcomes apart, C(code) is the CWMP fault or the DMS's code.
  returned: failure
  type: dict
  sample: {"kind": "cwmp_fault", "code": 9023, "http_status": 500}
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._dms.deployment_unit import DeploymentUnit

RESOURCE = DeploymentUnit


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
