# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strict checks of JSON arguments, put together to schemas.

A check takes a value and its place in the request (dotted), returns the value (ids that were given as digits become
integers) and raises ``ApiFailure`` for what it refuses. JSON ``true`` is no number, ``5.0`` is no integer, and ``null``
is refused unless the document has "Null" for the field.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.lab.peplink.errors import invalid

Check = Callable[[Any, str], Any]


class Required(NamedTuple):
    """Marks a member of an object that the document's column "Mandatory" calls "require"."""

    check: Check


def boolean(value: Any, path: str) -> Any:
    """true or false."""
    if not isinstance(value, bool):
        raise invalid(path, "must be a boolean")
    return value


def string(value: Any, path: str) -> Any:
    """Any string."""
    if not isinstance(value, str):
        raise invalid(path, "must be a string")
    return value


def text(value: Any, path: str) -> Any:
    """A string that is not empty."""
    if string(value, path) == "":
        raise invalid(path, "must not be empty")
    return value


def is_ipv4(value: str) -> bool:
    """Whether this is an IPv4 address in dotted form."""
    try:
        ipaddress.IPv4Address(value)
    except ValueError:
        return False
    return True


def ipv4(value: Any, path: str) -> Any:
    """An IPv4 address in dotted form."""
    if not is_ipv4(string(value, path)):
        raise invalid(path, "must be an IPv4 address")
    return value


def pattern(expression: str, what: str) -> Check:
    """A string that matches ``expression`` in full; ``what`` says so in words."""
    compiled = re.compile(expression)

    def check(value: Any, path: str) -> Any:
        if compiled.fullmatch(string(value, path)) is None:
            raise invalid(path, f"must be {what}")
        return value

    return check


mac = pattern(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}", "a MAC address")
domain = pattern(r"(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*)(\.[A-Za-z0-9_-]+)*\.?", "a domain name")


def _ranged(value: Any, path: str, low: float | None, high: float | None) -> Any:
    if (low is not None and value < low) or (high is not None and value > high):
        raise invalid(path, f"must be in [{'' if low is None else low}, {'' if high is None else high}]")
    return value


def integer(low: int | None = None, high: int | None = None) -> Check:
    """An integer of the range, both ends included."""

    def check(value: Any, path: str) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            raise invalid(path, "must be an integer")
        return _ranged(value, path, low, high)

    return check


def number(low: float | None = None, high: float | None = None) -> Check:
    """A number of the range, both ends included."""

    def check(value: Any, path: str) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise invalid(path, "must be a number")
        return _ranged(value, path, low, high)

    return check


def identifier(strict: bool) -> Check:
    """An id: a JSON number; unless ``strict`` also a string of digits, as some of the document's examples have it."""

    def check(value: Any, path: str) -> Any:
        if not strict and isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value):
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise invalid(path, "must be an id")
        return value

    return check


def enum(*values: str | int) -> Check:
    """One of the values (1 and true are not the same)."""
    allowed = {(type(value), value) for value in values}
    listed = ", ".join(str(value) or "<empty>" for value in values)

    def check(value: Any, path: str) -> Any:
        if isinstance(value, dict | list) or (type(value), value) not in allowed:
            raise invalid(path, f"must be one of {listed}")
        return value

    return check


def nullable(check: Check) -> Check:
    """null, or what ``check`` allows."""
    return lambda value, path: None if value is None else check(value, path)


def array(item: Check, *, largest: int | None = None) -> Check:
    """An array of items, of at most ``largest``."""

    def check(value: Any, path: str) -> Any:
        if not isinstance(value, list):
            raise invalid(path, "must be an array")
        if largest is not None and len(value) > largest:
            raise invalid(path, f"must have at most {largest} items")
        return [item(entry, f"{path}[{index}]") for index, entry in enumerate(value)]

    return check


def obj(members: Mapping[str, Check | Required]) -> Check:
    """An object with these members and no others."""
    checks = {name: member.check if isinstance(member, Required) else member for name, member in members.items()}
    required = [name for name, member in members.items() if isinstance(member, Required)]

    def check(value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            raise invalid(path, "must be an object")
        prefix = f"{path}." if path else ""
        for name in value:
            if name not in checks:
                raise invalid(f"{prefix}{name}", "unknown field")
        for name in required:
            if name not in value:
                raise invalid(f"{prefix}{name}", "required")
        return {name: checks[name](item, f"{prefix}{name}") for name, item in value.items()}

    return check


def typed(details: Mapping[str, Check], *, required: bool) -> Check:
    """An object of ``type`` and ``detail``, where the detail's members depend on the type.

    With ``required`` both must be there; else a detail still needs its type ("To update the connection method,
    'type' cannot be absent").
    """
    types = enum(*details)

    def check(value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            raise invalid(path, "must be an object")
        for name in value:
            if name not in ("type", "detail"):
                raise invalid(f"{path}.{name}", "unknown field")
        for name in ("type", "detail"):
            if name not in value and (required or (name == "type" and "detail" in value)):
                raise invalid(f"{path}.{name}", "required")
        if "type" in value:
            types(value["type"], f"{path}.type")
        if "detail" not in value:
            return dict(value)
        return {"type": value["type"], "detail": details[value["type"]](value["detail"], f"{path}.detail")}

    return check
