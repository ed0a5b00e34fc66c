# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""USSD: /api/send_ussd and /api/query_ussd_reply (sections 7 and 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.errors import ACCEPTED
from tests.lab.sms_gateway.params import Param

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

TEXT_BYTES = 60
SENT = 200
BUSY = 486
NOT_REGISTERED = 503
DEFAULT_REPLY = "Test..."

_SEND = {
    "text": Param(params.text, default=""),
    "port": Param(params.array_of(params.port_in_json, least=1), required=True),
    "command": Param(params.one_of("send", "cancel"), default="send"),
}
_REPLY = {"port": Param(params.comma_list(params.port_in_query), required=True)}


class UssdDialogues:
    """What each port was sent, and when the network answers. Nothing ties a reply to what was sent."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._open: dict[int, tuple[float, str]] = {}
        self._unseen: set[int] = set()

    def forget(self) -> None:
        """Forget all dialogues."""
        self._open.clear()
        self._unseen.clear()

    def memory(self) -> dict[int, tuple[float, str]]:
        """The present dialogues, for ``recall``."""
        return dict(self._open)

    def recall(self, memory: dict[int, tuple[float, str]]) -> None:
        """Put back what ``memory`` gave."""
        self._open = memory

    def send(self, number: int, text: str) -> int:
        """Send on one port; returns its status (section 7.3)."""
        if not self._gateway.radio.registered(number):
            return NOT_REGISTERED
        if self.is_waiting(number) or any(message["port"] == number for message in self._gateway.outbox.waiting()):
            return BUSY
        reply = self._gateway.options["ussd_replies"].get(text, DEFAULT_REPLY)
        self._open[number] = (self._gateway.clock.now() + self._gateway.options["ussd_seconds"], reply)
        self._unseen.add(number)
        return SENT

    def cancel(self, number: int) -> int:
        """End the dialogue of one port."""
        self._open.pop(number, None)
        return SENT if self._gateway.radio.registered(number) else NOT_REGISTERED

    def is_waiting(self, number: int) -> bool:
        """Whether the network still owes the port an answer."""
        return number in self._open and self._gateway.clock.now() < self._open[number][0]

    def answered(self) -> list[int]:
        """The ports whose reply has come since the last call."""
        found = [number for number in sorted(self._unseen) if number in self._open and not self.is_waiting(number)]
        self._unseen.difference_update(found)
        return found

    def reply(self, number: int) -> str:
        """The last reply of the port."""
        if number not in self._open or self.is_waiting(number):
            return str(self._gateway.options["ussd_nothing"])
        return self._open[number][1]


def send_ussd(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Send or cancel on several ports: the envelope is 202, each port has its own status."""
    given = params.from_json(request, _SEND)
    text = given["text"]
    if len(text.encode()) > TEXT_BYTES or (given["command"] == "send" and not text):
        raise params.bad("text is empty or longer than 60 bytes")
    rows = []
    for number in gateway.present(given["port"]):
        status = gateway.ussd.send(number, text) if given["command"] == "send" else gateway.ussd.cancel(number)
        rows.append({"port": number, "status": status})
    return {"error_code": ACCEPTED, "result": rows}


def query_ussd_reply(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """The last reply of each port."""
    numbers = gateway.present(params.from_query(request, _REPLY)["port"])
    return {"reply": [{"port": number, "text": gateway.ussd.reply(number)} for number in numbers]}
