# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SmartSPV on simulated CPEs: one by one, booleans as integers where necessary, success in part."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.dms import DmsServer
from tests.unit.lab.dms_support import DEVICE, ENABLE, INTERVAL, SSID, call, details, item, value

SERIAL = "InternetGatewayDevice.DeviceInfo.SerialNumber"


@pytest.fixture
def dms() -> DmsServer:
    """A DMS as built."""
    return DmsServer("dms")


def smart(dms: DmsServer, *items: dict[str, Any]) -> dict[str, Any]:
    """Call SmartSPV; its details."""
    return details(call(dms, "SmartSPV", list(items)))


def names(outcomes: list[dict[str, Any]]) -> list[str]:
    """The parameters that a list of outcomes is about."""
    return [entry["Name"] for outcome in outcomes for entry in outcome["param"]["ParameterList"]]


def test_one_outcome_a_parameter_in_the_order_of_the_request(dms: DmsServer) -> None:
    found = smart(dms, item(SSID, "home"), item(INTERVAL, 300, "unsignedInt"))
    assert (found["code"], found["message"]) == (200, "Success")
    assert names(found["applied_params"]) == [SSID, INTERVAL]
    assert [len(outcome["param"]["ParameterList"]) for outcome in found["applied_params"]] == [1, 1]
    assert found["applied_params"][1]["param"]["ParameterList"][0]["Type"] == "unsignedInt"
    assert value(dms, INTERVAL) == 300


def test_the_status_of_the_cpe_is_told(dms: DmsServer) -> None:
    dms.set_options({"spv_status": 0})
    (outcome,) = smart(dms, item(INTERVAL, 300))["applied_params"]
    assert outcome["message"] == "SPV response with status 0"
    assert outcome["lastResult"][0]["body"] == {"Status": 0}


def test_partial_success_applies_the_rest(dms: DmsServer) -> None:
    found = smart(dms, item(SERIAL, "x"), item(INTERVAL, 300), item(SSID, "x" * 33))
    assert (found["code"], found["message"]) == (500, "Some parameters were not applied")
    assert names(found["applied_params"]) == [INTERVAL]
    assert names(found["failed_params"]) == [SERIAL, SSID]
    first = found["failed_params"][0]
    assert f"{SERIAL}: 9008" in first["message"]
    assert first["lastResult"][0]["methodName"] == "Fault"
    (fault,) = first["lastResult"][0]["body"]["SetParameterValuesFault"]
    assert (fault["ParameterName"], fault["FaultCode"]) == (SERIAL, 9008)
    assert value(dms, INTERVAL) == 300


def test_total_failure(dms: DmsServer) -> None:
    found = smart(dms, item(SERIAL, "x"))
    assert (found["code"], found["message"], found["applied_params"]) == (500, "Failed", [])
    assert dms.snapshot() == {}


def test_success_that_hides_failures(dms: DmsServer) -> None:
    dms.set_options({"smart_hides_failures": True})
    found = smart(dms, item(SERIAL, "x"))
    assert (found["code"], found["message"]) == (200, "Success")
    assert names(found["failed_params"]) == [SERIAL]


def test_a_boolean_is_sent_as_given_first(dms: DmsServer) -> None:
    (outcome,) = smart(dms, item(ENABLE, False, "boolean"))["applied_params"]
    assert outcome["param"]["ParameterList"] == [{"Name": ENABLE, "Value": False, "Type": "boolean"}]


def test_a_refused_boolean_becomes_an_integer(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, boolean_quirk=True)
    (outcome,) = smart(dms, item(ENABLE, False, "boolean"))["applied_params"]
    (shown,) = outcome["param"]["ParameterList"]
    assert shown["Value"] == 0
    assert shown["Value"] is not False
    assert value(dms, ENABLE) is False


def test_a_write_that_does_not_take_looks_applied(dms: DmsServer) -> None:
    dms.set_options({"silently_ignores": [SSID]})
    assert names(smart(dms, item(SSID, "home"))["applied_params"]) == [SSID]
    assert value(dms, SSID) != "home"
