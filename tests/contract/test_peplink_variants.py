# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Peplink modules are right under every form in which document and practice differ: one switch of the lab's router each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.lab import Lab
from tests.lab.core.faults import Fault

CASES = [case for case in harness.all_cases() if case.module in ("peplink_ssid_profile", "peplink_wan")]
WHOLE = [case for case in harness.all_cases() if case.module == "peplink_router"]
VARIANTS: tuple[dict[str, Any], ...] = (
    {"config_reads": "pending"},
    {"applies_by_itself": True},
    {"failure_status": 401},
    {"ids_as_strings": True},
    {"strict_ids": True},
    {"list_separator": "space"},
    {"double_cookie": True},
    {"beta_notice": False},
    {"apply_warning": "Some changes need a reboot"},
    {"method_form": "DHCP"},
    {"method_form": "object"},
    {"mode_key": "routingMode"},
    {"bandwidth_key": "value"},
    {"health_unit": "milliseconds"},
    {"health_method_key": "dns"},
    {"dns_key": "server"},
    {"hot_standby_key": "hotStandBy"},
    {"pepvpn_nat_keys": "pepVpnNat"},
    {"pepvpn_nat_keys": "pepvpnNat"},
    {"disconnect_word": "disconnect"},
    {"physical_cellular_type": "cellular"},
    {"mask_passwords": "all"},
    {"update_answer": "changed"},
)


def _prepare(lab: Lab, case: Case, variant: dict[str, Any]) -> None:
    harness.prepare(lab, case)
    device = lab.device(case.device)
    with device.lock:
        device.set_options(variant)
    lab.journal.clear()


@pytest.fixture(autouse=True)
def _options_back(lab: Lab) -> Any:
    yield
    lab.reset()


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("case", [*CASES, *WHOLE[:1]], ids=lambda case: case.id)
def test_a_run_converges_and_the_next_one_changes_nothing(lab: Lab, case: Case, variant: dict[str, Any]) -> None:
    _prepare(lab, case, variant)
    predicted = harness.call(lab, case, check=True)
    done = harness.call(lab, case)
    assert not done.get("failed"), done["msg"]
    assert done["changed"] is True
    assert (predicted["changed"], predicted["plan"]) == (done["changed"], done["plan"])
    assert harness.state(lab, case)["pending"] is None
    again = harness.call(lab, case)
    assert not again.get("failed"), again["msg"]
    assert again["changed"] is False, again["diff"]
    assert again["plan"] == []


@pytest.mark.parametrize("reads", ["running", "pending"])
@pytest.mark.parametrize("action", ["reset_before", "reset_after", "status"])
@pytest.mark.parametrize("path", ["config[.](ssid|wan)", "cmd.config.apply"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_router_that_fails_in_the_middle_is_finished_by_the_next_run(
    lab: Lab, case: Case, path: str, action: str, reads: str
) -> None:
    """Whatever a read shows: nothing is half-applied, nothing is discarded, and the next run converges."""
    _prepare(lab, case, {"config_reads": reads})
    before = harness.state(lab, case)["running"]
    lab.faults.add(Fault(action, device=case.device, kind="write", path=path, times=-1))
    first = harness.call(lab, case)
    # Only a write that took although its answers were lost, and that a read then shows, lets a run go on to the apply.
    assert first.get("failed") or (action, reads) == ("reset_after", "pending")
    lab.faults.clear()
    if first.get("failed") and action != "reset_after":
        assert harness.state(lab, case)["running"] == before
    assert lab.journal.entries(device=case.device, path="/api/cmd.config.discard") == []
    done = harness.call(lab, case)
    assert not done.get("failed"), done["msg"]
    assert harness.state(lab, case)["pending"] is None
    assert harness.call(lab, case)["changed"] is False


@pytest.mark.parametrize("reads", ["running", "pending"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_pending_changes_of_others_survive_a_failure(lab: Lab, case: Case, reads: str) -> None:
    _prepare(lab, case, {"config_reads": reads})
    device = lab.device(case.device)
    with device.lock:
        snapshot = device.snapshot()
        theirs = {name: snapshot["running"][name] for name in ("ssid", "wan", "gpio")}
        theirs = json.loads(json.dumps(theirs))
        theirs["ssid"]["1"]["name"] = "Somebody's"
        theirs["wan"]["2"]["schedule"] = 7
        device.restore({**snapshot, "pending": theirs})
    lab.faults.add(Fault("status", device=case.device, path="cmd.config.apply", status=400, times=-1))
    result = harness.call(lab, case)
    lab.faults.clear()
    assert result.get("failed")
    pending = harness.state(lab, case)["pending"]
    assert (pending["ssid"]["1"]["name"], pending["wan"]["2"]["schedule"]) == ("Somebody's", 7)
    assert "What was written was taken back" in result["msg"]
