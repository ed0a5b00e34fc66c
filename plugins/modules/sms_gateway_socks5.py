#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_socks5
short_description: Switch the SOCKS5 proxy of a port of an SMS gateway
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Switches the SOCKS5 proxy on a port of an SMS gateway on or off, and returns the proxy's own port.
  - The API does not tell whether it is on. The module therefore sends what it is told at each run, and always reports a change.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.sms_gateway
options:
  port:
    type: int
    required: true
    description: Number of the port, 0 to 31.
  state:
    type: str
    required: true
    choices: ["on", "off"]
    description: Whether the proxy is to be on.
notes:
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Have a SOCKS5 proxy over the SIM card in port 0
  telco.cpe.sms_gateway_socks5:
    port: 0
    state: "on"
  register: proxy

- name: Tell where it is
  ansible.builtin.debug:
    msg: "The proxy listens on port {{ proxy.socks5.socks_port }} of the gateway"

- name: Switch it off
  telco.cpe.sms_gateway_socks5:
    port: 0
    state: "off"
"""

RETURN = r"""
socks5:
  description: The proxy. Not in check mode.
  returned: success
  type: dict
  contains:
    port:
      description: Number of the gateway's port.
      type: int
    state:
      description: What it was told.
      type: str
    socks_port:
      description: TCP port on which the proxy listens, if the gateway told it.
      type: int
  sample: {"port": 0, "state": "on", "socks_port": 1080}
plan:
  description: The request; in check mode the one that a run would send.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "api/socks5_proxy", "payload": {"port": 0, "state": "on"}}]
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
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import ports
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.gateway_command import PortCommand
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY


class Socks5(PortCommand):
    """socks5_proxy (HTTP API V1.2, 25)."""

    vendor = SMS_GATEWAY
    key = "socks5"
    doing = "the switching"
    table = Group(
        "",
        (
            Field("port", type="int", required=True, range=ports.PORT_RANGE),
            Field("state", required=True, choices=("on", "off")),
        ),
    )

    def writes(self) -> list[Write]:
        return [Write("POST", "api/socks5_proxy", {"port": self.params["port"], "state": self.params["state"]})]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        listens = to_int(answers[-1].get("socks_port"))
        told = {} if listens is None else {"socks_port": listens}
        return {"port": self.params["port"], "state": self.params["state"], **told}


RESOURCE = Socks5


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
