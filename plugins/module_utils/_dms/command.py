# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.client import Client
from .._core.command import Command
from .._core.errors import CpeError, NoAnswer, ServerError
from .._core.plan import Write
from .answers import Answer
from .options import TARGET_OPTIONS, Target
from .running import Scenarios
from .vendor import DMS
from .waiting import WAITING_OPTIONS, Waiting

UNKNOWN_FATE = "Whether the DMS has carried it out, or will, can't be known. It was not sent again: what it does must not happen twice"


class ScenarioCommand(Command):
    """A method of the scenario service that does something on a CPE, once a call (DMS NBI, "Scenario Service")."""

    vendor = DMS
    selectors: t.ClassVar[dict[str, t.Any]] = {**TARGET_OPTIONS, **WAITING_OPTIONS}
    method: t.ClassVar[str]

    def validate(self) -> None:
        super().validate()
        self.target = Target.of(self.params)
        self.waiting = Waiting.of(self.params)

    def parameters(self) -> t.Any:
        """The request's ``parameters``."""
        raise TypeError(f"{type(self).__name__} has no parameters")

    def make_client(self, connection: t.Any) -> Client:
        client = super().make_client(connection)
        client.redact.add(*self.secrets())
        return client

    def writes(self) -> list[Write]:
        return [self.call(self.target)]

    def call(self, target: Target) -> Write:
        """The request for some CPEs."""
        return Write("POST", f"method/{self.method}", target.body(self.parameters()))

    def execute(self) -> dict[str, t.Any]:
        plan = self.writes()
        result: dict[str, t.Any] = {
            "changed": bool(plan),
            "plan": [write.shown() for write in plan],
            "diff": self.diff(plan),
            "queued": False,
        }
        if self.check_mode:
            result[self.key] = self.outcome([])
        else:
            scenarios = Scenarios(t.cast("t.Any", self.client), self.target, self.waiting)
            result[self.key] = self.outcome(self.carried_out(plan, scenarios))
            result.update(scenarios.shown())
        return result

    def carried_out(self, plan: list[Write], scenarios: Scenarios) -> list[Answer]:
        """Send the calls, each once. Out: the answers of the scenarios that have ended."""
        answers: list[Answer] = []
        for number, write in enumerate(plan):
            try:
                answers += scenarios.run(write)
            except CpeError as error:
                if isinstance(error, (NoAnswer, ServerError)):
                    error.note(UNKNOWN_FATE)
                if number:
                    error.note(f"{number} of {len(plan)} calls had been carried out before")
                    error.extra["changed"] = True
                raise
        return answers
