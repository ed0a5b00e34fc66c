# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to look after a fleet of converged CPEs in one task, beside a bare thread pool of requests that makes the same
calls, and beside a task a host; in turn on the same lab, which is a process of its own."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.dms import DATA_MODEL, NAMES, POOL, VALUES, cpe_ids, dms, journal, parameters, set_options, variables
from tests.bench.playbook import run_task, write_inventory
from tests.bench.report import Goal, Report
from tests.bench.site import cores, site
from tests.bench.usage import Failed, Usage, measure
from tests.checks.environment import ROOT

SUMMARY = "one dms_fleet_parameter_values over a converged fleet, beside a bare thread pool and beside tasks a host"

SUBJECTS = ("fleet", "pool", "hosts")
GOAL_POOL = 1.5
GOAL_MEMORY = 400.0
GOAL_HOSTS = 20.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--devices", type=int, default=10000, metavar="N", help="CPEs (default: %(default)s)")
    parser.add_argument(
        "--hosts", type=int, default=400, metavar="N", help="CPEs with a task each (default: %(default)s)"
    )
    parser.add_argument("--concurrency", type=int, default=20, metavar="N", help="and forks (default: %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="measurements of each (default: %(default)s)"
    )


def run(options: argparse.Namespace) -> Report:
    """Measure; raises Failed where something did not run as it should."""
    samples: dict[str, list[Usage]] = {name: [] for name in SUBJECTS}
    load = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="telco-cpe-bench-") as name,
        site(Path(name), "--dms-cpes", str(options.devices)) as description,
    ):
        folder = Path(name)
        set_options(description, data_model=DATA_MODEL)
        counts = {"fleet": options.devices, "pool": options.devices, "hosts": options.hosts}
        for number in range(options.rounds):
            for subject in SUBJECTS:
                journal(description, forget=True)
                usage = _measure(subject, folder, description, options)
                asked = len(journal(description, forget=True))
                if not counts[subject] <= asked <= counts[subject] + 50:
                    raise Failed(f"{subject}: {asked} requests came in for {counts[subject]} CPEs")
                samples[subject].append(usage)
                print(
                    f"round {number + 1}: {subject:<6}  {usage.wall:6.2f} s  CPU {usage.cpu:6.2f} s  {usage.memory:6.0f} MiB",
                    file=sys.stderr,
                    flush=True,
                )
    middle = {
        subject: Usage(*(statistics.median(getattr(one, kind) for one in found) for kind in ("wall", "cpu", "memory")))
        for subject, found in samples.items()
    }
    rates = {subject: counts[subject] / usage.wall for subject, usage in middle.items()}
    return Report(
        name="fleet",
        rows=[
            {
                "subject": subject,
                "CPEs": counts[subject],
                "wall s": usage.wall,
                "CPU s": usage.cpu,
                "CPEs a second": rates[subject],
                "MiB": usage.memory,
            }
            for subject, usage in middle.items()
        ],
        conditions={
            "parameters": len(NAMES),
            "concurrency and forks": options.concurrency,
            "rounds": options.rounds,
            "cores (shared with the lab, a process of its own)": cores(),
            "load before": round(load, 2),
        },
        goals=[
            Goal("fleet / pool, wall", middle["fleet"].wall / middle["pool"].wall, GOAL_POOL),
            Goal("fleet, MiB of all its processes", middle["fleet"].memory, GOAL_MEMORY),
            Goal(f"{GOAL_HOSTS:g} x hosts / fleet, CPEs a second", GOAL_HOSTS * rates["hosts"] / rates["fleet"], 1.0),
        ],
        samples={subject: [vars(usage) for usage in found] for subject, found in samples.items()},
    )


def _measure(subject: str, folder: Path, description: dict[str, Any], options: argparse.Namespace) -> Usage:
    if subject == "pool":
        return _pool(folder, description, options)
    ids = cpe_ids(options.devices)
    if subject == "hosts":
        write_inventory(
            folder / subject,
            {cpe_id: {**variables(description), "dms_cpe_id": cpe_id} for cpe_id in ids[: options.hosts]},
        )
        task: dict[str, Any] = {"telco.cpe.dms_parameter_values": {"parameters": parameters()}}
        return run_task(folder / subject, task, hosts=options.hosts, forks=options.concurrency)
    write_inventory(folder / subject, {"fleet": variables(description)})
    task = {
        "telco.cpe.dms_fleet_parameter_values": {
            "filters": {},
            "parameters": parameters(),
            "concurrency": options.concurrency,
        }
    }
    return run_task(folder / subject, task, hosts=1, forks=5)


def _pool(folder: Path, description: dict[str, Any], options: argparse.Namespace) -> Usage:
    work = folder / "pool.json"
    device = dms(description)
    content = {
        "url": device["http_url"],
        "credentials": [device["username"], device["password"]],
        "ids": cpe_ids(options.devices),
        "names": NAMES,
        "values": VALUES,
        "threads": options.concurrency,
    }
    work.write_text(json.dumps(content), encoding="utf-8")
    usage, _text = measure([sys.executable, "-c", POOL, str(work)], ROOT, os.environ)
    return usage
