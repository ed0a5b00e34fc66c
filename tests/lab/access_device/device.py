# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The APIO server: its state, its URLs, and the way of a request through them."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from tests.lab.access_device import devices, errors, files, seed, tags, urls, users
from tests.lab.access_device.auth import CoreRefusal, Logins, User
from tests.lab.access_device.context import DeviceRef, Group, json_body
from tests.lab.access_device.errors import ApiError
from tests.lab.access_device.options import DEFAULTS
from tests.lab.access_device.rate import Rate, TooMany
from tests.lab.core.device import Clock, Device, Kind
from tests.lab.core.message import Request, Response

Handler = TypeVar("Handler")
GroupHandler = Callable[[Group, Request], Response]
DeviceHandler = Callable[[DeviceRef, Request], Response]
FileHandler = Callable[[DeviceRef, str, Request], Response]

_GROUP: dict[str, GroupHandler] = {"GET": devices.get_list, "POST": devices.create}
_DEVICE: dict[str, DeviceHandler] = {"GET": devices.get_details, "PUT": devices.update, "DELETE": devices.remove}
_UNDER_DEVICE: dict[str, dict[str, DeviceHandler]] = {
    "config_files": {"GET": files.get_list},
    "reboot_phone": {"PUT": devices.reboot},
    "connected_users": {"GET": users.get_users, "PUT": users.set_order},
    "available_tags": {"GET": tags.get_tags},
}
_FILE_METHODS: dict[str, tuple[str, ...]] = {"put": ("PUT",), "post": ("POST",), "both": ("PUT", "POST")}

_ACCEPTED_TYPES = ("*/*", "application/*", "application/json")
_LOGIN_PAGE = "<html><head><title>APIO</title></head><body><form><input type='password'></form></body></html>"


class ApioServer(Device):
    """An APIO server with the access devices of some groups (APIO, "Access Device Management").

    What the document leaves open follows the field notes; their variants are options.
    """

    system: ClassVar[str] = "access_device"
    defaults: ClassVar[dict[str, Any]] = DEFAULTS

    def __init__(self, name: str, *, clock: Clock | None = None, **options: Any) -> None:
        super().__init__(name, clock=clock, **options)
        self.state: dict[str, Any] = {}
        self.logins = Logins(self)
        self._rate = Rate(self)
        self._record_ids = itertools.count(1)
        self.reset()

    # -- a request's way --------------------------------------------------------------------------------------------

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        try:
            self._rate.count()
            return self._answer(request)
        except TooMany as error:
            response = errors.response(ApiError(429, str(error)), self.options["error_form"])
            response.headers.append(("Retry-After", str(error.seconds)))
            return response
        except ApiError as error:
            return errors.response(error, self.options["error_form"])
        except CoreRefusal as error:
            return Response.json_({"error": str(error)}, 401)

    def _answer(self, request: Request) -> Response:
        names, slash = urls.segments(request.raw_path or request.path)
        head = tuple(names[:2])
        if head == urls.CORE and names[2:3] == ["auth"]:
            return self._core_auth(names[3:], request)
        if not slash:
            return self._without_slash(request)
        if head == urls.API and names[2:] == ["login"]:
            if request.method != "POST":
                raise ApiError(405, "Method not allowed")
            return self.logins.login(json_body(request))
        if head == urls.API:
            user, rest = self.logins.by_session(request), names[2:]
        elif tuple(names[:3]) == urls.CORE_API:
            user, rest = self.logins.by_token(request), names[3:]
        else:
            raise ApiError(404, "Not found")
        self._check_accept(request)
        response = self._resource(user, rest, request)
        if self.options["internal_record_id"] and request.method != "GET":
            self._add_record_id(response)
        return response

    def _core_auth(self, names: list[str], request: Request) -> Response:
        if names == ["login"] and request.method == "POST":
            try:
                return self.logins.core_login(json_body(request))
            except ApiError as error:
                raise CoreRefusal("Invalid username or password") from error
        if names == ["access_token"] and request.method == "GET":
            return self.logins.core_refresh(request)
        raise ApiError(404, "Not found")

    def _without_slash(self, request: Request) -> Response:
        status = self.options["no_slash_status"]
        if status != 301:
            raise ApiError(status, "Not found: a URL ends with a slash")
        path, mark, query = request.raw_path.partition("?")
        return Response(301, headers=[("Location", f"{path}/{mark}{query}")])

    def _check_accept(self, request: Request) -> None:
        accept = request.headers.get("accept", "")
        kinds = [part.partition(";")[0].strip() for part in accept.split(",") if part.strip()]
        if kinds and not any(kind in _ACCEPTED_TYPES for kind in kinds):
            raise ApiError(406, "Only application/json can be served")

    def _resource(self, user: User, names: list[str], request: Request) -> Response:
        if len(names) < 5 or names[0] != "tenants" or names[2] != "groups" or names[4] != "access_devices":
            raise ApiError(404, "Not found")
        group = self._group(user, names[1], names[3])
        rest = names[5:]
        if not rest:
            return _method(_GROUP, request)(group, request)
        ref = group.device(rest[0])
        if len(rest) == 1:
            return _method(_DEVICE, request)(ref, request)
        if len(rest) == 2 and rest[1] in _UNDER_DEVICE:
            return _method(_UNDER_DEVICE[rest[1]], request)(ref, request)
        if len(rest) == 3 and rest[1] == "config_files":
            handlers: dict[str, FileHandler] = dict.fromkeys(_FILE_METHODS[self.options["file_update"]], files.update)
            handlers["GET"] = files.get_details
            return _method(handlers, request)(ref, rest[2], request)
        raise ApiError(404, "Not found")

    def _group(self, user: User, tenant_id: str, group_id: str) -> Group:
        if not user.may_manage(tenant_id, group_id):
            raise ApiError(403, "Not allowed: at least the group's administrator is needed")
        tenant = self.state["tenants"].get(tenant_id)
        if tenant is None:
            raise ApiError(404, f"Tenant not found: {tenant_id}")
        record = tenant["groups"].get(group_id)
        if record is None:
            raise ApiError(404, f"Group not found: {group_id}")
        return Group(self, tenant_id, group_id, record)

    def _add_record_id(self, response: Response) -> None:
        value = response.json() if response.body else {}
        if isinstance(value, dict):
            record_id = next(self._record_ids)
            response.body = Response.json_({**value, "_internal_record_id": record_id}).body

    def classify(self, request: Request) -> Kind:
        """Both logins and the refreshing of a token belong to the login; every other GET reads."""
        if request.path.rstrip("/") in ("/api/v1/login", "/api/v01/auth/login", "/api/v01/auth/access_token"):
            return "auth"
        return "read" if request.method in ("GET", "HEAD", "OPTIONS") else "write"

    # -- the lab's side ---------------------------------------------------------------------------------------------

    def snapshot(self) -> dict[str, Any]:
        """Types, tags, tenants, groups and devices; no sessions."""
        return copy.deepcopy(self.state)

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Put a snapshot back. A device that is None is taken away, an attribute that is None or lacks is unset."""
        state = copy.deepcopy(snapshot)
        for tenant in state["tenants"].values():
            for group in tenant["groups"].values():
                group.setdefault("type_tags", {})
                group["devices"] = {
                    name: seed.complete(record)
                    for name, record in group.get("devices", {}).items()
                    if record is not None
                }
        self.state = state

    def reset(self) -> None:
        """The state of a new server, nobody logged in."""
        self.state = seed.build(self.options)
        self.logins.end_all()
        self._rate.forget()

    def login_page(self) -> Response:
        """A page of the web interface."""
        return Response.html(_LOGIN_PAGE)

    def error_response(self, status: int) -> Response:
        """An error in the chosen form."""
        return Response.json_(errors.body(0, f"HTTP {status}", self.options["error_form"]), status)

    def secrets(self) -> list[str]:
        """Passwords of logins and devices, tokens, the password in the template URLs, the files' contents."""
        found = {*self.logins.secrets(), seed.TEMPLATE_PASSWORD}
        for tenant in self.state["tenants"].values():
            for group in tenant["groups"].values():
                for record in group["devices"].values():
                    found.add(record["password"])
                    found.update(own["content"] for own in record["files"].values())
        return sorted(found - {""})


def _method(handlers: Mapping[str, Handler], request: Request) -> Handler:
    if request.method not in handlers:
        raise ApiError(405, "Method not allowed")
    return handlers[request.method]
