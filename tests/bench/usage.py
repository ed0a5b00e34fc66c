# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command and tells what it cost."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A command of a benchmark did not do what it should; the message has the end of what it said."""


@dataclass(frozen=True)
class Usage:
    """What a command cost, all the processes that it started and waited for included.

    ``wall`` and ``cpu`` in seconds; ``memory``: the most that its processes held at one time, together, in MiB, where the
    system tells (each process's resident memory, so that what forked processes share is counted for each).
    """

    wall: float
    cpu: float
    memory: float = 0.0


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[Usage, str]:
    """Run a command in a folder. Out: its cost, and what it printed. Raises Failed for any exit status but 0."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        start = time.perf_counter()
        # Not subprocess.run: only wait4 tells the CPU time of this very command.
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        with _Watch(process.pid) as watch:
            _pid, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{text[-4000:]}")
    return Usage(wall, used.ru_utime + used.ru_stime, watch.most / 2**20), text


class _Watch:
    """Looks again and again at how much memory a process and its descendants hold; ``most`` in bytes, 0 where /proc is missing."""

    INTERVAL = 0.25

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Watch:
        if Path("/proc/self/statm").exists():
            self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _look(self) -> None:
        page = os.sysconf("SC_PAGESIZE")
        while not self._ended.wait(self.INTERVAL):
            self.most = max(self.most, sum(_resident(pid) for pid in _family(self._pid)) * page)


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for one in found:
        try:
            for children in Path(f"/proc/{one}/task").glob("*/children"):
                found += map(int, children.read_text(encoding="ascii").split())
        except OSError:
            continue  # it has just ended
    return found


def _resident(pid: int) -> int:
    """The pages that a process holds in memory; 0 for one that has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
