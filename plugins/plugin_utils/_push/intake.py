# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .buffer import Buffer, Event
from .duplicates import Duplicates, Mark, mark_of
from .events import Push, parse
from .settings import Settings

# Events that are remembered to know them again, at most.
_REMEMBERED = 100_000


class Stranger(Exception):
    """The push of a gateway that is not among those of the settings."""


class NoRoom(Exception):
    """The rules are so far behind that the events of this push can't be kept."""


class TooMany(Exception):
    """A push with more events than could ever be kept."""


class Taken(t.NamedTuple):
    """What became of a push: how many events were taken, and how many came before."""

    accepted: int
    duplicates: int


class Intake:
    """From the body of a push to events in the buffer: all of them, or none and an error."""

    def __init__(self, settings: Settings, buffer: Buffer) -> None:
        self._settings = settings
        self._buffer = buffer
        self._duplicates = Duplicates(settings.duplicate_window, _REMEMBERED)

    def take(self, body: bytes, client: str) -> Taken:
        """Take a push of a client at this address. Raises BadPush, Stranger, TooMany, NoRoom."""
        push = parse(body, url_decode_text=self._settings.url_decode_text)
        if self._settings.gateways and push.sn not in self._settings.gateways:
            raise Stranger
        events, marks, duplicates = self._sort(push, client)
        if len(events) > self._buffer.size:
            raise TooMany
        if len(events) > self._buffer.room:
            raise NoRoom
        # What was refused comes again, and is no duplicate then: so nothing is remembered before.
        for mark in marks:
            self._duplicates.add(mark)
        for kind, record in push.happened:
            if kind == "device" and record.get("status") == "power_on":
                self._duplicates.forget(push.sn, "register")
        self._buffer.add(events)
        return Taken(len(events), duplicates)

    def _sort(self, push: Push, client: str) -> tuple[list[Event], list[Mark], int]:
        events: list[Event] = []
        marks: dict[t.Any, Mark] = {}
        duplicates = 0
        for kind, record in push.happened:
            if kind not in self._settings.types:
                continue
            mark = mark_of(push.sn, kind, record)
            if mark is not None:
                before = marks.get(mark.key)
                if before == mark or (before is None and self._duplicates.has(mark)):
                    duplicates += 1
                    continue
                marks[mark.key] = mark
            events.append(self._event(push.sn, kind, record, client))
        return events, list(marks.values()), duplicates

    def _event(self, sn: str | None, kind: str, record: dict[str, t.Any], client: str) -> Event:
        host = self._settings.gateways.get(sn or "")
        meta = {"client": client, **({"hosts": host} if host else {})}
        return {"type": kind, "sn": sn, "gateway": host, kind: record, "meta": meta}
