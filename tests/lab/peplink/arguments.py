# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments of a GET request: the query, read strictly (Peplink Router API, "GET Request Parameter").

A list is separated by spaces in all examples of the document; with the option ``list_separator`` "any" a comma and a
repeated key pass too, as public clients send them (field notes, section 1). Booleans are ``yes`` and ``no``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.lab.peplink.errors import invalid

Reader = Callable[[list[str], str, bool], Any]


def _single(values: list[str], name: str) -> str:
    if len(values) != 1:
        raise invalid(name, "given more than once")
    return values[0]


def _items(values: list[str], name: str, space_only: bool) -> list[str]:
    if space_only:
        return _single(values, name).split(" ")
    return [item for value in values for item in re.split("[ ,]", value) if item]


def ids(values: list[str], name: str, space_only: bool) -> list[str]:
    """A list of ids, as the strings that key the answers."""
    items = _items(values, name, space_only)
    for item in items:
        if re.fullmatch(r"[0-9]{1,9}", item) is None:
            raise invalid(name, "must be a list of numbers, separated by spaces")
    return [str(int(item)) for item in items]


def single_id(values: list[str], name: str, space_only: bool) -> str:
    """One id, as the string that keys the answers."""
    if re.fullmatch(r"[0-9]{1,9}", _single(values, name)) is None:
        raise invalid(name, "must be a number")
    return str(int(values[0]))


def words(*allowed: str) -> Reader:
    """A list of words of an enumeration."""

    def read(values: list[str], name: str, space_only: bool) -> list[str]:
        items = _items(values, name, space_only)
        for item in items:
            if item not in allowed:
                raise invalid(name, f"must be a list of {', '.join(allowed)}")
        return items

    return read


def texts(values: list[str], name: str, space_only: bool) -> list[str]:
    """A list of strings without blanks."""
    return _items(values, name, space_only)


def word(*allowed: str) -> Reader:
    """One word of an enumeration."""

    def read(values: list[str], name: str, space_only: bool) -> str:
        if _single(values, name) not in allowed:
            raise invalid(name, f"must be one of {', '.join(allowed)}")
        return values[0]

    return read


def text(values: list[str], name: str, space_only: bool) -> str:
    """A string."""
    return _single(values, name)


def flag(values: list[str], name: str, space_only: bool) -> bool:
    """``yes`` or ``no``; ``True`` and ``true`` don't work."""
    if _single(values, name) not in ("yes", "no"):
        raise invalid(name, "must be yes or no")
    return values[0] == "yes"


def integer(low: int, high: int) -> Reader:
    """An integer of the range, both ends included."""

    def read(values: list[str], name: str, space_only: bool) -> int:
        if re.fullmatch(r"-?[0-9]{1,18}", _single(values, name)) is None or not low <= int(values[0]) <= high:
            raise invalid(name, f"must be in [{low}, {high}]")
        return int(values[0])

    return read


def read_query(
    query: list[tuple[str, str]], readers: Mapping[str, Reader], required: tuple[str, ...], *, space_only: bool
) -> dict[str, Any]:
    """The arguments of a query; ``accessToken`` is no argument. Raises ApiFailure for an unknown or a bad one."""
    given: dict[str, list[str]] = {}
    for name, value in query:
        if name == "accessToken":
            continue
        if name not in readers:
            raise invalid(name, "unknown parameter")
        given.setdefault(name, []).append(value)
    for name in required:
        if name not in given:
            raise invalid(name, "required")
    return {name: readers[name](values, name, space_only) for name, values in given.items()}
