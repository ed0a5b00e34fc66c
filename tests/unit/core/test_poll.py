# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a system to become as desired."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.poll import poll


def test_what_is_as_awaited_is_read_once_and_not_waited_for() -> None:
    pauses: list[float] = []
    assert poll(lambda: 7, lambda value: value == 7, timeout=60, interval=2, pause=pauses.append) == 7
    assert pauses == []


def test_it_is_read_every_interval_until_it_is_as_awaited() -> None:
    pauses: list[float] = []
    values: Iterator[int] = iter([1, 2, 3, 4])
    assert poll(lambda: next(values), lambda value: value == 3, timeout=60, interval=2, pause=pauses.append) == 3
    assert pauses == [2, 2]


def test_what_never_comes_is_given_up_at_the_timeout() -> None:
    pauses: list[float] = []
    assert poll(lambda: 1, lambda value: False, timeout=5, interval=2, pause=pauses.append) == 1
    assert sum(pauses) == pytest.approx(5, abs=0.1)
    assert len(pauses) == 3


def test_a_timeout_of_zero_reads_once() -> None:
    pauses: list[float] = []
    assert poll(lambda: 1, lambda value: False, timeout=0, interval=2, pause=pauses.append) == 1
    assert pauses == []


def test_slow_reads_count_as_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    reads: list[int] = []

    def read() -> int:
        now[0] += 30
        reads.append(1)
        return 1

    poll(read, lambda value: False, timeout=60, interval=1, pause=lambda seconds: None)
    assert len(reads) == 2
