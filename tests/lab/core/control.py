# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control API: the lab's own HTTP interface for molecule, the demo and people. JSON in, JSON out.

    GET    /devices                        what is where, and how to log in
    GET    /devices/NAME/state             configuration state
    PATCH  /devices/NAME/state             somebody changes the device by hand (deep merge)
    PATCH  /devices/NAME/options           switches of the device
    POST   /devices/NAME/happen            {"what": .., ..}: something happens to it, such as a message that comes in
    POST   /devices/NAME/reset             back to how it was built
    PUT    /devices/NAME/online            {"value": false}: off the network
    GET    /journal?device=&kind=          requests so far; with refused=1 only refused writes
    DELETE /journal
    POST   /faults                         the fields of Fault
    DELETE /faults
    PUT    /refuse_writes                  {"value": true, "device": null}
    POST   /clock                          {"advance": seconds}
    GET    /errors                         tracebacks of devices that failed

An unknown device or path is 404, anything that makes no sense 400, both as {"error": text}.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiohttp import web

from tests.lab.core.device import Clock, Device, Kind
from tests.lab.core.dispatch import Dispatcher
from tests.lab.core.faults import Fault
from tests.lab.core.listen import LOCALHOST
from tests.lab.core.server import Server

_KINDS: dict[str, Kind] = {"read": "read", "write": "write", "auth": "auth"}


class Controlled(Protocol):
    """What the control API needs of the lab."""

    devices: dict[str, Device]
    dispatcher: Dispatcher
    server: Server
    clock: Clock

    def describe(self) -> list[dict[str, Any]]:
        """One entry a device: what is where, and how to log in."""

    def set_refuse_writes(self, value: bool, device: str | None = None) -> None:
        """Refuse writes, everywhere or on one device."""

    def reset_device(self, name: str) -> None:
        """Put a device back to how it was built."""


class ControlApi:
    """Serves the control API on 127.0.0.1; all coroutines belong into the lab's loop."""

    def __init__(self, lab: Controlled, port: int = 0) -> None:
        self._lab = lab
        self._port = port
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen; ``url`` says where."""
        app = web.Application(middlewares=[_errors_as_json])
        app.add_routes(
            [
                web.get("/devices", self._devices),
                web.get("/devices/{name}/state", self._state),
                web.patch("/devices/{name}/state", self._patch_state),
                web.patch("/devices/{name}/options", self._patch_options),
                web.post("/devices/{name}/happen", self._happen),
                web.post("/devices/{name}/reset", self._reset),
                web.put("/devices/{name}/online", self._online),
                web.get("/journal", self._journal),
                web.delete("/journal", self._clear_journal),
                web.post("/faults", self._add_fault),
                web.delete("/faults", self._clear_faults),
                web.put("/refuse_writes", self._refuse_writes),
                web.post("/clock", self._advance_clock),
                web.get("/errors", self._errors),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOCALHOST, self._port).start()
        self.url = f"http://{LOCALHOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _device(self, request: web.Request) -> Device:
        return self._known(request.match_info["name"])

    def _known(self, name: str) -> Device:
        device = self._lab.devices.get(name)
        if device is None:
            raise web.HTTPNotFound(reason=f"no device {name}; there are {', '.join(self._lab.devices)}")
        return device

    async def _devices(self, request: web.Request) -> web.Response:
        return web.json_response(self._lab.describe())

    async def _state(self, request: web.Request) -> web.Response:
        device = self._device(request)
        with device.lock:
            return web.json_response(device.snapshot())

    async def _patch_state(self, request: web.Request) -> web.Response:
        device = self._device(request)
        changes = await _object(request)
        with device.lock:
            device.patch(changes)
            return web.json_response(device.snapshot())

    async def _patch_options(self, request: web.Request) -> web.Response:
        device = self._device(request)
        changes = await _object(request)
        with device.lock:
            device.set_options(changes)
            return web.json_response(device.options)

    async def _happen(self, request: web.Request) -> web.Response:
        device = self._device(request)
        details = await _object(request)
        what = str(details.pop("what"))
        with device.lock:
            device.happen(what, details)
        return web.json_response({})

    async def _reset(self, request: web.Request) -> web.Response:
        self._lab.reset_device(self._device(request).name)
        return web.json_response({})

    async def _online(self, request: web.Request) -> web.Response:
        device = self._device(request)
        value = _boolean(await _object(request, "value"), "value")
        await self._lab.server.set_online(device.name, value)
        return web.json_response({"value": value})

    async def _journal(self, request: web.Request) -> web.Response:
        device, kind = request.query.get("device"), request.query.get("kind")
        if kind is not None and kind not in _KINDS:
            raise ValueError(f"kind is one of {', '.join(_KINDS)}")
        journal = self._lab.dispatcher.journal
        entries = journal.entries(device=device, kind=_KINDS[kind] if kind else None)
        if request.query.get("refused"):
            refused = {id(entry) for entry in journal.refused}
            entries = [entry for entry in entries if id(entry) in refused]
        return web.json_response([entry.as_dict() for entry in entries])

    async def _clear_journal(self, request: web.Request) -> web.Response:
        self._lab.dispatcher.journal.clear()
        return web.json_response({})

    async def _add_fault(self, request: web.Request) -> web.Response:
        fault = Fault(**await _object(request))
        if fault.device is not None:
            self._known(fault.device)
        self._lab.dispatcher.faults.add(fault)
        return web.json_response({}, status=201)

    async def _clear_faults(self, request: web.Request) -> web.Response:
        self._lab.dispatcher.faults.clear()
        return web.json_response({})

    async def _refuse_writes(self, request: web.Request) -> web.Response:
        body = await _object(request, "value", "device")
        device = body.get("device")
        if device is not None:
            self._known(device)
        self._lab.set_refuse_writes(_boolean(body, "value"), device)
        return web.json_response({})

    async def _advance_clock(self, request: web.Request) -> web.Response:
        body = await _object(request, "advance")
        self._lab.clock.advance(float(body["advance"]))
        return web.json_response({"now": self._lab.clock.now()})

    async def _errors(self, request: web.Request) -> web.Response:
        return web.json_response(self._lab.dispatcher.errors)


async def _object(request: web.Request, *allowed: str) -> dict[str, Any]:
    """The request's body, a JSON object, with no other keys than ``allowed`` if any are given."""
    body = await request.json()
    if not isinstance(body, dict):
        raise TypeError("the body is a JSON object")
    unknown = sorted(set(body) - set(allowed))
    if allowed and unknown:
        raise ValueError(f"unknown: {', '.join(unknown)}; there are {', '.join(allowed)}")
    return body


def _boolean(body: dict[str, Any], key: str) -> bool:
    if not isinstance(body.get(key), bool):
        raise TypeError(f"{key} is true or false")
    return bool(body[key])


@web.middleware
async def _errors_as_json(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        return web.json_response({"error": error.reason}, status=error.status)
    except (ValueError, TypeError, KeyError) as error:
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
