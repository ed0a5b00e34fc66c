# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_reboot: Reboot of the DMS."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case

CPE = {"search_options": {"cpe_id": "DMS_DEVICE"}}
# What a command alone does has no reads; what was turned away is for the user to send again.
WRITES_ONLY = tuple(
    fault for fault in FAULTS if "read" not in fault and fault not in ("unauthorized", "truncated_json", "busy_write")
)


def _has_values_that_a_reboot_brings_into_force(device: Any) -> None:
    """A change that the CPE has committed: so a reboot shows in its state."""
    device.set_options({"reboot_seconds": 0.0, "deferred": True})
    device.cpe("DMS_DEVICE").set_parameter_values(
        [{"Name": "InternetGatewayDevice.ManagementServer.PeriodicInformInterval", "Value": 3600}], ""
    )


CHANGES = ("cpes.DMS_DEVICE.pending.*", "cpes.DMS_DEVICE.values.*")

CASES = (
    Case(
        module="dms_reboot",
        device="dms",
        args={**CPE, "description": "By the contract"},
        setup=_has_values_that_a_reboot_brings_into_force,
        changes=CHANGES,
        reads=0,
        idempotent=False,
        write_path="Reboot",
        faults=WRITES_ONLY,
        bad=(
            ({"search_options": None}, "dms_cpe_id"),
            ({"wait": True, "command_options": {"multiple": True}}, "wait"),
            ({"wait": True, "wait_timeout": 0}, "wait_timeout"),
            ({"command_options": {"timeout": 0}}, "command_options.timeout"),
            ({"state": "rebooted"}, "state"),
        ),
    ),
    Case(
        module="dms_reboot",
        name="waited-for",
        device="dms",
        args={**CPE, "command_options": {"async": True}, "wait": True, "wait_timeout": 10, "poll_interval": 1},
        setup=_has_values_that_a_reboot_brings_into_force,
        changes=CHANGES,
        reads=1,
        idempotent=False,
        write_path="Reboot",
        volatile=("env_id", "uptime", "api_requests"),
        faults=WRITES_ONLY,
    ),
)
