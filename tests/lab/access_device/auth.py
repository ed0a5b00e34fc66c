# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logins: a session of APIO itself, a token of APIO Core in front of it, Basic (field notes access-device, 1)."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.lab.access_device.errors import ApiError
from tests.lab.core.message import Request, Response

if TYPE_CHECKING:
    from tests.lab.access_device.device import ApioServer

GROUP_ADMIN = 8
TENANT_ADMIN = 12
SYSTEM_ADMIN = 16

SESSION_COOKIE = "sessionid"


@dataclass(frozen=True)
class User:
    """Someone who can log in."""

    username: str
    password: str
    level: int
    tenant: str
    group: str

    def may_manage(self, tenant: str, group: str) -> bool:
        """Whether the user is at least the administrator of this group."""
        if self.level >= SYSTEM_ADMIN:
            return True
        if self.level >= TENANT_ADMIN:
            return tenant == self.tenant
        return self.level >= GROUP_ADMIN and (tenant, group) == (self.tenant, self.group)


class CoreRefusal(Exception):
    """APIO Core refuses with its own body, ``{"error": ..}``."""


class Logins:
    """Sessions and tokens of one server."""

    def __init__(self, server: ApioServer) -> None:
        self._server = server
        self._sessions: dict[str, tuple[str, float]] = {}
        self._tokens: dict[str, tuple[str, float]] = {}
        self._refresh_tokens: dict[str, str] = {}
        self._node = "node-1"

    def user(self, name: str) -> User | None:
        """The user with this login name."""
        options = self._server.options
        if name == options["username"]:
            level, tenant, group = options["user_level"], options["user_tenant"], options["user_group"]
            return User(name, options["password"], level, tenant, group)
        for row in options["users"]:
            if row["username"] == name:
                return User(name, row["password"], row["user_level"], row["tenant_id"], row["group_id"])
        return None

    def _check(self, given: Any) -> User | None:
        if not isinstance(given, dict) or set(given) != {"username", "password"}:
            return None
        user = self.user(given["username"])
        return user if user is not None and user.password == given["password"] else None

    # -- APIO's own session -----------------------------------------------------------------------------------------

    def login(self, given: Any) -> Response:
        """POST /api/v1/login/. Raises ApiError (401) for a wrong login."""
        user = self._check(given)
        if user is None or not self._server.options["session"]:
            raise ApiError(401, "Authentication failed")
        session = secrets.token_hex(16)
        self._sessions[session] = (user.username, self._server.clock.now())
        headers = [("Set-Cookie", f"{SESSION_COOKIE}={session}; Path=/; HttpOnly")]
        if self._server.options["lb_cookie"]:
            headers.append(("Set-Cookie", f"{self._server.options['lb_cookie']}={self._node}; Path=/"))
        profile = {"user_level": user.level, "is_first_login": self._server.options["is_first_login"]}
        ids = {"tenant_id": user.tenant, "group_id": user.group, "user_id": user.username}
        return Response.json_({"ids": ids, "profile": profile}, headers=headers)

    def by_session(self, request: Request) -> User:
        """Whose session, or Basic login, the request carries. Raises ApiError (401)."""
        user = self._by_basic(request) or self._by_cookie(request)
        if user is None:
            raise ApiError(401, "Authentication required")
        return user

    def _by_cookie(self, request: Request) -> User | None:
        cookies = request.cookies
        known = self._sessions.get(cookies.get(SESSION_COOKIE, ""))
        balancer = self._server.options["lb_cookie"]
        # Without the load balancer's cookie the request lands on a node that doesn't know the session.
        if known is None or (balancer and cookies.get(balancer) != self._node):
            return None
        username, since = known
        if self._server.clock.now() - since > self._server.options["session_seconds"]:
            return None
        return self.user(username)

    def _by_basic(self, request: Request) -> User | None:
        scheme, _, rest = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic" or not self._server.options["basic"]:
            return None
        try:
            name, _, password = base64.b64decode(rest.strip(), validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        return self._check({"username": name, "password": password})

    # -- APIO Core --------------------------------------------------------------------------------------------------

    def core_login(self, given: Any) -> Response:
        """POST /api/v01/auth/login. Raises CoreRefusal."""
        user = self._check(given)
        if user is None or not self._server.options["bearer"]:
            raise CoreRefusal("Invalid username or password")
        if self._server.options["two_factor"]:
            return Response.json_({"2fa_payload": secrets.token_hex(16), "option": "totp"})
        refresh = secrets.token_hex(16)
        self._refresh_tokens[refresh] = user.username
        answer = {"access_token": self._new_token(user.username), "refresh_token": refresh}
        if user.username == self._server.options["username"]:
            answer["token"] = self._server.options["token"]
        return Response.json_(answer)

    def core_refresh(self, request: Request) -> Response:
        """GET /api/v01/auth/access_token, with the refresh token as Bearer. Raises CoreRefusal."""
        username = self._refresh_tokens.get(_bearer(request))
        if username is None or not self._server.options["bearer"]:
            raise CoreRefusal("Invalid refresh token")
        return Response.json_({"access_token": self._new_token(username)})

    def _new_token(self, username: str) -> str:
        token = secrets.token_hex(16)
        self._tokens[token] = (username, self._server.clock.now())
        return token

    def by_token(self, request: Request) -> User:
        """Whose token the request carries. Raises CoreRefusal."""
        token = _bearer(request)
        options = self._server.options
        username, since = self._tokens.get(token, ("", 0.0))
        if token and token == options["token"]:
            username, since = options["username"], self._server.clock.now()
        fresh = self._server.clock.now() - since <= options["token_seconds"]
        user = self.user(username) if username and fresh and options["bearer"] else None
        if user is None:
            raise CoreRefusal("Invalid or expired token")
        return user

    def end_all(self) -> None:
        """Forget every session and token (the server restarted)."""
        self._sessions.clear()
        self._tokens.clear()
        self._refresh_tokens.clear()

    def secrets(self) -> list[str]:
        """Passwords and tokens, present sessions included."""
        options = self._server.options
        found = [options["password"], options["token"], *(row["password"] for row in options["users"])]
        return [*found, *self._sessions, *self._tokens, *self._refresh_tokens]


def _bearer(request: Request) -> str:
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    return rest.strip() if scheme.lower() == "bearer" else ""
