#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_ussd
short_description: Send USSD by an SMS gateway, and wait for the reply
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Sends a USSD request, such as C(*100#) for the credit, on ports of an SMS gateway, once a call, and waits for the network's replies.
  - The request is sent once only, whatever comes of it. If its answer is lost the module fails, and says so.
  - A gateway does not tell which request a reply belongs to. What is left of an earlier dialogue is therefore cancelled first, see
    O(new_dialogue). Don't run two of these on one port at the same time.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.sms_gateway
options:
  port:
    type: list
    elements: int
    required: true
    description: The ports to send on, 0 to 31 each.
  text:
    type: str
    description: What to send, at most 60 bytes in UTF-8. Required with O(command=send).
  command:
    type: str
    choices: [send, cancel]
    default: send
    description: Whether to send, or to end the dialogue that is open on the ports.
  new_dialogue:
    type: bool
    default: true
    description:
      - Whether to begin anew. Ports that still show a reply have their dialogue cancelled first, so that the old reply is not taken for
        the new one.
      - With V(false) the request goes into the open dialogue, which is how to choose from a menu. A reply that is the same as the last one
        may then not be told from it, so that the run fails for want of one.
  wait:
    type: bool
    default: true
    description: Whether to wait for the reply of each port. Without effect with O(command=cancel).
  wait_timeout:
    type: int
    default: 30
    description: Seconds to wait for the replies. If one does not come the module fails.
  poll_interval:
    type: float
    default: 1
    description: Seconds between two looks for the replies, at least 0.1.
notes:
  - If it fails on some of the ports, the failed result has RV(ussd) of all of them.
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_stk
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Ask for the credit of the SIM cards in ports 0 to 2
  telco.cpe.sms_gateway_ussd:
    port: [0, 1, 2]
    text: "*100#"
  register: credit

- name: Show it
  ansible.builtin.debug:
    msg: "{{ credit.ussd | items2dict(key_name='port', value_name='text') }}"

- name: Choose 1 from the menu that port 0 shows now
  telco.cpe.sms_gateway_ussd:
    port: [0]
    text: "1"
    new_dialogue: false

- name: End the dialogue
  telco.cpe.sms_gateway_ussd:
    port: [0]
    command: cancel
"""

RETURN = r"""
ussd:
  description: What came of it, a port each in the order of O(port). Not in check mode.
  returned: success
  type: list
  elements: dict
  contains:
    port:
      description: Number of the port.
      type: int
    status:
      description: The gateway's answer, 200 for sent, 486 for a busy port, 503 for one that is not registered.
      type: int
    text:
      description: The reply, if it was waited for.
      type: str
  sample: [{"port": 1, "status": 200, "text": "Your balance is 10.00"}]
plan:
  description: The requests, in order; in check mode those that a run would send.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "api/send_ussd", "payload": {"text": "*100#", "port": [1], "command": "send"}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import ports, ussd, waiting
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY


def short_enough(text: str) -> str | None:
    """What a text may be, if ``text`` is none (7.2)."""
    if len(text.encode("utf-8", "surrogatepass")) <= ussd.LONGEST_TEXT:
        return None
    return f"at most {ussd.LONGEST_TEXT} bytes in UTF-8"


class Ussd(ussd.UssdCommand):
    """send_ussd and query_ussd_reply (HTTP API V1.2, 7 and 8)."""

    vendor = SMS_GATEWAY
    key = "ussd"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "command": {"type": "str", "choices": ["send", "cancel"], "default": "send"},
        "new_dialogue": {"type": "bool", "default": True},
        "wait": {"type": "bool", "default": True},
        **waiting.options(30, 1.0),
    }
    table = Group(
        "",
        (
            Field(
                "port",
                type="list",
                elements="int",
                required=True,
                range=ports.PORT_RANGE,
                count=(1, ports.PORT_RANGE[1] + 1),
            ),
            Field("text", check=short_enough),
        ),
    )

    def validate(self) -> None:
        super().validate()
        waiting.check(self.params)
        if self.params["command"] == "send" and not self.params["text"]:
            raise OptionError("text", "is required with command send, and must not be empty")
        if len(set(self.params["port"])) < len(self.params["port"]):
            raise OptionError("port", "each port may occur once")


RESOURCE = Ussd


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
