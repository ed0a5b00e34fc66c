# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request on its way through an endpoint, and what an endpoint is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qsl

from tests.lab.core.device import Kind
from tests.lab.core.message import Request
from tests.lab.peplink.access import Caller
from tests.lab.peplink.arguments import Reader, read_query
from tests.lab.peplink.errors import invalid, unknown_id
from tests.lab.peplink.firmware import Version
from tests.lab.peplink.validate import Check

if TYPE_CHECKING:
    from tests.lab.peplink.router import PeplinkRouter

NOTHING = object()  # a success without "response"
FORM_TYPE = "application/x-www-form-urlencoded"
FORM_WORDS = {"true": True, "false": False, "yes": True, "no": False}

Permission = Literal["none", "session", "read", "write", "admin"]


@dataclass(frozen=True)
class Call:
    """A request with its caller; what handlers work with."""

    router: PeplinkRouter
    request: Request
    caller: Caller

    @property
    def options(self) -> dict[str, Any]:
        """The switches of the router."""
        return self.router.options

    def query(self, readers: Mapping[str, Reader], required: tuple[str, ...] = ()) -> dict[str, Any]:
        """The arguments of a GET request. Raises ApiFailure."""
        return read_query(self.request.query, readers, required, space_only=self.options["list_separator"] == "space")

    def body(self, schema: Check) -> dict[str, Any]:
        """The arguments of a POST request, checked. Raises ApiFailure."""
        checked: dict[str, Any] = schema(self._raw_body(), "")
        return checked

    def _raw_body(self) -> Any:
        request = self.request
        content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
        arguments = [pair for pair in request.query if pair[0] != "accessToken"]
        if self.options["accept_form_bodies"] and content_type in (FORM_TYPE, ""):
            pairs = arguments + parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
            return {name: FORM_WORDS.get(value, value) for name, value in pairs}
        if arguments:
            raise invalid(arguments[0][0], "parameters of a POST request belong into its JSON body")
        if not request.body.strip():
            return {}
        if content_type != "application/json":
            raise invalid("", "Content-Type must be application/json")
        try:
            return request.json()
        except ValueError:
            raise invalid("", "the body is no JSON") from None

    def ident(self, key: str) -> int | str:
        """An id as answers give it as a value."""
        return key if self.options["ids_as_strings"] or not key.isdigit() else int(key)

    def keyed(self, entries: Mapping[str, Any]) -> dict[str, Any]:
        """Objects by id with their ``order``."""
        return {**entries, "order": [self.ident(key) for key in entries]}

    def select(self, table: Mapping[str, Any], ids: Iterable[str] | None, name: str) -> list[str]:
        """The ids to answer for, in the router's order; all where none are asked for."""
        if ids is None:
            return list(table)
        wanted = set(ids)
        if self.options["unknown_id"] == "fail" and not wanted <= set(table):
            raise unknown_id(name)
        return [key for key in table if key in wanted]


@dataclass(frozen=True)
class Endpoint:
    """What answers one method and path: from which firmware on (``until`` is the first without it), for whom.

    ``kind`` is what ``Device.classify`` says, or a function for endpoints where it depends on the request.
    """

    handler: Callable[[Call], Any]
    since: Version
    need: Permission
    kind: Kind | Callable[[Request], Kind]
    beta: bool = False
    until: Version | None = None

    def exists_in(self, version: Version) -> bool:
        """Whether this firmware has the endpoint."""
        return self.since <= version and (self.until is None or version < self.until)


Endpoints = dict[tuple[str, str], Endpoint]
