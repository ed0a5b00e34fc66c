# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_billing_cycle: POST /api/cmd.billing.newCycle."""

from __future__ import annotations

from tests.contract.case import Case

CASES = (
    Case(
        module="peplink_billing_cycle",
        device="router-1",
        args={"conn_id": "4", "sim_id": 1},
        idempotent=False,
        bad=(({"conn_id": None}, "conn_id"), ({"sim_id": 3}, "sim_id"), ({"sim_id": 0}, "sim_id")),
        write_path="cmd.billing.newCycle",
    ),
    Case(
        module="peplink_billing_cycle",
        device="router-1",
        name="ethernet",
        args={"conn_id": "2"},
        idempotent=False,
        write_path="cmd.billing.newCycle",
    ),
)
