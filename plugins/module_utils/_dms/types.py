# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import base64
import binascii
import datetime
import re
import typing as t

# The types of TR-069 (A.2.1, TR-106 3.2), as an option may name them.
TYPES = ("string", "int", "unsignedInt", "long", "unsignedLong", "boolean", "dateTime", "base64", "hexBinary")

# What an integer of an answer is known to be: JSON does not tell which of the four.
INTEGER = "integer"

RANGES = {
    "int": (-(2**31), 2**31 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedLong": (0, 2**64 - 1),
    INTEGER: (-(2**63), 2**64 - 1),
}

_TRUE = frozenset({"1", "true"})
_FALSE = frozenset({"0", "false"})
_DIGITS = re.compile(r"[+-]?\d+\Z")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})*\Z")
_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})[T ](?P<time>\d{2}:\d{2}:\d{2})(?:\.(?P<fraction>\d+))?"
    r"(?P<zone>[Zz]|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))?\Z"
)
_BOOLEANS = "true, false, 1 or 0"
_MOMENTS = "a time such as 2026-01-31T08:00:00Z, or six integers: year, month, day, hour, minute, second"


class NoValue(ValueError):
    """A value is none of its type; the text says what is allowed."""


def normal(value: t.Any, kind: str) -> t.Any:
    """A value of the type ``kind`` (of TYPES, or INTEGER) in the form in which values of this type are compared.

    Out: str, int, bool, bytes (base64) or an aware datetime in UTC. Raises NoValue.
    """
    if kind == "boolean":
        return _boolean(value)
    if kind in RANGES:
        return _integer(value, kind)
    if kind == "dateTime":
        return moment(value)
    text = as_text(value)
    if kind == "base64":
        try:
            return base64.b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError):
            raise NoValue("base64, padded with =") from None
    if kind == "hexBinary" and not _HEX.match(text):
        raise NoValue("an even number of hexadecimal digits")
    return text


def as_text(value: t.Any) -> str:
    """A value as a TR-069 string: booleans as true and false, lists with commas. Raises NoValue."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)) and not any(isinstance(item, (list, tuple)) for item in value):
        return ",".join(map(as_text, value))
    if isinstance(value, float):
        raise NoValue("a string: put the number in quotes, so that it is sent as it is written")
    raise NoValue("a string, a number, a boolean, or a list of them")


def _boolean(value: t.Any) -> bool:
    if isinstance(value, bool):
        return value
    word = as_text(value).strip().lower() if isinstance(value, (str, int)) else ""
    if word not in _TRUE | _FALSE:
        raise NoValue(_BOOLEANS)
    return word in _TRUE


def _integer(value: t.Any, kind: str) -> int:
    low, high = RANGES[kind]
    allowed = f"an integer from {low} to {high}"
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise NoValue(allowed)
    if isinstance(value, str) and not _DIGITS.match(value.strip()):
        raise NoValue(allowed)
    number = int(value)
    if not low <= number <= high:
        raise NoValue(allowed)
    return number


def moment(value: t.Any) -> datetime.datetime:
    """The instant of a dateTime: ISO 8601 with a zone (UTC without), six integers (UTC), or a datetime.

    Unknown Time is 0001-01-01T00:00:00Z, or [1, 1, 1, 0, 0, 0] (TR-106 3.2). Raises NoValue.
    """
    try:
        if isinstance(value, datetime.datetime):
            return _utc(value)
        if is_six(value):
            year, month, day, hour, minute, second = value
            return datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.timezone.utc)
        found = _ISO.match(value.strip()) if isinstance(value, str) else None
        if found is None:
            raise NoValue(_MOMENTS)
        base = datetime.datetime.fromisoformat(f"{found['date']}T{found['time']}")
        if found["fraction"]:
            base = base.replace(microsecond=int(found["fraction"][:6].ljust(6, "0")))
        if found["sign"]:
            offset = datetime.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
            base -= offset if found["sign"] == "+" else -offset
        return base.replace(tzinfo=datetime.timezone.utc)
    except (ValueError, OverflowError):
        raise NoValue(_MOMENTS) from None


def _utc(value: datetime.datetime) -> datetime.datetime:
    if value.tzinfo is None:
        return value.replace(tzinfo=datetime.timezone.utc)
    return value.astimezone(datetime.timezone.utc)


def is_six(value: t.Any) -> bool:
    """Whether a value is a dateTime as the DMS shows one: six integers."""
    return (
        isinstance(value, (list, tuple))
        and len(value) == 6
        and all(isinstance(item, int) and not isinstance(item, bool) for item in value)
    )


def is_null(value: t.Any) -> bool:
    """Whether a value is the null value of its type, which hidden parameters read back as: "", 0, false, Unknown Time."""
    if is_six(value):
        return list(value) == [1, 1, 1, 0, 0, 0]
    return value in (None, "", 0, False, "0", "false", "0001-01-01T00:00:00Z") or value == []


def kind_of(held: t.Any, wanted: t.Any) -> str:
    """The type of a parameter by the value that the CPE reports, where that tells it; else by the value wanted."""
    if isinstance(held, bool):
        return "boolean"
    if isinstance(held, int):
        worded = isinstance(wanted, bool) or (isinstance(wanted, str) and wanted.strip().lower() in ("true", "false"))
        return "boolean" if worded and held in (0, 1) else INTEGER
    if is_six(held):
        return "dateTime"
    if isinstance(held, str):
        if isinstance(wanted, bool) and held.strip().lower() in _TRUE | _FALSE:
            return "boolean"
        return "dateTime" if _is_moment(held) and _is_moment(wanted) else "string"
    if held is None and isinstance(wanted, bool):
        return "boolean"
    return INTEGER if held is None and isinstance(wanted, int) else "string"


def _is_moment(value: t.Any) -> bool:
    try:
        moment(value)
    except NoValue:
        return False
    return True


def equal(wanted: t.Any, held: t.Any, kind: str) -> bool:
    """Whether a value wanted and a value read are the same one of the type ``kind``. Raises NoValue for the one wanted."""
    asked = normal(wanted, kind)
    if held is None:
        return asked in ("", b"")
    if isinstance(asked, datetime.datetime) and is_six(held):
        asked = asked.replace(microsecond=0)  # This form has no fractions.
    try:
        return bool(asked == normal(held, kind))
    except NoValue:
        return False


def wire(wanted: t.Any, held: t.Any, kind: str) -> t.Any:
    """The value wanted in the form in which the DMS is sent it: that in which it shows the parameter. Raises NoValue."""
    value = normal(wanted, kind)
    if kind == "boolean":
        if isinstance(held, str) and held.strip().lower() in _TRUE | _FALSE:
            numeric = held.strip() in ("0", "1")
            return ("1" if value else "0") if numeric else as_text(value)
        return int(value) if isinstance(held, int) and not isinstance(held, bool) else value
    if kind == "dateTime":
        if is_six(held) or held is None:
            return [value.year, value.month, value.day, value.hour, value.minute, value.second]
        text = value.replace(tzinfo=None).isoformat(timespec="seconds" if not value.microsecond else "microseconds")
        return text + "Z"
    return as_text(wanted) if kind in ("base64", "hexBinary") else value


def type_read(held: t.Any, kind: str) -> str | None:
    """The type that the value read proves, for a request's ``Type``; None where it proves none.

    A JSON integer may be any of four types, and a CPE refuses the wrong one with fault 9006.
    """
    if isinstance(held, bool) or (isinstance(held, str) and kind in ("string", "dateTime")) or is_six(held):
        return kind
    return None
