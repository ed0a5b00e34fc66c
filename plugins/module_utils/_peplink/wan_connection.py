# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field, Group, Items
from .._core.names import snake_keys
from .checks import ipv4
from .quantities import rate
from .shapes import HIDDEN, speller, variant

METHODS = ("staticIp", "dhcp", "pppoe", "l2tp", "gre", "openvpn")

method_type = speller(*METHODS, "dropIn", static="staticIp")
_routing_mode = speller("IP Forwarding", "NAT")


def _types(*types: str) -> tuple[str, tuple[str, ...]]:
    return "type", types


def address(*, unshown: bool = False) -> tuple[Field, Field, Field]:
    """A Static_IP_Common_Obj; ``unshown`` where the router may show the address alone."""
    return (
        Field("ip", check=ipv4, companion=True),
        Field("mask", type="int", range=(0, 32), companion=True, unshown=unshown),
        Field("gateway", check=ipv4, companion=True, unshown=unshown),
    )


def network() -> tuple[Field, Field]:
    """A Network_Obj."""
    return (
        Field("ip", check=ipv4, required=True, companion=True),
        Field("mask", type="int", range=(0, 32), required=True, companion=True),
    )


def _method(connection: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    # GET has a name, in several spellings, and an object named like it beside it; POST has an object of both.
    return variant(connection, connection.get("method"), method_type)


def _static_ip(detail: t.Mapping[str, t.Any]) -> t.Any:
    # The L2TP_Obj of GET has the address alone, as a string.
    value = detail.get("staticIp")
    if isinstance(value, str):
        return {"ip": value} if value else None
    return value if isinstance(value, t.Mapping) else None


def _stand_by(value: t.Any) -> t.Any:
    return value.get("enable") if isinstance(value, t.Mapping) else value


METHOD = Group(
    "method",
    (
        Field("type", choices=METHODS, unsettable=("dropIn",), companion=True),
        Group(
            "detail",
            (
                Field("hostname", when=_types("dhcp")),
                Field("ip_passthrough", type="bool", when=_types("dhcp", "staticIp"), implied=False),
                Items("static_route", network(), when=_types("dhcp", "staticIp"), unordered=True),
                Field(
                    "ip", check=ipv4, when=_types("staticIp", "dropIn", "pppoe"), companion=("staticIp",), clear=None
                ),
                Field("mask", type="int", range=(0, 32), when=_types("staticIp", "dropIn"), companion=("staticIp",)),
                Field("gateway", check=ipv4, when=_types("staticIp", "dropIn"), companion=("staticIp",)),
                Field("username", when=_types("pppoe", "l2tp", "openvpn"), companion=("pppoe", "l2tp")),
                Field(
                    "password",
                    secret=True,
                    hidden=HIDDEN,
                    when=_types("pppoe", "l2tp", "openvpn"),
                    companion=("pppoe", "l2tp"),
                ),
                Field("service", when=_types("pppoe"), clear=None),
                Group("modem_access", network(), when=_types("pppoe"), clear=None),
                Field("keepalive_interval", type="int", when=_types("pppoe"), clear=None),
                Field("keepalive_retry", type="int", when=_types("pppoe"), clear=None),
                Field("host", check=ipv4, when=_types("l2tp", "gre"), companion=("l2tp", "gre")),
                Group("static_ip", address(unshown=True), when=_types("l2tp", "gre"), parse=_static_ip, clear=None),
                Field("local", check=ipv4, when=_types("gre"), companion=("gre",)),
                Field("remote", check=ipv4, when=_types("gre"), companion=("gre",)),
                Field("nat", check=ipv4, when=_types("gre")),
            ),
            when=_types(*METHODS, "dropIn"),
            companion=("staticIp", "pppoe", "l2tp", "gre"),
        ),
    ),
    parse=_method,
)

# Connection_Obj of GET and POST /api/config.wan.connection.
CONNECTION = Group(
    "connection",
    (
        Group("cellular_module", (Field("network_mode"),)),
        Field(
            "routing_mode",
            choices=("IP Forwarding", "NAT"),
            reads=("connection.routingMode", "connection.mode"),
            parse=_routing_mode,
        ),
        Field("pepvpn_nat", type="bool", reads=("connection.pepvpnNat", "connection.pepVpnNat"), implied=False),
        Field("use_lan_ip", type="bool", implied=False),
        METHOD,
        Group(
            "dns",
            (
                Field("auto", type="bool"),
                Field(
                    "host",
                    type="list",
                    elements="str",
                    check=ipv4,
                    reads=("connection.dns.host", "connection.dns.server"),
                ),
            ),
        ),
        Field("priority", type="int", implied=0),
        Field("group_set", type="int"),
        Field("ignore_default_gateway", type="bool", implied=False),
        Field(
            "hot_stand_by",
            type="bool",
            reads=("connection.hotStandBy", "connection.hotStandby"),
            parse=_stand_by,
            implied=False,
        ),
        Field("idle_timeout", type="int", clear=None),
        Field("icmp_ping", type="bool", implied=False),
        Group("bandwidth", (rate("upload"), rate("download"))),
        Field("gobi", type="dict", parse=snake_keys, read_only=True),
    ),
)
