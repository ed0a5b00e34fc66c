# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions: the router has room for three, and no task may leave one behind, however it ends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract import harness
from tests.contract.cases.peplink_ssid_profile import CASES
from tests.lab import Lab
from tests.lab.core.faults import Fault
from tests.lab.peplink import PeplinkRouter

CASE = CASES[0]
ENDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("converges", {}),
    ("meets a profile that is not there", {"id": 77}),
    ("meets a system that fails", {}),
    ("is refused a write", {}),
)


def _fault(number: int) -> Fault | None:
    if number == 2:
        return Fault("status", device=CASE.device, kind="read", status=500, times=-1)
    if number == 3:
        return Fault("status", device=CASE.device, kind="write", status=400, times=-1)
    return None


def test_a_hundred_tasks_leak_no_session(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    router = lab.device(CASE.device)
    assert isinstance(router, PeplinkRouter)
    for task in range(100):
        number = task % len(ENDS)
        fault = _fault(number)
        if fault:
            lab.faults.add(fault)
        result = harness.call(lab, CASE, name=f"Guest {task}", retries=0, **ENDS[number][1])
        lab.faults.clear()
        assert bool(result.get("failed")) == (number > 0), (ENDS[number][0], result["msg"])
        assert router.access.sessions == {}, f"a task that {ENDS[number][0]} left its session behind"
    assert len(list(lab.journal.entries(path="/api/login"))) == 100


def test_a_granted_token_is_revoked_at_the_end(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    router = lab.device(CASE.device)
    assert isinstance(router, PeplinkRouter)
    client = router.access.add_client("ansible", "api")
    result = harness.call(
        lab,
        CASE,
        api_username=None,
        api_password=None,
        client_id=client["clientId"],
        client_secret=client["clientSecret"],
    )
    assert not result.get("failed"), result["msg"]
    assert router.access.tokens == {}
    assert client["clientSecret"] not in str(result)


def test_a_token_costs_one_request_when_converged(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    router = lab.device(CASE.device)
    assert isinstance(router, PeplinkRouter)
    client = router.access.add_client("ansible", "api")
    token = router.access.grant(client["clientId"], client["clientSecret"], None).access_token
    harness.call(lab, CASE, api_username=None, api_password=None, api_token=token)
    lab.journal.clear()
    result = harness.call(lab, CASE, api_username=None, api_password=None, api_token=token)
    assert result["changed"] is False
    assert result["api_requests"] == 1
    assert len(lab.journal) == 1


@pytest.mark.parametrize("kind", ["read", "write"])
def test_a_session_that_expires_in_mid_run_is_renewed_once(lab: Lab, kind: Any) -> None:
    harness.prepare(lab, CASE)
    answer = {"stat": "fail", "code": 401, "message": "Unauthorized"}
    lab.faults.add(Fault("status", device=CASE.device, kind=kind, status=200, body=answer))
    result = harness.call(lab, CASE)
    assert not result.get("failed"), result["msg"]
    assert len(lab.journal.entries(path="/api/login")) == 2


def test_a_read_only_user_is_told_that_it_may_not_write(lab: Lab) -> None:
    harness.prepare(lab, CASE)
    options = lab.device(CASE.device).options
    result = harness.call(
        lab, CASE, api_username=options["read_only_username"], api_password=options["read_only_password"]
    )
    assert result["failed"]
    assert result["error"]["kind"] == "permission"
    assert "read-write" in result["msg"]
