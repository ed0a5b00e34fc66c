# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field, Group, Items
from .checks import mac
from .shapes import speller

SPEEDS = ("Auto", "1000baseTx-FD", "100baseTx-FD", "100baseTx-HD", "10baseT-FD", "10baseT-HD")


def _mac(value: t.Any) -> t.Any:
    return str(value).upper().replace("-", ":")


# Physical_Obj of GET and POST /api/config.wan.connection. Absent means automatic.
PHYSICAL = Group(
    "physical",
    (
        Field("type", read_only=True),
        Field("speed", choices=SPEEDS, parse=speller(*SPEEDS)),
        Field("advertise", type="bool", implied=False),
        Field("support_giga_ethernet", type="bool", read_only=True),
        Field("mtu", type="int", range=(576, 9000), clear=None),
        Field("mss", type="int", range=(536, 8960), clear=None),
        Field("ttl", type="int", range=(1, 255), clear=None),
        Field("mac", check=mac, normal=_mac, parse=_mac, clear=None),
        Field("vlan", type="int", range=(1, 4094), clear=None),
        Field("vpi", type="int", range=(1, 255)),
        Field("vci", type="int", range=(32, 65535)),
        Field("gre_uplink", type="int"),
        Group(
            "openvpn",
            (
                Items(
                    "uplink",
                    (Field("id", type="int", required=True), Field("priority", type="int", required=True)),
                    unordered=True,
                ),
                Field("failback", type="bool", implied=False),
            ),
        ),
    ),
)
