# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from .._core.vendor import Vendor
from .client import PeplinkClient

PEPLINK = Vendor(
    name="peplink",
    prefix="peplink_",
    client=PeplinkClient,
    tokens=True,
    options={
        "client_id": {"type": "str"},
        "client_secret": {"type": "str", "no_log": True},
        "state_path": {"type": "path"},
    },
)
