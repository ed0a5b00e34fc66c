# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_parameter_values: what is sent, when, and what the result says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import Busy, NoAnswer
from ansible_collections.telco.cpe.plugins.modules.dms_parameter_values import RESOURCE

from .support import FakeTransport, reply, result, run_with

M = "InternetGatewayDevice.ManagementServer."
SECRET = "planted-secret-1"
READ, SPV, SMART, RESULT = "GetParameterValues", "SetParameterValues", "SmartSPV", "GetResult"


def over() -> dict[str, Any]:
    """What GetResult answers while there is no result."""
    return {"result": {"code": 204, "message": "Polling time is over"}}


class Dms:
    """A DMS with one CPE: takes what it is sent, unless told otherwise."""

    def __init__(self, **held: Any) -> None:
        self.held = {M + name: value for name, value in held.items()}
        self.hidden: dict[str, Any] = {}
        self.status: int | None = 0
        self.before: Callable[[str, Any], Any] = lambda method, body: None
        self.takes: Callable[[str], bool] = lambda name: True

    def __call__(self, _verb: str, path: str, body: Any) -> Any:
        method = path.rpartition("/")[2]
        special = self.before(method, body)
        if special is not None:
            return special
        if method == READ:
            return result([{"key": name, "value": self.held[name]} for name in sorted(body["parameters"])])
        for entry in body["parameters"]:
            if self.takes(entry["Name"]):
                place = self.hidden if entry["Name"].endswith(("Password", "X_Code", "Reset")) else self.held
                place[entry["Name"]] = entry["Value"]
        if body["command_options"].get("async"):
            return {"result": {"code": 200, "message": "started", "env_id": "env-7"}}
        status = [] if self.status is None else [{"key": "Status", "value": self.status}]
        if method == SMART:
            lists = {"code": 200, "message": "Success", "applied_params": [], "failed_params": []}
            return result([{"key": key, "value": value} for key, value in lists.items()])
        return result(status)


def wanted(**values: Any) -> list[dict[str, Any]]:
    return [{"name": M + name, "value": value} for name, value in values.items()]


def go(dms: Any, *parameters: dict[str, Any], check: bool = False, **args: Any) -> tuple[dict[str, Any], FakeTransport]:
    args.setdefault("search_options", {"cpe_id": "A"})
    return run_with(RESOURCE, dms, check=check, parameters=list(parameters), **args)


def methods(transport: FakeTransport) -> list[str]:
    return [path.rpartition("/")[2] for _verb, path, _body in transport.sent]


def test_only_what_differs_is_sent_in_one_request_and_read_back() -> None:
    dms = Dms(Enable=True, Interval=86400, Username="u")
    found, transport = go(dms, *wanted(Enable=False, Interval="86400", Username="007"))
    assert methods(transport) == [READ, SPV, READ]
    assert transport.sent[1][2] == {
        "search_options": {"cpe_id": "A"},
        "command_options": {},
        "parameters": [
            {"Name": M + "Enable", "Value": False, "Type": "boolean"},
            {"Name": M + "Username", "Value": "007", "Type": "string"},
        ],
    }
    assert found["changed"] is True
    assert (found["status"], found["pending"], found["queued"], found["method"]) == (0, False, False, SPV)
    assert found["parameters"] == {M + "Enable": False, M + "Interval": 86400, M + "Username": "007"}
    assert found["diff"]["before"] == {M + "Enable": True, M + "Interval": 86400, M + "Username": "u"}
    assert found["diff"]["after"] == found["parameters"]
    assert found["plan"] == [
        {"method": "POST", "endpoint": "method/SetParameterValues", "payload": transport.sent[1][2]}
    ]
    assert found["api_requests"] == 3


@pytest.mark.parametrize("enable", [True, 1])
def test_a_converged_cpe_costs_one_read(enable: Any) -> None:
    dms = Dms(Enable=enable, Interval=3600, Time=[2026, 1, 31, 3, 15, 0])
    found, transport = go(dms, *wanted(Enable="true", Interval="3600", Time="2026-01-31T04:15:00+01:00"))
    assert methods(transport) == [READ]
    assert (found["changed"], found["plan"], found["unverified"]) == (False, [], [])
    assert "method" not in found
    assert "status" not in found


def test_check_mode_only_reads_and_predicts_the_run() -> None:
    predicted, transport = go(
        Dms(Enable=True, Time=[1, 1, 1, 0, 0, 0]), *wanted(Enable=0, Time="2026-01-31T00:00:00Z"), check=True
    )
    assert methods(transport) == [READ]
    done, _transport = go(Dms(Enable=True, Time=[1, 1, 1, 0, 0, 0]), *wanted(Enable=0, Time="2026-01-31T00:00:00Z"))
    assert all(predicted[key] == done[key] for key in ("changed", "diff", "plan", "unverified", "parameters"))
    assert done["parameters"][M + "Time"] == [2026, 1, 31, 0, 0, 0]


def test_a_stated_type_wins_over_what_the_cpe_reports() -> None:
    found, transport = go(Dms(Account="71"), {"name": M + "Account", "value": "0071", "type": "unsignedInt"})
    assert methods(transport) == [READ]
    assert found["changed"] is False
    _found, transport = go(Dms(Interval=5), {"name": M + "Interval", "value": 7, "type": "unsignedInt"})
    assert transport.sent[1][2]["parameters"] == [{"Name": M + "Interval", "Value": 7, "Type": "unsignedInt"}]
    _found, transport = go(Dms(Account=71), {"name": M + "Account", "value": "0071", "type": "string"})
    assert transport.sent[1][2]["parameters"] == [{"Name": M + "Account", "Value": "0071", "Type": "string"}]


def test_a_null_value_leaves_the_parameter_alone_and_shows_it() -> None:
    found, transport = go(Dms(Username="u", URL="x"), *wanted(Username=None), {"name": M + "URL"})
    assert methods(transport) == [READ]
    assert found["parameters"] == {M + "Username": "u", M + "URL": "x"}


def test_a_value_of_the_wrong_type_is_found_before_anything_is_set() -> None:
    found, transport = go(Dms(Enable=True, Interval=5), *wanted(Enable=False, Interval="often"))
    assert found["failed"] is True
    assert "parameters[1].value: 'often'" in found["msg"]
    assert "an integer" in found["msg"]
    assert methods(transport) == [READ]


def test_a_parameter_that_is_not_there_is_found_before_anything_is_set() -> None:
    dms = Dms(Enable=True)
    dms.before = lambda method, body: reply({"error": f"CWMP fault 9005: {M}Nope"}, 500)
    found, transport = go(dms, *wanted(Enable=False, Nope=1))
    assert found["error"]["kind"] == "cwmp_fault"
    assert found["error"]["code"] == 9005
    assert found["faults"][0]["parameter"] == M + "Nope"
    assert set(methods(transport)) == {READ}


def test_silently_ignored_under_status_0_is_a_failure_that_tells_what_changed() -> None:
    dms = Dms(Enable=True, Interval=5)
    dms.takes = lambda name: name.endswith("Enable")
    found, _transport = go(dms, *wanted(Enable=False, Interval=6))
    assert found["error"]["kind"] == "verify"
    assert "cpe_id A: " in found["msg"]
    assert f"{M}Interval (asked 6, the device holds 5)" in found["msg"]
    assert found["changed"] is True
    dms = Dms(Interval=5)
    dms.takes = lambda name: False
    found, _transport = go(dms, *wanted(Interval=6))
    assert found["changed"] is False


def test_without_a_status_the_value_must_have_taken() -> None:
    dms = Dms(Interval=5)
    dms.status = None
    dms.takes = lambda name: False
    assert go(dms, *wanted(Interval=6))[0]["error"]["kind"] == "verify"


def test_status_1_is_pending_and_its_values_are_unverified_until_they_show() -> None:
    dms = Dms(Enable=True, Interval=5)
    dms.status = 1
    dms.takes = lambda name: name.endswith("Enable")
    found, _transport = go(dms, *wanted(Enable=False, Interval=6))
    assert (found["changed"], found["status"], found["pending"]) == (True, 1, True)
    assert found["unverified"] == [M + "Interval"]
    assert found["parameters"] == {M + "Enable": False, M + "Interval": 5}
    again, transport = go(dms, *wanted(Enable=False, Interval=6), check=True)
    assert again["plan"][0]["payload"]["parameters"] == [{"Name": M + "Interval", "Value": 6}]
    dms.held[M + "Interval"] = 6
    later, transport = go(dms, *wanted(Enable=False, Interval=6))
    assert (later["changed"], methods(transport)) == (False, [READ])


def test_verify_false_does_not_read_back() -> None:
    dms = Dms(Interval=5)
    dms.takes = lambda name: False
    found, transport = go(dms, *wanted(Interval=6), verify=False)
    assert methods(transport) == [READ, SPV]
    assert found["changed"] is True


class TestSecrets:
    def test_a_hidden_one_is_sent_only_with_another_change(self) -> None:
        found, transport = go(Dms(Password="", Interval=5), *wanted(Password=SECRET, Interval=5))
        assert methods(transport) == [READ]
        assert found["unverified"] == [M + "Password"]
        dms = Dms(Password="", Interval=5)
        found, transport = go(dms, *wanted(Password=SECRET, Interval=6))
        assert transport.sent[1][2]["parameters"][0] == {"Name": M + "Password", "Value": SECRET, "Type": "string"}
        assert dms.hidden == {M + "Password": SECRET}
        assert (found["changed"], found["unverified"]) == (True, [M + "Password"])
        assert SECRET not in json.dumps(found)

    def test_always_sends_it_on_each_run(self) -> None:
        for _run in range(2):
            found, transport = go(Dms(Password=""), *wanted(Password=SECRET), update_secrets="always")
            assert methods(transport) == [READ, SPV, READ]
            assert found["changed"] is True

    def test_one_that_is_shown_is_compared_and_still_masked(self) -> None:
        found, transport = go(Dms(Password=SECRET), *wanted(Password=SECRET))
        assert (methods(transport), found["changed"], found["unverified"]) == ([READ], False, [])
        assert found["parameters"] == {M + "Password": "********"}
        found, _transport = go(Dms(Password="former-secret"), *wanted(Password=SECRET), check=True)
        assert found["changed"] is True
        assert found["diff"]["before"] != found["diff"]["after"]
        assert "former-secret" not in json.dumps(found)
        assert SECRET not in json.dumps(found)

    def test_a_declared_one_is_treated_as_the_known_ones(self) -> None:
        hidden = {"name": M + "X_Code", "value": 4711471, "write_only": True}
        found, transport = go(Dms(X_Code="", Interval=5), hidden, *wanted(Interval=6))
        assert transport.sent[1][2]["parameters"][0] == {"Name": M + "X_Code", "Value": "4711471", "Type": "string"}
        assert found["unverified"] == [M + "X_Code"]
        assert "4711471" not in json.dumps(found)

    def test_zero_is_a_value_and_empty_is_none(self) -> None:
        found, _transport = go(Dms(Password=""), *wanted(Password="0"))
        assert (found["changed"], found["unverified"]) == (False, [M + "Password"])
        found, _transport = go(Dms(Password=""), *wanted(Password=""))
        assert (found["changed"], found["unverified"]) == (False, [])

    def test_a_command_reads_false_at_all_times_and_is_no_secret(self) -> None:
        found, transport = go(Dms(Reset=False), *wanted(Reset=True), update_secrets="always")
        assert transport.sent[1][2]["parameters"] == [{"Name": M + "Reset", "Value": True, "Type": "boolean"}]
        assert found["unverified"] == [M + "Reset"]
        assert found["plan"][0]["payload"]["parameters"][0]["Value"] is True

    def test_messages_show_neither_the_wanted_nor_the_former_one(self) -> None:
        dms = Dms(Password="former-secret")
        words = f"CWMP fault 9007: {M}Password: {SECRET} replaces former-secret"
        dms.before = lambda method, body: reply({"error": words}, 500) if method == SPV else None
        found, _transport = go(dms, *wanted(Password=SECRET))
        assert found["error"]["code"] == 9007
        assert SECRET not in json.dumps(found)
        assert "former-secret" not in json.dumps(found)

    def test_one_that_is_no_value_of_its_type_is_not_shown(self) -> None:
        found, _transport = go(Dms(), {"name": M + "Password", "value": SECRET, "type": "int"})
        assert "parameters[0].value: the value" in found["msg"]
        assert SECRET not in json.dumps(found)


class TestMethods:
    def refusing(self, text: str, **held: Any) -> Dms:
        dms = Dms(**held)
        dms.before = lambda method, body: reply({"error": text}, 500) if method == SPV else None
        return dms

    def test_auto_falls_back_for_a_boolean_and_sends_no_type_that_was_only_read(self) -> None:
        dms = self.refusing(f"CWMP fault 9003 ({M}Enable: 9007 Invalid parameter value)", Enable=True, Username="u")
        stated = {"name": M + "Username", "value": "v", "type": "string"}
        found, transport = go(dms, *wanted(Enable=False), stated)
        assert methods(transport) == [READ, SPV, SMART, READ]
        assert transport.sent[2][2]["parameters"] == [
            {"Name": M + "Enable", "Value": False},
            {"Name": M + "Username", "Value": "v", "Type": "string"},
        ]
        assert (found["changed"], found["method"]) == (True, SMART)
        assert found["plan"][0]["endpoint"] == "method/SetParameterValues"

    def test_auto_does_not_leave_the_others_set_where_one_by_one_can_not_help(self) -> None:
        dms = self.refusing(f"CWMP fault 9003 ({M}Username: 9008 Non-writable)", Enable=True, Username="u")
        found, transport = go(dms, *wanted(Enable=False, Username="v"))
        assert methods(transport) == [READ, SPV]
        assert found["changed"] is False
        assert found["faults"][0]["code"] == 9008

    def test_spv_never_falls_back(self) -> None:
        found, transport = go(self.refusing("CWMP fault 9006", Enable=True), *wanted(Enable=False), method="spv")
        assert methods(transport) == [READ, SPV]
        assert found["failed"] is True

    def test_a_fallback_that_fails_tells_both_failures(self) -> None:
        dms = self.refusing("CWMP fault 9006", Enable=True)
        before = dms.before
        dms.before = lambda method, body: (
            reply({"error": "Device is offline"}, 500) if method == SMART else before(method, body)
        )
        found, _transport = go(dms, *wanted(Enable=False))
        assert found["error"]["kind"] == "cpe_offline"
        assert "SetParameterValues had failed before" in found["msg"]
        assert "9006" in found["msg"]

    def test_smart_goes_without_types_that_were_only_read(self) -> None:
        _found, transport = go(Dms(Enable=True), *wanted(Enable=False), method="smart")
        assert methods(transport) == [READ, SMART, READ]
        assert transport.sent[1][2]["parameters"] == [{"Name": M + "Enable", "Value": False}]

    def test_partial_success_is_a_failure_that_has_changed_something(self) -> None:
        dms = Dms(Enable=True, Interval=5)
        lists = {
            "code": 200,
            "message": "Success",
            "applied_params": [{"param": {"ParameterList": [{"Name": M + "Enable"}]}, "message": ""}],
            "failed_params": [{"param": {"ParameterList": [{"Name": M + "Interval"}]}, "message": "fault 9007"}],
        }
        details = [{"key": key, "value": value} for key, value in lists.items()]
        dms.before = lambda method, body: result(details) if method == SMART else None
        found, transport = go(dms, *wanted(Enable=False, Interval=6), method="smart")
        assert (found["failed"], found["changed"], found["error"]["kind"]) == (True, True, "partial_success")
        assert found["applied_params"] == [M + "Enable"]
        assert found["failed_params"][0]["parameter"] == M + "Interval"
        assert methods(transport) == [READ, SMART]

    def test_a_passing_fault_of_spv_is_met_with_another_try_after_reading(self) -> None:
        dms = Dms(Enable=True)
        answers = [reply({"error": "CWMP fault 9002"}, 500)]
        dms.before = lambda method, body: answers.pop() if method == SPV and answers else None
        found, transport = go(dms, *wanted(Enable=False), method="spv")
        assert methods(transport) == [READ, SPV, READ, SPV, READ]
        assert found["changed"] is True


class TestOutcomes:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Connection Request failed", "connection_request_failed"),
            ("Device is offline", "cpe_offline"),
            ("Scenario timed out", "scenario_timeout"),
            ("No CPE found", "cpe_not_found"),
            ("Several CPEs found", "several_cpes"),
        ],
    )
    def test_each_is_told_apart(self, text: str, kind: str) -> None:
        for method in (READ, SPV):
            dms = Dms(Enable=True)
            dms.before = lambda asked, body, method=method: reply({"error": text}, 500) if asked == method else None  # type: ignore[misc]
            found, transport = go(dms, *wanted(Enable=False))
            assert found["error"]["kind"] == kind
            assert found["failed"] is True
            assert methods(transport).count(method) == 1
            assert SMART not in methods(transport)

    def test_a_write_whose_answer_was_lost_is_looked_up_and_not_repeated(self) -> None:
        dms = Dms(Enable=True)

        def lose(method: str, body: Any) -> Any:
            if method != SPV:
                return None
            dms.held[M + "Enable"] = False
            return reply("{")

        dms.before = lose
        found, transport = go(dms, *wanted(Enable=False))
        assert methods(transport) == [READ, SPV, READ, READ]
        assert found["changed"] is True
        assert "status" not in found

    def test_async_reads_first_and_does_not_verify(self) -> None:
        dms = Dms(Enable=True)
        dms.takes = lambda name: False
        found, transport = go(dms, *wanted(Enable=False), command_options={"async": True})
        assert methods(transport) == [READ, SPV]
        assert transport.sent[0][2]["command_options"] == {}
        assert transport.sent[1][2]["command_options"] == {"async": True}
        assert (found["changed"], found["queued"], found["env_id"], found["pending"]) == (True, True, "env-7", False)
        assert found["parameters"] == {M + "Enable": True}
        assert found["diff"]["after"] == {M + "Enable": False}

    def test_async_is_never_started_twice(self) -> None:
        dms = Dms(Enable=True)
        dms.before = lambda method, body: reply("{") if method == SPV else None
        found, transport = go(dms, *wanted(Enable=False), command_options={"async": True})
        assert methods(transport) == [READ, SPV]
        assert found["error"]["kind"] == "no_answer"
        assert "can't be known" in found["msg"]

    def test_async_is_started_again_where_it_certainly_was_not(self) -> None:
        dms = Dms(Enable=True)
        refusals = [Busy("come back", retry_after=1)]
        dms.before = lambda method, body: refusals.pop() if method == SPV and refusals else None
        found, transport = go(dms, *wanted(Enable=False), command_options={"async": True})
        assert methods(transport) == [READ, SPV, READ, SPV]
        assert (found["queued"], found["env_id"]) == (True, "env-7")

    def test_async_that_is_waited_for_is_read_back(self) -> None:
        dms = Dms(Enable=True)
        polls = [over(), over(), result([{"key": "Status", "value": 0}])]
        dms.before = lambda method, body: polls.pop(0) if method == RESULT else None
        found, transport = go(dms, *wanted(Enable=False), command_options={"async": True}, wait=True)
        assert methods(transport) == [READ, SPV, RESULT, RESULT, RESULT, READ]
        assert (found["queued"], found["status"], found["env_id"]) == (False, 0, "env-7")
        assert found["parameters"] == {M + "Enable": False}

    def test_a_lost_poll_does_not_start_it_again(self) -> None:
        dms = Dms(Enable=True)
        dms.before = lambda method, body: NoAnswer("no answer within 90 s") if method == RESULT else None
        found, transport = go(dms, *wanted(Enable=False), command_options={"async": True}, wait=True)
        assert methods(transport) == [READ, SPV, RESULT, RESULT, RESULT]
        assert (found["error"]["kind"], found["env_id"]) == ("no_answer", "env-7")

    def test_auto_falls_back_where_the_result_was_waited_for(self) -> None:
        dms = Dms(Enable=True)
        polls = [reply({"error": "CWMP fault 9003: Enable 9007"}, 500), over(), result([{"key": "Status", "value": 1}])]
        dms.before = lambda method, body: polls.pop(0) if method == RESULT else None
        found, transport = go(dms, *wanted(Enable=False), command_options={"async": True}, wait=True)
        assert methods(transport) == [READ, SPV, RESULT, SMART, RESULT, RESULT, READ]
        assert (found["method"], found["pending"]) == (SMART, True)

    def test_nothing_is_queued_for_a_converged_cpe(self) -> None:
        found, transport = go(Dms(Enable=True), *wanted(Enable=True), command_options={"async": True})
        assert methods(transport) == [READ]
        assert (found["queued"], found["changed"]) == (False, False)

    def test_parameter_key_is_allowed_with_a_warning(self) -> None:
        found, _transport = go(Dms(ParameterKey=""), *wanted(ParameterKey="test"))
        assert found["changed"] is True
        assert "read-only" in found["warnings"][0]
        found, _transport = go(Dms(ParameterKey=""), *wanted(ParameterKey=None))
        assert "warnings" not in found


class Fleet:
    """A DMS with two CPEs, told apart in its answers."""

    def __init__(self, **held: dict[str, Any]) -> None:
        self.held = {cpe: {M + name: value for name, value in values.items()} for cpe, values in held.items()}

    def __call__(self, _verb: str, path: str, body: Any) -> Any:
        parts = []
        for cpe, values in self.held.items():
            if path.endswith(READ):
                inner = [{"key": name, "value": values[name]} for name in body["parameters"]]
            else:
                values.update({entry["Name"]: entry["Value"] for entry in body["parameters"]})
                inner = [{"key": "Status", "value": 0}]
            parts.append({"key": cpe, "value": inner})
        return result(parts)


def test_several_cpes_get_one_request_with_what_differs_on_any_of_them() -> None:
    fleet = Fleet(A={"Enable": True, "Interval": 5, "URL": "x"}, B={"Enable": False, "Interval": 6, "URL": "x"})
    several: dict[str, Any] = {"search_options": {"vendor": "V"}, "command_options": {"multiple": True}}
    found, transport = go(fleet, *wanted(Enable=False, Interval=5, URL="x"), **several)
    assert methods(transport) == [READ, SPV, READ]
    assert [entry["Name"] for entry in transport.sent[1][2]["parameters"]] == [M + "Enable", M + "Interval"]
    assert found["diff"]["before"]["A"][M + "Enable"] is True
    assert found["diff"]["after"]["A"][M + "Enable"] is False
    assert found["diff"]["after"]["B"] == {M + "Enable": False, M + "Interval": 5, M + "URL": "x"}
    assert found["parameters"] == {cpe: {M + "Enable": False, M + "Interval": 5, M + "URL": "x"} for cpe in ("A", "B")}
    again, transport = go(fleet, *wanted(Enable=False, Interval=5, URL="x"), **several)
    assert (again["changed"], methods(transport)) == (False, [READ])


def test_a_cpe_of_several_that_needs_it_gets_one_by_one_what_the_others_have_taken() -> None:
    fleet = Fleet(A={"Enable": True}, B={"Enable": True})

    def answer(verb: str, path: str, body: Any) -> Any:
        if not path.endswith(SPV):
            return fleet(verb, path, body)
        fleet.held["A"][M + "Enable"] = False
        refusal = {"code": 500, "message": f"CWMP fault 9003 ({M}Enable: 9007 Invalid parameter value)"}
        return result([{"key": "A", "value": [{"key": "Status", "value": 0}]}, {"key": "B", "value": refusal}])

    several: dict[str, Any] = {"search_options": {"vendor": "V"}, "command_options": {"multiple": True}}
    found, transport = go(answer, *wanted(Enable=False), **several)
    assert methods(transport) == [READ, SPV, SMART, READ]
    assert (found["changed"], found["method"]) == (True, SMART)
    found, transport = go(answer, *wanted(Enable=True), **several, method="spv")
    assert (found["failed"], found["changed"], found["applied_cpes"]) == (True, True, ["A"])
