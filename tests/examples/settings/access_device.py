# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In which setting the examples of the access_device_* modules run: module -> setting, where it isn't the usual one."""

from __future__ import annotations

from tests.examples.setting import Setting

USUAL = Setting(
    host="apio", path="/api/v1", variables={"access_device_tenant_id": "foo", "access_device_group_id": "foogroup"}
)
SETTINGS: dict[str, Setting] = {}
