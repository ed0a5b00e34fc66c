# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-runner, as AWX uses it: a project, inventory sources and credentials in the environment, and jobs in slices."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.lab import Lab, Site

ansible_runner = pytest.importorskip("ansible_runner")

NUMBER = 16
INTERVAL = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"
KEY = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase"
SECRET = "planted-runner-wifi-key"
PROGRAMS = Path(sys.executable).parent


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab(Site(dms_cpes=NUMBER)) as running:
        running.device("dms").set_options({"data_model": "TR-098"})
        yield running
        assert not running.errors


class Controller:
    """The private data directory of a job: project, inventory, environment."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self.lab = lab
        self.dms: Any = lab.device("dms")
        self.folder = folder
        for name in ("project", "inventory", "env"):
            (folder / name).mkdir(parents=True)
        self.write(
            "inventory/acs.dms.yml",
            {
                "plugin": "telco.cpe.dms",
                "group_by": ["vendor"],
                "slice": "{{ lookup('ansible.builtin.env', 'JOB_SLICE') | default('1/1', true) }}",
            },
        )
        self.write(
            "project/fleet.yml",
            [
                {
                    "hosts": "dms",
                    "gather_facts": False,
                    "tasks": [{"telco.cpe.dms_parameter_values": {"parameters": "{{ wanted }}"}}],
                }
            ],
        )
        self.write("env/extravars", {"wanted": [{"name": INTERVAL, "value": 3600}, {"name": KEY, "value": SECRET}]})
        self.variables = {
            "DMS_API_URL": lab.url("dms", "https"),
            "DMS_CA_PATH": str(lab.ca_path),
            "DMS_API_USERNAME": str(self.dms.options["username"]),
            "DMS_API_PASSWORD": str(self.dms.options["password"]),
            "ANSIBLE_COLLECTIONS_PATH": os.environ["ANSIBLE_COLLECTIONS_PATH"],
            "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true",
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        }

    def write(self, name: str, content: Any) -> None:
        (self.folder / name).write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")

    def job(self, playbook: str = "fleet.yml", **options: Any) -> Any:
        """Run a job. Out: what ansible-runner knows of it."""
        part = options.pop("slice", None)
        self.write("env/envvars", self.variables if part is None else {**self.variables, "JOB_SLICE": part})
        return ansible_runner.run(
            private_data_dir=str(self.folder), playbook=playbook, quiet=True, verbosity=1, **options
        )

    def listed(self) -> dict[str, Any]:
        """What an update of the inventory source gives."""
        out, error = ansible_runner.get_inventory(
            action="list",
            inventories=[str(self.folder / "inventory" / "acs.dms.yml")],
            response_format="json",
            private_data_dir=str(self.folder),
            envvars=self.variables,
            quiet=True,
        )
        assert isinstance(out, dict), error
        return out

    def artifacts(self) -> str:
        """Everything that is kept of the jobs."""
        files = [path for path in (self.folder / "artifacts").rglob("*") if path.is_file()]
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


@pytest.fixture
def controller(lab: Lab, tmp_path: Path) -> Controller:
    return Controller(lab, tmp_path / "job")


def _counts(job: Any) -> dict[str, int]:
    """Result -> number of hosts."""
    stats = job.stats or {}
    return {name: len(stats.get(name, {})) for name in ("ok", "changed", "failures", "dark")}


def test_an_update_of_the_inventory_source(controller: Controller) -> None:
    found = controller.listed()
    assert len(found["_meta"]["hostvars"]) == NUMBER
    assert found["dms"]["hosts"] == sorted(["DMS_DEVICE", *(f"CPE{number:06d}" for number in range(1, NUMBER))])
    assert {"dms", "vendor_ALPHA"} <= set(found["all"]["children"])
    assert controller.variables["DMS_API_PASSWORD"] not in json.dumps(found)


def test_a_job_over_the_source_converges(controller: Controller) -> None:
    first = controller.job()
    assert (first.status, first.rc) == ("successful", 0), first.stdout.read()
    assert _counts(first) == {"ok": NUMBER, "changed": NUMBER, "failures": 0, "dark": 0}
    second = controller.job()
    assert _counts(second) == {"ok": NUMBER, "changed": 0, "failures": 0, "dark": 0}
    kept = controller.artifacts()
    assert "CPE000001" in kept
    # ansible-runner keeps the command's environment and the extra variables on its own account.
    for event in (*first.events, *second.events):
        assert SECRET not in json.dumps(event)
        assert controller.variables["DMS_API_PASSWORD"] not in json.dumps(event)


def test_jobs_in_slices_share_the_fleet_among_them(controller: Controller) -> None:
    done: list[str] = []
    for part in ("1/3", "2/3", "3/3"):
        job = controller.job(slice=part)
        assert job.rc == 0, job.stdout.read()
        assert not set(done) & set(job.stats["changed"])
        done += job.stats["changed"]
    assert len(done) == NUMBER
    assert _counts(controller.job())["changed"] == 0


def test_a_job_over_what_the_update_has_left_in_the_database(controller: Controller) -> None:
    """AWX gives its jobs a script that prints what an update of the source gave, narrowed down to a slice."""
    found = controller.listed()
    hosts = found["dms"]["hosts"][:5]
    inventory = {
        "_meta": {"hostvars": {host: found["_meta"]["hostvars"][host] for host in hosts}},
        "dms": {"hosts": hosts, "vars": found["dms"].get("vars", {})},
    }
    script = controller.folder / "inventory" / "hosts"
    script.write_text(f"#!/usr/bin/env python3\nprint({json.dumps(inventory)!r})\n", encoding="utf-8")
    script.chmod(0o700)
    (controller.folder / "inventory" / "acs.dms.yml").unlink()
    job = controller.job()
    assert job.rc == 0, job.stdout.read()
    assert _counts(job) == {"ok": 5, "changed": 5, "failures": 0, "dark": 0}
    assert sorted(job.stats["changed"]) == sorted(hosts)


def test_a_source_that_can_not_be_read_fails_the_job(controller: Controller) -> None:
    controller.variables["DMS_API_PASSWORD"] = "not-the-password"
    job = controller.job()
    assert (job.status, job.rc) == ("failed", 1)
    assert "does not accept the credentials" in " ".join(job.stdout.read().split())


def test_one_task_over_the_whole_fleet(controller: Controller) -> None:
    fleet = {"filters": {}, "parameters": "{{ wanted }}", "progress_interval": 1}
    play = {
        "hosts": "localhost",
        "gather_facts": False,
        "connection": "local",
        "tasks": [{"telco.cpe.dms_fleet_parameter_values": fleet, "register": "fleet"}],
    }
    controller.write("project/whole.yml", [play])
    job = controller.job("whole.yml")
    assert job.rc == 0, job.stdout.read()
    result = next(event for event in job.events if event["event"] == "runner_on_ok")["event_data"]["res"]
    assert result["summary"]["applied"] == NUMBER
    assert SECRET not in json.dumps(result)
