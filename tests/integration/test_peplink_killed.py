# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks that Ansible ends by the keyword ``timeout``: nothing is left open on the router, and the next run finishes what was begun."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lab import Lab, Site
from tests.lab.core.faults import Fault
from tests.lab.core.message import Request, Response
from tests.lab.peplink import PeplinkRouter

NAME = "router-1"
PROFILE = {"telco.cpe.peplink_ssid_profile": {"id": 2, "name": "Guest"}}
WHOLE = {
    "telco.cpe.peplink_router": {"ssid_profiles": [{"id": 2, "name": "Guest"}], "wans": [{"id": 1, "name": "Fibre"}]}
}
# Longer than the task may take, shorter than the connection waits.
HANGS = 4.0
# What Ansible says of a task that it has ended: since ansible-core 2.19, and before.
ENDED = ("timed out", "failed to execute in the expected time frame")


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    """A lab with one router."""
    with Lab(Site(routers=1)) as lab:
        yield lab


@pytest.fixture
def router(running: Lab) -> PeplinkRouter:
    """The router as it was built."""
    running.reset()
    running.faults.clear()
    running.journal.clear()
    device = running.device(NAME)
    assert isinstance(device, PeplinkRouter)
    return device


class Controller:
    """Runs one task against the router with ansible-playbook."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self.lab = lab
        self.folder = folder

    @property
    def notes(self) -> list[Path]:
        """The notes that runs have left."""
        return sorted((self.folder / "state").glob("*.json"))

    def play(self, task: dict[str, Any], **variables: Any) -> tuple[int, str]:
        """Run it. Out: the exit status, and what was printed."""
        host = {
            "ansible_connection": "local",
            "ansible_python_interpreter": sys.executable,
            "peplink_api_url": self.lab.url(NAME),
            "peplink_ca_path": str(self.lab.ca_path),
            "peplink_state_path": str(self.folder / "state"),
            **variables,
        }
        inventory = {"all": {"hosts": {NAME: host}}}
        play = [{"hosts": NAME, "gather_facts": False, "tasks": [task]}]
        (self.folder / "hosts.json").write_text(json.dumps(inventory), encoding="utf-8")
        (self.folder / "play.json").write_text(json.dumps(play), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "ansible", "playbook", "-i", "hosts.json", "play.json", "-vvv"],
            cwd=self.folder,
            env={**os.environ, "ANSIBLE_LOCAL_TEMP": str(self.folder / "tmp")},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def controller(running: Lab, tmp_path: Path) -> Controller:
    return Controller(running, tmp_path)


def _login(router: PeplinkRouter) -> dict[str, Any]:
    return {"peplink_api_username": "admin", "peplink_api_password": router.options["password"]}


def _client(router: PeplinkRouter) -> dict[str, Any]:
    client = router.access.add_client("ansible", "api")
    return {"peplink_client_id": client["clientId"], "peplink_client_secret": client["clientSecret"]}


def _token(router: PeplinkRouter) -> dict[str, Any]:
    client = router.access.add_client("ansible", "api")
    return {"peplink_api_token": router.access.grant(client["clientId"], client["clientSecret"], None).access_token}


WAYS = {"login": _login, "client": _client, "token": _token}


@pytest.mark.parametrize("task", [PROFILE, WHOLE], ids=["module", "whole"])
@pytest.mark.parametrize("way", ["login", "client"])
@pytest.mark.parametrize("path", ["/api/config", "/api/cmd.config.apply"])
def test_a_task_that_is_ended_leaves_nothing_open(
    running: Lab, router: PeplinkRouter, controller: Controller, way: str, path: str, task: dict[str, Any]
) -> None:
    credentials = WAYS[way](router)
    running.faults.add(Fault("hang_after", device=NAME, path=path, seconds=HANGS))
    code, output = controller.play({**task, "timeout": 2}, **credentials)
    assert code == 2, output
    assert any(words in output.lower() for words in ENDED)
    with router.lock:
        assert router.access.sessions == {}
        assert router.access.tokens == {}
    for secret in credentials.values():
        assert secret == "admin" or secret not in output


@pytest.mark.parametrize("way", ["login", "client"])
def test_a_task_that_is_ended_while_it_logs_in_leaves_nothing_open(
    router: PeplinkRouter, controller: Controller, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = WAYS[way](router)
    handle = router.handle

    def slowly(request: Request) -> Response:
        answer = handle(request)
        answer.delay = HANGS if request.path in ("/api/login", "/api/auth.token.grant") else 0.0
        return answer

    monkeypatch.setattr(router, "handle", slowly)
    code, output = controller.play({**PROFILE, "timeout": 2}, **credentials)
    assert code == 2, output
    with router.lock:
        assert (router.access.sessions, router.access.tokens) == ({}, {})


def test_a_token_is_left_as_it_is(running: Lab, router: PeplinkRouter, controller: Controller) -> None:
    credentials = _token(router)
    running.faults.add(Fault("hang", device=NAME, path="/api/config", seconds=HANGS))
    code, output = controller.play({**PROFILE, "timeout": 1}, **credentials)
    assert code == 2, output
    assert list(router.access.tokens) == [credentials["peplink_api_token"]]
    assert credentials["peplink_api_token"] not in output


@pytest.mark.parametrize("reads", ["running", "pending"])
@pytest.mark.parametrize("task", [PROFILE, WHOLE], ids=["module", "whole"])
def test_what_was_pending_when_a_task_was_ended_is_applied_by_the_next(
    running: Lab, router: PeplinkRouter, controller: Controller, task: dict[str, Any], reads: str
) -> None:
    credentials = _login(router)
    router.set_options({"config_reads": reads})
    running.faults.add(Fault("hang", device=NAME, path="/api/cmd.config.apply", seconds=HANGS))
    code, output = controller.play({**task, "timeout": 2}, **credentials)
    assert code == 2, output
    running.faults.clear()
    assert running.snapshot(NAME)["running"]["ssid"]["2"]["name"] == "Guest SSID"
    assert running.snapshot(NAME)["pending"]["ssid"]["2"]["name"] == "Guest"
    assert len(controller.notes) == 1
    code, output = controller.play(task, **credentials)
    assert (code, "changed=1" in output) == (0, True), output
    assert running.snapshot(NAME)["running"]["ssid"]["2"]["name"] == "Guest"
    assert running.snapshot(NAME)["pending"] is None
    assert controller.notes == []
    code, output = controller.play(task, **credentials)
    assert (code, "changed=0" in output) == (0, True), output
