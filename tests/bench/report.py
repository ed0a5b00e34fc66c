# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a benchmark found out: figures, and whether they reach their goals. As a table, and as JSON in ``.cache/bench``."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.checks.environment import CACHE

FOLDER = CACHE / "bench"


@dataclass(frozen=True)
class Goal:
    """A figure that should be at most ``limit``."""

    name: str
    value: float
    limit: float

    @property
    def reached(self) -> bool:
        return self.value <= self.limit


@dataclass
class Report:
    """The outcome of one benchmark.

    ``rows`` have the same keys each, the columns of the table; ``conditions`` say under which circumstances it was measured;
    ``samples`` are the single measurements behind the rows.
    """

    name: str
    rows: list[dict[str, Any]]
    conditions: dict[str, Any]
    goals: list[Goal] = field(default_factory=list)
    samples: dict[str, Any] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        return all(goal.reached for goal in self.goals)

    def text(self) -> str:
        """The report as people read it."""
        lines = [f"{self.name}: " + ", ".join(f"{key} {value}" for key, value in self.conditions.items()), ""]
        columns = list(self.rows[0]) if self.rows else []
        table = [columns, *([_cell(row[column]) for column in columns] for row in self.rows)]
        widths = [max(len(cells[number]) for cells in table) for number in range(len(columns))]
        for cells in table:
            first = cells[0].ljust(widths[0])
            rest = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
            lines.append("  ".join([first, *rest]).rstrip())
        if self.goals:
            lines.append("")
        for goal in self.goals:
            verdict = "reached" if goal.reached else "MISSED"
            lines.append(f"{goal.name}: {goal.value:.3f}, goal at most {goal.limit:g}: {verdict}")
        return "\n".join(lines)

    def write(self) -> Path:
        """Write the report as JSON. Out: the file."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        content = {
            "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()},
            **dataclasses.asdict(self),
            "reached": self.reached,
        }
        path = FOLDER / f"{self.name}.json"
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        return path


def _cell(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
