# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""File transfers of a CPE: what ScheduleDownload may ask for, and what a download does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.lab.dms.cwmp import FAULT_STRINGS, CwmpFault

if TYPE_CHECKING:
    from tests.lab.dms.cpe import Cpe

FIRMWARE = "1 Firmware Upgrade Image"
FILE_TYPES = (
    FIRMWARE,
    "2 Web Content",
    "3 Vendor Configuration File",
    "4 Tone File",
    "5 Ringer File",
    "6 Stored Firmware Image",
)
WINDOW_MODES = ("1 At Any Time", "2 Immediately", "3 When Idle", "4 Confirmation Needed")
SCHEMES = ("http", "https", "ftp", "sftp", "tftp")
NO_TIME = "0001-01-01T00:00:00Z"
_VERSION = re.compile(r"\d+(?:[._]\d+)+")


def check_download(arguments: dict[str, Any]) -> None:
    """Check the arguments of ScheduleDownload (TR-069 A.4.1.8). Raises CwmpFault 9003 or 9013."""
    file_type = arguments["FileType"]
    if file_type not in FILE_TYPES and not file_type.startswith("X "):
        raise CwmpFault(9003, "FileType")
    check_url(arguments["URL"])
    if arguments["FileSize"] < 0:
        raise CwmpFault(9003, "FileSize")
    windows = arguments["TimeWindowList"]
    if not 1 <= len(windows) <= 2:
        raise CwmpFault(9003, "TimeWindowList")
    end = 0
    for window in windows:
        if window["WindowMode"] not in WINDOW_MODES and not window["WindowMode"].startswith("X "):
            raise CwmpFault(9003, "WindowMode")
        if not end <= window["WindowStart"] <= window["WindowEnd"]:
            raise CwmpFault(9003, "WindowStart, WindowEnd")
        if window["MaxRetries"] < -1:
            raise CwmpFault(9003, "MaxRetries")
        if len(window["UserMessage"]) > 256:
            raise CwmpFault(9003, "UserMessage")
        end = window["WindowEnd"]


def check_url(url: str) -> None:
    """Check the URL of a file. Raises CwmpFault: 9013 for a scheme not known, 9003 for none or for userinfo in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise CwmpFault(9003, "URL") from None
    if not parts.scheme or not parts.netloc or "@" in parts.netloc or len(url) > 256:
        raise CwmpFault(9003, "URL")
    if parts.scheme not in SCHEMES:
        raise CwmpFault(9013)


def download(cpe: Cpe, arguments: dict[str, Any]) -> None:
    """Do a transfer that is due: firmware is installed and the CPE reboots; the switch ``download_fault`` prevents it."""
    fault = cpe.option("download_fault")
    cpe.results.append(
        {
            "CommandKey": arguments["CommandKey"],
            "FaultCode": fault or 0,
            "FaultString": FAULT_STRINGS[fault] if fault else "",
        }
    )
    if fault or arguments["FileType"] != FIRMWARE:
        return
    version = version_of(arguments, cpe.option("firmware"))
    if version is not None:
        cpe.surroundings.change_record(cpe.cpe_id, {"sw_version": version})
    cpe.reboot()


def version_of(arguments: dict[str, Any], known: dict[str, str]) -> str | None:
    """The version of a firmware file: the one known for its URL, else what looks like one in its name."""
    if arguments["URL"] in known:
        return known[arguments["URL"]]
    name = arguments.get("TargetFileName") or urlsplit(arguments["URL"]).path.rpartition("/")[2]
    found = _VERSION.findall(name)
    return found[-1] if found else None


def date_time(when: float) -> list[int]:
    """A unix time as DMS shows a dateTime."""
    return list(datetime.fromtimestamp(when, UTC).timetuple()[:6])
