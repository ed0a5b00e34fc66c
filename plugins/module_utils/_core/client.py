# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .connection import Connection
from .http import Transport
from .plan import Write
from .secret import Redactor


class Client:
    """One system's API, one object a run of a module. Use it as a context: ``close`` ends the session in every case."""

    def __init__(self, connection: Connection, transport: Transport | None = None) -> None:
        self.connection = connection
        self.transport = transport or Transport(connection)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self.close()
        finally:
            self.transport.close()

    def close(self) -> None:
        """End the session with the system, if there is one. Never raises for a failure of the farewell itself."""

    def write(self, write: Write) -> t.Any:
        """Execute one write of a plan; out, what the system answered."""
        raise TypeError(f"{type(self).__name__} has no writes")

    def check_plan(self, plan: list[Write], options: t.Iterable[tuple[str, str]] = ()) -> None:
        """Raise CpeError where this very system can't do what a plan, which is not empty, consists of.

        Called before anything is written, in check mode too. ``options``: the paths of the options that change and that came
        with a certain firmware, with that firmware.
        """

    @property
    def requests(self) -> int:
        """HTTP requests so far, authentication included."""
        return self.transport.requests

    @property
    def redact(self) -> Redactor:
        return self.transport.redact
