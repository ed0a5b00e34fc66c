# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_parameter_values: GetParameterValues, SetParameterValues and SmartSPV of the DMS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.contract.case import FAULTS, Case

MANAGEMENT = "InternetGatewayDevice.ManagementServer"
HELD = f"cpes.DMS_DEVICE.values.{MANAGEMENT}"
CPE = {"search_options": {"cpe_id": "DMS_DEVICE"}}
WIFI = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1"
KEY = "planted-wifi-key-4711"

# Status 1 says that a value may not be in force yet, so that one which reads back otherwise is no failure.
WITHOUT_SILENT = tuple(fault for fault in FAULTS if fault != "silent")


def _named(**values: Any) -> list[dict[str, Any]]:
    return [{"name": f"{MANAGEMENT}.{name}", "value": value} for name, value in values.items()]


def _with(**options: Any) -> Callable[[Any], None]:
    """A setup that gives the DMS these switches."""

    def setup(device: Any) -> None:
        device.set_options(options)

    return setup


CASES = (
    Case(
        module="dms_parameter_values",
        name="typed",
        device="dms",
        setup=_with(spv_status=0),
        args={
            **CPE,
            "parameters": _named(PeriodicInformEnable=False, PeriodicInformInterval="3600", Username="007"),
        },
        changes=(f"{HELD}.PeriodicInformEnable", f"{HELD}.PeriodicInformInterval", f"{HELD}.Username"),
        write_path="SetParameterValues",
        bad=(
            ({"search_options": None}, "dms_cpe_id"),
            ({"search_options": {"cpe_id": ""}}, "search_options.cpe_id"),
            ({"search_options": {"last_seen": "=5"}}, "search_options.last_seen"),
            ({"search_options": {"serial": "1"}}, "serial"),
            ({"command_options": {"timeout": 0}}, "command_options.timeout"),
            ({"parameters": []}, "parameters"),
            ({"parameters": [{"name": f"{MANAGEMENT}.", "value": 1}]}, "parameters[0].name"),
            ({"parameters": [{"name": "a b.c", "value": 1}]}, "parameters[0].name"),
            ({"parameters": _named(URL="a") + _named(URL="b")}, "parameters[1].name"),
            ({"parameters": [{"name": "Device.X", "value": -1, "type": "unsignedInt"}]}, "0 to 4294967295"),
            ({"parameters": [{"name": "Device.X", "value": "maybe", "type": "boolean"}]}, "parameters[0].value"),
            ({"parameters": [{"name": "Device.X", "value": "31.1.2026", "type": "dateTime"}]}, "six integers"),
            ({"parameters": [{"name": "Device.X", "value": "abc", "type": "base64"}]}, "base64"),
            ({"parameters": [{"name": "Device.X", "value": 1.5}]}, "quotes"),
            ({"parameters": [{"name": "Device.X", "value": 1, "type": "float"}]}, "type"),
            ({"method": "smartest"}, "method"),
        ),
    ),
    Case(
        module="dms_parameter_values",
        name="date-time",
        device="dms",
        args={**CPE, "parameters": _named(PeriodicInformTime="2026-01-31T04:15:00+01:00")},
        changes=(f"{HELD}.PeriodicInformTime",),
        write_path="SetParameterValues",
        faults=WITHOUT_SILENT,
    ),
    Case(
        module="dms_parameter_values",
        name="secret",
        device="dms",
        args={
            **CPE,
            "parameters": [
                {"name": f"{WIFI}.SSID", "value": "Guest"},
                {"name": f"{WIFI}.KeyPassphrase", "value": KEY},
            ],
        },
        changes=(f"cpes.DMS_DEVICE.values.{WIFI}.SSID", f"cpes.DMS_DEVICE.values.{WIFI}.KeyPassphrase"),
        secrets=(KEY,),
        write_path="SetParameterValues",
        faults=WITHOUT_SILENT,
    ),
    Case(
        module="dms_parameter_values",
        name="smart",
        device="dms",
        args={
            **CPE,
            "method": "smart",
            "parameters": _named(PeriodicInformEnable=False, URL="https://acs.example.com"),
        },
        changes=(f"{HELD}.PeriodicInformEnable", f"{HELD}.URL"),
        write_path="SmartSPV",
        faults=WITHOUT_SILENT,
    ),
    Case(
        module="dms_parameter_values",
        name="falls-back",
        device="dms",
        setup=_with(boolean_quirk=True),
        args={**CPE, "parameters": _named(PeriodicInformEnable=False)},
        changes=(f"{HELD}.PeriodicInformEnable",),
        write_path="SetParameterValues",
        faults=WITHOUT_SILENT,
    ),
    Case(
        module="dms_parameter_values",
        name="several",
        device="dms",
        args={
            "search_options": {"vendor": "ALPHA", "data_model": "TR-098"},
            "command_options": {"multiple": True},
            "parameters": _named(PeriodicInformInterval=3600),
        },
        changes=(f"cpes.*.values.{MANAGEMENT}.PeriodicInformInterval",),
        write_path="SetParameterValues",
        faults=WITHOUT_SILENT,
    ),
    Case(
        module="dms_parameter_values",
        name="async-waited-for",
        device="dms",
        setup=_with(async_code=202, spv_status=0),
        args={
            **CPE,
            "command_options": {"async": True},
            "wait": True,
            "parameters": _named(PeriodicInformInterval=3600),
        },
        changes=(f"{HELD}.PeriodicInformInterval",),
        write_path="SetParameterValues",
        volatile=("env_id",),
        bad=(({"wait_timeout": 0}, "wait_timeout"), ({"poll_interval": 0}, "poll_interval")),
    ),
)
