# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.errors import OptionError
from .._core.fields import Field, Group

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


def _read_mac(value: str) -> str | None:
    return mac(value) or None


def _text(option: str, longest: int, **details: t.Any) -> Field:
    return Field(option, length=(0, longest), parse=_unset, clear="", **details)


# Access device attributes; limits as BroadWorks has them (OCI-P, AccessDevice types).
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
        Field("mac_address", check=_check_mac, normal=mac, parse=_read_mac, clear=""),
        _text("serial_number", 80),
        _text("description", 80),
        _text("physical_location", 1024),
        Field("transport_protocol", choices=TRANSPORT_PROTOCOLS, parse=_unset),
        Field("use_custom_user_name_password", type="bool"),
        Field("user_name", length=(0, 161), parse=_unset),
        Field("password", length=(1, 60), secret=True, write_only=True),
        Field("configuration_file_name", read_only=True, parse=_unset),
        Field("number_of_ports", type="int", read_only=True),
        Field("number_of_assigned_ports", type="int", read_only=True),
        Field("status", read_only=True, parse=_unset),
        Field("version", read_only=True, parse=_unset),
    ),
)


def check_group(params: t.Mapping[str, t.Any]) -> None:
    """Raises OptionError unless tenant and group are named."""
    for option in ("tenant_id", "group_id"):
        if not params.get(option):
            raise OptionError(option, f"is required: as an option, or as the host's variable access_device_{option}")
