# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The normal form of what gateways push."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.plugin_utils._push.events import KINDS, BadPush, Push, parse
from tests.unit.eda.samples import SAMPLES, SN


def push(kind: str, *entries: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"sn": SN, kind: list(entries), **more}).encode()


def one(kind: str, entry: dict[str, Any]) -> dict[str, Any]:
    ((found, record),) = parse(push(kind, entry)).happened
    assert found == kind
    return record


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_of_section_17(name: str) -> None:
    text, kind, record = SAMPLES[name]
    assert parse(text.encode()) == Push(SN, [(kind, record)])


def test_every_kind_has_a_sample() -> None:
    assert {kind for _text, kind, _record in SAMPLES.values()} == set(KINDS)


def test_trailing_commas_and_what_follows_the_object() -> None:
    text = '{"sn":"s","sms":[{"port":"3","text":"a,]b",},],}{}'
    assert parse(text.encode()) == Push("s", [("sms", {"port": 3, "text": "a,]b"})])


def test_several_entries_and_kinds_keep_their_order() -> None:
    body = push("ussd", {"port": 1, "text": "a"}, {"port": 2, "text": "b"}, exception_info={"port": 0, "type": "x"})
    assert [(kind, record["port"]) for kind, record in parse(body).happened] == [
        ("ussd", 1),
        ("ussd", 2),
        ("exception_info", 0),
    ]


def test_a_lone_object_in_place_of_a_list_and_a_list_in_place_of_an_object() -> None:
    assert parse(b'{"sms":{"text":"a"}}').happened == [("sms", {"text": "a"})]
    assert parse(b'{"device":[{"status":"POWER_ON"}]}').happened == [("device", {"status": "power_on"})]


def test_numbers_are_numbers_and_telephone_numbers_are_not() -> None:
    record = one("sms", {"incoming_sms_id": "12", "port": "3", "number": "0049301234", "timestamp": "x"})
    assert record == {"incoming_sms_id": 12, "port": 3, "number": "0049301234", "timestamp": "x"}


def test_what_is_no_number_stays_as_it_is() -> None:
    assert one("ussd", {"port": "9" * 5000, "text": ""})["port"] == "9" * 5000
    assert one("ussd", {"port": None})["port"] is None


def test_status_in_either_case() -> None:
    assert one("register", {"status": "Down"})["status"] == "down"
    assert one("sms_result", {"status": "Sent_ok"})["status"] == "SENT_OK"


def test_another_name_of_bcch() -> None:
    assert one("cdr", {"bech": "7"}) == {"bcch": "7"}


def test_unknown_fields_stay_under_a_name_in_snake_case() -> None:
    record = one("sms", {"imsi": "1", "newField": {"innerName": ["<NULL>"]}, "a-b c": 1, "{{ x }}": 2})
    assert record == {"imsi": "1", "new_field": {"inner_name": [None]}, "a_b_c": 1, "x": 2}


def test_a_number_that_json_does_not_have() -> None:
    assert parse(b'{"ussd":[{"port":NaN,"text":Infinity}]}').happened == [("ussd", {"port": None, "text": None})]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("{{ lookup('pipe', 'id') }}", "{ { lookup('pipe', 'id') }}"),
        ("{% if %}", "{ % if %}"),
        ("{# x #}", "{ # x #}"),
        ("{{{", "{ { {"),
        ("#jinja2: variable_start_string:'[['\n[[ 1 ]]", "# jinja2: variable_start_string:'[['\n[[ 1 ]]"),
        ("100% {sure} #1 }}", "100% {sure} #1 }}"),
    ],
)
def test_text_is_no_template(text: str, plain: str) -> None:
    assert one("sms", {"text": text})["text"] == plain
    assert one("cdr", {"x": [{"y": text}]})["x"] == [{"y": plain}]
    assert parse(push("sms", sn=text)).sn == plain


def test_a_template_behind_url_encoding() -> None:
    (event,) = parse(push("sms", {"text": "a+b%20%7B%7B1%7D%7D%2B"}), url_decode_text=True).happened
    assert event == ("sms", {"text": "a b { {1}}+"})
    assert one("sms", {"text": "100%25+1"})["text"] == "100%25+1"


@given(st.text())
def test_no_text_at_all_is_a_template(text: str) -> None:
    found = one("sms", {"text": text})["text"]
    if found is not None:
        assert not any(mark in found for mark in ("{{", "{%", "{#"))
        assert not found.startswith("#jinja2:")


def test_broken_utf_8_does_not_lose_the_message() -> None:
    assert parse(b'{"sn":"s","sms":[{"text":"a\xffb"}]}').happened == [("sms", {"text": "a\ufffdb"})]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no JSON"),
        (b"<html>", "no JSON"),
        (b'{"sn":"s","sms":[{"text":"cut', "no JSON"),
        (b"[1]", "no JSON object"),
        (b'{"sn":"s"}', "has none of sms, sms_result"),
        (b'{"sms":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
    ],
)
def test_what_is_no_push(body: bytes, reason: str) -> None:
    with pytest.raises(BadPush, match=reason):
        parse(body)


def test_an_unknown_kind_beside_a_known_one_is_left_out() -> None:
    assert parse(b'{"sn":1,"novelty":[1],"ussd":[{"port":1}]}') == Push("1", [("ussd", {"port": 1})])


def test_a_push_without_serial_number_and_with_nothing_in_it() -> None:
    assert parse(b'{"sn":null,"sms":[]}') == Push(None, [])
    assert parse(b'{"sms":[1,"x",null]}') == Push(None, [])
