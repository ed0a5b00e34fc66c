# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request and answer that the SMS gateway HTTP API V1.2 shows, against the simulated gateway.

The document's answers come from several devices at several times; a test puts the lab's gateway in the state that a
sample supposes, then compares the whole answer. What had to be repaired in a sample is said beside it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.lab.core.message import Request
from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_support import SN, call, gateway, get, ok, post

ENVELOPE: dict[str, Any] = {"error_code": 200, "sn": SN}


def at(text: str) -> float:
    """The point in time that the gateway writes so."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC).timestamp()


def message(number: str, time: str, **changes: Any) -> dict[str, Any]:
    """A sent message as the gateway's state holds it."""
    return {
        "task_id": 1,
        "place": 0,
        "number": number,
        "user_id": None,
        "text": "x",
        "count": 1,
        "report": True,
        "port": 0,
        "ref_id": 12,
        "at": at(time),
        "sent_at": at(time),
        "delivered_at": at(time),
        "imsi": "460004642148063",
        "code": 0,
        "failed": False,
        "stopped": None,
        **changes,
    }


# Section 2.4


def test_send_sms_simple() -> None:
    answer = post(gateway(), "/api/send_sms", {"text": "ye", "param": [{"number": "10086"}]})
    assert answer == {"error_code": 202, "sn": SN, "sms_in_queue": 1, "task_id": 1}


def test_send_sms_with_param_answers_as_shown() -> None:
    device = gateway()
    post(device, "/api/send_sms", {"text": "ye", "param": [{"number": "10086"}]})
    device.clock.advance(10)
    body = {
        "text": "#param#",
        "port": [2, 3],
        "param": [
            {"number": "10086", "text_param": ["bj"], "user_id": 1},
            {"number": "10086", "text_param": ["ye"], "user_id": 2},
        ],
    }
    answer = post(device, "/api/send_sms", body)
    assert answer == {"error_code": 202, "sn": SN, "sms_in_queue": 2, "task_id": 2}
    assert [sent["text"] for sent in device.state["messages"]] == ["ye", "bj", "ye"]


# Section 3.4


def test_query_sms_result() -> None:
    device = gateway()
    sent = message("12351", "2014-12-21 12:06:01", user_id=1, count=3, report=False)
    device.patch({"messages": [sent]})
    assert post(device, "/api/query_sms_result", {"user_id": [1, 2]}) == {
        **ENVELOPE,
        "result": [
            {
                "port": 0,
                "user_id": 1,
                "number": "12351",
                "time": "2014-12-21 12:06:01",
                "status": "SENT_OK",
                "count": 3,
                "succ_count": 3,
                "ref_id": 12,
                "imsi": "460004642148063",
            }
        ],
    }


# Section 4.4


def test_query_sms_deliver_status() -> None:
    device = gateway()
    device.patch({"messages": [message("12341234", "2014-12-21 12:06:01")]})
    # Repaired: the sample asks for ports 1, 2, 3 and one second of 2014-12-12, and is answered with port 0 and a time
    # nine days later. A number alone brings that answer.
    body = {"number": ["12341234"]}
    assert post(device, "/api/query_sms_deliver_status", body) == {
        **ENVELOPE,
        "result": [
            {
                "port": 0,
                "number": "12341234",
                "time": "2014-12-21 12:06:01",
                "ref_id": 12,
                "status_code": 0,
                "imsi": "460004642148063",
            }
        ],
    }


def test_query_sms_deliver_status_request_as_shown() -> None:
    body = {
        "number": ["12341234"],
        "port": [1, 2, 3],
        "time_after": "2014-12-12 19:29:19",
        "time_before": "2014-12-12 19:29:19",
    }
    assert post(gateway(), "/api/query_sms_deliver_status", body) == {**ENVELOPE, "result": []}


# Section 5.4 (the sample shows the URL of query_incoming_sms by mistake)


def test_query_sms_in_queue() -> None:
    assert get(gateway(), "/api/query_sms_in_queue") == {**ENVELOPE, "in_queue": 0}


# Section 6.4


@pytest.fixture
def with_one_message() -> SmsGateway:
    device = gateway()
    one = {
        "incoming_sms_id": 1,
        "port": 2,
        "number": "123456789",
        "smsc": "+8613800123456",
        "timestamp": "2014-12-09 17:11:18",
        "text": "This is a test",
        "imsi": "",
        "read": True,
    }
    device.patch({"inbox": [one]})
    return device


def test_query_incoming_sms(with_one_message: SmsGateway) -> None:
    # Repaired: a comma after the only element of "sms".
    assert get(with_one_message, "/api/query_incoming_sms?flag=all") == {
        **ENVELOPE,
        "sms": [
            {
                "incoming_sms_id": 1,
                "port": 2,
                "number": "123456789",
                "smsc": "+8613800123456",
                "timestamp": "2014-12-09 17:11:18",
                "text": "This is a test",
            }
        ],
        "read": 1,
        "unread": 0,
    }


def test_query_incoming_sms_as_printed(with_one_message: SmsGateway) -> None:
    with_one_message.set_options({"broken_json": True})
    assert call(with_one_message, "GET", "/api/query_incoming_sms?flag=all").body == (
        b'{"error_code":200,"sn":"xxxx-xxxx-xxxx-xxxx","sms":[{"incoming_sms_id":1,"port":2,"number":"123456789",'
        b'"smsc":"+8613800123456","timestamp":"2014-12-09 17:11:18","text":"This is a test"},],"read":1,"unread":0}'
    )


# Section 7.4


def test_send_ussd() -> None:
    device = gateway()
    device.patch({"ports": {"1": {"network": "none"}, "2": {"network": "none"}}})
    # Repaired: the sample asks for ports 1, 2, 3 and is answered with 0, 1, 2, and a brace too many.
    answer = post(device, "/api/send_ussd", {"port": [1, 2, 3], "command": "send", "text": "*125#"})
    assert answer == {
        "error_code": 202,
        "sn": SN,
        "result": [{"port": 1, "status": 503}, {"port": 2, "status": 503}, {"port": 3, "status": 200}],
    }


# Section 8.4


def test_query_ussd_reply() -> None:
    device = gateway()
    post(device, "/api/send_ussd", {"port": [2], "command": "send", "text": "*125#"})
    device.clock.advance(1)
    # Repaired: a bracket too many at the end of "reply".
    assert get(device, "/api/query_ussd_reply?port=1,2,3") == {
        **ENVELOPE,
        "reply": [{"port": 1, "text": ""}, {"port": 2, "text": "Test..."}, {"port": 3, "text": ""}],
    }


def test_query_ussd_reply_as_printed() -> None:
    device = gateway(broken_json=["extra_bracket"])
    assert call(device, "GET", "/api/query_ussd_reply?port=1").body == (
        b'{"error_code":200,"sn":"xxxx-xxxx-xxxx-xxxx","reply":[{"port":1,"text":""}]]}'
    )


# Section 9.4


def test_stop_sms() -> None:
    device = gateway()
    post(device, "/api/send_sms", {"text": "ye", "param": [{"number": "10086"}]})
    assert get(device, "/api/stop_sms?task_id=1") == ENVELOPE


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


# Sections 19.4 and 20.4

EMPTY_SECTIONS: dict[str, Any] = {
    "sip_proxy": [],
    "sip_trunk": [],
    "ip_to_tel_routing": [],
    "port_group": [],
    "tel_to_ip_routing": [],
}


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


def test_get_config() -> None:
    device = gateway()
    ip_to_tel = route(63, ("sip_trunk", 31, "port", 0))
    tel_to_ip = route(63, ("port_group", 0, "sip_trunk_group", 0))
    post(
        device,
        "/api/set_config",
        {
            "sip_trunk": [TRUNK],
            "ip_to_tel_routing": [ip_to_tel],
            "tel_to_ip_routing": [tel_to_ip],
            "port_group": [GROUP],
        },
    )
    # Repaired in the request: a space inside the empty arrays is all that differs, so nothing.
    answer = post(device, "/api/get_config", EMPTY_SECTIONS)
    assert answer == {
        "sip_proxy": {"domain": "", "port": 5060, "check_network_status": "off"},
        "sip_trunk": [TRUNK],
        "ip_to_tel_routing": [ip_to_tel],
        "tel_to_ip_routing": [tel_to_ip],
        "port_group": [{**GROUP, "port_map": "[ 0,1,2,3,4,5,6,7 ]"}],
    }
    assert list(answer["ip_to_tel_routing"][0]) == list(ip_to_tel)
    assert list(answer["port_group"][0]) == list(GROUP)


def test_set_config_with_empty_sections() -> None:
    # The sample before the real one; its answer is not shown.
    assert post(gateway(), "/api/set_config", EMPTY_SECTIONS) == [
        {"sip_trunk": []},
        {"ip_to_tel_routing": []},
        {"port_group": []},
        {"tel_to_ip_routing": []},
    ]


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
SET_CONFIG_ANSWER = [
    {"sip_proxy": "success"},
    {"sip_trunk": ["31_success"]},
    {"ip_to_tel_routing": ["1_success"]},
    {"tel_to_ip_routing": ["1_success"]},
    {"port_group": ["12_success"]},
]


def test_set_config() -> None:
    # Repaired: the request lacks closing brackets, the answer has one too many.
    assert post(gateway(), "/api/set_config", SET_CONFIG) == SET_CONFIG_ANSWER


def test_set_config_as_printed() -> None:
    body = call(gateway(broken_json=True), "POST", "/api/set_config", SET_CONFIG).body
    assert body.endswith(b'{"port_group":["12_success"]}]]')


def test_set_config_with_the_slip_in_dst_mode_is_not_taken() -> None:
    wrong = {"ip_to_tel_routing": [{**SET_CONFIG["ip_to_tel_routing"][0], "dst_mode": "prot"}]}
    assert post(gateway(), "/api/set_config", wrong) == [{"ip_to_tel_routing": []}]


# Sections 21.4 to 25.4 of the body (MMS, socks5)


def test_mms_configuration() -> None:
    body = {
        "port": 0,
        "configuration": {
            "APN": "cmwap",
            "username": "",
            "password": "",
            "MMSC": "http://mmsc.monternet.com",
            "MMS_proxy": "10.0.0.172",
            "MMS_port": "80",
        },
        "status": "on",
    }
    assert post(gateway(), "/api/mms_configuration", body) == ENVELOPE


def upload(device: SmsGateway, name: str) -> Any:
    """What curl sends for -F "file=@filename"."""
    body = (
        b'--XX\r\nContent-Disposition: form-data; name="file"; filename="filename"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n\xff\xd8picture\r\n--XX--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=XX"}
    return ok(call(device, "POST", f"/api/mms_file/{name}", raw=body, headers=headers))


def test_mms_file() -> None:
    device = gateway()
    # The document shows no answer.
    assert upload(device, "file0") == ENVELOPE
    assert device.snapshot()["mms_files"]["0"]["size"] == len(b"\xff\xd8picture")


MMS = {"port": 0, "title": "Test", "number": "12345", "file_id": 0}


def test_send_mms_as_the_example_answers() -> None:
    device = gateway(mms_send_code=200)
    upload(device, "file0")
    assert post(device, "/api/send_mms", MMS) == {**ENVELOPE, "mms_id": 1}


def test_send_mms_as_the_table_says() -> None:
    device = gateway()
    upload(device, "file0")
    assert post(device, "/api/send_mms", MMS) == {**ENVELOPE, "error_code": 202, "mms_id": 1}


def test_query_mms_sending_status() -> None:
    device = gateway()
    upload(device, "file0")
    post(device, "/api/send_mms", MMS)
    assert get(device, "/api/query_mms_sending_status?mms_id=1")["error_code"] == 202
    device.clock.advance(1)
    assert get(device, "/api/query_mms_sending_status?mms_id=1") == {**ENVELOPE, "mms_id": 1}


def test_socks5_proxy() -> None:
    answer = post(gateway(), "/api/socks5_proxy", {"port": 0, "state": "on"})
    assert answer == {**ENVELOPE, "socks_port": 1080}


# Section 26.3 of the body. Repaired: a blank before the serial number.


def test_drp_login() -> None:
    device = gateway(drp=True, drp_password="admin")
    device.patch({"sn": "0123-4567-890A-BCDE"})
    login = device.handle(Request.build("GET", "/doLogin?Username=admin&password=admin"))
    assert login.status == 200
    cookie = (login.header("set-cookie") or "").partition(";")[0]
    assert cookie
    headers = {"Cookie": cookie}
    chosen = device.handle(Request.build("GET", "/remoteWeb?Product_sns=0123-4567-890A-BCDE", headers=headers))
    assert chosen.status == 200
    answer = ok(call(device, "GET", "/api/query_sms_in_queue", headers=headers))
    assert answer["in_queue"] == 0
