# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t


class GroupNames:
    """Gives the groups of a CPE: ``<key>_<value>`` for each of ``keys``, as ``sanitize`` spells names of groups."""

    def __init__(self, keys: t.Iterable[str], sanitize: t.Callable[[str], str]) -> None:
        self._keys = [(key, {}) for key in keys]  # type: list[tuple[str, dict[str, str]]]
        self._sanitize = sanitize

    def of(self, *sources: t.Mapping[str, t.Any]) -> list[str]:
        """The groups by what stands under the keys in the first of ``sources`` that has them.

        Nothing, empty text and objects make no group; each entry of a list makes one.
        """
        found: list[str] = []
        for key, known in self._keys:
            value = next((source[key] for source in sources if key in source), None)
            for one in value if isinstance(value, (list, tuple)) else (value,):
                text = _text(one)
                if text:
                    name = known.get(text)
                    if name is None:
                        # Sanitised once for each value, because there are few values and many CPEs.
                        name = known[text] = self._sanitize(f"{key}_{text}")
                    found.append(name)
        return found


def _text(value: t.Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else ""
