# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How APIO refuses: an HTTP status and a JSON body in one of two forms (field notes access-device, section 1)."""

from __future__ import annotations

from typing import Any

from tests.lab.core.message import Response

INVALID_PARAMETERS = 2
UNSUPPORTED_OPERATION = 56
# The table of APIO's codes is not published: only 2 and 56 are known. These are BroadWorks' own.
DEVICE_EXISTS = 4500
DEVICE_NOT_FOUND = 4505

_NAMES = {INVALID_PARAMETERS: "INVALID_PARAMETERS", UNSUPPORTED_OPERATION: "UNSUPPORTED_OPERATION"}


class ApiError(Exception):
    """APIO refuses with HTTP ``status``; ``code`` is the number in the body, 0 where the HTTP status says it all."""

    def __init__(self, status: int, text: str, code: int = 0) -> None:
        super().__init__(f"{status}: {text}")
        self.status = status
        self.code = code
        self.text = text


def body(code: int, text: str, form: str) -> Any:
    """The JSON body; only ``details``, and a numeric code in the members of a list, are known by name."""
    if form == "list":
        return [{"code": code, "name": _NAMES.get(code, ""), "message": text}]
    return {"details": text, "code": code} if code else {"details": text}


def response(error: ApiError, form: str) -> Response:
    """The answer that tells the client."""
    return Response.json_(body(error.code, error.text, form), error.status)


def invalid(text: str, status: int = 400) -> ApiError:
    """INVALID_PARAMETERS."""
    return ApiError(status, text, INVALID_PARAMETERS)
