# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /api/get_port_info (sections 10 and 18.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.params import Param
from tests.lab.sms_gateway.ports import NO_SLOT

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

CALL_FORWARD = "CallForward"

# In the order in which the example of 10.4 answers. `smsc` is in the example only.
INFO_TYPES = (
    "type",
    "imei",
    "imsi",
    "iccid",
    "smsc",
    "number",
    "reg",
    "slot",
    "callstate",
    "signal",
    "gprs",
    "remain_credit",
    "remain_monthly_credit",
    "remain_daily_credit",
    "remain_daily_calltime",
    "remain_hourly_calltime",
    "remain_daily_connect",
)

# Asked by the short name, answered with the long one.
LONG_NAMES = {
    "remain_daily_calltime": "remain_daily_call_time",
    "remain_hourly_calltime": "remain_hourly_call_time",
    "remain_daily_connect": "remain_daily_connected",
}

_TABLE = {
    "info_type": Param(params.comma_list(params.one_of(*INFO_TYPES, CALL_FORWARD)), required=True),
    "port": Param(params.comma_list(params.port_in_query)),
}


def get_port_info(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Information of the asked ports, or of all; ``CallForward`` is asked alone and for one port."""
    given = params.from_query(request, _TABLE)
    wanted = set(given["info_type"])
    if CALL_FORWARD in wanted:
        if wanted != {CALL_FORWARD} or given["port"] is None or len(given["port"]) != 1:
            raise params.bad("CallForward is asked alone, and for one port")
        return {"info": [_forwarding(gateway, number) for number in gateway.present(given["port"])]}
    numbers = gateway.all_ports() if given["port"] is None else gateway.present(given["port"])
    return {"info": [_one(gateway, number, wanted) for number in numbers]}


def _forwarding(gateway: SmsGateway, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {"port": number}
    answer = gateway.forwarding.answer(number)
    if answer is not None:
        row["CallForwarding"] = answer
    return row


def _one(gateway: SmsGateway, number: int, wanted: set[str]) -> dict[str, Any]:
    port = gateway.radio.port(number)
    assert port is not None
    reg = gateway.radio.reg(number, port)
    sim = gateway.radio.sim(port) if reg != "POWER_OFF" else None
    on_air = reg == "REGISTER_OK"
    options = gateway.options
    row: dict[str, Any] = {"port": number}
    for name in INFO_TYPES:
        if name not in wanted or (name == "slot" and not options["slot_in_info"]):
            continue
        if name in ("type", "imei", "callstate"):
            value = port[name]
        elif name == "reg":
            value = reg
        elif name == "slot":
            value = port["slot"] if options["multi_sim"] else NO_SLOT
        elif name == "signal":
            value = port["signal"] if on_air else options["no_signal"]
        elif name == "gprs":
            value = port["gprs"] if on_air else "detached"
        elif name.startswith("remain_"):
            value = gateway.credits.of(port)[name.removeprefix("remain_")]
        elif sim is None or (name == "number" and not options["number_readable"]):
            value = ""
        else:
            value = sim[name]
        row[LONG_NAMES.get(name, name) if options["info_names"] == "long" else name] = value
    return row
