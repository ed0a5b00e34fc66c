# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ansible's diff: secrets are masked on both sides, and a change of one stays visible."""

from __future__ import annotations

from typing import Any

from ansible_collections.telco.cpe.plugins.module_utils._core import diff
from ansible_collections.telco.cpe.plugins.module_utils._core.compare import compare, predict
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR, Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import CURRENT, MASK, NEW, Concealed, Secret

TABLE = Group(
    "",
    (
        Field("name"),
        Field("url"),
        Field("key", secret=True, clear=None),
        Field("keys", type="list", elements="str", secret=True),
        Group("ppp", (Field("user"), Field("password", secret=True)), clear=None),
        Items("sim", (Field("id", type="int"), Field("pin", secret=True)), key="id"),
        Items("peer", (Field("ip"), Field("psk", secret=True))),
    ),
)


def shown(desired: dict[str, Any], current: dict[str, Any]) -> tuple[Any, Any]:
    """Both sides of the diff that leads from one state to the other."""
    found = compare(TABLE, desired, current)
    result = diff.build(current, predict(TABLE, found), found.changes, "device thing")
    assert (result["before_header"], result["after_header"]) == ("device thing", "device thing")
    assert "s3cret" not in str(result)
    return result["before"], result["after"]


OLD, WANTED = Secret("s3cret-old"), Secret("s3cret-new")


def test_what_is_no_secret_is_shown_as_it_is() -> None:
    assert shown({"name": "b"}, {"name": "a", "ppp": {"user": "u"}}) == (
        {"name": "a", "ppp": {"user": "u"}},
        {"name": "b", "ppp": {"user": "u"}},
    )


def test_a_secret_that_does_not_change_looks_the_same_on_both_sides() -> None:
    before, after = shown({"name": "b", "key": Secret("s3cret-old")}, {"name": "a", "key": OLD})
    assert (before["key"], after["key"]) == (MASK, MASK)


def test_a_secret_that_changes_is_told_apart() -> None:
    assert shown({"key": WANTED}, {"key": OLD}) == ({"key": CURRENT}, {"key": NEW})
    assert shown({"key": WANTED}, {}) == ({}, {"key": NEW})
    assert shown({"key": CLEAR}, {"key": OLD}) == ({"key": CURRENT}, {})
    assert shown({"key": CLEAR}, {"key": Concealed("***")}) == ({"key": CURRENT}, {})


def test_a_secret_inside_an_object_or_an_entry() -> None:
    assert shown({"ppp": {"password": WANTED}}, {"ppp": {"user": "u", "password": OLD}}) == (
        {"ppp": {"user": "u", "password": CURRENT}},
        {"ppp": {"user": "u", "password": NEW}},
    )
    assert shown({"sim": [{"id": 2, "pin": WANTED}]}, {"sim": [{"id": 1, "pin": OLD}, {"id": 2, "pin": OLD}]}) == (
        {"sim": [{"id": 1, "pin": MASK}, {"id": 2, "pin": CURRENT}]},
        {"sim": [{"id": 1, "pin": MASK}, {"id": 2, "pin": NEW}]},
    )
    assert shown({"ppp": CLEAR}, {"ppp": {"user": "u", "password": OLD}}) == (
        {"ppp": {"user": "u", "password": CURRENT}},
        {},
    )


def test_secrets_inside_a_list_that_is_one_value() -> None:
    assert shown({"keys": [WANTED]}, {"keys": [OLD]}) == ({"keys": [CURRENT]}, {"keys": [NEW]})
    assert shown({"peer": [{"ip": "a", "psk": WANTED}]}, {"peer": [{"ip": "a", "psk": OLD}]}) == (
        {"peer": [{"ip": "a", "psk": CURRENT}]},
        {"peer": [{"ip": "a", "psk": NEW}]},
    )


def test_user_information_of_a_url_that_changes_is_told_apart() -> None:
    before, after = shown({"url": "http://u:s3cret2@h/"}, {"url": "http://u:s3cret1@h/"})
    assert (before["url"], after["url"]) == (f"http://{CURRENT}@h/", f"http://{NEW}@h/")


def test_the_states_stay_as_they_were() -> None:
    current = {"key": OLD, "ppp": {"password": OLD}}
    shown({"key": WANTED, "ppp": {"password": WANTED}}, current)
    assert current == {"key": "s3cret-old", "ppp": {"password": "s3cret-old"}}
