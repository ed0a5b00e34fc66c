# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import CpeError
from .._core.setting import Setting
from . import fleet_devices, fleet_report
from .client import DmsClient
from .fleet_crew import DOUBTFUL, Crew
from .fleet_devices import Device
from .fleet_options import FLEET_OPTIONS, Pace, slice_of
from .fleet_work import BAD, Work
from .parameter_values import parameter_key_warning
from .parameters import conceal
from .vendor import DMS
from .waiting import Waiting

# How many failures a message tells in full.
CAUSES_SHOWN = 3


class FleetFailed(CpeError):
    """More devices of a wave failed than may. ``kind`` is that of their errors, if they have it in common."""

    kind = "fleet"

    def __init__(self, message: str, causes: t.Sequence[CpeError]) -> None:
        first = causes[0]
        alike = all(cause.kind == first.kind for cause in causes)
        super().__init__(message, **(first.details() if len(causes) == 1 else {"device": first.device}))
        self._kind = first.kind if alike else self.kind
        self.hint = "Run again: devices that are as desired are only read, and what is left is done."
        self.extra["faults"] = [fault for cause in causes for fault in cause.extra.get("faults", [])]
        if not self.extra["faults"]:
            del self.extra["faults"]

    def as_result(self) -> dict[str, t.Any]:
        result = super().as_result()
        result["error"]["kind"] = self._kind
        return result


class FleetParameterValues(Setting):
    """Values of the parameters of many CPEs, in one run: what ParameterValues does, concurrently and in waves."""

    vendor = DMS
    key = "devices"
    for_host = False
    selectors: t.ClassVar[dict[str, t.Any]] = FLEET_OPTIONS
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_one_of": [("devices", "cpe_ids", "search_options", "filters")],
        "mutually_exclusive": [("devices", "cpe_ids", "search_options"), ("devices", "cpe_ids", "filters")],
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._hired: list[DmsClient] = []

    def validate(self) -> None:
        super().validate()
        self.pace = Pace.of(self.params)
        Waiting.of(self.params)
        self.part = slice_of(self.params)
        self.given = fleet_devices.given(self.params, self.part)
        known = fleet_devices.common_parameters(self.params)
        warning = parameter_key_warning([*known, *(p for device in self.given or [] for p in device.parameters)])
        if warning:
            self.warnings.append(warning)

    def run(self) -> dict[str, t.Any]:
        try:
            return super().run()
        finally:
            # They are masked where they stand. To look for the secrets of ten thousand devices in every text of the result
            # would take minutes, and no text has them: the errors of a device come without its own.
            self.conceal(self.params)

    @classmethod
    def conceal(cls, params: t.Mapping[str, t.Any]) -> None:
        conceal(params)
        devices = params.get("devices")
        for device in devices if isinstance(devices, list) else ():
            conceal(device)

    def execute(self) -> dict[str, t.Any]:
        crew = Crew(self.pace, self._hire, self._say)
        works = [Work(device, self.params, crew.stopped, check_mode=self.check_mode) for device in self._devices()]
        try:
            crew.run(works)
        finally:
            main = self.client.transport
            main.requests += sum(client.requests for client in self._hired if client.transport is not main)
        result = self._result(works, crew)
        error = self._failure(works, crew)
        if error is not None:
            error.extra.update(result)
            raise error
        bad = sum(result["summary"][one] for one in BAD)
        if bad:
            self.warnings.append(
                f"{bad} of {len(works)} devices failed, which max_fail_percentage allows: {self._told(works)}"
            )
        return result

    def _devices(self) -> list[Device]:
        if self.given is not None:
            return self.given
        found = fleet_devices.found(self.params, self.client, self.part)
        if not found:
            self.warnings.append(
                "No device of the DMS's list matches search_options and filters: there was nothing to do."
            )
        return found

    def _hire(self) -> DmsClient:
        client = t.cast(DmsClient, self.vendor.client(self.client.connection))
        self._hired.append(client)
        return client

    def _say(self, line: str) -> None:
        self.tell(f"{self.client.connection.device}: {line}")

    def _result(self, works: list[Work], crew: Crew) -> dict[str, t.Any]:
        return {
            "changed": any(work.outcome is not None and work.outcome.changed for work in works),
            "diff": fleet_report.diff(works, f"{self.client.connection.device} {self.key}"),
            "plan": fleet_report.plan(works),
            "unverified": fleet_report.unverified(works),
            "summary": {**fleet_report.summary(works), "waves": len(crew.waves), "waves_begun": crew.begun},
            "left": fleet_report.left(works),
            self.key: fleet_report.entries(works, unchanged=self.params["report"] == "all"),
        }

    def _failure(self, works: list[Work], crew: Crew) -> CpeError | None:
        causes = [work.outcome.error for work in works if work.outcome is not None and work.outcome.result in BAD]
        errors = [error for error in causes if error is not None]
        waiting = sum(work.outcome is None for work in works)
        if crew.cause is not None:
            error = crew.cause
            error.device = error.device or self.client.connection.device
            error.note(f"The run was ended: {waiting} of {len(works)} devices had not been begun or finished")
            return error
        if not any(wave.has_failed for wave in crew.waves):
            return None
        if len(errors) == sum(crew.counts.values()) and isinstance(errors[0], DOUBTFUL):
            return errors[0]
        stop = f", and {waiting} were not begun" if waiting else ""
        return FleetFailed(f"{len(errors)} of {len(works)} devices failed{stop}: {self._told(works)}", errors)

    def _told(self, works: list[Work]) -> str:
        """The first failures in words."""
        errors = [work.outcome.error for work in works if work.outcome is not None and work.outcome.result in BAD]
        told = "; ".join(error.message for error in errors[:CAUSES_SHOWN] if error is not None)
        more = len(errors) - CAUSES_SHOWN
        return told + (f"; and {more} more" if more > 0 else "")
