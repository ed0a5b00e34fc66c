# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.errors import ApiFailure
from .expressions import Failed, Search

ERROR = "error"
WARN = "warn"
APPEND_ID = "append_id"

# Patterns of hosts split or interpret the others, a name is part of the path of host_vars, and templates have some of them.
_UNSUITABLE = re.compile(r"^\W|[^\w.@+-]")
# How many conflicts a message lists.
_SHOWN = 3


class Named(t.Protocol):
    """Something with the id of a CPE and the name of its host."""

    cpe_id: str
    name: str


N = t.TypeVar("N", bound=Named)


def suitable(value: t.Any) -> str:
    """A value as the name of a host, which every pattern can name; empty for what is no text or number.

    Colons become hyphens, as MAC addresses may be written either way, and what else is unsuitable underscores.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return _UNSUITABLE.sub("_", str(value).strip().replace(":", "-"))


def name_of(record: t.Mapping[str, t.Any], searches: t.Iterable[Search], cpe_id: str) -> str:
    """The name that the first of the searches gives which gives one, else the CPE's id."""
    for search in searches:
        try:
            name = suitable(search(record))
        except Failed:
            continue
        if name:
            return name
    return suitable(cpe_id)


def settle(cpes: list[N], policy: str, taken: t.Mapping[str, str], warn: t.Callable[[str], None]) -> list[N]:
    """The CPEs with a name of their own.

    A conflict is a name that several have, or one of ``taken``, which says what else has the name. By ``policy`` it is an
    error; or is warned of, and of several the one with the lowest id keeps the name while the others are left out; or all
    that are concerned get their id appended. Raises ApiFailure.
    """
    conflicts = _conflicts(cpes, taken)
    if not conflicts:
        return cpes
    if policy == APPEND_ID:
        for several in conflicts.values():
            for cpe in several:
                cpe.name = f"{cpe.name}_{suitable(cpe.cpe_id)}"
        conflicts = _conflicts(cpes, taken)
        if not conflicts:
            return cpes
    if policy != WARN:
        raise ApiFailure(
            f"hosts can't be told apart by their names: {_told(conflicts, taken)}",
            hint="Choose hostnames that are unique, or set on_duplicate.",
        )
    warn(f"Left out of the inventory, as their names are not unique: {_told(conflicts, taken)}")
    out: set[str] = set()
    for name, several in conflicts.items():
        ids = sorted(cpe.cpe_id for cpe in several)
        out.update(ids if name in taken else ids[1:])
    return [cpe for cpe in cpes if cpe.cpe_id not in out]


def _conflicts(cpes: t.Iterable[N], taken: t.Mapping[str, str]) -> dict[str, list[N]]:
    first: dict[str, N] = {}
    found: dict[str, list[N]] = {}
    for cpe in cpes:
        other = first.setdefault(cpe.name, cpe)
        if other is not cpe:
            found.setdefault(cpe.name, [other]).append(cpe)
        elif cpe.name in taken:
            found[cpe.name] = [cpe]
    return found


def _told(conflicts: t.Mapping[str, t.Sequence[Named]], taken: t.Mapping[str, str]) -> str:
    told = []
    for name, several in list(conflicts.items())[:_SHOWN]:
        ids = [repr(cpe.cpe_id) for cpe in several]
        shown = ", ".join(ids[:_SHOWN]) + (f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else "")
        other = f"{taken[name]} and of " if name in taken else ""
        told.append(f"{name!r} is the name of {other}CPE {shown}")
    more = len(conflicts) - _SHOWN
    return "; ".join(told) + (f"; and {more} more names" if more > 0 else "")
