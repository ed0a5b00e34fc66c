# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the gateway refuses: by ``error_code`` in the JSON answer, or by an HTML page of its web server."""

from __future__ import annotations

OK = 200
ACCEPTED = 202
BAD_REQUEST = 400
NOT_FOUND = 404
TOO_MUCH = 413
OTHER_ERROR = 500
FAILED = 503
NO_PORT = 550


class Refused(Exception):
    """The API refuses; ``code`` is the ``error_code`` of the answer (HTTP API V1.2, "Response Parameter" tables)."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(f"{code}: {why}")
        self.code = code


class WebError(Exception):
    """The web server refuses; the client gets an HTML page with HTTP ``status``."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(f"{status}: {sentence}")
        self.status = status
        self.sentence = sentence
