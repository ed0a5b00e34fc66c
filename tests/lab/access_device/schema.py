# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attributes of an access device and their limits (BroadWorks OCI-P R25, as the field notes give them)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.lab.access_device.errors import invalid


@dataclass(frozen=True)
class Text:
    """A string of ``low`` to ``high`` characters; ``clearable`` ones may be emptied."""

    low: int
    high: int
    clearable: bool = False

    def check(self, name: str, value: Any) -> Any:
        """The value, or ApiError."""
        if not isinstance(value, str):
            raise invalid(f"{name} must be a string")
        if not self.low <= len(value) <= self.high:
            raise invalid(f"{name} must have {self.low} to {self.high} characters")
        return value


@dataclass(frozen=True)
class Choice:
    """One of some strings."""

    values: tuple[str, ...]
    clearable: bool = False

    def check(self, name: str, value: Any) -> Any:
        """The value, or ApiError."""
        if value not in self.values or not isinstance(value, str):
            raise invalid(f"{name} must be one of {', '.join(self.values)}")
        return value


@dataclass(frozen=True)
class Boolean:
    """True or false."""

    clearable: bool = False

    def check(self, name: str, value: Any) -> Any:
        """The value, or ApiError."""
        if not isinstance(value, bool):
            raise invalid(f"{name} must be a boolean")
        return value


@dataclass(frozen=True)
class Number:
    """An integer from ``low`` to ``high``."""

    low: int
    high: int
    clearable: bool = False

    def check(self, name: str, value: Any) -> Any:
        """The value, or ApiError."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise invalid(f"{name} must be an integer")
        if not self.low <= value <= self.high:
            raise invalid(f"{name} must be from {self.low} to {self.high}")
        return value


Limit = Text | Choice | Boolean | Number

NAME = Text(1, 40)
TYPE = Text(1, 40)

# What can be written at creation and later.
WRITABLE: dict[str, Limit] = {
    "protocol": Text(1, 20),
    "netAddress": Text(1, 80, clearable=True),
    "port": Number(1025, 65535, clearable=True),
    "outboundProxyServerNetAddress": Text(1, 80, clearable=True),
    "stunServerNetAddress": Text(1, 80, clearable=True),
    "macAddress": Text(1, 12, clearable=True),
    "serialNumber": Text(1, 80, clearable=True),
    "description": Text(1, 80, clearable=True),
    "physicalLocation": Text(1, 1024, clearable=True),
    "transportProtocol": Choice(("UDP", "TCP", "TLS", "Unspecified")),
    "useCustomUserNamePassword": Boolean(),
    "userName": Text(1, 161, clearable=True),
    "password": Text(1, 60, clearable=True),
}

READ_ONLY = (
    "configurationFileName",
    "numberOfPorts",
    "numberOfAssignedPorts",
    "freePorts",
    "status",
    "version",
)
IMMUTABLE = ("deviceName", "deviceType")


def read_writable(given: dict[str, Any], clear_with: str) -> dict[str, Any]:
    """The writable members of ``given``, checked; a member to be cleared comes back as "".

    Raises ApiError for a member that doesn't exist, can't be written, or breaks its limit.
    """
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name in READ_ONLY:
            raise invalid(f"{name} is read-only")
        limit = WRITABLE.get(name)
        if limit is None:
            raise invalid(f"Unknown attribute {name}")
        if (value == "" and clear_with != "null") or (value is None and clear_with != "empty"):
            if not limit.clearable:
                raise invalid(f"{name} can not be cleared")
            values[name] = ""
        else:
            values[name] = limit.check(name, value)
    return values
