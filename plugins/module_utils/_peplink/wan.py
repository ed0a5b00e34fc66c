# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from .._core.fields import Field, Group
from .checks import ipv4
from .wan_cellular import CELLULAR, MODEM
from .wan_connection import CONNECTION
from .wan_ddns import DDNS
from .wan_health import HEALTHCHECK
from .wan_monitor import MONITOR
from .wan_physical import PHYSICAL
from .wan_wifi import WIFI

# WAN_Config_Obj of GET and POST /api/config.wan.connection. wifiProfile is left out: the document has no form for it.
WAN = Group(
    "",
    (
        Field("id", type="raw", read_only=True),
        Field("name"),
        Field("as_lan", type="bool", read_only=True),
        Field("enable", type="bool"),
        Field("active", type="bool", read_only=True),
        Field("schedule", type="int", reads=("schedule", "connection.schedule"), clear=None),
        CONNECTION,
        MODEM,
        CELLULAR,
        WIFI,
        PHYSICAL,
        HEALTHCHECK,
        MONITOR,
        Field("multiple_ip", type="list", elements="str", check=ipv4, unordered=True),
        DDNS,
    ),
)
