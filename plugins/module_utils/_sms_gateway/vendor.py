# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from .._core.vendor import Vendor
from .client import SmsGatewayClient

SMS_GATEWAY = Vendor(
    name="sms_gateway",
    prefix="sms_gateway_",
    client=SmsGatewayClient,
    options={
        "drp_sn": {"type": "str"},
        "drp_username": {"type": "str"},
        "drp_password": {"type": "str", "no_log": True},
    },
)
