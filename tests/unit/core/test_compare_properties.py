# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Properties of compare, normalise, payload and predict, over the made-up system of model.py."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._core import compare, normal
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.payload import payload
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import MASK, mask
from tests.unit.core.model import DEVICE, OPTIONS, TABLE, apply

CLEARS = st.lists(st.sampled_from(["vlan_id", "timeout", "ddns"]), unique=True)


def _compare(device: dict[str, Any], options: dict[str, Any], clear: list[str] | None = None) -> compare.Comparison:
    wanted = normal.with_clear(TABLE, normal.from_options(TABLE, options), clear or [])
    return compare.compare(TABLE, wanted, normal.from_answer(TABLE, device))


def _body(comparison: compare.Comparison) -> dict[str, Any]:
    paths = [change.path for change in comparison.changes]
    return payload(TABLE, comparison.desired, comparison.current, paths) if paths else {}


@given(DEVICE, OPTIONS, CLEARS)
def test_applying_the_payload_leaves_no_difference(
    device: dict[str, Any], options: dict[str, Any], clear: list[str]
) -> None:
    clear = [path for path in clear if path not in options]
    comparison = _compare(device, options, clear)
    after = apply(device, _body(comparison))
    assert _compare(after, options, clear).changes == []


@given(DEVICE, OPTIONS)
def test_the_prediction_is_what_then_reads_back(device: dict[str, Any], options: dict[str, Any]) -> None:
    comparison = _compare(device, options)
    after = apply(device, _body(comparison))
    assert _without_empty(compare.predict(TABLE, comparison)) == _without_empty(normal.from_answer(TABLE, after))


@given(DEVICE, OPTIONS)
def test_only_what_differs_is_sent(device: dict[str, Any], options: dict[str, Any]) -> None:
    comparison = _compare(device, options)
    if not comparison.changes:
        assert _body(comparison) == {}
    changed = {change.path[0] for change in comparison.changes}
    names = {node.api_name for node in TABLE.fields if node.option in changed}
    assert set(_body(comparison)) == names


@given(DEVICE)
def test_what_was_read_is_no_difference_when_it_is_asked_for(device: dict[str, Any]) -> None:
    current = normal.from_answer(TABLE, device)
    current.pop("serial", None)
    comparison = _compare(device, current)
    assert comparison.changes == []


@given(DEVICE, OPTIONS)
def test_inputs_stay_as_they_were(device: dict[str, Any], options: dict[str, Any]) -> None:
    before = copy.deepcopy((device, options))
    compare.predict(TABLE, _compare(device, options))
    assert (device, options) == before


@given(DEVICE, OPTIONS)
def test_null_is_left_alone_like_what_is_left_out(device: dict[str, Any], options: dict[str, Any]) -> None:
    nulls = {node.option: None for node in TABLE.fields}
    assert _compare(device, {**nulls, **options}).changes == _compare(device, options).changes


@given(OPTIONS)
def test_masking_leaves_no_secret(options: dict[str, Any]) -> None:
    assume(options.get("key"))
    shown = mask(normal.from_options(TABLE, options))
    assert shown["key"] == MASK
    assert repr(normal.from_options(TABLE, options)["key"]) == repr(MASK)


@given(st.sampled_from(["vlan_id", "timeout", "ddns"]), OPTIONS)
def test_set_and_cleared_at_once_is_refused(path: str, options: dict[str, Any]) -> None:
    assume(options.get(path) is not None)
    with pytest.raises(OptionError, match=path):
        _compare({}, options, [path])


def _without_empty(state: Any) -> Any:
    """A state in which what is empty and what is absent look alike, as systems leave out either."""
    if isinstance(state, dict):
        kept = {key: _without_empty(value) for key, value in state.items()}
        return {key: value for key, value in kept.items() if value not in ({}, [], "", None)}
    if isinstance(state, list):
        return [_without_empty(item) for item in state]
    return state
