# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The agenda: what has to happen at a later time of the lab's clock."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count


class Agenda:
    """Actions with the time (seconds since the epoch) at which they are due."""

    def __init__(self) -> None:
        self._entries: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def at(self, due: float, action: Callable[[], None]) -> None:
        """Do ``action`` when the clock has reached ``due``."""
        heapq.heappush(self._entries, (due, next(self._numbers), action))

    def run(self, now: float) -> None:
        """Do all that is due at ``now``, in the order of time; also what becomes due by that."""
        while self._entries and self._entries[0][0] <= now:
            heapq.heappop(self._entries)[2]()
