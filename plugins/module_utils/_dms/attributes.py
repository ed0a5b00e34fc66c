# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .._core.errors import OptionError
from .._core.normal import to_int
from . import names, reading, scenario
from .client import DmsClient
from .errors import CwmpFault
from .options import Target

GET_ATTRIBUTES = "GetParameterAttributes"
NOTIFICATIONS = (0, 1, 2, 3, 4, 5, 6)
ATTRIBUTES = ("notification", "access_list")

# The option "parameters" of the module that sets attributes.
ATTRIBUTES_OPTION: dict[str, t.Any] = {
    "type": "list",
    "elements": "dict",
    "required": True,
    "options": {
        "name": {"type": "str", "required": True},
        "notification": {"type": "int", "choices": list(NOTIFICATIONS)},
        "access_list": {"type": "list", "elements": "str"},
    },
}

# What a parameter holds: ``notification`` and ``access_list``, the latter sorted, because its order has no meaning.
Held = dict[str, t.Any]


@dataclass(frozen=True)
class Wish:
    """One entry of the option ``parameters``: a full name or a partial path, and the attributes that are to be set."""

    name: str
    wanted: Held

    def covers(self, name: str) -> bool:
        """Whether it is about the parameter ``name``, as the CPE calls it."""
        if self.name.endswith("."):
            return names.lies_below(self.name, name)
        return names.may_be(self.name, name)

    def entry(self, changes: t.Container[str], held: Held | None) -> dict[str, t.Any]:
        """The entry of SetParameterAttributes that changes some attributes, and leaves the others (as ``held``) alone."""
        told = {**(held or {}), **self.wanted}
        return {
            "Name": self.name,
            "NotificationChange": "notification" in changes,
            "Notification": told.get("notification") or 0,
            "AccessListChange": "access_list" in changes,
            "AccessList": list(told.get("access_list") or []),
        }


def wishes_of(params: t.Mapping[str, t.Any]) -> list[Wish]:
    """The option ``parameters``, checked. Raises OptionError."""
    found: list[Wish] = []
    if not params["parameters"]:
        raise OptionError("parameters", "at least one entry is required")
    for number, entry in enumerate(params["parameters"]):
        option, name = f"parameters[{number}]", entry["name"]
        problem = names.problem_of(name, partial=True)
        if problem:
            raise OptionError(f"{option}.name", f"{name!r} is not valid, allowed is {problem}")
        if any(wish.name == name for wish in found):
            raise OptionError(f"{option}.name", f"{name} is given twice, each name may occur once")
        for entity in entry.get("access_list") or []:
            if entity != "Subscriber" and not entity.startswith("X_"):
                raise OptionError(
                    f"{option}.access_list",
                    f"{entity!r} is not valid, allowed is Subscriber, or a vendor's own that starts with X_",
                )
        wanted = {key: entry[key] for key in ATTRIBUTES if entry.get(key) is not None}
        if "access_list" in wanted:
            wanted["access_list"] = sorted(set(wanted["access_list"]))
        found.append(Wish(name, wanted))
    return found


def attributes_of(value: t.Any) -> Held:
    """The attributes of one parameter as GetParameterAttributes gives them; AccessList null is the same as [] (TR-069 A.3.2.5)."""
    given = value if isinstance(value, dict) else {}
    return {
        "notification": to_int(given.get("Notification")),
        "access_list": sorted(map(str, given.get("AccessList") or [])),
    }


def read(client: DmsClient, target: Target, wishes: list[Wish]) -> list[reading.Reading]:
    """The attributes of every parameter that the entries are about, by one request: out, a Reading for each CPE.

    Raises CwmpFault 9005 that names what a CPE lacks, SeveralFound where several CPEs can't be told apart.
    """
    asked = [wish.name for wish in wishes]
    try:
        answers = scenario.read(client, target, GET_ATTRIBUTES, asked)
    except CwmpFault as error:
        raise reading.located(error, client, target, asked) from None
    found = []
    for answer in answers:
        held = reading.once(client, target, scenario.pairs(answer), overlapping=len(asked) > 1)
        for wish in wishes:
            if not any(map(wish.covers, held)):
                raise reading.lacks(client, target, wish.name)
        kept = {name: attributes_of(value) for name, value in held.items() if any(w.covers(name) for w in wishes)}
        found.append(reading.Reading(answer.cpe_id, kept))
    return found


def wanted_of(wishes: list[Wish], name: str) -> dict[str, tuple[t.Any, int]]:
    """What is wanted of the parameter ``name``: attribute to value, with the number of the entry that says so.

    Entries are applied in their order, so that a later one overrules an earlier one (TR-069 A.3.2.4).
    """
    found: dict[str, tuple[t.Any, int]] = {}
    for number, wish in enumerate(wishes):
        if wish.wanted and wish.covers(name):
            found.update({key: (value, number) for key, value in wish.wanted.items()})
    return found


def entries(wishes: list[Wish], readings: list[reading.Reading]) -> list[dict[str, t.Any]]:
    """The ``parameters`` of SetParameterAttributes that bring about what is wanted; [] where that is so already.

    An entry is sent where something differs that it decides; and where one before it is sent that it overrules in part.
    """
    every = list(dict.fromkeys(name for held in readings for name in held.values))
    sent: list[dict[str, t.Any]] = []
    touched: set[tuple[str, str]] = set()
    for number, wish in enumerate(wishes):
        covered = [name for name in every if wish.wanted and wish.covers(name)]
        changes = set()
        for key in wish.wanted:
            decided = [name for name in covered if wanted_of(wishes, name)[key][1] == number]
            differs = any(
                name in held.values and held.values[name][key] != wish.wanted[key]
                for held in readings
                for name in decided
            )
            if differs or any((name, key) in touched for name in covered):
                changes.add(key)
                touched.update((name, key) for name in covered)
        if changes:
            alone = readings[0].values.get(covered[0]) if not wish.name.endswith(".") else None
            sent.append(wish.entry(changes, alone))
    return sent
