# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each constraint of a table names the option and what is allowed, and shows no secret."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.validate import check


def even(value: Any) -> str | None:
    return None if int(value) % 2 == 0 else "an even number"


TABLE = Group(
    "",
    (
        Field("port", type="int", range=(1, 32)),
        Field("least", type="int", range=(5, None)),
        Field("most", type="float", range=(None, 1.5)),
        Field("bands", type="list", elements="int", range=(1, 9), count=(1, 2)),
        Field("name", length=(1, 4)),
        Field("names", type="list", elements="str", length=(1, 4)),
        Field("even", type="int", check=even),
        Field("evens", type="list", elements="int", check=even),
        Field("pin", type="int", secret=True, range=(1000, 9999)),
        Field("key", secret=True, length=(8, 63)),
        Field("code", secret=True, check=even),
        Group("inner", (Field("port", type="int", range=(1, 32)),)),
        Items("sim", (Field("id", type="int"), Field("apn", length=(1, 4))), key="id", count=(0, 2)),
    ),
)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"port": 33}, "port: 33 is out of range, allowed is 1 to 32"),
        ({"port": 0}, "port: 0 is out of range, allowed is 1 to 32"),
        ({"least": 4}, "least: 4 is out of range, allowed is at least 5"),
        ({"most": 1.6}, "most: 1.6 is out of range, allowed is at most 1.5"),
        ({"bands": [1, 10]}, "bands: 10 is out of range, allowed is 1 to 9"),
        ({"bands": []}, "bands: 0 entries given, allowed are 1 to 2"),
        ({"bands": [1, 2, 3]}, "bands: 3 entries given, allowed are 1 to 2"),
        ({"name": ""}, "name: '' has 0 characters, allowed are 1 to 4"),
        ({"names": ["a", "abcde"]}, "names: 'abcde' has 5 characters, allowed are 1 to 4"),
        ({"even": 3}, "even: 3 is not valid, allowed is an even number"),
        ({"evens": [2, 5]}, "evens: 5 is not valid, allowed is an even number"),
        ({"pin": 123456}, "pin: the value is out of range, allowed is 1000 to 9999"),
        ({"key": "t0ps3cr"}, "key: the value has 7 characters, allowed are 8 to 63"),
        ({"code": "31337"}, "code: the value is not valid, allowed is an even number"),
        ({"inner": {"port": 99}}, "inner.port: 99 is out of range, allowed is 1 to 32"),
        ({"sim": [{"id": 1}, {"id": 2, "apn": "abcde"}]}, "sim[1].apn: 'abcde' has 5 characters, allowed are 1 to 4"),
        ({"sim": [{"id": 1}, {"id": 1}]}, "sim: each id may occur once"),
        ({"sim": [{"id": 1}, {"id": 2}, {"id": 3}]}, "sim: 3 entries given, allowed are 0 to 2"),
    ],
)
def test_what_is_not_allowed(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        check(TABLE, options)
    assert caught.value.message == message
    assert caught.value.path == message.partition(":")[0]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {node.option: None for node in TABLE.fields},
        {"port": 1, "least": 5, "most": 1.5, "bands": [1, 9], "name": "abcd", "names": [], "even": 0, "evens": []},
        {"port": 32, "pin": 1000, "key": "8 chars.", "inner": {"port": None}, "sim": [{"id": 1}, {"id": 2}]},
    ],
)
def test_what_is_allowed(options: dict[str, Any]) -> None:
    check(TABLE, options)
