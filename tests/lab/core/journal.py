# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: every request that reached the lab, and what became of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.lab.core.device import Kind


@dataclass(slots=True)
class Entry:
    """One request: ``time`` in seconds since the epoch, ``status`` None where the client got no answer.

    ``fault`` is the action of the fault that was applied, ``raw_body`` the body as received.
    """

    time: float
    device: str
    system: str
    method: str
    path: str
    query: list[tuple[str, str]] = field(default_factory=list)
    raw_body: bytes = b""
    status: int | None = None
    kind: Kind = "read"
    fault: str | None = None

    @property
    def body(self) -> Any:
        """The body: decoded JSON, else text; None if it was empty."""
        if not self.raw_body:
            return None
        try:
            return json.loads(self.raw_body)
        except ValueError:
            return self.raw_body.decode("utf-8", "replace")

    def as_dict(self) -> dict[str, Any]:
        """The entry as JSON-able data."""
        return {
            "time": self.time,
            "device": self.device,
            "system": self.system,
            "method": self.method,
            "path": self.path,
            "query": [list(pair) for pair in self.query],
            "body": self.body,
            "status": self.status,
            "kind": self.kind,
            "fault": self.fault,
        }


class Journal:
    """The entries in the order of arrival; safe to read while the lab runs.

    ``refused`` holds the writes that were refused because the lab was told to refuse writes.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: list[Entry] = []
        self._refused: list[Entry] = []

    def record(self, entry: Entry, *, refused: bool = False) -> None:
        """Append an entry; with ``refused`` to the list of refused writes too."""
        with self._lock:
            self._entries.append(entry)
            if refused:
                self._refused.append(entry)

    @property
    def refused(self) -> list[Entry]:
        """The writes that were refused."""
        with self._lock:
            return list(self._refused)

    def entries(
        self,
        *,
        device: str | None = None,
        system: str | None = None,
        kind: Kind | None = None,
        method: str | None = None,
        path: str | None = None,
    ) -> list[Entry]:
        """The entries that match all that is given; ``path`` is compared in full, without the query."""
        with self._lock:
            entries = list(self._entries)
        return [
            entry
            for entry in entries
            if (device is None or entry.device == device)
            and (system is None or entry.system == system)
            and (kind is None or entry.kind == kind)
            and (method is None or entry.method == method.upper())
            and (path is None or entry.path == path)
        ]

    def clear(self) -> None:
        """Forget everything, the refused writes too."""
        with self._lock:
            self._entries.clear()
            self._refused.clear()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries())
