# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import base64
import binascii
import re
import typing as t

from .._core.errors import OptionError

# A name starts and ends with a per cent sign and holds no other (field notes access-device, section 1). Blanks would make
# tags of "5% of all, 10% of these", two hexadecimal digits of a quoted URL.
_TAG = re.compile(r"%(?![0-9A-Fa-f]{2}%)[^\W\d][\w.\-]{0,61}%")
# BroadWorks fills these in itself; no list of tags has them.
_BUILT_IN = "%BW"


def encoded(content: bytes) -> str:
    """Content as the API takes it: base64 without line breaks."""
    return base64.b64encode(content).decode("ascii")


def canonical(given: str, option: str) -> str:
    """Base64 in the form in which the API takes it. Raises OptionError for what is no base64."""
    try:
        return encoded(base64.b64decode("".join(given.split()), validate=True))
    except (binascii.Error, ValueError):
        raise OptionError(option, "is no base64") from None


def held(value: t.Any) -> str | None:
    """The content that an answer shows, in the form in which it is sent; None where it shows none that can be read."""
    try:
        return canonical(value, "") if isinstance(value, str) and value else None
    except OptionError:
        return None


def tags(content: str) -> list[str]:
    """The tags that content (base64) refers to, in order, less those that BroadWorks itself fills in."""
    text = base64.b64decode(content).decode("utf-8", "replace")
    return [tag for tag in dict.fromkeys(_TAG.findall(text)) if not tag.startswith(_BUILT_IN)]
