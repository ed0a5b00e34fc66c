# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's ubus clients, which work with a real uhttpd, work with the lab's CPEs in the same way.

What each makes of an answer is what the field notes measured with a real uhttpd, rpcd and ubusd.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.lab import Lab, Site
from tests.lab.icwmp import IcwmpCpe
from tests.lab.site import ACS_URL

aio_openwrt = pytest.importorskip("aio_openwrt")
openwrt_ubus = pytest.importorskip("openwrt.ubus")
batch_client = pytest.importorskip("openwrt_ubus_client.client")

NAME, PASSWORD = "admin", "lab-icwmp-pw1"
OPERATOR = ("operator", "lab-icwmp-pw2")
VIEWER = ("viewer", "lab-icwmp-pw3")
KEYS = {"cwmp", "last_session", "next_session", "statistics"}


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    """A lab with one CPE and a DMS."""
    with Lab(Site(cpes=1, dms_cpes=2)) as lab:
        yield lab


@pytest.fixture
def lab(running: Lab) -> Lab:
    """The lab, as it was built."""
    running.reset()
    return running


def url(lab: Lab) -> str:
    return lab.url("cpe-1", "http") + "/ubus"


def options(lab: Lab, **changes: Any) -> None:
    device = lab.device("cpe-1")
    with device.lock:
        device.set_options(changes)


# -- aio-openwrt


async def _aio(lab: Lab, *calls: tuple[Any, ...], user: tuple[str, str] = (NAME, PASSWORD)) -> list[Any]:
    async with aio_openwrt.Ubus(url(lab), *user) as ubus:
        await ubus.login()
        return [await ubus.call(*call) for call in calls]


def aio(lab: Lab, *calls: tuple[Any, ...], user: tuple[str, str] = (NAME, PASSWORD)) -> list[Any]:
    return asyncio.run(_aio(lab, *calls, user=user))


def test_aio_openwrt_reads_commands_and_informs(lab: Lab) -> None:
    status, reload, inform, nothing = aio(
        lab,
        ("tr069", "status"),
        ("tr069", "command", {"command": "reload"}),
        ("tr069", "inform", {"event": "6 CONNECTION REQUEST"}),
        ("session", "destroy"),
    )
    assert status.keys() == KEYS
    assert status["cwmp"]["acs_url"] == ACS_URL
    assert reload == {"status": 0, "info": "icwmpd config reloaded"}
    assert inform == {"status": 1, "info": "Session started"}
    assert nothing == {}


def test_an_inform_of_aio_openwrt_reaches_the_dms(lab: Lab) -> None:
    dms = lab.device("dms")

    def last_seen() -> Any:
        with dms.lock:
            return dms.network.record("CPE000001")["last_seen"]  # type: ignore[attr-defined]

    before = last_seen()
    aio(lab, ("tr069", "inform", {"GetRPCMethods": True, "event": "8 DIAGNOSTICS COMPLETE"}))
    end = time.monotonic() + 10
    while last_seen() == before and time.monotonic() < end:
        time.sleep(0.1)
    assert last_seen() > before


def test_aio_openwrt_sets_the_acs(lab: Lab) -> None:
    values = {"url": "https://new.example.net/", "periodic_inform_interval": 600}
    place = {"config": "cwmp", "section": "acs"}
    _set, _commit, read, _reload, status = aio(
        lab,
        ("uci", "set", {**place, "values": values}),
        ("uci", "commit", {"config": "cwmp"}),
        ("uci", "get", place),
        ("tr069", "command", {"command": "reload"}),
        ("tr069", "status"),
    )
    assert read["values"]["periodic_inform_interval"] == "600"
    assert status["cwmp"]["acs_url"] == "https://new.example.net/"


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (("tr069", "command", {}), ValueError, "Invalid arguments"),
        (("tr069", "hello"), ValueError, "Invalid method"),
        (("nothing", "status"), ConnectionError, "Object not found"),
    ],
)
def test_errors_that_aio_openwrt_tells(lab: Lab, call: tuple[Any, ...], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        aio(lab, call)


def test_what_aio_openwrt_may_not_do(lab: Lab) -> None:
    with pytest.raises(PermissionError):
        aio(lab, user=(NAME, "wrong"))
    with pytest.raises(PermissionError, match="Access denied"):
        aio(lab, ("tr069", "command", {"command": "reload"}), user=VIEWER)
    with pytest.raises(PermissionError, match="Access denied"):
        aio(lab, ("session", "destroy"), user=OPERATOR)


@pytest.mark.parametrize("generation", ["2021", "2023"])
def test_a_refusal_that_ubus_calls_a_success(lab: Lab, generation: str) -> None:
    options(lab, generation=generation)
    (answer,) = aio(lab, ("tr069", "command", {"command": "garbage"}))
    assert answer["status"] == -1
    assert "not supported" in answer["info"]


def test_aio_openwrt_lists(lab: Lab) -> None:
    async def listed() -> Any:
        async with aio_openwrt.Ubus(url(lab), NAME, PASSWORD) as ubus:
            await ubus.login()
            return await ubus.list("tr069"), ubus.ubus_access

    signature, access = asyncio.run(listed())
    assert signature["tr069"]["inform"] == {"GetRPCMethods": "boolean", "event": "string"}
    assert access == {"*": ["*"]}


# -- openwrt-ubus-client, which sends batches


def batch(lab: Lab, *calls: tuple[str, str, dict[str, Any]], user: tuple[str, str] = (NAME, PASSWORD)) -> list[Any]:
    async def send() -> list[Any]:
        client = batch_client.OpenWrtUbusClient(urlsplit(url(lab)).netloc, *user)
        numbers = [client.add_command(*call) for call in calls]
        answers = await client.send_commands()
        return [answers[number] for number in numbers]

    return asyncio.run(send())


@pytest.mark.parametrize("expires_short", [False, True])
def test_openwrt_ubus_client_sends_a_batch(lab: Lab, expires_short: bool) -> None:
    options(lab, expires_short=expires_short)
    status, refused, unknown, inform = batch(
        lab,
        ("tr069", "status", {}),
        ("tr069", "command", {}),
        ("nothing", "status", {}),
        ("tr069", "inform", {"event": "1 BOOT"}),
    )
    assert status["status"] == 0
    assert status["result"].keys() == KEYS
    assert refused == {"status": 2, "result": None}
    assert unknown == {"status": -32000, "error": "Object not found"}
    assert inform["result"]["info"] == "Session started"


def test_openwrt_ubus_client_with_a_wrong_password(lab: Lab) -> None:
    with pytest.raises(batch_client.BadCredentialsError):
        batch(lab, ("tr069", "status", {}), user=(NAME, "wrong"))


# -- openwrt-ubus-rpc


def plain(lab: Lab, *user: str) -> Any:
    return openwrt_ubus.Ubus(url(lab), *user)


def test_openwrt_ubus_rpc_reads_commands_and_informs(lab: Lab) -> None:
    ubus = plain(lab, NAME, PASSWORD)
    assert len(ubus.connect()) == 32
    assert ubus.api_call("call", "tr069", "status").keys() == KEYS
    assert ubus.api_call("call", "tr069", "command", {"command": "reload"})["status"] == 0
    assert ubus.api_call("call", "tr069", "inform", {"event": "2 PERIODIC"})["info"] == "Session started"
    assert ubus.api_call("call", "tr069", "hello") is None
    assert ubus.api_call("call", "tr069", "command") is None


def test_openwrt_ubus_rpc_that_is_denied(lab: Lab) -> None:
    with pytest.raises(TypeError):
        plain(lab, NAME, "wrong").connect()
    ubus = plain(lab, *VIEWER)
    ubus.connect()
    with pytest.raises(PermissionError):
        ubus.api_call("call", "tr069", "inform", {})
    device = lab.device("cpe-1")
    assert isinstance(device, IcwmpCpe)
    device.clock.advance(301)
    with pytest.raises(PermissionError):
        ubus.api_call("call", "tr069", "status")
