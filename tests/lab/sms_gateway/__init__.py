# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated SMS gateway (SMS gateway HTTP API V1.2)."""

from tests.lab.sms_gateway.device import SmsGateway

__all__ = ["SmsGateway"]
