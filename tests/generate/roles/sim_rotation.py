# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from typing import Any

from ansible_collections.telco.cpe.plugins.filter.port_faults import REMAINING
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.ports import SLOT_RANGE
from tests.generate.role import CONNECTION, NOTHING, Role

_WHAT = {
    "credit": "credit",
    "monthly_credit": "credit of this month",
    "daily_credit": "credit of this day",
    "daily_calltime": "time of calls of this day",
    "hourly_calltime": "time of calls of this hour",
    "daily_connect": "calls of this day",
}


def _seconds(default: int, *description: str) -> dict[str, Any]:
    return {"type": "int", "default": default, "description": list(description)}


ROLE = Role(
    "sim_rotation",
    "Change the SIM card of ports of an SMS gateway that have lost their network or used up their credit",
    (
        (
            "Reads how the ports of a multi-SIM gateway do. A port that is not registered in the network, has too weak a signal, or has too "
            "little left of its credits or times of calls, is put on the SIM card in another of its slots."
        ),
        (
            "The slots are tried in their order, from the one behind the present slot on. A SIM card does if the port registers with it in "
            "time, and has the signal and what has to be left. If none does, the port goes back to the SIM card that it had, and the role "
            "fails and says why, after it has looked after the other ports."
        ),
        "A port that is powered off is left alone.",
        "Give no C(slot) of these ports to the role C(telco.cpe.sms_gateway) as well, which would put them back on it.",
        "Changing the SIM card ends calls, SMS and USSD dialogues of the port.",
        "What was done is in the fact C(sim_rotation_result), a list of C(port), C(from), C(to), C(done), C(faults) and C(tried).",
        "Check mode tells which ports would be put on which slot first. Whether that SIM card does, only a real run can find out.",
        CONNECTION.format(prefix="sms_gateway_"),
        NOTHING,
    ),
    (),
    """\
- hosts: sms_gateway
  gather_facts: false
  roles:
    - role: telco.cpe.sim_rotation
      vars:
        sim_rotation_ports:
          - port: 0
            slots: [0, 1]
          - port: 1
            slots: [0, 1, 2, 3]
        sim_rotation_min_signal: 8
        sim_rotation_min_remaining:
          remain_credit: 5
""",
    {
        "sim_rotation_ports": {
            "type": "list",
            "elements": "dict",
            "default": [],
            "description": ["The ports to look after."],
            "options": {
                "port": {"type": "int", "required": True, "description": ["Number of the port, 0 to 31."]},
                "slots": {
                    "type": "list",
                    "elements": "int",
                    "choices": list(range(SLOT_RANGE[0], SLOT_RANGE[1] + 1)),
                    "required": True,
                    "description": ["Slots with SIM cards that the port may use, in their order."],
                },
            },
        },
        "sim_rotation_only_ports": {
            "type": "list",
            "elements": "int",
            "default": [],
            "description": [
                "Look after these of the C(sim_rotation_ports) only, such as the port that an event speaks of. All of them if empty."
            ],
        },
        "sim_rotation_min_signal": {
            "type": "int",
            "default": 0,
            "description": [
                "The least signal, 0 to 31. With C(0) it does not matter. A signal of 99 is not known, and is no fault."
            ],
        },
        "sim_rotation_min_remaining": {
            "type": "dict",
            "default": {},
            "description": ["The least that has to be left, by the names of the API. What is omitted does not matter."],
            "options": {
                name: {"type": "float", "description": [f"Of the {_WHAT[name.removeprefix('remain_')]}."]}
                for name in REMAINING
            },
        },
        "sim_rotation_grace": _seconds(
            30,
            "Seconds in which a port that has no network at the moment may find one again by itself, with the SIM card that it has.",
        ),
        "sim_rotation_register_timeout": _seconds(
            60,
            "Seconds in which a port has to change to another SIM card, and then in which it has to register with it.",
        ),
        "sim_rotation_poll_interval": _seconds(
            5, "Seconds between two looks at a port that is waited for, at least 1."
        ),
    },
)
