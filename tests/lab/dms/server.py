# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The DMS as a device of the lab: authentication and routing in front of its services."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any, ClassVar

from tests.lab.core.device import Clock, Device, Kind
from tests.lab.core.message import Request, Response
from tests.lab.dms import answers, swagger
from tests.lab.dms.bodies import BODIES, GET_RESULT, READING_METHODS, read_call
from tests.lab.dms.cpe import Cpe
from tests.lab.dms.network import Network
from tests.lab.dms.options import DEFAULTS, FLEET, check_options
from tests.lab.dms.scenario import ScenarioService
from tests.lab.dms.shapes import BadRequest
from tests.lab.dms.storage import PREFIX as STORAGE_PREFIX
from tests.lab.dms.storage import StorageService

METHOD_PREFIX = "/v1/method/"
SWAGGER_GUI = "/v1/doc"
SWAGGER_JSON = "/v1/doc/swagger.json"
DENIED = "Error 401 Access Denied"
PAGE = "<!DOCTYPE html><html><head><title>DMS</title></head><body><h1>{}</h1></body></html>"


class DmsServer(Device):
    """DMS, a TR-069 ACS, with the CPEs behind it. The switches are listed in ``options``.

    Switches of the fleet (how many CPEs, which ids) rebuild it when they are changed, and all state is lost. ``on_change`` is
    called with the id of a CPE whose values may have changed, and with None where all may have.
    """

    system: ClassVar[str] = "dms"
    defaults: ClassVar[dict[str, Any]] = DEFAULTS

    def __init__(self, name: str, *, clock: Clock | None = None, **options: Any) -> None:
        self._network: Network | None = None
        self.on_change: Callable[[str | None], None] = lambda cpe_id: None
        super().__init__(name, clock=clock, **options)
        self.reset()

    def set_options(self, changes: dict[str, Any]) -> None:
        """Set switches. Raises TypeError for an unknown name, ValueError for a value that is not offered."""
        check_options(changes)
        super().set_options(changes)
        if self._network is not None and set(changes) & set(FLEET):
            self.reset()

    def set_cpe_options(self, cpe_id: str, **changes: Any) -> None:
        """Set switches of one CPE, beside those that it has. Raises KeyError for an unknown CPE, and as set_options."""
        self.network.index(cpe_id)
        own = self.options["cpe_options"]
        self.set_options({"cpe_options": {**own, cpe_id: {**own.get(cpe_id, {}), **changes}}})

    def reset(self) -> None:
        """Put all CPEs back to how they were built, and forget all scenarios; the switches stay."""
        self._network = Network(self.clock, self.options)
        self._network.on_change = lambda cpe_id: self.on_change(cpe_id)
        self.on_change(None)
        self._scenarios = ScenarioService(self._network, self.options)
        self._storage = StorageService(self._network.fleet, self.options)

    # -- the site

    @property
    def network(self) -> Network:
        """The CPEs behind this DMS."""
        assert self._network is not None
        return self._network

    def cpe(self, cpe_id: str) -> Cpe:
        """A CPE. Raises KeyError for an id that the DMS does not know."""
        return self.network.cpe(cpe_id)

    def seen(self, cpe_id: str) -> None:
        """A CPE informs: its ``last_seen`` is now, and what waited for it is run. Raises KeyError for an unknown id."""
        with self.lock:
            self._scenarios.settle()
            self.network.index(cpe_id)
            self.network.inform(cpe_id)

    # -- HTTP

    def classify(self, request: Request) -> Kind:
        """GET and the reading methods read; everything else writes. There is no login."""
        reads = request.method in ("GET", "HEAD") or request.path.removeprefix(METHOD_PREFIX) in READING_METHODS
        return "read" if reads else "write"

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        self._scenarios.settle()
        if not self._is_authorised(request):
            return self._denied()
        if request.path.startswith(METHOD_PREFIX):
            return self._method(request)
        if request.path.startswith(STORAGE_PREFIX):
            return self._storage.handle(request)
        if request.path in (SWAGGER_GUI, SWAGGER_JSON) and request.method == "GET":
            if request.path == SWAGGER_GUI:
                return self.login_page()
            return answers.json_response(swagger.description(self.options))
        return answers.error(404, "Not found")

    def _method(self, request: Request) -> Response:
        method = request.path.removeprefix(METHOD_PREFIX)
        if method not in BODIES:
            return answers.error(404, f"Method {method!r} not found")
        if request.method != "POST":
            return answers.error(405, f"{request.method} not allowed")
        try:
            body = self._body(request)
            if method == "GetResult":
                asked = GET_RESULT.check(body, "body")
                return self._scenarios.get_result(asked["env_id"], asked["timeout"])
            call = read_call(method, body)
        except BadRequest as reason:
            return answers.error(400, str(reason))
        return self._scenarios.start(call)

    @staticmethod
    def _body(request: Request) -> Any:
        content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content_type != "application/json":
            raise BadRequest("Content-Type: application/json expected")
        try:
            return request.json()
        except ValueError:
            raise BadRequest("body: no JSON") from None

    def _is_authorised(self, request: Request) -> bool:
        scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return False
        try:
            given = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return False
        return given == f"{self.options['username']}:{self.options['password']}"

    @staticmethod
    def _denied() -> Response:
        headers = [answers.SERVER, ("WWW-Authenticate", 'Basic realm="DMS"'), ("Content-Type", "text/plain")]
        return Response(401, DENIED.encode(), headers)

    def login_page(self) -> Response:
        """The page of the Swagger GUI."""
        return Response.html(PAGE.format("NorthBound CPE Management Interface"))

    def error_response(self, status: int) -> Response:
        """401 as the document names it, every other error as ``{"error": ..}``."""
        return self._denied() if status == 401 else answers.error(status, f"HTTP {status}")

    # -- state

    def snapshot(self) -> dict[str, Any]:
        """The CPEs that were changed, and the writes that are still to be run; {} for a DMS as built.

        A CPE's state: ``values``, ``attributes``, ``objects`` (instance numbers of a table), ``added`` (instances),
        ``pending`` (values not in force yet), ``tasks`` (planned in the CPE), ``resets``, ``record``.
        """
        self._scenarios.settle()
        state: dict[str, Any] = {}
        cpes = self.network.snapshot()
        if cpes:
            state["cpes"] = cpes
        queued = self._scenarios.snapshot()
        if queued:
            state["queued"] = queued
        return state

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Put back what ``snapshot`` gave. Raises KeyError or ValueError for names that do not exist."""
        self.network.restore(snapshot.get("cpes", {}))
        self._scenarios.restore(snapshot.get("queued", []))

    def secrets(self) -> list[str]:
        """The password of the API, and the hidden values of all CPEs that were ever reached."""
        return [self.options["password"], *self.network.secrets()]
