# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_wan_priority: POST /api/config.wan.connection.priority."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

WRITE = "config.wan.connection.priority"

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"list": None}, "list"),
    ({"list": [{"priority": 1}]}, "conn_id"),
    ({"list": [{"conn_id": "1", "priority": -1}]}, "list[0].priority: -1 is out of range, allowed is at least 0"),
    ({"list": [{"conn_id": "1"}, {"conn_id": "1", "enable": True}]}, "list: each conn_id may occur once"),
    ({"list": [{"conn_id": "1", "group": 0}]}, "group"),
    ({"instant_active": True, "apply": False}, "instant_active: true contradicts apply: false"),
)


def _disabled(router: Any) -> None:
    router.patch({"wan": {"4": {"enable": False}}})


CASES = (
    Case(
        module="peplink_wan_priority",
        device="router-1",
        args={
            "list": [
                {"conn_id": "2", "priority": 1},
                {"conn_id": "1", "priority": 2},
                {"conn_id": "3", "enable": False},
                {"conn_id": "4", "enable": True},
            ]
        },
        changes=(
            "running.wan.1.connection.priority",
            "running.wan.2.connection.priority",
            "running.wan.3.enable",
        ),
        bad=BAD,
        write_path=WRITE,
    ),
    Case(
        module="peplink_wan_priority",
        device="router-1",
        name="applied",
        args={"list": [{"conn_id": "4", "priority": 1, "enable": True}], "instant_active": False},
        setup=_disabled,
        changes=("running.wan.4.connection.priority", "running.wan.4.enable"),
        write_path=WRITE,
    ),
    Case(
        module="peplink_wan_priority",
        device="router-1",
        name="disabled",
        # The status of a disabled WAN lacks its priority, which the configuration tells.
        args={"list": [{"conn_id": "4", "priority": 1}]},
        setup=_disabled,
        changes=("running.wan.4.connection.priority",),
        reads=2,
        write_path=WRITE,
    ),
)
