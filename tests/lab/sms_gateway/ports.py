# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The radio modules: what takes effect later, what a SIM does, and the state of registration over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

Port = dict[str, Any]

NO_SLOT = 255
PIN_TRIES = 3


class Radio:
    """The ports of one gateway.

    The configuration lives in the gateway's state; this class adds what is forgotten at a restart: since when a module
    registers, and when the next pending change is due.
    """

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._registering: dict[str, float] = {}
        self._next_due: float | None = None

    def restart(self, *, keep_registration: bool = False) -> None:
        """Look at a state that was put in place from outside."""
        if not keep_registration:
            self._registering.clear()
        times = [change["at"] for port in self._gateway.state["ports"].values() for change in port["pending"]]
        self._next_due = min(times, default=None)

    def port(self, number: int) -> Port | None:
        """The port with this number, or None when the model lacks it."""
        found: Port | None = self._gateway.state["ports"].get(str(number))
        return found

    def sim(self, port: Port) -> dict[str, Any] | None:
        """The SIM in the chosen slot of the port."""
        found: dict[str, Any] | None = port["sims"].get(str(port["slot"]))
        return found

    def schedule(self, port: Port, field: str, value: Any) -> None:
        """Change ``slot``, ``power``, ``imei`` or ``number`` after ``settle_seconds``."""
        due = self._gateway.clock.now() + self._gateway.options["settle_seconds"]
        port["pending"] = [change for change in port["pending"] if change["field"] != field]
        port["pending"].append({"at": due, "field": field, "value": value})
        self._next_due = due if self._next_due is None else min(self._next_due, due)

    def settle(self) -> None:
        """Let everything that is due take effect."""
        now = self._gateway.clock.now()
        if self._next_due is None or now < self._next_due:
            return
        for number, port in self._gateway.state["ports"].items():
            for change in [change for change in port["pending"] if change["at"] <= now]:
                port["pending"].remove(change)
                self._apply(number, port, change)
        times = [change["at"] for port in self._gateway.state["ports"].values() for change in port["pending"]]
        self._next_due = min(times, default=None)

    def _apply(self, number: str, port: Port, change: dict[str, Any]) -> None:
        field, value = change["field"], change["value"]
        if field == "number":
            sim = self.sim(port)
            if sim is not None:
                sim["number"] = value
            return
        started = field == "slot" or (field == "power" and value == "on" and port["power"] == "off")
        if started:
            self.start_module(number, port, change["at"])
        port[field] = value
        if started and field == "slot":
            self._forget_pin(port)

    def start_module(self, number: str, port: Port, at: float | None = None) -> None:
        """The module starts anew: it registers again, and a SIM with a PIN wants it again."""
        self._registering[number] = self._gateway.clock.now() if at is None else at
        self._forget_pin(port)

    def _forget_pin(self, port: Port) -> None:
        sim = self.sim(port)
        if sim is not None:
            sim["pin_verified"] = False

    def reg(self, number: int, port: Port) -> str:
        """The register status of the port (section 10.3)."""
        if port["power"] == "off":
            return "POWER_OFF"
        if port["type"] == "UNKNOWN":
            return "UNKNOWN"
        sim = self.sim(port)
        if sim is None:
            return "NO_SIM"
        if sim["pin_tries"] <= 0:
            return "PUK_REQUIRE"
        if sim["pin_enabled"] and not sim["pin_verified"]:
            return "PIN_REQUIRE"
        since = self._registering.get(str(number))
        if since is not None:
            needed = self._gateway.options["register_seconds"]
            elapsed = self._gateway.clock.now() - since
            if elapsed < needed / 3:
                return "UNREGISTER"
            if elapsed < needed:
                return "SEARCHING_NETWORK"
        return "REGISTER_OK" if port["network"] == "home" else "SEARCHING_NETWORK"

    def registering_since(self, number: int) -> float | None:
        """When the module was started that now registers, or has registered; None if it was not since the beginning."""
        return self._registering.get(str(number))

    def registered(self, number: int) -> bool:
        """Whether the port can send: registered, and its SIM is not blocked."""
        port = self.port(number)
        if port is None or self.reg(number, port) != "REGISTER_OK":
            return False
        sim = self.sim(port)
        return sim is not None and not sim["blocked"]

    def use_pin(self, number: int, port: Port, pin: str, enable: bool) -> bool:
        """Lock the SIM, or unlock it, with its PIN. Returns whether the PIN was right; a wrong one burns a try.

        The document does not say more than "to lock SIM card" and "to unlock SIM card": here ``lock`` switches the PIN
        query on; ``unlock`` enters the PIN where it is asked for, else it switches the query off.
        """
        sim = self.sim(port)
        if sim is None or port["power"] == "off" or sim["pin_tries"] <= 0:
            return False
        if pin != sim["pin"]:
            sim["pin_tries"] -= 1
            return False
        sim["pin_tries"] = PIN_TRIES
        if enable:
            sim["pin_enabled"] = True
        elif sim["pin_enabled"] and not sim["pin_verified"]:
            self._registering[str(number)] = self._gateway.clock.now()
        else:
            sim["pin_enabled"] = False
        sim["pin_verified"] = True
        return True
