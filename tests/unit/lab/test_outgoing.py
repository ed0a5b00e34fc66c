# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab sends what devices send of their own accord: the gateway's pushes, to a server that is no part of the lab."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from tests.lab import Lab, Site
from tests.lab.sms_gateway import SmsGateway


class Receiver(ThreadingHTTPServer):
    """Keeps what is posted, and answers with ``statuses`` in turn, then with 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.bodies: list[Any] = []
        self.statuses: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/push?token=t"

    def wait(self, count: int) -> list[Any]:
        end = time.monotonic() + 10
        while len(self.bodies) < count and time.monotonic() < end:
            time.sleep(0.01)
        assert len(self.bodies) == count
        return self.bodies


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append((self.path, body))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_gateway_pushes_in_order(receiver: Receiver) -> None:
    with Lab(Site(gateways=1, options={"sms_gateway": {"push_url": receiver.url}})) as lab:
        device = lab.device("gateway-1")
        assert isinstance(device, SmsGateway)
        with device.lock:
            for number in range(3):
                device.receive_sms(0, "1", str(number))
        found = receiver.wait(3)
        assert [path for path, _body in found] == ["/push?token=t"] * 3
        assert [body["sms"][0]["text"] for _path, body in found] == ["0", "1", "2"]
        assert {body["sn"] for _path, body in found} == {device.state["sn"]}


def test_pushes_are_repeated_where_that_is_chosen(receiver: Receiver) -> None:
    receiver.statuses = [503, 404]
    options = {"push_url": receiver.url, "push_attempts": 3, "push_pause": 0.05}
    with Lab(Site(gateways=1, options={"sms_gateway": options})) as lab:
        device = lab.device("gateway-1")
        assert isinstance(device, SmsGateway)
        with device.lock:
            device.receive_sms(0, "1", "x")
            device.receive_sms(0, "1", "y")
        found = receiver.wait(4)
        assert [body["sms"][0]["text"] for _path, body in found] == ["x", "x", "x", "y"]


def test_nobody_listens_and_the_lab_goes_on() -> None:
    options = {"push_url": "http://127.0.0.1:9/", "push_timeout": 0.5}
    with Lab(Site(gateways=1, options={"sms_gateway": options})) as lab:
        device = lab.device("gateway-1")
        assert isinstance(device, SmsGateway)
        with device.lock:
            device.receive_sms(0, "1", "x")
        end = time.monotonic() + 10
        while not device.push.statuses and time.monotonic() < end:
            time.sleep(0.01)
        assert list(device.push.statuses) == [None]


def test_a_gateway_off_the_network_pushes_when_it_is_back(receiver: Receiver) -> None:
    with Lab(Site(gateways=1, options={"sms_gateway": {"push_url": receiver.url}})) as lab:
        device = lab.device("gateway-1")
        assert isinstance(device, SmsGateway)
        lab.offline("gateway-1")
        with device.lock:
            device.receive_sms(0, "1", "x")
        time.sleep(0.6)
        assert receiver.bodies == []
        lab.online("gateway-1")
        receiver.wait(1)


def test_what_happens_by_the_control_api(receiver: Receiver) -> None:
    with Lab(Site(gateways=1, routers=1)) as lab:
        url = f"{lab.control_url}/devices"
        pushing = requests.patch(f"{url}/gateway-1/options", json={"push_url": receiver.url}, timeout=5)
        assert pushing.json()["push_url"] == receiver.url
        sms = {"what": "sms", "port": 0, "number": "6717", "text": "test"}
        assert requests.post(f"{url}/gateway-1/happen", json=sms, timeout=5).status_code == 200
        ((_path, body),) = receiver.wait(1)
        assert body["sms"][0]["number"] == "6717"
        answer = requests.post(f"{url}/router-1/happen", json=sms, timeout=5)
        assert answer.status_code == 400
        assert answer.json() == {"error": "ValueError: sms does not happen to peplink"}
