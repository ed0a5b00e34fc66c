# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_reboot: sent once, and waited for until the router has been away or its uptime shows it."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    CpeError,
    NoAnswer,
    NotFound,
    NotTaken,
    OptionError,
    ServerError,
    Unreachable,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.modules.peplink_reboot import Reboot
from tests.unit.peplink.wire import Answer, Sent, Wire, ok, reply, run

GONE = Unreachable("no connection")
LOGIN_PAGE = reply(200, "<html></html>", "text/html")


class Router:
    """A router with two firmware images. ``after`` are the answers to its status after the command, in order, then a good one."""

    def __init__(
        self, *after: Answer, answer: Answer | None = None, uptime: int = 500, reboots: bool = True, boots: int = 0
    ) -> None:
        self.after = list(after)
        self.answer = answer
        self.uptime = uptime
        self.reboots = reboots
        self.boots = boots
        self.running = 2
        self.commands: list[Any] = []
        self.firmware = "8.2.0 build 5000"

    def __call__(self, request: Sent) -> Answer:
        if request.function == "info.firmware":
            return ok(
                {
                    "1": {"version": "8.1.3 build 1", "bootable": True, "inUse": self.running == 1},
                    "2": {"version": self.firmware, "bootable": True, "inUse": self.running == 2},
                    "3": {"version": "broken", "bootable": False, "inUse": False},
                    "order": [1, 2, 3],
                }
            )
        if request.function == "status.wan.connection":
            if self.commands and self.after:
                return self.after.pop(0)
            up = 3 if self.commands and self.reboots else self.uptime
            return ok({"1": {"name": "WAN 1", "uptime": up}, "2": {"name": "WAN 2", "uptime": 0}, "order": [1, 2]})
        if request.function == "cmd.system.reboot":
            self.commands.append(request.body)
            self.running = self.boots or self.running
            return self.answer or ok()
        return ok({})


def reboot(router: Router, check: bool = False, **options: Any) -> tuple[dict[str, Any], Wire]:
    options = {"retries": 0, "wait_timeout": 20, "poll_interval": 5.0, **options}
    result, wire, _one = run(Reboot, options, router, check=check)
    return result, wire


@pytest.mark.parametrize(
    "after",
    [(), (GONE,), (NoAnswer("reset"), GONE, reply(503, ""), LOGIN_PAGE, reply(500, ""))],
    ids=["uptime", "away", "all kinds of trouble"],
)
def test_it_is_waited_until_it_answers_again(after: tuple[Answer, ...]) -> None:
    router = Router(*after, uptime=500)
    result, wire = reboot(router, wait_timeout=100)
    assert router.commands == [{}]
    assert result["reboot"] == {"firmware": "8.2.0 build 5000", "firmware_id": 2}
    assert [pause for pause in wire.pauses if pause == 5.0] == [5.0] * len(after)


def test_that_it_was_away_is_enough_where_no_uptime_tells() -> None:
    router = Router(GONE, uptime=0, reboots=False)
    assert reboot(router)[0]["reboot"]["firmware_id"] == 2


@pytest.mark.parametrize("uptime", [0, 500])
def test_one_that_goes_on_answering_is_told(uptime: int) -> None:
    router = Router(uptime=uptime, reboots=False)
    with pytest.raises(NotTaken, match="was told to reboot, and went on answering for 20 s"):
        reboot(router)
    assert router.commands == [{}]


def test_one_that_does_not_come_back_is_told() -> None:
    with pytest.raises(NoAnswer, match=r"does not answer again within 20 s: no connection") as failure:
        reboot(Router(*[GONE] * 99))
    assert "Raise wait_timeout" in failure.value.text()


def test_a_router_may_go_down_before_it_answers() -> None:
    router = Router(GONE, answer=NoAnswer("the connection broke"))
    assert reboot(router)[0]["reboot"]["firmware_id"] == 2
    assert router.commands == [{}]


@pytest.mark.parametrize(
    ("answer", "wait"), [(NoAnswer("the connection broke"), True), (NoAnswer("lost"), False), (reply(500, ""), True)]
)
def test_a_reboot_whose_fate_is_unknown_is_told_and_not_repeated(answer: Answer, wait: bool) -> None:
    router = Router(answer=answer, reboots=False)
    with pytest.raises((NoAnswer, ServerError)) as failure:
        reboot(router, wait=wait)
    assert "Whether the router reboots is not known, and it is not tried again" in failure.value.text()
    assert len(router.commands) == 1


def test_without_waiting_it_is_only_sent() -> None:
    router = Router(reboots=False)
    result, wire = reboot(router, wait=False)
    assert (result["reboot"], wire.pauses) == ({}, [])
    assert wire.functions[-2:] == ["cmd.system.reboot", "logout"]


def test_the_firmware_to_boot_has_to_be_there() -> None:
    router = Router(boots=1)
    result, _wire = reboot(router, firmware_id=1)
    assert router.commands == [{"firmwareId": 1}]
    assert result["reboot"] == {"firmware": "8.1.3 build 1", "firmware_id": 1}
    with pytest.raises(NotTaken, match=r"runs firmware 2 \(8\.2\.0 build 5000\), not 1"):
        reboot(Router(), firmware_id=1)


@pytest.mark.parametrize("check", [True, False])
def test_one_that_cant_be_booted_is_told_before_anything_is_sent(check: bool) -> None:
    router = Router()

    def answer(request: Sent) -> Answer:
        if request.function == "info.firmware":
            return ok({"1": {"version": "8.1.3", "bootable": False}, "order": [1]})
        return router(request)

    message = r"no firmware %d that can be booted; there are: 1 \(8\.1\.3, not bootable\)"
    for number in (1, 2):
        with pytest.raises(NotFound, match=message % number):
            run(Reboot, {"firmware_id": number}, answer, check=check)
    assert router.commands == []


@pytest.mark.parametrize("check", [True, False])
def test_firmware_before_8_2_cant_be_rebooted_so(check: bool) -> None:
    router = Router()
    router.firmware = "8.1.1 build 4899"
    with pytest.raises(
        Unsupported, match=r"POST cmd\.system\.reboot needs firmware 8\.2\.0 or later, and the router runs 8"
    ):
        reboot(router, check=check)
    assert router.commands == []


def test_check_mode_reads_and_predicts() -> None:
    router = Router()
    predicted, wire = reboot(router, check=True)
    assert (router.commands, predicted["changed"]) == ([], True)
    assert "reboot" not in predicted
    assert predicted["plan"] == reboot(Router())[0]["plan"]
    assert "logout" in wire.functions


@pytest.mark.parametrize("options", [{"wait_timeout": 0}, {"poll_interval": 0.05}])
def test_times_are_checked(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="is out of range, allowed is at least"):
        reboot(Router(), **options)


def test_it_is_told_that_it_is_waited(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    lines: list[str] = []

    def answer(request: Sent) -> Answer:
        if request.function == "status.wan.connection" and router.commands:
            now[0] += 10
        return router(request)

    router = Router(*[GONE] * 5)
    one = Reboot
    original = one.__init__

    def init(self: Any, *args: Any, **options: Any) -> None:
        original(self, *args, **options)
        self.tell = lines.append

    monkeypatch.setattr(one, "__init__", init)
    run(one, {"retries": 0, "wait_timeout": 300}, answer)
    assert lines[0] == "https://192.0.2.1: waiting for the router to come back, 20 s so far"
    assert len(lines) == 2


def test_errors_of_the_command_itself_are_passed_on() -> None:
    with pytest.raises(CpeError, match="busy"):
        reboot(Router(answer=reply(503, "")))
