# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.client import Client
from .._core.connection import Connection
from .._core.errors import OptionError
from .._core.http import READ, WRITE, Query, Transport
from .._core.plan import Write
from . import answers

# Seconds that an answer may take beyond the scenario's own time-out.
GRACE = 30


class DmsClient(Client):
    """The northbound API of a DMS: the scenario service and the storage services (DMS NBI).

    Basic authentication, sent with the first request. ``api_url`` is the server's address, with or without ``/v1``.
    """

    def __init__(self, connection: Connection, transport: Transport | None = None) -> None:
        if not connection.username:
            raise OptionError("api_username", "is required")
        if connection.password is None:
            raise OptionError("api_password", "is required")
        # Encoded here, because requests would encode in Latin-1 and fail for other characters.
        credentials = (connection.username.encode(), connection.password.encode())
        super().__init__(connection, transport or Transport(connection, auth=credentials))
        self._base = "" if connection.url.rstrip("/").endswith("/v1") else "v1/"

    def read(self, name: str, body: t.Mapping[str, t.Any], *, retries: int | None = None) -> t.Any:
        """POST a method of the scenario service that only reads, and so may be repeated.

        In: ``retries`` instead of the connection's. Waits for the scenario's end. Out: the answer's ``result``. Raises CpeError.
        """
        return self._post(f"method/{name}", body, READ, retries)

    def write(self, write: Write) -> t.Any:
        """Execute a write of a plan. Out: the answer's ``result``."""
        return self._post(write.endpoint, write.payload, WRITE)

    def storage(self, service: str, method: str, query: Query = (), *, retries: int | None = None) -> t.Any:
        """GET from a storage service; ``method`` is what follows its name in the path. Out: the answer's ``details``."""
        path = f"{self._base}dyn/{service}/{method}"
        return self.transport.call("GET", path, query=query, retries=retries, interpret=answers.storage)

    def _post(self, endpoint: str, body: t.Mapping[str, t.Any], kind: str, retries: int | None = None) -> t.Any:
        return self.transport.call(
            "POST",
            self._base + endpoint,
            kind=kind,
            body=dict(body),
            timeout=self._patience(body),
            retries=retries,
            interpret=answers.scenario,
        )

    def _patience(self, body: t.Mapping[str, t.Any]) -> float:
        """Seconds to wait for the answer: never less than the scenario, or GetResult, may take by its own time-out."""
        limit = (body.get("command_options") or body).get("timeout")
        return self.connection.timeout if limit is None else max(self.connection.timeout, limit + GRACE)
