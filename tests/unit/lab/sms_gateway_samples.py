# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration objects that the SMS gateway HTTP API V1.2 shows in sections 19.4 and 20.4."""

from __future__ import annotations

from typing import Any


def route(index: int, modes: tuple[str, int, str, int], **changes: Any) -> dict[str, Any]:
    return {
        "index": index,
        "enable": "on",
        "description": "default",
        "operation": "Allow",
        "src_mode": modes[0],
        "dst_mode": modes[2],
        "src_id": modes[1],
        "dst_id": modes[3],
        "src_prefix": "",
        "dst_prefix": "",
        "prefix_to_be_added": "",
        "suffix_to_be_added": "",
        "del_digit": 0,
        "reserve_digit": 0,
        **changes,
    }


TRUNK = {
    "index": 31,
    "enable": "on",
    "domain": "172.18.110.110",
    "port": 9367,
    "description": "cs",
    "check_network_status": "off",
}
GROUP = {
    "index": 0,
    "enable": "on",
    "description": "all",
    "sip_account": "",
    "sip_authid": "",
    "sip_authpswd": "",
    "port_map": [0, 1, 2, 3, 4, 5, 6, 7],
    "reg_type": "no_register",
    "select_type": "cyclicAscending",
    "tel_to_ip_hot_line": "",
    "ip_to_tel_hot_line": "",
}


SET_CONFIG = {
    "sip_proxy": [{"domain": "", "port": 2, "check_network_status": "off"}],
    # Repaired: the array of sip_trunk is not closed in the sample.
    "sip_trunk": [{**TRUNK, "description": "benji", "check_network_status": "on"}],
    # Repaired: dst_mode is "prot" in the sample.
    "ip_to_tel_routing": [
        {**route(1, ("sip_trunk", 31, "port", 3)), "description": "cs", "operation": "Forbid"},
    ],
    "tel_to_ip_routing": [
        {**route(1, ("port", 1, "sip_trunk", 31)), "description": "cs", "operation": "Forbid"},
    ],
    "port_group": [
        {
            **GROUP,
            "index": 12,
            "description": "aa",
            "sip_port": 0,
            "port_map": [1, 2, 3, 5, 7],
            "reg_type": "sip_proxy",
        }
    ],
}
