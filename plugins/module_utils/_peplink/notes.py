# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes that say on this machine which routers have a change pending that a run of this collection has written.

Where a router's reads show its pending configuration, a change that was written and never applied, because the run was killed
in between, looks as if it were done. The note is what tells the next run to apply it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import socket
import time
import typing as t
import uuid
from pathlib import Path

from .._core.secret import strip_userinfo

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_PROC = Path("/proc")
_OURS_ALONE = 0o700


def default_folder(environment: t.Mapping[str, str]) -> Path:
    """Where notes are kept unless told otherwise: below the XDG state home."""
    base = environment.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(base).expanduser() / "telco.cpe" / "peplink"


class Notes:
    """The notes about one router; one file a run, so that runs at the same time don't disturb each other.

    In: the folder, and the router's address. A note holds the address, when and by which process it was written, and the API
    functions that were called: no values.
    """

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        self._url = strip_userinfo(url.rstrip("/"))
        digest = hashlib.sha256(self._url.encode()).hexdigest()[:16]
        self._stem = f"{_UNSAFE.sub('_', self._url.rpartition('://')[2])[:60]}-{digest}"
        self._own: Path | None = None
        self._left: list[Path] | None = None

    @property
    def left(self) -> list[Path]:
        """Notes that runs have left behind that are over; looked up once."""
        if self._left is None:
            found = sorted(self._folder.glob(f"{self._stem}-*.json")) if self._folder.is_dir() else []
            self._left = [path for path in found if path != self._own and not _at_work(path)]
        return self._left

    def put(self, functions: t.Sequence[str]) -> None:
        """Leave a note. Raises OSError where that can't be done."""
        if self._own is not None:
            return
        self.left  # noqa: B018  what was there before this note is looked up first
        self._folder.mkdir(mode=_OURS_ALONE, parents=True, exist_ok=True)
        path = self._folder / f"{self._stem}-{uuid.uuid4().hex}.json"
        content = {
            "router": self._url,
            "written": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "functions": list(dict.fromkeys(functions)),
            "host": socket.gethostname(),
            "process": os.getpid(),
            "started": _start_of(os.getpid()),
        }
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(content), encoding="utf-8")
        draft.replace(path)
        self._own = path

    def take_back(self) -> None:
        """Remove the note of this run: what it had written is not pending any more."""
        if self._own is not None:
            _remove(self._own)
            self._own = None

    def settle(self) -> None:
        """Remove this run's note, and those that were there before: everything that was pending is applied, or discarded."""
        self.take_back()
        for path in self.left:
            _remove(path)
        self._left = []


def _remove(path: Path) -> None:
    # Another run may have been faster; and what can't be removed costs an apply of nothing.
    with contextlib.suppress(OSError):
        path.unlink()


def _at_work(path: Path) -> bool:
    """Whether the run that wrote a note still runs, on this machine."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        process, host, started = int(note["process"]), note["host"], note["started"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if host != socket.gethostname() or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return bool(_start_of(process) == started)


def _start_of(process: int) -> str | None:
    """What tells a process from a later one of the same number, where the system tells it."""
    try:
        return (_PROC / str(process) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return None
