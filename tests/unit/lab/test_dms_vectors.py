# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The 13 recorded exchanges of the DMS northbound API document, against the simulated DMS.

The requests are compared in length too (python-requests sends json.dumps' default form; only that of SmartSPV was
edited for the page), the answers byte for byte but for the random ID of a message (only that of GetParameterValues was
edited: the page says 1412 bytes, its content has 1406).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.lab.core.message import Response
from tests.lab.dms import DmsServer
from tests.unit.lab.dms_support import MANAGEMENT, PPP, add_object, post

DEVICE = {"cpe_id": "DMS_DEVICE"}
ID = "an ID"
NAMES = [
    "ConnReqAllowedJabberIDs",
    "ConnReqXMPPConnection",
    "ConnectionRequestPassword",
    "ConnectionRequestURL",
    "ConnectionRequestUsername",
    "ManageableDeviceNotificationLimit",
    "ManageableDeviceNumberOfEntries",
    "ParameterKey",
    "Password",
    "PeriodicInformEnable",
    "PeriodicInformInterval",
    "PeriodicInformTime",
    "URL",
    "UpgradesManaged",
    "Username",
]
VALUES: list[Any] = [
    "",
    "",
    "",
    "http://cpe-emulator:8082/CPE/dms/ACSURL/http%3A//edgeproxy%3A7547/TR69/DMS_DEVICE",
    "XsTI2F",
    15,
    0,
    "",
    "",
    True,
    86400,
    [1, 1, 1, 0, 0, 0],
    "http://edgeproxy:7547",
    False,
    "usr0p3nf1b3r",
]


def finished(*details: tuple[str, Any]) -> dict[str, Any]:
    """The answer of a scenario, its keys in the document's order."""
    pairs = [{"key": key, "value": value} for key, value in details]
    return {"result": {"code": 200, "message": "Scenario was finished", "details": pairs}}


def message(method_name: str, **body: Any) -> list[dict[str, Any]]:
    """A raw CWMP message in an answer."""
    return [
        {
            "methodName": method_name,
            "is_response": True,
            "body": body,
            "ID": ID,
            "cwmpVersion": "",
            "namespace": "",
        }
    ]


def nothing(dms: DmsServer) -> None:
    """The DMS as built."""


def with_second_ppp_connection(dms: DmsServer) -> None:
    """The document's emulator had a WANPPPConnection.2 before it was deleted."""
    assert add_object(dms, PPP) == 2


@dataclass(frozen=True)
class Exchange:
    """A request and its answer; lengths are the Content-Length headers of the page, None where it was edited."""

    method: str
    request: dict[str, Any]
    request_length: int | None
    answer: dict[str, Any]
    answer_length: int | None
    prepare: Callable[[DmsServer], None] = nothing


def scenario(parameters: Any) -> dict[str, Any]:
    """A request body in the document's order of keys."""
    return {"search_options": DEVICE, "command_options": {}, "parameters": parameters}


EXCHANGES = [
    Exchange(
        "GetParameterValues",
        scenario([MANAGEMENT]),
        126,
        finished(*((MANAGEMENT + name, value) for name, value in zip(NAMES, VALUES, strict=True))),
        None,
    ),
    Exchange(
        "SetParameterAttributes",
        scenario(
            [
                {
                    "AccessList": [],
                    "Notification": 1,
                    "NotificationChange": True,
                    "Name": f"{MANAGEMENT}PeriodicInformInterval",
                    "AccessListChange": False,
                }
            ]
        ),
        250,
        finished(("data", message("SetParameterAttributesResponse"))),
        247,
    ),
    Exchange(
        "ChangeDUState",
        scenario(
            {
                "Operations": {
                    "Update": [
                        {"URL": "http://your.url.com", "Username": "", "Password": "", "Version": "", "UUID": ""}
                    ],
                    "Install": [
                        {
                            "URL": "http://your.url.com",
                            "Username": "",
                            "Password": "",
                            "UUID": "",
                            "ExecutionEnvRef": "",
                        }
                    ],
                    "Uninstall": [{"Version": "sss", "UUID": "", "ExecutionEnvRef": ""}],
                },
                "CommandKey": "",
            }
        ),
        402,
        finished(("data", message("ChangeDUStateResponse"))),
        238,
    ),
    Exchange("FactoryReset", scenario({}), 85, finished(("data", message("FactoryResetResponse"))), 237),
    Exchange(
        "GetResult",
        {"env_id": "00000-OOOOOOO-0000000-OOOOOOO", "timeout": 5},
        57,
        {"result": {"code": 204, "message": "Polling time is over"}},
        56,
    ),
    Exchange(
        "DeleteObject",
        scenario({"ObjectName": f"{PPP}2.", "ParameterKey": ""}),
        196,
        finished(("Status", 0)),
        96,
        with_second_ppp_connection,
    ),
    Exchange(
        "AddObject",
        scenario({"ObjectName": PPP, "ParameterKey": ""}),
        194,
        finished(("InstanceNumber", 2), ("Status", 0)),
        131,
    ),
    Exchange(
        "ScheduleDownload",
        scenario(
            {
                "Username": "",
                "URL": "http://your.url.com",
                "TargetFileName": "",
                "FileType": "1 Firmware Upgrade Image",
                "FileSize": 200,
                "TimeWindowList": [
                    {
                        "WindowMode": "1 At Any Time",
                        "WindowEnd": 0,
                        "WindowStart": 0,
                        "MaxRetries": -1,
                        "UserMessage": "",
                    }
                ],
                "Password": "",
                "CommandKey": "",
            }
        ),
        366,
        finished(
            (
                "data",
                message(
                    "DownloadResponse", Status=1, StartTime="0001-01-01T00:00:00Z", CompleteTime="0001-01-01T00:00:00Z"
                ),
            )
        ),
        316,
    ),
    Exchange("Reboot", scenario("RebootByDMS"), 96, finished(("data", message("RebootResponse"))), 231),
    Exchange(
        "SetParameterValues",
        scenario([{"Name": f"{MANAGEMENT}ParameterKey", "Value": "test", "Type": "string"}]),
        183,
        finished(("Status", 1)),
        96,
    ),
    Exchange(
        "SmartSPV",
        {
            "search_options": DEVICE,
            "command_options": {"async": False, "timeout": 300, "multiple": False, "no_cnr": False},
            "parameters": [{"Name": f"{MANAGEMENT}PeriodicInformEnable", "Value": 1}],
        },
        None,
        finished(
            ("code", 200),
            ("message", "Success"),
            (
                "applied_params",
                [
                    {
                        "param": {
                            "ParameterKey": "Update parameters",
                            "ParameterList": [
                                {"Name": f"{MANAGEMENT}PeriodicInformEnable", "Value": 1, "Type": "None"}
                            ],
                        },
                        "message": "SPV response with status 1",
                        "lastResult": message("SetParameterValuesResponse", Status=1),
                    }
                ],
            ),
            ("failed_params", []),
        ),
        575,
    ),
    Exchange("CancelTransfer", scenario("CommandKey"), 95, finished(("data", message("CancelTransferResponse"))), 239),
    Exchange(
        "GetParameterAttributes",
        scenario([MANAGEMENT]),
        126,
        finished(*((MANAGEMENT + name, {"Notification": 0, "AccessList": None}) for name in NAMES)),
        1778,
    ),
]


def without_ids(response: Response) -> str:
    """The body as text, the ID of a message replaced once it is seen to be a random UUID."""

    def hide(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if "methodName" in found:
            assert uuid.UUID(found["ID"]).version == 4
            found["ID"] = ID
        return found

    return json.dumps(json.loads(response.body, object_pairs_hook=hide), separators=(",", ":"))


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange.method)
def test_recorded_exchange(exchange: Exchange) -> None:
    dms = DmsServer("dms")
    exchange.prepare(dms)
    response = post(dms, exchange.method, exchange.request)
    assert response.status == 200
    assert dict(response.headers)["Server"] == "openresty/1.21.4.1"
    assert without_ids(response) == json.dumps(exchange.answer, separators=(",", ":"))
    if exchange.answer_length is not None:
        assert len(response.body) == exchange.answer_length


@pytest.mark.parametrize(
    "exchange", [e for e in EXCHANGES if e.request_length is not None], ids=lambda exchange: exchange.method
)
def test_the_sample_is_as_long_as_on_the_wire(exchange: Exchange) -> None:
    assert len(json.dumps(exchange.request)) == exchange.request_length


def test_get_parameter_values_is_as_long_as_its_shown_content() -> None:
    assert len(post(DmsServer("dms"), "GetParameterValues", EXCHANGES[0].request).body) == 1406


def test_the_recorded_sequence_reuses_the_instance_number() -> None:
    """On the page, WANPPPConnection.2 is deleted and the next AddObject gives 2 again."""
    dms = DmsServer("dms", reuse_instance_numbers=True)
    with_second_ppp_connection(dms)
    by_method = {exchange.method: exchange for exchange in EXCHANGES}
    for method in ("DeleteObject", "AddObject"):
        exchange = by_method[method]
        assert post(dms, method, exchange.request).json() == exchange.answer


def test_a_wrong_login_is_denied_as_the_document_says() -> None:
    response = post(DmsServer("dms"), "GetParameterValues", EXCHANGES[0].request, Authorization="")
    assert (response.status, response.body) == (401, b"Error 401 Access Denied")
    assert response.header("WWW-Authenticate") == 'Basic realm="DMS"'
