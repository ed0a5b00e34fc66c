# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.errors import ApiFailure, NotFound
from .._core.normal import to_int

# "1", "0", "vwan5", "1-1", "eSim1": what bears an id where an answer has no order.
_ID = re.compile(r"(\d+(-\d+)?|[A-Za-z]+\d+)\Z")


def entries(answer: t.Any) -> dict[t.Any, dict[str, t.Any]]:
    """The objects of an answer that maps ids to objects, in the router's order; ids are integers where they can be.

    Only what ``order`` names is one: other keys (timestamp, supportGatewayProxy, ...) stand beside the ids.
    """
    if not isinstance(answer, dict):
        return {}
    order = answer.get("order")
    keys = order if isinstance(order, list) else [key for key in answer if _ID.match(key)]
    found = {to_int(key): answer.get(str(key)) for key in keys}
    return {key: value for key, value in found.items() if isinstance(value, dict)}


def is_map(answer: t.Any) -> bool:
    """Whether an answer, or an object inside one, maps ids to objects."""
    if not isinstance(answer, dict) or not answer:
        return False
    if isinstance(answer.get("order"), list):
        return True
    return all(_ID.match(key) and isinstance(value, dict) for key, value in answer.items())


def listed(answer: t.Any) -> t.Any:
    """A map of ids as a list of objects with ``id``, in the router's order; anything else unchanged."""
    if not is_map(answer):
        return answer
    return [{**value, "id": key} for key, value in entries(answer).items()]


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


def pick_asked(answer: t.Any, params: t.Mapping[str, t.Any], what: str) -> dict[str, t.Any]:
    """The object that ``id`` or ``match_name`` means, with its id.

    What is to be renamed by ``name`` is known by the new name too, once it bears it. Raises NotFound, ApiFailure.
    """
    found = entries(answer)
    name, renamed = params["match_name"], params["name"]
    if name is not None and renamed and name not in [one.get("name") for one in found.values()]:
        name = renamed
    number, one = pick(found, params["id"], name, what)
    return {**one, "id": number}
