# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The body of a write: the API's names and nesting, what must go along, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR, Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.payload import payload, whole
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Concealed, Secret

TABLE = Group(
    "",
    (
        Field("serial", read_only=True),
        Field("name"),
        Field("vlan_id", type="int", clear=0),
        Field("timeout", type="int", send=lambda value: value // 1000, clear=None),
        Field("address", type="dict", options=(Field("ip"), Field("net_mask", type="int"))),
        Group("login", (Field("user", companion=True), Field("password", secret=True, companion=True), Field("realm"))),
        Group(
            "dns",
            (Field("first"), Field("second"), Field("shown", read_only=True), Field("key", secret=True)),
            whole=True,
            clear=None,
        ),
        Items(
            "sim", (Field("id", type="int", api="simId"), Field("apn", clear=None), Field("pin", secret=True)), key="id"
        ),
        Items("route", (Field("ip"), Field("net_mask", type="int"))),
    ),
)


def body(desired: dict[str, Any], current: dict[str, Any], *send: Any) -> Any:
    paths = [path if isinstance(path, tuple) else tuple(path.split(".")) for path in send]
    return payload(TABLE, desired, current, paths)


def test_only_what_is_to_be_sent_is_sent() -> None:
    desired = {"name": "n", "vlan_id": 2, "dns": {"first": "a"}}
    assert body(desired, {}, "name") == {"name": "n"}
    assert body(desired, {}) == {}
    assert body(desired, {}, "name", "vlan_id") == {"name": "n", "vlanId": 2}


def test_what_is_cleared_is_sent_as_the_api_wants_it() -> None:
    desired = {"vlan_id": CLEAR, "timeout": CLEAR, "dns": CLEAR, "name": "n"}
    assert body(desired, {}, "vlan_id", "timeout", "dns") == {"vlanId": 0, "timeout": None, "dns": None}
    assert body(desired, {}, "name") == {"name": "n"}


def test_values_are_sent_in_the_api_s_form() -> None:
    desired = {"timeout": 5000, "address": {"ip": "192.0.2.1", "net_mask": 24}, "route": [{"ip": "a", "net_mask": 8}]}
    assert body(desired, {}, "timeout", "address", "route") == {
        "timeout": 5,
        "address": {"ip": "192.0.2.1", "netMask": 24},
        "route": [{"ip": "a", "netMask": 8}],
    }
    assert whole(TABLE.node("address"), {"ip": "192.0.2.1"}) == {"ip": "192.0.2.1"}


def test_companions_are_sent_from_the_desired_state_then_from_the_current_one() -> None:
    current = {"login": {"user": "old", "password": Secret("pw"), "realm": "r"}}
    assert body({"login": {"realm": "s"}}, current, "login.realm") == {
        "login": {"realm": "s", "user": "old", "password": "pw"}
    }
    desired = {"login": {"realm": "s", "user": "new"}}
    assert body(desired, current, "login.realm")["login"]["user"] == "new"
    assert body({"name": "n", "login": {"user": "x"}}, current, "name") == {"name": "n"}


def test_a_companion_that_nobody_knows_must_be_given() -> None:
    for held in ({"user": "u"}, {"user": "u", "password": Concealed("***")}):
        with pytest.raises(OptionError, match=r"^login\.password: must be given: the API demands it"):
            body({"login": {"realm": "s"}}, {"login": held}, "login.realm")


def test_an_object_that_is_replaced_as_a_whole() -> None:
    current = {"dns": {"first": "a", "second": "b", "shown": "s", "key": Concealed("***")}}
    assert body({"dns": {"first": "c"}}, current, "dns.first") == {"dns": {"first": "c", "second": "b"}}
    assert body({"dns": {"first": "c", "second": "d"}}, current, "dns.first") == {"dns": {"first": "c", "second": "d"}}
    assert body({"dns": {"first": "c"}}, {}, "dns.first") == {"dns": {"first": "c"}}
    assert body({"name": "n"}, current, "name") == {"name": "n"}


def test_entries_of_a_keyed_list_carry_their_key() -> None:
    desired = {"sim": [{"id": 1, "apn": "a"}, {"id": 2, "apn": CLEAR, "pin": Secret("1234")}]}
    first, second = ("sim", ("id", 1), "apn"), ("sim", ("id", 2), "apn")
    assert body(desired, {}, first) == {"sim": [{"simId": 1, "apn": "a"}]}
    assert body(desired, {}, second) == {"sim": [{"simId": 2, "apn": None}]}
    assert body(desired, {}, second, ("sim", ("id", 2), "pin")) == {"sim": [{"simId": 2, "apn": None, "pin": "1234"}]}
    assert body(desired, {}, "name") == {}


def test_a_whole_object_leaves_out_what_is_not_to_be_sent() -> None:
    state = {"first": "a", "second": CLEAR, "shown": "s", "key": Concealed("***")}
    assert whole(TABLE.node("dns"), state) == {"first": "a"}


def test_a_companion_list_is_sent_whole() -> None:
    table = Group("", (Field("name"), Items("route", (Field("ip"),), companion=True)))
    current = {"route": [{"ip": "a"}]}
    assert payload(table, {"name": "n"}, current, [("name",)]) == {"name": "n", "route": [{"ip": "a"}]}


def test_a_companion_object_that_is_cleared() -> None:
    table = Group("", (Field("name"), Group("dns", (Field("first"),), companion=True, clear=None)))
    desired = {"name": "n", "dns": CLEAR}
    assert payload(table, desired, {"name": "m"}, [("name",)]) == {"name": "n", "dns": None}


def test_an_entry_that_is_replaced_as_a_whole() -> None:
    fields = (Field("id", type="int"), Field("apn"), Field("user"), Field("pin", secret=True))
    table = Group("", (Items("sim", fields, key="id", whole=True),))
    current = {"sim": [{"id": 1, "apn": "a", "user": "u", "pin": Concealed("***")}, {"id": 2, "apn": "z"}]}
    place = ("sim", ("id", 1), "apn")
    assert payload(table, {"sim": [{"id": 1, "apn": "b"}]}, current, [place]) == {
        "sim": [{"id": 1, "apn": "b", "user": "u"}]
    }
    assert payload(table, {"sim": [{"id": 1, "apn": "b"}, {"id": 2, "apn": "z"}]}, current, [place])["sim"][1:] == []
