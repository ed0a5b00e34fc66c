# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, CpeError
from .._core.normal import to_int
from .._core.plan import Write
from . import cwmp, faults
from .answers import Answer
from .errors import CwmpFault, ParameterFault, PartialSuccess, ScenarioFailed
from .names import may_be
from .scenario import pairs

SPV = "SetParameterValues"
SMART = "SmartSPV"

# Faults that come again, and leave the other parameters set, when the parameters are set one by one.
_INCURABLE = frozenset({cwmp.NO_SUCH_PARAMETER, cwmp.NOT_WRITABLE})


def status_of(answer: Answer) -> int | None:
    """The Status in what SetParameterValues or SmartSPV answers: 0 applied, 1 committed and not yet applied.

    None where the answer has none. Raises PartialSuccess, CwmpFault or ScenarioFailed for parameters that SmartSPV
    could not set.
    """
    found = dict(pairs(answer))
    if "applied_params" in found or "failed_params" in found:
        return _smart(found, answer)
    statuses = list(_statuses({"Status": found.get("Status"), "details": answer.details}))
    return max(statuses) if statuses else None


def _smart(found: dict[str, t.Any], answer: Answer) -> int | None:
    applied = [name for entry in _list(found.get("applied_params")) for name in _names(entry)]
    failed = [fault for entry in _list(found.get("failed_params")) for fault in _faults(entry)]
    code, message = to_int(found.get("code", 200)), str(found.get("message") or "")
    if code == 200:
        code, message = answer.code, answer.message
    if not failed and code == 200:
        statuses = list(_statuses(found.get("applied_params")))
        return max(statuses) if statuses else None
    error = _refused(applied, failed, code, message)
    error.extra.update(
        changed=bool(applied),
        applied_params=applied,
        failed_params=[fault.shown() for fault in failed],
    )
    raise error


def _refused(applied: list[str], failed: list[ParameterFault], code: t.Any, message: str) -> CpeError:
    if not failed:
        return faults.failure(code, message)
    words = "; ".join(fault.said() for fault in failed)
    codes = {fault.code for fault in failed}
    known: dict[str, t.Any] = {"code": codes.pop() if len(codes) == 1 else code, "api_message": message or None}
    if applied:
        return PartialSuccess(
            f"SmartSPV set some parameters and not others. Set: {', '.join(applied)}. Not set: {words}", **known
        )
    kind: type[ApiFailure] = CwmpFault if cwmp.is_fault_code(known["code"]) else ScenarioFailed
    return kind(f"SmartSPV could set no parameter: {words}", **known)


def _list(value: t.Any) -> list[t.Any]:
    return value if isinstance(value, list) else [] if value in (None, "", {}) else [value]


def _names(entry: t.Any) -> list[str]:
    """The parameters that an entry of applied_params or failed_params is about."""
    if isinstance(entry, str):
        return [entry]
    if not isinstance(entry, dict):
        return []
    inner = entry.get("param", entry)
    if isinstance(inner, dict) and isinstance(inner.get("ParameterList"), list):
        return [str(item["Name"]) for item in inner["ParameterList"] if isinstance(item, dict) and "Name" in item]
    if isinstance(inner, dict):
        name = next((inner[key] for key in ("Name", "name", "key", "ParameterName") if inner.get(key)), None)
        return [] if name is None else [str(name)]
    return _names(inner)


def _faults(entry: t.Any) -> list[ParameterFault]:
    inside = entry if isinstance(entry, dict) else {}
    text = str(inside.get("message") or inside.get("error") or "")
    fault = faults.find(text, {key: value for key, value in inside.items() if key not in ("param", "message", "error")})
    own = {one.parameter: one for one in fault.parameters} if fault else {}
    found = []
    for name in _names(entry) or ["(a parameter that the DMS does not name)"]:
        if name in own:
            found.append(own[name])
        else:
            found.append(ParameterFault(name, fault.code if fault else None, text or (fault.text if fault else "")))
    return found


def _statuses(tree: t.Any) -> t.Iterator[int]:
    """Every ``Status`` of a SetParameterValuesResponse inside an answer."""
    if isinstance(tree, list):
        for item in tree:
            yield from _statuses(item)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            number = to_int(value)
            if key == "Status" and isinstance(number, int):
                yield number
            elif key != "param":
                yield from _statuses(value)


def may_help(error: CpeError, booleans: t.Collection[str]) -> bool:
    """Whether SmartSPV may succeed where SetParameterValues failed with ``error``, and so has set nothing there.

    It sets one by one and turns booleans into integers (DMS NBI, "SmartSPV"). That helps no parameter that is not there,
    that is read-only, or whose value is wrong and no boolean; there it would only leave the others set.
    """
    if isinstance(error, ScenarioFailed):
        return True
    if isinstance(error, PartialSuccess):
        return bool(error.causes) and all(may_help(cause, booleans) for cause in error.causes)
    if not isinstance(error, CwmpFault):
        return False
    if not error.parameters:
        return error.code not in _INCURABLE
    return not any(
        fault.code in _INCURABLE
        or (fault.code == cwmp.BAD_VALUE and not any(may_be(name, fault.parameter) for name in booleans))
        for fault in error.parameters
    )


def booleans(write: Write) -> list[str]:
    """The names of the booleans that a write sets."""
    return [
        entry["Name"]
        for entry in write.payload["parameters"]
        if isinstance(entry["Value"], bool) or entry.get("Type") == "boolean"
    ]


def one_by_one(write: Write, given: t.Mapping[str, str | None]) -> Write:
    """The same change for SmartSPV: with the types that were ``given``, by name, and none that was only read."""
    entries = []
    for entry in write.payload["parameters"]:
        kind = given.get(entry["Name"])
        bare = {"Name": entry["Name"], "Value": entry["Value"]}
        entries.append(bare if kind is None else {**bare, "Type": kind})
    return Write(write.method, f"method/{SMART}", {**write.payload, "parameters": entries})
