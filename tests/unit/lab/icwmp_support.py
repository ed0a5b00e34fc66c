# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client for the simulated CPE, without sockets, and the errors that it meets."""

from __future__ import annotations

import json
from typing import Any

from tests.lab.core import Request, Response
from tests.lab.icwmp import IcwmpCpe
from tests.lab.icwmp.rpcd import ANONYMOUS

PARSE = {"code": -32700, "message": "Parse error"}
DENIED = {"code": -32002, "message": "Access denied"}
NO_OBJECT = {"code": -32000, "message": "Object not found"}


class Caller:
    """Calls one CPE the way a client does."""

    def __init__(self, **options: Any) -> None:
        self.informs: list[str] = []
        self.cpe = IcwmpCpe("cpe-1", on_inform=self.informs.append, **options)
        self.sid = ANONYMOUS

    def post(self, body: Any, path: str = "/ubus", **headers: str) -> Response:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.cpe.handle(Request.build("POST", path, body=raw, headers=headers))

    def rpc(self, params: Any, method: str = "call") -> Any:
        """The answer to a message with id 1, without its envelope."""
        answer = self.post({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).json()
        assert (answer.pop("jsonrpc"), answer.pop("id")) == ("2.0", 1)
        return answer

    def login(self, username: str = "admin", password: str = "lab-icwmp-pw1", **more: Any) -> Any:
        arguments = {"username": username, "password": password, **more}
        answer = self.rpc([ANONYMOUS, "session", "login", arguments])
        if answer["result"][0] == 0:
            self.sid = answer["result"][1]["ubus_rpc_session"]
        return answer["result"]

    def call(self, method: str, arguments: Any = None, object_name: str = "tr069") -> Any:
        """``result`` of a call, or ``error``."""
        answer = self.rpc([self.sid, object_name, method, {} if arguments is None else arguments])
        return answer.get("result") or answer["error"]

    def status(self) -> Any:
        code, data = self.call("status")
        assert code == 0
        return data
