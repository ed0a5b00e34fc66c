# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.resource import Resource
from .paths import check_device_name, check_group, device_path
from .vendor import ACCESS_DEVICE, DEVICE_OPTIONS


class OfDevice(Resource):
    """What belongs to one access device of a group: the base of resources below the device's own URL."""

    vendor = ACCESS_DEVICE
    selectors: t.ClassVar[dict[str, t.Any]] = DEVICE_OPTIONS

    def validate(self) -> None:
        super().validate()
        check_group(self.params)
        check_device_name(self.params["device_name"])

    @property
    def device(self) -> str:
        """The path of the device."""
        return device_path(self.params["tenant_id"], self.params["group_id"], self.params["device_name"])
