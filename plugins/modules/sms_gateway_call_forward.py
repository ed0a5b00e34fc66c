#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_call_forward
short_description: Set up call forwarding of a port of an SMS gateway
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings the call forwarding of the SIM card in one port of an SMS gateway to its desired state. The mobile network holds it, not the
    gateway.
  - Reading takes two steps. The gateway is told to ask the network, and then asked, until the network has answered, for what came back.
  - Conditions that are omitted are left alone. The API can't end the forwarding under one condition alone, but O(cancel_all) ends that
    under all which are not given.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.sms_gateway
  - telco.cpe.engine.verify
options:
  port:
    type: int
    required: true
    description: Number of the port, 0 to 31. It must be registered in the network.
  unconditional:
    type: str
    description:
      - Number to which all calls are forwarded, at most 24 bytes of digits. C(+) may stand in front of an international number.
      - Put numbers in quotes, so that YAML takes them for text. A number that the network tells in its international form is the same.
  no_reply:
    type: str
    description: Number to which calls are forwarded that nobody answers.
  busy:
    type: str
    description: Number to which calls are forwarded while the line is busy.
  not_reachable:
    type: str
    description: Number to which calls are forwarded while the port is not reachable.
  cancel_all:
    type: bool
    default: false
    description:
      - Whether calls are to be forwarded under no other condition than those given, and so under none if none is given.
      - The API cancels all at once. What is to stay is set again right afterwards.
  check_in_check_mode:
    type: bool
    default: false
    description:
      - Whether to have the network asked in check mode, too. It is not by default, because that uses the SIM card in the network.
      - Without it check mode goes by what the last check has brought, which the gateway may not know any more, and
        RV(unverified) names the options for which that counts.
  wait_timeout:
    type: int
    default: 15
    description:
      - Seconds to wait for the network's answer to each check. Where nothing is forwarded all of it is waited, because a gateway shows the same
        before the network has answered.
  poll_interval:
    type: float
    default: 2
    description: Seconds between asking the network and looking for its answer, and between two looks. At least 0.1.
notes:
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_port
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Forward the calls to port 2 to the hotline
  telco.cpe.sms_gateway_call_forward:
    port: 2
    unconditional: "15013828917"

- name: Forward them only if nobody answers or the line is busy
  telco.cpe.sms_gateway_call_forward:
    port: 2
    no_reply: "15013828917"
    busy: "15013828917"
    cancel_all: true

- name: Forward no calls to port 3 any more
  telco.cpe.sms_gateway_call_forward:
    port: 3
    cancel_all: true
"""

RETURN = r"""
call_forwarding:
  description: Under which conditions calls are forwarded, and to which numbers, as read back, or in check mode as it will be.
  returned: success
  type: dict
  contains:
    unconditional:
      description: Number for all calls, if they are forwarded so.
      type: str
    no_reply:
      description: Number if nobody answers, if they are forwarded so.
      type: str
    busy:
      description: Number if the line is busy, if they are forwarded so.
      type: str
    not_reachable:
      description: Number if the port is not reachable, if they are forwarded so.
      type: str
  sample: {"unconditional": "15013828917"}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: GET
      endpoint: api/set_port_info
      payload: {"port": 2, "action": "CallForward", "param": "Unconditional", "number": "15013828917"}
unverified:
  description: Options that could not be compared. Empty but in check mode without O(check_in_check_mode).
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import checks, ports
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.call_forward_setting import (
    CONDITIONS,
    CallForwardSetting,
)
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY


class CallForward(CallForwardSetting):
    """CallForward and CheckCallForward of set_port_info, CallForward of get_port_info (HTTP API V1.2, 18)."""

    vendor = SMS_GATEWAY
    key = "call_forwarding"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "port": {"type": "int", "required": True},
        "cancel_all": {"type": "bool", "default": False},
        "check_in_check_mode": {"type": "bool", "default": False},
    }
    table = Group(
        "",
        (
            Field("port", type="int", range=ports.PORT_RANGE, read_only=True),
            *(Field(option, api=word, check=checks.phone_number) for option, word in CONDITIONS.items()),
        ),
    )


RESOURCE = CallForward


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
