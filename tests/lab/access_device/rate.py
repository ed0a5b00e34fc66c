# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rate limit: APIO answers 429 to a client that asks too often (APIO documentation, api/errors)."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.lab.access_device.device import ApioServer


class TooMany(Exception):
    """Too many requests; ``seconds`` until there is room for another one."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Rate limit exceeded")
        self.seconds = seconds


class Rate:
    """Counts the requests of one server."""

    def __init__(self, server: ApioServer) -> None:
        self._server = server
        self._times: deque[float] = deque()

    def count(self) -> None:
        """Take note of a request. Raises TooMany."""
        limit, span = self._server.options["rate_limit"], self._server.options["rate_seconds"]
        if not limit:
            return
        now = self._server.clock.now()
        while self._times and now - self._times[0] >= span:
            self._times.popleft()
        if len(self._times) >= limit:
            raise TooMany(math.ceil(span - (now - self._times[0])))
        self._times.append(now)

    def forget(self) -> None:
        """Forget all requests so far."""
        self._times.clear()
