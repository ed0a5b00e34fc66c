# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The users connected to a device, and the order of their ports."""

from __future__ import annotations

from typing import Any

from tests.lab.access_device.context import DeviceRef, json_object
from tests.lab.access_device.errors import UNSUPPORTED_OPERATION, ApiError, invalid
from tests.lab.access_device.seed import DYNAMIC, NO_ORDERING, STATIC, UNLIMITED
from tests.lab.core.message import Request, Response

# The vendor's texts, misspellings included.
UNSUPPORTED = "This type of device does not support users reordering"
REPEATED = "Each port (order) can only be present once"
PARTIAL = "All connected users must he provided in the PUT, no partial update allowed"
UNKNOWN_LINE_PORT = "All linePorts in the new values mmust be present in the old values"
TOO_BIG = "A port (order) can not be bigger than the maximum number of ports of the device"

_MEMBERS = frozenset(
    (
        "linePort",
        "lastName",
        "firstName",
        "phoneNumber",
        "userId",
        "userType",
        "endpointType",
        "order",
        "primary",
        "extension",
        "department",
        "emailAddress",
    )
)


def get_users(ref: DeviceRef, request: Request) -> Response:
    """GET connected_users/."""
    ordering = ref.type["ordering"]
    return Response.json_(
        {
            "connected_users": ref.record["users"],
            "noLineReOrdering": ordering == NO_ORDERING,
            "staticLineReOrdering": ordering == STATIC,
        }
    )


def set_order(ref: DeviceRef, request: Request) -> Response:
    """PUT connected_users/: every user, each with its port; strings mean the ports 1, 2, 3, .."""
    given = json_object(request)
    if set(given) != {"connected_users"} or not isinstance(given["connected_users"], list):
        raise invalid("connected_users must be a list")
    if ref.type["ordering"] == NO_ORDERING:
        raise ApiError(400, UNSUPPORTED, UNSUPPORTED_OPERATION)
    wanted = _pairs(given["connected_users"])
    orders = [order for _line_port, order in wanted]
    if len(set(orders)) != len(orders):
        raise invalid(REPEATED)
    users = ref.record["users"]
    present = sorted(user["linePort"] for user in users)
    asked = sorted(line_port for line_port, _order in wanted)
    if set(asked) - set(present):
        raise invalid(UNKNOWN_LINE_PORT)
    if asked != present:
        raise invalid(PARTIAL)
    limit = ref.type["numberOfPorts"]
    if limit != UNLIMITED and any(order > limit for order in orders):
        raise invalid(TOO_BIG)
    by_line_port = dict(wanted)
    if ref.type["ordering"] == DYNAMIC and sorted(orders) != list(range(1, len(orders) + 1)):
        if ref.server.options["dynamic_gaps"] == "refuse":
            raise invalid("Gaps between the ports are not supported by this type of device")
        ranked = sorted(by_line_port, key=lambda line_port: by_line_port[line_port])
        by_line_port = {line_port: place for place, line_port in enumerate(ranked, 1)}
    for user in users:
        user["order"] = by_line_port[user["linePort"]]
    return Response.json_({"connected_users": users})


def _pairs(entries: list[Any]) -> list[tuple[str, int]]:
    """The linePorts with their ports."""
    if all(isinstance(entry, str) for entry in entries):
        return [(entry, place) for place, entry in enumerate(entries, 1)]
    pairs = []
    for entry in entries:
        if not isinstance(entry, dict) or not {"linePort", "order"} <= set(entry) <= _MEMBERS:
            raise invalid("connected_users must be linePorts, or objects with linePort and order")
        line_port, order = entry["linePort"], entry["order"]
        if not isinstance(line_port, str) or isinstance(order, bool) or not isinstance(order, int) or order < 1:
            raise invalid("linePort must be a string, order an integer from 1")
        pairs.append((line_port, order))
    return pairs
