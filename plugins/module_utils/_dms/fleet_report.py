# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import typing as t

from .fleet_work import BAD, QUEUED, RESULTS, UNCHANGED, Outcome, Work

# What ten thousand devices have in common is shown once. Of what they have not: so many, and of the names so many.
GROUPS_SHOWN = 50
NAMES_SHOWN = 10

NOT_STARTED = "not_started"


def summary(works: t.Sequence[Work]) -> dict[str, int]:
    """How many devices there are, and how many came to which result."""
    counts = dict.fromkeys((*RESULTS, NOT_STARTED), 0)
    for work in works:
        counts[NOT_STARTED if work.outcome is None else work.outcome.result] += 1
    return {"devices": len(works), **counts}


def entries(works: t.Iterable[Work], *, unchanged: bool) -> list[dict[str, t.Any]]:
    """What came of each device; of those without a change only where ``unchanged`` says so."""
    found = []
    for work in works:
        outcome = work.outcome
        if outcome is None or (outcome.result == UNCHANGED and not unchanged):
            continue
        entry: dict[str, t.Any] = {**work.device.named, "result": outcome.result}
        if outcome.after:
            entry["changes"] = sorted(outcome.after)
        for key in ("unverified", "pending", "env_ids"):
            if getattr(outcome, key):
                entry[key] = getattr(outcome, key)
        if outcome.error is not None:
            told = outcome.error.as_result()
            entry.update(
                {key: told[key] for key in ("msg", "error", "faults", "applied_params", "failed_params") if key in told}
            )
        found.append(entry)
    return found


def left(works: t.Iterable[Work]) -> list[str]:
    """The devices that are not known to be as desired: those that failed, timed out, are queued, or were not begun."""
    return [
        work.device.label
        for work in works
        if work.outcome is None or work.outcome.result in BAD or work.outcome.result == QUEUED
    ]


def unverified(works: t.Iterable[Work]) -> list[str]:
    """The names of all parameters that could not be compared on some device."""
    return sorted({name for work in works if work.outcome is not None for name in work.outcome.unverified})


def diff(works: t.Iterable[Work], header: str) -> dict[str, t.Any]:
    """Ansible's ``diff``: the parameters that differ, by device; devices that differ in the same way stand together."""
    groups: dict[str, tuple[Outcome, list[str]]] = {}
    for work in works:
        outcome = work.outcome
        if outcome is not None and outcome.changed and (outcome.before or outcome.after):
            key = json.dumps([outcome.before, outcome.after], sort_keys=True, default=str)
            groups.setdefault(key, (outcome, []))[1].append(work.device.label)
    before: dict[str, t.Any] = {}
    after: dict[str, t.Any] = {}
    for outcome, names in list(groups.values())[:GROUPS_SHOWN]:
        before[_several(names)] = outcome.before
        after[_several(names)] = outcome.after
    rest = [name for _outcome, names in list(groups.values())[GROUPS_SHOWN:] for name in names]
    if rest:
        before[_several(rest)] = "differ in other ways"
        after[_several(rest)] = "as desired"
    return {"before": before, "after": after, "before_header": header, "after_header": header}


def _several(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return f"{len(names)} devices: {', '.join(names[:NAMES_SHOWN])}{more}"


def plan(works: t.Iterable[Work]) -> list[dict[str, t.Any]]:
    """The writes. Those that are alike but for the device stand for all of them: ``devices`` says how many they are, and
    ``search_options`` is a list of the first of them.
    """
    groups: dict[str, tuple[dict[str, t.Any], list[t.Any]]] = {}
    for work in works:
        for write in work.outcome.plan if work.outcome is not None and work.outcome.changed else ():
            payload = {key: value for key, value in write["payload"].items() if key != "search_options"}
            key = json.dumps([write["endpoint"], payload], sort_keys=True, default=str)
            groups.setdefault(key, (write, []))[1].append(write["payload"]["search_options"])
    shown = []
    for write, searches in groups.values():
        if len(searches) > 1:
            write = {
                **write,
                "payload": {**write["payload"], "search_options": searches[:NAMES_SHOWN]},
                "devices": len(searches),
            }
        shown.append(write)
    return shown
