# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

# Fault codes of CWMP (cwmp-1-2.xsd, CPEFaultCodeType; the ACS's own from 8000 on), with their meaning.
FAULTS = {
    8000: "method not supported by the ACS",
    8001: "request denied by the ACS",
    8002: "internal error of the ACS",
    8003: "invalid arguments to the ACS",
    8004: "resources exceeded at the ACS",
    8005: "the ACS asks to retry the request",
    9000: "method not supported",
    9001: "request denied",
    9002: "internal error",
    9003: "invalid arguments",
    9004: "resources exceeded",
    9005: "invalid parameter name",
    9006: "invalid parameter type",
    9007: "invalid parameter value",
    9008: "non-writable parameter",
    9009: "notification request rejected",
    9010: "file transfer failure",
    9011: "upload failure",
    9012: "file server authentication failure",
    9013: "unsupported file transfer protocol",
    9014: "file transfer failure: cannot join the multicast group",
    9015: "file transfer failure: cannot contact the file server",
    9016: "file transfer failure: cannot access the file",
    9017: "file transfer failure: cannot complete the download",
    9018: "file transfer failure: file corrupted",
    9019: "file transfer failure: file authentication failure",
    9020: "file transfer failure: not within the time windows",
    9021: "cancellation of the file transfer not permitted in its present state",
    9022: "invalid UUID format",
    9023: "unknown execution environment",
    9024: "disabled execution environment",
    9025: "deployment unit to execution environment mismatch",
    9026: "duplicate deployment unit",
    9027: "system resources exceeded",
    9028: "unknown deployment unit",
    9029: "invalid deployment unit state",
    9030: "invalid deployment unit update: downgrade not permitted",
    9031: "invalid deployment unit update: version not specified",
    9032: "invalid deployment unit update: version exists",
}

# Faults that may pass by themselves; all others come again for the same request.
PASSING = frozenset({9001, 9002, 9004, 9015, 9016, 9017})

NO_SUCH_PARAMETER = 9005
BAD_TYPE = 9006
BAD_VALUE = 9007
NOT_WRITABLE = 9008


def is_fault_code(code: object) -> bool:
    """Whether ``code`` is a CWMP fault code: a known one, or one of the vendors' own (9800 to 9899)."""
    return isinstance(code, int) and not isinstance(code, bool) and (code in FAULTS or 9800 <= code <= 9899)


def meaning(code: int) -> str:
    """What a fault code means, in words."""
    return FAULTS.get(code, "fault of the CPE's vendor")
