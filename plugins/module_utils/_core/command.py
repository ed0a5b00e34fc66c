# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .plan import Write
from .resource import Resource


class Command(Resource):
    """Something that is done once a call: nothing to compare, never repeated, not done in check mode."""

    def writes(self) -> list[Write]:
        """The calls that do it. May read first, to find out that there is nothing to do."""
        raise TypeError(f"{type(self).__name__} does nothing")

    def outcome(self, answers: list[t.Any]) -> t.Any:
        """What the result shows under the module's key, from the systems' answers to the writes."""
        return answers[-1] if answers else {}

    def execute(self) -> dict[str, t.Any]:
        plan = self.writes()
        if plan:
            self.client.check_plan(plan)
        result: dict[str, t.Any] = {
            "changed": bool(plan),
            "plan": [write.shown() for write in plan],
            "diff": self.diff(plan),
        }
        if not self.check_mode:
            result[self.key] = self.outcome(self.send(plan))
        return result

    def send(self, plan: list[Write]) -> list[t.Any]:
        """Send the calls, in order, each once. Out: the systems' answers."""
        return [self.client.write(write) for write in plan]

    def diff(self, plan: list[Write]) -> dict[str, t.Any]:
        """A command has no states to show; the diff lists the calls."""
        return {
            "before": {},
            "after": {"plan": [write.shown() for write in plan]} if plan else {},
            "before_header": self.key,
            "after_header": self.key,
        }
