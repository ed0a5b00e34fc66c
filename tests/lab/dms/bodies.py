# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The request bodies of the scenario service (DMS northbound API, Common arguments and Method-specific parameters)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.lab.dms.fleet import TEXT_KEYS, TIME_KEYS, TimeMatch
from tests.lab.dms.shapes import BOOLEAN, INTEGER, STRING, BadRequest, Key, Shape, list_of, object_of

_COMPARISON = re.compile(r"([<>!])(-?\d+)$")


def _check_time(value: Any, where: str) -> TimeMatch:
    if isinstance(value, int) and not isinstance(value, bool):
        return TimeMatch("=", value)
    match = _COMPARISON.match(value) if isinstance(value, str) else None
    if match is None:
        raise BadRequest(f'{where}: integer, ">int", "<int" or "!int" expected')
    return TimeMatch(match[1], int(match[2]))


def _check_value(value: Any, where: str) -> Any:
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, list) and len(value) == 6 and all(type(part) is int for part in value):
        return value
    raise BadRequest(f"{where}: string, number, boolean or a dateTime of six integers expected")


def _check_timeout(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadRequest(f"{where}: seconds expected")
    return value


TIME = Shape({"type": ["integer", "string"]}, _check_time)
VALUE = Shape({"description": "value of any type"}, _check_value)
TIMEOUT = Shape({"type": "integer", "description": "seconds"}, _check_timeout)

SEARCH_OPTIONS = object_of(
    {key: Key(STRING, required=False) for key in TEXT_KEYS} | {key: Key(TIME, required=False) for key in TIME_KEYS}
)
COMMAND_OPTIONS = object_of(
    {
        "async": Key(BOOLEAN, required=False),
        "no_cnr": Key(BOOLEAN, required=False),
        "multiple": Key(BOOLEAN, required=False),
        "timeout": Key(TIMEOUT, required=False),
    }
)

_NAMES = list_of(STRING, empty=False)
_VALUES = list_of(
    object_of({"Name": Key(STRING), "Value": Key(VALUE), "Type": Key(STRING, required=False)}),
    empty=False,
)
_ATTRIBUTES = list_of(
    object_of(
        {
            "Name": Key(STRING),
            "NotificationChange": Key(BOOLEAN),
            "Notification": Key(INTEGER),
            "AccessListChange": Key(BOOLEAN),
            "AccessList": Key(list_of(STRING)),
        }
    ),
    empty=False,
)
_OBJECT = object_of({"ObjectName": Key(STRING), "ParameterKey": Key(STRING)})


def _strings(*names: str) -> dict[str, Key]:
    return {name: Key(STRING) for name in names}


_DOWNLOAD = object_of(
    _strings("CommandKey", "FileType", "URL", "Username", "Password")
    | {"FileSize": Key(INTEGER)}
    | _strings("TargetFileName")
    | {
        "TimeWindowList": Key(
            list_of(
                object_of(
                    {
                        "WindowStart": Key(INTEGER),
                        "WindowEnd": Key(INTEGER),
                        "WindowMode": Key(STRING),
                        "UserMessage": Key(STRING),
                        "MaxRetries": Key(INTEGER),
                    }
                )
            )
        )
    }
)
_DU_STATE = object_of(
    {
        "Operations": Key(
            object_of(
                {
                    "Install": Key(
                        list_of(object_of(_strings("URL", "UUID", "Username", "Password", "ExecutionEnvRef"))),
                        required=False,
                    ),
                    "Update": Key(
                        list_of(object_of(_strings("UUID", "Version", "URL", "Username", "Password"))), required=False
                    ),
                    "Uninstall": Key(
                        list_of(object_of(_strings("UUID", "Version", "ExecutionEnvRef"))), required=False
                    ),
                }
            )
        ),
        "CommandKey": Key(STRING),
    }
)

# The ``parameters`` of each method. FactoryReset's schema has none, its example sends {}: both are taken.
PARAMETERS: dict[str, Key] = {
    "GetParameterValues": Key(_NAMES),
    "SetParameterValues": Key(_VALUES),
    "SmartSPV": Key(_VALUES),
    "GetParameterAttributes": Key(_NAMES),
    "SetParameterAttributes": Key(_ATTRIBUTES),
    "AddObject": Key(_OBJECT),
    "DeleteObject": Key(_OBJECT),
    "ScheduleDownload": Key(_DOWNLOAD),
    "CancelTransfer": Key(STRING),
    "ChangeDUState": Key(_DU_STATE),
    "Reboot": Key(STRING),
    "FactoryReset": Key(object_of({}), required=False),
    "ScheduleInform": Key(object_of({"DelaySeconds": Key(INTEGER), "CommandKey": Key(STRING)})),
}
READING_METHODS = ("GetParameterValues", "GetParameterAttributes", "GetResult")

GET_RESULT = object_of({"env_id": Key(STRING), "timeout": Key(TIMEOUT)})
BODIES: dict[str, Shape] = {
    method: object_of(
        {
            "search_options": Key(SEARCH_OPTIONS),
            "command_options": Key(COMMAND_OPTIONS, required=False),
            "parameters": parameters,
        }
    )
    for method, parameters in PARAMETERS.items()
} | {"GetResult": GET_RESULT}


@dataclass(frozen=True)
class Call:
    """A checked call of a method. ``timeout`` is in seconds, None if the caller gave none."""

    method: str
    texts: dict[str, str]
    times: dict[str, TimeMatch]
    parameters: Any
    run_async: bool
    no_cnr: bool
    multiple: bool
    timeout: int | None


def read_call(method: str, body: Any) -> Call:
    """Check the body of a method other than GetResult. Raises BadRequest."""
    checked = BODIES[method].check(body, "body")
    search = checked["search_options"]
    command = checked.get("command_options", {})
    return Call(
        method,
        {key: value for key, value in search.items() if key in TEXT_KEYS},
        {key: value for key, value in search.items() if key in TIME_KEYS},
        checked.get("parameters"),
        command.get("async", False),
        command.get("no_cnr", False),
        command.get("multiple", False),
        command.get("timeout"),
    )
