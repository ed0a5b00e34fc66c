# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import math
import re
import typing as t
from types import MappingProxyType
from urllib.parse import unquote

from ansible_collections.telco.cpe.plugins.module_utils._core.names import snake
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_int
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import records, tolerant_json

Record = dict[str, t.Any]


class Kind(t.NamedTuple):
    """One kind of event: which fields are numbers, and which, if all are there, tell a record from any other one.

    With ``state``, a record tells in which state the thing is that ``identity`` names, until another one tells of another state.
    """

    numbers: tuple[str, ...] = ("port",)
    identity: tuple[str, ...] = ()
    state: bool = False
    names: t.Mapping[str, str] = MappingProxyType({})
    fold: t.Callable[[str], str] = str.lower
    """How its ``status`` is written, which firmwares write in either case."""


# HTTP API V1.2, 17; the keys are those of the pushed object. A USSD reply, a device's or an exception's event has nothing
# by which a repetition could be told from the same thing happening again.
KINDS: dict[str, Kind] = {
    "sms": Kind(("incoming_sms_id", "port"), ("incoming_sms_id", "timestamp")),
    "sms_result": Kind(records.SMS_RESULT_NUMBERS, ("number", "time", "status", "ref_id"), fold=str.upper),
    "sms_deliver_status": Kind(records.DELIVER_STATUS_NUMBERS, ("number", "time", "ref_id")),
    "ussd": Kind(),
    "register": Kind(("port", "sequence", "slot"), ("port",), state=True),  # nothing says what "sequence" counts
    "cdr": Kind(records.CDR_NUMBERS, ("port", "start_date"), names=records.CDR_NAMES),
    "device": Kind(("port_number",)),
    "exception_info": Kind(),
}

_NO_VALUE = "<null>"  # what a SIM card that went away leaves as its iccid and imsi
_OTHER = re.compile(r"[^a-z0-9_]+")
_TEMPLATE = re.compile(r"\{(?=[{%#])|\A#(?=jinja2:)")
_DIGITS = 18  # beyond that, no number of the API


class BadPush(Exception):
    """A body that is no push of a gateway; the message says why, and quotes nothing of it."""


class Push(t.NamedTuple):
    """What one request brought: the gateway's serial number, and what happened, as (kind, record), in order."""

    sn: str | None
    happened: list[tuple[str, Record]]


def parse(body: bytes, *, url_decode_text: bool = False) -> Push:
    """A pushed body in normal form. Raises BadPush.

    Names are in snake_case, what the API calls a number is one, ``<NULL>`` is None. Text that whoever sends a message chooses
    can't be a template of Jinja any more: what rulebooks hand to playbooks as extra variables, Ansible would evaluate. So a
    blank is put behind the brace that begins ``{{``, ``{%`` or ``{#``, and behind the ``#`` of a leading ``#jinja2:``.
    """
    try:
        content = tolerant_json.loads(body.decode("utf-8", errors="replace"))
        if not isinstance(content, dict):
            raise BadPush("the body is no JSON object")
        sn = content.get("sn")
        happened = [
            (kind, _record(kind, entry, url_decode_text))
            for kind in content
            if kind in KINDS
            for entry in records.records(content, kind)
        ]
    except ValueError:
        raise BadPush("the body is no JSON") from None
    except RecursionError:
        raise BadPush("the body is nested too deeply") from None
    if not any(kind in KINDS for kind in content):
        raise BadPush(f"the body has none of {', '.join(KINDS)}")
    return Push(_plain(str(sn)) if isinstance(sn, (str, int)) else None, happened)


def _record(kind: str, entry: t.Mapping[str, t.Any], url_decode_text: bool) -> Record:
    rules = KINDS[kind]
    named = {_name(key): value for key, value in entry.items()}
    record = {rules.names.get(key, key): _value(value) for key, value in named.items()}
    for key in rules.numbers:
        value = record.get(key)
        if key in record and len(str(value)) <= _DIGITS:
            record[key] = to_int(value)
    if isinstance(record.get("status"), str):
        record["status"] = rules.fold(record["status"])
    if url_decode_text and isinstance(record.get("text"), str):
        record["text"] = _plain(unquote(record["text"].replace("+", " ")))
    return record


def _name(key: str) -> str:
    return _OTHER.sub("_", snake(key)).strip("_") or "_"


def _value(value: t.Any) -> t.Any:
    if isinstance(value, str):
        return None if value.strip().lower() == _NO_VALUE else _plain(value)
    if isinstance(value, dict):
        return {_name(key): _value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None  # no JSON has it, and the rule engine takes JSON
    return value


def _plain(text: str) -> str:
    return _TEMPLATE.sub(lambda found: f"{found[0]} ", text)
