# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from .._core.client import Client
from .._core.connection import Connection
from .._core.errors import OptionError
from .._core.http import READ, WRITE, Query, Reply, Transport
from .._core.plan import Write
from .._core.secret import Secret, mark
from . import answers, config
from .auth import ChallengeAuth
from .drp import DrpServer

# What the Authorization header of Digest can carry.
_USERNAME = re.compile(r'[^\x00-\x1f\x7f-\x9f:"\\\u0100-\U0010ffff]+\Z')

# Names under which a gateway's answers carry secrets.
SECRET_KEYS = frozenset({"sip_authpswd"})

# What every answer has, but for those of get_config, set_config, get_status and the STK operations.
ENVELOPE = ("error_code",)

# Writes whose answers have no envelope: what they have instead, or None where the document shows no answer.
ANSWER_KEYS: dict[str, t.Collection[str] | None] = {config.SET_CONFIG: config.SECTIONS, "STKGo": None}

Keys: t.TypeAlias = "t.Collection[str] | None"


@dataclass(frozen=True)
class Upload(Write):
    """A write that sends a file as the field ``file`` of a form (HTTP API V1.2, 22); its payload only tells of it."""

    name: str = ""
    content: bytes = b""


class SmsGatewayClient(Client):
    """The HTTP API of an SMS gateway (HTTP API V1.2), reached as it is or through a DRP server.

    The gateway has no sessions: each request is authenticated, by Digest or Basic.

    sn
        The gateway's serial number, once an answer has told it.
    """

    def __init__(self, connection: Connection, transport: Transport | None = None) -> None:
        self._auth = _authentication(connection)
        super().__init__(connection, transport or Transport(connection, auth=self._auth))
        self.transport.is_answer = answers.has_code
        self._drp = DrpServer(connection, self.transport)
        self.sn: str | None = None

    def get(self, path: str, query: Query = (), *, kind: str = READ, keys: Keys = ENVELOPE) -> t.Any:
        """GET an operation. ``kind`` WRITE for one that changes something and is not to be repeated.

        In: ``keys``, of which a gateway's answer has at least one; None where the document shows no answer. Out: the answer,
        secrets marked. Raises CpeError.
        """
        return self._call("GET", path, keys, kind=kind, query=query)

    def post(self, path: str, body: t.Any, *, kind: str = READ, keys: Keys = ENVELOPE) -> t.Any:
        """POST an operation, always with a body: a gateway doesn't answer a POST without. Otherwise as ``get``."""
        return self._call("POST", path, keys, kind=kind, body=body)

    def write(self, write: Write) -> t.Any:
        """Execute a write of a plan, which is by GET for set_port_info. Never repeated; what is secret never shows."""
        keys = ANSWER_KEYS.get(write.endpoint, ENVELOPE)
        if isinstance(write, Upload):
            form = {"file": (write.name, write.content)}
            return self._call(write.method, write.endpoint, None, kind=WRITE, files=form)
        if not write.query:
            return self.post(write.endpoint, write.payload, kind=WRITE, keys=keys)
        pairs = list(write.payload.items())
        return self._call(
            write.method,
            write.endpoint,
            keys,
            kind=WRITE,
            query=[pair for pair in pairs if not isinstance(pair[1], Secret)],
            secret_query=[(name, str.__str__(value)) for name, value in pairs if isinstance(value, Secret)],
        )

    @property
    def requests(self) -> int:
        return self.transport.requests + (self._auth.answers if self._auth else 0)

    def _call(self, method: str, path: str, keys: Keys, **content: t.Any) -> t.Any:
        def interpret(reply: Reply) -> t.Any:
            return answers.read(reply, path, keys, credentials=self._auth is not None)

        self._drp.open()
        answer = mark(self.transport.call(method, path, interpret=interpret, **content), SECRET_KEYS)
        if answer.get("sn"):
            self.sn = str(answer["sn"])
        return answer


def _authentication(connection: Connection) -> ChallengeAuth | None:
    username, password = connection.username, connection.password
    if username is None and password is None:
        return None
    for option, value in (("api_username", username), ("api_password", password)):
        if value is None:
            raise OptionError(option, "is required: user name and password go together")
    if not _USERNAME.match(t.cast(str, username)):
        raise OptionError(
            "api_username", f'{username!r} is not valid, allowed are printable characters of Latin-1 without : " \\'
        )
    return ChallengeAuth(t.cast(str, username), t.cast(str, password))
