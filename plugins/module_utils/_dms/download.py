# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import NotTaken, OptionError
from .._core.fields import Field, Group, Items
from .._core.plan import Write
from .._core.secret import Secret
from . import names, reading
from .answers import Answer
from .arguments import KEY_LENGTH, NAME_LENGTH, UNSIGNED_INT, URL_LENGTH, url_problem
from .command import ScenarioCommand
from .options import Target
from .raw import body_of
from .reading import Reading
from .running import Scenarios

FILE_TYPES = (
    "1 Firmware Upgrade Image",
    "2 Web Content",
    "3 Vendor Configuration File",
    "4 Tone File",
    "5 Ringer File",
    "6 Stored Firmware Image",
)
WINDOW_MODES = ("1 At Any Time", "2 Immediately", "3 When Idle", "4 Confirmation Needed")
# Without time_window_list: any time within a day from now.
DEFAULT_WINDOW = {
    "WindowStart": 0,
    "WindowEnd": 86400,
    "WindowMode": WINDOW_MODES[0],
    "UserMessage": "",
    "MaxRetries": -1,
}


def _vendors_too(known: tuple[str, ...]) -> t.Callable[[str], str | None]:
    def check(value: str) -> str | None:
        if value in known or value.startswith("X "):
            return None
        return ", ".join(known) + ", or a vendor's own that starts with 'X '"

    return check


DOWNLOAD = Group(
    "",
    (
        Field("command_key", api="CommandKey", length=KEY_LENGTH),
        Field("file_type", api="FileType", length=(1, 64), check=_vendors_too(FILE_TYPES)),
        Field("url", api="URL", length=URL_LENGTH, check=url_problem),
        Field("username", api="Username", length=NAME_LENGTH),
        Field("password", api="Password", length=NAME_LENGTH, secret=True),
        Field("file_size", "int", api="FileSize", range=UNSIGNED_INT),
        Field("target_file_name", api="TargetFileName", length=NAME_LENGTH),
        Items(
            "time_window_list",
            api="TimeWindowList",
            count=(1, 2),
            fields=(
                Field("window_start", "int", api="WindowStart", range=UNSIGNED_INT, required=True),
                Field("window_end", "int", api="WindowEnd", range=UNSIGNED_INT, required=True),
                Field("window_mode", api="WindowMode", length=(1, 64), check=_vendors_too(WINDOW_MODES)),
                Field("user_message", api="UserMessage", length=NAME_LENGTH),
                Field("max_retries", "int", api="MaxRetries", range=(-1, 2**31 - 1)),
            ),
        ),
    ),
)


class Download(ScenarioCommand):
    """A file transfer of a CPE: ScheduleDownload and CancelTransfer (DMS NBI; TR-069 A.4.1.8, A.4.1.9)."""

    key = "download"
    table = DOWNLOAD
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **ScenarioCommand.selectors,
        "state": {"type": "str", "choices": ["scheduled", "cancelled"], "default": "scheduled"},
        "version_parameter": {"type": "str"},
        "target_version": {"type": "str"},
    }
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_if": [("state", "scheduled", ("url",)), ("state", "cancelled", ("command_key",))],
        "required_together": [("version_parameter", "target_version")],
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self.versions: list[Reading] = []

    @property
    def cancels(self) -> bool:
        return bool(self.params["state"] == "cancelled")

    @property
    def version_parameter(self) -> str | None:
        """The parameter that tells which version the CPE runs, if the task is to be idempotent by it."""
        return None if self.cancels else self.params["version_parameter"]

    def validate(self) -> None:
        super().validate()
        if self.cancels and not self.params["command_key"]:
            raise OptionError("command_key", "must not be empty: it says which transfer is meant")
        name = self.params["version_parameter"]
        problem = None if name is None else names.problem_of(name)
        if problem:
            raise OptionError("version_parameter", f"{name!r} is not valid, allowed is {problem}")
        if self.params["target_version"] == "":
            raise OptionError("target_version", "must not be empty")
        end = 0
        for number, window in enumerate(self.params["time_window_list"] or []):
            path = f"time_window_list[{number}]"
            if window["window_end"] < window["window_start"]:
                raise OptionError(f"{path}.window_end", f"{window['window_end']} lies before window_start")
            if window["window_start"] < end:
                raise OptionError(f"{path}.window_start", f"lies within the window before it, which ends at {end}")
            end = window["window_end"]

    def secrets(self) -> set[str]:
        return {self.params["password"] or ""} - {""}

    def parameters(self) -> t.Any:
        if self.cancels:
            return self.params["command_key"]
        windows = [
            {
                "WindowStart": window["window_start"],
                "WindowEnd": window["window_end"],
                "WindowMode": window["window_mode"] or WINDOW_MODES[0],
                "UserMessage": window["user_message"] or "",
                "MaxRetries": -1 if window["max_retries"] is None else window["max_retries"],
            }
            for window in self.params["time_window_list"] or []
        ]
        return {
            "CommandKey": self.params["command_key"] or "",
            "FileType": self.params["file_type"] or FILE_TYPES[0],
            "URL": self.params["url"],
            "Username": self.params["username"] or "",
            "Password": Secret(self.params["password"] or ""),
            "FileSize": self.params["file_size"] or 0,
            "TargetFileName": self.params["target_file_name"] or "",
            "TimeWindowList": windows or [dict(DEFAULT_WINDOW)],
        }

    def call(self, target: Target) -> Write:
        method = "CancelTransfer" if self.cancels else "ScheduleDownload"
        return Write("POST", f"method/{method}", target.body(self.parameters()))

    def writes(self) -> list[Write]:
        name = self.version_parameter
        if name is None:
            return [self.call(self.target)]
        self.versions = reading.values(t.cast("t.Any", self.client), self.target, [name])
        left = [held for held in self.versions if not self._runs(held)]
        if len(left) == len(self.versions) or any(held.cpe_id is None for held in left):
            return [self.call(self.target)] if left else []
        return [self.call(self.target.only(t.cast(str, held.cpe_id))) for held in left]

    def _runs(self, held: Reading) -> bool:
        return bool(str(held.values[self.params["version_parameter"]]) == self.params["target_version"])

    def carried_out(self, plan: list[Write], scenarios: Scenarios) -> list[Answer]:
        answers = super().carried_out(plan, scenarios)
        if self.version_parameter and self.waiting.wanted and not all(map(self._runs, self.versions)):
            self._await_version()
        return answers

    def _await_version(self) -> None:
        """Wait until the CPE reports the version. Raises NotTaken where it does not in time."""
        client, name = t.cast("t.Any", self.client), t.cast(str, self.version_parameter)
        found = self.waiting.until(
            client,
            lambda: reading.if_reachable(client, self.target, [name]),
            lambda held: held is not None and all(map(self._runs, held)),
        )
        if found is not None:
            self.versions = found
        if found is None or not all(map(self._runs, found)):
            shown = "can't be reached" if found is None else f"reports {self._shown_version()}"
            error = NotTaken(
                f"{self.target.label}: the download was scheduled, and after {self.waiting.timeout} s the CPE {shown} instead of "
                f"{self.params['target_version']} in {name}",
                device=client.connection.device,
                hint="The file may be fetched later in its time window, or the transfer may have failed, which the API does not tell.",
            )
            error.extra["changed"] = True
            raise error

    def _shown_version(self) -> t.Any:
        held = {reading.cpe_id: reading.values[self.params["version_parameter"]] for reading in self.versions}
        return held if len(held) > 1 else next(iter(held.values()), None)

    def outcome(self, answers: list[t.Any]) -> t.Any:
        shown: dict[str, t.Any] = {}
        if self.version_parameter:
            shown["version"] = self._shown_version()
        for answer in answers:
            body = body_of(answer)
            told = {
                "status": body.get("Status"),
                "start_time": body.get("StartTime"),
                "complete_time": body.get("CompleteTime"),
            }
            told = {key: value for key, value in told.items() if value is not None}
            if len(answers) > 1 and answer.cpe_id:
                shown.setdefault("cpes", {})[answer.cpe_id] = told
            else:
                shown.update(told)
        return shown
