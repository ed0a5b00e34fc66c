# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client for the tests of the simulated APIO server: a session with its cookies, no sockets."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tests.lab.access_device import ApioServer
from tests.lab.core.device import Clock
from tests.lab.core.message import Request, Response

GROUP = "/api/v1/tenants/foo/groups/foogroup/access_devices/"
ADMIN = ("admin", "lab-access_device-pw1")


class StoppedClock(Clock):
    """A clock that stands still unless it is advanced."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return 1_700_000_000.0 + self._offset


class Client:
    """Someone who is logged in at a server of the lab."""

    def __init__(self, login: tuple[str, str] = ADMIN, **options: Any) -> None:
        self.server = ApioServer("apio", clock=StoppedClock(), **options)
        self.cookie = ""
        self.login(*login)

    def login(self, username: str, password: str) -> Response:
        """Log in and keep the cookies."""
        body = {"username": username, "password": password}
        answer = self.server.handle(Request.build("POST", "/api/v1/login/", json_body=body))
        pairs = [value.partition(";")[0] for name, value in answer.headers if name == "Set-Cookie"]
        self.cookie = "; ".join(pairs)
        return answer

    def send(self, method: str, target: str, body: Any = None, *, raw: bytes = b"", **headers: str) -> Response:
        """One request; a target without a slash at its beginning is below the group's devices."""
        url = target if target.startswith("/") else GROUP + target
        every = {"Cookie": self.cookie, **headers}
        return self.server.handle(Request.build(method, url, json_body=body, body=raw, headers=every))

    def get(self, target: str = "", body: Any = None) -> Any:
        """The JSON of a GET that succeeds."""
        answer = self.send("GET", target, body)
        assert answer.status == 200, answer.body
        return answer.json()

    def refused(self, method: str, target: str, body: Any = None) -> tuple[int, int]:
        """HTTP status and code of an error, in the form with ``details``."""
        answer = self.send(method, target, body)
        assert answer.status >= 400, answer.body
        error = answer.json()
        assert error["details"]
        return answer.status, error.get("code", 0)

    def patch(self, name: str, **changes: Any) -> None:
        """Change a device by hand."""
        devices = {"devices": {name: changes}}
        self.server.patch({"tenants": {"foo": {"groups": {"foogroup": devices}}}})

    def device(self, name: str) -> dict[str, Any]:
        """A device as the server holds it."""
        found: dict[str, Any] = self.server.state["tenants"]["foo"]["groups"]["foogroup"]["devices"][name]
        return found


def url(name: str, *rest: str) -> str:
    """The target of a device, or of something below it."""
    return "".join(quote(part, safe="") + "/" for part in (name, *rest))
