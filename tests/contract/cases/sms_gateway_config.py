# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_config: all sections at once, one field of one entry, and switching off what is not listed."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

WRITE = r"/api/set_config"
SIP_PASSWORD = "planted-sip-pw-5c1e"
TRUNK = {
    "enable": "on",
    "domain": "172.18.110.110",
    "port": 9367,
    "description": "cs",
    "check_network_status": "off",
}
ROUTE = {
    "enable": "on",
    "description": "default",
    "operation": "Allow",
    "src_mode": "sip_trunk",
    "dst_mode": "port",
    "src_id": 31,
    "dst_id": 0,
    "src_prefix": "",
    "dst_prefix": "",
    "prefix_to_be_added": "",
    "suffix_to_be_added": "",
    "del_digit": 0,
    "reserve_digit": 255,
}
GROUP = {
    "enable": "on",
    "description": "all",
    "sip_account": "1010",
    "sip_authid": "1010",
    "sip_authpswd": SIP_PASSWORD,
    "sip_port": 0,
    "port_map": [0, 1, 2],
    "reg_type": "sip_proxy",
    "select_type": "cyclicAscending",
    "tel_to_ip_hot_line": "",
    "ip_to_tel_hot_line": "",
}


def in_use(gateway: Any) -> None:
    """Two trunks, a route and a group that somebody has set up."""
    gateway.patch(
        {
            "config": {
                "sip_trunk": {
                    "31": TRUNK,
                    "4": {**TRUNK, "domain": "old.example.com"},
                    "5": {**TRUNK, "enable": "off"},
                },
                "ip_to_tel_routing": {"63": ROUTE},
                "port_group": {"0": GROUP},
            }
        }
    )


CASES = (
    Case(
        module="sms_gateway_config",
        device="gateway-1",
        args={
            "sip_proxy": {"domain": "172.18.25.31", "check_network_status": "on"},
            "sip_trunk": [{"index": 1, "domain": "pbx.example.com"}, {"index": 31, "port": 5061}],
            "ip_to_tel_routing": [
                {"index": 1, "src_mode": "sip_trunk", "src_id": 1, "dst_mode": "port_group", "dst_id": 2},
                {"index": 63, "operation": "Forbid"},
            ],
            "tel_to_ip_routing": [
                {
                    "index": 63,
                    "src_mode": "port",
                    "src_id": 1,
                    "dst_mode": "sip_trunk_group",
                    "dst_id": 0,
                    "del_digit": 2,
                }
            ],
            "port_group": [
                {"index": 0, "port_map": [2, 1, 0, 5]},
                {
                    "index": 12,
                    "port_map": [3],
                    "sip_account": "2020",
                    "sip_authid": "2020",
                    "sip_authpswd": SIP_PASSWORD + "-new",
                    "reg_type": "Trunk-1",
                },
            ],
        },
        setup=in_use,
        secrets=(SIP_PASSWORD, SIP_PASSWORD + "-new"),
        changes=(
            "config.sip_proxy.domain",
            "config.sip_proxy.check_network_status",
            "config.sip_trunk.1.*",
            "config.sip_trunk.31.port",
            "config.ip_to_tel_routing.1.*",
            "config.ip_to_tel_routing.63.operation",
            "config.tel_to_ip_routing.63.*",
            "config.port_group.0.port_map",
            "config.port_group.12.*",
        ),
        write_path=WRITE,
        bad=(
            ({"sip_trunk": [{"index": 32}]}, "sip_trunk[0].index: 32 is out of range, allowed is 0 to 31"),
            ({"ip_to_tel_routing": [{"index": 64}]}, "ip_to_tel_routing[0].index: 64 is out of range"),
            ({"sip_proxy": {"port": 65536}}, "sip_proxy.port: 65536 is out of range"),
            ({"sip_proxy": {"check_network_status": "maybe"}}, "check_network_status"),
            ({"sip_trunk": [{"index": 1}, {"index": 1}]}, "sip_trunk: each index may occur once"),
            ({"sip_trunk": [{"domain": "x"}]}, "index"),
            ({"tel_to_ip_routing": [{"index": 1, "src_mode": "sip_trunk"}]}, "src_mode"),
            ({"ip_to_tel_routing": [{"index": 1, "operation": "Deny"}]}, "operation"),
            ({"ip_to_tel_routing": [{"index": 1, "src_id": 32}]}, "src_id: 32 is out of range"),
            ({"ip_to_tel_routing": [{"index": 1, "del_digit": 256}]}, "del_digit: 256 is out of range"),
            ({"port_group": [{"index": 1, "port_map": [32]}]}, "port_map: 32 is out of range"),
            ({"port_group": [{"index": 1, "port_map": [3, 3]}]}, "port_group[1].port_map: each port may occur once"),
            ({"port_group": [{"index": 1, "select_type": "random"}]}, "select_type"),
        ),
    ),
    Case(
        module="sms_gateway_config",
        device="gateway-1",
        name="one-field",
        args={"port_group": [{"index": 0, "description": "none"}]},
        setup=in_use,
        secrets=(SIP_PASSWORD,),
        changes=("config.port_group.0.description",),
        write_path=WRITE,
        faults=("reset_after_write", "silent"),
    ),
    Case(
        module="sms_gateway_config",
        device="gateway-1",
        name="purge",
        args={"sip_trunk": [{"index": 31, "enable": "on"}], "ip_to_tel_routing": [], "purge": True},
        setup=in_use,
        secrets=(SIP_PASSWORD,),
        changes=("config.sip_trunk.4.enable", "config.ip_to_tel_routing.63.enable"),
        write_path=WRITE,
        faults=("reset_after_write", "silent"),
    ),
)
