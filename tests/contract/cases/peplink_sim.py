# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_sim: GET and POST /api/cmd.wan.cellular."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case
from tests.lab.peplink import PeplinkRouter

WRITE = "cmd.wan.cellular"

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"conn_id": None}, "conn_id"),
    ({"enabled_sim": [3]}, "enabled_sim"),
    ({"enabled_sim": []}, "enabled_sim: 0 entries given, allowed are 1 to 2"),
    ({"enabled_sim": [1, 1]}, "enabled_sim: [1, 1] is not valid, allowed are one SIM or more, each once"),
    ({"preferred_sim": 3}, "preferred_sim"),
    ({"enabled_sim": [2]}, "preferred_sim: is only valid where both SIMs are used, not with enabled_sim [2]"),
    ({"clear": ["preferred_sim"]}, "'preferred_sim' is set and cleared"),
    ({"clear": ["enabled_sim"]}, "it can clear: preferred_sim"),
    ({"sim_priority": ["1"]}, "mutually exclusive"),
)


def _firmware_8_3(router: PeplinkRouter) -> None:
    router.set_options({"firmware": "8.3.0 build 5229"})


CASES = (
    Case(
        module="peplink_sim",
        device="router-1",
        args={"conn_id": "4", "enabled_sim": [2, 1], "preferred_sim": 2},
        changes=("running.wan.4.cellular.preferredSim",),
        bad=BAD,
        write_path=WRITE,
    ),
    Case(
        module="peplink_sim",
        device="router-1",
        name="one",
        args={"conn_id": "4", "enabled_sim": [2]},
        changes=("running.wan.4.cellular.simCardScheme", "running.wan.4.cellular.preferredSim"),
        write_path=WRITE,
    ),
    Case(
        module="peplink_sim",
        device="router-1",
        name="no-preference",
        args={"conn_id": "4", "clear": ["preferred_sim"]},
        changes=("running.wan.4.cellular.preferredSim",),
        write_path=WRITE,
    ),
    Case(
        module="peplink_sim",
        device="router-1",
        name="priority",
        args={"conn_id": "4", "sim_priority": ["2", "remoteSim"]},
        setup=_firmware_8_3,
        changes=("running.wan.4.cellular.simCardScheme", "running.wan.4.cellular.simPriority"),
        # No router shows it, so that each run sets it.
        idempotent=False,
        bad=(
            ({"sim_priority": []}, "sim_priority: [] is not valid, allowed are one SIM or more, each once"),
            ({"sim_priority": ["1", "1"]}, "sim_priority: ['1', '1'] is not valid"),
            ({"clear": ["preferred_sim"]}, "clear: is not valid with sim_priority"),
        ),
        write_path=WRITE,
        # A write that is refused for want of a session is sent again after a login: it was not processed.
        faults=tuple(name for name in FAULTS if name != "unauthorized"),
    ),
)
