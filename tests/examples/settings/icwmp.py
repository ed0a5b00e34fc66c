# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In which setting the examples of the icwmp_* modules run: module -> setting, where it isn't the usual one."""

from __future__ import annotations

from tests.examples.setting import Setting

USUAL = Setting(host="cpe-1", variables={"vault_acs_password": "lab-acs-pw2"})
SETTINGS: dict[str, Setting] = {}
