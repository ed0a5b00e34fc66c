# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field, Group, Items
from .answers import listed
from .checks import dial_number
from .shapes import HIDDEN, as_list
from .wan_monitor import MONITOR


def _operator(around: t.Mapping[str, t.Any]) -> t.Mapping[str, t.Any] | None:
    # GET has "auto", which POST says by null.
    found = around.get("operator")
    return found if isinstance(found, t.Mapping) and found.get("auto") is not True else None


def operator(*more: Field) -> Group:
    """An Operator_Obj (POST /api/config.wan.connection); null, the automatic choice, clears it."""
    members = (Field("apn"), Field("username"), Field("password", secret=True, hidden=HIDDEN), *more)
    return Group("operator", members, parse=_operator, clear=None)


def signal_threshold(rssi: tuple[int, int]) -> Group:
    """A Signal_Threshold_Obj; the range of ``rssi`` (dBm) differs between cellular and Wi-Fi WANs."""
    return Group(
        "signal_threshold",
        (
            Field("signal_level", type="list", elements="int", range=(0, 5), clear=None),
            Field("rsrp", type="list", elements="int", range=(-140, -44), clear=None),
            Field("sinr", type="list", elements="int", range=(-100, 100), clear=None),
            Field("rssi", type="list", elements="int", range=rssi, clear=None),
        ),
    )


def _modem(wan: t.Mapping[str, t.Any]) -> t.Any:
    # GET has it inside connection, POST beside it.
    connection = wan.get("connection")
    return wan.get("modem") or (connection.get("modem") if isinstance(connection, t.Mapping) else None)


def _huawei_bands(value: t.Any) -> t.Any:
    # The document of GET cuts the last digit off.
    return [band + "0" if str(band).endswith("WCDMA210") else band for band in as_list(value)]


# Modem_Obj (POST) and WAN_Modem_Obj (GET /api/config.wan.connection).
MODEM = Group(
    "modem",
    (
        operator(Field("dial_number", check=dial_number)),
        Field("sim_pin", secret=True, hidden=HIDDEN, clear=None),
        Field("mobile_type", choices=("4G", "3G", "2G"), unsettable=("2G_3G", "3G_2G")),
        Field(
            "huawei_band",
            type="list",
            elements="str",
            choices=("GSM1900", "GSM900/GSM1800/WCDMA2100"),
            parse=_huawei_bands,
            unordered=True,
        ),
        Field("wimax_login", type="dict", read_only=True),
    ),
    parse=_modem,
)


def _cellular(wan: t.Mapping[str, t.Any]) -> dict[str, t.Any] | None:
    found = wan.get("cellular")
    if not isinstance(found, t.Mapping):
        return None
    return {**found, "sim": listed(found["sim"])} if "sim" in found else dict(found)


# Cellular_Obj and SIM_Obj (POST /api/config.wan.connection; GET has them without a table).
CELLULAR = Group(
    "cellular",
    (
        Field("use_external_antenna", type="bool", implied=False),
        Field("sim_card_scheme", choices=("", "1", "2", "alternate", "remote_sim")),
        Field("preferred_sim", type="int", choices=(1, 2)),
        Field("idle_timeout", type="int", clear=None),
        Field("failback_timeout", type="int", clear=None),
        Field("remote_sim", type="list", elements="str", clear=None),
        Group("alternate_sim", (Field("day", type="int", companion=True), Field("hour", type="int", companion=True))),
        Items(
            "sim",
            (
                Field("id", type="int", required=True),
                Items(
                    "carrier_selection",
                    (Field("mcc"), Field("mnc"), Field("pcs", type="int"), Field("name"), Field("plmn")),
                    companion=True,
                    clear=None,
                ),
                Field("mobile_type", choices=("LTE", "3G", "2G")),
                Group(
                    "optimal_network",
                    (
                        Field("discovery", type="int", range=(5, 480)),
                        Field("period", type="list", elements="int"),
                    ),
                    clear=None,
                ),
                Field("band_selection", type="list", elements="str", unordered=True, clear=None),
                Group(
                    "roaming",
                    (
                        Field("enable", type="bool", implied=False),
                        Field("access_control_list", type="list", elements="int", unordered=True, clear=None),
                        Field("mode", choices=("whitelist", "blacklist"), clear=None),
                        Field("name"),
                        Field("plmn"),
                    ),
                ),
                operator(),
                Field("sim_pin", secret=True, hidden=HIDDEN, clear=None),
                MONITOR,
            ),
            key="id",
        ),
        signal_threshold((-125, -10)),
    ),
    parse=_cellular,
)
