# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which firmware has what, and what is known of the firmware that a router runs."""

from __future__ import annotations

import re
import typing as t

from .._core.errors import ApiFailure, PermissionDenied, Unsupported
from .._core.plan import Write
from .answers import entries

Number = tuple[int, int, int]

# Documented first firmware of each operation ("Available in"); cmd.system.reboot: field notes, section 4.
AVAILABLE_IN = {
    "auth.client": "7.1.1",
    "auth.client.token": "7.1.1",
    "auth.token.grant": "7.1.1",
    "auth.token.revoke": "7.1.1",
    "cmd.ap": "7.0.2",
    "cmd.billing.newCycle": "8.1.0",
    "cmd.carrier.scan": "8.0.1",
    "cmd.carrier.select": "8.0.1",
    "cmd.cellularModule.rescanNetwork": "8.0.0",
    "cmd.cellularModule.reset": "8.0.0",
    "cmd.config.apply": "7.1.1",
    "cmd.config.discard": "7.1.1",
    "cmd.sendUssd": "8.1.0",
    "cmd.sms.get": "8.1.0",
    "cmd.sms.sendMessage": "8.0.0",
    "cmd.system.reboot": "8.2.0",
    "cmd.wan.cellular": "8.0.0",
    "cmd.wifi.connect": "7.1.1",
    "cmd.wifi.disconnect": "7.1.1",
    "cmd.wifi.forget": "7.1.1",
    "cmd.wifi.result": "7.1.1",
    "cmd.wifi.scan": "7.1.1",
    "config.gpio": "8.1.1",
    "config.ssid.profile": "7.1.1",
    "config.wan.connection": "8.1.1",
    "config.wan.connection.priority": "7.1.1",
    "info.firmware": "7.1.1",
    "info.location": "8.0.1",
    "login": "7.0.0",
    "logout": "7.0.0",
    "status.client": "8.0.1",
    "status.lan.profile": "7.1.0",
    "status.pepvpn": "7.1.0",
    "status.wan.connection": "8.0.0",
    "status.wan.connection.allowance": "8.0.0",
    "status.wan.connection.signal": "8.0.1",
}
# Where the two methods of one function came at different times.
_POST_AVAILABLE_IN = {"cmd.carrier.scan": "8.1.0"}
# What this firmware has is not asked for: before it there is no info.firmware to ask, and next to nothing to write.
_OLDEST: Number = (7, 1, 1)
# The first firmware whose document lacks an operation again.
GONE_IN = {("GET", "cmd.wan.cellular"): "8.3.0"}

_VERSION = re.compile(r"\s*(\d+)\.(\d+)(?:\.(\d+))?")


def number(text: str) -> Number:
    """The numbers of a version, "8.1.1 build 4899". Raises ValueError where there are none."""
    found = _VERSION.match(text)
    if found is None:
        raise ValueError(f"no firmware version: {text!r}")
    return int(found[1]), int(found[2]), int(found[3] or 0)


def since(method: str, function: str) -> str | None:
    """The first firmware that has an operation; None for one that no document has."""
    later = _POST_AVAILABLE_IN.get(function) if method == "POST" else None
    return later or AVAILABLE_IN.get(function)


def span(method: str, function: str) -> str:
    """Which firmware has an operation, as a message says it; empty for one that no document has."""
    first, gone = since(method, function), GONE_IN.get((method, function))
    if not first:
        return ""
    return f"firmware {first} or later" + (f", before {gone}" if gone else "")


def in_use(answer: t.Any) -> str | None:
    """The version that runs, from an answer of info.firmware; None where it does not tell."""
    images = list(entries(answer).values())
    chosen = [image for image in images if image.get("inUse")] or (images if len(images) == 1 else [])
    text = str(chosen[0].get("version", "")) if chosen else ""
    return text if _VERSION.match(text) else None


class Firmware:
    """What is known of the firmware of one router.

    ``ask`` reads info.firmware. It is asked at most once a run, and only where no operation that has been answered shows
    already that the firmware is new enough: a converged run does not cost a request more.
    """

    def __init__(self, ask: t.Callable[[], t.Any], device: str) -> None:
        self._ask = ask
        self._device = device
        self._asked = False
        self._running: str | None = None
        self._shown: Number = (0, 0, 0)

    def answered(self, method: str, function: str) -> None:
        """Take note that the router has an operation."""
        first = since(method, function)
        if first:
            self._shown = max(self._shown, number(first))

    @property
    def running(self) -> str | None:
        """The version that runs, as the router writes it; None where it does not tell. Asks the router once."""
        if not self._asked:
            self._asked = True
            try:
                self._running = in_use(self._ask())
            except Unsupported:
                self._running = "7.1.0 or older"  # info.firmware came with 7.1.1
            except (ApiFailure, PermissionDenied):
                self._running = None
        return self._running

    def at_least(self, version: str) -> bool | None:
        """Whether the firmware is ``version`` or later; None where the router does not tell."""
        wanted = number(version)
        if self._shown >= wanted:
            return True
        running = self.running
        return None if running is None else number(running) >= wanted

    def require(self, version: str, what: str) -> None:
        """Raise Unsupported unless the firmware is ``version`` or later, or does not tell its version."""
        if self.at_least(version) is False:
            raise Unsupported(
                f"{what} needs firmware {version} or later, and the router runs {self.running}", device=self._device
            )

    def require_before(self, version: str, what: str) -> None:
        """Raise Unsupported where the firmware is ``version`` or later."""
        if self.at_least(version):
            raise Unsupported(
                f"{what} needs firmware before {version}, and the router runs {self.running}", device=self._device
            )

    def require_plan(self, plan: t.Iterable[Write], options: t.Iterable[tuple[str, str]] = ()) -> None:
        """Raise Unsupported where the router lacks an operation of a plan, or an option (its path, its first firmware)."""
        for write in plan:
            first, gone = since(write.method, write.endpoint), GONE_IN.get((write.method, write.endpoint))
            if first and number(first) > _OLDEST:
                self.require(first, f"{write.method} {write.endpoint}")
            if gone:
                self.require_before(gone, f"{write.method} {write.endpoint}")
        for path, first in options:
            self.require(first, path)
