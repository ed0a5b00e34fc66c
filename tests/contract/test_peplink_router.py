# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole router in one run: what it costs, in which order it is changed, and that it is put back where it is gone after a change."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._peplink import rollback
from tests.contract import harness
from tests.contract.case import Case
from tests.contract.cases.peplink_router import CASES, WHOLE
from tests.lab import Lab
from tests.lab.core.faults import Fault
from tests.lab.peplink import PeplinkRouter

CASE = CASES[0]
READS = (
    "POST /api/config.gpio",
    "GET /api/config.ssid.profile",
    "GET /api/status.wan.connection",
    "GET /api/config.wan.connection",
    "GET /api/cmd.wan.cellular",
    "GET /api/cmd.ap",
)


@pytest.fixture(autouse=True)
def _short_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollback, "INTERVAL", 0.05)
    monkeypatch.setattr(rollback, "ATTEMPT", 1)


def _router(lab: Lab) -> PeplinkRouter:
    router = lab.device(CASE.device)
    assert isinstance(router, PeplinkRouter)
    return router


def _token(lab: Lab, scope: str = "api") -> dict[str, Any]:
    """Connection options with a token in place of user and password."""
    router = _router(lab)
    client = router.access.add_client("ansible", scope)
    token = router.access.grant(client["clientId"], client["clientSecret"], None).access_token
    return {"api_username": None, "api_password": None, "api_token": token}


def _sent(lab: Lab, kind: Any) -> list[str]:
    return [f"{entry.method} {entry.path}" for entry in lab.journal.entries(device=CASE.device, kind=kind)]


def _state_home() -> Path:
    return Path(os.environ["XDG_STATE_HOME"]) / "telco.cpe" / "peplink"


# -- what it costs -----------------------------------------------------------------------------------------------------


def test_a_converged_run_with_a_token_costs_one_request_for_each_kind(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    token = _token(lab)
    assert harness.call(lab, CASE, **token)["changed"] is True
    lab.journal.clear()
    again = harness.call(lab, CASE, **token)
    assert (again["changed"], again["api_requests"]) == (False, len(READS))
    assert Counter(_sent(lab, None)) == Counter(READS)


@pytest.mark.parametrize("verify", [True, False])
def test_a_run_with_changes_adds_one_write_a_kind_and_one_apply(lab: Lab, verify: bool) -> None:
    harness.prepare(lab, CASE)
    args = {**WHOLE, "ssid_profiles": WHOLE["ssid_profiles"][:1]}
    done = harness.call(lab, CASE, **args, **_token(lab), verify=verify)
    assert not done.get("failed"), done["msg"]
    writes = _sent(lab, "write")
    assert Counter(writes) == Counter(
        [
            "POST /api/config.ssid.profile",
            "POST /api/config.gpio",
            "POST /api/config.wan.connection.priority",
            "POST /api/config.wan.connection",
            "POST /api/cmd.wan.cellular",
            "POST /api/cmd.ap",
            "POST /api/cmd.config.apply",
        ]
    )
    assert writes[-1] == "POST /api/cmd.config.apply"
    # Reading back is one read more for each of the kinds that changed.
    assert len(_sent(lab, "read")) == len(READS) * (2 if verify else 1)
    assert [len(lab.journal.entries(path="/api/config.wan.connection", kind="write")[0].body["list"])] == [2]


def test_a_run_with_user_and_password_is_one_session(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    harness.call(lab, CASE)
    assert _sent(lab, "auth") == ["POST /api/login", "POST /api/logout"]
    assert _router(lab).access.sessions == {}


def test_nothing_asked_for_asks_for_nothing(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    result = harness.call(lab, Case("peplink_router", CASE.device, {}))
    assert (result["changed"], result["router"], result["api_requests"]) == (False, {}, 0)


# -- what it looks like ------------------------------------------------------------------------------------------------


def test_the_diff_has_each_entry_under_its_key(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    result = harness.call(lab, CASE, check=True)
    before, after = result["diff"]["before"], result["diff"]["after"]
    assert (before["ssid_profiles"]["2"]["name"], after["ssid_profiles"]["2"]["name"]) == ("Guest SSID", "Guest")
    assert (before["wans"]["1"]["name"], after["wans"]["1"]["name"]) == ("WAN 1", "Fibre")
    assert (before["sims"]["4"]["enabled_sim"], after["sims"]["4"]["enabled_sim"]) == ([1, 2], [2])
    assert after["wan_priorities"]["2"]["priority"] == 3
    assert after["gpio"]["2"]["delay"] == 3
    assert after["access_point"]["enable"] is False
    assert set(result["router"]) == set(WHOLE)


def test_an_error_names_the_part_that_it_is_about(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    result = harness.call(lab, CASE, ssid_profiles=[{"match_name": "Nobody's", "enable": True}])
    assert 'ssid_profiles[0]: there is no SSID profile named "Nobody\'s"' in result["msg"]
    twice = harness.call(lab, CASE, ssid_profiles=[{"id": 2, "enable": True}, {"match_name": "Guest SSID"}])
    assert "ssid_profiles[1]: means the same as ssid_profiles[0]" in twice["msg"]


def test_a_firmware_that_lacks_one_kind_fails_before_anything_is_written(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    with _router(lab).lock:
        _router(lab).set_options({"firmware": "8.0.2 build 1480"})
    for check in (True, False):
        result = harness.call(lab, CASE, check=check)
        assert result["error"]["kind"] == "unsupported"
        assert "firmware 8.1.1 or later, and the router runs 8.0.2 build 1480" in result["msg"]
    assert _sent(lab, "write") == []


def test_a_read_only_token_is_told_at_the_first_write(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    before = harness.state(lab, CASE)
    result = harness.call(lab, CASE, **_token(lab, "api.read-only"))
    assert result["error"]["kind"] == "permission"
    assert "scope" in result["msg"]
    assert harness.state(lab, CASE)["running"]["wan"] == before["running"]["wan"]


# -- the order, and the pending configuration ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("management", "last"),
    [
        ({}, "cmd.config.apply"),
        ({"wan": "1"}, "cmd.config.apply"),
        ({"wan": "4"}, "cmd.wan.cellular"),
        ({"wifi": True}, "cmd.ap"),
        ({"wan": "4", "wifi": True}, "cmd.ap"),
    ],
)
def test_what_could_cut_the_path_comes_last(lab: Lab, management: dict[str, Any], last: str) -> None:
    harness.prepare(lab, CASE)
    done = harness.call(lab, CASE, management=management)
    assert not done.get("failed"), done["msg"]
    assert done["plan"][-1]["endpoint"] == last
    assert _sent(lab, "write")[-1] == f"POST /api/{last}"


def test_the_wan_by_which_one_comes_is_the_last_of_its_list(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    for wan, order in (("1", [4, 1]), ("Cellular", [1, 4])):
        plan = harness.call(lab, CASE, check=True, management={"wan": wan})["plan"]
        body = next(write["payload"] for write in plan if write["endpoint"] == "config.wan.connection")
        assert [entry["id"] for entry in body["list"]] == order


def test_the_vlan_by_which_one_comes_is_the_last_of_the_profiles(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    for vlan, order in ((20, [1, 2]), (0, [2, 1])):
        plan = harness.call(lab, CASE, check=True, management={"vlan_id": vlan})["plan"]
        assert [write["payload"]["id"] for write in plan if write["endpoint"] == "config.ssid.profile"] == order


@pytest.mark.parametrize("reads", ["running", "pending"])
def test_a_run_that_died_before_the_apply_is_finished_by_the_next(lab: Lab, reads: str) -> None:
    harness.prepare(lab, CASE)
    with _router(lab).lock:
        _router(lab).set_options({"config_reads": reads})
    lab.faults.add(Fault("status", device=CASE.device, path="cmd.config.apply", status=500, times=-1))
    first = harness.call(lab, CASE)
    lab.faults.clear()
    assert "Whether the changes were applied is unknown" in first["msg"]
    assert "In effect already: cmd.wan.cellular, cmd.ap" in first["msg"]
    assert harness.state(lab, CASE)["pending"] is not None
    assert len(list(_state_home().iterdir())) == 1
    predicted = harness.call(lab, CASE, check=True)
    done = harness.call(lab, CASE)
    assert (predicted["changed"], predicted["plan"]) == (True, done["plan"])
    assert harness.state(lab, CASE)["pending"] is None
    assert list(_state_home().iterdir()) == []
    assert harness.call(lab, CASE)["changed"] is False


def test_what_others_have_pending_is_told_and_own_changes_are_not_mistaken_for_it(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    clean = harness.call(lab, CASE)
    assert "warnings" not in clean
    harness.prepare(lab, CASE)
    admin = {"action": "update", "list": [{"id": 2, "connection": {"icmpPing": False}}]}
    _pending(lab, admin)
    told = harness.call(lab, CASE)
    assert any("Somebody else" in text and "connection.icmp_ping of 2" in text for text in told["warnings"])


def _pending(lab: Lab, body: dict[str, Any]) -> None:
    """Somebody else leaves a change of the WANs pending."""
    from tests.unit.lab.peplink_support import Client

    client = Client(_router(lab)).login()
    with _router(lab).lock:
        client.post("config.wan.connection", body)
        client.post("logout")


# -- rollback ------------------------------------------------------------------------------------------------------------

CUT: dict[str, Any] = {
    "wans": [{"id": "1", "enable": False, "name": "Cut"}],
    "ssid_profiles": WHOLE["ssid_profiles"],
    "sims": WHOLE["sims"],
    "management": {"wan": "1"},
    "rollback": True,
    "rollback_timeout": 1,
}


def _cut(lab: Lab, **options: Any) -> dict[str, Any]:
    """Disable the WAN by which one comes."""
    router = _router(lab)
    with router.lock:
        router.set_options({"https_through_wan": "1"})
    case = Case("peplink_router", CASE.device, CUT)
    return harness.call(lab, case, api_url=lab.url(CASE.device, "https"), timeout=1, retries=0, **options)


@pytest.mark.parametrize("fault", [None, "reset_after", "hang_after"])
def test_a_router_that_is_gone_after_a_change_is_put_back_by_another_way(lab: Lab, fault: str | None) -> None:
    harness.prepare(lab, CASE)
    before = harness.state(lab, CASE)
    if fault:
        lab.faults.add(Fault(fault, device=CASE.device, path="cmd.config.apply", seconds=2))
    result = _cut(lab, rollback_urls=["http://127.0.0.1:9", lab.url(CASE.device, "http")])
    assert result["failed"]
    assert result["error"]["kind"] == "rolled_back"
    assert f"the previous configuration was put back by {lab.url(CASE.device, 'http')}" in result["msg"]
    assert "Not put back" not in result["msg"]
    assert harness.state(lab, CASE) == before
    assert list(_state_home().iterdir()) == []


def test_a_router_that_no_way_leads_to_is_told(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    result = _cut(lab)
    assert result["error"]["kind"] == "rolled_back"
    assert (
        "did not answer for 1 s after the changes, and the previous configuration could not be put back"
        in result["msg"]
    )
    assert "rollback_urls" in result["msg"]


def test_without_rollback_the_change_is_made(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    result = _cut(lab, rollback=False)
    assert result.get("failed") or result.get("unreachable")
    assert harness.state(lab, CASE)["running"]["wan"]["1"]["enable"] is False


def test_a_router_that_still_answers_keeps_its_changes(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    done = _cut(lab, wans=[{"id": "1", "name": "Fibre"}])
    assert not done.get("failed"), done["msg"]
    assert done["changed"]
    assert harness.state(lab, CASE)["running"]["wan"]["1"]["name"] == "Fibre"
    assert done["api_requests"] == len(list(lab.journal.entries(device=CASE.device)))


def test_an_answer_that_was_lost_is_no_reason_to_put_anything_back(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    lab.faults.add(Fault("reset_before", device=CASE.device, path="cmd.config.apply"))
    done = _cut(lab, wans=[{"id": "1", "name": "Fibre"}])
    assert not done.get("failed"), done["msg"]
    assert harness.state(lab, CASE)["running"]["wan"]["1"]["name"] == "Fibre"
    assert harness.state(lab, CASE)["pending"] is None
