# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Device status: /api/get_status (section 16). Its answer has no ``error_code``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

_PERFORMANCE = {
    "cpu_used": "39",
    "flash_total": "27648",
    "flash_used": "17428",
    "memory_total": "109448",
    "memory_cached": "34192",
    "memory_buffers": "0",
    "memory_free": "58928",
    "memory_used": "50520",
}


def get_status(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """The load of the device; the body is the array ``["performance"]``."""
    if params.body(request) != ["performance"]:
        raise params.bad('the body must be ["performance"]')
    return {"performance": dict(_PERFORMANCE)}
