# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Point 6 of the contract: each fault ends in a clear error or a clean recovery, and the next run converges."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.lab import Lab
from tests.lab.core.faults import Fault

CASES = harness.all_cases()
REPEATED = -1


def _cases(fault: str) -> pytest.MarkDecorator:
    """All cases to which a fault applies; those of writes need something to write."""
    applies = [case for case in CASES if fault in case.faults]
    if "write" in fault or fault == "silent":
        applies = [case for case in applies if not harness.is_info(case)]
    return pytest.mark.parametrize("case", applies, ids=lambda case: case.id)


def _with_fault(lab: Lab, case: Case, action: str, **details: Any) -> dict[str, Any]:
    """Run a case's module while a fault is set, then remove the fault."""
    harness.prepare(lab, case)
    lab.faults.add(Fault(action, device=case.device, **details))
    result = harness.call(lab, case)
    assert any(entry.fault for entry in lab.journal), "the fault has hit nothing"
    lab.faults.clear()
    return result


def _assert_clear(lab: Lab, case: Case, result: dict[str, Any]) -> None:
    """The message says what failed, on which device, and shows no secret."""
    message = result["msg"]
    assert lab.url(case.device, "http") in message
    assert "Traceback" not in message
    for secret in (*case.secrets, lab.device(case.device).options["password"]):
        assert secret not in str(result)
    assert result["error"]["kind"]


def _assert_converges(lab: Lab, case: Case) -> None:
    """The next run brings the device to the desired state, the one after it finds nothing to do, nothing is left pending."""
    result = harness.call(lab, case)
    assert not result.get("failed"), result["msg"]
    assert not result.get("unreachable"), result["msg"]
    harness.settle(lab, case)
    if harness.is_info(case) or not case.idempotent:
        return
    assert harness.call(lab, case)["changed"] is False
    snapshot = harness.state(lab, case)
    assert snapshot.get("pending") is None


def _assert_recovers(lab: Lab, case: Case, result: dict[str, Any]) -> None:
    assert not result.get("failed"), result["msg"]
    assert not result.get("unreachable"), result["msg"]
    _assert_converges(lab, case)


def _assert_fails_or_recovers(lab: Lab, case: Case, result: dict[str, Any]) -> None:
    if result.get("failed") or result.get("unreachable"):
        _assert_clear(lab, case, result)
    if case.idempotent:
        _assert_converges(lab, case)
    else:
        # A command is never done twice on its own account.
        assert len([entry for entry in lab.journal.entries(device=case.device, kind="write") if not entry.fault]) == 0


@_cases("refused")
def test_a_refused_connection_is_unreachable(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    lab.offline(case.device)
    result = harness.call(lab, case)
    lab.online(case.device)
    assert result.get("unreachable") is True
    assert "failed" not in result
    _assert_clear(lab, case, result)
    _assert_converges(lab, case)


@_cases("reset_before_read")
def test_a_read_is_repeated_after_a_reset(lab: Lab, case: Case) -> None:
    _assert_recovers(lab, case, _with_fault(lab, case, "reset_before", kind="read"))


@_cases("timeout_read")
def test_a_read_is_repeated_after_a_time_out(lab: Lab, case: Case) -> None:
    _assert_recovers(lab, case, _with_fault(lab, case, "hang", kind="read", seconds=harness.TIMEOUT + 1))


@_cases("busy_read")
@pytest.mark.parametrize("status", [429, 503])
def test_a_read_is_repeated_when_asked_to_come_back(lab: Lab, case: Case, status: int) -> None:
    result = _with_fault(lab, case, "status", kind="read", status=status, headers={"Retry-After": "1"})
    _assert_recovers(lab, case, result)


@_cases("server_error_read")
def test_a_read_is_repeated_after_a_server_error(lab: Lab, case: Case) -> None:
    _assert_recovers(lab, case, _with_fault(lab, case, "status", kind="read", status=500))


@_cases("truncated_json")
def test_a_truncated_answer_is_asked_for_again_and_told(lab: Lab, case: Case) -> None:
    _assert_recovers(lab, case, _with_fault(lab, case, "truncated_json", kind="read"))
    result = _with_fault(lab, case, "truncated_json", kind="read", times=REPEATED)
    assert result.get("failed")
    _assert_clear(lab, case, result)
    _assert_converges(lab, case)


@_cases("login_page")
def test_a_login_page_is_told_apart(lab: Lab, case: Case) -> None:
    result = _with_fault(lab, case, "login_page", times=REPEATED)
    assert result.get("failed")
    assert result["error"]["kind"] in ("not_the_system", "authentication")
    _assert_clear(lab, case, result)
    _assert_converges(lab, case)


@_cases("unauthorized")
def test_a_401_in_mid_run_is_survived_or_told(lab: Lab, case: Case) -> None:
    result = _with_fault(lab, case, "status", kind="read", status=401)
    if result.get("failed"):
        assert result["error"]["kind"] == "authentication"
        _assert_clear(lab, case, result)
    _assert_converges(lab, case)
    result = _with_fault(lab, case, "status", kind="read", status=401, times=REPEATED)
    assert result.get("failed")
    assert result["error"]["kind"] in ("authentication", "permission", "session_expired")
    assert harness.requests(lab, case, "read") <= 2, "credentials that are refused must not be tried again and again"
    _assert_clear(lab, case, result)
    _assert_converges(lab, case)


@_cases("reset_before_write")
def test_a_write_that_was_lost(lab: Lab, case: Case) -> None:
    result = _with_fault(lab, case, "reset_before", kind="write", path=case.write_path or None)
    _assert_fails_or_recovers(lab, case, result)


@_cases("reset_after_write")
def test_a_write_whose_answer_was_lost(lab: Lab, case: Case) -> None:
    result = _with_fault(lab, case, "reset_after", kind="write", path=case.write_path or None)
    _assert_fails_or_recovers(lab, case, result)


@_cases("timeout_after_write")
def test_a_write_that_was_never_answered(lab: Lab, case: Case) -> None:
    seconds = harness.TIMEOUT + 1
    result = _with_fault(lab, case, "hang_after", kind="write", path=case.write_path or None, seconds=seconds)
    _assert_fails_or_recovers(lab, case, result)


@_cases("busy_write")
@pytest.mark.parametrize("status", [429, 503])
def test_a_write_that_was_asked_to_come_back(lab: Lab, case: Case, status: int) -> None:
    details = {"kind": "write", "path": case.write_path or None, "headers": {"Retry-After": "1"}}
    result = _with_fault(lab, case, "status", status=status, **details)
    if case.idempotent:
        _assert_recovers(lab, case, result)
    else:
        _assert_fails_or_recovers(lab, case, result)


@_cases("server_error_write")
def test_a_write_at_which_the_system_failed(lab: Lab, case: Case) -> None:
    result = _with_fault(lab, case, "status", kind="write", path=case.write_path or None, status=500)
    _assert_fails_or_recovers(lab, case, result)


@_cases("silent")
def test_a_write_that_silently_did_not_take_is_found_out(lab: Lab, case: Case) -> None:
    if not case.idempotent:
        pytest.skip("a command has nothing to read back")
    result = _with_fault(lab, case, "silent", path=case.write_path or None, times=REPEATED)
    assert result.get("failed"), "the device holds something else than was asked, and the module did not notice"
    assert result["error"]["kind"] == "verify"
    _assert_clear(lab, case, result)
    _assert_converges(lab, case)


@_cases("refused")
def test_wrong_credentials_are_told(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    result = harness.call(lab, case, api_password="not-the-password")
    assert result.get("failed")
    assert result["error"]["kind"] == "authentication"
    assert "not-the-password" not in str(result)
    assert harness.requests(lab, case) <= 2, "a wrong password must not be tried again"
    _assert_clear(lab, case, result)
    device = lab.device(case.device)
    with device.lock:
        device.reset()
    harness.prepare(lab, case)
    _assert_converges(lab, case)


@_cases("refused")
def test_an_untrusted_certificate_is_told(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    result = harness.call(lab, case, api_url=lab.url(case.device, "https") + case.url_path, ca_path=None)
    assert result.get("failed")
    assert result["error"]["kind"] == "tls"
    assert "ca_path" in result["msg"]
    assert harness.requests(lab, case) == 0
    trusted = harness.call(lab, case, api_url=lab.url(case.device, "https") + case.url_path)
    assert not trusted.get("failed"), trusted["msg"]


@_cases("refused")
def test_another_product_is_told(lab: Lab, case: Case) -> None:
    """The address of some other system: a DMS for a router, a router for all others."""
    harness.prepare(lab, case)
    other = "dms" if case.device.startswith("router") else "router-1"
    result = harness.call(lab, case, api_url=lab.url(other, "http") + case.url_path)
    assert result.get("failed")
    assert result["error"]["kind"] in ("not_the_system", "authentication", "unsupported", "not_found")
    assert lab.url(other, "http") in result["msg"]
