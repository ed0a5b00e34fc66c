# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, Busy, CpeError, NoAnswer, NotFound, NotTaken, ServerError
from .._core.normal import to_int
from .._core.plan import Write
from .._core.resource import Resource
from . import checks, sms, waiting
from .codes import PORT_BUSY
from .sms import Message, Result

ACCEPTED = "accepted"
WAIT_FOR = (ACCEPTED, "sent", "delivered")
_DONE = {"sent": (sms.SENT, sms.DELIVERED), "delivered": (sms.DELIVERED,)}

# Seconds in which a message shows up in the gateway's results, if the request whose answer was lost took effect.
SHOWS_UP = 10.0
_NAMED = 10


class Sending:
    """Sends messages, and each of those that have a user_id exactly once: what the gateway knows is not sent again.

    In: the resource whose options and client count, the messages, and what all requests have in common.
    """

    def __init__(self, resource: Resource, messages: list[Message], common: dict[str, t.Any], encoding: str) -> None:
        self._resource = resource
        self._messages = messages
        self._common = common
        self._encoding = encoding
        self._known: dict[int, Result] = {}
        self._new: list[Message] = []
        self._accepted: list[Message] = []
        self._task_ids: list[int] = []
        self._in_queue: int | None = None
        self._codes: dict[int, list[int]] = {}

    @property
    def _client(self) -> t.Any:
        return self._resource.client

    @property
    def _wait_for(self) -> str:
        return str(self._resource.params["wait_for"])

    def execute(self) -> dict[str, t.Any]:
        """Look up, plan, send, wait: out, the keys of the result. Raises CpeError, which tells what was sent before."""
        self._known = sms.results(self._client, self._user_ids(self._messages))
        self._refuse_reuse()
        self._new = [message for message in self._messages if message.user_id not in self._known]
        before = [self._described(message) for message in self._messages if message.user_id in self._known]
        plan = sms.batches(self._new, self._common)
        result: dict[str, t.Any] = {
            "changed": bool(plan),
            "plan": [write.shown() for write, _part in plan],
            "diff": {
                "before": {"messages": before},
                "after": {"messages": [self._described(message) for message in self._messages]},
                "before_header": self._client.connection.device,
                "after_header": self._client.connection.device,
            },
            "unverified": ["text"] if before else [],
        }
        if not self._resource.check_mode:
            try:
                for write, part in plan:
                    self._send(write, part)
                self._wait()
            except CpeError as error:
                self._tell_progress(error)
                raise
        return {**result, "sms": self._shown()}

    def _refuse_reuse(self) -> None:
        for message in self._messages:
            held = self._known.get(t.cast(int, message.user_id))
            number = str((held or {}).get("number") or "")
            if number and not checks.same_number(message.number, number):
                raise ApiFailure(
                    f"user_id {message.user_id} is that of a message to {number} already, and can't be that of one to "
                    f"{message.number}",
                    device=self._client.connection.device,
                    hint="Give each message a user_id that was never used on this gateway. Nothing was sent.",
                )

    def _send(self, write: Write, part: list[Message]) -> None:
        """Send one batch, at most once. Where the answer is lost, what the gateway knows says whether it took effect."""
        user_ids = self._user_ids(part)
        attempt = 0
        while True:
            try:
                answer = self._client.write(write)
                self._take(answer)
                break
            except (Busy, NoAnswer, ServerError) as error:
                if len(user_ids) < len(part):
                    error.note("Whether messages without a user_id were sent is not known, and they are not sent again")
                    raise
                found = self._appeared(user_ids, error)
                self._known.update(found)
                if len(found) == len(user_ids):
                    break
                wait = (
                    self._client.transport.wait_for(error, attempt) if isinstance(error, Busy) and not found else None
                )
                if wait is None:
                    error.note(f"The gateway knows {len(found)} of the {len(part)} messages of the request")
                    error.hint = "They are not sent again by this run. The next run looks up which of them were sent."
                    raise
                self._client.transport.pause(wait)
                attempt += 1
        self._accepted += part

    def _appeared(self, user_ids: list[int], error: CpeError) -> dict[int, Result]:
        """What the gateway knows of a batch whose request failed with ``error``; it may come to know it after a while."""
        try:
            return waiting.until(
                self._resource,
                lambda: sms.results(self._client, user_ids),
                lambda found: len(found) == len(user_ids),
                at_most=SHOWS_UP if isinstance(error, NoAnswer) else 0.0,
            )
        except CpeError as failure:
            error.note(f"Whether the messages were sent could not be looked up: {failure.message}")
            return {}

    def _take(self, answer: t.Mapping[str, t.Any]) -> None:
        if answer.get("task_id") is not None:
            self._task_ids.append(to_int(answer["task_id"]))
        self._in_queue = to_int(answer.get("sms_in_queue", self._in_queue))

    def _wait(self) -> None:
        """Wait for what wait_for says. Raises NotTaken where it does not come, ApiFailure where it can't come any more."""
        if self._wait_for == ACCEPTED:
            return
        # What was told before a batch was sent is still good for those that were not part of it.
        if self._pending():
            waiting.until(self._resource, self._look, lambda _result: not self._pending())
        failed = [message for message in self._messages if self._has_failed(message)]
        if failed:
            raise ApiFailure(
                f"sending failed: {self._list(failed)}",
                device=self._client.connection.device,
                hint="A message that failed is not sent again. To try again, give it another user_id.",
            )
        pending = self._pending()
        if pending:
            raise NotTaken(
                f"the gateway accepted the messages, but not all of them are {self._wait_for}: {self._list(pending)}",
                device=self._client.connection.device,
                hint=f"It was waited for {self._resource.params['wait_timeout']} s. Raise wait_timeout, or run again: nothing is "
                "sent twice.",
            )

    def _look(self) -> None:
        pending = self._user_ids(self._pending())
        self._known.update(sms.results(self._client, pending))
        if self._wait_for != "delivered":
            return
        sent = {number: self._known[number] for number in pending if sms.status(self._known.get(number)) == sms.SENT}
        told = sms.reports(self._client, list(sent.values())) if sent else []
        self._codes.update({number: sms.delivery(result, told) for number, result in sent.items()})

    def _pending(self) -> list[Message]:
        return [message for message in self._messages if not self._has_failed(message) and not self._is_done(message)]

    def _is_done(self, message: Message) -> bool:
        user_id = t.cast(int, message.user_id)
        told = self._known.get(user_id)
        if sms.status(told) in _DONE[self._wait_for]:
            return True
        codes = self._codes.get(user_id, [])
        return len(codes) >= ((told or {}).get("count") or message.count) and not any(codes)

    def _has_failed(self, message: Message) -> bool:
        user_id = t.cast(int, message.user_id)
        status = sms.status(self._known.get(user_id))
        refused = any(code >= sms.FIRST_PERMANENT_ERROR for code in self._codes.get(user_id, []))
        return refused or status not in ("", sms.SENDING, sms.SENT, sms.DELIVERED)

    def _list(self, messages: list[Message]) -> str:
        named = []
        for message in messages[:_NAMED]:
            state = sms.status(self._known.get(t.cast(int, message.user_id))) or "unknown to the gateway"
            codes = [code for code in self._codes.get(t.cast(int, message.user_id), []) if code]
            reason = f", delivery status {codes[0]}" if codes else ""
            named.append(f"user_id {message.user_id} to {message.number} ({state}{reason})")
        more = len(messages) - len(named)
        return ", ".join(named) + (f", and {more} more" if more else "")

    def _tell_progress(self, error: CpeError) -> None:
        if self._accepted:
            error.note(f"{len(self._accepted)} of the {len(self._new)} new messages had been accepted")
            error.extra["changed"] = True
        error.extra["sms"] = self._shown()

    def _user_ids(self, messages: list[Message]) -> list[int]:
        return [message.user_id for message in messages if message.user_id is not None]

    def _described(self, message: Message) -> dict[str, t.Any]:
        user_id = {} if message.user_id is None else {"user_id": message.user_id}
        return {
            "number": message.number,
            **user_id,
            "text": message.text,
            "encoding": self._encoding,
            "count": message.count,
        }

    def _shown(self) -> dict[str, t.Any]:
        fresh = {id(message) for message in self._new}
        messages = []
        for message in self._messages:
            told = self._known.get(t.cast(int, message.user_id), {})
            codes = self._codes.get(t.cast(int, message.user_id))
            messages.append(
                {
                    **self._described(message),
                    **told,
                    "number": message.number,
                    "new": id(message) in fresh,
                    **({"status_code": codes} if codes else {}),
                }
            )
        return {"messages": messages, "task_id": self._task_ids, "sms_in_queue": self._in_queue}


def stop(resource: Resource, task_ids: list[int], user_ids: list[int]) -> dict[str, t.Any]:
    """Stop sending tasks (9): out, the keys of the result.

    In: ``user_ids``, the messages of the tasks, whose results then say whether there is anything to stop; the number of
    waiting messages says it otherwise.
    """
    client = resource.client

    def writes() -> list[Write]:
        told = sms.results(client, user_ids).values()
        waits = sms.SENDING in map(sms.status, told) if user_ids else sms.in_queue(client) != 0
        return [Write("GET", sms.STOP_SMS, {"task_id": task_id}, query=True) for task_id in task_ids] if waits else []

    plan = writes()
    shown = {"task_id": task_ids, "state": "stopped"}
    result: dict[str, t.Any] = {
        "changed": bool(plan),
        "plan": [write.shown() for write in plan],
        "diff": {
            "before": {**shown, "state": "sending"} if plan else shown,
            "after": shown,
            "before_header": client.connection.device,
            "after_header": client.connection.device,
        },
        "unverified": [],
    }
    stopped: list[int] = []
    if not resource.check_mode:
        stopped = [write.payload["task_id"] for write in plan if _stop(resource, write, writes)]
        result["changed"] = bool(stopped)
    return {**result, "sms": {"messages": [], "task_id": task_ids, "stopped": stopped}}


def _stop(resource: Resource, write: Write, look: t.Callable[[], list[Write]]) -> bool:
    """Stop one task; whether there was anything to stop. A stop whose fate is unknown is repeated while something waits."""
    transport = resource.client.transport
    attempt = 0
    unknown = False  # whether an earlier attempt may have stopped it
    while True:
        try:
            resource.client.write(write)
        except NotFound:
            return unknown
        except (Busy, NoAnswer) as error:
            if error.code == PORT_BUSY:  # what an old document has for a task that can't be found
                return unknown
            unknown = unknown or isinstance(error, NoAnswer)
            wait = transport.wait_for(error, attempt)
            if wait is None:
                raise
            transport.pause(wait)
            attempt += 1
            if not look():
                return unknown
        else:
            return True
