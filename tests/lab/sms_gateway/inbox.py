# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Receiving SMS: /api/query_incoming_sms (section 6)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.params import Param

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

_FLAG = Param(params.one_of("unread", "read", "all"), default="unread")
_QUERY = {
    "incoming_sms_id": Param(params.digits(0), default=0),
    "flag": _FLAG,
    "port": Param(params.comma_list(params.port_in_query)),
}
_BODY = {
    "incoming_sms_id": Param(params.integer(0), default=0),
    "flag": _FLAG,
    "port": Param(params.array_of(params.port_in_json)),
}

_SHOWN = ("incoming_sms_id", "port", "number", "smsc", "timestamp", "text")


def query_incoming_sms(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """The messages after ``incoming_sms_id``, as many as fit into one answer; ``unread`` marks what it returns."""
    given = params.from_json(request, _BODY) if request.method == "POST" else params.from_query(request, _QUERY)
    ports = set(gateway.present(given["port"])) if given["port"] else set(gateway.all_ports())
    inbox = [message for message in gateway.state["inbox"] if message["port"] in ports]
    wanted_read = {"unread": (False,), "read": (True,), "all": (False, True)}[given["flag"]]
    limit = gateway.options["incoming_limit_bytes"]
    size = 0
    shown: list[dict[str, Any]] = []
    for message in inbox:
        if message["incoming_sms_id"] <= given["incoming_sms_id"] or message["read"] not in wanted_read:
            continue
        row = show(message, with_imsi=gateway.options["incoming_imsi"])
        size += len(json.dumps(row, ensure_ascii=False).encode())
        if limit and shown and size > limit:
            break
        shown.append(row)
        if given["flag"] == "unread":
            message["read"] = True
    read = sum(message["read"] for message in inbox)
    return {"sms": shown, "read": read, "unread": len(inbox) - read}


def show(message: dict[str, Any], *, with_imsi: bool) -> dict[str, Any]:
    """A stored message as answers and pushes write it."""
    row = {name: message[name] for name in _SHOWN}
    if with_imsi:
        row["imsi"] = message["imsi"]
    return row


def marks_read(request: Request) -> bool:
    """Whether the request changes messages to "read": it does unless ``flag`` says otherwise."""
    if request.method != "POST":
        return request.query_values("flag") in ([], ["unread"])
    try:
        body = request.json()
    except ValueError:
        return False
    return isinstance(body, dict) and body.get("flag", "unread") == "unread"
