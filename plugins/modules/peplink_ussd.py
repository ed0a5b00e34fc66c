#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_ussd
short_description: Send a USSD code by a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Sends a USSD code by a cellular WAN of a Peplink router, on each run, and returns what the router answers.
  - That the connection is a cellular WAN and has the SIM card is looked up first.
  - Never sent twice. If no answer comes, the error says that it is not known whether the code was sent.
  - Needs firmware 8.1.0 or later. From firmware 8.5.2 on the operation has another name, by which it is called there.
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
  sim_id:
    type: str
    description: ID of the SIM, such as V(1) for slot A or V(2) for slot B. The active SIM if omitted.
  ussd:
    type: str
    required: true
    description: The code, of the characters V(1234567890*#).
seealso:
  - module: telco.cpe.peplink_sms
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Ask for the balance of the prepaid card
  telco.cpe.peplink_ussd:
    conn_id: 4
    ussd: "*100#"
  register: balance

- name: Show the answer
  ansible.builtin.debug:
    var: balance.ussd.message
  when: balance.ussd is defined
"""

RETURN = r"""
ussd:
  description: What the router answered.
  returned: success, unless in check mode
  type: dict
  contains:
    message:
      description: The answer, of the router or of the network.
      type: str
  sample: {"message": "Request is sent successfully"}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "cmd.sendUssd", "payload": {"connId": 4, "ussd": "*100#"}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_int
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink import connections
from ansible_collections.telco.cpe.plugins.module_utils._peplink.checks import dial_number
from ansible_collections.telco.cpe.plugins.module_utils._peplink.command import RouterCommand

# The firmware that has the later name, and that name (field notes, section 4).
RENAMED_IN = "8.5.2"
RENAMED = "cmd.sim.ussd.send"


class Ussd(RouterCommand):
    """POST /api/cmd.sendUssd (Peplink Router API)."""

    key = "ussd"
    deed = "the USSD code was sent"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "conn_id": {"type": "str", "required": True},
        "sim_id": {"type": "str"},
    }
    table = Group("", (Field("ussd", required=True, check=dial_number),))

    def writes(self) -> list[Write]:
        conn_id, sim_id = self.params["conn_id"], self.params["sim_id"]
        wan = connections.find_typed(self.client, conn_id, connections.WITH_SIM)
        connections.require_sim(self.client, conn_id, wan, sim_id)
        if sim_id is None:
            connections.require_active_sim(self.client, conn_id, wan)
        body = {"connId": to_int(conn_id), "ussd": self.params["ussd"]}
        if sim_id is not None:
            body["simId"] = to_int(sim_id)
        return [Write("POST", RENAMED if self.client.firmware.at_least(RENAMED_IN) else "cmd.sendUssd", body)]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        answer = answers[-1]
        return {"message": str(answer.get("message", "")) if isinstance(answer, dict) else ""}


RESOURCE = Ussd


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
