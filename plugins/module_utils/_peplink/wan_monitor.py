# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field, Group
from .quantities import volume
from .shapes import as_list


def _actions(value: t.Any) -> t.Any:
    # "disconnnect" is how GET /api/config.wan.connection spells it (Bandwidth_Monitor_Obj).
    return ["disconnect" if action == "disconnnect" else action for action in as_list(value)]


# BW_Allowance_Monitor_Obj (POST) and Bandwidth_Monitor_Obj (GET /api/config.wan.connection), of a WAN and of a SIM.
MONITOR = Group(
    "bandwidth_allowance_monitor",
    (
        Field("enable", type="bool", implied=False),
        Field(
            "action",
            type="list",
            elements="str",
            choices=("email", "disconnect", "restrict"),
            parse=_actions,
            unordered=True,
        ),
        Field("start", type="int", range=(0, 28)),
        volume("monthly_allowance"),
    ),
    gate="enable",
)
