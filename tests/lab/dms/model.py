# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A data model: which objects and parameters a CPE has, read from a table of rows.

A row is ``path type access value``. A path is relative to the root; ``{i}`` stands for an instance number. An object
row ends in ``{i}.``, has the type ``object`` and as value ``initial/max`` instances. Access letters:

    r  read-only                          w  writable (an object: AddObject and DeleteObject are allowed)
    h  hidden: reads back the null value  a  active notification is forced, changing it is refused with 9009

A value may hold ``{vendor}``, ``{cpe_id}``, ... (keys of the CPE's record) and ``{n}`` (the last instance number); after
`` | `` stands the value in an instance that was added, without it that is the type's null value. A value that starts
with ``@`` is computed: ``@uptime``, ``@now``, ``@parameter_key``, ``@count:Name`` (instances of the table Name beside
it), ``@credential:Name`` (a text of the CPE's own that a factory reset changes).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tests.lab.dms.values import ParameterType

# Tells the instance numbers of a table, given its concrete path ("A.1.B.").
Instances = Callable[[str], Iterable[int]]

_INSTANCE = re.compile(r"\.(\d+)(?=\.)")


@dataclass(frozen=True)
class Parameter:
    """One row of a parameter; ``template`` is its full path with ``{i}``."""

    template: str
    type: ParameterType
    writable: bool
    hidden: bool
    forced_active: bool
    value: str
    new_value: str | None

    @property
    def leaf(self) -> str:
        """The last element of the path."""
        return self.template.rpartition(".")[2]


@dataclass(frozen=True)
class Table:
    """One row of a multi-instance object; ``template`` ends in the dot before ``{i}.``."""

    template: str
    writable: bool
    initial: int
    limit: int | None


@dataclass(frozen=True)
class DataModel:
    """A root object with all its rows, and the tree that a CPE has when nothing was changed."""

    name: str
    root: str
    parameters: dict[str, Parameter]
    tables: dict[str, Table]
    objects: frozenset[str]
    nested: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, name: str, root: str, rows: str) -> DataModel:
        """Read the rows of a table. Raises ValueError for a row that can't be read."""
        parameters: dict[str, Parameter] = {}
        tables: dict[str, Table] = {}
        objects = {root}
        for line in rows.splitlines():
            if not line.strip():
                continue
            path, spec, access, value = [*line.split(None, 3), "", ""][:4]
            template = root + path
            parts = template.removesuffix(".").split(".")
            objects.update(".".join(parts[:depth]) + "." for depth in range(1, len(parts)))
            if spec == "object":
                initial, _, limit = value.partition("/")
                template = template.removesuffix("{i}.")
                tables[template] = Table(template, "w" in access, int(initial), int(limit) if limit else None)
                objects.update((template, template + "{i}."))
                continue
            initial_value, separator, new_value = value.partition("| ")
            parameters[template] = Parameter(
                template,
                ParameterType.parse(spec),
                "w" in access,
                "h" in access,
                "a" in access,
                initial_value.strip(),
                new_value.strip() if separator else None,
            )
        nested = {
            template: tuple(t for t in tables if t != template and t.startswith(template + "{i}."))
            for template in tables
        }
        return cls(name, root, parameters, tables, frozenset(objects), nested)

    @cached_property
    def initial_paths(self) -> tuple[tuple[str, str], ...]:
        """All (path, template) of an unchanged CPE, sorted by path."""
        return tuple(sorted(self.expand(lambda table: range(1, self.tables[template_of(table)].initial + 1))))

    def expand(self, instances: Instances) -> Iterator[tuple[str, str]]:
        """All (path, template) of a CPE, given the instance numbers of each of its tables, in no special order."""
        for template in self.parameters:
            for path in self._fill(template, instances):
                yield path, template

    def _fill(self, template: str, instances: Instances) -> Iterator[str]:
        head, placeholder, tail = template.partition("{i}")
        if not placeholder:
            yield head
            return
        for number in instances(head):
            yield from self._fill(f"{head}{number}{tail}", instances)


def template_of(path: str) -> str:
    """The path with every instance number replaced by ``{i}``."""
    return _INSTANCE.sub(".{i}", path)


def instance_steps(path: str) -> list[tuple[str, int]]:
    """Each (table, instance number) that a path goes through, from the left."""
    return [(path[: match.start() + 1], int(match[1])) for match in _INSTANCE.finditer(path)]
