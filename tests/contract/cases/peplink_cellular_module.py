# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_cellular_module: POST /api/cmd.cellularModule.reset and /api/cmd.cellularModule.rescanNetwork."""

from __future__ import annotations

from tests.contract.case import Case

CASES = (
    Case(
        module="peplink_cellular_module",
        device="router-1",
        args={"conn_id": "4", "action": "reset"},
        idempotent=False,
        bad=(
            ({"conn_id": None}, "conn_id"),
            ({"action": None}, "action"),
            ({"action": "off"}, "reset, rescan_network"),
        ),
        write_path="cmd.cellularModule.reset",
    ),
    Case(
        module="peplink_cellular_module",
        device="router-1",
        name="rescan",
        args={"conn_id": "4", "action": "rescan_network"},
        idempotent=False,
        write_path="cmd.cellularModule.rescanNetwork",
    ),
)
