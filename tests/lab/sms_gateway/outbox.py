# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sent messages: their way through a port over time, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.sms_gateway.params import write_time

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

Message = dict[str, Any]

KEPT = 5000  # results that the gateway keeps, so that a long run stays cheap


class Outbox:
    """Messages of the gateway. A message holds its times, so its status follows from the clock alone."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway

    @property
    def messages(self) -> list[Message]:
        """Every message that is known, in the order in which they were accepted."""
        kept: list[Message] = self._gateway.state["messages"]
        return kept

    def add_task(self, entries: list[Message], ports: list[int]) -> int:
        """Queue messages on ``ports``, each on the one that is free first; returns the task's id."""
        state, options = self._gateway.state, self._gateway.options
        now = self._gateway.clock.now()
        task_id: int = state["next_task_id"]
        state["next_task_id"] += 1
        free = dict.fromkeys(ports, now)
        reference = dict.fromkeys(ports, 0)
        for message in self.messages:
            if message["port"] in free:
                free[message["port"]] = max(free[message["port"]], message["sent_at"])
                reference[message["port"]] = message["ref_id"] + message["count"]
        for place, entry in enumerate(entries):
            number = min(ports, key=lambda candidate: free[candidate])
            sent_at = free[number] + options["send_seconds"]
            self.messages.append(
                {
                    **entry,
                    "task_id": task_id,
                    "place": place,
                    "port": number,
                    "ref_id": reference[number] % 256,
                    "at": free[number],
                    "sent_at": sent_at,
                    "delivered_at": sent_at + options["deliver_seconds"],
                    "imsi": self._imsi(number),
                    "code": options["deliver_codes"].get(entry["number"], 0),
                    "failed": entry["number"] in options["fail_numbers"],
                    "stopped": None,
                }
            )
            free[number] = sent_at
            reference[number] += entry["count"]
        del self.messages[:-KEPT]
        return task_id

    def _imsi(self, number: int) -> str:
        port = self._gateway.radio.port(number)
        sim = None if port is None else self._gateway.radio.sim(port)
        return "" if sim is None else str(sim["imsi"])

    def waiting(self) -> list[Message]:
        """The messages that are not sent yet."""
        now = self._gateway.clock.now()
        return [message for message in self.messages if message["stopped"] is None and now < message["sent_at"]]

    def stop(self, messages: list[Message], status: str) -> None:
        """Take messages out of the queue."""
        for message in messages:
            message["stopped"] = status

    def status(self, message: Message) -> str:
        """SENDING, SENT_OK, DELIVERED or FAILED (section 3.3)."""
        if message["stopped"] is not None:
            return str(message["stopped"])
        now = self._gateway.clock.now()
        if now < message["sent_at"]:
            return "SENDING"
        if message["failed"]:
            return "FAILED"
        delivered = message["report"] and message["code"] == 0 and now >= message["delivered_at"]
        return "DELIVERED" if delivered else "SENT_OK"

    def result(self, message: Message) -> dict[str, Any]:
        """A message as query_sms_result and the push write it."""
        status = self.status(message)
        row = {"port": message["port"]}
        if message["user_id"] is not None:
            row["user_id"] = message["user_id"]
        return {
            **row,
            "number": message["number"],
            "time": write_time(message["at"]),
            "status": status,
            "count": message["count"],
            "succ_count": message["count"] if status in ("SENT_OK", "DELIVERED") else 0,
            "ref_id": message["ref_id"],
            "imsi": message["imsi"],
        }

    def reports(self, message: Message) -> list[dict[str, Any]]:
        """The delivery reports that have come in for a message, one a segment (sections 4.3 and 27.4)."""
        if (
            not message["report"]
            or self.status(message) not in ("SENT_OK", "DELIVERED")
            or self._gateway.clock.now() < message["delivered_at"]
        ):
            return []
        return [
            {
                "port": message["port"],
                "number": message["number"],
                "time": write_time(message["at"]),
                "ref_id": (message["ref_id"] + segment) % 256,
                "status_code": message["code"],
                "imsi": message["imsi"],
            }
            for segment in range(message["count"])
        ]
