# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the event source sms_gateway takes on one core: gateways push at a steady rate from a process of their own, with connections
that they keep and with one for each push, and the same to an HTTP server that does nothing, in turn."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from typing import Any

from tests.bench.push import HOST
from tests.bench.report import Goal, Report
from tests.bench.site import PATIENCE, cores
from tests.bench.usage import Failed
from tests.checks.environment import ROOT

SUMMARY = "pushes of SMS gateways into the event source, beside a bare HTTP server"

# Subject -> what takes the pushes, and whether connections are kept.
SUBJECTS = {
    "source, kept connections": ("source", "keep"),
    "source, one connection a push": ("source", "close"),
    "bare server, kept connections": ("bare", "keep"),
    "bare server, one connection a push": ("bare", "close"),
}
# How much longer than planned the pushes may take: the rate was kept. A machine that is busy otherwise misses this one.
LONGER = 1.1
# Of a core, at the rate, because the rules need their share of it; and beside the bare server.
CORE = 0.5
BESIDE_BARE = 3.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--rate", type=float, default=500, metavar="N", help="events a second (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=8, metavar="S", help="of each run (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="runs of each (default: %(default)s)")


def run(options: argparse.Namespace) -> Report:
    """Measure; raises Failed where a process did not run as it should."""
    load = os.getloadavg()[0]
    samples: dict[str, list[dict[str, Any]]] = {subject: [] for subject in SUBJECTS}
    for number in range(options.rounds):
        for subject, (taker, connections) in SUBJECTS.items():
            sample = _measure(taker, connections, options)
            samples[subject].append(sample)
            print(f"round {number + 1}: {subject:<34}  {sample['core']:.2f} of a core", file=sys.stderr, flush=True)
    core = {subject: statistics.median(one["core"] for one in found) for subject, found in samples.items()}
    of_source = [one for subject in SUBJECTS if subject.startswith("source") for one in samples[subject]]
    goals = [
        Goal("events lost", float(sum(one["pushed"] - one["events"] for one in of_source)), 0),
        Goal("events handed on twice", float(sum(one["twice"] for one in of_source)), 0),
        Goal("events out of their order", float(sum(one["out_of_order"] for one in of_source)), 0),
        Goal("pushes not answered with 200", float(sum(one["not_ok"] for one in of_source)), 0),
    ]
    for kind in ("kept connections", "one connection a push"):
        longer = statistics.median(one["seconds"] for one in samples[f"source, {kind}"]) / options.seconds
        goals.append(Goal(f"time taken / time planned, {kind}", longer, LONGER))
        mine, bare = core[f"source, {kind}"], core[f"bare server, {kind}"]
        goals += [
            Goal(f"cores used, {kind}", mine, CORE),
            Goal(f"source / bare server, {kind}", mine / bare, BESIDE_BARE),
        ]
    return Report(
        name="events",
        rows=[_row(subject, found) for subject, found in samples.items()],
        conditions={
            "events a second": options.rate,
            "seconds": options.seconds,
            "rounds": options.rounds,
            "cores (one of them for the source)": cores(),
            "load before": round(load, 2),
        },
        goals=goals,
        samples=dict(samples),
    )


def _measure(taker: str, connections: str, options: argparse.Namespace) -> dict[str, Any]:
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
    program = [sys.executable, "-m", "tests.bench.push"]
    with subprocess.Popen(
        [*program, "take", str(port), *(["bare"] if taker == "bare" else [])],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as taking:  # fmt: skip
        try:
            _wait(port, taking)
            command = [*program, "send", f"http://{HOST}:{port}/", str(options.rate), str(options.seconds), connections]
            sending = subprocess.run(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
            )
            if sending.returncode:
                raise Failed(f"the gateways ended with {sending.returncode}:\n{sending.stderr[-4000:]}")
            told, _errors = taking.communicate("", timeout=PATIENCE)
        except BaseException:
            taking.kill()
            raise
    if taking.returncode:
        raise Failed(f"what takes the pushes ended with {taking.returncode}")
    sent, taken = json.loads(sending.stdout), json.loads(told)
    not_ok = sent["errors"] + sum(count for status, count in sent["answers"].items() if status != "200")
    if sent["pushed"] < 0.9 * options.rate * options.seconds:
        raise Failed(f"the gateways pushed {sent['pushed']} events only: the machine is too busy")
    return {
        **taken,
        "pushed": sent["pushed"],
        "not_ok": not_ok,
        "seconds": sent["seconds"],
        "core": taken["cpu"] / sent["pushed"] * options.rate,
    }


def _wait(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise Failed("what takes the pushes does not listen")


def _row(subject: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    seconds = sum(one["seconds"] for one in found)
    pushed = sum(one["pushed"] for one in found)
    is_source = subject.startswith("source")
    return {
        "what takes the pushes": subject,
        "pushed": pushed,
        "a second": pushed / seconds,
        "lost": sum(one["pushed"] - one["events"] for one in found) if is_source else "",
        "of a core at the rate": statistics.median(one["core"] for one in found),
        "median ms to the rules": statistics.median(one["delay_median"] for one in found) * 1000 if is_source else "",
        "most ms": max(one["delay_most"] for one in found) * 1000 if is_source else "",
    }
