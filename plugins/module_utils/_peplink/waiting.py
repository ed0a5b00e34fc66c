# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for what a router does after its answer: how long, how often it is asked, and that somebody sees it."""

from __future__ import annotations

import time
import typing as t

from .._core.errors import OptionError
from .._core.poll import poll
from .._core.resource import Resource

T = t.TypeVar("T")

# Seconds between two lines of progress.
BETWEEN_LINES = 15.0


def waiting_options(timeout: int, interval: float) -> dict[str, t.Any]:
    """The options of a module that waits, with its defaults in seconds."""
    return {
        "wait_timeout": {"type": "int", "default": timeout},
        "poll_interval": {"type": "float", "default": interval},
    }


def check_waiting(params: t.Mapping[str, t.Any]) -> None:
    """Raise OptionError for a time that is none."""
    for option, low in (("wait_timeout", 1), ("poll_interval", 0.1)):
        if params[option] < low:
            raise OptionError(option, f"{params[option]} is out of range, allowed is at least {low}")


def wait_for(one: Resource, look: t.Callable[[], T], done: t.Callable[[T], bool], what: str) -> T:
    """Look at a router until ``done`` says that it is as awaited, or the time that the options allow is over.

    In: ``what`` is waited for, as a line of progress says it. Out: what was seen last; whether it is as awaited is for the
    caller to see.
    """
    start = told = time.monotonic()

    def look_and_tell() -> T:
        nonlocal told
        now = time.monotonic()
        if now - told >= BETWEEN_LINES:
            told = now
            one.tell(f"{one.client.connection.device}: waiting for {what}, {now - start:.0f} s so far")
        return look()

    return poll(
        look_and_tell,
        done,
        timeout=one.params["wait_timeout"],
        interval=one.params["poll_interval"],
        pause=one.client.transport.pause,
    )
