# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_carrier: POST /api/cmd.carrier.select, GET and POST /api/cmd.carrier.scan."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case

CARRIER = {"mcc": "454", "mnc": "06", "pcs": 0}

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"conn_id": None}, "conn_id"),
    ({"sim_id": 3}, "sim_id"),
    ({"selected_carrier": {"mcc": "454", "mnc": "06"}}, "pcs"),
    ({"selected_carrier": {**CARRIER, "pcs": 2}}, "pcs"),
    (
        {"selected_carrier": {**CARRIER, "mcc": "45"}},
        "selected_carrier.mcc: '45' is not valid, allowed is 3 digits",
    ),
    (
        {"selected_carrier": {**CARRIER, "mnc": "6"}},
        "selected_carrier.mnc: '6' is not valid, allowed is 2 or 3 digits",
    ),
    ({"wait_timeout": 0}, "wait_timeout: 0 is out of range"),
    ({"poll_interval": 0.0}, "poll_interval: 0.0 is out of range"),
)

CASES = (
    Case(
        module="peplink_carrier",
        device="router-1",
        args={"conn_id": "4", "selected_carrier": {**CARRIER, "name": "SMT HK"}},
        volatile=("timestamp",),
        changes=("running.wan.4.cellular.sim",),
        bad=BAD,
        write_path="cmd.carrier.select",
    ),
    Case(
        module="peplink_carrier",
        device="router-1",
        name="idle-sim",
        args={"conn_id": "4", "sim_id": 2, "selected_carrier": {**CARRIER, "mnc": "00"}},
        volatile=("timestamp",),
        changes=("running.wan.4.cellular.sim",),
        reads=2,
        write_path="cmd.carrier.select",
        # The configuration of a SIM need not be shown: that it does not show the carrier is no proof.
        faults=tuple(name for name in FAULTS if name != "silent"),
    ),
    Case(
        module="peplink_carrier",
        device="router-1",
        name="scan",
        args={"conn_id": "4", "scan": True, "poll_interval": 0.1, "wait_timeout": 5},
        volatile=("timestamp",),
        idempotent=False,
        write_path="cmd.carrier.scan",
    ),
)
