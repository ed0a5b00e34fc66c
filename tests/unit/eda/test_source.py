# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The event source as ansible-rulebook runs it: the file as a script, and its ``main`` with a queue, over real HTTP(S)."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import logging
import runpy
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import trustme

from tests.unit.eda.samples import SAMPLES, SN
from tests.unit.eda.test_settings import PLUGIN

SOURCE = runpy.run_path(str(PLUGIN))
LOCAL = "127.0.0.1"


def free_port() -> int:
    with socket.create_server((LOCAL, 0)) as server:
        port: int = server.getsockname()[1]
    return port


@dataclass
class Running:
    """A source that listens, its queue, and a client."""

    task: asyncio.Task[None]
    queue: asyncio.Queue[Any]
    session: aiohttp.ClientSession
    url: str

    async def push(self, body: str | bytes, query: str = "", **more: Any) -> tuple[int, dict[str, Any]]:
        async with self.session.post(self.url + query, data=body, **more) as answer:
            return answer.status, await answer.json()

    def events(self) -> list[dict[str, Any]]:
        return [self.queue.get_nowait() for _ in range(self.queue.qsize())]


@contextlib.asynccontextmanager
async def running(room: int = 0, tls: ssl.SSLContext | None = None, **args: Any) -> AsyncIterator[Running]:
    queue: asyncio.Queue[Any] = asyncio.Queue(room)
    port = free_port()
    task = asyncio.create_task(SOURCE["main"](queue, {"host": LOCAL, "port": port, **args}))
    connector = aiohttp.TCPConnector(ssl=tls) if tls else aiohttp.TCPConnector()
    async with aiohttp.ClientSession(connector=connector) as session:
        while not task.done():
            with contextlib.suppress(OSError):
                socket.create_connection((LOCAL, port)).close()
                break
            await asyncio.sleep(0.01)
        yield Running(task, queue, session, f"{'https' if tls else 'http'}://{LOCAL}:{port}/")
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def go(test: Callable[[], Awaitable[None]]) -> None:
    async def within() -> None:
        async with asyncio.timeout(20):
            await test()

    asyncio.run(within())


def ussd(*texts: str) -> str:
    entries = ",".join(f'{{"port":1,"text":"{text}"}}' for text in texts)
    return f'{{"sn":"{SN}","ussd":[{entries}]}}'


def test_events_of_every_kind() -> None:
    async def test() -> None:
        async with running() as source:
            for text, _kind, _record in SAMPLES.values():
                assert await source.push(text) == (200, {"accepted": 1, "duplicates": 0})
            assert source.events() == [
                {"type": kind, "sn": SN, "gateway": None, kind: record, "meta": {"client": LOCAL}}
                for _text, kind, record in SAMPLES.values()
            ]

    go(test)


def test_a_gateway_is_known_by_its_serial_number() -> None:
    async def test() -> None:
        async with running(gateways={SN: "gateway-1"}) as source:
            assert (await source.push(ussd("a")))[0] == 200
            assert await source.push(ussd("a").replace(SN, "y")) == (
                403,
                {"error": "its serial number is not among the gateways"},
            )
            (event,) = source.events()
            assert (event["gateway"], event["meta"]["hosts"]) == ("gateway-1", "gateway-1")

    go(test)


def test_types_that_nobody_wants() -> None:
    async def test() -> None:
        async with running(types=["register"]) as source:
            assert await source.push(ussd("a")) == (200, {"accepted": 0, "duplicates": 0})
            assert (await source.push(SAMPLES["register up"][0]))[1]["accepted"] == 1
            assert [event["type"] for event in source.events()] == ["register"]

    go(test)


def test_what_comes_twice_is_handed_on_once() -> None:
    async def test() -> None:
        async with running() as source:
            assert await source.push(SAMPLES["sms"][0]) == (200, {"accepted": 1, "duplicates": 0})
            assert await source.push(SAMPLES["sms"][0]) == (200, {"accepted": 0, "duplicates": 1})
            entry = SAMPLES["sms_result"][0].partition("[")[2].partition("]")[0]
            assert await source.push(f'{{"sms_result":[{entry},{entry}]}}') == (200, {"accepted": 1, "duplicates": 1})
            assert await source.push(ussd("a", "a")) == (200, {"accepted": 2, "duplicates": 0})
            assert len(source.events()) == 4

    go(test)


def test_a_port_that_loses_its_registration_again_within_one_push() -> None:
    async def test() -> None:
        async with running() as source:
            down, up = (f'{{"port":1,"status":"{status}","sequence":1}}' for status in ("down", "up"))
            assert (await source.push(f'{{"register":[{down}]}}'))[1] == {"accepted": 1, "duplicates": 0}
            body = f'{{"register":[{down},{up},{up},{down}]}}'
            assert (await source.push(body))[1] == {"accepted": 2, "duplicates": 2}
            assert [event["register"]["status"] for event in source.events()] == ["down", "up", "down"]
            assert (await source.push(f'{{"register":[{down}]}}'))[1] == {"accepted": 0, "duplicates": 1}

    go(test)


def test_a_gateway_that_was_powered_on_counts_anew() -> None:
    async def test() -> None:
        async with running() as source:
            down, on = SAMPLES["register down"][0], SAMPLES["device on"][0]
            counts = [(await source.push(text))[1]["accepted"] for text in (down, down, on, down)]
            assert counts == [1, 0, 1, 1]

    go(test)


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("?token=geheim1", {}, 200),
        ("", {"Authorization": "Bearer geheim1"}, 200),
        ("", {"Authorization": "Basic " + base64.b64encode(b"gw:geheim2").decode()}, 200),
        ("", {}, 401),
        ("?token=geheim2", {}, 401),
        ("?token=", {"Authorization": "Basic " + base64.b64encode(b"gw:geheim1").decode()}, 401),
    ],
)
def test_logins(query: str, headers: dict[str, str], status: int, caplog: pytest.LogCaptureFixture) -> None:
    async def test() -> None:
        async with running(token="geheim1", username="gw", password="geheim2") as source:
            async with source.session.post(source.url + query, data=ussd("a"), headers=headers) as answer:
                assert answer.status == status
                assert ("WWW-Authenticate" in answer.headers) == (status == 401)
                said = await answer.text() + str(answer.headers)
            events = source.events()
            assert len(events) == (status == 200)
            assert "geheim" not in said + str(events)

    caplog.set_level(logging.DEBUG)
    go(test)
    assert "geheim" not in caplog.text


def test_refusals(caplog: pytest.LogCaptureFixture) -> None:
    async def test() -> None:
        async with running(path="/sms", max_body_bytes=1024, queue_size=2) as source:
            for path, body, status in (
                ("", ussd("a"), 404),
                ("smsx", ussd("a"), 404),
                ("sms", "x", 400),
                ("sms", ussd("a" * 2000), 413),
                ("sms", ussd(*"abc"), 413),
                ("sms", ussd("a"), 200),
            ):
                assert (await source.push(body, path))[0] == status, path
            async with source.session.get(source.url + "sms") as answer:
                assert (answer.status, answer.headers["Allow"]) == (405, "POST")
            assert len(source.events()) == 1

    go(test)
    lines = [record.getMessage() for record in caplog.records if record.name == "telco.cpe.sms_gateway"]
    assert lines[0] == "A push from 127.0.0.1 was refused with 404: pushes go to /sms"
    assert len(lines) == 5, "the same is not said over and over"


def test_a_large_body_in_pieces() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100

    async def test() -> None:
        async with running(max_body_bytes=1024) as source, source.session.post(source.url, data=pieces()) as answer:
            assert answer.status == 413

    go(test)


def test_a_body_that_does_not_come() -> None:
    async def test() -> None:
        async with running(request_timeout=0.2) as source:
            reader, writer = await asyncio.open_connection(LOCAL, int(source.url.rsplit(":", 1)[1].strip("/")))
            writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
            assert b" 408 " in await reader.readline()
            writer.close()

    go(test)


def test_addresses_that_may_not() -> None:
    async def test() -> None:
        async with running(allowed_addresses=["10.0.0.0/8"]) as source:
            assert (await source.push(ussd("a")))[0] == 403

    go(test)


def test_too_many_requests() -> None:
    async def test() -> None:
        async with running(max_rate=0.5, max_burst=2) as source:
            assert [(await source.push(ussd("a")))[0] for _ in range(2)] == [200, 200]
            async with source.session.post(source.url, data=ussd("a")) as answer:
                assert (answer.status, answer.headers["Retry-After"]) == (429, "2")

    go(test)


def test_rules_that_are_behind_lose_nothing() -> None:
    """The source keeps what there is room for, refuses the rest, and takes it when it comes again."""

    sms = [SAMPLES["sms"][0].replace('"incoming_sms_id": 1', f'"incoming_sms_id": {number}') for number in range(6)]

    async def test() -> None:
        async with running(room=1, queue_size=2) as source:
            statuses = [(await source.push(body))[0] for body in sms[:5]]
            assert statuses == [200, 200, 200, 503, 503]
            taken = [(await source.queue.get())["sms"]["incoming_sms_id"] for _ in range(3)]
            for body in sms[3:]:
                assert await source.push(body) == (200, {"accepted": 1, "duplicates": 0})
                taken.append((await source.queue.get())["sms"]["incoming_sms_id"])
            assert taken == list(range(6))

    go(test)


def test_at_the_end_the_rules_get_what_is_kept() -> None:
    async def test() -> None:
        got: list[str] = []
        async with running(room=1) as source:
            await source.push(ussd(*"abcde"))
            source.task.cancel()
            while len(got) < 5:
                got.append((await source.queue.get())["ussd"]["text"])
            with pytest.raises(asyncio.CancelledError):
                await source.task
            with pytest.raises(aiohttp.ClientConnectionError):
                await source.push(ussd("f"))
        assert got == list("abcde")

    go(test)


def test_at_the_end_nobody_waits_for_rules_that_are_gone(caplog: pytest.LogCaptureFixture) -> None:
    async def test() -> None:
        async with running(room=1, drain_timeout=0.1) as source:
            await source.push(ussd(*"abcde"))

    go(test)
    assert "4 events were received, but not taken by the rules before the end" in caplog.text


def test_a_filter_that_fails_ends_the_source() -> None:
    class Broken(asyncio.Queue[Any]):
        async def put(self, item: Any) -> None:
            raise RuntimeError("the filter")

    async def test() -> None:
        port = free_port()
        task = asyncio.create_task(SOURCE["main"](Broken(), {"host": LOCAL, "port": port, "drain_timeout": 0}))
        async with aiohttp.ClientSession() as session:
            while not task.done():
                with contextlib.suppress(aiohttp.ClientConnectionError):
                    await session.post(f"http://{LOCAL}:{port}/", data=ussd("a"))
                await asyncio.sleep(0.01)
        with pytest.raises(RuntimeError, match="the filter"):
            await task

    go(test)


def test_a_port_that_is_taken() -> None:
    async def test() -> None:
        with socket.create_server((LOCAL, 0)) as other, pytest.raises(OSError, match="address already in use"):
            await SOURCE["main"](asyncio.Queue(), {"host": LOCAL, "port": other.getsockname()[1]})

    go(test)


def test_https_with_certificates_of_clients(tmp_path: Path) -> None:
    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    ca.issue_cert(LOCAL).private_key_and_cert_chain_pem.write_to_path(tmp_path / "server.pem")
    trusting = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))

    async def test() -> None:
        files: dict[str, Any] = {"certfile": str(tmp_path / "server.pem"), "cafile": str(tmp_path / "ca.pem")}
        async with running(tls=trusting, **files) as source:
            with pytest.raises(aiohttp.ClientError):
                await source.push(ussd("a"))
            ca.issue_cert("gw").configure_cert(trusting)
            assert (await source.push(ussd("a")))[0] == 200

    go(test)
