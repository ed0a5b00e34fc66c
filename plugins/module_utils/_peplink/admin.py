# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""API clients and their tokens: what only an admin's login may see ("Permission")."""

from __future__ import annotations

import dataclasses
import time
import typing as t

from .._core.client import Client
from .._core.connection import Connection
from .._core.entity import Entity
from .._core.errors import ApiFailure, OptionError, PermissionDenied
from .._core.normal import to_int
from .._core.secret import Secret
from .vendor import PEPLINK

CLIENT = "auth.client"
TOKEN = "auth.client.token"
GRANT = "auth.token.grant"
REVOKE = "auth.token.revoke"

SCOPES = ("api", "api.read-only")

Entry = dict[str, t.Any]


class AdminEntity(Entity):
    """Something that only an admin's login may manage: a token never suffices, whatever else the connection has."""

    vendor = PEPLINK
    disclosing = True

    def make_client(self, connection: Connection) -> Client:
        if not connection.username:
            raise OptionError(
                "api_username",
                "is required, with api_password: API clients and their tokens can be managed by an admin's login only, a token "
                "or an API client does not suffice",
            )
        without = {**connection.extra, "client_id": None, "client_secret": None}
        return super().make_client(dataclasses.replace(connection, token=None, extra=without))

    def clients(self) -> list[Entry]:
        """The API clients whose name is the option ``name``. Raises PermissionDenied for another login than an admin's."""
        found = [one for one in self.ask(CLIENT) if one.get("name") == self.params["name"]]
        for one in found:
            one["clientId"] = Secret(one.get("clientId", ""))
            self.client.redact.add(one["clientId"])
        return found

    def ask(self, function: str, query: t.Sequence[tuple[str, t.Any]] = ()) -> list[Entry]:
        """What a GET lists."""
        try:
            answer = self.client.get(function, query)
        except PermissionDenied as error:
            error.hint = "API clients and their tokens can be managed by an admin's login only: give one by api_username and api_password."
            raise
        return [one for one in answer if isinstance(one, dict)] if isinstance(answer, list) else []

    def several(self, found: list[Entry]) -> ApiFailure:
        """What is raised where a name means several API clients."""
        shown = "; ".join(f"created {_date(one.get('createTimestamp'))}, scope {one.get('scope')}" for one in found)
        return ApiFailure(
            f"{len(found)} API clients are named {self.params['name']!r} ({shown})",
            device=self.client.connection.device,
            hint="Remove what is not needed in the web admin, or all of them by peplink_auth_client with state absent.",
        )


def _date(timestamp: t.Any) -> str:
    seconds = to_int(timestamp)
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds)) if isinstance(seconds, int) else str(seconds)
