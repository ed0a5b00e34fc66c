# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets travel as strings and show nowhere."""

from __future__ import annotations

import copy
import json
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import (
    MASK,
    Concealed,
    Redactor,
    Secret,
    mark,
    mask,
    reveal,
    secrets_in,
    strip_userinfo,
)


def test_a_secret_is_a_string_that_does_not_represent_itself() -> None:
    secret = Secret("s3cret")
    assert secret == "s3cret"
    assert json.dumps({"key": secret}) == '{"key": "s3cret"}'
    assert repr(secret) == repr(MASK)
    assert "s3cret" not in f"{[secret]} { ({'key': secret})!r} {secret!r}"
    assert isinstance(copy.deepcopy(secret), Secret)


def test_revealing() -> None:
    state = {"key": Secret("a"), "list": [Secret("b"), ("c", Secret("d"))], "n": 1}
    shown = reveal(state)
    assert shown == {"key": "a", "list": ["b", ["c", "d"]], "n": 1}
    assert [type(shown["key"]), type(shown["list"][0]), type(shown["list"][1][1])] == [str, str, str]
    assert isinstance(state["key"], Secret)


def test_masking() -> None:
    state = {
        "key": Secret("a"),
        "concealed": Concealed(""),
        "list": [Secret("b"), "c"],
        "tuple": (1, Secret("d")),
        "inner": {"pin": Secret("e"), "url": "http://u:p@h/x", "n": 1, "none": None, "flag": True},
    }
    assert mask(state) == {
        "key": MASK,
        "concealed": MASK,
        "list": [MASK, "c"],
        "tuple": [1, MASK],
        "inner": {"pin": MASK, "url": f"http://{MASK}@h/x", "n": 1, "none": None, "flag": True},
    }
    assert state["key"] == "a"
    assert mask([Secret("a"), "http://u@h"], "?") == ["?", "http://?@h"]


def test_a_write_is_shown_masked() -> None:
    assert Write("POST", "x", {"key": Secret("a"), "n": 1}).shown() == {
        "method": "POST",
        "endpoint": "x",
        "payload": {"key": MASK, "n": 1},
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://u:p@h/x", f"http://{MASK}@h/x"),
        ("see https://token@h:8443 and ftp://a:b@c", f"see https://{MASK}@h:8443 and ftp://{MASK}@c"),
        ("http://u:p@ss@h/x", f"http://{MASK}@h/x"),
        ("http://h/x?mail=a@b", "http://h/x?mail=a@b"),
        ("http://h/a@b", "http://h/a@b"),
        ('{"url":"http://h","mail":"a@b"}', '{"url":"http://h","mail":"a@b"}'),
        ("http://h, or me@h", "http://h, or me@h"),
        ("a@b", "a@b"),
        ("sip:a@b", "sip:a@b"),
        ("http://h", "http://h"),
    ],
)
def test_user_information_of_urls(text: str, shown: str) -> None:
    assert strip_userinfo(text) == shown


def test_marking_an_answer() -> None:
    answer = {
        "user": "u",
        "password": "p",
        "pin": 1234,
        "key": "",
        "none": None,
        "flags": {"password": True},
        "list": [{"password": ["a", "b"]}],
        "secrets": {"deep": {"inside": "x", "on": False}},
    }
    found = mark(answer, {"password", "pin", "key", "none", "secrets"})
    assert found == {**answer, "pin": "1234"}
    assert mask(found) == {
        "user": "u",
        "password": MASK,
        "pin": MASK,
        "key": "",
        "none": None,
        "flags": {"password": True},
        "list": [{"password": [MASK, MASK]}],
        "secrets": {"deep": {"inside": MASK, "on": False}},
    }
    assert not isinstance(answer["password"], Secret)


def test_secrets_inside_something() -> None:
    found = secrets_in({"a": Secret("1"), "b": [Secret("2"), ("x", {Secret("3")})], "c": Secret(""), "d": "4", "e": 5})
    assert found == {"1", "2", "3"}
    assert {type(secret) for secret in found} == {str}
    assert secrets_in({}) == set()


@pytest.mark.parametrize(
    "form",
    [
        lambda secret: secret,
        lambda secret: quote(secret, safe=""),
        quote,
        quote_plus,
        lambda secret: json.dumps(secret)[1:-1],
        lambda secret: json.dumps(secret, ensure_ascii=False)[1:-1],
    ],
)
def test_a_secret_is_found_in_every_form(form: Any) -> None:
    secret, redact = 'pä ss/w"rd&\\', Redactor()
    redact.add(Secret(secret))
    assert redact(f"x={form(secret)}&y") == f"x={MASK}&y"


def test_a_redactor() -> None:
    redact = Redactor()
    redact.add("abc", "abcdef", None, "", 4711)
    assert redact("abcdef abc 4711 http://u:p@h") == f"{MASK} {MASK} {MASK} http://{MASK}@h"
    assert redact.known() == {"abc", "abcdef", "4711"}
    redact.known().clear()
    assert redact("abc") == MASK
    assert Redactor()("abc") == "abc"
