# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_fleet_parameter_values: the value methods of the DMS over several CPEs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.contract.case import FAULTS, Case

MANAGEMENT = "InternetGatewayDevice.ManagementServer"
WIFI = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1"
KEYS = ("planted-fleet-key-1", "planted-fleet-key-2")
INTERVAL = f"{MANAGEMENT}.PeriodicInformInterval"
CHANGES = (f"cpes.*.values.{INTERVAL}",)

# What is listed before costs one request for the count, one for the page, and one that finds no further page.
LISTING = 3


def _interval(value: Any) -> list[dict[str, Any]]:
    return [{"name": INTERVAL, "value": value}]


def _with(**options: Any) -> Callable[[Any], None]:
    """A setup that gives the DMS these switches, and CPEs of one data model only."""

    def setup(device: Any) -> None:
        device.set_options({"data_model": "TR-098", "spv_status": 0, **options})

    return setup


def _wifi(number: int) -> dict[str, Any]:
    return {
        "cpe_id": f"CPE00000{number}",
        "parameters": [
            {"name": f"{WIFI}.SSID", "value": f"Home {number}"},
            {"name": f"{WIFI}.KeyPassphrase", "value": KEYS[number - 1]},
        ],
    }


CASES = (
    Case(
        module="dms_fleet_parameter_values",
        name="found",
        device="dms",
        setup=_with(),
        args={"search_options": {"vendor": "ALPHA", "last_seen": ">0"}, "parameters": _interval("3600")},
        changes=CHANGES,
        reads=LISTING + 14,
        write_path="SetParameterValues",
        bad=(
            ({"search_options": None}, "devices, cpe_ids, search_options, filters"),
            ({"cpe_ids": ["A"]}, "mutually exclusive"),
            ({"filters": {}, "devices": []}, "mutually exclusive"),
            ({"search_options": None, "cpe_ids": ["A", "A"]}, "cpe_ids: A is given twice"),
            ({"search_options": None, "cpe_ids": [""]}, "cpe_ids[0]: must not be empty"),
            ({"search_options": None, "devices": [{"parameters": []}]}, "devices[0].cpe_id"),
            ({"search_options": None, "devices": [{"cpe_id": "A"}, {"cpe_id": "A"}]}, "devices: A is given twice"),
            (
                {"search_options": None, "devices": [{"cpe_id": "A", "search_options": {"cpe_id": "B"}}]},
                "devices[0].cpe_id: differs",
            ),
            (
                {"search_options": None, "devices": [{"cpe_id": "A", "parameters": [{"name": "Device.", "value": 1}]}]},
                "devices[0].parameters[0].name",
            ),
            ({"search_options": None, "devices": [{"cpe_id": "A"}], "parameters": None}, "devices[0].parameters"),
            (
                {"search_options": None, "devices": [{"search_options": {"mac": "A"}}], "slice": "1/2"},
                "slice: needs the cpe_id",
            ),
            ({"search_options": {"last_seen": "=5"}}, "search_options.last_seen"),
            ({"parameters": None}, "parameters: is required"),
            ({"parameters": []}, "parameters"),
            ({"parameters": _interval(1.5)}, "quotes"),
            ({"command_options": {"timeout": 0}}, "command_options.timeout"),
            ({"slice": "3/2"}, "slice"),
            ({"concurrency": 0}, "concurrency: 0 is out of range, allowed is 1 to 500"),
            ({"max_fail_percentage": 101}, "0 to 100"),
            ({"batch_size": []}, "batch_size"),
            ({"batch_size": ["101%"]}, "batch_size[0]"),
            ({"batch_size": [1, "many"]}, "batch_size[1]"),
            ({"page_size": 0}, "page_size"),
            ({"slow_after": 0}, "slow_after"),
            ({"progress_interval": -1}, "progress_interval"),
            ({"wait_timeout": 0}, "wait_timeout"),
            ({"method": "smartest"}, "method"),
        ),
    ),
    Case(
        module="dms_fleet_parameter_values",
        name="each-its-own",
        device="dms",
        setup=_with(),
        args={
            "devices": [_wifi(1), _wifi(2), {"search_options": {"mac": "02:00:5E:00:00:03"}}],
            "parameters": _interval(3600),
            "batch_size": [1, "50%"],
        },
        changes=(*CHANGES, f"cpes.*.values.{WIFI}.SSID", f"cpes.*.values.{WIFI}.KeyPassphrase"),
        secrets=KEYS,
        reads=3,
        write_path="SetParameterValues",
    ),
    Case(
        module="dms_fleet_parameter_values",
        name="started",
        device="dms",
        setup=_with(),
        args={
            "cpe_ids": ["CPE000002", "DMS_DEVICE"],
            "parameters": _interval(3600),
            "command_options": {"async": True},
            "wait": True,
            "poll_interval": 1,
        },
        changes=CHANGES,
        reads=2,
        write_path="SetParameterValues",
        volatile=("env_ids",),
    ),
    Case(
        module="dms_fleet_parameter_values",
        name="smart",
        device="dms",
        setup=_with(spv_status=1, boolean_quirk=True),
        args={"filters": {}, "parameters": [{"name": f"{MANAGEMENT}.PeriodicInformEnable", "value": False}]},
        changes=(f"cpes.*.values.{MANAGEMENT}.PeriodicInformEnable",),
        reads=LISTING + 20,
        write_path="SetParameterValues",
        # Status 1 says that a value may not be in force yet, so that one which reads back otherwise is no failure.
        faults=tuple(fault for fault in FAULTS if fault != "silent"),
    ),
)
