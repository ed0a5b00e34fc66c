# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a record becomes variables, and under which names; what becomes groups."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._dms.groupnames import GroupNames
from ansible_collections.telco.cpe.plugins.module_utils._dms.hostvars import Variables, without_secrets


def test_every_key_becomes_a_variable() -> None:
    variables = Variables("dms_")
    record = {"cpe_id": "A", "sw-version": "1", "serialNumber": 7, "9lives": None, "größe": [1]}
    expected = {"dms_cpe_id": "A", "dms_sw_version": "1", "dms_serialNumber": 7, "dms_9lives": None, "dms_gr__e": [1]}
    assert variables.of(record) == expected
    assert variables.of({**record, "cpe_id": "B"}) == {**expected, "dms_cpe_id": "B"}
    assert not variables.refused


def test_of_two_keys_for_one_variable_the_one_spelt_like_it_wins() -> None:
    assert Variables("dms_").of({"sw-version": "a", "sw_version": "b", "sw.version": "c"}) == {"dms_sw_version": "b"}


def test_no_key_leads_the_modules_to_another_dms() -> None:
    variables = Variables("dms_")
    keys = ["api_url", "api-url", "api_username", "api_password", "validate_certs", "ca_path", "timeout", "retries"]
    assert variables.of({**dict.fromkeys(keys, "x"), "model": "M"}) == {"dms_model": "M"}
    assert variables.refused == set(keys)
    assert Variables("acs_").of({"timeout": 5}) == {"acs_timeout": 5}


def test_secrets_are_left_out_at_any_depth() -> None:
    record = {
        "cpe_id": "A",
        "password": Secret("pw1"),
        "wifi": [{"ssid": "s", "psk": Secret("pw2")}, Secret("pw3")],
        "acs": {"url": "http://user:pw4@acs.example.com/", "secret": Secret("pw5")},
        "request_url": "http://user:p@w6@192.0.2.1:7547/",
    }
    expected = {
        "cpe_id": "A",
        "wifi": [{"ssid": "s"}],
        "acs": {"url": "http://********@acs.example.com/"},
        "request_url": "http://********@192.0.2.1:7547/",
    }
    assert without_secrets(record) == expected


def test_a_record_without_secrets_is_not_copied() -> None:
    record = {"cpe_id": "A", "mail": "a@example.com", "number": 7}
    assert without_secrets(record) is record


def spelt(name: str) -> str:
    return name.replace(" ", "_").replace("-", "_")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("ALPHA 001", ["model_ALPHA_001"]),
        (7, ["model_7"]),
        (0, ["model_0"]),
        (1.5, ["model_1.5"]),
        (True, ["model_true"]),
        (["a", "b", "", None], ["model_a", "model_b"]),
        ("", []),
        (None, []),
        ({"a": 1}, []),
        ([], []),
    ],
)
def test_groups_of_a_value(value: Any, names: list[str]) -> None:
    assert GroupNames(["model"], spelt).of({"model": value}) == names


def test_groups_of_several_keys_and_sources() -> None:
    names = GroupNames(["region", "model", "missing"], spelt)
    assert names.of({"region": "north-1"}, {"region": "x", "model": "M 1"}) == ["region_north_1", "model_M_1"]
    assert names.of({}, {"region": "x", "model": "M 2"}) == ["region_x", "model_M_2"]


def test_a_name_is_spelt_once_for_each_value() -> None:
    asked: list[str] = []

    def spell(name: str) -> str:
        asked.append(name)
        return name

    names = GroupNames(["model"], spell)
    for number in range(100):
        names.of({"model": f"M{number % 3}"})
    assert asked == ["model_M0", "model_M1", "model_M2"]
