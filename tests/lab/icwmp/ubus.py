# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ubus: status codes, objects with methods, and how arguments of the wrong type are treated.

Sources: field notes "icwmp over ubus JSON-RPC in practice", section 1 (measured on uhttpd, rpcd, ubusd).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

OK = 0
INVALID_ARGUMENT = 2
METHOD_NOT_FOUND = 3
NOT_FOUND = 4
PERMISSION_DENIED = 6

#: ubus status code -> text, as the newer REST form spells it.
STATUS_TEXT = (
    "Success",
    "Invalid command",
    "Invalid argument",
    "Method not found",
    "Not found",
    "No response",
    "Permission denied",
    "Request timed out",
    "Operation not supported",
    "Unknown error",
    "Connection failed",
    "Out of memory",
    "Parsing message data failed",
    "System error",
)

#: What a method gives back: the ubus status code, and the data if there is any.
Reply = tuple[int, dict[str, Any] | None]
#: A method gets the id of the calling session and the arguments that have the declared types.
Method = Callable[[str, dict[str, Any]], Reply]

_TYPES: dict[str, type] = {"string": str, "boolean": bool, "number": int, "table": dict, "array": list}


@dataclass(frozen=True)
class UbusObject:
    """An object on the bus: its methods, and for each the types of its arguments (string, boolean, number, table, array)."""

    methods: Mapping[str, Method]
    signature: Mapping[str, Mapping[str, str]]

    def call(self, sid: str, method: str, arguments: dict[str, Any]) -> Reply:
        """Call a method. Arguments that are unknown or of another type are dropped, as blobmsg policies do."""
        handler = self.methods.get(method)
        if handler is None:
            return METHOD_NOT_FOUND, None
        declared = self.signature[method]
        typed = {name: value for name, value in arguments.items() if _has_type(value, declared.get(name))}
        return handler(sid, typed)


def _has_type(value: Any, name: str | None) -> bool:
    # A JSON boolean is no number on the bus, while Python takes bool for an int.
    return name is not None and type(value) is _TYPES[name]
