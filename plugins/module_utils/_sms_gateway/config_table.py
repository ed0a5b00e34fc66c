# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import dataclasses
import typing as t

from .._core.fields import Field, Group, Items
from . import ports
from .config import INDEXES, PORT_GROUP, PORT_MAP, SIP_PROXY, port_map

ON, OFF = "on", "off"

Values = t.Mapping[str, t.Any]


def _field(option: str, **details: t.Any) -> Field:
    return Field(option, api=option, **details)


def _id(option: str) -> Field:
    return _field(option, type="int", range=(0, 31))


def _digits(option: str) -> Field:
    return _field(option, type="int", range=(0, 255))


_ENABLE = _field("enable", choices=(ON, OFF))
_DOMAIN = _field("domain")
_SIP_PORT = _field("port", type="int", range=(0, 65535))
_DESCRIPTION = _field("description")
_CHECK = _field("check_network_status", choices=(ON, OFF))

# The side of the telephone network has these two. That of IP has sip_trunk, sip_trunk_group and the SIP server, whose word the
# document shows nowhere (19.3): what is given is passed on.
_TEL_SIDE = ("port", "port_group")

_ROUTE = (
    _ENABLE,
    _DESCRIPTION,
    _field("operation", choices=("Allow", "Forbid")),
    _field("src_mode"),
    _id("src_id"),
    _field("dst_mode"),
    _id("dst_id"),
    _field("src_prefix"),
    _field("dst_prefix"),
    _field("prefix_to_be_added"),
    _field("suffix_to_be_added"),
    _digits("del_digit"),
    _digits("reserve_digit"),
)


def _on_tel_side(option: str) -> tuple[Field, ...]:
    return tuple(dataclasses.replace(field, choices=_TEL_SIDE) if field.option == option else field for field in _ROUTE)


_FIELDS: dict[str, tuple[Field, ...]] = {
    "sip_trunk": (_ENABLE, _DOMAIN, _SIP_PORT, _DESCRIPTION, _CHECK),
    "ip_to_tel_routing": _on_tel_side("dst_mode"),
    "tel_to_ip_routing": _on_tel_side("src_mode"),
    PORT_GROUP: (
        _ENABLE,
        _DESCRIPTION,
        _field("sip_account"),
        _field("sip_authid"),
        _field("sip_authpswd", secret=True, hidden=("",)),
        _field("sip_port", type="int", range=(0, 65535), unshown=True),
        _field(
            PORT_MAP, type="list", elements="int", range=ports.PORT_RANGE, count=(0, 32), parse=port_map, unordered=True
        ),
        _field("reg_type"),
        _field("select_type", choices=("ascending", "cyclicAscending", "descending", "cyclicDescending", "unknown")),
        _field("tel_to_ip_hot_line"),
        _field("ip_to_tel_hot_line"),
    ),
}


def _section(name: str) -> Items:
    index = _field("index", type="int", range=INDEXES[name], required=True)
    return Items(name, (index, *_FIELDS[name]), api=name, key="index", whole=True)


# The sections of get_config and set_config (HTTP API V1.2, 19.3 and 20.2).
TABLE = Group(
    "",
    (
        Group(SIP_PROXY, (_DOMAIN, _SIP_PORT, _CHECK), api=SIP_PROXY, whole=True),
        *(_section(name) for name in INDEXES),
    ),
)

# What an entry that the gateway does not have yet gets where nothing else is said: what stands for nothing, and the values of
# the document's own examples (19.4).
_ROUTE_DEFAULTS: Values = {
    "enable": ON,
    "description": "",
    "operation": "Allow",
    "src_prefix": "",
    "dst_prefix": "",
    "prefix_to_be_added": "",
    "suffix_to_be_added": "",
    "del_digit": 0,
    "reserve_digit": 0,
}
DEFAULTS: dict[str, Values] = {
    "sip_trunk": {"enable": ON, "port": 5060, "description": "", "check_network_status": OFF},
    "ip_to_tel_routing": _ROUTE_DEFAULTS,
    "tel_to_ip_routing": _ROUTE_DEFAULTS,
    PORT_GROUP: {
        "enable": ON,
        "description": "",
        "sip_account": "",
        "sip_authid": "",
        "reg_type": "no_register",
        "select_type": "cyclicAscending",
        "tel_to_ip_hot_line": "",
        "ip_to_tel_hot_line": "",
    },
}
_WAY = ("src_mode", "src_id", "dst_mode", "dst_id")
NEEDED: dict[str, tuple[str, ...]] = {
    "sip_trunk": ("domain",),
    "ip_to_tel_routing": _WAY,
    "tel_to_ip_routing": _WAY,
    PORT_GROUP: (PORT_MAP,),
}
