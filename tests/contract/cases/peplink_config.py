# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_config: POST /api/cmd.config.apply and /api/cmd.config.discard."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case


def leave_pending(device: Any) -> None:
    """Somebody has renamed an SSID profile in the web admin, and not applied it."""
    pending = device.snapshot()["running"]
    pending["ssid"]["1"]["name"] = "Renamed by hand"
    device.patch({"pending": pending})


BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"state": None}, "state"),
    ({"state": "present"}, "applied, discarded"),
)
# A command reads nothing, so nothing can happen to its reads.
WRITE_FAULTS = tuple(
    fault for fault in FAULTS if "read" not in fault and fault not in ("unauthorized", "truncated_json")
)

CASES = (
    Case(
        module="peplink_config",
        device="router-1",
        name="applied",
        args={"state": "applied"},
        setup=leave_pending,
        changes=("running.ssid.1.name", "pending*"),
        reads=0,
        idempotent=False,
        bad=BAD,
        write_path="cmd.config.apply",
        faults=WRITE_FAULTS,
    ),
    Case(
        module="peplink_config",
        device="router-1",
        name="discarded",
        args={"state": "discarded"},
        setup=leave_pending,
        changes=("pending*",),
        reads=0,
        idempotent=False,
        write_path="cmd.config.discard",
        faults=WRITE_FAULTS,
    ),
)
