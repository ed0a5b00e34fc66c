# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field, Group


def _ids(option: str) -> Field:
    return Field(option, type="list", elements="str")


def _several(option: str, *choices: str) -> Field:
    return Field(option, type="list", elements="str", choices=choices)


_CONNECTIONS = ("ethernet", "wireless", "pptp", "stroute", "l2tp", "openvpn", "pepvpn", "other")
_CLIENT_INFO = (
    *("ip", "connectionType", "lease", "name", "mac", "bssid", "port", "vlanId", "essid", "active"),
    *("signalStrength", "speed"),
)
_WAN_CONFIG_INFO = ("multipleIp", "connection", "physical", "healthcheck", "bandwidthAllowanceMonitor", "cellular")
_SIGNAL_INFO = ("virtualType", "signal", "activeSim", "wifi", "band", "signalLevel")

# The documented arguments of each reading operation ("Input Parameters"), by the subset of peplink_info.
FILTERS = Group(
    "",
    (
        Group(
            "clients",
            (
                Field("vlan_id", type="int"),
                Field("active_only", type="bool"),
                _several("connection_type", *_CONNECTIONS),
                Field("size", type="int", range=(1, 10000000)),
                Field("output_weight", choices=("full", "normal", "lite")),
                _several("info_type", *_CLIENT_INFO),
            ),
        ),
        Group("lan", (_ids("id"),)),
        Group(
            "pepvpn",
            (
                _several("info_type", "profile", "peer", "tunnel"),
                Field("lite", type="bool"),
                _ids("tunnel_option"),
                Field("start", type="int"),
                Field("size", type="int"),
                Field("search_pattern"),
                Field("serial_number"),
            ),
        ),
        Group("wan", (_ids("id"), Field("lite", type="bool"))),
        Group("allowance", (_ids("conn_id"),)),
        Group(
            "signal",
            (
                _ids("conn_id"),
                _several("virtual_type", "wireless", "cellular", "modem"),
                _several("info_type", *_SIGNAL_INFO),
            ),
        ),
        Group("ssid", (_ids("id"),)),
        Group("wan_config", (_ids("id"), _several("info_type", *_WAN_CONFIG_INFO))),
        Group("gpio", (Field("reference", type="bool"),)),
        Group("sms", (Field("conn_id", required=True),)),
        Group(
            "wifi_scan",
            (
                Field("conn_id", required=True),
                Field("info_type", choices=("status", "config")),
                Field("sort_by", choices=("name", "security", "signal", "channel")),
                Field("sort_order", choices=("asc", "desc")),
            ),
        ),
        Group("sim", (Field("conn_id", required=True),)),
    ),
)


def query(subset: str, options: t.Mapping[str, t.Any] | None) -> list[tuple[str, str]]:
    """The query of a subset's operation: lists separated by blanks, booleans yes or no, as the API's document has them."""
    group = t.cast(Group, FILTERS.node(subset))
    given = options or {}
    return [(node.api_name, _text(given[node.option])) for node in group.fields if given.get(node.option) is not None]


def _text(value: t.Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else str(value)
