# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device_reboot: the reboot of a device, by the Application Server."""

from __future__ import annotations

from tests.contract.case import Case
from tests.contract.cases.access_device import GROUP, PLACE

CASES = (
    Case(
        module="access_device_reboot",
        device="apio",
        url_path="/api/v1",
        args={**GROUP, "device_name": "foodevice"},
        changes=(f"{PLACE}foodevice.reboots",),
        idempotent=False,
        write_path="/reboot_phone/$",
        # It reads nothing.
        faults=(
            "refused",
            "reset_before_write",
            "reset_after_write",
            "timeout_after_write",
            "busy_write",
            "server_error_write",
            "login_page",
        ),
        bad=(
            ({"device_name": "x" * 41}, "1 to 40"),
            ({"device_name": ".."}, "URL"),
            ({"device_name": None}, "device_name"),
            ({"tenant_id": None}, "access_device_tenant_id"),
            ({"group_id": None}, "access_device_group_id"),
            ({"auth": "digest"}, "auth"),
            ({"auth": "basic", "api_username": "a:b"}, "colon"),
        ),
    ),
)
