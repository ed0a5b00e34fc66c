# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends what devices send of their own accord: each device one request after the other, all devices side by side."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable

import aiohttp

from tests.lab.core.device import Device
from tests.lab.core.message import Post


class Outgoing:
    """The senders of the devices. All methods belong into the lab's loop."""

    def __init__(self) -> None:
        self._queues: dict[str, asyncio.Queue[Post]] = {}
        self._senders: list[asyncio.Task[None]] = []
        self._session: aiohttp.ClientSession | None = None

    def send(self, device: Device, posts: Iterable[Post]) -> None:
        """Send ``posts`` after what the device has sent before; ``device.posted`` learns of each in the end."""
        for post in posts:
            if device.name not in self._queues:
                self._queues[device.name] = asyncio.Queue()
                self._senders.append(asyncio.create_task(self._run(device, self._queues[device.name])))
            self._queues[device.name].put_nowait(post)

    async def close(self) -> None:
        """Give up what is not sent yet."""
        for sender in self._senders:
            sender.cancel()
        await asyncio.gather(*self._senders, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _run(self, device: Device, queue: asyncio.Queue[Post]) -> None:
        while True:
            post = await queue.get()
            status = None
            for attempt in range(post.attempts):
                if attempt:
                    await asyncio.sleep(post.pause)
                status = await self._post(post)
                if status is not None and 200 <= status < 300:
                    break
            with device.lock:
                device.posted(post, status)

    async def _post(self, post: Post) -> int | None:
        if self._session is None:
            self._session = aiohttp.ClientSession(trust_env=False)
        tls = ssl.create_default_context(cafile=post.ca_path) if post.ca_path else False
        try:
            async with self._session.post(
                post.url,
                data=post.body,
                headers=post.headers,
                timeout=aiohttp.ClientTimeout(post.timeout),
                ssl=tls,
                allow_redirects=False,
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return None
