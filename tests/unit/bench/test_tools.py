# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmarks' own tools: what is measured, what counts as having worked, and what is reported."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import pytest

from tests.bench import playbook, report
from tests.bench.__main__ import main
from tests.bench.benches import in_worker
from tests.bench.report import Goal, Report
from tests.bench.usage import Failed, Usage, measure

BUSY = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"


def test_the_cpu_time_of_children_counts_and_waiting_does_not(tmp_path: Path) -> None:
    child = (
        f"import subprocess, sys, time; subprocess.run([sys.executable, '-c', {BUSY!r}]); time.sleep(0.3); print('x')"
    )
    usage, text = measure([sys.executable, "-c", child], tmp_path, os.environ)
    assert text == "x\n"
    assert usage.cpu >= 0.3
    assert usage.wall >= usage.cpu * 0.5
    assert usage.wall >= 0.6


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"ended with 3:\nno way"):
        measure([sys.executable, "-c", "print('no way'); raise SystemExit(3)"], tmp_path, os.environ)


def recap(*hosts: str) -> str:
    counts = "unreachable=0    failed=0    skipped=0    rescued=0    ignored=0"
    return "\n".join(["PLAY RECAP ***", *(f"{host}  {counts}" for host in hosts)])


@pytest.mark.parametrize(
    ("said", "worked"),
    [
        (recap("a : ok=1    changed=0  ", "b : ok=1    changed=0  "), True),
        (recap("a : ok=1    changed=0  "), False),
        (recap("a : ok=1    changed=0  ", "b : ok=1    changed=1  "), False),
        (recap("a : ok=1    changed=0  ", "b : ok=0    changed=0  "), False),
    ],
)
def test_a_task_must_have_been_ok_and_unchanged_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, worked: bool
) -> None:
    monkeypatch.setattr(playbook, "measure", lambda *_: (Usage(1.0, 2.0), said))
    if worked:
        assert playbook.run_task(tmp_path, {"debug": {}}, hosts=2, forks=1) == Usage(1.0, 2.0)
        assert json.loads((tmp_path / "play.json").read_text())[0]["tasks"] == [{"debug": {}}]
    else:
        with pytest.raises(Failed, match="not ok and unchanged on 2 hosts"):
            playbook.run_task(tmp_path, {"debug": {}}, hosts=2, forks=1)


def made(*goals: Goal) -> Report:
    return Report("made", [{"task": "a", "wall s": 1.0}, {"task": "bcd", "wall s": 12.345}], {"hosts": 2}, list(goals))


def test_a_report_as_people_read_it() -> None:
    assert made(Goal("a / b", 0.1, 0.12), Goal("a / c", 2.0, 1.6)).text() == "\n".join(
        [
            "made: hosts 2",
            "",
            "task  wall s",
            "a       1.00",
            "bcd    12.35",
            "",
            "a / b: 0.100, goal at most 0.12: reached",
            "a / c: 2.000, goal at most 1.6: MISSED",
        ]
    )


def test_a_report_as_programs_read_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(report, "FOLDER", tmp_path / "bench")
    content = json.loads(made(Goal("a / b", 0.12, 0.12)).write().read_text())
    assert (content["name"], content["reached"]) == ("made", True)
    assert content["rows"][1] == {"task": "bcd", "wall s": 12.345}
    assert content["goals"] == [{"name": "a / b", "value": 0.12, "limit": 0.12}]
    assert json.loads(made(Goal("a / b", 0.121, 0.12)).write().read_text())["reached"] is False


@pytest.mark.parametrize(("value", "status"), [(0.1, 0), (0.2, 1)])
def test_the_exit_status_tells_whether_the_goals_are_reached(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: float, status: int
) -> None:
    asked: list[argparse.Namespace] = []

    def run(options: argparse.Namespace) -> Report:
        asked.append(options)
        return made(Goal("a / b", value, 0.12))

    monkeypatch.setattr(report, "FOLDER", tmp_path)
    monkeypatch.setattr(in_worker, "run", run)
    assert main(["in_worker", "--hosts", "7", "--only", "debug", "uri"]) == status
    assert (asked[0].hosts, asked[0].forks, asked[0].only) == (7, 10, ["debug", "uri"])


def test_a_benchmark_that_did_not_work_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: object) -> Report:
        raise Failed("the lab does not start")

    monkeypatch.setattr(in_worker, "run", fail)
    assert main(["in_worker"]) == 2
    assert "the lab does not start" in capsys.readouterr().err
