# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A playbook over an inventory, run by ansible-playbook as a user would, and what it cost."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from tests.bench.usage import Failed, Usage, measure
from tests.checks.environment import ROOT

_RECAP = re.compile(r"^\S+\s+: ok=(\d+)\s+changed=(\d+)\s+unreachable=(\d+)\s+failed=(\d+)", re.MULTILINE)


def write_inventory(folder: Path, hosts: dict[str, dict[str, Any]]) -> None:
    """Write hosts with their variables as the inventory of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hosts.json").write_text(json.dumps({"all": {"hosts": hosts}}), encoding="utf-8")


def run_task(folder: Path, task: dict[str, Any], *, hosts: int, forks: int, connection: str = "local") -> Usage:
    """Run a play of one task over the folder's inventory with Ansible's default settings.

    Out: what it cost. Raises Failed unless the task was ok and changed nothing on each of the ``hosts``.
    """
    play = {"hosts": "all", "gather_facts": False, "connection": connection, "tasks": [task]}
    (folder / "play.json").write_text(json.dumps([play]), encoding="utf-8")
    environment = {
        **os.environ,
        "ANSIBLE_CONNECTION_PLUGINS": str(ROOT / "tests" / "plugins" / "connection"),
        "ANSIBLE_LOCAL_TEMP": str(folder / "local"),
        "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
    }
    command = [sys.executable, "-m", "ansible", "playbook", "-i", "hosts.json", "play.json", "--forks", str(forks)]
    usage, text = measure(command, folder, environment)
    recaps = _RECAP.findall(text)
    if len(recaps) != hosts or {*recaps} != {("1", "0", "0", "0")}:
        raise Failed(f"the task was not ok and unchanged on {hosts} hosts:\n{text[-4000:]}")
    return usage
