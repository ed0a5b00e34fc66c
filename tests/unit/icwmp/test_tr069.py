# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What icwmp answers to a command or an inform: ubus calls each of them a success, the answer itself does not."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import errors
from ansible_collections.telco.cpe.plugins.module_utils._icwmp import tr069

ALREADY = "Session already running, event will be sent at the end of the session"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 0, "info": "icwmpd config reloaded"},
        {"status": 1, "info": "Session started"},
        {"info": "icwmpd daemon stopped"},
        {"status": -1, "info": ALREADY},
        {"status": 1, "info": ALREADY},
        {},
        {"cwmp": {"status": "up"}},
    ],
)
def test_accepted(answer: dict[str, Any]) -> None:
    assert tr069.accepted(answer, "inform") is answer


@pytest.mark.parametrize(
    ("answer", "expected", "text"),
    [
        ({"status": -1, "info": "garbage command is not supported"}, errors.Unsupported, "garbage command"),
        (
            {"status": -1, "info": "'exit' is not supported. Check the supported commands."},
            errors.Unsupported,
            "reload only",
        ),
        ({"status": -1, "info": "icwmpd config reload failed"}, errors.ApiFailure, "config reload failed"),
        ({"status": -1, "info": "not able to get the event code"}, errors.ApiFailure, "event code"),
        ({"status": -1}, errors.ApiFailure, "no reason given"),
        ({"status": 10889093, "info": "occaecat"}, errors.ApiFailure, "occaecat"),
    ],
)
def test_refused(answer: dict[str, Any], expected: type[errors.CpeError], text: str) -> None:
    with pytest.raises(expected) as caught:
        tr069.accepted(answer, "command")
    assert type(caught.value) is expected
    assert text in caught.value.text()
    assert caught.value.code == answer["status"]


def test_an_event_that_goes_with_the_next_session_is_known_by_the_text() -> None:
    assert tr069.is_queued({"status": -1, "info": ALREADY})
    assert not tr069.is_queued({"status": 1, "info": "Session started"})
    assert not tr069.is_queued({})


def test_what_is_shown_of_an_answer() -> None:
    assert tr069.said({"status": 0, "info": "x", "more": 1}) == {"status": 0, "info": "x"}
    assert tr069.said({"info": "x"}) == {"info": "x"}


def test_the_documented_commands_and_events() -> None:
    assert set(tr069.COMMANDS) == {"reload_end_session", "reload", "reboot_end_session", "action_end_session", "exit"}
    assert [event[0] for event in tr069.EVENTS] == ["1", "2", "3", "4", "6", "8"]
