#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_info
short_description: Read CPEs, their parameters and attributes from the DMS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reads values and attributes of a CPE's parameters, which opens a session with the CPE, and the DMS's own list of CPEs, which does not.
extends_documentation_fragment:
  - telco.cpe.attributes.info
  - telco.cpe.attributes.dms
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.engine.info
options:
  gather:
    type: list
    elements: str
    choices: [values, attributes, devices]
    default: [values]
    description:
      - What to read.
      - V(values) and V(attributes) need O(parameters) and O(search_options).
      - V(devices) reads the storage C(CpeDbService) page by page.
  parameters:
    type: list
    elements: str
    description:
      - Names of parameters, or partial paths with a dot at the end, such as V(InternetGatewayDevice.ManagementServer.).
      - Required for V(values) and V(attributes).
  filters:
    type: dict
    default: {}
    description:
      - Which records V(devices) gives. Record key to a value, a glob (C(*), C(?), C([...])), or a list of them of which one must do.
      - All filters must be met. They are applied here, after the DMS has given its list. Null means that the record lacks the key.
  page_size:
    type: int
    default: 1000
    description: Most records that V(devices) asks for in one request, at least 1. The DMS may give less.
notes:
  - The keys of the DMS's CPE records depend on the installation.
  - Values of parameters whose name says that they are credentials are masked.
seealso:
  - module: telco.cpe.dms_parameter_values
  - plugin: telco.cpe.dms
    plugin_type: inventory
"""

EXAMPLES = r"""
- name: Read the management server's settings of a CPE
  telco.cpe.dms_info:
    api_url: https://acs.example.com
    api_username: ansible
    api_password: "{{ vault_dms_password }}"
    search_options:
      cpe_id: DMS_DEVICE
    parameters:
      - InternetGatewayDevice.ManagementServer.
  register: management

- name: Which parameters of it have active notification
  telco.cpe.dms_info:
    gather: [attributes]
    search_options:
      cpe_id: DMS_DEVICE
    parameters:
      - InternetGatewayDevice.ManagementServer.
    query: "attributes"

- name: List the CPEs of two models, without asking the CPEs
  telco.cpe.dms_info:
    gather: [devices]
    filters:
      model: ["ALPHA *", BETA]
    query: "devices[].cpe_id"
"""

RETURN = r"""
dms:
  description: What was gathered; or what O(query) makes of it.
  returned: success
  type: dict
  contains:
    values:
      description:
        - Parameter names to values, as the DMS gives them. Times are lists of six integers. Secrets are masked.
        - With O(command_options.multiple), and a DMS that tells the CPEs apart, one such mapping a CPE, by its C(cpe_id).
      type: dict
      sample: {"InternetGatewayDevice.ManagementServer.PeriodicInformInterval": 86400}
    attributes:
      description: Parameter names to C(notification) (0 to 6) and C(access_list) (empty where the DMS says null). By CPE as for C(values).
      type: dict
      sample: {"InternetGatewayDevice.ManagementServer.URL": {"notification": 0, "access_list": []}}
    devices:
      description: The records of the CPEs, as the DMS has them. Secrets are masked.
      type: list
      elements: dict
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info, Subset
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._dms import names, reading, records, scenario, storage
from ansible_collections.telco.cpe.plugins.module_utils._dms.options import TARGET_OPTIONS, Target
from ansible_collections.telco.cpe.plugins.module_utils._dms.vendor import DMS

SUBSETS = {
    "values": Subset("read_values"),
    "attributes": Subset("read_attributes", default=False),
    "devices": Subset("read_devices", default=False),
}


class DmsInfo(Info):
    """GetParameterValues and GetParameterAttributes (DMS NBI), and the storage CpeDbService."""

    vendor = DMS
    key = "dms"
    subsets = SUBSETS
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **TARGET_OPTIONS,
        **Info.gather_spec(SUBSETS),
        "parameters": {"type": "list", "elements": "str"},
        "filters": {"type": "dict", "default": {}},
        "page_size": {"type": "int", "default": 1000},
    }

    def validate(self) -> None:
        super().validate()
        if self.params["page_size"] < 1:
            raise OptionError("page_size", f"{self.params['page_size']} is out of range, allowed is at least 1")
        if not {"values", "attributes"} & set(self.params["gather"]):
            return
        self.target = Target.of(self.params)
        if not self.params["parameters"]:
            raise OptionError("parameters", "is required to gather values or attributes")
        for number, name in enumerate(self.params["parameters"]):
            problem = names.problem_of(name, partial=True)
            if problem:
                raise OptionError(f"parameters[{number}]", f"{name!r} is not valid, allowed is {problem}")

    def read_values(self) -> dict[str, t.Any]:
        return self._by_cpe("GetParameterValues", _shown)

    def read_attributes(self) -> dict[str, t.Any]:
        return self._by_cpe("GetParameterAttributes", lambda _name, value: _attributes(value))

    def read_devices(self) -> list[dict[str, t.Any]]:
        found = storage.records(self.client, self.params["page_size"])
        return [record for record in found if records.matches(record, self.params["filters"])]

    def _by_cpe(self, method: str, form: t.Callable[[str, t.Any], t.Any]) -> dict[str, t.Any]:
        wanted = list(dict.fromkeys(self.params["parameters"]))
        answers = scenario.read(self.client, self.target, method, wanted)
        found = []
        for answer in answers:
            held = reading.once(self.client, self.target, scenario.pairs(answer), overlapping=len(wanted) > 1)
            found.append((answer.cpe_id, {name: form(name, value) for name, value in held.items()}))
        if self.target.multiple and (len(found) > 1 or found[0][0]):
            return {cpe_id or f"#{number}": held for number, (cpe_id, held) in enumerate(found, 1)}
        return found[0][1]


def _shown(name: str, value: t.Any) -> t.Any:
    hidden = names.is_secret(name) and value not in (None, "") and not isinstance(value, bool)
    return Secret(value) if hidden else value


def _attributes(value: t.Any) -> dict[str, t.Any]:
    given = value if isinstance(value, dict) else {}
    # AccessList null and [] mean the same: nobody but the ACS may write (TR-069 A.3.2.5).
    return {"notification": given.get("Notification"), "access_list": given.get("AccessList") or []}


RESOURCE = DmsInfo


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
