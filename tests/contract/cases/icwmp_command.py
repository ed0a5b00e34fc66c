# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp_command: the method command of the ubus object tr069."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case

# A command reads nothing, so nothing can happen to its reads.
WRITE_FAULTS = tuple(
    fault for fault in FAULTS if "read" not in fault and fault not in ("unauthorized", "truncated_json")
)
NEW = "https://new.example.net/"


def change_configuration(device: Any) -> None:
    """Somebody has written another ACS into the CPE's configuration."""
    device.patch({"config": {"acs_url": NEW}})


def _case(command: str, *changes: str, **more: Any) -> Case:
    return Case(
        module="icwmp_command",
        device="cpe-1",
        name=command,
        args={"command": command},
        changes=changes,
        reads=0,
        idempotent=False,
        write_path="/ubus",
        faults=WRITE_FAULTS,
        **more,
    )


CASES = (
    _case(
        "reload",
        "active.acs_url",
        setup=change_configuration,
        bad=(
            ({"command": None}, "command"),
            ({"command": "reboot"}, "reboot_end_session"),
            ({"timeout": 0}, "timeout"),
        ),
    ),
    _case("reload_end_session", "end_session"),
    _case("reboot_end_session", "end_session"),
    _case("action_end_session", "end_session"),
)
