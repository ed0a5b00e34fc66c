# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_download: ScheduleDownload and CancelTransfer of the DMS."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case

CPE = {"search_options": {"cpe_id": "DMS_DEVICE"}}
URL = "http://files.example.com/alpha-001-9.8.7.bin"
PASSWORD = "planted-file-server-password"
WINDOW = {"window_start": 0, "window_end": 3600}
TONIGHT = {"window_start": 28800, "window_end": 36000}
# A command is sent once: what the DMS turns away (429, 503) is for the user to send again. And what was answered as a
# success and did not take shows nowhere.
ONCE = tuple(fault for fault in FAULTS if fault not in ("busy_write", "silent"))
WRITES_ONLY = tuple(fault for fault in ONCE if "read" not in fault and fault not in ("unauthorized", "truncated_json"))


def _plans_a_download(device: Any) -> None:
    """A transfer that is to begin in an hour."""
    arguments = {
        "CommandKey": "tonight",
        "FileType": "1 Firmware Upgrade Image",
        "URL": URL,
        "Username": "",
        "Password": "",
        "FileSize": 0,
        "TargetFileName": "",
        "TimeWindowList": [
            {"WindowStart": 3600, "WindowEnd": 7200, "WindowMode": "1 At Any Time", "UserMessage": "", "MaxRetries": 0}
        ],
    }
    device.cpe("DMS_DEVICE").schedule_download(arguments)


def _reboots_at_once(device: Any) -> None:
    device.set_options({"reboot_seconds": 0.0, "firmware": {URL: "9.8.7"}})


def _hours_later(device: Any) -> None:
    device.clock.advance(3 * 3600)


CASES = (
    Case(
        module="dms_download",
        name="firmware",
        device="dms",
        args={
            **CPE,
            "url": URL,
            "command_key": "firmware-9.8.7",
            "file_size": 200,
            "target_file_name": "alpha.bin",
            "username": "cpe",
            "password": PASSWORD,
            "time_window_list": [
                {**WINDOW, "window_mode": "2 Immediately", "user_message": "Now", "max_retries": 1},
                {"window_start": 3600, "window_end": 7200},
            ],
            "version_parameter": "InternetGatewayDevice.DeviceInfo.SoftwareVersion",
            "target_version": "9.8.7",
        },
        setup=_reboots_at_once,
        settle=_hours_later,
        changes=("cpes.DMS_DEVICE.record.sw_version",),
        secrets=(PASSWORD,),
        write_path="ScheduleDownload",
        faults=ONCE,
        bad=(
            ({"url": None}, "url"),
            ({"url": "ftp//nowhere"}, "absolute URL"),
            ({"url": "http://admin:pw@files.example.com/a.bin"}, "user information"),
            ({"url": "http://files.example.com/" + "a" * 256}, "1 to 256"),
            ({"command_key": "k" * 33}, "0 to 32"),
            ({"file_type": "Firmware"}, "1 Firmware Upgrade Image"),
            ({"file_size": -1}, "0 to 4294967295"),
            ({"username": "u" * 257}, "0 to 256"),
            ({"password": "u" * 257}, "0 to 256"),
            ({"target_file_name": "u" * 257}, "0 to 256"),
            ({"time_window_list": []}, "1 to 2"),
            ({"time_window_list": [WINDOW, WINDOW, WINDOW]}, "1 to 2"),
            ({"time_window_list": [{"window_start": 5, "window_end": 4}]}, "time_window_list[0].window_end"),
            (
                {"time_window_list": [WINDOW, {"window_start": 60, "window_end": 90}]},
                "time_window_list[1].window_start",
            ),
            ({"time_window_list": [{**WINDOW, "window_mode": "5 Later"}]}, "3 When Idle"),
            ({"time_window_list": [{**WINDOW, "max_retries": -2}]}, "-1 to 2147483647"),
            ({"time_window_list": [{**WINDOW, "user_message": "m" * 257}]}, "0 to 256"),
            ({"time_window_list": [{"window_start": 1}]}, "window_end"),
            ({"version_parameter": None}, "version_parameter"),
            ({"version_parameter": "Device.DeviceInfo."}, "version_parameter"),
            ({"target_version": ""}, "target_version"),
            ({"search_options": None}, "dms_cpe_id"),
            ({"wait_timeout": 0}, "wait_timeout"),
            ({"poll_interval": 0}, "poll_interval"),
            ({"state": "cancelled", "command_key": None}, "command_key"),
            ({"state": "cancelled", "command_key": ""}, "command_key"),
            ({"state": "absent"}, "state"),
        ),
    ),
    Case(
        module="dms_download",
        name="always",
        device="dms",
        args={**CPE, "url": URL, "file_type": "X 02005E Ringtones", "time_window_list": [TONIGHT]},
        changes=("cpes.DMS_DEVICE.tasks",),
        reads=0,
        idempotent=False,
        write_path="ScheduleDownload",
        faults=WRITES_ONLY,
    ),
    Case(
        module="dms_download",
        name="several",
        device="dms",
        args={
            "search_options": {"vendor": "ALPHA", "data_model": "TR-098"},
            "command_options": {"multiple": True},
            "url": URL,
            "version_parameter": "InternetGatewayDevice.DeviceInfo.SoftwareVersion",
            "target_version": "9.8.7",
        },
        setup=_reboots_at_once,
        settle=_hours_later,
        changes=("cpes.*.record.sw_version",),
        write_path="ScheduleDownload",
        faults=ONCE,
    ),
    Case(
        module="dms_download",
        name="async-waited-for",
        device="dms",
        args={**CPE, "command_options": {"async": True}, "wait": True, "url": URL, "time_window_list": [TONIGHT]},
        changes=("cpes.DMS_DEVICE.tasks",),
        reads=0,
        idempotent=False,
        write_path="ScheduleDownload",
        volatile=("env_id",),
        faults=WRITES_ONLY,
    ),
    Case(
        module="dms_download",
        name="cancelled",
        device="dms",
        args={**CPE, "command_key": "tonight", "state": "cancelled"},
        setup=_plans_a_download,
        changes=("cpes.DMS_DEVICE.tasks",),
        reads=0,
        idempotent=False,
        write_path="CancelTransfer",
        faults=WRITES_ONLY,
    ),
)
