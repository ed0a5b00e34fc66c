# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_factory_reset: FactoryReset of the DMS."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case
from tests.contract.cases.dms_reboot import WRITES_ONLY

CPE = {"search_options": {"cpe_id": "DMS_DEVICE"}}
INTERVAL = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"


def _is_configured(device: Any) -> None:
    device.set_options({"reboot_seconds": 0.0})
    device.patch({"cpes": {"DMS_DEVICE": {"values": {INTERVAL: 3600}}}})


CASES = (
    Case(
        module="dms_factory_reset",
        device="dms",
        args={**CPE, "confirm": "DMS_DEVICE"},
        setup=_is_configured,
        changes=(f"cpes.DMS_DEVICE.values.{INTERVAL}", "cpes.DMS_DEVICE.resets"),
        reads=0,
        idempotent=False,
        write_path="FactoryReset",
        faults=WRITES_ONLY,
        bad=(
            ({"confirm": None}, "confirm"),
            ({"confirm": "CPE000001"}, "confirm"),
            ({"confirm": "dms_device"}, "'DMS_DEVICE'"),
            ({"search_options": {"model": "ALPHA 001"}}, "search_options.cpe_id"),
            ({"search_options": {"cpe_id": "CPE000001"}}, "confirm"),
            ({"search_options": None}, "dms_cpe_id"),
            ({"command_options": {"multiple": True}}, "command_options.multiple"),
        ),
    ),
    Case(
        module="dms_factory_reset",
        name="waited-for",
        device="dms",
        args={**CPE, "confirm": "DMS_DEVICE", "wait": True, "wait_timeout": 10, "poll_interval": 1},
        setup=_is_configured,
        changes=(f"cpes.DMS_DEVICE.values.{INTERVAL}", "cpes.DMS_DEVICE.resets"),
        reads=1,
        idempotent=False,
        write_path="FactoryReset",
        volatile=("uptime", "api_requests"),
        faults=WRITES_ONLY,
    ),
)
