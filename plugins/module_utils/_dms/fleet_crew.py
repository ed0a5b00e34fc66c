# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import collections
import heapq
import itertools
import os
import threading
import time
import typing as t

from .._core.errors import (
    AuthenticationError,
    CpeError,
    Missing,
    NotTheSystem,
    OptionError,
    PermissionDenied,
    TlsError,
    Unreachable,
    Unsupported,
)
from .client import DmsClient
from .fleet_options import Pace
from .fleet_work import BAD, RESULTS, Outcome, Stopped, Work

# Failures that every device would meet: none of them says anything about a CPE.
HOPELESS = (AuthenticationError, PermissionDenied, TlsError, Missing)
# Failures that say so only when nothing else comes any more.
DOUBTFUL = (Unreachable, NotTheSystem, Unsupported)
PATIENCE = 5
# Seconds between two looks at what goes on.
TICK = 0.2


class Wave:
    """So many devices, of which so many may fail before no further wave is begun."""

    def __init__(self, works: list[Work], allowed: int) -> None:
        self.works = works
        self.allowed = allowed
        self.done = 0
        self.bad = 0

    @property
    def has_failed(self) -> bool:
        return self.bad > self.allowed

    @property
    def is_passed(self) -> bool:
        """Whether what is still under way can't make it fail: the slowest devices don't hold up the next wave then."""
        return self.bad + len(self.works) - self.done <= self.allowed or (
            self.done == len(self.works) and not self.has_failed
        )


class Crew:
    """Several threads that take devices through their steps, wave by wave.

    In: the pace; ``client``, which makes a client for a thread; ``tell``, for lines of progress.
    ``cause`` is the failure that has stopped the run, if one has; ``waves`` and ``begun`` say how far it came.
    """

    def __init__(self, pace: Pace, client: t.Callable[[], DmsClient], tell: t.Callable[[str], None]) -> None:
        self.cause: CpeError | None = None
        self.begun = 0
        self.waves: list[Wave] = []
        self.counts = dict.fromkeys(RESULTS, 0)
        self._total = 0
        self._pace = pace
        self._client = client
        self._tell = tell
        self._lock = threading.Condition()
        self._ready: collections.deque[tuple[Wave, Work]] = collections.deque()
        self._later: list[tuple[float, int, Wave, Work]] = []
        self._numbers = itertools.count()
        self._busy: dict[threading.Thread, float] = {}
        self._threads: set[threading.Thread] = set()
        self._stop = False
        self._row = 0
        self._mistake: BaseException | None = None

    def stopped(self) -> bool:
        """Whether nothing more is to be sent."""
        return self._stop

    def run(self, works: t.Sequence[Work]) -> None:
        """Take works, in their order, to their outcomes, or as many as a failure allows."""
        self._total = len(works)
        rest = iter(works)
        for size in self._pace.sizes(len(works)):
            self.waves.append(Wave(list(itertools.islice(rest, size)), self._pace.allowed(size)))
        parent = os.getppid()
        told = start = time.monotonic()
        try:
            self._begin_waves()
            # One goes ahead: what every device would meet, such as a wrong password, is then met once.
            while self._unfinished():
                self._staff(1 if not any(self.counts.values()) and self._is_early(start) else None)
                with self._lock:
                    self._lock.wait(min(TICK, self._pace.slow_after))
                if os.getppid() != parent:
                    self._halt(CpeError("the process that started this run is gone; what was under way has been ended"))
                now = time.monotonic()
                if self._pace.progress and now - told >= self._pace.progress:
                    told = now
                    self._tell(self._line(now - start))
        finally:
            with self._lock:
                self._stop = True
                self._lock.notify_all()
        for thread in list(self._threads):
            thread.join()
        if self._mistake is not None:
            raise self._mistake

    # -- what is to be done

    def _begin_waves(self) -> None:
        while self.begun < len(self.waves) and (self.begun == 0 or self.waves[self.begun - 1].is_passed):
            wave = self.waves[self.begun]
            self.begun += 1
            self._ready.extend((wave, work) for work in wave.works)

    def _unfinished(self) -> bool:
        with self._lock:
            return not self._stop and bool(self._ready or self._later or self._busy)

    def _is_early(self, start: float) -> bool:
        return time.monotonic() - start < self._pace.slow_after

    def _halt(self, cause: CpeError) -> None:
        with self._lock:
            self.cause = self.cause or cause
            self._stop = True
            self._lock.notify_all()

    # -- the threads

    def _staff(self, most: int | None) -> None:
        """Have as many threads as devices may be under way; those that take long are not counted, up to as many again."""
        with self._lock:
            slow = min(self._slow(), self._pace.concurrency)
            wanted = self._pace.concurrency + slow if most is None else most
            missing = min(wanted - len(self._threads), len(self._ready) + len(self._later))
            for _number in range(missing):
                thread = threading.Thread(target=self._serve, name="fleet", daemon=True)
                self._threads.add(thread)
                thread.start()

    def _slow(self) -> int:
        bound = time.monotonic() - self._pace.slow_after
        return sum(since < bound for since in self._busy.values())

    def _serve(self) -> None:
        me = threading.current_thread()
        try:
            client = self._client()
            with client:
                while (taken := self._take(me)) is not None:
                    self._step(*taken, client)
        except BaseException as mistake:  # noqa: BLE001 - whatever it is, it has to come out where the run was called
            self._mistake = mistake
            self._stop = True
        finally:
            with self._lock:
                self._threads.discard(me)
                self._busy.pop(me, None)
                self._lock.notify_all()

    def _take(self, me: threading.Thread) -> tuple[Wave, Work] | None:
        """The next work that is due; None where this thread is needed no more."""
        with self._lock:
            self._busy.pop(me, None)
            while not self._stop:
                surplus = len(self._threads) - self._pace.concurrency
                if surplus > 0 and surplus > self._slow():
                    return None
                now = time.monotonic()
                if self._later and self._later[0][0] <= now:
                    _due, _number, wave, work = heapq.heappop(self._later)
                elif self._ready:
                    wave, work = self._ready.popleft()
                elif not self._later and not self._busy:
                    return None
                else:
                    self._lock.wait(max(0.01, min(TICK, self._later[0][0] - now)) if self._later else TICK)
                    continue
                self._busy[me] = now
                return wave, work
            return None

    def _step(self, wave: Wave, work: Work, client: DmsClient) -> None:
        try:
            wait = work.step(client)
        except Stopped:
            return
        with self._lock:
            if work.outcome is not None:
                self._settle(wave, work.outcome)
            elif wait is not None:
                heapq.heappush(self._later, (time.monotonic() + wait, next(self._numbers), wave, work))

    def _settle(self, wave: Wave, outcome: Outcome) -> None:
        result, error = outcome.result, outcome.error
        self.counts[result] += 1
        wave.done += 1
        wave.bad += result in BAD
        self._row = self._row + 1 if isinstance(error, DOUBTFUL) else 0
        doomed = isinstance(error, HOPELESS) or (
            isinstance(error, OptionError) and not error.path.startswith("parameters")
        )
        if error is not None and (doomed or self._row >= PATIENCE):
            self._halt(error)
        if wave.done == len(wave.works) or wave.allowed:
            self._begin_waves()
        if not self._ready and not self._later:
            self._lock.notify_all()

    def _line(self, seconds: float) -> str:
        counts = ", ".join(f"{number} {result}" for result, number in self.counts.items() if number)
        done = sum(self.counts.values())
        waves = f", wave {self.begun} of {len(self.waves)}" if len(self.waves) > 1 else ""
        return f"{done} of {self._total} devices after {seconds:.0f} s{waves}: {counts or 'none done yet'}"
