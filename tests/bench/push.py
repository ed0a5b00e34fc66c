# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two processes of the benchmark of events: gateways that push, and what takes the pushes.

``python -m tests.bench.push take PORT [bare]`` takes pushes on one core until its input ends, by the event source with rules that take
one event after the other, or, ``bare``, by an HTTP server that looks at nothing. ``python -m tests.bench.push send URL RATE
SECONDS KEEP`` pushes at a steady rate. Both end with a line of JSON that tells what they saw.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import runpy
import sys
import time
from typing import Any

import aiohttp
from aiohttp import web

from tests.checks.environment import COLLECTIONS

PLUGIN = COLLECTIONS / "ansible_collections/telco/cpe/extensions/eda/plugins/event_source/sms_gateway.py"
HOST = "127.0.0.1"
GATEWAYS = 32
REPEATED = 50  # each so many pushes one is made again, as by a gateway that did not see the answer


class Rules:
    """In place of the rule engine: takes one event at a time, and notes which it has seen."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(1)
        self.seen: set[tuple[str, int]] = set()
        self.twice = 0
        self.out_of_order = 0
        self.delays: list[float] = []

    async def run(self) -> None:
        """Take events for ever."""
        last: dict[str, int] = {}
        while True:
            event = await self.queue.get()
            sn, number = event["sn"], event["sms"]["incoming_sms_id"]
            self.delays.append(time.time() - float(event["sms"]["text"]))
            self.twice += (sn, number) in self.seen
            self.out_of_order += number < last.get(sn, 0)
            self.seen.add((sn, number))
            last[sn] = number


async def take(port: int, *, bare: bool) -> dict[str, Any]:
    """Take pushes until the input ends. Out: what came, and the CPU time in seconds."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rules = Rules()
    source = (
        _bare(port)
        if bare
        else runpy.run_path(str(PLUGIN))["main"](rules.queue, {"host": HOST, "port": port, "max_rate": 0})
    )
    tasks = [asyncio.create_task(source), asyncio.create_task(rules.run())]
    before = time.process_time()
    await asyncio.to_thread(sys.stdin.read)
    used = time.process_time() - before
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    delays = sorted(rules.delays) or [0.0]
    return {
        "events": len(rules.seen),
        "twice": rules.twice,
        "out_of_order": rules.out_of_order,
        "cpu": used,
        "delay_median": delays[len(delays) // 2],
        "delay_most": delays[-1],
    }


async def _bare(port: int) -> None:
    async def answer(request: web.BaseRequest) -> web.Response:
        await request.read()
        return web.json_response({})

    server = await asyncio.get_running_loop().create_server(web.Server(answer, access_log=None), HOST, port)
    async with server:
        await server.serve_forever()


class Gateways:
    """Some gateways, each of which pushes one SMS after the other."""

    def __init__(self, url: str, keep: bool) -> None:
        self._url = url
        self._keep = keep
        self.answers: dict[int, int] = {}
        self.errors = 0
        self.pushed = 0

    async def run(self, rate: float, seconds: float) -> None:
        """Push at ``rate`` a second in all; a gateway that gets behind catches up."""
        connector = aiohttp.TCPConnector(limit=GATEWAYS, force_close=not self._keep)
        async with aiohttp.ClientSession(connector=connector) as session:
            end = time.monotonic() + seconds
            await asyncio.gather(
                *(self._one(session, f"gateway-{number}", rate / GATEWAYS, end) for number in range(GATEWAYS))
            )

    async def _one(self, session: aiohttp.ClientSession, sn: str, rate: float, end: float) -> None:
        start = time.monotonic()
        number = 0
        while (due := start + number / rate) < end:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            number += 1
            self.pushed += 1
            sms = {
                "incoming_sms_id": number,
                "port": number % 32,
                "number": "13714637674",
                "smsc": "+8613800757511",
                "timestamp": "2016-07-12 15:46:18",
                "text": f"{time.time():.6f}",
            }
            body = json.dumps({"sn": sn, "sms": [sms]}).encode()
            for _ in range(2 if number % REPEATED == 0 else 1):
                await self._post(session, body)

    async def _post(self, session: aiohttp.ClientSession, body: bytes) -> None:
        try:
            async with session.post(self._url, data=body) as answer:
                await answer.read()
                self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
        except aiohttp.ClientError:
            self.errors += 1


async def send(url: str, rate: float, seconds: float, *, keep: bool) -> dict[str, Any]:
    """Push. Out: how much, what was answered, and how long it took in seconds."""
    gateways = Gateways(url, keep)
    start = time.monotonic()
    await gateways.run(rate, seconds)
    took = time.monotonic() - start
    return {"pushed": gateways.pushed, "answers": gateways.answers, "errors": gateways.errors, "seconds": took}


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        if sys.argv[1] == "take":
            outcome = asyncio.run(take(int(sys.argv[2]), bare=sys.argv[3:] == ["bare"]))
        else:
            outcome = asyncio.run(send(sys.argv[2], float(sys.argv[3]), float(sys.argv[4]), keep=sys.argv[5] == "keep"))
        print(json.dumps(outcome))
