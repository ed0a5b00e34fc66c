# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What counts as a difference, and what can't be told. The properties are in test_compare_properties.py."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.compare import (
    Change,
    Comparison,
    compare,
    path_name,
    predict,
    same,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR, Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Concealed, Secret

TABLE = Group(
    "",
    (
        Field("name", clear=None),
        Field("tags", type="list", elements="str", unordered=True),
        Field("hosts", type="list", elements="str"),
        Field("key", secret=True, hidden=("***",), clear=None),
        Field("pin", secret=True, write_only=True, clear=""),
        Group("health", (Field("enable", type="bool"), Field("interval", type="int")), gate="enable"),
        Group("ddns", (Field("user"), Field("host")), clear=None),
        Items("sim", (Field("id", type="int"), Field("apn"), Field("pin", secret=True, write_only=True)), key="id"),
        Items("route", (Field("ip"), Field("mask", type="int"))),
    ),
)


def changes(desired: dict[str, Any], current: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The differences by name: before and after."""
    return {change.name: (change.before, change.after) for change in compare(TABLE, desired, current).changes}


@pytest.mark.parametrize(
    ("desired", "current", "expected"),
    [
        ({}, {"name": "a"}, {}),
        ({"name": "a"}, {"name": "a"}, {}),
        ({"name": "b"}, {"name": "a"}, {"name": ("a", "b")}),
        ({"name": "b"}, {}, {"name": (None, "b")}),
        ({"name": ""}, {}, {}),
        ({"name": ""}, {"name": "a"}, {"name": ("a", "")}),
        ({"name": "a"}, {"name": ""}, {"name": ("", "a")}),
        ({"name": CLEAR}, {"name": "a"}, {"name": ("a", CLEAR)}),
        ({"name": CLEAR}, {}, {}),
        ({"tags": ["b", "a"]}, {"tags": ["a", "b"]}, {}),
        ({"tags": ["a", "a"]}, {"tags": ["a", "b"]}, {"tags": (["a", "b"], ["a", "a"])}),
        ({"tags": []}, {}, {}),
        ({"hosts": ["b", "a"]}, {"hosts": ["a", "b"]}, {"hosts": (["a", "b"], ["b", "a"])}),
        ({"ddns": {"user": "u"}}, {"ddns": {"user": "u", "host": "h"}}, {}),
        ({"ddns": {"user": "u"}}, {}, {"ddns.user": (None, "u")}),
        ({"ddns": CLEAR}, {"ddns": {"user": "u"}}, {"ddns": ({"user": "u"}, CLEAR)}),
        ({"ddns": CLEAR}, {}, {}),
        ({"sim": [{"id": 2, "apn": "b"}]}, {"sim": [{"id": 1}, {"id": 2, "apn": "a"}]}, {"sim[2].apn": ("a", "b")}),
        ({"sim": [{"id": 3, "apn": "b"}]}, {}, {"sim[3].id": (None, 3), "sim[3].apn": (None, "b")}),
        ({"route": [{"ip": "a"}]}, {"route": [{"ip": "a", "mask": 24}]}, {}),
        ({"route": [{"ip": "a"}]}, {"route": []}, {"route": ([], [{"ip": "a"}])}),
        ({"route": []}, {"route": [{"ip": "a"}]}, {"route": ([{"ip": "a"}], [])}),
        ({"route": []}, {}, {}),
    ],
)
def test_differences(desired: dict[str, Any], current: dict[str, Any], expected: dict[str, Any]) -> None:
    assert changes(desired, current) == expected


@pytest.mark.parametrize(
    ("desired", "current", "unverified"),
    [
        ({"key": Secret("k")}, {"key": Concealed("***")}, ["key"]),
        ({"key": Secret("k")}, {}, ["key"]),
        ({"pin": Secret("1")}, {}, ["pin"]),
        ({"pin": CLEAR}, {}, ["pin"]),
        ({"sim": [{"id": 1, "pin": Secret("1")}]}, {"sim": [{"id": 1}]}, ["sim[1].pin"]),
        ({"health": {"interval": 5}}, {"health": {"enable": False}}, ["health.interval"]),
        ({"health": {"enable": False, "interval": 5}}, {"health": {"enable": False}}, ["health.interval"]),
    ],
)
def test_what_can_not_be_compared_is_no_difference(
    desired: dict[str, Any], current: dict[str, Any], unverified: list[str]
) -> None:
    found = compare(TABLE, desired, current)
    assert (found.changes, found.unverified_names) == ([], unverified)


def test_a_readable_secret_is_compared() -> None:
    assert changes({"key": Secret("k")}, {"key": Secret("k")}) == {}
    assert changes({"key": Secret("k")}, {"key": Secret("j")}) == {"key": ("j", "k")}
    assert changes({"key": CLEAR}, {"key": Concealed("***")}) == {"key": ("***", CLEAR)}


def test_what_is_behind_a_gate_that_opens_is_a_difference() -> None:
    desired = {"health": {"enable": True, "interval": 5}}
    assert set(changes(desired, {"health": {"enable": False}})) == {"health.enable", "health.interval"}


def test_what_lies_deep_inside_what_is_certainly_not_held_is_a_difference() -> None:
    inner = Items("i", (Field("id"), Field("key", secret=True, hidden=("***",))), key="id")
    table = Group("", (Group("g", (Field("enable", type="bool"), Group("h", (inner,))), gate="enable"),))
    desired = {"g": {"enable": True, "h": {"i": [{"id": "1", "key": Secret("k")}]}}}
    found = compare(table, desired, {"g": {"enable": False}})
    assert found.unverified == []
    assert [change.name for change in found.changes] == ["g.enable", "g.h.i[1].id", "g.h.i[1].key"]
    assert compare(table, desired, {"g": {"enable": True}}).unverified_names == ["g.h.i[1].key"]


def test_a_path_as_people_write_it() -> None:
    assert path_name(("cellular", "sim", ("id", 1), "roaming", "enable")) == "cellular.sim[1].roaming.enable"
    assert path_name(("name",)) == "name"


def test_values_of_a_field() -> None:
    assert same(Field("a", type="list", elements="int", unordered=True), [2, 1], [1, 2])
    assert not same(Field("a", type="list", elements="int"), [2, 1], [1, 2])
    assert not same(Field("a", type="list", elements="int", unordered=True), [1, 1], [1])


def test_a_prediction() -> None:
    current = {
        "name": "a",
        "ddns": {"user": "u"},
        "health": {"enable": True, "interval": 5},
        "sim": [{"id": 1, "apn": "a"}],
    }
    desired = {"name": CLEAR, "health": {"enable": False}, "sim": [{"id": 1, "apn": "b"}, {"id": 2, "apn": "c"}]}
    found = compare(TABLE, desired, current)
    assert predict(TABLE, found) == {
        "ddns": {"user": "u"},
        "health": {"enable": False},
        "sim": [{"id": 1, "apn": "b"}, {"id": 2, "apn": "c"}],
    }
    assert current["name"] == "a"
    assert current["sim"] == [{"id": 1, "apn": "a"}]


def test_a_prediction_does_not_share_what_is_desired() -> None:
    desired = {"hosts": ["a"]}
    after = predict(TABLE, Comparison(desired, {}, [Change(("hosts",), None, desired["hosts"])]))
    after["hosts"].append("b")
    assert desired == {"hosts": ["a"]}


def test_a_prediction_leaves_the_other_variant_of_an_entry_behind() -> None:
    entry = (Field("id"), Field("type"), Field("ip", when=("type", ("static",))), Field("name"))
    table = Group("", (Items("i", entry, key="id"),))
    current = {"i": [{"id": "1", "type": "static", "ip": "192.0.2.1", "name": "n"}, {"id": "2", "ip": "192.0.2.2"}]}
    found = compare(table, {"i": [{"id": "1", "type": "auto"}]}, current)
    assert predict(table, found) == {"i": [{"id": "1", "type": "auto", "name": "n"}, {"id": "2", "ip": "192.0.2.2"}]}


def test_gates_close_inside_other_objects_too() -> None:
    table = Group("", (Group("outer", (Field("name"), *TABLE.fields[5:6])),))
    current = {"outer": {"name": "n", "health": {"enable": True, "interval": 5}}}
    found = compare(table, {"outer": {"health": {"enable": False}}}, current)
    assert predict(table, found) == {"outer": {"name": "n", "health": {"enable": False}}}


def test_gates_close_in_the_entries_of_a_list_too() -> None:
    table = Group("", (Items("i", (Field("id"), *TABLE.fields[5:6]), key="id"),))
    desired = {"i": [{"id": "1", "health": {"enable": False}}]}
    current = {"i": [{"id": "1", "health": {"enable": True, "interval": 5}}]}
    assert predict(table, compare(table, desired, current)) == desired
