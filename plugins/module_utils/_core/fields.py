# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass


class _Marker:
    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name

    def __deepcopy__(self, memo: t.Any) -> _Marker:
        return self


NOT_CLEARABLE = _Marker("NOT_CLEARABLE")
CLEAR = _Marker("CLEAR")

_WORD = re.compile(r"_([a-z0-9])")


def camel(option: str) -> str:
    """The API's camelCase name of an option: ``vlan_id`` -> ``vlanId``."""
    return _WORD.sub(lambda found: found[1].upper(), option)


# The option on whose value a member depends, and the values with which the member exists.
When = tuple[str, tuple[t.Any, ...]]


@dataclass(frozen=True)
class Field:
    """One leaf of a resource: everything the engine has to know of it, said once.

    option
        The option's name. ``api``: the API's name where it is not the option's name in camelCase.
    type, elements, choices, required, aliases
        As in an Ansible argument spec. ``required`` means within its object.
    range, length, count
        Lowest and highest value (of each element, for a list), characters of a string, elements of a list.
    check
        Called with the option's value; returns what is allowed if the value is not.
    reads
        Dotted paths below the resource's (or list item's) answer, in order, for a field that does not read back
        where it is written. ``parse`` turns what stands there into the normal form.
    normal, send
        From the option's value to the normal form, and from the normal form to what the API is sent.
    absent
        What it means that the answer lacks the field.
    implied
        The value that need not be sent where the system shows none: to want it then is to want no change.
    unshown
        The system may hold it without showing it: where the answer lacks it, it can't be compared.
    unsettable
        Values beyond ``choices`` that a system may show, and that can be kept, but not be brought about.
    clear
        What the API is sent to clear it.
    secret, write_only, hidden
        A secret is masked everywhere; one that is never returned, or returned as one of ``hidden``, can't be compared.
    read_only
        Shown, but no option.
    when
        The option, of its object or of one around it, that decides whether it exists, and the values with which it does.
    companion
        Sent whenever anything of its object is sent, because the API demands it there: always, or (a tuple) while the
        option that ``when`` names has one of these values. One that can be cleared is sent as cleared where the object
        is known to lack it.
    unordered
        A list in which order has no meaning.
    immutable
        Set at creation, not changed on a living thing.
    since
        The first firmware that has it.
    """

    option: str
    type: str = "str"
    api: str = ""
    elements: str | None = None
    choices: tuple[t.Any, ...] = ()
    range: tuple[float | None, float | None] | None = None
    length: tuple[int, int] | None = None
    count: tuple[int, int] | None = None
    check: t.Callable[[t.Any], str | None] | None = None
    reads: tuple[str, ...] = ()
    parse: t.Callable[[t.Any], t.Any] | None = None
    normal: t.Callable[[t.Any], t.Any] | None = None
    send: t.Callable[[t.Any], t.Any] | None = None
    options: tuple[Field, ...] = ()
    absent: t.Any = None
    implied: t.Any = None
    unshown: bool = False
    unsettable: tuple[t.Any, ...] = ()
    clear: t.Any = NOT_CLEARABLE
    secret: bool = False
    write_only: bool = False
    hidden: tuple[t.Any, ...] = ()
    read_only: bool = False
    when: When | None = None
    companion: bool | tuple[t.Any, ...] = False
    required: bool = False
    unordered: bool = False
    immutable: bool = False
    since: str | None = None
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.type == "list" and not self.elements:
            raise ValueError(f"{self.option}: a list needs elements")
        if self.write_only and self.reads:
            raise ValueError(f"{self.option}: write-only and readable")
        if self.hidden and not self.secret:
            raise ValueError(f"{self.option}: only a secret has hidden values")
        if self.read_only and (self.required or self.companion or self.clear is not NOT_CLEARABLE):
            raise ValueError(f"{self.option}: read-only fields are not sent")
        if self.read_only and self.write_only:
            raise ValueError(f"{self.option}: read-only and write-only")
        if self.options and self.type != "dict":
            raise ValueError(f"{self.option}: only a dict has options")
        if self.unsettable and not self.choices:
            raise ValueError(f"{self.option}: only choices can be widened")
        _check_companion(self)

    @property
    def api_name(self) -> str:
        return self.api or camel(self.option)


@dataclass(frozen=True)
class Group:
    """An object of fields.

    gate
        The option among its fields without which (false) the system neither keeps nor shows the others.
    whole
        The API replaces the object as a whole: what it holds is sent again with what changes.
    parse
        For an object that does not read back as it is written: called with the answer's object around it (the whole
        answer at the top), gives the object as the request has it, or None. The fields' ``reads`` lie below that.
    when, companion
        As for a field.
    """

    option: str
    fields: tuple[Node, ...]
    api: str = ""
    gate: str | None = None
    whole: bool = False
    parse: t.Callable[[t.Mapping[str, t.Any]], t.Mapping[str, t.Any] | None] | None = None
    clear: t.Any = NOT_CLEARABLE
    when: When | None = None
    companion: bool | tuple[t.Any, ...] = False
    required: bool = False

    def __post_init__(self) -> None:
        names = [node.option for node in self.fields]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.option}: an option is declared twice")
        if self.gate and self.gate not in names:
            raise ValueError(f"{self.option}: the gate {self.gate} is not among the fields")
        _check_companion(self)

    @property
    def api_name(self) -> str:
        return self.api or camel(self.option)

    def node(self, option: str) -> Node:
        for node in self.fields:
            if node.option == option:
                return node
        raise KeyError(option)


@dataclass(frozen=True)
class Items:
    """A list of objects.

    With ``key`` (an option among the fields) an entry is matched with the system's entry of the same key, and entries
    that are not listed are left alone. Without it the list is one value, compared in order (``unordered``: in any order)
    over the options given.

    whole
        The API replaces an entry as a whole, as for a Group.
    """

    option: str
    fields: tuple[Node, ...]
    api: str = ""
    key: str | None = None
    whole: bool = False
    count: tuple[int, int] | None = None
    reads: tuple[str, ...] = ()
    unordered: bool = False
    clear: t.Any = NOT_CLEARABLE
    when: When | None = None
    companion: bool | tuple[t.Any, ...] = False
    required: bool = False

    def __post_init__(self) -> None:
        if self.key and self.key not in [node.option for node in self.fields]:
            raise ValueError(f"{self.option}: the key {self.key} is not among the fields")
        _check_companion(self)

    @property
    def api_name(self) -> str:
        return self.api or camel(self.option)

    @property
    def group(self) -> Group:
        """The fields of one entry."""
        return Group(self.option, self.fields, whole=self.whole)


Node: t.TypeAlias = "Field | Group | Items"


def _check_companion(node: Node) -> None:
    if isinstance(node.companion, tuple) and not (node.when and set(node.companion) <= set(node.when[1])):
        raise ValueError(f"{node.option}: companion of values with which it does not exist")


def argument_spec(group: Group) -> dict[str, t.Any]:
    """The Ansible argument spec of a table: out, a mapping as AnsibleModule takes it."""
    spec: dict[str, t.Any] = {}
    for node in group.fields:
        entry = _argument(node)
        if entry is not None:
            spec[node.option] = entry
    return spec


def _argument(node: Node) -> dict[str, t.Any] | None:
    if isinstance(node, Field):
        if node.read_only:
            return None
        entry: dict[str, t.Any] = {"type": node.type}
        if node.elements:
            entry["elements"] = node.elements
        if node.choices:
            entry["choices"] = [*node.choices, *node.unsettable]
        if node.aliases:
            entry["aliases"] = list(node.aliases)
        if node.options:
            entry["options"] = argument_spec(Group(node.option, node.options))
        entry["no_log"] = node.secret
    else:
        entry = {"type": "dict", "options": argument_spec(Group(node.option, node.fields))}
        if isinstance(node, Items):
            entry.update(type="list", elements="dict")
    if node.required:
        entry["required"] = True
    return entry


def clearable_paths(group: Group, prefix: str = "") -> dict[str, Node]:
    """Every option path that ``clear`` may name, with its node; ``list[key].option`` inside the entries of a keyed list."""
    found: dict[str, Node] = {}
    for node in group.fields:
        path = prefix + node.option
        if node.clear is not NOT_CLEARABLE:
            found[path] = node
        if isinstance(node, Group):
            found.update(clearable_paths(node, path + "."))
        elif isinstance(node, Items) and node.key:
            found.update(clearable_paths(node.group, f"{path}[{node.key}]."))
    return found


def has_unreadable(group: Group) -> bool:
    """Whether some field can be written and not compared."""
    for node in group.fields:
        if isinstance(node, Field):
            if node.write_only or node.hidden:
                return True
        elif has_unreadable(Group(node.option, node.fields)):
            return True
    return False
