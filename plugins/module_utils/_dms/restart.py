# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time
import typing as t

from .._core.errors import CpeError, NotTaken, OptionError
from .._core.normal import to_int
from .._core.plan import Write
from . import cwmp, reading, scenario
from .answers import Answer
from .client import DmsClient
from .command import ScenarioCommand
from .errors import CpeOffline, CwmpFault
from .options import Target
from .running import Scenarios

# Seconds since the CPE's last restart (TR-181, TR-098); which of them a CPE has depends on its data model.
UPTIMES = ("Device.DeviceInfo.UpTime", "InternetGatewayDevice.DeviceInfo.UpTime")
# A CPE counts whole seconds.
TOLERANCE = 1


class Seen(t.NamedTuple):
    """A CPE has been seen after a restart. ``uptime`` in seconds, None where it has no such parameter."""

    uptime: int | None


class Return:
    """Looks whether a CPE has restarted since this object was made: it answers, and has been up for less than that.

    away
        Whether the CPE could not be reached at the last look. uptime: what it reported last, in seconds.
    """

    def __init__(self, client: DmsClient, target: Target) -> None:
        self.away = False
        self.uptime: int | None = None
        self._was_away = False
        self._client = client
        self._target = target
        self._names = list(UPTIMES)
        self._begin = time.monotonic()

    def look(self) -> Seen | None:
        """One look; None while it has not come back. Raises CpeError for what waiting does not mend."""
        while self._names:
            try:
                held = reading.if_reachable(self._client, self._target, self._names[:1])
            except CwmpFault as fault:
                if fault.code != cwmp.NO_SUCH_PARAMETER:
                    raise
                self._names.pop(0)
                continue
            self._note(held is None)
            return None if held is None else self._judged(held[0].values[self._names[0]])
        # A CPE that has no uptime has restarted for certain only if it was away meanwhile.
        return Seen(None) if self._was_away else None

    def _note(self, away: bool) -> None:
        self.away = away
        self._was_away = self._was_away or away

    def _judged(self, value: t.Any) -> Seen | None:
        number = to_int(value)
        self.uptime = number if isinstance(number, int) else None
        if self.uptime is None:
            return Seen(None) if self._was_away else None
        return Seen(self.uptime) if self.uptime <= time.monotonic() - self._begin + TOLERANCE else None


class Restart(ScenarioCommand):
    """A command after which the CPE starts anew. With ``wait`` it ends when the CPE has been seen again."""

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self.seen: Seen | None = None

    def validate(self) -> None:
        super().validate()
        if self.waiting.wanted and self.target.multiple:
            raise OptionError(
                "wait", "can't be used with command_options.multiple: one CPE at a time can be waited for"
            )

    def carried_out(self, plan: list[Write], scenarios: Scenarios) -> list[Answer]:
        client = t.cast("DmsClient", self.client)
        expected = Return(client, self.target)
        answers = super().carried_out(plan, scenarios)
        if self.waiting.wanted:
            try:
                self.seen = self.waiting.until(client, expected.look, lambda seen: seen is not None)
            except CpeError as error:
                error.extra["changed"] = True
                raise
            if self.seen is None:
                raise self._missed(expected)
        return answers

    def _missed(self, expected: Return) -> CpeError:
        client = t.cast("DmsClient", self.client)
        seconds = self.waiting.timeout
        error: CpeError
        if expected.away:
            error = CpeOffline(
                f"the CPE was told to restart, and has not been seen again within {seconds} s",
                hint="Raise wait_timeout if it needs longer.",
            )
        elif expected.uptime is None:
            error = NotTaken(
                f"the CPE was told to restart, and whether it has done so within {seconds} s can't be told: it answers, and shows "
                "no DeviceInfo.UpTime"
            )
        else:
            error = NotTaken(
                f"the CPE was told to restart, and has not done so within {seconds} s: it has been up for {expected.uptime} s"
            )
        error.extra["changed"] = True
        return scenario.said(error, client, self.target, None)

    def outcome(self, answers: list[t.Any]) -> t.Any:
        found: dict[str, t.Any] = {"seen_again": self.seen is not None}
        if self.seen is not None and self.seen.uptime is not None:
            found["uptime"] = self.seen.uptime
        return found


class Reboot(Restart):
    """Reboot (DMS NBI, "Reboot"; TR-069 A.3.2.9)."""

    key = "reboot"
    method = "Reboot"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **Restart.selectors,
        "description": {"type": "str", "default": "Reboot by Ansible"},
    }

    def parameters(self) -> t.Any:
        return self.params["description"]


class FactoryReset(Restart):
    """FactoryReset (DMS NBI, "FactoryReset"; TR-069 A.4.1.6), of one CPE, and only where its id is repeated."""

    key = "factory_reset"
    method = "FactoryReset"
    selectors: t.ClassVar[dict[str, t.Any]] = {**Restart.selectors, "confirm": {"type": "str", "required": True}}

    def validate(self) -> None:
        super().validate()
        if self.target.multiple:
            raise OptionError("command_options.multiple", "must not be true: only one CPE at a time is reset")
        cpe_id = self.target.search.get("cpe_id")
        if cpe_id is None:
            raise OptionError("search_options.cpe_id", "is required: only the CPE with this very id is reset")
        if self.params["confirm"] != cpe_id:
            raise OptionError(
                "confirm", f"{self.params['confirm']!r} is not the cpe_id of the CPE to be reset, {cpe_id!r}"
            )

    def parameters(self) -> t.Any:
        return {}
