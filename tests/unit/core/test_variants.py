# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members that exist only with some values of another option, from the options to the payload."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import validate
from ansible_collections.telco.cpe.plugins.module_utils._core.compare import compare, predict
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import from_answer, from_options, with_clear
from ansible_collections.telco.cpe.plugins.module_utils._core.payload import payload
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Concealed, Secret

STATIC, PPP = ("type", ("static",)), ("type", ("ppp",))
METHOD = Group(
    "method",
    (
        Field("type", choices=("auto", "static", "ppp"), unsettable=("bridge",), companion=True),
        Group(
            "detail",
            (
                Field("ip", when=STATIC, companion=True),
                Field("mask", type="int", when=STATIC, companion=True),
                Field("username", when=("type", ("static", "ppp")), companion=("ppp",)),
                Field("password", secret=True, hidden=("***",), when=PPP, companion=True, clear=None),
                Field("proxy", type="bool", implied=False),
            ),
            when=("type", ("auto", "static", "ppp")),
            companion=("static", "ppp"),
        ),
    ),
)
TABLE = Group("", (METHOD,))


def bodies(desired: dict[str, Any], current: dict[str, Any]) -> Any:
    """The payload that leads from one state to the other."""
    found = compare(TABLE, desired, current)
    return payload(TABLE, desired, current, [change.path for change in found.changes])


def test_a_member_of_another_variant_is_refused_before_anything_is_read() -> None:
    with pytest.raises(OptionError, match=r"method\.detail\.ip: is only valid with type static, not with auto"):
        validate.check(TABLE, {"method": {"type": "auto", "detail": {"ip": "192.0.2.1"}}})


def test_a_member_of_another_variant_than_the_held_one_is_refused() -> None:
    with pytest.raises(OptionError, match=r"method\.detail\.ip: is only valid with type static, not with ppp"):
        compare(TABLE, {"method": {"detail": {"ip": "192.0.2.1"}}}, {"method": {"type": "ppp"}})


def test_a_member_is_accepted_where_nobody_knows_the_variant() -> None:
    validate.check(TABLE, {"method": {"detail": {"ip": "192.0.2.1"}}})
    assert compare(TABLE, {"method": {"detail": {"ip": "192.0.2.1"}}}, {}).changes


def test_what_another_variant_holds_is_neither_compared_nor_sent() -> None:
    current = {"method": {"type": "ppp", "detail": {"username": "u", "password": Secret("p")}}}
    desired = {"method": {"type": "static", "detail": {"ip": "192.0.2.1", "mask": 24, "username": "u"}}}
    assert bodies(desired, current) == {
        "method": {"type": "static", "detail": {"ip": "192.0.2.1", "mask": 24, "username": "u"}}
    }
    assert predict(TABLE, compare(TABLE, desired, current)) == desired


def test_companions_of_the_variant_are_taken_from_what_is_held() -> None:
    current = {"method": {"type": "static", "detail": {"ip": "192.0.2.1", "mask": 24}}}
    assert bodies({"method": {"detail": {"mask": 25}}}, current) == {
        "method": {"type": "static", "detail": {"ip": "192.0.2.1", "mask": 25}}
    }


def test_a_variant_without_what_it_demands_is_refused() -> None:
    current = {"method": {"type": "auto", "detail": {"proxy": True}}}
    with pytest.raises(OptionError, match=r"method\.detail\.ip: must be given"):
        bodies({"method": {"type": "static"}}, current)
    assert bodies({"method": {"type": "auto"}}, {"method": {"type": "static", "detail": {"ip": "192.0.2.1"}}}) == {
        "method": {"type": "auto"}
    }


def test_a_concealed_companion_is_not_sent_back() -> None:
    current = from_answer(
        TABLE, {"method": {"type": "ppp", "detail": {"username": "u", "password": "***", "proxy": True}}}
    )
    assert isinstance(current["method"]["detail"]["password"], Concealed)
    with pytest.raises(OptionError, match=r"method\.detail\.password: must be given"):
        bodies({"method": {"detail": {"username": "v"}}}, current)


def test_a_concealed_secret_can_be_cleared_and_is_not_compared() -> None:
    current = {"method": {"type": "ppp", "detail": {"username": "u", "password": Concealed("***")}}}
    desired = with_clear(TABLE, {}, ["method.detail.password"])
    assert bodies(desired, current) == {"method": {"type": "ppp", "detail": {"username": "u", "password": None}}}
    found = compare(TABLE, {"method": {"detail": {"password": Secret("p")}}}, current)
    assert (found.changes, found.unverified_names) == ([], ["method.detail.password"])


def test_what_is_certainly_not_held_is_a_change_and_not_unverified() -> None:
    password = {"username": "u", "password": Secret("p")}
    found = compare(TABLE, {"method": {"type": "ppp", "detail": password}}, {"method": {"type": "auto", "detail": {}}})
    assert [change.name for change in found.changes] == [
        "method.type",
        "method.detail.username",
        "method.detail.password",
    ]
    assert found.unverified_names == []
    off = {"ddns": {"enable": False}}
    shown = Group("", (Group("ddns", (Field("enable", type="bool"), Field("wan", unshown=True)), gate="enable"),))
    assert len(compare(shown, {"ddns": {"enable": True, "wan": "a"}}, off).changes) == 2
    assert compare(shown, {"ddns": {"enable": False, "wan": "a"}}, off).unverified_names == ["ddns.wan"]
    assert compare(shown, {"ddns": {"wan": "a"}}, {"ddns": {"enable": True}}).unverified_names == ["ddns.wan"]


def test_a_companion_that_can_be_cleared_is_sent_as_cleared_only_where_the_object_is_known_to_lack_it() -> None:
    current = {"method": {"type": "ppp", "detail": {"username": "u"}}}
    assert bodies({"method": {"detail": {"username": "v"}}}, current) == {
        "method": {"type": "ppp", "detail": {"username": "v", "password": None}}
    }
    with pytest.raises(OptionError, match=r"method\.detail\.password: must be given"):
        bodies({"method": {"detail": {"username": "v"}}}, {"method": {"type": "ppp"}})


def test_a_value_that_can_only_be_kept() -> None:
    assert not compare(TABLE, {"method": {"type": "bridge"}}, {"method": {"type": "bridge"}}).changes
    with pytest.raises(
        OptionError, match=r"method\.type: bridge can be kept but not set, allowed is auto, static, ppp"
    ):
        compare(TABLE, {"method": {"type": "bridge"}}, {"method": {"type": "auto"}})


def test_an_implied_value_is_no_change_where_none_is_shown() -> None:
    current = {"method": {"type": "auto"}}
    assert not compare(TABLE, {"method": {"detail": {"proxy": False}}}, current).changes
    assert compare(TABLE, {"method": {"detail": {"proxy": True}}}, current).changes


def test_a_field_that_may_not_be_shown_is_only_compared_where_it_is() -> None:
    table = Group("", (Field("shared", type="bool", unshown=True),))
    assert compare(table, {"shared": True}, {}).unverified_names == ["shared"]
    assert [change.name for change in compare(table, {"shared": True}, {"shared": False}).changes] == ["shared"]


def test_an_object_that_reads_back_elsewhere() -> None:
    table = Group(
        "",
        (
            Group(
                "outer",
                (Group("inner", (Field("a", reads=("a", "alpha")),), parse=lambda around: around.get("elsewhere")),),
            ),
        ),
    )
    assert from_answer(table, {"outer": {"elsewhere": {"alpha": "1"}}}) == {"outer": {"inner": {"a": "1"}}}
    assert from_answer(table, {"outer": {"inner": {"alpha": "1"}}}) == {}
    assert from_answer(table, {}) == {}


@pytest.mark.parametrize(("unordered", "changed"), [(True, False), (False, True)])
def test_the_order_of_a_list_of_objects_counts_unless_said_otherwise(unordered: bool, changed: bool) -> None:
    table = Group("", (Items("route", (Field("ip"), Field("mask", type="int")), unordered=unordered),))
    one, other = {"ip": "192.0.2.0", "mask": 24}, {"ip": "198.51.100.0", "mask": 24}
    assert bool(compare(table, {"route": [one, other]}, {"route": [other, one]}).changes) is changed
    assert compare(table, {"route": [one, one]}, {"route": [one, other]}).changes


SIMS = Group(
    "",
    (
        Group(
            "cellular",
            (Items("sim", (Field("id", type="int"), Field("pin", clear=None), Field("apn")), key="id"),),
        ),
    ),
)


def test_clear_reaches_into_the_entries_of_a_keyed_list() -> None:
    desired = with_clear(
        SIMS,
        from_options(SIMS, {"cellular": {"sim": [{"id": 2, "apn": "internet"}]}}),
        ["cellular.sim[1].pin", "cellular.sim[2].pin"],
    )
    current = {"cellular": {"sim": [{"id": 1, "pin": "1234"}, {"id": 2}]}}
    found = compare(SIMS, desired, current)
    assert [change.name for change in found.changes] == ["cellular.sim[2].apn", "cellular.sim[1].pin"]
    assert payload(SIMS, desired, current, [change.path for change in found.changes]) == {
        "cellular": {"sim": [{"id": 2, "apn": "internet"}, {"id": 1, "pin": None}]}
    }
    assert predict(SIMS, found) == {"cellular": {"sim": [{"id": 1}, {"id": 2, "apn": "internet"}]}}


@pytest.mark.parametrize(
    "path",
    ["cellular.sim.pin", "cellular.sim[1]", "cellular.sim[1].apn", "cellular[1].sim", "cellular.sim[1].pin.x", "sim"],
)
def test_clear_refuses_what_the_api_can_not_clear(path: str) -> None:
    with pytest.raises(OptionError, match=r"can't clear .* it can clear: cellular\.sim\[id\]\.pin"):
        with_clear(SIMS, {}, [path])


def test_clear_refuses_what_is_set_in_the_same_entry() -> None:
    desired = from_options(SIMS, {"cellular": {"sim": [{"id": 1, "pin": "1234"}]}})
    with pytest.raises(OptionError, match="set and cleared at the same time"):
        with_clear(SIMS, desired, ["cellular.sim[1].pin"])


@pytest.mark.parametrize(
    "make",
    [
        lambda: Field("a", companion=("x",)),
        lambda: Group("a", (), companion=("x",), when=("type", ("y",))),
        lambda: Field("a", unsettable=("x",)),
    ],
)
def test_contradictions_of_a_table_are_found_when_it_is_made(make: Any) -> None:
    with pytest.raises(ValueError, match=r"^a:"):
        make()
