# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a firmware lacks is told before anything is written, and the firmware is asked for only where nothing shows it."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ServerError, Unsupported
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.setting import Setting
from ansible_collections.telco.cpe.plugins.module_utils._peplink.firmware import (
    AVAILABLE_IN,
    Firmware,
    in_use,
    number,
    since,
    span,
)
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK
from tests.unit.peplink.wire import Sent, client, fail, ok, run, script

UNKNOWN = fail(404, "unknown function")


def running(version: str) -> dict[str, Any]:
    """info.firmware, with the predecessor as the other image (the document's example)."""
    return {
        "1": {"version": "7.0.3 build 2765", "bootable": True, "inUse": False},
        "2": {"version": version, "bootable": True, "inUse": True},
        "order": [1, 2],
    }


def firmware(version: str | None) -> tuple[Firmware, list[int]]:
    """A router's firmware, and a list that grows with each question."""
    asked: list[int] = []

    def ask() -> Any:
        asked.append(1)
        return {} if version is None else running(version)

    return Firmware(ask, "https://192.0.2.1"), asked


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("8.1.1 build 4899", (8, 1, 1)), ("8.2", (8, 2, 0)), (" 10.0.12", (10, 0, 12)), ("7.1.1s045 build 1", (7, 1, 1))],
)
def test_a_version_is_three_numbers(text: str, numbers: Any) -> None:
    assert number(text) == numbers


def test_what_is_no_version_is_refused() -> None:
    with pytest.raises(ValueError, match="no firmware version"):
        number("beta")


def test_the_image_that_runs_is_found() -> None:
    assert in_use(running("8.1.0 build 1")) == "8.1.0 build 1"
    assert in_use({"2": {"version": "8.3.0", "inUse": True}}) == "8.3.0"
    assert in_use({"1": {"version": "8.3.0"}, "order": [1]}) == "8.3.0"  # before a login only this one is shown
    assert in_use({"1": {"version": "8.3.0"}, "2": {"version": "8.2.0"}, "order": [1, 2]}) is None
    assert in_use({"1": {"version": "?", "inUse": True}, "order": [1]}) is None
    assert in_use(None) is None


def test_every_version_of_the_table_is_one() -> None:
    assert all(re.fullmatch(r"\d\.\d\.\d", version) for version in AVAILABLE_IN.values())


def test_methods_of_one_function_may_differ() -> None:
    assert (since("GET", "cmd.carrier.scan"), since("POST", "cmd.carrier.scan")) == ("8.0.1", "8.1.0")
    assert since("POST", "no.such.function") is None
    assert span("GET", "cmd.wan.cellular") == "firmware 8.0.0 or later, before 8.3.0"
    assert span("POST", "no.such.function") == ""


def test_an_answered_operation_shows_a_firmware_without_a_question() -> None:
    found, asked = firmware("8.1.1 build 4899")
    found.answered("GET", "config.wan.connection")
    found.answered("GET", "cmd.ap")
    found.require_plan([Write("POST", "config.wan.connection"), Write("POST", "cmd.config.apply")])
    assert asked == []
    assert found.at_least("8.2.0") is False
    assert found.at_least("8.1.1") is True
    assert len(asked) == 1


def test_a_router_is_asked_once() -> None:
    found, asked = firmware("8.0.2 build 1480")
    for _ in range(2):
        with pytest.raises(
            Unsupported,
            match=r"POST cmd\.sendUssd needs firmware 8\.1\.0 or later, and the router runs 8\.0\.2 build 1480",
        ) as failure:
            found.require_plan([Write("POST", "cmd.sendUssd")])
    assert failure.value.device == "https://192.0.2.1"
    assert len(asked) == 1


def test_an_operation_that_was_given_up_is_refused_too() -> None:
    found, _asked = firmware("8.3.0 build 5000")
    with pytest.raises(Unsupported, match=r"GET cmd\.wan\.cellular needs firmware before 8\.3\.0"):
        found.require_plan([Write("GET", "cmd.wan.cellular")])
    older, _asked = firmware("8.2.1 build 5000")
    older.require_plan([Write("GET", "cmd.wan.cellular")])


def test_an_option_may_need_a_firmware() -> None:
    found, _asked = firmware("8.1.1")
    with pytest.raises(Unsupported, match=r"firmware_id needs firmware 8\.2\.0 or later"):
        found.require_plan([], [("firmware_id", "8.2.0")])
    found.require_plan([], [("connection", "8.1.1")])


def test_a_router_that_does_not_tell_its_firmware_is_left_to_answer_for_itself() -> None:
    found, asked = firmware(None)
    found.require("8.5.2", "anything")
    found.require_before("7.1.1", "anything")
    assert found.at_least("8.5.2") is None
    assert len(asked) == 1


def test_firmware_without_info_firmware_is_older_than_that() -> None:
    router, wire = client(lambda request: ok() if request.function == "login" else UNKNOWN)
    with pytest.raises(Unsupported, match=r"POST config\.gpio needs firmware 8\.1\.1 or later.*7\.1\.0 or older"):
        router.check_plan([Write("POST", "config.gpio")])
    router.check_plan([Write("POST", "cmd.ap")])
    assert wire.functions == ["login", "info.firmware"]


def test_a_failing_router_is_no_old_one() -> None:
    router, _wire = client(lambda request: ok() if request.function == "login" else fail(500, "Internal Error"))
    with pytest.raises(ServerError):
        router.check_plan([Write("POST", "config.gpio")])


def test_what_the_oldest_firmware_has_is_not_asked_for() -> None:
    found, asked = firmware("7.1.1 build 3000")
    found.require_plan([Write("POST", "cmd.config.apply"), Write("POST", "cmd.ap"), Write("POST", "cmd.wifi.connect")])
    assert asked == []


class Newer(Setting):
    """A setting of which one field came later than the rest."""

    vendor = PEPLINK
    key = "newer"
    table: ClassVar[Group] = Group("", (Field("old"), Group("inner", (Field("new", since="8.2.0"),))))

    def read(self) -> Any:
        return self.client.get("cmd.ap")

    def writes(self, body: dict[str, Any], comparison: Any) -> list[Write]:
        return [Write("POST", "cmd.ap", body)]


@pytest.mark.parametrize("check", [True, False])
def test_a_field_that_the_firmware_lacks_fails_before_anything_is_written(check: bool) -> None:
    seen: list[str] = []

    def answer(request: Sent) -> Any:
        seen.append(f"{request.method} {request.function}")
        return ok(running("8.1.1 build 4899")) if request.function == "info.firmware" else ok({"old": "a"})

    with pytest.raises(Unsupported, match=r"inner\.new needs firmware 8\.2\.0 or later"):
        run(Newer, {"inner": {"new": "b"}}, answer, check=check)
    assert seen == ["POST login", "GET cmd.ap", "GET info.firmware", "POST logout"]


def test_what_does_not_change_needs_no_firmware() -> None:
    answers = script(ok({"old": "a", "inner": {"new": "b"}}))
    result, wire, _resource = run(Newer, {"inner": {"new": "b"}}, answers)
    assert result["changed"] is False
    assert wire.functions == ["login", "cmd.ap", "logout"]


def test_a_change_that_an_older_firmware_has_needs_none_either() -> None:
    result, wire, _resource = run(Newer, {"old": "b", "verify": False}, script(ok({"old": "a"}), ok()))
    assert result["changed"] is True
    assert wire.functions == ["login", "cmd.ap", "cmd.ap", "logout"]
