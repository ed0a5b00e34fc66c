# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each method of the scenario service does with a CPE, and the ``details`` of its answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from tests.lab.dms.cpe import Cpe
from tests.lab.dms.cwmp import CwmpFault
from tests.lab.dms.transfers import NO_TIME

Details = list[dict[str, Any]]

SMART_PARAMETER_KEY = "Update parameters"


def pairs(values: dict[str, Any]) -> Details:
    """A mapping as DMS shows it: a list of ``key`` and ``value``."""
    return [{"key": key, "value": value} for key, value in values.items()]


def message(method_name: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    """A raw CWMP message as DMS shows it (DMS northbound API, example of SetParameterAttributes)."""
    return [
        {
            "methodName": method_name,
            "is_response": True,
            "body": body,
            "ID": str(uuid.uuid4()),
            "cwmpVersion": "",
            "namespace": "",
        }
    ]


def _raw(method_name: str, body: dict[str, Any] | None = None) -> Details:
    return pairs({"data": message(f"{method_name}Response", body or {})})


def _get_parameter_values(cpe: Cpe, names: Any) -> Details:
    return pairs(cpe.get_parameter_values(names))


def _set_parameter_values(cpe: Cpe, items: Any) -> Details:
    return pairs({"Status": cpe.set_parameter_values(items, "")})


def _smart_spv(cpe: Cpe, items: Any) -> Details:
    """SetParameterValues one by one; a boolean that is refused is tried again as an integer."""
    applied: list[dict[str, Any]] = []
    failed: list[dict[str, Any]] = []
    for item in items:
        shown, text, last = _smart_item(cpe, item)
        outcome = {
            "param": {"ParameterKey": SMART_PARAMETER_KEY, "ParameterList": [shown]},
            "message": text,
            "lastResult": last,
        }
        (failed if last[0]["methodName"] == "Fault" else applied).append(outcome)
    good = not failed or cpe.option("smart_hides_failures")
    return pairs(
        {
            "code": 200 if good else 500,
            "message": "Success" if good else "Some parameters were not applied" if applied else "Failed",
            "applied_params": applied,
            "failed_params": failed,
        }
    )


def _smart_item(cpe: Cpe, item: dict[str, Any]) -> tuple[dict[str, Any], str, list[dict[str, Any]]]:
    tries = [item]
    if isinstance(item["Value"], bool):
        tries.append({**item, "Value": int(item["Value"])})
    fault: CwmpFault | None = None
    for tried in tries:
        try:
            status = cpe.set_parameter_values([tried], SMART_PARAMETER_KEY)
        except CwmpFault as refused:
            fault = refused
            continue
        last = message("SetParameterValuesResponse", {"Status": status})
        return _shown(tried), f"SPV response with status {status}", last
    assert fault is not None
    return _shown(tries[-1]), fault.plain_text(), message("Fault", fault.body())


def _shown(item: dict[str, Any]) -> dict[str, Any]:
    return {"Name": item["Name"], "Value": item["Value"], "Type": item.get("Type", "None")}


def _get_parameter_attributes(cpe: Cpe, names: Any) -> Details:
    return pairs(cpe.get_parameter_attributes(names))


def _set_parameter_attributes(cpe: Cpe, items: Any) -> Details:
    cpe.set_parameter_attributes(items)
    return _raw("SetParameterAttributes")


def _add_object(cpe: Cpe, arguments: Any) -> Details:
    number, status = cpe.add_object(arguments["ObjectName"], arguments["ParameterKey"])
    return pairs({"InstanceNumber": number, "Status": status})


def _delete_object(cpe: Cpe, arguments: Any) -> Details:
    return pairs({"Status": cpe.delete_object(arguments["ObjectName"], arguments["ParameterKey"])})


def _schedule_download(cpe: Cpe, arguments: Any) -> Details:
    cpe.schedule_download(arguments)
    # The document's example answers ScheduleDownload with a DownloadResponse.
    return _raw("Download", {"Status": 1, "StartTime": NO_TIME, "CompleteTime": NO_TIME})


def _cancel_transfer(cpe: Cpe, command_key: Any) -> Details:
    cpe.cancel_transfer(command_key)
    return _raw("CancelTransfer")


def _change_du_state(cpe: Cpe, arguments: Any) -> Details:
    cpe.change_du_state(arguments["Operations"], arguments["CommandKey"])
    return _raw("ChangeDUState")


def _reboot(cpe: Cpe, description: Any) -> Details:
    cpe.reboot()
    return _raw("Reboot")


def _factory_reset(cpe: Cpe, parameters: Any) -> Details:
    cpe.factory_reset()
    return _raw("FactoryReset")


def _schedule_inform(cpe: Cpe, arguments: Any) -> Details:
    cpe.schedule_inform(arguments["DelaySeconds"], arguments["CommandKey"])
    return _raw("ScheduleInform")


_METHODS: dict[str, Callable[[Cpe, Any], Details]] = {
    "GetParameterValues": _get_parameter_values,
    "SetParameterValues": _set_parameter_values,
    "SmartSPV": _smart_spv,
    "GetParameterAttributes": _get_parameter_attributes,
    "SetParameterAttributes": _set_parameter_attributes,
    "AddObject": _add_object,
    "DeleteObject": _delete_object,
    "ScheduleDownload": _schedule_download,
    "CancelTransfer": _cancel_transfer,
    "ChangeDUState": _change_du_state,
    "Reboot": _reboot,
    "FactoryReset": _factory_reset,
    "ScheduleInform": _schedule_inform,
}


def run(method: str, cpe: Cpe, parameters: Any) -> Details:
    """Open a session with the CPE and call the method there; the details. Raises CwmpFault."""
    with cpe.session():
        cpe.require("SetParameterValues" if method == "SmartSPV" else method)
        return _METHODS[method](cpe, parameters)
