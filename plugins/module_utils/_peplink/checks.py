# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import ipaddress
import re
import typing as t

_HEX64 = re.compile(r"[0-9A-Fa-f]{64}\Z")
_MAC = re.compile(r"[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}\Z")
_DOMAIN = re.compile(
    r"(?=.{1,253}\Z)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\.?\Z"
)
_DIAL_NUMBER = re.compile(r"[0-9*#]+\Z")
_SMS_ADDRESS = re.compile(r"\+[1-9][0-9]{1,14}\Z")
_MCC = re.compile(r"[0-9]{3}\Z")
_MNC = re.compile(r"[0-9]{2,3}\Z")
_DATA_RATE = re.compile(r"MCS[0-9]\Z")


def wifi_key(value: str) -> str | None:
    """What a WPA key may be, if ``value`` is none (POST /api/config.ssid.profile, WPA2_Personal_Obj)."""
    if 8 <= len(value) <= 63 or _HEX64.match(value):
        return None
    return "8 to 63 characters, or 64 hexadecimal digits"


def byte_length(low: int, high: int) -> t.Callable[[str], str | None]:
    """A check of a string's length in bytes of UTF-8."""

    def check(value: str) -> str | None:
        return None if low <= len(value.encode()) <= high else f"{low} to {high} bytes"

    return check


def ipv4(value: str) -> str | None:
    """What the API's <ipv4> may be, if ``value`` is none."""
    try:
        ipaddress.IPv4Address(value)
    except ValueError:
        return "an IPv4 address"
    return None


def mac(value: str) -> str | None:
    """What the API's <mac> may be, if ``value`` is none."""
    return None if _MAC.match(value) else "a MAC address, such as 00:1A:DD:00:00:01"


def domain(value: str) -> str | None:
    """What the API's <domain> may be, if ``value`` is none."""
    return None if _DOMAIN.match(value) else "a domain name"


def dial_number(value: str) -> str | None:
    """What a modem may dial, if ``value`` is none (POST /api/config.wan.connection, Operator_Obj)."""
    return None if _DIAL_NUMBER.match(value) else "digits, * and #"


def data_rate(value: str) -> str | None:
    """What a Wi-Fi data rate may be, if ``value`` is none (POST /api/config.wan.connection, Wifi_Obj)."""
    return None if _DATA_RATE.match(value) else "MCS0 to MCS9"


def sms_address(value: str) -> str | None:
    """What an SMS may be sent to, if ``value`` is none (POST /api/cmd.sms.sendMessage)."""
    return None if _SMS_ADDRESS.match(value) else "+ and 2 to 15 digits, the first of which is not 0"


def mcc(value: str) -> str | None:
    """What a mobile country code may be, if ``value`` is none (POST /api/cmd.carrier.select, Carrier_Obj)."""
    return None if _MCC.match(value) else "3 digits"


def mnc(value: str) -> str | None:
    """What a mobile network code may be, if ``value`` is none (POST /api/cmd.carrier.select, Carrier_Obj)."""
    return None if _MNC.match(value) else "2 or 3 digits"


def filled(value: str) -> str | None:
    """What a name may be, if ``value`` is none: the document has no limit for names of API clients."""
    return None if value else "at least one character"
