# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left of credits and of times of calls (section 10.3), and what uses them up.

The document names the counters and nothing more. Here a message costs when it was sent, a call when it has ended; none
falls below 0; days, months and hours are the gateway's (the lab's clock, UTC), and their counters begin anew with them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.lab.sms_gateway.params import write_time
from tests.lab.sms_gateway.seed import REMAIN

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

Remain = dict[str, str]

_MONEY = ("credit", "monthly_credit", "daily_credit")
_MINUTES = ("daily_calltime", "hourly_calltime")
# How much of "YYYY-MM-DD HH:MM:SS" has to change for a counter to begin anew.
_PERIODS = {"monthly": 7, "daily": 10, "hourly": 13}


class Credits:
    """The counters of one gateway, which are part of its state."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._time = ""

    def of(self, port: dict[str, Any]) -> Remain:
        """The counters that count for a port at present: its own, or those of its SIM card."""
        return self._counters(port, port["slot"])

    def _counters(self, port: dict[str, Any], slot: int) -> Remain:
        sim = port["sims"].get(str(slot), {}) if self._gateway.options["credit_of"] == "sim" else {}
        found: Remain = sim.get("remain", port["remain"])
        return found

    def settle(self) -> None:
        """Let the time that has passed begin new periods, and let the messages cost that were sent meanwhile."""
        self._begin_periods()
        cost = Decimal(self._gateway.options["sms_cost"])
        if not cost:
            return
        outbox = self._gateway.outbox
        for message in outbox.messages:
            if not message.get("paid") and outbox.status(message) in ("SENT_OK", "DELIVERED"):
                message["paid"] = True
                self._pay(self._of_imsi(message), cost * message["count"])

    def call(self, record: dict[str, Any]) -> None:
        """Let a call cost that was answered."""
        port = self._gateway.radio.port(record["port"])
        if port is None or not record["answer_date"]:
            return
        minutes = -(-int(record["duration"]) // 60)
        remain = self.of(port)
        for name in _MINUTES:
            remain[name] = str(max(0, int(remain[name]) - minutes))
        remain["daily_connect"] = str(max(0, int(remain["daily_connect"]) - 1))
        self._pay(remain, minutes * Decimal(self._gateway.options["call_minute_cost"]))

    def _of_imsi(self, message: dict[str, Any]) -> Remain:
        """The counters of the SIM card that sent a message, which may not be in use any more."""
        port = self._gateway.state["ports"][str(message["port"])]
        slots = [slot for slot, sim in port["sims"].items() if sim["imsi"] == message["imsi"]]
        return self._counters(port, int(slots[0]) if slots else port["slot"])

    @staticmethod
    def _pay(remain: Remain, cost: Decimal) -> None:
        for name in _MONEY:
            remain[name] = f"{max(Decimal(0), Decimal(remain[name]) - cost):.2f}"

    def _begin_periods(self) -> None:
        before, self._time = self._time, write_time(self._gateway.clock.now())
        over = [period for period, length in _PERIODS.items() if before and before[:length] != self._time[:length]]
        if not over:
            return
        for port in self._gateway.state["ports"].values():
            for remain in [port["remain"], *(sim["remain"] for sim in port["sims"].values() if "remain" in sim)]:
                remain.update({name: full for name, full in REMAIN.items() if name.partition("_")[0] in over})

    def forget(self) -> None:
        """No time has passed."""
        self._time = write_time(self._gateway.clock.now())
