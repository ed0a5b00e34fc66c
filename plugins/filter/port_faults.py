# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: port_faults
short_description: Tell what the ports of an SMS gateway lack
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Holds the ports that M(telco.cpe.sms_gateway_info) has found against what is asked of them. Registration in the network, a signal,
    and what is left of credits and times of calls.
  - A port that is powered off is left out, because somebody wanted it off.
positional: _input
options:
  _input:
    type: list
    elements: dict
    required: true
    description:
      - Ports as in RV(telco.cpe.sms_gateway_info#module:sms_gateway.ports), with C(reg), C(slot), C(signal), and what
        O(min_remaining) names.
  min_signal:
    type: int
    default: 0
    description: The least signal, 0 to 31. A signal of 99 is not known to the gateway, and is no fault.
  min_remaining:
    type: dict
    default: {}
    description:
      - The least that has to be left, by the names of O(telco.cpe.sms_gateway_info#module:ports.info_type), such as
        C(remain_credit) or C(remain_daily_calltime).
      - Where a gateway tells something that is no number, there is no limit, and no fault.
seealso:
  - module: telco.cpe.sms_gateway_info
  - name: The role telco.cpe.sim_rotation
    description: Changes the SIM cards of ports with faults.
    link: https://github.com/telco-cpe/telco.cpe/tree/main/roles/sim_rotation
"""

EXAMPLES = r"""
- name: Read the ports
  telco.cpe.sms_gateway_info:
    gather: [ports]
  register: read

- name: Name the ports that can't be relied upon
  ansible.builtin.debug:
    msg: "{{ read.sms_gateway.ports | telco.cpe.port_faults(min_signal=8, min_remaining={'remain_credit': 5}) }}"
"""

RETURN = r"""
_value:
  description:
    - The ports with faults, in the order in which they were given. Each with C(port), C(slot), C(reg), and C(faults), a dictionary from
      what is at fault (C(reg), C(signal), or a name of O(min_remaining)) to the reason in words.
  type: list
  elements: dict
  sample:
    - port: 3
      slot: 0
      reg: REGISTER_OK
      faults:
        remain_credit: remain_credit is 1.50, less than 5
"""

import math
import typing as t

from ansible.errors import AnsibleFilterError

from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.ports import (
    INFO_TYPES,
    LONG_NAMES,
    OBSTACLES,
    POWER_OFF,
)

REGISTERED = "REGISTER_OK"
SIGNAL_UNKNOWN = 99
REMAINING = tuple(name for name in INFO_TYPES if name.startswith("remain_"))


def port_faults(
    ports: t.Any, min_signal: t.Any = 0, min_remaining: t.Mapping[str, t.Any] | None = None
) -> list[dict[str, t.Any]]:
    """The ports with faults, each with the reasons. Raises AnsibleFilterError where a port lacks what is to be compared."""
    if not isinstance(ports, list) or not all(isinstance(port, t.Mapping) for port in ports):
        raise AnsibleFilterError("port_faults wants the list of ports that sms_gateway_info returns")
    least = {name: _number(value, f"min_remaining.{name}") for name, value in (min_remaining or {}).items()}
    unknown = sorted(set(least) - set(REMAINING))
    if unknown:
        raise AnsibleFilterError(
            f"port_faults: min_remaining has {', '.join(unknown)}, allowed are {', '.join(REMAINING)}"
        )
    signal = _number(min_signal, "min_signal")
    judged = ((port, _faults(port, signal, least)) for port in ports if _told(port, "reg") != POWER_OFF)
    return [
        {"port": port.get("port"), "slot": port.get("slot"), "reg": port["reg"], "faults": faults}
        for port, faults in judged
        if faults
    ]


def _faults(port: t.Mapping[str, t.Any], min_signal: float, least: t.Mapping[str, float]) -> dict[str, str]:
    faults = {}
    reg = port["reg"]
    if reg != REGISTERED:
        faults["reg"] = f"reg is {reg}" + (f", {OBSTACLES[reg]}" if reg in OBSTACLES else "")
    elif min_signal:
        signal = _told(port, "signal")
        if signal != SIGNAL_UNKNOWN and _number(signal, "signal") < min_signal:
            faults["signal"] = f"signal is {signal}, less than {min_signal:g}"
    for name, limit in least.items():
        left = _told(port, LONG_NAMES.get(name, name))
        try:
            too_little = float(left) < limit
        except (TypeError, ValueError):
            continue
        if too_little:
            faults[name] = f"{name} is {left}, less than {limit:g}"
    return faults


def _told(port: t.Mapping[str, t.Any], name: str) -> t.Any:
    if port.get(name) is None:
        raise AnsibleFilterError(f"port_faults: the gateway does not tell {name} of port {port.get('port')}")
    return port[name]


def _number(value: t.Any, name: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise AnsibleFilterError(f"port_faults: {name} is no number")
    return number


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"port_faults": port_faults}
