# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options, checked before anything is asked for; and which records become hosts."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._dms.inventory_plan import Plan
from ansible_collections.telco.cpe.plugins.module_utils._dms.selection import keys_of

OPTIONS: dict[str, Any] = {
    "api_url": "https://acs.example.com",
    "api_username": "u",
    "api_password": "p",
    "validate_certs": True,
    "ca_path": None,
    "timeout": 90,
    "retries": 2,
    "page_size": 1000,
    "on_partial": "error",
    "cpe_id_key": None,
    "filters": {},
    "slice": None,
    "hostnames": ["cpe_id"],
    "on_duplicate": "error",
    "group": "dms",
    "group_by": [],
    "hostvars": {},
    "hostvar_prefix": "dms_",
    "strict": False,
}


def plan(**options: Any) -> Plan:
    return Plan.of({**OPTIONS, **options})


def fleet() -> list[dict[str, Any]]:
    return [{"cpeid": f"C{number}", "cid": f"c{number // 2}", "model": f"M{number % 2}"} for number in (3, 1, 0, 2)]


def unexpected(text: str) -> None:
    pytest.fail(text)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"page_size": 0}, "page_size: 0 is out of range, allowed is at least 1"),
        ({"timeout": 0}, "timeout: 0 is out of range"),
        ({"retries": -1}, "retries: -1 is out of range"),
        ({"api_url": "acs.example.com"}, "api_url: .* is not valid"),
        ({"api_url": "https://u:p@acs.example.com"}, "api_url: must not contain user information"),
        ({"group": ""}, "group: must not be empty"),
        ({"hostvar_prefix": ""}, "hostvar_prefix: '' is not valid"),
        ({"hostvar_prefix": "dms-"}, "hostvar_prefix: 'dms-' is not valid"),
        ({"slice": "3/2"}, "slice: '3/2' is not valid"),
        ({"hostnames": ["cpe_id", "a ||"]}, r"hostnames\[1\]: is no JMESPath expression"),
        ({"hostvars": {"x": "a ||"}}, r"hostvars\.x: is no JMESPath expression"),
        ({"hostvars": {"x": 7}}, r"hostvars\.x: 7 is not valid, allowed is a JMESPath expression"),
        ({"hostvars": {"sw-version": "a"}}, "hostvars: 'sw-version' is not valid as the name of a variable"),
        ({"hostvars": {"class": "a"}}, "hostvars: 'class' is not valid as the name of a variable"),
        ({"filters": {"model": {"a": 1}}}, r"filters\.model: allowed is a value, a glob, null, or a list"),
        ({"filters": {"model": ["a", ["b"]]}}, r"filters\.model: allowed is"),
    ],
)
def test_wrong_options(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        plan(**options)


def test_no_address_is_not_wrong_before_it_is_needed() -> None:
    assert plan(api_url=None).connection is None


def test_the_keys_that_options_name() -> None:
    named = plan(filters={"vendor": "A"}, group_by=["model", "region"], hostvars={"region": "location"}).named_keys()
    assert list(named) == [("filters", "vendor"), ("group_by", "model")]


def test_keys_of_all_records() -> None:
    assert keys_of([{"a": 1}, {"b": 2, "c": 3}, {"a": 2}]) == {"a", "b", "c"}


def test_cpes_come_by_id_and_have_it_under_one_key() -> None:
    cpes = plan().selection.choose(fleet(), unexpected, unexpected)
    assert [cpe.name for cpe in cpes] == ["C0", "C1", "C2", "C3"]
    assert cpes[0].record == {"cpeid": "C0", "cpe_id": "C0", "cid": "c0", "model": "M0"}


def test_records_are_not_changed() -> None:
    """They may be those of the cache."""
    records = fleet()
    plan().selection.choose(records, unexpected, unexpected)
    assert records == fleet()


def test_the_key_of_the_id_can_be_set() -> None:
    records = [{"cpe_id": "a", "serial": 17}]
    (cpe,) = plan(cpe_id_key="serial").selection.choose(records, unexpected, unexpected)
    assert (cpe.cpe_id, cpe.record["cpe_id"]) == ("17", "17")


def test_records_without_an_id_are_told_of_with_what_they_have() -> None:
    told: list[str] = []
    cpes = plan().selection.choose([{"device": "X", "model": "M"}, {"cpe_id": "A"}], unexpected, told.append)
    assert [cpe.cpe_id for cpe in cpes] == ["A"]
    (text,) = told
    assert text.startswith("1 records have no CPE id under any of the known keys")
    assert "has the keys device, model: set cpe_id_key" in text


def test_filters_come_before_names() -> None:
    selection = plan(filters={"model": "M1"}, hostnames=["cid"]).selection
    assert [cpe.name for cpe in selection.choose(fleet(), unexpected, unexpected)] == ["c0", "c1"]


@pytest.mark.parametrize("part", ["1/2", "2/2"])
def test_every_slice_finds_the_same_names_ambiguous(part: str) -> None:
    with pytest.raises(ApiFailure, match="'c0' is the name of CPE 'C0', 'C1'"):
        plan(hostnames=["cid"], slice=part).selection.choose(fleet(), unexpected, unexpected)


def test_slices_are_disjoint_and_complete() -> None:
    records = [{"cpe_id": f"CPE{number:05}", "vendor": "AB"[number % 2]} for number in range(500)]
    whole = plan(filters={"vendor": "A"}).selection.choose(records, unexpected, unexpected)
    parts = [
        cpe.name
        for number in range(1, 6)
        for cpe in plan(filters={"vendor": "A"}, slice=f"{number}/5").selection.choose(records, unexpected, unexpected)
    ]
    assert len(parts) == len(whole) == 250
    assert sorted(parts) == [cpe.name for cpe in whole]


def test_a_cpe_stays_in_its_slice_when_others_come_and_go() -> None:
    records = [{"cpe_id": f"CPE{number:05}"} for number in range(500)]
    before = {cpe.name for cpe in plan(slice="2/5").selection.choose(records, unexpected, unexpected)}
    after = {cpe.name for cpe in plan(slice="2/5").selection.choose(records[250:], unexpected, unexpected)}
    assert after
    assert after == {name for name in before if name >= "CPE00250"}
