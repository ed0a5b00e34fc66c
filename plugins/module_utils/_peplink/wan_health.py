# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field, Group
from .._core.normal import to_float
from .checks import ipv4
from .shapes import as_list, speller, variant

METHODS = ("ping", "nslookup", "http", "smartcheck", "openvpn")
_method_type = speller(*METHODS, dns="nslookup")

# The option is in ms, as POST has it, at least 200; GET is in seconds, at most 10.
_SHORTEST = 200


def _healthcheck(wan: t.Mapping[str, t.Any]) -> dict[str, t.Any] | None:
    found = wan.get("healthcheck")
    if not isinstance(found, t.Mapping):
        return None
    if found.get("method") is None:
        return dict(found)
    # GET has a name, and an object beside it that is named like it; POST has an object of both.
    return {**found, "method": variant(found, found["method"], _method_type)}


def _milliseconds(value: t.Any) -> t.Any:
    number = to_float(value)
    if not isinstance(number, float):
        return value
    return round(number * 1000) if number < _SHORTEST else number


def host(value: t.Any) -> str | None:
    """What an entry of ``host`` may be, if ``value`` is none: an address, or a URL_Pattern_Obj."""
    if isinstance(value, str):
        return ipv4(value)
    names = set(value) if isinstance(value, dict) else {"neither"}
    known = "url" in names and names <= {"url", "pattern"}
    if known and all(isinstance(item, str) for item in value.values() if item is not None):
        return None
    return "an IPv4 address, or for http an object of url and pattern"


def _hosts(value: t.Any) -> t.Any:
    return [
        {"url": entry.get("url"), "pattern": entry.get("pattern") or ""} if isinstance(entry, t.Mapping) else entry
        for entry in as_list(value)
    ]


# Healthcheck_Obj of GET and POST /api/config.wan.connection.
HEALTHCHECK = Group(
    "healthcheck",
    (
        Field("enable", type="bool", companion=True, implied=False),
        Group(
            "method",
            (
                Field("type", choices=METHODS, companion=True),
                Group(
                    "detail",
                    (
                        Field(
                            "included_public",
                            type="bool",
                            reads=("method.detail.includedPublic", "method.detail.includePublic"),
                            when=("type", ("nslookup",)),
                            implied=False,
                        ),
                        Field(
                            "host",
                            type="list",
                            elements="raw",
                            count=(0, 2),
                            check=host,
                            reads=("method.detail.host", "method.detail.url"),
                            normal=_hosts,
                            parse=_hosts,
                            when=("type", ("ping", "nslookup", "http", "smartcheck")),
                        ),
                    ),
                    companion=True,
                ),
            ),
        ),
        Field("timeout", type="int", range=(_SHORTEST, 10000), parse=_milliseconds),
        Field("interval", type="int", range=(5, 3600)),
        Field("retry", type="int", range=(1, 20)),
        Field("recovery", type="int", range=(1, 20)),
    ),
    gate="enable",
    parse=_healthcheck,
)
