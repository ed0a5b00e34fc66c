#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_cellular_module
short_description: Reset a cellular module of a Peplink router, or have it scan for networks anew
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Resets the cellular module of a WAN connection, or has it rescan the network. Both interrupt that connection.
  - That the connection is a cellular WAN is looked up first. For V(rescan_network) it also needs a module and a SIM card; a module that
    is not detected may be reset all the same.
  - Never sent twice. If no answer comes, the error says that it is not known what became of it.
  - Needs firmware 8.0.0 or later.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.peplink
options:
  conn_id:
    type: str
    required: true
    description: ID of the cellular WAN connection.
  action:
    type: str
    required: true
    choices: [reset, rescan_network]
    description: What to do.
seealso:
  - module: telco.cpe.peplink_carrier
  - module: telco.cpe.peplink_info
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Have the cellular WAN look for networks anew
  telco.cpe.peplink_cellular_module:
    conn_id: 4
    action: rescan_network

- name: Reset its module
  telco.cpe.peplink_cellular_module:
    conn_id: 4
    action: reset
"""

RETURN = r"""
cellular_module:
  description: What was done.
  returned: success, unless in check mode
  type: dict
  contains:
    conn_id:
      description: ID of the WAN connection.
      type: str
    name:
      description: Name of the WAN connection.
      type: str
    action:
      description: The action.
      type: str
  sample: {"conn_id": "4", "name": "Cellular", "action": "reset"}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "cmd.cellularModule.reset", "payload": {"connId": 4}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_int
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink import connections
from ansible_collections.telco.cpe.plugins.module_utils._peplink.command import RouterCommand

FUNCTIONS = {"reset": "cmd.cellularModule.reset", "rescan_network": "cmd.cellularModule.rescanNetwork"}


class CellularModule(RouterCommand):
    """POST /api/cmd.cellularModule.reset and /api/cmd.cellularModule.rescanNetwork (Peplink Router API)."""

    key = "cellular_module"
    deed = "the cellular module was told to do it"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "conn_id": {"type": "str", "required": True},
        "action": {"type": "str", "required": True, "choices": list(FUNCTIONS)},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._name: t.Any = None

    def writes(self) -> list[Write]:
        conn_id, action = self.params["conn_id"], self.params["action"]
        wan = connections.find_typed(self.client, conn_id, connections.CELLULAR)
        if action == "rescan_network":
            connections.require_sim(self.client, conn_id, wan)
        self._name = wan.get("name")
        return [Write("POST", FUNCTIONS[action], {"connId": to_int(conn_id)})]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        return {"conn_id": self.params["conn_id"], "name": self._name, "action": self.params["action"]}


RESOURCE = CellularModule


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
