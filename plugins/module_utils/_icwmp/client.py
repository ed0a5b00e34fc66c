# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import typing as t

from .._core.client import Client
from .._core.connection import Connection
from .._core.errors import (
    ApiFailure,
    AuthenticationError,
    CpeError,
    NotTheSystem,
    OptionError,
    PermissionDenied,
    SessionExpired,
)
from .._core.http import AUTH, READ, WRITE, Transport
from .._core.plan import Write
from .._core.secret import Secret
from . import tr069
from .ubus import NO_SESSION, request, result


class IcwmpClient(Client):
    """ubus of an OpenWrt-based CPE, by JSON-RPC over HTTP: session login, calls, session destroy."""

    def __init__(self, connection: Connection, transport: Transport | None = None) -> None:
        super().__init__(connection, transport)
        self._path = "" if connection.url.rstrip("/").endswith("/ubus") else "ubus"
        self._session: str | None = None
        if not connection.username:
            raise OptionError("api_username", "is required")
        if connection.password is None:
            raise OptionError("api_password", "is required")

    def call(
        self, place: str, method: str, arguments: t.Mapping[str, t.Any] | None = None, kind: str = READ
    ) -> dict[str, t.Any]:
        """Call a method of a ubus object. Out: what it returned. Raises CpeError.

        "Access denied" is told alike for a session that is gone and for a right that is missing: so the login is repeated
        exactly once.
        """
        if self._session is None:
            self._sign_in()
        with contextlib.suppress(SessionExpired):
            return self._send(t.cast(str, self._session), place, method, arguments or {}, kind)
        self._sign_in()
        try:
            return self._send(t.cast(str, self._session), place, method, arguments or {}, kind)
        except SessionExpired as error:
            raise PermissionDenied(
                f"the CPE denies {place} {method} to the user, right after a successful login",
                **error.details(),
                hint=f"Give the user a right to it: an ACL under /usr/share/rpcd/acl.d that names {place}.",
            ) from None

    def write(self, write: Write) -> dict[str, t.Any]:
        """Call what a write of a plan names: its endpoint is the object and the method. Out: what that returned."""
        place, method = write.endpoint.split(" ")
        return self.call(place, method, write.payload, WRITE)

    def close(self) -> None:
        if self._session is None:
            return
        session, self._session = self._session, None
        # Many users may not destroy their own session; it then ends by its time-out.
        with contextlib.suppress(CpeError):
            # uhttpd adds the session itself, and refuses arguments that name one.
            self._send(session, "session", "destroy", {}, AUTH, retries=0)

    def _sign_in(self) -> None:
        credentials = {"username": self.connection.username, "password": self.connection.password}
        try:
            granted = self._send(NO_SESSION, "session", "login", credentials, AUTH)
        except (ApiFailure, PermissionDenied, SessionExpired) as error:
            raise AuthenticationError(
                "the CPE refuses the credentials", **error.details(), hint="Check api_username and api_password."
            ) from None
        if not isinstance(granted.get("ubus_rpc_session"), str):
            raise NotTheSystem("the login opens no ubus session", device=self.connection.device)
        self._session = Secret(granted["ubus_rpc_session"])
        self.redact.add(self._session)

    def _send(
        self,
        session: str,
        place: str,
        method: str,
        arguments: t.Mapping[str, t.Any],
        kind: str,
        retries: int | None = None,
    ) -> dict[str, t.Any]:
        return self.transport.call(
            "POST",
            self._path,
            kind=kind,
            body=request(session, place, method, arguments),
            retries=retries,
            interpret=lambda reply: _answer(reply, place, method),
        )


def _answer(reply: t.Any, place: str, method: str) -> dict[str, t.Any]:
    if reply.status in (401, 403):
        raise AuthenticationError("the CPE's web server refuses the request", http_status=reply.status)
    returned = result(reply, place, method)
    return tr069.accepted(returned, method) if place == tr069.OBJECT else returned
