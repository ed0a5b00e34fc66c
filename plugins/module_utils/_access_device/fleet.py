# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import threading
import time
import typing as t
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .._core import diff
from .._core.errors import (
    AuthenticationError,
    Busy,
    CpeError,
    NoAnswer,
    NotTheSystem,
    OptionError,
    PermissionDenied,
    TlsError,
    Unreachable,
)
from .._core.plan import Write
from .._core.setting import Setting, Survey
from .device import AccessDevice
from .listed import ListedDevice, Row
from .paths import devices_path
from .vendor import ACCESS_DEVICE, GROUP_OPTIONS

# What concerns the whole server: to try the next device would only cost time.
_OF_THE_SERVER = (AuthenticationError, Busy, NoAnswer, NotTheSystem, PermissionDenied, TlsError, Unreachable)
_SHOWN_FAILURES = 10
_SECONDS_BETWEEN_LINES = 10.0

# Options that concern the whole run.
_COMMON = ("verify", "update_secrets")
ENTRY = {
    name: entry
    for name, entry in AccessDevice.argument_spec().items()
    if name not in (*_COMMON, *ACCESS_DEVICE.connection_spec())
}

Place = tuple[str, str]


@dataclass
class Outcome:
    """What becomes of one device: ``survey`` is None where already that failed."""

    device: ListedDevice
    survey: Survey | None = None
    error: CpeError | None = None
    skipped: bool = False

    @property
    def plan(self) -> list[Write]:
        return self.survey.plan if self.survey else []

    @property
    def word(self) -> str:
        if self.error:
            return "failed"
        return "skipped" if self.skipped else "applied" if self.plan else "unchanged"


class Fleet(Setting):
    """Many devices of a group, or of several: one list for each group, and details only of what the list does not show."""

    vendor = ACCESS_DEVICE
    key = "devices"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **GROUP_OPTIONS,
        "devices": {"type": "list", "elements": "dict", "required": True, "options": ENTRY},
        "purge": {"type": "bool", "default": False},
        "purge_limit": {"type": "int", "default": 10},
        "concurrency": {"type": "int", "default": 4},
        "update_secrets": {"type": "str", "choices": ["on_change", "always"], "default": "on_change"},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._devices: list[ListedDevice] = []
        self._in_several_groups = False
        self._told = time.monotonic()

    # -- the options ------------------------------------------------------------------------------------------------

    def validate(self) -> None:
        super().validate()
        for option, low in (("purge_limit", 0), ("concurrency", 1)):
            if self.params[option] < low:
                raise OptionError(option, f"{self.params[option]} is out of range, allowed is at least {low}")
        if self.params["purge"] and not self.params["devices"]:
            raise OptionError("purge", "makes no sense without devices: it would remove whole groups")
        self._devices = [self._device(number, entry) for number, entry in enumerate(self.params["devices"])]
        self._in_several_groups = len({device.place for device in self._devices}) > 1
        seen: set[tuple[Place, str]] = set()
        for number, device in enumerate(self._devices):
            if (device.place, device.name) in seen:
                raise OptionError(f"devices[{number}].device_name", f"{device.name!r} occurs more than once")
            seen.add((device.place, device.name))

    def _device(self, number: int, entry: dict[str, t.Any]) -> ListedDevice:
        place = {option: entry.get(option) or self.params[option] for option in GROUP_OPTIONS}
        device = self._member({**entry, **place})
        try:
            device.validate()
        except OptionError as error:
            problem = error.message.removeprefix(f"{error.path}: ")
            raise OptionError(f"devices[{number}].{error.path}", problem) from None
        return device

    def _member(self, options: dict[str, t.Any], *, purged: bool = False) -> ListedDevice:
        nothing = dict.fromkeys(ENTRY)
        common = {option: self.params[option] for option in _COMMON}
        return ListedDevice({**nothing, **options, **common}, check_mode=self.check_mode, purged=purged)

    def make_client(self, connection: t.Any) -> t.Any:
        client = super().make_client(connection)
        client.redact.add(*(device.params["password"] for device in self._devices))
        return client

    # -- a run ------------------------------------------------------------------------------------------------------

    def execute(self) -> dict[str, t.Any]:
        places = dict.fromkeys(device.place for device in self._devices)
        lists = {place: self._list(place) for place in places}
        devices = [*self._devices, *self._purged(lists)]
        self._learn(devices, lists)
        outcomes = [self._survey(device) for device in devices]
        plan = [write for outcome in outcomes for write in outcome.plan]
        if plan:
            self.client.check_plan(plan)
        if plan and not self.check_mode:
            self._carry_out([outcome for outcome in outcomes if outcome.plan])
        return self._result(outcomes)

    def _list(self, place: Place) -> dict[str, Row]:
        rows = self.client.rows(devices_path(*place), "access_devices")
        return {row["deviceName"]: row for row in rows if row.get("deviceName")}

    def _purged(self, lists: dict[Place, dict[str, Row]]) -> list[ListedDevice]:
        """The devices that nobody wants. Raises OptionError where they are more than may be removed."""
        if not self.params["purge"]:
            return []
        wanted = {(device.place, device.name) for device in self._devices}
        names = [(place, name) for place, rows in lists.items() for name in rows if (place, name) not in wanted]
        limit = self.params["purge_limit"]
        if len(names) > limit:
            shown = ", ".join(repr(name) for _place, name in names[:_SHOWN_FAILURES])
            more = ", ..." if len(names) > _SHOWN_FAILURES else ""
            raise OptionError(
                "purge_limit",
                f"{len(names)} devices are not listed, and at most {limit} may be removed. Nothing was changed: {shown}{more}",
            )
        return [
            self._member(
                {"tenant_id": tenant_id, "group_id": group_id, "device_name": name, "state": "absent", "clear": []},
                purged=True,
            )
            for (tenant_id, group_id), name in names
        ]

    def _learn(self, devices: list[ListedDevice], lists: dict[Place, dict[str, Row]]) -> None:
        """Tell the devices what the lists say of them, and read the details that they need besides, several at a time."""
        for device in devices:
            device.client = self.client
            device.learn(lists[device.place].get(device.name))
        asking = [device for device in devices if device.needs_details]
        threads = min(self.params["concurrency"], len(asking))
        stopped = threading.Event()

        def fetch(device: ListedDevice) -> None:
            if not stopped.is_set() and isinstance(device.fetch(), _OF_THE_SERVER):
                stopped.set()

        if threads > 1:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(fetch, asking))

    def _survey(self, device: ListedDevice) -> Outcome:
        try:
            found = device.survey()
        except _OF_THE_SERVER:
            raise
        except CpeError as error:
            return Outcome(device, error=error)
        return Outcome(device, found)

    def _carry_out(self, outcomes: list[Outcome]) -> None:
        """Write what is to be written, one device after the other, and verify it. A failure leaves the others alone."""
        stopped = False
        for number, outcome in enumerate(outcomes):
            outcome.skipped = stopped
            if stopped:
                continue
            try:
                outcome.device.carry_out(outcome.plan)
            except CpeError as error:
                outcome.error = error
                stopped = isinstance(error, _OF_THE_SERVER)
            self._tell_progress(number + 1, len(outcomes))
        done = [outcome for outcome in outcomes if outcome.word == "applied"]
        if done and self.params["verify"]:
            self._verify(done)

    def _verify(self, outcomes: list[Outcome]) -> None:
        """Read back: one list for each group again, and details of what it does not show."""
        devices = [outcome.device for outcome in outcomes]
        try:
            lists = {place: self._list(place) for place in dict.fromkeys(device.place for device in devices)}
        except CpeError as error:
            outcomes[0].error = error
            return
        self._learn(devices, lists)
        for outcome in outcomes:
            try:
                outcome.device.finish()
            except CpeError as error:
                outcome.error = error
                if isinstance(error, _OF_THE_SERVER):
                    return

    def _tell_progress(self, done: int, total: int) -> None:
        if time.monotonic() - self._told >= _SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            self.tell(f"{self.client.connection.device}: {done} of {total} access devices written")

    # -- the result -------------------------------------------------------------------------------------------------

    def _result(self, outcomes: list[Outcome]) -> dict[str, t.Any]:
        result: dict[str, t.Any] = {
            "changed": any(outcome.word == "applied" for outcome in outcomes),
            "diff": self._diff([outcome for outcome in outcomes if outcome.plan]),
            "plan": [write.shown() for outcome in outcomes for write in outcome.plan],
            "unverified": [
                f"devices[{self._label(outcome.device)}].{option}"
                for outcome in outcomes
                if outcome.survey
                for option in outcome.survey.unverified
            ],
            self.key: [self._row(outcome) for outcome in outcomes],
        }
        failed = [outcome for outcome in outcomes if outcome.error]
        if failed:
            raise self._failure(failed, outcomes, result)
        return result

    def _label(self, device: ListedDevice) -> str:
        """The device's name, with its tenant and group where devices of several are meant."""
        return "/".join((*device.place, device.name)) if self._in_several_groups else device.name

    def _diff(self, outcomes: list[Outcome]) -> dict[str, t.Any]:
        header = f"{self.client.connection.device} access devices"
        found: dict[str, t.Any] = {"before": {}, "after": {}, "before_header": header, "after_header": header}
        for outcome in outcomes:
            survey = t.cast(Survey, outcome.survey)
            one = diff.build(survey.before, survey.after, survey.changes, header)
            for side in ("before", "after"):
                found[side][self._label(outcome.device)] = one[side]
        return found

    def _row(self, outcome: Outcome) -> dict[str, t.Any]:
        tenant_id, group_id = outcome.device.place
        row = {"tenant_id": tenant_id, "group_id": group_id, "device_name": outcome.device.name, "result": outcome.word}
        if outcome.error:
            row.update({"msg": self.client.redact(outcome.error.text()), **outcome.error.extra})
        return row

    def _failure(self, failed: list[Outcome], outcomes: list[Outcome], result: dict[str, t.Any]) -> CpeError:
        """The first device's error, which tells of the others too."""
        errors = [(self._label(outcome.device), t.cast(CpeError, outcome.error)) for outcome in failed]
        told = "; ".join(f"{label}: {error.message}" for label, error in errors[:_SHOWN_FAILURES])
        more = f"; and {len(errors) - _SHOWN_FAILURES} more" if len(errors) > _SHOWN_FAILURES else ""
        _label, first = errors[0]
        first.message = f"{len(failed)} of {len(outcomes)} devices failed: {told}{more}"
        first.device = first.device or self.client.connection.device
        first.extra.update(result)
        return first
