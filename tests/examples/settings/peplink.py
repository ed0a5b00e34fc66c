# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In which setting the examples of the peplink_* modules run: module -> setting, where it isn't the usual one."""

from __future__ import annotations

from tests.examples.setting import Setting
from tests.lab.peplink import PeplinkRouter


def _firmware_8_2(router: PeplinkRouter) -> None:
    router.set_options({"firmware": "8.2.0 build 5000"})


USUAL = Setting(host="router-1")
SETTINGS: dict[str, Setting] = {
    "peplink_reboot": Setting(host="router-1", prepare=_firmware_8_2),
    "peplink_router": Setting(host="router-1", variables={"vault_guest_wifi_key": "a-key-for-guests"}),
    "peplink_ssid_profile": Setting(host="router-1", variables={"vault_guest_wifi_key": "a-key-for-guests"}),
    "peplink_wan": Setting(host="router-1", variables={"vault_apn_password": "a-password-of-the-apn"}),
    "peplink_wifi_wan": Setting(
        host="router-1", variables={"office_login": "lab", "vault_office_password": "lab-peplink-eap-pw1"}
    ),
}
