# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How strict the simulated DMS is about requests: authentication, routes, and bodies."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.lab.core.message import Request
from tests.lab.dms import DmsServer
from tests.unit.lab.dms_support import DEVICE, INTERVAL, MANAGEMENT, authorization, call, error, get, post

SEARCH = {"cpe_id": DEVICE}
WINDOW = {"WindowStart": 0, "WindowEnd": 0, "WindowMode": "1 At Any Time", "UserMessage": "", "MaxRetries": 0}
VALID: dict[str, Any] = {
    "GetParameterValues": [INTERVAL],
    "SetParameterValues": [{"Name": INTERVAL, "Value": 300, "Type": "unsignedInt"}],
    "SmartSPV": [{"Name": INTERVAL, "Value": 300}],
    "GetParameterAttributes": [MANAGEMENT],
    "SetParameterAttributes": [
        {
            "Name": INTERVAL,
            "NotificationChange": True,
            "Notification": 1,
            "AccessListChange": True,
            "AccessList": ["Subscriber"],
        }
    ],
    "AddObject": {"ObjectName": "InternetGatewayDevice.User.", "ParameterKey": ""},
    "DeleteObject": {"ObjectName": "InternetGatewayDevice.User.1.", "ParameterKey": ""},
    "ScheduleDownload": {
        "CommandKey": "",
        "FileType": "1 Firmware Upgrade Image",
        "URL": "http://files.example/fw-2.0.bin",
        "Username": "",
        "Password": "",
        "FileSize": 0,
        "TargetFileName": "",
        "TimeWindowList": [WINDOW],
    },
    "CancelTransfer": "key",
    "ChangeDUState": {
        "Operations": {
            "Install": [{"URL": "http://x/a", "UUID": "", "Username": "", "Password": "", "ExecutionEnvRef": ""}],
            "Update": [{"UUID": "", "Version": "", "URL": "http://x/a", "Username": "", "Password": ""}],
            "Uninstall": [{"UUID": "", "Version": "", "ExecutionEnvRef": ""}],
        },
        "CommandKey": "",
    },
    "Reboot": "by hand",
    "FactoryReset": {},
    "ScheduleInform": {"DelaySeconds": 5, "CommandKey": ""},
}


def body(method: str) -> dict[str, Any]:
    """A full valid body, safe to change."""
    return {"search_options": dict(SEARCH), "command_options": {}, "parameters": copy.deepcopy(VALID[method])}


@pytest.mark.parametrize("method", VALID)
def test_a_valid_body_is_accepted(method: str) -> None:
    response = post(DmsServer("dms"), method, body(method))
    assert response.status == 200
    assert response.json()["result"]["code"] == 200


@pytest.mark.parametrize("method", VALID)
def test_command_options_may_be_left_out(method: str) -> None:
    shorter = body(method)
    del shorter["command_options"]
    assert post(DmsServer("dms"), method, shorter).status == 200


def test_factory_reset_needs_no_parameters() -> None:
    assert call(DmsServer("dms"), "FactoryReset").status == 200


def _objects(value: Any) -> list[dict[str, Any]]:
    found = [value] if isinstance(value, dict) else []
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        found += _objects(child)
    return found


OBJECTS = [(method, number) for method in VALID for number in range(len(_objects(body(method))))]


@pytest.mark.parametrize(("method", "number"), OBJECTS)
def test_an_unknown_key_is_refused_at_every_level(method: str, number: int) -> None:
    spoiled = body(method)
    _objects(spoiled)[number]["extra"] = 1
    assert "unknown key 'extra'" in error(post(DmsServer("dms"), method, spoiled), 400)


MAY_MISS = {"cpe_id", "command_options", "Type", "Install", "Update", "Uninstall"}
KEYS = [
    (method, number, key)
    for method, number in OBJECTS
    for key in _objects(body(method))[number]
    if key not in MAY_MISS and (method, key) != ("FactoryReset", "parameters")
]


@pytest.mark.parametrize(("method", "number", "key"), KEYS)
def test_a_missing_key_is_refused(method: str, number: int, key: str) -> None:
    spoiled = body(method)
    del _objects(spoiled)[number][key]
    assert f"missing key '{key}'" in error(post(DmsServer("dms"), method, spoiled), 400)


TYPED = [
    (method, number, key)
    for method, number in OBJECTS
    for key in _objects(body(method))[number]
    if key != "Value"  # of any type
]


@pytest.mark.parametrize(("method", "number", "key"), TYPED)
@pytest.mark.parametrize("wrong", [None, 1.5, "5", 1, True, [1], {"a": 1}], ids=repr)
def test_a_value_of_another_type_is_refused(method: str, number: int, key: str, wrong: Any) -> None:
    spoiled = body(method)
    holder = _objects(spoiled)[number]
    if type(wrong) is type(holder[key]):
        wrong = [0] if isinstance(wrong, list) else 1.5
    holder[key] = wrong
    error(post(DmsServer("dms"), method, spoiled), 400)


@pytest.mark.parametrize("wrong", [None, {}, [], [1, 2, 3], [1, 1, 1, 0, 0, "0"], [1, 1, 1, 0, 0, True]], ids=repr)
@pytest.mark.parametrize("method", ["SetParameterValues", "SmartSPV"])
def test_a_parameter_value_is_a_scalar_or_six_integers(method: str, wrong: Any) -> None:
    error(call(DmsServer("dms"), method, [{"Name": INTERVAL, "Value": wrong}]), 400)


@pytest.mark.parametrize(
    "method",
    ["GetParameterValues", "SetParameterValues", "SmartSPV", "GetParameterAttributes", "SetParameterAttributes"],
)
def test_an_empty_list_of_parameters_is_refused(method: str) -> None:
    assert "at least one" in error(call(DmsServer("dms"), method, []), 400)


@pytest.mark.parametrize("name", ["async", "no_cnr", "multiple"])
def test_command_options_are_booleans(name: str) -> None:
    for wrong in (0, 1, "true", None):
        spoiled = body("Reboot") | {"command_options": {name: wrong}}
        error(post(DmsServer("dms"), "Reboot", spoiled), 400)


@pytest.mark.parametrize("wrong", [-1, 1.5, "5", True, None])
def test_a_timeout_is_a_number_of_seconds(wrong: Any) -> None:
    dms = DmsServer("dms")
    error(post(dms, "Reboot", body("Reboot") | {"command_options": {"timeout": wrong}}), 400)
    error(post(dms, "GetResult", {"env_id": "x", "timeout": wrong}), 400)


@pytest.mark.parametrize("spoiled", [{}, {"env_id": "x"}, {"timeout": 1}, {"env_id": 1, "timeout": 1}, []], ids=repr)
def test_get_result_takes_an_env_id_and_a_timeout(spoiled: Any) -> None:
    error(post(DmsServer("dms"), "GetResult", spoiled), 400)


def test_a_body_that_is_no_json_object_is_refused() -> None:
    dms = DmsServer("dms")
    for raw in (b"", b"{", b"null", b"[]", b'"x"'):
        headers = {**authorization(), "Content-Type": "application/json"}
        error(dms.handle(Request.build("POST", "/v1/method/Reboot", body=raw, headers=headers)), 400)


def test_the_body_has_to_be_declared_as_json() -> None:
    dms = DmsServer("dms")
    raw = json.dumps(body("Reboot")).encode()
    for content_type, status in (("application/json; charset=utf-8", 200), ("text/plain", 400), ("", 400)):
        headers = {**authorization(), "Content-Type": content_type}
        assert dms.handle(Request.build("POST", "/v1/method/Reboot", body=raw, headers=headers)).status == status


@pytest.mark.parametrize(
    "headers",
    [
        {},
        authorization(password="wrong"),
        authorization(user="other"),
        {"Authorization": "Basic"},
        {"Authorization": "Basic !!"},
        {"Authorization": "Basic /////w=="},
        {"Authorization": authorization()["Authorization"].replace("Basic", "Bearer")},
    ],
    ids=repr,
)
@pytest.mark.parametrize(
    "target", ["/v1/method/Reboot", "/v1/dyn/CpeDbService/.*", "/v1/doc/swagger.json", "/v1/doc", "/nowhere"]
)
def test_without_the_login_everything_is_denied(headers: dict[str, str], target: str) -> None:
    for method in ("GET", "POST"):
        response = DmsServer("dms").handle(Request.build(method, target, headers=headers))
        assert (response.status, response.body) == (401, b"Error 401 Access Denied")


def test_unknown_routes() -> None:
    dms = DmsServer("dms")
    for method in ("Download", "Upload", "GetParameterNames", "GetRPCMethods", "reboot", ""):
        error(post(dms, method, body("Reboot")), 404)
    error(get(dms, "/v1/method/Reboot"), 405)
    error(get(dms, "/v1/methods"), 404)
    error(post(dms, "../../method/Reboot", {}), 404)


def test_classify() -> None:
    dms = DmsServer("dms")
    kinds = {method: dms.classify(Request.build("POST", f"/v1/method/{method}")) for method in [*VALID, "GetResult"]}
    reading = {method for method, kind in kinds.items() if kind == "read"}
    assert reading == {"GetParameterValues", "GetParameterAttributes", "GetResult"}
    assert set(kinds.values()) == {"read", "write"}
    assert dms.classify(Request.build("GET", "/v1/dyn/CpeDbService/.*")) == "read"
    assert dms.classify(Request.build("DELETE", "/v1/dyn/CpeDbService/.*")) == "write"
    assert dms.classify(Request.build("POST", "/v1/dyn/CpeDbService/delete_objects")) == "write"


def test_a_refused_request_changes_nothing() -> None:
    dms = DmsServer("dms")
    good = {"Name": INTERVAL, "Value": 300}
    error(call(dms, "SetParameterValues", [good, {"Name": INTERVAL}]), 400)
    assert dms.snapshot() == {}
