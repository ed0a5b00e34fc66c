# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The endpoints by method and name, one module a family."""

from __future__ import annotations

from tests.lab.peplink.call import Endpoints
from tests.lab.peplink.endpoints import (
    auth,
    cellular,
    clients,
    config,
    config_gpio,
    config_ssid,
    config_wan,
    info,
    pepvpn,
    wan_status,
    wifi,
)

ENDPOINTS: Endpoints = {
    **auth.ENDPOINTS,
    **info.ENDPOINTS,
    **clients.ENDPOINTS,
    **pepvpn.ENDPOINTS,
    **wan_status.ENDPOINTS,
    **config.ENDPOINTS,
    **config_ssid.ENDPOINTS,
    **config_gpio.ENDPOINTS,
    **config_wan.ENDPOINTS,
    **cellular.ENDPOINTS,
    **wifi.ENDPOINTS,
}
