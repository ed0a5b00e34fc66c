# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A device of nothing, for tests of what all devices share."""

from __future__ import annotations

import copy
from typing import Any, ClassVar

from tests.lab.core import Device, Kind, Request, Response


class ProbeDevice(Device):
    """Answers what it got; PUT stores the body under its path, POST /boom fails, POST /login is ``auth``."""

    system: ClassVar[str] = "probe"
    defaults: ClassVar[dict[str, Any]] = {"delay": 0.0, "drop": False, "colours": ["red"]}
    built: ClassVar[dict[str, Any]] = {"a": {"b": 1, "c": [1, 2]}}

    def __init__(self, name: str = "probe-1", **options: Any) -> None:
        super().__init__(name, **options)
        self.state: dict[str, Any] = copy.deepcopy(self.built)
        self.handled = 0
        self.ticks = 0

    def handle(self, request: Request) -> Response:
        self.handled += 1
        if request.path == "/boom":
            raise RuntimeError("boom")
        if request.method == "PUT":
            self.state[request.path] = request.json()
        answer = {
            "name": self.name,
            "method": request.method,
            "raw_path": request.raw_path,
            "path": request.path,
            "query": request.query,
            "scheme": request.scheme,
            "peer": request.peer,
            "size": len(request.body),
        }
        response = Response.json_(answer, headers=[("Set-Cookie", "one=1"), ("Set-Cookie", "two=2")])
        response.delay, response.drop = self.options["delay"], self.options["drop"]
        return response

    def classify(self, request: Request) -> Kind:
        if request.path == "/login":
            return "auth"
        return "read" if request.method == "GET" else "write"

    def tick(self) -> None:
        self.ticks += 1

    def snapshot(self) -> dict[str, Any]:
        return copy.deepcopy(self.state)

    def restore(self, snapshot: dict[str, Any]) -> None:
        self.state = copy.deepcopy(snapshot)

    def reset(self) -> None:
        self.state = copy.deepcopy(self.built)

    def login_page(self) -> Response:
        return Response.html("<title>Probe login</title>")

    def secrets(self) -> list[str]:
        return [self.options["password"]]
