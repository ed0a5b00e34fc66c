# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to a request between the socket and the device: journal, faults, refusal of writes."""

from __future__ import annotations

import asyncio
import json
import logging
import traceback

from tests.lab.core.device import Device, Kind
from tests.lab.core.faults import Fault, Faults
from tests.lab.core.journal import Entry, Journal
from tests.lab.core.message import Request, Response

LOG = logging.getLogger("telco.cpe.lab")

REFUSED_STATUS = 599
NOT_JSON = b"Service is starting, please try again\n"


class Dispatcher:
    """Takes each request through the lab: journal, fault, refusal of writes, device; in this order.

    ``errors`` collects the tracebacks of devices that failed on a request: mistakes of the lab, which a test run must
    not overlook.
    """

    def __init__(self) -> None:
        self.journal = Journal()
        self.faults = Faults()
        self.refuse_all = False
        self.refusing: set[str] = set()
        self.errors: list[str] = []

    async def dispatch(self, device: Device, request: Request) -> Response | None:
        """The answer to a request after its delay; None means: reset the connection."""
        kind = self._classify(device, request)
        entry = Entry(
            device.clock.now(), device.name, device.system, request.method, request.path, request.query, request.body
        )
        entry.kind = kind
        fault = self.faults.take(request, device.name, kind)
        if fault is not None:
            entry.fault = fault.action
        refused = kind == "write" and (self.refuse_all or device.name in self.refusing)
        self.journal.record(entry, refused=refused)
        if fault is None and not refused:
            response: Response | None = self._handle(device, request)
        else:
            response = await self._exceptional(device, request, fault, refused)
        if response is None:
            return None
        if response.delay > 0:
            await asyncio.sleep(response.delay)
        if not response.drop:
            entry.status = response.status
        return response

    async def _exceptional(
        self, device: Device, request: Request, fault: Fault | None, refused: bool
    ) -> Response | None:
        """Answer a request that meets a fault, or that is refused, or both."""
        if fault is not None:
            if fault.action in ("reset_before", "hang"):
                await _stay_silent(fault)
                return None
            if fault.action == "status":
                return _status_answer(device, fault)
            if fault.action == "login_page":
                return device.login_page()
            if fault.action == "not_json":
                return Response(200, NOT_JSON, [("Content-Type", "text/plain")])
        if refused:
            text = f"The lab refuses writes: {request.method} {request.raw_path}\n"
            return Response(REFUSED_STATUS, text.encode(), [("Content-Type", "text/plain")])
        response = self._handle(device, request, silently=fault is not None and fault.action == "silent")
        if fault is not None and fault.action in ("reset_after", "hang_after"):
            await _stay_silent(fault)
            return None
        if fault is not None and fault.action == "truncated_json":
            response.body = response.body[: len(response.body) // 2]
        return response

    def _classify(self, device: Device, request: Request) -> Kind:
        try:
            return device.classify(request)
        except Exception:  # noqa: BLE001 - whatever a device raises is a mistake of the lab, noted and shown
            self._note_error(device, request)
            return "write"

    def _handle(self, device: Device, request: Request, *, silently: bool = False) -> Response:
        try:
            with device.lock:
                return device.handle_silently(request) if silently else device.handle(request)
        except Exception:  # noqa: BLE001 - whatever a device raises is a mistake of the lab, noted and shown
            self._note_error(device, request)
            return Response(500, b"The lab's device failed; see the lab's log\n", [("Content-Type", "text/plain")])

    def _note_error(self, device: Device, request: Request) -> None:
        text = f"{device.system} {device.name}: {request.method} {request.raw_path}\n{traceback.format_exc()}"
        self.errors.append(text)
        LOG.error("%s", text)


async def _stay_silent(fault: Fault) -> None:
    """Wait as long as a hanging fault lasts; any other one doesn't wait."""
    if fault.action.startswith("hang"):
        await asyncio.sleep(fault.seconds)


def _status_answer(device: Device, fault: Fault) -> Response:
    """The answer of a ``status`` fault, in the system's own form where the fault gives no body."""
    if fault.body is None:
        response = device.error_response(fault.status)
        response.status = fault.status
    elif isinstance(fault.body, str):
        response = Response(fault.status, fault.body.encode())
    else:
        response = Response(fault.status, json.dumps(fault.body).encode())
    response.headers = [*response.headers, *fault.headers.items()]
    return response
