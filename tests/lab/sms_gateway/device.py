# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SMS gateway: its state, its endpoints, and the way of a request through them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, ClassVar

from tests.lab.core.device import Clock, Device, Kind
from tests.lab.core.message import JSON_TYPE, Post, Request, Response
from tests.lab.sms_gateway import (
    call_forward,
    cdr,
    config,
    drp,
    inbox,
    mms,
    params,
    port_info,
    port_set,
    seed,
    sms,
    socks5,
    status,
    stk,
    ussd,
)
from tests.lab.sms_gateway.auth import Gatekeeper
from tests.lab.sms_gateway.credits import Credits
from tests.lab.sms_gateway.errors import OK, Refused, WebError
from tests.lab.sms_gateway.options import DEFAULTS
from tests.lab.sms_gateway.outbox import Outbox
from tests.lab.sms_gateway.ports import Radio
from tests.lab.sms_gateway.push import PushSource
from tests.lab.sms_gateway.web import SERVER, error_page, login_page
from tests.lab.sms_gateway.wire import dump

Handler = Callable[["SmsGateway", Request], Any]

# Endpoint -> methods, handler, what classify() says.
_ENDPOINTS: dict[str, tuple[tuple[str, ...], Handler, Kind]] = {
    "/api/send_sms": (("POST",), sms.send_sms, "write"),
    "/api/query_sms_result": (("POST",), sms.query_sms_result, "read"),
    "/api/query_sms_deliver_status": (("POST",), sms.query_sms_deliver_status, "read"),
    "/api/query_sms_in_queue": (("GET",), sms.query_sms_in_queue, "read"),
    "/api/query_incoming_sms": (("GET", "POST"), inbox.query_incoming_sms, "read"),
    "/api/send_ussd": (("POST",), ussd.send_ussd, "write"),
    "/api/query_ussd_reply": (("GET",), ussd.query_ussd_reply, "read"),
    "/api/stop_sms": (("GET",), sms.stop_sms, "write"),
    "/api/get_port_info": (("GET",), port_info.get_port_info, "read"),
    "/api/set_port_info": (("GET",), port_set.set_port_info, "write"),
    "/api/get_cdr": (("POST",), cdr.get_cdr, "read"),
    "/GetSTKView": (("GET",), stk.get_stk_view, "read"),
    "/STKGo": (("POST",), stk.stk_go, "write"),
    "/GetSTKCurrFrameIndex": (("GET",), stk.get_stk_frame, "read"),
    "/api/get_status": (("POST",), status.get_status, "read"),
    "/api/get_config": (("POST",), config.get_config, "read"),
    "/api/set_config": (("POST",), config.set_config, "write"),
    "/api/mms_configuration": (("POST",), mms.mms_configuration, "write"),
    "/api/send_mms": (("POST",), mms.send_mms, "write"),
    "/api/socks5_proxy": (("POST",), socks5.socks5_proxy, "write"),
}
_MMS_STATUS = {
    "/api/query_mms_sending_status": ("query", "both"),
    "/api/get_mms_sending_status": ("get", "both"),
}

# Their answers have no error_code: a request that they don't understand gets the web server's 403.
_WITHOUT_CODE = frozenset(
    ("/api/get_status", "/api/get_config", "/api/set_config", "/GetSTKView", "/STKGo", "/GetSTKCurrFrameIndex")
)


class SmsGateway(Device):
    """One gateway of 1 to 32 ports (SMS gateway HTTP API V1.2, with the variants of the field notes as options)."""

    system: ClassVar[str] = "sms_gateway"
    defaults: ClassVar[dict[str, Any]] = DEFAULTS

    def __init__(self, name: str, *, clock: Clock | None = None, **options: Any) -> None:
        super().__init__(name, clock=clock, **options)
        self.state: dict[str, Any] = {}
        self.radio = Radio(self)
        self.credits = Credits(self)
        self.forwarding = call_forward.Forwarding(self)
        self.outbox = Outbox(self)
        self.ussd = ussd.UssdDialogues(self)
        self.toolkit = stk.Toolkit(self)
        self.drp = drp.DrpServer(self)
        self.push = PushSource(self)
        self.gatekeeper = Gatekeeper(self)
        self.reset()

    # -- a request's way --------------------------------------------------------------------------------------------

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        self.radio.settle()
        self.credits.settle()
        response = self._answer(request)
        if not response.drop:
            response.headers.append(("Server", SERVER))
            if self.options["set_cookie"]:
                response.headers.append(("Set-Cookie", f"devckie={self.state['sn']}"))
        return response

    def _answer(self, request: Request) -> Response:
        if request.method == "POST" and not request.body:
            # The web server waits for a body that never comes, before it looks at anything else.
            hangs = self.options["empty_post"] == "hang"
            return Response(drop=True, delay=self.options["hang_seconds"] if hangs else 0.0)
        if request.method not in ("GET", "HEAD", "POST"):
            return error_page(400, "Bad request type")
        if self.options["drp"]:
            answer = self.drp.handle(request)
            if answer is not None:
                return answer
        refusal = self.gatekeeper.refuse(request)
        if refusal is not None:
            return refusal
        try:
            return self._call(request)
        except WebError as error:
            return error_page(error.status, error.sentence)

    def _call(self, request: Request) -> Response:
        methods, handler = self._endpoint(request.path)
        if (request.method if request.method != "HEAD" else "GET") not in methods:
            raise WebError(403, "Forbidden")
        coded = request.path not in _WITHOUT_CODE
        try:
            value = handler(self, request)
        except Refused as refusal:
            if not coded:
                raise WebError(403, "Forbidden") from refusal
            return self._refusal(refusal.code)
        if coded:
            value = {"error_code": value.pop("error_code", OK), "sn": self.state["sn"], **value}
        body = dump(request.path, value, self.options["broken_json"])
        return Response(200, body, [("Content-Type", JSON_TYPE)])

    def _endpoint(self, path: str) -> tuple[tuple[str, ...], Handler]:
        if not self.options["api_enabled"]:
            raise WebError(404, "Cannot open URL")
        if path in _ENDPOINTS:
            return _ENDPOINTS[path][:2]
        if self.options["mms_status_name"] in _MMS_STATUS.get(path, ()):
            return ("GET",), mms.mms_status
        if path.startswith(mms.FILE_PREFIX):
            return ("POST",), mms.upload_file
        if path == "/api/query_sms_queue" and self.options["old_queue_name"]:
            return ("GET",), sms.query_sms_in_queue
        raise WebError(404, "Cannot open URL")

    def _refusal(self, code: int) -> Response:
        status_code = code if self.options["errors_as"] == "http" else 200
        return Response.json_({"error_code": code, "sn": self.state["sn"]}, status_code)

    def classify(self, request: Request) -> Kind:
        """A request without credentials only fetches the challenge, so it is part of the login."""
        if request.path in drp.PATHS or "authorization" not in request.headers:
            return "auth"
        if request.path == "/api/query_incoming_sms":
            return "write" if inbox.marks_read(request) else "read"
        if request.path == "/api/set_port_info" and request.query_values("action") == [port_set.CHECK_CALL_FORWARD]:
            return "write" if self.options["check_call_forward_kind"] == "write" else "read"
        if request.path.startswith(mms.FILE_PREFIX):
            return "write"
        return _ENDPOINTS[request.path][2] if request.path in _ENDPOINTS else "read"

    # -- ports ------------------------------------------------------------------------------------------------------

    def all_ports(self) -> list[int]:
        """The numbers of the ports that this model has."""
        return [int(number) for number in self.state["ports"]]

    def present(self, numbers: list[int]) -> list[int]:
        """The asked ports that exist; a missing one is a bad request, or left out (switch ``missing_port``)."""
        found = [number for number in numbers if str(number) in self.state["ports"]]
        if len(found) != len(numbers) and self.options["missing_port"] == "refuse":
            raise params.bad("this model has no such port")
        return found

    def interrupt(self, number: int) -> None:
        """A module stops: what it was sending fails."""
        waiting = [message for message in self.outbox.waiting() if message["port"] == number]
        self.outbox.stop(waiting, "FAILED")
        self.ussd.cancel(number)

    # -- what happens from outside ----------------------------------------------------------------------------------

    def receive_sms(self, number: int, sender: str, text: str) -> int:
        """A message comes in on port ``number``; returns its id."""
        port = self.radio.port(number)
        sim = None if port is None else self.radio.sim(port)
        if sim is None:
            raise ValueError(f"port {number} has no SIM")
        message = {
            "incoming_sms_id": self.state["next_incoming_sms_id"],
            "port": number,
            "number": sender,
            "smsc": sim["smsc"],
            "timestamp": params.write_time(self.clock.now()),
            "text": text,
            "imsi": sim["imsi"],
            "read": False,
        }
        self.state["next_incoming_sms_id"] += 1
        self.state["inbox"].append(message)
        self.push.incoming(message)
        return int(message["incoming_sms_id"])

    def add_call(self, record: dict[str, Any]) -> None:
        """A call ended; ``record`` has the members of section 12.3."""
        self.state["cdr"].append(dict(record))
        self.credits.call(record)
        self.push.call(record)

    def outgoing(self) -> list[Post]:
        """What is to be pushed (section 17), if it is set where to."""
        if not self.options["push_url"]:
            return []
        self.radio.settle()
        return self.push.posts()

    def posted(self, post: Post, status: int | None) -> None:
        """Remember what the server said."""
        self.push.statuses.append(status)

    def set_options(self, changes: dict[str, Any]) -> None:
        """Set switches; where pushing begins, what has happened before is no news."""
        pushed = self.options["push_url"]
        super().set_options(changes)
        if not pushed and self.options["push_url"] and hasattr(self, "push"):
            self.push.forget()

    def happen(self, what: str, details: dict[str, Any]) -> None:
        """``sms`` comes in (port, number, text), ``call`` ends (section 12.3), ``device`` goes down or up (status, IP, MAC),
        ``exception`` is handled (port, type, action)."""
        if what == "sms":
            self.receive_sms(details["port"], details["number"], details["text"])
        elif what == "call":
            self.add_call(details)
        elif what == "device":
            self.push.device(details["status"], details["IP"], details["MAC"])
        elif what == "exception":
            self.push.exception(details["port"], details["type"], details["action"])
        else:
            super().happen(what, details)

    # -- the lab's side ---------------------------------------------------------------------------------------------

    def snapshot(self) -> dict[str, Any]:
        """Configuration, SIMs, messages and files, with what is pending."""
        self.radio.settle()
        self.credits.settle()
        return copy.deepcopy(self.state)

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Put a snapshot back. A port or a configuration entry that is None is taken away."""
        state = copy.deepcopy(snapshot)
        _drop_empty(state["ports"])
        for port in state["ports"].values():
            _drop_empty(port["sims"])
        for section in state["config"].values():
            _drop_empty(section)
        self.state = state
        self.radio.restart(keep_registration=True)

    def handle_silently(self, request: Request) -> Response:
        """Answer, but keep nothing of what the request changed; USSD and STK dialogues are no part of a snapshot."""
        dialogues = self.ussd.memory(), self.toolkit.memory()
        response = super().handle_silently(request)
        self.ussd.recall(dialogues[0])
        self.toolkit.recall(dialogues[1])
        return response

    def reset(self) -> None:
        """Factory state; bans, dialogues and sessions are gone, too."""
        self.state = seed.build(self.name, self.options)
        self.radio.restart()
        self.credits.forget()
        self.forwarding.forget()
        self.ussd.forget()
        self.toolkit.forget()
        self.drp.forget()
        self.push.forget()
        self.gatekeeper = Gatekeeper(self)

    def login_page(self) -> Response:
        """The form of the web interface."""
        return login_page()

    def error_response(self, status: int) -> Response:
        """Errors of the web server are HTML."""
        return error_page(status, "The lab was told to answer so")

    def secrets(self) -> list[str]:
        """Passwords, PINs, PUKs, SIP and APN passwords."""
        found = {self.options["password"], self.options["drp_password"]}
        for port in self.state["ports"].values():
            for sim in port["sims"].values():
                found.update((sim["pin"], sim["puk"]))
            found.add((port["mms_configuration"] or {}).get("password", ""))
        found.update(group["sip_authpswd"] for group in self.state["config"]["port_group"].values())
        return sorted(found - {""})


def _drop_empty(mapping: dict[str, Any]) -> None:
    for key in [key for key, value in mapping.items() if value is None]:
        del mapping[key]
