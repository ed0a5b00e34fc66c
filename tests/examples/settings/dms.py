# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In which setting the examples of the dms_* modules run: module -> setting, where it isn't the usual one."""

from __future__ import annotations

from tests.examples.setting import Setting

USUAL = Setting(
    host="dms",
    variables={
        "dms_cpe_id": "DMS_DEVICE",
        "serial_number": "DMS_DEVICE",
        "vault_file_server_password": "example-file-server-password",
        "vault_ppp_password": "example-ppp-password",
        "vault_wifi_key": "example-wifi-key",
    },
)
SETTINGS: dict[str, Setting] = {
    "dms_fleet_parameter_values": Setting(
        host="dms",
        variables={"vault_wifi_keys": {"CPE000001": "example-wifi-key-1", "CPE000002": "example-wifi-key-2"}},
    ),
}
