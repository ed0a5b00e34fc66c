# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the stages side by side as far as the cores go, and end with a table of what came out and how long it took.

`python -m tests.checks.run [STAGE...]`; without names, all of them. The whole output of a stage is in
`.cache/logs/STAGE.log`; that of a stage that failed is shown. The exit status is 0 when no stage failed.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.checks.environment import CACHE, ROOT, environment, prepare
from tests.checks.stages import CORES, STAGES, Stage

LOGS = CACHE / "logs"
COUNTS = re.compile(
    r"^=* ?((?:\d+ (?:passed|failed|errors?|skipped|xfailed|warnings?|deselected)(?:, )?)+) in ", re.MULTILINE
)


@dataclass
class Running:
    """A stage under way."""

    stage: Stage
    process: subprocess.Popen[bytes]
    log: Path
    started: float = field(default_factory=time.monotonic)

    def stop(self) -> None:
        """End the stage with everything that it has started."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


@dataclass(frozen=True)
class Outcome:
    """How a stage ended."""

    stage: Stage
    status: str
    """`passed`, `failed` or `nothing to do`."""
    seconds: float = 0.0
    note: str = ""


def start(stage: Stage) -> Running:
    """Start a stage's commands, as one process group that writes to the stage's log."""
    log = LOGS / f"{stage.name}.log"
    # The commands come as arguments of their own to a shell that only joins them, so nothing needs quoting.
    script = []
    arguments: list[str] = []
    for command in stage.commands:
        first = len(arguments) + 1
        arguments += command
        script.append(" ".join(f'"${{{number}}}"' for number in range(first, first + len(command))))
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", " && ".join(script), "sh", *arguments],
            cwd=ROOT,
            env=environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    print(f"      ...  {stage.name}", flush=True)
    return Running(stage, process, log)


def finish(running: Running) -> Outcome | None:
    """Return how the stage ended, or None while it runs."""
    seconds = time.monotonic() - running.started
    code = running.process.poll()
    note = ""
    if code is None:
        if seconds < running.stage.minutes * 60:
            return None
        running.stop()
        code, note = 1, f"took longer than {running.stage.minutes:g} minutes"
    text = running.log.read_text(encoding="utf-8", errors="replace")
    if code == 0 and running.stage.forbids and running.stage.forbids in text:
        code, note = 1, f"said: {running.stage.forbids}"
    counts = COUNTS.findall(text)
    return Outcome(running.stage, "failed" if code else "passed", seconds, note or "; ".join(counts))


def report(outcome: Outcome) -> None:
    """Print how a stage ended; of one that failed, everything that it said."""
    print(f"{outcome.status:>9}  {outcome.stage.name}  {outcome.seconds:.1f} s  {outcome.note}".rstrip(), flush=True)
    if outcome.status == "failed":
        log = LOGS / f"{outcome.stage.name}.log"
        print(f"{'-' * 100}\n{log.read_text(encoding='utf-8', errors='replace').rstrip()}\n{'-' * 100}", flush=True)


def run(stages: list[Stage]) -> list[Outcome]:
    """Run the stages, each as soon as the cores that it wants are free; return their outcomes in the order given."""
    outcomes = [Outcome(stage, "nothing to do") for stage in stages if not stage.has_work()]
    waiting = [stage for stage in stages if stage.has_work()]
    running: list[Running] = []
    try:
        while waiting or running:
            free = CORES - sum(entry.stage.cores for entry in running)
            following = next((stage for stage in waiting if stage.cores <= free), None)
            if following:
                waiting.remove(following)
                running.append(start(following))
                continue
            time.sleep(0.1)
            for entry in list(running):
                if outcome := finish(entry):
                    running.remove(entry)
                    outcomes.append(outcome)
                    report(outcome)
    finally:
        for entry in running:
            entry.stop()
    return sorted(outcomes, key=lambda outcome: stages.index(outcome.stage))


def summarise(outcomes: list[Outcome], seconds: float) -> None:
    """Print the table of the stages."""
    width = max(len(outcome.stage.name) for outcome in outcomes)
    print(f"\n{'stage':<{width}}  {'result':<13}  {'time':>8}")
    for outcome in outcomes:
        row = f"{outcome.stage.name:<{width}}  {outcome.status:<13}  {outcome.seconds:>6.1f} s  {outcome.note}"
        print(row.rstrip())
    failed = [outcome.stage.name for outcome in outcomes if outcome.status == "failed"]
    print(f"{'all':<{width}}  {'failed' if failed else 'passed':<13}  {seconds:>6.1f} s  {', '.join(failed)}".rstrip())


def main(names: list[str]) -> int:
    """Run the stages named, or all; return the exit status."""
    known = {stage.name: stage for stage in STAGES}
    if unknown := [name for name in names if name not in known]:
        print(f"No such stage: {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    prepare()
    LOGS.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    outcomes = run([known[name] for name in names] if names else list(STAGES))
    summarise(outcomes, time.monotonic() - started)
    return int(any(outcome.status == "failed" for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
