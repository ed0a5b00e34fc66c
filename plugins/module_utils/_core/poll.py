# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time
import typing as t

T = t.TypeVar("T")


def poll(
    read: t.Callable[[], T],
    done: t.Callable[[T], bool],
    *,
    timeout: float,
    interval: float,
    pause: t.Callable[[float], None],
) -> T:
    """Read until ``done`` says that it is as awaited, or until ``timeout`` seconds have passed.

    In: ``interval``, the seconds between two reads; ``pause``, which waits (a Transport has it). Out: what was read last, at
    least once; whether it is as awaited is for the caller to see.
    """
    end = time.monotonic() + timeout
    waited = 0.0
    while True:
        value = read()
        left = min(end - time.monotonic(), timeout - waited)
        if left <= 0 or done(value):
            return value
        step = min(interval, left)
        pause(step)
        waited += step
