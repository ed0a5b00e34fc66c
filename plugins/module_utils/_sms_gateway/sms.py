# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .._core.errors import ApiFailure, NotFound, Unsupported
from .._core.normal import to_int
from .._core.plan import Write
from . import checks
from .client import SmsGatewayClient
from .records import DELIVER_STATUS_NUMBERS, SMS_RESULT_NUMBERS, normal, records

SEND_SMS = "api/send_sms"
STOP_SMS = "api/stop_sms"
QUERY_SMS_RESULT = "api/query_sms_result"
QUERY_SMS_DELIVER_STATUS = "api/query_sms_deliver_status"
QUERY_SMS_IN_QUEUE = "api/query_sms_in_queue"

RECIPIENTS_AT_ONCE = 128
NUMBERS_AT_ONCE = 32
TOO_MANY = 413

# What a result says of a message (3.3). A gateway may call one that was stopped by another word, such as Canceled.
SENDING, SENT, DELIVERED = "SENDING", "SENT_OK", "DELIVERED"
# Delivery status from which on nothing is to be hoped for (4.3).
FIRST_PERMANENT_ERROR = 64

Result = dict[str, t.Any]


@dataclass(frozen=True)
class Message:
    """One message: ``text`` as it arrives, ``count`` the SMS that it takes, ``recipient`` as the API is sent it."""

    recipient: dict[str, t.Any]
    text: str
    count: int

    @property
    def number(self) -> str:
        return t.cast(str, self.recipient["number"])

    @property
    def user_id(self) -> int | None:
        return self.recipient.get("user_id")


def batches(messages: list[Message], common: dict[str, t.Any]) -> list[tuple[Write, list[Message]]]:
    """The requests that send messages, 128 recipients at most in each; ``common`` is what all of them have (2.2)."""
    parts = [messages[start : start + RECIPIENTS_AT_ONCE] for start in range(0, len(messages), RECIPIENTS_AT_ONCE)]
    return [
        (Write("POST", SEND_SMS, {**common, "param": [message.recipient for message in part]}), part) for part in parts
    ]


def results(client: SmsGatewayClient, user_ids: t.Iterable[int]) -> dict[int, Result]:
    """What the gateway knows of messages, by user_id; one that is absent was not sent as far as the gateway knows.

    As long as an answer brings some of them, the others are asked for again: a gateway may cut long answers. One that finds
    them too many, which the document says of numbers only, is asked for fewer at once.
    """
    missing = list(user_ids)
    found: dict[int, Result] = {}
    while missing:
        try:
            answer = client.post(QUERY_SMS_RESULT, {"user_id": missing})
        except ApiFailure as error:
            if TOO_MANY not in (error.code, error.http_status) or len(missing) <= NUMBERS_AT_ONCE:
                raise
            for start in range(0, len(missing), NUMBERS_AT_ONCE):
                found.update(results(client, missing[start : start + NUMBERS_AT_ONCE]))
            break
        told = [normal(entry, SMS_RESULT_NUMBERS) for entry in records(answer, "result")]
        wanted = set(missing)
        fresh = {entry["user_id"]: entry for entry in told if entry.get("user_id") in wanted}
        if not fresh:
            break
        found.update(fresh)
        missing = [user_id for user_id in missing if user_id not in fresh]
    return found


def status(result: t.Mapping[str, t.Any] | None) -> str:
    """The status of a message in upper case, empty where nothing is known of it."""
    return str((result or {}).get("status", "")).strip().upper()


def reports(client: SmsGatewayClient, pending: list[Result]) -> list[Result]:
    """The delivery reports for the numbers of messages (4), in requests for 32 numbers at most."""
    numbers = list(dict.fromkeys(str(result["number"]) for result in pending if result.get("number")))
    found: list[Result] = []
    for start in range(0, len(numbers), NUMBERS_AT_ONCE):
        answer = client.post(QUERY_SMS_DELIVER_STATUS, {"number": numbers[start : start + NUMBERS_AT_ONCE]})
        found += [normal(entry, DELIVER_STATUS_NUMBERS) for entry in records(answer, "result")]
    return found


def delivery(result: Result, told: list[Result]) -> list[int]:
    """The status codes of the delivery reports that belong to a message, one for each of its SMS that was reported (27.4)."""
    first, count = result.get("ref_id"), result.get("count") or 1
    if not isinstance(first, int):
        return []
    references = {(first + number) % 256 for number in range(count)}
    codes = {
        report["ref_id"]: report["status_code"]
        for report in told
        if report.get("ref_id") in references
        and report.get("port") == result.get("port")
        and checks.same_number(str(result.get("number")), str(report.get("number")))
        and str(report.get("time", "")) >= str(result.get("time", ""))
        and isinstance(report.get("status_code"), int)
    }
    return list(codes.values())


def in_queue(client: SmsGatewayClient) -> t.Any:
    """The number of messages that wait to be sent (5), as the gateway tells it."""
    try:
        answer = client.get(QUERY_SMS_IN_QUEUE)
    except (Unsupported, NotFound) as error:
        try:
            answer = client.get("api/query_sms_queue")  # what some firmwares call it
        except (Unsupported, NotFound):
            raise error from None
    return to_int(answer.get("in_queue"))
