# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab in a process of its own, so that its CPU time is not counted. It still shares the machine's cores."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from tests.bench.usage import Failed
from tests.checks.environment import ROOT

PATIENCE = 120.0


@contextlib.contextmanager
def site(folder: Path, *options: str) -> Iterator[dict[str, Any]]:
    """A running lab with the given options of ``python -m tests.lab``. Out: its description, as its ready file has it."""
    ready, log = folder / "ready.json", folder / "lab.log"
    command = [sys.executable, "-m", "tests.lab", "--ready-file", str(ready), *options]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + PATIENCE
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > end:
                raise Failed(f"the lab does not start:\n{log.read_text(encoding='utf-8')[-4000:]}")
            time.sleep(0.05)
        yield json.loads(ready.read_text(encoding="utf-8"))
    finally:
        process.terminate()
        process.wait()


def router_token(router: dict[str, Any]) -> str:
    """An access token of scope api for a router of the lab."""
    base = f"{router['http_url']}/api"
    with requests.Session() as session:
        session.trust_env = False

        def post(function: str, body: dict[str, Any]) -> dict[str, Any]:
            answer = session.post(f"{base}/{function}", json=body, timeout=30).json()
            if answer.get("stat") != "ok":
                raise Failed(f"{router['name']}: {function}: {answer}")
            response: dict[str, Any] = answer.get("response", {})
            return response

        post("login", {"username": router["username"], "password": router["password"]})
        client = post("auth.client", {"action": "add", "name": "bench", "scope": "api"})
        grant = post(
            "auth.token.grant", {"clientId": client["clientId"], "clientSecret": client["clientSecret"], "scope": "api"}
        )
        post("logout", {})
    return str(grant["accessToken"])


def journal(description: dict[str, Any], *, forget: bool = False) -> int:
    """How many requests the lab has seen; ``forget`` them afterwards."""
    url = f"{description['devices'][0]['control_url']}/journal"
    with requests.Session() as session:
        session.trust_env = False
        seen = len(session.get(url, timeout=60).json())
        if forget:
            session.delete(url, timeout=60)
    return seen


def cores() -> int:
    """How many cores there are for everything together."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
