# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device_users: the order of the users connected to a device."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case
from tests.contract.cases.access_device import GROUP, PLACE

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"connected_users": None}, "connected_users"),
    ({"connected_users": ["a", {"line_port": "b", "order": 2}]}, "not both"),
    ({"connected_users": [7]}, "line port or an object"),
    ({"connected_users": ["a", "a"]}, "each line_port may occur once: a"),
    ({"connected_users": [""]}, "1 to 161"),
    ({"connected_users": ["x" * 162]}, "1 to 161"),
    ({"connected_users": [{"line_port": "a"}]}, "connected_users[0].order: is required"),
    ({"connected_users": [{"order": 1}]}, "line_port or user_id"),
    ({"connected_users": [{"line_port": "a", "order": 0}]}, "1 to 1024"),
    ({"connected_users": [{"line_port": "a", "order": 1025}]}, "1 to 1024"),
    ({"connected_users": [{"line_port": "a", "order": "first"}]}, "1 to 1024"),
    ({"connected_users": [{"line_port": "a", "order": True}]}, "1 to 1024"),
    ({"connected_users": [{"line_port": 5, "order": 1}]}, "1 to 161"),
    ({"connected_users": [{"line_port": "a", "order": 1, "primary": True}]}, "has no primary"),
    (
        {"connected_users": [{"line_port": "a", "order": 2}, {"line_port": "b", "order": 2}]},
        "each order may occur once",
    ),
    ({"connected_users": [{"user_id": "a", "order": 1}, {"user_id": "a", "order": 2}]}, "each user_id may occur once"),
    ({"device_name": "x" * 41}, "1 to 40"),
    ({"device_name": "."}, "URL"),
    ({"tenant_id": None}, "access_device_tenant_id"),
    ({"group_id": None}, "access_device_group_id"),
)

CASES = (
    Case(
        module="access_device_users",
        name="static",
        device="apio",
        url_path="/api/v1",
        args={
            **GROUP,
            "device_name": "foodevice",
            "connected_users": [
                {"line_port": "test1@sip.example.net", "order": 4},
                {"user_id": "test2@example.net", "order": 1},
            ],
        },
        changes=(f"{PLACE}foodevice.users",),
        write_path="/connected_users/$",
        bad=BAD,
    ),
    Case(
        module="access_device_users",
        name="dynamic",
        device="apio",
        url_path="/api/v1",
        args={
            **GROUP,
            "device_name": "dect-base",
            "connected_users": ["test5@sip.example.net", "test3@sip.example.net", "test4@sip.example.net"],
        },
        changes=(f"{PLACE}dect-base.users",),
        write_path="/connected_users/$",
    ),
)
