# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, NoAnswer
from .._core.plan import Write
from . import waiting
from .codes import meaning
from .gateway_command import GatewayCommand
from .records import normal, records

SEND_USSD = "api/send_ussd"
QUERY_USSD_REPLY = "api/query_ussd_reply"

LONGEST_TEXT = 60
SENT = 200
_NUMBERS = ("port", "status")

Replies = dict[int, str]


class UssdCommand(GatewayCommand):
    """Sends USSD on ports and waits for the replies (HTTP API V1.2, 7 and 8).

    Nothing ties a reply to what was sent: a gateway shows the last one of a port, until it is cancelled.
    """

    doing = "the USSD"

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._before: Replies = {}

    @property
    def _ports(self) -> list[int]:
        return list(self.params["port"])

    @property
    def _sends(self) -> bool:
        return bool(self.params["command"] == "send")

    def writes(self) -> list[Write]:
        if not self._sends:
            return [self._write("cancel", self.params["text"] or "", self._ports)]
        self._before = self._replies(self._ports) if self.params["wait"] else {}
        old = [port for port in self._ports if self._before.get(port)]
        first = [self._write("cancel", "", old)] if old and self.params["new_dialogue"] else []
        return [*first, self._write("send", self.params["text"], self._ports)]

    def send(self, plan: list[Write]) -> list[t.Any]:
        answers = []
        for write in plan:
            answers += super().send([write])
            if write != plan[-1]:
                # A cancel may leave the old reply in place.
                self._before = self._replies(self._ports)
        return answers

    def _write(self, command: str, text: str, ports: list[int]) -> Write:
        return Write("POST", SEND_USSD, {"text": text, "port": ports, "command": command})

    def _replies(self, ports: list[int]) -> Replies:
        """The last reply of each port; a blank one is none yet."""
        answer = self.client.get(QUERY_USSD_REPLY, [("port", ",".join(map(str, ports)))])
        found = [normal(_lower(entry), _NUMBERS) for entry in records(answer, "reply")]
        return {entry["port"]: str(entry.get("text") or "").strip() for entry in found if entry.get("port") in ports}

    def outcome(self, answers: list[t.Any]) -> t.Any:
        told = [normal(_lower(entry), _NUMBERS) for entry in records(answers[-1], "result")]
        statuses = {entry["port"]: entry.get("status") for entry in told if entry.get("port") in self._ports}
        done = [port for port in self._ports if statuses.get(port) == SENT]
        replies = self._wait(done) if self._sends and self.params["wait"] and done else {}
        result = [
            {"port": port, "status": statuses.get(port), **({"text": replies[port]} if replies.get(port) else {})}
            for port in self._ports
        ]
        silent = [port for port in done if self._sends and self.params["wait"] and not replies.get(port)]
        if len(done) < len(self._ports) or silent:
            raise self._failure(result, [port for port in self._ports if port not in done], silent, statuses)
        return result

    def _wait(self, ports: list[int]) -> Replies:
        """The replies that came to what was sent, as far as they came in time."""
        # What was there before counts as a reply to this only where it has been gone meanwhile.
        stale = {port: text for port, text in self._before.items() if text}
        fresh: Replies = {}

        def look() -> None:
            for port, text in self._replies([port for port in ports if port not in fresh]).items():
                if not text:
                    stale.pop(port, None)
                elif text != stale.get(port):
                    fresh[port] = text

        waiting.until(self, look, lambda _nothing: len(fresh) == len(ports))
        return fresh

    def _failure(
        self, result: list[dict[str, t.Any]], refused: list[int], silent: list[int], statuses: dict[int, t.Any]
    ) -> ApiFailure | NoAnswer:
        device = self.client.connection.device
        if refused:
            reasons = ", ".join(f"port {port}: {_reason(statuses.get(port))}" for port in refused)
            error: ApiFailure | NoAnswer = ApiFailure(
                f"the {self.params['command']} of the USSD failed on {len(refused)} of {len(self._ports)} ports: {reasons}",
                device=device,
            )
            if silent:
                error.note(f"No reply came to port {', '.join(map(str, silent))}")
        else:
            error = NoAnswer(
                f"no reply came within {self.params['wait_timeout']} s to port {', '.join(map(str, silent))}",
                device=device,
                hint="The USSD was sent, and is not sent again. Raise wait_timeout if the network needs longer.",
            )
        error.extra[self.key] = result
        error.extra["changed"] = len(refused) < len(self._ports)
        return error


def _reason(status: t.Any) -> str:
    if not isinstance(status, int):
        return "the gateway says nothing of it"
    return f"{meaning(SEND_USSD, status)} (status {status})"


def _lower(entry: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    # The table of 7.3 has Port and Status, the example of 7.4 port and status.
    return {str(name).lower(): value for name, value in entry.items()}
