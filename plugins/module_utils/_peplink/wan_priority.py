# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import typing as t

from .._core.compare import Change, Comparison
from .._core.errors import (
    ApiFailure,
    CpeError,
    NotFound,
    OptionError,
    PermissionDenied,
    Unsupported,
)
from .._core.fields import Field, Group, Items
from .._core.normal import to_int
from .._core.plan import Write
from .._core.setting import Setting, Survey, value_at
from . import connections
from .answers import entries
from .pending import PendingSetting
from .prompt import settled
from .vendor import PEPLINK


class WanPriority(PendingSetting):
    """POST /api/config.wan.connection.priority (Peplink Router API); read from GET /api/status.wan.connection."""

    vendor = PEPLINK
    key = "wan_priority"
    selectors: t.ClassVar[dict[str, t.Any]] = {"instant_active": {"type": "bool"}}
    table = Group(
        "",
        (
            Items(
                "list",
                (
                    Field("conn_id", required=True, normal=lambda value: str(to_int(value)), send=to_int),
                    # No priority and 0 are the same (field notes, decision 15).
                    Field("priority", type="int", range=(0, None), implied=0, unshown=True),
                    # A priority may enable a disabled WAN or not: nobody knows, so that it is always told which.
                    Field("enable", type="bool", companion=True),
                ),
                key="conn_id",
                required=True,
            ),
        ),
    )

    def validate(self) -> None:
        super().validate()
        if self.params["instant_active"] and not self.params["apply"]:
            raise OptionError("instant_active", "true contradicts apply: false, which leaves the change pending")

    @property
    def _at_once(self) -> bool:
        instant = self.params["instant_active"]
        return t.cast(bool, self.params["apply"] if instant is None else instant)

    def header(self) -> str:
        return Setting.header(self)

    def read(self) -> t.Mapping[str, t.Any]:
        wans = connections.read(self.client)
        self._require(wans)
        hidden = self._hidden_priorities(wans)
        found = []
        for key, wan in wans.items():
            # A WAN that works and shows no priority has none; one that performs as a LAN can have none.
            lacking = 0 if _works(wan) and not wan.get("asLan") else hidden.get(key)
            found.append({"connId": key, "enable": wan.get("enable"), "priority": wan.get("priority", lacking)})
        return {"list": found}

    def _require(self, wans: dict[t.Any, dict[str, t.Any]]) -> None:
        device = self.client.connection.device
        for entry in self.desired()["list"]:
            key = to_int(entry["conn_id"])
            if key not in wans:
                known = ", ".join(f"{one} ({wan.get('name', '')})" for one, wan in wans.items()) or "none"
                raise NotFound(f"there is no WAN connection with id {key}; there are: {known}", device=device)
            changes = entry.get("enable", wans[key].get("enable")) != wans[key].get("enable")
            if wans[key].get("asLan") and (changes or entry.get("priority")):
                raise Unsupported(
                    f"{connections.called_so(key, wans[key])} performs as a LAN and has no priority", device=device
                )

    def _hidden_priorities(self, wans: dict[t.Any, dict[str, t.Any]]) -> dict[t.Any, t.Any]:
        """What the configuration tells of the priorities that are to be compared and that the status lacks."""
        asked = {to_int(entry["conn_id"]) for entry in self.desired()["list"] if "priority" in entry}
        missing = [key for key in wans if key in asked and "priority" not in wans[key] and not _works(wans[key])]
        if not missing:
            return {}
        query = [("id", " ".join(map(str, missing))), ("infoType", "connection")]
        with contextlib.suppress(ApiFailure, PermissionDenied, Unsupported):
            found = entries(self.client.get("config.wan.connection", query))
            return {key: value_at(wan, ("connection", "priority")) for key, wan in found.items()}
        return {}

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        comparison = super().compare(current)
        changed = {change.path[:2] for change in comparison.changes}
        sent = [path for path in comparison.unverified if path[:2] in changed]
        comparison.unverified = [path for path in comparison.unverified if path not in sent]
        comparison.changes += [Change(path, None, value_at(comparison.desired, path)) for path in sent]
        return comparison

    # What takes effect at once has nothing to do with the pending configuration, and what others have left there.
    def survey(self) -> Survey:
        return Setting.survey(self) if self._at_once else super().survey()

    def plan(self, comparison: Comparison) -> list[Write]:
        return Setting.plan(self, comparison) if self._at_once else super().plan(comparison)

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        payload = {"instantActive": True, **body} if self._at_once else body
        return [Write("POST", "config.wan.connection.priority", payload)]

    def send(self, plan: list[Write]) -> None:
        if self._at_once:
            Setting.send(self, plan)
        else:
            super().send(plan)

    def resume(self, error: CpeError) -> list[Write]:
        return Setting.resume(self, error) if self._at_once else super().resume(error)

    def finish(self) -> dict[str, t.Any]:
        return settled(self, lambda: Setting.finish(self)) if self._at_once else super().finish()


def _works(wan: dict[str, t.Any]) -> bool:
    """Whether the router shows the priority of a WAN, if it has one: the document says that a disabled one's is not."""
    return bool(wan.get("enable")) and not wan.get("scheduledOff")
