#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wan_priority
short_description: Set priority and enabling of the WAN connections of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings priority and enabling of any number of WAN connections to their desired state, in one request.
  - By default the change takes effect at once. It is not part of the pending configuration then, and what others have pending there
    is neither applied nor discarded.
  - WAN connections that are not listed, and what is omitted of those that are, stay as they are. A priority alone leaves a disabled WAN
    connection disabled.
  - What is compared is the running state. It needs firmware 8.0.0 or later to be read.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
options:
  list:
    type: list
    elements: dict
    required: true
    description: WAN connections.
    suboptions:
      conn_id:
        type: str
        required: true
        description: ID of the WAN connection. Each may occur once.
      priority:
        type: int
        description:
          - Priority, V(1) is the highest. V(0) is no priority. How many there are depends on the model.
          - Routers do not show the priority of a disabled WAN connection in their status. It is read from the configuration then (firmware
            8.1.1 and later); where it can't be, RV(unverified) names it, and it is sent when something else of the connection changes.
      enable:
        type: bool
        description: Whether the WAN connection is enabled.
  instant_active:
    type: bool
    description:
      - Whether the change takes effect at once. If omitted, it does, unless O(apply=false).
      - With V(false) it goes to the pending configuration, which is then applied, and with it everything that is pending on the router.
      - V(true) contradicts O(apply=false).
  apply:
    type: bool
    default: true
    description:
      - With V(false) the change stays in the pending configuration, is not read back, and RV(pending) is V(true).
        Apply or discard it with M(telco.cpe.peplink_config).
      - As the pending configuration can't be read, a second run with V(false) before that sends the change again.
seealso:
  - module: telco.cpe.peplink_config
  - module: telco.cpe.peplink_info
  - module: telco.cpe.peplink_wan
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Prefer the second line, and keep the cellular WAN as a backup
  telco.cpe.peplink_wan_priority:
    list:
      - {conn_id: 2, priority: 1}
      - {conn_id: 1, priority: 2}
      - {conn_id: 4, priority: 3, enable: true}

- name: Take one line out of service at once
  telco.cpe.peplink_wan_priority:
    list:
      - {conn_id: 1, enable: false}

- name: Leave a change pending, to apply it along with others
  telco.cpe.peplink_wan_priority:
    list:
      - {conn_id: 1, enable: true}
    apply: false

- name: Apply what is pending
  telco.cpe.peplink_config:
    state: applied
"""

RETURN = r"""
wan_priority:
  description: All WAN connections as read back, or in check mode as they will be.
  returned: success
  type: dict
  contains:
    list:
      description: As the option O(list). A router may not show the priority of a disabled WAN connection.
      type: list
      elements: dict
  sample: {"list": [{"conn_id": "1", "priority": 2, "enable": true}, {"conn_id": "2", "priority": 1, "enable": true}]}
pending:
  description: Whether the change waits for an apply.
  returned: success
  type: bool
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: POST
      endpoint: config.wan.connection.priority
      payload: {"instantActive": true, "list": [{"connId": 2, "priority": 1, "enable": true}]}
unverified:
  description: Options that could not be compared with what the router holds.
  returned: success
  type: list
  elements: str
  sample: ["list[3].priority"]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import contextlib
import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.compare import Change, Comparison
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    CpeError,
    NotFound,
    OptionError,
    PermissionDenied,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_int
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.setting import Setting, Survey, value_at
from ansible_collections.telco.cpe.plugins.module_utils._peplink import connections
from ansible_collections.telco.cpe.plugins.module_utils._peplink.answers import entries
from ansible_collections.telco.cpe.plugins.module_utils._peplink.pending import PendingSetting
from ansible_collections.telco.cpe.plugins.module_utils._peplink.prompt import settled
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK


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
        return {
            "list": [
                {"connId": key, "enable": wan.get("enable"), "priority": wan.get("priority", hidden.get(key))}
                for key, wan in wans.items()
            ]
        }

    def _require(self, wans: dict[t.Any, dict[str, t.Any]]) -> None:
        device = self.client.connection.device
        for entry in self.desired()["list"]:
            key = to_int(entry["conn_id"])
            if key not in wans:
                known = ", ".join(f"{one} ({wan.get('name', '')})" for one, wan in wans.items()) or "none"
                raise NotFound(f"there is no WAN connection with id {key}; there are: {known}", device=device)
            if wans[key].get("asLan") and len(entry) > 1:
                raise Unsupported(
                    f"{connections.called_so(key, wans[key])} performs as a LAN and has no priority", device=device
                )

    def _hidden_priorities(self, wans: dict[t.Any, dict[str, t.Any]]) -> dict[t.Any, t.Any]:
        """What the configuration tells of the priorities that are to be compared and that the status lacks."""
        asked = {to_int(entry["conn_id"]) for entry in self.desired()["list"] if "priority" in entry}
        missing = [key for key in wans if key in asked and "priority" not in wans[key] and not wans[key].get("enable")]
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


RESOURCE = WanPriority


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
