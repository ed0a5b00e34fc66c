# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which fault hits which request, and what the dispatcher does to it; the journal of all that."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

from tests.lab.core import Entry, Fault, Faults, Journal, Request, Response
from tests.lab.core.dispatch import NOT_JSON, REFUSED_STATUS, Dispatcher
from tests.unit.lab.probe import ProbeDevice

GET = Request.build("GET", "/api/a?x=1")
PUT = Request.build("PUT", "/api/a", json_body={"v": 1})


def run(dispatcher: Dispatcher, device: ProbeDevice, request: Request) -> Response | None:
    return asyncio.run(dispatcher.dispatch(device, request))


@pytest.mark.parametrize(
    ("narrowing", "hit"),
    [
        ({}, True),
        ({"device": "probe-1"}, True),
        ({"device": "other"}, False),
        ({"method": "put"}, True),
        ({"method": "GET"}, False),
        ({"kind": "write"}, True),
        ({"kind": "read"}, False),
        ({"path": "^/api/a$"}, True),
        ({"path": "/b"}, False),
        ({"device": "probe-1", "kind": "auth"}, False),
    ],
)
def test_a_fault_hits_what_it_is_meant_for(narrowing: dict[str, Any], hit: bool) -> None:
    faults = Faults()
    fault = faults.add(Fault("status", **narrowing))
    assert faults.take(PUT, "probe-1", "write") is (fault if hit else None)


def test_the_path_is_searched_in_the_raw_target_too() -> None:
    faults = Faults()
    faults.add(Fault("status", path=r"x=1%2C2"))
    assert faults.take(Request.build("GET", "/?x=1%2C2"), "probe-1", "read") is not None


def test_skip_lets_requests_pass_and_times_ends() -> None:
    faults = Faults()
    faults.add(Fault("status", skip=2, times=2))
    hits = [faults.take(GET, "probe-1", "read") is not None for _ in range(6)]
    assert hits == [False, False, True, True, False, False]
    assert len(faults) == 0


def test_minus_one_is_for_ever_until_cleared() -> None:
    faults = Faults()
    faults.add(Fault("status", times=-1))
    assert all(faults.take(GET, "probe-1", "read") for _ in range(50))
    faults.clear()
    assert faults.take(GET, "probe-1", "read") is None


def test_a_used_up_fault_makes_room_for_the_next() -> None:
    faults = Faults()
    first, second = faults.add(Fault("reset_before")), faults.add(Fault("status", status=503))
    assert [faults.take(GET, "probe-1", "read") for _ in range(3)] == [first, second, None]


def test_silent_only_hits_writes() -> None:
    assert Fault("silent").kind == "write"


@pytest.mark.parametrize("wrong", [{"action": "explode"}, {"action": "status", "kind": "odd"}])
def test_nonsense_faults_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="there are"):
        Fault(**wrong)


def test_without_a_fault_the_device_answers_and_the_journal_knows() -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    response = run(dispatcher, device, PUT)
    assert response is not None
    assert response.json()["method"] == "PUT"
    (entry,) = dispatcher.journal
    assert (entry.device, entry.system, entry.method, entry.path) == ("probe-1", "probe", "PUT", "/api/a")
    assert (entry.body, entry.status, entry.kind, entry.fault) == ({"v": 1}, 200, "write", None)


@pytest.mark.parametrize(
    ("action", "seen", "answered"),
    [
        ("reset_before", 0, False),
        ("reset_after", 1, False),
        ("hang", 0, False),
        ("hang_after", 1, False),
        ("status", 0, True),
        ("login_page", 0, True),
        ("not_json", 0, True),
        ("truncated_json", 1, True),
        ("silent", 1, True),
    ],
)
def test_what_a_fault_does_to_device_and_client(action: str, seen: int, answered: bool) -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    dispatcher.faults.add(Fault(action, seconds=0.05))
    started = time.monotonic()
    response = run(dispatcher, device, PUT)
    assert (device.handled, response is not None) == (seen, answered)
    assert (time.monotonic() - started >= 0.05) == action.startswith("hang")
    (entry,) = dispatcher.journal
    assert entry.fault == action
    assert entry.status == (response.status if response else None)


def test_the_write_of_a_reset_after_took_effect() -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    dispatcher.faults.add(Fault("reset_after"))
    run(dispatcher, device, PUT)
    assert device.snapshot()["/api/a"] == {"v": 1}


def test_a_silent_write_says_yes_and_changes_nothing() -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    dispatcher.faults.add(Fault("silent"))
    response = run(dispatcher, device, PUT)
    assert response is not None
    assert response.status == 200
    assert device.snapshot() == ProbeDevice.built


def test_status_answers_in_the_form_of_the_system() -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    dispatcher.faults.add(Fault("status", status=503, headers={"Retry-After": "1"}))
    response = run(dispatcher, device, GET)
    assert response is not None
    assert (response.status, response.header("retry-after")) == (503, "1")
    assert response.json() == device.error_response(503).json()


@pytest.mark.parametrize(("body", "sent"), [("oops", b"oops"), ({"e": 1}, b'{"e": 1}'), ([], b"[]")])
def test_status_answers_with_a_body_of_choice(body: Any, sent: bytes) -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    dispatcher.faults.add(Fault("status", body=body))
    response = run(dispatcher, device, GET)
    assert response is not None
    assert (response.status, response.body) == (500, sent)


def test_pages_in_place_of_json() -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    dispatcher.faults.add(Fault("login_page"))
    dispatcher.faults.add(Fault("not_json"))
    dispatcher.faults.add(Fault("truncated_json"))
    page, text, half = (run(dispatcher, device, GET) for _ in range(3))
    assert page is not None
    assert text is not None
    assert half is not None
    assert (page.status, page.header("content-type")) == (200, "text/html; charset=utf-8")
    assert (text.status, text.body) == (200, NOT_JSON)
    for response in (page, text, half):
        with pytest.raises(json.JSONDecodeError):
            response.json()


@pytest.mark.parametrize(
    ("request_", "refused"),
    [(GET, False), (PUT, True), (Request.build("POST", "/login", json_body={}), False)],
)
@pytest.mark.parametrize("everywhere", [True, False])
def test_only_writes_are_refused(request_: Request, refused: bool, everywhere: bool) -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    dispatcher.refuse_all = everywhere
    dispatcher.refusing = set() if everywhere else {"probe-1"}
    response = run(dispatcher, device, request_)
    assert response is not None
    assert (response.status == REFUSED_STATUS, len(dispatcher.journal.refused)) == (refused, int(refused))
    assert device.handled == int(not refused)


@pytest.mark.parametrize("action", ["reset_after", "hang_after", "truncated_json", "silent"])
def test_no_fault_gets_a_write_past_the_refusal(action: str) -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    dispatcher.refuse_all = True
    dispatcher.faults.add(Fault(action, seconds=0.0))
    run(dispatcher, device, PUT)
    assert device.handled == 0
    assert len(dispatcher.journal.refused) == 1


def test_other_devices_may_still_write() -> None:
    dispatcher = Dispatcher()
    dispatcher.refusing.add("probe-2")
    response = run(dispatcher, ProbeDevice("probe-1"), PUT)
    assert response is not None
    assert response.status == 200
    assert dispatcher.journal.refused == []


def test_a_device_that_fails_is_a_mistake_of_the_lab() -> None:
    dispatcher, device = Dispatcher(), ProbeDevice()
    response = run(dispatcher, device, Request.build("POST", "/boom"))
    assert response is not None
    assert response.status == 500
    (error,) = dispatcher.errors
    assert "probe-1: POST /boom" in error
    assert "RuntimeError: boom" in error


def test_a_dropped_answer_has_no_status() -> None:
    dispatcher, device = Dispatcher(), ProbeDevice(drop=True)
    response = run(dispatcher, device, GET)
    assert response is not None
    assert response.drop
    assert dispatcher.journal.entries()[0].status is None


def entry(**changes: Any) -> Entry:
    fields: dict[str, Any] = {"time": 1.0, "device": "d", "system": "s", "method": "GET", "path": "/p"}
    return Entry(**{**fields, **changes})


def test_journal_entries_are_found_by_what_they_are() -> None:
    journal = Journal()
    journal.record(entry(device="a", kind="read"))
    journal.record(entry(device="b", kind="write", method="PUT", path="/q"), refused=True)
    journal.record(entry(device="b", system="t", kind="auth"))
    assert [e.device for e in journal] == ["a", "b", "b"]
    assert len(journal.entries(device="b")) == 2
    assert len(journal.entries(kind="write")) == len(journal.entries(method="put")) == len(journal.refused) == 1
    assert [e.kind for e in journal.entries(system="t")] == ["auth"]
    assert journal.entries(path="/p", device="c") == []
    journal.clear()
    assert len(journal) == len(journal.refused) == 0


@pytest.mark.parametrize(
    ("raw", "body"), [(b"", None), (b'{"a":1}', {"a": 1}), (b"a=1", "a=1"), (b"\xff", "\N{REPLACEMENT CHARACTER}")]
)
def test_journal_decodes_bodies(raw: bytes, body: Any) -> None:
    assert entry(raw_body=raw).body == body
    assert json.loads(json.dumps(entry(raw_body=raw, query=[("a", "b")]).as_dict()))["query"] == [["a", "b"]]
