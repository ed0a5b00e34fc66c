# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .fields import CLEAR, Group, Node, When


@dataclass(frozen=True)
class Scope:
    """An object in its two states, desired and current (normal form), and the objects around it.

    Answers for the members that exist only with certain values of another option (``when``). ``fresh`` says that the
    system certainly holds nothing of the object, so that nothing of it can be held without being shown either.
    """

    group: Group
    desired: t.Mapping[str, t.Any]
    current: t.Mapping[str, t.Any]
    around: Scope | None = None
    fresh: bool = False

    def inner(self, group: Group, desired: t.Any, current: t.Any, *, fresh: bool = False) -> Scope:
        """The scope of an object inside this one; a state that is none counts as empty."""
        desired = desired if isinstance(desired, dict) else {}
        current = current if isinstance(current, dict) else {}
        return Scope(group, desired, current, self, self.fresh or fresh)

    @property
    def opens(self) -> bool:
        """Whether the object is switched on, and so holds nothing yet."""
        gate = self.group.gate
        return gate is not None and self.current.get(gate) is False and self.desired.get(gate) is True

    def _deciding(self, option: str) -> tuple[t.Any, t.Any]:
        scope: Scope | None = self
        while scope is not None:
            if any(node.option == option for node in scope.group.fields):
                wanted = scope.desired.get(option)
                return None if wanted is CLEAR else wanted, scope.current.get(option)
            scope = scope.around
        raise ValueError(f"{self.group.option}: no object around it has the option {option}")

    def value(self, when: When) -> t.Any:
        """The value that the deciding option will have; None where nobody knows."""
        wanted, held = self._deciding(when[0])
        return held if wanted is None else wanted

    def changes(self, node: Node) -> bool:
        """Whether the deciding option changes, so that what is held belongs to another variant."""
        if node.when is None:
            return False
        wanted, held = self._deciding(node.when[0])
        return wanted is not None and wanted != held

    def exists(self, node: Node) -> bool:
        """Whether the member exists, as far as is known."""
        if node.when is None:
            return True
        value = self.value(node.when)
        return value is None or value in node.when[1]

    def is_companion(self, node: Node) -> bool:
        """Whether the API demands the member beside whatever is sent of the object."""
        if isinstance(node.companion, tuple):
            return node.when is not None and self.value(node.when) in node.companion
        return node.companion and self.exists(node)


def only_valid(when: When, value: t.Any) -> str:
    """What an error says of a member that does not exist with ``value`` of the deciding option."""
    return f"is only valid with {when[0]} {' or '.join(map(str, when[1]))}, not with {value}"
