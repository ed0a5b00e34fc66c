# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CWMP faults: the codes of a CPE (cwmp-1-2.xsd, CPEFaultCodeType) and how a fault reads as text."""

from __future__ import annotations

from dataclasses import dataclass

FAULT_STRINGS: dict[int, str] = {
    9000: "Method not supported",
    9001: "Request denied",
    9002: "Internal error",
    9003: "Invalid arguments",
    9004: "Resources exceeded",
    9005: "Invalid parameter name",
    9006: "Invalid parameter type",
    9007: "Invalid parameter value",
    9008: "Attempt to set a non-writable parameter",
    9009: "Notification request rejected",
    9010: "File transfer failure",
    9011: "Upload failure",
    9012: "File transfer server authentication failure",
    9013: "Unsupported protocol for file transfer",
    9014: "File transfer failure: unable to join multicast group",
    9015: "File transfer failure: unable to contact file server",
    9016: "File transfer failure: unable to access file",
    9017: "File transfer failure: unable to complete download",
    9018: "File transfer failure: file corrupted or otherwise unusable",
    9019: "File transfer failure: file authentication failure",
    9020: "File transfer failure: unable to complete download within specified time windows",
    9021: "Cancelation of file transfer not permitted in current transfer state",
    9022: "Invalid UUID format",
    9023: "Unknown execution environment",
    9024: "Disabled execution environment",
    9025: "Deployment unit to execution environment mismatch",
    9026: "Duplicate deployment unit",
    9027: "System resources exceeded",
    9028: "Unknown deployment unit",
    9029: "Invalid deployment unit state",
    9030: "Invalid deployment unit update: downgrade not permitted",
    9031: "Invalid deployment unit update: version not specified",
    9032: "Invalid deployment unit update: version already exists",
}


@dataclass(frozen=True)
class ParameterFault:
    """One SetParameterValuesFault of TR-069 A.3.2.1: the parameter's full name, and its own code."""

    name: str
    code: int

    @property
    def text(self) -> str:
        """The fault's FaultString."""
        return FAULT_STRINGS[self.code]


class CwmpFault(Exception):
    """A CPE answers a method with a fault: ``code`` of 9000-9032, with one entry a parameter for SetParameterValues."""

    def __init__(self, code: int, detail: str = "", parameters: tuple[ParameterFault, ...] = ()) -> None:
        self.code = code
        self.fault_string = f"{FAULT_STRINGS[code]}: {detail}" if detail else FAULT_STRINGS[code]
        self.parameters = parameters
        super().__init__(f"{code} {self.fault_string}")

    def body(self) -> dict[str, object]:
        """The fault as the body of a raw CWMP message: codes as integers, the list only where there is one."""
        body: dict[str, object] = {"FaultCode": self.code, "FaultString": self.fault_string}
        if self.parameters:
            body["SetParameterValuesFault"] = [
                {"ParameterName": fault.name, "FaultCode": fault.code, "FaultString": fault.text}
                for fault in self.parameters
            ]
        return body

    def plain_text(self) -> str:
        """One sentence: the code, the fault string, and each SetParameterValuesFault."""
        text = f"CWMP fault {self.code}: {self.fault_string}"
        if self.parameters:
            each = "; ".join(f"{fault.name}: {fault.code} {fault.text}" for fault in self.parameters)
            text = f"{text} (SetParameterValuesFault: {each})"
        return text

    def dict_text(self) -> str:
        """The form that Axiros' ACS puts into ``message``: a Python dict literal with ``faultcode``."""
        detail = {key: self._as_text(value) for key, value in self.body().items()}
        return str({"faultcode": "Client", "faultstring": "CWMP fault", "detail": {"Fault": detail}})

    @staticmethod
    def _as_text(value: object) -> object:
        if isinstance(value, list):
            return [{key: str(item) for key, item in entry.items()} for entry in value]
        return str(value)
