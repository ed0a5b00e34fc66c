# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: sms_gateway
short_description: Receive the events that SMS gateways push
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - An HTTP or HTTPS server to which SMS gateways push what happens (HTTP API V1.2, section 17). Received messages, results of
    sending, delivery reports, USSD replies, the registration of SIM cards, answered calls, power of the device, and what the
    handling of exceptions did.
  - Where a gateway pushes to, and what, is set on its web interface. Its API has nothing for it.
  - Each entry of a push becomes one event, in the order in which they came. A push is answered as soon as its events are kept
    in memory; with 503 if there is no room for them, because the rules are too far behind.
  - An event is handed on once, also if the gateway pushes it again because it did not see the answer. That holds for events
    that can be told apart, see O(duplicate_window).
  - Only who is admitted can push. One of O(token), O(username) with O(password), O(allowed_addresses) and O(cafile) is required,
    unless O(host) is a loopback address. What is given of O(allowed_addresses), O(cafile), and a login by O(token) or
    O(username) must be met together.
  - What people write in messages comes to rulebooks and playbooks as text that is no template of Jinja. A blank is put behind the
    brace that begins C({{), C({%) or C({#), and behind the C(#) of a leading C(#jinja2:), because Ansible evaluates what it finds in
    extra variables.
  - Neither secrets of the source nor addresses with their query get into events, answers or logs.
requirements:
  - aiohttp, which ansible-rulebook brings along
options:
  port:
    type: int
    required: true
    description: TCP port to listen at.
  host:
    type: str
    default: "0.0.0.0"
    description: Address to listen at. V(::) takes IPv4 as well on most systems.
  path:
    type: str
    default: /
    description: Path of the address to which the gateways push. Other paths are answered with 404.
  token:
    type: str
    description:
      - What a gateway has to send in the query of the address as C(token), because gateways can be given nothing but an address, or in
        the header C(Authorization) after C(Bearer).
      - Use HTTPS with it, and a token of letters and digits.
  username:
    type: str
    description: Name for Basic authentication. With O(token) too, either of both is enough.
  password:
    type: str
    description: Password for Basic authentication.
  allowed_addresses:
    type: list
    elements: str
    description: IP addresses and networks from which pushes are taken. Behind a proxy, that is the address of the proxy.
  certfile:
    type: str
    description: File with the server's certificate and its chain. Makes it an HTTPS server.
  keyfile:
    type: str
    description: File with the private key, if it is not in O(certfile).
  keyfile_password:
    type: str
    description: Password of the private key.
  cafile:
    type: str
    description: File with CA certificates. A client needs a certificate of one of these.
  gateways:
    type: dict
    description:
      - Serial numbers of gateways, as they push them (C(sn)), each with the name of the gateway's host in the inventory.
      - Events then tell the name as C(gateway), and as C(meta.hosts), to which ansible-rulebook limits the playbooks that it runs.
      - Pushes of other gateways are refused. A serial number is no secret, so this is no authentication.
  types:
    type: list
    elements: str
    choices: [sms, sms_result, sms_deliver_status, ussd, register, cdr, device, exception_info]
    default: [sms, sms_result, sms_deliver_status, ussd, register, cdr, device, exception_info]
    description: Which events to hand on. Others are answered as taken, and dropped.
  url_decode_text:
    type: bool
    default: false
    description: Whether the gateways send C(text) with URL encoding, as some firmwares do.
  duplicate_window:
    type: float
    default: 600
    description:
      - Seconds for which an event that came before is dropped if exactly the same comes again. With V(0), none is.
      - That holds for C(sms) with an ID and time, C(sms_result) and C(sms_deliver_status) with a time and reference ID, C(cdr), and
        C(register), if nothing else came of that port since. A repetition of C(ussd), C(device) and C(exception_info) can't be told
        from the same thing happening again, so that these always count.
      - A gateway that was powered on registers its SIM cards anew, so what it pushed of C(register) before is forgotten then.
  max_body_bytes:
    type: int
    default: 262144
    description: Size of a push. Larger ones are refused with 413.
  max_rate:
    type: float
    default: 1000
    description: Requests a second that one client address may make. Others are refused with 429. With V(0), there is no limit.
  max_burst:
    type: int
    default: 2000
    description: Requests that one client address may make at once.
  request_timeout:
    type: float
    default: 10
    description: Seconds within which a request's body has to be there. Refused with 408 otherwise.
  queue_size:
    type: int
    default: 10000
    description: Events that are kept in memory while the rules are busy.
  drain_timeout:
    type: float
    default: 2
    description: Seconds that the rules have, when the source is stopped, to take what is still kept. How many events are lost is logged.
notes:
  - A push that was answered, and not handed on yet, is lost if the process is killed.
"""

EXAMPLES = r"""
- name: React on what gateways push
  hosts: all
  sources:
    - name: gateways
      telco.cpe.sms_gateway:
        port: 8443
        certfile: /etc/pki/eda/server.pem
        # The address to enter on the gateways: https://eda.example.net:8443/?token=...
        token: "{{ SMS_GATEWAY_PUSH_TOKEN }}"
        allowed_addresses: [192.168.11.0/24]
        gateways:
          da00-0030-1901-2817: gateway-1
  rules:
    - name: A port lost its registration
      condition: event.type == "register" and event.register.status == "down"
      action:
        run_playbook:
          name: telco.cpe.sim_rotation
"""

RETURN = r"""
type:
  description: What happened, one of the O(types). The key of this name has its fields.
  type: str
  returned: always
sn:
  description: Serial number of the gateway.
  type: str
  returned: always, V(null) if the gateway does not tell it
gateway:
  description: Name of the gateway in O(gateways).
  type: str
  returned: always, V(null) without O(gateways)
sms:
  description: A received message. Some firmwares add C(imsi).
  type: dict
  returned: with type V(sms)
  sample: {incoming_sms_id: 1, port: 1, number: "6717", smsc: "+8613800757511", timestamp: "2016-07-12 15:46:18", text: test}
sms_result:
  description: The result of sending. C(status) is in capitals. C(user_id) is there if the message was sent with one.
  type: dict
  returned: with type V(sms_result)
  sample:
    {port: 1, number: "10086", time: "2016-07-12 01:46:02", status: DELIVERED, count: 1, succ_count: 1, ref_id: 215,
     imsi: "460004642148063"}
sms_deliver_status:
  description: A delivery report. A C(status_code) of 0 is delivered, 32 to 63 a temporary, 64 to 255 a permanent error.
  type: dict
  returned: with type V(sms_deliver_status)
  sample: {port: 1, number: "10086", time: "2016-07-12 15:46:53", ref_id: 215, status_code: 0, imsi: "460004642148063"}
ussd:
  description: A USSD reply.
  type: dict
  returned: with type V(ussd)
  sample: {port: 1, text: "Thank you!"}
register:
  description:
    - A SIM card registered (C(status) is C(up)), or lost its registration (C(down)), which leaves C(iccid) and C(imsi) V(null).
    - C(slot) is there on multi-SIM gateways.
  type: dict
  returned: with type V(register)
  sample: {port: 8, iccid: null, imsi: null, number: "13714637674", status: down, sequence: 1, slot: 2}
cdr:
  description: An answered call.
  type: dict
  returned: with type V(cdr)
  sample:
    {port: 2, start_date: "2015-07-21 16:35:20", answer_date: "2015-07-21 16:35:31", duration: 3, source_number: "1010",
     destination_number: "6717", direction: ip->gsm, ip: 172.16.100.136, codec: G.711U, hangup: called, gsm_code: 16, bcch: ""}
device:
  description: The gateway was powered on or off (C(status) is C(power_on) or C(power_off)).
  type: dict
  returned: with type V(device)
  sample: {port_number: 32, ip: 172.18.55.142, mac: F8-A0-3D-48-E5-19, status: power_off}
exception_info:
  description: What the gateway's handling of exceptions, if it is enabled there, did on a port.
  type: dict
  returned: with type V(exception_info)
  sample: {port: 0, type: call_fail, action: reset}
meta:
  description: C(client), the address that the push came from; C(hosts), the same as C(gateway); and what ansible-rulebook adds.
  type: dict
  returned: always
"""

import asyncio
import logging
import math
import sys
import time
import typing as t
from pathlib import Path

from aiohttp import web

# ansible-rulebook runs this file as a script, without Ansible's importer of collections.
for _folder in Path(__file__).absolute().parents:
    if _folder.name == "ansible_collections" and str(_folder.parent) not in sys.path:
        sys.path.append(str(_folder.parent))

from ansible_collections.telco.cpe.plugins.plugin_utils._push.access import Access, RateLimit
from ansible_collections.telco.cpe.plugins.plugin_utils._push.buffer import Buffer
from ansible_collections.telco.cpe.plugins.plugin_utils._push.events import BadPush
from ansible_collections.telco.cpe.plugins.plugin_utils._push.intake import Intake, NoRoom, Stranger, TooMany
from ansible_collections.telco.cpe.plugins.plugin_utils._push.settings import Settings

logger = logging.getLogger("telco.cpe.sms_gateway")

_QUIET_SECONDS = 10.0  # between two lines of the log that say the same of the same client
_SHUTDOWN_SECONDS = 2.0  # that requests under way have when the source ends
_REASONS = 1000  # clients and reasons that are kept apart


class Receiver:
    """Answers the gateways: admits or refuses them, and hands what they push to the intake."""

    def __init__(self, settings: Settings, buffer: Buffer) -> None:
        self._settings = settings
        self._intake = Intake(settings, buffer)
        self._access = Access(
            token=settings.token,
            username=settings.username,
            password=settings.password,
            networks=settings.allowed_addresses,
        )
        self._rates = RateLimit(settings.max_rate, settings.max_burst)
        self._told: dict[tuple[str, str], float] = {}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request: 200 with how many events were taken, or why not, as JSON."""
        client = request.remote or "unknown"
        refusal = self._refusal(request, client)
        if refusal is not None:
            return refusal
        try:
            body = await asyncio.wait_for(request.read(), self._settings.request_timeout)
        except asyncio.TimeoutError:
            return self._refuse(client, 408, f"the body was not there after {self._settings.request_timeout:g} s")
        except web.HTTPRequestEntityTooLarge:
            return self._refuse(client, 413, f"the body is larger than {self._settings.max_body_bytes} bytes")
        try:
            taken = self._intake.take(body, client)
        except BadPush as error:
            return self._refuse(client, 400, str(error))
        except Stranger:
            return self._refuse(client, 403, "its serial number is not among the gateways")
        except TooMany:
            return self._refuse(client, 413, f"there are more than {self._settings.queue_size} events in it")
        except NoRoom:
            return self._refuse(client, 503, "the rules are behind, and there is no room for its events", wait=1)
        return web.json_response({"accepted": taken.accepted, "duplicates": taken.duplicates})

    def _refusal(self, request: web.Request, client: str) -> web.Response | None:
        """Why a request is not even read."""
        if not self._access.admits(request.remote):
            return self._refuse(client, 403, "its address is not among the allowed ones")
        wait = self._rates.wait(client)
        if wait:
            return self._refuse(client, 429, f"more than {self._settings.max_rate:g} requests a second", wait=wait)
        if not self._access.knows(request.headers.get("Authorization"), request.query.get("token")):
            scheme = 'Basic realm="sms_gateway", charset="UTF-8"' if self._access.wants_login else "Bearer"
            return self._refuse(client, 401, "the login is missing or wrong", headers={"WWW-Authenticate": scheme})
        if request.path != self._settings.path:
            return self._refuse(client, 404, f"pushes go to {self._settings.path}")
        if request.method != "POST":
            return self._refuse(client, 405, "pushes are made with POST", headers={"Allow": "POST"})
        return None

    def _refuse(
        self, client: str, status: int, reason: str, *, wait: float = 0.0, headers: t.Mapping[str, str] | None = None
    ) -> web.Response:
        now = time.monotonic()
        if now - self._told.get((client, reason), -math.inf) >= _QUIET_SECONDS:
            if len(self._told) >= _REASONS:
                self._told.clear()
            self._told[client, reason] = now
            logger.warning("A push from %s was refused with %d: %s", client, status, reason)
        later = {"Retry-After": str(math.ceil(wait))} if wait else {}
        return web.json_response({"error": reason}, status=status, headers={**(headers or {}), **later})


async def main(queue: asyncio.Queue[t.Any], args: dict[str, t.Any]) -> None:
    """Receive pushes until cancelled. Raises ValueError for arguments that make no sense, OSError where it can't listen."""
    settings = Settings.from_args(args)
    tls = settings.tls()
    buffer = Buffer(settings.queue_size)
    application = web.Application(client_max_size=settings.max_body_bytes)
    application.router.add_route("*", "/{path:.*}", Receiver(settings, buffer).handle)
    # No access log: it would hold the token.
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port, ssl_context=tls).start()
        scheme = "http" if tls is None else "https"
        logger.info("Gateways can push to %s://%s:%d%s", scheme, settings.host, settings.port, settings.path)
        await buffer.forward(queue)
    finally:
        await runner.cleanup()
        lost = await buffer.drain(queue, settings.drain_timeout)
        if lost:
            logger.warning("%d events were received, but not taken by the rules before the end", lost)


if __name__ == "__main__":

    class _Printer(asyncio.Queue[t.Any]):
        """In place of the rules, to see what gateways push: ``python sms_gateway.py PORT``."""

        async def put(self, item: t.Any) -> None:
            print(item, flush=True)  # noqa: T201

    asyncio.run(main(_Printer(), {"host": "127.0.0.1", "port": sys.argv[1]}))
