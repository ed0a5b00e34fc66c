# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime
import re

LONGEST_NUMBER = 24
MOMENT = "%Y-%m-%d %H:%M:%S"
# What a local number has at least, to be known in its international form.
_SHORTEST_LOCAL = 6

_NUMBER = re.compile(r"\+?[0-9]+\Z")
_IMEI = re.compile(r"[0-9]{14,16}\Z")
_PIN = re.compile(r"[0-9]{4,8}\Z")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\Z")


def phone_number(value: str) -> str | None:
    """What a phone number may be, if ``value`` is none (HTTP API V1.2, 2.2 and 11.2)."""
    if _NUMBER.match(value) and len(value) <= LONGEST_NUMBER:
        return None
    return f"1 to {LONGEST_NUMBER} bytes: digits, with + in front of an international number"


def queried_number(value: str) -> str | None:
    """What a number in a query may be, if ``value`` is none: only its length is documented (3.2, 4.2)."""
    return None if 1 <= len(value.encode()) <= LONGEST_NUMBER else f"1 to {LONGEST_NUMBER} bytes"


def imei(value: str) -> str | None:
    """What an IMEI may be, if ``value`` is none: 14 digits, a check digit, or two of a software version (3GPP TS 23.003, 6.2)."""
    return None if _IMEI.match(value) else "14 to 16 digits"


def pin(value: str) -> str | None:
    """What a PIN may be, if ``value`` is none (3GPP TS 31.101, 9.5.1)."""
    return None if _PIN.match(value) else "4 to 8 digits"


def moment(value: str) -> str | None:
    """What a time may be, if ``value`` is none (3.2, 4.2, 12.2)."""
    try:
        datetime.datetime.strptime(value, MOMENT)  # noqa: DTZ007  # the gateway's own clock, whose zone it doesn't tell
    except ValueError:
        return "a time as YYYY-MM-DD HH:MM:SS"
    return None if _MOMENT.match(value) else "a time as YYYY-MM-DD HH:MM:SS"


def same_number(wanted: str, held: str) -> bool:
    """Whether two writings mean the same telephone number: one of them may be in international form, with + or 00 in front."""
    if wanted == held:
        return True
    forms = [(number.removeprefix("+").removeprefix("00"), number.startswith(("+", "00"))) for number in (wanted, held)]
    (one, is_one), (other, is_other) = forms
    if is_one == is_other:
        return is_one and one == other
    whole, part = (one, other) if is_one else (other, one)
    local = part.removeprefix("0")
    return whole == part or (len(local) >= _SHORTEST_LOCAL and whole.endswith(local))
