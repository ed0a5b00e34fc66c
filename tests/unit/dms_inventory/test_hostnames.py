# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of hosts: which key gives them, how they are spelt, and what happens when they are not unique."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from ansible.inventory.manager import split_host_pattern
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure
from ansible_collections.telco.cpe.plugins.module_utils._dms.expressions import compile_key
from ansible_collections.telco.cpe.plugins.module_utils._dms.hostnames import name_of, settle, suitable


@dataclass
class Cpe:
    cpe_id: str
    name: str


def cpes(*pairs: tuple[str, str]) -> list[Cpe]:
    return [Cpe(cpe_id, name) for cpe_id, name in pairs]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("CPE000001", "CPE000001"),
        ("  padded ", "padded"),
        ("ALPHA 001", "ALPHA_001"),
        ("02:00:5E:00:00:01", "02-00-5E-00-00-01"),
        ("müller-1.example.com", "müller-1.example.com"),
        ("a@b+c", "a@b+c"),
        ("..", "_."),
        ("../../etc/x", "_._.._etc_x"),
        ("@file", "_file"),
        ("-x", "_x"),
        ("!all", "_all"),
        ("{{ lookup('pipe', 'id') }}", "___lookup__pipe____id_____"),
        ("a,b;c[1]*?\n", "a_b_c_1___"),
        (17, "17"),
        (1.5, "1.5"),
        ("", ""),
        (True, ""),
        (None, ""),
        (["a"], ""),
        ({"a": 1}, ""),
    ],
)
def test_spelling(value: Any, name: str) -> None:
    assert suitable(value) == name


@given(st.text())
def test_every_name_is_one_pattern_of_hosts(text: str) -> None:
    name = suitable(text)
    assert not name or split_host_pattern(name) == [name]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (["cid"], "customer-1"),
        (["cid3", "cid"], "customer-1"),
        (["missing", "cid"], "customer-1"),
        (["join('-', [cid, model])"], "customer-1-M1"),
        (["join('-', [cid, number])", "model"], "M1"),
        (["tags", "number"], "7"),
        (["cid3", "missing"], "ID1"),
        ([], "ID1"),
        (["sw-version"], "1.0"),
    ],
)
def test_the_first_expression_that_gives_something_names_the_host(keys: list[str], name: str) -> None:
    record = {"cid": "customer-1", "cid3": "", "model": "M1", "number": 7, "tags": ["a"], "sw-version": "1.0"}
    searches = [compile_key(key, "hostnames") for key in keys]
    assert name_of(record, searches, "ID1") == name


def test_unique_names_are_left_alone() -> None:
    some = cpes(("1", "a"), ("2", "b"))
    assert settle(some, "error", {"dms": "a group"}, pytest.fail) is some


def test_an_error_names_the_cpes_and_the_name() -> None:
    with pytest.raises(ApiFailure) as caught:
        settle(cpes(("1", "a"), ("2", "b"), ("3", "a")), "error", {}, pytest.fail)
    assert "'a' is the name of CPE '1', '3'" in caught.value.text()
    assert "on_duplicate" in caught.value.text()


def test_an_error_stays_short_whatever_there_is() -> None:
    many = [Cpe(f"{number}", f"name{number % 10}") for number in range(1000)]
    with pytest.raises(ApiFailure, match=r"and 97 more.*and 7 more names"):
        settle(many, "error", {}, pytest.fail)


def test_a_warning_leaves_out_all_but_the_lowest_id() -> None:
    told: list[str] = []
    kept = settle(cpes(("3", "a"), ("2", "b"), ("1", "a")), "warn", {}, told.append)
    assert [cpe.cpe_id for cpe in kept] == ["2", "1"]
    assert "'a' is the name of CPE '3', '1'" in told[0]


def test_ids_are_appended_to_every_one_of_those_concerned() -> None:
    kept = settle(cpes(("3", "a"), ("2", "b"), ("1", "a")), "append_id", {}, pytest.fail)
    assert [cpe.name for cpe in kept] == ["a_3", "b", "a_1"]


def test_an_appended_id_that_is_no_help_is_an_error() -> None:
    with pytest.raises(ApiFailure, match="'a_1' is the name of CPE '1', '9'"):
        settle(cpes(("1", "a"), ("2", "a"), ("9", "a_1")), "append_id", {}, pytest.fail)


@pytest.mark.parametrize("name", ["all", "dms"])
def test_a_name_of_a_group_is_a_conflict_of_a_single_cpe_too(name: str) -> None:
    """Ansible takes the name for the group wherever it may be either: a CPE could choose its serial number so."""
    taken = {"all": "a group", "dms": "a group"}
    with pytest.raises(ApiFailure, match=f"'{name}' is the name of a group and of CPE '1'"):
        settle(cpes(("1", name), ("2", "b")), "error", taken, pytest.fail)
    told: list[str] = []
    assert [cpe.name for cpe in settle(cpes(("1", name), ("2", "b")), "warn", taken, told.append)] == ["b"]
    assert told
    assert [cpe.name for cpe in settle(cpes(("1", name)), "append_id", taken, pytest.fail)] == [f"{name}_1"]
