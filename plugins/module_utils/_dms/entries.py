# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from .._core.errors import OptionError
from .._core.secret import MASK
from . import names
from .parameters import PARAMETERS_OPTION, Parameter, conceal, secrets_of, texts
from .tables import Instance

ENTRY_OPTIONS: dict[str, t.Any] = {
    "object_name": {"type": "str"},
    "match": {"type": "dict"},
    "instance": {"type": "int"},
    "parameters": {**PARAMETERS_OPTION, "required": False, "default": []},
}
OBJECTS_OPTION: dict[str, t.Any] = {
    "type": "list",
    "elements": "dict",
    "options": {
        **ENTRY_OPTIONS,
        "object_name": {"type": "str", "required": True},
        "label": {"type": "str"},
    },
}

_REFERENCE = re.compile(r"<([A-Za-z0-9_-]+)>")
_LABEL = re.compile(r"[A-Za-z0-9_-]+\Z")
# What stands for the number of the only instance of a task while nobody knows it.
ONLY = "new"


@dataclass(frozen=True)
class Entry:
    """One instance that a task is about.

    option
        Where it stands in the options, with a dot at its end. label: what other entries refer to it by.
    table
        The path of its table, perhaps with references.
    match
        The parameters, relative to the instance, by which it is known; instance: its number, where that is given.
    parameters
        What else is to be set, relative to the instance.
    """

    option: str
    label: str
    table: str
    match: tuple[Parameter, ...]
    instance: int | None
    parameters: tuple[Parameter, ...]

    @property
    def settings(self) -> tuple[Parameter, ...]:
        """Everything that a new instance is to hold."""
        given = {parameter.name for parameter in self.parameters}
        return (*(known for known in self.match if known.name not in given), *self.parameters)

    def table_among(self, known: t.Mapping[str, str]) -> str:
        """The path of its table; references to what is not known yet stay."""
        return resolve(self.table, known)

    def path_among(self, known: t.Mapping[str, str]) -> str:
        """The path of the instance; its label stands for a number that is not known yet."""
        return f"{self.table_among(known)}{known.get(self.label, f'<{self.label}>')}."

    def others(self, known: t.Mapping[str, str]) -> dict[str, str]:
        """The ids that its values may refer to: those of other entries."""
        return {label: one for label, one in known.items() if label != self.label}

    def references(self, labels: t.Container[str]) -> list[str]:
        """The labels, of ``labels``, that it refers to."""
        texts = [self.table, *(p.value for p in self.settings if isinstance(p.value, str) and not p.secret)]
        return [label for text in texts for label in _REFERENCE.findall(text) if label in labels]

    def is_matched_by(self, one: Instance, known: t.Mapping[str, str]) -> bool:
        """Whether an instance is the one that is meant. Raises OptionError for values that are none of their types."""
        return all(
            parameter.name in one.values and resolved(parameter, self.others(known)).is_held(one.values[parameter.name])
            for parameter in self.match
        )


def resolve(text: str, known: t.Mapping[str, str]) -> str:
    """A text in which the ids of instances stand for the references to them, as far as they are known."""
    return _REFERENCE.sub(lambda found: known.get(found[1], found[0]), text)


def resolved(parameter: Parameter, known: t.Mapping[str, str]) -> Parameter:
    """A parameter with its value resolved."""
    if parameter.secret or not isinstance(parameter.value, str):
        return parameter
    return dataclasses.replace(parameter, value=resolve(parameter.value, known))


def entries_of(params: t.Mapping[str, t.Any]) -> list[Entry]:
    """The instances that a task is about, those first that others refer to. Raises OptionError."""
    if params["objects"] is None:
        only = _entry(params, "", ONLY, params)
        _check_table(only, {})
        return [only]
    found: list[Entry] = []
    for number, given in enumerate(params["objects"]):
        option = f"objects[{number}]."
        label = given.get("label")
        if label is not None and not _LABEL.match(label):
            raise OptionError(f"{option}label", f"{label!r} is not valid, allowed are letters, digits, _ and -")
        if any(label == other.label for other in found):
            raise OptionError(f"{option}label", f"{label} is given twice, each label may occur once")
        found.append(_entry(given, option, label or f"#{number + 1}", params))
    if not found:
        raise OptionError("objects", "at least one entry is required")
    by_label = {entry.label: entry for entry in found}
    for entry in found:
        _check_table(entry, by_label)
    return _in_order(found, by_label)


def _entry(given: t.Mapping[str, t.Any], option: str, label: str, params: t.Mapping[str, t.Any]) -> Entry:
    table = given["object_name"]
    plain = _REFERENCE.sub("1", table)
    if not plain.endswith(".") or names.problem_of(plain, partial=True):
        raise OptionError(
            f"{option}object_name",
            f"{table!r} is not valid, allowed is the path of a table that ends in a dot, such as Device.NAT.PortMapping.",
        )
    match, instance = given.get("match") or {}, given.get("instance")
    if match and instance is not None:
        raise OptionError(f"{option}instance", "and match exclude each other")
    empties = params["purge"] and params["state"] == "absent"
    if not match and instance is None and not empties:
        raise OptionError(f"{option}match", "is required, or instance: it says which instance is meant")
    if instance is not None and instance < 1:
        raise OptionError(f"{option}instance", f"{instance} is out of range, allowed is at least 1")
    parameters = _parameters(given["parameters"], f"{option}parameters")
    by_name = {parameter.name: parameter for parameter in parameters}
    known = []
    for name, value in match.items():
        _check_name(name, f"{option}match")
        if value is None or names.is_secret(name):
            problem = "has no value" if value is None else "is a credential, which many CPEs hide"
            raise OptionError(f"{option}match", f"{name} {problem}: an instance can't be known by it")
        kind = by_name[name].type if name in by_name else None
        one = Parameter(f"{option}match.{name}", name, value, kind)
        one.check_value()
        if name in by_name and by_name[name].value not in (None, value):
            raise OptionError(f"{option}match", f"{name} is to be set to another value by parameters")
        known.append(one)
    return Entry(option, label, table, tuple(known), instance, tuple(parameters))


def _parameters(given: list[dict[str, t.Any]], option: str) -> list[Parameter]:
    found: list[Parameter] = []
    for number, entry in enumerate(given):
        place = f"{option}[{number}]"
        _check_name(entry["name"], f"{place}.name")
        one = Parameter(place, entry["name"], entry.get("value"), entry.get("type"), bool(entry["write_only"]))
        one.check_value()
        if any(one.name == other.name for other in found):
            raise OptionError(f"{place}.name", f"{one.name} is given twice, each name may occur once")
        if one.value is not None:
            found.append(one)
    return found


def _check_name(name: str, option: str) -> None:
    if names.problem_of(f"X.{name}"):
        raise OptionError(
            option,
            f"{name!r} is not valid, allowed is a parameter's name below the instance, such as Enable or Stats.X",
        )


def _check_table(entry: Entry, by_label: dict[str, Entry]) -> None:
    for found in _REFERENCE.finditer(entry.table):
        other = by_label.get(found[1])
        if other is None or other is entry:
            raise OptionError(f"{entry.option}object_name", f"{found[0]} is no label of another entry of objects")
        if entry.table[: found.start()] != other.table:
            raise OptionError(
                f"{entry.option}object_name", f"{found[0]} must follow the object_name of that entry, {other.table}"
            )


def _in_order(found: list[Entry], by_label: dict[str, Entry]) -> list[Entry]:
    """The entries with those first that others refer to, else in the order given."""
    done: dict[str, Entry] = {}
    left = list(found)
    while left:
        ready = next((e for e in left if all(label in done for label in e.references(by_label))), None)
        if ready is None:
            labels = ", ".join(entry.label for entry in left)
            raise OptionError("objects", f"entries refer to each other in a circle: {labels}")
        done[ready.label] = ready
        left.remove(ready)
    return list(done.values())


def secrets_of_entry(given: t.Mapping[str, t.Any]) -> set[str]:
    """The values in the options of an instance that must not show, also where they are refused (a credential in ``match``)."""
    match = (given.get("match") or {}).items()
    return secrets_of(given) | {text for name, value in match if names.is_secret(name) for text in texts(value)}


def conceal_entry(given: t.Any) -> None:
    """Mask in the options of an instance, which need not be valid, what ``secrets_of_entry`` would give of valid ones."""
    conceal(given)
    match = given.get("match") if isinstance(given, dict) else None
    if not isinstance(match, dict):
        return
    for name in match:
        if names.is_secret(str(name)) and match[name] not in (None, ""):
            match[name] = MASK
