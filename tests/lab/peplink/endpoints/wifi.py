# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for a Wi-Fi WAN: scan, connect, disconnect, forget, result. All take effect at once."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.lab.peplink.arguments import single_id, word, words
from tests.lab.peplink.call import NOTHING, Call, Endpoint, Endpoints
from tests.lab.peplink.errors import BAD_REQUEST, ApiFailure, invalid, unknown_id
from tests.lab.peplink.validate import Check, Required, enum, identifier, mac, obj, string, text

POLICIES = ("open", "wep", "wpa-eap", "wpa-psk", "8021x")
KEY_POLICIES = ("wep", "wpa-psk")
EAP_POLICIES = ("wpa-eap", "8021x")
CREDENTIALS = ("key", "loginId", "password")
SORT_KEYS = {"name": "ssid", "security": "securityPolicy", "signal": "signal", "channel": "channel"}
# Signal in dBm at and above which the level is 5, 4, .. (own choice).
LEVELS = ((-55, 5), (-70, 4), (-80, 3), (-88, 2), (-95, 1))


def _wifi_key(call: Call, key: str) -> str:
    """The id, if it is a Wi-Fi WAN's. Raises ApiFailure."""
    wan = call.router.store.running["wan"].get(key)
    if wan is None:
        raise unknown_id("connId")
    if wan["type"] != "wireless":
        raise ApiFailure(BAD_REQUEST, "connId is no Wi-Fi WAN")
    return key


def _profiles(call: Call, key: str) -> list[dict[str, Any]]:
    profiles: list[dict[str, Any]] = call.router.store.running["wifi_profiles"].setdefault(key, [])
    return profiles


def _connected(call: Call, key: str) -> dict[str, Any]:
    """The network that the WAN is connected to; empty if none."""
    wireless: dict[str, Any] = call.router.facts["wan"].get(key, {}).get("wireless", {})
    return wireless


# -- scan ------------------------------------------------------------------------------------------------------------


def _level(signal: int) -> int:
    return next((level for lowest, level in LEVELS if signal >= lowest), 0)


def _heard(call: Call, key: str, heard: dict[str, Any], info: list[str]) -> dict[str, Any]:
    answer = {"ssid": heard["ssid"], "bssid": heard["bssid"], "signal": heard["signal"]}
    if call.router.version >= (8, 1, 0):  # "signal" is deprecated from there on, yet still answered (own choice)
        answer.update({"signalStrength": heard["signal"], "signalLevel": _level(heard["signal"])})
    answer.update({"channel": heard["channel"], "securityPolicy": heard["securityPolicy"]})
    profiles = _profiles(call, key)
    names = [profile["ssid"] for profile in profiles]
    connected = _connected(call, key).get("bssid") == heard["bssid"]
    if "status" in info:
        answer["status"] = {"inUse": connected, "connected": connected}
    if "config" in info and heard["ssid"] in names:
        number = names.index(heard["ssid"])
        answer["config"] = {"profileId": number + 1, "automatic": profiles[number]["automatic"]}
    return answer


def _scan(call: Call) -> Any:
    given = call.query(
        {
            "connId": single_id,
            "infoType": words("status", "config"),
            "sortBy": word(*SORT_KEYS),
            "sortOrder": word("asc", "desc"),
        },
        required=("connId",),
    )
    key = _wifi_key(call, given["connId"])
    heard = sorted(
        call.router.facts["access_points"],
        key=lambda entry: entry[SORT_KEYS[given.get("sortBy", "name")]],
        reverse=given.get("sortOrder") == "desc",
    )
    if "sortBy" not in given:  # "the defined SSID will be on the head of the array"
        defined = {profile["ssid"] for profile in _profiles(call, key)}
        heard.sort(key=lambda entry: entry["ssid"] not in defined)
    return [_heard(call, key, entry, given.get("infoType", [])) for entry in heard]


# -- connect ---------------------------------------------------------------------------------------------------------


@cache
def _connect_schema(strict_ids: bool) -> Check:
    return obj(
        {
            "connId": Required(identifier(strict_ids)),
            "ssid": Required(text),
            "securityPolicy": enum(*POLICIES),  # "require", but absent in the example: a defined profile has it
            "key": string,
            "loginId": string,
            "password": string,
            "eapMethod": enum("TTLS", "PEAP"),
            "eapPhase2": enum("CHAP", "MSCHAP", "MSCHAPV2", "PAP"),
            "eapAuthenticationId": string,
            "preferredBssid": mac,
        }
    )


def _profile_for(call: Call, key: str, body: dict[str, Any]) -> dict[str, Any]:
    """The profile to connect with: the defined one with what was given, or a new one. Raises ApiFailure."""
    given = {name: value for name, value in body.items() if name != "connId"}
    defined = next((profile for profile in _profiles(call, key) if profile["ssid"] == body["ssid"]), None)
    if defined is None and "securityPolicy" not in body:
        raise invalid("securityPolicy", "required, the SSID has no profile")
    profile = {"automatic": True, **(defined or {}), **given}
    policy = profile["securityPolicy"]
    if policy in KEY_POLICIES and not profile.get("key"):
        raise invalid("key", f"required for {policy}")
    if policy in EAP_POLICIES:
        for name in ("loginId", "password"):
            if not profile.get(name):
                raise invalid(name, f"required for {policy}")
    return profile


def _outcome(heard: dict[str, Any] | None, profile: dict[str, Any]) -> str:
    if heard is None:
        return "AP_NOT_FOUND"
    if heard["securityPolicy"] != profile["securityPolicy"]:
        return "UNKNOWN_FAIL"
    if all(heard.get(name) == profile.get(name) for name in CREDENTIALS if name in heard):
        return "CONNECTED"
    return "PSK_AUTH_FAIL" if heard["securityPolicy"] in KEY_POLICIES else "EAP_AUTH_FAIL"


def _connect(call: Call) -> Any:
    body = call.body(_connect_schema(call.options["strict_ids"]))
    key = _wifi_key(call, str(body["connId"]))
    profile = _profile_for(call, key, body)
    profiles = _profiles(call, key)
    profiles[:] = [other for other in profiles if other["ssid"] != profile["ssid"]] + [profile]
    heard = next((entry for entry in call.router.facts["access_points"] if entry["ssid"] == profile["ssid"]), None)
    outcome = _outcome(heard, profile)
    when = call.router.clock.now() + call.options["wifi_connect_seconds"]
    result: dict[str, Any] = {"result": outcome, "timestamp": int(when), "ssid": profile["ssid"]}
    if heard is not None:
        result.update({"bssid": heard["bssid"], "securityPolicy": heard["securityPolicy"]})
    fact = call.router.facts["wan"].setdefault(key, {"statusLed": "red", "message": "", "uptime": 0})
    fact.pop("wireless", None)
    if outcome == "CONNECTED" and heard is not None:
        fact["wireless"] = {
            "signal": {"strength": heard["signal"]},
            "ssid": heard["ssid"],
            "bssid": heard["bssid"],
        }
        result["message"] = f"connected to {heard['ssid']} ({heard['bssid']})"
    else:
        result["message"] = f"failed to connect to {profile['ssid']}"
    call.router.wifi_results[key] = {"when": when, "result": result}
    return NOTHING


def _result(call: Call) -> Any:
    key = _wifi_key(call, call.query({"connId": single_id}, required=("connId",))["connId"])
    known = call.router.wifi_results.get(key)
    if known is None or call.router.clock.now() < known["when"]:
        raise ApiFailure(BAD_REQUEST, "no result yet")
    return known["result"]


# -- disconnect and forget -------------------------------------------------------------------------------------------


@cache
def _disconnect_schema(strict_ids: bool) -> Check:
    return obj({"connId": Required(identifier(strict_ids)), "ssid": text})


def _disconnect(call: Call) -> Any:
    """ "Disconnect the Wi-Fi if it is connected"; an SSID that is not in use is no failure (own choice)."""
    body = call.body(_disconnect_schema(call.options["strict_ids"]))
    key = _wifi_key(call, str(body["connId"]))
    _drop_connection(call, key, body.get("ssid"))
    return NOTHING


def _drop_connection(call: Call, key: str, ssid: str | None) -> None:
    if ssid in (None, _connected(call, key).get("ssid")):
        call.router.facts["wan"].get(key, {}).pop("wireless", None)


@cache
def _forget_schema(strict_ids: bool) -> Check:
    return obj(
        {
            "connId": Required(identifier(strict_ids)),
            "ssid": Required(text),
            "securityPolicy": Required(enum(*POLICIES)),
        }
    )


def _forget(call: Call) -> Any:
    """ "Remove existing SSID profile, if any": none is no failure."""
    body = call.body(_forget_schema(call.options["strict_ids"]))
    key = _wifi_key(call, str(body["connId"]))
    profiles = _profiles(call, key)
    kept = [p for p in profiles if (p["ssid"], p["securityPolicy"]) != (body["ssid"], body["securityPolicy"])]
    if len(kept) != len(profiles):
        profiles[:] = kept
        _drop_connection(call, key, body["ssid"])
    return NOTHING


ENDPOINTS: Endpoints = {
    ("GET", "cmd.wifi.scan"): Endpoint(_scan, (7, 1, 1), "read", "read"),
    ("POST", "cmd.wifi.connect"): Endpoint(_connect, (7, 1, 1), "write", "write"),
    ("POST", "cmd.wifi.disconnect"): Endpoint(_disconnect, (7, 1, 1), "write", "write"),
    ("POST", "cmd.wifi.forget"): Endpoint(_forget, (7, 1, 1), "write", "write"),
    ("GET", "cmd.wifi.result"): Endpoint(_result, (7, 1, 1), "read", "read"),
}
