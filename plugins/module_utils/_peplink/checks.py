# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

_HEX64 = re.compile(r"[0-9A-Fa-f]{64}\Z")


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
