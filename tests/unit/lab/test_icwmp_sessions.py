# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmpd in the lab through time: sessions, events, retries, commands that are put off, exit, both generations."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from tests.lab.core import Request
from tests.lab.icwmp.rpcd import ANONYMOUS
from tests.unit.lab.icwmp_support import DENIED, NO_OBJECT, Caller

ALREADY = "Session already running, event will be sent at the end of the session"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def admin(**options: Any) -> Caller:
    caller = Caller(**options)
    caller.login(timeout=0)
    return caller


def test_status_of_a_daemon_that_has_run_for_a_while() -> None:
    status = admin().status()
    assert status["cwmp"]["status"] == "up"
    assert status["cwmp"]["acs_url"] == "https://acs.example.net:7547/"
    assert status["last_session"]["status"] == "success"
    assert status["next_session"]["status"] == "waiting"
    assert status["next_session"]["end_time"] == "N/A"
    assert status["statistics"] == {"success_sessions": 2, "failure_sessions": 0, "total_sessions": 2}
    times = [
        status["cwmp"]["start_time"],
        *list(status["last_session"].values())[1:],
        status["next_session"]["start_time"],
    ]
    assert all(TIME.fullmatch(text) for text in times)


def test_times_have_the_offset_of_the_zone() -> None:
    assert admin(utc_offset_minutes=120).status()["cwmp"]["start_time"].endswith("+02:00")


def test_status_before_the_first_session() -> None:
    status = admin(ran_before=False).status()
    assert status["last_session"] == {"status": "N/A", "start_time": "N/A", "end_time": "N/A"}
    assert status["statistics"]["total_sessions"] == 0


def test_a_session_waits_runs_and_succeeds() -> None:
    caller = admin(session_delay=10.0, session_seconds=20.0)
    before = caller.status()
    caller.call("inform", {"event": "1 BOOT"})
    assert caller.status()["last_session"]["status"] == "waiting"
    caller.cpe.clock.advance(11)
    running = caller.status()
    assert running["last_session"]["status"] == "running"
    assert running["last_session"]["end_time"] == "N/A"
    assert running["last_session"]["start_time"] != before["last_session"]["start_time"]
    assert running["statistics"] == before["statistics"]
    assert caller.informs == []
    caller.cpe.clock.advance(20)
    after = caller.status()
    assert after["last_session"]["status"] == "success"
    assert after["statistics"]["total_sessions"] == before["statistics"]["total_sessions"] + 1
    assert caller.informs == ["1 BOOT"]


def test_a_failed_session_is_tried_again_with_its_events() -> None:
    caller = admin(failing_sessions=2)
    caller.call("inform", {"event": "4 VALUE CHANGE"})
    caller.cpe.clock.advance(1)
    status = caller.status()
    assert status["last_session"]["status"] == "failure"
    assert status["statistics"] == {"success_sessions": 2, "failure_sessions": 1, "total_sessions": 3}
    assert caller.informs == []
    caller.cpe.clock.advance(6)
    assert caller.status()["statistics"]["failure_sessions"] == 2
    caller.cpe.clock.advance(6)
    caller.cpe.tick()
    assert caller.informs == []
    caller.cpe.clock.advance(6)
    assert caller.status()["statistics"] == {"success_sessions": 3, "failure_sessions": 2, "total_sessions": 5}
    assert caller.informs == ["4 VALUE CHANGE"]


def test_the_next_session_is_the_nearest_that_is_planned() -> None:
    caller = admin(failing_sessions=1)

    def seconds_until_next() -> float:
        start = datetime.fromisoformat(caller.status()["next_session"]["start_time"])
        return start.timestamp() - caller.cpe.clock.now()

    assert 590 < seconds_until_next() <= 600
    caller.call("inform")
    caller.cpe.tick()
    caller.cpe.clock.advance(1)
    assert 0 < seconds_until_next() <= 5
    caller.cpe.clock.advance(6)
    assert 500 < seconds_until_next() <= 600


def test_periodic_informs_need_nobody() -> None:
    caller = admin()
    caller.cpe.clock.advance(3 * 1800)
    caller.cpe.tick()
    assert caller.informs == ["2 PERIODIC"] * 3
    assert caller.status()["statistics"]["success_sessions"] == 5


@pytest.mark.parametrize(("generation", "status"), [("2021", -1), ("2023", 1)])
def test_a_running_session_sends_the_event_at_its_end(generation: str, status: int) -> None:
    caller = admin(generation=generation)
    caller.call("inform", {"event": "1 BOOT"})
    caller.cpe.tick()
    assert caller.call("inform", {"event": "3 SCHEDULED"}) == [0, {"status": status, "info": ALREADY}]
    caller.cpe.clock.advance(5)
    assert caller.status()["statistics"]["total_sessions"] == 4
    assert caller.informs == ["1 BOOT", "3 SCHEDULED"]


@pytest.mark.parametrize(
    ("event", "sent"),
    [
        ("1 BOOT", "1 BOOT"),
        ("1", "1 BOOT"),
        ("2nonsense", "2 PERIODIC"),
        ("8 BOOT", "8 DIAGNOSTICS COMPLETE"),
        ("0 garbage", "6 CONNECTION REQUEST"),
        ("5 KICKED", "6 CONNECTION REQUEST"),
        ("7", "6 CONNECTION REQUEST"),
        ("", "6 CONNECTION REQUEST"),
        (None, "6 CONNECTION REQUEST"),
        (6, "6 CONNECTION REQUEST"),
    ],
)
def test_2021_looks_at_the_first_character(event: Any, sent: str) -> None:
    caller = admin()
    assert caller.call("inform", {"event": event})[1]["info"] == "Session started"
    caller.cpe.clock.advance(1)
    caller.cpe.tick()
    assert caller.informs == [sent]


@pytest.mark.parametrize("event", ["1", "6", "0 garbage", "1 boot", "6 CONNECTION REQUEST "])
def test_2023_refuses_what_is_no_event_code(event: str) -> None:
    caller = admin(generation="2023")
    assert caller.call("inform", {"event": event}) == [0, {"status": -1, "info": "not able to get the event code"}]
    caller.cpe.clock.advance(5)
    caller.cpe.tick()
    assert caller.informs == []


@pytest.mark.parametrize(("event", "sent"), [("", "6 CONNECTION REQUEST"), ("5 KICKED", "5 KICKED")])
def test_2023_takes_every_whole_code_and_none(event: str, sent: str) -> None:
    caller = admin(generation="2023")
    assert caller.call("inform", {"event": event})[1]["status"] == 1
    caller.cpe.clock.advance(1)
    caller.cpe.tick()
    assert caller.informs == [sent]


@pytest.mark.parametrize(
    ("generation", "value", "asks"),
    [
        ("2021", True, True),
        ("2021", False, True),
        ("2021", "1", False),
        ("2021", 1, False),
        ("2023", True, True),
        ("2023", False, False),
        ("2023", "1", False),
    ],
)
def test_get_rpc_methods(generation: str, value: Any, asks: bool) -> None:
    caller = admin(generation=generation)
    info = caller.call("inform", {"GetRPCMethods": value, "event": "1 BOOT"})[1]["info"]
    assert info == ("Session with GetRPCMethods will start" if asks else "Session started")
    caller.cpe.clock.advance(1)
    caller.cpe.tick()
    assert caller.informs == ["2 PERIODIC" if asks else "1 BOOT"]


def test_unknown_commands() -> None:
    assert admin().call("command", {"command": "garbage"}) == [
        0,
        {"status": -1, "info": "garbage command is not supported"},
    ]
    text = "'exit' is not supported. Check the supported commands."
    assert admin(generation="2023").call("command", {"command": "exit"}) == [0, {"status": -1, "info": text}]


@pytest.mark.parametrize("arguments", [{}, {"command": 5}, {"command": None}])
def test_command_without_a_command(arguments: dict[str, Any]) -> None:
    assert admin().call("command", arguments) == [2]


@pytest.mark.parametrize(
    ("status", "data"),
    [
        (0, {"status": 0, "info": "icwmpd daemon stopped"}),
        (1, {"status": 1, "info": "icwmpd daemon stopped"}),
        (None, {"info": "icwmpd daemon stopped"}),
    ],
)
def test_exit_takes_the_object_away(status: int | None, data: dict[str, Any]) -> None:
    caller = admin(exit_status=status)
    assert caller.call("command", {"command": "exit"}) == [0, data]
    assert caller.call("status") == NO_OBJECT
    assert caller.rpc(None, "list") == {"result": ["session", "uci"]}
    caller.cpe.clock.advance(7200)
    assert caller.call("status") == NO_OBJECT
    assert caller.informs == []


def test_a_daemon_that_is_started_again_begins_anew() -> None:
    caller = admin()
    before = caller.status()
    caller.call("command", {"command": "exit"})
    caller.cpe.patch({"up": True})
    caller.cpe.clock.advance(1)
    after = caller.status()
    assert after["cwmp"]["start_time"] != before["cwmp"]["start_time"]
    assert after["statistics"]["total_sessions"] == 1
    assert caller.informs == ["1 BOOT"]


@pytest.mark.parametrize(("status", "generation"), [(0, "2021"), (1, "2021"), (0, "2023")])
def test_reload_loads_the_configuration(status: int, generation: str) -> None:
    caller = admin(reload_status=status, generation=generation)
    caller.cpe.patch({"config": {"acs_url": "https://new.example.net/"}})
    assert caller.status()["cwmp"]["acs_url"] == "https://acs.example.net:7547/"
    assert caller.call("command", {"command": "reload"}) == [0, {"status": status, "info": "icwmpd config reloaded"}]
    assert caller.status()["cwmp"]["acs_url"] == "https://new.example.net/"
    caller.cpe.clock.advance(1)
    caller.cpe.tick()
    assert bool(caller.informs) == (generation == "2023")


def test_reload_while_a_session_runs_waits_for_its_end() -> None:
    caller = admin()
    caller.cpe.patch({"config": {"acs_url": "https://new.example.net/"}})
    caller.call("inform")
    caller.cpe.tick()
    info = "Session running, reload at the end of the session"
    assert caller.call("command", {"command": "reload"}) == [0, {"status": 0, "info": info}]
    assert caller.cpe.snapshot()["end_session"] == ["reload"]
    caller.cpe.clock.advance(1)
    assert caller.status()["cwmp"]["acs_url"] == "https://new.example.net/"
    assert caller.cpe.snapshot()["end_session"] == []


def test_a_reload_that_fails() -> None:
    answer = admin(generation="2023", reload_fails=True).call("command", {"command": "reload"})
    assert answer == [0, {"status": -1, "info": "icwmpd config reload failed"}]


@pytest.mark.parametrize(
    ("command", "info"),
    [
        ("reload_end_session", "icwmpd config will reload at the end of the session"),
        ("reboot_end_session", "icwmpd will reboot at the end of the session"),
        ("action_end_session", "icwmpd will execute the scheduled action commands at the end of the session"),
    ],
)
def test_what_is_put_off_waits_for_the_next_session(command: str, info: str) -> None:
    caller = admin()
    assert caller.call("command", {"command": command}) == [0, {"status": 0, "info": info}]
    caller.call("command", {"command": command})
    assert caller.cpe.snapshot()["end_session"] == [command.removesuffix("_end_session")]
    caller.cpe.clock.advance(60)
    assert caller.cpe.snapshot()["end_session"] != []
    caller.call("inform")
    caller.cpe.clock.advance(1)
    assert caller.cpe.snapshot()["end_session"] == []
    done = {"action": caller.cpe.daemon.actions, "reboot": caller.cpe.daemon.reboots}
    assert done == {"action": int("action" in command), "reboot": int("reboot" in command)}


def test_a_reboot_is_silence_then_a_fresh_start() -> None:
    caller = admin(reboot_seconds=30.0)
    before = caller.status()
    caller.call("command", {"command": "reboot_end_session"})
    caller.call("inform", {"event": "1 BOOT"})
    caller.cpe.clock.advance(2)
    answer = caller.cpe.handle(Request.build("POST", "/ubus", json_body={"jsonrpc": "2.0", "method": "list"}))
    assert answer.drop
    caller.cpe.clock.advance(30)
    assert caller.call("status") == DENIED
    caller.login()
    after = caller.status()
    assert after["cwmp"]["start_time"] > before["cwmp"]["start_time"]
    assert after["statistics"]["total_sessions"] == 1
    assert caller.informs == ["1 BOOT", "1 BOOT"]


def test_a_silent_inform_starts_nothing() -> None:
    caller = admin()
    body = {"jsonrpc": "2.0", "id": 1, "method": "call", "params": [caller.sid, "tr069", "inform", {}]}
    answer = caller.cpe.handle_silently(Request.build("POST", "/ubus", json_body=body)).json()
    assert answer["result"] == [0, {"status": 1, "info": "Session started"}]
    caller.cpe.clock.advance(5)
    assert caller.status()["statistics"]["total_sessions"] == 2
    assert caller.informs == []


def test_snapshot_and_restore_are_inverse() -> None:
    caller = admin()
    before = caller.cpe.snapshot()
    caller.cpe.patch({"config": {"acs_url": "https://x.example.net/"}})
    caller.call("command", {"command": "reload"})
    caller.call("command", {"command": "action_end_session"})
    caller.call("command", {"command": "exit"})
    assert caller.cpe.snapshot() != before
    caller.cpe.restore(before)
    assert caller.cpe.snapshot() == before


def test_reset_logs_everybody_out_and_forgets() -> None:
    caller = admin()
    caller.call("inform")
    caller.cpe.patch({"config": {"acs_url": "https://x.example.net/"}})
    caller.cpe.reset()
    assert caller.call("status") == DENIED
    caller.login()
    assert caller.status()["statistics"]["total_sessions"] == 2
    assert caller.cpe.snapshot()["config"]["acs_url"] == "https://acs.example.net:7547/"


def test_secrets_are_passwords_and_live_sessions() -> None:
    caller = admin()
    assert set(caller.cpe.secrets()) == {
        "lab-icwmp-pw1",
        "lab-icwmp-pw2",
        "lab-icwmp-pw3",
        "lab-acs-pw1",
        caller.sid,
    }
    assert ANONYMOUS not in caller.cpe.secrets()


def test_only_the_two_generations_exist() -> None:
    with pytest.raises(ValueError, match="2021, 2023"):
        Caller(generation="2019")
