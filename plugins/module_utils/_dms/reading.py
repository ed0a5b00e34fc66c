# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .._core.errors import Busy, CpeError, NoAnswer, ServerError
from . import cwmp, faults, scenario
from .answers import Answer
from .client import DmsClient
from .errors import CpeOffline, CwmpFault, ParameterFault, ScenarioTimeout, SeveralFound
from .names import is_secret, may_be
from .options import Target

GET_VALUES = "GetParameterValues"


@dataclass(frozen=True)
class Reading:
    """What one CPE holds: names as they were asked for, values as the DMS gave them. ``cpe_id`` is None where it wasn't told."""

    cpe_id: str | None
    values: dict[str, t.Any]


def values(client: DmsClient, target: Target, names: list[str], *, retries: int | None = None) -> list[Reading]:
    """The values of parameters by their full names, with one GetParameterValues: out, a Reading for each CPE.

    Raises CwmpFault 9005 that names the parameter which a CPE lacks, SeveralFound where several CPEs can't be told apart.
    """
    try:
        answers = scenario.read(client, target, GET_VALUES, names, retries=retries)
    except CwmpFault as error:
        raise located(error, client, target, names) from None
    readings = []
    for answer in answers:
        found = once(client, target, scenario.pairs(answer))
        readings.append(Reading(answer.cpe_id, {name: found[name] for name in names if name in found}))
        match_others(readings[-1].values, names, found)
    for name in names:
        if any(name not in reading.values for reading in readings):
            _settle(client, target, name, answers, readings)
    for reading in readings:
        for name, value in reading.values.items():
            if is_secret(name) and isinstance(value, str):
                client.redact.add(value)
    return readings


def if_reachable(client: DmsClient, target: Target, names: list[str]) -> list[Reading] | None:
    """As ``values``; None while a CPE, or the DMS, can't be reached or has no time. Tried once."""
    try:
        return values(client, target, names, retries=0)
    except (Busy, CpeOffline, NoAnswer, ScenarioTimeout, ServerError):
        return None


def once(
    client: DmsClient, target: Target, pairs: list[tuple[str, t.Any]], *, overlapping: bool = False
) -> dict[str, t.Any]:
    """Keys and values as a mapping.

    Raises SeveralFound where a key comes twice with different values, or at all without ``multiple``; paths that were
    asked for and are ``overlapping`` may bring the same value twice.
    """
    found: dict[str, t.Any] = {}
    for key, value in pairs:
        if key in found and (found[key] != value or not (target.multiple or overlapping)):
            error: CpeError = faults.several()
            if target.multiple:
                error = SeveralFound(
                    f"the DMS answers for several CPEs in one list ({key} comes more than once), so that it can't be told "
                    "which value is which CPE's",
                    hint="Run the task for one CPE at a time.",
                )
            error.message = f"{target.label}: {error.message}"
            error.device = client.connection.device
            raise error
        found[key] = value
    return found


def match_others(mine: dict[str, t.Any], names: list[str], found: dict[str, t.Any]) -> None:
    """Add what came back under another form of its name (alias or number), where only one name and one answer fit."""
    open_names = [name for name in names if name not in mine]
    rest = [key for key in found if key not in mine]
    for name in open_names:
        fitting = [key for key in rest if may_be(name, key)]
        rivals = [other for other in open_names if any(may_be(other, key) for key in fitting)]
        if len(fitting) == 1 and rivals == [name]:
            mine[name] = found[fitting[0]]


def _settle(client: DmsClient, target: Target, name: str, answers: list[Answer], readings: list[Reading]) -> None:
    """Read a parameter that no answer could be given to on its own, if it came back under a name that others share."""
    given = [key for answer in answers for key, _value in scenario.pairs(answer)]
    if not any(may_be(name, key) for key in given):
        raise lacks(client, target, name)
    again = scenario.read(client, target, GET_VALUES, [name])
    if [answer.cpe_id for answer in again] != [reading.cpe_id for reading in readings]:
        raise lacks(client, target, name)
    for answer, reading in zip(again, readings, strict=True):
        fitting = [value for key, value in scenario.pairs(answer) if may_be(name, key)]
        if len(fitting) != 1:
            raise lacks(client, target, name)
        reading.values[name] = fitting[0]


def lacks(client: DmsClient, target: Target, name: str) -> CwmpFault:
    fault = faults.Fault(cwmp.NO_SUCH_PARAMETER, "", (ParameterFault(name, cwmp.NO_SUCH_PARAMETER, ""),))
    error = faults.cwmp_fault(fault)
    error.message = f"{target.label}: the CPE has no parameter {name}: CWMP fault 9005 (invalid parameter name)"
    error.device = client.connection.device
    error.hint = "Check the name against the CPE's data model, with gather values of dms_info and the path above it."
    return error


def located(error: CwmpFault, client: DmsClient, target: Target, names: list[str]) -> CwmpFault:
    """A fault 9005 with the parameter that it is about: CWMP does not name it for a read, so halves are tried."""
    if error.code != cwmp.NO_SUCH_PARAMETER or error.parameters:
        return error
    said = [name for name in names if name in f"{error.message} {error.api_message}"]
    suspects = said if len(said) == 1 else names
    while len(suspects) > 1:
        half = suspects[: len(suspects) // 2]
        try:
            scenario.read(client, target, GET_VALUES, half)
        except CwmpFault as other:
            if other.code != cwmp.NO_SUCH_PARAMETER:
                return error
            suspects = half
        except CpeError:
            return error
        else:
            suspects = suspects[len(half) :]
    found = lacks(client, target, suspects[0])
    found.api_message, found.http_status, found.endpoint = error.api_message, error.http_status, error.endpoint
    return found
