# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_port: the settings, alone and together, and the actions."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

# A gateway's settings take effect after a while.
WAIT = {"wait_timeout": 3, "poll_interval": 0.1}
IMEI = "358967042917201"
WRITE = r"/api/set_port_info"


def _settle(gateway: Any) -> None:
    gateway.clock.advance(60)


def _pin(gateway: Any, port: str, **sim: Any) -> None:
    gateway.patch({"ports": {port: {"sims": {"0": sim}}}})


def _ask_for_pin(gateway: Any) -> None:
    _pin(gateway, "4", pin="40712213", pin_enabled=True, pin_verified=False)


def _pin_known(gateway: Any) -> None:
    _pin(gateway, "4", pin="40712213")


def _blocked(gateway: Any) -> None:
    gateway.patch({"ports": {"1": {"sims": {"0": {"blocked": True}}}}})


def _off(gateway: Any) -> None:
    gateway.patch({"ports": {"6": {"power": "off"}}})


# The way of a setting and of an action through every fault is that of the cases that keep them.
NO_FAULTS: tuple[str, ...] = ()

# How far a module has come with its registration, and how often is looked while waiting, depends on the time.
VOLATILE = ("api_requests", "reg")

CASES = (
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="slot-number",
        args={"port": 3, "slot": 1, "number": "13714637674", **WAIT},
        changes=("ports.3.slot", "ports.3.sims.1.number"),
        settle=_settle,
        write_path=WRITE,
        bad=(
            ({"port": 32}, "port: 32 is out of range, allowed is 0 to 31"),
            ({"slot": 4}, "slot: 4 is out of range, allowed is 0 to 3"),
            ({"number": "0049 151"}, "1 to 24 bytes"),
            ({"imei": IMEI}, "imei: is refused without allow_imei_change: true"),
            ({"imei": "123", "allow_imei_change": True}, "14 to 16 digits"),
            ({"action": "lock"}, "pin: is required with action lock"),
            ({"pin": "40712213"}, "pin: is allowed with action lock and unlock only"),
            ({"action": "unlock", "pin": "12"}, "4 to 8 digits"),
            ({"power": "maybe"}, "power"),
            ({"wait_timeout": -1}, "wait_timeout: -1 is out of range"),
        ),
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="power-off",
        args={"port": 2, "power": "off", **WAIT},
        changes=("ports.2.power",),
        settle=_settle,
        write_path=WRITE,
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="power-on-slot",
        args={"port": 6, "power": "on", "slot": 1, **WAIT},
        setup=_off,
        changes=("ports.6.power", "ports.6.slot"),
        settle=_settle,
        write_path=WRITE,
        faults=NO_FAULTS,
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="imei",
        args={"port": 5, "imei": IMEI, "allow_imei_change": True, **WAIT},
        changes=("ports.5.imei",),
        settle=_settle,
        write_path=WRITE,
        faults=NO_FAULTS,
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="unlock",
        args={"port": 4, "action": "unlock", "pin": "40712213", **WAIT},
        setup=_ask_for_pin,
        changes=("ports.4.sims.0.*",),
        settle=_settle,
        secrets=("40712213",),
        write_path=WRITE,
        idempotent=False,
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="lock",
        args={"port": 4, "action": "lock", "pin": "40712213", **WAIT},
        setup=_pin_known,
        changes=("ports.4.sims.0.*",),
        settle=_settle,
        secrets=("40712213",),
        write_path=WRITE,
        faults=NO_FAULTS,
        idempotent=False,
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="block",
        args={"port": 1, "action": "block", **WAIT},
        changes=("ports.1.sims.0.blocked",),
        settle=_settle,
        write_path=WRITE,
        faults=NO_FAULTS,
        idempotent=False,
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="unblock",
        args={"port": 1, "action": "unblock", **WAIT},
        setup=_blocked,
        changes=("ports.1.sims.0.blocked",),
        settle=_settle,
        write_path=WRITE,
        idempotent=False,
        faults=NO_FAULTS,
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="reset",
        args={"port": 1, "action": "reset", **WAIT},
        settle=_settle,
        write_path=WRITE,
        idempotent=False,
        faults=NO_FAULTS,
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="several",
        args={
            "ports": [
                {"port": 0, "slot": 1},
                {"port": 1, "power": "on"},
                {"port": 5, "number": "13714637674", "slot": 1},
                {"port": 7, "power": "off"},
            ],
            **WAIT,
        },
        changes=("ports.0.slot", "ports.5.slot", "ports.5.sims.1.number", "ports.7.power"),
        settle=_settle,
        write_path=WRITE,
        bad=(
            ({"port": 1}, "mutually exclusive"),
            ({"ports": None}, "one of the following is required: port, ports"),
            ({"ports": [{"slot": 1}]}, "port"),
            ({"ports": [{"port": 1}, {"port": 1}]}, "ports: each port may occur once"),
            ({"ports": [{"port": 1}, {"port": 32}]}, "ports[1].port: 32 is out of range, allowed is 0 to 31"),
            ({"ports": [{"port": 1, "imei": IMEI}]}, "ports[0].imei: is refused without allow_imei_change: true"),
            ({"ports": [{"port": 1, "action": "lock"}]}, "ports[0].pin: is required with action lock"),
        ),
    ),
    Case(
        module="sms_gateway_port",
        device="gateway-1",
        volatile=VOLATILE,
        name="several-actions",
        args={"ports": [{"port": 4, "action": "unlock", "pin": "40712213"}, {"port": 1, "action": "block"}], **WAIT},
        setup=_ask_for_pin,
        changes=("ports.4.sims.0.*", "ports.1.sims.0.blocked"),
        settle=_settle,
        secrets=("40712213",),
        write_path=WRITE,
        idempotent=False,
        faults=NO_FAULTS,
    ),
)
