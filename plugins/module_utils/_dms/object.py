# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .._core.compare import Change
from .._core.entity import Entity
from .._core.errors import ApiFailure, Busy, CpeError, NotTaken, OptionError
from .._core.normal import to_int
from .._core.plan import Write
from .._core.setting import Survey
from . import cwmp, scenario, spv, tables
from .answers import Answer
from .arguments import KEY_LENGTH
from .entries import ENTRY_OPTIONS, OBJECTS_OPTION, Entry, conceal_entry, entries_of, secrets_of_entry
from .errors import CwmpFault, ScenarioFailed
from .objects_found import Found, mismatches, outermost, shown_whole
from .setting import ScenarioSetting
from .tables import Instance

ADD = "AddObject"
DELETE = "DeleteObject"


@dataclass(frozen=True)
class Step:
    """One call of a plan: what it does, for which entry, or to which instance; ``names`` are the parameters that it sets."""

    what: str
    entry: Entry | None = None
    path: str = ""
    names: frozenset[str] = frozenset()


class Objects(ScenarioSetting, Entity):
    """Instances of a CPE's objects: AddObject and DeleteObject, with the values of the instances (DMS NBI; TR-069 A.3.2.6, A.3.2.7)."""

    key = "objects"
    engine_options = Entity.engine_options
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **ScenarioSetting.selectors,
        **ENTRY_OPTIONS,
        "objects": OBJECTS_OPTION,
        "purge": {"type": "bool", "default": False},
        "parameter_key": {"type": "str", "default": "", "no_log": False},
        "method": {"type": "str", "choices": ["auto", "spv", "smart"], "default": "auto"},
        "update_secrets": {"type": "str", "choices": ["on_change", "always"], "default": "on_change"},
    }
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_one_of": [("object_name", "objects")],
        "mutually_exclusive": [("objects", "object_name"), ("objects", "match"), ("objects", "instance")],
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self.steps: list[Step] = []
        self.made: dict[str, str] = {}  # the ids of instances that this run has made, by label
        self.half_made: dict[str, str] = {}  # their paths, until they hold what they are to hold
        self.adding: tuple[Entry, set[str]] | None = None  # an AddObject without an answer, and the ids before
        self.found: Found | None = None
        self.status: int | None = None
        self.done = 0

    @property
    def absent(self) -> bool:
        return bool(self.params["state"] == "absent")

    def validate(self) -> None:
        super().validate()
        if self.target.multiple:
            raise OptionError(
                "command_options.multiple",
                "must not be true: instances have other numbers on each CPE, so take one at a time",
            )
        if len(self.params["parameter_key"]) > KEY_LENGTH[1]:
            raise OptionError(
                "parameter_key", f"is too long, allowed are {KEY_LENGTH[0]} to {KEY_LENGTH[1]} characters"
            )
        if self.params["objects"] is not None and self.params["parameters"]:
            raise OptionError("parameters", "and objects exclude each other: give each entry of objects its own")
        self.entries = entries_of(self.params)

    def secrets(self) -> set[str]:
        return set().union(*map(secrets_of_entry, [self.params, *(self.params["objects"] or [])]))

    @classmethod
    def conceal(cls, params: t.Mapping[str, t.Any]) -> None:
        others = params.get("objects")
        for entry in (params, *(others if isinstance(others, list) else ())):
            conceal_entry(entry)

    # -- what is, and what is to be

    def look(self) -> Found:
        """Read the tables, with one request, and find the instances."""
        every = list(dict.fromkeys(entry.table for entry in self.entries if "<" not in entry.table))
        roots = [one for one in every if not any(one != other and one.startswith(other) for other in every)]
        values = tables.read(self.client, self.target, roots, may_lack=self.absent)
        try:
            return Found(self.entries, values, self.made, absent=self.absent)
        except ApiFailure as error:
            raise scenario.said(error, self.client, self.target, None) from None

    def survey(self) -> Survey:
        found = self.found = self.look()
        before = {one.path: found.shown(entry) for entry in self.entries if (one := found.instances.get(entry.label))}
        after = {path: dict(values) for path, values in before.items()}
        self.steps = []
        changes = [change for _label, change in found.changes]
        for change in changes:
            after[change.path[0]][change.path[1]] = change.after
        for entry in () if self.absent else self.entries:
            self._plan_entry(entry, found)
            if entry.label not in found.instances:
                after[entry.path_among(found.known)] = {p.name: p.shown(p.value) for p in found.wanted(entry)}
        for one in self._superfluous(found):
            before[one.path] = shown_whole(one)
            after.pop(one.path, None)
            self.steps.append(Step(DELETE, path=one.path))
        return Survey(
            before=before,
            after=after,
            changes=changes,
            unverified=self._unverified(found),
            plan=[self._call(step, found) for step in self.steps],
        )

    def _unverified(self, found: Found) -> list[str]:
        """What can't be compared, and of new instances what will not be."""
        names = [found.instances[label].path + name for label, name in found.unverified]
        for entry in () if self.absent else found.new:
            names += [entry.path_among(found.known) + one.name for one in found.wanted(entry) if one.hidden]
        return names

    def _plan_entry(self, entry: Entry, found: Found) -> None:
        if entry.label not in found.instances:
            self.steps.append(Step(ADD, entry))
            names = {parameter.name for parameter in found.wanted(entry)}
        else:
            names = {change.path[1] for label, change in found.changes if label == entry.label}
            if names or self.params["update_secrets"] == "always" or entry.label in self.made:
                names |= {name for label, name in found.unverified if label == entry.label}
        if names:
            self.steps.append(Step(spv.SPV, entry, names=frozenset(names)))

    def _superfluous(self, found: Found) -> list[Instance]:
        """The instances that are to go: those that are to be absent, and with ``purge`` those that are not listed."""
        gone: list[Instance] = []
        if self.absent:
            gone += reversed(list(found.instances.values()))
        if self.params["purge"]:
            gone += found.beyond(self.entries)
        gone = outermost(gone)
        if not self.absent:
            for one in gone:
                if any(other.path.startswith(one.path) for other in found.instances.values()) or any(
                    entry.table_among(found.known).startswith(one.path) for entry in self.entries
                ):
                    raise OptionError("purge", f"{one.path} is not listed, and objects below it are: list it as well")
        return gone

    def _call(self, step: Step, found: Found, held: t.Mapping[str, t.Any] | None = None) -> Write:
        """The call of a step, as far as the numbers of new instances are known. ``held``: what a new instance holds by itself."""
        key = self.params["parameter_key"]
        if step.entry is None:
            return self._write(DELETE, {"ObjectName": step.path, "ParameterKey": key})
        entry = step.entry
        if step.what == ADD:
            return self._write(ADD, {"ObjectName": entry.table_among(found.known), "ParameterKey": key})
        one = found.instances.get(entry.label)
        sibling = found.siblings[entry.label]
        shows = held if held is not None else one.values if one and one.values else sibling.values if sibling else {}
        path = one.path if one else entry.path_among(found.known)
        entries = []
        for parameter in found.wanted(entry):
            if parameter.name in step.names:
                given = parameter.entry(shows.get(parameter.name), inferred_type=True)
                entries.append({**given, "Name": path + parameter.name})
        call = self._write(spv.SPV, entries)
        return self._for_smart(call, step, found) if self.params["method"] == "smart" else call

    def _write(self, method: str, parameters: t.Any) -> Write:
        return Write("POST", f"method/{method}", self.target.body(parameters))

    # -- doing it

    def send(self, plan: list[Write]) -> None:
        found = t.cast(Found, self.found)
        steps = list(self.steps)
        for number, step in enumerate(steps):
            # What comes next needs what this one brings: only the last call can be left running.
            wait = True if self.target.queued and number < len(steps) - 1 else None
            if step.entry is None:
                self._keep(self.run_scenario(self._call(step, found), wait=wait))
                self.done += 1
            elif step.what == ADD:
                self._add(step.entry, found, wait)
            else:
                self._set(step, found, wait)

    def _add(self, entry: Entry, found: Found, wait: bool | None) -> None:
        table = entry.table_among(found.known)
        present = tables.instances(found.values, table)
        if entry.label in found.unread:
            present = tables.instances(tables.read(self.client, self.target, [table], may_lack=True), table)
            one = found.matching(entry, present)
            if one is not None:
                # The CPE has made it itself, together with the instance around it.
                self._has_made(entry, one.id, found)
                return
        mine = {self.made[other.label] for other in self.entries if self._is_beside(other, table, found)}
        self.adding = (entry, set(present) | mine)
        answers = self.run_scenario(self._call(Step(ADD, entry), found), wait=wait)
        self._keep(answers)
        number = to_int(dict(scenario.pairs(answers[0])).get("InstanceNumber"))
        if not isinstance(number, int):
            raise scenario.said(
                ScenarioFailed("AddObject was answered without an InstanceNumber"), self.client, self.target, answers[0]
            )
        self.adding = None
        self._has_made(entry, str(number), found)

    def _is_beside(self, other: Entry, table: str, found: Found) -> bool:
        return other.label in self.made and other.table_among(found.known) == table

    def _has_made(self, entry: Entry, number: str, found: Found) -> None:
        self.made[entry.label] = found.known[entry.label] = number
        self.half_made[entry.label] = entry.path_among(found.known)

    def _is_whole(self, entry: Entry) -> None:
        self.half_made.pop(entry.label, None)
        self.done += 1

    def _set(self, step: Step, found: Found, wait: bool | None) -> None:
        entry = t.cast(Entry, step.entry)
        held = None
        if entry.label in self.half_made and found.siblings[entry.label] is None:
            # There was nothing to tell the types of its parameters by.
            held = self._held_by_new(entry)
        try:
            self._send_values(self._call(step, found, held), step, found, wait)
        except CwmpFault as fault:
            codes = {fault.code, *(one.code for one in fault.parameters)}
            if entry.label in self.half_made and cwmp.NO_SUCH_PARAMETER in codes and not self._held_by_new(entry):
                raise self._not_made(entry, fault) from None
            raise
        self._is_whole(entry)

    def _send_values(self, call: Write, step: Step, found: Found, wait: bool | None) -> None:
        """Set values, one by one where that failed all at once and may help (``method``). Raises CpeError."""
        try:
            self._keep(self.run_scenario(call, wait=wait))
        except CpeError as error:
            if self.params["method"] != "auto" or not spv.may_help(error, spv.booleans(call)):
                raise
            try:
                self._keep(self.run_scenario(self._for_smart(call, step, found), wait=wait))
            except CpeError as failure:
                failure.note(f"SetParameterValues had failed before: {error.message}")
                raise

    def _for_smart(self, call: Write, step: Step, found: Found) -> Write:
        """The call for SmartSPV, with the types that the options give."""
        entry = t.cast(Entry, step.entry)
        one = found.instances.get(entry.label)
        path = one.path if one else entry.path_among(found.known)
        return spv.one_by_one(call, {path + parameter.name: parameter.type for parameter in entry.settings})

    def _held_by_new(self, entry: Entry) -> dict[str, t.Any]:
        """What a new instance holds by itself, by relative names."""
        path = self.half_made[entry.label]
        values = tables.read(self.client, self.target, [path], may_lack=True)
        return {name.removeprefix(path): value for name, value in values.items()}

    def _not_made(self, entry: Entry, fault: CwmpFault) -> NotTaken:
        path = self.half_made.pop(entry.label)
        return NotTaken(
            f"{self.target.label}: AddObject was answered with the instance {path}, which the CPE does not have",
            device=self.client.connection.device,
            code=fault.code,
            api_message=fault.api_message,
        )

    def _keep(self, answers: list[Answer]) -> None:
        """Keep the status, of which 1 means that something is not in force yet."""
        for answer in answers:
            status = spv.status_of(answer)
            if status is not None:
                self.status = max(status, self.status or 0)

    # -- when it goes wrong

    def resume(self, error: CpeError) -> list[Write]:
        if self.running is not None and not self.running.may_repeat(error):
            self._tell(error)
            raise error
        try:
            self._look_for_lost(error)
            plan = self.survey().plan
        except CpeError as failure:
            self.abandon(failure)
            raise
        for label in [
            label for label in self.half_made if all(s.entry is None or s.entry.label != label for s in self.steps)
        ]:
            del self.half_made[label]
            self.done += 1
        return plan

    def _look_for_lost(self, error: CpeError) -> None:
        """Find the instance that an AddObject without an answer has made, if it has: the one that was not there before."""
        if self.adding is None:
            return
        entry, before = self.adding
        table = entry.table_among({**(self.found.known if self.found else {}), **self.made})
        values = tables.read(self.client, self.target, [table], may_lack=True)
        new = [one for one in tables.instances(values, table).values() if one.id not in before]
        if len(new) > 1:
            error.note(f"{len(new)} instances are new, and it can't be told which of them this task has made")
            self.adding = None
            raise error
        self.adding = None
        if new:
            self.made[entry.label] = new[0].id
            self.half_made[entry.label] = new[0].path

    def abandon(self, error: CpeError) -> None:
        """Remove what is half made: it would never be found again, and made once more by the next run."""
        if self.adding is not None and not isinstance(error, Busy):
            self._try(error, lambda: self._look_for_lost(error), "Whether an instance was made is not known")
        paths = list(reversed(self.half_made.values()))
        if paths:
            error.extra["changed"] = False  # what was set on them goes with them
        for path in paths:
            call = self._write(DELETE, {"ObjectName": path, "ParameterKey": self.params["parameter_key"]})
            failure = f"The half-made instance {path} is still there, remove it"
            if self._try(error, lambda call=call: self.run_scenario(call, wait=True), failure):  # type: ignore[misc]
                error.note(f"The half-made instance {path} was removed again")
        self.half_made.clear()
        if self.done:
            error.extra["changed"] = True

    def _try(self, error: CpeError, action: t.Callable[[], t.Any], otherwise: str) -> bool:
        try:
            action()
        except CpeError as failure:
            error.note(f"{otherwise}: {failure.message}")
            error.extra["changed"] = True
            return False
        return True

    def _tell(self, error: CpeError) -> None:
        for path in self.half_made.values():
            error.note(f"The instance {path} is there, and may be half made")
        if self.half_made or self.done:
            error.extra["changed"] = True

    # -- afterwards

    def finish(self) -> dict[str, t.Any]:
        if self.left_queued or not self.params["verify"]:
            return {}
        found = self.found = self.look()
        open_changes = [change for _label, change in found.changes]
        missing = [] if self.absent else [entry.path_among(found.known) for entry in found.new]
        extra = [one.path for one in self._superfluous(found)]
        if self.status != 1:
            self._verify(open_changes, missing, extra)
            return {}
        unverified = [found.instances[label].path + name for label, name in found.unverified]
        names = [f"{change.path[0]}{change.path[1]}" for change in open_changes]
        return {"unverified": [*unverified, *names, *missing, *extra]}

    def _verify(self, changes: list[Change], missing: list[str], extra: list[str]) -> None:
        told = mismatches(changes, missing, extra)
        if told:
            error = NotTaken(
                f"{self.target.label}: the CPE accepted the change, but reads back otherwise: {told}",
                device=self.client.connection.device,
                hint="Set verify to false if the CPE is known to apply it later.",
            )
            error.extra["changed"] = True
            raise error

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        found = t.cast(Found, self.found)
        # What was changed and not read back is shown as it was asked for.
        predicted = self.check_mode or not (self.params["verify"] or self.left_queued)
        result[self.key] = [] if self.absent else [found.told(entry, predicted=predicted) for entry in self.entries]
        result["pending"] = self.status == 1
        if self.status is not None:
            result["status"] = self.status
        if result[self.key] and self.params["objects"] is None:
            result.update({key: result[self.key][0][key] for key in ("path", "instance")})
        result.update(self.told())
        return result
