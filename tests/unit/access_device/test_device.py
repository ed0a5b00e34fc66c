# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device: what is sent in which situation, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests

from ansible_collections.telco.cpe.plugins.module_utils._access_device.device import AccessDevice

from .support import Answer, Group, Network, Seen, run_module

PHONE = "Generic SIP Phone"
HELD: dict[str, Any] = {
    "deviceType": PHONE,
    "protocol": "SIP 2.0",
    "macAddress": "221100CCBBAA",
    "description": "Desk",
    "netAddress": "192.0.2.1",
    "port": 5070,
    "serialNumber": "SN-1",
    "transportProtocol": "UDP",
    "useCustomUserNamePassword": False,
    "userName": "",
    "status": "Online",
    "numberOfPorts": -1,
    "version": "agent 1",
}
CUSTOM = {**HELD, "useCustomUserNamePassword": True, "userName": "desk1"}
SECRET = "d3v1ce-secret"


def _group(**changes: Any) -> Group:
    return Group(Desk_1={**HELD, **changes})


def _run(group: Group, /, check: bool = False, **options: Any) -> tuple[dict[str, Any], Network]:
    network = Network(group)
    return run_module(AccessDevice, network, {"device_name": "Desk 1", **options}, check=check), network


def _done(group: Group, check: bool = False, **options: Any) -> tuple[dict[str, Any], Network]:
    result, network = _run(group, check, **options)
    assert not result.get("failed"), result["msg"]
    return result, network


def _failed(group: Group, check: bool = False, **options: Any) -> tuple[dict[str, Any], Network]:
    result, network = _run(group, check, **options)
    assert result.get("failed")
    return result, network


# -- creation -----------------------------------------------------------------------------------------------------------


def test_a_creation_shows_the_name() -> None:
    group = Group()
    result, network = _done(group, device_type=PHONE, mac_address="22:11:00:cc:bb:aa", protocol="SIP 2.0")
    body = {"deviceName": "Desk 1", "deviceType": PHONE, "protocol": "SIP 2.0", "macAddress": "221100CCBBAA"}
    assert network.writes == [("POST", "", body)]
    assert result["diff"]["before"] == {}
    wanted = {"device_name": "Desk 1", "device_type": PHONE, "protocol": "SIP 2.0", "mac_address": "221100CCBBAA"}
    assert result["diff"]["after"] == wanted
    assert result["access_device"] == {**wanted, "status": "Online", "number_of_ports": -1}


def test_check_mode_shows_the_name_too() -> None:
    result, network = _done(Group(), check=True, device_type=PHONE)
    assert network.writes == []
    assert result["access_device"] == {"device_name": "Desk 1", "device_type": PHONE}


def test_nothing_is_cleared_of_what_is_created() -> None:
    _result, network = _done(Group(), device_type=PHONE, clear=["port"], description="", serial_number="SN")
    assert network.writes == [("POST", "", {"deviceName": "Desk 1", "deviceType": PHONE, "serialNumber": "SN"})]


def test_a_creation_wants_the_type() -> None:
    result, network = _failed(Group(), description="x")
    assert result["msg"].startswith("device_type: is required")
    assert network.writes == []


def test_a_creation_with_a_password_wants_a_user_name() -> None:
    result, network = _failed(Group(), device_type=PHONE, password=SECRET)
    assert result["msg"].startswith("user_name: ")
    assert network.writes == []


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize("body", ["", {"access_devices": []}, {"deviceType": PHONE}, "created"])
def test_the_answer_to_a_creation_does_not_matter(status: int, body: Any) -> None:
    group = Group()

    def answer(seen: Seen) -> Answer | None:
        if seen.method != "POST":
            return None
        group._create(seen.body)
        return Answer(body, status)

    group.before = answer
    result, network = _done(group, device_type=PHONE)
    assert len(network.writes) == 1
    assert result["access_device"]["device_name"] == "Desk 1"


# -- a device that somebody else creates or deletes meanwhile -----------------------------------------------------------


def _meanwhile(group: Group, **record: Any) -> None:
    """Right before the first creation, somebody else creates the device."""

    def before(seen: Seen) -> Answer | None:
        if seen.method == "POST" and not group.devices:
            group.devices["Desk 1"] = {**HELD, **record}
        return None

    group.before = before


def test_a_device_that_somebody_else_created_meanwhile_is_updated() -> None:
    group = Group()
    _meanwhile(group, description="Theirs")
    _result, network = _done(group, device_type=PHONE, description="Ours")
    assert [write[0] for write in network.writes] == ["POST", "PUT"]
    assert network.writes[1][2] == {"description": "Ours"}
    assert group.devices["Desk 1"]["description"] == "Ours"


def test_a_device_that_somebody_else_created_as_desired_is_left_alone() -> None:
    group = Group()
    _meanwhile(group)
    _result, network = _done(group, device_type=PHONE, description="Desk")
    assert [write[0] for write in network.writes] == ["POST"]


def test_a_device_that_somebody_else_created_of_another_type_is_an_error() -> None:
    group = Group()
    _meanwhile(group, deviceType="Other")
    result, _network = _failed(group, device_type=PHONE)
    assert "device_type ('Other', asked 'Generic SIP Phone') can't be changed" in result["msg"]


def test_a_device_that_exists_and_does_not_show_is_told() -> None:
    group = Group()
    exists = Answer({"details": "[Error 4500] Access Device already exists: Desk 1"}, 409)
    group.before = lambda seen: exists if seen.method == "POST" else None
    result, network = _failed(group, device_type=PHONE)
    assert result["error"]["code"] == 4500
    assert "other capitals" in result["msg"]
    assert len(network.writes) == 1


def test_a_device_that_somebody_else_deleted_meanwhile_is_absent() -> None:
    group = _group()

    def before(seen: Seen) -> Answer | None:
        if seen.method == "DELETE":
            group.devices.clear()
        return None

    group.before = before
    result, network = _done(group, state="absent")
    assert result["changed"] is True
    assert [write[0] for write in network.writes] == ["DELETE"]


def test_a_deletion_that_did_not_take_is_found_out() -> None:
    group = _group()
    group.before = lambda seen: Answer("") if seen.method == "DELETE" else None
    result, _network = _failed(group, state="absent")
    assert result["error"]["kind"] == "verify"


# -- absent, or in another group ----------------------------------------------------------------------------------------


def test_absent_costs_one_read_where_the_server_says_what_is_missing() -> None:
    result, network = _done(Group(), state="absent")
    assert result["changed"] is False
    assert network.reads == ["Desk%201/"]


def test_absent_is_held_against_the_groups_list_where_the_server_does_not_say() -> None:
    group = Group()
    group.missing = {"details": "Not found"}
    result, network = _done(group, state="absent")
    assert result["changed"] is False
    assert network.reads == ["Desk%201/", ""]


@pytest.mark.parametrize("options", [{"state": "absent"}, {"device_type": PHONE, "check": True}])
def test_a_group_that_is_not_there_is_an_error(options: dict[str, Any]) -> None:
    result, _network = _failed(Group(), group_id="elsewhere", **options)
    assert result["error"]["kind"] == "not_found"
    assert "Group not found" in result["msg"]


def test_a_group_that_is_not_there_is_told_before_a_missing_type() -> None:
    result, _network = _failed(Group(), group_id="elsewhere", description="x")
    assert "Group not found" in result["msg"]


def test_a_creation_of_which_the_answer_was_lost_leaves_no_doubt() -> None:
    group = Group()
    group.missing = {"details": "Not found"}

    def before(seen: Seen) -> Exception | None:
        if seen.method != "POST":
            return None
        group._create(seen.body)
        return requests.ConnectionError("reset")

    group.before = before
    _result, network = _done(group, device_type=PHONE)
    assert network.reads == ["Desk%201/"] * 3


def test_a_creation_in_a_group_that_is_not_there_costs_no_more_reads() -> None:
    result, network = _failed(Group(), group_id="elsewhere", device_type=PHONE)
    assert "Group not found" in result["msg"]
    assert len(network.reads) == 1


def test_a_device_that_only_its_group_shows_is_an_error() -> None:
    group = _group()
    group.before = lambda seen: Answer({"details": "Not found"}, 404) if "Desk" in seen.path else None
    result, _network = _failed(group, state="absent")
    assert "special characters" in result["msg"]


# -- updates ------------------------------------------------------------------------------------------------------------


def test_only_what_differs_is_sent() -> None:
    result, network = _done(_group(), device_type=PHONE, description="New", port=5070, mac_address="2211.00cc.bbaa")
    assert network.writes == [("PUT", "Desk%201/", {"description": "New"})]
    assert result["diff"]["before"]["description"] == "Desk"
    assert result["diff"]["after"]["description"] == "New"
    assert result["diff"]["after"]["status"] == "Online"


def test_what_is_as_desired_costs_one_read() -> None:
    result, network = _done(
        _group(), device_type=PHONE, description="Desk", port=5070, user_name="", clear=["physical_location"]
    )
    assert result["changed"] is False
    assert (network.writes, network.reads) == ([], ["Desk%201/"])


CLEARED = {
    "net_address": ("netAddress", ""),
    "port": ("port", None),
    "outbound_proxy_server_net_address": ("outboundProxyServerNetAddress", ""),
    "stun_server_net_address": ("stunServerNetAddress", ""),
    "mac_address": ("macAddress", ""),
    "serial_number": ("serialNumber", ""),
    "description": ("description", ""),
    "physical_location": ("physicalLocation", ""),
}


@pytest.mark.parametrize("option", CLEARED)
def test_each_option_can_be_cleared(option: str) -> None:
    api, sign = CLEARED[option]
    group = _group(**{api: 5070 if option == "port" else "221100CCBBAA"})
    result, network = _done(group, clear=[option])
    assert network.writes == [("PUT", "Desk%201/", {api: sign})]
    assert option in result["diff"]["before"]
    assert option not in result["diff"]["after"]
    assert option not in result["access_device"]
    assert _done(group, clear=[option])[0]["changed"] is False
    if option != "port":
        emptied: dict[str, Any] = {option: ""}
        assert _done(group, **emptied)[0]["changed"] is False


@pytest.mark.parametrize("option", ["protocol", "transport_protocol", "device_type", "password", "device_name", "x"])
def test_other_options_can_not_be_cleared(option: str) -> None:
    result, network = _failed(_group(), clear=[option])
    assert "can't clear" in result["msg"]
    assert network.seen == []


@pytest.mark.parametrize("accepted", ["", None, "natural"])
def test_clearing_finds_the_form_that_the_server_takes(accepted: Any) -> None:
    group = _group()

    def before(seen: Seen) -> Answer | None:
        if seen.method != "PUT":
            return None
        wanted = {"description": accepted, "port": accepted}
        if accepted == "natural":
            wanted = {"description": "", "port": None}
        return None if seen.body == wanted else Answer([{"code": 2, "message": "invalid value"}], 400)

    group.before = before
    result, _network = _done(group, clear=["description", "port"])
    assert "description" not in result["access_device"]
    assert "port" not in result["access_device"]


def test_a_value_that_is_refused_is_sent_once() -> None:
    group = _group()
    group.before = lambda seen: Answer({"details": "no such protocol"}, 400) if seen.method == "PUT" else None
    result, network = _failed(group, protocol="H.323")
    assert "no such protocol" in result["msg"]
    assert len(network.writes) == 1


def test_the_first_refusal_is_told_where_no_form_is_taken() -> None:
    group = _group()
    group.before = lambda seen: Answer({"details": f"refused {seen.body}"}, 422) if seen.method == "PUT" else None
    result, network = _failed(group, clear=["description"])
    assert "refused {'description': ''}" in result["msg"]
    assert len(network.writes) == 2


def test_partly_done_is_a_failure_and_not_sent_again() -> None:
    group = _group()
    group.before = lambda seen: Answer([{"code": 2, "message": "port"}], 207) if seen.method == "PUT" else None
    result, network = _failed(group, clear=["description"])
    assert "in part only: port" in result["msg"]
    assert len(network.writes) == 1


# -- credentials --------------------------------------------------------------------------------------------------------


def test_user_name_and_password_travel_together() -> None:
    result, network = _done(
        _group(), use_custom_user_name_password=True, user_name="desk1", password=SECRET, description="New"
    )
    body = {"description": "New", "useCustomUserNamePassword": True, "userName": "desk1", "password": SECRET}
    assert network.writes == [("PUT", "Desk%201/", body)]
    assert result["plan"][0]["payload"]["password"] == "********"
    assert result["unverified"] == ["password"]
    assert SECRET not in str(result)


def test_a_password_alone_is_not_sent() -> None:
    result, network = _done(Group(Desk_1=CUSTOM), user_name="desk1", password=SECRET)
    assert result["changed"] is False
    assert result["unverified"] == ["password"]
    assert network.writes == []


@pytest.mark.parametrize("given", [{}, {"user_name": "desk1"}])
def test_a_password_is_sent_with_another_change_and_with_its_user_name(given: dict[str, Any]) -> None:
    _result, network = _done(Group(Desk_1=CUSTOM), password=SECRET, description="New", **given)
    assert network.writes[0][2] == {"description": "New", "userName": "desk1", "password": SECRET}


def test_a_password_can_be_sent_always() -> None:
    group = Group(Desk_1=CUSTOM)
    for _ in range(2):
        result, network = _done(group, password=SECRET, update_secrets="always")
        assert result["changed"] is True
        assert network.writes == [("PUT", "Desk%201/", {"userName": "desk1", "password": SECRET})]


def test_a_password_without_a_user_name_is_refused() -> None:
    result, network = _failed(_group(), password=SECRET, update_secrets="always")
    assert result["msg"].startswith("user_name: is required with password")
    assert network.writes == []


def test_a_user_name_is_cleared_with_its_password() -> None:
    result, network = _done(Group(Desk_1=CUSTOM), clear=["user_name"])
    assert network.writes == [("PUT", "Desk%201/", {"userName": "", "password": ""})]
    assert "user_name" not in result["access_device"]


@pytest.mark.parametrize("options", [{"clear": ["user_name"]}, {"user_name": ""}])
def test_a_password_without_its_user_name_makes_no_sense(options: dict[str, Any]) -> None:
    result, network = _failed(Group(Desk_1=CUSTOM), password=SECRET, **options)
    assert result["msg"].startswith("password: makes no sense")
    assert network.seen == []


@pytest.mark.parametrize("option", ["user_name", "password"])
def test_credentials_without_being_used_make_no_sense(option: str) -> None:
    given: dict[str, Any] = {option: "x"}
    result, network = _failed(_group(), use_custom_user_name_password=False, **given)
    assert result["msg"].startswith(f"{option}: makes no sense")
    assert network.seen == []


def test_a_password_in_the_servers_words_does_not_show() -> None:
    secret = 'quote"d pass'
    group = Group(Desk_1=CUSTOM)
    group.before = lambda seen: Answer(f"can't take {json.dumps(seen.body)}", 400) if seen.method == "PUT" else None
    result, _network = _failed(group, password=secret, description="New")
    assert secret not in str(result)
    assert 'quote\\"d pass' not in result["msg"]
    assert "can't take" in result["msg"]


# -- another type -------------------------------------------------------------------------------------------------------


def test_another_type_is_refused() -> None:
    result, network = _failed(_group(), device_type="Other", description="New")
    assert "device_type ('Generic SIP Phone', asked 'Other') can't be changed on an existing device" in result["msg"]
    assert "recreate" in result["msg"]
    assert network.writes == []


def test_recreate_without_another_type_is_an_update() -> None:
    _result, network = _done(_group(), device_type=PHONE, description="New", recreate=True)
    assert network.writes == [("PUT", "Desk%201/", {"description": "New"})]


KEPT = {
    "deviceName": "Desk 1",
    "deviceType": "Other",
    "protocol": "SIP 2.0",
    "netAddress": "192.0.2.1",
    "port": 5070,
    "macAddress": "221100CCBBAA",
    "description": "New",
    "transportProtocol": "UDP",
    "useCustomUserNamePassword": False,
}
RECREATE: dict[str, Any] = {"device_type": "Other", "description": "New", "clear": ["serial_number"], "recreate": True}


@pytest.mark.parametrize("check", [True, False])
def test_a_recreation_keeps_what_is_not_asked_otherwise(check: bool) -> None:
    group = _group()
    result, network = _done(group, check=check, **RECREATE)
    plan = [(one["method"], one["payload"]) for one in result["plan"]]
    assert plan == [("DELETE", {}), ("POST", KEPT)]
    assert network.writes == ([] if check else [("DELETE", "Desk%201/", None), ("POST", "", KEPT)])
    before, after = result["diff"]["before"], result["diff"]["after"]
    assert before["device_type"] == PHONE
    assert before["serial_number"] == "SN-1"
    assert after["device_type"] == "Other"
    assert after["description"] == "New"
    assert after["device_name"] == "Desk 1"
    assert "serial_number" not in after
    assert not {"status", "version", "number_of_ports"} & {*before, *after}


def test_check_mode_predicts_a_recreation() -> None:
    predicted, _network = _done(_group(), check=True, **RECREATE)
    done, _network = _done(_group(), **RECREATE)
    for key in ("changed", "diff", "plan", "unverified"):
        assert predicted[key] == done[key], key


@pytest.mark.parametrize("check", [True, False])
def test_a_device_with_users_is_not_recreated(check: bool) -> None:
    group = _group()
    group.users = [{"linePort": "a"}, {"linePort": "b"}]
    result, network = _failed(group, check=check, **RECREATE)
    assert "2 connected users" in result["msg"]
    assert network.writes == []


def test_credentials_that_nobody_knows_are_not_lost() -> None:
    result, network = _failed(Group(Desk_1=CUSTOM), **RECREATE)
    assert result["msg"].startswith("password: is required to recreate")
    assert network.writes == []


def test_a_recreation_with_its_password() -> None:
    result, network = _done(Group(Desk_1=CUSTOM), password=SECRET, **RECREATE)
    body = {**KEPT, "useCustomUserNamePassword": True, "userName": "desk1", "password": SECRET}
    assert network.writes[1] == ("POST", "", body)
    assert SECRET not in str(result)


def test_a_user_name_that_is_not_used_is_not_kept_without_its_password() -> None:
    result, network = _done(_group(userName="old"), **RECREATE)
    assert "userName" not in network.writes[1][2]
    assert result["diff"]["before"]["user_name"] == "old"
    assert "user_name" not in result["diff"]["after"]


@pytest.mark.parametrize("took", [False, True])
@pytest.mark.parametrize("lost", ["POST", "DELETE"])
def test_a_recreation_survives_a_lost_answer(lost: str, took: bool) -> None:
    group = _group()
    left = [1]

    def before(seen: Seen) -> Answer | Exception | None:
        if seen.method != lost or not left:
            return None
        left.clear()
        if took and lost == "DELETE":
            group.devices.clear()
        if took and lost == "POST":
            group._create(seen.body)
        return requests.ConnectionError("reset")

    group.before = before
    _result, network = _done(group, **RECREATE)
    record = {**KEPT}
    del record["deviceName"]
    assert {key: group.devices["Desk 1"][key] for key in record} == record
    assert [write[2] for write in network.writes if write[0] == "POST"] == [KEPT] * (
        2 if lost == "POST" and not took else 1
    )


def _refusing_type(group: Group, status: int, restored: int = 201) -> None:
    """The server creates nothing of the new type, and what it was only with ``restored`` 201."""

    def before(seen: Seen) -> Answer | None:
        if seen.method == "POST" and seen.body["deviceType"] == "Other":
            return Answer({"details": "Unknown device type"}, status)
        if seen.method == "POST" and restored != 201:
            return Answer({"details": "disk full"}, restored)
        return None

    group.before = before


@pytest.mark.parametrize("status", [400, 500])
def test_a_device_that_can_not_be_recreated_comes_back_as_it_was(status: int) -> None:
    group = _group()
    _refusing_type(group, status)
    result, network = _failed(group, **RECREATE)
    assert "Unknown device type" in result["msg"]
    assert "created again as it was" in result["msg"]
    assert "former" not in result
    assert [write[0] for write in network.writes] == ["DELETE", "POST", "POST"]
    for key in ("deviceType", "serialNumber", "description", "macAddress", "port"):
        assert group.devices["Desk 1"][key] == HELD[key], key


def test_a_device_comes_back_with_the_password_that_is_known() -> None:
    group = Group(Desk_1=CUSTOM)
    _refusing_type(group, 400)
    _failed(group, password=SECRET, **RECREATE)
    assert (group.devices["Desk 1"]["userName"], group.devices["Desk 1"]["password"]) == ("desk1", SECRET)


def test_a_device_that_can_not_come_back_is_not_lost_without_a_trace() -> None:
    group = Group(Desk_1=CUSTOM)
    _refusing_type(group, 400, restored=500)
    result, _network = _failed(group, password=SECRET, **RECREATE)
    assert "could not be created again as it was" in result["msg"]
    former = result["former"]
    assert former["method"] == "POST"
    assert former["payload"]["deviceType"] == PHONE
    assert former["payload"]["serialNumber"] == "SN-1"
    assert former["payload"]["userName"] == "desk1"
    assert SECRET not in str(result)


def test_nothing_comes_back_that_was_never_deleted() -> None:
    group = _group()
    group.before = lambda seen: Answer({"details": "no"}, 400) if seen.method == "DELETE" else None
    result, network = _failed(group, **RECREATE)
    assert [write[0] for write in network.writes] == ["DELETE"]
    assert "created again" not in result["msg"]


def test_a_device_comes_back_when_the_server_can_not_be_read_after_a_lost_answer() -> None:
    """The deletion took, its answer and the reading after it were lost: then the device is created as it was, once it can be."""
    group = _group()
    failures: list[Answer | Exception] = []

    def before(seen: Seen) -> Answer | Exception | None:
        if seen.method == "DELETE":
            group.devices.clear()
            failures.append(Answer({"details": "maintenance"}, 403))
            return requests.ConnectionError("reset")
        return failures.pop() if failures else None

    group.before = before
    result, _network = _failed(group, **RECREATE)
    assert "created again as it was" in result["msg"]
    assert group.devices["Desk 1"]["deviceType"] == PHONE


def test_an_ordinary_failure_creates_nothing() -> None:
    group = Group()
    group.before = lambda seen: Answer({"details": "no"}, 400) if seen.method == "POST" else None
    _result, network = _failed(group, device_type=PHONE)
    assert len(network.writes) == 1


def test_a_deletion_that_did_not_take_is_found_out_before_it_is_repeated() -> None:
    group = _group()
    group.before = lambda seen: Answer("") if seen.method == "DELETE" else None
    result, network = _failed(group, **RECREATE)
    assert result["error"]["kind"] == "verify"
    assert [write[0] for write in network.writes] == ["DELETE", "POST"]


def test_reading_back_what_did_not_take() -> None:
    group = _group()
    group.before = lambda seen: Answer("") if seen.method == "PUT" else None
    result, _network = _failed(group, description="New")
    assert result["error"]["kind"] == "verify"
    assert "description (asked 'New', the device holds 'Desk')" in result["msg"]
    assert _done(group, description="New", verify=False)[0]["changed"] is True
