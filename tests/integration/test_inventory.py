# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory plugin against the lab's DMS, through Ansible's own programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.lab import Lab, Site
from tests.lab.core.faults import Fault

PROGRAMS = Path(sys.executable).absolute().parent
PASSWORD = "lab-dms-pw1"
HOSTILE = "{{ lookup('ansible.builtin.pipe', 'echo ow''ned') }}"


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    with Lab(Site(dms_cpes=20)) as lab:
        yield lab


@pytest.fixture
def lab(running: Lab) -> Lab:
    running.reset()
    running.refuse_writes = True
    return running


@dataclass
class Ansible:
    """Runs Ansible's programs on an inventory file in a folder of its own."""

    lab: Lab
    folder: Path

    def __post_init__(self) -> None:
        self.environment = {
            **os.environ,
            "DMS_API_USERNAME": "admin",
            "DMS_API_PASSWORD": PASSWORD,
            "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true",
            "ANSIBLE_LOCAL_TEMP": str(self.folder / "tmp"),
        }

    def write(self, name: str = "acs.dms.yml", **config: Any) -> Path:
        path = self.folder / name
        known = {"plugin": "telco.cpe.dms", "api_url": self.lab.url("dms", "http"), "retries": 0}
        path.write_text(yaml.safe_dump({**known, **config}), encoding="utf-8")
        return path

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [PROGRAMS / program, *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        assert PASSWORD not in done.stdout + done.stderr
        return done

    def list(self, *arguments: str | Path, **config: Any) -> Inventory:
        done = self.run("ansible-inventory", "--inventory", self.write(**config), "--list", "--export", *arguments)
        assert done.returncode == 0, done.stderr
        return Inventory(json.loads(done.stdout), done.stderr)

    def fail(self, *arguments: str | Path, **config: Any) -> str:
        """The messages of a run that must fail, as one line."""
        done = self.run("ansible-inventory", "--inventory", self.write(**config), "--list", *arguments)
        assert done.returncode != 0, done.stdout
        return " ".join(done.stderr.split())

    def play(self, *tasks: dict[str, Any], **config: Any) -> subprocess.CompletedProcess[str]:
        """A play with these tasks over all hosts."""
        done = self._play(list(tasks), [], config)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def flush(self, **config: Any) -> subprocess.CompletedProcess[str]:
        """Read the inventory without its cache."""
        return self._play([], ["--flush-cache", "--list-hosts"], config)

    def _play(self, tasks: Any, arguments: Any, config: Any) -> subprocess.CompletedProcess[str]:
        book = self.folder / "play.yml"
        play = {"hosts": "dms", "gather_facts": False, "tasks": tasks}
        book.write_text(yaml.safe_dump([play]), encoding="utf-8")
        return self.run("ansible-playbook", "--inventory", self.write(**config), *arguments, book)


@dataclass
class Inventory:
    """What ``ansible-inventory --list --export`` gives."""

    data: dict[str, Any]
    messages: str

    @property
    def hosts(self) -> list[str]:
        return sorted(self.data["_meta"]["hostvars"])

    def members(self, group: str) -> list[str]:
        found: list[str] = self.data[group].get("hosts", [])
        return found

    def vars(self, host: str) -> dict[str, Any]:
        return {name: plain(value) for name, value in self.data["_meta"]["hostvars"][host].items()}

    def group_vars(self, group: str) -> dict[str, Any]:
        return {name: plain(value) for name, value in self.data[group]["vars"].items()}


def plain(value: Any) -> Any:
    """A value without Ansible's mark of text that is no template."""
    if isinstance(value, dict):
        return (
            value["__ansible_unsafe"] if set(value) == {"__ansible_unsafe"} else {k: plain(v) for k, v in value.items()}
        )
    return [plain(item) for item in value] if isinstance(value, list) else value


@pytest.fixture
def ansible(lab: Lab, tmp_path: Path) -> Ansible:
    return Ansible(lab, tmp_path)


def requests(lab: Lab) -> list[str]:
    """The requests that the DMS has seen: method, path, and the offset."""
    return [
        " ".join([entry.method, entry.path, *(value for name, value in entry.query if name == "offset")])
        for entry in lab.journal.entries(device="dms")
    ]


def test_ansible_doc_shows_the_plugin(ansible: Ansible) -> None:
    done = ansible.run("ansible-doc", "--type", "inventory", "--json", "telco.cpe.dms")
    options = json.loads(done.stdout)["telco.cpe.dms"]["doc"]["options"]
    assert {"api_url", "hostnames", "slice", "compose", "keyed_groups", "strict", "cache", "cache_plugin"} <= set(
        options
    )
    assert options["api_password"]["env"] == [{"name": "DMS_API_PASSWORD"}]


def test_every_cpe_is_a_host_and_none_is_contacted(ansible: Ansible, lab: Lab) -> None:
    found = ansible.list(group_by=["vendor"], hostvars={"city": "location"})
    assert found.hosts == [f"CPE{number:06}" for number in range(1, 20)] + ["DMS_DEVICE"]
    record = lab.device("dms").network.record("CPE000003")  # type: ignore[attr-defined]
    assert found.vars("CPE000003") == {
        **{f"dms_{key}": value for key, value in record.items()},
        "city": record["location"],
    }
    assert found.group_vars("dms") == {
        "ansible_connection": "local",
        "ansible_group_priority": 0,
        "dms_api_url": lab.url("dms", "http"),
        "dms_validate_certs": True,
    }
    assert "CPE000003" in found.members("vendor_CHARLIE")
    assert requests(lab) == [
        "GET /v1/dyn/CpeDbService/count.*",
        "GET /v1/dyn/CpeDbService/.* 0",
        "GET /v1/dyn/CpeDbService/.* 20",
    ]


@pytest.mark.parametrize("count_form", ["number", "list", "absent"])
def test_pages_that_are_shorter_than_asked_for(ansible: Ansible, lab: Lab, count_form: str) -> None:
    lab.device("dms").set_options({"page_cap": 7, "count_form": count_form})
    assert len(ansible.list(page_size=10).hosts) == 20
    assert [line for line in requests(lab) if "count" not in line] == [
        f"GET /v1/dyn/CpeDbService/.* {offset}" for offset in (0, 7, 14, 20)
    ]


def test_other_installations_name_the_id_otherwise(ansible: Ansible, lab: Lab) -> None:
    lab.device("dms").set_options({"id_key": "cpeid"})
    assert ansible.list().vars("CPE000003")["dms_cpe_id"] == "CPE000003"
    lab.device("dms").set_options({"id_key": "device"})
    assert "set cpe_id_key to the key that holds the CPE's id" in ansible.fail()
    assert ansible.list(cpe_id_key="device").vars("CPE000003")["dms_cpe_id"] == "CPE000003"


def test_a_page_that_fails(ansible: Ansible, lab: Lab, tmp_path: Path) -> None:
    lab.faults.add(Fault("status", path="offset=10", times=-1, status=500))
    cache: dict[str, Any] = {
        "cache": True,
        "cache_plugin": "ansible.builtin.jsonfile",
        "cache_connection": str(tmp_path / "cache"),
    }
    message = ansible.fail(page_size=5, **cache)
    assert "HTTP status 500" in message
    assert "10 records had come before; the list is incomplete" in message
    partial = ansible.list(page_size=5, on_partial="warn", **cache)
    assert len(partial.hosts) == 10
    assert "10 records had come before" in " ".join(partial.messages.split())
    lab.faults.clear()
    assert len(ansible.list(page_size=5, **cache).hosts) == 20


@pytest.mark.parametrize("counted", [19, 21])
def test_fewer_or_more_cpes_than_the_dms_counts(ansible: Ansible, lab: Lab, counted: int) -> None:
    body = {"code": 200, "message": "response from CpeDbService", "details": counted}
    lab.faults.add(Fault("status", path="count", times=-1, status=200, body=body))
    assert f"the DMS counts {counted} and gave 20" in ansible.fail()
    partial = ansible.list(on_partial="warn")
    assert len(partial.hosts) == 20
    assert f"the DMS counts {counted} and gave 20" in " ".join(partial.messages.split())


def test_wrong_credentials(ansible: Ansible) -> None:
    message = ansible.fail(api_password="not-the-password", on_partial="warn")
    assert "the DMS does not accept the credentials" in message
    assert "Check api_username and api_password" in message
    assert "not-the-password" not in message


def test_missing_connection_options(ansible: Ansible, lab: Lab) -> None:
    assert "api_url: is required" in ansible.fail(api_url=None)
    del ansible.environment["DMS_API_PASSWORD"]
    assert "api_password: is required" in ansible.fail()
    assert not requests(lab)


def test_nothing_answers_or_something_else_does(ansible: Ansible, lab: Lab) -> None:
    lab.faults.add(Fault("login_page", times=-1))
    assert "a web page came where JSON is due" in ansible.fail()
    lab.offline("dms")
    assert "no connection" in ansible.fail()


def test_tls(ansible: Ansible, lab: Lab) -> None:
    url = lab.url("dms", "https")
    assert "Set ca_path to the CA" in ansible.fail(api_url=url)
    secured = ansible.list(api_url=url, ca_path=str(lab.ca_path))
    assert secured.group_vars("dms")["dms_ca_path"] == str(lab.ca_path)
    assert ansible.list(api_url=url, validate_certs=False).group_vars("dms")["dms_validate_certs"] is False


def test_options_may_be_templates_variables_and_vaulted(ansible: Ansible, lab: Lab, tmp_path: Path) -> None:
    key = tmp_path / "vault.key"
    key.write_text("vault-key", encoding="utf-8")
    done = ansible.run("ansible-vault", "encrypt_string", "--vault-password-file", key, "admin", "--name", "x")
    ciphertext = "\n  ".join(line.strip() for line in done.stdout.splitlines()[1:])
    path = ansible.write(
        api_url="{{ address }}",
        api_password="{{ lookup('ansible.builtin.env', 'SECRET_OF_THE_DMS') }}",
        validate_certs="{{ false }}",
        page_size="{{ 2 * 4 }}",
        filters={"vendor": "{{ wanted }}"},
        slice="{{ part }}/1",
    )
    path.write_text(f"{path.read_text(encoding='utf-8')}api_username: !vault |\n  {ciphertext}\n", encoding="utf-8")
    del ansible.environment["DMS_API_USERNAME"], ansible.environment["DMS_API_PASSWORD"]
    ansible.environment.update(SECRET_OF_THE_DMS=PASSWORD, DMS_API_URL="http://192.0.2.1")
    extra = {"address": lab.url("dms", "https"), "wanted": ["ALPHA", "CHAR*"], "part": 1}
    done = ansible.run(
        "ansible-inventory",
        "--inventory",
        path,
        "--list",
        "--vault-password-file",
        key,
        "--extra-vars",
        json.dumps(extra),
    )
    assert done.returncode == 0, done.stderr
    hosts = json.loads(done.stdout)["_meta"]["hostvars"].values()
    assert {plain(host["dms_vendor"]) for host in hosts} == {"ALPHA", "CHARLIE"}
    assert [line for line in requests(lab) if "count" not in line] == [
        f"GET /v1/dyn/CpeDbService/.* {offset}" for offset in (0, 8, 16, 20)
    ]


def test_a_template_that_fails_is_named(ansible: Ansible) -> None:
    message = ansible.fail(api_password="{{ not_there }}")
    assert "api_password" in message
    assert "'not_there' is undefined" in message


def test_the_environment_and_extra_variables_give_the_connection(ansible: Ansible, lab: Lab) -> None:
    ansible.environment.update(DMS_API_URL=lab.url("dms", "https"), DMS_CA_PATH="/nowhere", DMS_VALIDATE_CERTS="false")
    assert len(ansible.list(api_url=None, retries=None).hosts) == 20
    extra = json.dumps({"dms_api_password": PASSWORD, "dms_api_url": lab.url("dms", "http")})
    ansible.environment.update(DMS_API_PASSWORD="wrong", DMS_API_URL="http://192.0.2.1")
    assert len(ansible.list("--extra-vars", extra, api_url=None).hosts) == 20


def test_slices_are_disjoint_and_complete(ansible: Ansible) -> None:
    parts = [ansible.list(slice=f"{number}/3").hosts for number in (1, 2, 3)]
    assert all(parts)
    assert sorted(host for part in parts for host in part) == ansible.list().hosts


def test_names_that_are_not_unique(ansible: Ansible) -> None:
    message = ansible.fail(hostnames=["model"])
    assert "'ALPHA_002' is the name of CPE 'CPE000001', 'CPE000006', 'CPE000011' and 1 more" in message
    warned = ansible.list(hostnames=["model"], on_duplicate="warn")
    assert warned.hosts == ["ALPHA_001", "ALPHA_002", "BG-400", "Home_Gateway_5", "dx7-ont"]
    assert warned.vars("ALPHA_002")["dms_cpe_id"] == "CPE000001"
    assert "ALPHA_002_CPE000001" in ansible.list(hostnames=["model"], on_duplicate="append_id").hosts


def test_groups_within_groups(ansible: Ansible) -> None:
    found = ansible.list(
        group_by=["data_model"],
        keyed_groups=[{"key": "dms_sw_version", "prefix": "fw", "parent_group": "firmware"}],
        groups={"ont": "dms_model is search('ont')"},
        compose={"ansible_host": "dms_ip_address"},
    )
    assert len(found.data["firmware"]["children"]) > 1
    assert set(found.data["firmware"]["children"]) == {name for name in found.data if name.startswith("fw_")}
    assert set(found.members("ont")) == {"CPE000004", "CPE000009", "CPE000014", "CPE000019"}
    assert set(found.members("data_model_TR_098")) | set(found.members("data_model_TR_181")) == set(found.hosts)
    assert found.vars("CPE000004")["ansible_host"] == "10.0.0.4"


def cached(folder: Path) -> dict[str, Any]:
    return {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(folder / "cache")}


def test_the_cache_needs_neither_network_nor_credentials(ansible: Ansible, lab: Lab, tmp_path: Path) -> None:
    first = ansible.list(**cached(tmp_path))
    lab.offline("dms")
    del ansible.environment["DMS_API_USERNAME"], ansible.environment["DMS_API_PASSWORD"]
    assert ansible.list(**cached(tmp_path)).data == first.data
    # What is made of the list may change; only the list itself is cached.
    other = ansible.list(filters={"vendor": "ALPHA"}, slice="1/1", group_by=["model"], **cached(tmp_path))
    assert {other.vars(host)["dms_vendor"] for host in other.hosts} == {"ALPHA"}
    assert "api_username: is required" in " ".join(ansible.flush(**cached(tmp_path)).stderr.split())
    assert "api_username: is required" in ansible.fail(api_url="http://192.0.2.1", **cached(tmp_path))


def test_flushing_renews_the_cache(ansible: Ansible, lab: Lab, tmp_path: Path) -> None:
    ansible.list(**cached(tmp_path))
    lab.patch("dms", {"cpes": {"CPE000003": {"record": {"location": "moved"}}}})
    assert ansible.list(**cached(tmp_path)).vars("CPE000003")["dms_location"] != "moved"
    assert ansible.flush(**cached(tmp_path)).returncode == 0
    lab.offline("dms")
    assert ansible.list(**cached(tmp_path)).vars("CPE000003")["dms_location"] == "moved"


def test_a_broken_cache_is_told_of_and_renewed(ansible: Ansible, tmp_path: Path) -> None:
    ansible.list(**cached(tmp_path))
    (file,) = (tmp_path / "cache").iterdir()
    file.write_text("{broken", encoding="utf-8")
    found = ansible.list(**cached(tmp_path))
    assert len(found.hosts) == 20
    assert "the DMS is asked" in " ".join(found.messages.split())


def test_what_a_cpe_says_of_itself_is_never_a_template(ansible: Ansible, lab: Lab) -> None:
    hostile = {"model": HOSTILE, "location": HOSTILE, "vendor": "#jinja2: variable_start_string:'[['\n[[ 6 * 7 }}"}
    lab.patch("dms", {"cpes": {"CPE000003": {"record": hostile}}})
    done = ansible.play(
        {"ansible.builtin.debug": {"msg": "model <{{ dms_model }}> <{{ copied }}> <{{ composed }}>"}},
        {"ansible.builtin.debug": {"msg": "vendor <{{ dms_vendor }}>"}},
        {"ansible.builtin.debug": {"msg": "name {{ inventory_hostname }} {{ group_names }}"}},
        hostnames=["join('', ['x', location])"],
        filters={"cpe_id": "CPE000003"},
        group_by=["model"],
        hostvars={"copied": "location"},
        compose={"composed": "dms_location"},
        keyed_groups=[{"key": "dms_model", "prefix": "hw"}],
    )
    assert f"model <{HOSTILE}> <{HOSTILE}> <{HOSTILE}>" in done.stdout
    assert "[[ 6 * 7 }}>" in done.stdout
    assert "owned" not in done.stdout.replace("ow''ned", "")
    assert "42" not in done.stdout


def test_the_modules_need_nothing_but_credentials(ansible: Ansible, lab: Lab) -> None:
    name = "Device.ManagementServer.PeriodicInformInterval"
    lab.refuse_writes = False
    task = {"name": name, "value": "777", "type": "unsignedInt"}
    done = ansible.play(
        {"telco.cpe.dms_parameter_values": {"parameters": [task]}},
        filters={"cpe_id": ["CPE000003", "CPE000004"]},
    )
    assert done.stdout.count("changed=1") == 2
    for cpe_id in ("CPE000003", "CPE000004"):
        assert lab.device("dms").cpe(cpe_id).tree.value(name) == 777  # type: ignore[attr-defined]


def test_unknown_options_are_named(ansible: Ansible) -> None:
    assert "Unknown options: hostname. Known are" in ansible.fail(hostname="cid")
