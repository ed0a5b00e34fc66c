# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A network without sockets: an adapter of requests that gives prepared answers and keeps what was sent."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import BaseAdapter

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Transport


@dataclass
class Answer:
    """What a system answers; a body that is neither text nor bytes is sent as JSON."""

    body: Any = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})

    @property
    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


@dataclass
class Sent:
    """A request as it would have left, and with which options."""

    request: requests.PreparedRequest
    options: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.request.url)

    @property
    def verify(self) -> Any:
        return self.options["verify"]


class Network(BaseAdapter):
    """Gives the answers in turn, the last one for ever; an exception among them is raised."""

    def __init__(self, *answers: Answer | Exception) -> None:
        super().__init__()
        self.answers = list(answers) or [Answer()]
        self.sent: list[Sent] = []

    def send(  # type: ignore[override]
        self, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        self.sent.append(Sent(request, options))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        response = requests.Response()
        response.status_code = answer.status
        response.headers.update(answer.headers)
        response.raw = io.BytesIO(answer.content)
        response.url = str(request.url)
        response.request = request
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        return response

    def close(self) -> None:
        pass


def connect(network: Network, **options: Any) -> tuple[Transport, list[float]]:
    """A transport over the network, and the seconds that it has waited so far, instead of waiting."""
    waits: list[float] = []
    auth = options.pop("auth", None)
    connection = Connection(**{"url": "http://cpe.example.com:8080/base/", **options})
    transport = Transport(connection, auth=auth, sleep=waits.append)
    for scheme in ("http://", "https://"):
        transport._session.mount(scheme, network)
    return transport, waits
