#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_port
short_description: Set up ports of an SMS gateway, or have them do something
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings one port of an SMS gateway to its desired state, or with O(ports) several, which are read in one request.
  - O(slot), O(power), O(number) and O(imei) are read first, and only what differs is changed. Options that are omitted are left alone on
    the gateway.
  - With O(action) the port does something once, at each run, because there is nothing to compare.
  - A gateway changes one thing a request, and what it changes takes effect after a while. The module makes the changes in a fixed
    order, and waits after each until it reads back, for O(wait_timeout) at most.
  - This is the order, in which a port is made to work before it is worked upon. O(power=on), O(slot), O(action=unlock),
    O(action=unblock), O(number), O(imei), O(action=lock), O(action=block), O(action=reset), and O(power=off) in the end.
  - With neither a setting nor an O(action) the module only reads the port's register status.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.connection
  - telco.cpe.sms_gateway
  - telco.cpe.engine.verify
attributes:
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: partial
    details:
      - Full for O(slot), O(power), O(number) and O(imei), which are compared with what the gateway holds.
      - An O(action) is done at each run, which then always reports a change. No action is ever repeated within a run.
options:
  port:
    type: int
    description: Number of the port, 0 to 31. Models with fewer ports have only the lower numbers. Required without O(ports).
  slot:
    type: int
    description: Slot of the SIM card that the port is to use, 0 to 3. Only a multi-SIM gateway has slots.
  power:
    type: str
    choices: ["on", "off"]
    description:
      - Whether the port's module is powered. A port is taken to be on unless its register status is C(POWER_OFF).
      - A module needs 10 to 30 seconds to register in the network after it was powered on, which this module does not wait for.
  number:
    type: str
    description:
      - Phone number to store in the SIM card, at most 24 bytes of digits. C(+) may stand in front of an international number.
      - Put it in quotes, so that YAML takes it for text.
      - Some gateways and SIM cards do not tell the number. It then can't be verified, which fails unless O(verify=false), and is stored
        again at each run.
  imei:
    type: str
    description:
      - IMEI of the port's module, 14 to 16 digits. Put it in quotes, so that YAML takes it for text.
      - Changing the IMEI of a device is unlawful in many countries. In the United Kingdom, by the Mobile Telephones (Re-programming)
        Act 2002, and in India, by the Telecommunications Act 2023, it is punished with imprisonment.
      - Refused without O(allow_imei_change=true).
  allow_imei_change:
    type: bool
    default: false
    description: Confirms that changing the IMEI is lawful where the gateway is, and is wanted. Needed for O(imei), whatever the IMEI is now.
  action:
    type: str
    choices: [reset, lock, unlock, block, unblock]
    description:
      - What the port is to do at each run.
      - With V(reset) its module restarts, which drops calls, SMS and USSD in flight.
      - With V(lock) and V(unlock) the SIM card is locked and unlocked by O(pin).
      - With V(block) and V(unblock) the SIM card is blocked and unblocked by the gateway.
  pin:
    type: str
    description:
      - PIN of the SIM card, 4 to 8 digits. Required for O(action=lock) and O(action=unlock), and refused otherwise.
      - It is sent once only, whatever comes of it, because a SIM card asks for its PUK after a few wrong PINs.
      - A SIM card that asks for its PUK already is an error before anything is sent.
  ports:
    type: list
    elements: dict
    description:
      - Several ports, each with what could be said of one by the options above, which are not allowed beside it.
      - All of them are read in one request, and what is to be done is known of all before the first is touched. Then they are set up one
        after the other. If one fails, those behind it are not begun.
    suboptions:
      port:
        type: int
        required: true
        description: Number of the port, 0 to 31.
      slot:
        type: int
        description: Slot of the SIM card that the port is to use, 0 to 3. Only a multi-SIM gateway has slots.
      power:
        type: str
        choices: ["on", "off"]
        description:
          - Whether the port's module is powered. A port is taken to be on unless its register status is C(POWER_OFF).
          - A module needs 10 to 30 seconds to register in the network after it was powered on, which this module does not wait for.
      number:
        type: str
        description:
          - Phone number to store in the SIM card, at most 24 bytes of digits. C(+) may stand in front of an international number.
          - Put it in quotes, so that YAML takes it for text.
          - Some gateways and SIM cards do not tell the number. It then can't be verified, which fails unless O(verify=false), and is stored
            again at each run.
      imei:
        type: str
        description:
          - IMEI of the port's module, 14 to 16 digits. Put it in quotes, so that YAML takes it for text.
          - Changing the IMEI of a device is unlawful in many countries. In the United Kingdom, by the Mobile Telephones (Re-programming)
            Act 2002, and in India, by the Telecommunications Act 2023, it is punished with imprisonment.
          - Refused without O(ports[].allow_imei_change=true).
      allow_imei_change:
        type: bool
        default: false
        description: Confirms that changing the IMEI is lawful where the gateway is, and is wanted. Needed for O(ports[].imei), whatever the IMEI is now.
      action:
        type: str
        choices: [reset, lock, unlock, block, unblock]
        description:
          - What the port is to do at each run.
          - With V(reset) its module restarts, which drops calls, SMS and USSD in flight.
          - With V(lock) and V(unlock) the SIM card is locked and unlocked by O(ports[].pin).
          - With V(block) and V(unblock) the SIM card is blocked and unblocked by the gateway.
      pin:
        type: str
        description:
          - PIN of the SIM card, 4 to 8 digits. Required for O(ports[].action=lock) and O(ports[].action=unlock), and refused otherwise.
          - It is sent once only, whatever comes of it, because a SIM card asks for its PUK after a few wrong PINs.
          - A SIM card that asks for its PUK already is an error before anything is sent.
  wait_timeout:
    type: int
    default: 60
    description: Seconds to wait, after each change, until it reads back. With V(0) it is read once. Without effect with O(verify=false).
  poll_interval:
    type: float
    default: 2
    description: Seconds between two reads while waiting, at least 0.1.
notes:
  - Call forwarding of a port is not part of this module, see M(telco.cpe.sms_gateway_call_forward).
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_info
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Use the second SIM card of port 3, and store its number
  telco.cpe.sms_gateway_port:
    port: 3
    power: "on"
    slot: 1
    number: "13714637674"

- name: Set up all ports, at the cost of one request if they are as they should be
  telco.cpe.sms_gateway_port:
    ports:
      - port: 0
        slot: 1
      - port: 1
        slot: 0
      - port: 6
        power: "off"

- name: Unlock the SIM card of port 2
  telco.cpe.sms_gateway_port:
    port: 2
    action: unlock
    pin: "{{ vault_sim_pin }}"
"""

RETURN = r"""
info:
  description:
    - The port as read back, or in check mode as it will be. Only what the run had to read.
  returned: success, with O(port)
  type: dict
  contains:
    port:
      description: Number of the port.
      type: int
    slot:
      description: Slot of the SIM card in use, if O(slot) is given.
      type: int
    power:
      description: Whether the port's module is powered.
      type: str
    number:
      description: Phone number in the SIM card, if O(number) is given.
      type: str
    imei:
      description: IMEI, if O(imei) is given.
      type: str
    reg:
      description:
        - Register status, one of C(POWER_OFF), C(NO_SIM), C(PIN_REQUIRE), C(PUK_REQUIRE), C(UNREGISTER), C(SEARCHING_NETWORK),
          C(REGISTER_OK) and C(UNKNOWN). Absent where check mode can't know it.
      type: str
  sample: {"port": 3, "slot": 1, "power": "on", "number": "13714637674", "reg": "REGISTER_OK"}
ports:
  description: The ports in the order of O(ports), each as RV(info) has it.
  returned: success, with O(ports)
  type: list
  elements: dict
  sample: [{"port": 0, "slot": 1, "power": "on", "reg": "REGISTER_OK"}, {"port": 1, "power": "off", "reg": "POWER_OFF"}]
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "GET", "endpoint": "api/set_port_info", "payload": {"port": 3, "action": "slot", "param": "1"}}]
unverified:
  description: Options that could not be compared with what the gateway holds, because a port without power does not show them.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.several_ports import Ports

RESOURCE = Ports


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
