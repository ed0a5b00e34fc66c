# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The runner of `make test` tells what passed from what did not."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.checks import run
from tests.checks.stages import CORES, STAGES, Stage


@pytest.fixture(autouse=True)
def _logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LOGS", tmp_path)


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def statuses(*stages: Stage) -> list[str]:
    return [outcome.status for outcome in run.run(list(stages))]


def test_passes_when_every_command_ends_well() -> None:
    assert statuses(Stage("good", (python("pass"), python("pass")))) == ["passed"]


@pytest.mark.parametrize("failing", [0, 1], ids=["first", "last"])
def test_fails_when_any_command_fails(failing: int) -> None:
    commands = [python("pass"), python("pass")]
    commands[failing] = python("raise SystemExit(3)")
    assert statuses(Stage("bad", tuple(commands))) == ["failed"]


def test_stops_at_the_first_command_that_fails(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    statuses(Stage("bad", (python("raise SystemExit(1)"), ("touch", str(trace)))))
    assert not trace.exists()


def test_fails_when_the_output_holds_what_is_forbidden() -> None:
    assert statuses(Stage("liar", (python("print('all is lost')"),), forbids="is lost")) == ["failed"]


def test_stops_a_stage_with_its_children_when_its_time_is_up(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    child = f"import time; time.sleep(2); open({str(trace)!r}, 'w').close()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    (outcome,) = run.run([Stage("slow", (python(code),), minutes=0.5 / 60)])
    assert (outcome.status, "longer than" in outcome.note) == ("failed", True)
    time.sleep(2)
    assert not trace.exists()


def test_says_when_there_is_nothing_to_do() -> None:
    assert statuses(Stage("idle", (python("raise SystemExit(1)"),), needs=("no/such/*",))) == ["nothing to do"]


def test_takes_arguments_as_they_are() -> None:
    code = "import sys; raise SystemExit(sys.argv[1] != '$HOME \"a b\" *')"
    assert statuses(Stage("quoting", ((*python(code), '$HOME "a b" *'),))) == ["passed"]


def test_runs_no_more_at_once_than_the_cores_take(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; place = sys.argv[1]; mine = os.path.join(place, f'{os.getpid()}.on'); open(mine, 'w').close();"
        "time.sleep(0.3); at_once = sum(name.endswith('.on') for name in os.listdir(place)); os.remove(mine);"
        "raise SystemExit(at_once > int(sys.argv[2]))"
    )
    places = [tmp_path / name for name in ("narrow", "wide")]
    for place in places:
        place.mkdir()
    narrow = [Stage(f"narrow-{i}", ((*python(code), str(places[0]), str(CORES)),)) for i in range(CORES + 2)]
    wide = [Stage(f"wide-{i}", ((*python(code), str(places[1]), "1"),), cores=CORES) for i in range(2)]
    assert statuses(*wide, *narrow) == ["passed"] * (CORES + 4)


def test_shows_the_counts_of_the_test_runs() -> None:
    text = "==== 3 failed, 12 passed, 1 skipped in 4.21s ===="
    (outcome,) = run.run([Stage("tests", (python(f"print({text!r})"),))])
    assert outcome.note == "3 failed, 12 passed, 1 skipped"


def test_ends_with_a_status_that_tells(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(
        run, "STAGES", (Stage("good", (python("pass"),)), Stage("bad", (python("raise SystemExit('why')"),)))
    )
    assert run.main(["good"]) == 0
    assert run.main([]) == 1
    assert "why" in capsys.readouterr().out
    assert run.main(["unheard-of"]) == 2


def test_stages_are_told_apart_by_name() -> None:
    names = [stage.name for stage in STAGES]
    assert len(set(names)) == len(names)
    assert all(1 <= stage.cores <= CORES for stage in STAGES)
