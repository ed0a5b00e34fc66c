# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The answers of scenarios: for one CPE, for several in every form, and for those that were only started."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import CpeError, NoAnswer, NotTheSystem
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._dms import errors, scenario
from ansible_collections.telco.cpe.plugins.module_utils._dms.answers import Answer
from ansible_collections.telco.cpe.plugins.module_utils._dms.options import Target

from .support import client, reply, result

ONE = Target({"cpe_id": "A"}, {})
MANY = Target({"vendor": "ALPHA"}, {"multiple": True})
STARTED = Target({"cpe_id": "A"}, {"async": True})
WRITE = Write("POST", "method/SetParameterValues", ONE.body([]))


def pair(key: str, value: Any) -> dict[str, Any]:
    return {"key": key, "value": value}


LIST_A, LIST_B = [pair("Device.X", 1)], [pair("Device.X", 2)]
SMART = [
    pair("code", 200),
    pair("message", "Success"),
    pair("applied_params", [{"param": {}}]),
    pair("failed_params", []),
]


@pytest.mark.parametrize(
    "details",
    [
        [pair("A", LIST_A), pair("B", LIST_B)],
        {"A": LIST_A, "B": LIST_B},
        {"A": {"details": LIST_A}, "B": {"code": 200, "message": "", "details": LIST_B}},
        [{"cpe_id": "A", "details": LIST_A}, {"cpe_id": "B", "details": LIST_B}],
        [{"cpeid": "A", "result": {"code": 200, "details": LIST_A}}, {"cpeid": "B", "code": 200, "details": LIST_B}],
    ],
)
def test_every_form_that_tells_cpes_apart(details: Any) -> None:
    answers = scenario.split(result(details)["result"])
    assert [(answer.cpe_id, answer.code, answer.details) for answer in answers] == [
        ("A", 200, LIST_A),
        ("B", 200, LIST_B),
    ]


def test_a_list_of_results_and_nameless_lists() -> None:
    listed = scenario.split(
        [{"cpe_id": "A", "code": 200, "details": LIST_A}, {"cpe_id": "B", "code": 500, "message": "no"}]
    )
    assert [(answer.cpe_id, answer.code) for answer in listed] == [("A", 200), ("B", 500)]
    nameless = scenario.split(result([LIST_A, LIST_B])["result"])
    assert [(answer.cpe_id, answer.details) for answer in nameless] == [(None, LIST_A), (None, LIST_B)]


@pytest.mark.parametrize(
    "details",
    [
        LIST_A,
        SMART,
        [pair("Status", 1)],
        [pair("Device.Time", [1, 1, 1, 0, 0, 0])],
        [pair("Device.List", [])],
        [pair("Device.X", {"Notification": 0, "AccessList": None})],
        [pair("data", [{"methodName": "RebootResponse", "body": {}}])],
        [],
        None,
        {"Device.X": 1},
        "env-1",
    ],
)
def test_one_answer_stays_one(details: Any) -> None:
    (answer,) = scenario.split(result(details)["result"])
    assert answer == Answer(200, "Scenario was finished", details)


def test_a_failure_beside_an_answer_and_an_empty_answer_are_parts() -> None:
    failing = {"code": 504, "message": "Device is offline"}
    answers = scenario.split(result([pair("A", LIST_A), pair("B", failing), pair("C", [])])["result"])
    assert [(answer.cpe_id, answer.code) for answer in answers] == [("A", 200), ("B", 504), ("C", 200)]


def test_details_that_are_no_keys_and_values() -> None:
    with pytest.raises(NotTheSystem):
        scenario.pairs(Answer(200, "", ["x"]))
    assert scenario.pairs(Answer(200, "", {"a": 1})) == [("a", 1)]
    assert scenario.pairs(Answer(200, "", None)) == []


def test_reading_never_starts_something_to_be_polled() -> None:
    dms, transport = client(lambda *asked: result(LIST_A))
    scenario.read(dms, Target({"cpe_id": "A"}, {"async": True, "no_cnr": True}), "GetParameterValues", ["Device.X"])
    assert transport.sent[0][2]["command_options"] == {"no_cnr": True}


def test_several_cpes_without_multiple_are_an_error_even_if_the_dms_answers() -> None:
    dms, _transport = client(lambda *asked: result([pair("A", LIST_A), pair("B", LIST_B)]))
    with pytest.raises(errors.SeveralFound) as caught:
        scenario.read(dms, ONE, "GetParameterValues", ["Device.X"])
    assert "cpe_id A: " in caught.value.text()
    assert "command_options.multiple" in caught.value.text()
    assert len(scenario.read(dms, MANY, "GetParameterValues", ["Device.X"])) == 2


@pytest.mark.parametrize("code", [204, 404, 500, 9005, "500", None])
def test_http_200_with_another_code_is_a_failure(code: Any) -> None:
    dms, _transport = client(lambda *asked: result(None, code, "went wrong"))
    with pytest.raises(CpeError) as caught:
        scenario.read(dms, ONE, "GetParameterValues", ["Device.X"])
    assert "cpe_id A: " in caught.value.text()
    assert "went wrong" in caught.value.text()


def test_a_fault_inside_a_finished_scenario_is_a_failure() -> None:
    body = [{"methodName": "Fault", "body": {"FaultCode": 9005, "FaultString": "Invalid parameter name"}}]
    dms, _transport = client(lambda *asked: result([pair("data", body)]))
    with pytest.raises(errors.CwmpFault, match="9005"):
        scenario.write(dms, ONE, WRITE)


def test_values_of_parameters_are_no_faults() -> None:
    details = [pair("Device.Log", "fault 9005 at 10:00"), pair("Device.Code", 9005)]
    dms, _transport = client(lambda *asked: result(details))
    assert scenario.pairs(scenario.read(dms, ONE, "GetParameterValues", [])[0]) == [
        (d["key"], d["value"]) for d in details
    ]


def test_passing_faults_of_a_read_are_met_with_another_try() -> None:
    replies = [reply({"error": "CWMP fault 9002"}, 500), reply(result(LIST_A))]
    dms, transport = client(lambda *asked: replies.pop(0))
    assert scenario.read(dms, ONE, "GetParameterValues", ["Device.X"])[0].details == LIST_A
    assert len(transport.sent) == 2


def test_a_read_of_which_one_cpe_fails_says_how_many_did_not() -> None:
    failing = {"code": 504, "message": "Device is offline"}
    dms, _transport = client(lambda *asked: result([pair("A", LIST_A), pair("B", failing), pair("C", failing)]))
    with pytest.raises(errors.CpeOffline) as caught:
        scenario.read(dms, MANY, "GetParameterValues", ["Device.X"])
    assert "cpe_id B: " in caught.value.text()
    assert "1 of 3 CPEs answered; others that failed: C" in caught.value.text()


def test_a_write_that_some_cpes_took_is_partial_and_has_changed_something() -> None:
    failing = {"code": 500, "message": "CWMP fault 9001"}
    dms, _transport = client(lambda *asked: result([pair("A", [pair("Status", 0)]), pair("B", failing)]))
    with pytest.raises(errors.PartialSuccess) as caught:
        scenario.write(dms, MANY, WRITE)
    outcome = caught.value.as_result()
    assert outcome["changed"] is True
    assert outcome["applied_cpes"] == ["A"]
    assert outcome["failed_cpes"][0]["cpe_id"] == "B"


def test_a_write_that_the_dms_only_queued_fails_and_says_so() -> None:
    dms, _transport = client(lambda *asked: result(None, 202, "Device is offline, task queued", env_id="e-1"))
    with pytest.raises(errors.CpeOffline, match="offline") as caught:
        scenario.write(dms, ONE, WRITE)
    outcome = caught.value.as_result()
    assert (outcome["queued"], outcome["env_id"]) == (True, "e-1")
    assert "queued the change" in outcome["msg"]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"code": 200, "message": "started", "env_id": "e-1"}, [(None, "e-1")]),
        ({"code": 202, "message": "started", "env_id": 17, "details": []}, [(None, "17")]),
        ({"code": 200, "message": "started", "details": [pair("env_id", "e-1")]}, [(None, "e-1")]),
        ({"code": 200, "message": "started", "details": {"env_id": "e-1"}}, [(None, "e-1")]),
        ({"code": 200, "message": "started", "details": "e-1"}, [(None, "e-1")]),
        (
            {"code": 200, "message": "started", "details": [pair("env_ids", ["e-1", "e-2"])]},
            [(None, "e-1"), (None, "e-2")],
        ),
        (
            {"code": 200, "message": "started", "details": [pair("A", "e-1"), pair("B", "e-2")]},
            [("A", "e-1"), ("B", "e-2")],
        ),
        ({"code": 200, "message": "started"}, []),
        ({"code": 200, "message": "started", "details": [1]}, []),
    ],
)
def test_the_ids_of_what_was_started(answer: Any, found: Any) -> None:
    dms, _transport = client(lambda *asked: {"result": answer})
    assert scenario.env_ids(scenario.write(dms, STARTED, WRITE)) == found


def test_a_time_out_says_what_can_be_done() -> None:
    dms, _transport = client(lambda *asked: NoAnswer("no answer within 30 s"))
    with pytest.raises(NoAnswer) as caught:
        scenario.write(dms, ONE, WRITE)
    assert "command_options.timeout" in caught.value.text()
