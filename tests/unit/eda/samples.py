# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The samples of section 17, as they stand in the document with their slips, and the normal form of each."""

from __future__ import annotations

from typing import Any

SN = "xxxx-xxxx-xxxx-xxxx"

SAMPLES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "sms": (
        (
            '{"sn": "xxxx-xxxx-xxxx-xxxx", "sms": [{"incoming_sms_id": 1, "port": 1, "number": "6717", "smsc": "+8613800757511", '
            '"timestamp": "2016-07-12 15:46:18", "text": "test"}]}'
        ),
        "sms",
        {
            "incoming_sms_id": 1,
            "port": 1,
            "number": "6717",
            "smsc": "+8613800757511",
            "timestamp": "2016-07-12 15:46:18",
            "text": "test",
        },
    ),
    "sms_result": (
        (
            '{"sn": "xxxx-xxxx-xxxx-xxxx", "sms_result": [{"port": 1, "number": "10086", "time": "2016-07-12 01:46:02", '
            '"status": "DELIVERED", "count": 1, "succ_count": 1, "ref_id": 215, "imsi": "460004642148063"}]}'
        ),
        "sms_result",
        {
            "port": 1,
            "number": "10086",
            "time": "2016-07-12 01:46:02",
            "status": "DELIVERED",
            "count": 1,
            "succ_count": 1,
            "ref_id": 215,
            "imsi": "460004642148063",
        },
    ),
    "sms_deliver_status": (
        (
            '{"sn": "xxxx-xxxx-xxxx-xxxx", "sms_deliver_status": [{"port": 1, "number": "10086", "time": "2016-07-12 15:46:53", '
            '"ref_id": 215, "status_code": 0, "imsi": "460004642148063"}]}'
        ),
        "sms_deliver_status",
        {
            "port": 1,
            "number": "10086",
            "time": "2016-07-12 15:46:53",
            "ref_id": 215,
            "status_code": 0,
            "imsi": "460004642148063",
        },
    ),
    "ussd": (
        '{"sn": "xxxx-xxxx-xxxx-xxxx", "ussd": [{"port": 1, "text": "Thank you!"}]}]',
        "ussd",
        {"port": 1, "text": "Thank you!"},
    ),
    "register up": (
        (
            '{"sn": "xxxx-xxxx-xxxx-xxxx", "register": [{"port": 8, "iccid": "89860040191844710023", "imsi": "460004642148063", '
            '"number": "13714637674", "status": "up", "sequence": 2, "slot": 2}]}]'
        ),
        "register",
        {
            "port": 8,
            "iccid": "89860040191844710023",
            "imsi": "460004642148063",
            "number": "13714637674",
            "status": "up",
            "sequence": 2,
            "slot": 2,
        },
    ),
    "register down": (
        (
            '{"sn": "xxxx-xxxx-xxxx-xxxx", "register": [{"port": 8, "iccid": "<NULL>", "imsi": "<NULL>", '
            '"number": "13714637674", "status": "down", "sequence": 1, "slot": 2}]}]'
        ),
        "register",
        {
            "port": 8,
            "iccid": None,
            "imsi": None,
            "number": "13714637674",
            "status": "down",
            "sequence": 1,
            "slot": 2,
        },
    ),
    "cdr": (
        (
            '{"sn": "xxxx-xxxx-xxxx-xxxx", "cdr": [{"port": 2, "start_date": "2015-07-21 16:35:20", "answer_date": '
            '"2015-07-21 16:35:31", "duration": 3, "source_number": "1010", "destination_number": "6717", "direction": "ip->gsm", '
            '"ip": "172.16.100.136", "codec": "G.711U", "hangup": "called", "gsm_code": 16, "bcch": ""}]}]'
        ),
        "cdr",
        {
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
        },
    ),
    "device off": (
        (
            '{"sn": "xxxx-xxxx-xxxx-xxxx", "device": {"port_number": 32, "IP": "172.18.55.142", "MAC": "F8-A0-3D-48-E5-19", '
            '"status": "power_off"}}'
        ),
        "device",
        {"port_number": 32, "ip": "172.18.55.142", "mac": "F8-A0-3D-48-E5-19", "status": "power_off"},
    ),
    "device on": (
        (
            '{"sn": "xxxx-xxxx-xxxx-xxxx", "device": {"port_number": 32, "IP": "172.18.55.142", "MAC": "F8-A0-3D-48-E5-19", '
            '"status": "power_on"}}'
        ),
        "device",
        {"port_number": 32, "ip": "172.18.55.142", "mac": "F8-A0-3D-48-E5-19", "status": "power_on"},
    ),
    "exception_info": (
        '{"sn": "xxxx-xxxx-xxxx-xxxx", "exception_info": {"port": 0, "type": "call_fail", "action": "reset"}}',
        "exception_info",
        {"port": 0, "type": "call_fail", "action": "reset"},
    ),
}
