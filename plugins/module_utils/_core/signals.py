# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import signal
import threading
import typing as t


@contextlib.contextmanager
def held_off() -> t.Iterator[None]:
    """Hold off what ends a task from outside (the keyword ``timeout``, Ctrl-C), until the block is over.

    For the moment of a login or a logout: a task that ends while the answer is on its way leaves a session behind that nobody
    knows. How long that may take is bounded by the connection's own time-out.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    handlers = {number: signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGINT)}
    handlers = {number: handler for number, handler in handlers.items() if handler is not None}
    for number in handlers:
        signal.signal(number, lambda received, _frame: held.append(received))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    for received in dict.fromkeys(held):
        signal.raise_signal(received)
