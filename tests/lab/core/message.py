# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP messages as the simulated systems see them, free of any web framework."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

JSON_TYPE = "application/json"
HTML_TYPE = "text/html; charset=utf-8"


@dataclass
class Request:
    """One HTTP request.

    ``path`` is decoded, ``raw_path`` is the request target as it was on the wire, with the query; ``query`` holds the
    decoded pairs in order; ``headers`` has lower-case names (the last one wins where a name repeats).
    """

    method: str
    path: str
    raw_path: str = ""
    query: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    scheme: str = "https"
    peer: str = "127.0.0.1"

    @classmethod
    def build(
        cls,
        method: str,
        target: str,
        *,
        json_body: Any = None,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        scheme: str = "https",
        peer: str = "127.0.0.1",
    ) -> Request:
        """Make a request from its target (path and query as on the wire), as the server does from the socket.

        ``json_body``, when it is not None, becomes the body with its Content-Type.
        """
        lowered = {name.lower(): value for name, value in (headers or {}).items()}
        if json_body is not None:
            body = json.dumps(json_body).encode()
            lowered.setdefault("content-type", JSON_TYPE)
        path, query = split_target(target)
        return cls(method.upper(), path, target, query, lowered, body, scheme, peer)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies of the Cookie header; a part without ``=`` is ignored."""
        pairs = (part.split("=", 1) for part in self.headers.get("cookie", "").split(";") if "=" in part)
        return {name.strip(): value.strip() for name, value in pairs}

    def json(self) -> Any:
        """The body as JSON. Raises ValueError if it is none (an empty body too)."""
        return json.loads(self.body)

    def query_values(self, name: str) -> list[str]:
        """All values that the query gives for ``name``, in order."""
        return [value for key, value in self.query if key == name]


@dataclass
class Response:
    """One HTTP answer. ``headers`` is a list because Set-Cookie may repeat; Content-Type defaults to application/json.

    ``delay`` is the time in seconds that the server waits before it answers; ``drop`` closes the connection without
    an answer.
    """

    status: int = 200
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)
    delay: float = 0.0
    drop: bool = False

    @classmethod
    def json_(cls, value: Any, status: int = 200, headers: Iterable[tuple[str, str]] = ()) -> Response:
        """An answer whose body is ``value`` as compact JSON."""
        return cls(status, json.dumps(value, separators=(",", ":")).encode(), list(headers))

    @classmethod
    def html(cls, text: str, status: int = 200) -> Response:
        """An HTML page."""
        return cls(status, text.encode(), [("Content-Type", HTML_TYPE)])

    def json(self) -> Any:
        """The body as JSON. Raises ValueError if it is none."""
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        """The first value of the header ``name`` (any case), or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True)
class Post:
    """A request that a device makes of its own accord, to somebody outside of the lab.

    ``timeout`` is in seconds. Unless the answer is 2xx it is sent ``attempts`` times in all, ``pause`` seconds apart.
    ``ca_path`` is what an HTTPS server is verified with; without, it is not verified.
    """

    url: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    timeout: float = 5.0
    attempts: int = 1
    pause: float = 1.0
    ca_path: str = ""


def split_target(target: str) -> tuple[str, list[tuple[str, str]]]:
    """Split a request target into the decoded path and the decoded query pairs, in order, empty values kept."""
    path, _, query = target.partition("?")
    return (
        unquote(path) if "%" in path else path,
        parse_qsl(query, keep_blank_values=True) if query else [],
    )
