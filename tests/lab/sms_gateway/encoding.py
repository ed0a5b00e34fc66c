# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How an SMS text is cut into segments (3GPP TS 23.038 and 23.040; the document's section 1.4)."""

from __future__ import annotations

_GSM_BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = set("\f^{}\\[~]|€")

UNICODE = "unicode"
GSM_7BIT = "gsm-7bit"


def as_received(text: str, encoding: str) -> str:
    """The text as the other side sees it: GSM 7 bit turns what it lacks into question marks."""
    if encoding == UNICODE:
        return text
    return "".join(char if char in _GSM_BASIC or char in _GSM_EXTENSION else "?" for char in text)


def segments(text: str, encoding: str) -> int:
    """How many SMS carry the text: 160 septets or 70 UTF-16 units in one, 153 or 67 in each of several.

    A character of two septets or two units is not split between two of them (3GPP TS 23.040, 9.2.3.24.1).
    """
    if encoding == GSM_7BIT:
        widths = [2 if char in _GSM_EXTENSION else 1 for char in as_received(text, encoding)]
        single, each = 160, 153
    else:
        widths = [len(char.encode("utf-16-be")) // 2 for char in text]
        single, each = 70, 67
    if sum(widths) <= single:
        return 1
    used, count = 0, 1
    for width in widths:
        if used + width > each:
            used, count = 0, count + 1
        used += width
    return count
