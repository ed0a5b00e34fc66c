# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device_config_file: source, content and capture of a device's configuration file."""

from __future__ import annotations

import base64
from typing import Any

from tests.contract.case import Case
from tests.contract.cases.access_device import GROUP, PLACE

CONTENT = "account.1.password = planted-sip-secret\naccount.1.label = %Tag_DP%\n"
FORMAT = "%BWMACADDRESS%.cfg"
FILE = {**GROUP, "device_name": "foodevice", "file_format": FORMAT}
FILE_PLACE = f"{PLACE}foodevice.files.{FORMAT}"

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"file_format": None}, "file_format"),
    ({"file_format": ""}, "1 to 128"),
    ({"file_format": "x" * 129}, "1 to 128"),
    ({"file_format": ".."}, "URL"),
    ({"device_name": "x" * 41}, "1 to 40"),
    ({"tenant_id": None}, "access_device_tenant_id"),
    ({"group_id": None}, "access_device_group_id"),
    ({"file_source": "custom"}, "file_source"),
    ({"file_source": "Default"}, "no content of its own"),
    ({"file_content_base64": "YQ=="}, "mutually exclusive"),
    ({"file_content": None, "file_content_base64": "no-base64!"}, "no base64"),
    ({"update_content": "never"}, "update_content"),
)


def _own_file(server: Any) -> None:
    """The device has content of its own already."""
    content = base64.b64encode(b"account.1.password = 0ld-sip-secret").decode()
    own = {"fileSource": "Custom", "extendedCaptureEnabled": True, "content": content}
    server.patch({"tenants": {"foo": {"groups": {"foogroup": {"devices": {"foodevice": {"files": {FORMAT: own}}}}}}}})


CASES = (
    Case(
        module="access_device_config_file",
        name="upload",
        device="apio",
        url_path="/api/v1",
        args={**FILE, "file_source": "Custom", "file_content": CONTENT},
        changes=(f"{FILE_PLACE}.*",),
        secrets=("planted-sip-secret", base64.b64encode(CONTENT.encode()).decode()),
        write_path="/config_files/[^/]+/$",
        bad=BAD,
    ),
    Case(
        module="access_device_config_file",
        name="capture",
        device="apio",
        url_path="/api/v1",
        setup=_own_file,
        args={**FILE, "extended_capture_enabled": False},
        changes=(f"{FILE_PLACE}.extendedCaptureEnabled",),
        secrets=("0ld-sip-secret",),
        write_path="/config_files/[^/]+/$",
    ),
    Case(
        module="access_device_config_file",
        name="default",
        device="apio",
        url_path="/api/v1",
        setup=_own_file,
        args={**FILE, "file_source": "Default"},
        changes=(f"{FILE_PLACE}.fileSource", f"{FILE_PLACE}.content"),
        secrets=("0ld-sip-secret",),
        write_path="/config_files/[^/]+/$",
    ),
)
