# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device_info: list, details, files, connected users and tags of APIO's access devices."""

from __future__ import annotations

from tests.contract.case import Case
from tests.contract.cases.access_device import GROUP

DEVICE = {**GROUP, "device_name": ["foodevice"]}

CASES = (
    Case(
        module="access_device_info",
        device="apio",
        url_path="/api/v1",
        args=GROUP,
        bad=(
            ({"gather": ["everything"]}, "gather"),
            ({"tenant_id": None}, "access_device_tenant_id"),
            ({"query": "devices[?"}, "query"),
            ({"device_name": [".."]}, "device_name"),
            ({"tags": {"set": "x"}}, "tags"),
        ),
    ),
    Case(
        module="access_device_info",
        name="one-device",
        device="apio",
        url_path="/api/v1",
        args={**DEVICE, "gather": ["details", "files", "users", "tags"]},
        reads=4,
    ),
    Case(
        module="access_device_info",
        name="tag-set",
        device="apio",
        url_path="/api/v1",
        args={**DEVICE, "gather": ["tags"], "tags": {"tag_set_name": "Yealink-T4x_Tags"}},
        bad=(({"tags": {"tag_set_name": ["a"], "x": 1}}, "tags"),),
    ),
)
