# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call forwarding (section 18). It is held by the network, for the subscriber; a check asks the network for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.sms_gateway.errors import OTHER_ERROR, Refused

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

CONDITIONS = ("Unconditional", "NoReply", "Busy", "Not_Reachable")
CANCEL_ALL = "CancelAll"


class Forwarding:
    """Sets forwarding at the network, and remembers per port what the last check brought back."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._answers: dict[int, dict[str, str]] = {}
        self._asked: dict[int, float] = {}

    def forget(self) -> None:
        """Forget what the checks brought."""
        self._answers.clear()
        self._asked.clear()

    def _held(self, number: int) -> dict[str, str] | None:
        """What the network holds for the SIM of the port; None where the module can't speak with the network."""
        port = self._gateway.radio.port(number)
        if port is None or self._gateway.radio.reg(number, port) != "REGISTER_OK":
            return None
        sim = self._gateway.radio.sim(port)
        return None if sim is None else sim["call_forwarding"]

    def _subscriber(self, number: int) -> dict[str, str]:
        held = self._held(number)
        if held is None:
            raise Refused(OTHER_ERROR, "the port is not registered")
        return held

    def set(self, number: int, condition: str, to: str) -> None:
        """Forward calls to the number ``to`` under one condition."""
        self._subscriber(number)[condition] = to

    def cancel_all(self, number: int) -> None:
        """Forward no calls."""
        self._subscriber(number).clear()

    def check(self, number: int) -> None:
        """Ask the network; the answer is there after ``settle_seconds``."""
        self._subscriber(number)
        self._asked[number] = self._gateway.clock.now()
        if self._gateway.options["call_forward_unanswered"] != "stale":
            self._answers.pop(number, None)

    def answer(self, number: int) -> dict[str, str] | None:
        """What get_port_info shows of the last check; None where the key is absent."""
        asked = self._asked.get(number)
        if asked is not None and self._gateway.clock.now() - asked >= self._gateway.options["settle_seconds"]:
            del self._asked[number]
            held = self._held(number)
            if held is not None:
                blank = self._gateway.options["call_forward_none"] == "blank"
                known = dict.fromkeys(CONDITIONS, "") if blank else {}
                self._answers[number] = {**known, **held}
        if number in self._answers:
            return self._answers[number]
        return None if self._gateway.options["call_forward_unanswered"] == "absent" else {}
