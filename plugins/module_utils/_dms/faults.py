# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import ast
import json
import re
import typing as t

from .._core.errors import ApiFailure, CpeError, ServerError
from .._core.normal import to_int
from . import cwmp
from .errors import (
    ConnectionRequestFailed,
    CpeNotFound,
    CpeOffline,
    CwmpFault,
    ParameterFault,
    PassingFault,
    ScenarioFailed,
    ScenarioTimeout,
    SeveralFound,
)

# The vendor document names no failure of a scenario beyond {"error": "string"}. Known from the closest relative is HTTP 200
# with another result code, and the CWMP fault as a dict literal inside the text. So faults are looked for in every form.
_CODE_KEYS = ("faultcode", "fault_code", "code", "status_code")
_TEXT_KEYS = ("faultstring", "fault_string", "message", "error", "text")
_NAME_KEYS = ("parametername", "parameter_name", "parameter", "name", "key")
_PARAMETER_FAULTS = ("setparametervaluesfault", "setparametervaluesfaults", "parameter_faults")

_LABELLED = re.compile(r"fault\s*_?(?:code)?\W{0,8}(?P<code>[89]\d{3})(?!\d)", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w:/-])(?P<code>9\d{3})(?![\w/-]|\.\d)")
_DOTTED = re.compile(r"cwmp[.:_ -]+(?P<code>[89]\d{3})(?!\d)", re.IGNORECASE)
_PARAMETER = re.compile(
    r"ParameterName\W+(?P<name>[A-Za-z][\w.\-\[\]]*)\W.*?FaultCode\W+(?P<code>9\d{3})(?:\W.*?FaultString\W+(?P<text>[^<'\"}]*))?",
    re.IGNORECASE | re.DOTALL,
)
_PATH = r"[A-Za-z_][\w-]*(?:\.(?:[\w-]+|\[[^\[\]]+\]))+"
_BEFORE_CODE = re.compile(
    rf"(?P<name>{_PATH})['\"]?[\s:=(,-]{{1,4}}(?P<code>9\d{{3}})(?!\d)[\s:,-]*(?P<text>[^;,)\]}}'\"<]*)"
)
_KNOWN_ROOT = re.compile(r"(?<![\w.])(?:InternetGateway)?Device\.(?:(?:[\w-]+|\[[^\[\]]+\])\.?)*")

# Not a part of a parameter's name, as in InternetGatewayDevice. or Device.
_CPE = r"(?<![\w.])(?:cpes?|devices?)(?!\w|\.\w)"
_SEVERAL = re.compile(
    rf"(?:multiple|several|more than one|too many|\b[2-9]\d*|\b1\d+)\s+(?:\w+\s+)?{_CPE}|not unique|ambiguous",
    re.IGNORECASE,
)
_NONE = re.compile(
    rf"\b(?:no|unknown)\s+(?:such\s+|matching\s+)?{_CPE}"
    rf"|{_CPE}.*\b(?:not found|(?:does|do) not exist|(?:is|are) (?:unknown|not registered))"
    rf"|not found.*{_CPE}"
    rf"|(?:can't|cannot|could not|couldn't) find\s+(?:\w+\s+)?{_CPE}",
    re.IGNORECASE,
)
_CONNECTION_REQUEST = re.compile(r"connection[\s_-]*request|\bcnr\b", re.IGNORECASE)
_OFFLINE = re.compile(
    r"\boff-?line\b|not (?:on-?line|reachable|connected|available)|unreachable"
    r"|no (?:response|answer|session) from|(?:did|does) not (?:respond|answer|connect)",
    re.IGNORECASE,
)
_TIMEOUT = re.compile(r"time[\s_-]?out|timed out|polling time is over|deadline|expired|not finished", re.IGNORECASE)


class Fault(t.NamedTuple):
    """A CWMP fault as far as an answer tells it."""

    code: int
    text: str
    parameters: tuple[ParameterFault, ...]


def find(*places: t.Any) -> Fault | None:
    """The CWMP fault in an answer's texts and objects (message, details); None where there is none."""
    texts = [place for place in places if isinstance(place, str)]
    trees = [place for place in places if isinstance(place, (dict, list))]
    trees += [tree for tree in map(_literal, texts) if tree is not None]
    top: tuple[int, str] | None = None
    parameters: list[ParameterFault] = []
    for tree in trees:
        found, named = _walk(_joined(tree))
        top = top or found
        parameters += [fault for fault in named if fault not in parameters]
    for text in texts:
        top = top or _in_text(text)
        if not parameters:
            parameters = _parameters_in_text(text, top)
    if top is None:
        code = next((fault.code for fault in parameters if fault.code is not None), None)
        top = None if code is None else (code, "")
    return None if top is None else Fault(top[0], top[1], tuple(parameters))


def _literal(text: str) -> t.Any:
    """The object that a text shows as JSON or as a Python literal."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    shown = text[start : end + 1]
    try:
        return json.loads(shown)
    except ValueError:
        pass
    try:
        return ast.literal_eval(shown)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _joined(tree: t.Any) -> t.Any:
    """``tree`` in which lists of key and value are objects."""
    if isinstance(tree, list):
        if tree and all(isinstance(item, dict) and set(item) == {"key", "value"} for item in tree):
            return {str(item["key"]): _joined(item["value"]) for item in tree}
        return [_joined(item) for item in tree]
    if isinstance(tree, dict):
        return {str(key): _joined(value) for key, value in tree.items()}
    return tree


def _walk(tree: t.Any) -> tuple[tuple[int, str] | None, list[ParameterFault]]:
    top: tuple[int, str] | None = None
    parameters: list[ParameterFault] = []
    if isinstance(tree, list):
        for item in tree:
            found, named = _walk(item)
            top, parameters = top or found, parameters + named
    elif isinstance(tree, dict):
        members = {key.lower(): value for key, value in tree.items()}
        for key in _PARAMETER_FAULTS:
            parameters += _parameter_faults(members.pop(key, None))
        code = next((to_int(members[key]) for key in _CODE_KEYS if cwmp.is_fault_code(to_int(members.get(key)))), None)
        if code is not None:
            top = (code, _first_text(members, _TEXT_KEYS))
        for value in members.values():
            found, named = _walk(value)
            top, parameters = top or found, parameters + named
    return top, parameters


def _parameter_faults(entries: t.Any) -> list[ParameterFault]:
    found = []
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, dict):
            members = {str(key).lower(): value for key, value in entry.items()}
            name = _first_text(members, _NAME_KEYS)
            code = next((to_int(members[key]) for key in _CODE_KEYS if key in members), None)
            if name:
                found.append(
                    ParameterFault(name, code if isinstance(code, int) else None, _first_text(members, _TEXT_KEYS))
                )
    return found


def _first_text(members: dict[str, t.Any], keys: tuple[str, ...]) -> str:
    return next((value for value in map(members.get, keys) if isinstance(value, str) and value), "")


def _parameters_in_text(text: str, top: tuple[int, str] | None) -> list[ParameterFault]:
    for pattern in (_PARAMETER, _BEFORE_CODE):
        hits = [(hit["name"], int(hit["code"]), (hit["text"] or "").strip()) for hit in pattern.finditer(text)]
        found = [ParameterFault(*hit) for hit in hits if cwmp.is_fault_code(hit[1])]
        if found:
            return found
    # The code and, somewhere in the sentence, the parameter.
    names = dict.fromkeys(hit[0] for hit in _KNOWN_ROOT.finditer(text)) if top else {}
    return [ParameterFault(name, top[0], "") for name in names if top]


def _in_text(text: str) -> tuple[int, str] | None:
    for pattern in (_LABELLED, _DOTTED, _BARE):
        for hit in pattern.finditer(text):
            code = int(hit["code"])
            # "FaultCode 9003 .. SetParameterValuesFault .. FaultCode 9007": the first is the whole request's.
            if cwmp.is_fault_code(code):
                return code, ""
    return None


def failure(code: t.Any, message: str, details: t.Any = None, *, http_status: int | None = None) -> CpeError:
    """The error for a scenario that failed.

    In: the result's code, its message (or the text of ``error``), its details; the HTTP status where that is not 200.
    Out: an error of the class that the words allow to tell; the words themselves are always part of it.
    """
    known: dict[str, t.Any] = {"code": code, "api_message": message or None, "http_status": http_status}
    number = to_int(code)
    fault = find(message, details) or (Fault(number, "", ()) if cwmp.is_fault_code(number) else None)
    if fault is not None:
        return cwmp_fault(fault, **known)
    if _CONNECTION_REQUEST.search(message):
        return ConnectionRequestFailed(
            "the Connection Request to the CPE failed",
            hint="The CPE is off, behind NAT, or has other Connection Request credentials. With command_options.no_cnr the "
            "scenario waits for the CPE's next session instead.",
            **known,
        )
    if _NONE.search(message):
        return CpeNotFound("no CPE matches search_options", **known)
    if _SEVERAL.search(message):
        return several(**known)
    if _OFFLINE.search(message):
        return CpeOffline(
            "the CPE is offline",
            hint="Run again when it is back, or let the DMS queue the change with command_options.async.",
            **known,
        )
    if number in (204, 408, 504) or _TIMEOUT.search(message):
        return ScenarioTimeout(
            "the scenario did not end in time: the CPE may be offline, or slow",
            hint="Raise command_options.timeout. The DMS may still carry the scenario out later; the next run reads first.",
            **known,
        )
    words = message or "no reason given"
    if http_status == 404 or number == 404:
        return CpeNotFound(f"nothing found: {words}", hint="Check search_options.", **known)
    if http_status is not None and http_status >= 500:
        return ServerError(f"the DMS failed at the request: {words}", **known)
    if http_status is not None:
        return ApiFailure(f"the DMS refuses the request: {words}", **known)
    return ScenarioFailed(
        f"the scenario failed: {words}", hint="The CPE may be offline: see what the DMS says about it.", **known
    )


def several(**known: t.Any) -> SeveralFound:
    """The error for search options that match more than one CPE."""
    return SeveralFound(
        "more than one CPE matches search_options",
        hint="Narrow search_options down to one CPE (cpe_id), or set command_options.multiple to run on all of them.",
        **known,
    )


def cwmp_fault(fault: Fault, **known: t.Any) -> CwmpFault:
    """The error for a CWMP fault, every parameter's own fault named."""
    text = f", {fault.text!r}" if fault.text and fault.text.lower() != cwmp.meaning(fault.code) else ""
    message = f"the CPE answers with CWMP fault {fault.code} ({cwmp.meaning(fault.code)}{text})"
    if fault.parameters:
        message += ": " + "; ".join(parameter.said() for parameter in fault.parameters)
    known["code"] = fault.code
    kind = PassingFault if fault.code in cwmp.PASSING else CwmpFault
    error = kind(message, **known)
    error.parameters = fault.parameters
    error.extra["faults"] = [parameter.shown() for parameter in fault.parameters]
    return error
