# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How an answer is written: as JSON, or with the slips that the document's samples show (switch ``broken_json``)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

SLIPS = ("trailing_comma", "rest", "extra_bracket", "double_comma")


def _trailing_comma(text: str) -> str:
    """Section 6.4: ``"sms":[{..},],``."""
    before, mark, after = text.rpartition('}],"read":')
    return before + '},],"read":' + after if mark else text


def _rest(text: str) -> str:
    """Sections 12.4 and 18.7: a second, empty object follows."""
    return text + "{}"


def _extra_bracket(text: str) -> str:
    """Sections 8.4 and 20.4: a closing bracket too many."""
    return text[:-1] + "]}" if text.endswith("}") else text + "]"


def _double_comma(text: str) -> str:
    """Section 13.4: a comma at the end of a line and another at the beginning of the next."""
    return text.replace(',"item"', ',\n,"item"', 1)


_BY_ENDPOINT: dict[str, tuple[str, Callable[[str], str]]] = {
    "/api/query_incoming_sms": ("trailing_comma", _trailing_comma),
    "/api/get_cdr": ("rest", _rest),
    "/api/get_port_info": ("rest", _rest),
    "/api/query_ussd_reply": ("extra_bracket", _extra_bracket),
    "/api/set_config": ("extra_bracket", _extra_bracket),
    "/GetSTKView": ("double_comma", _double_comma),
}


# Section 17: a closing bracket too many behind the pushes of these.
_PUSHED_WITH_SLIP = ("ussd", "register", "cdr")


def dump_push(kind: str, value: Any, broken: bool | list[str]) -> bytes:
    """The bytes of a push of this kind."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if kind in _PUSHED_WITH_SLIP and (broken is True or (broken and "extra_bracket" in broken)):
        text += "]"
    return text.encode()


def dump(path: str, value: Any, broken: bool | list[str]) -> bytes:
    """The bytes of an answer of the endpoint ``path``; ``broken`` is a list of slips, or True for all of them."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if broken and path in _BY_ENDPOINT:
        name, damage = _BY_ENDPOINT[path]
        # get_port_info shows the slip with CallForward only.
        applies = path != "/api/get_port_info" or '"CallForwarding"' in text
        if applies and (broken is True or name in broken):
            text = damage(text)
    return text.encode()
