# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from .._core.vendor import Vendor
from .client import AccessDeviceClient

ACCESS_DEVICE = Vendor(
    name="access_device",
    prefix="access_device_",
    client=AccessDeviceClient,
    tokens=True,
    timeout=60,
    options={"auth": {"type": "str", "choices": ["session", "basic"], "default": "session"}},
    host_options={"tenant_id": "access_device_tenant_id", "group_id": "access_device_group_id"},
)

# Which group of which tenant: options of every module of this vendor.
GROUP_OPTIONS = {"tenant_id": {"type": "str"}, "group_id": {"type": "str"}}
# Which of its devices.
DEVICE_OPTIONS = {**GROUP_OPTIONS, "device_name": {"type": "str", "required": True}}
