# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .errors import OptionError
from .fields import CLEAR, Field, Group, Items, clearable_paths
from .secret import Concealed, Secret

_INTEGER = re.compile(r"[+-]?\d+\Z")
_ENTRY = re.compile(r"(?P<option>[^\[\]]+)\[(?P<key>[^\[\]]+)\]\Z")
_TRUE = {"true", "yes", "on", "1", "enable", "enabled"}
_FALSE = {"false", "no", "off", "0", "disable", "disabled"}
_NOTHING = object()


def to_int(value: t.Any) -> t.Any:
    """An integer where the system gave one as a number or as digits; anything else unchanged."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and _INTEGER.match(value.strip()):
        return int(value)
    return value


def to_float(value: t.Any) -> t.Any:
    """A number where the system gave one as a number or as text; anything else unchanged."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def to_bool(value: t.Any) -> t.Any:
    """A boolean from the forms that systems use (true, 1, "on", "yes", ...); anything else unchanged."""
    if isinstance(value, str):
        word = value.strip().lower()
        return True if word in _TRUE else False if word in _FALSE else value
    if isinstance(value, int) and value in (0, 1):
        return bool(value)
    return value


_COERCE: dict[str, t.Callable[[t.Any], t.Any]] = {"int": to_int, "float": to_float, "bool": to_bool}


def coerce(value: t.Any, kind: str) -> t.Any:
    """``value`` of an answer as an option of type ``kind`` would hold it."""
    if kind in ("str", "path") and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return _COERCE.get(kind, lambda same: same)(value)


def _leaf(field: Field, value: t.Any) -> t.Any:
    if field.type == "list" and isinstance(value, (list, tuple)):
        result: t.Any = [coerce(item, field.elements or "raw") for item in value]
        if field.secret:
            result = [Secret(item) for item in result]
        return result
    value = coerce(value, field.type)
    return Secret(value) if field.secret and value is not None else value


def from_options(group: Group, options: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The desired state in normal form: what was given; omitted and null are both left out."""
    wanted: dict[str, t.Any] = {}
    for node in group.fields:
        value = options.get(node.option)
        if value is None:
            continue
        if isinstance(node, Group):
            inner = from_options(node, value)
            if inner:
                wanted[node.option] = inner
        elif isinstance(node, Items):
            wanted[node.option] = [from_options(node.group, item) for item in value]
        elif not node.read_only:
            if node.options:
                value = {key: item for key, item in value.items() if item is not None}
            wanted[node.option] = _leaf(node, node.normal(value) if node.normal else value)
    return wanted


def with_clear(group: Group, wanted: dict[str, t.Any], clear: t.Iterable[str]) -> dict[str, t.Any]:
    """``wanted`` with the option paths of ``clear`` marked to be cleared.

    Raises OptionError for a path that does not exist, that the API can't clear, or that is also set.
    """
    allowed = clearable_paths(group)
    for path in clear:
        *parents, name = path.split(".")
        place, inside, pattern = wanted, group, ""
        for parent in parents:
            place, inside, pattern = _enter(place, inside, pattern, parent, path)
        if pattern + name not in allowed:
            names = ", ".join(sorted(allowed)) or "nothing"
            raise OptionError("clear", f"the API can't clear {path!r}; it can clear: {names}")
        if name in place:
            raise OptionError("clear", f"{path!r} is set and cleared at the same time")
        place[name] = CLEAR
    return wanted


def _enter(place: dict[str, t.Any], group: Group, pattern: str, step: str, path: str) -> tuple[t.Any, Group, str]:
    """One step of a path of ``clear``: the object there (made if need be), its table, the path as the table has it."""
    entry = _ENTRY.match(step)
    option = entry["option"] if entry else step
    node = next((node for node in group.fields if node.option == option), None)
    if isinstance(node, Group) and not entry:
        inner = place.setdefault(option, {})
        if inner is CLEAR:
            raise OptionError("clear", f"{path!r} lies inside {option!r}, which is cleared too")
        return inner, node, f"{pattern}{option}."
    if isinstance(node, Items) and node.key and entry:
        key_field = t.cast(Field, node.group.node(node.key))
        key = coerce(entry["key"], key_field.type)
        entries = place.setdefault(option, [])
        if entries is CLEAR:
            raise OptionError("clear", f"{path!r} lies inside {option!r}, which is cleared too")
        inner = next((known for known in entries if known.get(node.key) == key), None)
        if inner is None:
            inner = {node.key: key}
            entries.append(inner)
        return inner, node.group, f"{pattern}{option}[{node.key}]."
    return {}, Group(option, ()), f"{pattern}{step}."


def dig(answer: t.Any, path: str) -> t.Any:
    """What stands at a dotted path of an answer, or a marker that compares to nothing (``is_given`` tells)."""
    value = answer
    for name in path.split("."):
        if not isinstance(value, t.Mapping) or name not in value:
            return _NOTHING
        value = value[name]
    return value


def is_given(value: t.Any) -> bool:
    return value is not _NOTHING


def from_answer(group: Group, answer: t.Mapping[str, t.Any], prefix: str = "") -> dict[str, t.Any]:
    """The current state in normal form: every field that the answer holds, option names as keys."""
    current: dict[str, t.Any] = {}
    for node in group.fields:
        path = prefix + node.api_name
        if isinstance(node, Group):
            inner = _object(node, answer, prefix)
            if inner:
                current[node.option] = inner
            continue
        value = next(
            (found for found in (dig(answer, place) for place in node.reads or (path,)) if is_given(found)), None
        )
        if isinstance(node, Items):
            if isinstance(value, list):
                current[node.option] = [from_answer(node.group, item) for item in value if isinstance(item, t.Mapping)]
            continue
        if node.write_only:
            continue
        value = _read(node, value)
        if value is not None:
            current[node.option] = value
    return current


def _object(node: Group, answer: t.Mapping[str, t.Any], prefix: str) -> dict[str, t.Any]:
    if node.parse is None:
        return from_answer(node, answer, f"{prefix}{node.api_name}.")
    around = dig(answer, prefix[:-1]) if prefix else answer
    found = node.parse(around) if isinstance(around, t.Mapping) else None
    return {} if found is None else from_answer(node, found)


def _read(field: Field, value: t.Any) -> t.Any:
    if value is not None and field.parse:
        value = field.parse(value)
    if value is None:
        return field.absent
    if field.hidden and value in field.hidden:
        return Concealed(value) if value else None
    return _leaf(field, value)
