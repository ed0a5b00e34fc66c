# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated gateway's SMS: limits, queue, results over time, delivery reports, incoming messages, CDRs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.sms_gateway import SmsGateway
from tests.lab.sms_gateway.encoding import segments
from tests.unit.lab.sms_gateway_support import call, code, gateway, get, post, set_port


def body(**changes: Any) -> dict[str, Any]:
    return {"text": "hello", "param": [{"number": "10086", "user_id": 7}], **changes}


def send(device: SmsGateway, **changes: Any) -> int:
    return code(device, "POST", "/api/send_sms", body(**changes))


def results(device: SmsGateway, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = post(device, "/api/query_sms_result", query)["result"]
    return found


def statuses(device: SmsGateway, **query: Any) -> list[str]:
    return [row["status"] for row in results(device, **query)]


def recipients(count: int) -> list[dict[str, Any]]:
    return [{"number": str(10000 + n), "user_id": n} for n in range(count)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"param": recipients(128)}, 202),
        ({"param": recipients(129)}, 413),
        ({"text": "x" * 1500}, 202),
        ({"text": "x" * 1501}, 413),
        ({"text": "ä" * 750}, 202),
        ({"text": "ä" * 751}, 413),
        ({"param": [{"number": "1" * 24}]}, 202),
        ({"param": [{"number": "1" * 25}]}, 400),
        ({"param": [{"number": "+4917012345"}]}, 202),
        ({"param": [{"number": "0170-12345"}]}, 400),
        ({"param": [{"number": ""}]}, 400),
        ({"param": [{"number": 10086}]}, 400),
        ({"param": [{}]}, 400),
        ({"param": ["10086"]}, 400),
        ({"param": []}, 400),
        ({"param": {}}, 400),
        ({"param": [{"number": "1", "user_id": 0}]}, 202),
        ({"param": [{"number": "1", "user_id": -1}]}, 400),
        ({"param": [{"number": "1", "user_id": "1"}]}, 400),
        ({"param": [{"number": "1", "name": "x"}]}, 400),
        ({"text": ""}, 400),
        ({"text": None}, 400),
        ({"text": 1}, 400),
        ({"port": [0, 6]}, 202),
        ({"port": [8]}, 400),
        ({"port": [32]}, 400),
        ({"port": ["0"]}, 400),
        ({"port": 0}, 400),
        ({"port": [7]}, 550),
        ({"port": [7, 0]}, 202),
        ({"encoding": "unicode"}, 202),
        ({"encoding": "gsm-7bit"}, 202),
        ({"encoding": "ascii"}, 400),
        ({"request_status_report": False}, 202),
        ({"request_status_report": "no"}, 400),
        ({"flash": True}, 400),
        ({"text": "#param# and #param#", "param": [{"number": "1", "text_param": ["a", "b"]}]}, 202),
        ({"text": "#param#", "param": [{"number": "1"}]}, 400),
        ({"text": "#param#", "param": [{"number": "1", "text_param": [1]}]}, 400),
        ({"text": "no", "param": [{"number": "1", "text_param": ["a"]}]}, 400),
        ({"text": "#param#", "param": [{"number": "1", "text_param": ["x" * 1501]}]}, 413),
    ],
)
def test_limits(changes: dict[str, Any], expected: int) -> None:
    device = gateway()
    assert send(device, **changes) == expected
    assert bool(device.outbox.messages) == (expected == 202)


def test_missing_members_and_no_json() -> None:
    device = gateway()
    assert code(device, "POST", "/api/send_sms", {"text": "x"}) == 400
    assert code(device, "POST", "/api/send_sms", {"param": [{"number": "1"}]}) == 400
    assert code(device, "POST", "/api/send_sms", []) == 400
    assert call(device, "POST", "/api/send_sms", raw=b"text=x").json()["error_code"] == 400


def test_failure_as_http_status() -> None:
    assert call(gateway(errors_as="http"), "POST", "/api/send_sms", body(port=[7])).status == 550


def test_no_port_registered() -> None:
    device = gateway(ports=2)
    set_port(device, 0, "block")
    assert send(device) == 550


def test_wrong_encoding_may_be_taken_for_unicode() -> None:
    device = gateway(bad_encoding="unicode")
    assert send(device, encoding="ascii", text="é") == 202
    assert device.outbox.messages[0]["text"] == "é"


def test_gsm_7bit_loses_what_it_lacks() -> None:
    device = gateway()
    send(device, encoding="gsm-7bit", text="Ünï € سلام")
    assert device.outbox.messages[0]["text"] == "Ün? € ????"


@pytest.mark.parametrize(
    ("text", "encoding", "count"),
    [
        ("a" * 160, "gsm-7bit", 1),
        ("a" * 161, "gsm-7bit", 2),
        ("a" * 306, "gsm-7bit", 2),
        ("a" * 307, "gsm-7bit", 3),
        ("€" * 80, "gsm-7bit", 1),
        ("€" * 81, "gsm-7bit", 2),
        ("a" * 70, "unicode", 1),
        ("a" * 71, "unicode", 2),
        ("a" * 134, "unicode", 2),
        ("a" * 135, "unicode", 3),
        ("😀" * 35, "unicode", 1),
        ("😀" * 36, "unicode", 2),
        ("a" * 152 + "€" + "a" * 152, "gsm-7bit", 3),
        ("a" * 66 + "😀" + "a" * 66, "unicode", 3),
        ("\f" * 80, "gsm-7bit", 1),
    ],
)
def test_segments(text: str, encoding: str, count: int) -> None:
    assert segments(text, encoding) == count


def test_status_over_time() -> None:
    device = gateway(send_seconds=6, deliver_seconds=4)
    send(device)
    seen = []
    for _ in range(3):
        seen += statuses(device, user_id=[7])
        device.clock.advance(5)
    assert seen == ["SENDING", "SENDING", "DELIVERED"]


def test_sent_at_the_very_moment() -> None:
    device = gateway(send_seconds=2, deliver_seconds=2)
    send(device)
    seen = []
    for _ in range(5):
        seen += statuses(device)
        device.clock.advance(1)
    assert seen == ["SENDING", "SENDING", "SENT_OK", "SENT_OK", "DELIVERED"]


def test_sent_before_delivered() -> None:
    device = gateway(send_seconds=1, deliver_seconds=10)
    send(device)
    device.clock.advance(2)
    (row,) = results(device)
    assert (row["status"], row["count"], row["succ_count"]) == ("SENT_OK", 1, 1)


def test_without_report_nothing_is_delivered() -> None:
    device = gateway()
    send(device, request_status_report=False)
    device.clock.advance(60)
    assert statuses(device) == ["SENT_OK"]
    assert post(device, "/api/query_sms_deliver_status", {})["result"] == []


def test_failed_number() -> None:
    device = gateway(fail_numbers=["10086"])
    send(device)
    device.clock.advance(60)
    (row,) = results(device)
    assert (row["status"], row["succ_count"]) == ("FAILED", 0)


def test_delivery_that_fails() -> None:
    device = gateway(deliver_codes={"10086": 34})
    send(device)
    device.clock.advance(60)
    assert statuses(device) == ["SENT_OK"]
    assert [row["status_code"] for row in post(device, "/api/query_sms_deliver_status", {})["result"]] == [34]


def test_one_report_a_segment() -> None:
    """Section 27.4: reference ids 0, 1 and 2 for three segments."""
    device = gateway()
    send(device, text="a" * 140)
    device.clock.advance(60)
    assert results(device)[0]["count"] == 3
    assert [row["ref_id"] for row in post(device, "/api/query_sms_deliver_status", {})["result"]] == [0, 1, 2]
    send(device, port=[results(device)[0]["port"]])
    assert results(device)[-1]["ref_id"] == 3


def test_one_port_sends_one_after_the_other() -> None:
    device = gateway(send_seconds=10)
    send(device, port=[0], param=recipients(3))
    assert get(device, "/api/query_sms_in_queue")["in_queue"] == 3
    device.clock.advance(15)
    assert get(device, "/api/query_sms_in_queue")["in_queue"] == 2
    assert statuses(device) == ["DELIVERED", "SENDING", "SENDING"]


def test_ports_share_the_work() -> None:
    device = gateway()
    send(device, port=[1, 2, 3], param=recipients(4))
    assert [row["port"] for row in results(device)] == [1, 2, 3, 1]


def test_result_filters() -> None:
    device = gateway(send_seconds=60)
    send(device, port=[0], param=recipients(3))
    assert [row["user_id"] for row in results(device, user_id=[1, 2])] == [1, 2]
    assert [row["user_id"] for row in results(device, number=["10001"])] == [1]
    assert results(device, port=[1]) == []
    first, second, third = (row["time"] for row in results(device))
    assert [row["time"] for row in results(device, time_after=first)] == [second, third]
    assert [row["time"] for row in results(device, time_before=third, time_after=first)] == [second]


def test_user_id_is_left_out_where_none_was_given() -> None:
    device = gateway()
    send(device, param=[{"number": "1"}])
    assert "user_id" not in results(device)[0]


@pytest.mark.parametrize("target", ["/api/query_sms_result", "/api/query_sms_deliver_status"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"number": ["1"] * 32}, 200),
        ({"number": ["1"] * 33}, 413),
        ({"number": ["1" * 25]}, 400),
        ({"number": "1"}, 400),
        ({"port": [32]}, 400),
        ({"time_after": "2014-12-12"}, 400),
        ({"time_after": "2014-13-12 00:00:00"}, 400),
        ({"time_after": "2014-12-12T00:00:00"}, 400),
        ({"time_before": 1}, 400),
        ({"status": "SENDING"}, 400),
        ([], 400),
    ],
)
def test_query_limits(target: str, query: Any, expected: int) -> None:
    assert code(gateway(), "POST", target, query) == expected


def test_deliver_status_knows_no_user_id() -> None:
    assert code(gateway(), "POST", "/api/query_sms_deliver_status", {"user_id": [1]}) == 400
    assert code(gateway(), "POST", "/api/query_sms_result", {"user_id": ["1"]}) == 400


@pytest.mark.parametrize(("switch", "word"), [("FAILED", "FAILED"), ("Canceled", "Canceled")])
def test_stop(switch: str, word: str) -> None:
    device = gateway(send_seconds=10, stopped_status=switch)
    send(device, port=[0], param=recipients(2))
    device.clock.advance(15)
    assert code(device, "GET", "/api/stop_sms?task_id=1") == 200
    assert statuses(device) == ["DELIVERED", word]
    assert get(device, "/api/query_sms_in_queue")["in_queue"] == 0
    assert code(device, "GET", "/api/stop_sms?task_id=1") == 404


@pytest.mark.parametrize(("query", "expected"), [("task_id=9", 404), ("", 400), ("task_id=x", 400), ("task=1", 400)])
def test_stop_of_what_is_not_there(query: str, expected: int) -> None:
    assert code(gateway(), "GET", f"/api/stop_sms?{query}") == expected


def test_code_of_an_unknown_task_by_choice() -> None:
    assert code(gateway(unknown_task_code=486), "GET", "/api/stop_sms?task_id=9") == 486


@pytest.mark.parametrize(("action", "params"), [("reset", {}), ("power", {"param": "off"})])
def test_reset_kills_what_is_under_way(action: str, params: dict[str, str]) -> None:
    device = gateway(send_seconds=10)
    send(device, port=[0, 1], param=recipients(2))
    set_port(device, 0, action, **params)
    device.clock.advance(60)
    assert [(row["port"], row["status"]) for row in results(device)] == [(0, "FAILED"), (1, "DELIVERED")]
