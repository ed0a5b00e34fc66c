# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import dataclasses
import time
import typing as t
from dataclasses import dataclass, field

from .._core.errors import CpeError, NoAnswer
from .._core.plan import Write
from .._core.secret import CURRENT, NEW, Redactor, mask
from .._core.setting import Survey
from . import scenario
from .client import DmsClient
from .errors import CpeOffline, ScenarioTimeout
from .fleet_devices import Device
from .parameter_values import ParameterValues
from .parameters import texts
from .running import not_ended
from .waiting import Waiting, get_result

APPLIED = "applied"
UNCHANGED = "unchanged"
QUEUED = "queued"
FAILED = "failed"
TIMED_OUT = "timed_out"
RESULTS = (APPLIED, UNCHANGED, QUEUED, FAILED, TIMED_OUT)
# What keeps a wave from being followed by the next one.
BAD = frozenset({FAILED, TIMED_OUT})


class Stopped(Exception):
    """The run has been stopped: nothing more is to be sent."""


@dataclass
class Outcome:
    """What came of one device.

    result
        One of RESULTS. changed: whether something was changed, or started to be.
    before, after
        The parameters that differ, as they are shown. plan: the writes, as they are shown.
    """

    result: str
    changed: bool = False
    before: dict[str, t.Any] = field(default_factory=dict)
    after: dict[str, t.Any] = field(default_factory=dict)
    plan: list[dict[str, t.Any]] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    pending: bool = False
    env_ids: list[str] = field(default_factory=list)
    error: CpeError | None = None


# A device that needs nothing: there are many of them, and they are all alike.
NOTHING_TO_DO = Outcome(UNCHANGED)


class DeviceValues(ParameterValues):
    """The values of one device of a fleet, whose options are checked already."""

    def __init__(
        self, params: dict[str, t.Any], device: Device, stopped: t.Callable[[], bool], *, check_mode: bool
    ) -> None:
        super().__init__(params, check_mode=check_mode)
        self.target = device.target
        self.parameters = device.parameters
        self._stopped = stopped

    def send(self, plan: list[Write]) -> None:
        if self._stopped():
            raise Stopped
        super().send(plan)

    def results(self) -> t.Iterator[float]:
        """Fetch the results of what was only started; gives the seconds to wait until it is called on. Raises CpeError."""
        waiting = Waiting.of(self.params)
        end = time.monotonic() + waiting.timeout
        answers = []
        for cpe_id, env_id in self.env_ids:
            while (result := get_result(self.client, env_id, 0)) is None:
                left = end - time.monotonic()
                if left <= 0:
                    raise scenario.said(not_ended(env_id, waiting.timeout), self.client, self.target, None)
                yield min(waiting.interval, left)
            answers += [
                dataclasses.replace(answer, cpe_id=answer.cpe_id or cpe_id) for answer in scenario.split(result)
            ]
        self.take(scenario.settled(self.client, self.target, answers))
        # What has ended can be read back as if it had been waited for from the start.
        self.target = self.target.reading()


class Work:
    """One device's way from reading to its outcome. It goes in steps, because a started scenario is waited for by nobody."""

    def __init__(
        self, device: Device, params: dict[str, t.Any], stopped: t.Callable[[], bool], *, check_mode: bool
    ) -> None:
        self.device = device
        self.outcome: Outcome | None = None
        self._values = DeviceValues(params, device, stopped, check_mode=check_mode)
        self._way = self._go()

    def step(self, client: DmsClient) -> float | None:
        """Go on with a client, which nobody else uses meanwhile.

        Out: the seconds until the next step is due; None where ``outcome`` is known. Raises Stopped.
        """
        self._values.client = client
        own = self._redactor(client)
        former, client.transport.redact = client.transport.redact, own or client.transport.redact
        try:
            return next(self._way, None)
        finally:
            client.transport.redact = former

    def _redactor(self, client: DmsClient) -> Redactor | None:
        """One that knows this device's secrets; of its own, because those of a whole fleet would be too many for each message."""
        secret = [parameter for parameter in self.device.parameters if parameter.secret]
        if not secret:
            return None
        redactor = Redactor()
        redactor.add(client.connection.password, client.connection.token)
        redactor.add(*(text for parameter in secret for text in texts(parameter.value)))
        return redactor

    def _go(self) -> t.Iterator[float]:
        values = self._values
        found: Survey | None = None
        try:
            found = values.survey()
            if not found.plan:
                self.outcome = (
                    NOTHING_TO_DO if not found.unverified else Outcome(UNCHANGED, unverified=found.unverified)
                )
            elif values.check_mode:
                self.outcome = self._changed(found, self._predicted())
            else:
                values.client.check_plan(found.plan)
                self._carry_out(found)
                if values.env_ids and values.params["wait"]:
                    yield from values.results()
                self.outcome = self._finished(found)
        except CpeError as error:
            self.outcome = self._failed(found, error)

    def _carry_out(self, found: Survey) -> None:
        """Send the change. What the DMS has put off on its own account counts as started where results are waited for."""
        try:
            self._values.carry_out(found.plan)
        except CpeError as error:
            if not (error.extra.get("queued") and self._values.env_ids and self._values.params["wait"]):
                raise

    def _predicted(self) -> str:
        return QUEUED if self.device.target.queued and not self._values.params["wait"] else APPLIED

    def _finished(self, found: Survey) -> Outcome:
        values = self._values
        done = values.finish()
        outcome = self._changed(found, QUEUED if values.target.queued else APPLIED)
        outcome.unverified = done.get("unverified", found.unverified)
        outcome.pending = values.status == 1
        return outcome

    def _changed(self, found: Survey, result: str) -> Outcome:
        return Outcome(
            result,
            changed=True,
            before={change.name: mask(change.before, CURRENT) for change in found.changes},
            after={change.name: mask(change.after, NEW) for change in found.changes},
            plan=[write.shown() for write in found.plan],
            unverified=found.unverified,
            env_ids=[env_id for _cpe_id, env_id in self._values.env_ids],
        )

    def _failed(self, found: Survey | None, error: CpeError) -> Outcome:
        queued = bool(error.extra.get("queued"))
        changed = bool(error.extra.get("changed")) or queued or bool(self._values.env_ids)
        timed_out = isinstance(error, (ScenarioTimeout, CpeOffline, NoAnswer))
        given_up = isinstance(error, ScenarioTimeout) and bool(self._values.env_ids)
        result = QUEUED if queued and not given_up else TIMED_OUT if timed_out else FAILED
        outcome = self._changed(found, result) if found is not None and changed else Outcome(result)
        outcome.error = error
        env_id = error.extra.get("env_id")
        if env_id and env_id not in outcome.env_ids:
            outcome.env_ids.append(env_id)
        return outcome
