# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client for the tests of the simulated SMS gateway: Digest by hand, no sockets."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from tests.lab.core.device import Clock
from tests.lab.core.message import Request, Response
from tests.lab.sms_gateway import SmsGateway

USER = "admin"
PASSWORD = "lab-sms_gateway-pw1"
SN = "xxxx-xxxx-xxxx-xxxx"
ENVELOPE: dict[str, Any] = {"error_code": 200, "sn": SN}


class StoppedClock(Clock):
    """A clock that stands still unless it is advanced."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return 1_700_000_000.0 + self._offset


def gateway(**options: Any) -> SmsGateway:
    """A gateway with the serial number of the document's samples, whose clock stands still."""
    device = SmsGateway("gateway-1", clock=StoppedClock(), **options)
    device.patch({"sn": SN})
    return device


def md5(*parts: str) -> str:
    """RFC 2617's H(concat with colons)."""
    return hashlib.md5(":".join(parts).encode()).hexdigest()


def digest(
    challenge: str, method: str, target: str, *, user: str = USER, password: str = PASSWORD, nc: str = "00000001"
) -> str:
    """The Authorization header that answers ``challenge``."""
    parts = dict(re.findall(r'(\w+)="([^"]*)"', challenge))
    response = md5(md5(user, parts["realm"], password), parts["nonce"], nc, "0a4f113b", "auth", md5(method, target))
    return (
        f'Digest username="{user}", realm="{parts["realm"]}", nonce="{parts["nonce"]}", uri="{target}", '
        f'qop=auth, nc={nc}, cnonce="0a4f113b", response="{response}", opaque="{parts["opaque"]}", algorithm="MD5"'
    )


def call(
    device: SmsGateway,
    method: str,
    target: str,
    body: Any = None,
    *,
    raw: bytes = b"",
    headers: dict[str, str] | None = None,
) -> Response:
    """Probe with the real body (JSON from ``body``, or ``raw``), take the challenge, answer it."""
    probe = device.handle(Request.build(method, target, json_body=body, body=raw, headers=headers))
    challenge = None if probe.drop else probe.header("www-authenticate")
    if challenge is None:
        return probe
    signed = {**(headers or {}), "Authorization": digest(challenge, method, target)}
    return device.handle(Request.build(method, target, json_body=body, body=raw, headers=signed))


def get(device: SmsGateway, target: str) -> Any:
    """The JSON that GET brings; commas are sent as %2C, as they must be under Digest."""
    return ok(call(device, "GET", target.replace(",", "%2C")))


def post(device: SmsGateway, target: str, body: Any) -> Any:
    """The JSON that POST brings."""
    return ok(call(device, "POST", target, body))


def ok(response: Response) -> Any:
    """The JSON of an HTTP 200."""
    assert response.status == 200, response.body
    return json.loads(response.body)


def code(device: SmsGateway, method: str, target: str, body: Any = None) -> int:
    """The ``error_code`` that a request brings under HTTP 200."""
    found = ok(call(device, method, target.replace(",", "%2C"), body))["error_code"]
    assert isinstance(found, int)
    return found


def set_port(device: SmsGateway, port: int, action: str, **params: str) -> int:
    """set_port_info; returns the error_code."""
    query = "".join(f"&{name}={value}" for name, value in params.items())
    return code(device, "GET", f"/api/set_port_info?port={port}&action={action}{query}")


def info(device: SmsGateway, port: int, *names: str) -> dict[str, Any]:
    """One row of get_port_info."""
    answer = get(device, f"/api/get_port_info?info_type={','.join(names)}&port={port}")
    row: dict[str, Any] = answer["info"][0]
    return row


def upload(device: SmsGateway, name: str) -> Any:
    """What curl sends for -F "file=@filename"."""
    body = (
        b'--XX\r\nContent-Disposition: form-data; name="file"; filename="filename"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n\xff\xd8picture\r\n--XX--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=XX"}
    return ok(call(device, "POST", f"/api/mms_file/{name}", raw=body, headers=headers))
