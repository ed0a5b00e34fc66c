# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which session is the one that an inform has caused, and how it ended: by the counts that status shows."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NotTheSystem
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.sessions import Standing, Watch

START = "2026-07-29T09:29:02+02:00"


def standing(succeeded: int, failed: int, last: str = "success", daemon: str = START) -> Standing:
    return Standing.of(
        {
            "cwmp": {"status": "up", "start_time": daemon, "acs_url": "http://acs:7547"},
            "last_session": {"status": last, "start_time": START, "end_time": START},
            "statistics": {
                "success_sessions": succeeded,
                "failure_sessions": failed,
                "total_sessions": succeeded + failed,
            },
        }
    )


def outcome(before: Standing, *later: Standing) -> str | None:
    watch = Watch(before)
    for now in later:
        watch.add(now)
    assert not watch.restarted
    assert watch.settled == (watch.outcome is not None)
    return watch.outcome


def test_nothing_has_ended_yet() -> None:
    before = standing(2, 1)
    assert outcome(before) is None
    assert outcome(before, standing(2, 1, "waiting"), standing(2, 1, "running")) is None


@pytest.mark.parametrize("last", ["success", "waiting", "running"])
def test_the_next_session_that_ends(last: str) -> None:
    assert outcome(standing(2, 1), standing(2, 1, "running"), standing(3, 1, last)) == "success"
    assert outcome(standing(2, 1), standing(2, 2, last)) == "failure"


def test_what_came_before_does_not_count() -> None:
    assert outcome(standing(2, 1, "failure"), standing(2, 1, "failure")) is None
    assert outcome(standing(0, 0, "N/A"), standing(1, 0)) == "success"


def test_a_session_that_was_running_is_not_the_one() -> None:
    before = standing(2, 1, "running")
    assert outcome(before, standing(3, 1, "success")) is None
    assert outcome(before, standing(3, 1, "running"), standing(3, 2, "failure")) == "failure"
    assert outcome(before, standing(2, 2, "waiting"), standing(3, 2)) == "success"


def test_several_that_ended_between_two_looks() -> None:
    before = standing(2, 1, "running")
    assert outcome(before, standing(4, 1)) == "success"
    assert outcome(before, standing(2, 3, "failure")) == "failure"
    assert outcome(before, standing(3, 2, "success")) == "success"
    assert outcome(before, standing(3, 2, "failure")) == "failure"


def test_later_sessions_do_not_change_it() -> None:
    assert outcome(standing(2, 1), standing(3, 1), standing(3, 2, "failure")) == "success"


@pytest.mark.parametrize("after", [standing(0, 0, "N/A", "2026-07-29T10:00:00+02:00"), standing(1, 0)])
def test_a_daemon_that_started_anew_is_noticed(after: Standing) -> None:
    watch = Watch(standing(2, 1))
    watch.add(after)
    assert watch.restarted
    assert watch.settled
    assert watch.outcome is None


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"cwmp": {}, "last_session": {}, "statistics": {}},
        {"cwmp": "up", "last_session": {"status": "success"}, "statistics": {}},
    ],
)
def test_a_status_without_what_is_needed(answer: dict[str, Any]) -> None:
    with pytest.raises(NotTheSystem):
        Standing.of(answer)
