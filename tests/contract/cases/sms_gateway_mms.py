# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_mms: upload and sending together, and each alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.contract.case import FAULTS, Case

WAIT = {"wait_timeout": 3, "poll_interval": 0.1}
# Any file will do.
FILE = str(Path(__file__))
SENDING = {"port": 0, "title": "Site", "number": "13714637674", "file_id": [0]}
# Nothing is read before the first write.
BLIND = tuple(
    fault for fault in FAULTS if not fault.endswith("_read") and fault not in ("truncated_json", "unauthorized")
)


def uploaded(gateway: Any) -> None:
    """The gateway has two files."""
    gateway.patch({"mms_files": {"0": {"size": 1, "sha256": "a"}, "5": {"size": 1, "sha256": "b"}}})


def several_files(gateway: Any) -> None:
    """A gateway whose firmware sends several files in an MMS."""
    uploaded(gateway)
    gateway.set_options({"mms_file_ids": "both", "mms_status_name": "get"})


# How often is looked while waiting depends on the time.
VOLATILE = ("api_requests",)

CASES = (
    Case(
        module="sms_gateway_mms",
        device="gateway-1",
        volatile=VOLATILE,
        args={"file": [{"file_id": 0, "src": FILE}], **SENDING, "wait_for": "sent", **WAIT},
        changes=("mms_files.0.*", "mms.1.*"),
        idempotent=False,
        write_path=r"/api/mms_file/file0",
        faults=BLIND,
        bad=(
            ({"file": [{"file_id": 32, "src": FILE}]}, "file[0].file_id: 32 is out of range, allowed is 0 to 31"),
            ({"file": [{"file_id": 0, "src": "/no/such/file"}]}, "file[0].src: can't be read: No such file"),
            ({"file": [{"file_id": 0, "src": FILE}] * 2}, "file: each file_id may occur once"),
            ({"file_id": [0, 1, 2, 3, 4, 5]}, "file_id: 6 entries given, allowed are 1 to 5"),
            ({"file_id": [32]}, "file_id: 32 is out of range"),
            ({"number": "12 34"}, "1 to 24 bytes"),
            ({"title": None}, "title"),
            ({"number": None, "title": None, "port": None, "file_id": None, "file": None}, "one of the following"),
            ({"port": 32}, "port: 32 is out of range"),
            ({"wait_timeout": -1}, "wait_timeout: -1 is out of range"),
        ),
    ),
    Case(
        module="sms_gateway_mms",
        device="gateway-1",
        volatile=VOLATILE,
        name="several-files",
        args={**SENDING, "file_id": [0, 5], "wait_for": "sent", **WAIT},
        setup=several_files,
        changes=("mms.1.*",),
        idempotent=False,
        write_path=r"/api/send_mms",
        faults=BLIND,
    ),
    Case(
        module="sms_gateway_mms",
        device="gateway-1",
        volatile=VOLATILE,
        name="upload",
        args={"file": [{"file_id": 31, "src": FILE}]},
        changes=("mms_files.31.*",),
        idempotent=False,
        write_path=r"/api/mms_file/file31",
        faults=(),
    ),
)
