#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_port
short_description: Set up a port of an SMS gateway, or have it do something
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings one port of an SMS gateway to its desired state. O(slot), O(power), O(number) and O(imei) are read first, and only what
    differs is changed. Options that are omitted are left alone on the gateway.
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
    required: true
    description: Number of the port, 0 to 31. Models with fewer ports have only the lower numbers.
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
  wait_timeout:
    type: int
    default: 60
    description: Seconds to wait, after each change, until it reads back. With V(0) it is read once. Without effect with O(verify=false).
  poll_interval:
    type: float
    default: 2
    description: Seconds between two reads while waiting, at least 0.1.
notes:
  - Call forwarding of a port is not part of this module.
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_info
"""

EXAMPLES = r"""
- name: Use the second SIM card of port 3, and store its number
  telco.cpe.sms_gateway_port:
    api_url: https://192.168.11.1
    api_username: admin
    api_password: "{{ vault_gateway_password }}"
    port: 3
    power: "on"
    slot: 1
    number: "13714637674"

- name: Power the unused ports off
  telco.cpe.sms_gateway_port:
    port: "{{ item }}"
    power: "off"
  loop: [6, 7]

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
  returned: success
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
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "GET", "endpoint": "api/set_port_info", "payload": {"port": 3, "action": "slot", "param": "1"}}]
unverified:
  description: Options that could not be compared with what the gateway holds. Always empty here.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    NotFound,
    OptionError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import checks, ports
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.port_setting import (
    ACTIONS,
    PIN_ACTIONS,
    PortSetting,
)
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY

SETTINGS = ("slot", "number", "imei")


class Port(PortSetting):
    """get_port_info and set_port_info (HTTP API V1.2, 10 and 11)."""

    vendor = SMS_GATEWAY
    key = "info"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "port": {"type": "int", "required": True},
        "allow_imei_change": {"type": "bool", "default": False},
        "action": {"type": "str", "choices": list(ACTIONS)},
        "pin": {"type": "str", "no_log": True},
    }
    table = Group(
        "",
        (
            Field("port", type="int", range=ports.PORT_RANGE, read_only=True),
            Field("slot", type="int", range=ports.SLOT_RANGE),
            Field("power", choices=("on", "off"), reads=("reg",), parse=ports.power),
            Field("number", check=checks.phone_number),
            Field("imei", check=checks.imei),
            Field("reg", read_only=True),
        ),
    )

    def validate(self) -> None:
        super().validate()
        if self.params["imei"] is not None and not self.params["allow_imei_change"]:
            raise OptionError(
                "imei", "is refused without allow_imei_change: true, because changing it is unlawful in many countries"
            )
        pin, action = self.params["pin"], self.params["action"]
        if action in PIN_ACTIONS and pin is None:
            raise OptionError("pin", f"is required with action {action}")
        if pin is not None and action not in PIN_ACTIONS:
            raise OptionError("pin", f"is allowed with action {' and '.join(PIN_ACTIONS)} only")
        allowed = checks.pin(pin) if pin is not None else None
        if allowed:
            raise OptionError("pin", f"the value is not valid, allowed is {allowed}")

    def read(self) -> t.Mapping[str, t.Any]:
        port = self.params["port"]
        info_types = [*(name for name in SETTINGS if self.params[name] is not None), "reg"]
        try:
            answer = self.client.get(ports.GET_PORT_INFO, ports.query([port], info_types))
        except ApiFailure as error:
            if 400 not in (error.code, error.http_status):
                raise
            raise NotFound(
                f"the gateway does not tell about port {port}",
                **error.details(),
                hint="This model may have fewer ports (sms_gateway_info with gather: [ports] lists them), or its firmware may not "
                f"know one of the information types {', '.join(info_types)}.",
            ) from None
        infos = {info.get("port"): info for info in ports.port_infos(answer)}
        if port not in infos:
            known = ", ".join(map(str, infos)) or "no port"
            raise NotFound(
                f"the gateway has no port {port}, it tells of: {known}", device=self.client.connection.device
            )
        self._require(infos[port])
        return infos[port]

    def _require(self, info: dict[str, t.Any]) -> None:
        reg, slot = info.get("reg"), info.get("slot")
        device = self.client.connection.device
        if reg is None and self.params["power"] is not None:
            raise Unsupported(
                "the gateway does not tell the register status of a port, which power is read from", device=device
            )
        if self.params["slot"] is not None and (slot == ports.NO_SLOTS or (slot is None and reg != ports.POWER_OFF)):
            raise Unsupported(
                f"the gateway tells of no slot of port {info['port']}: only a multi-SIM gateway has slots",
                device=device,
            )


RESOURCE = Port


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
