# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_object: what is read and sent, in which order, and what happens where it goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NoAnswer
from ansible_collections.telco.cpe.plugins.modules.dms_object import RESOURCE

from .support import FakeTransport, reply, result, run_with

READ, SPV, ADD, DELETE, RESULT = "GetParameterValues", "SetParameterValues", "AddObject", "DeleteObject", "GetResult"
SMART = "SmartSPV"
T = "Device.NAT.PortMapping."
FRESH = {"Port": 0, "Client": "", "Enable": False, "Password": ""}
NO_SUCH = reply({"error": "CWMP fault 9005: Invalid parameter name"}, 500)


class Dms:
    """A DMS with one CPE that has tables: path -> (number -> values), and what a new instance of each holds."""

    def __init__(self, **mappings: dict[str, Any]) -> None:
        self.values: dict[str, Any] = {"Device.NAT.PortMappingNumberOfEntries": len(mappings)}
        self.fresh: dict[str, dict[str, Any]] = {T: FRESH}
        self.next = 10
        self.status = 0
        for number, held in mappings.items():
            self.values.update({f"{T}{number[1:]}.{name}": value for name, value in {**FRESH, **held}.items()})
        self.before: Callable[[str, Any], Any] = lambda method, body: None
        self.after: Callable[[str, Any], Any] = lambda method, body: None

    def __call__(self, _verb: str, path: str, body: Any) -> Any:
        method = path.rpartition("/")[2]
        special = self.before(method, body)
        if special is not None:
            return special
        answer = getattr(self, f"_{method}")(body["parameters"])
        special = self.after(method, body)
        return answer if special is None else special

    def _GetParameterValues(self, asked: list[str]) -> Any:  # noqa: N802
        found = {
            k: v for k, v in self.values.items() if any(k == n or (n[-1] == "." and k.startswith(n)) for n in asked)
        }
        if not found:
            return NO_SUCH
        return result([{"key": key, "value": "" if key.endswith("Password") else found[key]} for key in sorted(found)])

    def _SetParameterValues(self, entries: list[dict[str, Any]]) -> Any:  # noqa: N802
        if any(entry["Name"] not in self.values for entry in entries):
            return NO_SUCH
        self.values.update({entry["Name"]: entry["Value"] for entry in entries})
        return result([{"key": "Status", "value": self.status}])

    def _AddObject(self, asked: dict[str, str]) -> Any:  # noqa: N802
        path = f"{asked['ObjectName']}{self.next}."
        held = next(
            held for table, held in self.fresh.items() if asked["ObjectName"].endswith(table.rpartition("#")[2])
        )
        self.values.update({path + name: value for name, value in held.items()})
        self.next += 1
        return result([{"key": "InstanceNumber", "value": self.next - 1}, {"key": "Status", "value": self.status}])

    def _DeleteObject(self, asked: dict[str, str]) -> Any:  # noqa: N802
        self.values = {key: value for key, value in self.values.items() if not key.startswith(asked["ObjectName"])}
        return result([{"key": "Status", "value": self.status}])


def p(**values: Any) -> list[dict[str, Any]]:
    return [{"name": name, "value": value} for name, value in values.items()]


def go(dms: Any, **args: Any) -> tuple[dict[str, Any], FakeTransport]:
    args.setdefault("search_options", {"cpe_id": "A"})
    if "objects" not in args:
        args.setdefault("object_name", T)
    return run_with(RESOURCE, dms, **args)


def methods(transport: FakeTransport) -> list[str]:
    return [path.rpartition("/")[2] for _verb, path, _body in transport.sent]


def sent(transport: FakeTransport, method: str) -> list[Any]:
    return [body["parameters"] for _verb, path, body in transport.sent if path.endswith(method)]


class TestOne:
    def test_what_is_not_there_is_made_with_its_values(self) -> None:
        dms = Dms(_1={"Port": 80})
        found, transport = go(dms, match={"Port": "443"}, parameters=p(Client="c", Enable=1), parameter_key="k")
        assert methods(transport) == [READ, ADD, SPV, READ]
        assert sent(transport, READ)[0] == [T]
        assert sent(transport, ADD) == [{"ObjectName": T, "ParameterKey": "k"}]
        assert sent(transport, SPV) == [
            [
                {"Name": f"{T}10.Port", "Value": 443},
                {"Name": f"{T}10.Client", "Value": "c", "Type": "string"},
                {"Name": f"{T}10.Enable", "Value": True, "Type": "boolean"},
            ]
        ]
        assert (found["changed"], found["path"], found["instance"], found["status"]) == (True, f"{T}10.", 10, 0)
        assert found["objects"][0]["parameters"] == {"Port": 443, "Client": "c", "Enable": True}
        assert found["diff"]["before"] == {}
        assert found["diff"]["after"] == {f"{T}<new>.": {"Port": "443", "Client": "c", "Enable": 1}}
        assert [write["payload"]["parameters"] for write in found["plan"]][1][0]["Name"] == f"{T}<new>.Port"

    def test_a_second_run_costs_one_read(self) -> None:
        dms = Dms(_1={"Port": 80, "Client": "c"})
        found, transport = go(dms, match={"Port": 80}, parameters=p(Client="c"))
        assert methods(transport) == [READ]
        assert (found["changed"], found["plan"], found["path"]) == (False, [], f"{T}1.")

    def test_what_matches_is_changed_and_not_made_again(self) -> None:
        dms = Dms(_1={"Port": 80}, _2={"Port": 81})
        found, transport = go(dms, match={"Port": 81}, parameters=p(Client="c", Enable=False))
        assert methods(transport) == [READ, SPV, READ]
        assert sent(transport, SPV) == [[{"Name": f"{T}2.Client", "Value": "c", "Type": "string"}]]
        assert found["diff"]["before"] == {f"{T}2.": {"Port": 81, "Client": "", "Enable": False}}
        assert found["diff"]["after"] == {f"{T}2.": {"Port": 81, "Client": "c", "Enable": False}}

    @pytest.mark.parametrize("state", ["present", "absent"])
    def test_several_that_match_are_an_error_of_their_own(self, state: str) -> None:
        found, transport = go(Dms(_1={"Port": 80}, _2={"Port": 80}), match={"Port": 80}, state=state)
        assert found["error"]["kind"] == "several_instances"
        assert f"{T}1., {T}2." in found["msg"]
        assert methods(transport) == [READ]

    def test_a_match_that_can_never_fit_is_found_out(self) -> None:
        found, transport = go(Dms(_1={"Port": 80}), match={"ExternalPort": 80})
        assert f"no instance of {T} has a parameter ExternalPort" in found["msg"]
        assert methods(transport) == [READ]

    def test_a_match_is_compared_by_the_type_that_was_given(self) -> None:
        typed = [{"name": "Client", "value": "1", "type": "boolean"}]
        found, _transport = go(Dms(_1={"Client": "true"}), match={"Client": "1"}, parameters=typed)
        assert found["changed"] is False

    def test_an_instance_by_number_is_never_made(self) -> None:
        dms = Dms(_1={"Port": 80})
        found, _transport = go(dms, instance=1, parameters=p(Client="c"))
        assert found["changed"] is True
        found, transport = go(dms, instance=2, parameters=p(Client="c"))
        assert found["error"]["kind"] == "not_found"
        assert methods(transport) == [READ]

    def test_absent_removes_and_then_has_nothing_to_do(self) -> None:
        dms = Dms(_1={"Port": 80})
        found, transport = go(dms, match={"Port": 80}, state="absent", parameter_key="k")
        assert methods(transport) == [READ, DELETE, READ]
        assert sent(transport, DELETE) == [{"ObjectName": f"{T}1.", "ParameterKey": "k"}]
        assert found["diff"]["after"] == {}
        assert found["objects"] == []
        again, transport = go(dms, match={"Port": 80}, state="absent")
        assert (again["changed"], DELETE in methods(transport)) == (False, False)

    def test_an_unknown_parameter_of_an_instance_that_is_there(self) -> None:
        found, transport = go(Dms(_1={"Port": 80}), match={"Port": 80}, parameters=p(Nope=1))
        assert f"{T}1. has no parameter Nope" in found["msg"]
        assert methods(transport) == [READ]

    def test_a_path_that_is_no_table_is_told(self) -> None:
        found, _transport = go(
            lambda *_: result([{"key": "Device.NAT.Enable", "value": True}]), object_name="Device.NAT.", match={"A": 1}
        )
        assert "is no table of instances" in found["msg"]


class TestEmptyTables:
    def test_a_fault_for_an_empty_table_is_no_fault_where_it_is_counted(self) -> None:
        dms = Dms()
        found, transport = go(dms, match={"Port": 443}, parameters=p(Enable=True))
        assert methods(transport)[:3] == [READ, READ, ADD]
        assert sent(transport, READ)[1] == ["Device.NAT.PortMappingNumberOfEntries"]
        assert found["path"] == f"{T}10."

    def test_the_first_of_a_table_shows_its_types_itself(self) -> None:
        dms = Dms()
        dms.fresh[T] = {"Port": 0, "Enable": 0}
        _found, transport = go(dms, match={"Port": "443"}, parameters=p(Enable=True))
        assert methods(transport) == [READ, READ, ADD, READ, SPV, READ]
        assert [entry["Value"] for entry in sent(transport, SPV)[0]] == [443, 1]

    def test_a_table_that_the_cpe_lacks_is_told(self) -> None:
        found, transport = go(lambda *_: NO_SUCH, match={"Port": 443})
        assert found["error"]["code"] == 9005
        assert methods(transport) == [READ, READ]
        gone, _transport = go(lambda *_: NO_SUCH, match={"Port": 443}, state="absent")
        assert gone["changed"] is False


class TestSecrets:
    def test_a_new_instance_gets_them_and_they_show_nowhere(self) -> None:
        found, transport = go(Dms(_1={}), match={"Port": 443}, parameters=p(Password="planted"))
        assert sent(transport, SPV)[0][1] == {"Name": f"{T}10.Password", "Value": "planted", "Type": "string"}
        assert "planted" not in str(found)
        assert found["unverified"] == [f"{T}<new>.Password"]

    def test_they_are_sent_with_another_change_or_always(self) -> None:
        dms = Dms(_1={"Port": 443})
        found, transport = go(dms, match={"Port": 443}, parameters=p(Password="planted"))
        assert (methods(transport), found["unverified"]) == ([READ], [f"{T}1.Password"])
        _found, transport = go(dms, match={"Port": 443}, parameters=p(Password="planted", Client="c"))
        assert len(sent(transport, SPV)[0]) == 2
        _found, transport = go(dms, match={"Port": 443}, parameters=p(Password="planted"), update_secrets="always")
        assert [entry["Name"] for entry in sent(transport, SPV)[0]] == [f"{T}1.Password"]

    def test_they_are_masked_in_options_that_are_refused(self) -> None:
        entry = {
            "match": {"Password": "planted-1", "Port": 1},
            "parameters": [{"name": "Key.PSK", "value": "planted-2"}],
        }
        params: dict[str, Any] = {"objects": [entry], "match": {"X_Secret": "planted-3"}, "parameters": "none"}
        RESOURCE.conceal(params)
        assert "planted" not in str(params)
        assert entry["match"]["Port"] == 1  # type: ignore[index]
        RESOURCE.conceal({"objects": "none", "match": [1]})
        found, _transport = go(Dms(), match={"Password": "planted-1"})
        assert "credential" in found["msg"]

    def test_a_credential_that_match_may_not_have_is_known_as_one(self) -> None:
        one = RESOURCE(
            {"objects": [{"match": {"Password": "planted"}}], "match": None, "parameters": []}, check_mode=True
        )
        assert one.secrets() == {"planted"}


class TestOneByOne:
    @staticmethod
    def dms(*failed: str) -> Dms:
        """A CPE whose booleans SetParameterValues can't set."""
        dms = Dms(_1={"Port": 80})

        def before(method: str, body: Any) -> Any:
            if method == SPV and any(isinstance(entry["Value"], bool) for entry in body["parameters"]):
                return reply({"error": "CWMP fault 9003: Invalid arguments"}, 500)
            if method == SMART:
                taken = [entry for entry in body["parameters"] if entry["Name"].rpartition(".")[2] not in failed]
                dms._SetParameterValues(taken)
                lists = {"applied_params": [entry["Name"] for entry in taken], "failed_params": list(failed)}
                return result([{"key": key, "value": value} for key, value in lists.items()])
            return None

        dms.before = before
        return dms

    def test_it_is_tried_where_all_at_once_failed(self) -> None:
        found, transport = go(self.dms(), match={"Port": 443}, parameters=p(Enable=True))
        assert methods(transport) == [READ, ADD, SPV, SMART, READ]
        assert sent(transport, SMART) == [
            [{"Name": f"{T}10.Port", "Value": 443}, {"Name": f"{T}10.Enable", "Value": True}]
        ]
        assert "failed" not in found

    def test_not_where_that_is_not_wanted(self) -> None:
        found, transport = go(self.dms(), match={"Port": 443}, parameters=p(Enable=True), method="spv")
        assert methods(transport) == [READ, ADD, SPV, DELETE]
        assert found["error"]["code"] == 9003

    def test_at_once_where_that_is_wanted_with_the_types_given(self) -> None:
        typed = [{"name": "Enable", "value": True, "type": "boolean"}]
        found, transport = go(self.dms(), match={"Port": 443}, parameters=typed, method="smart")
        assert methods(transport) == [READ, ADD, SMART, READ]
        assert sent(transport, SMART)[0][1] == {"Name": f"{T}10.Enable", "Value": True, "Type": "boolean"}
        assert found["plan"][1]["endpoint"] == f"method/{SMART}"

    def test_what_was_set_in_part_is_half_made(self) -> None:
        dms = self.dms("Enable")
        found, transport = go(dms, match={"Port": 443}, parameters=p(Enable=True))
        assert methods(transport) == [READ, ADD, SPV, SMART, DELETE]
        assert (found["error"]["kind"], found["changed"]) == ("partial_success", False)
        assert found["failed_params"][0]["parameter"] == "Enable"
        assert "SetParameterValues had failed before" in found["msg"]
        assert not any(name.startswith(f"{T}10.") for name in dms.values)


class TestHalfMade:
    def test_it_is_removed_where_its_values_are_refused(self) -> None:
        dms = Dms(_1={"Port": 80})
        dms.before = lambda method, body: reply({"error": "CWMP fault 9008"}, 500) if method == SPV else None
        found, transport = go(dms, match={"Port": 443}, parameters=p(Client="c"))
        assert methods(transport) == [READ, ADD, SPV, DELETE]
        assert sent(transport, DELETE)[0]["ObjectName"] == f"{T}10."
        assert found["error"]["code"] == 9008
        assert f"The half-made instance {T}10. was removed again" in found["msg"]
        assert found["changed"] is False
        assert f"{T}10.Port" not in dms.values

    def test_what_cannot_be_removed_is_named(self) -> None:
        dms = Dms(_1={"Port": 80})
        dms.before = lambda method, body: reply({"error": "CWMP fault 9008"}, 500) if method in (SPV, DELETE) else None
        found, _transport = go(dms, match={"Port": 443})
        assert f"The half-made instance {T}10. is still there, remove it" in found["msg"]
        assert found["changed"] is True

    def test_a_lost_answer_to_add_object_is_found_again(self) -> None:
        dms = Dms(_1={"Port": 80})
        lost = [NoAnswer("the connection broke")]
        dms.after = lambda method, body: lost.pop() if method == ADD and lost else None
        found, transport = go(dms, match={"Port": 443}, parameters=p(Client="c"))
        assert methods(transport).count(ADD) == 1
        assert found["path"] == f"{T}10."
        assert dms.values[f"{T}10.Client"] == "c"

    def test_an_add_object_that_was_lost_before_it_arrived_is_sent_again(self) -> None:
        dms = Dms(_1={"Port": 80})
        lost = [NoAnswer("the connection broke")]
        dms.before = lambda method, body: lost.pop() if method == ADD and lost else None
        found, transport = go(dms, match={"Port": 443})
        assert methods(transport).count(ADD) == 2
        assert "failed" not in found

    def test_two_new_ones_after_a_lost_answer_are_not_guessed_at(self) -> None:
        dms = Dms(_1={"Port": 80})

        def after(method: str, body: Any) -> Any:
            if method != ADD:
                return None
            dms._AddObject(body["parameters"])
            return NoAnswer("the connection broke")

        dms.after = after
        found, transport = go(dms, match={"Port": 443})
        assert "it can't be told which of them this task has made" in found["msg"]
        assert methods(transport).count(DELETE) == 0

    def test_a_lost_answer_to_the_values_sends_only_what_is_left(self) -> None:
        dms = Dms(_1={"Port": 80})
        lost = [NoAnswer("the connection broke")]
        dms.after = lambda method, body: lost.pop() if method == SPV and lost else None
        found, transport = go(dms, match={"Port": 443})
        assert methods(transport) == [READ, ADD, SPV, READ, READ]
        assert (found["path"], methods(transport).count(DELETE)) == (f"{T}10.", 0)

    def test_a_server_error_is_cleaned_up_after(self) -> None:
        dms = Dms(_1={"Port": 80})
        dms.after = lambda method, body: reply("oops", 500, "text/plain") if method == ADD else None
        found, transport = go(dms, match={"Port": 443})
        assert methods(transport) == [READ, ADD, READ, DELETE]
        assert found["error"]["kind"] == "server"
        assert not any(name.startswith(f"{T}10.") for name in dms.values)

    def test_an_instance_that_is_not_there_after_all(self) -> None:
        dms = Dms(_1={"Port": 80})
        dms.before = lambda method, body: result([{"key": "InstanceNumber", "value": 7}]) if method == ADD else None
        found, _transport = go(dms, match={"Port": 443})
        assert found["error"]["kind"] == "verify"
        assert f"{T}7." in found["msg"]

    def test_an_answer_without_number(self) -> None:
        dms = Dms(_1={"Port": 80})
        dms.before = lambda method, body: result([]) if method == ADD else None
        found, _transport = go(dms, match={"Port": 443})
        assert "without an InstanceNumber" in found["msg"]


IP, ADDRESS, PPP = "Device.IP.Interface.", "IPv4Address.", "Device.PPP.Interface."


def related(*labels: str) -> list[dict[str, Any]]:
    every: dict[str, dict[str, Any]] = {
        "address": {"object_name": f"{IP}<ip>.{ADDRESS}", "match": {"Address": "192.0.2.1"}},
        "ip": {"label": "ip", "object_name": IP, "match": {"Alias": "w"}, "parameters": p(Lower=f"{PPP}<ppp>")},
        "ppp": {"label": "ppp", "object_name": PPP, "match": {"Alias": "x"}, "parameters": p(Name="a <b> <ip2>")},
    }
    return [every[label] for label in labels]


class TestSeveral:
    @staticmethod
    def dms() -> Dms:
        dms = Dms()
        dms.fresh = {IP: {"Alias": "", "Lower": ""}, PPP: {"Alias": "", "Name": ""}, f"#{ADDRESS}": {"Address": ""}}
        dms.values = {f"{IP}1.Alias": "l", f"{IP}1.Lower": "", f"{PPP}1.Alias": "p", f"{PPP}1.Name": ""}
        return dms

    def test_what_others_need_comes_first_and_its_number_is_put_in(self) -> None:
        dms = self.dms()
        found, transport = go(dms, objects=related("address", "ip", "ppp"))
        assert sent(transport, READ)[0] == [PPP, IP]
        assert [parameters["ObjectName"] for parameters in sent(transport, ADD)] == [PPP, IP, f"{IP}11.{ADDRESS}"]
        assert dms.values[f"{PPP}10.Name"] == "a <b> <ip2>"
        assert dms.values[f"{IP}11.Lower"] == f"{PPP}10"
        assert dms.values[f"{IP}11.{ADDRESS}12.Address"] == "192.0.2.1"
        assert [(one["label"], one["path"]) for one in found["objects"]] == [
            ("ppp", f"{PPP}10."),
            ("ip", f"{IP}11."),
            (None, f"{IP}11.{ADDRESS}12."),
        ]
        assert [
            write["payload"]["parameters"]["ObjectName"] for write in found["plan"] if ADD in write["endpoint"]
        ] == [
            PPP,
            IP,
            f"{IP}<ip>.{ADDRESS}",
        ]
        again, transport = go(dms, objects=related("ppp", "ip", "address"))
        assert (again["changed"], methods(transport)) == (False, [READ])

    def test_check_mode_tells_the_same_without_a_write(self) -> None:
        real, _transport = go(self.dms(), objects=related("address", "ip", "ppp"))
        checked, transport = go(self.dms(), objects=related("address", "ip", "ppp"), check=True)
        assert methods(transport) == [READ]
        assert (checked["plan"], checked["diff"]) == (real["plan"], real["diff"])
        assert checked["objects"][2]["path"] == f"{IP}<ip>.{ADDRESS}<#1>."
        assert checked["objects"][2]["instance"] is None

    def test_what_the_cpe_made_along_is_used(self) -> None:
        dms = self.dms()
        dms.fresh[IP] = {"Alias": "", "Lower": "", f"{ADDRESS}1.Address": "192.0.2.1"}
        _found, transport = go(dms, objects=related("address", "ip", "ppp"))
        assert len(sent(transport, ADD)) == 2

    def test_what_was_made_before_a_failure_stays(self) -> None:
        dms = self.dms()

        def before(method: str, body: Any) -> Any:
            wrong = method == SPV and body["parameters"][0]["Name"].startswith(IP)
            return reply({"error": "CWMP fault 9008"}, 500) if wrong else None

        dms.before = before
        found, _transport = go(dms, objects=related("address", "ip", "ppp"))
        assert found["changed"] is True
        assert f"{PPP}10.Alias" in dms.values
        assert f"{IP}11.Alias" not in dms.values

    def test_a_change_may_refer_to_what_is_made(self) -> None:
        dms = self.dms()
        dms.values[f"{IP}1.Alias"] = "w"
        _found, transport = go(dms, objects=related("ip", "ppp"))
        assert methods(transport) == [READ, ADD, SPV, SPV, READ]
        assert dms.values[f"{IP}1.Lower"] == f"{PPP}10"

    def test_two_entries_for_one_instance_are_an_error(self) -> None:
        objects = [{"object_name": PPP, "match": {"Alias": "p"}}, {"object_name": PPP, "instance": 1}]
        found, _transport = go(self.dms(), objects=objects)
        assert "the same instance as another entry" in found["msg"]

    def test_absent_removes_the_inner_with_the_outer(self) -> None:
        dms = self.dms()
        go(dms, objects=related("address", "ip", "ppp"))
        _found, transport = go(dms, objects=related("address", "ip", "ppp"), state="absent")
        assert [parameters["ObjectName"] for parameters in sent(transport, DELETE)] == [f"{IP}11.", f"{PPP}10."]


class TestPurge:
    def test_the_others_go_last(self) -> None:
        dms = Dms(_1={"Port": 80}, _2={"Port": 81}, _3={"Port": 82})
        found, transport = go(dms, match={"Port": 443}, purge=True)
        assert methods(transport) == [READ, ADD, SPV, DELETE, DELETE, DELETE, READ]
        assert set(found["diff"]["before"]) == {f"{T}1.", f"{T}2.", f"{T}3."}
        assert set(found["diff"]["after"]) == {f"{T}<new>."}
        again, transport = go(dms, match={"Port": 443}, purge=True)
        assert (again["changed"], methods(transport)) == (False, [READ])

    def test_a_table_can_be_emptied(self) -> None:
        dms = Dms(_1={"Port": 80}, _2={"Port": 81})
        _found, transport = go(dms, purge=True, state="absent")
        assert len(sent(transport, DELETE)) == 2

    def test_without_it_the_others_stay(self) -> None:
        dms = Dms(_1={"Port": 80}, _2={"Port": 81})
        _found, transport = go(dms, match={"Port": 80}, state="absent")
        assert len(sent(transport, DELETE)) == 1

    def test_what_lies_below_something_unlisted_is_not_pulled_away(self) -> None:
        dms = TestSeveral.dms()
        dms.values[f"{IP}1.{ADDRESS}1.Address"] = "192.0.2.1"
        objects = [
            {"object_name": IP, "match": {"Alias": "w"}},
            {"object_name": f"{IP}1.{ADDRESS}", "match": {"Address": "192.0.2.1"}},
        ]
        found, transport = go(dms, objects=objects, purge=True)
        assert "is not listed, and objects below it are" in found["msg"]
        assert methods(transport) == [READ]


class TestStatusAndScenarios:
    def test_status_1_is_pending_and_what_does_not_show_yet_is_no_failure(self) -> None:
        dms = Dms(_1={"Port": 80})
        dms.status = 1
        dms.before = lambda method, body: result([{"key": "Status", "value": 1}]) if method == SPV else None
        found, _transport = go(dms, match={"Port": 80}, parameters=p(Client="c"))
        assert (found["pending"], found["status"]) == (True, 1)
        assert found["unverified"] == [f"{T}1.Client"]

    def test_status_0_is_held_to_it(self) -> None:
        dms = Dms(_1={"Port": 80})
        dms.before = lambda method, body: result([{"key": "Status", "value": 0}]) if method == SPV else None
        found, _transport = go(dms, match={"Port": 80}, parameters=p(Client="c"))
        assert found["error"]["kind"] == "verify"
        assert f"{T}1.Client holds '' instead of 'c'" in found["msg"]
        quiet, _transport = go(dms, match={"Port": 80}, parameters=p(Client="c"), verify=False)
        assert quiet["objects"][0]["parameters"]["Client"] == "c"

    def test_async_waits_for_all_but_the_last(self) -> None:
        dms = Dms(_1={"Port": 80})

        def after(method: str, body: Any) -> Any:
            if method == RESULT or not body["command_options"].get("async"):
                return None
            return {"result": {"code": 200, "message": "started", "env_id": f"env-{method}"}}

        dms.after = after
        dms.before = lambda method, body: (
            result([{"key": "InstanceNumber", "value": 10}, {"key": "Status", "value": 0}])
            if method == RESULT
            else None
        )
        found, transport = go(dms, match={"Port": 443}, command_options={"async": True})
        assert methods(transport) == [READ, ADD, RESULT, SPV]
        assert (found["queued"], found["env_id"], found["path"]) == (True, f"env-{SPV}", f"{T}10.")

    def test_an_alias_in_the_path_may_come_back_as_a_number(self) -> None:
        held = {"Device.IP.Interface.3.IPv4Address.1.Address": "192.0.2.1"}
        dms = lambda *_: result([{"key": key, "value": value} for key, value in held.items()])  # noqa: E731
        found, _transport = go(
            dms, object_name="Device.IP.Interface.[wan].IPv4Address.", match={"Address": "192.0.2.1"}
        )
        assert (found["changed"], found["path"]) == (False, "Device.IP.Interface.3.IPv4Address.1.")

    def test_several_cpes_are_refused(self) -> None:
        found, transport = go(Dms(), match={"Port": 1}, command_options={"multiple": True})
        assert "command_options.multiple" in found["msg"]
        assert transport.sent == []
