# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.pepvpn: profiles, peers and tunnels."""

from __future__ import annotations

from typing import Any

from tests.lab.peplink.arguments import flag, integer, text, texts, words
from tests.lab.peplink.call import Call, Endpoint, Endpoints

LITE_PROFILE = ("name", "master")

_READERS = {
    "infoType": words("profile", "peer", "tunnel"),
    "lite": flag,
    "tunnelOption": texts,
    "start": integer(0, 1000000),
    "size": integer(0, 1000000),
    "searchPattern": text,
    "serialNumber": text,
}


def _profiles(call: Call, lite: bool) -> dict[str, Any]:
    facts = call.router.facts["pepvpn"]
    answer: dict[str, Any] = {
        key: {name: value for name, value in profile.items() if not lite or name in LITE_PROFILE}
        for key, profile in facts["profile"].items()
    }
    return {**answer, "siteId": facts["siteId"], "order": [call.ident(str(key)) for key in facts["order"]]}


def _peers(call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    pattern = given.get("searchPattern", "").lower()
    peers = [
        peer
        for peer in call.router.facts["pepvpn"]["peer"]
        if ("serialNumber" not in given or peer["serialNumber"] == given["serialNumber"])
        and (not pattern or any(pattern in str(value).lower() for value in peer.values()))
    ]
    start = given.get("start", 0)
    return peers[start : start + given["size"] if "size" in given else None]


def _status(call: Call) -> Any:
    given = call.query(_READERS)
    kinds = given.get("infoType", ["profile", "peer", "tunnel"])
    answer: dict[str, Any] = {}
    if "profile" in kinds:
        answer["profile"] = _profiles(call, given.get("lite", False))
    if given.get("tunnelOption"):  # its presence asks for tunnels, as in the document's example
        tunnels = call.router.facts["pepvpn"]["tunnel"]
        shown = {key: tunnel for key, tunnel in tunnels.items() if key in given["tunnelOption"]}
        answer["tunnel"] = {**shown, "order": list(shown)}
    if "peer" in kinds:
        answer["peer"] = _peers(call, given)
    return answer


ENDPOINTS: Endpoints = {("GET", "status.pepvpn"): Endpoint(_status, (7, 1, 0), "read", "read", beta=True)}
