# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tags that are available to a device: of the system, of its type, of the group for its type, its own."""

from __future__ import annotations

from typing import Any

from tests.lab.access_device.context import DeviceRef, json_object
from tests.lab.access_device.errors import ApiError, invalid
from tests.lab.core.message import Request, Response

# Shown as the set of system tags, but not taken as the name of one.
SYSTEM_DEFAULT = "System Default"


def get_tags(ref: DeviceRef, request: Request) -> Response:
    """GET available_tags/, all or (``tagSetName``) those of one set of the system. Raises ApiError (404)."""
    wanted = _tag_set_name(ref, request)
    state = ref.server.state
    own_set = ref.type["tagSetName"]
    rows = _rows(state["tag_sets"].get(own_set, {}), "System_DeviceType", own_set)
    if wanted is not None:
        if wanted not in state["tag_sets"]:
            raise ApiError(404, f"Tag set not found: {wanted}")
        return Response.json_({"availableTags": rows if wanted == own_set else []})
    rows += _rows(state["system_tags"], "System_Default", SYSTEM_DEFAULT)
    rows += _rows(ref.group.record["type_tags"].get(ref.record["deviceType"], {}), "Group_DeviceType", "")
    rows += _rows(ref.record["tags"], "DeviceProfile", "")
    return Response.json_({"availableTags": rows})


def _rows(tags: dict[str, str], level: str, tag_set: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "value": value, "level": level, "tagSetName": tag_set, "regionName": ""}
        for name, value in tags.items()
    ]


def _tag_set_name(ref: DeviceRef, request: Request) -> str | None:
    """The asked set. The document has it in a JSON body of the GET (switch ``tag_set_in``)."""
    place = ref.server.options["tag_set_in"]
    in_query = request.query_values("tagSetName")
    if in_query and place in ("query", "both"):
        return in_query[0]
    if not request.body or place == "query":
        return None
    given = json_object(request)
    if set(given) - {"tagSetName"}:
        raise invalid("Only tagSetName can be given")
    name = given.get("tagSetName")
    if name is not None and not isinstance(name, str):
        raise invalid("tagSetName must be a string")
    return name
