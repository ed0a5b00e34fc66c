# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import re
import typing as t

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]|[^"{}\[\],]+', re.DOTALL)
_CLOSER = {"{": "}", "[": "]"}


def loads(text: str) -> t.Any:
    """JSON as gateways write it (HTTP API V1.2, the examples of 6.4, 8.4, 10.4, 12.4, 13.4, 17, 18.7, 20.4).

    Left out are commas with nothing behind them, brackets that close nothing, and what follows the first complete value; raw
    control characters may stand in strings. An object of which only its own last bracket is missing is complete.
    Raises ValueError for anything else, above all for text that is cut off.
    """
    text = text.lstrip("\ufeff")
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return json.loads(_mended(text), strict=False)


def _mended(text: str) -> str:
    parts: list[str] = []
    open_brackets: list[str] = []
    comma = False
    last = ""
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise ValueError("a string has no end")
        position, token = found.end(), found[0]
        if token.isspace():
            parts.append(token)
            continue
        if token == ",":
            comma = last not in ("", "{", "[")
            continue
        if token in ("}", "]"):
            comma = False
            if not open_brackets or open_brackets[-1] != token:
                continue
            open_brackets.pop()
        elif comma:
            parts.append(",")
            comma = False
        parts.append(token)
        last = token
        if token in _CLOSER:
            open_brackets.append(_CLOSER[token])
        elif not open_brackets:
            return "".join(parts)
    if open_brackets != ["}"] or comma or last not in ("}", "]"):
        raise ValueError("the text is cut off")
    return "".join([*parts, "}"])
