# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin as a whole, over records that no lab has: other keys, secrets, hostile text, other inventory sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible.errors import AnsibleError
from ansible.inventory.data import InventoryData

from ansible_collections.telco.cpe.plugins.inventory import dms
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ServerError
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret

from .support import Parsed, parse, write

CONFIG = {"api_url": "https://acs.example.com", "api_username": "u", "api_password": "pw-of-the-test"}


class Dms:
    """Gives records in place of the network; ``fails`` after all of them."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.fails = False
        self.reads = 0

    def __call__(self, client: Any, page_size: int, *, identify: Any) -> Iterator[dict[str, Any]]:
        self.reads += 1
        yield from self.records
        if self.fails:
            raise ServerError("the DMS failed at the request", http_status=500)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Dms:
    fake = Dms()
    monkeypatch.setattr(dms, "records", fake)
    return fake


def run(folder: Path, data: InventoryData | None = None, name: str = "test.dms.yml", **config: Any) -> Parsed:
    return parse(write(folder, name, **{**CONFIG, **config}), data=data)


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("dms.yml", True),
        ("dms.yaml", True),
        ("acs.dms.yml", True),
        ("acs.dms.yaml", True),
        ("mydms.yml", False),
        ("acs.yml", False),
        ("acs.dms.json", False),
    ],
)
def test_names_of_files(tmp_path: Path, name: str, ours: bool) -> None:
    path = write(tmp_path, name)
    assert dms.InventoryModule().verify_file(str(path)) is ours
    assert not dms.InventoryModule().verify_file(str(tmp_path / "missing" / name))


def test_other_keys_of_the_id_and_other_prefixes_serve_the_modules_too(server: Dms, tmp_path: Path) -> None:
    server.records = [{"SerialNumber": "A1", "Model": "M"}]
    assert run(tmp_path).vars("A1") == {
        "dms_cpe_id": "A1",
        "dms_SerialNumber": "A1",
        "dms_Model": "M",
        "inventory_file": str(tmp_path / "test.dms.yml"),
        "inventory_dir": str(tmp_path),
    }
    prefixed = run(tmp_path, hostvar_prefix="acs_").vars("A1")
    assert {name for name in prefixed if not name.startswith("inventory")} == {
        *("dms_cpe_id", "acs_SerialNumber", "acs_Model", "acs_cpe_id")
    }


def test_secrets_reach_neither_variables_nor_expressions_nor_the_cache(server: Dms, tmp_path: Path) -> None:
    server.records = [{"cpe_id": "A", "psk": Secret("pw1"), "acs": {"url": "http://u:pw2@h/", "key": Secret("pw3")}}]
    cache: dict[str, Any] = {"cache": True, "cache_plugin": "jsonfile", "cache_connection": str(tmp_path / "cache")}
    found = run(tmp_path, hostvars={"all_of_it": "@", "psk": "psk"}, **cache)
    assert found.vars("A")["dms_acs"] == {"url": "http://********@h/"}
    assert "psk" not in found.vars("A")
    (file,) = (tmp_path / "cache").iterdir()
    for text in (str(found.vars("A")), file.read_text(encoding="utf-8")):
        assert not [secret for secret in ("pw1", "pw2", "pw3", "pw-of-the-test") if secret in text]


def test_connection_variables_of_a_record_are_not_made_and_told_of(server: Dms, tmp_path: Path) -> None:
    server.records = [{"cpe_id": "A", "api_url": "https://evil.example.com", "timeout": 5}]
    found = run(tmp_path)
    assert not {"dms_api_url", "dms_timeout"} & set(found.vars("A"))
    assert "api_url, timeout" in found.warnings[0]


def test_expressions_set_variables_and_groups(server: Dms, tmp_path: Path) -> None:
    server.records = [
        {"cpe_id": "A", "site": {"region": "north", "tags": ["pilot", "x y"]}, "dms_x": 1},
        {"cpe_id": "B", "site": None},
    ]
    found = run(
        tmp_path,
        hostvars={"region": "site.region", "tags": "site.tags", "dms_site": "'mine'"},
        group_by=["region", "tags"],
    )
    assert found.vars("A")["region"] == "north"
    assert found.vars("A")["dms_site"] == "mine"
    assert "region" not in found.vars("B")
    assert found.groups == {"dms", "region_north", "tags_pilot", "tags_x_y"}
    assert found.members("tags_x_y") == ["A"]
    assert found.members("dms") == ["A", "B"]


def test_an_expression_that_does_not_fit_some_records(server: Dms, tmp_path: Path) -> None:
    server.records = [{"cpe_id": "A", "m": "x"}, {"cpe_id": "B", "m": 7}, {"cpe_id": "C", "m": 8}]
    found = run(tmp_path, hostvars={"y": "starts_with(m, 'x')"})
    assert found.vars("A")["y"] is True
    assert "y" not in found.vars("B")
    assert [text for text in found.warnings if "hostvars.y is not set for 2 of 3 CPEs; CPE 'B'" in text]
    with pytest.raises(AnsibleError, match=r"hostvars\.y: CPE 'B'"):
        run(tmp_path, hostvars={"y": "starts_with(m, 'x')"}, strict=True)


def test_keys_that_no_record_has(server: Dms, tmp_path: Path) -> None:
    server.records = [{"cpe_id": "A", "model": "M"}]
    found = run(tmp_path, filters={"modle": None}, group_by=["vendor"])
    assert "filters: no record has the key 'modle'; the keys are cpe_id, model" in found.warnings
    assert "group_by: no record has the key 'vendor'; the keys are cpe_id, model" in found.warnings
    with pytest.raises(AnsibleError, match="filters: no record has the key 'modle'"):
        run(tmp_path, filters={"modle": None}, strict=True)


@pytest.mark.parametrize("cpe_id", ["all", "ungrouped", "dms", "model_M", "silent"])
def test_a_serial_number_that_is_a_groups_name_harms_nothing(server: Dms, tmp_path: Path, cpe_id: str) -> None:
    server.records = [{"cpe_id": cpe_id, "model": "M"}, {"cpe_id": "B", "model": "M"}]
    options: dict[str, Any] = {"group_by": ["model"], "groups": {"silent": True}}
    with pytest.raises(AnsibleError, match=f"'{cpe_id}' is the name of a group and of CPE '{cpe_id}'"):
        run(tmp_path, **options)
    assert run(tmp_path, on_duplicate="warn", **options).hosts == ["B"]
    assert sorted(run(tmp_path, on_duplicate="append_id", **options).hosts) == sorted(["B", f"{cpe_id}_{cpe_id}"])


def test_nothing_is_added_before_all_is_known_to_be_right(server: Dms, tmp_path: Path) -> None:
    server.records = [{"cpe_id": "A", "name": "x"}, {"cpe_id": "B", "name": "x"}]
    data = InventoryData()
    with pytest.raises(AnsibleError, match="'x' is the name of CPE 'A', 'B'"):
        run(tmp_path, data, hostnames=["name"])
    assert not data.hosts
    assert set(data.groups) == {"all", "ungrouped"}


def test_a_partial_list_is_an_error_or_a_warning_and_is_not_cached(server: Dms, tmp_path: Path) -> None:
    server.records, server.fails = [{"cpe_id": "A"}], True
    cache: dict[str, Any] = {"cache": True, "cache_plugin": "jsonfile", "cache_connection": str(tmp_path / "cache")}
    with pytest.raises(AnsibleError, match="the DMS failed at the request"):
        run(tmp_path, **cache)
    found = run(tmp_path, on_partial="warn", **cache)
    assert found.hosts == ["A"]
    assert "has the 1 CPEs that came. the DMS failed" in found.warnings[0]
    server.records, server.fails = [{"cpe_id": "A"}, {"cpe_id": "B"}], False
    assert run(tmp_path, on_partial="warn", **cache).hosts == ["A", "B"]


def test_a_failure_before_the_first_record_is_an_error_in_any_case(server: Dms, tmp_path: Path) -> None:
    server.fails = True
    with pytest.raises(AnsibleError, match="the DMS failed"):
        run(tmp_path, on_partial="warn")


def test_records_without_an_id(server: Dms, tmp_path: Path) -> None:
    server.records = [{"device": "X"}, {"device": "Y", "cpe_id": "A"}]
    with pytest.raises(AnsibleError, match="1 records have no CPE id"):
        run(tmp_path)
    found = run(tmp_path, on_partial="warn")
    assert found.hosts == ["A"]
    assert "1 records have no CPE id" in found.warnings[0]
    assert run(tmp_path, cpe_id_key="device").hosts == ["X", "Y"]


def test_an_empty_dms_is_an_empty_inventory(server: Dms, tmp_path: Path) -> None:
    found = run(tmp_path, group_by=["model"], filters={"vendor": "x"})
    assert (found.hosts, found.groups, found.warnings) == ([], {"dms"}, [])


def test_unknown_options_are_refused(server: Dms, tmp_path: Path) -> None:
    with pytest.raises(AnsibleError, match=r"Unknown options: filter, host_vars\. Known are api_password, "):
        run(tmp_path, filter={}, host_vars={})
    assert server.reads == 0


def test_wrong_options_are_refused_before_anything_is_read(server: Dms, tmp_path: Path) -> None:
    for wrong in (
        {"slice": "9/8"},
        {"hostnames": "a ||"},
        {"page_size": 0},
        {"on_partial": "ignore"},
        {"timeout": "x"},
    ):
        with pytest.raises(AnsibleError):
            run(tmp_path, **wrong)
    assert server.reads == 0


def test_two_dms_need_two_groups(server: Dms, tmp_path: Path) -> None:
    server.records = [{"cpe_id": "A", "model": "M"}]
    first = run(tmp_path, group="north-acs", group_by=["model"])
    again = run(tmp_path, first.data, "again.dms.yml", api_url="https://acs.example.com/", group="north-acs")
    assert again.hosts == ["A"]
    with pytest.raises(AnsibleError, match=r"'north_acs' belongs to the DMS at https://acs\.example\.com"):
        run(tmp_path, first.data, "other.dms.yml", api_url="https://two.example.com", group="north-acs")
    server.records = [{"cpe_id": "B", "model": "M"}]
    other: dict[str, Any] = {"api_url": "https://two.example.com", "group": "south", "group_by": ["model"]}
    both = run(tmp_path, first.data, "other.dms.yml", **other)
    assert both.members("model_M") == ["A", "B"]
    assert both.group_vars("north_acs")["dms_api_url"].rstrip("/") == "https://acs.example.com"
    assert both.group_vars("south")["dms_api_url"] == "https://two.example.com"
    # No group of attributes leads from one DMS to the other.
    assert {group.name for group in both.data.hosts["A"].get_groups()} == {"all", "model_M", "north_acs"}
    server.records = [{"cpe_id": "A", "model": "M"}]
    with pytest.raises(AnsibleError, match="'A' is the name of a host of another DMS and of CPE 'A'"):
        run(tmp_path, first.data, "other.dms.yml", **other)
    run(tmp_path, first.data, "other.dms.yml", on_duplicate="append_id", **other)
    assert both.members("south") == ["B", "A_A"]


def test_the_group_leads_to_the_dms_without_credentials(server: Dms, tmp_path: Path) -> None:
    server.records = [{"cpe_id": "A"}]
    expected = {"ansible_connection": "local", "dms_api_url": "https://acs.example.com", "dms_validate_certs": True}
    assert run(tmp_path).group_vars("dms") == expected
    secured = run(tmp_path, ca_path=str(tmp_path / "ca.pem"), validate_certs=False).group_vars("dms")
    assert secured == {**expected, "dms_validate_certs": False, "dms_ca_path": str(tmp_path / "ca.pem")}


def test_a_host_that_another_source_has_keeps_what_it_has_there(server: Dms, tmp_path: Path) -> None:
    data = InventoryData()
    data.add_group("mine")
    data.add_host("A", "mine")
    data.set_variable("A", "rack", 7)
    server.records = [{"cpe_id": "A", "model": "M"}]
    found = run(tmp_path, data)
    assert {"rack": 7, "dms_model": "M"}.items() <= found.vars("A").items()
    assert {group.name for group in data.hosts["A"].get_groups()} == {"all", "dms", "mine"}


def test_jinja_constructs_on_top(server: Dms, tmp_path: Path) -> None:
    server.records = [{"cpe_id": "A", "model": "M 1", "seen": 5}, {"cpe_id": "B", "model": "M 2", "seen": 50}]
    found = run(
        tmp_path,
        compose={"label": "dms_model ~ '/' ~ dms_cpe_id", "ansible_connection": "'ssh'", "bad": "missing.x"},
        groups={"old": "dms_seen < 10", "labelled": "label is defined"},
        keyed_groups=[{"key": "dms_model", "prefix": "hw", "parent_group": "hardware"}],
    )
    assert found.vars("A")["label"] == "M 1/A"
    assert found.vars("A")["ansible_connection"] == "ssh"
    assert "bad" not in found.vars("A")
    assert found.members("old") == ["A"]
    assert found.members("labelled") == ["A", "B"]
    assert found.members("hw_M_2") == ["B"]
    assert found.members("hardware") == ["A", "B"]
    assert [group.name for group in found.data.groups["hardware"].child_groups] == ["hw_M_1", "hw_M_2"]
    with pytest.raises(AnsibleError, match="Could not set bad for host A"):
        run(tmp_path, compose={"bad": "missing.x"}, strict=True)


def test_what_a_cpe_says_is_no_template_on_the_way_into_the_inventory(server: Dms, tmp_path: Path) -> None:
    hostile = "{{ 6 * 7 }}"
    server.records = [{"cpe_id": "A", "model": hostile, "name": f"x{hostile}"}]
    found = run(
        tmp_path,
        hostnames=["name"],
        group_by=["model"],
        hostvars={"copy": "model"},
        compose={"composed": "dms_model", "both": "copy ~ '!'"},
        keyed_groups=[{"key": "dms_model", "prefix": "hw"}],
        groups={"truth": "dms_model == composed"},
    )
    assert found.hosts == ["x___6___7___"]
    variables = found.vars("x___6___7___")
    assert [variables[name] for name in ("dms_model", "copy", "composed", "both")] == [hostile] * 3 + [f"{hostile}!"]
    assert found.groups == {"dms", "model____6___7___", "hw____6___7___", "truth"}


def test_vendor_groups_go_before_the_group_of_all(server: Dms, tmp_path: Path) -> None:
    """Groups of the same depth go by priority, then by name: "data_model_X" would lose against "dms"."""
    server.records = [{"cpe_id": "A", "data_model": "X"}]
    groups = run(tmp_path, group_by=["data_model"]).data.groups
    assert groups["dms"].priority < groups["data_model_X"].priority
