#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_billing_cycle
short_description: Start a new billing cycle of a WAN connection of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Starts a new billing cycle of a WAN connection, or of a SIM of it, on each run. Its use of the bandwidth allowance counts from zero
    again.
  - That the connection, and the SIM, is there is looked up first.
  - Never sent twice. If no answer comes, the error says that it is not known whether the cycle has started.
  - Needs firmware 8.1.0 or later.
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
    description: ID of the WAN connection.
  sim_id:
    type: int
    choices: [1, 2]
    description:
      - SIM of a cellular WAN, V(1) for slot A and V(2) for slot B. If omitted, a WAN with a single SIM has V(1) sent, as the API demands,
        and otherwise the router decides.
      - Routers ignore it for a WAN that is not cellular.
seealso:
  - module: telco.cpe.peplink_info
  - module: telco.cpe.peplink_wan
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Find out how much of its allowance the SIM has used
  telco.cpe.peplink_info:
    gather: allowance
    allowance:
      conn_id: 4
    query: "allowance[0].sim[?id == `1`].usage | [0]"
  register: usage

- name: Start a new billing cycle, if it has used any
  telco.cpe.peplink_billing_cycle:
    conn_id: 4
    sim_id: 1
  when: (usage.info | int) > 0
"""

RETURN = r"""
billing_cycle:
  description: Of what a new cycle was started.
  returned: success, unless in check mode
  type: dict
  contains:
    conn_id:
      description: ID of the WAN connection.
      type: str
    name:
      description: Name of the WAN connection.
      type: str
    sim_id:
      description: The SIM, if one was named to the router.
      type: int
  sample: {"conn_id": "4", "name": "Cellular", "sim_id": 1}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "cmd.billing.newCycle", "payload": {"connId": 4, "simId": 1}}]
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

ONLY_SIM = 1


class BillingCycle(RouterCommand):
    """POST /api/cmd.billing.newCycle (Peplink Router API)."""

    key = "billing_cycle"
    deed = "a new billing cycle has started"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "conn_id": {"type": "str", "required": True},
        "sim_id": {"type": "int", "choices": [1, 2]},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._done: dict[str, t.Any] = {}

    def writes(self) -> list[Write]:
        conn_id, sim_id = self.params["conn_id"], self.params["sim_id"]
        wan = connections.find(self.client, conn_id)
        if connections.kind(wan) in connections.CELLULAR:
            if sim_id is None and len(connections.sims(wan)) == 1:
                sim_id = ONLY_SIM
            if sim_id is not None:
                connections.require_slot(self.client, conn_id, wan, sim_id)
        elif sim_id is not None:
            self.warnings.append(f"{connections.called_so(conn_id, wan)} is not cellular: the router ignores sim_id.")
        self._done = {"conn_id": conn_id, "name": wan.get("name"), "sim_id": sim_id}
        body = {"connId": to_int(conn_id)}
        return [Write("POST", "cmd.billing.newCycle", body if sim_id is None else {**body, "simId": sim_id})]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        return self._done


RESOURCE = BillingCycle


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
