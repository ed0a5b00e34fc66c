# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gateway pushes to a web server (section 17): the bodies, and the requests that carry them."""

from __future__ import annotations

import copy
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from tests.lab.core.message import JSON_TYPE, Post
from tests.lab.sms_gateway.inbox import show
from tests.lab.sms_gateway.wire import dump_push

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

Event = dict[str, Any]

KEPT = 1000
_NO_VALUE = "<NULL>"
_FINAL = ("SENT_OK", "DELIVERED", "FAILED")


class _Registration(NamedTuple):
    """Of which SIM card, in which slot, and since when its module runs; ``up`` says whether it is registered."""

    up: bool
    slot: int
    number: str
    since: float | None


def _key(message: dict[str, Any]) -> tuple[int, int]:
    return message["task_id"], message["place"]


class PushSource:
    """Collects events until somebody takes them; with a ``push_url`` that is who sends them."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._seen: dict[tuple[int, int], str] = {}
        self._registered: dict[int, _Registration] = {}
        self._sequence = 0
        self.statuses: deque[int | None] = deque(maxlen=KEPT)

    def forget(self) -> None:
        """Drop what waits; what the gateway knows at present is no news."""
        self._events.clear()
        self._sequence = 0
        self._seen = {_key(message): self._gateway.outbox.status(message) for message in self._gateway.outbox.messages}
        self._registered = {number: self._registration(number) for number in self._gateway.all_ports()}
        self.statuses.clear()

    def add(self, kind: str, content: Any) -> None:
        """Note an event, if its ``kind``, the key beside ``sn``, is selected."""
        if kind not in self._gateway.options["push_kinds"]:
            return
        self._events.append({"sn": self._gateway.state["sn"], kind: content})

    def take(self) -> list[Event]:
        """All events since the last time, each a body as section 17 shows them."""
        self._look_at_messages()
        self._look_at_ussd()
        self._look_at_registration()
        events = list(self._events)
        self._events.clear()
        return events

    def posts(self) -> list[Post]:
        """The same events, each as the request that pushes it."""
        return [self._post(event) for event in self.take()]

    def _post(self, event: Event) -> Post:
        options = self._gateway.options
        kind = next(key for key in event if key != "sn")
        if options["push_text"] == "url":
            event = copy.deepcopy(event)
            for entry in event[kind] if isinstance(event[kind], list) else []:
                entry.update({"text": quote(entry["text"], safe="")} if "text" in entry else {})
        return Post(
            options["push_url"],
            dump_push(kind, event, options["broken_json"]),
            {"Content-Type": JSON_TYPE},
            timeout=options["push_timeout"],
            attempts=options["push_attempts"],
            pause=options["push_pause"],
            ca_path=options["push_ca_path"],
        )

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
        """Exception handling, where it is enabled, did something, for example ``call_fail`` led to ``reset``."""
        if not self._gateway.options["exception_handling"]:
            return
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

    def _registration(self, number: int) -> _Registration:
        port = self._gateway.radio.port(number)
        assert port is not None
        up = self._gateway.radio.reg(number, port) == "REGISTER_OK"
        sim = self._gateway.radio.sim(port) or {}
        return _Registration(up, port["slot"], sim.get("number", ""), self._gateway.radio.registering_since(number))

    def _look_at_registration(self) -> None:
        for number in self._gateway.all_ports():
            before, now = self._registered.get(number), self._registration(number)
            self._registered[number] = now
            if before is None:
                continue
            # A module that was started anew, or has another SIM card, was down meanwhile, however short that was.
            restarted = (before.slot, before.since) != (now.slot, now.since)
            if before.up and (restarted or not now.up):
                self._register(number, now if now.slot == before.slot else before, up=False)
            if now.up and (restarted or not before.up):
                self._register(number, now, up=True)

    def _register(self, number: int, registration: _Registration, *, up: bool) -> None:
        port = self._gateway.radio.port(number)
        assert port is not None
        sim = self._gateway.radio.sim(port) or {}
        self._sequence += 1
        row = {
            "port": number,
            "iccid": sim["iccid"] if up else _NO_VALUE,
            "imsi": sim["imsi"] if up else _NO_VALUE,
            "number": registration.number,
            "status": "up" if up else "down",
            "sequence": self._sequence,
        }
        if self._gateway.options["multi_sim"]:
            row["slot"] = registration.slot
        self.add("register", [row])
