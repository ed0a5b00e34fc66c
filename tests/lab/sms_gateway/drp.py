# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The DRP server in front of a gateway behind NAT: /doLogin and /remoteWeb (section 26 of the document's body)."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from tests.lab.core.message import Request, Response
from tests.lab.sms_gateway.web import error_page

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

LOGIN = "/doLogin"
CHOOSE = "/remoteWeb"
PATHS = (LOGIN, CHOOSE)
_COOKIE = "DRPSESSION"


class DrpServer:
    """Who has logged in, and who has chosen this gateway by its serial number."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._chosen: dict[str, bool] = {}

    def forget(self) -> None:
        """End all sessions."""
        self._chosen.clear()

    def _session(self, request: Request) -> str:
        """What the server knows a client by. The document does not say, so it is a switch."""
        if self._gateway.options["drp_session"] == "peer":
            return request.peer
        return request.cookies.get(_COOKIE, "")

    def handle(self, request: Request) -> Response | None:
        """The server's own answer, or None for a request that it forwards to the gateway."""
        if request.path == LOGIN:
            return self._login(request)
        session = self._session(request)
        if session not in self._chosen:
            return error_page(401, "Login required")
        if request.path == CHOOSE:
            if [value.strip() for value in request.query_values("Product_sns")] != [self._gateway.state["sn"]]:
                return error_page(404, "No such device")
            self._chosen[session] = True
            return Response.html("OK")
        return None if self._chosen[session] else error_page(404, "No device chosen")

    def _login(self, request: Request) -> Response:
        options = self._gateway.options
        user, password = request.query_values("Username"), request.query_values("password")
        expected = f"{options['drp_username']}\0{options['drp_password']}"
        given = "\0".join((*user, *password))
        if len(user) != 1 or len(password) != 1 or not hmac.compare_digest(given.encode(), expected.encode()):
            return error_page(401, "Login failed")
        response = Response.html("OK")
        session = request.peer
        if options["drp_session"] == "cookie":
            session = secrets.token_hex(16)
            response.headers.append(("Set-Cookie", f"{_COOKIE}={session}; Path=/"))
        self._chosen[session] = False
        return response
