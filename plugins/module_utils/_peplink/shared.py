# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import typing as t

from .._core.http import READ, WRITE
from .client import PeplinkClient

# What GET gives in full where it is asked for one by ``id``: read once for all that ask for one.
_WHOLE = ("config.ssid.profile", "config.wan.connection", "status.wan.connection")


class SharedReads:
    """A client whose reads are asked once and answered to everybody: for several resources of one router, looked at together."""

    def __init__(self, client: PeplinkClient) -> None:
        self._client = client
        self._answers: dict[str, t.Any] = {}

    def get(self, function: str, query: t.Sequence[tuple[str, t.Any]] = (), **options: t.Any) -> t.Any:
        """As PeplinkClient.get."""
        asked = [pair for pair in query if not (function in _WHOLE and pair[0] == "id")]
        return self._once(("GET", function, asked), lambda: self._client.get(function, asked, **options))

    def post(self, function: str, body: t.Mapping[str, t.Any], kind: str = WRITE) -> t.Any:
        """As PeplinkClient.post."""
        if kind != READ:
            return self._client.post(function, body, kind)
        return self._once(("POST", function, body), lambda: self._client.post(function, body, kind))

    def _once(self, asked: t.Any, ask: t.Callable[[], t.Any]) -> t.Any:
        key = json.dumps(asked)
        if key not in self._answers:
            self._answers[key] = ask()
        return self._answers[key]

    def __getattr__(self, name: str) -> t.Any:
        return getattr(self._client, name)
