# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The storage service: ``GET /v1/dyn/CpeDbService/<regular expression>?limit=&offset=`` and ``/count<expression>``.

Known from the product's public pages, not from the vendor document: the envelope has no "result" wrapper, the path
holds a regular expression over the identifier, offset defaults to 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tests.lab.core.message import Request, Response
from tests.lab.dms import answers
from tests.lab.dms.fleet import Fleet

PREFIX = "/v1/dyn/"
SERVICE = "CpeDbService"
MESSAGE = f"response from {SERVICE}"
COUNT = "count"


class StorageService:
    """Answers for the records of the CPEs; reading them opens no session on any CPE."""

    def __init__(self, fleet: Fleet, options: dict[str, Any]) -> None:
        self._fleet = fleet
        self._options = options

    def handle(self, request: Request) -> Response:
        """Answer a request whose path begins with ``PREFIX``."""
        service, _, expression = request.path.removeprefix(PREFIX).partition("/")
        if service != SERVICE or not self._options["storage"] or not expression:
            return answers.error(404, f"Storage {service!r} not found")
        if request.method != "GET":
            return answers.error(405, f"{request.method} is not offered by this installation")
        if expression.startswith(COUNT):
            return self._count(request, expression.removeprefix(COUNT))
        try:
            limit, offset = _number(request, "limit"), _number(request, "offset")
            unknown = sorted({name for name, _ in request.query} - {"limit", "offset"})
            if unknown:
                raise ValueError(f"unknown query parameter {unknown[0]!r}")
            indices = self._matching(expression)
        except ValueError as reason:
            return answers.error(400, str(reason))
        start = offset or 0
        lengths = [length for length in (limit, self._options["page_cap"]) if length is not None]
        stop = start + min(lengths) if lengths else len(indices)
        return self._envelope([self._record(index) for index in indices[start:stop]])

    def _matching(self, expression: str) -> Sequence[int]:
        """The indices of the records whose identifier matches in full, in the order of the listing."""
        indices = self._fleet.known()
        if expression != ".*":
            try:
                pattern = re.compile(expression)
            except re.error as reason:
                raise ValueError(f"bad expression: {reason}") from None
            indices = [index for index in indices if pattern.fullmatch(self._fleet.id_at(index))]
        if self._options["record_order"] == "last_seen":
            indices = sorted(indices, key=lambda index: -self._fleet.last_seen(index))
        return indices

    def _record(self, index: int) -> dict[str, Any]:
        record = self._fleet.record(index)
        if self._options["id_key"] == "cpe_id":
            return record
        return {self._options["id_key"] if key == "cpe_id" else key: value for key, value in record.items()}

    def _count(self, request: Request, expression: str) -> Response:
        form = self._options["count_form"]
        if form == "absent" or not expression:
            return answers.error(404, "Not found")
        if request.query:
            return answers.error(400, f"unknown query parameter {request.query[0][0]!r}")
        try:
            number = len(self._matching(expression))
        except ValueError as reason:
            return answers.error(400, str(reason))
        return self._envelope(number if form == "number" else [{"count": number}])

    @staticmethod
    def _envelope(details: Any) -> Response:
        return answers.json_response({"code": 200, "message": MESSAGE, "details": details})


def _number(request: Request, name: str) -> int | None:
    """A query parameter as a number of 0 or more, or None without it. Raises ValueError."""
    values = request.query_values(name)
    if not values:
        return None
    if len(values) > 1 or not (values[0].isascii() and values[0].isdigit()):
        raise ValueError(f"{name}: one integer of 0 or more expected")
    return int(values[0])
