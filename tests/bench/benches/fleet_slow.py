# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether slow and unreachable CPEs hold up the rest of a fleet: one task over CPEs that take 20 ms to 2 s each, with and without
some that are offline. What counts is when the last CPE that is online was done, beside the time that these CPEs' own slowness
takes at the same concurrency. The task itself ends as much later as the DMS needs to give the last offline CPE up."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.dms import DATA_MODEL, cpe_ids, journal, parameters, set_options, variables
from tests.bench.playbook import run_task, write_inventory
from tests.bench.report import Goal, Report
from tests.bench.site import cores, site
from tests.bench.usage import Failed, Usage

SUMMARY = "one dms_fleet_parameter_values over slow CPEs, some of which are offline"

FASTEST, SLOWEST = 0.02, 2.0
# The ideal knows only the CPEs' slowness; what the machine takes for the requests themselves comes on top.
GOAL_IDEAL = 1.5
GOAL_ONLINE = 1.15


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--devices", type=int, default=10000, metavar="N", help="CPEs (default: %(default)s)")
    parser.add_argument("--offline", type=float, default=1.0, metavar="PERCENT", help="of them (default: %(default)s)")
    parser.add_argument(
        "--connection-request", type=float, default=15.0, metavar="S",
        help="seconds until the DMS gives a CPE up for offline (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--concurrency", type=int, default=100, metavar="N", help="(default: %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=1, metavar="N", help="measurements of each (default: %(default)s)"
    )


def run(options: argparse.Namespace) -> Report:
    """Measure; raises Failed where something did not run as it should."""
    ids = cpe_ids(options.devices)
    latencies = {cpe_id: _latency(number, len(ids)) for number, cpe_id in enumerate(ids)}
    every = round(100 / options.offline)
    offline = {cpe_id for number, cpe_id in enumerate(ids) if number % every == every // 2}
    load = os.getloadavg()[0]
    fleets = {"all online": set[str](), "some offline": offline}
    samples: dict[str, list[Usage]] = {name: [] for name in fleets}
    rest: dict[str, list[float]] = {name: [] for name in fleets}
    with (
        tempfile.TemporaryDirectory(prefix="telco-cpe-bench-") as name,
        site(Path(name), "--dms-cpes", str(options.devices)) as description,
    ):
        folder = Path(name)
        write_inventory(folder, {"fleet": variables(description)})
        for number in range(options.rounds):
            for subject, away in fleets.items():
                _arrange(description, latencies, away, options)
                journal(description, forget=True)
                samples[subject].append(run_task(folder, _task(options), hosts=1, forks=5))
                rest[subject].append(_rest(journal(description, forget=True), latencies, away))
                print(
                    f"round {number + 1}: {subject:<12}  {samples[subject][-1].wall:6.2f} s, the rest {rest[subject][-1]:6.2f} s",
                    file=sys.stderr,
                    flush=True,
                )
    rows = []
    for subject, away in fleets.items():
        ideal = sum(seconds for cpe_id, seconds in latencies.items() if cpe_id not in away) / options.concurrency
        done = statistics.median(rest[subject])
        rows.append(
            {
                "fleet": subject,
                "task s": statistics.median(one.wall for one in samples[subject]),
                "online CPEs done after s": done,
                "ideal s": ideal,
                "done / ideal": done / ideal,
            }
        )
    return Report(
        name="fleet_slow",
        rows=rows,
        conditions={
            "CPEs": options.devices,
            "offline": len(offline),
            "seconds until a CPE is given up for offline": options.connection_request,
            "concurrency": options.concurrency,
            "rounds": options.rounds,
            "cores (shared with the lab, a process of its own)": cores(),
            "load before": round(load, 2),
        },
        goals=[
            Goal("some offline, done / ideal", rows[1]["done / ideal"], GOAL_IDEAL),
            Goal(
                "some offline / all online, done / ideal",
                rows[1]["done / ideal"] / rows[0]["done / ideal"],
                GOAL_ONLINE,
            ),
        ],
        samples={subject: [vars(usage) for usage in found] for subject, found in samples.items()},
    )


def _latency(number: int, total: int) -> float:
    """Seconds that a CPE takes: each order of magnitude as often as any other, the CPEs well mixed."""
    share = (number * 2654435761) % (2**32) / 2**32 if total > 1 else 1.0
    return float(FASTEST * (SLOWEST / FASTEST) ** share)


def _rest(entries: list[dict[str, Any]], latencies: dict[str, float], offline: set[str]) -> float:
    """Seconds from the first request about a CPE to the end of the last one about a CPE that is online."""
    asked = [
        (entry["time"], entry["body"]["search_options"]["cpe_id"])
        for entry in entries
        if entry["path"].endswith("GetParameterValues")
    ]
    if {cpe_id for _time, cpe_id in asked} != set(latencies):
        raise Failed(f"{len(asked)} CPEs were asked, of {len(latencies)}")
    first = min(time for time, _cpe_id in asked)
    done: list[float] = [time + latencies[cpe_id] - first for time, cpe_id in asked if cpe_id not in offline]
    return max(done)


def _arrange(
    description: dict[str, Any], latencies: dict[str, float], offline: set[str], options: argparse.Namespace
) -> None:
    own = {
        cpe_id: {"online": False, "connection_request_seconds": options.connection_request}
        if cpe_id in offline
        else {"latency": seconds}
        for cpe_id, seconds in latencies.items()
    }
    set_options(description, data_model=DATA_MODEL, cpe_options=own)


def _task(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "telco.cpe.dms_fleet_parameter_values": {
            "filters": {},
            "parameters": parameters(),
            "concurrency": options.concurrency,
            "max_fail_percentage": 5,
        }
    }
