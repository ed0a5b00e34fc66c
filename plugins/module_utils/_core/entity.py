# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from . import compare
from .compare import Change, Path
from .errors import ApiFailure, NotTaken, OptionError
from .fields import Group, Items
from .payload import payload
from .plan import Write
from .setting import Setting, Survey, field_at


class Entity(Setting):
    """Something that may be absent: created, updated, removed.

    ``current`` returns None where it is absent. create_requires names the options without which it can't be created.
    """

    create_requires: t.ClassVar[tuple[str, ...]] = ()
    engine_options: t.ClassVar[dict[str, t.Any]] = {
        **Setting.engine_options,
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    }

    def creation(self, body: dict[str, t.Any]) -> list[Write]:
        """The calls that create it."""
        raise TypeError(f"{type(self).__name__} can't be created")

    def removal(self, current: dict[str, t.Any]) -> list[Write]:
        """The calls that remove it."""
        raise TypeError(f"{type(self).__name__} can't be removed")

    def immutable_changed(self, changes: list[Change], current: dict[str, t.Any]) -> list[Write]:
        """What to do where a field differs that can't change on a living thing: refused unless a module knows better."""
        names = ", ".join(change.name for change in changes)
        raise ApiFailure(
            f"{names} can't be changed on an existing {self.key.replace('_', ' ')}",
            device=self.client.connection.device,
        )

    def survey(self) -> Survey:
        held = t.cast("dict[str, t.Any] | None", self.current())
        if self.params["state"] == "absent":
            plan = [] if held is None else self.removal(held)
            return Survey(before=held or {}, after={}, changes=[], unverified=[], plan=plan)
        if held is None:
            return self._survey_creation()
        comparison = self.compare(held)
        fixed = [change for change in comparison.changes if self._is_immutable(change.path)]
        plan = self.immutable_changed(fixed, held) if fixed else self.plan(comparison)
        after = compare.predict(self.table, comparison)
        return Survey(held, after, comparison.changes, comparison.unverified_names, plan)

    def _survey_creation(self) -> Survey:
        for option in self.create_requires:
            if self.params.get(option) is None:
                raise OptionError(
                    option, f"is required: the {self.key.replace('_', ' ')} does not exist and is to be created"
                )
        comparison = self.compare({})
        body = self.creation_body(comparison.desired)
        after = compare.predict(self.table, comparison)
        return Survey({}, after, comparison.changes, comparison.unverified_names, self.creation(body))

    def creation_body(self, desired: dict[str, t.Any]) -> dict[str, t.Any]:
        """The body that creates it as desired, unreadable secrets included."""
        return payload(self.table, desired, {}, list(leaf_paths(self.table, desired)))

    def _is_immutable(self, path: Path) -> bool:
        field = field_at(self.table, path)
        return field is not None and field.immutable

    def finish(self) -> dict[str, t.Any]:
        if not self.params["verify"]:
            return {}
        held = t.cast("dict[str, t.Any] | None", self.current())
        if (held is None) != (self.params["state"] == "absent"):
            raise NotTaken(
                f"the {self.key.replace('_', ' ')} was to be {self.params['state']} and is not, though the request was accepted",
                device=self.client.connection.device,
            )
        if held is not None:
            self.verify(self.compare(held))
        return {self.key: self.show(held or {})}


def leaf_paths(group: Group, desired: dict[str, t.Any], path: Path = ()) -> t.Iterator[Path]:
    """The path of everything that a normal form gives."""
    for node in group.fields:
        if node.option not in desired:
            continue
        value, place = desired[node.option], (*path, node.option)
        if isinstance(node, Group) and isinstance(value, dict):
            yield from leaf_paths(node, value, place)
        elif isinstance(node, Items) and node.key and isinstance(value, list):
            for entry in value:
                yield from leaf_paths(node.group, entry, (*place, (node.key, entry[node.key])))
        else:
            yield place
