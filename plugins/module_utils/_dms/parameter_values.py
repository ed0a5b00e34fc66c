# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Change, Comparison, Path
from .._core.errors import CpeError, NotTaken
from .._core.plan import Write
from .._core.secret import mask
from .._core.setting import Survey
from . import reading, scenario, spv
from .answers import Answer
from .parameters import PARAMETERS_OPTION, Parameter, conceal, parameters_of, secrets_of
from .reading import Reading
from .setting import ScenarioSetting

_PARAMETER_KEY = "ManagementServer.ParameterKey"


class ParameterValues(ScenarioSetting):
    """Values of a CPE's parameters: GetParameterValues, SetParameterValues and SmartSPV (DMS NBI)."""

    key = "parameters"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **ScenarioSetting.selectors,
        "parameters": PARAMETERS_OPTION,
        "method": {"type": "str", "choices": ["auto", "spv", "smart"], "default": "auto"},
        "update_secrets": {"type": "str", "choices": ["on_change", "always"], "default": "on_change"},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self.used: str | None = None
        self.status: int | None = None
        self.differing = 0

    def validate(self) -> None:
        super().validate()
        self.parameters = parameters_of(self.params)
        warning = parameter_key_warning(self.parameters)
        if warning:
            self.warnings.append(warning)

    def secrets(self) -> set[str]:
        return secrets_of(self.params)

    @classmethod
    def conceal(cls, params: t.Mapping[str, t.Any]) -> None:
        conceal(params)

    def survey(self) -> Survey:
        readings = self.readings()
        comparison = self.compared(readings)
        self.differing = max(self.differing, len(comparison.changes))
        return Survey(
            before=comparison.current,
            after=self._after(readings, comparison),
            changes=comparison.changes,
            unverified=comparison.unverified_names,
            plan=self._plan(readings, comparison),
        )

    def readings(self) -> list[Reading]:
        """What the CPEs hold now: one request."""
        return reading.values(self.client, self.target, [parameter.name for parameter in self.parameters])

    def compared(self, readings: list[Reading]) -> Comparison:
        """What differs, and what can't be compared. Raises OptionError for a value that is none of its parameter's type."""
        result = Comparison({}, self._state(readings))
        for number, held in enumerate(readings):
            for parameter in self.parameters:
                if parameter.value is None:
                    continue
                value = held.values[parameter.name]
                if parameter.is_held(value):
                    continue
                path = self._path(readings, number, parameter.name)
                if parameter.unreadable(value):
                    result.unverified.append(path)
                else:
                    result.changes.append(Change(path, parameter.shown(value), parameter.sent(value)))
        return result

    def _is_nested(self, readings: list[Reading]) -> bool:
        """Whether the answer tells several CPEs apart, so that what is shown is kept by CPE."""
        return self.target.multiple and (len(readings) > 1 or readings[0].cpe_id is not None)

    def _path(self, readings: list[Reading], number: int, name: str) -> Path:
        return (_label(readings, number), name) if self._is_nested(readings) else (name,)

    def _state(self, readings: list[Reading]) -> dict[str, t.Any]:
        states = [{p.name: p.shown(held.values[p.name]) for p in self.parameters} for held in readings]
        if not self._is_nested(readings):
            return states[0]
        return {_label(readings, number): state for number, state in enumerate(states)}

    def _after(self, readings: list[Reading], comparison: Comparison) -> dict[str, t.Any]:
        state = self._state(readings)
        for change in comparison.changes:
            place = state if len(change.path) == 1 else state[change.path[0]]
            place[change.path[-1]] = change.after
        return state

    def _plan(self, readings: list[Reading], comparison: Comparison) -> list[Write]:
        names = {change.path[-1] for change in comparison.changes}
        if names or self.params["update_secrets"] == "always":
            names |= {path[-1] for path in comparison.unverified}
        if not names:
            return []
        smart = self.params["method"] == "smart"
        changed = {change.path for change in comparison.changes}
        entries = []
        for parameter in self.parameters:
            if parameter.name in names:
                # Several CPEs get one request: in the form of the first that has to change.
                rows = [
                    held.values[parameter.name]
                    for number, held in enumerate(readings)
                    if self._path(readings, number, parameter.name) in changed
                ]
                value = rows[0] if rows else readings[0].values[parameter.name]
                entries.append(parameter.entry(value, inferred_type=not smart))
        return [Write("POST", f"method/{spv.SMART if smart else spv.SPV}", self.target.body(entries))]

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            self.used = write.endpoint.rpartition("/")[2]
            try:
                self._set(write)
            except CpeError as error:
                if self.params["method"] != "auto" or not spv.may_help(error, spv.booleans(write)):
                    raise
                self._fall_back(write, error)

    def _fall_back(self, write: Write, error: CpeError) -> None:
        self.used = spv.SMART
        try:
            self._set(spv.one_by_one(write, {parameter.name: parameter.type for parameter in self.parameters}))
        except CpeError as failure:
            failure.note(f"SetParameterValues had failed before: {error.message}")
            if error.extra.get("changed"):
                failure.extra["changed"] = True
            raise

    def _set(self, write: Write) -> None:
        """Execute a write and keep what it gave: the status, or the ids of the scenarios started. Raises CpeError."""
        self.take(self.run_scenario(write))

    def take(self, answers: list[Answer]) -> None:
        """Keep the status that the CPEs answered a change with. Raises CpeError for parameters that were not set."""
        statuses = []
        for answer in answers:
            try:
                statuses.append(spv.status_of(answer))
            except CpeError as error:
                raise scenario.said(error, self.client, self.target, answer) from None
        known = [status for status in statuses if status is not None]
        self.status = max(known) if known else None

    def finish(self) -> dict[str, t.Any]:
        if self.left_queued or not self.params["verify"]:
            return {}
        readings = self.readings()
        comparison = self.compared(readings)
        unverified = comparison.unverified_names
        if self.status == 1:
            # Committed and not yet applied: the CPE may show the former value until its next session (TR-069 A.3.2.1).
            unverified = unverified + [change.name for change in comparison.changes]
        else:
            self.verify(comparison)
        return {self.key: mask(comparison.current), "unverified": unverified}

    def verify(self, comparison: Comparison) -> None:
        try:
            super().verify(comparison)
        except NotTaken as error:
            error.message = f"{self.target.label}: {error.message}"
            error.extra["changed"] = len(comparison.changes) < self.differing
            raise

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        result["pending"] = self.status == 1
        result.update(self.told())
        if self.used is not None:
            result["method"] = self.used
        if self.status is not None:
            result["status"] = self.status
        if result["queued"]:
            result[self.key] = result["diff"]["before"]
        return result


def parameter_key_warning(parameters: t.Iterable[Parameter]) -> str | None:
    """What to say where the parameter that every change overwrites is itself to be set."""
    if not any(parameter.name.endswith(_PARAMETER_KEY) and parameter.value is not None for parameter in parameters):
        return None
    return (
        f"{_PARAMETER_KEY} is read-only by TR-069 and changes with every successful change: many CPEs refuse it "
        "with fault 9008, and on others the next run differs again."
    )


def _label(readings: list[Reading], number: int) -> str:
    return readings[number].cpe_id or f"#{number + 1}"
