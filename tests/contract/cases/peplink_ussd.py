# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_ussd: POST /api/cmd.sendUssd."""

from __future__ import annotations

from tests.contract.case import FAULTS, Case

CASES = (
    Case(
        module="peplink_ussd",
        device="router-1",
        args={"conn_id": "4", "ussd": "*109#", "sim_id": "1"},
        idempotent=False,
        bad=(
            ({"conn_id": None}, "conn_id"),
            ({"ussd": None}, "ussd"),
            ({"ussd": "call home"}, "ussd: 'call home' is not valid, allowed is digits, * and #"),
            ({"ussd": ""}, "ussd"),
        ),
        write_path="cmd.sendUssd",
        # A login that is refused while the firmware is asked for is not fatal: the router need not tell it.
        faults=tuple(name for name in FAULTS if name != "unauthorized"),
    ),
)
