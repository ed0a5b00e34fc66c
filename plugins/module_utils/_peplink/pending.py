# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Comparison
from .._core.errors import CpeError, NoAnswer, NotTaken, ServerError
from .._core.plan import Write
from .._core.setting import Setting

APPLY = Write("POST", "cmd.config.apply")
DISCARD = Write("POST", "cmd.config.discard")


def warning_of(answer: t.Any) -> str | None:
    """The warning that an answer to cmd.config.apply may carry."""
    warning = answer.get("warning") if isinstance(answer, dict) else None
    return str(warning) if warning else None


def applied_with(warning: str) -> str:
    """How a warning of the router is passed on to who runs the module."""
    return f"The router applied the changes with a warning: {warning}"


class PendingSetting(Setting):
    """A part of the router's configuration: written to the pending configuration, then applied.

    What GET shows between write and apply, the pending or the running configuration, differs: so a write is always
    followed by an apply, whatever a read says, and what the module itself left pending is discarded after a failure.
    """

    engine_options: t.ClassVar[dict[str, t.Any]] = {
        **Setting.engine_options,
        "apply": {"type": "bool", "default": True},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._left_pending = False

    def header(self) -> str:
        number = self.params.get("id")
        return f"{super().header()} {self.params.get('match_name') if number is None else number}"

    def plan(self, comparison: Comparison) -> list[Write]:
        writes = super().plan(comparison)
        return [*writes, APPLY] if writes and self.params["apply"] else writes

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            try:
                answer = self.client.write(write)
            except (NoAnswer, ServerError):
                # Unknown whether it took; any other failure is a refusal, which leaves nothing behind.
                self._left_pending = True
                raise
            self._left_pending = write is not APPLY
            warning = warning_of(answer) if write is APPLY else None
            if warning:
                self.warnings.append(applied_with(warning))

    def resume(self, error: CpeError) -> list[Write]:
        try:
            left = super().resume(error)
        except CpeError as failure:
            self.abandon(failure)
            raise
        # As desired in a read may mean as desired and pending: only an apply settles it.
        return left or ([APPLY] if self.params["apply"] else [])

    def abandon(self, error: CpeError) -> None:
        if not self._left_pending:
            return
        try:
            self.client.write(DISCARD)
            error.note("What was left pending was discarded, and with it what others had pending on the router")
        except CpeError as failure:
            error.note(
                f"What was left pending could not be discarded ({failure.message}): "
                "use peplink_config with state discarded, which concerns the pending changes of everybody"
            )

    def finish(self) -> dict[str, t.Any]:
        if not self.params["apply"]:
            return {}
        attempt = 0
        while True:
            try:
                return super().finish()
            except NotTaken as error:
                # The router may take a moment from the answer to apply until it runs, and shows, what was applied.
                wait = self.client.transport.wait_for(error, attempt)
                if wait is None:
                    # The apply itself may be what did not take.
                    self._left_pending = True
                    self.abandon(error)
                    raise
                self.client.transport.pause(wait)
                attempt += 1

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        result["pending"] = result["changed"] and not self.params["apply"]
        return result
