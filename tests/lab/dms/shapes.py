# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request body may look like: a few strict shapes, from which the OpenAPI description is made too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class BadRequest(Exception):
    """A body that the DMS refuses with HTTP 400; the text says where and why."""


@dataclass(frozen=True)
class Shape:
    """A JSON value of one kind: ``check`` takes the value and where it stands, and returns it or raises BadRequest."""

    description: dict[str, Any]
    check: Callable[[Any, str], Any]


@dataclass(frozen=True)
class Key:
    """A key of an object: its shape, and whether the body has to have it."""

    shape: Shape
    required: bool = True


def _scalar(kind: str, accepts: Callable[[Any], bool]) -> Shape:
    def check(value: Any, where: str) -> Any:
        if not accepts(value):
            raise BadRequest(f"{where}: {kind} expected")
        return value

    return Shape({"type": kind}, check)


STRING = _scalar("string", lambda value: isinstance(value, str))
INTEGER = _scalar("integer", lambda value: isinstance(value, int) and not isinstance(value, bool))
BOOLEAN = _scalar("boolean", lambda value: isinstance(value, bool))


def list_of(item: Shape, *, empty: bool = True) -> Shape:
    """A list of items; with ``empty`` false it has at least one."""

    def check(value: Any, where: str) -> list[Any]:
        if not isinstance(value, list):
            raise BadRequest(f"{where}: array expected")
        if not value and not empty:
            raise BadRequest(f"{where}: at least one item expected")
        return [item.check(entry, f"{where}[{number}]") for number, entry in enumerate(value)]

    return Shape({"type": "array", "items": item.description}, check)


def object_of(keys: dict[str, Key]) -> Shape:
    """An object with these keys and no others."""

    def check(value: Any, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise BadRequest(f"{where}: object expected")
        for name in value:
            if name not in keys:
                raise BadRequest(f"{where}: unknown key {name!r}")
        checked = {}
        for name, key in keys.items():
            if name in value:
                checked[name] = key.shape.check(value[name], f"{where}.{name}")
            elif key.required:
                raise BadRequest(f"{where}: missing key {name!r}")
        return checked

    properties = {name: key.shape.description for name, key in keys.items()}
    required = [name for name, key in keys.items() if key.required]
    return Shape({"type": "object", "properties": properties, "required": required}, check)
