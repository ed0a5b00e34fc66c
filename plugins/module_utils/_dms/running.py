# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import dataclasses
import time
import typing as t

from .._core.errors import ApiFailure, Busy, CpeError, NotFound
from .._core.plan import Write
from . import scenario
from .answers import Answer
from .client import DmsClient
from .errors import ScenarioFailed, ScenarioTimeout
from .options import Target
from .waiting import Waiting, await_result


class Scenarios:
    """Runs the writes of one module, and keeps what is known of the scenarios that this has started.

    queued
        Whether something was started and not waited for.
    env_ids
        The ids of the scenarios, each with its CPE where that is told.
    """

    def __init__(self, client: DmsClient, target: Target, waiting: Waiting) -> None:
        self.client = client
        self.target = target
        self.waiting = waiting
        self.queued = False
        self.env_ids: list[tuple[str | None, str]] = []
        self._open = False

    def run(self, call: Write, *, wait: bool | None = None) -> list[Answer]:
        """Execute a write. Out: one answer a CPE; none where it was started and is not waited for. Raises CpeError.

        ``wait`` instead of the option's: whether to fetch the result of what was only started.
        """
        waits = self.waiting.wanted if wait is None else wait
        self._open = self.target.queued
        answers = scenario.guarded(self.client, self.target, lambda: self.client.write(call))
        started = self.target.queued or any(map(scenario.is_started, answers))
        found = scenario.env_ids(answers) if started else []
        self.env_ids += found
        if not (started and waits):
            answers = scenario.settled(self.client, self.target, answers, started=self.target.queued)
            self.queued = self.queued or started
            return [] if started else answers
        scenario.settled(self.client, self.target, answers, started=True)
        if not found and any(answer.details for answer in answers):
            self._open = False  # a DMS that has waited all the same
            return scenario.settled(self.client, self.target, answers)
        return self._collected(found)

    def _collected(self, ids: list[tuple[str | None, str]]) -> list[Answer]:
        """The results of started scenarios. Raises CpeError for what failed, ScenarioTimeout for what has not ended."""
        if not ids:
            error = ScenarioFailed(
                "the DMS has started the scenario and gave no env_id, so that it can't be waited for"
            )
            error.extra["queued"] = True
            raise scenario.said(error, self.client, self.target, None)
        end = time.monotonic() + self.waiting.timeout
        answers = []
        for cpe_id, env_id in ids:
            left = dataclasses.replace(self.waiting, timeout=max(1, round(end - time.monotonic())))
            for answer in self._result(env_id, left):
                own = answer.cpe_id or cpe_id
                answers.append(dataclasses.replace(answer, cpe_id=own))
        self._open = False
        return scenario.settled(self.client, self.target, answers)

    def _result(self, env_id: str, waiting: Waiting) -> list[Answer]:
        self._open = True
        try:
            result = await_result(self.client, env_id, waiting)
        except CpeError as error:
            self._open = not isinstance(error, (ApiFailure, NotFound))
            error.extra.setdefault("env_id", env_id)
            raise scenario.said(error, self.client, self.target, None) from None
        if result is None:
            raise scenario.said(not_ended(env_id, waiting.timeout), self.client, self.target, None)
        return scenario.split(result)

    def may_repeat(self, error: CpeError) -> bool:
        """Whether a write that ended in ``error`` may be sent again, once it was read what it has done.

        Not where the DMS may have a scenario of it: that would run as well. The error says so then.
        """
        refused = isinstance(error, Busy) and not self.env_ids
        if not self._open or refused:
            return True
        if not self.env_ids:
            error.note(
                "Whether the DMS has started the scenario can't be known, and so it was not started again; what the CPE holds "
                "later tells"
            )
        return False

    def shown(self) -> dict[str, t.Any]:
        """The keys of a module's result that tell of the scenarios."""
        found: dict[str, t.Any] = {"queued": self.queued}
        if self.env_ids:
            found["env_id"] = self.env_ids[-1][1]
        named = {cpe_id: env_id for cpe_id, env_id in self.env_ids if cpe_id is not None}
        if named:
            found["env_ids"] = named
        return found


def not_ended(env_id: str, seconds: int) -> ScenarioTimeout:
    """The error for a scenario of which there is no result at the end of the wait (seconds)."""
    error = ScenarioTimeout(
        f"no result of the scenario {env_id} within {seconds} s: it has not ended, or the DMS does not know this env_id (any "
        "more), which looks the same",
        hint="Raise wait_timeout, or fetch the result later with telco.cpe.dms_result. The DMS may still carry it out.",
    )
    error.extra.update(queued=True, env_id=env_id)
    return error
