# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_info: the cheap subsets, and all of them on a gateway with a history."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

EVERYTHING = ["ports", "status", "config", "cdr", "queue", "incoming_sms", "sms_result", "deliver_status", "stk"]
SIP_PASSWORD = "planted-sip-pw-7f3a"
CALL = {
    "port": 2,
    "start_date": "2015-07-21 16:35:20",
    "answer_date": "2015-07-21 16:35:31",
    "duration": 3,
    "source_number": "1010",
    "destination_number": "6717",
    "direction": "ip->gsm",
    "ip": "172.16.100.136",
    "codec": "G.711U",
    "hangup": "called",
    "gsm_code": 16,
    "bcch": "",
}
GROUP = {
    "index": 0,
    "enable": "on",
    "description": "all",
    "sip_account": "",
    "sip_authid": "",
    "sip_authpswd": SIP_PASSWORD,
    "sip_port": 0,
    "port_map": [0, 1, 2],
    "reg_type": "no_register",
    "select_type": "cyclicAscending",
    "tel_to_ip_hot_line": "",
    "ip_to_tel_hot_line": "",
}


def history(gateway: Any) -> None:
    """A call, a port group with a SIP password, and more messages than fit into one answer."""
    gateway.add_call(CALL)
    gateway.patch({"config": {"port_group": {"0": GROUP}}})
    for number in range(40):
        gateway.receive_sms(number % 2, "6717", f"message {number} " + "x" * 300)


def behind_nat(gateway: Any) -> None:
    """Reach the gateway through a DRP server only."""
    gateway.set_options({"drp": True})


CASES = (
    Case(
        module="sms_gateway_info",
        device="gateway-1",
        args={},
        reads=3,
        bad=(
            ({"gather": ["weather"]}, "gather"),
            ({"gather": ["stk"]}, "stk.port: is required"),
            ({"gather": ["ports"], "ports": {"port": [32]}}, "ports.port: 32 is out of range, allowed is 0 to 31"),
            ({"gather": ["ports"], "ports": {"info_type": ["operator"]}}, "info_type"),
            ({"gather": ["cdr"], "cdr": {"time_after": "yesterday"}}, "YYYY-MM-DD HH:MM:SS"),
            ({"gather": ["sms_result"], "sms_result": {"number": ["1"] * 33}}, "33 entries given, allowed are 1 to 32"),
            ({"gather": ["config"], "config": {"sip_trunk": [32]}}, "config.sip_trunk: 32 is out of range"),
            ({"gather": ["ports"], "cdr": {"port": [1]}}, "add cdr to gather"),
            ({"query": "ports["}, "query"),
        ),
    ),
    Case(
        module="sms_gateway_info",
        device="gateway-1",
        name="everything",
        args={
            "gather": EVERYTHING,
            "ports": {"port": [0, 7], "info_type": ["type", "reg", "slot", "signal", "remain_daily_connect"]},
            "config": {"sip_proxy": [], "port_group": [0]},
            "cdr": {"port": [2, 3], "time_after": "2015-07-21 00:00:00", "time_before": "2015-07-22 00:00:00"},
            "incoming_sms": {"flag": "all", "port": [0, 1], "incoming_sms_id": 1},
            "sms_result": {"user_id": [1, 2], "number": ["10086"]},
            "deliver_status": {"number": ["10086"], "port": [1, 2, 3]},
            "stk": {"port": [0, 1]},
        },
        setup=history,
        secrets=(SIP_PASSWORD,),
        reads=13,
    ),
    Case(
        module="sms_gateway_info",
        name="behind-nat",
        device="gateway-1",
        args={
            "gather": ["queue"],
            "drp_sn": "0000-e11e-ea07-c434",
            "drp_username": "admin",
            "drp_password": "lab-sms_gateway-drp-pw1",
        },
        setup=behind_nat,
        secrets=("lab-sms_gateway-drp-pw1",),
        # The DRP server's own login comes before everything that these tests count or break; test_sms_gateway_variants has it.
        faults=(),
    ),
)
