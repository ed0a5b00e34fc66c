# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What SetParameterValues and SmartSPV answer."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import CpeError, ServerError
from ansible_collections.telco.cpe.plugins.module_utils._dms import errors, spv
from ansible_collections.telco.cpe.plugins.module_utils._dms.answers import Answer
from ansible_collections.telco.cpe.plugins.module_utils._dms.errors import ParameterFault


def answer(*pairs: tuple[str, Any], code: int = 200, message: str = "Scenario was finished") -> Answer:
    return Answer(code, message, [{"key": key, "value": value} for key, value in pairs])


def applied(name: str, status: int = 1) -> dict[str, Any]:
    """An entry as the vendor document's sample has it."""
    return {
        "param": {"ParameterKey": "Update parameters", "ParameterList": [{"Name": name, "Value": 1, "Type": "None"}]},
        "message": f"SPV response with status {status}",
        "lastResult": [{"methodName": "SetParameterValuesResponse", "is_response": True, "body": {"Status": status}}],
    }


def smart(done: list[Any], failed: list[Any], code: int = 200, message: str = "Success") -> Answer:
    return answer(("code", code), ("message", message), ("applied_params", done), ("failed_params", failed))


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (answer(("Status", 0)), 0),
        (answer(("Status", 1)), 1),
        (answer(("Status", "1")), 1),
        (answer(("data", [{"methodName": "SetParameterValuesResponse", "body": {"Status": 1}}])), 1),
        (answer(), None),
        (Answer(200, "", None), None),
        (Answer(200, "", {"Status": 0}), 0),
        (smart([applied("Device.A", 0), applied("Device.B", 0)], []), 0),
        (smart([applied("Device.A", 0), applied("Device.B", 1)], []), 1),
        (smart([], []), None),
    ],
)
def test_the_status(given: Answer, status: int | None) -> None:
    assert spv.status_of(given) == status


FAULT = {"methodName": "Fault", "body": {"FaultCode": 9008, "FaultString": "Read-only"}}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({**applied("Device.B"), "message": "SPV failed: fault 9008", "lastResult": []}, ("Device.B", 9008)),
        ({**applied("Device.B"), "message": "failed", "lastResult": [FAULT]}, ("Device.B", 9008)),
        ({"param": {"Name": "Device.B", "Value": 1}, "message": "CWMP fault 9007"}, ("Device.B", 9007)),
        ({"Name": "Device.B", "message": "no idea"}, ("Device.B", None)),
        ({"param": "Device.B", "error": "9007"}, ("Device.B", 9007)),
        ("Device.B", ("Device.B", None)),
        ({"message": "9002"}, ("(a parameter that the DMS does not name)", 9002)),
    ],
)
def test_partial_success_lists_what_was_set_and_what_was_not(entry: Any, fault: tuple[str, int | None]) -> None:
    with pytest.raises(errors.PartialSuccess) as caught:
        spv.status_of(smart([applied("Device.A")], [entry], message="Some failed"))
    outcome = caught.value.as_result()
    assert outcome["changed"] is True
    assert outcome["applied_params"] == ["Device.A"]
    assert [(failed["parameter"], failed["code"]) for failed in outcome["failed_params"]] == [fault]
    assert "Device.A" in outcome["msg"]
    assert fault[0] in outcome["msg"]


def test_failures_count_even_under_code_200_and_in_a_failed_scenario() -> None:
    failed = [{**applied("Device.B"), "message": "fault 9007"}]
    for given in (smart([], failed), smart([], failed, code=500), Answer(500, "no", smart([], failed).details)):
        with pytest.raises(errors.CwmpFault) as caught:
            spv.status_of(given)
        assert caught.value.code == 9007
        assert caught.value.as_result()["changed"] is False


def test_a_failed_scenario_whose_lists_are_empty_is_a_failure() -> None:
    with pytest.raises(errors.CpeOffline):
        spv.status_of(smart([], [], code=500, message="Device is offline"))
    with pytest.raises(errors.ScenarioFailed):
        spv.status_of(Answer(500, "no", smart([], []).details))


def failure(kind: type[CpeError], code: int | None = None, *parameters: ParameterFault) -> CpeError:
    error = kind("x", code=code)
    if isinstance(error, errors.CwmpFault):
        error.parameters = parameters
    return error


BOOLEAN = "Device.IP.Interface.[a].Enable"


@pytest.mark.parametrize(
    ("error", "helps"),
    [
        (failure(errors.CwmpFault, 9006), True),
        (failure(errors.CwmpFault, 9007), True),
        (failure(errors.CwmpFault, 9003), True),
        (failure(errors.PassingFault, 9002), True),
        (failure(errors.PassingFault, 9004), True),
        (failure(errors.CwmpFault, 9005), False),
        (failure(errors.CwmpFault, 9008), False),
        (failure(errors.CwmpFault, 9003, ParameterFault(BOOLEAN, 9007, "")), True),
        (failure(errors.CwmpFault, 9003, ParameterFault("Device.IP.Interface.1.Enable", 9007, "")), True),
        (failure(errors.CwmpFault, 9003, ParameterFault("Device.Name", 9007, "")), False),
        (failure(errors.CwmpFault, 9003, ParameterFault("Device.Name", 9006, "")), True),
        (
            failure(errors.CwmpFault, 9003, ParameterFault(BOOLEAN, 9007, ""), ParameterFault("Device.Name", 9008, "")),
            False,
        ),
        (failure(errors.ScenarioFailed), True),
        (failure(errors.CpeOffline), False),
        (failure(errors.ScenarioTimeout), False),
        (failure(errors.CpeNotFound), False),
        (failure(errors.SeveralFound), False),
        (failure(errors.PartialSuccess), False),
        (failure(ServerError), False),
    ],
)
def test_when_setting_one_by_one_may_help(error: CpeError, helps: bool) -> None:
    assert spv.may_help(error, [BOOLEAN]) is helps


def test_one_by_one_may_help_where_it_may_help_every_cpe_that_failed() -> None:
    partial = errors.PartialSuccess("x")
    partial.causes = (failure(errors.CwmpFault, 9006), failure(errors.CwmpFault, 9007))
    assert spv.may_help(partial, [])
    partial.causes = (*partial.causes, failure(errors.CpeOffline))
    assert not spv.may_help(partial, [])
