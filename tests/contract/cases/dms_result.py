# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_result: GetResult of the DMS."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

ENV_ID = "6c1d0a53-6b0e-4c7b-9a53-2f2a70c5f1de"
INTERVAL = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"


def _has_started_a_change(device: Any) -> None:
    """A scenario that was started a moment ago, and ends at once."""
    now = device.clock.now()
    scenario = {
        "env_id": ENV_ID,
        "method": "SetParameterValues",
        "parameters": [{"Name": INTERVAL, "Value": 3600}],
        "cpe_ids": ["DMS_DEVICE"],
        "started": now,
        "pending": {"DMS_DEVICE": now},
        "missed": [],
    }
    device.restore({"queued": [scenario]})


CASES = (
    Case(
        module="dms_result",
        device="dms",
        args={"env_id": ENV_ID},
        setup=_has_started_a_change,
        bad=(
            ({"env_id": None}, "env_id"),
            ({"env_id": " "}, "env_id"),
            ({"wait_timeout": 0}, "wait_timeout"),
            ({"poll_interval": 0}, "poll_interval"),
            ({"query": "a[?"}, "query"),
            ({"search_options": {"cpe_id": "DMS_DEVICE"}}, "search_options"),
        ),
    ),
    Case(module="dms_result", name="unknown", device="dms", args={"env_id": ENV_ID, "wait": False}),
)
