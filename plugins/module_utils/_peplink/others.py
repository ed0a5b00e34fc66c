# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be known of the pending changes of others: the API has no question for them."""

from __future__ import annotations

import typing as t

from .._core.compare import Path, path_name
from .._core.entity import leaf_paths
from .._core.fields import Group
from .._core.normal import from_answer
from .._core.setting import field_at, value_at
from .answers import entries


def pending_of_others(
    table: Group, read: t.Mapping[t.Any, t.Any], answer: t.Any, ours: t.Mapping[t.Any, t.Iterable[Path]]
) -> list[str]:
    """The names of what an answer to a write shows other than a read did before, and that the write did not ask for.

    A write's answer shows the pending configuration, while a read may show the running one: what differs, beside our own
    change, somebody else has pending. In: the table; what was read, by id; the answer; by id, the paths that the write changes.
    """
    found = []
    for key, raw in entries(answer).items():
        if key not in read:
            continue
        before, now = from_answer(table, read[key]), from_answer(table, raw)
        objects = {path[:2] for path in ours.get(key, ())}
        found += [
            f"{path_name(path)} of {key}"
            for path in leaf_paths(table, now)
            if path[:2] not in objects
            and not _is_shown_only(table, path)
            and value_at(now, path) != value_at(before, path)
        ]
    return found


def _is_shown_only(table: Group, path: Path) -> bool:
    # What can't be set may show something else again in another form.
    field = field_at(table, path)
    return field is not None and field.read_only
