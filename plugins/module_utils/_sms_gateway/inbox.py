# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import NoAnswer
from .._core.http import READ, WRITE
from .client import SmsGatewayClient
from .records import normal, records

QUERY_INCOMING_SMS = "api/query_incoming_sms"
ALL, READ_BEFORE, UNREAD = "all", "read", "unread"
FLAGS = (ALL, READ_BEFORE, UNREAD)

_ID = "incoming_sms_id"
_NUMBERS = (_ID, "port")
_COUNTS = ("read", "unread")


def messages(client: SmsGatewayClient, flag: str, after: int, ports: t.Sequence[int] | None) -> dict[str, t.Any]:
    """Incoming messages with a flag and an ID greater than ``after`` (HTTP API V1.2, 6). UNREAD marks them as read.

    Out: ``sms``, and the gateway's counts ``read`` and ``unread`` of the first answer. An answer holds some 8 kB: the
    gateway is asked until nothing new comes.
    """
    first: dict[str, t.Any] = {}
    found: dict[t.Any, dict[str, t.Any]] = {}
    while True:
        answer = _page(client, flag, after, ports)
        first = first or answer
        page = [normal(entry, _NUMBERS) for entry in records(answer, "sms")]
        fresh = {message.get(_ID, str(message)): message for message in page}
        if fresh.keys() <= found.keys():
            break
        found.update(fresh)
        after = max((number for number in found if isinstance(number, int)), default=after)
    return {"sms": list(found.values()), **normal({name: first.get(name) for name in _COUNTS}, _COUNTS)}


def unread_unmarked(client: SmsGatewayClient, after: int, ports: t.Sequence[int] | None) -> dict[str, t.Any]:
    """What ``messages`` finds as UNREAD, without marking it as read: all of them but those that are read."""
    read = [message.get(_ID) for message in messages(client, READ_BEFORE, after, ports)["sms"]]
    found = messages(client, ALL, after, ports)
    found["sms"] = [message for message in found["sms"] if message.get(_ID) not in read]
    return found


def _page(client: SmsGatewayClient, flag: str, after: int, ports: t.Sequence[int] | None) -> dict[str, t.Any]:
    query: list[tuple[str, t.Any]] = [(_ID, after)] if after else []
    query.append(("flag", flag))
    if ports is not None:
        query.append(("port", ",".join(map(str, ports))))
    if flag != UNREAD:
        return t.cast("dict[str, t.Any]", client.get(QUERY_INCOMING_SMS, query, kind=READ))
    try:
        # What is read as unread is not unread any more: what an answer held that was lost would be skipped by a repetition.
        return t.cast("dict[str, t.Any]", client.get(QUERY_INCOMING_SMS, query, kind=WRITE))
    except NoAnswer as error:
        error.note("Messages that the lost answer held may count as read now: read them with flag all")
        raise
