# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.client import Client
from .._core.errors import CpeError
from .._core.plan import Write
from .._core.setting import Setting
from .answers import Answer
from .options import TARGET_OPTIONS, Target
from .running import Scenarios
from .vendor import DMS
from .waiting import NO_WAITING, WAITING_OPTIONS, Waiting


class ScenarioSetting(Setting):
    """Something on a CPE that is read and written by scenarios (DMS NBI, "Scenario Service")."""

    vendor = DMS
    selectors: t.ClassVar[dict[str, t.Any]] = {**TARGET_OPTIONS, **WAITING_OPTIONS}

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self.waiting = NO_WAITING
        self.running: Scenarios | None = None

    def validate(self) -> None:
        super().validate()
        self.target = Target.of(self.params)
        self.waiting = Waiting.of(self.params)

    def make_client(self, connection: t.Any) -> Client:
        client = super().make_client(connection)
        client.redact.add(*self.secrets())
        return client

    def header(self) -> str:
        return f"{self.client.connection.device} {self.target.label}"

    def run_scenario(self, write: Write, *, wait: bool | None = None) -> list[Answer]:
        """Execute a write. Out: one answer a CPE; none where it was started and is not waited for. Raises CpeError."""
        self.running = Scenarios(self.client, self.target, self.waiting)
        return self.running.run(write, wait=wait)

    @property
    def env_ids(self) -> list[tuple[str | None, str]]:
        """The ids of the scenarios that the change has started, each with its CPE where that is told."""
        return self.running.env_ids if self.running else []

    @property
    def left_queued(self) -> bool:
        """Whether the change was started, and is not waited for."""
        return self.target.queued and self.running is not None and self.running.queued

    def resume(self, error: CpeError) -> list[Write]:
        # Reading can't tell whether a queued change was taken: it may be done at any time.
        if self.running is not None and not self.running.may_repeat(error):
            raise error
        return super().resume(error)

    def told(self) -> dict[str, t.Any]:
        """The keys of the result that tell of the scenarios."""
        return {"queued": False, **(self.running.shown() if self.running else {})}
