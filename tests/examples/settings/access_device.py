# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In which setting the examples of the access_device_* modules run: module -> setting, where it isn't the usual one."""

from __future__ import annotations

from typing import Any

from tests.examples.setting import Setting

GROUP = {"access_device_tenant_id": "foo", "access_device_group_id": "foogroup"}
PHONES = [{"device_name": name} for name in ("Front desk", "Meeting room", "foodevice", "dect-base")]


def _setting(files: dict[str, str] | None = None, **variables: Any) -> Setting:
    return Setting(host="apio", path="/api/v1", variables={**GROUP, **variables}, files=files or {})


USUAL = _setting()
SETTINGS: dict[str, Setting] = {
    "access_device": _setting(vault_front_desk_password="example-desk-password"),
    "access_device_config_file": _setting(
        {"phone.cfg.j2": "account.1.sip_server.1.address = {{ sip_server }}\n"},
        auth_name="desk",
        vault_sip_password="example-sip-password",
        sip_server="sip.example.com",
        rendered_folder="{{ playbook_dir }}",
    ),
    "access_device_fleet": _setting(phones=PHONES),
    "access_device_reboot": _setting(phones=["APIO Test Device", "DP_ApioUserTest"], seconds_between_reboots=0.1),
}
