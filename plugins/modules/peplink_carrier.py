#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_carrier
short_description: Scan for carriers, and select the carrier of a cellular WAN of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Selects the carrier of a SIM of a cellular WAN. The change takes effect at once.
  - With O(scan=true) it first scans for carriers, on each run, and waits for the result. A scan interrupts the connection, and is
    reported as a change.
  - Without O(selected_carrier) and O(scan) it only tells what is selected, and what the last scan has found.
  - A connection that can't scan for carriers is an error.
  - Needs firmware 8.0.1 or later, O(scan) 8.1.0.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
attributes:
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: partial
    details:
      - Not with O(scan=true), which scans on each run.
      - Not for a SIM that is not the active one, where the router does not show its selection. Each run sets it, and RV(unverified)
        names it.
options:
  conn_id:
    type: str
    required: true
    description: ID of the cellular WAN connection.
  sim_id:
    type: int
    choices: [1, 2]
    description: The SIM whose carrier is selected, V(1) for slot A and V(2) for slot B. The active SIM if omitted.
  selected_carrier:
    type: dict
    description:
      - The carrier. The API can't go back to an automatic choice here; C(cellular.sim[1].carrier_selection) in the option
        O(telco.cpe.peplink_wan#module:clear) of M(telco.cpe.peplink_wan) does.
    suboptions:
      mcc:
        type: str
        required: true
        description: Mobile country code, 3 digits.
      mnc:
        type: str
        required: true
        description: Mobile network code, 2 or 3 digits.
      pcs:
        type: int
        required: true
        choices: [0, 1]
        description: Whether it is a PCS network.
      name:
        type: str
        description: Name of the carrier.
  scan:
    type: bool
    default: false
    description: Whether to scan for carriers first.
  wait_timeout:
    type: int
    default: 300
    description: Seconds to wait for the result of a scan at most.
  poll_interval:
    type: float
    default: 5.0
    description: Seconds between two looks at the result, at least 0.1.
seealso:
  - module: telco.cpe.peplink_cellular_module
  - module: telco.cpe.peplink_wan
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Find out which carriers are in reach
  telco.cpe.peplink_carrier:
    conn_id: 4
    scan: true
  register: found

- name: Select one
  telco.cpe.peplink_carrier:
    conn_id: 4
    selected_carrier:
      mcc: "454"
      mnc: "06"
      pcs: 0
"""

RETURN = r"""
carrier:
  description: The selection as read back, or in check mode as it will be, and what the last scan has found.
  returned: success
  type: dict
  contains:
    selected_carrier:
      description: The carrier that is selected. Absent if the router chooses.
      type: dict
    sim_id:
      description: The SIM to which that belongs. V(null) if none is active and none was asked for.
      type: int
    list:
      description: Carriers that the last scan has found, with C(name), C(mobile_type), C(mcc), C(mnc) and C(pcs).
      type: list
      elements: dict
    timestamp:
      description: When that was, in seconds since 1970.
      returned: if the router tells
      type: int
  sample:
    selected_carrier: {"mcc": "454", "mnc": "06", "pcs": 0}
    sim_id: 1
    list: [{"name": "SMT HK", "mobile_type": "LTE", "mcc": "454", "mnc": "06", "pcs": 0}]
    timestamp: 1529899328
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: POST
      endpoint: cmd.carrier.select
      payload: {"connId": 4, "selectedCarrier": {"mcc": "454", "mnc": "06", "pcs": 0}}
unverified:
  description: Options that could not be compared with what the router holds.
  returned: success
  type: list
  elements: str
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
    Busy,
    CpeError,
    NoAnswer,
    PermissionDenied,
    ServerError,
    Unreachable,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR, Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.names import snake_keys
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_int
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.setting import value_at
from ansible_collections.telco.cpe.plugins.module_utils._peplink.answers import entries
from ansible_collections.telco.cpe.plugins.module_utils._peplink.checks import mcc, mnc
from ansible_collections.telco.cpe.plugins.module_utils._peplink.prompt import PromptSetting
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK
from ansible_collections.telco.cpe.plugins.module_utils._peplink.waiting import (
    check_waiting,
    wait_for,
    waiting_options,
)

SCAN = "cmd.carrier.scan"
SELECT = "cmd.carrier.select"
CARRIER = "selected_carrier"
NAME = (CARRIER, "name")


def two_digits(value: t.Any) -> str:
    """A mobile network code, which a router may show without its leading zero."""
    return str(value).zfill(2)


class Carrier(PromptSetting):
    """POST /api/cmd.carrier.select, GET and POST /api/cmd.carrier.scan (Peplink Router API)."""

    vendor = PEPLINK
    key = "carrier"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "conn_id": {"type": "str", "required": True},
        "sim_id": {"type": "int", "choices": [1, 2]},
        "scan": {"type": "bool", "default": False},
        **waiting_options(300, 5.0),
    }
    table = Group(
        "",
        (
            Group(
                CARRIER,
                (
                    Field("mcc", required=True, check=mcc),
                    Field("mnc", required=True, check=mnc, parse=two_digits),
                    Field("pcs", type="int", choices=(0, 1), required=True),
                    Field("name", unshown=True),
                ),
            ),
        ),
    )

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._shown = True
        self._found: dict[str, t.Any] = {}

    def validate(self) -> None:
        super().validate()
        check_waiting(self.params)

    def header(self) -> str:
        return f"{super().header()} {self.params['conn_id']}"

    # -- the selection ----------------------------------------------------------------------------------------------

    def read(self) -> t.Mapping[str, t.Any]:
        answer = self._read_scan()
        reference = answer.get("reference")
        active = reference.get("activeSim") if isinstance(reference, dict) else None
        active = active if isinstance(active, dict) else {}
        asked, number = self.params["sim_id"], to_int(active.get("simId"))
        self._found = {"sim_id": number if asked is None else asked, **_tidy(answer)}
        if asked is None and number is None and self.params[CARRIER]:
            raise ApiFailure(
                f"no SIM of WAN connection {self.params['conn_id']} is active: say which one by sim_id",
                device=self.client.connection.device,
                hint="Nothing was sent.",
            )
        if asked is None or asked == number:
            # The name in the table, and that in the example.
            self._shown = True
            return {"selectedCarrier": active.get("selectedCarrier") or active.get("cellularNetwork")}
        selection = self._selection_of_idle_sim(asked)
        self._shown = selection is not None
        return {"selectedCarrier": selection}

    def _read_scan(self, retries: int | None = None) -> dict[str, t.Any]:
        query = [("connId", self.params["conn_id"]), ("reference", "yes")]
        try:
            return t.cast("dict[str, t.Any]", self.client.get(SCAN, query, retries=retries))
        except ApiFailure as error:
            error.hint = (
                "conn_id has to be the ID of a cellular WAN that can scan for carriers (peplink_info shows the WANs)."
            )
            raise

    def _selection_of_idle_sim(self, number: int) -> t.Any:
        """What the configuration tells of the carrier of a SIM that is not the active one; None where it tells nothing."""
        query = [("id", self.params["conn_id"]), ("infoType", "cellular")]
        with contextlib.suppress(ApiFailure, PermissionDenied, Unsupported):
            for wan in entries(self.client.get("config.wan.connection", query)).values():
                for sim in value_at(wan, ("cellular", "sim")) or []:
                    if isinstance(sim, dict) and to_int(sim.get("id")) == number and sim.get("carrierSelection"):
                        return sim["carrierSelection"][0]
        return None

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        comparison = super().compare(current)
        if not comparison.changes:
            return comparison
        if not self._shown:
            comparison.unverified = [(CARRIER,)]
        if NAME in comparison.unverified:
            comparison.unverified.remove(NAME)
            comparison.changes.append(Change(NAME, None, value_at(comparison.desired, NAME)))
        held = value_at(current, NAME)
        if held is not None and value_at(comparison.desired, NAME) is None:
            comparison.changes.append(Change(NAME, held, CLEAR))
        return comparison

    def verify(self, comparison: Comparison) -> None:
        if self._shown:
            super().verify(comparison)
        else:
            self.warnings.append(
                f"The router does not show the carrier of SIM {self.params['sim_id']}, which is not the active one: whether it "
                "took is unknown, and each run sets it again."
            )

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        wanted: dict[str, t.Any] = {"connId": to_int(self.params["conn_id"])}
        if self.params["sim_id"] is not None:
            wanted["simId"] = self.params["sim_id"]
        return [Write("POST", SELECT, {**wanted, "selectedCarrier": dict(comparison.desired[CARRIER])})]

    # -- the scan ---------------------------------------------------------------------------------------------------

    def plan(self, comparison: Comparison) -> list[Write]:
        scan = Write("POST", SCAN, {"action": "start", "connId": to_int(self.params["conn_id"]), "reference": "yes"})
        return [*([scan] if self.params["scan"] else []), *super().plan(comparison)]

    def carry_out(self, plan: list[Write]) -> None:
        if plan[0].endpoint == SCAN:
            self._scan(plan[0])
        rest = [write for write in plan if write.endpoint != SCAN]
        if rest:
            super().carry_out(rest)

    def resume(self, error: CpeError) -> list[Write]:
        return [write for write in super().resume(error) if write.endpoint != SCAN]

    def _scan(self, write: Write) -> None:
        try:
            answers = [self.client.write(write)]
        except (NoAnswer, ServerError) as error:
            error.note("Whether the scan has started is not known, and it is not started again")
            raise

        def look() -> dict[str, t.Any] | None:
            # A scan interrupts the connection, which may be the one by which the router is reached.
            with contextlib.suppress(Unreachable, NoAnswer, Busy, ServerError):
                return answers.pop() if answers else self._read_scan(retries=0)
            return None

        seen = wait_for(self, look, lambda answer: bool(answer) and not _scanning(answer), "the scan for carriers")
        if not seen or _scanning(seen):
            raise ApiFailure(
                f"the scan for carriers was not done within {self.params['wait_timeout']} s",
                device=self.client.connection.device,
                hint="It may still go on; without scan the module tells its result. Raise wait_timeout if it needs longer.",
            )
        self._warn_of_absence(seen)

    def _warn_of_absence(self, answer: dict[str, t.Any]) -> None:
        wanted = self.params[CARRIER]
        found = [(one.get("mcc"), one.get("mnc")) for one in _tidy(answer)["list"]]
        if wanted and (wanted["mcc"], wanted["mnc"]) not in found:
            self.warnings.append(f"The scan has not found the carrier {wanted['mcc']}-{wanted['mnc']}.")

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        result[self.key] = {**result[self.key], **self._found}
        if self.params["scan"]:
            result["diff"]["after"] = {**result["diff"]["after"], "scan": True}
        return result


def _scanning(answer: t.Any) -> bool:
    return isinstance(answer, dict) and str(answer.get("scanStatus", "")).lower() == "scanning"


def _tidy(answer: dict[str, t.Any]) -> dict[str, t.Any]:
    """What a scan has found, with the names of options."""
    carriers = answer.get("list")
    found = [snake_keys(one) for one in carriers if isinstance(one, dict)] if isinstance(carriers, list) else []
    for one in found:
        if "mnc" in one:
            one["mnc"] = two_digits(one["mnc"])
    timestamp = to_int(answer.get("timestamp"))
    return {"list": found} if timestamp is None else {"list": found, "timestamp": timestamp}


RESOURCE = Carrier


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
