# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON as gateways write it: every broken example of the document, and nothing that is cut off."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.tolerant_json import loads

PORT = {"port": 1, "type": "WCDMA", "imei": "863070017005173", "smsc": "", "reg": "NO_SIM", "signal": 0}
REGISTER = {
    "port": 8,
    "iccid": "<NULL>",
    "imsi": "<NULL>",
    "number": "13714637674",
    "status": "down",
    "sequence": 1,
    "slot": 2,
}
CDR = {"port": 2, "start_date": "2015-07-21 16:35:20", "duration": 3, "direction": "ip->gsm", "bcch": ""}
SMS = {
    "incoming_sms_id": 1,
    "port": 2,
    "number": "123456789",
    "smsc": "+8613800123456",
    "timestamp": "2014-12-09 17:11:18",
    "text": "This is a test",
}
ITEMS = [{"item_id": number, "item_string": f"item{number}_text"} for number in (1, 2, 3)]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


SAMPLES = {
    "6.4 comma before a bracket": (
        '{"error_code":200,"sn":"xxxx-xxxx-xxxx-xxxx","sms":['
        + _text(SMS)
        + '],"read":1,"unread":0}'.replace("]", ",]"),
        {"error_code": 200, "sn": "xxxx-xxxx-xxxx-xxxx", "sms": [SMS], "read": 1, "unread": 0},
    ),
    "7.4 bracket after the value": (
        '{"error_code":202,"result":[{"port":0, "status":503}, {"port":1, "status":503}, {"port":2, "status":200}]} }',
        {
            "error_code": 202,
            "result": [{"port": 0, "status": 503}, {"port": 1, "status": 503}, {"port": 2, "status": 200}],
        },
    ),
    "8.4 bracket inside the value": (
        '{"error_code":200,"reply":[{"port":1,"text":""}, {"port":2,"text": "Test..."}, {"port":3,"text":""}]]}',
        {
            "error_code": 200,
            "reply": [{"port": 1, "text": ""}, {"port": 2, "text": "Test..."}, {"port": 3, "text": ""}],
        },
    ),
    "8.4 and 17 USSD push": (
        '{"sn":"da00-0030-1901-2817","ussd":[{"port":1,"text":"Thank you!"}]}]',
        {"sn": "da00-0030-1901-2817", "ussd": [{"port": 1, "text": "Thank you!"}]},
    ),
    "17 bracket and brace": (
        '{"sn":"da00-0030-1901-2817","ussd":[{"port":1,"text":"Thank you!"}]}]}',
        {"sn": "da00-0030-1901-2817", "ussd": [{"port": 1, "text": "Thank you!"}]},
    ),
    "17 register push": (
        '{"sn": "xxxx-xxxx-xxxx-xxxx", "register": [' + _text(REGISTER) + "]}]",
        {"sn": "xxxx-xxxx-xxxx-xxxx", "register": [REGISTER]},
    ),
    "17 CDR push": (
        '{"sn": "xxxx-xxxx-xxxx-xxxx", "cdr": [' + _text(CDR) + "]}]",
        {"sn": "xxxx-xxxx-xxxx-xxxx", "cdr": [CDR]},
    ),
    "10.4 last brace missing": (
        '{"error_code":200,"sn":"xxxx-xxxx-xxxx-xxxx","info":[' + _text(PORT) + ", " + _text(PORT) + "]",
        {"error_code": 200, "sn": "xxxx-xxxx-xxxx-xxxx", "info": [PORT, PORT]},
    ),
    "12.4 another object behind": (
        '{"error_code":200,"sn":"xxxx-xxxx-xxxx-xxxx","cdr":[' + _text(CDR) + "]}{}",
        {"error_code": 200, "sn": "xxxx-xxxx-xxxx-xxxx", "cdr": [CDR]},
    ),
    "12.4 line break inside a string": (
        '{"cdr":[{"answer_date":"2015-07-21\n16:35:31","duration":3}]}{}',
        {"cdr": [{"answer_date": "2015-07-21\n16:35:31", "duration": 3}]},
    ),
    "13.4 doubled comma": (
        '{"title":"神州行天地",\n,"item":' + _text(ITEMS) + ',"input_type":"2","frame_id":750}',
        {"title": "神州行天地", "item": ITEMS, "input_type": "2", "frame_id": 750},
    ),
    "18.7 another object behind": (
        '{"error_code":200,"sn":"xxxx-xxxx-xxxx-xxxx","info":[{"port":8,"CallForwarding":{"Unconditional":"15013828917"}}]}{}',
        {
            "error_code": 200,
            "sn": "xxxx-xxxx-xxxx-xxxx",
            "info": [{"port": 8, "CallForwarding": {"Unconditional": "15013828917"}}],
        },
    ),
    "20.4 bracket behind a list": (
        '[{"sip_proxy": "success"}, {"sip_trunk": ["31_success"]}, {"port_group": ["12_success"]}]]',
        [{"sip_proxy": "success"}, {"sip_trunk": ["31_success"]}, {"port_group": ["12_success"]}],
    ),
    "comma before a brace": ('{"a":[1,2,],}', {"a": [1, 2]}),
    "comma first": ('{,"a":[,1]}', {"a": [1]}),
    "byte order mark": ('\ufeff{"a":1}', {"a": 1}),
    "brackets, commas and quotes inside strings stay": (
        '{"text":"a,] \\"}{\\" ,,","b":[1,]}',
        {"text": 'a,] "}{" ,,', "b": [1]},
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_broken_example_of_the_document(name: str) -> None:
    text, expected = SAMPLES[name]
    assert loads(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "{",
        '{"a":1',
        '{"a":',
        '{"a"',
        '{"a":"1',
        '{"info":[{"port":1',
        '{"info":[{"port":1}',
        '{"info":[{"port":1},',
        "[[1]",
        "<html></html>",
        "]}",
        "nonsense",
        '{"a" 1}',
    ],
)
def test_what_is_cut_off_or_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        loads(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)
CONTAINERS = st.lists(VALUES, max_size=4) | st.dictionaries(st.text(max_size=5), VALUES, max_size=4)


@given(CONTAINERS)
def test_sound_json_is_read_as_it_is(value: Any) -> None:
    assert loads(json.dumps(value)) == value


@given(CONTAINERS, st.sampled_from(["{}", "]", "}]}", ",", " ]]}", "\n"]))
def test_what_follows_the_first_value_is_left_out(value: Any, behind: str) -> None:
    assert loads(json.dumps(value) + behind) == value


@given(st.dictionaries(st.text(max_size=5), VALUES, min_size=1, max_size=4), st.data())
def test_an_object_that_is_cut_off_is_never_taken_for_whole(value: dict[str, Any], data: st.DataObject) -> None:
    text = json.dumps(value)
    end = data.draw(st.integers(0, len(text) - 1))
    try:
        read = loads(text[:end])
    except ValueError:
        return
    # Only the last brace of an object whose last member ends with a bracket may be missing, so its members are whole.
    assert text[:end][-1] in "]}"
    assert all(value[key] == member for key, member in read.items())
