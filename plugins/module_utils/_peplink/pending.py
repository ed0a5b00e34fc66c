# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Comparison
from .._core.errors import CpeError
from .._core.plan import Write
from .._core.setting import Setting

APPLY = Write("POST", "cmd.config.apply")
DISCARD = Write("POST", "cmd.config.discard")


class PendingSetting(Setting):
    """A part of the router's configuration: written to the pending configuration, then applied.

    What GET shows between write and apply, the pending or the running configuration, differs: so a write is always
    followed by an apply, whatever a read says, and what is left pending after a failure is discarded.
    """

    engine_options: t.ClassVar[dict[str, t.Any]] = {
        **Setting.engine_options,
        "apply": {"type": "bool", "default": True},
    }

    def plan(self, comparison: Comparison) -> list[Write]:
        writes = super().plan(comparison)
        return [*writes, APPLY] if writes and self.params["apply"] else writes

    def resume(self, error: CpeError) -> list[Write]:
        return super().resume(error) or ([APPLY] if self.params["apply"] else [])

    def abandon(self, error: CpeError) -> None:
        try:
            self.client.write(DISCARD)
            error.note("What the module had left pending was discarded")
        except CpeError as failure:
            error.note(
                f"What the module left pending could not be discarded ({failure.message}): "
                "use peplink_config with state discarded, which concerns the pending changes of everybody"
            )

    def finish(self) -> dict[str, t.Any]:
        if not self.params["apply"]:
            return {}
        return super().finish()

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        result["pending"] = result["changed"] and not self.params["apply"]
        return result
