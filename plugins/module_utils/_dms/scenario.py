# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, CpeError, NoAnswer, NotFound, NotTheSystem, ServerError
from .._core.normal import to_int
from .._core.plan import Write
from . import faults
from .answers import Answer
from .client import DmsClient
from .errors import PartialSuccess
from .options import Target
from .records import cpe_id_of

_DONE = (200,)
# What starting a scenario without waiting for it may be answered with.
_STARTED = (200, 201, 202)
# What SmartSPV lists: its own reader tells from them what was set and what was not.
_LISTS = ("applied_params", "failed_params")
_ENV_KEYS = ("env_id", "env_ids", "task_id")


def split(result: t.Any) -> list[Answer]:
    """The answers of a ``result``, one a CPE where it tells the CPEs apart.

    How a scenario over several CPEs answers is not documented. Known are here: one list of details for all; a list of
    results; details that hold one entry a CPE, as list, as objects with the CPE's id, or under the id as key.
    """
    if isinstance(result, list):
        return [_answer(entry, 200, "") for entry in result]
    whole = _answer(result, None, "")
    parts = _parts(whole.details)
    return [_answer(part, whole.code, whole.message) for part in parts] or [whole]


def _answer(entry: t.Any, code: int | None, message: str) -> Answer:
    if not isinstance(entry, dict):
        return Answer(code or 200, message, entry)
    inner = entry.get("result")
    if isinstance(inner, dict):
        entry = {**entry, **inner}
    given = to_int(entry.get("code", 200 if code is None else code))
    env_id = entry.get("env_id")
    return Answer(
        code=given if isinstance(given, int) else -1,
        message=str(
            entry.get("message") or entry.get("error") or message or ("" if isinstance(given, int) else f"code {given}")
        ),
        details=entry.get("details"),
        env_id=None if env_id is None else str(env_id),
        cpe_id=cpe_id_of(entry),
    )


def _parts(details: t.Any) -> list[t.Any]:
    if isinstance(details, dict) and details and all(_is_part(value) for value in details.values()):
        return [_named(key, value) for key, value in details.items()]
    if not isinstance(details, list) or not details:
        return []
    if all(
        isinstance(entry, dict) and cpe_id_of(entry) and ("details" in entry or "result" in entry or "code" in entry)
        for entry in details
    ):
        return details
    if all(map(_is_pair, details)):
        named = [entry["value"] for entry in details]
        # An empty list is a CPE's answer only beside others: it may be the value of a parameter, too.
        if any(map(_is_part, named)) and all(value == [] or _is_part(value) for value in named):
            return [_named(entry["key"], entry["value"]) for entry in details]
    return details if all(isinstance(entry, list) for entry in details) else []


def _named(cpe_id: t.Any, part: t.Any) -> dict[str, t.Any]:
    return {"cpe_id": str(cpe_id), **(part if isinstance(part, dict) else {"details": part})}


def _is_pair(entry: t.Any) -> bool:
    return isinstance(entry, dict) and "key" in entry and "value" in entry


def _is_part(value: t.Any) -> bool:
    """Whether a value is what one CPE answered: a list of keys and values, or an object around one or around a failure."""
    if isinstance(value, dict):
        return "details" in value or "result" in value or ("code" in value and ("message" in value or "error" in value))
    return isinstance(value, list) and bool(value) and all(map(_is_pair, value))


def pairs(answer: Answer) -> list[tuple[str, t.Any]]:
    """The keys and values of an answer's details. Raises NotTheSystem for details of another form."""
    details = answer.details
    if details is None:
        return []
    if isinstance(details, dict):
        return list(details.items())
    if isinstance(details, list) and all(map(_is_pair, details)):
        return [(str(entry["key"]), entry["value"]) for entry in details]
    raise NotTheSystem("the scenario's details are no list of keys and values", hint="Check api_url.")


def read(
    client: DmsClient, target: Target, method: str, names: t.Sequence[str], *, retries: int | None = None
) -> list[Answer]:
    """Run a method that only reads. Out: one answer a CPE. Raises CpeError, and SeveralFound without ``multiple``."""
    wanted = target.reading()
    answers = guarded(client, target, lambda: client.read(method, wanted.body(list(names)), retries=retries))
    failed = [(answer, error) for answer in answers if (error := _failure(answer, _DONE)) is not None]
    if failed:
        answer, error = failed[0]
        if len(answers) > 1:
            others = ", ".join(str(other.cpe_id) for other, _error in failed[1:]) or "none"
            error.note(f"{len(answers) - len(failed)} of {len(answers)} CPEs answered; others that failed: {others}")
        raise said(error, client, target, answer)
    return answers


def write(client: DmsClient, target: Target, call: Write) -> list[Answer]:
    """Execute a write. Out: one answer a CPE. Raises CpeError; PartialSuccess where it succeeded on some CPEs only."""
    return settled(client, target, guarded(client, target, lambda: client.write(call)), started=target.queued)


def settled(client: DmsClient, target: Target, answers: list[Answer], *, started: bool = False) -> list[Answer]:
    """The answers to a write. ``started``: to have started it is a success. Raises CpeError for what failed, as ``write``."""
    allowed = _STARTED if started else _DONE
    failed = [(answer, error) for answer in answers if (error := _failure(answer, allowed)) is not None]
    if failed and len(failed) == len(answers):
        answer, error = failed[0]
        if is_started(answer):
            error.note("The DMS has queued the change and may carry it out later")
            error.extra.update(queued=True, env_id=answer.env_id)
        raise said(error, client, target, answer)
    if failed:
        applied = [answer.cpe_id for answer in answers if all(answer is not other for other, _error in failed)]
        raise said(_partly(applied, failed), client, target, None)
    return answers


def is_started(answer: Answer) -> bool:
    """Whether an answer says no more than that the DMS will run the scenario later."""
    return answer.code in _STARTED and answer.code not in _DONE


def _partly(applied: list[str | None], failed: list[tuple[Answer, CpeError]]) -> PartialSuccess:
    words = "; ".join(f"{answer.cpe_id}: {error.message}" for answer, error in failed)
    partial = PartialSuccess(f"{len(applied)} CPEs took the change and {len(failed)} did not: {words}")
    partial.causes = tuple(error for _answer, error in failed)
    partial.extra.update(
        changed=True,
        applied_cpes=applied,
        failed_cpes=[{"cpe_id": answer.cpe_id, "message": error.message} for answer, error in failed],
    )
    return partial


def guarded(client: DmsClient, target: Target, request: t.Callable[[], t.Any]) -> list[Answer]:
    """The answers in the ``result`` that a request gives; a failure is told with the CPE that it is about."""
    try:
        answers = split(request())
    except (ApiFailure, NotFound, NoAnswer, ServerError) as error:
        if isinstance(error, NoAnswer) and error.http_status is None and "no answer within" in error.message:
            error.hint = (
                "The CPE may be offline or slow, and the DMS waits longer for it than this: give command_options.timeout, or "
                "raise timeout."
            )
        raise said(error, client, target, None) from None
    if len(answers) > 1 and not target.multiple:
        raise said(faults.several(), client, target, None)
    return answers


def said(error: CpeError, client: DmsClient, target: Target, answer: Answer | None) -> CpeError:
    """The error with the CPE that it is about, and without secrets in the DMS's words."""
    cpe = target.label if answer is None or answer.cpe_id is None else f"cpe_id {answer.cpe_id}"
    error.message = client.redact(f"{cpe}: {error.message}")
    if error.api_message:
        error.api_message = client.redact(error.api_message)
    error.device = error.device or client.connection.device
    return error


def _failure(answer: Answer, allowed: tuple[int, ...]) -> CpeError | None:
    told = [entry for entry in answer.details if _is_pair(entry)] if isinstance(answer.details, list) else []
    if any(entry["key"] in _LISTS for entry in told):
        return None
    if answer.code not in allowed:
        return faults.failure(answer.code, answer.message, answer.details)
    # The scenario ended well and what it brought is the CPE's fault. Values of parameters are not looked at.
    fault = faults.find([entry for entry in told if "." not in str(entry["key"])])
    return None if fault is None else faults.cwmp_fault(fault, api_message=answer.message or None)


def env_ids(answers: t.Iterable[Answer]) -> list[tuple[str | None, str]]:
    """The ids of the scenarios that an asynchronous start has begun, for GetResult, each with its CPE where that is told."""
    found: list[tuple[str | None, str]] = []
    for answer in answers:
        if answer.env_id is not None:
            found.append((answer.cpe_id, answer.env_id))
        elif isinstance(answer.details, str) and answer.details:
            found.append((answer.cpe_id, answer.details))
        elif isinstance(answer.details, (dict, list)) and answer.details:
            found += _env_ids_in(answer)
    return found


def _env_ids_in(answer: Answer) -> list[tuple[str | None, str]]:
    try:
        given = pairs(answer)
    except NotTheSystem:
        return []
    for key, value in given:
        if key in _ENV_KEYS and value:
            return [(answer.cpe_id, str(one)) for one in (value if isinstance(value, list) else [value])]
    return [(key, value) for key, value in given if isinstance(value, str) and value]
