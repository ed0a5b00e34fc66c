# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp in all its forms: sessions of ubus, rights, codes, both generations of tr069, and waiting for a session."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.cases import icwmp_acs, icwmp_command, icwmp_info, icwmp_inform
from tests.lab import Lab
from tests.lab.core.faults import Fault
from tests.lab.icwmp import IcwmpCpe

INFO = icwmp_info.CASES[0]
RELOAD = icwmp_command.CASES[0]
INFORM = icwmp_inform.CASES[0]
WAIT = icwmp_inform.CASES[-1]
WHOLE, NEW, CLEAR = icwmp_acs.CASES
OPERATOR: dict[str, Any] = {"api_username": "operator", "api_password": "lab-icwmp-pw2"}
VIEWER: dict[str, Any] = {"api_username": "viewer", "api_password": "lab-icwmp-pw3"}
DENIED = {"jsonrpc": "2.0", "id": 1, "error": {"code": -32002, "message": "Access denied"}}


def cpe(lab: Lab, case: Any, **options: Any) -> IcwmpCpe:
    """The case's CPE at its start, with other switches."""
    harness.prepare(lab, case)
    device = lab.device(case.device)
    assert isinstance(device, IcwmpCpe)
    with device.lock:
        device.set_options(options)
    return device


def calls(lab: Lab, case: Any) -> list[str]:
    """The ubus calls that the CPE has seen, as object and method."""
    return [" ".join(entry.body["params"][1:3]) for entry in lab.journal.entries(device=case.device)]


# -- sessions of ubus, rights and codes


@pytest.mark.parametrize("case", [INFO, RELOAD, INFORM, WAIT, WHOLE], ids=lambda case: case.id)
def test_a_task_logs_out(lab: Lab, case: Any) -> None:
    device = cpe(lab, case)
    assert not harness.call(lab, case).get("failed")
    secrets = set(device.secrets())
    assert not [secret for secret in secrets if len(secret) == 32], "a session was left behind"
    assert calls(lab, case)[-1] == "session destroy"


@pytest.mark.parametrize("case", [INFO, RELOAD, WHOLE], ids=lambda case: case.id)
def test_a_session_that_is_gone_is_renewed_once(lab: Lab, case: Any) -> None:
    cpe(lab, case)
    lab.faults.add(Fault("status", device=case.device, status=200, body=DENIED, skip=1))
    assert not harness.call(lab, case).get("failed")
    assert calls(lab, case).count("session login") == 2


@pytest.mark.parametrize(("case", "user"), [(RELOAD, VIEWER), (INFORM, VIEWER), (WHOLE, OPERATOR)])
def test_a_user_without_the_right_is_told_so(lab: Lab, case: Any, user: dict[str, Any]) -> None:
    cpe(lab, case)
    result = harness.call(lab, case, **user)
    assert result["error"]["kind"] == "permission"
    assert "acl.d" in result["msg"]
    assert calls(lab, case).count("session login") == 2


@pytest.mark.parametrize("rights", [{}, {"cwmp": ["read"]}])
def test_a_user_without_the_right_to_the_configuration_is_told_so(lab: Lab, rights: Any) -> None:
    cpe(lab, NEW, uci=rights)
    before = harness.state(lab, NEW)
    result = harness.call(lab, NEW)
    assert result["error"]["kind"] == "permission"
    assert result["error"]["code"] == 6
    assert harness.state(lab, NEW) == before


@pytest.mark.parametrize("case", [INFO, RELOAD, INFORM, WAIT], ids=lambda case: case.id)
def test_a_client_that_does_not_run_is_told(lab: Lab, case: Any) -> None:
    device = cpe(lab, case)
    with device.lock:
        device.patch({"up": False})
    result = harness.call(lab, case)
    assert result["error"]["kind"] == "unsupported"
    assert "icwmpd" in result["msg"]


def test_a_handler_that_takes_too_long_is_told(lab: Lab) -> None:
    cpe(lab, RELOAD, handler_seconds=1.0, script_timeout=0.1)
    result = harness.call(lab, RELOAD)
    assert result["error"]["code"] == -32003
    assert calls(lab, RELOAD).count("tr069 command") == 1


# -- generations of the object tr069


@pytest.mark.parametrize(
    "command", ["reload_end_session", "reload", "reboot_end_session", "action_end_session", "exit"]
)
def test_the_first_generation_has_all_commands(lab: Lab, command: str) -> None:
    cpe(lab, RELOAD, exit_status=None)
    done = harness.call(lab, RELOAD, command=command)
    assert not done.get("failed"), done["msg"]
    assert done["changed"] is True
    assert done["command"]["command"] == command
    assert done["command"]["info"]
    assert ("status" in done["command"]) == (command != "exit")


@pytest.mark.parametrize("command", ["reload_end_session", "reboot_end_session", "action_end_session", "exit"])
def test_the_second_generation_knows_reload_only_and_that_is_told(lab: Lab, command: str) -> None:
    cpe(lab, RELOAD, generation="2023")
    result = harness.call(lab, RELOAD, command=command)
    assert result["error"]["kind"] == "unsupported"
    assert "reload only" in result["msg"]
    assert result["changed"] is False
    assert not harness.call(lab, RELOAD).get("failed")


@pytest.mark.parametrize("status", [0, 1])
def test_both_forms_of_success(lab: Lab, status: int) -> None:
    cpe(lab, RELOAD, reload_status=status)
    assert harness.call(lab, RELOAD)["command"]["status"] == status


def test_a_reload_that_fails_is_a_failure(lab: Lab) -> None:
    cpe(lab, RELOAD, generation="2023", reload_fails=True)
    result = harness.call(lab, RELOAD)
    assert result["error"]["kind"] == "api"
    assert "icwmpd config reload failed" in result["msg"]


@pytest.mark.parametrize("generation", ["2021", "2023"])
@pytest.mark.parametrize(
    "event", ["1 BOOT", "2 PERIODIC", "3 SCHEDULED", "4 VALUE CHANGE", "6 CONNECTION REQUEST", "8 DIAGNOSTICS COMPLETE"]
)
def test_each_documented_event_reaches_the_acs(lab: Lab, generation: str, event: str) -> None:
    device = cpe(lab, WAIT, generation=generation, session_seconds=0.1)
    told: list[str] = []
    before, device.on_inform = device.on_inform, told.append
    try:
        done = harness.call(lab, WAIT, event=event)
    finally:
        device.on_inform = before
    assert not done.get("failed"), done["msg"]
    assert told == [event]


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ({"event": None}, {}),
        ({"get_rpc_methods": True}, {"GetRPCMethods": True, "event": "6 CONNECTION REQUEST"}),
        ({"event": None, "get_rpc_methods": True}, {"GetRPCMethods": True}),
        # The 2021 code takes an argument that says false for true.
        ({"get_rpc_methods": False}, {"event": "6 CONNECTION REQUEST"}),
    ],
)
def test_what_an_inform_sends(lab: Lab, options: dict[str, Any], sent: dict[str, Any]) -> None:
    cpe(lab, INFORM)
    assert not harness.call(lab, INFORM, **options).get("failed")
    (entry,) = lab.journal.entries(device=INFORM.device, kind="write")
    assert entry.body["params"][3] == sent


# -- waiting


def test_a_session_that_fails_fails_the_task(lab: Lab) -> None:
    device = cpe(lab, WAIT, failing_sessions=1)
    result = harness.call(lab, WAIT)
    assert result["failed"]
    assert result["error"]["kind"] == "api"
    assert device.acs_url in result["msg"]


@pytest.mark.parametrize("generation", ["2021", "2023"])
def test_a_session_that_runs_already_is_not_the_one_that_is_waited_for(lab: Lab, generation: str) -> None:
    device = cpe(lab, WAIT, generation=generation, session_seconds=1.0)
    told: list[str] = []
    before, device.on_inform = device.on_inform, told.append
    try:
        harness.call(lab, INFORM, event="3 SCHEDULED")
        time.sleep(0.3)
        with device.lock:
            device.tick()
            assert device.daemon.running
        started = time.monotonic()
        done = harness.call(lab, WAIT, event="8 DIAGNOSTICS COMPLETE")
    finally:
        device.on_inform = before
    assert not done.get("failed"), done["msg"]
    assert done["inform"]["queued"] is True
    assert done["inform"]["session"]["status"] == "success"
    assert told == ["3 SCHEDULED", "8 DIAGNOSTICS COMPLETE"]
    assert time.monotonic() - started > 1.0


def test_a_session_that_starts_late_is_waited_for(lab: Lab) -> None:
    cpe(lab, WAIT, session_delay=0.6, session_seconds=0.6)
    done = harness.call(lab, WAIT)
    assert done["inform"]["session"]["status"] == "success"
    assert done["api_requests"] > 8


def test_the_first_session_of_a_daemon(lab: Lab) -> None:
    device = cpe(lab, WAIT)
    with device.lock:
        device.set_options({"ran_before": False, "session_seconds": 0.1})
        device.reset()
    assert harness.call(lab, WAIT)["inform"]["session"]["status"] == "success"


def test_a_session_that_does_not_end_in_time_fails_the_task(lab: Lab) -> None:
    cpe(lab, WAIT, session_seconds=60.0)
    result = harness.call(lab, WAIT, wait_timeout=1)
    assert result["failed"]
    assert "within 1 s" in result["msg"]
    assert "running" in result["msg"]


def test_a_daemon_that_starts_anew_meanwhile_fails_the_task(lab: Lab) -> None:
    device = cpe(lab, WAIT, session_seconds=60.0)

    def restart() -> None:
        with device.lock:
            device.clock.advance(1)
            device.patch({"up": False})
            device.patch({"up": True})

    timer = threading.Timer(0.5, restart)
    timer.start()
    result = harness.call(lab, WAIT, wait_timeout=20)
    timer.join()
    assert result["failed"]
    assert "started anew" in result["msg"]


def test_a_cpe_that_does_not_answer_for_a_moment_is_asked_again(lab: Lab) -> None:
    cpe(lab, WAIT, session_seconds=0.1)
    lab.faults.add(Fault("status", device=WAIT.device, kind="read", status=500, times=5, skip=1))
    done = harness.call(lab, WAIT)
    assert not done.get("failed"), done["msg"]


def test_a_cpe_that_does_not_come_back_is_told(lab: Lab) -> None:
    cpe(lab, WAIT, session_seconds=0.1)
    lab.faults.add(Fault("status", device=WAIT.device, kind="read", status=500, times=-1, skip=1))
    result = harness.call(lab, WAIT, wait_timeout=1)
    assert result["failed"]
    assert "HTTP status 500" in result["msg"]


# -- telling the ACS


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("action", ["reset_before", "reset_after"])
def test_each_call_of_a_change_may_get_lost(lab: Lab, action: str, number: int) -> None:
    cpe(lab, NEW)
    lab.faults.add(Fault(action, device=NEW.device, kind="write", skip=number))
    done = harness.call(lab, NEW)
    assert not done.get("failed"), done["msg"]
    held = harness.state(lab, NEW)
    assert held["config"]["acs_url"] == held["active"]["acs_url"] == icwmp_acs.NEW
    assert harness.call(lab, NEW)["changed"] is False


def test_a_commit_that_silently_does_not_take_is_found_out(lab: Lab) -> None:
    device = cpe(lab, NEW)
    lab.faults.add(Fault("silent", device=NEW.device, kind="write", skip=1, times=1))
    result = harness.call(lab, NEW)
    assert result["error"]["kind"] == "verify"
    assert "committed" in result["msg"]
    assert device.snapshot()["config"]["acs_url"] != icwmp_acs.NEW
    assert not harness.call(lab, NEW).get("failed")


def test_a_change_that_fails_half_way_leaves_nothing_behind(lab: Lab) -> None:
    cpe(lab, NEW)
    before = harness.state(lab, NEW)
    lab.faults.add(Fault("status", device=NEW.device, kind="write", status=500, times=1, skip=1))
    result = harness.call(lab, NEW)
    assert result["error"]["kind"] == "server"
    assert "uci revert" in calls(lab, NEW)
    assert harness.state(lab, NEW) == before


def test_a_session_with_the_acs_that_runs_puts_the_reload_off(lab: Lab) -> None:
    device = cpe(lab, NEW, session_seconds=60.0)
    with device.lock:
        device.reset()
        device.patch({"config": {"acs_url": "http://old:7547"}})
    harness.call(lab, INFORM)
    with device.lock:
        device.tick()
    assert not harness.call(lab, NEW).get("failed")
    assert device.snapshot()["end_session"] == ["reload"]


def test_an_acs_from_dhcp_that_overrules_is_warned_of(lab: Lab) -> None:
    device = cpe(lab, NEW)
    with device.lock:
        device.patch({"config": {"acs": {"dhcp_discovery": "1", "dhcp_url": "http://dhcp:7547"}}})
    (warning,) = harness.call(lab, NEW)["warnings"]
    assert "DHCP" in warning
    assert "warnings" not in harness.call(lab, NEW, dhcp_discovery="disable")


def test_a_cpe_without_icwmps_configuration_is_told(lab: Lab) -> None:
    cpe(lab, NEW)
    lab.faults.add(
        Fault("status", device=NEW.device, kind="read", status=200, body={"jsonrpc": "2.0", "id": 1, "result": [4]})
    )
    result = harness.call(lab, NEW)
    assert result["error"]["kind"] == "not_found"
    assert "/etc/config/cwmp" in result["msg"]
