# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_parameter_attributes: what is sent, when, and what the result says."""

from __future__ import annotations

import fnmatch
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NoAnswer
from ansible_collections.telco.cpe.plugins.modules.dms_parameter_attributes import RESOURCE

from .support import FakeTransport, reply, result, run_with

M = "InternetGatewayDevice.ManagementServer."
GET, SET, VALUES = "GetParameterAttributes", "SetParameterAttributes", "GetParameterValues"
DONE = result([{"key": "data", "value": [{"methodName": "SetParameterAttributesResponse", "body": {}}]}])


class Dms:
    """A DMS with one CPE: applies what it is sent, in its order, as TR-069 A.3.2.4 has it."""

    def __init__(self, **held: Any) -> None:
        self.held = {
            M + name: {"Notification": number, "AccessList": access} for name, (number, access) in held.items()
        }
        self.takes = True
        self.answer: Any = DONE

    def __call__(self, _verb: str, path: str, body: Any) -> Any:
        if path.endswith(GET):
            asked = body["parameters"]
            found = [
                n for n in self.held if any(n == name or (name[-1] == "." and n.startswith(name)) for name in asked)
            ]
            return result([{"key": name, "value": self.held[name]} for name in sorted(found)])
        for entry in body["parameters"] if self.takes else ():
            pattern = entry["Name"] + "*" if entry["Name"].endswith(".") else entry["Name"]
            for name in fnmatch.filter(self.held, pattern):
                new = {key: entry[key] for key in ("Notification", "AccessList") if entry[f"{key}Change"]}
                self.held[name] = {**self.held[name], **new}
        return self.answer


def go(dms: Any, *parameters: dict[str, Any], **args: Any) -> tuple[dict[str, Any], FakeTransport]:
    args.setdefault("search_options", {"cpe_id": "A"})
    return run_with(RESOURCE, dms, parameters=list(parameters), **args)


def methods(transport: FakeTransport) -> list[str]:
    return [path.rpartition("/")[2] for _verb, path, _body in transport.sent]


def test_the_half_that_differs_is_changed_and_read_back() -> None:
    dms = Dms(URL=(0, None), Username=(0, ["Subscriber"]))
    found, transport = go(
        dms,
        {"name": M + "URL", "notification": 1, "access_list": []},
        {"name": M + "Username", "notification": 0, "access_list": []},
    )
    assert methods(transport) == [GET, SET, GET]
    assert transport.sent[1][2] == {
        "search_options": {"cpe_id": "A"},
        "command_options": {},
        "parameters": [
            {
                "Name": M + "URL",
                "NotificationChange": True,
                "Notification": 1,
                "AccessListChange": False,
                "AccessList": [],
            },
            {
                "Name": M + "Username",
                "NotificationChange": False,
                "Notification": 0,
                "AccessListChange": True,
                "AccessList": [],
            },
        ],
    }
    assert found["changed"] is True
    assert found["parameters"][M + "URL"] == {"notification": 1, "access_list": []}
    assert found["diff"]["before"][M + "URL"]["notification"] == 0
    assert found["diff"]["after"][M + "URL"]["notification"] == 1


def test_what_is_left_out_is_left_as_it_is() -> None:
    dms = Dms(URL=(2, ["Subscriber"]))
    _found, transport = go(dms, {"name": M + "URL", "access_list": []})
    entry = transport.sent[1][2]["parameters"][0]
    assert (entry["NotificationChange"], entry["Notification"]) == (False, 2)
    assert dms.held[M + "URL"] == {"Notification": 2, "AccessList": []}


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ((1, None), {"notification": 1, "access_list": []}),
        ((1, []), {"access_list": []}),
        (("1", None), {"notification": 1}),
        ((0, ["X_A", "Subscriber"]), {"access_list": ["Subscriber", "X_A"]}),
        ((0, ["Subscriber"]), {"access_list": ["Subscriber", "Subscriber"]}),
        ((4, None), {}),
    ],
)
def test_what_is_so_already_costs_one_read(held: Any, wanted: dict[str, Any]) -> None:
    found, transport = go(Dms(URL=held), {"name": M + "URL", **wanted})
    assert methods(transport) == [GET]
    assert (found["changed"], found["plan"]) == (False, [])


class TestBranches:
    def test_a_branch_is_one_entry_and_every_parameter_of_it_is_shown(self) -> None:
        dms = Dms(URL=(0, None), Username=(1, None))
        found, transport = go(dms, {"name": M, "notification": 1})
        assert [entry["Name"] for entry in transport.sent[1][2]["parameters"]] == [M]
        assert set(found["parameters"]) == {M + "URL", M + "Username"}
        assert found["diff"]["before"] != found["diff"]["after"]

    def test_an_entry_overrules_the_branch_before_it(self) -> None:
        dms = Dms(URL=(0, None), Username=(2, None))
        wanted = ({"name": M, "notification": 1}, {"name": M + "Username", "notification": 2})
        _found, transport = go(dms, *wanted)
        # What the branch does to Username has to be undone, though Username itself is right.
        assert [entry["Name"] for entry in transport.sent[1][2]["parameters"]] == [M, M + "Username"]
        assert dms.held[M + "Username"]["Notification"] == 2
        again, transport = go(dms, *wanted)
        assert (again["changed"], methods(transport)) == (False, [GET])

    def test_only_the_exception_is_sent_where_only_it_differs(self) -> None:
        dms = Dms(URL=(1, None), Username=(1, None))
        _found, transport = go(dms, {"name": M, "notification": 1}, {"name": M + "Username", "notification": 2})
        assert [entry["Name"] for entry in transport.sent[1][2]["parameters"]] == [M + "Username"]

    def test_a_branch_after_its_exception_wins(self) -> None:
        dms = Dms(URL=(1, None), Username=(1, None))
        found, transport = go(dms, {"name": M + "URL", "notification": 2}, {"name": M, "notification": 1})
        assert (found["changed"], methods(transport)) == (False, [GET])

    def test_a_branch_that_is_empty_does_not_exist(self) -> None:
        found, _transport = go(Dms(URL=(0, None)), {"name": "InternetGatewayDevice.Time.", "notification": 1})
        assert found["error"]["code"] == 9005
        assert "InternetGatewayDevice.Time." in found["msg"]


def test_an_instance_named_by_alias_may_come_back_by_number() -> None:
    name = "Device.IP.Interface.3.Enable"
    held = {"Notification": 0, "AccessList": None}

    def dms(_verb: str, path: str, body: Any) -> Any:
        if path.endswith(GET):
            return result([{"key": name, "value": held}])
        held["Notification"] = body["parameters"][0]["Notification"]
        return DONE

    found, transport = go(dms, {"name": "Device.IP.Interface.[wan].Enable", "notification": 1})
    assert methods(transport) == [GET, SET, GET]
    assert found["parameters"] == {name: {"notification": 1, "access_list": []}}


def test_the_unknown_name_is_found_out() -> None:
    def dms(_verb: str, _path: str, body: Any) -> Any:
        if M + "Nope" in body["parameters"]:
            return reply({"error": "CWMP fault 9005: Invalid parameter name"}, 500)
        return result([])

    found, transport = go(dms, {"name": M + "URL", "notification": 1}, {"name": M + "Nope", "notification": 1})
    assert f"the CPE has no parameter {M}Nope" in found["msg"]
    assert methods(transport) == [GET, VALUES]


def test_a_refused_notification_is_named() -> None:
    dms = Dms(URL=(0, None))
    dms.takes = False
    dms.answer = reply({"error": f"CWMP fault 9009: Notification request rejected: {M}URL"}, 500)
    found, _transport = go(dms, {"name": M + "URL", "notification": 2})
    assert (found["error"]["kind"], found["error"]["code"]) == ("cwmp_fault", 9009)
    assert f"{M}URL" in found["msg"]


def test_what_did_not_take_is_a_failure() -> None:
    dms = Dms(URL=(0, None))
    dms.takes = False
    found, _transport = go(dms, {"name": M + "URL", "notification": 2})
    assert found["error"]["kind"] == "verify"
    assert f"{M}URL.notification (asked 2, the device holds 0)" in found["msg"]
    quiet, _transport = go(dms, {"name": M + "URL", "notification": 2}, verify=False)
    assert "failed" not in quiet


def test_check_mode_writes_nothing() -> None:
    found, transport = go(Dms(URL=(0, None)), {"name": M + "URL", "notification": 2}, check=True)
    assert (found["changed"], methods(transport)) == (True, [GET])
    assert found["parameters"] == {M + "URL": {"notification": 2, "access_list": []}}


def test_async_is_left_running_with_the_state_before() -> None:
    dms = Dms(URL=(0, None))
    dms.answer = {"result": {"code": 200, "message": "started", "env_id": "env-7"}}
    found, transport = go(dms, {"name": M + "URL", "notification": 2}, command_options={"async": True})
    assert methods(transport) == [GET, SET]
    assert (found["queued"], found["env_id"]) == (True, "env-7")
    assert found["parameters"] == {M + "URL": {"notification": 0, "access_list": []}}


def test_async_is_never_started_twice() -> None:
    dms = Dms(URL=(0, None))
    dms.answer = NoAnswer("no answer within 90 s")
    found, transport = go(dms, {"name": M + "URL", "notification": 2}, command_options={"async": True})
    assert methods(transport) == [GET, SET]
    assert "can't be known" in found["msg"]


def test_several_cpes_are_told_apart() -> None:
    held = {"A": 0, "B": 2}

    def dms(_verb: str, path: str, _body: Any) -> Any:
        if path.endswith(SET):
            held.update(A=2)
            return result(
                [{"key": cpe, "value": []} for cpe in held] + [{"key": "C", "value": DONE["result"]["details"]}]
            )
        attributes = {cpe: {"Notification": number, "AccessList": None} for cpe, number in held.items()}
        return result(
            [{"key": cpe, "value": [{"key": M + "URL", "value": value}]} for cpe, value in attributes.items()]
        )

    found, _transport = go(
        dms,
        {"name": M + "URL", "notification": 2},
        search_options={"model": "X"},
        command_options={"multiple": True},
    )
    assert found["diff"]["before"]["A"][M + "URL"]["notification"] == 0
    assert found["parameters"]["A"] == found["parameters"]["B"] == {M + "URL": {"notification": 2, "access_list": []}}
