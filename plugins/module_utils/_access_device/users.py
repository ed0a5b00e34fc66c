# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core import compare
from .._core.compare import Comparison
from .._core.errors import OptionError, Unsupported
from .._core.fields import Field, Group
from .._core.names import snake_keys
from .._core.normal import to_int
from .._core.plan import Write
from .._core.setting import Setting
from .of_device import OfDevice
from .paths import users_path
from .vendor import DEVICE_OPTIONS

LINE_PORT_LENGTH = (1, 161)
ORDERS = (1, 1024)
_MEMBERS = ("line_port", "user_id", "order")

Entry = dict[str, t.Any]

TABLE = Group(
    "",
    (
        Field("connected_users", type="list", api="connected_users", elements="raw", required=True),
        Field("no_line_re_ordering", type="bool", read_only=True),
        Field("static_line_re_ordering", type="bool", read_only=True),
    ),
)


class Users(OfDevice, Setting):
    """The order of the users connected to a device (APIO, "Update the port (order) of the Users connected to ..").

    In normal form connected_users is a list of line_port, user_id and order, by order.
    """

    key = "access_device_users"
    table = TABLE
    selectors: t.ClassVar[dict[str, t.Any]] = DEVICE_OPTIONS

    def validate(self) -> None:
        super().validate()
        self._entries()

    @property
    def _path(self) -> str:
        return users_path(self.device)

    def header(self) -> str:
        return f"{self.client.connection.device} {self._path}"

    def _entries(self) -> list[Entry]:
        """What the option asks for, as objects with an order. Raises OptionError."""
        given = self.params["connected_users"]
        strings = [isinstance(entry, str) for entry in given]
        if any(strings) and not all(strings):
            raise OptionError("connected_users", "is either a list of line ports or a list of objects, not both")
        if given and all(strings):
            entries = [{"line_port": entry, "order": place} for place, entry in enumerate(given, ORDERS[0])]
        else:
            entries = [_object(entry, f"connected_users[{number}]") for number, entry in enumerate(given)]
        for number, entry in enumerate(entries):
            _check(entry, f"connected_users[{number}]")
        for member in ("line_port", "user_id", "order"):
            _check_once(entries, member)
        return entries

    # -- what is, and what is to be ---------------------------------------------------------------------------------

    def read(self) -> t.Mapping[str, t.Any]:
        answer: dict[str, t.Any] = self.client.get(self._path, "connected_users")
        users = answer["connected_users"]
        return {**answer, "connected_users": _by_order([_known(user) for user in users if isinstance(user, dict)])}

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        held = current.get("connected_users", [])
        wanted = [self._resolved(entry, held) for entry in self._entries()]
        self._refuse_partial(wanted, held)
        return compare.compare(self.table, {"connected_users": _by_order(wanted)}, current)

    def _resolved(self, entry: Entry, held: list[Entry]) -> Entry:
        """The connected user that an entry means, at the place that it asks for. Raises OptionError."""
        given = {member: entry[member] for member in ("line_port", "user_id") if entry.get(member)}
        found = [user for user in held if all(user.get(member) == value for member, value in given.items())]
        words = " and ".join(f"{member} {value!r}" for member, value in given.items())
        if not found:
            raise OptionError("connected_users", f"no connected user has {words}; connected are {_names(held)}")
        if len(found) > 1:
            raise OptionError(
                "connected_users", f"several connected users have {words}: {_names(found)}; name line_port"
            )
        return {**found[0], "order": entry["order"]}

    def _refuse_partial(self, wanted: list[Entry], held: list[Entry]) -> None:
        left_out = [user for user in held if not any(_is_same(user, entry) for entry in wanted)]
        if left_out:
            raise OptionError(
                "connected_users",
                f"must name all connected users, the API takes no part of them; missing: {_names(left_out)}",
            )
        if len(wanted) > len(held):
            raise OptionError("connected_users", "names a connected user more than once")

    # -- the write --------------------------------------------------------------------------------------------------

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        self._refuse_impossible(comparison)
        users = [
            {"linePort": entry["line_port"], "userId": entry["user_id"], "order": entry["order"]}
            for entry in comparison.desired["connected_users"]
        ]
        return [Write("PUT", self._path, {"connected_users": users})]

    def _refuse_impossible(self, comparison: Comparison) -> None:
        """Raise what the server would answer to an order that this device can't have."""
        if comparison.current.get("no_line_re_ordering"):
            raise Unsupported(
                "the users of this device can't be ordered: its type does not support it (no_line_re_ordering)",
                device=self.client.connection.device,
                endpoint=f"PUT {self._path}",
            )
        orders = [entry["order"] for entry in comparison.desired["connected_users"]]
        if comparison.current.get("static_line_re_ordering") is False and orders != list(range(1, len(orders) + 1)):
            raise OptionError(
                "connected_users",
                f"this device's order is dynamic and has no gaps: order must be 1 to {len(orders)}, is "
                + ", ".join(map(str, orders)),
            )
        self._refuse_beyond(orders)

    def _refuse_beyond(self, orders: list[int]) -> None:
        answer = self.client.get(self.device, "deviceType")
        ports = to_int(answer.get("numberOfPorts"))
        if isinstance(ports, int) and ports >= 0 and orders and orders[-1] > ports:
            raise OptionError("connected_users", f"order {orders[-1]} is out of range, the device has {ports} ports")


def _object(entry: t.Any, path: str) -> Entry:
    """An object as the option gives it, with option names or with the API's."""
    if not isinstance(entry, dict):
        raise OptionError(path, f"{entry!r} is not valid, allowed is a line port or an object")
    found: Entry = {name: value for name, value in snake_keys(entry).items() if value is not None}
    unknown = sorted(set(found) - set(_MEMBERS))
    if unknown:
        raise OptionError(path, f"has no {', '.join(unknown)}, allowed are {', '.join(_MEMBERS)}")
    if "order" not in found:
        raise OptionError(f"{path}.order", "is required")
    if not found.get("line_port") and not found.get("user_id"):
        raise OptionError(path, "names no user: line_port or user_id is required")
    # Templating may have made a text of a number; a truth value is none.
    return found if isinstance(found["order"], bool) else {**found, "order": to_int(found["order"])}


def _check(entry: Entry, path: str) -> None:
    low, high = ORDERS
    order = entry["order"]
    if isinstance(order, bool) or not isinstance(order, int) or not low <= order <= high:
        raise OptionError(f"{path}.order", f"{order!r} is not valid, allowed is {low} to {high}")
    for member in ("line_port", "user_id"):
        value = entry.get(member)
        low, high = LINE_PORT_LENGTH
        if value is not None and (not isinstance(value, str) or not low <= len(value) <= high):
            raise OptionError(f"{path}.{member}", f"{value!r} is not valid, allowed are {low} to {high} characters")


def _check_once(entries: list[Entry], member: str) -> None:
    """A user may have several line ports, so that only whole entries repeat by user_id."""
    seen = [
        entry[member] for entry in entries if entry.get(member) and (member != "user_id" or not entry.get("line_port"))
    ]
    repeated = sorted({value for value in seen if seen.count(value) > 1}, key=str)
    if repeated:
        raise OptionError(
            "connected_users", f"each {member} may occur once: {', '.join(map(str, repeated))} occurs more often"
        )


def _known(user: Entry) -> Entry:
    return {
        "line_port": user.get("linePort") or "",
        "user_id": user.get("userId") or "",
        "order": to_int(user.get("order")),
    }


def _by_order(users: list[Entry]) -> list[Entry]:
    return sorted(
        users, key=lambda user: (user["order"] is None, user["order"] or 0, user["line_port"], user["user_id"])
    )


def _is_same(one: Entry, other: Entry) -> bool:
    return (one["line_port"], one["user_id"]) == (other["line_port"], other["user_id"])


def _names(users: list[Entry]) -> str:
    return ", ".join(user["line_port"] or user["user_id"] or "one without a name" for user in users) or "none"
