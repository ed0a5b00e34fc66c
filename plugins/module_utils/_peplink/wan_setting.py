# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Comparison
from .._core.plan import Write
from .answers import pick_asked
from .pending import PendingSetting
from .vendor import PEPLINK
from .wan import WAN
from .wan_rules import check_changes, check_desired
from .wan_unshown import mind_unshown, not_shown


class Wan(PendingSetting):
    """GET and POST /api/config.wan.connection (Peplink Router API)."""

    vendor = PEPLINK
    key = "wan"
    table = WAN
    selectors: t.ClassVar[dict[str, t.Any]] = {"id": {"type": "str"}, "match_name": {"type": "str"}}
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_one_of": [("id", "match_name")],
        "mutually_exclusive": [("id", "match_name")],
    }

    def validate(self) -> None:
        super().validate()
        check_desired(self.desired())

    def read(self) -> t.Mapping[str, t.Any]:
        return pick_asked(self.read_map("config.wan.connection"), self.params, "WAN connection")

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        return mind_unshown(super().compare(current))

    def plan(self, comparison: Comparison) -> list[Write]:
        check_changes(comparison)
        return super().plan(comparison)

    def verify(self, comparison: Comparison) -> None:
        unseen = not_shown(comparison)
        comparison.changes = [change for change in comparison.changes if change not in unseen]
        super().verify(comparison)
        if unseen:
            names = ", ".join(change.name for change in unseen)
            self.warnings.append(
                f"The router does not show {names}: whether that took is unknown, and each run sets it again."
            )

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        wan = {"id": comparison.current["id"], **body}
        return [Write("POST", "config.wan.connection", {"action": "update", "list": [wan]})]
