# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The objects of get_config and set_config: one table a section (sections 19.3 and 20.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.params import Parser, bad

INDEX_MAX = 31

# The literal form of "Trunk-index" is not shown; here it is Trunk-0 .. Trunk-31.
_TRUNK = re.compile(r"Trunk-(?:[0-9]|[12][0-9]|3[01])\Z")

on_off = params.one_of("on", "off")
_identifier = params.integer(0, INDEX_MAX)
_digit_count = params.integer(0, 255)
_SIP_PORT = params.integer(0, 65535)


@dataclass(frozen=True)
class Field:
    """One member of a configuration object; ``default`` is what the switch ``partial_objects: default`` fills in."""

    parse: Parser
    default: Any
    optional: bool = False


Fields = dict[str, Field]


def _reg_type(value: Any) -> str:
    if isinstance(value, str) and (value in ("no_register", "sip_proxy") or _TRUNK.match(value)):
        return value
    raise bad("no such reg_type")


def _port_map(ports: int, accepted: str) -> Parser:
    """An array of ports, or the string that get_config writes; every port must exist."""

    def parse(value: Any) -> list[int]:
        if isinstance(value, str) and accepted in ("both", "string"):
            inner = value.strip()
            if not (inner.startswith("[") and inner.endswith("]")):
                raise bad("port_map is no list")
            items = [item.strip() for item in inner[1:-1].split(",")] if inner[1:-1].strip() else []
            return [params.digits(0, ports - 1)(item) for item in items]
        if accepted == "string":
            raise bad("port_map is a string here")
        found: list[int] = params.array_of(params.integer(0, ports - 1))(value)
        if len(set(found)) != len(found):
            raise bad("port_map names a port twice")
        return found

    return parse


def _route(source: Parser, source_default: str, destination: Parser, destination_default: str) -> Fields:
    return {
        "enable": Field(on_off, "off"),
        "description": Field(params.text, ""),
        "operation": Field(params.one_of("Allow", "Forbid"), "Allow"),
        "src_mode": Field(source, source_default),
        "dst_mode": Field(destination, destination_default),
        "src_id": Field(_identifier, 0),
        "dst_id": Field(_identifier, 0),
        "src_prefix": Field(params.text, ""),
        "dst_prefix": Field(params.text, ""),
        "prefix_to_be_added": Field(params.text, ""),
        "suffix_to_be_added": Field(params.text, ""),
        "del_digit": Field(_digit_count, 0),
        "reserve_digit": Field(_digit_count, 0),
    }


def sections(options: dict[str, Any]) -> dict[str, Fields]:
    """The members of each section's objects, without ``index``, in the order in which get_config writes them."""
    ip_side = params.one_of("sip_trunk", "sip_trunk_group", options["sip_server_token"])
    tel_side = params.one_of("port", "port_group")
    return {
        "sip_proxy": {
            "domain": Field(params.text, ""),
            "port": Field(_SIP_PORT, 5060),
            "check_network_status": Field(on_off, "off"),
        },
        "sip_trunk": {
            "enable": Field(on_off, "off"),
            "domain": Field(params.text, ""),
            "port": Field(_SIP_PORT, 5060),
            "description": Field(params.text, ""),
            "check_network_status": Field(on_off, "off"),
        },
        "ip_to_tel_routing": _route(ip_side, "sip_trunk", tel_side, "port"),
        "tel_to_ip_routing": _route(tel_side, "port", ip_side, "sip_trunk"),
        "port_group": {
            "enable": Field(on_off, "off"),
            "description": Field(params.text, ""),
            "sip_account": Field(params.text, ""),
            "sip_authid": Field(params.text, ""),
            "sip_authpswd": Field(params.text, ""),
            # In the example of set_config only; get_config never shows it.
            "sip_port": Field(_SIP_PORT, 0, optional=True),
            "port_map": Field(_port_map(options["ports"], options["port_map_in_set"]), []),
            "reg_type": Field(_reg_type, "no_register"),
            "select_type": Field(
                params.one_of("ascending", "cyclicAscending", "descending", "cyclicDescending", "unknown"), "ascending"
            ),
            "tel_to_ip_hot_line": Field(params.text, ""),
            "ip_to_tel_hot_line": Field(params.text, ""),
        },
    }


def index_max(section: str, options: dict[str, Any]) -> int:
    """The highest index of a section."""
    return int(options["route_index_max"]) if section.endswith("_routing") else INDEX_MAX
