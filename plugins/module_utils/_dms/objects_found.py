# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Change
from .._core.errors import ApiFailure, NotFound, OptionError
from .._core.normal import to_int
from .._core.secret import mask
from . import names, tables
from .entries import Entry, resolved
from .parameters import Parameter
from .tables import Instance


class SeveralInstances(ApiFailure):
    """More than one instance is what ``match`` describes."""

    kind = "several_instances"


class Found:
    """What the CPE holds of the instances that a task is about, and what differs from what is wanted.

    In: the entries, in order; the values of their tables; ``made``, the ids of instances that this run has made, by label;
    ``absent``, whether they are to be absent.

    known
        The ids of the instances that are there, by label. instances: they themselves. new: the entries that have none.
    unread
        The labels of entries whose table lies below an instance that is still to be made.
    siblings
        For each label some instance of the same table, which shows the types of its parameters; None where there is none.
    changes, unverified
        The parameters of instances that are there which differ, or can't be compared, each with its label.
    """

    def __init__(
        self, entries: list[Entry], values: dict[str, t.Any], made: t.Mapping[str, str], *, absent: bool = False
    ) -> None:
        self.values = values
        self.known: dict[str, str] = dict(made)
        self.instances: dict[str, Instance] = {}
        self.siblings: dict[str, Instance | None] = {}
        self.new: list[Entry] = []
        self.unread: set[str] = set()
        self.changes: list[tuple[str, Change]] = []
        self.unverified: list[tuple[str, str]] = []
        self._made = made
        for entry in entries:
            self._find(entry, absent=absent)
        if not absent:
            for entry in entries:
                self._compare(entry)

    def _find(self, entry: Entry, *, absent: bool) -> None:
        table = entry.table_among(self.known)
        if "<" in table:
            self.unread.add(entry.label)
        present = {} if "<" in table else tables.instances(self.values, table, f"{entry.option}object_name")
        self.siblings[entry.label] = next(iter(present.values()), None)
        if entry.label in self._made:
            number = self._made[entry.label]
            # Committed and not yet applied: it may not be shown yet.
            one: Instance | None = present.get(number, Instance(number, f"{table}{number}.", {}))
        elif entry.instance is not None:
            one = present.get(str(entry.instance))
            if one is None and not absent:
                raise NotFound(
                    f"{table} has no instance {entry.instance}",
                    hint="The CPE chooses the numbers of new instances: describe it by match to have it made.",
                )
        else:
            one = self.matching(entry, present)
        if one is None:
            self.new.append(entry)
            return
        rival = next((label for label, other in self.instances.items() if other.path == one.path), None)
        if rival is not None:
            raise OptionError(f"{entry.option}match", f"describes the same instance as another entry: {one.path}")
        self.instances[entry.label] = one
        self.known[entry.label] = one.id

    def matching(self, entry: Entry, present: dict[str, Instance]) -> Instance | None:
        """The instance, of those of its table, that an entry describes. Raises SeveralInstances, OptionError."""
        if not entry.match:
            return None
        held = {name for one in present.values() for name in one.values}
        for parameter in entry.match if present else ():
            if parameter.name not in held:
                raise OptionError(
                    f"{entry.option}match", f"no instance of {entry.table} has a parameter {parameter.name}"
                )
        fitting = [one for one in present.values() if entry.is_matched_by(one, self.known)]
        if len(fitting) > 1:
            paths = ", ".join(one.path for one in fitting)
            raise SeveralInstances(
                f"{len(fitting)} instances are what match describes: {paths}",
                hint="Describe it by further parameters, or give its instance.",
            )
        return fitting[0] if fitting else None

    def wanted(self, entry: Entry) -> list[Parameter]:
        """What an instance is to hold, with the references that are known resolved."""
        whole = entry.label not in self.instances or entry.label in self._made
        settings = entry.settings if whole else entry.parameters
        return [resolved(parameter, entry.others(self.known)) for parameter in settings]

    def _compare(self, entry: Entry) -> None:
        one = self.instances.get(entry.label)
        if one is None:
            return
        for parameter in self.wanted(entry):
            held = one.values.get(parameter.name)
            if parameter.name not in one.values and entry.label not in self._made:
                raise OptionError(f"{parameter.option}.name", f"{one.path} has no parameter {parameter.name}")
            if parameter.is_held(held):
                continue
            if parameter.unreadable(held) and parameter.name in one.values:
                self.unverified.append((entry.label, parameter.name))
            else:
                change = Change((one.path, parameter.name), parameter.shown(held), parameter.sent(held))
                self.changes.append((entry.label, change))

    def beyond(self, entries: list[Entry]) -> list[Instance]:
        """The instances of the entries' tables that no entry is about."""
        kept = {one.path for one in self.instances.values()}
        every: dict[str, Instance] = {}
        for entry in entries:
            table = entry.table_among(self.known)
            if "<" not in table:
                every.update({one.path: one for one in tables.instances(self.values, table).values()})
        return [one for path, one in every.items() if path not in kept]

    def shown(self, entry: Entry) -> dict[str, t.Any]:
        """What an instance that is there holds of what the task is about."""
        values = self.instances[entry.label].values
        return {p.name: p.shown(values[p.name]) for p in entry.settings if p.name in values}

    def told(self, entry: Entry, *, predicted: bool) -> dict[str, t.Any]:
        """What a result says of an instance, secrets masked; ``predicted``: with what is to be changed as it is wanted."""
        one = self.instances.get(entry.label)
        values = {p.name: p.shown(p.value) for p in self.wanted(entry)} if one is None else self.shown(entry)
        if predicted:
            values |= {change.path[1]: change.after for label, change in self.changes if label == entry.label}
        return {
            "label": None if entry.label.startswith("#") or not entry.option else entry.label,
            "object_name": entry.table_among(self.known),
            "path": one.path if one else entry.path_among(self.known),
            "instance": to_int(self.known.get(entry.label)),
            "parameters": mask(values),
        }


def mismatches(changes: list[Change], missing: list[str], extra: list[str]) -> str:
    """In words, what reads back otherwise: values, instances that are not there, and instances that still are."""
    told = [f"{path} is not there" for path in missing] + [f"{path} is still there" for path in extra]
    told += [
        f"{change.path[0]}{change.path[1]} holds {mask(change.before)!r} instead of {mask(change.after)!r}"
        for change in changes
    ]
    return "; ".join(told)


def shown_whole(one: Instance) -> dict[str, t.Any]:
    """Everything that an instance holds."""
    return {name: Parameter("", name, value).shown(value) for name, value in sorted(one.values.items())}


def outermost(found: list[Instance]) -> list[Instance]:
    """Those of some instances that do not lie below another of them: they go with it."""
    return [
        one
        for one in found
        if not any(one is not other and names.lies_below(other.path, one.path + "x") for other in found)
    ]
