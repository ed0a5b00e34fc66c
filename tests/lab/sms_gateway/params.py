# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strict reading of what a client sends: query parameters and JSON bodies.

A parser takes the raw value and returns the value, or raises ``Refused``; a table of ``Param`` says what an endpoint
takes. Unknown, repeated, missing and ill-typed parameters are all "Request format is not valid" (400).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway.errors import BAD_REQUEST, Refused

PORT_MAX = 31
NUMBER_BYTES = 24

_DIGITS = re.compile(r"\+?[0-9]+\Z")
_TIME_FORMAT = "%Y-%m-%d %H:%M:%S"
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\Z")

Parser = Callable[[Any], Any]


@dataclass(frozen=True)
class Param:
    """One parameter of an endpoint."""

    parse: Parser
    required: bool = False
    default: Any = None


Table = dict[str, Param]


def bad(why: str) -> Refused:
    """The refusal "Request format is not valid"."""
    return Refused(BAD_REQUEST, why)


def _read(given: dict[str, Any], table: Table) -> dict[str, Any]:
    for name in given:
        if name not in table:
            raise bad(f"unknown parameter {name}")
    values: dict[str, Any] = {}
    for name, param in table.items():
        if name in given:
            values[name] = param.parse(given[name])
        elif param.required:
            raise bad(f"{name} is missing")
        else:
            values[name] = param.default
    return values


def from_query(request: Request, table: Table) -> dict[str, Any]:
    """The parameters of the query, every one of the table present in the answer."""
    given: dict[str, Any] = {}
    for name, value in request.query:
        if name in given:
            raise bad(f"{name} is repeated")
        given[name] = value
    return _read(given, table)


def from_json(request: Request, table: Table) -> dict[str, Any]:
    """The parameters of the JSON object in the body, every one of the table present in the answer."""
    return from_object(body(request), table)


def from_object(value: Any, table: Table) -> dict[str, Any]:
    """The members of a JSON object, every one of the table present in the answer."""
    if not isinstance(value, dict):
        raise bad("not an object")
    return _read(value, table)


def body(request: Request) -> Any:
    """The JSON value of the body."""
    try:
        return request.json()
    except ValueError as error:
        raise bad("the body is not JSON") from error


def text(value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise bad("not a string")
    return value


def integer(low: int = 0, high: int | None = None) -> Parser:
    """A JSON integer from ``low`` to ``high``."""

    def parse(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise bad("not an integer")
        if value < low or (high is not None and value > high):
            raise bad(f"{value} is out of range")
        return value

    return parse


def digits(low: int = 0, high: int | None = None) -> Parser:
    """An integer written in a query."""
    check = integer(low, high)

    def parse(value: Any) -> int:
        if not (value.isascii() and value.isdigit()):
            raise bad("not an integer")
        found: int = check(int(value))
        return found

    return parse


def boolean(value: Any) -> bool:
    """A JSON boolean."""
    if not isinstance(value, bool):
        raise bad("not a boolean")
    return value


def one_of(*allowed: str) -> Parser:
    """One of some strings, exactly as written."""

    def parse(value: Any) -> str:
        if value not in allowed or not isinstance(value, str):
            raise bad(f"not one of {', '.join(allowed)}")
        return value

    return parse


def array_of(parse_item: Parser, *, least: int = 0) -> Parser:
    """A JSON array of ``least`` items or more."""

    def parse(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) < least:
            raise bad("not an array, or too short")
        return [parse_item(item) for item in value]

    return parse


def comma_list(parse_item: Parser) -> Parser:
    """An array in a query: items with commas between."""

    def parse(value: Any) -> list[Any]:
        return [parse_item(item) for item in value.split(",")]

    return parse


def number(value: Any) -> str:
    """A telephone number: a digit string of at most 24 bytes; a leading ``+`` is taken for E.164 writing."""
    if not isinstance(value, str) or not _DIGITS.match(value) or len(value) > NUMBER_BYTES:
        raise bad("not a telephone number of 24 bytes at most")
    return value


def time(value: Any) -> str:
    """A time "YYYY-MM-DD HH:MM:SS"; it sorts as text, so it stays text."""
    if not isinstance(value, str) or not _TIME.match(value):
        raise bad("not a time")
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise bad("no such time") from error
    return value


def write_time(seconds: float) -> str:
    """A point in time as the gateway writes it. Its clock runs on UTC."""
    return datetime.fromtimestamp(seconds, tz=UTC).strftime(_TIME_FORMAT)


port_in_query = digits(0, PORT_MAX)
port_in_json = integer(0, PORT_MAX)
