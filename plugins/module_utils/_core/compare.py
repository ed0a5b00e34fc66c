# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import copy
import itertools
import typing as t
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from .errors import OptionError
from .fields import CLEAR, Field, Group, Items, Node
from .secret import Concealed
from .variants import Scope, only_valid

Path = tuple[t.Any, ...]


@dataclass(frozen=True)
class Change:
    """One field that is not as desired. ``before`` is None where the system holds nothing; ``after`` may be CLEAR."""

    path: Path
    before: t.Any
    after: t.Any

    @property
    def name(self) -> str:
        return path_name(self.path)


@dataclass
class Comparison:
    """What differs between the desired and the current state, and what could not be compared."""

    desired: dict[str, t.Any]
    current: dict[str, t.Any]
    changes: list[Change] = dataclass_field(default_factory=list)
    unverified: list[Path] = dataclass_field(default_factory=list)

    @property
    def unverified_names(self) -> list[str]:
        return [path_name(path) for path in self.unverified]


def path_name(path: Path) -> str:
    """A path as people write it: ``cellular.sim[1].roaming.enable``."""
    text = ""
    for part in path:
        text += f"[{part[1]}]" if isinstance(part, tuple) else f".{part}" if text else str(part)
    return text


def same(field: Field, wanted: t.Any, held: t.Any) -> bool:
    """Whether two values of one field, both in normal form, are equal."""
    if field.unordered and isinstance(wanted, list) and isinstance(held, list):
        return sorted(map(str, wanted)) == sorted(map(str, held))
    return bool(wanted == held)


def compare(group: Group, desired: dict[str, t.Any], current: dict[str, t.Any]) -> Comparison:
    """Compare the desired state (as much of it as is given) with the current one; both in normal form.

    Raises OptionError for a member that does not exist with what the system holds, and for a value that can't be set.
    """
    result = Comparison(desired, current)
    _compare_group(Scope(group, desired, current), (), result)
    return result


def _compare_group(scope: Scope, path: Path, result: Comparison) -> None:
    group, desired, current = scope.group, scope.desired, scope.current
    closed = _is_closed(group, desired, current)
    for node in group.fields:
        if node.option not in desired:
            continue
        wanted = desired[node.option]
        held = None if scope.changes(node) else current.get(node.option)
        place = (*path, node.option)
        if closed and node.option != group.gate:
            result.unverified.append(place)
            continue
        if node.when and not scope.exists(node):
            raise OptionError(path_name(place), only_valid(node.when, scope.value(node.when)))
        if wanted is CLEAR:
            if isinstance(node, Field) and node.write_only:
                result.unverified.append(place)
            elif held is not None:
                result.changes.append(Change(place, held, CLEAR))
        else:
            _compare_node(scope, node, wanted, held, place, result)


def _is_closed(group: Group, desired: t.Mapping[str, t.Any], current: t.Mapping[str, t.Any]) -> bool:
    return group.gate is not None and desired.get(group.gate, current.get(group.gate)) is False


def _compare_node(scope: Scope, node: Node, wanted: t.Any, held: t.Any, place: Path, result: Comparison) -> None:
    if isinstance(node, Group):
        _compare_group(scope.inner(node, wanted, held, fresh=_is_fresh(scope, node)), place, result)
    elif isinstance(node, Items) and node.key:
        entries = {entry.get(node.key): entry for entry in held or []}
        for entry in wanted:
            key = entry[node.key]
            _compare_group(scope.inner(node.group, entry, entries.get(key)), (*place, (node.key, key)), result)
    elif isinstance(node, Items):
        if not _same_list(scope, node, wanted, held):
            result.changes.append(Change(place, held, wanted))
    elif not _can_compare(scope, node, held):
        result.unverified.append(place)
    elif not _same_leaf(node, wanted, held):
        if wanted in node.unsettable:
            allowed = ", ".join(map(str, node.choices))
            raise OptionError(path_name(place), f"{wanted} can be kept but not set, allowed is {allowed}")
        result.changes.append(Change(place, held, wanted))


def _is_fresh(scope: Scope, node: Node) -> bool:
    return scope.fresh or scope.opens or scope.changes(node)


def _can_compare(scope: Scope, field: Field, held: t.Any) -> bool:
    if field.write_only or isinstance(held, Concealed):
        return False
    return held is not None or not (field.hidden or field.unshown) or _is_fresh(scope, field)


def _same_leaf(field: Field, wanted: t.Any, held: t.Any) -> bool:
    if held is None and field.implied is not None and same(field, wanted, field.implied):
        return True
    return _both_empty(wanted, held) or same(field, wanted, held)


def _both_empty(wanted: t.Any, held: t.Any) -> bool:
    # Systems leave out what is unset, or give it as "" or []: to want it empty is to want it unset.
    return wanted in ("", []) and held in (None, "", [])


def _same_list(scope: Scope, node: Items, wanted: list[t.Any], held: t.Any) -> bool:
    left = list(held or [])
    if len(wanted) != len(left):
        return False
    for one in wanted:
        candidates = left if node.unordered else left[:1]
        found = next((other for other in candidates if _same_entry(scope, node, one, other)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _same_entry(scope: Scope, node: Items, wanted: dict[str, t.Any], held: dict[str, t.Any]) -> bool:
    inner = Comparison(wanted, held)
    _compare_group(scope.inner(node.group, wanted, held), (), inner)
    return not inner.changes


def predict(group: Group, comparison: Comparison) -> dict[str, t.Any]:
    """The state as it will be after the changes: out, a new normal form."""
    after = copy.deepcopy(comparison.current)
    _drop_variants(Scope(group, comparison.desired, comparison.current), after)
    for change in comparison.changes:
        _set(after, change.path, change.after)
    _close_gates(group, after)
    return after


def _set(state: dict[str, t.Any], path: Path, value: t.Any) -> None:
    place: t.Any = state
    for step, following in itertools.pairwise(path):
        new: t.Any = [] if isinstance(following, tuple) else {}
        place = _entry(place, *step) if isinstance(step, tuple) else place.setdefault(step, new)
    if value is CLEAR:
        place.pop(path[-1], None)
    else:
        place[path[-1]] = copy.deepcopy(value)


def _entry(entries: list[t.Any], key: str, value: t.Any) -> t.Any:
    for entry in entries:
        if entry.get(key) == value:
            return entry
    entries.append({key: value})
    return entries[-1]


def _drop_variants(scope: Scope, state: t.Any) -> None:
    """Take out of ``state`` what belongs to a variant that is being left."""
    for node in scope.group.fields:
        wanted, held = scope.desired.get(node.option), scope.current.get(node.option)
        if scope.changes(node):
            state.pop(node.option, None)
        elif isinstance(node, Group) and isinstance(held, dict):
            _drop_variants(scope.inner(node, wanted, held), state[node.option])
            if held and not state[node.option]:
                del state[node.option]
        elif isinstance(node, Items) and node.key and isinstance(wanted, list):
            entries = {entry.get(node.key): entry for entry in state.get(node.option) or []}
            for entry in wanted:
                known = entries.get(entry[node.key])
                if known is not None:
                    _drop_variants(scope.inner(node.group, entry, known), known)


def _close_gates(group: Group, state: dict[str, t.Any]) -> None:
    for node in group.fields:
        held = state.get(node.option)
        if isinstance(node, Group) and isinstance(held, dict):
            if node.gate and held.get(node.gate) is False:
                state[node.option] = {node.gate: False}
            else:
                _close_gates(node, held)
        elif isinstance(node, Items):
            for entry in held or []:
                _close_gates(node.group, entry)
