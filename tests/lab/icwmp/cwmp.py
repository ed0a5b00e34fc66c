# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The CWMP sessions of icwmpd through time: queued events, the running session, retries, periodic informs, reboots.

Sources: TR-069 section 3.2.1.1 (retry policy, default m = 5 s, k = 2000), field notes "icwmp over ubus JSON-RPC in
practice", section 2 (what ``status`` tells of a session).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.lab.icwmp.config import informs_periodically, url_in_use

BOOT = "1 BOOT"
PERIODIC = "2 PERIODIC"

RETRY_MINIMUM = 5.0
RETRY_MULTIPLIER = 2.0
RETRY_LIMIT = 10

#: What can be put off to the end of a session, by the command that does so.
RELOAD, REBOOT, ACTION = "reload", "reboot", "action"


@dataclass
class Daemon:
    """Everything that icwmpd knows while it runs. Times are seconds since the epoch, None for "not planned".

    ``config`` is the configuration file, ``active`` what was loaded from it; ``events`` wait for the next session.
    """

    config: dict[str, Any]
    active: dict[str, Any]
    start_time: float
    up: bool = True
    boots_until: float = 0.0
    events: list[str] = field(default_factory=list)
    end_session: list[str] = field(default_factory=list)
    starts_at: float | None = None
    ends_at: float | None = None
    sent_events: list[str] = field(default_factory=list)
    last_status: str | None = None
    last_start: float | None = None
    last_end: float | None = None
    success: int = 0
    failure: int = 0
    next_periodic: float | None = None
    next_retry: float | None = None
    retries: int = 0
    reboots: int = 0
    actions: int = 0

    @property
    def running(self) -> bool:
        """Whether a session runs."""
        return self.ends_at is not None


class CwmpClient:
    """Moves a ``Daemon`` through time.

    ``options`` is the device's (``session_delay``, ``session_seconds``, ``failing_sessions``, ``acs_urls``, ``reboot_seconds``);
    ``on_inform`` is called with each event that a session sends, ``on_reboot`` when the CPE goes down for a reboot.
    """

    def __init__(
        self,
        daemon: Daemon,
        options: dict[str, Any],
        on_inform: Callable[[str], None],
        on_reboot: Callable[[], None],
    ) -> None:
        self.daemon = daemon
        self._options = options
        self._on_inform = on_inform
        self._on_reboot = on_reboot

    def start(self, moment: float, *, boot_session: bool = True) -> None:
        """Start the daemon: statistics and sessions begin anew, the configuration is read."""
        old = self.daemon
        self.daemon = Daemon(old.config, dict(old.config), moment, reboots=old.reboots, actions=old.actions)
        self._plan_periodic(moment)
        if boot_session:
            self.daemon.events.append(BOOT)
            self.daemon.starts_at = moment

    def stop(self) -> None:
        """End the daemon."""
        old = self.daemon
        self.daemon = Daemon(old.config, old.active, old.start_time, up=False, reboots=old.reboots, actions=old.actions)

    def inform(self, event: str, moment: float) -> None:
        """Queue an event; it starts a session unless one runs, and then waits for the end of that."""
        daemon = self.daemon
        daemon.events.append(event)
        if not daemon.running and daemon.starts_at is None:
            daemon.starts_at = moment + self._options["session_delay"]

    def reload(self, moment: float) -> bool:
        """Load the configuration file; returns whether the ACS is another one."""
        before = url_in_use(self.daemon.active)
        periodic = self._periodic_of(self.daemon.active)
        self.daemon.active = dict(self.daemon.config)
        if periodic != self._periodic_of(self.daemon.active):
            self._plan_periodic(moment)
        return before != url_in_use(self.daemon.active)

    @staticmethod
    def _periodic_of(active: dict[str, Any]) -> float | None:
        """Seconds between two periodic informs, None where there are none."""
        return float(active["periodic_inform_interval"]) if informs_periodically(active) else None

    def _plan_periodic(self, moment: float) -> None:
        interval = self._periodic_of(self.daemon.active)
        self.daemon.next_periodic = None if interval is None else moment + interval

    def put_off(self, action: str) -> None:
        """Have an action done at the end of the session."""
        if action not in self.daemon.end_session:
            self.daemon.end_session.append(action)

    def run_until(self, moment: float) -> None:
        """Let everything happen that is due by ``moment``, in order."""
        while True:
            due = self._next_step()
            if due is None or due[0] > moment:
                return
            due[1](due[0])

    def _next_step(self) -> tuple[float, Callable[[float], None]] | None:
        daemon = self.daemon
        if not daemon.up:
            return None
        steps: list[tuple[float, Callable[[float], None]]] = []
        if daemon.ends_at is not None:
            steps.append((daemon.ends_at, self._end_session))
        else:
            steps.extend(
                (moment, self._start_session) for moment in (daemon.starts_at, daemon.next_retry) if moment is not None
            )
        if daemon.next_periodic is not None:
            steps.append((daemon.next_periodic, self._periodic))
        return min(steps, key=lambda step: step[0], default=None)

    def _periodic(self, moment: float) -> None:
        self._plan_periodic(moment)
        if PERIODIC not in self.daemon.events:
            self.inform(PERIODIC, moment)

    def _start_session(self, moment: float) -> None:
        daemon = self.daemon
        daemon.starts_at = daemon.next_retry = None
        daemon.sent_events, daemon.events = daemon.events, []
        daemon.last_status, daemon.last_start, daemon.last_end = "running", moment, None
        daemon.ends_at = moment + self._options["session_seconds"]

    def _end_session(self, moment: float) -> None:
        daemon = self.daemon
        daemon.ends_at, daemon.last_end = None, moment
        fails = self._options["failing_sessions"] > 0
        if fails:
            self._options["failing_sessions"] -= 1
        if fails or not self._acs_answers():
            daemon.last_status = "failure"
            daemon.failure += 1
            daemon.events = daemon.sent_events + daemon.events
            daemon.next_retry = moment + RETRY_MINIMUM * RETRY_MULTIPLIER ** min(daemon.retries, RETRY_LIMIT - 1)
            daemon.retries += 1
        else:
            daemon.last_status = "success"
            daemon.success += 1
            daemon.retries = 0
            for event in daemon.sent_events:
                self._on_inform(event)
            if daemon.events:
                daemon.starts_at = moment
        daemon.sent_events = []
        self._do_what_was_put_off(moment)

    def _acs_answers(self) -> bool:
        url, answering = url_in_use(self.daemon.active), self._options["acs_urls"]
        return bool(url) and (answering is None or url in answering)

    def _do_what_was_put_off(self, moment: float) -> None:
        daemon = self.daemon
        actions, daemon.end_session = daemon.end_session, []
        if ACTION in actions:
            daemon.actions += 1
        if RELOAD in actions:
            self.reload(moment)
        if REBOOT in actions:
            daemon.reboots += 1
            self.start(moment + self._options["reboot_seconds"])
            self.daemon.boots_until = self.daemon.start_time
            self._on_reboot()
