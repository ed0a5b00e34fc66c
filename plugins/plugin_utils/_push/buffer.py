# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import asyncio
import typing as t
from collections import deque

Event = dict[str, t.Any]


class Buffer:
    """Events between the gateways, who want their answers soon, and the rules, who take one event at a time."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._events: deque[Event] = deque()
        self._filled = asyncio.Event()

    @property
    def room(self) -> int:
        """How many events can be added."""
        return self.size - len(self._events)

    def add(self, events: t.Iterable[Event]) -> None:
        """Keep events until they are forwarded; the caller has seen that there is room."""
        self._events.extend(events)
        if self._events:
            self._filled.set()

    async def forward(self, queue: asyncio.Queue[t.Any]) -> t.NoReturn:
        """Hand on every event, in order, for ever. An event leaves the buffer when the queue has taken it."""
        while True:
            await self._empty_into(queue)
            self._filled.clear()
            await self._filled.wait()

    async def drain(self, queue: asyncio.Queue[t.Any], seconds: float) -> int:
        """Hand on what is left, for so long at most. Out: how many events are lost."""
        if self._events:
            try:
                await asyncio.wait_for(self._empty_into(queue), seconds)
            except asyncio.TimeoutError:
                pass
        return len(self._events)

    async def _empty_into(self, queue: asyncio.Queue[t.Any]) -> None:
        while self._events:
            await queue.put(self._events[0])
            self._events.popleft()
