# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

UNICODE = "unicode"
GSM_7BIT = "gsm-7bit"
ENCODINGS = (UNICODE, GSM_7BIT)

LONGEST_TEXT = 1500
PLACEHOLDER = "#param#"

# The default alphabet of 3GPP TS 23.038, 6.2.1, and its extension table, 6.2.1.1, whose characters take two septets.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")

# What one SMS holds, alone and as a part of a concatenated one (3GPP TS 23.040, 9.2.3.24.1): septets, or 16-bit units of UCS2.
_ROOM = {GSM_7BIT: (160, 153), UNICODE: (70, 67)}


def size(text: str) -> int:
    """The bytes of a text as the API counts them."""
    return len(text.encode("utf-8", "surrogatepass"))


def outside(text: str) -> str:
    """The characters of a text that GSM 7 bit lacks, each once, in their order."""
    return "".join(dict.fromkeys(char for char in text if char not in _BASIC and char not in _EXTENSION))


def segments(text: str, encoding: str) -> int:
    """How many SMS carry a text. A character that takes two places is not split between two of them."""
    single, each = _ROOM[encoding]
    widths = [_width(char, encoding) for char in text]
    if sum(widths) <= single:
        return 1
    count, left = 1, each
    for width in widths:
        if width > left:
            count, left = count + 1, each
        left -= width
    return count


def _width(char: str, encoding: str) -> int:
    if encoding == GSM_7BIT:
        return 2 if char in _EXTENSION else 1
    return 2 if ord(char) > 0xFFFF else 1


def rendered(text: str, values: list[str]) -> str:
    """A text with its placeholders replaced, in their order. Raises ValueError where there are more or fewer values."""
    pieces = text.split(PLACEHOLDER)
    if len(pieces) - 1 != len(values):
        raise ValueError(f"{len(values)} given, and the text has {PLACEHOLDER} {len(pieces) - 1} times")
    return pieces[0] + "".join(value + piece for value, piece in zip(values, pieces[1:], strict=True))
