# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab as a whole: the default site, its journal and refusals, the control API, the command."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.lab import Lab, LabError, Site
from tests.lab.core import listen
from tests.lab.core.dispatch import REFUSED_STATUS
from tests.lab.site import address_of

ROOT = Path(__file__).parents[2]
LIST = {"jsonrpc": "2.0", "id": 1, "method": "list"}
needs_many_addresses = pytest.mark.skipif(
    not listen.has_many_addresses(), reason="this machine has only one loopback address"
)


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


# -- the whole lab -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def default_lab() -> Iterator[Lab]:
    """The default site, running."""
    with Lab() as lab:
        yield lab


@pytest.fixture
def site_lab(default_lab: Lab) -> Lab:
    """The default site, everything as it was built."""
    default_lab.reset()
    return default_lab


def control(lab: Lab, method: str, path: str, body: Any = None) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.request(method, lab.control_url + path, json=body, timeout=5)


def ubus(lab: Lab, body: Any, name: str = "cpe-1") -> Any:
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(lab.url(name) + "/ubus", json=body, verify=str(lab.ca_path), timeout=5)
        assert answer.headers["Transfer-Encoding"] == "chunked"
        return answer.json()


def ubus_call(lab: Lab, sid: str, object_name: str, method: str, arguments: Any = None, name: str = "cpe-1") -> Any:
    params = [sid, object_name, method, arguments or {}]
    return ubus(lab, {"jsonrpc": "2.0", "id": 1, "method": "call", "params": params}, name)["result"]


def login(lab: Lab, name: str = "cpe-1") -> str:
    arguments = {"username": "admin", "password": "lab-icwmp-pw1"}
    return str(ubus_call(lab, "0" * 32, "session", "login", arguments, name)[1]["ubus_rpc_session"])


def test_the_default_site(site_lab: Lab) -> None:
    systems = {name: device.system for name, device in site_lab.devices.items()}
    assert systems == {
        "dms": "dms",
        "apio": "access_device",
        "router-1": "peplink",
        "router-2": "peplink",
        "gateway-1": "sms_gateway",
        "cpe-1": "icwmp",
        "cpe-2": "icwmp",
        "cpe-3": "icwmp",
    }


@needs_many_addresses
def test_addresses_of_the_default_site(site_lab: Lab) -> None:
    hosts = {name: urlsplit(site_lab.url(name)).hostname for name in site_lab.devices}
    assert hosts["router-2"] == "127.77.1.2"
    assert hosts["gateway-1"] == "127.77.2.1"
    assert hosts["cpe-3"] == "127.77.3.3"
    assert (hosts["dms"], hosts["apio"]) == ("127.77.0.10", "127.77.0.20")


@pytest.mark.parametrize(
    ("number", "address"), [(1, "127.77.1.1"), (254, "127.77.1.254"), (255, "127.78.1.1"), (1000, "127.80.1.238")]
)
def test_addresses_of_many(number: int, address: str) -> None:
    assert address_of(1, number) == address


@pytest.mark.parametrize("name", ["dms", "apio", "router-1", "gateway-1", "cpe-1"])
def test_every_system_can_be_put_back(site_lab: Lab, name: str) -> None:
    before = site_lab.snapshot(name)
    json.dumps(before)
    device = site_lab.device(name)
    device.restore(before)
    assert site_lab.snapshot(name) == before
    assert device.options["password"] in device.secrets()
    assert "<" in device.login_page().body.decode()
    assert device.error_response(503).status == 503


def test_a_session_of_icwmp_moves_last_seen_in_the_dms(site_lab: Lab) -> None:
    def last_seen() -> Any:
        dms = site_lab.device("dms")
        with dms.lock:
            return dms.network.record("CPE000001")["last_seen"]  # type: ignore[attr-defined]

    before = last_seen()
    sid = login(site_lab)
    assert (
        ubus_call(site_lab, sid, "tr069", "inform", {"event": "6 CONNECTION REQUEST"})[1]["info"] == "Session started"
    )
    deadline = time.monotonic() + 5
    while last_seen() == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert last_seen() > before
    assert abs(last_seen() - site_lab.clock.now()) < 60


def test_journal_and_refusal(site_lab: Lab) -> None:
    sid = login(site_lab)
    site_lab.refuse_writes = True
    body = {"jsonrpc": "2.0", "id": 1, "method": "call", "params": [sid, "tr069", "inform", {}]}
    answer = requests.post(site_lab.url("cpe-1") + "/ubus", json=body, verify=str(site_lab.ca_path), timeout=5)
    assert answer.status_code == REFUSED_STATUS
    assert ubus_call(site_lab, sid, "tr069", "status")[0] == 0
    assert [entry.kind for entry in site_lab.journal.entries(device="cpe-1")] == ["auth", "write", "read"]
    assert [entry.body for entry in site_lab.journal.refused] == [body]


def test_a_lab_that_cannot_start_leaves_nothing_behind() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        lab = Lab(Site(cpes=1), control_port=taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            lab.start()
    assert not lab.ca_path.exists()
    with pytest.raises(requests.exceptions.ConnectionError, match="refused"):
        requests.get(lab.url("cpe-1", "http"), timeout=5)


def test_an_error_in_a_device_ends_the_lab_with_an_error() -> None:
    def fail(request: Any) -> Any:
        raise RuntimeError("not today")

    def ask(lab: Lab) -> int:
        with lab:
            lab.device("cpe-1").handle = fail  # type: ignore[method-assign]
            return requests.post(lab.url("cpe-1") + "/ubus", json=LIST, verify=str(lab.ca_path), timeout=5).status_code

    lab = Lab(Site(cpes=1))
    with pytest.raises(LabError, match="not today"):
        ask(lab)
    assert not lab.ca_path.exists()
    assert [entry.status for entry in lab.journal] == [500]


# -- the control API -----------------------------------------------------------------------------------------------


def test_control_tells_what_is_where(site_lab: Lab) -> None:
    devices = {device["name"]: device for device in control(site_lab, "GET", "/devices").json()}
    assert set(devices) == set(site_lab.devices)
    router = devices["router-1"]
    assert router["https_url"] == site_lab.url("router-1")
    assert router["http_url"] == site_lab.url("router-1", "http")
    assert (router["username"], router["password"]) == ("admin", "lab-peplink-pw1")
    assert (router["ca_path"], router["control_url"]) == (str(site_lab.ca_path), site_lab.control_url)


def test_control_state_drift_and_reset(site_lab: Lab) -> None:
    path = "/devices/cpe-1"
    before = control(site_lab, "GET", f"{path}/state").json()
    patched = control(site_lab, "PATCH", f"{path}/state", {"config": {"acs_url": "https://drift.example.net/"}}).json()
    assert patched["config"] == {**before["config"], "acs_url": "https://drift.example.net/"}
    assert site_lab.snapshot("cpe-1") == patched
    options = control(site_lab, "PATCH", f"{path}/options", {"generation": "2023"}).json()
    assert options["generation"] == site_lab.device("cpe-1").options["generation"] == "2023"
    assert control(site_lab, "POST", f"{path}/reset").status_code == 200
    assert site_lab.snapshot("cpe-1") == before
    assert site_lab.device("cpe-1").options["generation"] == "2021"


def test_control_journal(site_lab: Lab) -> None:
    login(site_lab)
    ubus(site_lab, LIST, "cpe-2")
    assert [entry["device"] for entry in control(site_lab, "GET", "/journal").json()] == ["cpe-1", "cpe-2"]
    (entry,) = control(site_lab, "GET", "/journal?device=cpe-2&kind=read").json()
    assert (entry["body"], entry["status"], entry["path"]) == (LIST, 200, "/ubus")
    assert control(site_lab, "GET", "/journal?kind=write").json() == []
    assert control(site_lab, "DELETE", "/journal").status_code == 200
    assert control(site_lab, "GET", "/journal").json() == []
    assert control(site_lab, "GET", "/errors").json() == []


def test_control_faults(site_lab: Lab) -> None:
    fault = {"action": "reset_before", "device": "cpe-1", "times": -1}
    assert control(site_lab, "POST", "/faults", fault).status_code == 201
    with pytest.raises(requests.exceptions.ConnectionError):
        ubus(site_lab, LIST)
    assert ubus(site_lab, LIST, "cpe-2")["id"] == 1
    assert control(site_lab, "DELETE", "/faults").status_code == 200
    assert ubus(site_lab, LIST)["id"] == 1


def test_control_refusal(site_lab: Lab) -> None:
    control(site_lab, "PUT", "/refuse_writes", {"value": True, "device": "cpe-1"})
    sid = login(site_lab)
    body = {"jsonrpc": "2.0", "id": 1, "method": "call", "params": [sid, "tr069", "inform", {}]}
    answer = requests.post(site_lab.url("cpe-1") + "/ubus", json=body, verify=str(site_lab.ca_path), timeout=5)
    assert answer.status_code == REFUSED_STATUS
    assert len(control(site_lab, "GET", "/journal?refused=1").json()) == 1
    assert ubus_call(site_lab, login(site_lab, "cpe-2"), "tr069", "inform", None, "cpe-2")[0] == 0
    control(site_lab, "PUT", "/refuse_writes", {"value": False, "device": "cpe-1"})
    assert ubus_call(site_lab, sid, "tr069", "inform")[0] == 0


def test_control_online(site_lab: Lab) -> None:
    assert control(site_lab, "PUT", "/devices/cpe-1/online", {"value": False}).json() == {"value": False}
    with pytest.raises(requests.exceptions.ConnectionError, match="refused"):
        ubus(site_lab, LIST)
    offline = [device["name"] for device in control(site_lab, "GET", "/devices").json() if not device["online"]]
    assert offline == ["cpe-1"]
    control(site_lab, "PUT", "/devices/cpe-1/online", {"value": True})
    assert ubus(site_lab, LIST)["id"] == 1


def test_control_clock(site_lab: Lab) -> None:
    before = site_lab.clock.now()
    now = control(site_lab, "POST", "/clock", {"advance": 500}).json()["now"]
    assert 500 <= now - before < 560


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "text"),
    [
        ("GET", "/devices/nobody/state", None, 404, "no device nobody; there are dms, "),
        ("POST", "/faults", {"action": "status", "device": "nobody"}, 404, "no device nobody"),
        ("POST", "/faults", {"action": "explode"}, 400, "no fault 'explode'; there are reset_before"),
        ("POST", "/faults", {"action": "status", "colour": 1}, 400, "colour"),
        ("POST", "/faults", [], 400, "JSON object"),
        ("PATCH", "/devices/cpe-1/options", {"colour": 1}, 400, "icwmp has no option colour"),
        ("PATCH", "/devices/cpe-1/options", {"generation": "1999"}, 400, "2021, 2023"),
        ("PUT", "/devices/cpe-1/online", {"value": "yes"}, 400, "true or false"),
        ("PUT", "/refuse_writes", {"valu": True}, 400, "unknown: valu"),
        ("POST", "/clock", {"advance": -1}, 400, "advanced"),
        ("POST", "/clock", {}, 400, "advance"),
        ("GET", "/journal?kind=odd", None, 400, "read, write, auth"),
        ("GET", "/nothing", None, 404, ""),
        ("POST", "/devices", None, 405, ""),
    ],
)
def test_control_says_what_is_wrong(site_lab: Lab, method: str, path: str, body: Any, status: int, text: str) -> None:
    answer = control(site_lab, method, path, body)
    assert answer.status_code == status
    assert text in answer.json()["error"]


# -- python -m tests.lab -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_the_command_says_what_is_where_and_ends_on_a_signal(tmp_path: Path, end: signal.Signals) -> None:
    ready = tmp_path / "ready.json"
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.lab",
            "--routers",
            "1",
            "--cpes",
            "2",
            "--http-port",
            str(port),
            "--ready-file",
            str(ready),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 20
        while not ready.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        told = json.loads(ready.read_text(encoding="utf-8"))
        by_name = {device["name"]: device for device in told["devices"]}
        assert list(by_name) == ["router-1", "cpe-1", "cpe-2"]
        assert urlsplit(by_name["cpe-1"]["http_url"]).port == port
        answer = requests.post(by_name["cpe-2"]["https_url"] + "/ubus", json=LIST, verify=told["ca_path"], timeout=5)
        assert answer.json()["result"] == ["session", "tr069", "uci"]
        assert requests.get(told["control_url"] + "/journal", timeout=5).json()[0]["device"] == "cpe-2"
    finally:
        process.send_signal(end)
        output, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert not ready.exists()
    assert not Path(told["ca_path"]).exists()
    for text in (
        by_name["router-1"]["https_url"],
        "lab-peplink-pw1",
        "lab-icwmp-pw1",
        told["ca_path"],
        told["control_url"],
    ):
        assert text in output
