# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, NotFound
from .._core.normal import to_int


def entries(answer: t.Any) -> dict[t.Any, dict[str, t.Any]]:
    """The objects of an answer that maps ids to objects, in the router's order; ids are integers where they can be.

    Only what ``order`` names is one: other keys (timestamp, supportGatewayProxy, ...) stand beside the ids.
    """
    if not isinstance(answer, dict):
        return {}
    order = answer.get("order")
    keys = order if isinstance(order, list) else [key for key, value in answer.items() if isinstance(value, dict)]
    found = {to_int(key): answer.get(str(key)) for key in keys}
    return {key: value for key, value in found.items() if isinstance(value, dict)}


def pick(
    found: dict[t.Any, dict[str, t.Any]], number: t.Any, name: str | None, what: str
) -> tuple[t.Any, dict[str, t.Any]]:
    """The object with an id, or the one with a name. Raises NotFound, or ApiFailure where several bear the name."""
    known = ", ".join(f"{key} ({value.get('name', '')})" for key, value in found.items()) or "none"
    if number is not None:
        if to_int(number) not in found:
            raise NotFound(f"there is no {what} with id {number}; there are: {known}")
        return to_int(number), found[to_int(number)]
    keys = [key for key, value in found.items() if value.get("name") == name]
    if len(keys) > 1:
        raise ApiFailure(f"{len(keys)} {what}s are named {name!r} (ids {', '.join(map(str, keys))}): use id")
    if not keys:
        raise NotFound(f"there is no {what} named {name!r}; there are: {known}")
    return keys[0], found[keys[0]]
