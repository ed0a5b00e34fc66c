# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .compare import Path, path_name
from .errors import OptionError
from .fields import CLEAR, NOT_CLEARABLE, Field, Group, Items, Node
from .secret import Concealed
from .variants import Scope

_NOTHING = object()


def payload(
    group: Group, desired: dict[str, t.Any], current: dict[str, t.Any], send: t.Collection[Path]
) -> dict[str, t.Any]:
    """The body that makes the fields at the paths in ``send`` as desired.

    In: the table, both states in normal form, the paths to be sent. Out: API names, nested as the API nests them, with
    the companions that the API demands beside a field. Raises OptionError where a companion is neither given nor readable.
    """
    body = _group(Scope(group, desired, current), set(send), ())
    return {} if body is _NOTHING else body


def _touched(send: set[Path], path: Path) -> bool:
    return any(place[: len(path)] == path for place in send)


def _group(scope: Scope, send: set[Path], path: Path, *, demanded: bool = False) -> t.Any:
    if path and not demanded and not _touched(send, path):
        return _NOTHING
    body: dict[str, t.Any] = {}
    for node in scope.group.fields:
        value = _node(scope, node, send, (*path, node.option))
        if value is not _NOTHING:
            body[node.api_name] = value
    if not body and not demanded:
        return _NOTHING
    for node in scope.group.fields:
        if node.api_name in body or not scope.exists(node):
            continue
        if scope.is_companion(node):
            body[node.api_name] = _companion(scope, node, (*path, node.option))
        elif scope.group.whole:
            value = _beside(scope, node)
            if value is not _NOTHING:
                body[node.api_name] = value
    return body


def _node(scope: Scope, node: Node, send: set[Path], place: Path) -> t.Any:
    wanted = scope.desired.get(node.option, _NOTHING)
    if wanted is CLEAR:
        return node.clear if place in send else _NOTHING
    if wanted is _NOTHING:
        return _NOTHING
    held = None if scope.changes(node) else scope.current.get(node.option)
    if isinstance(node, Group):
        return _group(scope.inner(node, wanted, held), send, place)
    if isinstance(node, Items) and node.key:
        return _entries(scope, node, wanted, held, send, place)
    if place not in send:
        return _NOTHING
    return whole(node, wanted)


def _entries(scope: Scope, node: Items, wanted: list[t.Any], held: t.Any, send: set[Path], place: Path) -> t.Any:
    known = {entry.get(node.key): entry for entry in held or []}
    bodies = []
    for entry in wanted:
        key = entry[node.key]
        body = _group(scope.inner(node.group, entry, known.get(key)), send, (*place, (node.key, key)))
        if body is not _NOTHING:
            key_node = node.group.node(t.cast(str, node.key))
            bodies.append({key_node.api_name: whole(key_node, key), **body})
    return bodies or _NOTHING


def _companion(scope: Scope, node: Node, place: Path) -> t.Any:
    """What is sent of a member that the API demands. Raises OptionError where it is neither given nor readable."""
    held = None if scope.changes(node) else scope.current.get(node.option)
    if isinstance(node, Group):
        wanted = scope.desired.get(node.option)
        if wanted is not CLEAR:
            return _group(scope.inner(node, wanted, held), set(), place, demanded=True)
    value = _beside(scope, node)
    if value is _NOTHING and held is None and node.clear is not NOT_CLEARABLE and scope.current:
        value = node.clear
    if value is _NOTHING:
        raise OptionError(
            path_name(place),
            "must be given: the API demands it beside what is to be changed, and the device does not show it",
        )
    return value


def _beside(scope: Scope, node: Node) -> t.Any:
    states = [scope.desired] if scope.changes(node) else [scope.desired, scope.current]
    for state in states:
        if _sendable(node, state):
            return whole(node, state[node.option])
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


def _sendable(node: Node, state: t.Mapping[str, t.Any]) -> bool:
    if isinstance(node, Field) and node.read_only:
        return False
    value = state.get(node.option)
    return value is not None and value is not CLEAR and not isinstance(value, Concealed)
