# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.client import Client
from .._core.compare import Change
from .._core.compare import Path as CorePath
from .._core.connection import user_information
from .._core.errors import CpeError, NoAnswer, OptionError, Unreachable
from .._core.normal import to_int
from .._core.plan import Write
from .._core.setting import Survey
from .client import PeplinkClient
from .order import ordered
from .others import pending_of_others
from .parts import Kind, Part, make
from .pending import APPLY, PendingSetting, pends
from .prompt import PromptSetting
from .rollback import Path, RolledBack
from .shared import SharedReads
from .undo import Undo, undo

# What a priority of a WAN connection is in its configuration.
_PRIORITY: tuple[CorePath, ...] = (("connection", "priority"), ("enable",))


class Whole(PendingSetting):
    """Several resources of one router, brought to their desired state together: one session, one read a kind, one apply.

    A module names the ``kinds``. Each part is the resource of another module, which says how it is read, compared and written.
    """

    kinds: t.ClassVar[tuple[Kind, ...]] = ()

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._parts: list[Part] = []
        self._secrets: set[str] = set()
        self._done: list[Write] = []
        self._lost: CpeError | None = None

    def secrets(self) -> set[str]:
        return self._secrets

    def header(self) -> str:
        return f"{self.client.connection.device} {self.key}"

    def validate(self) -> None:
        super().validate()
        if self.params["rollback_timeout"] < 1:
            raise OptionError("rollback_timeout", "is out of range, allowed is at least 1")
        if self.params["rollback"] and not self.params["apply"]:
            raise OptionError("rollback", "true contradicts apply: false, with which nothing takes effect")
        for url in self.params["rollback_urls"]:
            if user_information(url) or not url.startswith(("http://", "https://")):
                raise OptionError("rollback_urls", "each must be http://HOST or https://HOST, without user information")
        self._parts = make(self.kinds, self.params, self.check_mode, self._secrets)
        for part in self._parts:
            with part.named():
                part.one.validate()

    # -- before anything is written ----------------------------------------------------------------------------------

    def look(self) -> Survey:
        shared = SharedReads(self.client)
        before: dict[str, t.Any] = {}
        after: dict[str, t.Any] = {}
        for part in self._parts:
            part.one.warnings = self.warnings
            found = part.look(shared)
            part.put(before, found.before)
            part.put(after, found.after)
        self._refuse_doubles()
        return Survey(
            before,
            after,
            [change for part in self._parts for change in part.changes()],
            [part.renamed(name) for part in self._parts for name in part.found.unverified],
            ordered(self._parts, self.params["management"] or {}, apply=self.params["apply"]),
        )

    def _refuse_doubles(self) -> None:
        seen: dict[t.Any, str] = {}
        for part in self._parts:
            place = (part.kind.option, to_int(part.key)) if part.kind.entries else part.kind.option
            if place in seen:
                raise OptionError(part.name, f"means the same as {seen[place]}")
            seen[place] = part.name

    def came_with(self, changes: t.Iterable[Change]) -> list[tuple[str, str]]:
        return [
            (part.renamed(name), version)
            for part in self._parts
            for name, version in part.one.came_with(part.found.changes)
        ]

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        for side in ("before", "after"):
            result["diff"][side] = self._by_key(result["diff"][side])
        return result

    def _by_key(self, state: dict[str, t.Any]) -> dict[str, t.Any]:
        """A state whose entries stand under what tells them apart: a diff that can be read field by field."""
        keys = {kind.option: kind.known_by for kind in self.kinds if kind.known_by}
        return {
            option: {str(entry[keys[option]]): entry for entry in value} if option in keys else value
            for option, value in state.items()
        }

    # -- writing -----------------------------------------------------------------------------------------------------

    def carry_out(self, plan: list[Write]) -> None:
        try:
            super().carry_out(plan)
        finally:
            self.warnings[:] = dict.fromkeys(self.warnings)
        if self.params["rollback"]:
            self._watch()

    def send(self, plan: list[Write]) -> None:
        for number, write in enumerate(plan):
            try:
                super().send([write])
            except (NoAnswer, Unreachable) as error:
                reached = APPLY in plan[: number + 1] or not pends(write)
                if not (self.params["rollback"] and reached):
                    raise
                # The change itself may have cut the path: whether the router answers again is looked at next.
                self._lost = error
                return
            self._done.append(write)

    def others(self, write: Write, answer: t.Any) -> list[str]:
        parts = [part for part in self._parts if any(one.endpoint == write.endpoint for one in part.found.plan)]
        ours = {part.key: [change.path for change in part.found.changes] for part in parts if part.kind.entries}
        for entry in self.params["wan_priorities"]:
            ours.setdefault(to_int(entry["conn_id"]), []).extend(_PRIORITY)
        found = (
            pending_of_others(part.one.table, part.one.shown, answer, ours)
            for part in parts[:1]
            if isinstance(part.one, PendingSetting)
        )
        return next(found, [])

    def abandon(self, error: CpeError) -> None:
        at_once = [write.endpoint for write in self._done if not pends(write) and write != APPLY]
        if at_once:
            error.note(f"In effect already: {', '.join(dict.fromkeys(at_once))}")
        super().abandon(error)

    def take_back(self) -> list[str]:
        left = []
        for part in self._parts:
            if isinstance(part.one, PendingSetting) and part.found.plan:
                left += [part.renamed(name) for name in part.one.take_back()]
        self._left_pending = bool(left)
        if not left:
            self.notes.take_back()
        return left

    # -- afterwards --------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        """See that the router still answers; where it does not, put the previous configuration back. Raises RolledBack."""
        seconds = self.params["rollback_timeout"]
        path = Path(self.client.connection, self.params["rollback_urls"], self.make_client)
        try:
            if path.answers(seconds):
                self._go_on()
                return
            changed = [part for part in reversed(self._parts) if part.first.plan]
            backs = [undo(part.one, part.first.before, part.first.after) for part in changed]
            url, why = path.put_back(_ordered(backs), lambda client: self._rest(client, changed), seconds)
        finally:
            self.client.transport.requests += path.requests
        raise self._rolled_back(seconds, [name for back in backs for name in back.left], url, why)

    def _go_on(self) -> None:
        """Do what is left, where an answer was lost on the way."""
        if self._lost is not None:
            error, self._lost = self._lost, None
            super().carry_out(self.resume(error))

    def _rest(self, client: Client, parts: list[Part]) -> list[Write]:
        """What still differs from what it was: a change may have brought others with it."""
        shared = SharedReads(t.cast(PeplinkClient, client))
        backs = []
        for part in parts:
            part.one.client = shared
            backs.append(undo(part.one, part.first.before, part.one.current()))
        return _ordered(backs)

    def _rolled_back(self, seconds: int, left: list[str], url: str | None, why: str) -> RolledBack:
        message = f"the router did not answer for {seconds} s after the changes"
        if url is None:
            message += f", and the previous configuration could not be put back: {why}"
            hint = "Reach the router another way, or name one in rollback_urls, and put the configuration right."
        else:
            self.notes.settle()
            message += f"; the previous configuration was put back by {url}"
            hint = "Look at the changes: one of them cuts the path by which this machine reaches the router."
        error = RolledBack(message, device=self.client.connection.device, hint=hint)
        if left:
            error.note(f"Not put back, because the API can't: {', '.join(left)}")
        return error

    def current(self) -> dict[str, t.Any]:
        """What the changed parts hold now, and what the others were found to hold. Raises NotTaken."""
        shared = SharedReads(self.client)
        held: dict[str, t.Any] = {}
        for part in self._parts:
            part.put(held, self._verified(part, shared) if part.found.plan else part.found.before)
        return held

    def _verified(self, part: Part, shared: SharedReads) -> dict[str, t.Any]:
        one = part.one
        with part.named():
            if isinstance(one, PromptSetting):
                one.client = self.client
                return t.cast("dict[str, t.Any]", one.finish().get(one.key, part.found.after))
            one.client = shared
            state = one.current()
            one.verify(one.compare(state))
        return state


def _ordered(backs: t.Iterable[Undo]) -> list[Write]:
    """The writes of several ways back, with one apply for those that pend."""
    writes = [write for back in backs for write in back.writes]
    pending = [write for write in writes if pends(write)]
    return [*pending, *([APPLY] if pending else []), *(write for write in writes if not pends(write))]
