# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server: one background thread with its own event loop that carries every device's HTTP(S) to the dispatcher."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from multidict import CIMultiDict

from tests.lab.core import listen
from tests.lab.core.device import Device
from tests.lab.core.dispatch import Dispatcher
from tests.lab.core.listen import SCHEMES, Endpoint
from tests.lab.core.message import JSON_TYPE, Request, Response, split_target
from tests.lab.core.outgoing import Outgoing
from tests.lab.core.tls import LabCa

T = TypeVar("T")
RawHandler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

TICK_SECONDS = 0.25
MAX_BODY = 256 * 1024 * 1024
_LINGER_ZERO = struct.pack("ii", 1, 0)


class Port:
    """One scheme of one device: its listening socket and the connections that came in through it."""

    def __init__(self, handler: RawHandler, tls: ssl.SSLContext | None) -> None:
        self._protocols = web.Server(handler, request_factory=_make_request, access_log=None, tcp_keepalive=False)
        self._tls = tls
        self._listener: asyncio.Server | None = None

    async def open(self, sock: socket.socket) -> None:
        """Accept connections from a listening socket, which belongs to the port from now on."""
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(self._protocols, sock=sock, ssl=self._tls, backlog=256)

    def close(self) -> None:
        """Stop listening and reset the connections, so that clients notice at once."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        for protocol in self._protocols.connections:
            if protocol.transport is not None:
                reset(protocol.transport)


class Server:
    """Serves devices on their endpoints.

    ``places`` pairs each device with the loopback address that it is to have. ``single_address``: True puts all on
    127.0.0.1 with ports of their own, None does so only where the machine has no other loopback addresses.
    ``https_port`` and ``http_port`` 0 mean free ones. The CA certificate is written to ``directory``.
    """

    def __init__(
        self,
        places: Sequence[tuple[Device, str]],
        dispatcher: Dispatcher,
        directory: Path,
        *,
        https_port: int = 0,
        http_port: int = 0,
        single_address: bool | None = None,
    ) -> None:
        self._devices = [device for device, _ in places]
        self._dispatcher = dispatcher
        self._ca = LabCa(directory)
        self.ca_path = self._ca.path
        if single_address is None:
            single_address = not listen.has_many_addresses()
        addresses = [listen.LOCALHOST if single_address else address for _, address in places]
        wanted = {"https": https_port, "http": http_port}
        self._sockets: dict[tuple[str, str], socket.socket] = {}
        self.endpoints: dict[str, Endpoint] = {}
        for device, address in zip(self._devices, addresses, strict=True):
            self.endpoints[device.name] = Endpoint(address, {})
        with contextlib.ExitStack() as opened:
            for scheme in SCHEMES:
                sockets = (
                    listen.listen_side_by_side(len(places), wanted[scheme])
                    if single_address
                    else listen.listen_everywhere(addresses, wanted[scheme])
                )
                for device, sock in zip(self._devices, sockets, strict=True):
                    opened.callback(sock.close)
                    self._sockets[device.name, scheme] = sock
                    self.endpoints[device.name].ports[scheme] = sock.getsockname()[1]
            opened.pop_all()
        self._ports: dict[tuple[str, str], Port] = {}
        self._offline: set[str] = set()
        self._ticker: asyncio.Task[None] | None = None
        self._outgoing = Outgoing()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="lab", daemon=True)

    def start(self) -> None:
        """Start the thread and listen; returns when every device can be reached."""
        self._thread.start()
        self.run(self._open_all())

    def stop(self) -> None:
        """Close everything and end the thread; requests that hang are given up."""
        self.run(self._close_all())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine in the lab's loop from another thread, and return what it returns."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def is_online(self, name: str) -> bool:
        """Whether the device listens."""
        return name not in self._offline

    async def set_online(self, name: str, online: bool) -> None:
        """Take a device off the network (connections are refused and reset) or bring it back. In the lab's loop only."""
        if online == self.is_online(name):
            return
        endpoint = self.endpoints[name]
        if online:
            for scheme in SCHEMES:
                sock = await asyncio.to_thread(listen.listen_again, endpoint.address, endpoint.ports[scheme])
                await self._ports[name, scheme].open(sock)
            self._offline.discard(name)
        else:
            self._offline.add(name)
            for scheme in SCHEMES:
                self._ports[name, scheme].close()

    async def _open_all(self) -> None:
        for device in self._devices:
            identities = {self.endpoints[device.name].address, "localhost"}
            contexts = {"https": self._ca.server_context(*sorted(identities)), "http": None}
            for scheme in SCHEMES:
                port = Port(self._handler(device, scheme), contexts[scheme])
                self._ports[device.name, scheme] = port
                await port.open(self._sockets.pop((device.name, scheme)))
        self._ticker = asyncio.create_task(self._tick())

    async def _tick(self) -> None:
        """Give the devices that do things on their own the chance to."""
        own = ("tick", "outgoing")
        lively = [
            device
            for device in self._devices
            if any(getattr(type(device), name) is not getattr(Device, name) for name in own)
        ]
        while lively:
            for device in lively:
                with device.lock:
                    device.tick()
                    posts = device.outgoing() if self.is_online(device.name) else []
                self._outgoing.send(device, posts)
            await asyncio.sleep(TICK_SECONDS)

    async def _close_all(self) -> None:
        for port in self._ports.values():
            port.close()
        await self._outgoing.close()
        pending = asyncio.all_tasks() - {asyncio.current_task()}
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        # One more turn of the loop lets the transports run their own closing callbacks.
        await asyncio.sleep(0)

    def _handler(self, device: Device, scheme: str) -> RawHandler:
        """The request handler of one device and scheme."""
        dispatch = self._dispatcher.dispatch

        async def handle(raw: web.BaseRequest) -> web.StreamResponse:
            request = await _read_request(raw, scheme)
            response = await dispatch(device, request)
            if response is None or response.drop or not self.is_online(device.name):
                return _hang_up(raw, graceful=response is not None and response.drop)
            return _to_wire(response)

        return handle


def reset(transport: asyncio.BaseTransport) -> None:
    """Abort a connection with a TCP reset, as a device does that crashes."""
    sock = transport.get_extra_info("socket")
    if sock is not None:
        # Without this the kernel says goodbye politely, and the client sees an early end instead of a reset.
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()


def _make_request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """A request as aiohttp makes it, but with room for firmware and MMS files."""
    return web.BaseRequest(
        message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=MAX_BODY
    )


async def _read_request(raw: web.BaseRequest, scheme: str) -> Request:
    """The whole request in the lab's form, its target untouched."""
    body = b""
    if raw.can_read_body:
        if raw.headers.get("Expect", "").lower() == "100-continue" and raw.transport is not None:
            raw.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = await raw.read()
    path, query = split_target(raw.raw_path)
    peer = raw.transport.get_extra_info("peername") if raw.transport is not None else None
    return Request(
        raw.method,
        path,
        raw.raw_path,
        query,
        {name.lower(): value for name, value in raw.headers.items()},
        body,
        scheme,
        peer[0] if peer else listen.LOCALHOST,
    )


def _to_wire(response: Response) -> web.Response:
    """The answer as aiohttp sends it; ``Transfer-Encoding: chunked`` among the headers makes it a chunked one."""
    headers = CIMultiDict(response.headers)
    chunked = headers.pop("Transfer-Encoding", "") == "chunked"
    headers.setdefault("Content-Type", JSON_TYPE)
    answer = web.Response(body=response.body, status=response.status, headers=headers)
    if chunked:
        answer.enable_chunked_encoding()
    return answer


def _hang_up(raw: web.BaseRequest, *, graceful: bool) -> web.Response:
    """End the connection without an answer; what is returned has nowhere to go any more."""
    if raw.transport is not None:
        if graceful:
            raw.transport.close()
        else:
            reset(raw.transport)
    return web.Response(status=500)
