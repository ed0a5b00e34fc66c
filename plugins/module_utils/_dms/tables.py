# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.errors import OptionError
from . import cwmp, names, reading, scenario
from .client import DmsClient
from .errors import CwmpFault
from .options import Target

_INSTANCE = re.compile(r"(?:\d+|\[[^\[\]]+\])\Z")


class Instance(t.NamedTuple):
    """One instance of a multi-instance object.

    ``id`` is its number, or its alias in brackets, as the CPE names it; ``path`` ends in a dot; ``values`` are by their names
    relative to it, those of nested objects included.
    """

    id: str
    path: str
    values: dict[str, t.Any]


def read(client: DmsClient, target: Target, tables: list[str], *, may_lack: bool = False) -> dict[str, t.Any]:
    """Every value below some tables, by full name, with one GetParameterValues.

    A CPE may answer for an empty table with fault 9005, as for one that it does not have. It has it if it counts its entries.
    Raises CwmpFault 9005 for a table that the CPE does not have, unless it ``may_lack`` it.
    """
    try:
        answers = scenario.read(client, target, reading.GET_VALUES, tables)
    except CwmpFault as fault:
        if fault.code != cwmp.NO_SUCH_PARAMETER:
            raise
        if len(tables) == 1:
            if not may_lack and not _counts(client, target, tables[0]):
                raise reading.lacks(client, target, tables[0]) from None
            return {}
        found: dict[str, t.Any] = {}
        for table in tables:
            found.update(read(client, target, [table], may_lack=may_lack))
        return found
    values = reading.once(client, target, scenario.pairs(answers[0]), overlapping=len(tables) > 1)
    for name, value in values.items():
        if names.is_secret(name) and isinstance(value, str):
            client.redact.add(value)
    return values


def _counts(client: DmsClient, target: Target, table: str) -> bool:
    """Whether the CPE counts the entries of a table: ``Interface.`` beside ``InterfaceNumberOfEntries``."""
    try:
        scenario.read(client, target, reading.GET_VALUES, [f"{table[:-1]}NumberOfEntries"])
    except CwmpFault as fault:
        if fault.code != cwmp.NO_SUCH_PARAMETER:
            raise
        return False
    return True


def instances(values: t.Mapping[str, t.Any], table: str, option: str = "object_name") -> dict[str, Instance]:
    """The instances of a table among values that were read, by their ids.

    Raises OptionError that names ``option`` where the path is that of an object which has no instances.
    """
    depth = len(names.segments(table))
    found: dict[str, Instance] = {}
    for name, value in values.items():
        if not names.lies_below(table, name):
            continue
        steps = names.segments(name)
        if not _INSTANCE.match(steps[depth]):
            raise OptionError(option, f"{table} is no table of instances: the CPE has {name}")
        path = ".".join(steps[: depth + 1]) + "."
        one = found.setdefault(steps[depth], Instance(steps[depth], path, {}))
        one.values[".".join(steps[depth + 1 :])] = value
    return found
