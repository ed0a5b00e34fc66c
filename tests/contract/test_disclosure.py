# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that a task asks for in clear serve the tasks after it, and show nowhere: with Ansible itself, both ways."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.lab import Lab
from tests.lab.peplink import PeplinkRouter

CONNECTIONS = Path(__file__).parents[1] / "plugins" / "connection"
NAME = {"name": "ansible"}


def _tasks(no_log: bool) -> list[dict[str, Any]]:
    create = {**NAME, "scope": "api", "disclose": True}
    use = {"client_id": "{{ made.client.client_id }}", "client_secret": "{{ made.client.client_secret }}"}
    return [
        {"telco.cpe.peplink_auth_client": create, "register": "made", "no_log": no_log},
        {"telco.cpe.peplink_auth_token": {**NAME, "disclose": True}, "register": "granted", "no_log": no_log},
        {"telco.cpe.peplink_info": {**use, "gather": "wan", "api_username": ""}},
        {"telco.cpe.peplink_info": {"api_token": "{{ granted.token.access_token }}", "gather": "wan"}},
        {"telco.cpe.peplink_auth_client": NAME},
        {"telco.cpe.peplink_auth_token": NAME},
    ]


def _play(lab: Lab, folder: Path, transport: str, no_log: bool) -> subprocess.CompletedProcess[str]:
    router = lab.device("router-1")
    variables = {
        "ansible_connection": transport,
        "ansible_python_interpreter": sys.executable,
        "peplink_api_url": lab.url("router-1"),
        "peplink_api_username": router.options["username"],
        "peplink_api_password": router.options["password"],
        "peplink_ca_path": str(lab.ca_path),
    }
    (folder / "hosts.yml").write_text(yaml.safe_dump({"all": {"hosts": {"router-1": variables}}}))
    (folder / "play.yml").write_text(
        yaml.safe_dump([{"hosts": "all", "gather_facts": False, "tasks": _tasks(no_log)}], sort_keys=False)
    )
    return subprocess.run(
        [sys.executable, "-m", "ansible", "playbook", "-i", "hosts.yml", "play.yml", "-vvvv", "--diff"],
        cwd=folder,
        env={
            **os.environ,
            "ANSIBLE_CONNECTION_PLUGINS": str(CONNECTIONS),
            "ANSIBLE_LOCAL_TEMP": str(folder / "tmp"),
            "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
            # It tells modules no_log, though what they return is shown.
            "ANSIBLE_NO_TARGET_SYSLOG": "true",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("transport", ["local", "elsewhere"])
def test_what_is_disclosed_serves_and_does_not_show(lab: Lab, tmp_path: Path, transport: str) -> None:
    router = lab.device("router-1")
    assert isinstance(router, PeplinkRouter)
    router.reset()
    done = _play(lab, tmp_path, transport, no_log=True)
    output = done.stdout + done.stderr
    assert done.returncode == 0, output[-3000:]
    (client,) = router.access.clients
    assert len(router.access.tokens) == 1
    for secret in (client["clientSecret"], *router.access.tokens):
        assert secret not in output


@pytest.mark.parametrize("transport", ["local", "elsewhere"])
def test_nothing_is_disclosed_in_a_task_that_shows_its_result(lab: Lab, tmp_path: Path, transport: str) -> None:
    router = lab.device("router-1")
    assert isinstance(router, PeplinkRouter)
    router.reset()
    done = _play(lab, tmp_path, transport, no_log=False)
    assert done.returncode == 2
    assert "disclose: is refused without no_log: true on the task" in done.stdout
    assert router.access.clients == []
