# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Helpers of the tests of the simulated DMS: calls without sockets."""

from __future__ import annotations

import base64
from typing import Any

from tests.lab.core.message import Request, Response
from tests.lab.dms import DmsServer

DEVICE = "DMS_DEVICE"
TR181_DEVICE = "CPE000003"
MANAGEMENT = "InternetGatewayDevice.ManagementServer."
INTERVAL = f"{MANAGEMENT}PeriodicInformInterval"
ENABLE = f"{MANAGEMENT}PeriodicInformEnable"
PPP = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection."
SSID = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID"


def authorization(user: str = "admin", password: str = "lab-dms-pw1") -> dict[str, str]:
    """The header of Basic authentication."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def post(dms: DmsServer, method: str, body: Any, **headers: str) -> Response:
    """POST a body to a method."""
    return dms.handle(
        Request.build("POST", f"/v1/method/{method}", json_body=body, headers={**authorization(), **headers})
    )


def get(dms: DmsServer, target: str) -> Response:
    """GET a target (path and query)."""
    return dms.handle(Request.build("GET", target, headers=authorization()))


def call(
    dms: DmsServer,
    method: str,
    parameters: Any = None,
    *,
    cpe_id: str = DEVICE,
    search: dict[str, Any] | None = None,
    **command: Any,
) -> Response:
    """Call a method for one CPE, or for what ``search`` finds; ``command`` are the command_options."""
    body: dict[str, Any] = {"search_options": {"cpe_id": cpe_id} if search is None else search}
    if command:
        body["command_options"] = {name.removesuffix("_"): value for name, value in command.items()}
    if parameters is not None:
        body["parameters"] = parameters
    return post(dms, method, body)


def details(response: Response) -> dict[str, Any]:
    """The details of a scenario that succeeded, as a mapping."""
    assert response.status == 200, response.body
    result = response.json()["result"]
    assert (result["code"], result["message"]) == (200, "Scenario was finished"), result
    return {pair["key"]: pair["value"] for pair in result["details"]}


def error(response: Response, status: int = 500) -> str:
    """The text of an error in the documented form."""
    assert response.status == status, response.body
    content = response.json()
    assert list(content) == ["error"]
    return str(content["error"])


def read(dms: DmsServer, *names: str, cpe_id: str = DEVICE) -> dict[str, Any]:
    """The values that GetParameterValues gives."""
    return details(call(dms, "GetParameterValues", list(names), cpe_id=cpe_id))


def value(dms: DmsServer, name: str, cpe_id: str = DEVICE) -> Any:
    """The value of one parameter."""
    return read(dms, name, cpe_id=cpe_id)[name]


def item(name: str, new: Any, type_: str | None = None) -> dict[str, Any]:
    """One entry of SetParameterValues."""
    return {"Name": name, "Value": new} | ({} if type_ is None else {"Type": type_})


def write(dms: DmsServer, *items: dict[str, Any], cpe_id: str = DEVICE, **command: Any) -> Response:
    """Call SetParameterValues."""
    return call(dms, "SetParameterValues", list(items), cpe_id=cpe_id, **command)


def add_object(dms: DmsServer, name: str, cpe_id: str = DEVICE) -> int:
    """Call AddObject; the number of the new instance."""
    arguments = {"ObjectName": name, "ParameterKey": ""}
    return int(details(call(dms, "AddObject", arguments, cpe_id=cpe_id))["InstanceNumber"])


def delete_object(dms: DmsServer, name: str) -> Response:
    """Call DeleteObject."""
    return call(dms, "DeleteObject", {"ObjectName": name, "ParameterKey": ""})


def listing(dms: DmsServer, expression: str = ".*", query: str = "") -> list[dict[str, Any]]:
    """The records that the storage service gives."""
    response = get(dms, f"/v1/dyn/CpeDbService/{expression}{query}")
    assert response.status == 200, response.body
    envelope = response.json()
    assert (envelope["code"], envelope["message"]) == (200, "response from CpeDbService")
    return list(envelope["details"])
