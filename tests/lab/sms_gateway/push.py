# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gateway pushes to a web server (section 17). The lab makes the bodies; who wants them posts them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from tests.lab.sms_gateway.inbox import show

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

Event = dict[str, Any]

KEPT = 1000
_NO_VALUE = "<NULL>"
_FINAL = ("SENT_OK", "DELIVERED", "FAILED")


def _key(message: dict[str, Any]) -> tuple[int, int]:
    return message["task_id"], message["place"]


class PushSource:
    """Collects events until somebody takes them."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._seen: dict[tuple[int, int], str] = {}
        self._registered: dict[int, bool] = {}
        self._sequence = 0

    def forget(self) -> None:
        """Drop what waits; what the gateway knows at present is no news."""
        self._events.clear()
        self._sequence = 0
        self._seen = {_key(message): self._gateway.outbox.status(message) for message in self._gateway.outbox.messages}
        self._registered = {number: self._is_up(number) for number in self._gateway.all_ports()}

    def add(self, kind: str, content: Any) -> None:
        """Note an event: ``kind`` is its key beside ``sn``."""
        self._events.append({"sn": self._gateway.state["sn"], kind: content})

    def take(self) -> list[Event]:
        """All events since the last time, each a body as section 17 shows them."""
        self._look_at_messages()
        self._look_at_ussd()
        self._look_at_registration()
        events = list(self._events)
        self._events.clear()
        return events

    def incoming(self, message: dict[str, Any]) -> None:
        """A message came in."""
        self.add("sms", [show(message, with_imsi=self._gateway.options["incoming_imsi"])])

    def call(self, record: dict[str, Any]) -> None:
        """A call ended; only answered calls are pushed."""
        if record["answer_date"]:
            self.add("cdr", [dict(record)])

    def device(self, status: str, address: str, mac: str) -> None:
        """The device goes down or comes up; ``status`` is power_off or power_on."""
        ports = len(self._gateway.state["ports"])
        self.add("device", {"port_number": ports, "IP": address, "MAC": mac, "status": status})

    def exception(self, number: int, kind: str, action: str) -> None:
        """Exception handling did something, for example ``call_fail`` led to ``reset``."""
        self.add("exception_info", {"port": number, "type": kind, "action": action})

    def _look_at_messages(self) -> None:
        outbox = self._gateway.outbox
        seen = {}
        for message in outbox.messages:
            status = outbox.status(message)
            seen[_key(message)] = status
            if status == self._seen.get(_key(message)) or status not in _FINAL:
                continue
            self.add("sms_result", [outbox.result(message)])
            if status == "DELIVERED":
                self.add("sms_deliver_status", outbox.reports(message))
        self._seen = seen

    def _look_at_ussd(self) -> None:
        for number in self._gateway.ussd.answered():
            self.add("ussd", [{"port": number, "text": self._gateway.ussd.reply(number)}])

    def _is_up(self, number: int) -> bool:
        port = self._gateway.radio.port(number)
        return port is not None and self._gateway.radio.reg(number, port) == "REGISTER_OK"

    def _look_at_registration(self) -> None:
        for number in self._gateway.all_ports():
            up = self._is_up(number)
            if up == self._registered.get(number, up):
                continue
            self._registered[number] = up
            self._sequence += 1
            self.add("register", [self._register(number, up)])

    def _register(self, number: int, up: bool) -> dict[str, Any]:
        port = self._gateway.radio.port(number)
        assert port is not None
        sim = self._gateway.radio.sim(port) or {}
        row = {
            "port": number,
            "iccid": sim["iccid"] if up else _NO_VALUE,
            "imsi": sim["imsi"] if up else _NO_VALUE,
            "number": sim.get("number", ""),
            "status": "up" if up else "down",
            "sequence": self._sequence,
        }
        if self._gateway.options["multi_sim"]:
            row["slot"] = port["slot"]
        return row
