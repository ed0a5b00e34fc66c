# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet behind the lab's DMS, and what a program does to look after it that uses nothing but requests."""

from __future__ import annotations

from typing import Any

import requests

# All CPEs have it, so that all have the parameters.
DATA_MODEL = "TR-098"
_MANAGEMENT = "InternetGatewayDevice.ManagementServer."
# As the lab's CPEs have them from the start.
_HELD: dict[str, Any] = {
    "PeriodicInformEnable": True,
    "PeriodicInformInterval": 86400,
    "URL": "http://edgeproxy:7547",
    "Username": "usr0p3nf1b3r",
    "UpgradesManaged": False,
}
NAMES = [_MANAGEMENT + name for name in _HELD]
VALUES = list(_HELD.values())

# The least that has to be done: a request a CPE, its answer decoded, and the values compared.
POOL = """
import json, sys, threading
from concurrent.futures import ThreadPoolExecutor
import requests

with open(sys.argv[1]) as file:
    work = json.load(file)
url = work["url"] + "/v1/method/GetParameterValues"
wanted = dict(zip(work["names"], work["values"]))
local = threading.local()

def look(cpe_id):
    if not hasattr(local, "session"):
        local.session = requests.Session()
        local.session.auth = tuple(work["credentials"])
    body = {"search_options": {"cpe_id": cpe_id}, "command_options": {}, "parameters": work["names"]}
    answer = local.session.post(url, json=body, timeout=90)
    answer.raise_for_status()
    return {pair["key"]: pair["value"] for pair in answer.json()["result"]["details"]} == wanted

with ThreadPoolExecutor(work["threads"]) as pool:
    if not all(pool.map(look, work["ids"])):
        sys.exit("a CPE is not converged")
"""


def dms(description: dict[str, Any]) -> dict[str, Any]:
    """The DMS in a lab's description."""
    found: dict[str, Any] = next(device for device in description["devices"] if device["system"] == "dms")
    return found


def set_options(description: dict[str, Any], **options: Any) -> None:
    """Set switches of the lab's DMS."""
    with _session() as session:
        url = f"{description['control_url']}/devices/{dms(description)['name']}/options"
        session.patch(url, json=options, timeout=60).raise_for_status()


def journal(description: dict[str, Any], *, forget: bool = False) -> list[dict[str, Any]]:
    """The requests that the lab has seen; ``forget`` them afterwards."""
    url = f"{description['control_url']}/journal"
    with _session() as session:
        entries: list[dict[str, Any]] = session.get(url, timeout=120).json()
        if forget:
            session.delete(url, timeout=60)
    return entries


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session


def cpe_ids(number: int) -> list[str]:
    """The ids of the lab's CPEs."""
    return ["DMS_DEVICE", *(f"CPE{index:06d}" for index in range(1, number))]


def parameters() -> list[dict[str, Any]]:
    """What is desired, which is what the CPEs hold."""
    return [{"name": name, "value": value} for name, value in zip(NAMES, VALUES, strict=True)]


def variables(description: dict[str, Any]) -> dict[str, Any]:
    """The variables of a host by which the modules reach the DMS."""
    device = dms(description)
    return {
        "dms_api_url": device["http_url"],
        "dms_api_username": device["username"],
        "dms_api_password": device["password"],
    }
