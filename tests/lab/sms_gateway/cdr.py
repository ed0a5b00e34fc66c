# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call detail records: /api/get_cdr (section 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.params import Param

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

_TABLE = {
    "port": Param(params.array_of(params.port_in_json)),
    "time_after": Param(params.time),
    "time_before": Param(params.time),
}


def get_cdr(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """The calls of the asked ports between two times; all calls for an empty object."""
    given = params.from_json(request, _TABLE)
    ports = gateway.present(given["port"]) if given["port"] else gateway.all_ports()
    after, before = given["time_after"], given["time_before"]
    rows = [
        {gateway.options["bcch_key"] if name == "bcch" else name: value for name, value in call.items()}
        for call in gateway.state["cdr"]
        if call["port"] in ports
        and (after is None or call["start_date"] > after)
        and (before is None or call["start_date"] < before)
    ]
    return {gateway.options["cdr_key"]: rows}
