# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/drift.yml looks at the result of every task of the roles that it runs: drift that is overlooked is the worst kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
DRIFT = ROOT / "playbooks" / "drift.yml"
PLAYS: list[dict[str, Any]] = [play for play in yaml.safe_load(DRIFT.read_text()) if play.get("roles")]


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play["name"])
def test_every_result_counts(play: dict[str, Any]) -> None:
    looked_at = set(re.findall(r"(\w+_result)\b", str(play["post_tasks"])))
    for role in play["roles"]:
        folder = ROOT / "roles" / role["role"].removeprefix("telco.cpe.") / "tasks"
        tasks = [task for file in folder.glob("*.yml") for task in yaml.safe_load(file.read_text())]
        ours = [task for task in tasks if any(key.startswith("telco.cpe.") for key in task)]
        assert ours
        assert {task.get("register") for task in ours} <= looked_at


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play["name"])
def test_nothing_is_changed(play: dict[str, Any]) -> None:
    assert play["check_mode"] is True
    assert play["diff"] is True
