# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass

from .._core import poll
from .._core.errors import OptionError
from .._core.normal import to_int
from .client import DmsClient

# Every module that starts scenarios takes these; their documentation is the fragment telco.cpe.dms.waiting.
WAITING_OPTIONS: dict[str, t.Any] = {
    "wait": {"type": "bool", "default": False},
    "wait_timeout": {"type": "int", "default": 300},
    "poll_interval": {"type": "int", "default": 5},
}

# What GetResult answers while there is no result; an env_id that the DMS doesn't know gets the same answer.
NOT_READY = 204

T = t.TypeVar("T")


@dataclass(frozen=True)
class Waiting:
    """Whether to wait for what was started, for how many seconds at most, and how often to look (seconds)."""

    wanted: bool
    timeout: int
    interval: int

    @classmethod
    def of(cls, params: t.Mapping[str, t.Any]) -> Waiting:
        """From validated module options. Raises OptionError."""
        for name in ("wait_timeout", "poll_interval"):
            if params[name] < 1:
                raise OptionError(name, f"{params[name]} is out of range, allowed is at least 1")
        return cls(params["wait"], params["wait_timeout"], params["poll_interval"])

    def until(self, client: DmsClient, read: t.Callable[[], T], done: t.Callable[[T], bool]) -> T:
        """Read again and again until ``done`` or the end of the time. Out: what was read last. What a read takes counts."""
        spent = 0.0

        def timed() -> T:
            nonlocal spent
            begin = time.monotonic()
            try:
                return read()
            finally:
                spent = time.monotonic() - begin

        def pause(seconds: float) -> None:
            client.transport.pause(max(0.0, seconds - spent))

        return poll.poll(timed, done, timeout=self.timeout, interval=self.interval, pause=pause)


NO_WAITING = Waiting(wanted=False, timeout=1, interval=1)


def get_result(client: DmsClient, env_id: str, seconds: int) -> t.Any | None:
    """GetResult of a scenario, for which the DMS waits up to ``seconds``; None while there is no result. Raises CpeError."""
    result = client.read("GetResult", {"env_id": env_id, "timeout": seconds})
    if isinstance(result, dict) and to_int(result.get("code")) == NOT_READY:
        return None
    return result


def await_result(client: DmsClient, env_id: str, waiting: Waiting) -> t.Any | None:
    """The result of a scenario, waited for; None if there is none at the end of the time. Raises CpeError."""
    seconds = min(waiting.interval, waiting.timeout)
    return waiting.until(client, lambda: get_result(client, env_id, seconds), lambda result: result is not None)
