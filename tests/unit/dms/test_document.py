# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The exchanges of the DMS NBI document that these modules use, word for word."""

from __future__ import annotations

from typing import Any

from ansible_collections.telco.cpe.plugins.modules.dms_info import RESOURCE as INFO
from ansible_collections.telco.cpe.plugins.modules.dms_parameter_values import RESOURCE as VALUES

from .support import run_with

M = "InternetGatewayDevice.ManagementServer."
CPE = {"cpe_id": "DMS_DEVICE"}
HELD: dict[str, Any] = {
    "ConnReqAllowedJabberIDs": "",
    "ConnReqXMPPConnection": "",
    "ConnectionRequestPassword": "",
    "ConnectionRequestURL": "http://cpe-emulator:8082/CPE/dms/ACSURL/http%3A//edgeproxy%3A7547/TR69/DMS_DEVICE",
    "ConnectionRequestUsername": "XsTI2F",
    "ManageableDeviceNotificationLimit": 15,
    "ManageableDeviceNumberOfEntries": 0,
    "ParameterKey": "",
    "Password": "",
    "PeriodicInformEnable": True,
    "PeriodicInformInterval": 86400,
    "PeriodicInformTime": [1, 1, 1, 0, 0, 0],
    "URL": "http://edgeproxy:7547",
    "UpgradesManaged": False,
    "Username": "usr0p3nf1b3r",
}
SMART_DETAILS = [
    {"key": "code", "value": 200},
    {"key": "message", "value": "Success"},
    {
        "key": "applied_params",
        "value": [
            {
                "param": {
                    "ParameterKey": "Update parameters",
                    "ParameterList": [{"Name": M + "PeriodicInformEnable", "Value": 1, "Type": "None"}],
                },
                "message": "SPV response with status 1",
                "lastResult": [
                    {
                        "methodName": "SetParameterValuesResponse",
                        "is_response": True,
                        "body": {"Status": 1},
                        "ID": "069b409f-2f1c-4f41-b720-eaab3e28a0eb",
                        "cwmpVersion": "",
                        "namespace": "",
                    }
                ],
            }
        ],
    },
    {"key": "failed_params", "value": []},
]


def finished(details: Any) -> dict[str, Any]:
    return {"result": {"code": 200, "message": "Scenario was finished", "details": details}}


def listed(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"key": M + name, "value": value} for name, value in values.items()]


def test_get_parameter_values() -> None:
    found, transport = run_with(INFO, lambda *asked: finished(listed(HELD)), search_options=CPE, parameters=[M])
    assert transport.sent == [
        (
            "POST",
            "v1/method/GetParameterValues",
            {"search_options": CPE, "command_options": {}, "parameters": ["InternetGatewayDevice.ManagementServer."]},
        )
    ]
    assert found["dms"]["values"] == {M + name: value for name, value in HELD.items()}


def test_get_parameter_attributes() -> None:
    details = listed({name: {"Notification": 0, "AccessList": None} for name in HELD})
    found, transport = run_with(
        INFO, lambda *asked: finished(details), gather=["attributes"], search_options=CPE, parameters=[M]
    )
    assert transport.sent[0][1:] == (
        "v1/method/GetParameterAttributes",
        {"search_options": CPE, "command_options": {}, "parameters": ["InternetGatewayDevice.ManagementServer."]},
    )
    assert found["dms"]["attributes"] == {M + name: {"notification": 0, "access_list": []} for name in HELD}


def test_set_parameter_values() -> None:
    def answer(_method: str, path: str, body: Any) -> Any:
        if path.endswith("GetParameterValues"):
            return finished(listed({"ParameterKey": ""}))
        return finished([{"key": "Status", "value": 1}])

    found, transport = run_with(
        VALUES, answer, search_options=CPE, parameters=[{"name": M + "ParameterKey", "value": "test"}]
    )
    assert transport.sent[1] == (
        "POST",
        "v1/method/SetParameterValues",
        {
            "search_options": CPE,
            "command_options": {},
            "parameters": [{"Name": M + "ParameterKey", "Value": "test", "Type": "string"}],
        },
    )
    assert (found["status"], found["pending"]) == (1, True)


def test_smart_spv() -> None:
    held = {"PeriodicInformEnable": 0}

    def answer(_method: str, path: str, body: Any) -> Any:
        if path.endswith("GetParameterValues"):
            return finished(listed(held))
        held["PeriodicInformEnable"] = 1
        return finished(SMART_DETAILS)

    found, transport = run_with(
        VALUES,
        answer,
        search_options=CPE,
        command_options={"async": False, "timeout": 300, "multiple": False, "no_cnr": False},
        method="smart",
        parameters=[{"name": M + "PeriodicInformEnable", "value": 1}],
    )
    assert transport.sent[1] == (
        "POST",
        "v1/method/SmartSPV",
        {
            "search_options": CPE,
            "command_options": {"async": False, "timeout": 300, "multiple": False, "no_cnr": False},
            "parameters": [{"Name": M + "PeriodicInformEnable", "Value": 1}],
        },
    )
    assert transport.timeouts == [330, 330, 330]
    assert (found["changed"], found["status"], found["method"]) == (True, 1, "SmartSPV")
