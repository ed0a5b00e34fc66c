# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, Busy, CpeError, NotFound
from . import cwmp


class ParameterFault(t.NamedTuple):
    """One SetParameterValuesFault: which parameter, which CWMP fault, the CPE's words."""

    parameter: str
    code: int | None
    text: str

    def said(self) -> str:
        code = "" if self.code is None else f"{self.code} {cwmp.meaning(self.code)}"
        text = repr(self.text) if self.text and self.text.lower().rstrip(".") != code.partition(" ")[2] else ""
        return f"{self.parameter} ({', '.join(filter(None, (code, text))) or 'no reason given'})"

    def shown(self) -> dict[str, t.Any]:
        meaning = None if self.code is None else cwmp.meaning(self.code)
        return {"parameter": self.parameter, "code": self.code, "meaning": meaning, "message": self.text}


class CwmpFault(ApiFailure):
    """The CPE refused the request with a CWMP fault. ``parameters`` are the SetParameterValuesFaults, if any are known."""

    kind = "cwmp_fault"
    parameters: tuple[ParameterFault, ...] = ()


class PassingFault(CwmpFault, Busy):
    """A CWMP fault that another try may not meet. Nothing was set."""

    kind = "cwmp_fault"


class CpeOffline(ApiFailure):
    """The DMS can't reach the CPE now."""

    kind = "cpe_offline"


class ConnectionRequestFailed(CpeOffline):
    """The CPE did not follow the DMS's Connection Request, or refused it."""

    kind = "connection_request_failed"


class ScenarioTimeout(ApiFailure):
    """The scenario did not end in time. The DMS may still carry it out later."""

    kind = "scenario_timeout"


class ScenarioFailed(ApiFailure):
    """The scenario did not succeed, for a reason that only the DMS's own words tell."""

    kind = "scenario_failed"


class CpeNotFound(NotFound):
    """No CPE matches the search options."""

    kind = "cpe_not_found"


class SeveralFound(ApiFailure):
    """More than one CPE matches the search options, and ``multiple`` does not allow that."""

    kind = "several_cpes"


class PartialSuccess(ApiFailure):
    """Some parameters were set and others were not, or some CPEs took a change and others did not.

    ``causes`` are the errors of the CPEs that did not.
    """

    kind = "partial_success"
    causes: tuple[CpeError, ...] = ()
