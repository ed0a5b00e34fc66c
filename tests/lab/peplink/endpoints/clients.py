# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.client: the clients of the LAN, filtered."""

from __future__ import annotations

from typing import Any

from tests.lab.peplink.arguments import flag, integer, word, words
from tests.lab.peplink.call import Call, Endpoint, Endpoints

TYPES = ("ethernet", "wireless", "pptp", "stroute", "l2tp", "openvpn", "pepvpn", "other")
INFO_TYPES = (
    "ip",
    "connectionType",
    "lease",
    "name",
    "mac",
    "bssid",
    "port",
    "vlanId",
    "essid",
    "active",
    "signalStrength",
    "speed",
)
LITE = ("ip", "connectionType", "name", "mac", "bssid", "vlanId")
WEIGHTS = {"full": INFO_TYPES, "normal": (*LITE, "essid", "active"), "lite": LITE}
DEFAULT_SIZE = 1000

_READERS = {
    "vlanId": integer(0, 4094),
    "activeOnly": flag,
    "connectionType": words(*TYPES),
    "size": integer(1, 10000000),
    "outputWeight": word("full", "normal", "lite"),
    "infoType": words(*INFO_TYPES),
}


def _shown_type(call: Call, client: dict[str, Any]) -> str | None:
    """connectionType; of an inactive client it is absent, and was "ethernet" up to firmware 8.1.0."""
    if client["active"] or call.options["inactive_connection_type"] == "kept":
        kind: str = client["connectionType"]
        return kind
    return "ethernet" if call.router.version <= (8, 1, 0) else None


def _client(call: Call, client: dict[str, Any], names: tuple[str, ...] | list[str]) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    kind = client["connectionType"]
    for name in names:
        if name == "connectionType":
            shown = _shown_type(call, client)
            if shown is not None:
                answer[name] = shown
        elif name == "signalStrength":
            if "signal" in client and call.router.version >= (8, 1, 0):
                answer["signal"] = client["signal"]
            elif "signal" in client:
                answer[name] = {"value": client["signal"]["strength"], "unit": "dBm"}
        elif name == "lease" and kind not in ("ethernet", "wireless"):
            continue
        elif name in client:
            answer[name] = client[name]
    return answer


def _clients(call: Call) -> Any:
    given = call.query(_READERS)
    names = given.get("infoType") or WEIGHTS[given.get("outputWeight", "normal")]
    chosen = [
        client
        for client in call.router.facts["clients"]
        if ("vlanId" not in given or client.get("vlanId") == given["vlanId"])
        and (not given.get("activeOnly") or client["active"])
        and ("connectionType" not in given or client["connectionType"] in given["connectionType"])
    ]
    return {"list": [_client(call, client, names) for client in chosen[: given.get("size", DEFAULT_SIZE)]]}


ENDPOINTS: Endpoints = {("GET", "status.client"): Endpoint(_clients, (8, 0, 1), "read", "read")}
