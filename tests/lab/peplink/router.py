# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The router as a device of the lab: dispatch, permissions, the answer's envelope, and its state as a whole."""

from __future__ import annotations

import copy
from typing import Any, ClassVar

from tests.lab.core.device import Clock, Device, Kind, deep_merge
from tests.lab.core.message import Request, Response
from tests.lab.peplink.access import Access
from tests.lab.peplink.call import NOTHING, Call, Endpoint
from tests.lab.peplink.endpoints import ENDPOINTS
from tests.lab.peplink.errors import NOT_FOUND, ApiFailure, unauthorized
from tests.lab.peplink.firmware import Version, parse_version
from tests.lab.peplink.model import Model, default_model
from tests.lab.peplink.options import DEFAULTS
from tests.lab.peplink.state import ConfigStore

PREFIX = "/api/"
SECRET_KEYS = frozenset({"password", "key", "simPin", "clientSecret"})
LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Web Admin</title></head><body><form>Login</form></body></html>"


class PeplinkRouter(Device):
    """A Peplink router behind its local HTTP API, as the vendor document describes it.

    ``model`` is what it is made of (default: ``default_model()``); ``options`` are the switches of ``options.DEFAULTS``.
    Besides the configuration it has ``facts`` (status and the like; tests may change them) and the volatile
    ``sent`` (SMS and USSD that were sent), ``resets`` (WAN ids whose modules were reset) and ``reboots``.
    """

    system: ClassVar[str] = "peplink"
    defaults: ClassVar[dict[str, Any]] = DEFAULTS

    def __init__(self, name: str, *, clock: Clock | None = None, model: Model | None = None, **options: Any) -> None:
        super().__init__(name, clock=clock, **options)
        self._model = model or default_model()
        self.reset()

    def reset(self) -> None:
        """Back to how it was built; options stay."""
        self.store = ConfigStore(self._model.config)
        self.facts: dict[str, Any] = copy.deepcopy(self._model.facts)
        self.access = Access(self.store, self.options, self.clock)
        self.sent: list[dict[str, Any]] = []
        self.resets: list[str] = []
        self.reboots = 0
        self.carrier_scans: dict[str, float] = {}
        self.wifi_results: dict[str, dict[str, Any]] = {}
        self.boot_firmware: str | None = None
        self._deaf_until = 0.0

    # -- requests ----------------------------------------------------------------------------------------------------

    @property
    def version(self) -> Version:
        """The running firmware."""
        return parse_version(self.options["firmware"])

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        if self._deaf_until and self.clock.now() < self._deaf_until:
            return Response(drop=True)
        if request.scheme == "https" and self._is_cut():
            return Response(drop=True)
        if not request.path.startswith(PREFIX):
            return self.login_page() if request.path == "/" else Response.html("<h1>404 Not Found</h1>", NOT_FOUND)
        try:
            return self._answer(request)
        except ApiFailure as failure:
            status = self.options["failure_status"] if failure.auth else 200
            return Response.json_({"stat": "fail", "code": failure.code, "message": failure.message}, status)

    def _is_cut(self) -> bool:
        """Whether the WAN by which requests over HTTPS come is disabled."""
        way = self.options["https_through_wan"]
        return way is not None and not self.store.running["wan"][way]["enable"]

    def _answer(self, request: Request) -> Response:
        endpoint = self._endpoint(request)
        caller = self.access.identify(request)
        if endpoint is None:
            if not caller.read:
                raise unauthorized()
            return self._unknown()
        allowed = {
            "none": True,
            "session": caller.session is not None,
            "read": caller.read,
            "write": caller.write,
            "admin": caller.admin,
        }
        if not allowed[endpoint.need]:
            raise unauthorized()
        if caller.read_only_token and self.options["read_only_config"] == 401 and "/config." in request.path:
            raise unauthorized()
        result = endpoint.handler(Call(self, request, caller))
        if isinstance(result, Response):
            return result
        envelope: dict[str, Any] = {"stat": "ok"}
        if endpoint.beta and self.options["beta_notice"]:
            envelope["notice"] = {"status": "beta"}
        if result is not NOTHING:
            envelope["response"] = result
        return Response.json_(envelope)

    def _endpoint(self, request: Request) -> Endpoint | None:
        endpoint = ENDPOINTS.get((request.method, request.path[len(PREFIX) :]))
        if endpoint is None or not endpoint.exists_in(self.version):
            return None
        if (request.method, request.path) == ("GET", "/api/config.wan.connection.priority"):
            return endpoint if self.options["undocumented_reads"] else None
        return endpoint

    def _unknown(self) -> Response:
        form = self.options["unknown_endpoint"]
        if form == "html":
            return Response.html("<h1>404 Not Found</h1>", NOT_FOUND)
        raise ApiFailure(NOT_FOUND, form)

    def classify(self, request: Request) -> Kind:
        """GET reads; a POST writes unless its endpoint says otherwise (login and grant, gpio without a list, ..)."""
        endpoint = ENDPOINTS.get((request.method, request.path[len(PREFIX) :]))
        if endpoint is None:
            return "read" if request.method in ("GET", "HEAD") else "write"
        return endpoint.kind(request) if callable(endpoint.kind) else endpoint.kind

    # -- the device --------------------------------------------------------------------------------------------------

    def reboot(self, firmware_id: str | None) -> None:
        """Restart, with the other firmware if asked for: sessions end, nothing is answered for a while."""
        self.access.sessions.clear()
        self.boot_firmware = firmware_id or self.boot_firmware
        self.reboots += 1
        self._deaf_until = self.clock.now() + self.options["reboot_seconds"]
        for fact in self.facts["wan"].values():
            fact["uptime"] = 0

    def snapshot(self) -> dict[str, Any]:
        """``running`` and ``pending`` (None, or what ``cmd.config.apply`` would make the running configuration)."""
        return self.store.snapshot()

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Put back what ``snapshot`` gave; sessions and tokens stay."""
        self.store.restore(snapshot)

    def patch(self, changes: dict[str, Any]) -> None:
        """Merge changes into the running configuration; they may also have the snapshot's own shape."""
        if not set(changes) <= {"running", "pending"}:
            changes = {"running": changes}
        self.restore(deep_merge(self.snapshot(), changes))

    def handle_silently(self, request: Request) -> Response:
        """Answer as ``handle`` does, but keep nothing: no message is sent, no module reset, no token revoked either.

        Logins and grants are not silenced: they change nothing that is configured.
        """
        if self.classify(request) == "auth":
            return self.handle(request)
        facts, tokens = copy.deepcopy(self.facts), dict(self.access.tokens)
        sent, resets, reboots, deaf_until = list(self.sent), list(self.resets), self.reboots, self._deaf_until
        scans, results, sessions = dict(self.carrier_scans), dict(self.wifi_results), dict(self.access.sessions)
        options, boot_firmware = dict(self.options), self.boot_firmware
        response = super().handle_silently(request)
        self.facts, self.access.tokens = facts, tokens
        self.carrier_scans, self.wifi_results, self.boot_firmware = scans, results, boot_firmware
        self.access.sessions.update(sessions)
        self.options.update(options)
        self.sent, self.resets, self.reboots, self._deaf_until = sent, resets, reboots, deaf_until
        return response

    def login_page(self) -> Response:
        """The page of the web admin."""
        return Response.html(LOGIN_PAGE)

    def error_response(self, status: int) -> Response:
        """The envelope of a failure with an HTTP status of its own."""
        return Response.json_({"stat": "fail", "code": status, "message": f"HTTP {status}"}, status)

    def secrets(self) -> list[str]:
        """Passwords of users, and every password, key, PIN, client secret and token that the router holds."""
        found = {self.options["password"], self.options["read_only_password"]}
        found.update(self.access.tokens, self.access.sessions)
        _collect_secrets(self.store.running, found)
        _collect_secrets(self.store.pending, found)
        _collect_secrets(self.facts["access_points"], found)
        return sorted(found)


def _collect_secrets(value: Any, found: set[str]) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in SECRET_KEYS and isinstance(item, str) and item:
                found.add(item)
            else:
                _collect_secrets(item, found)
    elif isinstance(value, list):
        for item in value:
            _collect_secrets(item, found)
