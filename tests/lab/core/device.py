# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The interface of a simulated system, and the clock that all of them read."""

from __future__ import annotations

import copy
import threading
import time
from abc import ABC, abstractmethod
from typing import Any, ClassVar, Literal

from tests.lab.core.message import Post, Request, Response

Kind = Literal["read", "write", "auth"]


class Clock:
    """Real time plus an offset, so that tests can let time pass without waiting."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self._offset

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass. Raises ValueError for a negative number: the lab's time never runs backwards."""
        if seconds < 0:
            raise ValueError("the clock can only be advanced")
        self._offset += seconds


class Device(ABC):
    """One simulated system: all of its behaviour, none of the sockets.

    A subclass sets ``system`` and ``defaults`` (the switches for variants, each with its document form), and
    implements ``handle`` and the state methods. Options that are not in ``defaults`` are refused with TypeError.
    The server calls ``handle`` while it holds ``lock``; who changes a running device from another thread does the same
    (``Lab`` and the control API do).
    """

    system: ClassVar[str]
    defaults: ClassVar[dict[str, Any]] = {}

    def __init__(self, name: str, *, clock: Clock | None = None, **options: Any) -> None:
        self.name = name
        self.clock = clock or Clock()
        self.lock = threading.RLock()
        self.options: dict[str, Any] = {
            "username": "admin",
            "password": f"lab-{self.system}-pw1",
            **copy.deepcopy(self.defaults),
        }
        self.set_options(options)
        self._built_options = copy.deepcopy(self.options)

    def reset_options(self) -> None:
        """Put the options back to how the device was built; ``options`` stays the same dictionary."""
        self.options.clear()
        self.options.update(copy.deepcopy(self._built_options))

    def set_options(self, changes: dict[str, Any]) -> None:
        """Set switches of the device. Raises TypeError for a name that the system does not have."""
        unknown = sorted(set(changes) - set(self.options))
        if unknown:
            raise TypeError(
                f"{self.system} has no option {', '.join(unknown)}; it has {', '.join(sorted(self.options))}"
            )
        self.options.update(changes)

    @abstractmethod
    def handle(self, request: Request) -> Response:
        """Answer one request, synchronously: the whole system behind its HTTP interface."""

    @abstractmethod
    def classify(self, request: Request) -> Kind:
        """Tell whether a request reads, writes, or only deals with the login (login, logout, grant, session)."""

    @abstractmethod
    def snapshot(self) -> dict[str, Any]:
        """The configuration as JSON-able data (what is pending too), without volatile things (sessions, uptime)."""

    @abstractmethod
    def restore(self, snapshot: dict[str, Any]) -> None:
        """Put back what ``snapshot`` gave."""

    @abstractmethod
    def reset(self) -> None:
        """Put the device's state back to how it was built; its options are ``reset_options``' business."""

    @abstractmethod
    def login_page(self) -> Response:
        """The HTML page that this product shows in place of JSON."""

    @abstractmethod
    def secrets(self) -> list[str]:
        """The secret values that the device holds at present, for tests that look for leaks."""

    def patch(self, changes: dict[str, Any]) -> None:
        """Someone changes the device by hand: merge ``changes`` deeply into the running state."""
        self.restore(deep_merge(self.snapshot(), changes))

    def tick(self) -> None:  # noqa: B027 - only some systems do anything on their own
        """Let happen what is due by the clock without being asked; the server calls it a few times a second."""

    def outgoing(self) -> list[Post]:
        """What the device sends of its own accord, in order; the server asks a few times a second, and sends it."""
        return []

    def posted(self, post: Post, status: int | None) -> None:  # noqa: B027 - not every system wants to know
        """Learn what became of a request from ``outgoing``: the HTTP status, or None where nobody answered."""

    def happen(self, what: str, details: dict[str, Any]) -> None:
        """Something happens to the device that no request brings about. Raises ValueError for what can't happen to it."""
        raise ValueError(f"{what} does not happen to {self.system}")

    def handle_silently(self, request: Request) -> Response:
        """Answer as ``handle`` does, but keep nothing of what the request changed (the fault ``silent``)."""
        before = copy.deepcopy(self.snapshot())
        response = self.handle(request)
        self.restore(before)
        return response

    def error_response(self, status: int) -> Response:
        """The system's own form of an error for the fault ``status``; override it where the system has one."""
        return Response.json_({"error": {"code": status, "message": f"HTTP {status}"}}, status)


def deep_merge(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A new dictionary: ``base`` with ``changes`` merged in; dictionaries merge, every other value is replaced."""
    merged = copy.deepcopy(base)
    for key, value in changes.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = deep_merge(old, value)
        else:
            merged[key] = copy.deepcopy(value)
    return merged
