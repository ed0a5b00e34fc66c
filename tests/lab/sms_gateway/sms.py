# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sending SMS and asking what became of it (sections 2 to 5, and 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.encoding import GSM_7BIT, UNICODE, as_received, segments
from tests.lab.sms_gateway.errors import ACCEPTED, NO_PORT, TOO_MUCH, Refused
from tests.lab.sms_gateway.params import Param

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

RECIPIENTS = 128
TEXT_BYTES = 1500
QUERY_NUMBERS = 32
_PLACEHOLDER = "#param#"

_SEND = {
    "text": Param(params.text, required=True),
    "param": Param(params.array_of(lambda value: value, least=1), required=True),
    "port": Param(params.array_of(params.port_in_json)),
    "encoding": Param(params.text, default=UNICODE),
    "request_status_report": Param(params.boolean, default=True),
}
_RECIPIENT = {
    "number": Param(params.number, required=True),
    "text_param": Param(params.array_of(params.text), default=[]),
    "user_id": Param(params.integer(0)),
}
_DELIVER_QUERY = {
    "number": Param(params.array_of(params.text)),
    "port": Param(params.array_of(params.port_in_json)),
    "time_after": Param(params.time),
    "time_before": Param(params.time),
}
_RESULT_QUERY = {**_DELIVER_QUERY, "user_id": Param(params.array_of(params.integer(0)))}
_STOP = {"task_id": Param(params.digits(0), required=True)}


def send_sms(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Accept messages (202), or refuse all of them (400, 413, 550)."""
    given = params.from_json(request, _SEND)
    if len(given["param"]) > RECIPIENTS:
        raise Refused(TOO_MUCH, "more than 128 recipients")
    if len(given["text"].encode()) > TEXT_BYTES:
        raise Refused(TOO_MUCH, "more than 1500 bytes")
    if not given["text"]:
        raise params.bad("text is empty")
    encoding = _encoding(gateway, given["encoding"])
    entries = [_entry(recipient, given, encoding) for recipient in given["param"]]
    numbers = gateway.present(given["port"]) if given["port"] else gateway.all_ports()
    ports = [number for number in numbers if gateway.radio.registered(number)]
    if not ports:
        raise Refused(NO_PORT, "no port is registered")
    task_id = gateway.outbox.add_task(entries, ports)
    return {"error_code": ACCEPTED, "sms_in_queue": len(gateway.outbox.waiting()), "task_id": task_id}


def _encoding(gateway: SmsGateway, encoding: str) -> str:
    if encoding in (UNICODE, GSM_7BIT):
        return encoding
    if gateway.options["bad_encoding"] == "refuse":
        raise params.bad("no such encoding")
    return UNICODE


def _entry(recipient: Any, given: dict[str, Any], encoding: str) -> dict[str, Any]:
    one = params.from_object(recipient, _RECIPIENT)
    pieces = given["text"].split(_PLACEHOLDER)
    if len(pieces) - 1 != len(one["text_param"]):
        raise params.bad("text_param must have one string for each #param#")
    text = pieces[0] + "".join(value + piece for value, piece in zip(one["text_param"], pieces[1:], strict=True))
    if len(text.encode()) > TEXT_BYTES:
        raise Refused(TOO_MUCH, "more than 1500 bytes")
    return {
        "number": one["number"],
        "user_id": one["user_id"],
        "text": as_received(text, encoding),
        "count": segments(text, encoding),
        "report": given["request_status_report"],
    }


def query_sms_result(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """What is known of sent messages, by number, port, time and user_id."""
    given = params.from_json(request, _RESULT_QUERY)
    return {"result": [gateway.outbox.result(message) for message in _select(gateway, given)]}


def query_sms_deliver_status(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """The delivery reports of sent messages, by number, port and time."""
    given = params.from_json(request, _DELIVER_QUERY)
    return {"result": [row for message in _select(gateway, given) for row in gateway.outbox.reports(message)]}


def _select(gateway: SmsGateway, given: dict[str, Any]) -> list[dict[str, Any]]:
    if given["number"]:
        if len(given["number"]) > QUERY_NUMBERS:
            raise Refused(TOO_MUCH, "more than 32 numbers")
        for number in given["number"]:
            params.number(number)
    ports = gateway.present(given["port"]) if given["port"] else None
    found = []
    for message in gateway.outbox.messages:
        at = params.write_time(message["at"])
        if (
            (given["number"] and message["number"] not in given["number"])
            or (ports is not None and message["port"] not in ports)
            or (given.get("user_id") and message["user_id"] not in given["user_id"])
            or (given["time_after"] and at <= given["time_after"])
            or (given["time_before"] and at >= given["time_before"])
        ):
            continue
        found.append(message)
    return found


def query_sms_in_queue(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """How many messages wait to be sent."""
    params.from_query(request, {})
    return {"in_queue": len(gateway.outbox.waiting())}


def stop_sms(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Stop a task; one that is unknown, or has nothing left to send, can't be found."""
    task_id = params.from_query(request, _STOP)["task_id"]
    waiting = [message for message in gateway.outbox.waiting() if message["task_id"] == task_id]
    if not waiting:
        raise Refused(gateway.options["unknown_task_code"], "no such task")
    gateway.outbox.stop(waiting, gateway.options["stopped_status"])
    return {}
