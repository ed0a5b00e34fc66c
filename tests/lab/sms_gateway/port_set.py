# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /api/set_port_info (sections 11 and 18)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.call_forward import CANCEL_ALL, CONDITIONS
from tests.lab.sms_gateway.errors import OTHER_ERROR, Refused
from tests.lab.sms_gateway.params import Param
from tests.lab.sms_gateway.ports import Port
from tests.lab.sms_gateway.seed import with_check_digit

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

_SLOTS = {"0", "1", "2", "3"}
_IMEI = re.compile(r"[0-9]{15}\Z")
_PIN = re.compile(r"[0-9]{4,8}\Z")  # 3GPP TS 31.101
_NO_PARAM = (None, "", "1")  # clients send nothing, or "1"; the table of 11.2 wants something

Action = Callable[["SmsGateway", int, Port, str | None], None]


def _slot(gateway: SmsGateway, number: int, port: Port, param: str | None) -> None:
    if not gateway.options["multi_sim"] or param not in _SLOTS:
        raise params.bad("no such slot")
    gateway.radio.schedule(port, "slot", int(param))


def _power(gateway: SmsGateway, number: int, port: Port, param: str | None) -> None:
    if param not in ("on", "off"):
        raise params.bad("power is on or off")
    gateway.radio.schedule(port, "power", param)
    if param == "off":
        gateway.interrupt(number)


def _reset(gateway: SmsGateway, number: int, port: Port, param: str | None) -> None:
    if param not in _NO_PARAM:
        raise params.bad("reset takes no param")
    if port["power"] == "on":
        gateway.radio.start_module(str(number), port)
        gateway.interrupt(number)


def _imei(gateway: SmsGateway, number: int, port: Port, param: str | None) -> None:
    if param is None or not _IMEI.match(param):
        raise params.bad("an IMEI has 15 digits")
    if gateway.options["imei_check_digit"] and with_check_digit(param[:14]) != param:
        raise params.bad("the check digit of the IMEI is wrong")
    gateway.radio.schedule(port, "imei", param)


def _number(gateway: SmsGateway, number: int, port: Port, param: str | None) -> None:
    telephone = params.number(param)
    if gateway.radio.sim(port) is None:
        raise Refused(OTHER_ERROR, "no SIM to write to")
    gateway.radio.schedule(port, "number", telephone)


def _pin(enable: bool) -> Action:
    def act(gateway: SmsGateway, number: int, port: Port, param: str | None) -> None:
        if param is None or not _PIN.match(param):
            raise params.bad("a PIN has 4 to 8 digits")
        right = gateway.radio.use_pin(number, port, param, enable)
        if not right and gateway.options["pin_result"] == "error":
            raise Refused(OTHER_ERROR, "the SIM did not take the PIN")

    return act


def _block(blocked: bool) -> Action:
    def act(gateway: SmsGateway, number: int, port: Port, param: str | None) -> None:
        if param not in _NO_PARAM:
            raise params.bad("block and unblock take no param")
        sim = gateway.radio.sim(port)
        if sim is None:
            raise Refused(OTHER_ERROR, "no SIM to block")
        sim["blocked"] = blocked

    return act


_ACTIONS: dict[str, Action] = {
    "slot": _slot,
    "power": _power,
    "reset": _reset,
    "imei": _imei,
    "number": _number,
    "lock": _pin(True),
    "unlock": _pin(False),
    "block": _block(True),
    "unblock": _block(False),
}

CALL_FORWARD = "CallForward"
CHECK_CALL_FORWARD = "CheckCallForward"

_BASE = {
    "action": Param(params.one_of(*_ACTIONS, CALL_FORWARD, CHECK_CALL_FORWARD), required=True),
    "port": Param(params.port_in_query, required=True),
}
_TABLE = {**_BASE, "param": Param(params.text)}
_FORWARD_TABLE = {
    **_BASE,
    "param": Param(params.one_of(*CONDITIONS, CANCEL_ALL), required=True),
    "number": Param(params.text),
}


def set_port_info(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Do one action on one port; an unknown port or param is a bad request."""
    action = next(iter(request.query_values("action")), None)
    table = {CALL_FORWARD: _FORWARD_TABLE, CHECK_CALL_FORWARD: _BASE}.get(action or "", _TABLE)
    given = params.from_query(request, table)
    number = given["port"]
    port = gateway.radio.port(number)
    if port is None:
        raise params.bad("this model has no such port")
    if action == CALL_FORWARD:
        _forward(gateway, number, given)
    elif action == CHECK_CALL_FORWARD:
        gateway.forwarding.check(number)
    else:
        _ACTIONS[given["action"]](gateway, number, port, given["param"])
    return {}


def _forward(gateway: SmsGateway, number: int, given: dict[str, Any]) -> None:
    if given["param"] != CANCEL_ALL:
        gateway.forwarding.set(number, given["param"], params.number(given["number"]))
        return
    if given["number"] is None and gateway.options["cancel_all_needs_number"]:
        raise params.bad("number is missing")
    gateway.forwarding.cancel_all(number)
