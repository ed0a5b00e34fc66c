# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a router still answers after a change, and putting back what it was where it does not."""

from __future__ import annotations

import contextlib
import dataclasses
import time
import typing as t

from .._core.client import Client
from .._core.connection import Connection
from .._core.errors import CpeError, NoAnswer
from .._core.http import READ, Reply, Transport
from .._core.plan import Write
from .._core.poll import poll
from .pending import APPLY

# Seconds that one attempt may take, and seconds between two attempts.
ATTEMPT = 5
INTERVAL = 2.0


class RolledBack(CpeError):
    """The router did not answer after a change; the message says what became of the change."""

    kind = "rolled_back"


class Path:
    """The way to a router: the connection's address, and others by which it may be reached when that one is cut.

    ``connect`` makes a client of a connection. ``requests`` counts what this takes beyond the run's own client.
    """

    def __init__(
        self, connection: Connection, others: t.Sequence[str], connect: t.Callable[[Connection], Client]
    ) -> None:
        self._connection = connection
        self._others = others
        self._connect = connect
        self.requests = 0

    def answers(self, seconds: float) -> bool:
        """Whether the router answers within so many seconds, twice: an apply may take a moment to take effect."""
        short = dataclasses.replace(self._connection, timeout=min(ATTEMPT, self._connection.timeout), retries=0)
        transport = Transport(short)
        seen: list[bool] = []

        def ask() -> bool:
            seen.append(_answers(transport))
            return seen[-2:] == [True, True]

        try:
            return poll(ask, bool, timeout=seconds, interval=INTERVAL, pause=transport.pause)
        finally:
            self.requests += transport.requests
            transport.close()

    def put_back(
        self, writes: t.Sequence[Write], rest: t.Callable[[Client], t.Sequence[Write]], seconds: float
    ) -> tuple[str | None, str]:
        """Write what leads back, by whichever address answers first.

        In: the writes; ``rest`` gives what is left to write then; for how long it is tried. Out: the address by which it was done,
        or None with why it was not.
        """
        end = time.monotonic() + seconds
        failure = "no address answers"
        while True:
            for url in (self._connection.url, *self._others):
                try:
                    self._write(url, writes, rest)
                except CpeError as error:
                    failure = error.message
                else:
                    return url, ""
            if time.monotonic() >= end:
                return None, failure
            time.sleep(INTERVAL)

    def _write(self, url: str, writes: t.Sequence[Write], rest: t.Callable[[Client], t.Sequence[Write]]) -> None:
        short = dataclasses.replace(
            self._connection, url=url, timeout=min(ATTEMPT, self._connection.timeout), retries=0
        )
        client = self._connect(short)
        try:
            with client:
                _send(client, writes)
                _send(client, rest(client))
        finally:
            self.requests += client.requests


def _send(client: Client, writes: t.Sequence[Write]) -> None:
    for write in writes:
        # The answer to the apply may get lost with the path that it switches.
        with contextlib.suppress(*((NoAnswer,) if write == APPLY else ())):
            client.write(write)


def _answers(transport: Transport) -> bool:
    # info.firmware needs no login; a refusal is an answer, too.
    with contextlib.suppress(CpeError):
        return transport.call("GET", "api/info.firmware", kind=READ, retries=0, interpret=_is_api)
    return False


def _is_api(reply: Reply) -> bool:
    answer = reply.json()
    return isinstance(answer, dict) and "stat" in answer
