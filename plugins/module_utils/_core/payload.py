# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .compare import Path, path_name
from .errors import OptionError
from .fields import CLEAR, Field, Group, Items, Node

_NOTHING = object()


def payload(
    group: Group, desired: dict[str, t.Any], current: dict[str, t.Any], send: t.Collection[Path]
) -> dict[str, t.Any]:
    """The body that makes the fields at the paths in ``send`` as desired.

    In: the table, both states in normal form, the paths to be sent. Out: API names, nested as the API nests them, with
    the companions that the API demands beside a field. Raises OptionError where a companion is neither given nor readable.
    """
    body = _group(group, desired, current, set(send), ())
    return {} if body is _NOTHING else body


def _touched(send: set[Path], path: Path) -> bool:
    return any(place[: len(path)] == path for place in send)


def _group(group: Group, desired: t.Any, current: t.Any, send: set[Path], path: Path) -> t.Any:
    if path and not _touched(send, path):
        return _NOTHING
    desired = desired if isinstance(desired, dict) else {}
    current = current if isinstance(current, dict) else {}
    body: dict[str, t.Any] = {}
    for node in group.fields:
        place = (*path, node.option)
        value = _node(node, desired.get(node.option, _NOTHING), current.get(node.option), send, place)
        if value is not _NOTHING:
            body[node.api_name] = value
    if not body:
        return _NOTHING
    for node in group.fields:
        if node.api_name not in body and (node.companion or group.whole):
            value = _beside(node, desired, current)
            if value is not _NOTHING:
                body[node.api_name] = value
            elif node.companion:
                raise OptionError(
                    path_name((*path, node.option)),
                    "must be given: the API demands it beside what is to be changed, and the device does not show it",
                )
    return body


def _node(node: Node, wanted: t.Any, held: t.Any, send: set[Path], place: Path) -> t.Any:
    if wanted is CLEAR:
        return node.clear if place in send else _NOTHING
    if wanted is _NOTHING:
        return _NOTHING
    if isinstance(node, Group):
        return _group(node, wanted, held, send, place)
    if isinstance(node, Items) and node.key:
        return _entries(node, wanted, held, send, place)
    if place not in send:
        return _NOTHING
    return whole(node, wanted)


def _entries(node: Items, wanted: list[t.Any], held: t.Any, send: set[Path], place: Path) -> t.Any:
    known = {entry.get(node.key): entry for entry in held or []}
    bodies = []
    for entry in wanted:
        key = entry[node.key]
        body = _group(node.group, entry, known.get(key), send, (*place, (node.key, key)))
        if body is not _NOTHING:
            key_node = node.group.node(t.cast(str, node.key))
            bodies.append({key_node.api_name: whole(key_node, key), **body})
    return bodies or _NOTHING


def _beside(node: Node, desired: dict[str, t.Any], current: dict[str, t.Any]) -> t.Any:
    for state in (desired, current):
        value = state.get(node.option)
        if value is not None and value is not CLEAR and not (isinstance(node, Field) and node.read_only):
            return whole(node, value)
    return _NOTHING


def whole(node: Node, value: t.Any) -> t.Any:
    """The API's form of a whole value in normal form."""
    if isinstance(node, Group):
        return {inner.api_name: whole(inner, value[inner.option]) for inner in node.fields if _sendable(inner, value)}
    if isinstance(node, Items):
        return [whole(node.group, entry) for entry in value]
    if node.send:
        return node.send(value)
    if node.options and isinstance(value, dict):
        return {inner.api_name: value[inner.option] for inner in node.options if inner.option in value}
    return value


def _sendable(node: Node, state: dict[str, t.Any]) -> bool:
    if isinstance(node, Field) and node.read_only:
        return False
    return state.get(node.option) is not None and state[node.option] is not CLEAR
