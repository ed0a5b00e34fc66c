# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to look after many hosts from one worker: a converged module in the worker, the same module as a process, a
plain GET by ansible.builtin.uri, and a task that does nothing at all, in turn on the same lab."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.playbook import run_task, write_inventory
from tests.bench.report import Goal, Report
from tests.bench.site import cores, journal, router_token, site
from tests.bench.usage import Failed, Usage

SUMMARY = "one converged peplink_ssid_profile task a host, beside uri and debug"

DESIRED = {
    "id": 1,
    "enable": True,
    "broadcast": True,
    "security": {"policy": "WPA2 Personal", "wpa2_personal": {"fast_transition": True}},
}


MODULE = {"telco.cpe.peplink_ssid_profile": DESIRED}
URI = {
    "ansible.builtin.uri": {
        "url": "{{ peplink_api_url }}/api/config.ssid.profile?id=1&accessToken={{ peplink_api_token }}",
        "ca_path": "{{ peplink_ca_path }}",
    }
}


@dataclass(frozen=True)
class Subject:
    """A task to be measured.

    ``connection`` decides which way a module of the collection runs, ``scheme`` which inventory is used, ``asks`` whether the
    task makes a request.
    """

    task: dict[str, Any]
    connection: str = "local"
    scheme: str = "http"
    asks: bool = True


SUBJECTS = {
    "debug": Subject({"ansible.builtin.debug": {"msg": "nothing"}}, asks=False),
    "worker": Subject(MODULE),
    "worker-https": Subject(MODULE, scheme="https"),
    "module": Subject(MODULE, connection="elsewhere"),
    "uri": Subject(URI),
    "uri-https": Subject(URI, scheme="https"),
}
GOALS = (("worker", "uri", 0.12), ("worker-https", "uri-https", 0.12), ("worker", "debug", 1.6))


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--hosts", type=int, default=100, metavar="N", help="routers (default: %(default)s)")
    parser.add_argument("--forks", type=int, default=10, metavar="N", help="Ansible's forks (default: %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="measurements of each (default: %(default)s)"
    )
    parser.add_argument(
        "--only", nargs="+", choices=list(SUBJECTS), default=list(SUBJECTS), metavar="SUBJECT", help="of: %(choices)s"
    )


def run(options: argparse.Namespace) -> Report:
    """Measure; raises Failed where something did not run as it should."""
    samples: dict[str, list[Usage]] = {name: [] for name in options.only}
    load = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="telco-cpe-bench-") as name,
        site(Path(name), "--routers", str(options.hosts)) as description,
    ):
        folder = Path(name)
        _prepare(folder, description)
        for number in range(options.rounds):
            for subject in options.only:
                usage = _measure(folder, description, SUBJECTS[subject], options)
                samples[subject].append(usage)
                print(
                    f"round {number + 1}: {subject:<12}  {usage.wall:6.2f} s  CPU {usage.cpu:6.2f} s",
                    file=sys.stderr,
                    flush=True,
                )
    middle = {
        subject: Usage(statistics.median(one.wall for one in found), statistics.median(one.cpu for one in found))
        for subject, found in samples.items()
    }
    return Report(
        name="in_worker",
        rows=[_row(subject, usage, options.hosts) for subject, usage in middle.items()],
        conditions={
            "hosts": options.hosts,
            "forks": options.forks,
            "rounds": options.rounds,
            "cores (shared with the lab)": cores(),
            "load before": round(load, 2),
        },
        goals=[
            Goal(f"{one} / {other}, {kind}", getattr(middle[one], kind) / getattr(middle[other], kind), limit)
            for one, other, limit in GOALS
            for kind in ("wall", "cpu")
            if one in middle and other in middle
        ],
        samples={subject: [vars(usage) for usage in found] for subject, found in samples.items()},
    )


def _prepare(folder: Path, description: dict[str, Any]) -> None:
    """Write an inventory for each scheme: where a router is and how to log in are variables of its host."""
    routers = description["devices"]
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(router_token, routers))
    for scheme in ("http", "https"):
        hosts = {
            router["name"]: {
                "peplink_api_url": router[f"{scheme}_url"],
                "peplink_api_token": token,
                "peplink_ca_path": description["ca_path"],
            }
            for router, token in zip(routers, tokens, strict=True)
        }
        write_inventory(folder / scheme, hosts)


def _measure(folder: Path, description: dict[str, Any], subject: Subject, options: argparse.Namespace) -> Usage:
    journal(description, forget=True)
    usage = run_task(
        folder / subject.scheme, subject.task, hosts=options.hosts, forks=options.forks, connection=subject.connection
    )
    seen, due = journal(description), options.hosts if subject.asks else 0
    if seen != due:
        raise Failed(f"{seen} requests came in where {due} were due")
    return usage


def _row(subject: str, usage: Usage, hosts: int) -> dict[str, Any]:
    return {
        "task": subject,
        "wall s": usage.wall,
        "CPU s": usage.cpu,
        "wall ms a host": usage.wall / hosts * 1000,
        "CPU ms a host": usage.cpu / hosts * 1000,
    }
