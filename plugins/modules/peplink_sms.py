#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_sms
short_description: Send an SMS by a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Sends one SMS by a cellular WAN of a Peplink router, on each run.
  - That there is a cellular WAN with a SIM card is looked up first.
  - Never sent twice. If no answer comes, the error says that it is not known whether the message was sent.
  - The API tells nothing of the message's delivery.
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
    description: ID of the WAN connection that sends the message. If omitted, the router chooses.
  address:
    type: str
    required: true
    description: Number of the recipient, V(+) and 2 to 15 digits, the first of which is not 0.
  content:
    type: str
    description: The text.
seealso:
  - module: telco.cpe.peplink_info
  - module: telco.cpe.peplink_ussd
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Tell somebody that the site is up
  telco.cpe.peplink_sms:
    conn_id: 4
    address: "+4989123456"
    content: "{{ inventory_hostname }} is up."
"""

RETURN = r"""
sms:
  description: What was sent.
  returned: success, unless in check mode
  type: dict
  contains:
    conn_id:
      description: ID of the WAN connection, if it was given.
      type: str
    address:
      description: Number of the recipient.
      type: str
  sample: {"conn_id": "4", "address": "+4989123456"}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: POST
      endpoint: cmd.sms.sendMessage
      payload: {"connId": 4, "address": "+4989123456", "content": "router-7 is up."}
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_int
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink import connections
from ansible_collections.telco.cpe.plugins.module_utils._peplink.checks import sms_address
from ansible_collections.telco.cpe.plugins.module_utils._peplink.command import RouterCommand


class Sms(RouterCommand):
    """POST /api/cmd.sms.sendMessage (Peplink Router API)."""

    key = "sms"
    deed = "the message was sent"
    selectors: t.ClassVar[dict[str, t.Any]] = {"conn_id": {"type": "str"}}
    table = Group("", (Field("address", required=True, check=sms_address), Field("content")))

    def writes(self) -> list[Write]:
        self._require_sim()
        given = {name: self.params[name] for name in ("address", "content") if self.params[name] is not None}
        conn_id = self.params["conn_id"]
        return [
            Write("POST", "cmd.sms.sendMessage", given if conn_id is None else {"connId": to_int(conn_id), **given})
        ]

    def _require_sim(self) -> None:
        conn_id = self.params["conn_id"]
        if conn_id is not None:
            wan = connections.find_typed(self.client, conn_id, connections.WITH_SIM)
            connections.require_sim(self.client, conn_id, wan)
        elif not connections.with_sim(self.client):
            raise ApiFailure(
                "no WAN connection of this router has a SIM card",
                device=self.client.connection.device,
                hint="Nothing was sent.",
            )

    def outcome(self, answers: list[t.Any]) -> t.Any:
        return {"conn_id": self.params["conn_id"], "address": self.params["address"]}


RESOURCE = Sms


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
