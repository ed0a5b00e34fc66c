# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_fleet_parameter_values, ended in mid-run: nothing goes on behind one's back, and the next run does what is left.

A real ansible-playbook is ended, with a Ctrl-C, by killing it so that its worker is left alone, and by the keyword ``timeout``.
"""

from __future__ import annotations

import collections
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lab import Lab, Site

INTERVAL = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"
KEY = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase"
SECRET = "planted-fleet-key-9"
NUMBER = 30
LATENCY = 0.25
PATIENCE = 60.0


@pytest.fixture
def slow_lab() -> Iterator[Lab]:
    with Lab(Site(dms_cpes=NUMBER)) as running:
        running.device("dms").set_options({"data_model": "TR-098", "spv_status": 0, "latency": LATENCY})
        yield running
        assert not running.errors


class Runs:
    """Runs of ansible-playbook with one task over all CPEs of the lab."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self.lab = lab
        self.dms: Any = lab.device("dms")
        self.folder = folder
        self.output = folder / "output"

    def start(self, value: int, **keywords: Any) -> subprocess.Popen[bytes]:
        """Begin a run that desires ``value``; out, the process, the leader of a process group of its own."""
        host = {
            "ansible_connection": "local",
            "dms_api_url": self.lab.url("dms", "http"),
            "dms_api_username": self.dms.options["username"],
            "dms_api_password": self.dms.options["password"],
        }
        task = {
            "name": "fleet",
            "telco.cpe.dms_fleet_parameter_values": {
                "filters": {},
                "parameters": [{"name": INTERVAL, "value": value}, {"name": KEY, "value": SECRET}],
                "concurrency": 3,
                "progress_interval": 1,
                "report": "all",
            },
            "register": "fleet",
            **keywords,
        }
        result = str(self.folder / "result.json")
        shown = {"name": "shown", "ansible.builtin.copy": {"content": "{{ fleet | to_json }}", "dest": result}}
        play = {"hosts": "localhost", "gather_facts": False, "tasks": [task, shown]}
        (self.folder / "hosts.json").write_text(json.dumps({"all": {"hosts": {"localhost": host}}}))
        (self.folder / "play.json").write_text(json.dumps([play]))
        with self.output.open("wb") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "ansible", "playbook", "-i", "hosts.json", "play.json", "-vvvv", "--diff"],
                cwd=self.folder,
                env={**os.environ, "ANSIBLE_LOCAL_TEMP": str(self.folder / "tmp")},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def finish(self, value: int) -> dict[str, Any]:
        """A run that nobody ends. Out: the task's result."""
        process = self.start(value)
        assert process.wait(PATIENCE) == 0, self.output.read_text()[-4000:]
        found: dict[str, Any] = json.loads((self.folder / "result.json").read_text())
        return found

    def written(self) -> list[str]:
        """The CPEs that were written to, in the order of the requests."""
        return [
            entry.body["search_options"]["cpe_id"] for entry in self.lab.journal.entries(device="dms", kind="write")
        ]

    def until_written(self, number: int) -> None:
        self._await(lambda: len(self.written()) >= number)

    def until_quiet(self) -> None:
        """Wait until no request has come for a while."""
        seen, since = -1, time.monotonic()

        def quiet() -> bool:
            nonlocal seen, since
            number = len(self.lab.journal.entries(device="dms"))
            if number != seen:
                seen, since = number, time.monotonic()
            return time.monotonic() - since > 6 * LATENCY

        self._await(quiet)

    def _await(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, self.output.read_text()[-4000:]
            time.sleep(0.02)

    def held(self) -> dict[str, Any]:
        with self.dms.lock:
            ids = [self.dms.network.fleet.id_at(index) for index in range(NUMBER)]
            return {cpe_id: self.dms.cpe(cpe_id).tree.value(INTERVAL) for cpe_id in ids}


def _ctrl_c(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGINT)


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Leave it to the keyword ``timeout``."""


ENDS: dict[str, tuple[Callable[[subprocess.Popen[bytes]], None], dict[str, Any]]] = {
    "SIGINT": (_ctrl_c, {}),
    "SIGKILL": (_kill, {}),
    "timeout": (_wait, {"timeout": 2}),
}


@pytest.fixture
def runs(slow_lab: Lab, tmp_path: Path) -> Runs:
    return Runs(slow_lab, tmp_path)


def _interrupt(runs: Runs, end: str) -> list[str]:
    """Begin a run and end it. Out: the CPEs that were written to."""
    how, keywords = ENDS[end]
    process = runs.start(3600, **keywords)
    runs.until_written(4)
    how(process)
    assert process.wait(PATIENCE) != 0
    runs.until_quiet()
    assert SECRET not in runs.output.read_text()
    done = runs.written()
    assert 4 <= len(done) < NUMBER - 4, "it goes on although it was ended"
    return done


@pytest.mark.parametrize("end", list(ENDS))
def test_the_next_run_does_what_is_left(runs: Runs, end: str) -> None:
    done = _interrupt(runs, end)
    assert len(done) == len(set(done))
    already = {cpe_id for cpe_id, value in runs.held().items() if value == 3600}
    assert already == set(done), "what was sent has come to its end"
    runs.lab.journal.clear()
    found = runs.finish(3600)
    assert set(runs.held().values()) == {3600}
    assert sorted(runs.written()) == sorted(set(runs.held()) - already), "each that is left once, and no other"
    outcomes = {entry["cpe_id"]: entry["result"] for entry in found["devices"]}
    assert {cpe_id for cpe_id, result in outcomes.items() if result == "unchanged"} == already
    runs.lab.journal.clear()
    assert runs.finish(3600)["changed"] is False
    assert runs.written() == []


@pytest.mark.parametrize("end", list(ENDS))
def test_a_next_run_that_wants_something_else_has_the_last_word(runs: Runs, end: str) -> None:
    _interrupt(runs, end)
    runs.lab.journal.clear()
    runs.finish(1800)
    runs.until_quiet()
    assert set(runs.held().values()) == {1800}
    assert set(collections.Counter(runs.written()).values()) == {1}


def test_how_far_it_is_shows_meanwhile(runs: Runs) -> None:
    runs.finish(3600)
    lines = [line for line in runs.output.read_text().splitlines() if " of 30 devices after " in line]
    assert len(lines) >= 3
    assert lines[0].startswith(runs.lab.url("dms", "http"))
    assert " applied" in lines[-1]
