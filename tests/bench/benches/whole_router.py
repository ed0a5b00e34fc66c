# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to bring many routers to their whole desired state: the role peplink_site beside the same written with
ansible.builtin.uri, a read a kind and a write where it differs. Converged, and with a change of each kind. In turn on the same lab."""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

from tests.bench.playbook import write_inventory
from tests.bench.report import Goal, Report
from tests.bench.site import cores, journal, router_token, site
from tests.bench.usage import Failed, Usage, measure
from tests.checks.environment import ROOT

SUMMARY = "whole routers by the role peplink_site, beside the same by uri"
LIMIT = 0.15

KINDS = 6
# Writes of a run that changes something of each kind, and the apply.
WRITES = KINDS + 1
DESIRED: dict[str, Any] = {
    "peplink_site_wans": [
        {"id": 1, "name": "Fibre", "connection": {"icmp_ping": False}},
        {"id": 4, "bandwidth_allowance_monitor": {"enable": False}},
    ],
    "peplink_site_wan_priorities": [{"conn_id": 2, "priority": 3, "enable": True}],
    "peplink_site_sims": [{"conn_id": 4, "enabled_sim": [1, 2], "preferred_sim": 2}],
    "peplink_site_ssid_profiles": [{"id": 2, "name": "Guest", "broadcast": False}],
    "peplink_site_access_point": {"enable": False},
    "peplink_site_gpio": [{"id": 2, "enable": True, "delay": 3}],
}
ROLE: list[dict[str, Any]] = [{"ansible.builtin.import_role": {"name": "telco.cpe.peplink_site"}}]
# What takes a router in its desired state away from it, in each kind.
DRIFT = {
    "running": {
        "wan": {
            "1": {"name": "WAN 1"},
            "2": {"connection": {"priority": 2}},
            "4": {"cellular": {"preferredSim": 1}},
        },
        "ssid": {"2": {"name": "Guest SSID"}},
        "gpio": {"2": {"delay": 10}},
        "access_point": {"enable": True},
    }
}
_RECAP = re.compile(r"^\S+\s+: ok=\d+\s+changed=(\d+)\s+unreachable=(\d+)\s+failed=(\d+)", re.MULTILINE)


def _uri(function: str, **options: Any) -> dict[str, Any]:
    joint = "&" if "?" in function else "?"
    return {
        "ansible.builtin.uri": {
            "url": "{{ peplink_api_url }}/api/" + function + joint + "accessToken={{ peplink_api_token }}",
            "ca_path": "{{ peplink_ca_path }}",
            **options,
        }
    }


def _write(function: str, body: dict[str, Any], differs: str) -> dict[str, Any]:
    task = _uri(function, method="POST", body_format="json", body=body)
    return {**task, "when": differs, "changed_when": True, "register": "w_" + function.replace(".", "_")}


_PENDING = ("config.ssid.profile", "config.gpio", "config.wan.connection.priority", "config.wan.connection")
URI: list[dict[str, Any]] = [
    {**_uri("config.ssid.profile"), "register": "ssid"},
    _write(
        "config.ssid.profile",
        {"action": "update", "id": 2, "name": "Guest", "broadcast": False},
        "ssid.json.response['2'].name != 'Guest' or ssid.json.response['2'].broadcast",
    ),
    {**_uri("config.gpio", method="POST", body_format="json", body={"list": []}), "register": "gpio"},
    _write(
        "config.gpio",
        {"list": [{"id": 2, "enable": True, "delay": 3}]},
        "not gpio.json.response['2'].enable or gpio.json.response['2'].delay != 3",
    ),
    {**_uri("status.wan.connection?lite=yes"), "register": "status"},
    _write(
        "config.wan.connection.priority",
        {"list": [{"connId": 2, "priority": 3, "enable": True}]},
        "status.json.response['2'].priority | default(0) != 3 or not status.json.response['2'].enable",
    ),
    {**_uri("config.wan.connection"), "register": "wan"},
    _write(
        "config.wan.connection",
        {
            "action": "update",
            "list": [
                {"id": 1, "name": "Fibre", "connection": {"icmpPing": False}},
                {"id": 4, "bandwidthAllowanceMonitor": {"enable": False}},
            ],
        },
        "wan.json.response['1'].name != 'Fibre' or wan.json.response['1'].connection.icmpPing"
        " or wan.json.response['4'].bandwidthAllowanceMonitor.enable",
    ),
    {**_uri("cmd.wan.cellular?connId=4"), "register": "sim"},
    _write(
        "cmd.wan.cellular",
        {"connId": 4, "enabledSim": [1, 2], "preferredSim": 2},
        "sim.json.response.enabledSim | sort != [1, 2] or sim.json.response.preferredSim != 2",
    ),
    {**_uri("cmd.ap"), "register": "ap"},
    _write("cmd.ap", {"enable": False}, "ap.json.response.enable"),
    _write(
        "cmd.config.apply",
        {},
        " or ".join(f"w_{function.replace('.', '_')} is changed" for function in _PENDING),
    ),
]
SUBJECTS = {"role": ROLE, "uri": URI}
RUNS = ("converged", "changes")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--hosts", type=int, default=100, metavar="N", help="routers (default: %(default)s)")
    parser.add_argument("--forks", type=int, default=20, metavar="N", help="Ansible's forks (default: %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=1, metavar="N", help="measurements of each (default: %(default)s)"
    )


def run(options: argparse.Namespace) -> Report:
    """Measure; raises Failed where something did not run as it should."""
    samples: dict[str, list[Usage]] = {f"{subject}, {run}": [] for run in RUNS for subject in SUBJECTS}
    counted: dict[str, int] = {}
    load = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="telco-cpe-bench-") as name,
        site(Path(name), "--routers", str(options.hosts)) as description,
    ):
        folder = Path(name)
        _prepare(folder, description)
        _play(folder, ROLE, options, changed=1)
        for number in range(options.rounds):
            for kind in RUNS:
                for subject, tasks in SUBJECTS.items():
                    if kind == "changes":
                        _drift(description)
                    journal(description, forget=True)
                    changed = 0 if kind == "converged" else WRITES if subject == "uri" else 1
                    usage = _play(folder, tasks, options, changed=changed)
                    key = f"{subject}, {kind}"
                    counted[key] = journal(description)
                    samples[key].append(usage)
                    print(
                        f"round {number + 1}: {key:<16}  {usage.wall:6.2f} s  CPU {usage.cpu:6.2f} s",
                        file=sys.stderr,
                        flush=True,
                    )
    if counted["role, converged"] != KINDS * options.hosts:
        raise Failed(f"{counted['role, converged']} requests came in where {KINDS * options.hosts} were due")
    middle = {
        key: Usage(statistics.median(one.wall for one in found), statistics.median(one.cpu for one in found))
        for key, found in samples.items()
    }
    return Report(
        name="whole_router",
        rows=[
            {
                "run": key,
                "wall s": usage.wall,
                "CPU s": usage.cpu,
                "wall ms a router": usage.wall / options.hosts * 1000,
                "requests a router": counted[key] / options.hosts,
            }
            for key, usage in middle.items()
        ],
        conditions={
            "routers": options.hosts,
            "forks": options.forks,
            "rounds": options.rounds,
            "cores (shared with the lab)": cores(),
            "load before": round(load, 2),
        },
        goals=[
            Goal(
                f"role / uri, {kind}, {what}",
                getattr(middle[f"role, {kind}"], what) / getattr(middle[f"uri, {kind}"], what),
                LIMIT,
            )
            for kind in RUNS
            for what in ("wall", "cpu")
        ],
        samples={key: [vars(usage) for usage in found] for key, found in samples.items()},
    )


def _prepare(folder: Path, description: dict[str, Any]) -> None:
    """Write the inventory: each router with a token, and the desired state."""
    routers = description["devices"]
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(router_token, routers))
    hosts = {
        router["name"]: {
            "peplink_api_url": router["http_url"],
            "peplink_api_token": token,
            "peplink_ca_path": description["ca_path"],
            **DESIRED,
        }
        for router, token in zip(routers, tokens, strict=True)
    }
    write_inventory(folder, hosts)


def _drift(description: dict[str, Any]) -> None:
    """Take every router away from its desired state."""

    def change(router: dict[str, Any]) -> None:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.patch(f"{router['control_url']}/devices/{router['name']}/state", json=DRIFT, timeout=60)
            answer.raise_for_status()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, description["devices"]))


def _play(folder: Path, tasks: list[dict[str, Any]], options: argparse.Namespace, *, changed: int) -> Usage:
    """Run tasks over all routers with Ansible's default settings. Raises Failed unless each is ``changed`` so many times."""
    play = {"hosts": "all", "gather_facts": False, "connection": "local", "tasks": tasks}
    (folder / "play.json").write_text(json.dumps([play]), encoding="utf-8")
    environment = {
        **os.environ,
        "ANSIBLE_LOCAL_TEMP": str(folder / "local"),
        "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
        "ANSIBLE_ROLES_PATH": str(ROOT / "roles"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    command = [sys.executable, "-m", "ansible", "playbook", "-i", "hosts.json", "play.json"]
    usage, text = measure([*command, "--forks", str(options.forks)], folder, environment)
    recaps = _RECAP.findall(text)
    if len(recaps) != options.hosts or {*recaps} != {(str(changed), "0", "0")}:
        raise Failed(f"not {changed} changes on each of {options.hosts} routers:\n{text[-4000:]}")
    return usage
