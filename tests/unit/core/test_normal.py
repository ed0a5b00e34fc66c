# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Both sides of a comparison in one form: what a task gives, and what a system answers."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR, Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import (
    coerce,
    dig,
    from_answer,
    from_options,
    is_given,
    to_bool,
    to_float,
    to_int,
    with_clear,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Concealed, Secret


def same(found: Any, expected: Any) -> bool:
    """Equal and of the same type: True is not 1 here."""
    return type(found) is type(expected) and bool(found == expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12", 12), (" -3 ", -3), ("+4", 4), (12, 12), (True, 1), (2.0, 2), (2.5, 2.5), ("2.5", "2.5"), ("0x1", "0x1"),
     ("", ""), (None, None), ([1], [1])],
)  # fmt: skip
def test_to_int(value: Any, expected: Any) -> None:
    assert same(to_int(value), expected)


@pytest.mark.parametrize(("value", "expected"), [("1.5", 1.5), (2, 2.0), ("x", "x"), (None, None), ([1], [1])])
def test_to_float(value: Any, expected: Any) -> None:
    assert same(to_float(value), expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), (False, False), (1, True), (0, False), (2, 2), (None, None), ("maybe", "maybe"), ("", ""),
     *((word, True) for word in ("true", " YES ", "On", "1", "enable", "enabled")),
     *((word, False) for word in ("false", "no", "OFF", "0", "Disable", "disabled"))],
)  # fmt: skip
def test_to_bool(value: Any, expected: Any) -> None:
    assert same(to_bool(value), expected)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (12, "str", "12"),
        (1.5, "str", "1.5"),
        (7, "path", "7"),
        (True, "str", True),
        ("12", "int", 12),
        ("1", "float", 1.0),
        ("on", "bool", True),
        ({"a": "1"}, "dict", {"a": "1"}),
        ("1", "raw", "1"),
    ],
)
def test_coerce(value: Any, kind: str, expected: Any) -> None:
    assert same(coerce(value, kind), expected)


TABLE = Group(
    "",
    (
        Field("serial", read_only=True),
        Field("name"),
        Field("vlan_id", type="int", clear=None),
        Field("mac", normal=str.upper),
        Field("keys", type="list", elements="str", secret=True),
        Field("bands", type="list", elements="int", clear=[]),
        Field("password", secret=True, hidden=("***", "")),
        Field("pin", secret=True, write_only=True),
        Field("address", type="dict", options=(Field("ip"), Field("mask", type="int"))),
        Field("timeout", type="int", reads=("timeoutSeconds", "old.timeout"), parse=lambda seconds: seconds * 1000),
        Field("proto", absent="udp"),
        Group("ddns", (Field("user", clear=""), Field("use_wan_ip", type="bool")), clear=None),
        Items("sim", (Field("id", type="int"), Field("apn", clear=None)), key="id", clear=[]),
        Items("route", (Field("ip"),), reads=("routes.static",)),
    ),
)


def test_what_is_omitted_and_what_is_null_are_both_left_out() -> None:
    nulls = {node.option: None for node in TABLE.fields}
    assert from_options(TABLE, {}) == from_options(TABLE, nulls) == {}
    assert from_options(TABLE, {"ddns": {"user": None}, "name": "x"}) == {"name": "x"}
    assert from_options(TABLE, {"ddns": {}}) == {}


def test_what_is_empty_is_kept_because_it_is_meant() -> None:
    options = {"name": "", "vlan_id": 0, "bands": [], "ddns": {"use_wan_ip": False, "user": ""}, "sim": [], "route": []}
    assert from_options(TABLE, options) == options


def test_options_in_normal_form() -> None:
    found = from_options(
        TABLE,
        {
            "serial": "not settable",
            "mac": "ab:cd",
            "keys": ["k1"],
            "password": "pw",
            "address": {"ip": "192.0.2.1", "mask": None},
            "sim": [{"id": 1, "apn": None}],
        },
    )
    assert found == {
        "mac": "AB:CD",
        "keys": ["k1"],
        "password": "pw",
        "address": {"ip": "192.0.2.1"},
        "sim": [{"id": 1}],
    }
    assert isinstance(found["password"], Secret)
    assert isinstance(found["keys"][0], Secret)


def test_what_is_to_be_cleared_is_told_from_what_is_empty() -> None:
    wanted = with_clear(TABLE, from_options(TABLE, {"name": ""}), ["vlan_id", "ddns.user", "sim[1].apn"])
    assert wanted == {"name": "", "vlan_id": CLEAR, "ddns": {"user": CLEAR}, "sim": [{"id": 1, "apn": CLEAR}]}
    assert with_clear(TABLE, {}, ["ddns", "sim"]) == {"ddns": CLEAR, "sim": CLEAR}


@pytest.mark.parametrize(
    ("clear", "problem"),
    [
        (["name"], r"can't clear 'name'; it can clear: bands, ddns, ddns\.user, sim, sim\[id\]\.apn, vlan_id"),
        (["nothing"], "can't clear 'nothing'"),
        (["ddns.nothing"], "can't clear"),
        (["name.vlan_id"], "can't clear"),
        (["vlan_id", "vlan_id"], "'vlan_id' is set and cleared at the same time"),
        (["ddns", "ddns.user"], "'ddns.user' lies inside 'ddns', which is cleared too"),
        (["sim", "sim[1].apn"], "lies inside 'sim', which is cleared too"),
    ],
)
def test_what_can_not_be_cleared(clear: list[str], problem: str) -> None:
    with pytest.raises(OptionError, match=f"^clear: .*{problem}"):
        with_clear(TABLE, {}, clear)


def test_a_table_of_which_nothing_can_be_cleared() -> None:
    with pytest.raises(OptionError, match="it can clear: nothing"):
        with_clear(Group("", (Field("a"),)), {}, ["a"])


def test_an_answer_in_normal_form() -> None:
    answer = {
        "serial": "1",
        "vlanId": "20",
        "keys": ["k1"],
        "bands": ["1", 3],
        "password": "readable",
        "pin": "is never compared",
        "timeoutSeconds": 5,
        "ddns": {"useWanIp": "yes", "other": 1},
        "sim": [{"id": "1", "apn": "internet"}, "nonsense"],
        "routes": {"static": [{"ip": "192.0.2.0"}]},
        "unknown": True,
    }
    found = from_answer(TABLE, answer)
    assert found == {
        "serial": "1",
        "vlan_id": 20,
        "keys": ["k1"],
        "bands": [1, 3],
        "password": "readable",
        "timeout": 5000,
        "proto": "udp",
        "ddns": {"use_wan_ip": True},
        "sim": [{"id": 1, "apn": "internet"}],
        "route": [{"ip": "192.0.2.0"}],
    }
    assert isinstance(found["password"], Secret)
    assert isinstance(found["keys"][0], Secret)


def test_what_an_answer_lacks_is_absent() -> None:
    assert from_answer(TABLE, {}) == {"proto": "udp"}
    assert from_answer(TABLE, {"vlanId": None, "ddns": None, "sim": None, "proto": None}) == {"proto": "udp"}
    assert from_answer(TABLE, {"proto": "tcp"}) == {"proto": "tcp"}


def test_a_field_is_read_at_the_first_of_its_places() -> None:
    assert from_answer(TABLE, {"old": {"timeout": 2}})["timeout"] == 2000
    assert from_answer(TABLE, {"old": {"timeout": 2}, "timeoutSeconds": 1})["timeout"] == 1000
    assert "timeout" not in from_answer(TABLE, {"timeout": 3})


def test_a_secret_that_is_not_shown() -> None:
    concealed = from_answer(TABLE, {"password": "***"})["password"]
    assert isinstance(concealed, Concealed)
    assert "password" not in from_answer(TABLE, {"password": ""})


@pytest.mark.parametrize(("path", "value"), [("a", {"b": None}), ("a.b", None), ("c", 0)])
def test_dig(path: str, value: Any) -> None:
    found = dig({"a": {"b": None}, "c": 0}, path)
    assert is_given(found)
    assert found == value


@pytest.mark.parametrize("path", ["x", "a.x", "a.b.c", "c.d"])
def test_dig_where_nothing_is(path: str) -> None:
    assert not is_given(dig({"a": {"b": None}, "c": 0}, path))
