# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .._core.errors import NotTheSystem

RUNNING, SUCCESS, FAILURE = "running", "success", "failure"


@dataclass(frozen=True)
class Standing:
    """What ``tr069 status`` says of the sessions at one moment (tr069 schema, status).

    ``daemon`` is when the daemon started, ``last`` the status of the last session, ``succeeded`` and ``failed`` the
    sessions that have ended since then. ``answer`` is all that it says.
    """

    daemon: str
    last: str
    succeeded: int
    failed: int
    answer: dict[str, t.Any]

    @classmethod
    def of(cls, answer: dict[str, t.Any]) -> Standing:
        """From the method's answer. Raises NotTheSystem for one that lacks what the schema requires."""
        try:
            statistics = answer["statistics"]
            return cls(
                daemon=str(answer["cwmp"]["start_time"]),
                last=str(answer["last_session"]["status"]),
                succeeded=int(statistics["success_sessions"]),
                failed=int(statistics["failure_sessions"]),
                answer=answer,
            )
        except (KeyError, TypeError, ValueError):
            raise NotTheSystem(
                "tr069 status does not tell what the sessions need",
                hint="Expected are cwmp.start_time, last_session.status, statistics.success_sessions and .failure_sessions.",
            ) from None

    @property
    def ended(self) -> int:
        """Sessions that have ended."""
        return self.succeeded + self.failed


class Watch:
    """Follows the sessions until the one has ended that an inform has caused.

    Times have whole seconds, so that two sessions may bear the same: sessions are counted. A session that ran before the
    inform ends first, and the event goes with the next one.
    """

    def __init__(self, before: Standing) -> None:
        self._seen = before
        self._outcomes: list[str] = []
        self._number = 2 if before.last == RUNNING else 1
        self.restarted = False

    def add(self, now: Standing) -> None:
        """Take a later standing into account."""
        if now.daemon != self._seen.daemon or now.ended < self._seen.ended:
            self.restarted = True
            return
        failed = [FAILURE] * (now.failed - self._seen.failed)
        succeeded = [SUCCESS] * (now.succeeded - self._seen.succeeded)
        self._outcomes += failed + succeeded if now.last == SUCCESS else succeeded + failed
        self._seen = now

    @property
    def outcome(self) -> str | None:
        """How the session ended; None until it has, or where a restart of the daemon hides it."""
        return self._outcomes[self._number - 1] if len(self._outcomes) >= self._number else None

    @property
    def settled(self) -> bool:
        """Whether waiting on would tell nothing more."""
        return self.restarted or self.outcome is not None
