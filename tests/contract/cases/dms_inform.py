# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_inform: ScheduleInform of the DMS."""

from __future__ import annotations

from tests.contract.case import Case
from tests.contract.cases.dms_reboot import WRITES_ONLY

CASES = (
    Case(
        module="dms_inform",
        device="dms",
        args={"search_options": {"cpe_id": "DMS_DEVICE"}, "delay_seconds": 3600, "command_key": "later"},
        changes=("cpes.DMS_DEVICE.tasks",),
        reads=0,
        idempotent=False,
        write_path="ScheduleInform",
        faults=WRITES_ONLY,
        bad=(
            ({"delay_seconds": None}, "delay_seconds"),
            ({"delay_seconds": 0}, "1 to 4294967295"),
            ({"delay_seconds": 2**32}, "1 to 4294967295"),
            ({"command_key": "k" * 33}, "0 to 32"),
            ({"search_options": None}, "dms_cpe_id"),
            ({"poll_interval": 0}, "poll_interval"),
        ),
    ),
)
