# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request is about: the group, the device, its type; looked up once, handed to the resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.lab.access_device.errors import DEVICE_NOT_FOUND, ApiError, invalid
from tests.lab.core.message import Request

if TYPE_CHECKING:
    from tests.lab.access_device.device import ApioServer


@dataclass
class Group:
    """A group of a tenant."""

    server: ApioServer
    tenant_id: str
    group_id: str
    record: dict[str, Any]

    @property
    def devices(self) -> dict[str, Any]:
        """The devices of the group by name."""
        found: dict[str, Any] = self.record["devices"]
        return found

    def device(self, name: str) -> DeviceRef:
        """The device with this name. Raises ApiError (404)."""
        if name not in self.devices:
            raise ApiError(404, f"[Error {DEVICE_NOT_FOUND}] Access Device not found: {name}", DEVICE_NOT_FOUND)
        return DeviceRef(self, name, self.devices[name])


@dataclass
class DeviceRef:
    """A device of a group."""

    group: Group
    name: str
    record: dict[str, Any]

    @property
    def server(self) -> ApioServer:
        """The server that holds the device."""
        return self.group.server

    @property
    def type(self) -> dict[str, Any]:
        """The device's type."""
        found: dict[str, Any] = self.server.state["device_types"][self.record["deviceType"]]
        return found


def json_body(request: Request) -> Any:
    """The JSON of the body. Raises ApiError (416) for an empty body and for one that is no JSON."""
    try:
        return request.json()
    except ValueError as error:
        raise ApiError(416, "The body is empty or not JSON") from error


def json_object(request: Request) -> dict[str, Any]:
    """The JSON object of the body. Raises ApiError (416, 400)."""
    value = json_body(request)
    if not isinstance(value, dict):
        raise invalid("The body must be an object")
    return value
