# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request and answer of sections 10 to 18 of the SMS gateway HTTP API V1.2, against the simulated gateway.

The document's answers come from several devices at several times; a test puts the lab's gateway in the state that a
sample supposes, then compares the whole answer. What had to be repaired in a sample is said beside it.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.lab.sms_gateway_support import ENVELOPE, SN, call, gateway, get, post

# Section 10.4


def port_row(port: int, kind: str, imei: str, sim: tuple[str, str, str], reg: str) -> dict[str, Any]:
    imsi, iccid, smsc = sim
    return {
        "port": port,
        "type": kind,
        "imei": imei,
        "imsi": imsi,
        "iccid": iccid,
        "smsc": smsc,
        "number": "",
        "reg": reg,
        "callstate": "Idle",
        "signal": 0,
        "gprs": "detached",
        "remain_credit": "1000.00",
        "remain_monthly_credit": "500.00",
        "remain_daily_credit": "300.00",
        "remain_daily_call_time": "100",
        "remain_hourly_call_time": "10",
        "remain_daily_connected": "100",
    }


def test_get_port_info() -> None:
    device = gateway(slot_in_info=False)
    sim = {"imsi": "460016529802215", "iccid": "89860114840400428150", "smsc": "+8613010868500"}
    device.patch(
        {
            "ports": {
                "1": {"type": "WCDMA", "imei": "863070017005173", "sims": {"0": None}},
                "2": {
                    "type": "GSM",
                    "imei": "358967042917201",
                    "signal": 0,
                    "gprs": "detached",
                    "sims": {"0": sim},
                },
                "3": {"type": "GSM", "imei": "358967042917201", "sims": {"0": None}},
            }
        }
    )
    # Repaired: the sample has a colon after remain_daily_credit, and lacks the outer closing brace of its answer.
    # It asks for "slot" and is answered without (switch slot_in_info).
    answer = get(
        device,
        "/api/get_port_info?port=1,2,3&info_type=imei,imsi,iccid,smsc,type,number,reg,slot,callstate,signal,gprs,"
        "remain_credit,remain_monthly_credit,remain_daily_credit,remain_daily_calltime,remain_hourly_calltime,"
        "remain_daily_connect",
    )
    expected = {
        **ENVELOPE,
        "info": [
            port_row(1, "WCDMA", "863070017005173", ("", "", ""), "NO_SIM"),
            port_row(
                2,
                "GSM",
                "358967042917201",
                ("460016529802215", "89860114840400428150", "+8613010868500"),
                "REGISTER_OK",
            ),
            port_row(3, "GSM", "358967042917201", ("", "", ""), "NO_SIM"),
        ],
    }
    assert answer == expected
    assert [list(row) for row in answer["info"]] == [list(row) for row in expected["info"]]


def test_get_port_info_with_the_colon_is_refused() -> None:
    answer = get(gateway(), "/api/get_port_info?port=1&info_type=remain_daily_credit:")
    assert answer == {"error_code": 400, "sn": SN}


# Section 11.4


def test_set_port_info() -> None:
    assert get(gateway(), "/api/set_port_info?port=1&action=power&param=off") == ENVELOPE


# Section 12.4

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


def test_get_cdr() -> None:
    device = gateway()
    device.add_call(CALL)
    # Repaired: "{}" after the answer.
    assert post(device, "/api/get_cdr", {"port": [2, 3]}) == {**ENVELOPE, "cdr": [CALL]}


def test_get_cdr_as_printed() -> None:
    device = gateway(broken_json=["rest"])
    body = call(device, "POST", "/api/get_cdr", {"port": [2, 3]}).body
    assert body == b'{"error_code":200,"sn":"xxxx-xxxx-xxxx-xxxx","cdr":[]}{}'


# Sections 13.4, 14.3, 15.4

STK_VIEW = {
    "title": "神州行天地",
    "item": [
        {"item_id": 1, "item_string": "item1_text"},
        {"item_id": 2, "item_string": "item2_text"},
        {"item_id": 3, "item_string": "item3_text"},
    ],
    "input_type": "2",
    "frame_id": 750,
}


def test_get_stk_view() -> None:
    # Repaired: a comma at the end of the first line and another at the beginning of the second.
    assert get(gateway(), "/GetSTKView?port=0") == STK_VIEW


def test_get_stk_view_as_printed() -> None:
    body = call(gateway(broken_json=True), "GET", "/GetSTKView?port=0").body.decode()
    assert body.startswith('{"title":"神州行天地",\n,"item":[')


@pytest.mark.parametrize("body", [{"port": 6, "item": 1}, {"port": 6, "action": "cancel"}])
def test_stk_go(body: dict[str, Any]) -> None:
    # The sample's port 7 has no SIM in the lab.
    assert post(gateway(), "/STKGo", body) == {}


def test_get_stk_curr_frame_index() -> None:
    device = gateway()
    device.toolkit.recall(({}, {0: 32}, {}))
    assert get(device, "/GetSTKCurrFrameIndex?port=0") == {"frame_id": 32}


# Section 16.4


def test_get_status() -> None:
    assert post(gateway(), "/api/get_status", ["performance"]) == {
        "performance": {
            "cpu_used": "39",
            "flash_total": "27648",
            "flash_used": "17428",
            "memory_total": "109448",
            "memory_cached": "34192",
            "memory_buffers": "0",
            "memory_free": "58928",
            "memory_used": "50520",
        }
    }


# Section 18.7


def test_call_forward() -> None:
    device = gateway(ports=16)
    url = "/api/set_port_info?port=8&action=CallForward&param=Unconditional&number=15013828917"
    assert get(device, url) == ENVELOPE
    assert get(device, "/api/set_port_info?port=8&action=CheckCallForward") == ENVELOPE
    device.clock.advance(1)
    expected = {**ENVELOPE, "info": [{"port": 8, "CallForwarding": {"Unconditional": "15013828917"}}]}
    # Repaired: "{}" after the answer.
    assert get(device, "/api/get_port_info?port=8&info_type=CallForward") == expected
    device.set_options({"broken_json": True})
    printed = call(device, "GET", "/api/get_port_info?port=8&info_type=CallForward").body
    assert printed.endswith(b'"CallForwarding":{"Unconditional":"15013828917"}}]}{}')
