# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field, Group
from .arguments import KEY_LENGTH, UNSIGNED_INT
from .command import ScenarioCommand


class ScheduleInform(ScenarioCommand):
    """ScheduleInform (DMS NBI, "ScheduleInform"; TR-069 A.4.1.2: DelaySeconds is greater than 0)."""

    key = "inform"
    method = "ScheduleInform"
    table = Group(
        "",
        (
            Field("delay_seconds", "int", api="DelaySeconds", range=(1, UNSIGNED_INT[1]), required=True),
            Field("command_key", api="CommandKey", length=KEY_LENGTH),
        ),
    )

    def parameters(self) -> t.Any:
        return {"DelaySeconds": self.params["delay_seconds"], "CommandKey": self.params["command_key"] or ""}

    def outcome(self, answers: list[t.Any]) -> t.Any:
        return {"delay_seconds": self.params["delay_seconds"], "command_key": self.params["command_key"] or ""}
