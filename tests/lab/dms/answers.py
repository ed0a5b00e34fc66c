# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The forms in which the scenario service answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.lab.core.message import Response
from tests.lab.dms.cwmp import CwmpFault

SERVER = ("Server", "openresty/1.21.4.1")
FINISHED = "Scenario was finished"
POLLING_OVER = "Polling time is over"


@dataclass(frozen=True)
class Failure:
    """A scenario that failed: its ``result.code`` and its text in each of the two forms."""

    code: int
    text: str
    result_text: str

    @classmethod
    def of_fault(cls, fault: CwmpFault) -> Failure:
        """The failure that a CWMP fault is: a sentence, or Axiros' Python dict literal."""
        return cls(500, fault.plain_text(), f"Scenario failed: {fault.dict_text()}")

    @classmethod
    def plain(cls, code: int, text: str) -> Failure:
        """A failure with one text for both forms."""
        return cls(code, text, text)


def json_response(value: Any, status: int = 200, delay: float = 0.0) -> Response:
    """Compact JSON with the headers of the document's examples; ``delay`` in seconds."""
    response = Response.json_(value, status, [SERVER])
    response.delay = delay
    return response


def error(status: int, text: str, delay: float = 0.0) -> Response:
    """The documented form of 400 and 500."""
    return json_response({"error": text}, status, delay)


def result(
    code: int,
    message: str,
    details: Any = None,
    *,
    env_id: str | None = None,
    delay: float = 0.0,
) -> Response:
    """A ``result`` with the keys in the order of the examples; what is None is left out."""
    content: dict[str, Any] = {"code": code, "message": message}
    if env_id is not None:
        content["env_id"] = env_id
    if details is not None:
        content["details"] = details
    return json_response({"result": content}, delay=delay)


def finished(details: Any, delay: float = 0.0) -> Response:
    """A scenario that succeeded."""
    return result(200, FINISHED, details, delay=delay)


def polling_over(delay: float) -> Response:
    """GetResult has waited and has nothing to tell (DMS northbound API, example of GetResult)."""
    return result(204, POLLING_OVER, delay=delay)


def failed(failure: Failure, form: str, delay: float = 0.0) -> Response:
    """A failure in one of the forms ``error_400``, ``error_500`` and ``result_code``."""
    if form == "result_code":
        return result(failure.code, failure.result_text, delay=delay)
    return error(400 if form == "error_400" else 500, failure.text, delay)
