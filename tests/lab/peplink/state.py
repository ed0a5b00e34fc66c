# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration: what runs, what is pending, and what is in neither.

``config.*`` writes go to a pending copy of the sections ``ssid``, ``wan`` and ``gpio`` until ``cmd.config.apply``;
there is one pending copy for everybody (Peplink Router API, "POST /api/cmd.config.apply": "the changes on pending
config"). Commands and API clients take effect at once.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

PENDING_SECTIONS = ("ssid", "wan", "gpio")

Section = dict[str, Any]


class ConfigStore:
    """Running and pending configuration.

    ``running`` holds ``ssid``, ``wan``, ``gpio`` (objects by id, as strings), ``access_point``, ``wifi_profiles``
    (Wi-Fi WAN, a list by WAN id) and ``auth_clients``; ``pending`` is None or the first three.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self.running: dict[str, Any] = copy.deepcopy(config)
        self.pending: dict[str, Any] | None = None

    def snapshot(self) -> dict[str, Any]:
        """Both, as an independent copy."""
        return copy.deepcopy({"running": self.running, "pending": self.pending})

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Take over what ``snapshot`` gave."""
        taken = copy.deepcopy(snapshot)
        self.running, self.pending = taken["running"], taken["pending"]

    def read(self, section: str, *, pending: bool) -> Section:
        """A section to read from: the pending one, if that is asked for and there is one, else the running one."""
        found: Section = (self.pending if pending and self.pending is not None else self.running)[section]
        return found

    def edit(self, section: str, *, at_once: bool) -> Section:
        """The section that a ``config.*`` write changes: the pending copy, made if need be; ``at_once`` the running."""
        if not at_once and self.pending is None:
            self.pending = copy.deepcopy({name: self.running[name] for name in PENDING_SECTIONS})
        return self.read(section, pending=not at_once)

    def both(self, section: str) -> Iterator[Section]:
        """The running section and the pending one, if any: what a command that takes effect at once changes."""
        yield self.running[section]
        if self.pending is not None:
            yield self.pending[section]

    def apply(self) -> bool:
        """Make the pending configuration the running one; False if nothing was pending."""
        if self.pending is None:
            return False
        self.running.update(self.pending)
        self.pending = None
        return True

    def discard(self) -> None:
        """Drop the pending configuration, whoever wrote it."""
        self.pending = None


def merge(stored: dict[str, Any], change: dict[str, Any]) -> None:
    """Merge a checked change into a stored object: "Only given information will be affected".

    null clears a member. Where a change of ``type`` comes along, the old type's members go. A list replaces the old
    one, but a list of SIMs is merged by ``id``.
    """
    for key, value in change.items():
        old = stored.get(key)
        if value is None:
            stored.pop(key, None)
        elif key == "sim":
            stored[key] = _merged_by_id(old or [], value)
        elif (
            isinstance(value, dict) and isinstance(old, dict) and value.get("type", old.get("type")) == old.get("type")
        ):
            merge(old, value)
        elif isinstance(value, dict):
            stored[key] = {}
            merge(stored[key], value)
        else:
            stored[key] = copy.deepcopy(value)


def _merged_by_id(old: list[dict[str, Any]], change: list[dict[str, Any]]) -> list[dict[str, Any]]:
    merged = {entry["id"]: entry for entry in old}
    for entry in change:
        merge(merged.setdefault(entry["id"], {"id": entry["id"]}), entry)
    return list(merged.values())


def without_paths(change: dict[str, Any], paths: list[str]) -> dict[str, Any]:
    """A copy of a change without the dotted paths; a path goes through lists."""
    kept = copy.deepcopy(change)
    for path in paths:
        _drop(kept, path.split("."))
    return kept


def _drop(value: Any, path: list[str]) -> None:
    if isinstance(value, list):
        for entry in value:
            _drop(entry, path)
    elif isinstance(value, dict) and path[0] in value:
        if len(path) == 1:
            del value[path[0]]
        else:
            _drop(value[path[0]], path[1:])
