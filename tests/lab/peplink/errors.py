# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the router says no: ``{"stat": "fail", "code": .., "message": ..}`` (Peplink Router API, "Response").

The document gives no list of codes. 401 and the messages "Unauthorized", "Invalid access token", "unknown function",
"Unsupported request", "Wrong address format" and "No modem present" were seen in practice (field notes, section 7);
the codes 400 (an argument that is refused), 403 (too many sessions, a scope that is too wide), 404 (no such endpoint
or hardware) and 500 (a grant too soon), and the other messages, are the lab's own choice. A message never repeats a
value, because the value may be a secret.
"""

from __future__ import annotations

BAD_REQUEST = 400
UNAUTHORIZED = 401
FORBIDDEN = 403
NOT_FOUND = 404


class ApiFailure(Exception):
    """A request that fails: ``code`` and ``message`` of the answer; ``auth`` marks failures of authentication."""

    def __init__(self, code: int, message: str, *, auth: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.auth = auth


def unauthorized(message: str = "Unauthorized") -> ApiFailure:
    """The failure for a caller who is not logged in, or may not do this."""
    return ApiFailure(UNAUTHORIZED, message, auth=True)


def invalid(path: str, why: str) -> ApiFailure:
    """The failure for an argument that is refused; ``path`` is its place in the request, dotted."""
    return ApiFailure(BAD_REQUEST, f"invalid {path}: {why}" if path else f"invalid request: {why}")


def unknown_id(path: str) -> ApiFailure:
    """The failure for an id that the router does not have."""
    return invalid(path, "no such id")
