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
    ServerError,
    SessionExpired,
    Unsupported,
)
from .._core.http import AUTH, READ, WRITE, Reply, Transport
from .._core.normal import to_int
from .._core.plan import Write
from .._core.secret import Secret, mark, secrets_in
from .._core.signals import held_off
from .firmware import Firmware, span

# Names under which the router's answers carry secrets.
SECRET_KEYS = frozenset({"password", "key", "simPin", "clientSecret", "accessToken"})

_UNKNOWN_FUNCTION = ("unknown function", "unsupported request", "unknown api", "undefined function")
_UNAUTHORIZED = (401, 301)

_NEEDS = "Reads need the read-only scope at least, changes the scope 'api' or a read-write user."
_ADDRESS = "Check api_url: it is the address of the router's web admin interface, without /api; the API may also be switched off."


class PeplinkClient(Client):
    """The local HTTP API of a Peplink router (Peplink Router API, "Getting Started").

    Authentication by cookie (login, and logout at the end in every case), by access token, or by a client id and
    secret, for which a token is granted for the run and revoked at its end.
    """

    def __init__(self, connection: Connection, transport: Transport | None = None) -> None:
        super().__init__(connection, transport)
        self._token = connection.token
        self._client_id = connection.extra.get("client_id")
        self._client_secret = connection.extra.get("client_secret")
        self._signed_in = bool(connection.token)
        self._accepted = False
        self._read_only = False
        self.redact.add(self._client_secret)
        self.firmware = Firmware(lambda: self.get("info.firmware"), connection.device)
        if not (connection.token or self._client_id or connection.username):
            raise OptionError(
                "api_username", "is required, with api_password; or api_token; or client_id with client_secret"
            )

    def get(self, function: str, query: t.Sequence[tuple[str, t.Any]] = (), *, retries: int | None = None) -> t.Any:
        """GET an API function. Out: the answer's ``response``, secrets marked. Raises CpeError.

        ``retries``: instead of the connection's.
        """
        try:
            return self._call("GET", function, READ, query=query, retries=retries)
        except (Unsupported, NotTheSystem) as error:
            raise self._explained(error, "GET", function) from None

    def write(self, write: Write) -> t.Any:
        """POST a write of a plan. Out: the answer's ``response``, secrets marked."""
        return self.post(write.endpoint, write.payload)

    def post(self, function: str, body: t.Mapping[str, t.Any], kind: str = WRITE) -> t.Any:
        """POST an API function. ``kind`` READ for one that only reads and may be repeated."""
        try:
            return self._call("POST", function, kind, body=dict(body))
        except (Unsupported, NotTheSystem) as error:
            raise self._explained(error, "POST", function) from None

    def check_plan(self, plan: list[Write], options: t.Iterable[tuple[str, str]] = ()) -> None:
        self.firmware.require_plan(plan, options)

    def close(self) -> None:
        if not self._signed_in or self.connection.token:
            return
        self._signed_in = False
        # The session ends by itself after its idle time-out, and the outcome of the run is known already.
        with held_off(), contextlib.suppress(CpeError):
            if self._client_id:
                self._send("POST", "auth.token.revoke", AUTH, body={"accessToken": self._token}, retries=0)
            else:
                self._send("POST", "logout", AUTH, body={}, retries=0)

    def _call(self, method: str, function: str, kind: str, **content: t.Any) -> t.Any:
        if not self._signed_in:
            self._sign_in()
        if kind == WRITE and self._read_only:
            raise PermissionDenied(
                "the account may only read",
                device=self.connection.device,
                endpoint=f"{method} api/{function}",
                hint=_NEEDS,
            )
        try:
            return self._send(method, function, kind, **content)
        except SessionExpired as error:
            if self.connection.token:
                return self._call_with_doubtful_token(error, method, function, kind, content)
        # A refused request was not processed: signing in again and repeating it once is safe, for writes too.
        self._sign_in()
        try:
            return self._send(method, function, kind, **content)
        except SessionExpired as error:
            raise PermissionDenied(
                "the router refuses this operation to the account, right after a successful login",
                **error.details(),
                hint=_NEEDS,
            ) from None

    def _explained(self, error: CpeError, method: str, function: str) -> CpeError:
        """A failure with the firmware that runs, where the router lacks the operation and tells its firmware."""
        # A page that is not there is a missing operation, once another operation answers.
        missing = isinstance(error, NotTheSystem) and error.http_status == 404 and bool(span(method, function))
        if function == "info.firmware" or not (missing or isinstance(error, Unsupported)):
            return error
        running = None
        with contextlib.suppress(CpeError):
            running = self.firmware.running
        if running is None:
            return error
        what = _lacking(method, function, {}).message
        return Unsupported(f"{what}, and the router runs {running}", **error.details())

    def _call_with_doubtful_token(
        self, error: SessionExpired, method: str, function: str, kind: str, content: dict[str, t.Any]
    ) -> t.Any:
        # Routers refuse good tokens, too, in passing and under load: a read is worth a second try.
        wait = self.transport.wait_for(error, 0) if kind == READ else None
        if wait is not None:
            self.transport.pause(wait)
            with contextlib.suppress(SessionExpired):
                return self._send(method, function, kind, **content)
        if self._accepted:
            raise PermissionDenied(
                "the access token is not accepted for this operation: its scope is read-only, or it has just expired",
                **error.details(),
                hint=_NEEDS,
            ) from None
        raise AuthenticationError(
            "the access token is not accepted",
            **error.details(),
            hint="Grant a new token, or use client_id and client_secret."
            + (
                " Some firmware refuses to show the configuration to a token of scope api.read-only."
                if "config." in function
                else ""
            ),
        ) from None

    def _sign_in(self) -> None:
        with held_off():
            self._open()
            self._signed_in = True

    def _open(self) -> None:
        if self._client_id:
            if not self._client_secret:
                raise OptionError("client_secret", "is required with client_id")
            body = {"clientId": self._client_id, "clientSecret": self._client_secret}
            granted = self._authenticate("auth.token.grant", body)
            self._token = Secret(granted.get("accessToken", ""))
            self._read_only = granted.get("scope") == "api.read-only"
        else:
            if self.connection.password is None:
                raise OptionError("api_password", "is required with api_username")
            body = {"username": self.connection.username, "password": self.connection.password}
            granted = self._authenticate("login", body)
            permission = granted.get("permission")
            self._read_only = isinstance(permission, dict) and to_int(permission.get("POST")) == 0

    def _authenticate(self, function: str, body: dict[str, t.Any]) -> dict[str, t.Any]:
        self._token = None
        try:
            answer = self._send("POST", function, AUTH, body=body)
            return answer if isinstance(answer, dict) else {}
        except (ApiFailure, SessionExpired) as error:
            raise AuthenticationError(
                "the router refuses the credentials",
                **error.details(),
                hint="Check the credentials; a router may also refuse a login when too many sessions are open.",
            ) from None

    def _send(self, method: str, function: str, kind: str, **content: t.Any) -> t.Any:
        token = [("accessToken", str.__str__(self._token))] if self._token else []
        answer = self.transport.call(
            method,
            f"api/{function}",
            kind=kind,
            secret_query=token,
            interpret=lambda reply: _response(reply, method, function, known=self._accepted),
            **content,
        )
        self._accepted = True
        self.firmware.answered(method, function)
        answer = mark(answer, SECRET_KEYS)
        self.redact.add(*secrets_in(answer))
        return answer


def _response(reply: Reply, method: str, function: str, *, known: bool) -> t.Any:
    """The ``response`` of an answer's envelope ("Response"); raises CpeError for a failure.

    ``known`` tells whether a router's API has answered at this address before.
    """
    details: dict[str, t.Any] = {"http_status": reply.status}
    if reply.status >= 500:
        raise ServerError("the router failed at the request", **details)
    if not reply.text.lstrip().startswith("{"):
        _refuse_status(reply, method, function, known=known)
        reply.refuse_html()
    answer = reply.json()
    if not isinstance(answer, dict) or answer.get("stat") not in ("ok", "fail"):
        raise NotTheSystem("the answer is not that of a Peplink router (no 'stat')", hint=_ADDRESS, **details)
    if answer["stat"] == "ok":
        return answer.get("response", {})
    code, message = answer.get("code"), str(answer.get("message", ""))
    details.update(code=code, api_message=message)
    words = message.lower()
    if to_int(code) in _UNAUTHORIZED or "unauthorized" in words or "invalid access token" in words:
        raise SessionExpired("the router does not accept the session", **details)
    if reply.status == 404 or any(phrase in words for phrase in _UNKNOWN_FUNCTION):
        raise _lacking(method, function, details)
    if words == "internal error":
        raise ServerError("the router failed at the request", **details)
    raise ApiFailure(f"the router refuses the request: {message or 'no reason given'}", **details)


def _refuse_status(reply: Reply, method: str, function: str, *, known: bool) -> None:
    """Raise what the HTTP status says where no envelope came."""
    details: dict[str, t.Any] = {"http_status": reply.status}
    if reply.status == 401:
        raise SessionExpired("the router wants a login", **details)
    if reply.status == 403:
        raise PermissionDenied("the router forbids this operation", hint=_NEEDS, **details)
    if reply.status == 404 and known:
        raise _lacking(method, function, details)
    if reply.status == 404:
        raise NotTheSystem("there is no Peplink API at this address", hint=_ADDRESS, **details)


def _lacking(method: str, function: str, details: dict[str, t.Any]) -> Unsupported:
    needs = span(method, function)
    return Unsupported(
        f"this model or firmware lacks {method} {function}" + (f"; it needs {needs}" if needs else ""), **details
    )
