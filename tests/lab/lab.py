# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The running lab: a site behind a server, with its journal, faults, switches and control API."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from tests.lab.core import Clock, Device, Faults, Journal
from tests.lab.core.control import ControlApi
from tests.lab.core.dispatch import Dispatcher
from tests.lab.core.server import Server
from tests.lab.site import Site

Scheme = Literal["https", "http"]


class LabError(Exception):
    """A device of the lab failed on a request: a mistake of the lab itself."""


class Lab:
    """Runs a site: ``with Lab(site) as lab:``, or ``start`` and ``stop``.

    ``https_port``, ``http_port``, ``control_port``: 0 means a free one. ``single_address``: True puts every device on
    127.0.0.1 with ports of its own (from ``https_port`` and ``http_port`` on), None does so where the machine has no
    other loopback addresses. Leaving the ``with`` block raises LabError if a device failed on a request.
    """

    def __init__(
        self,
        site: Site | None = None,
        *,
        https_port: int = 0,
        http_port: int = 0,
        control_port: int = 0,
        single_address: bool | None = None,
    ) -> None:
        self.site = site or Site.default()
        self.devices: dict[str, Device] = {device.name: device for device, _ in self.site.places}
        self.clock: Clock = self.site.clock
        self.dispatcher = Dispatcher()
        self._directory = Path(tempfile.mkdtemp(prefix="telco-cpe-lab-"))
        try:
            self.server = Server(
                self.site.places,
                self.dispatcher,
                self._directory,
                https_port=https_port,
                http_port=http_port,
                single_address=single_address,
            )
        except BaseException:
            shutil.rmtree(self._directory)
            raise
        self._control = ControlApi(self, control_port)

    def start(self) -> Self:
        """Listen; returns when every device and the control API can be reached."""
        try:
            self.server.start()
            self.server.run(self._control.start())
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Close everything and remove the CA file."""
        self.server.run(self._control.stop())
        self.server.stop()
        shutil.rmtree(self._directory, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if kind is None and self.errors:
            raise LabError("\n".join(self.errors))

    @property
    def journal(self) -> Journal:
        """Every request so far."""
        return self.dispatcher.journal

    @property
    def faults(self) -> Faults:
        """What goes wrong."""
        return self.dispatcher.faults

    @property
    def errors(self) -> list[str]:
        """Tracebacks of devices that failed on a request."""
        return self.dispatcher.errors

    @property
    def ca_path(self) -> Path:
        """The certificate of the lab's CA, as a PEM file."""
        return self.server.ca_path

    @property
    def control_url(self) -> str:
        """Where the control API is."""
        return self._control.url

    @property
    def refuse_writes(self) -> bool:
        """Whether writes are refused on every device; they are then in ``journal.refused``."""
        return self.dispatcher.refuse_all

    @refuse_writes.setter
    def refuse_writes(self, value: bool) -> None:
        self.set_refuse_writes(value)

    def set_refuse_writes(self, value: bool, device: str | None = None) -> None:
        """Refuse writes (or don't any more), everywhere or on one device."""
        if device is None:
            self.dispatcher.refuse_all = value
        elif value:
            self.dispatcher.refusing.add(device)
        else:
            self.dispatcher.refusing.discard(device)

    def device(self, name: str) -> Device:
        """The device with this name. Raises KeyError."""
        return self.devices[name]

    def url(self, name: str, scheme: Scheme = "https") -> str:
        """The base URL of a device, without a slash at its end."""
        return self.server.endpoints[name].url(scheme)

    def offline(self, name: str) -> None:
        """Take a device off the network: connections are refused, open ones are reset."""
        self.server.run(self.server.set_online(name, False))

    def online(self, name: str) -> None:
        """Bring a device back."""
        self.server.run(self.server.set_online(name, True))

    def snapshot(self, name: str) -> dict[str, Any]:
        """The configuration state of a device."""
        device = self.devices[name]
        with device.lock:
            return device.snapshot()

    def patch(self, name: str, changes: dict[str, Any]) -> None:
        """Someone changes a device by hand."""
        device = self.devices[name]
        with device.lock:
            device.patch(changes)

    def reset_device(self, name: str) -> None:
        """Put a device back to how it was built, its options too."""
        device = self.devices[name]
        with device.lock:
            device.reset_options()
            device.reset()

    def reset(self) -> None:
        """Put everything back: devices, options, faults, refusals, journal; every device is online."""
        for name in self.devices:
            self.reset_device(name)
            self.online(name)
        self.faults.clear()
        self.journal.clear()
        self.dispatcher.refuse_all = False
        self.dispatcher.refusing.clear()

    def describe(self) -> list[dict[str, Any]]:
        """One entry a device: name, system, URLs, login, CA file, control URL, whether it is online."""
        return [
            {
                "name": device.name,
                "system": device.system,
                "https_url": self.url(device.name),
                "http_url": self.url(device.name, "http"),
                "username": device.options["username"],
                "password": device.options["password"],
                "ca_path": str(self.ca_path),
                "control_url": self.control_url,
                "online": self.server.is_online(device.name),
            }
            for device in self.devices.values()
        ]
