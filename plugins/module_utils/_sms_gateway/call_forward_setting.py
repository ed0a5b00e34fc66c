# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.compare import Comparison
from .._core.errors import ApiFailure, CpeError, NoAnswer, NotFound, OptionError, ServerError
from .._core.fields import CLEAR
from .._core.plan import Write
from .._core.secret import mask
from .._core.setting import Setting
from . import checks, ports, waiting
from .records import records

# Options and the words of the API for the conditions under which calls are forwarded (HTTP API V1.2, 18.2).
CONDITIONS = {
    "unconditional": "Unconditional",
    "no_reply": "NoReply",
    "busy": "Busy",
    "not_reachable": "Not_Reachable",
}
CANCEL_ALL = "CancelAll"
CHECK = "CheckCallForward"
SET = "CallForward"
# The words of the answer, of which the document shows but the first (18.7).
_SHOWN = ("CallForwarding", "CallForward")
_OPTIONS = {re.sub("[^a-z]", "", word.lower()): option for option, word in CONDITIONS.items()}

State = dict[str, t.Any]


class CallForwardSetting(Setting):
    """Call forwarding of a port, which the network holds for the subscriber (HTTP API V1.2, 18).

    Reading takes two steps: the gateway is told to ask the network, and then asked for what came back.
    """

    engine_options: t.ClassVar[dict[str, t.Any]] = {**Setting.engine_options, **waiting.options(15, 2.0)}

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._asks = not check_mode or params["check_in_check_mode"]

    def validate(self) -> None:
        super().validate()
        waiting.check(self.params)
        if not self.params["cancel_all"] and all(self.params[option] is None for option in CONDITIONS):
            raise OptionError("", f"one of {', '.join(CONDITIONS)} or cancel_all: true is needed")

    def header(self) -> str:
        return f"{self.client.connection.device} port {self.params['port']}"

    def desired(self) -> State:
        wanted = super().desired()
        if self.params["cancel_all"]:
            wanted.update({option: CLEAR for option in CONDITIONS if option not in wanted})
        return wanted

    def read(self) -> t.Mapping[str, t.Any]:
        return self._read(lambda shown: any((shown or {}).values()))

    def _read(self, done: t.Callable[[State | None], bool]) -> State:
        """What the network holds, by the words of the API. Raises NoAnswer where it does not answer in time."""
        try:
            if not self._asks:
                return self._shown() or {}
            self.client.get(ports.SET_PORT_INFO, [("port", self.params["port"]), ("action", CHECK)])
            self.client.transport.pause(self.params["poll_interval"])
            shown = waiting.until(self, self._shown, done)
        except (ApiFailure, ServerError) as error:
            ports.tell_reg(error, lambda: ports.reg_of(self.client, self.params["port"]))
            raise
        if shown is None:
            raise NoAnswer(
                f"port {self.params['port']}: the network did not say within {self.params['wait_timeout']} s what it forwards",
                device=self.client.connection.device,
                hint="Raise wait_timeout if the network needs longer.",
            )
        return shown

    def _shown(self) -> State | None:
        """What the last check has brought: option -> number. None where the gateway does not tell of any."""
        port = self.params["port"]
        answer = self.client.get(ports.GET_PORT_INFO, ports.query([port], [SET]))
        info = next((info for info in records(answer, "info") if str(info.get("port")) == str(port)), None)
        if info is None:
            raise NotFound(f"the gateway has no port {port}", device=self.client.connection.device)
        told = next((info[name] for name in _SHOWN if isinstance(info.get(name), dict)), None)
        if told is None:
            return None
        named = {_OPTIONS.get(re.sub("[^a-z]", "", str(name).lower())): value for name, value in told.items()}
        return {
            CONDITIONS[option]: self._spelt(option, str(number))
            for option, number in named.items()
            if option and number
        }

    def _spelt(self, option: str, number: str) -> str:
        """A number as the options have it, where that means the same: networks tell them in international form."""
        wanted = self.params[option]
        return wanted if wanted is not None and checks.same_number(wanted, number) else number

    def compare(self, current: State) -> Comparison:
        comparison = super().compare(current)
        if not self._asks:
            comparison.unverified += [(option,) for option in comparison.desired]
        return comparison

    def plan(self, comparison: Comparison) -> list[Write]:
        cancels = any(change.after is CLEAR for change in comparison.changes)
        wanted = comparison.desired if cancels else {change.name: change.after for change in comparison.changes}
        writes = [self._write(CANCEL_ALL, "")] if cancels else []
        return writes + [
            self._write(word, wanted[option])
            for option, word in CONDITIONS.items()
            if wanted.get(option, CLEAR) is not CLEAR
        ]

    def _write(self, condition: str, number: str) -> Write:
        payload = {"port": self.params["port"], "action": SET, "param": condition, "number": number}
        return Write("GET", ports.SET_PORT_INFO, payload, query=True)

    def finish(self) -> dict[str, t.Any]:
        if not self.params["verify"]:
            return {}
        # Empty is what the gateway shows both of nothing and before the network has answered.
        held = self.normal(self._read(lambda shown: bool(shown) and not self.compare(self.normal(shown)).changes))
        self.verify(self.compare(held))
        return {self.key: mask(held)}

    def normal(self, shown: State | None) -> State:
        return {option: (shown or {})[word] for option, word in CONDITIONS.items() if word in (shown or {})}

    def abandon(self, error: CpeError) -> None:
        if isinstance(error, (ApiFailure, ServerError)):
            ports.tell_reg(error, lambda: ports.reg_of(self.client, self.params["port"]))
