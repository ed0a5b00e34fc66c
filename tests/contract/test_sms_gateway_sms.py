# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exactly once: what sms_gateway_sms sends, counted at the gateway, whatever happens on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.cases import sms_gateway_sms
from tests.lab import Lab
from tests.lab.core.faults import Fault

SMS = sms_gateway_sms.CASES[0]
DELIVERED = next(case for case in sms_gateway_sms.CASES if case.name == "delivered")
STOPPED = next(case for case in sms_gateway_sms.CASES if case.name == "stopped")
GATEWAY = "gateway-1"
WAIT: dict[str, Any] = {"wait_timeout": 2, "poll_interval": 0.1}


@pytest.fixture(autouse=True)
def _afterwards(lab: Lab) -> Iterator[None]:
    yield
    lab.device(GATEWAY).reset_options()
    harness.prepare(lab, SMS)


def _many(count: int) -> dict[str, Any]:
    param = [{"number": f"1371463{number:04d}", "user_id": number} for number in range(count)]
    return {"text": "hello", "param": param, "encoding": None, "port": None, "wait_for": "accepted"}


def _sent(lab: Lab) -> Counter[int]:
    """How often the gateway was made to send the message of each user_id."""
    return Counter(message["user_id"] for message in harness.state(lab, SMS)["messages"])


def _once(count: int) -> Counter[int]:
    return Counter(range(count))


def test_a_thousand_recipients_take_eight_requests_and_one_look(lab: Lab) -> None:
    harness.prepare(lab, SMS)
    first = harness.call(lab, SMS, **_many(1000))
    assert not first.get("failed"), first["msg"]
    assert (harness.requests(lab, SMS, "write"), harness.requests(lab, SMS, "read")) == (8, 1)
    assert first["sms"]["task_id"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [len(write["payload"]["param"]) for write in first["plan"]] == [128] * 7 + [104]
    assert _sent(lab) == _once(1000)
    again = harness.call(lab, SMS, **_many(1000))
    assert again["changed"] is False
    assert (harness.requests(lab, SMS, "write"), harness.requests(lab, SMS, "read")) == (8, 2)
    more = harness.call(lab, SMS, **_many(1003))
    assert [len(write["payload"]["param"]) for write in more["plan"]] == [3]
    assert _sent(lab) == _once(1003)


@pytest.mark.parametrize("batch", [0, 1, 2])
@pytest.mark.parametrize(
    ("action", "details"),
    [
        ("reset_before", {}),
        ("reset_after", {}),
        ("hang", {"seconds": harness.TIMEOUT + 1}),
        ("hang_after", {"seconds": harness.TIMEOUT + 1}),
        ("status", {"status": 500}),
        ("status", {"status": 503, "headers": {"Retry-After": "1"}}),
        ("truncated_json", {}),
        ("not_json", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value.get("status", "")),
)
def test_no_fault_makes_it_send_a_message_twice(lab: Lab, action: str, details: dict[str, Any], batch: int) -> None:
    harness.prepare(lab, SMS)
    lab.faults.add(Fault(action, device=GATEWAY, kind="write", skip=batch, **details))
    result = harness.call(lab, SMS, **_many(300), **WAIT)
    assert any(entry.fault for entry in lab.journal), "the fault has hit nothing"
    assert max(_sent(lab).values(), default=1) == 1
    took = action in ("reset_after", "hang_after", "truncated_json") or details.get("status") == 503
    assert result.get("failed", False) is not took
    if not took:
        assert len(result["sms"]["messages"]) == 300
        assert "The next run looks up which of them were sent" in result["msg"]
        assert len(_sent(lab)) == batch * 128
        assert result["changed"] is (batch > 0)
    second = harness.call(lab, SMS, **_many(300), **WAIT)
    assert not second.get("failed"), second["msg"]
    assert _sent(lab) == _once(300)
    assert harness.call(lab, SMS, **_many(300))["changed"] is False


def test_without_a_user_id_nothing_is_repeated(lab: Lab) -> None:
    harness.prepare(lab, SMS)
    lab.faults.add(Fault("reset_after", device=GATEWAY, kind="write"))
    mixed: dict[str, Any] = {
        "text": "hello",
        "param": [{"number": "10086"}, {"number": "10010", "user_id": 5}],
        "wait_for": "accepted",
    }
    result = harness.call(lab, SMS, **mixed, **WAIT)
    assert result.get("failed")
    assert "without a user_id" in result["msg"]
    assert len(harness.state(lab, SMS)["messages"]) == 2
    again = harness.call(lab, SMS, **mixed, **WAIT)
    assert again["changed"] is True
    assert Counter(message["number"] for message in harness.state(lab, SMS)["messages"]) == {"10086": 2, "10010": 1}


def test_a_user_id_of_another_message_is_refused(lab: Lab) -> None:
    harness.prepare(lab, SMS)
    harness.call(lab, SMS, **_many(3))
    other = _many(5)
    other["param"][1]["number"] = "10086"
    result = harness.call(lab, SMS, **other)
    assert "user_id 1 is that of a message to 13714630001 already" in result["msg"]
    assert _sent(lab) == _once(3)
    same = _many(3)
    same["param"][1]["number"] = "+8613714630001"
    assert harness.call(lab, SMS, **same)["changed"] is False


def test_check_mode_shows_the_segments_before_anything_is_sent(lab: Lab) -> None:
    harness.prepare(lab, SMS)
    texts = [("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("a" * 152 + "€" + "a" * 152, 3)]
    for text, count in texts:
        found = harness.call(lab, SMS, check=True, text=text, param=[{"number": "1", "user_id": 1}])
        message = found["sms"]["messages"][0]
        assert (message["count"], message["encoding"], message["new"]) == (count, "gsm-7bit", True)
    found = harness.call(lab, SMS, check=True, text="😀" * 36, encoding=None, param=[{"number": "1", "user_id": 1}])
    assert found["sms"]["messages"][0]["count"] == 2
    assert harness.requests(lab, SMS, "write") == 0


def test_a_message_that_fails_fails_every_run_that_waits_for_it(lab: Lab) -> None:
    harness.prepare(lab, SMS)
    lab.device(GATEWAY).set_options({"fail_numbers": ["10086"]})
    for _run in range(2):
        result = harness.call(lab, SMS)
        assert result["error"]["kind"] == "api"
        assert "user_id 1 to 10086 (FAILED)" in result["msg"]
    assert len(harness.state(lab, SMS)["messages"]) == 2
    assert not harness.call(lab, SMS, wait_for="accepted").get("failed")


def test_what_can_not_be_delivered_is_not_waited_for(lab: Lab) -> None:
    harness.prepare(lab, DELIVERED)
    lab.device(GATEWAY).set_options({"deliver_codes": {"10086": 65}})
    result = harness.call(lab, DELIVERED, wait_timeout=30)
    assert "delivery status 65" in result["msg"]
    assert result["sms"]["messages"][0]["status_code"] == [65, 65]
    harness.prepare(lab, DELIVERED)
    lab.device(GATEWAY).set_options({"deliver_codes": {"10086": 33}})
    assert "not all of them are delivered" in harness.call(lab, DELIVERED, wait_timeout=1)["msg"]


def test_what_is_not_sent_in_time_is_told_and_not_sent_again(lab: Lab) -> None:
    harness.prepare(lab, SMS)
    lab.device(GATEWAY).set_options({"send_seconds": 5})
    result = harness.call(lab, SMS, **WAIT)
    assert result["error"]["kind"] == "verify"
    assert "user_id 1 to 10086 (SENDING)" in result["msg"]
    assert result["changed"] is True
    gateway = lab.device(GATEWAY)
    with gateway.lock:
        gateway.clock.advance(60)
    again = harness.call(lab, SMS, **WAIT)
    assert not again.get("failed"), again["msg"]
    assert again["changed"] is False


@pytest.mark.parametrize("errors_as", ["body", "http"])
def test_no_port_to_send_from(lab: Lab, errors_as: str) -> None:
    harness.prepare(lab, SMS)
    lab.device(GATEWAY).set_options({"errors_as": errors_as})
    result = harness.call(lab, SMS, port=[7])
    assert result["error"]["code"] == 550
    assert "no port is available for sending" in result["msg"]


@pytest.mark.parametrize(
    "options", [{}, {"unknown_task_code": 486}, {"errors_as": "http"}, {"stopped_status": "Canceled"}]
)
def test_stopping_stops_what_is_left(lab: Lab, options: dict[str, Any]) -> None:
    harness.prepare(lab, STOPPED)
    lab.device(GATEWAY).set_options(options)
    unknown = harness.call(lab, STOPPED, task_id=[99])
    assert (unknown["changed"], unknown["sms"]["stopped"]) == (False, [])
    done = harness.call(lab, STOPPED, task_id=[1, 99])
    assert (done["changed"], done["sms"]["stopped"]) == (True, [1])
    gateway = lab.device(GATEWAY)
    assert gateway.outbox.waiting() == []  # type: ignore[attr-defined]
    assert harness.call(lab, STOPPED, task_id=[1, 99])["plan"] == []
