# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sample of SMS and USSD (SMS gateway HTTP API V1.2, sections 2 to 9), against the simulated gateway."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_support import ENVELOPE, SN, call, gateway, get, post


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


@pytest.mark.parametrize("slips", [False, [], ["rest", "trailing_comma", "double_comma"]])
def test_query_ussd_reply_without_its_slip(slips: bool | list[str]) -> None:
    assert get(gateway(broken_json=slips), "/api/query_ussd_reply?port=1")["reply"] == [{"port": 1, "text": ""}]


# Section 9.4


def test_stop_sms() -> None:
    device = gateway()
    post(device, "/api/send_sms", {"text": "ye", "param": [{"number": "10086"}]})
    assert get(device, "/api/stop_sms?task_id=1") == ENVELOPE
