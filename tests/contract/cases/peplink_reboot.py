# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_reboot: POST /api/cmd.system.reboot."""

from __future__ import annotations

from tests.contract.case import FAULTS, Case
from tests.lab.peplink import PeplinkRouter


def _firmware_8_2(router: PeplinkRouter) -> None:
    router.set_options({"firmware": "8.2.0 build 5000", "reboot_seconds": 0.5})


# What is read of the firmware before is not fatal, so that a login that is refused once more shows later only.
FAULTS_BUT_LOGIN = tuple(name for name in FAULTS if name != "unauthorized")

CASES = (
    Case(
        module="peplink_reboot",
        device="router-1",
        args={"wait_timeout": 5, "poll_interval": 0.2},
        setup=_firmware_8_2,
        idempotent=False,
        bad=(
            ({"firmware_id": 3}, "firmware_id"),
            ({"wait_timeout": 0}, "wait_timeout: 0 is out of range, allowed is at least 1"),
            ({"poll_interval": 0.0}, "poll_interval: 0.0 is out of range, allowed is at least 0.1"),
        ),
        write_path="cmd.system.reboot",
        volatile=("api_requests",),
        faults=FAULTS_BUT_LOGIN,
    ),
    Case(
        module="peplink_reboot",
        device="router-1",
        name="firmware",
        args={"firmware_id": 1, "wait": False},
        setup=_firmware_8_2,
        idempotent=False,
        write_path="cmd.system.reboot",
        # Without waiting, the next run meets a router that does not answer yet, or runs a firmware that can't be rebooted so.
        faults=(),
    ),
)
