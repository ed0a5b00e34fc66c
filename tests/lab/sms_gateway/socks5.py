# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A socks5 proxy on a port: /api/socks5_proxy (section 25 of the document's body). Nothing reads it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.errors import FAILED, Refused
from tests.lab.sms_gateway.params import Param

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

_TABLE = {
    "port": Param(params.port_in_json, required=True),
    "state": Param(params.one_of("on", "off"), required=True),
}


def socks5_proxy(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Switch the proxy of one port; it needs a registered module to be switched on."""
    given = params.from_json(request, _TABLE)
    number = given["port"]
    port = gateway.radio.port(number)
    if port is None:
        raise params.bad("this model has no such port")
    if given["state"] == "on" and not gateway.radio.registered(number):
        raise Refused(FAILED, "the port is not registered")
    port["socks5"] = given["state"]
    return {"socks_port": gateway.options["socks_base_port"] + number}
