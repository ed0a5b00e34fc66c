# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from .._core.fields import Field, Group
from .checks import data_rate
from .wan_cellular import signal_threshold

ADVANCED = ("type", ("advanced",))
EXPRESS = ("type", ("express",))

# Wifi_Roaming_Algo_Exp_Signal_Mode_Obj.
_SIGNAL_MODE = Group(
    "signal_mode",
    (
        Field("type", choices=("relative", "absolute")),
        Group(
            "detail",
            (
                Field("minimum_signal_difference", type="int", range=(0, 94), when=("type", ("relative",))),
                Group(
                    "signal_threshold",
                    (Field("upper", type="int", range=(-95, -1)), Field("lower", type="int", range=(-95, -1))),
                    when=("type", ("absolute",)),
                ),
                Group(
                    "dynamic_zone",
                    (Field("inner", type="int", range=(0, 95)), Field("outer", type="int", range=(0, 95))),
                ),
            ),
        ),
    ),
    when=EXPRESS,
)

# Wifi_Roaming_Algo_Detail_Obj.
_DETAIL = Group(
    "detail",
    (
        Group(
            "signal_level",
            (Field("threshold", type="int", range=(-95, -40)), Field("gain", type="int", range=(5, 55))),
        ),
        Field("check_interval", type="int", range=(5, 3600)),
        Group(
            "intensive_scan",
            (
                Field("enable", type="bool", implied=False),
                Field("signal_level", type="int", range=(-95, -40)),
                Field("scan_interval", type="int", range=(1, 3600)),
            ),
            when=ADVANCED,
        ),
        Field("diagnostic_level", choices=("minimum", "basic", "detail"), when=EXPRESS),
        _SIGNAL_MODE,
        Group(
            "force_roam",
            (Field("enable", type="bool", implied=False), Field("threshold", type="int", range=(-95, -1))),
            when=EXPRESS,
        ),
        Field("confirm_period", type="int", when=EXPRESS),
        Group(
            "backup_disconnect",
            (
                Field("mode", choices=("no", "immediate", "delay")),
                Field("delay", type="int", when=("mode", ("delay",))),
            ),
            when=EXPRESS,
        ),
        Field("authentication_timeout", type="int", when=EXPRESS),
    ),
)

# Wifi_Obj (POST /api/config.wan.connection; GET has it without a table).
WIFI = Group(
    "wifi",
    (
        Field("country", type="int"),
        Field("channel_width", choices=("20 MHz", "20/40 MHz", "40MHz", "80 MHz", "20/40/80 MHz", "auto")),
        Field("channel", type="list", elements="int", unordered=True),
        Field("power", choices=("custom", "auto", "manual", "high", "medium", "low", "max")),
        Field("power_boost", type="bool", implied=False),
        Field("data_rate", check=data_rate),
        Group(
            "roaming",
            (
                Field("enable", type="bool", implied=False),
                Group(
                    "algorithm",
                    (Field("type", choices=("normal", "advanced", "express")), _DETAIL),
                ),
            ),
        ),
        Field("auto_connect", type="bool", implied=False),
        Field("beacon_miss_counter", type="int", range=(2, 100)),
        Field("channel_scan_interval", type="int", range=(5, 1000)),
        signal_threshold((-192, 63)),
    ),
)
