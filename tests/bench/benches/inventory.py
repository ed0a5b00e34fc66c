# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to make hosts of the CPEs of a DMS: three groups by attribute and four variables by JMESPath each; at several
sizes, and beside the same groups and variables by Jinja (keyed_groups, compose). The lab is a process of its own.

What is measured is a playbook that begins with the inventory and has nothing to do, because the listing that ansible-inventory
prints would take longer than the inventory itself. Of each the cost of the same with one CPE is taken off, where it says
so: that of Ansible's start.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.dms import dms, set_options, variables
from tests.bench.report import Goal, Report
from tests.bench.site import cores, site
from tests.bench.usage import Failed, Usage, measure

SUMMARY = "the inventory of 100,000 CPEs with groups and variables, beside Jinja's, and at several sizes"

GROUPS = ("model", "location", "data_model")
NATIVE: dict[str, Any] = {
    "group_by": list(GROUPS),
    "hostvars": {
        "city": "location",
        "firmware": "join(' ', [model, sw_version])",
        "is_ont": "ends_with(model, 'ont')",
        "ids": "{customer: cid, contract: cid2}",
    },
}
JINJA: dict[str, Any] = {
    "keyed_groups": [{"key": f"dms_{key}", "prefix": key} for key in GROUPS],
    "compose": {
        "city": "dms_location",
        "firmware": "dms_model ~ ' ' ~ dms_sw_version",
        "is_ont": "dms_model.endswith('ont')",
        "ids": "{'customer': dms_cid, 'contract': dms_cid2}",
    },
}
GOAL_CPU = 15.0
GOAL_MEMORY = 1536.0
GOAL_JINJA = 10.0
GOAL_LINEAR = 1.25


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1000, 10000, 100000], metavar="N", help="CPEs (default: %(default)s)"
    )
    parser.add_argument("--jinja", type=int, default=2000, metavar="N", help="CPEs with Jinja (default: %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="measurements of each (default: %(default)s)"
    )


def run(options: argparse.Namespace) -> Report:
    """Measure; raises Failed where something did not run as it should."""
    subjects = [("native", 1), *(("native", size) for size in sorted(options.sizes)), ("jinja", options.jinja)]
    samples: dict[tuple[str, int], list[Usage]] = {subject: [] for subject in subjects}
    load = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="telco-cpe-bench-") as name,
        site(Path(name), "--dms-cpes", str(max(options.sizes))) as description,
    ):
        for number in range(options.rounds):
            for kind, size in subjects:
                set_options(description, cpes=size)
                usage = _measure(Path(name), description, NATIVE if kind == "native" else JINJA, size)
                samples[kind, size].append(usage)
                print(
                    f"round {number + 1}: {kind:<6} {size:>6}  {usage.wall:6.2f} s  CPU {usage.cpu:6.2f} s  {usage.memory:5.0f} MiB",
                    file=sys.stderr,
                    flush=True,
                )
    middle = {
        subject: Usage(*(statistics.median(getattr(one, kind) for one in found) for kind in ("wall", "cpu", "memory")))
        for subject, found in samples.items()
    }
    start = middle["native", 1].cpu
    per_host = {subject: (usage.cpu - start) / subject[1] * 1000 for subject, usage in middle.items() if subject[1] > 1}
    largest, smallest = ("native", max(options.sizes)), ("native", min(options.sizes))
    return Report(
        name="inventory",
        rows=[
            {
                "groups and variables": kind,
                "CPEs": size,
                "wall s": usage.wall,
                "CPU s": usage.cpu,
                "MiB": usage.memory,
                "CPU ms a CPE, without the start": f"{per_host[kind, size]:.3f}" if size > 1 else "",
            }
            for (kind, size), usage in middle.items()
        ],
        conditions={
            "groups": len(GROUPS),
            "variables": len(NATIVE["hostvars"]),
            "rounds": options.rounds,
            "cores (shared with the lab, a process of its own)": cores(),
            "load before": round(load, 2),
        },
        goals=[
            Goal(f"{largest[1]} CPEs, CPU s", middle[largest].cpu, GOAL_CPU),
            Goal(f"{largest[1]} CPEs, MiB", middle[largest].memory, GOAL_MEMORY),
            Goal(
                f"{GOAL_JINJA:g} x native ({largest[1]} CPEs) / Jinja ({options.jinja} CPEs), CPU a CPE",
                GOAL_JINJA * per_host[largest] / per_host["jinja", options.jinja],
                1.0,
            ),
            Goal(
                f"{largest[1]} / {smallest[1]} CPEs, CPU a CPE without the start",
                per_host[largest] / per_host[smallest],
                GOAL_LINEAR,
            ),
        ],
        samples={f"{kind} {size}": [vars(usage) for usage in found] for (kind, size), found in samples.items()},
    )


def _measure(folder: Path, description: dict[str, Any], config: dict[str, Any], size: int) -> Usage:
    reach = variables(description)
    source = {
        "plugin": "telco.cpe.dms",
        "api_url": dms(description)["http_url"],
        "api_username": reach["dms_api_username"],
        "api_password": reach["dms_api_password"],
        **config,
    }
    (folder / "acs.dms.yml").write_text(json.dumps(source), encoding="utf-8")
    # Nothing is done with the hosts; their number proves that they are there.
    play = {
        "hosts": "localhost",
        "connection": "local",
        "gather_facts": False,
        "tasks": [
            {"ansible.builtin.debug": {"msg": "{{ groups['dms'] | length }} hosts in {{ groups | length }} groups"}}
        ],
    }
    (folder / "play.json").write_text(json.dumps([play]), encoding="utf-8")
    environment = {
        **os.environ,
        "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true",
        "ANSIBLE_LOCAL_TEMP": str(folder / "tmp"),
    }
    command = [sys.executable, "-m", "ansible", "playbook", "-i", "acs.dms.yml", "play.json"]
    usage, text = measure(command, folder, environment)
    if f"{size} hosts in " not in text:
        raise Failed(f"not {size} hosts:\n{text[-2000:]}")
    return usage
