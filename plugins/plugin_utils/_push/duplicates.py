# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import hashlib
import json
import time
import typing as t
from collections import OrderedDict

from .events import KINDS, Record

# The gateway, the kind, and which thing or which event of it.
Key = tuple[str | None, str, t.Any]


class Mark(t.NamedTuple):
    """By what an event is known again: the key under which it is remembered, and a digest of all that it says."""

    key: Key
    digest: bytes


def mark_of(sn: str | None, kind: str, record: Record) -> Mark | None:
    """The mark of a record; None where nothing could tell its repetition from a new event."""
    identity, state = KINDS[kind].identity, KINDS[kind].state
    found = tuple(record.get(field) for field in identity)
    if not identity or any(value in (None, "") for value in found):
        return None
    text = json.dumps(record, sort_keys=True, separators=(",", ":"))
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return Mark((sn, kind, str(found) if state else digest), digest)


class Duplicates:
    """Remembers events for ``window`` seconds, the last ``size`` of them at most. A window of 0 remembers none."""

    def __init__(self, window: float, size: int, clock: t.Callable[[], float] = time.monotonic) -> None:
        self._window = window
        self._size = size
        self._clock = clock
        self._kept: OrderedDict[Key, tuple[float, bytes]] = OrderedDict()

    def has(self, mark: Mark) -> bool:
        """Whether the same came before, within the window, and for a state, nothing else since."""
        at, digest = self._kept.get(mark.key, (0.0, b""))
        return digest == mark.digest and self._clock() - at < self._window

    def add(self, mark: Mark) -> None:
        """Remember an event that was taken."""
        if not self._window:
            return
        now = self._clock()
        self._kept[mark.key] = (now, mark.digest)
        self._kept.move_to_end(mark.key)
        while len(self._kept) > self._size or now - next(iter(self._kept.values()))[0] >= self._window:
            self._kept.popitem(last=False)

    def forget(self, sn: str | None, kind: str) -> None:
        """Forget the events of a kind of one gateway, which begins anew."""
        for key in [key for key in self._kept if key[:2] == (sn, kind)]:
            del self._kept[key]
