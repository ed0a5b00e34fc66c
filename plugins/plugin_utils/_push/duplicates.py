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

Key = tuple[str | None, str, bytes]


def key_of(sn: str | None, kind: str, record: Record) -> Key | None:
    """What a repetition of this record has in common with it; None where nothing could tell it from a new event."""
    identity = KINDS[kind].identity
    if not identity or any(record.get(field) in (None, "") for field in identity):
        return None
    text = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return sn, kind, hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Duplicates:
    """Remembers events for ``window`` seconds, the last ``size`` of them at most. A window of 0 remembers none."""

    def __init__(self, window: float, size: int, clock: t.Callable[[], float] = time.monotonic) -> None:
        self._window = window
        self._size = size
        self._clock = clock
        self._kept: OrderedDict[Key, float] = OrderedDict()

    def has(self, key: Key) -> bool:
        """Whether the event came before, within the window."""
        at = self._kept.get(key)
        return at is not None and self._clock() - at < self._window

    def add(self, key: Key) -> None:
        """Remember an event that was taken."""
        if not self._window:
            return
        now = self._clock()
        self._kept[key] = now
        self._kept.move_to_end(key)
        while len(self._kept) > self._size or now - next(iter(self._kept.values())) >= self._window:
            self._kept.popitem(last=False)

    def forget(self, sn: str | None, kind: str) -> None:
        """Forget the events of a kind of one gateway, which counts them from 1 again."""
        for key in [key for key in self._kept if key[:2] == (sn, kind)]:
            del self._kept[key]
