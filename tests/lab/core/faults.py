# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on demand: what goes wrong, for which requests, and how often."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from typing import Any

from tests.lab.core.device import Kind
from tests.lab.core.message import Request

ACTIONS: dict[str, str] = {
    "reset_before": "the connection is reset before the device sees the request",
    "reset_after": "the device handles the request, then the connection is reset",
    "hang": "no answer for `seconds`, then the connection is reset; the device does not see the request",
    "hang_after": "the device handles the request, then no answer for `seconds`, then the connection is reset",
    "status": "answer `status` with `headers` and `body`; the device does not see the request",
    "login_page": "answer the product's HTML login page; the device does not see the request",
    "truncated_json": "the device handles the request, the answer's body is cut in the middle",
    "not_json": "answer 200 with plain text that is no JSON; the device does not see the request",
    "silent": "the device answers as always, but keeps nothing of what the request changed",
}


@dataclass
class Fault:
    """One fault. ``device``, ``method``, ``path`` and ``kind`` narrow it down; what is None matches everything.

    ``path`` is a regular expression that is searched in the decoded path and in the raw request target. The first
    ``skip`` matching requests pass, then ``times`` requests are hit (-1: all). ``body`` of a ``status`` fault: None is
    the system's own form of an error, a string is sent as it is, anything else as JSON. ``seconds`` is how long
    ``hang`` and ``hang_after`` last. ``silent`` only ever hits writes.
    """

    action: str
    device: str | None = None
    method: str | None = None
    path: str | None = None
    kind: Kind | None = None
    times: int = 1
    skip: int = 0
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    seconds: float = 60.0

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"no fault {self.action!r}; there are {', '.join(ACTIONS)}")
        if self.kind not in (None, "read", "write", "auth"):
            raise ValueError(f"no kind {self.kind!r}; there are read, write, auth")
        if self.action == "silent" and self.kind is None:
            self.kind = "write"
        if self.path is not None:
            re.compile(self.path)

    def matches(self, request: Request, device: str, kind: Kind) -> bool:
        """Whether the request is one that this fault is meant for, whatever ``times`` and ``skip`` say."""
        return (
            (self.device is None or self.device == device)
            and (self.kind is None or self.kind == kind)
            and (self.method is None or self.method.upper() == request.method)
            and (
                self.path is None
                or re.search(self.path, request.path) is not None
                or re.search(self.path, request.raw_path) is not None
            )
        )


class Faults:
    """The faults that are set at present, safe to change while the lab runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Set a fault; returns it. Earlier faults are asked first."""
        with self._lock:
            self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Remove all faults."""
        with self._lock:
            self._faults.clear()

    def take(self, request: Request, device: str, kind: Kind) -> Fault | None:
        """The fault that hits this request, its ``skip`` and ``times`` counted down; None if there is none."""
        if not self._faults:
            return None
        with self._lock:
            for fault in self._faults:
                if fault.times == 0 or not fault.matches(request, device, kind):
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                if fault.times > 0:
                    fault.times -= 1
                return fault
        return None

    def __len__(self) -> int:
        """How many faults still have something to hit."""
        with self._lock:
            return sum(1 for fault in self._faults if fault.times != 0)
