# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_info: the reading operations."""

from __future__ import annotations

from tests.contract.case import Case

CASES = (
    Case(
        module="peplink_info",
        device="router-1",
        args={},
        reads=3,
        bad=(
            ({"gather": ["weather"]}, "gather"),
            ({"gather": ["sms"]}, "sms.conn_id"),
            ({"gather": ["wifi_scan"]}, "wifi_scan.conn_id"),
            ({"gather": ["sim"]}, "sim.conn_id"),
            (
                {"gather": ["clients"], "clients": {"size": 0}},
                "clients.size: 0 is out of range, allowed is 1 to 10000000",
            ),
            ({"gather": ["clients"], "clients": {"connection_type": ["carrier pigeon"]}}, "carrier pigeon"),
            ({"gather": ["wan"], "lan": {"id": [1]}}, "add lan to gather"),
            ({"query": "wan["}, "query"),
        ),
    ),
    Case(
        module="peplink_info",
        device="router-1",
        name="everything",
        args={
            "gather": [
                *("firmware", "location", "clients", "lan", "pepvpn", "wan", "allowance", "signal"),
                *("ssid", "wan_config", "gpio", "sms", "wifi_scan", "access_point", "sim"),
            ],
            "clients": {"active_only": True, "connection_type": ["ethernet", "wireless"], "output_weight": "full"},
            "lan": {"id": ["0", "1"]},
            "pepvpn": {"info_type": ["profile", "peer", "tunnel"], "lite": False, "tunnel_option": ["1-1"]},
            "wan": {"id": ["1", "4"], "lite": False},
            "allowance": {"conn_id": ["1", "4"]},
            "signal": {"virtual_type": ["cellular", "wireless"]},
            "ssid": {"id": ["1", "2"]},
            "wan_config": {"id": ["1", "4"], "info_type": ["connection", "cellular", "healthcheck"]},
            "gpio": {"reference": True},
            "sms": {"conn_id": "4"},
            "wifi_scan": {"conn_id": "3", "info_type": "status", "sort_by": "signal", "sort_order": "desc"},
            "sim": {"conn_id": "4"},
        },
        reads=15,
    ),
)
