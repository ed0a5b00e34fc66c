# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .compare import Change
from .secret import CURRENT, NEW, mask


def build(before: t.Any, after: t.Any, changes: t.Iterable[Change], header: str) -> dict[str, t.Any]:
    """Ansible's ``diff`` of two states in normal form.

    Secrets are masked on both sides; one that changes is told apart, so that the change stays visible.
    """
    shown_before, shown_after = mask(before), mask(after)
    for change in changes:
        held, wanted = mask(change.before, CURRENT), mask(change.after, NEW)
        if held != change.before:
            _show(shown_before, change, held)
        if wanted != change.after:
            _show(shown_after, change, wanted)
    return {"before": shown_before, "after": shown_after, "before_header": header, "after_header": header}


def _show(state: t.Any, change: Change, shown: t.Any) -> None:
    for step in change.path[:-1]:
        if isinstance(step, tuple):
            key, value = step
            state = next(entry for entry in state if entry.get(key) == value)
        else:
            state = state[step]
    state[change.path[-1]] = shown
