# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.normal import to_int
from .records import normal, records

GET_CONFIG = "api/get_config"
SET_CONFIG = "api/set_config"

# The sections of a gateway's configuration (19.2), and the indexes that entries may have: 0-31 by the text, and by the
# examples (19.4) 63 for the default routes. sip_proxy is one object without an index.
SIP_PROXY = "sip_proxy"
PORT_GROUP = "port_group"
PORT_MAP = "port_map"
INDEXES = {
    "sip_trunk": (0, 31),
    "ip_to_tel_routing": (0, 63),
    "tel_to_ip_routing": (0, 63),
    PORT_GROUP: (0, 31),
}
SECTIONS = (SIP_PROXY, *INDEXES)

_NUMBERS = ("index", "port", "src_id", "dst_id", "del_digit", "reserve_digit", "sip_port")


def port_map(value: t.Any) -> t.Any:
    """The ports of a group as a list of numbers, from a list or from text such as ``[ 0,1,2 ]``; anything else unchanged."""
    if isinstance(value, str):
        text = value.strip().removeprefix("[").removesuffix("]").strip().rstrip(",")
        value = [part.strip() for part in text.split(",")] if text else []
    return [to_int(number) for number in value] if isinstance(value, list) else value


def sections(answer: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The sections of an answer of get_config in normal form: sip_proxy an object, each other one a list."""
    found: dict[str, t.Any] = {}
    for section in SECTIONS:
        if section in answer:
            entries = [_entry(entry) for entry in records(answer, section)]
            found[section] = next(iter(entries), {}) if section == SIP_PROXY else entries
    return found


def _entry(entry: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    shown = normal(entry, _NUMBERS)
    if PORT_MAP in shown:
        shown[PORT_MAP] = port_map(shown[PORT_MAP])
    return shown
