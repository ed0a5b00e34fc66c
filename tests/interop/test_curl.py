# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""curl, with the calls that the SMS gateway's own document shows, works with the lab's gateway in both of its modes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.lab import Lab, Site

CURL = shutil.which("curl")
pytestmark = pytest.mark.skipif(not CURL, reason="there is no curl here")


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    """A lab with one gateway."""
    with Lab(Site(gateways=1)) as running:
        yield running


def curl(lab: Lab, path: str, *arguments: str, password: str = "lab-sms_gateway-pw1") -> tuple[int, Any]:
    """The HTTP status and the body of one call."""
    command = [str(CURL), "-sk", "--anyauth", "-u", f"admin:{password}", *arguments, "-w", "\n%{http_code}"]
    done = subprocess.run(
        [*command, lab.url("gateway-1") + path], capture_output=True, text=True, check=True, timeout=30
    )
    body, _newline, status = done.stdout.rpartition("\n")
    return int(status), body


@pytest.mark.parametrize("scheme", ["digest", "basic"])
def test_the_documents_own_call(lab: Lab, scheme: str) -> None:
    device = lab.device("gateway-1")
    with device.lock:
        device.reset_options()
        device.set_options({"auth": scheme})
    body = ("-H", "Content-Type: application/json", "-d", json.dumps({"user_id": [1]}))
    status, answer = curl(lab, "/api/query_sms_result", *body)
    assert status == 200
    assert json.loads(answer)["error_code"] == 200
    assert json.loads(answer)["result"] == []
    status, answer = curl(lab, "/api/get_port_info?info_type=slot%2Creg")
    assert status == 200
    assert json.loads(answer)["info"][0].keys() >= {"port", "slot", "reg"}
