# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import base64
import dataclasses
import re
import threading
import typing as t
from urllib.parse import urlsplit

from .._core.client import Client
from .._core.connection import Connection
from .._core.errors import (
    ApiFailure,
    AuthenticationError,
    CpeError,
    NotFound,
    NotTheSystem,
    OptionError,
    PermissionDenied,
    SessionExpired,
    Unsupported,
)
from .._core.http import AUTH, READ, WRITE, Reply, Transport
from .._core.plan import Write
from .._core.secret import Secret, mark
from .errors import CHECK_URL, failure

SECRET_KEYS = frozenset({"password", "access_token", "refresh_token", "token"})
DEFAULT_PREFIX = "api/v1/"
_NO_SUCH_METHOD = 405
_CORE_PREFIX = re.compile(r"(?<=/api/v01)/(p\d+)/*\Z")


class AccessDeviceClient(Client):
    """APIO's REST API: JSON, a session cookie or a Bearer token, every URL with a slash at its end.

    A user name and a password log in once a run: at ``login/`` for a session cookie, or at APIO Core for a token where
    api_url has Core's prefix; or go with every request (``auth`` basic). Cookies of a load balancer are sent back as they
    came. Several threads may read by it at the same time.
    """

    def __init__(self, connection: Connection, transport: Transport | None = None) -> None:
        core = _CORE_PREFIX.search(connection.url)
        if core:
            # Core's login lies beside its gateways (/api/v01/auth/login), not below one of them.
            connection = dataclasses.replace(connection, url=connection.url[: core.start()])
        super().__init__(connection, transport)
        self._core = core is not None
        self._prefix = f"{core[1]}/" if core else "" if urlsplit(connection.url).path.strip("/") else DEFAULT_PREFIX
        self._signed_in = False
        # How many times it has logged in: several threads that meet the end of a session begin one new one.
        self._logins = 0
        self._login = threading.Lock()
        self._logs_in = not connection.token and connection.extra.get("auth") != "basic"
        self.transport.set_header("Accept", "application/json")
        if connection.token:
            self._bear(connection.token)
        elif not connection.username:
            raise OptionError("api_username", "is required, with api_password; or api_token")
        elif connection.password is None:
            raise OptionError("api_password", "is required with api_username")
        elif connection.extra.get("auth") == "basic":
            self._bring_along(connection.username, connection.password)

    def get(self, path: str, *members: str, body: t.Any = None) -> dict[str, t.Any]:
        """GET a resource; some take their filter as a JSON body.

        Out: the answer, secrets marked. Raises CpeError, also where the answer has none of the members that tell APIO's
        from others.
        """
        answer = self._call("GET", path, READ, body=body)
        if not isinstance(answer, dict) or not any(name in answer for name in members):
            raise self._not_apio(path, f"it has no {' or '.join(members)}")
        return answer

    def rows(self, path: str, *members: str, body: t.Any = None) -> list[dict[str, t.Any]]:
        """GET a list of objects that stands under one of the members, or bare. Raises CpeError."""
        answer = self._call("GET", path, READ, body=body)
        if isinstance(answer, dict):
            answer = next((answer[name] for name in members if name in answer), None)
        if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
            raise self._not_apio(path, f"it has no list {' or '.join(members)}")
        return answer

    def write(self, write: Write) -> t.Any:
        """Execute a write of a plan. Out: the answer, which the document leaves open, or None."""
        return self._call(write.method, write.endpoint, WRITE, body=write.payload if write.method != "DELETE" else None)

    def write_by(self, write: Write, other: str) -> t.Any:
        """Execute a write whose method the document leaves open: that of the plan, or where there is no such, the other."""
        try:
            return self.write(write)
        except Unsupported as error:
            if error.http_status != _NO_SUCH_METHOD:
                raise
            refused = error
        try:
            return self.write(dataclasses.replace(write, method=other))
        except Unsupported:
            raise refused from None

    def _not_apio(self, path: str, problem: str) -> CpeError:
        return NotTheSystem(
            f"the answer is not APIO's: {problem}",
            device=self.connection.device,
            endpoint=f"GET {path}",
            hint=CHECK_URL,
        )

    def _call(self, method: str, path: str, kind: str, body: t.Any) -> t.Any:
        if not self._signed_in:
            self._renew(self._logins)
        logins = self._logins
        try:
            return self._send(method, self._prefix + path, kind, body)
        except SessionExpired as error:
            if not self._logs_in:
                raise self._refused(error) from None
        # What was refused was not processed: a new login and one repetition are safe, for writes too.
        self._renew(logins)
        try:
            return self._send(method, self._prefix + path, kind, body)
        except SessionExpired as error:
            raise PermissionDenied(
                "the server refuses this operation to the user, right after a successful login", **error.details()
            ) from None

    def _refused(self, error: SessionExpired) -> AuthenticationError:
        """What a 401 means where there is no session that could have ended."""
        if self.connection.token:
            return AuthenticationError(
                "the token is not accepted", **error.details(), hint="Check api_token: it may have expired."
            )
        return AuthenticationError(
            "the server refuses the credentials",
            **error.details(),
            hint="Check api_username and api_password, and whether the server takes Basic authentication (auth).",
        )

    def _renew(self, logins: int) -> None:
        """Log in, unless another thread has done so since there were so many logins."""
        with self._login:
            if self._logins == logins:
                self._sign_in()
                self._logins += 1

    def _sign_in(self) -> None:
        credentials = {"username": self.connection.username, "password": self.connection.password}
        try:
            if self._core:
                # A server may refuse a login that carries a token which has expired.
                self.transport.set_header("Authorization", None)
                self._bear(self._token_of(self._send("POST", "auth/login", AUTH, credentials)))
            else:
                self._check_session(self._send("POST", f"{self._prefix}login/", AUTH, credentials))
        except (ApiFailure, SessionExpired, PermissionDenied) as error:
            raise AuthenticationError(
                "the server refuses the credentials", **error.details(), hint="Check api_username and api_password."
            ) from None
        except (NotFound, Unsupported) as error:
            raise NotTheSystem("there is no APIO login at this address", **error.details(), hint=CHECK_URL) from None
        self._signed_in = True

    def _token_of(self, granted: t.Any) -> Secret:
        """The token that a login at APIO Core grants. Raises AuthenticationError where it wants more than a password."""
        place: dict[str, t.Any] = {"device": self.connection.device, "endpoint": "POST auth/login"}
        content = granted if isinstance(granted, dict) else {}
        token = content.get("access_token")
        if isinstance(token, Secret):
            return token
        if "2fa_payload" in content:
            raise AuthenticationError(
                "APIO Core asks for a second factor, which no run can give",
                **place,
                hint="Use the machine token of a user as api_token, or a user without a second factor.",
            )
        raise NotFound("the login grants no token", **place)

    def _check_session(self, answer: t.Any) -> None:
        if not self.transport.has_cookies and not (isinstance(answer, dict) and "profile" in answer):
            raise NotFound("the login opens no session", endpoint="POST login/", device=self.connection.device)

    def _bear(self, token: str) -> None:
        self.redact.add(token)
        self.transport.set_header("Authorization", f"Bearer {token}")
        self._signed_in = True

    def _bring_along(self, username: str, password: str) -> None:
        if ":" in username:
            raise OptionError("api_username", "must not contain a colon with auth basic")
        pair = base64.b64encode(f"{username}:{password}".encode()).decode()
        self.redact.add(pair)
        self.transport.set_header("Authorization", f"Basic {pair}")
        self._signed_in = True

    def _send(self, method: str, path: str, kind: str, body: t.Any) -> t.Any:
        answer = self.transport.call(method, path, kind=kind, interpret=_content, body=body)
        return mark(answer, SECRET_KEYS)


def _content(reply: Reply) -> t.Any:
    error = failure(reply)
    if error:
        raise error
    reply.refuse_html()
    return reply.json() if reply.text.strip() else None
