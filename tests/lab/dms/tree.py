# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parameter tree of one CPE: its data model, and on top of it only what was changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any

from tests.lab.dms.model import DataModel, Parameter, instance_steps, template_of
from tests.lab.dms.values import ValueFault


class ParameterTree:
    """Values, attributes and instances of one CPE.

    ``describe`` gives the record of the CPE (the names that initial values refer to), ``compute`` the value of a
    computed row from its kind and argument. Only differences to the data model are kept, so that an untouched CPE
    costs nothing and a value that is set back leaves no trace.
    """

    def __init__(
        self,
        model: DataModel,
        describe: Callable[[], dict[str, Any]],
        compute: Callable[[str, str], Any],
    ) -> None:
        self.model = model
        self._describe = describe
        self._compute = compute
        self.on_change: Callable[[], None] = lambda: None
        self.clear()

    def clear(self) -> None:
        """Back to the data model's initial values and instances."""
        self.on_change()
        self.values: dict[str, Any] = {}
        self.attributes: dict[str, dict[str, Any]] = {}
        self._objects: dict[str, list[int]] = {}
        self._added: set[str] = set()
        self._highest: dict[str, int] = {}
        self._paths: tuple[tuple[str, str], ...] | None = None

    # -- instances

    def instances(self, table: str) -> list[int]:
        """The instance numbers of a table, given its concrete path, in rising order."""
        changed = self._objects.get(table)
        return list(self._initial_instances(table)) if changed is None else changed

    def _initial_instances(self, table: str) -> range:
        row = self.model.tables[template_of(table)]
        if row.writable and self._is_added(table):
            return range(0)
        return range(1, row.initial + 1)

    def _is_added(self, path: str) -> bool:
        return any(path.startswith(instance) for instance in self._added)

    def add_instance(self, table: str, *, reuse: bool = False) -> int:
        """Make an instance and give its number: one never used before, or with ``reuse`` the lowest that is free."""
        present = self.instances(table)
        if reuse:
            number = next(n for n in range(1, len(present) + 2) if n not in present)
        else:
            initial = self._initial_instances(table)
            number = max([self._highest.get(table, 0), len(initial), *present]) + 1
        self._highest[table] = max(number, self._highest.get(table, 0))
        self._added.add(f"{table}{number}.")
        self._set_instances(table, sorted([*present, number]))
        return number

    def delete_instance(self, table: str, number: int) -> None:
        """Remove an instance with all that is under it."""
        prefix = f"{table}{number}."
        remaining = [n for n in self.instances(table) if n != number]
        self._highest[table] = max([number, self._highest.get(table, 0), *remaining])
        for kept in (self.values, self.attributes, self._objects):
            for path in [path for path in kept if path.startswith(prefix)]:
                del kept[path]
        self._added = {instance for instance in self._added if not instance.startswith(prefix)}
        self._set_instances(table, remaining)

    def _set_instances(self, table: str, numbers: list[int]) -> None:
        unchanged = numbers == list(self._initial_instances(table))
        if unchanged and not any(f"{table}{number}." in self._added for number in numbers):
            self._objects.pop(table, None)
        else:
            self._objects[table] = numbers
        self._paths = None

    def _instances_exist(self, path: str) -> bool:
        return all(number in self.instances(table) for table, number in instance_steps(path))

    # -- names

    def parameter(self, path: str) -> Parameter | None:
        """The row of a full parameter name, or None if the CPE has no such parameter."""
        row = self.model.parameters.get(template_of(path))
        return row if row is not None and self._instances_exist(path) else None

    def has_object(self, path: str) -> bool:
        """Whether a partial path (with its last dot) names an object, a table or an instance of this CPE."""
        return template_of(path) in self.model.objects and self._instances_exist(path)

    def select(self, path: str) -> list[str]:
        """The full names under a partial path, or the name itself, sorted. Raises KeyError for an unknown one.

        The empty path stands for the whole tree (TR-069 A.3.2.2).
        """
        if path and not path.endswith("."):
            if self.parameter(path) is None:
                raise KeyError(path)
            return [path]
        if path and not self.has_object(path):
            raise KeyError(path)
        paths = self._all_paths()
        names = []
        for name, _template in paths[bisect_left(paths, (path,)) :]:
            if not name.startswith(path):
                break
            names.append(name)
        return names

    def _all_paths(self) -> tuple[tuple[str, str], ...]:
        if self._paths is None:
            if self._objects:
                self._paths = tuple(sorted(self.model.expand(self.instances)))
            else:
                self._paths = self.model.initial_paths
        return self._paths

    # -- values and attributes

    def value(self, path: str) -> Any:
        """The present value, whether hidden or not, as typed JSON."""
        if path in self.values:
            return self.values[path]
        return self._initial_value(path, self.model.parameters[template_of(path)])

    def _initial_value(self, path: str, row: Parameter) -> Any:
        text = row.value
        if self._is_added(path) and (row.new_value is not None or not text.startswith("@")):
            text = row.new_value or ""
        if not text:
            return row.type.null
        if text.startswith("@count:"):
            beside = path.rpartition(".")[0]
            return len(self.instances(f"{beside}.{text.removeprefix('@count:')}."))
        if text.startswith("@"):
            kind, _, argument = text[1:].partition(":")
            return self._compute(kind, argument)
        if "{" in text:
            steps = instance_steps(path)
            text = text.format(n=steps[-1][1] if steps else 0, **self._describe())
        return row.type.accept(text)

    def set_value(self, path: str, value: Any) -> None:
        """Keep a value that was checked before."""
        self.on_change()
        self.values.pop(path, None)
        if self.value(path) != value:
            self.values[path] = value

    def attributes_of(self, path: str) -> dict[str, Any]:
        """Notification and AccessList of a parameter, as GetParameterAttributes shows them."""
        initial = {"Notification": 2 if self.model.parameters[template_of(path)].forced_active else 0}
        return {**initial, "AccessList": None, **self.attributes.get(path, {})}

    def set_attributes(self, path: str, attributes: dict[str, Any]) -> None:
        """Keep the attributes given; an empty AccessList is the same as none."""
        merged = {**self.attributes_of(path), **attributes}
        merged["AccessList"] = merged["AccessList"] or None
        self.attributes.pop(path, None)
        if self.attributes_of(path) != merged:
            self.attributes[path] = merged

    def hidden_paths(self) -> Iterable[str]:
        """The full names of all hidden parameters."""
        return (path for path, template in self._all_paths() if self.model.parameters[template].hidden)

    # -- state

    def snapshot(self) -> dict[str, Any]:
        """What differs from the data model, as JSON-able data; sections without content are left out."""
        sections = {
            "values": dict(sorted(self.values.items())),
            "attributes": {path: dict(value) for path, value in sorted(self.attributes.items())},
            "objects": {table: list(numbers) for table, numbers in sorted(self._objects.items())},
            "added": sorted(self._added),
        }
        return {name: section for name, section in sections.items() if section}

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Take over what ``snapshot`` gave, or someone edited. Raises ValueError for names the CPE does not have.

        Numbers once used stay used.
        """
        highest = self._highest
        for table, numbers in self._objects.items():
            highest[table] = max([highest.get(table, 0), *numbers])
        self.clear()
        self._highest = highest
        objects: dict[str, list[int]] = snapshot.get("objects", {})
        self._added = set(snapshot.get("added", ()))
        for table, numbers in sorted(objects.items()):
            if template_of(table) not in self.model.tables:
                raise ValueError(f"no table {table}")
            initial = self._initial_instances(table)
            self._added.update(f"{table}{number}." for number in numbers if number not in initial)
            self._set_instances(table, sorted(numbers))
        self._added = {instance for instance in self._added if self.has_object(instance)}
        for path, value in snapshot.get("values", {}).items():
            if self._present(path):
                self.set_value(path, self._checked(path, value))
        for path, attributes in snapshot.get("attributes", {}).items():
            if self._present(path):
                self.set_attributes(path, attributes)

    def _present(self, path: str) -> bool:
        """Whether the parameter is there; one whose instance was taken away is not. Raises ValueError for nonsense."""
        if template_of(path) not in self.model.parameters:
            raise ValueError(f"no parameter {path}")
        return self._instances_exist(path)

    def _checked(self, path: str, value: Any) -> Any:
        try:
            return self.model.parameters[template_of(path)].type.accept(value)
        except ValueFault:
            raise ValueError(f"{path} can't be {value!r}") from None
