# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_sms: how texts are cut, what is asked, what is sent, and what is never sent again."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.exceptions import ConnectionError as RequestsConnectionError
from requests.exceptions import ReadTimeout

from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import checks, sms
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.sms_text import (
    GSM_7BIT,
    UNICODE,
    outside,
    rendered,
    segments,
    size,
)
from ansible_collections.telco.cpe.plugins.modules.sms_gateway_sms import RESOURCE

from .support import Answer, Network, Seen, ok, page, run_module

ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà"
TWO_SEPTETS = "\f^{}\\[~]|€"


@pytest.mark.parametrize(
    ("text", "encoding", "count"),
    [
        ("", GSM_7BIT, 1),
        ("a" * 160, GSM_7BIT, 1),
        ("a" * 161, GSM_7BIT, 2),
        ("a" * 306, GSM_7BIT, 2),
        ("a" * 307, GSM_7BIT, 3),
        ("€" * 80, GSM_7BIT, 1),
        ("€" * 81, GSM_7BIT, 2),
        ("a" * 152 + "€" + "a" * 151, GSM_7BIT, 2),
        ("a" * 152 + "€" + "a" * 152, GSM_7BIT, 3),
        ("字" * 70, UNICODE, 1),
        ("字" * 71, UNICODE, 2),
        ("字" * 134, UNICODE, 2),
        ("字" * 135, UNICODE, 3),
        ("😀" * 35, UNICODE, 1),
        ("😀" * 36, UNICODE, 2),
        ("字" * 66 + "😀" + "字" * 66, UNICODE, 3),
    ],
)
def test_segments(text: str, encoding: str, count: int) -> None:
    assert segments(text, encoding) == count


@given(st.text(alphabet=ALPHABET + TWO_SEPTETS, max_size=700))
def test_segments_are_as_few_as_can_be(text: str) -> None:
    septets = sum(2 if char in TWO_SEPTETS else 1 for char in text)
    count = segments(text, GSM_7BIT)
    least = 1 if septets <= 160 else -(-septets // 153)
    assert least <= count <= max(1, -(-septets // 152))


def test_characters_that_gsm_7_bit_lacks() -> None:
    assert outside(ALPHABET + TWO_SEPTETS) == ""
    assert outside("Ünï ïç€ سلام`") == "ïçسلام`"


def test_bytes_are_counted_not_characters() -> None:
    assert (size("é"), size("€"), size("😀"), size("\ud800")) == (2, 3, 4, 3)


def test_placeholders_are_replaced_in_their_order() -> None:
    assert rendered("#param#, #param#!", ["Hello", "you"]) == "Hello, you!"
    assert rendered("#param#", ["#param#"]) == "#param#"
    assert rendered("no placeholder", []) == "no placeholder"
    for values in ([], ["a", "b"]):
        with pytest.raises(ValueError, match="the text has #param# 1 times"):
            rendered("Hello #param#", values)


@pytest.mark.parametrize(
    ("wanted", "held", "same"),
    [
        ("10086", "10086", True),
        ("13714637674", "+8613714637674", True),
        ("013714637674", "+4413714637674", True),
        ("+8613714637674", "008613714637674", True),
        ("+8613714637674", "13714637674", True),
        ("13714637674", "3714637674", False),
        ("10086", "+8610086", False),
        ("+8613714637674", "+8613714637675", False),
        ("1", "2", False),
    ],
)
def test_numbers_that_are_the_same(wanted: str, held: str, same: bool) -> None:
    assert checks.same_number(wanted, held) is same


def _result(**entry: Any) -> dict[str, Any]:
    base = {"port": 1, "number": "10086", "time": "2016-07-12 01:46:02", "count": 3, "ref_id": 254}
    return {**base, **entry}


def test_the_reports_of_a_message_are_those_of_its_references() -> None:
    told = [
        _result(ref_id=254, status_code=0),
        _result(ref_id=255, status_code=0),
        _result(ref_id=0, status_code=33),
        _result(ref_id=1, status_code=70),
        _result(ref_id=0, status_code=70, port=2),
        _result(ref_id=0, status_code=70, number="10010"),
        _result(ref_id=0, status_code=70, time="2016-07-12 01:46:01"),
    ]
    assert sms.delivery(_result(), told) == [0, 0, 33]
    assert sms.delivery(_result(ref_id=None), told) == []
    assert sms.delivery(_result(count=1), told) == [0]


class Gateway:
    """Knows what it was made to send; tells at most ``at_once`` results an answer, and knows a message after ``lag`` looks."""

    def __init__(self, *, at_once: int = 10_000, lag: int = 0, status: str = "SENT_OK") -> None:
        self.at_once, self.lag, self.status = at_once, lag, status
        self.sent: list[tuple[int | None, str]] = []
        self.faults: list[Answer | Exception] = []
        self.deaf: list[Answer | Exception] = []
        self.looks = 0

    def __call__(self, seen: Seen) -> Answer | Exception:
        if seen.path == "/api/query_sms_result":
            return self._tell(seen.body["user_id"])
        if self.deaf:
            return self.deaf.pop(0)
        self.sent += [(entry.get("user_id"), entry["number"]) for entry in seen.body["param"]]
        self.looks = 0
        if self.faults:
            return self.faults.pop(0)
        return ok(error_code=202, task_id="7", sms_in_queue="3")

    def _tell(self, wanted: list[int]) -> Answer:
        self.looks += 1
        known = [] if self.looks <= self.lag else self.sent
        rows = [
            {"user_id": str(user_id), "number": number, "status": self.status.lower(), "port": "2", "count": "1"}
            for user_id, number in known
            if user_id in wanted
        ]
        strangers = [{"user_id": 99999, "number": "1", "status": "FAILED"}, {"number": "10086", "status": "SENT_OK"}]
        return ok(result=[*strangers, *rows[: self.at_once]])

    def often(self) -> Counter[int | None]:
        return Counter(user_id for user_id, _number in self.sent)


def _run(gateway: Gateway, *user_ids: int, check: bool = False, **options: Any) -> tuple[dict[str, Any], Network]:
    network = Network(gateway)
    param = [{"number": "10086", "user_id": user_id} for user_id in user_ids]
    args = {"text": "hello", "param": param, "wait_timeout": 30, "poll_interval": 1, **options}
    return run_module(RESOURCE, network, args, check=check), network


def test_messages_are_sent_and_known_again() -> None:
    gateway = Gateway()
    result, network = _run(gateway, 1, 2, encoding="gsm-7bit", port=[3], request_status_report=False)
    assert [seen.path for seen in network.seen] == ["/api/query_sms_result", "/api/send_sms"]
    assert network.seen[1].body == {
        "text": "hello",
        "port": [3],
        "encoding": "gsm-7bit",
        "request_status_report": False,
        "param": [{"number": "10086", "user_id": 1}, {"number": "10086", "user_id": 2}],
    }
    assert (result["changed"], result["sms"]["task_id"], result["sms"]["sms_in_queue"]) == (True, [7], 3)
    assert [message["new"] for message in result["sms"]["messages"]] == [True, True]
    again, network = _run(gateway, 1, 2, 3)
    assert again["unverified"] == ["text"]
    assert [message["new"] for message in again["sms"]["messages"]] == [False, False, True]
    assert again["sms"]["messages"][0]["status"] == "sent_ok"
    assert gateway.often() == {1: 1, 2: 1, 3: 1}


def test_an_answer_that_is_cut_makes_nothing_be_sent_again() -> None:
    gateway = Gateway(at_once=40)
    _run(gateway, *range(100))
    again, network = _run(gateway, *range(100))
    assert again["changed"] is False
    assert len(network.seen) == 3
    assert set(gateway.often().values()) == {1}


@pytest.mark.parametrize("answer", [ok(error_code=413), page("Access Error: Too Large", "No", 413)])
def test_a_gateway_that_is_asked_for_too_many_is_asked_for_fewer(answer: Answer) -> None:
    gateway = Gateway()
    _run(gateway, *range(100))

    def handle(seen: Seen) -> Answer | Exception:
        return answer if len((seen.body or {}).get("user_id", [])) > 32 else gateway(seen)

    param = [{"number": "10086", "user_id": user_id} for user_id in range(101)]
    network = Network(handle)
    result = run_module(RESOURCE, network, {"text": "hello", "param": param})
    assert [write["payload"]["param"] for write in result["plan"]] == [[{"number": "10086", "user_id": 100}]]
    assert len([seen for seen in network.seen if seen.path == "/api/query_sms_result"]) == 6
    few = run_module(RESOURCE, Network(lambda _seen: answer), {"text": "hello", "param": param[:32]})
    assert few.get("failed")


LOST = [RequestsConnectionError("reset"), ReadTimeout("late"), Answer('{"error_code":202,"sn":"da00'), Answer("", 200)]


@pytest.mark.parametrize("lost", LOST, ids=lambda lost: type(lost).__name__)
@pytest.mark.parametrize("lag", [0, 1, 5])
def test_what_took_effect_though_its_answer_was_lost_is_not_sent_again(lost: Answer | Exception, lag: int) -> None:
    gateway = Gateway(lag=lag)
    gateway.faults = [lost]
    result, _network = _run(gateway, 1, 2, wait_for="sent")
    assert not result.get("failed"), result["msg"]
    assert (result["changed"], gateway.often()) == (True, {1: 1, 2: 1})


def test_a_gateway_that_is_slow_to_know_a_message_does_not_get_it_twice_in_a_run() -> None:
    gateway = Gateway(lag=1000)
    gateway.faults = [ReadTimeout("late")]
    result, network = _run(gateway, 1, 2)
    assert result["error"]["kind"] == "no_answer"
    assert "knows 0 of the 2 messages" in result["msg"]
    assert "not sent again by this run" in result["msg"]
    assert 10 <= len(network.seen) - 2 <= 12, "it is looked for during ten seconds, once a second"
    gateway.lag = 0
    again, _network = _run(gateway, 1, 2)
    assert (again["changed"], gateway.often()) == (False, {1: 1, 2: 1})


def test_a_busy_gateway_is_asked_again_but_only_if_it_knows_nothing_of_it() -> None:
    busy = Answer("", 503, {"Retry-After": "1"})
    gateway = Gateway()
    gateway.deaf = [busy]
    result, _network = _run(gateway, 1)
    assert (result["changed"], gateway.often()) == (True, {1: 1})
    liar = Gateway()
    liar.faults = [busy]
    result, _network = _run(liar, 1)
    assert (result["changed"], liar.often()) == (True, {1: 1})


def test_a_look_that_fails_is_told_beside_the_failure() -> None:
    gateway = Gateway()
    network = Network(
        lambda seen: (
            page("Access Error: Web Error", "Oops", 500)
            if seen.path == "/api/query_sms_result" and gateway.sent
            else gateway(seen)
        )
    )
    gateway.faults = [ReadTimeout("late")]
    args = {"text": "hello", "param": [{"number": "10086", "user_id": 1}]}
    result = run_module(RESOURCE, network, args)
    assert result["error"]["kind"] == "no_answer"
    assert "could not be looked up" in result["msg"]
    assert gateway.often() == {1: 1}


@pytest.mark.parametrize("code", [400, 413, 550, 500])
def test_a_refusal_is_told_with_what_was_sent_before(code: int) -> None:
    gateway = Gateway()
    network = Network(
        lambda seen: ok(error_code=code) if len(gateway.sent) >= 128 and "send" in seen.path else gateway(seen)
    )
    param = [{"number": "10086", "user_id": user_id} for user_id in range(130)]
    result = run_module(RESOURCE, network, {"text": "hello", "param": param})
    assert (result["error"]["code"], result["changed"]) == (code, True)
    assert "128 of the 130 new messages had been accepted" in result["msg"]
    assert result["sms"]["task_id"] == [7]


@pytest.mark.parametrize("status", ["FAILED", "Canceled"])
def test_a_message_that_will_never_be_sent_is_not_waited_for(status: str) -> None:
    result, network = _run(Gateway(status=status), 1, wait_for="delivered")
    assert f"user_id 1 to 10086 ({status.upper()})" in result["msg"]
    assert len(network.seen) == 3


def test_stopping_is_repeated_only_while_something_waits() -> None:
    queue = [3, 3, 0]
    stops: list[Answer | Exception] = [ReadTimeout("late"), ok()]

    def handle(seen: Seen) -> Answer | Exception:
        return ok(in_queue=queue.pop(0)) if seen.path == "/api/query_sms_in_queue" else stops.pop(0)

    result = run_module(RESOURCE, Network(handle), {"state": "stopped", "task_id": [4]})
    assert (result["changed"], result["sms"]["stopped"]) == (True, [4])
    assert (queue, stops) == ([0], [])
    queue[:], stops[:] = [3, 0], [ReadTimeout("late")]
    result = run_module(RESOURCE, Network(handle), {"state": "stopped", "task_id": [4]})
    assert (result["sms"]["stopped"], queue, stops) == ([4], [], [])
