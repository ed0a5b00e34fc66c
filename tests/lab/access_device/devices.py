# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access devices: list, details, create, update, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.access_device import schema
from tests.lab.access_device.context import DeviceRef, Group, json_object
from tests.lab.access_device.errors import DEVICE_EXISTS, ApiError, invalid
from tests.lab.access_device.seed import UNLIMITED, new_device
from tests.lab.core.message import Request, Response

if TYPE_CHECKING:
    from tests.lab.access_device.device import ApioServer

FREE_UNLIMITED = 99999

_LIST_FIELDS = ("status", "version", "macAddress", "netAddress", "deviceType")
_DETAIL_FIELDS = (
    "configurationFileName",
    "macAddress",
    "useCustomUserNamePassword",
    "protocol",
    "stunServerNetAddress",
    "netAddress",
    "version",
    "deviceType",
    "outboundProxyServerNetAddress",
    "status",
    "description",
    "userName",
    "physicalLocation",
    "transportProtocol",
    "serialNumber",
)


def _mac(server: ApioServer, address: str) -> str:
    return address.upper() if server.options["mac_form"] == "upper" else address


def list_row(ref: DeviceRef) -> dict[str, Any]:
    """A device as the list shows it."""
    ports = ref.type["numberOfPorts"]
    row = {name: ref.record[name] for name in _LIST_FIELDS}
    row["macAddress"] = _mac(ref.server, row["macAddress"])
    free = FREE_UNLIMITED if ports == UNLIMITED else ports - len(ref.record["users"])
    return {"deviceName": ref.name, **row, "freePorts": free}


def details(ref: DeviceRef) -> dict[str, Any]:
    """A device as its own URL shows it; "" for what is unset, the port only where it is set, never a password."""
    found = {name: ref.record[name] for name in _DETAIL_FIELDS}
    found["macAddress"] = _mac(ref.server, found["macAddress"])
    found["numberOfPorts"] = ref.type["numberOfPorts"]
    found["numberOfAssignedPorts"] = len(ref.record["users"])
    if ref.record["port"] != "":
        found["port"] = ref.record["port"]
    if ref.server.options["detail_name"]:
        found["deviceName"] = ref.name
    return found


def get_list(group: Group, request: Request) -> Response:
    """GET access_devices/."""
    return Response.json_({"access_devices": [list_row(group.device(name)) for name in group.devices]})


def get_details(ref: DeviceRef, request: Request) -> Response:
    """GET access_devices/NAME/."""
    return Response.json_(details(ref))


def _constrained(server: ApioServer, given: dict[str, Any]) -> dict[str, Any]:
    """The writable members; a broken limit has its own HTTP status (switch ``constraint_status``)."""
    try:
        return schema.read_writable(given, server.options["clear_with"])
    except ApiError as error:
        raise ApiError(server.options["constraint_status"], error.text, error.code) from error


def _check_credentials(server: ApioServer, record: dict[str, Any], values: dict[str, Any]) -> None:
    """A password belongs to a user name."""
    if server.options["credentials_together"] and ("userName" in values) != ("password" in values):
        raise invalid("userName and password must be given together")
    if values.get("password") and not {**record, **values}["userName"]:
        raise invalid("password needs a userName")


def create(group: Group, request: Request) -> Response:
    """POST access_devices/."""
    server = group.server
    given = json_object(request)
    status = server.options["constraint_status"]
    names = {}
    for field, limit in (("deviceName", schema.NAME), ("deviceType", schema.TYPE)):
        if field not in given:
            raise invalid(f"{field} is missing", status)
        try:
            names[field] = limit.check(field, given.pop(field))
        except ApiError as error:
            raise ApiError(status, error.text, error.code) from error
    name, device_type = names["deviceName"], names["deviceType"]
    if device_type not in server.state["device_types"]:
        raise invalid(f"Unknown device type {device_type}", status)
    values = _constrained(server, given)
    if name in group.devices:
        text = f"[Error {DEVICE_EXISTS}] Access Device already exists: {name}"
        raise ApiError(server.options["exists_status"], text, DEVICE_EXISTS)
    record = new_device(device_type)
    _check_credentials(server, record, values)
    record.update(values)
    group.devices[name] = record
    status = server.options["create_status"]
    form = server.options["create_body"]
    if form == "list":
        return Response.json_({"access_devices": [list_row(group.device(name))]}, status)
    return Response.json_(details(group.device(name)), status) if form == "instance" else Response(status)


def update(ref: DeviceRef, request: Request) -> Response:
    """PUT access_devices/NAME/ with some of the attributes; name and type can't change."""
    server = ref.server
    given = json_object(request)
    for field, present in (("deviceName", ref.name), ("deviceType", ref.record["deviceType"])):
        if field in given and given.pop(field) != present:
            raise invalid(f"{field} can not be modified")
    values = _constrained(server, given)
    _check_credentials(server, ref.record, values)
    ref.record.update(values)
    return Response.json_(details(ref)) if server.options["update_body"] == "instance" else Response()


def remove(ref: DeviceRef, request: Request) -> Response:
    """DELETE access_devices/NAME/."""
    del ref.group.devices[ref.name]
    return Response()


def reboot(ref: DeviceRef, request: Request) -> Response:
    """PUT access_devices/NAME/reboot_phone/ with an empty object."""
    if json_object(request):
        raise invalid("The body must be an empty object")
    ref.record["reboots"] += 1
    return Response.json_({})
