# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The answers of the reading operations with one set of names, whichever firmware gave them."""

from __future__ import annotations

import typing as t

from .._core.names import snake
from .._core.normal import from_answer, to_int
from .answers import entries, is_map, listed
from .wan import WAN


def tidy(value: t.Any) -> t.Any:
    """A deep copy of an answer: keys in snake_case, maps of ids as lists of objects with ``id`` in the router's order."""
    if is_map(value):
        return tidy_map(value)
    if isinstance(value, dict):
        return tidy_object(value)
    if isinstance(value, list):
        return [tidy(item) for item in value]
    return value


def tidy_object(value: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """``tidy`` of an object that certainly is no map of ids."""
    return {snake(key): tidy(item) for key, item in value.items()}


def tidy_map(answer: t.Any) -> list[dict[str, t.Any]]:
    """``tidy`` of an answer that certainly is a map of ids, even an empty one."""
    return [_with_id(key, tidy_object(one)) for key, one in entries(answer).items()]


def _with_id(key: t.Any, one: dict[str, t.Any]) -> dict[str, t.Any]:
    return {"id": key, **{name: value for name, value in one.items() if name != "id"}}


def tidy_list(answer: t.Any) -> list[t.Any]:
    """``tidy`` of a list of objects; nothing where the router gave none."""
    return [tidy(item) for item in answer] if isinstance(answer, list) else []


def _rename(one: dict[str, t.Any], old: str, new: str) -> None:
    """Give what stands under a former name its present one, unless that is there too."""
    if old in one:
        value = one.pop(old)
        one.setdefault(new, value)


def wan(answer: t.Any) -> list[dict[str, t.Any]]:
    """status.wan.connection: ``mode`` is routingMode from 8.0.1 on, ``gobi`` cellular, its ``network`` mobileType."""
    found = tidy_map(answer)
    for one in found:
        _rename(one, "mode", "routing_mode")
        _rename(one, "gobi", "cellular")
        if isinstance(one.get("cellular"), dict):
            _rename(one["cellular"], "network", "mobile_type")
    return found


def wan_config(answer: t.Any) -> list[dict[str, t.Any]]:
    """config.wan.connection, as the options of peplink_wan have it."""
    return [from_answer(WAN, one) for one in listed(answer)] if is_map(answer) else []


def clients(answer: t.Any) -> list[t.Any]:
    """status.client: ``signalStrength`` {value, unit} became ``signal`` {strength, level} with 8.1.0."""
    found = tidy_list(answer.get("list") if isinstance(answer, dict) else answer)
    for one in found:
        former = one.pop("signal_strength", None)
        if "signal" not in one and isinstance(former, dict) and "value" in former:
            one["signal"] = {"strength": former["value"]}
    return found


def pepvpn(answer: t.Any) -> dict[str, t.Any]:
    """status.pepvpn: profiles, peers and tunnels as lists, and the site's ID, which the API puts among the profiles."""
    found: dict[str, t.Any] = {}
    answer = answer if isinstance(answer, dict) else {}
    profile = answer.get("profile")
    if isinstance(profile, dict):
        found["profile"] = tidy_map(profile)
        if "siteId" in profile:
            found["site_id"] = profile["siteId"]
    if "peer" in answer:
        found["peer"] = tidy_list(answer["peer"])
    if "tunnel" in answer:
        found["tunnel"] = [_tunnel(peer, one) for peer, one in entries(answer["tunnel"]).items()]
    return found


def _tunnel(peer: t.Any, one: dict[str, t.Any]) -> dict[str, t.Any]:
    # Before 8.1.0 the WANs stand in the peer's object itself.
    return _with_id(peer, tidy_object(one) if "wan" in one or "overall" in one else {"wan": tidy_map(one)})


def allowance(answer: t.Any) -> list[dict[str, t.Any]]:
    """status.wan.connection.allowance: one object a WAN, for a cellular one with a list of its SIMs."""
    return [
        _with_id(key, {"sim": tidy_map(one)} if is_map(one) else tidy_object(one))
        for key, one in entries(answer).items()
    ]


def gpio(answer: t.Any) -> list[dict[str, t.Any]]:
    """config.gpio: each with what it supports under ``reference``, where that was asked for."""
    found = tidy_map(answer)
    reference = entries(answer.get("reference") if isinstance(answer, dict) else None)
    for one in found:
        if one["id"] in reference:
            one["reference"] = tidy_object(reference[one["id"]])
    return found


def sms(answer: t.Any) -> dict[str, t.Any]:
    """cmd.sms.get: the text stands under ``content`` or ``message``, its length may be a string."""
    found = tidy_object(answer) if isinstance(answer, dict) else {}
    for sender in found.get("sms") or []:
        for message in sender.get("message") or []:
            _rename(message, "message", "content")
            if "length" in message:
                message["length"] = to_int(message["length"])
    return found


def wifi_scan(answer: t.Any) -> list[t.Any]:
    """cmd.wifi.scan: ``signal`` (dBm) became signalStrength with 8.1.0."""
    found = tidy_list(answer)
    for one in found:
        _rename(one, "signal", "signal_strength")
    return found
