# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A gateway without sockets: an adapter of requests that calls a function instead of a network."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator
from requests.adapters import BaseAdapter

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._core.run import hide, run
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.client import SmsGatewayClient

URL = "http://gateway.example.com"
USERNAME, PASSWORD = "admin", "s3cret-pw"
SN = "da00-0030-1901-2817"

CHALLENGE = (
    'Digest realm="Web Server", domain="",qop="auth", nonce="{nonce}", opaque="5ccc069c403ebaf9f0171e9517f40e41",'
    'algorithm="MD5", stale="FALSE"'
)


@dataclass
class Answer:
    """What the gateway answers: ``body`` as text, or as a value to be sent as JSON."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})

    @property
    def content(self) -> bytes:
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


def ok(**content: Any) -> Answer:
    """A gateway's usual answer."""
    return Answer({"error_code": 200, "sn": SN, **content})


def page(heading: str, sentence: str, status: int) -> Answer:
    """An error of the gateway's web server."""
    title = heading.replace("Access", "Document", 1)
    text = (
        f"<html><head><title>{title}</title></head>\r\n<body><h2>{heading}</h2>\r\n<p>{sentence}</p></body></html>\r\n"
    )
    return Answer(text, status, {"Content-Type": "text/html"})


@dataclass
class Seen:
    """One request as the gateway got it."""

    method: str
    url: str
    body: Any
    authorization: str | None

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.url).query))

    @property
    def raw_query(self) -> str:
        return urlsplit(self.url).query


Handler = Callable[[Seen], "Answer | Exception"]


class Network(BaseAdapter):
    """Gives requests to a function, and remembers them."""

    def __init__(self, handler: Handler) -> None:
        super().__init__()
        self.handler = handler
        self.seen: list[Seen] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        authorization = request.headers.get("Authorization")
        seen = Seen(str(request.method), str(request.url), _body(request), authorization)
        self.seen.append(seen)
        answer = self.handler(seen)
        if isinstance(answer, Exception):
            raise answer
        response = requests.Response()
        response.status_code = answer.status
        response.headers.update(answer.headers)
        response._content = answer.content
        response.raw = io.BytesIO()
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        response.url = str(request.url)
        response.request = request
        response.connection = self  # type: ignore[assignment]
        return response

    def close(self) -> None:
        pass

    @property
    def writes(self) -> list[dict[str, str]]:
        """The queries of set_port_info that came with credentials or needed none."""
        return [seen.query for seen in self.seen if seen.path == "/api/set_port_info"]


def connection(**options: Any) -> Connection:
    """A connection with the right credentials."""
    return Connection(**{"url": URL, "username": USERNAME, "password": Secret(PASSWORD), "timeout": 5, **options})


def client(network: Network, **options: Any) -> SmsGatewayClient:
    """A client that talks to a network of ours, and never waits."""
    return connected(connection(**options), network, [])


def connected(to: Connection, network: Network, pauses: list[float]) -> SmsGatewayClient:
    """A client whose waits are noted instead of waited."""
    made = SmsGatewayClient(to)
    made.transport._session.mount("http://", network)
    made.transport._sleep = pauses.append
    return made


def run_module(
    resource: type[Resource], network: Network, args: Mapping[str, Any], *, check: bool = False
) -> dict[str, Any]:
    """Run a module's resource with options as a task gives them. Out: its result, as Ansible would get it."""

    class Here(resource):  # type: ignore[misc, valid-type]
        def make_client(self, connection: Connection) -> SmsGatewayClient:
            return connected(connection, network, [])

    given = {"api_url": URL, "api_username": USERNAME, "api_password": PASSWORD, **args}
    checked = ModuleArgumentSpecValidator(resource.argument_spec(), **resource.constraints).validate(given)
    if checked.errors.errors:
        return {"failed": True, "msg": checked.errors.msg}
    result, secrets = run(Here, checked.validated_parameters, check_mode=check)
    return hide(result, secrets | set(checked._no_log_values))


def _body(request: requests.PreparedRequest) -> Any:
    """The body of a request, as a value where it is JSON."""
    body = request.body or b""
    if "json" in str(request.headers.get("Content-Type")):
        return json.loads(body)
    return body or None


class DigestDoor:
    """Lets requests with the right Digest response through to a handler, as the captured challenge wants it.

    fresh: every request needs a nonce of its own; attempts: how many responses to a challenge came.
    """

    def __init__(self, handler: Handler, *, fresh: bool = False, password: str = PASSWORD) -> None:
        self.handler, self.fresh, self.password = handler, fresh, password
        self.attempts = 0
        self._number = 0
        self._nonces: set[str] = set()

    def __call__(self, seen: Seen) -> Answer | Exception:
        if seen.authorization:
            self.attempts += 1
            if self._is_right(seen):
                return self.handler(seen)
            return self._challenge("Access Denied\nWrong Password")
        return self._challenge("Access to this document requires a User ID")

    def _challenge(self, sentence: str) -> Answer:
        self._number += 1
        nonce = f"{self._number:032x}"
        self._nonces.add(nonce)
        refused = page("Access Error: Unauthorized", sentence, 401)
        refused.headers["WWW-Authenticate"] = CHALLENGE.format(nonce=nonce)
        return refused

    def _is_right(self, seen: Seen) -> bool:
        given = dict(re.findall(r'(\w+)="?([^",]*)"?', str(seen.authorization).removeprefix("Digest ")))
        if given["nonce"] not in self._nonces:
            return False
        if self.fresh:
            self._nonces.discard(given["nonce"])
        uri = f"{seen.path}?{seen.raw_query}" if seen.raw_query else seen.path
        ours = _md5(f"{USERNAME}:Web Server:{self.password}")
        asked = _md5(f"{seen.method}:{uri}")
        expected = _md5(":".join((ours, given["nonce"], given["nc"], given["cnonce"], "auth", asked)))
        return bool(given["uri"] == uri and given["response"] == expected)


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
