# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables: contradictions are found when they are made, and the argument spec comes from them."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.fields import (
    CLEAR,
    NOT_CLEARABLE,
    Field,
    Group,
    Items,
    argument_spec,
    camel,
    clearable_paths,
    has_unreadable,
)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: Field("a", type="list"), "a list needs elements"),
        (lambda: Field("a", write_only=True, reads=("b",)), "write-only and readable"),
        (lambda: Field("a", hidden=("***",)), "only a secret has hidden values"),
        (lambda: Field("a", read_only=True, required=True), "read-only fields are not sent"),
        (lambda: Field("a", read_only=True, companion=True), "read-only fields are not sent"),
        (lambda: Field("a", read_only=True, clear=None), "read-only fields are not sent"),
        (lambda: Field("a", read_only=True, write_only=True), "read-only and write-only"),
        (lambda: Field("a", options=(Field("b"),)), "only a dict has options"),
        (lambda: Group("a", (Field("b"), Field("b"))), "declared twice"),
        (lambda: Group("a", (Field("b"),), gate="enable"), "the gate enable is not among"),
        (lambda: Items("a", (Field("b"),), key="id"), "the key id is not among"),
        (lambda: Items("a", (), companion=("x",)), "companion of values"),
        (lambda: Field("a", companion=("x", "y"), when=("type", ("x",))), "companion of values"),
    ],
)
def test_contradictions(make: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^a: .*{problem}"):
        make()


def test_what_is_no_contradiction() -> None:
    Field("a", type="list", elements="str", clear=None, hidden=("",), secret=True)
    Field("a", choices=("x",), unsettable=("y",))
    Field("a", type="dict", options=(Field("b"),))
    Field("a", companion=("x",), when=("type", ("x", "y")))
    Group("a", (Field("enable"), Field("b")), gate="enable")


@pytest.mark.parametrize(
    ("option", "name"), [("name", "name"), ("vlan_id", "vlanId"), ("wpa2_personal", "wpa2Personal"), ("b_2_g", "b2G")]
)
def test_the_api_s_name(option: str, name: str) -> None:
    assert camel(option) == name
    for node in (Field(option), Group(option, ()), Items(option, ())):
        assert node.api_name == name
    for node in (Field(option, api="Odd"), Group(option, (), api="Odd"), Items(option, (), api="Odd")):
        assert node.api_name == "Odd"


TABLE = Group(
    "",
    (
        Field("serial", read_only=True),
        Field("name", required=True, aliases=("ssid",)),
        Field("mode", choices=("a", "b"), unsettable=("c",)),
        Field("limits", type="list", elements="int", clear=[]),
        Field("address", type="dict", options=(Field("ip"), Field("mask", type="int"))),
        Group(
            "ppp",
            (Field("enable", type="bool"), Field("password", secret=True, hidden=("*",), clear="")),
            clear=None,
            gate="enable",
        ),
        Items("sim", (Field("id", type="int", required=True), Field("apn", clear=None)), key="id", required=True),
        Items("route", (Field("ip", clear=None),), clear=[]),
    ),
)


def test_the_argument_spec() -> None:
    assert argument_spec(TABLE) == {
        "name": {"type": "str", "required": True, "aliases": ["ssid"], "no_log": False},
        "mode": {"type": "str", "choices": ["a", "b", "c"], "no_log": False},
        "limits": {"type": "list", "elements": "int", "no_log": False},
        "address": {
            "type": "dict",
            "options": {"ip": {"type": "str", "no_log": False}, "mask": {"type": "int", "no_log": False}},
            "no_log": False,
        },
        "ppp": {
            "type": "dict",
            "options": {"enable": {"type": "bool", "no_log": False}, "password": {"type": "str", "no_log": True}},
        },
        "sim": {
            "type": "list",
            "elements": "dict",
            "options": {
                "id": {"type": "int", "required": True, "no_log": False},
                "apn": {"type": "str", "no_log": False},
            },
            "required": True,
        },
        "route": {"type": "list", "elements": "dict", "options": {"ip": {"type": "str", "no_log": False}}},
    }


def test_what_can_be_cleared() -> None:
    found = clearable_paths(TABLE)
    assert set(found) == {"limits", "ppp", "ppp.password", "sim[id].apn", "route"}
    assert found["ppp"] is TABLE.node("ppp")
    assert found["limits"].clear == []


@pytest.mark.parametrize(
    ("node", "unreadable"),
    [
        (Field("a"), False),
        (Field("a", secret=True), False),
        (Field("a", secret=True, hidden=("*",)), True),
        (Field("a", write_only=True), True),
        (Group("g", (Field("a"), Field("b", write_only=True))), True),
        (Items("i", (Field("a"), Group("g", (Field("b", secret=True, hidden=("*",)),)))), True),
        (Group("g", (Items("i", (Field("a"),)),)), False),
    ],
)
def test_whether_something_is_unreadable(node: Any, unreadable: bool) -> None:
    assert has_unreadable(Group("", (Field("other"), node))) is unreadable


def test_a_member_by_its_name() -> None:
    assert TABLE.node("name").option == "name"
    with pytest.raises(KeyError):
        TABLE.node("nothing")


def test_marks_stay_what_they_are() -> None:
    assert copy.deepcopy([CLEAR, NOT_CLEARABLE]) == [CLEAR, NOT_CLEARABLE]
    assert (repr(CLEAR), repr(NOT_CLEARABLE)) == ("CLEAR", "NOT_CLEARABLE")
