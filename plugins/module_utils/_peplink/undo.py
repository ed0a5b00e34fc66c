# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back from one state of a resource to another, as far as the API has one."""

from __future__ import annotations

import copy
import itertools
import typing as t

from .._core.compare import Comparison, Path, path_name
from .._core.errors import OptionError
from .._core.fields import CLEAR, NOT_CLEARABLE, Field, Group, Items, Node
from .._core.payload import payload
from .._core.plan import Write
from .._core.secret import Concealed
from .._core.setting import Setting


class Undo(t.NamedTuple):
    """The writes that lead back, and the names of what the API can't put back."""

    writes: list[Write]
    left: list[str]


def undo(one: Setting, before: dict[str, t.Any], after: dict[str, t.Any]) -> Undo:
    """The writes that make a resource again what it was.

    In: the resource, what it was, and what it is now, both in normal form.
    """
    desired: dict[str, t.Any] = {}
    paths: list[Path] = []
    left: list[str] = []
    for path, node, value in _differences(one.table, before, after, (), {}):
        if value is None or isinstance(value, Concealed) or value in getattr(node, "unsettable", ()):
            left.append(path_name(path))
        else:
            _put(desired, path, value)
            paths.append(path)
    if not paths:
        return Undo([], left)
    try:
        body = payload(one.table, desired, after, paths)
    except OptionError as error:
        return Undo([], [*left, *map(path_name, paths), f"({error.message})"])
    return Undo(one.writes(body, Comparison(desired, after)), left)


def _differences(
    group: Group,
    before: t.Mapping[str, t.Any],
    after: t.Mapping[str, t.Any],
    path: Path,
    around: t.Mapping[str, t.Any],
) -> t.Iterator[tuple[Path, Node, t.Any]]:
    """What differs: its path, its field, and what leads back: the former value, CLEAR, or None where nothing does.

    ``around`` are the former values of the objects around it, on which members may depend.
    """
    closed = group.gate is not None and before.get(group.gate) is False
    around = {**around, **before}
    for node in group.fields:
        if isinstance(node, Field) and (node.read_only or node.write_only):
            continue
        if closed and node.option != group.gate:
            continue
        was, now, place = before.get(node.option), after.get(node.option), (*path, node.option)
        # A member of another variant goes with that variant.
        gone = was is None and node.when is not None and around.get(node.when[0]) not in node.when[1]
        if was == now or gone:
            continue
        if isinstance(node, Group):
            if was is None and node.clear is not NOT_CLEARABLE:
                yield place, node, CLEAR
            else:
                yield from _differences(node, was or {}, now or {}, place, around)
        elif isinstance(node, Items) and node.key:
            known = {entry.get(node.key): entry for entry in was or []}
            for entry in now or []:
                key = entry[node.key]
                held = known.get(key, {node.key: key})
                yield from _differences(node.group, held, entry, (*place, (node.key, key)), around)
        elif was is None:
            yield place, node, _unset(node)
        else:
            yield place, node, was


def _unset(node: Field | Items) -> t.Any:
    """How to say that nothing stands there; None where the API has no word for it."""
    if node.clear is not NOT_CLEARABLE:
        return CLEAR
    return node.implied if isinstance(node, Field) else None


def _put(state: dict[str, t.Any], path: Path, value: t.Any) -> None:
    place: t.Any = state
    for step, following in itertools.pairwise(path):
        new: t.Any = [] if isinstance(following, tuple) else {}
        place = _entry(place, *step) if isinstance(step, tuple) else place.setdefault(step, new)
    place[path[-1]] = copy.deepcopy(value)


def _entry(entries: list[dict[str, t.Any]], key: str, value: t.Any) -> dict[str, t.Any]:
    found = next((entry for entry in entries if entry.get(key) == value), None)
    if found is None:
        found = {key: value}
        entries.append(found)
    return found
