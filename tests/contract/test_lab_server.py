# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's server on real sockets: TLS, addresses, messages, faults on the wire, offline devices."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.lab.core import Fault, listen
from tests.lab.core.dispatch import Dispatcher
from tests.lab.core.server import Server
from tests.unit.lab.probe import ProbeDevice


class Probes:
    """Some probe devices on a server of their own."""

    def __init__(self, directory: Path, count: int = 3, **server_options: Any) -> None:
        self.devices = [ProbeDevice(f"probe-{number}") for number in range(1, count + 1)]
        self.dispatcher = Dispatcher()
        places = [(device, f"127.77.9.{number}") for number, device in enumerate(self.devices, 1)]
        self.server = Server(places, self.dispatcher, directory, **server_options)
        self.server.start()

    def url(self, scheme: str = "https", number: int = 1) -> str:
        return self.server.endpoints[f"probe-{number}"].url(scheme)

    def session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.verify = str(self.server.ca_path)
        return session

    def raw(self, scheme: str) -> socket.socket:
        """A connection, for https with TLS that tells a ragged end from an orderly one."""
        endpoint = self.server.endpoints["probe-1"]
        plain = socket.create_connection((endpoint.address, endpoint.ports[scheme]), timeout=5)
        if scheme == "http":
            return plain
        context = ssl.create_default_context(cafile=str(self.server.ca_path))
        return context.wrap_socket(plain, server_hostname=endpoint.address, suppress_ragged_eofs=False)


@pytest.fixture
def probes(tmp_path: Path) -> Iterator[Probes]:
    """Three probe devices that listen."""
    probes = Probes(tmp_path)
    yield probes
    probes.server.stop()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


needs_many_addresses = pytest.mark.skipif(
    not listen.has_many_addresses(), reason="this machine has only one loopback address"
)


# -- addresses and TLS ---------------------------------------------------------------------------------------------


@needs_many_addresses
def test_every_device_has_its_own_address_and_all_have_the_same_port(probes: Probes) -> None:
    for scheme in ("https", "http"):
        parts = [urlsplit(probes.url(scheme, number)) for number in (1, 2, 3)]
        assert len({part.hostname for part in parts}) == 3
        assert len({part.port for part in parts}) == 1
    with probes.session() as session:
        for number in (1, 2, 3):
            answer = session.get(probes.url("https", number) + "/").json()
            assert (answer["name"], answer["scheme"]) == (f"probe-{number}", "https")
        assert session.get(probes.url("http", 2)).json()["scheme"] == "http"


def test_on_a_single_address_every_device_has_its_own_port(tmp_path: Path) -> None:
    probes = Probes(tmp_path, single_address=True)
    try:
        urls = {probes.url(scheme, number) for scheme in ("https", "http") for number in (1, 2, 3)}
        assert {urlsplit(url).hostname for url in urls} == {"127.0.0.1"}
        assert len({urlsplit(url).port for url in urls}) == 6
        with probes.session() as session:
            assert session.get(probes.url("https", 3)).json()["name"] == "probe-3"
    finally:
        probes.server.stop()


def test_ports_can_be_chosen_and_a_taken_one_is_an_error(tmp_path: Path) -> None:
    port = free_port()
    probes = Probes(tmp_path, https_port=port)
    try:
        assert urlsplit(probes.url("https", 2)).port == port
        with pytest.raises(OSError, match="in use"):
            Probes(tmp_path, https_port=port)
    finally:
        probes.server.stop()


def test_only_the_labs_own_ca_vouches_for_the_devices(probes: Probes) -> None:
    with probes.session() as session:
        assert session.get(probes.url()).status_code == 200
    with probes.session() as session:
        session.verify = True
        with pytest.raises(requests.exceptions.SSLError, match="CERTIFICATE_VERIFY_FAILED"):
            session.get(probes.url())


@needs_many_addresses
def test_a_certificate_is_for_its_own_address_only(probes: Probes) -> None:
    context = ssl.create_default_context(cafile=str(probes.server.ca_path))
    endpoint = probes.server.endpoints["probe-2"]
    with (
        socket.create_connection((endpoint.address, endpoint.ports["https"])) as plain,
        pytest.raises(ssl.SSLCertVerificationError, match=r"127\.77\.9\.1"),
    ):
        context.wrap_socket(plain, server_hostname="127.77.9.1")


@needs_many_addresses
def test_a_hundred_devices_start_quickly(tmp_path: Path) -> None:
    started = time.monotonic()
    probes = Probes(tmp_path, 100)
    seconds = time.monotonic() - started
    try:
        with probes.session() as session:
            assert session.get(probes.url("https", 100)).json()["name"] == "probe-100"
    finally:
        probes.server.stop()
    assert seconds < 2


# -- messages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["/a%20b?x=1,2&y=1%2C2&x=", "/?a=%zz+b", "//x//y?/", "/%E4?q=%E4"])
def test_the_target_arrives_as_it_was_sent(probes: Probes, target: str) -> None:
    endpoint = probes.server.endpoints["probe-1"]
    connection = http.client.HTTPConnection(endpoint.address, endpoint.ports["http"], timeout=5)
    connection.request("GET", target)
    answer = json.load(connection.getresponse())
    connection.close()
    assert answer["raw_path"] == target


def test_connections_are_kept_alive_and_headers_may_repeat(probes: Probes) -> None:
    endpoint = probes.server.endpoints["probe-1"]
    connection = http.client.HTTPConnection(endpoint.address, endpoint.ports["http"], timeout=5)
    connection.connect()
    own_port = connection.sock.getsockname()[1]
    for _ in range(3):
        connection.request("POST", "/", body=b"x" * 10)
        answer = connection.getresponse()
        assert answer.headers.get_all("Set-Cookie") == ["one=1", "two=2"]
        assert answer.headers["Content-Type"] == "application/json"
        assert json.load(answer)["size"] == 10
        assert connection.sock.getsockname()[1] == own_port
    connection.close()


def test_large_bodies_arrive(probes: Probes) -> None:
    size = 3_000_000
    with probes.session() as session:
        assert session.post(probes.url("http"), data=b"x" * size).json()["size"] == size


def test_who_expects_to_continue_may(probes: Probes) -> None:
    with probes.raw("http") as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
        connection.sendall(b"ab")
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")


def test_a_device_can_delay_and_drop(probes: Probes) -> None:
    device = probes.devices[0]
    with probes.session() as session:
        device.set_options({"delay": 0.3})
        started = time.monotonic()
        assert session.get(probes.url()).status_code == 200
        assert time.monotonic() - started >= 0.3
        device.set_options({"delay": 0.0, "drop": True})
        with pytest.raises(requests.exceptions.ConnectionError, match="without response"):
            session.get(probes.url("http"))


def test_devices_live_without_being_asked(probes: Probes) -> None:
    deadline = time.monotonic() + 5
    while probes.devices[2].ticks < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert probes.devices[2].ticks >= 3


# -- faults --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(("action", "handled"), [("reset_before", 0), ("reset_after", 1)])
def test_resets_are_resets_on_the_wire(probes: Probes, scheme: str, action: str, handled: int) -> None:
    probes.dispatcher.faults.add(Fault(action))
    with probes.raw(scheme) as connection:
        connection.sendall(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
        with pytest.raises((ConnectionResetError, ssl.SSLEOFError)) as caught:
            connection.recv(1000)
    # Python's ssl reports the reset of a TLS connection as an end in violation of the protocol.
    assert isinstance(caught.value, ConnectionResetError) or scheme == "https"
    assert probes.devices[0].handled == handled


@pytest.mark.parametrize(("action", "handled"), [("hang", 0), ("hang_after", 1)])
def test_a_hanging_request_blocks_nobody_else(probes: Probes, action: str, handled: int) -> None:
    probes.dispatcher.faults.add(Fault(action, seconds=30, path="/stuck"))
    stuck = probes.session()
    errors: list[Exception] = []

    def ask() -> None:
        try:
            stuck.get(probes.url() + "/stuck", timeout=1)
        except requests.exceptions.ReadTimeout as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    started = time.monotonic()
    with probes.session() as session:
        for number in (1, 2, 1):
            assert session.get(probes.url("https", number) + "/free", timeout=1).status_code == 200
    assert time.monotonic() - started < 0.9
    thread.join()
    stuck.close()
    assert len(errors) == 1
    assert probes.devices[0].handled == 2 + handled


def test_stopping_does_not_wait_for_what_hangs(tmp_path: Path) -> None:
    probes = Probes(tmp_path)
    probes.dispatcher.faults.add(Fault("hang", seconds=60))
    with probes.raw("http") as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        while len(probes.dispatcher.journal) == 0:
            time.sleep(0.01)
        started = time.monotonic()
        probes.server.stop()
        assert time.monotonic() - started < 2
        with pytest.raises(ConnectionResetError):
            connection.recv(10)


def test_answers_of_faults_reach_the_client(probes: Probes) -> None:
    faults = probes.dispatcher.faults
    with probes.session() as session:
        url = probes.url()
        faults.add(Fault("status", status=429, headers={"Retry-After": "7"}, body={"error": "slow down"}))
        answer = session.get(url)
        assert (answer.status_code, answer.headers["Retry-After"], answer.json()) == (429, "7", {"error": "slow down"})
        faults.add(Fault("login_page"))
        assert session.get(url).headers["Content-Type"].startswith("text/html")
        faults.add(Fault("truncated_json"))
        answer = session.get(url)
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        with pytest.raises(requests.exceptions.JSONDecodeError):
            answer.json()
        assert session.get(url).json()["name"] == "probe-1"


# -- offline -------------------------------------------------------------------------------------------------------


def test_offline_refuses_and_resets_and_online_takes_the_same_port(probes: Probes) -> None:
    url = probes.url("http")
    held = probes.raw("http")
    held.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert held.recv(1000).startswith(b"HTTP/1.1 200")
    probes.server.run(probes.server.set_online("probe-1", False))
    with pytest.raises(ConnectionResetError):
        held.recv(1000)
    held.close()
    with probes.session() as session:
        for scheme in ("https", "http"):
            with pytest.raises(requests.exceptions.ConnectionError, match="refused"):
                session.get(probes.url(scheme))
        assert session.get(probes.url("https", 2)).status_code == 200
        probes.server.run(probes.server.set_online("probe-1", True))
        assert probes.url("http") == url
        assert session.get(url).json()["name"] == "probe-1"
        assert session.get(probes.url("https")).json()["name"] == "probe-1"
