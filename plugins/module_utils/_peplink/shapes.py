# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

# What stands in an answer for a secret that the router does not show; "" where it shows none.
HIDDEN = ("@~HiDdEn~@", "")


def letters(value: t.Any) -> str:
    """A name without case, blanks and punctuation: "Static IP", "staticIp" and "static_ip" are the same."""
    return re.sub(r"[^a-z0-9]", "", str(value).lower())


def speller(*names: str, **aliases: str) -> t.Callable[[t.Any], t.Any]:
    """A reader of one of ``names`` in any spelling; ``aliases`` maps further spellings, as letters, to names."""
    known = {letters(name): name for name in names} | aliases

    def read(value: t.Any) -> t.Any:
        return known.get(letters(value), value)

    return read


def as_list(value: t.Any) -> list[t.Any]:
    """A list, where a router may give its only entry alone."""
    return value if isinstance(value, list) else [value]


def variant(around: t.Mapping[str, t.Any], value: t.Any, read: t.Callable[[t.Any], t.Any]) -> dict[str, t.Any]:
    """A {type, detail} object of the request, from an answer that has it so, or as a name with an object beside it.

    In: the object around it, its own value there, and the reader of the names of its types.
    """
    if isinstance(value, t.Mapping):
        kind, detail = read(value.get("type")), value.get("detail")
    else:
        kind, detail = read(value), None
    if not isinstance(detail, t.Mapping):
        beside = (item for name, item in around.items() if isinstance(item, t.Mapping) and read(name) == kind)
        detail = next(beside, {})
    return {"type": kind, "detail": detail} if kind is not None else {"detail": detail}
