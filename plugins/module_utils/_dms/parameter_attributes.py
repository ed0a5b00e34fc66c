# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import copy
import typing as t

from .._core.compare import Change, Comparison, Path
from .._core.errors import NotTaken
from .._core.plan import Write
from .._core.setting import Survey
from . import attributes
from .attributes import ATTRIBUTES_OPTION, Wish
from .reading import Reading
from .setting import ScenarioSetting

SET_ATTRIBUTES = "SetParameterAttributes"


class ParameterAttributes(ScenarioSetting):
    """Notification and access of a CPE's parameters: GetParameterAttributes and SetParameterAttributes (DMS NBI)."""

    key = "parameters"
    selectors: t.ClassVar[dict[str, t.Any]] = {**ScenarioSetting.selectors, "parameters": ATTRIBUTES_OPTION}

    def validate(self) -> None:
        super().validate()
        self.wishes: list[Wish] = attributes.wishes_of(self.params)

    def survey(self) -> Survey:
        readings = attributes.read(self.client, self.target, self.wishes)
        comparison = self.compared(readings)
        sent = attributes.entries(self.wishes, readings)
        plan = [Write("POST", f"method/{SET_ATTRIBUTES}", self.target.body(sent))] if sent else []
        after = copy.deepcopy(comparison.current)
        for change in comparison.changes:
            place = after
            for step in change.path[:-1]:
                place = place[step]
            place[change.path[-1]] = change.after
        return Survey(comparison.current, after, comparison.changes, [], plan)

    def compared(self, readings: list[Reading]) -> Comparison:
        """What differs from what is wanted, parameter by parameter."""
        nested = self.target.multiple and (len(readings) > 1 or readings[0].cpe_id is not None)
        labels = [held.cpe_id or f"#{number}" for number, held in enumerate(readings, 1)]
        states: dict[str, t.Any] = dict(zip(labels, (held.values for held in readings), strict=True))
        result = Comparison({}, states if nested else readings[0].values)
        for label, held in zip(labels, readings, strict=True):
            for name, holds in held.values.items():
                for key, (value, _entry) in attributes.wanted_of(self.wishes, name).items():
                    if holds[key] != value:
                        path: Path = (label, name, key) if nested else (name, key)
                        result.changes.append(Change(path, holds[key], value))
        return result

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            self.run_scenario(write)

    def finish(self) -> dict[str, t.Any]:
        if self.left_queued or not self.params["verify"]:
            return {}
        comparison = self.compared(attributes.read(self.client, self.target, self.wishes))
        try:
            self.verify(comparison)
        except NotTaken as error:
            error.message = f"{self.target.label}: {error.message}"
            raise
        return {self.key: comparison.current}

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        result.update(self.told())
        if result["queued"]:
            result[self.key] = result["diff"]["before"]
        return result
