# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.fields import CLEAR, Field, Group

_SEPARATORS = re.compile(r"[\s:.\-]")
_MAC = re.compile(r"[0-9A-F]{12}\Z")

TRANSPORT_PROTOCOLS = ("UDP", "TCP", "TLS", "Unspecified")


def mac(value: str) -> str:
    """A MAC address in APIO's form: twelve upper-case digits, no separators. "" stays ""."""
    return _SEPARATORS.sub("", value).upper()


def _check_mac(value: str) -> str | None:
    return None if value == "" or _MAC.match(mac(value)) else "twelve hexadecimal digits, with or without separators"


def _unset(value: t.Any) -> t.Any:
    # APIO answers "" for what is unset.
    return None if value == "" else value


def _wanted(value: str) -> t.Any:
    return value or CLEAR


def _wanted_mac(value: str) -> t.Any:
    return mac(value) or CLEAR


def _read_mac(value: str) -> str | None:
    return mac(value) or None


def _text(option: str, longest: int) -> Field:
    return Field(option, length=(0, longest), normal=_wanted, parse=_unset, clear="")


# Access device attributes; limits as BroadWorks has them (OCI-P R25, AccessDevice types). An empty text means unset.
TABLE = Group(
    "",
    (
        Field("device_name", read_only=True),
        Field("device_type", length=(1, 40), parse=_unset, immutable=True),
        Field("protocol", length=(1, 20), parse=_unset),
        _text("net_address", 80),
        Field("port", type="int", range=(1025, 65535), parse=_unset, clear=None),
        _text("outbound_proxy_server_net_address", 80),
        _text("stun_server_net_address", 80),
        Field("mac_address", check=_check_mac, normal=_wanted_mac, parse=_read_mac, clear=""),
        _text("serial_number", 80),
        _text("description", 80),
        _text("physical_location", 1024),
        Field("transport_protocol", choices=TRANSPORT_PROTOCOLS, parse=_unset),
        Field("use_custom_user_name_password", type="bool", parse=_unset),
        _text("user_name", 161),
        Field("password", length=(1, 60), secret=True, write_only=True),
        Field("configuration_file_name", read_only=True, parse=_unset),
        Field("number_of_ports", type="int", read_only=True, parse=_unset),
        Field("number_of_assigned_ports", type="int", read_only=True, parse=_unset),
        Field("status", read_only=True, parse=_unset),
        Field("version", read_only=True, parse=_unset),
    ),
)

# What is set when a device is created.
SETTABLE = tuple(field.option for field in TABLE.fields if isinstance(field, Field) and not field.read_only)


def forms(body: dict[str, t.Any]) -> list[dict[str, t.Any]]:
    """The bodies that may mean the same to a server: the document does not say how an attribute is cleared.

    As the types have it ("" for texts, null for numbers) first, then "" for all, then null for all.
    """
    cleared = [name for name, value in body.items() if value in ("", None)]
    found = [body]
    for sign in ("", None) if cleared else ():
        form = {**body, **dict.fromkeys(cleared, sign)}
        if form not in found:
            found.append(form)
    return found
