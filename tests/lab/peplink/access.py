# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what: sessions of users, API clients and their access tokens (Peplink Router API, "Authentication",
"Permission", "POST /api/login" and "auth.*")."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from tests.lab.core.device import Clock
from tests.lab.core.message import Request
from tests.lab.peplink.errors import FORBIDDEN, ApiFailure, invalid, unauthorized
from tests.lab.peplink.state import ConfigStore

READ_WRITE_SCOPE = "api"
READ_ONLY_SCOPE = "api.read-only"
SCOPES = (READ_WRITE_SCOPE, READ_ONLY_SCOPE)
CLIENT_CREDENTIALS = 3  # authorizationType, "Always get 3 for client credentials grant"


@dataclass
class Session:
    """A login; ``used`` is when it was last used (seconds since the epoch)."""

    session_id: str
    write: bool
    used: float


@dataclass
class Token:
    """An access token; times in seconds since the epoch."""

    access_token: str
    client_id: str
    scope: str
    created: float
    expires: float


@dataclass(frozen=True)
class Caller:
    """What a request may do, and by which session or token."""

    read: bool = False
    write: bool = False
    admin: bool = False
    session: Session | None = None
    token: Token | None = None

    @property
    def read_only_token(self) -> bool:
        """Whether this is a token of scope api.read-only."""
        return self.token is not None and not self.write


NOBODY = Caller()


def cookie_name(scheme: str) -> str:
    """``bauth`` under HTTPS as the document says, ``pauth`` under HTTP as clients found."""
    return "bauth" if scheme == "https" else "pauth"


class Access:
    """Sessions and tokens, which are volatile, over the API clients of the configuration."""

    def __init__(self, store: ConfigStore, options: dict[str, Any], clock: Clock) -> None:
        self._store = store
        self._options = options
        self._clock = clock
        self.sessions: dict[str, Session] = {}
        self.tokens: dict[str, Token] = {}

    # -- sessions ----------------------------------------------------------------------------------------------------

    def login(self, username: str, password: str) -> Session:
        """Open a session. Raises ApiFailure for bad credentials, and where too many sessions are open."""
        options = self._options
        if (username, password) == (options["username"], options["password"]):
            write = True
        elif (username, password) == (options["read_only_username"], options["read_only_password"]):
            write = False
        else:
            raise ApiFailure(options["bad_login_code"], "Unauthorized", auth=True)
        self._expire_sessions()
        if len(self.sessions) >= options["session_limit"]:
            raise ApiFailure(FORBIDDEN, "Too many concurrent sessions", auth=True)
        session = Session(secrets.token_hex(16), write, self._clock.now())
        self.sessions[session.session_id] = session
        return session

    def logout(self, session: Session) -> None:
        """End a session."""
        self.sessions.pop(session.session_id, None)

    def _expire_sessions(self) -> None:
        limit = self._options["idle_timeout"]
        if limit:
            oldest = self._clock.now() - limit
            self.sessions = {key: session for key, session in self.sessions.items() if session.used > oldest}

    # -- who is it ---------------------------------------------------------------------------------------------------

    def identify(self, request: Request) -> Caller:
        """The caller of a request. Raises ApiFailure for a token that is not valid; without a login it is NOBODY."""
        given = request.query_values("accessToken") if request.query else []
        if given:
            token = self._live(given[0]) if len(given) == 1 else None
            if token is None:
                raise unauthorized("Invalid access token")
            return Caller(read=True, write=token.scope == READ_WRITE_SCOPE, token=token)
        if not self.sessions or "cookie" not in request.headers:
            return NOBODY
        self._expire_sessions()
        session = self.sessions.get(request.cookies.get(cookie_name(request.scheme), ""))
        if session is None:
            return NOBODY
        session.used = self._clock.now()
        return Caller(read=True, write=session.write, admin=session.write, session=session)

    # -- clients and tokens ------------------------------------------------------------------------------------------

    @property
    def clients(self) -> list[dict[str, Any]]:
        """The API clients, as GET auth.client shows them."""
        clients: list[dict[str, Any]] = self._store.running["auth_clients"]
        return clients

    def client(self, client_id: str) -> dict[str, Any] | None:
        """The API client with this id."""
        return next((client for client in self.clients if client["clientId"] == client_id), None)

    def add_client(self, name: str, scope: str) -> dict[str, Any]:
        """Make an API client; names are not unique."""
        client = {
            "name": name,
            "clientId": secrets.token_hex(16),
            "clientSecret": secrets.token_hex(16),
            "confidential": False,
            "createTimestamp": int(self._clock.now()),
            "scope": scope,
        }
        self.clients.append(client)
        return client

    def remove_client(self, client_id: str) -> None:
        """Remove an API client and with it its tokens. Raises ApiFailure if there is none."""
        client = self.client(client_id)
        if client is None:
            raise invalid("clientId", "no such client")
        self.clients.remove(client)
        self.tokens = {key: token for key, token in self.tokens.items() if token.client_id != client_id}

    def grant(self, client_id: str, client_secret: str, scope: str | None) -> Token:
        """Make an access token. Raises ApiFailure for bad credentials or a scope wider than the client's."""
        client = self.client(client_id)
        if client is None or client["clientSecret"] != client_secret:
            raise unauthorized()
        now = self._clock.now()
        if now - client["createTimestamp"] < self._options["client_settle_seconds"]:
            raise ApiFailure(500, "Internal Error")
        if scope == READ_WRITE_SCOPE and client["scope"] != READ_WRITE_SCOPE:
            raise ApiFailure(FORBIDDEN, "scope is wider than the client's", auth=True)
        token = Token(
            secrets.token_hex(16),
            client_id,
            scope or client["scope"],
            now,
            now + self._options["token_lifetime"],
        )
        self.tokens = {key: other for key, other in self.tokens.items() if other.expires > now}
        self.tokens[token.access_token] = token
        return token

    def _live(self, access_token: str) -> Token | None:
        token = self.tokens.get(access_token)
        if token is None or token.expires <= self._clock.now() or self.client(token.client_id) is None:
            return None
        return token

    def live_tokens(self, client_id: str | None) -> list[Token]:
        """The tokens that are valid at present, of one client or of all."""
        return [
            token
            for token in self.tokens.values()
            if self._live(token.access_token) is not None and client_id in (None, token.client_id)
        ]

    def revoke(self, access_token: str) -> None:
        """Make a token invalid. Raises ApiFailure if there is none."""
        if self._live(access_token) is None:
            raise invalid("accessToken", "no such token")
        del self.tokens[access_token]
