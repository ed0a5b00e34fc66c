# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.ssid.profile: profiles can be read and updated, neither added nor removed."""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import Any

from tests.lab.peplink.arguments import ids
from tests.lab.peplink.call import Call, Endpoint, Endpoints
from tests.lab.peplink.errors import invalid, unknown_id
from tests.lab.peplink.state import merge, without_paths
from tests.lab.peplink.validate import Check, Required, boolean, enum, identifier, integer, nullable, obj, string

LONGEST_SSID = 32  # octets, IEEE 802.11; the document has no limit
POLICIES = {"WPA2 Personal": "wpa2Personal", "WPA/WPA2 Personal": "wpaWpa2Personal"}


def _ssid(value: Any, path: str) -> Any:
    if not 1 <= len(string(value, path).encode()) <= LONGEST_SSID:
        raise invalid(path, f"must have 1 to {LONGEST_SSID} octets")
    return value


def _key(value: Any, path: str) -> Any:
    """ "The length must between 8 and 63 or HEX in 64"."""
    if not 8 <= len(string(value, path)) <= 63 and re.fullmatch(r"[0-9A-Fa-f]{64}", value) is None:
        raise invalid(path, "must have 8 to 63 characters, or be 64 hexadecimal digits")
    return value


@cache
def _update_schema(strict_ids: bool, null_clears_vlan: bool) -> Check:
    security = {
        "policy": enum(*POLICIES),
        "wpa2Personal": obj({"fastTransition": boolean, "key": _key}),
        "wpaWpa2Personal": obj({"key": _key}),  # fastTransition "cannot be set in WPA/WPA2 Personal"
    }
    return obj(
        {
            "action": Required(enum("update")),
            "id": Required(identifier(strict_ids)),
            "name": _ssid,
            "enable": boolean,
            "vlanId": nullable(integer(1, 4094)) if null_clears_vlan else integer(1, 4094),
            "broadcast": boolean,
            "security": obj(security),
        }
    )


def _merge_security(stored: dict[str, Any], change: dict[str, Any]) -> None:
    """Take over the security part. The object must be the policy's; a change of policy keeps the key (own choice)."""
    policy = change.get("policy", stored["policy"])
    member = POLICIES[policy]
    for other in POLICIES.values():
        if other != member and other in change:
            raise invalid(f"security.{other}", f"not for policy {policy}")
    if policy != stored["policy"]:
        old = stored.pop(POLICIES[stored["policy"]])
        stored["policy"] = policy
        stored[member] = {"key": old["key"]}
        if member == "wpa2Personal":
            stored[member]["fastTransition"] = False
    merge(stored[member], change.get(member, {}))


def _read(call: Call) -> Any:
    given = call.query({"id": ids})
    table = call.router.store.read("ssid", pending=call.options["config_reads"] == "pending")
    return call.keyed({key: table[key] for key in call.select(table, given.get("id"), "id")})


def _update(call: Call) -> Any:
    body = call.body(_update_schema(call.options["strict_ids"], call.options["null_clears_vlan"]))
    key = str(body["id"])
    store, at_once = call.router.store, call.options["applies_by_itself"]
    table = store.read("ssid", pending=not at_once)
    if key not in table:
        raise unknown_id("id")
    taken = without_paths(body, call.options["silently_ignores"])
    profile = copy.deepcopy(table[key])
    if "security" in taken:
        _merge_security(profile["security"], taken["security"])
    merge(profile, {name: taken[name] for name in ("name", "enable", "vlanId", "broadcast") if name in taken})
    store.edit("ssid", at_once=at_once)[key] = profile
    return call.keyed({key: profile})


ENDPOINTS: Endpoints = {
    ("GET", "config.ssid.profile"): Endpoint(_read, (7, 1, 1), "read", "read"),
    ("POST", "config.ssid.profile"): Endpoint(_update, (7, 1, 1), "write", "write"),
}
