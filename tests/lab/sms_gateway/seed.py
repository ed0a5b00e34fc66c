# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of a gateway as it leaves the factory of this lab: SIMs, modules, one CDR, an empty configuration."""

from __future__ import annotations

import hashlib
from typing import Any

# Eight digits each, so that a test for leaks can look for them without meeting them by chance.
PIN = "58270316"
PUK = "93641705"

# The figures of section 10.4.
REMAIN = {
    "credit": "1000.00",
    "monthly_credit": "500.00",
    "daily_credit": "300.00",
    "daily_calltime": "100",
    "hourly_calltime": "10",
    "daily_connect": "100",
}

SMSC = "+8613800123456"


def build(name: str, options: dict[str, Any]) -> dict[str, Any]:
    """The state of the gateway ``name``; everything in it follows from the name and the options."""
    count = options["ports"]
    if not 1 <= count <= 32:
        raise ValueError("a gateway has 1 to 32 ports")
    seed = int(hashlib.sha256(name.encode()).hexdigest()[:12], 16)
    serial = f"{seed:016x}"[-16:]
    return {
        "sn": "-".join(serial[i : i + 4] for i in range(0, 16, 4)),
        "ports": {str(number): _port(seed, number, options) for number in range(count)},
        "config": {
            "sip_proxy": {"domain": "", "port": 5060, "check_network_status": "off"},
            "sip_trunk": {},
            "ip_to_tel_routing": {},
            "tel_to_ip_routing": {},
            "port_group": {},
        },
        "inbox": [],
        "messages": [],
        "next_task_id": 1,
        "next_incoming_sms_id": 1,
        "cdr": [],
        "mms_files": {},
        "mms": {},
    }


def _port(seed: int, number: int, options: dict[str, Any]) -> dict[str, Any]:
    slots = min(options["sims_per_port"], 4) if options["multi_sim"] else 1
    # The last of several ports has no SIM, as a real site always has one that does not work.
    empty = options["ports"] > 1 and number == options["ports"] - 1
    return {
        "type": "LTE",
        "imei": with_check_digit(f"8630700{(seed + number) % 10_000_000:07d}"),
        "power": "on",
        "slot": 0,
        "signal": 21,
        "gprs": "attached",
        "callstate": "Idle",
        "network": "home",
        "remain": dict(REMAIN),
        "sims": {} if empty else {str(slot): _sim(seed, number, slot, options) for slot in range(slots)},
        "pending": [],
        "mms_configuration": None,
        "socks5": "off",
    }


def _sim(seed: int, port: int, slot: int, options: dict[str, Any]) -> dict[str, Any]:
    serial = (seed * 131 + port * 4 + slot) % 1_000_000_000
    return {
        **({"remain": dict(REMAIN)} if options["credit_of"] == "sim" else {}),
        "imsi": f"460004{serial:09d}",
        "iccid": f"8986011484{serial:010d}",
        "number": "",
        "smsc": SMSC,
        "pin": PIN,
        "puk": PUK,
        "pin_enabled": False,
        "pin_verified": False,
        "pin_tries": 3,
        "blocked": False,
        "call_forwarding": {},
    }


def with_check_digit(body: str) -> str:
    """Fourteen digits of an IMEI with the fifteenth, its Luhn check digit (3GPP TS 23.003)."""
    total = 0
    for place, char in enumerate(body):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)
