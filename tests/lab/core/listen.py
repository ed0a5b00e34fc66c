# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses and ports: every device on its own loopback address and the same port, as in a real network."""

from __future__ import annotations

import contextlib
import socket
import time
from dataclasses import dataclass

SCHEMES = ("https", "http")
LOCALHOST = "127.0.0.1"
_PROBE_ADDRESS = "127.77.0.1"
_ATTEMPTS = 20


@dataclass
class Endpoint:
    """Where a device listens: its address and its port for each scheme."""

    address: str
    ports: dict[str, int]

    def url(self, scheme: str) -> str:
        """The base URL for ``https`` or ``http``, without a slash at its end."""
        return f"{scheme}://{self.address}:{self.ports[scheme]}"


def listen_on(address: str, port: int) -> socket.socket:
    """A listening, non-blocking socket. Raises OSError if the address or the port can't be had."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((address, port))
        # Linux lets two sockets bind one port as long as neither listens, so only listening makes it ours.
        sock.listen(256)
        sock.setblocking(False)
    except OSError:
        sock.close()
        raise
    return sock


def listen_again(address: str, port: int, *, patience: float = 2.0) -> socket.socket:
    """Take a port back that was ours before; somebody may hold it for a moment, so try for ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return listen_on(address, port)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def has_many_addresses() -> bool:
    """Whether the machine lets us listen on any address of 127.0.0.0/8 (Linux does, macOS doesn't)."""
    try:
        listen_on(_PROBE_ADDRESS, 0).close()
    except OSError:
        return False
    return True


def listen_everywhere(addresses: list[str], port: int) -> list[socket.socket]:
    """Sockets on the same port of every address; port 0 means one that is free on all of them.

    Raises OSError if the port, or any port, can't be had everywhere.
    """
    attempts = 1 if port else _ATTEMPTS
    for attempt in range(attempts):
        sockets: list[socket.socket] = []
        try:
            for address in addresses:
                wanted = port or (sockets[0].getsockname()[1] if sockets else 0)
                sockets.append(listen_on(address, wanted))
        except OSError:
            for sock in sockets:
                sock.close()
            if attempt == attempts - 1:
                raise
        else:
            return sockets
    return []


def listen_side_by_side(count: int, port: int) -> list[socket.socket]:
    """Sockets on 127.0.0.1, each on a port of its own: from ``port`` on, or free ones if it is 0."""
    with contextlib.ExitStack() as opened:
        sockets = [
            opened.enter_context(contextlib.closing(listen_on(LOCALHOST, port + index if port else 0)))
            for index in range(count)
        ]
        opened.pop_all()
    return sockets
