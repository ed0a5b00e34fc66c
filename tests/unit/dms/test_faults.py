# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Failures are told apart, in whatever form a DMS words them."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, Busy, CpeError, ServerError
from ansible_collections.telco.cpe.plugins.module_utils._dms import cwmp, errors, faults
from ansible_collections.telco.cpe.plugins.module_utils._dms.errors import ParameterFault

NAME = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"
OTHER = "InternetGatewayDevice.ManagementServer.URL"
FAULT = {
    "FaultCode": "9003",
    "FaultString": "Invalid arguments",
    "SetParameterValuesFault": [
        {"ParameterName": NAME, "FaultCode": "9007", "FaultString": "too small"},
        {"ParameterName": OTHER, "FaultCode": 9008, "FaultString": "read-only"},
    ],
}
BOTH = (ParameterFault(NAME, 9007, "too small"), ParameterFault(OTHER, 9008, "read-only"))
XML = (
    "<cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString>"
    f"<SetParameterValuesFault><ParameterName>{NAME}</ParameterName><FaultCode>9007</FaultCode>"
    "<FaultString>too small</FaultString></SetParameterValuesFault>"
    f"<SetParameterValuesFault><ParameterName>{OTHER}</ParameterName><FaultCode>9008</FaultCode>"
    "<FaultString>read-only</FaultString></SetParameterValuesFault></cwmp:Fault>"
)


@pytest.mark.parametrize(
    "places",
    [
        (f"Scenario failed: {{'faultcode': 'Client', 'faultstring': 'CWMP fault', 'detail': {{'Fault': {FAULT!r}}}}}",),
        ("Scenario failed", [{"key": "data", "value": [{"methodName": "Fault", "body": FAULT}]}]),
        ("Scenario failed", [{"key": name, "value": value} for name, value in FAULT.items()]),
        ("", {"Fault": FAULT}),
        (XML,),
        (f"CWMP fault 9003: Invalid arguments ({NAME}: 9007 too small; {OTHER}: 9008 read-only)",),
        (f"fault 9003, {NAME} (9007 too small), {OTHER} (9008 read-only)",),
    ],
)
def test_every_form_names_the_fault_and_its_parameters(places: tuple[Any, ...]) -> None:
    fault = faults.find(*places)
    assert fault is not None
    assert fault.code == 9003
    assert fault.parameters == BOTH


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CWMP fault 9001: Request denied", 9001),
        ("cwmp.9002", 9002),
        ("9004: Resources exceeded", 9004),
        ("error (9000)", 9000),
        ("FaultCode=9810 vendor's own", 9810),
        ("fault_code: '8005'", 8005),
        ("SOAP fault: Client, faultcode 9032", 9032),
    ],
)
def test_a_code_in_a_sentence(text: str, code: int) -> None:
    fault = faults.find(text)
    assert fault is not None
    assert (fault.code, fault.parameters) == (code, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Scenario was finished",
        "no route to 10.0.0.1:9003",
        "CPE DEV-9005 is offline",
        "serial 90050000",
        "see https://acs.example.com/9003",
        "took 9.003 s",
        "9100 records",
        "fault 9033",
        "version 9003.1",
    ],
)
def test_other_numbers_are_no_faults(text: str) -> None:
    assert faults.find(text) is None


def test_the_one_parameter_of_a_read() -> None:
    fault = faults.find(f"CWMP fault 9005: Invalid parameter name: {NAME}")
    assert fault is not None
    assert fault.parameters == (ParameterFault(NAME, 9005, ""),)


@pytest.mark.parametrize("code", sorted(cwmp.FAULTS))
def test_every_code_has_a_meaning_and_becomes_an_error(code: int) -> None:
    error = faults.failure(code, "Scenario failed")
    assert isinstance(error, errors.CwmpFault)
    assert error.code == code
    assert cwmp.meaning(code) in error.text()
    assert isinstance(error, Busy) is (code in {9001, 9002, 9004, 9015, 9016, 9017})


def test_the_table_of_faults_is_complete() -> None:
    assert set(range(9000, 9033)) | set(range(8000, 8006)) == set(cwmp.FAULTS)
    assert cwmp.is_fault_code(9899)
    assert not cwmp.is_fault_code(9033)
    assert not cwmp.is_fault_code(True)


@pytest.mark.parametrize(
    ("code", "message", "status", "kind"),
    [
        (400, "Connection Request failed", None, errors.ConnectionRequestFailed),
        (None, "CNR was not answered", 500, errors.ConnectionRequestFailed),
        (504, "Connection request timed out", None, errors.ConnectionRequestFailed),
        (500, "Device is offline", None, errors.CpeOffline),
        (None, "CPE is not reachable", 500, errors.CpeOffline),
        (500, "The CPE did not respond", None, errors.CpeOffline),
        (404, "No CPE found", None, errors.CpeNotFound),
        (None, "CPE with cpe_id X was not found", 400, errors.CpeNotFound),
        (None, "Can't find device", 500, errors.CpeNotFound),
        (404, "nothing here", None, errors.CpeNotFound),
        (409, "Multiple CPEs found", None, errors.SeveralFound),
        (None, "More than one device matches", 400, errors.SeveralFound),
        (None, "12 CPEs found, expected one", 500, errors.SeveralFound),
        (204, "Polling time is over", None, errors.ScenarioTimeout),
        (500, "Scenario timeout", None, errors.ScenarioTimeout),
        (408, "", None, errors.ScenarioTimeout),
        (500, "unexpected", None, errors.ScenarioFailed),
        (500, f"Parameter {NAME} not found", None, errors.ScenarioFailed),
        (None, "unexpected", 500, ServerError),
        (None, "bad body", 400, ApiFailure),
    ],
)
def test_outcomes_are_told_apart(code: Any, message: str, status: int | None, kind: type[CpeError]) -> None:
    error = faults.failure(code, message, http_status=status)
    assert type(error) is kind
    assert message in error.text()


def test_offline_cpes_are_no_unreachable_hosts() -> None:
    """The DMS has answered: a loop over many CPEs on one host must not lose that host."""
    outcome = faults.failure(500, "Device is offline").as_result()
    assert outcome["failed"] is True
    assert "unreachable" not in outcome
    assert outcome["error"]["kind"] == "cpe_offline"


def test_each_outcome_has_a_kind_of_its_own() -> None:
    kinds = [
        errors.CwmpFault,
        errors.CpeOffline,
        errors.ConnectionRequestFailed,
        errors.ScenarioTimeout,
        errors.ScenarioFailed,
        errors.CpeNotFound,
        errors.SeveralFound,
        errors.PartialSuccess,
    ]
    assert len({kind.kind for kind in kinds}) == len(kinds)


def test_the_message_of_a_fault() -> None:
    error = faults.failure(500, f"fault: {FAULT!r}")
    assert f"{NAME} (9007 invalid parameter value, 'too small')" in error.text()
    assert error.as_result()["faults"][1] == {
        "parameter": OTHER,
        "code": 9008,
        "meaning": "non-writable parameter",
        "message": "read-only",
    }
