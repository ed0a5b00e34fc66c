#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_mms_settings
short_description: Set the MMS configuration of a port of an SMS gateway
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Writes the access point and the MMS center that a port of an SMS gateway uses for MMS.
  - The API does not show this configuration. The module therefore writes it at each run, and always reports a change.
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
  configuration:
    type: dict
    required: true
    description: The configuration. The API demands all of it, what does not apply is empty.
    suboptions:
      apn:
        type: str
        required: true
        description: Access point name for MMS.
      username:
        type: str
        required: true
        description: User name at the access point.
      password:
        type: str
        required: true
        description: Password at the access point.
      mmsc:
        type: str
        required: true
        description: Address of the MMS center, such as V(http://mmsc.monternet.com).
      mms_proxy:
        type: str
        required: true
        description: Address of the MMS proxy.
      mms_port:
        type: str
        required: true
        description: Port of the MMS proxy, 1 to 65535.
  status:
    type: str
    choices: ["on", "off"]
    description: Whether MMS is on. It occurs in an example of the API's document only, and is not sent if omitted.
notes:
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_mms
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Have port 0 send MMS
  telco.cpe.sms_gateway_mms_settings:
    port: 0
    configuration:
      apn: cmwap
      username: ""
      password: ""
      mmsc: http://mmsc.monternet.com
      mms_proxy: 10.0.0.172
      mms_port: "80"
    status: "on"

- name: Use an access point with a password, and no proxy
  telco.cpe.sms_gateway_mms_settings:
    port: 1
    configuration:
      apn: mms.example.com
      username: mms
      password: "{{ vault_mms_password }}"
      mmsc: http://mmsc.example.com
      mms_proxy: ""
      mms_port: ""
"""

RETURN = r"""
mms_settings:
  description: What was written, the password masked. Not in check mode.
  returned: success
  type: dict
  sample:
    port: 0
    configuration:
      apn: cmwap
      username: ""
      password: ""
      mmsc: http://mmsc.monternet.com
      mms_proxy: 10.0.0.172
      mms_port: "80"
    status: "on"
plan:
  description: The request, secrets masked; in check mode the one that a run would send.
  returned: success
  type: list
  elements: dict
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core import normal
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.payload import whole
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import mask
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import ports
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.gateway_command import PortCommand
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY


def tcp_port(value: str) -> str | None:
    """What the port of the proxy may be, if ``value`` is none. The API has it as text (21.2)."""
    if not value or (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        return None
    return "1 to 65535, or empty"


class MmsSettings(PortCommand):
    """mms_configuration (HTTP API V1.2, 21)."""

    vendor = SMS_GATEWAY
    key = "mms_settings"
    doing = "the configuration"
    table = Group(
        "",
        (
            Field("port", type="int", required=True, range=ports.PORT_RANGE),
            Group(
                "configuration",
                (
                    Field("apn", api="APN", required=True),
                    Field("username", required=True),
                    Field("password", required=True, secret=True),
                    Field("mmsc", api="MMSC", required=True),
                    Field("mms_proxy", api="MMS_proxy", required=True),
                    Field("mms_port", api="MMS_port", required=True, check=tcp_port),
                ),
                required=True,
            ),
            Field("status", choices=("on", "off")),
        ),
    )

    def writes(self) -> list[Write]:
        return [Write("POST", "api/mms_configuration", whole(self.table, normal.from_options(self.table, self.params)))]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        return mask(normal.from_options(self.table, self.params))


RESOURCE = MmsSettings


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
