# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field, Group
from .checks import domain
from .shapes import HIDDEN, speller

PROVIDERS = ("changeip", "dyndns", "noip", "tzo", "dnsomatic", "others")


def _ddns(wan: t.Mapping[str, t.Any]) -> t.Any:
    # GET has it inside connection, POST beside it.
    connection = wan.get("connection")
    return wan.get("ddns") or (connection.get("ddns") if isinstance(connection, t.Mapping) else None)


# DDNS_Obj of GET and POST /api/config.wan.connection. POST demands four members; GET has no useWanIp.
DDNS = Group(
    "ddns",
    (
        Field("enable", type="bool", implied=False),
        Field("provider", choices=PROVIDERS, parse=speller(*PROVIDERS, customurl="others")),
        Field("custom_url", when=("provider", ("others",)), companion=True),
        Field("use_wan_ip", type="bool", companion=True, unshown=True),
        Field("username", companion=True),
        Field("password", secret=True, hidden=HIDDEN, companion=True),
        Field("host", type="list", elements="str", check=domain, unordered=True, companion=True),
    ),
    gate="enable",
    parse=_ddns,
)
