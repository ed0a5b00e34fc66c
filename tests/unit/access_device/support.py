# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An APIO server without sockets: an adapter of requests that calls a function instead of a network."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator
from requests.adapters import BaseAdapter

from ansible_collections.telco.cpe.plugins.module_utils._access_device.client import AccessDeviceClient
from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._core.run import hide, run
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret

URL = "https://apio.example.com/api/v1"
USERNAME, PASSWORD = "provisioning", "s3cret-pw"
DEVICES = "/api/v1/tenants/foo/groups/foogroup/access_devices/"


@dataclass
class Answer:
    """What the server answers: ``body`` as text, or as a value to be sent as JSON."""

    body: Any = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})

    @property
    def content(self) -> bytes:
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


@dataclass
class Seen:
    """One request as the server got it."""

    method: str
    url: str
    body: Any
    headers: Mapping[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def is_write(self) -> bool:
        return self.method != "GET" and not self.path.endswith(("/login/", "/auth/login"))


Handler = Callable[[Seen], "Answer | Exception"]


class Network(BaseAdapter):
    """Gives requests to a function, and remembers them."""

    def __init__(self, handler: Handler) -> None:
        super().__init__()
        self.handler = handler
        self.seen: list[Seen] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        text = request.body.decode() if isinstance(request.body, bytes) else str(request.body or "")
        seen = Seen(str(request.method), str(request.url), json.loads(text) if text else None, dict(request.headers))
        self.seen.append(seen)
        answer = self.handler(seen)
        if isinstance(answer, Exception):
            raise answer
        response = requests.Response()
        response.status_code = answer.status
        response.headers.update(answer.headers)
        response.raw = io.BytesIO(answer.content)
        response.url = str(request.url)
        response.request = request
        return response

    def close(self) -> None:
        pass

    @property
    def writes(self) -> list[tuple[str, str, Any]]:
        """Method, path below the group's devices, and body of every write."""
        return [(one.method, one.path.removeprefix(DEVICES), one.body) for one in self.seen if one.is_write]

    @property
    def reads(self) -> list[str]:
        """The path below the group's devices of every read."""
        return [one.path.removeprefix(DEVICES) for one in self.seen if one.method == "GET"]


LOGGED_IN = Answer({"ids": {}, "profile": {"user_level": 8}})


class Group:
    """A group's devices behind a login: what the document says, in a few lines. ``before`` may answer in its place."""

    def __init__(self, **devices: dict[str, Any]) -> None:
        self.devices: dict[str, dict[str, Any]] = {
            name.replace("_", " "): dict(record) for name, record in devices.items()
        }
        self.users: list[dict[str, Any]] = []
        self.missing: Any = {"details": "[Error 4505] Access Device not found"}
        self.before: Callable[[Seen], Answer | Exception | None] = lambda seen: None

    def __call__(self, seen: Seen) -> Answer | Exception:
        if seen.path.endswith("/login/"):
            return LOGGED_IN
        answer = self.before(seen)
        if answer is not None:
            return answer
        if not seen.path.startswith(DEVICES):
            return Answer({"details": "Group not found"}, 404)
        return self._answer(seen, *seen.path.removeprefix(DEVICES).split("/"))

    def _answer(self, seen: Seen, quoted: str, *below: str) -> Answer:
        name = unquote(quoted)
        if not quoted and seen.method == "GET":
            return Answer({"access_devices": [{"deviceName": each, **one} for each, one in self.devices.items()]})
        if not quoted:
            return self._create(seen.body)
        if name not in self.devices:
            return Answer(self.missing, 404)
        if below[0] == "connected_users":
            return Answer({"connected_users": self.users})
        if seen.method == "PUT":
            self.devices[name].update({key: "" if value is None else value for key, value in seen.body.items()})
        if seen.method == "DELETE":
            return Answer(str(self.devices.pop(name)) and "")
        return Answer({key: value for key, value in self.devices[name].items() if key != "password"})

    def _create(self, body: dict[str, Any]) -> Answer:
        name = body["deviceName"]
        if name in self.devices:
            return Answer([{"code": 4500, "message": f"[Error 4500] Access Device already exists: {name}"}], 400)
        self.devices[name] = {**body, "status": "Online", "numberOfPorts": -1}
        del self.devices[name]["deviceName"]
        return Answer("", 201)


def connected(to: Connection, network: Network, pauses: list[float] | None = None) -> AccessDeviceClient:
    """A client whose waits are noted instead of waited."""
    made = AccessDeviceClient(to)
    for scheme in ("http://", "https://"):
        made.transport._session.mount(scheme, network)
    made.transport._sleep = ([] if pauses is None else pauses).append
    return made


def client(network: Network, **options: Any) -> AccessDeviceClient:
    """A client with the right credentials that talks to a network of ours."""
    known = {"url": URL, "username": USERNAME, "password": Secret(PASSWORD), **options}
    return connected(Connection(**known), network)


def run_module(
    resource: type[Resource], network: Network, args: Mapping[str, Any], *, check: bool = False
) -> dict[str, Any]:
    """Run a module's resource with options as a task gives them. Out: its result, as Ansible would get it."""

    class Here(resource):  # type: ignore[misc, valid-type]
        vendor = dataclasses.replace(resource.vendor, client=lambda to: connected(to, network))

    given = {
        "api_url": URL,
        "api_username": USERNAME,
        "api_password": PASSWORD,
        "tenant_id": "foo",
        "group_id": "foogroup",
        **args,
    }
    checked = ModuleArgumentSpecValidator(resource.argument_spec(), **resource.constraints).validate(given)
    if checked.errors.errors:
        return {"failed": True, "msg": checked.errors.msg}
    result, secrets = run(Here, checked.validated_parameters, check_mode=check)
    return hide(result, secrets | set(checked._no_log_values))
