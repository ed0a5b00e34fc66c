# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to see that all access devices of a group are in their desired state: with one task for all of them, where the
list tells enough and where each device's details are needed; with a task in a loop; and with ansible.builtin.uri in a loop,
which reads the same details and compares nothing. In turn on the same lab."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.bench.playbook import run_task, write_inventory
from tests.bench.report import Goal, Report
from tests.bench.site import cores, journal, site
from tests.bench.usage import Failed, Usage

SUMMARY = "the converged access devices of a group: all at once, in a loop, and read by uri in a loop"

TENANT, GROUP, TYPE = "bench", "phones", "Generic SIP Phone"
# The machine token of the lab's administrator: no way needs a login.
TOKEN = "lab-access_device-token1"


@dataclass(frozen=True)
class Subject:
    """A task to be measured, and the requests that it may take for a number of devices."""

    task: dict[str, Any]
    requests: int
    requests_each: int


SUBJECTS = {
    "fleet, by the list": Subject({"telco.cpe.access_device_fleet": {"devices": "{{ listed }}"}}, 1, 0),
    "fleet, with details": Subject({"telco.cpe.access_device_fleet": {"devices": "{{ detailed }}"}}, 1, 1),
    "module in a loop": Subject(
        {"telco.cpe.access_device": "{{ item }}", "loop": "{{ detailed }}", "loop_control": {"label": ""}}, 0, 1
    ),
    "uri in a loop": Subject(
        {
            "ansible.builtin.uri": {
                "url": (
                    "{{ access_device_api_url }}/tenants/{{ access_device_tenant_id }}/groups/{{ access_device_group_id }}"
                    "/access_devices/{{ item.device_name | urlencode }}/"
                ),
                "headers": {"Authorization": "Bearer {{ access_device_api_token }}"},
            },
            "loop": "{{ detailed }}",
            "loop_control": {"label": ""},
        },
        0,
        1,
    ),
}
URI = "uri in a loop"
GOALS = (("fleet, by the list", 0.02), ("fleet, with details", 0.03), ("module in a loop", 0.06))


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--devices", type=int, default=500, metavar="N", help="devices (default: %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=1, metavar="N", help="measurements of each (default: %(default)s)"
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
        site(Path(name), "--routers", "0", "--apio") as description,
    ):
        folder = Path(name)
        _prepare(folder, description, options.devices)
        for number in range(options.rounds):
            for subject in options.only:
                usage = _measure(folder, description, SUBJECTS[subject], options.devices)
                samples[subject].append(usage)
                print(
                    f"round {number + 1}: {subject:<20}  {usage.wall:6.2f} s  CPU {usage.cpu:6.2f} s",
                    file=sys.stderr,
                    flush=True,
                )
    middle = {
        subject: Usage(statistics.median(one.wall for one in found), statistics.median(one.cpu for one in found))
        for subject, found in samples.items()
    }
    return Report(
        name="access_devices",
        rows=[_row(subject, usage, options.devices) for subject, usage in middle.items()],
        conditions={
            "devices": options.devices,
            "rounds": options.rounds,
            "cores (shared with the lab)": cores(),
            "load before": round(load, 2),
        },
        goals=[
            Goal(f"{one} / {URI}, {kind}", getattr(middle[one], kind) / getattr(middle[URI], kind), limit)
            for one, limit in GOALS
            for kind in ("wall", "cpu")
            if one in middle and URI in middle
        ],
        samples={subject: [vars(usage) for usage in found] for subject, found in samples.items()},
    )


def _prepare(folder: Path, description: dict[str, Any], count: int) -> None:
    """Put the devices into the lab, and the same ones as desired state into the inventory."""
    apio = description["devices"][0]
    names = [f"Phone {number:04}" for number in range(count)]
    listed = [
        {"device_name": name, "device_type": TYPE, "mac_address": f"{number:012x}"} for number, name in enumerate(names)
    ]
    detailed = [
        {**entry, "protocol": "SIP 2.0", "transport_protocol": "Unspecified", "description": f"Desk {number}"}
        for number, entry in enumerate(listed)
    ]
    held = {
        entry["device_name"]: {
            "deviceType": TYPE,
            "macAddress": entry["mac_address"].upper(),
            "description": entry["description"],
        }
        for entry in detailed
    }
    state = {"tenants": {TENANT: {"groups": {GROUP: {"devices": held}}}}}
    with requests.Session() as session:
        session.trust_env = False
        answer = session.patch(f"{apio['control_url']}/devices/{apio['name']}/state", json=state, timeout=60)
    if not answer.ok:
        raise Failed(f"the lab does not take the devices: {answer.text}")
    host = {
        "access_device_api_url": f"{apio['http_url']}/api/v01/p1",
        "access_device_api_token": TOKEN,
        "access_device_tenant_id": TENANT,
        "access_device_group_id": GROUP,
        "listed": listed,
        "detailed": detailed,
    }
    write_inventory(folder, {apio["name"]: host})


def _measure(folder: Path, description: dict[str, Any], subject: Subject, devices: int) -> Usage:
    journal(description, forget=True)
    usage = run_task(folder, subject.task, hosts=1, forks=1)
    seen, due = journal(description), subject.requests + subject.requests_each * devices
    if seen != due:
        raise Failed(f"{seen} requests came in where {due} were due")
    return usage


def _row(subject: str, usage: Usage, devices: int) -> dict[str, Any]:
    shape = SUBJECTS[subject]
    return {
        "task": subject,
        "wall s": usage.wall,
        "CPU s": usage.cpu,
        "wall ms a device": usage.wall / devices * 1000,
        "requests": shape.requests + shape.requests_each * devices,
    }
