# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
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
)
from .._core.http import AUTH, READ, WRITE, Reply, Transport, segment
from .._core.plan import Write
from .._core.secret import Secret, mark
from .errors import failure

SECRET_KEYS = frozenset({"password", "access_token", "refresh_token", "token"})
DEFAULT_PREFIX = "api/v1"
_CHECK_URL = "Check api_url: it ends with the API's prefix, such as /api/v1, or /api/v01/p1 behind APIO Core."
_CORE_PREFIX = re.compile(r"/api/v01/p\d+$")


class AccessDeviceClient(Client):
    """APIO's REST API: JSON, a session cookie or a Bearer token, every URL with a slash at its end.

    A user name and a password log in once a run: at ``login/`` for a session cookie, or at APIO Core for a token where
    api_url has Core's prefix. Cookies of a load balancer are sent back as they came.
    """

    def __init__(self, connection: Connection, transport: Transport | None = None) -> None:
        super().__init__(connection, transport)
        path = urlsplit(connection.url).path.rstrip("/")
        self._prefix = "" if path else DEFAULT_PREFIX + "/"
        self._core = _CORE_PREFIX.search(path) is not None
        self._signed_in = False
        if connection.token:
            self._bear(connection.token)
        elif not connection.username:
            raise OptionError("api_username", "is required, with api_password; or api_token")
        elif connection.password is None:
            raise OptionError("api_password", "is required with api_username")

    def get(self, path: str, member: str | tuple[str, ...], body: t.Any = None) -> dict[str, t.Any]:
        """GET a resource; some take their filter as a JSON body.

        Out: the answer, secrets marked. Raises CpeError, also where the answer lacks the member (or all of several) that tells APIO's from
        others.
        """
        answer = self._call("GET", path, READ, body=body)
        members = (member,) if isinstance(member, str) else member
        if not isinstance(answer, dict) or not any(name in answer for name in members):
            raise NotTheSystem(
                f"the answer is not APIO's: it has no {' or '.join(members)}",
                device=self.connection.device,
                endpoint=f"GET {path}",
                hint=_CHECK_URL,
            )
        return answer

    def find(self, path: str, member: str) -> dict[str, t.Any] | None:
        """GET a resource that may be absent: None then."""
        try:
            return self.get(path, member)
        except NotFound:
            return None

    def write(self, write: Write) -> t.Any:
        """Execute a write of a plan. Out: the answer, which the document leaves open, or None."""
        return self._call(write.method, write.endpoint, WRITE, body=write.payload if write.method != "DELETE" else None)

    def _call(self, method: str, path: str, kind: str, **content: t.Any) -> t.Any:
        if not self._signed_in:
            self._sign_in()
        try:
            return self._send(method, path, kind, **content)
        except SessionExpired as error:
            if self.connection.token:
                raise AuthenticationError("the token is not accepted", **error.details()) from None
        # What was refused was not processed: a new login and one repetition are safe, for writes too.
        self._sign_in()
        try:
            return self._send(method, path, kind, **content)
        except SessionExpired as error:
            raise PermissionDenied(
                "the server refuses this operation to the user, right after a successful login", **error.details()
            ) from None

    def _sign_in(self) -> None:
        credentials = {"username": self.connection.username, "password": self.connection.password}
        try:
            if self._core:
                granted = self._send("POST", "../auth/login", AUTH, body=credentials)
                self._bear(Secret(granted["access_token"]))
            else:
                answer = self._send("POST", "login/", AUTH, body=credentials)
                if not (self.transport.has_cookies or (isinstance(answer, dict) and "profile" in answer)):
                    raise NotFound("the login opens no session", endpoint="POST login/", device=self.connection.device)
        except (ApiFailure, SessionExpired, PermissionDenied) as error:
            raise AuthenticationError(
                "the server refuses the credentials", **error.details(), hint="Check api_username and api_password."
            ) from None
        except NotFound as error:
            raise NotTheSystem(
                "there is no APIO login at this address",
                **error.details(),
                hint=_CHECK_URL,
            ) from None
        self._signed_in = True

    def _bear(self, token: str) -> None:
        self.redact.add(token)
        self.transport.set_header("Authorization", f"Bearer {token}")
        self._signed_in = True

    def _send(self, method: str, path: str, kind: str, **content: t.Any) -> t.Any:
        answer = self.transport.call(method, self._prefix + path, kind=kind, interpret=_content, **content)
        return mark(answer, SECRET_KEYS)


def _content(reply: Reply) -> t.Any:
    error: CpeError | None = failure(reply)
    if error:
        raise error
    reply.refuse_html()
    return reply.json() if reply.text.strip() else None


def devices_path(tenant_id: str, group_id: str) -> str:
    """The path of a group's access devices."""
    return f"tenants/{segment(tenant_id)}/groups/{segment(group_id)}/access_devices/"


def device_path(tenant_id: str, group_id: str, device_name: str) -> str:
    """The path of one access device; blanks of its name are %20, slashes %2F."""
    return f"{devices_path(tenant_id, group_id)}{segment(device_name)}/"
