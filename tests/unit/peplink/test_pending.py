# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pending configuration: applied after a change, discarded after a failure if and only if the module left something."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    Busy,
    CpeError,
    NoAnswer,
    NotTaken,
    ServerError,
)
from ansible_collections.telco.cpe.plugins.modules.peplink_wan import Wan
from tests.unit.peplink.wire import Answer, Sent, fail, ok, reply, run

CHANGE = "config.wan.connection"
APPLY = "cmd.config.apply"
DISCARD = "cmd.config.discard"


class Router:
    """A router with a running and a pending name of its one WAN, and things that go wrong on demand.

    ``shows`` is what GET shows before the apply. ``faults`` maps a write to the answers that replace its own, in order;
    one of the kind NoAnswer comes after the write took effect.
    """

    def __init__(self, shows: str, faults: dict[str, list[Answer]] | None = None) -> None:
        self.shows = shows
        self.faults = {name: list(answers) for name, answers in (faults or {}).items()}
        self.running = "old"
        self.pending: str | None = None
        self.writes: list[str] = []

    def __call__(self, request: Sent) -> Answer:
        if request.method == "GET":
            name = (self.pending or self.running) if self.shows == "pending" else self.running
            if self.faults.get("read") and self.writes:
                return self.faults["read"].pop(0)
            return ok({"1": {"name": name}, "order": [1]})
        if request.function in ("login", "logout"):
            return ok({})
        self.writes.append(request.function)
        fault = self.faults[request.function].pop(0) if self.faults.get(request.function) else None
        if fault is None or isinstance(fault, NoAnswer):
            self._take(request)
        return ok() if fault is None else fault

    def _take(self, request: Sent) -> None:
        if request.function == CHANGE:
            self.pending = request.body["list"][0]["name"]
        elif request.function == APPLY:
            self.running, self.pending = self.pending or self.running, None
        elif request.function == DISCARD:
            self.pending = None


def rename(router: Router) -> dict[str, Any]:
    return run(Wan, {"id": "1", "name": "new", "retries": 1}, router)[0]


LOST = NoAnswer("the connection broke before an answer came")
BUSY = reply(503, "")

BOTH = pytest.mark.parametrize("shows", ["running", "pending"])


@BOTH
@pytest.mark.parametrize(
    "faults", [{CHANGE: [LOST]}, {CHANGE: [BUSY]}, {APPLY: [LOST]}, {APPLY: [BUSY]}, {CHANGE: [LOST], APPLY: [LOST]}]
)
def test_what_passes_is_survived(shows: str, faults: dict[str, list[Answer]]) -> None:
    router = Router(shows, faults)
    assert rename(router)["changed"]
    assert (router.running, router.pending) == ("new", None)
    assert router.writes[-1] == APPLY
    assert DISCARD not in router.writes


@BOTH
@pytest.mark.parametrize(
    ("faults", "kind"),
    [
        ({CHANGE: [reply(500, "")]}, ServerError),
        ({CHANGE: [fail(0, "Internal Error")]}, ServerError),
        ({APPLY: [fail(1, "apply refused")]}, ApiFailure),
        ({APPLY: [reply(500, "")]}, ServerError),
        ({APPLY: [BUSY] * 9}, Busy),
        ({CHANGE: [LOST], "read": [fail(5, "no reads today")]}, ApiFailure),
    ],
)
def test_what_is_left_pending_by_a_failure_is_discarded(
    shows: str, faults: dict[str, list[Answer]], kind: type[CpeError]
) -> None:
    router = Router(shows, faults)
    with pytest.raises(kind) as failure:
        rename(router)
    assert (router.running, router.pending) == ("old", None)
    assert router.writes[-1] == DISCARD
    assert "What was left pending was discarded" in failure.value.text()


def test_an_apply_whose_fate_stays_unknown_is_followed_by_a_discard() -> None:
    router = Router("running", {APPLY: [NoAnswer("lost")] * 9})
    with pytest.raises(NoAnswer):
        rename(router)
    assert router.writes[-1] == DISCARD


@BOTH
def test_a_refused_change_leaves_nothing_so_the_pending_changes_of_others_are_kept(shows: str) -> None:
    router = Router(shows, {CHANGE: [fail(400, "invalid name")]})
    with pytest.raises(ApiFailure, match="invalid name") as failure:
        rename(router)
    assert router.writes == [CHANGE]
    assert failure.value.notes == []


def test_a_discard_that_fails_is_told() -> None:
    router = Router("running", {APPLY: [fail(1, "apply refused")], DISCARD: [fail(1, "discard refused")]})
    with pytest.raises(ApiFailure, match="apply refused") as failure:
        rename(router)
    text = failure.value.text()
    assert "could not be discarded (the router refuses the request: discard refused)" in text
    assert "peplink_config with state discarded" in text


def test_a_router_that_takes_a_moment_to_show_what_it_applied() -> None:
    router = Router("running")
    late = iter(["old", "old"])

    def answer(request: Sent) -> Answer:
        found = router(request)
        if request.method == "GET" and APPLY in router.writes:
            return ok({"1": {"name": next(late, router.running)}, "order": [1]})
        return found

    result, wire, _wan = run(Wan, {"id": "1", "name": "new"}, answer)
    assert result["wan"]["name"] == "new"
    assert len(wire.pauses) == 2


def test_an_apply_that_silently_did_nothing_is_told_and_cleaned_up() -> None:
    router = Router("running", {APPLY: [ok()] * 9})
    with pytest.raises(NotTaken, match="asked 'new', the device holds 'old'"):
        rename(router)
    assert router.writes == [CHANGE, APPLY, DISCARD]
    assert router.pending is None


def test_the_warning_of_an_apply_is_passed_on() -> None:
    router = Router("running")

    def answer(request: Sent) -> Answer:
        found = router(request)
        return ok({"warning": "DNS proxy is off"}) if request.function == APPLY else found

    result, _wire, _wan = run(Wan, {"id": "1", "name": "new"}, answer)
    assert result["warnings"] == ["The router applied the changes with a warning: DNS proxy is off"]


def test_without_apply_nothing_is_applied_even_where_an_answer_was_lost() -> None:
    router = Router("pending", {CHANGE: [LOST]})
    result, _wire, _wan = run(Wan, {"id": "1", "name": "new", "apply": False}, router)
    assert result["pending"] is True
    assert router.writes == [CHANGE]
    assert (router.running, router.pending) == ("old", "new")
