# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .compare import Change
from .fields import CLEAR
from .secret import CURRENT, NEW, Secret, mask


def build(before: t.Any, after: t.Any, changes: t.Iterable[Change], header: str) -> dict[str, t.Any]:
    """Ansible's ``diff`` of two states in normal form.

    Secrets are masked on both sides; one that changes is told apart, so that the change stays visible.
    """
    shown_before, shown_after = mask(before), mask(after)
    for change in changes:
        if isinstance(change.after, Secret) or isinstance(change.before, Secret):
            if change.before is not None:
                _show(shown_before, change, CURRENT)
            if change.after is not CLEAR:
                _show(shown_after, change, NEW)
    return {"before": shown_before, "after": shown_after, "before_header": header, "after_header": header}


def _show(state: t.Any, change: Change, text: str) -> None:
    for step in change.path[:-1]:
        if isinstance(step, tuple):
            key, value = step
            state = next(entry for entry in state if entry.get(key) == value)
        else:
            state = state[step]
    state[change.path[-1]] = text
