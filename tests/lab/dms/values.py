# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CWMP parameter types: lexical forms, ranges, and the typed JSON in which DMS passes values.

DMS gives booleans and integers as such, strings as strings, and a dateTime as a list of six integers (DMS northbound
API, example of GetParameterValues: ``[1, 1, 1, 0, 0, 0]`` is the Unknown Time of TR-106).
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

UNKNOWN_TIME = [1, 1, 1, 0, 0, 0]
INTEGER_RANGES: dict[str, tuple[int, int]] = {
    "int": (-(2**31), 2**31 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedLong": (0, 2**64 - 1),
}
TYPE_NAMES = ("string", *INTEGER_RANGES, "boolean", "dateTime", "base64", "hexBinary")
_SPEC = re.compile(r"(?P<name>\w+)(?:\((?P<bounds>[^)]*)\)|\{(?P<choices>[^}]*)\})?$")
_INTEGER = re.compile(r"[+-]?\d+$")
_BOOLEANS = {"0": False, "false": False, "1": True, "true": True}


class ValueFault(Exception):
    """A value that a parameter does not take; ``code`` is 9006 (type) or 9007 (value)."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(str(code))


@dataclass(frozen=True)
class ParameterType:
    """A type with its facets: ``low``/``high`` bound a number or, for text, its length; ``choices`` enumerate it."""

    name: str
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()

    @classmethod
    def parse(cls, spec: str) -> ParameterType:
        """Read ``string``, ``string(64)``, ``string{Up,Down}``, ``unsignedInt(1:1440)`` or ``int(-1:)``.

        Raises ValueError for anything else.
        """
        match = _SPEC.match(spec)
        if not match or match["name"] not in TYPE_NAMES:
            raise ValueError(f"no CWMP type: {spec}")
        choices = tuple(match["choices"].split(",")) if match["choices"] is not None else ()
        if match["bounds"] is None:
            return cls(match["name"], choices=choices)
        low, colon, high = match["bounds"].partition(":")
        if not colon:
            low, high = "", low
        return cls(match["name"], int(low) if low else None, int(high) if high else None)

    @property
    def null(self) -> Any:
        """The null value of the base type, which hidden parameters read back."""
        if self.name in INTEGER_RANGES:
            return 0
        return {"boolean": False, "dateTime": list(UNKNOWN_TIME)}.get(self.name, "")

    def accept(self, raw: Any, declared: str | None = None, *, digits_only: bool = False) -> Any:
        """Turn ``raw``, a JSON value of a request with its declared ``Type``, into the value that the CPE keeps.

        ``digits_only`` is the CPE that takes booleans as 0 and 1 and refuses the words. Raises ValueFault.
        """
        if declared is not None and declared.removeprefix("xsd:") != self.name:
            raise ValueFault(9006)
        if self.name == "boolean":
            return self._boolean(raw, digits_only)
        if self.name in INTEGER_RANGES:
            return self._integer(raw)
        if self.name == "dateTime":
            return self._date_time(raw)
        return self._text(raw)

    @staticmethod
    def _boolean(raw: Any, digits_only: bool) -> bool:
        is_word = isinstance(raw, bool) or raw in ("true", "false")
        text = str(raw).lower() if isinstance(raw, bool) else str(raw)
        if text not in _BOOLEANS or (digits_only and is_word):
            raise ValueFault(9007)
        return _BOOLEANS[text]

    def _integer(self, raw: Any) -> int:
        if isinstance(raw, (bool, list)) or not _INTEGER.match(str(raw)):
            raise ValueFault(9007)
        value = int(raw)
        smallest, largest = INTEGER_RANGES[self.name]
        low = smallest if self.low is None else self.low
        high = largest if self.high is None else self.high
        if not low <= value <= high:
            raise ValueFault(9007)
        return value

    @staticmethod
    def _date_time(raw: Any) -> list[int]:
        try:
            if isinstance(raw, list):
                year, month, day, hour, minute, second = raw
                moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
            elif isinstance(raw, str):
                moment = datetime.fromisoformat(raw.replace("Z", "+00:00"))
            else:
                raise ValueFault(9007)
        except (ValueError, TypeError):
            raise ValueFault(9007) from None
        if moment.tzinfo is not None and moment.year > 1:
            moment = moment.astimezone(UTC)
        return list(moment.timetuple()[:6])

    def _text(self, raw: Any) -> str:
        if isinstance(raw, list):
            raise ValueFault(9007)
        text = str(raw).lower() if isinstance(raw, bool) else str(raw)
        length = self._octets(text)
        if (self.low is not None and length < self.low) or (self.high is not None and length > self.high):
            raise ValueFault(9007)
        if self.choices and text not in self.choices:
            raise ValueFault(9007)
        return text

    def _octets(self, text: str) -> int:
        """The length that the facets bound: characters of a string, octets of binary types."""
        try:
            if self.name == "base64":
                return len(base64.b64decode(text, validate=True))
            if self.name == "hexBinary":
                return len(binascii.unhexlify(text))
        except ValueError:
            raise ValueFault(9007) from None
        return len(text)
