# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task may be ended before or after a login, not in the middle of it."""

from __future__ import annotations

import signal
import threading
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.signals import held_off


class Ended(BaseException):
    """What Ansible raises when a task's time is over."""


@pytest.fixture(autouse=True)
def _alarm() -> Any:
    def end(*_arguments: object) -> None:
        raise Ended

    before = signal.signal(signal.SIGALRM, end)
    yield
    signal.signal(signal.SIGALRM, before)


def logs_in(done: list[str], error: Exception | None = None) -> None:
    """Something that must not be interrupted, and is."""
    with held_off():
        signal.raise_signal(signal.SIGALRM)
        done.append("the login")
        if error:
            raise error


def test_an_alarm_comes_after_the_block() -> None:
    done: list[str] = []
    with pytest.raises(Ended):
        logs_in(done)
    assert done == ["the login"]


def test_an_error_inside_wins_and_the_handlers_are_back() -> None:
    before = signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="inside"):
        logs_in([], ValueError("inside"))
    assert (signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGINT)) == before


def test_a_handler_that_python_does_not_know_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "getsignal", lambda _number: None)
    with pytest.raises(Ended):
        logs_in([])


def test_threads_other_than_the_main_one_have_no_handlers() -> None:
    done: list[str] = []

    def work() -> None:
        with held_off():
            done.append("the login")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["the login"]
