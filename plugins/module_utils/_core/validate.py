# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .errors import OptionError
from .fields import Field, Group, Items
from .variants import Scope, only_valid


def check(group: Group, options: t.Mapping[str, t.Any]) -> None:
    """Check options against the constraints of their table; types and choices are Ansible's part.

    Raises OptionError that names the option and what is allowed.
    """
    _check_group(Scope(group, options, {}), "")


def _check_group(scope: Scope, prefix: str) -> None:
    for node in scope.group.fields:
        value = scope.desired.get(node.option)
        if value is None:
            continue
        path = prefix + node.option
        if node.when and not scope.exists(node):
            raise OptionError(path, only_valid(node.when, scope.value(node.when)))
        if isinstance(node, Group):
            _check_group(scope.inner(node, value, {}), path + ".")
        elif isinstance(node, Items):
            _check_count(node, value, path)
            for number, entry in enumerate(value):
                _check_group(scope.inner(node.group, entry, {}), f"{path}[{number}].")
            _check_keys(node, value, path)
        else:
            _check_field(node, value, path)


def _check_keys(node: Items, entries: list[t.Any], path: str) -> None:
    if node.key:
        keys = [entry.get(node.key) for entry in entries]
        if len(set(map(str, keys))) != len(keys):
            raise OptionError(path, f"each {node.key} may occur once")


def _check_count(node: Field | Items, value: t.Sized, path: str) -> None:
    if node.count and not node.count[0] <= len(value) <= node.count[1]:
        low, high = node.count
        raise OptionError(path, f"{len(value)} entries given, allowed are {low} to {high}")


def _check_field(field: Field, value: t.Any, path: str) -> None:
    if field.type == "list":
        _check_count(field, value, path)
    values = value if field.type == "list" else [value]
    for item in values:
        shown = "the value" if field.secret else repr(item)
        if field.range and isinstance(item, (int, float)):
            low, high = field.range
            if (low is not None and item < low) or (high is not None and item > high):
                raise OptionError(path, f"{shown} is out of range, allowed is {_span(low, high)}")
        if field.length and isinstance(item, str) and not field.length[0] <= len(item) <= field.length[1]:
            raise OptionError(
                path, f"{shown} has {len(item)} characters, allowed are {field.length[0]} to {field.length[1]}"
            )
        if field.check:
            allowed = field.check(item)
            if allowed:
                raise OptionError(path, f"{shown} is not valid, allowed is {allowed}")


def _span(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"
