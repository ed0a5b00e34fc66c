# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import time
import typing as t
from collections import OrderedDict

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_CLIENTS = 4096  # whose rates are kept


class Access:
    """Who may push. What is None or empty is not asked for; of ``token`` and ``username``, one is enough."""

    def __init__(
        self,
        *,
        token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        networks: t.Sequence[Network] = (),
    ) -> None:
        self._token = token
        self._login = None if username is None else f"{username}:{password}"
        self._networks = networks

    @property
    def wants_login(self) -> bool:
        """Whether a login by Basic would do."""
        return self._login is not None

    def admits(self, address: str | None) -> bool:
        """Whether a client at this IP address may ask at all."""
        if not self._networks:
            return True
        try:
            client = ipaddress.ip_address((address or "").partition("%")[0])
        except ValueError:
            return False
        client = getattr(client, "ipv4_mapped", None) or client
        return any(client in network for network in self._networks)

    def knows(self, authorization: str | None, token: str | None) -> bool:
        """Whether a request with this Authorization header and this ``token`` in its query may push."""
        if self._token is None and self._login is None:
            return True
        scheme, _blank, given = (authorization or "").strip().partition(" ")
        scheme, given = scheme.lower(), given.strip()
        tokens = [token or "", given if scheme == "bearer" else ""]
        login = _decoded(given) if scheme == "basic" else ""
        right = [self._token is not None and _same(one, self._token) for one in tokens]
        return any([*right, self._login is not None and _same(login, self._login)])


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))


class RateLimit:
    """A token bucket for each client: ``rate`` requests a second, ``burst`` at once. A rate of 0 is no limit."""

    def __init__(self, rate: float, burst: int, clock: t.Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Count a request. Out: 0 where it is within the limit, else the seconds until one will be."""
        if not self._rate:
            return 0.0
        now = self._clock()
        left, at = self._buckets.pop(client, (float(self._burst), now))
        left = min(float(self._burst), left + (now - at) * self._rate)
        admitted = left >= 1
        self._buckets[client] = (left - 1 if admitted else left, now)
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        return 0.0 if admitted else (1 - left) / self._rate
