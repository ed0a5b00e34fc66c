# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.connection import Connection
from .._core.errors import ApiFailure, AuthenticationError, NotFound, OptionError
from .._core.http import AUTH, Reply, Transport
from .answers import page_heading


class DrpServer:
    """The way to a gateway behind NAT: a DRP server that passes on every request after these two (HTTP API V1.2, 26.3).

    In: the connection, whose address is then the DRP server's. Raises OptionError where its options don't go together.
    """

    def __init__(self, connection: Connection, transport: Transport) -> None:
        self._transport = transport
        self._sn = connection.extra.get("drp_sn")
        self._username = connection.extra.get("drp_username")
        self._password = connection.extra.get("drp_password")
        self._is_open = not self._sn
        transport.redact.add(self._password)
        for option, value in (("drp_username", self._username), ("drp_password", self._password)):
            if self._sn and not value:
                raise OptionError(option, "is required with drp_sn")

    def open(self) -> None:
        """Log in and choose the gateway, once a run. Nothing to do where no DRP server stands between. Raises CpeError."""
        if self._is_open:
            return
        self._transport.call(
            "GET",
            "doLogin",
            kind=AUTH,
            query=[("Username", self._username)],
            secret_query=[("password", str.__str__(t.cast(str, self._password)))],
            interpret=_logged_in,
        )
        self._transport.call("GET", "remoteWeb", kind=AUTH, query=[("Product_sns", self._sn)], interpret=self._chosen)
        self._is_open = True

    def _chosen(self, reply: Reply) -> None:
        if reply.status != 200:
            raise NotFound(
                f"the DRP server does not lead to the gateway {self._sn}",
                http_status=reply.status,
                api_message=page_heading(reply.text) or None,
                hint="Check drp_sn. The gateway must be added in the DRP server, and its remote connection configuration enabled.",
            )


def _logged_in(reply: Reply) -> None:
    if reply.status == 200:
        return
    details: dict[str, t.Any] = {"http_status": reply.status, "api_message": page_heading(reply.text) or None}
    if reply.status in (401, 403):
        raise AuthenticationError(
            "the DRP server refuses the credentials", **details, hint="Check drp_username and drp_password."
        )
    raise ApiFailure(
        "the DRP server does not take the login",
        **details,
        hint="With drp_sn, api_url is the address of the DRP server. Without it, that of the gateway itself.",
    )
