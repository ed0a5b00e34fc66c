#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_stk
short_description: Use the SIM application toolkit of a port of an SMS gateway
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Answers what the SIM application toolkit (STK) of the SIM card in a port shows, and returns what it shows then. Each call is one step
    through its menus.
  - What it shows is read first. An answer that does not fit, such as an item that the menu does not have, fails before anything is sent.
  - The answer is sent once only, whatever comes of it.
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
  item:
    type: int
    description: The item to choose, by its C(item_id).
  param:
    type: str
    description: The input, where it wants one. Put it in quotes, so that YAML takes it for text.
  secret_param:
    type: str
    description: The input, where nobody may see it, as with a PIN. The API has C(param) for both.
  action:
    type: str
    choices: [ok, cancel, home, cancle]
    description:
      - V(ok) to confirm, V(cancel) to go back, V(home) to begin anew.
      - V(cancle) is how some clients write V(cancel). Try it if V(cancel) has no effect.
  wait_timeout:
    type: int
    default: 15
    description: Seconds to wait until it shows something else. If it does not there is a warning, because nothing else tells of a failure.
  poll_interval:
    type: float
    default: 1
    description: Seconds between two looks, at least 0.1.
notes:
  - M(telco.cpe.sms_gateway_info) with C(gather=[stk]) reads what it shows, without an answer.
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_info
  - module: telco.cpe.sms_gateway_ussd
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Choose the second item of the menu
  telco.cpe.sms_gateway_stk:
    port: 0
    item: 2
  register: step

- name: Enter the code that it asks for
  telco.cpe.sms_gateway_stk:
    port: 0
    param: "4711"
  when: step.stk.input_type == 8

- name: Go back to the beginning
  telco.cpe.sms_gateway_stk:
    port: 0
    action: home
"""

RETURN = r"""
stk:
  description: What it shows after the answer. Not in check mode.
  returned: success
  type: dict
  contains:
    port:
      description: Number of the port.
      type: int
    title:
      description: The title.
      type: str
    text:
      description: The text, if there is one.
      type: str
    input_type:
      description:
        - What it wants. 0 nothing, 1 or 2 an item, 3 yes or no, 4 one digit, 5 one character, 8 digits, 9 digits that are not shown, 10
          characters, 11 characters that are not shown; 12 says that it is locked.
      type: int
    frame_id:
      description: Number of what it shows.
      type: int
    item:
      description: The items to choose from, if there are some.
      type: list
      elements: dict
      contains:
        item_id:
          description: Number of the item.
          type: int
        item_string:
          description: Name of the item.
          type: str
  sample: {"port": 0, "title": "Top up", "text": "Enter the code", "input_type": 8, "frame_id": 751}
plan:
  description: The request; in check mode the one that a run would send.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "STKGo", "payload": {"port": 0, "item": 2}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import ports, waiting
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.stk import ACTIONS, StkCommand
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY


class Stk(StkCommand):
    """GetSTKView, STKGo and GetSTKCurrFrameIndex (HTTP API V1.2, 13 to 15)."""

    vendor = SMS_GATEWAY
    key = "stk"
    selectors: t.ClassVar[dict[str, t.Any]] = waiting.options(15, 1.0)
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_one_of": [("item", "param", "secret_param", "action")],
        "mutually_exclusive": [("param", "secret_param")],
    }
    table = Group(
        "",
        (
            Field("port", type="int", required=True, range=ports.PORT_RANGE),
            Field("item", type="int", range=(0, None)),
            Field("param"),
            Field("secret_param", secret=True),
            Field("action", choices=ACTIONS),
        ),
    )

    def validate(self) -> None:
        super().validate()
        waiting.check(self.params)


RESOURCE = Stk


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
