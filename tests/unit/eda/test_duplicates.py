# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes twice, and what only looks so."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.plugin_utils._push.duplicates import Duplicates, Mark, mark_of
from tests.unit.eda.samples import SAMPLES, SN


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("name", SAMPLES)
def test_which_events_can_be_told_apart(name: str) -> None:
    _text, kind, record = SAMPLES[name]
    assert (mark_of(SN, kind, record) is None) == (kind in ("ussd", "device", "exception_info"))


@pytest.mark.parametrize("field", ["incoming_sms_id", "timestamp"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_message_without_what_identifies_it(field: str, value: Any) -> None:
    record = SAMPLES["sms"][2]
    assert mark_of(SN, "sms", {**record, field: value}) is None
    assert mark_of(SN, "sms", {name: one for name, one in record.items() if name != field}) is None


def test_what_differs_anywhere_is_another_event() -> None:
    record = SAMPLES["register down"][2]
    keys = {
        mark_of(SN, "register", record),
        mark_of("another", "register", record),
        mark_of(SN, "register", {**record, "sequence": 3}),
        mark_of(SN, "register", {**record, "number": ""}),
    }
    assert len(keys) == 4
    assert mark_of(SN, "register", dict(reversed(record.items()))) in keys


def marks(*names: str) -> list[Mark]:
    return [Mark((SN, "sms", name), name.encode()) for name in names]


def test_the_window_ends() -> None:
    clock = Clock()
    duplicates = Duplicates(10, 100, clock)
    (key,) = marks("a")
    assert not duplicates.has(key)
    duplicates.add(key)
    clock.now = 9.9
    assert duplicates.has(key)
    clock.now = 10
    assert not duplicates.has(key)


def test_no_window_remembers_nothing() -> None:
    duplicates = Duplicates(0, 100, Clock())
    (key,) = marks("a")
    duplicates.add(key)
    assert not duplicates.has(key)


def test_the_oldest_make_room() -> None:
    duplicates = Duplicates(10, 2, Clock())
    first, second, third = marks("a", "b", "c")
    for key in (first, second, third):
        duplicates.add(key)
    assert [duplicates.has(key) for key in (first, second, third)] == [False, True, True]


def test_what_is_over_makes_room() -> None:
    clock = Clock()
    duplicates = Duplicates(10, 100, clock)
    first, second = marks("a", "b")
    duplicates.add(first)
    clock.now = 11
    duplicates.add(second)
    assert list(duplicates._kept) == [second.key]


def test_one_kind_of_one_gateway_is_forgotten() -> None:
    duplicates = Duplicates(10, 100, Clock())
    kept = [Mark((SN, "sms", "a"), b"a"), Mark(("other", "register", "a"), b"a")]
    for mark in [*kept, Mark((SN, "register", "a"), b"a")]:
        duplicates.add(mark)
    duplicates.forget(SN, "register")
    assert list(duplicates._kept) == [mark.key for mark in kept]


def test_a_state_counts_again_after_another_one() -> None:
    """Whatever the sequence number counts: it may be the same each time."""
    duplicates = Duplicates(10, 100, Clock())
    down = {"port": 1, "status": "down", "sequence": 1}
    up = {"port": 1, "status": "up", "sequence": 2}
    other = {"port": 2, "status": "up", "sequence": 3}
    new = []
    for record in (down, down, other, up, up, down):
        mark = mark_of(SN, "register", record)
        assert mark is not None
        new.append(not duplicates.has(mark))
        duplicates.add(mark)
    assert new == [True, False, True, True, False, True]
