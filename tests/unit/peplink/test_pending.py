# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pending configuration: applied after a change, discarded after a failure if and only if the module left something."""

from __future__ import annotations

import json
from pathlib import Path
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
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan_setting import Wan
from ansible_collections.telco.cpe.plugins.modules.peplink_config import Config
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
        ({APPLY: [BUSY] * 9}, Busy),
        ({CHANGE: [LOST], "read": [fail(5, "no reads today")]}, ApiFailure),
    ],
)
def test_what_is_left_pending_by_a_failure_is_taken_back_and_nothing_is_discarded(
    shows: str, faults: dict[str, list[Answer]], kind: type[CpeError], state_home: Path
) -> None:
    router = Router(shows, faults)
    with pytest.raises(kind) as failure:
        rename(router)
    assert (router.running, router.pending) == ("old", "old")
    assert router.writes[-1] == CHANGE
    assert DISCARD not in router.writes
    assert "What was written was taken back" in failure.value.text()
    assert list(state_home.iterdir()) == []


@pytest.mark.parametrize("answers", [[NoAnswer("lost")] * 9, [reply(500, "")]])
def test_an_apply_whose_fate_stays_unknown_is_left_to_the_next_run(answers: list[Answer], state_home: Path) -> None:
    router = Router("pending", {APPLY: answers})
    with pytest.raises((NoAnswer, ServerError)) as failure:
        rename(router)
    assert "Whether the changes were applied is unknown. The next run settles it" in failure.value.text()
    assert router.writes[-1] == APPLY
    assert len(list(state_home.iterdir())) == 1
    router.faults, router.writes = {}, []
    result = rename(router)
    assert (result["changed"], router.writes) == (True, [APPLY])
    assert (router.running, router.pending) == ("new", None)
    assert list(state_home.iterdir()) == []
    assert rename(router)["changed"] is False


@BOTH
def test_a_refused_change_leaves_nothing_so_the_pending_changes_of_others_are_kept(shows: str) -> None:
    router = Router(shows, {CHANGE: [fail(400, "invalid name")]})
    with pytest.raises(ApiFailure, match="invalid name") as failure:
        rename(router)
    assert router.writes == [CHANGE]
    assert failure.value.notes == []


def test_what_can_t_be_taken_back_is_told_and_left_to_the_next_run(state_home: Path) -> None:
    router = Router("running", {CHANGE: [reply(500, ""), fail(1, "not now")]})
    with pytest.raises(ServerError) as failure:
        rename(router)
    text = failure.value.text()
    assert "still pending: name (the router refuses the request: not now)" in text
    assert "peplink_config with state applied or discarded" in text
    assert len(list(state_home.iterdir())) == 1
    assert rename(router)["changed"]
    assert list(state_home.iterdir()) == []


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


def test_an_apply_that_silently_did_nothing_is_told_and_left_to_the_next_run(state_home: Path) -> None:
    router = Router("running", {APPLY: [ok()] * 9})
    with pytest.raises(NotTaken, match="asked 'new', the device holds 'old'") as failure:
        rename(router)
    assert router.writes == [CHANGE, APPLY]
    assert "may still be pending. The next run settles it" in failure.value.text()
    assert len(list(state_home.iterdir())) == 1


def killed(router: Router, at: str, state_home: Path) -> Router:
    """The router as a run leaves it that was killed right before a write, as if by another process that is gone."""

    def answer(request: Sent) -> Answer:
        if request.function == at:
            raise KeyboardInterrupt
        return router(request)

    with pytest.raises(KeyboardInterrupt):
        run(Wan, {"id": "1", "name": "new"}, answer)
    for path in state_home.iterdir():
        path.write_text(json.dumps({**json.loads(path.read_text()), "process": 2**22 + 1}))
    return router


@BOTH
@pytest.mark.parametrize("check", [True, False])
def test_a_run_that_was_killed_before_the_apply_is_finished_by_the_next(
    shows: str, check: bool, state_home: Path
) -> None:
    router = killed(Router(shows), APPLY, state_home)
    assert (router.running, router.pending) == ("old", "new")
    result, _wire, _wan = run(Wan, {"id": "1", "name": "new"}, router, check=check)
    assert result["changed"] is True
    assert result["plan"][-1]["endpoint"] == APPLY
    assert result["diff"]["before"] != result["diff"]["after"]
    assert ("A run before this one ended" in str(result.get("warnings"))) == (shows == "pending")
    assert (router.running, len(list(state_home.iterdir()))) == (("old", 1) if check else ("new", 0))


def test_a_note_holds_no_values(state_home: Path) -> None:
    killed(Router("pending"), APPLY, state_home)
    (note,) = state_home.iterdir()
    content = json.loads(note.read_text())
    assert content["router"] == "https://192.0.2.1"
    assert content["functions"] == [CHANGE, APPLY]
    assert "new" not in note.read_text()
    assert state_home.stat().st_mode & 0o777 == 0o700


def test_a_note_about_an_apply_of_nothing_is_settled_although_the_router_refuses(state_home: Path) -> None:
    router = killed(Router("pending", {APPLY: [fail(3, "nothing to apply")]}), APPLY, state_home)
    result = rename(router)
    assert "The router had nothing to apply, or did not: nothing to apply" in result["warnings"]
    assert list(state_home.iterdir()) == []


def test_without_apply_a_note_says_that_something_is_pending(state_home: Path) -> None:
    router = Router("pending")
    first, _wire, _wan = run(Wan, {"id": "1", "name": "new", "apply": False}, router)
    again, _wire, _wan = run(Wan, {"id": "1", "name": "new", "apply": False}, router)
    assert [(one["changed"], one["pending"]) for one in (first, again)] == [(True, True), (False, True)]
    run(Config, {"state": "applied"}, router)
    last, _wire, _wan = run(Wan, {"id": "1", "name": "new", "apply": False}, router)
    assert (last["changed"], last["pending"]) == (False, False)


def test_a_folder_that_can_t_be_written_costs_a_warning(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    router = Router("running")
    result, _wire, wan = run(Wan, {"id": "1", "name": "new"}, router, extra={"state_path": str(blocked)})
    assert router.running == "new"
    assert any("No note could be left" in warning for warning in wan.warnings)
    assert result["changed"]


@BOTH
def test_what_others_have_pending_is_told_as_far_as_an_answer_shows_it(shows: str) -> None:
    router = Router(shows)

    def answer(request: Sent) -> Answer:
        found = router(request)
        if request.function == CHANGE and request.method == "POST":
            wan = {"name": "new", "connection": {"icmpPing": False, "priority": 2}}
            return ok({"1": wan, "2": {"name": "not ours"}, "order": [1, 2]})
        if request.method == "GET":
            priority = 2 if shows == "pending" else 1
            wan = {"name": router.running, "connection": {"icmpPing": False, "priority": priority}}
            return ok({"1": wan, "order": [1]})
        return found

    result, _wire, _wan = run(Wan, {"id": "1", "name": "new"}, answer)
    told = [warning for warning in result.get("warnings", []) if "Somebody else" in warning]
    assert bool(told) == (shows == "running")
    if told:
        assert told[0].endswith("are applied along, as far as can be known: connection.priority of 1.")


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
