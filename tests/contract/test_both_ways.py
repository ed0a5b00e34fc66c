# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Points 4 and 5 of the contract, with Ansible itself: both ways of running give equal results, and no secret shows.

One run of ansible-playbook serves all tests: each case has two devices of its own, one for a host whose connection is
local (the module runs in the worker) and one for a host whose connection leads elsewhere (it runs as a module).
"""

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

from tests.contract import harness
from tests.contract.case import Case
from tests.lab import Lab, Site
from tests.lab.site import address_of

CASES = harness.all_cases()
WAYS = {"worker": "local", "module": "elsewhere"}
PLUGINS = Path(__file__).parents[1] / "plugins"
OWN_NETWORK = 9


def _host(case: Case, way: str) -> str:
    return f"{case.id}-{way}".replace("_", "-").lower()


def _site() -> Site:
    site = Site()
    for number, (case, way) in enumerate([(case, way) for case in CASES for way in WAYS], start=1):
        device = next(device for device, _ in Site.default().places if device.name == case.device)
        device.name = _host(case, way)
        if case.setup:
            case.setup(device)
        site.places.append((device, address_of(OWN_NETWORK, number)))
    return site


def _inventory(lab: Lab) -> dict[str, Any]:
    hosts = {}
    for case in CASES:
        prefix = harness.resource_of(case).vendor.prefix
        for way, transport in WAYS.items():
            name = _host(case, way)
            device = lab.device(name)
            hosts[name] = {
                "ansible_connection": transport,
                "ansible_python_interpreter": sys.executable,
                f"{prefix}api_url": lab.url(name) + case.url_path,
                f"{prefix}api_username": device.options["username"],
                f"{prefix}api_password": device.options["password"],
                f"{prefix}ca_path": str(lab.ca_path),
            }
    return {"all": {"hosts": hosts}}


def _playbook() -> list[dict[str, Any]]:
    return [
        {
            "hosts": ",".join(_host(case, way) for way in WAYS),
            "gather_facts": False,
            "tasks": [
                {"name": f"{case.id} check", f"telco.cpe.{case.module}": case.args, "check_mode": True},
                {"name": f"{case.id} run", f"telco.cpe.{case.module}": case.args},
            ],
        }
        for case in CASES
    ]


@dataclass
class Run:
    """What the run left behind: Ansible's output, and the results by host and task."""

    output: str
    results: dict[tuple[str, str], dict[str, Any]]
    secrets: dict[str, set[str]]
    urls: dict[str, str]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The run."""
    folder = tmp_path_factory.mktemp("both ways")
    with Lab(_site()) as lab:
        secrets = {name: set(device.secrets()) | {device.options["password"]} for name, device in lab.devices.items()}
        (folder / "hosts.yml").write_text(yaml.safe_dump(_inventory(lab)))
        (folder / "play.yml").write_text(yaml.safe_dump(_playbook(), sort_keys=False))
        record = folder / "record.jsonl"
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "ansible",
                "playbook",
                "-i",
                "hosts.yml",
                "play.yml",
                "-vvvv",
                "--diff",
                "--forks",
                "2",
            ],
            cwd=folder,
            env={
                **os.environ,
                "ANSIBLE_CONNECTION_PLUGINS": str(PLUGINS / "connection"),
                "ANSIBLE_CALLBACK_PLUGINS": str(PLUGINS / "callback"),
                "ANSIBLE_CALLBACKS_ENABLED": "record",
                "ANSIBLE_LOCAL_TEMP": str(folder / "tmp"),
                "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
                "TELCO_CPE_RECORD": str(record),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        output = done.stdout + done.stderr
        assert done.returncode == 0, output[-4000:]
        results = {}
        for line in record.read_text().splitlines():
            entry = json.loads(line)
            results[entry["host"], entry["task"]] = entry["result"]
        yield Run(output, results, secrets, {name: lab.url(name) for name in lab.devices})


def _comparable(run: Run, case: Case, way: str, task: str) -> dict[str, Any]:
    """A result without what has to differ: the address of the device, and what the case calls volatile."""
    host = _host(case, way)
    result = _without(run.results[host, f"{case.id} {task}"], case.volatile)
    text = json.dumps(result).replace(run.urls[host], "URL").replace(host, "NAME")
    comparable: dict[str, Any] = json.loads(text)
    return comparable


def _without(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {key: _without(item, names) for key, item in value.items() if key not in names}
    return [_without(item, names) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("task", ["check", "run"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_both_ways_give_equal_results(finished: Run, case: Case, task: str) -> None:
    assert _comparable(finished, case, "worker", task) == _comparable(finished, case, "module", task)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_the_module_way_starts_a_process(finished: Run, case: Case) -> None:
    assert f"<{_host(case, 'module')}> EXEC" in finished.output
    assert f"<{_host(case, 'worker')}> EXEC" not in finished.output


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_no_secret_shows(finished: Run, case: Case) -> None:
    for way in WAYS:
        host = _host(case, way)
        recorded = json.dumps([finished.results[host, f"{case.id} {task}"] for task in ("check", "run")])
        for secret in {*case.secrets, *finished.secrets[host]}:
            assert secret not in finished.output
            assert secret not in recorded
