# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os
import typing as t
from pathlib import Path as FilePath

from .._core.compare import Comparison, path_name
from .._core.connection import Connection
from .._core.errors import ApiFailure, CpeError, NoAnswer, NotTaken, ServerError
from .._core.plan import Write
from .._core.setting import Setting, Survey
from .answers import entries
from .notes import Notes, default_folder
from .others import pending_of_others
from .undo import undo

APPLY = Write("POST", "cmd.config.apply")
DISCARD = Write("POST", "cmd.config.discard")

LEFT_OVER = (
    "A run before this one ended between its change and the apply, and left a note of it on this machine: "
    "what is pending on the router is applied now."
)
_SETTLED_BY_NEXT = "The next run settles it; peplink_config with state applied or discarded does, too, for the pending changes of everybody"


def pends(write: Write) -> bool:
    """Whether a write goes to the pending configuration, and takes effect with the apply only."""
    return write.endpoint.startswith("config.") and not write.payload.get("instantActive")


def warning_of(answer: t.Any) -> str | None:
    """The warning that an answer to cmd.config.apply may carry."""
    warning = answer.get("warning") if isinstance(answer, dict) else None
    return str(warning) if warning else None


def applied_with(warning: str) -> str:
    """How a warning of the router is passed on to who runs the module."""
    return f"The router applied the changes with a warning: {warning}"


def notes_of(connection: Connection) -> Notes:
    """The notes about the router of a connection."""
    folder = connection.extra.get("state_path")
    return Notes(FilePath(folder) if folder else default_folder(os.environ), connection.url)


def put_note(notes: Notes, plan: t.Iterable[Write], warnings: list[str]) -> None:
    """Leave a note of what is about to be written. Where that can't be done the run goes on without, and says so."""
    try:
        notes.put([write.endpoint for write in plan])
    except OSError as error:
        warnings.append(
            f"No note could be left of what is about to be pending on the router ({error}): if this run is killed before the "
            "apply, the next one may not know. Set state_path to a folder that can be written."
        )


def taken_back(error: CpeError, left: t.Sequence[str]) -> None:
    """Say in an error what became of the changes that were written before it."""
    text = "What was written was taken back; what others have pending on the router was left alone"
    if left:
        text += f". Not taken back, and still pending: {', '.join(left)}. {_SETTLED_BY_NEXT}"
    error.note(text)


class PendingSetting(Setting):
    """A part of the router's configuration: written to the pending configuration, then applied.

    What GET shows between write and apply, the pending or the running configuration, differs: so a write is always
    followed by an apply, whatever a read says. A note on this machine outlives a run that is killed in between. After a
    failure the module takes back what it wrote itself, and does not discard: that would hit everybody's pending changes.
    """

    engine_options: t.ClassVar[dict[str, t.Any]] = {
        **Setting.engine_options,
        "apply": {"type": "bool", "default": True},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._left_pending = False
        self._apply_in_doubt = False
        self._sent_blindly: list[str] = []
        self._first: Survey | None = None
        self._notes: Notes | None = None
        self.shown: dict[t.Any, t.Any] = {}

    @property
    def notes(self) -> Notes:
        """The notes about this router."""
        if self._notes is None:
            self._notes = notes_of(self.client.connection)
        return self._notes

    def header(self) -> str:
        number = self.params.get("id")
        return f"{super().header()} {self.params.get('match_name') if number is None else number}"

    def read_map(self, function: str) -> t.Any:
        """An answer that maps ids to objects: the object with ``id`` alone, or all. Keeps what was shown first."""
        number = self.params["id"]
        answer = self.client.get(function, [] if number is None else [("id", number)])
        self.shown = self.shown or entries(answer)
        return answer

    def look(self) -> Survey:
        """Read, compare and plan, whatever earlier runs have left."""
        return super().survey()

    def survey(self) -> Survey:
        found = self.look()
        if self._first is None:
            self._first = found
            if not found.plan and self.params["apply"] and self.notes.left:
                self.warnings.append(LEFT_OVER)
                found = left_over(found)
        return found

    def plan(self, comparison: Comparison) -> list[Write]:
        writes = super().plan(comparison)
        if writes:
            self._sent_blindly = [path_name(path) for path in self.sendable(comparison)]
        return [*writes, APPLY] if writes and self.params["apply"] else writes

    def carry_out(self, plan: list[Write]) -> None:
        if any(map(pends, plan)):
            put_note(self.notes, plan, self.warnings)
        super().carry_out(plan)

    def send(self, plan: list[Write]) -> None:
        only_apply = plan == [APPLY] and not self._left_pending
        for write in plan:
            try:
                answer = self.client.write(write)
            except (NoAnswer, ServerError):
                # Unknown whether it took; any other failure is a refusal, which leaves nothing behind.
                self._left_pending = self._left_pending or pends(write) or write == APPLY
                self._apply_in_doubt = write == APPLY
                raise
            except ApiFailure as error:
                if not only_apply:
                    raise
                # The code of "nothing to apply" is documented nowhere (field notes, decision 6).
                self.warnings.append(
                    f"The router had nothing to apply, or did not: {error.api_message or error.message}"
                )
                return
            if write == APPLY:
                self._left_pending = False
                warning = warning_of(answer)
                if warning:
                    self.warnings.append(applied_with(warning))
            elif pends(write):
                self._left_pending = True
                self._tell_of_others(self.others(write, answer))

    def others(self, write: Write, answer: t.Any) -> list[str]:
        """The names of what others have pending, as far as the answer to a write shows it."""
        first = t.cast(Survey, self._first)
        ours = [change.path for change in first.changes]
        return pending_of_others(self.table, self.shown, answer, {first.before.get("id"): ours})

    def _tell_of_others(self, others: list[str]) -> None:
        if others:
            done = "are applied along" if self.params["apply"] else "stay pending"
            self.warnings.append(
                f"Somebody else has changes pending on this router, which {done}, as far as can be known: {', '.join(others)}."
            )

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
            self.notes.take_back()
        elif self._apply_in_doubt:
            error.note(f"Whether the changes were applied is unknown. {_SETTLED_BY_NEXT}")
        else:
            taken_back(error, self.take_back())

    def take_back(self) -> list[str]:
        """Put into the pending configuration again what this run found. Out: the names of what is left of its change."""
        first = t.cast(Survey, self._first)
        back = undo(self, first.before, first.after)
        left = [*back.left, *self._sent_blindly]
        try:
            for write in back.writes:
                self.client.write(write)
        except CpeError as failure:
            return [f"{', '.join(change.name for change in first.changes)} ({failure.message})"]
        self._left_pending = bool(left)
        if not left:
            self.notes.take_back()
        return left

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
                    # The apply itself may be what did not take: the note stays.
                    error.note(f"What did not take may still be pending. {_SETTLED_BY_NEXT}")
                    raise
                self.client.transport.pause(wait)
                attempt += 1

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        applies = any(write["endpoint"] == APPLY.endpoint for write in result["plan"])
        if applies and not self.check_mode:
            self.notes.settle()
        waiting = result["changed"] or bool(self.notes.left)
        result[self.key].pop("pending", None)
        result["pending"] = waiting and not self.params["apply"]
        return result


def left_over(found: Survey) -> Survey:
    """A survey that found nothing to do, where an earlier run has left something to apply."""
    return found._replace(
        before={**found.before, "pending": True}, after={**found.after, "pending": False}, plan=[APPLY]
    )
