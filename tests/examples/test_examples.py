# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples in the modules' documentation work: each is run, as it stands, against the lab.

One run of ansible-playbook serves all tests: a play a module, on a host with a device of its own. The only thing that is
taken out of an example is how it reaches the device, which the inventory says.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.telco.cpe.plugins import modules
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from tests.contract.harness import module_names
from tests.examples import settings
from tests.examples.setting import Setting
from tests.lab import Lab, Site
from tests.lab.core import Device
from tests.lab.site import address_of

MODULES = module_names()
CALLBACKS = Path(__file__).parents[1] / "plugins" / "callback"
OWN_NETWORK = 9
REACHING = {"api_url", "api_username", "api_password", "api_token", "client_id", "client_secret", "ca_path"}
TICK = 0.02


def _resource(module: str) -> type[Resource]:
    resource: type[Resource] = importlib.import_module(f"{modules.__name__}.{module}").RESOURCE
    return resource


def _setting(module: str) -> Setting:
    vendor = importlib.import_module(f"{settings.__name__}.{_resource(module).vendor.prefix.rstrip('_')}")
    found: Setting = vendor.SETTINGS.get(module, vendor.USUAL)
    return found


def _examples(module: str) -> list[dict[str, Any]]:
    """The tasks, named so that each can be told from the others, and without the options that say where the device is."""
    tasks: list[dict[str, Any]] = yaml.safe_load(importlib.import_module(f"{modules.__name__}.{module}").EXAMPLES)
    for number, task in enumerate(tasks):
        task["name"] = f"{number} {task['name']}"
        options = next(value for key, value in task.items() if key.startswith(("telco.cpe.", "ansible.builtin.")))
        if "api_url" in options:
            for name in REACHING & options.keys():
                del options[name]
    return tasks


def _device(module: str) -> Device:
    setting = _setting(module)
    device = next(device for device, _ in Site.default().places if device.name == setting.host)
    device.name = module
    if setting.prepare:
        setting.prepare(device)
    return device


def _inventory(lab: Lab) -> dict[str, Any]:
    hosts = {}
    for module in MODULES:
        prefix = _resource(module).vendor.prefix
        device = lab.device(module)
        hosts[module] = {
            "ansible_connection": "local",
            "ansible_python_interpreter": sys.executable,
            f"{prefix}api_url": lab.url(module) + _setting(module).path,
            f"{prefix}api_username": device.options["username"],
            f"{prefix}api_password": device.options["password"],
            f"{prefix}ca_path": str(lab.ca_path),
            **_setting(module).variables,
        }
    return {"all": {"hosts": hosts}}


def _playbook() -> list[dict[str, Any]]:
    # Ansible ends a playbook when all hosts of a play failed: a rescue lets the other modules have their turn.
    onwards = [{"name": "Go on with the next module", "ansible.builtin.meta": "noop"}]
    return [
        {"hosts": module, "gather_facts": False, "tasks": [{"block": _examples(module), "rescue": onwards}]}
        for module in MODULES
    ]


@contextmanager
def _hurrying(lab: Lab) -> Iterator[None]:
    """Let the clocks of the devices that are to hurry run ahead."""
    clocks = [(lab.device(module).clock, _setting(module).clock) for module in MODULES if _setting(module).clock > 1]
    done = threading.Event()

    def run() -> None:
        while not done.wait(TICK):
            for clock, factor in clocks:
                clock.advance(TICK * (factor - 1))

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


Results = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Module -> what came of its examples, in their order, in the only run there is."""
    folder = tmp_path_factory.mktemp("examples")
    site = Site()
    site.places += [(_device(module), address_of(OWN_NETWORK, number)) for number, module in enumerate(MODULES, 1)]
    for module in MODULES:
        for name, text in _setting(module).files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    record = folder / "record.jsonl"
    with Lab(site) as lab, _hurrying(lab):
        (folder / "hosts.yml").write_text(yaml.safe_dump(_inventory(lab)), encoding="utf-8")
        (folder / "play.yml").write_text(yaml.safe_dump(_playbook(), sort_keys=False), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "ansible", "playbook", "-i", "hosts.yml", "play.yml"],
            cwd=folder,
            env={
                **os.environ,
                "ANSIBLE_CALLBACK_PLUGINS": str(CALLBACKS),
                "ANSIBLE_CALLBACKS_ENABLED": "record",
                "ANSIBLE_LOCAL_TEMP": str(folder / "tmp"),
                "TELCO_CPE_RECORD": str(record),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    assert record.exists(), done.stdout + done.stderr
    found: Results = defaultdict(list)
    for line in record.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found[entry["host"]].append(entry)
    return found


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_run_as_they_stand(results: Results, module: str) -> None:
    failed = [f"{entry['task']}: {entry['result']['msg']}" for entry in results[module] if entry["end"] != "ok"]
    assert not failed
    assert [entry["task"] for entry in results[module]] == [task["name"] for task in _examples(module)]
