# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_wan_priority: what it reads, compares and sends."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    CpeError,
    NoAnswer,
    NotFound,
    NotTaken,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._peplink.notes import Notes
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan_priority import WanPriority
from tests.unit.peplink.wire import Answer, Sent, Wire, fail, ok, run

WRITE = "config.wan.connection.priority"
STATUS = "status.wan.connection"
CONFIG = "config.wan.connection"
LOST = NoAnswer("the connection broke before an answer came")


class Router:
    """A router with three WANs, the third of which is disabled. ``shows`` is what GET config.* answers."""

    def __init__(self, *, takes: bool = True, config: Answer | None = None, write: list[Answer] | None = None) -> None:
        self.wans: dict[str, dict[str, Any]] = {
            "1": {"name": "WAN 1", "enable": True, "priority": 1},
            "2": {"name": "WAN 2", "enable": True, "priority": 2},
            "vwan5": {"name": "VLAN WAN", "enable": False, "priority": 3},
        }
        self.takes = takes
        self.config = config
        self.faults = list(write or [])
        self.writes: list[Sent] = []

    def _status(self) -> dict[str, Any]:
        shown = {
            key: {name: value for name, value in wan.items() if wan["enable"] or name != "priority"}
            for key, wan in self.wans.items()
        }
        return {**shown, "order": [1, 2, "vwan5"], "timestamp": 5}

    def __call__(self, request: Sent) -> Answer:
        if request.function == STATUS:
            return ok(self._status())
        if request.function == CONFIG:
            held = {"connection": {"priority": self.wans["vwan5"].get("priority")}}
            return self.config or ok({"vwan5": held, "order": ["vwan5"]})
        if request.function == WRITE:
            self.writes.append(request)
            fault = self.faults.pop(0) if self.faults else None
            if self.takes and (fault is None or fault is LOST):
                for entry in request.body["list"]:
                    self.wans[str(entry["connId"])].update({k: v for k, v in entry.items() if k != "connId"})
            return fault or ok({})
        return ok({})


def ask(router: Router, *entries: dict[str, Any], check: bool = False, **options: Any) -> tuple[dict[str, Any], Wire]:
    result, wire, _one = run(WanPriority, {"list": list(entries), **options}, router, check=check)
    return result, wire


def test_one_request_takes_effect_at_once_and_tells_always_whether_the_wan_is_enabled() -> None:
    router = Router()
    result, wire = ask(router, {"conn_id": "2", "priority": 1}, {"conn_id": "1"})
    assert [write.body for write in router.writes] == [
        {"instantActive": True, "list": [{"connId": 2, "priority": 1, "enable": True}]}
    ]
    assert "cmd.config.apply" not in wire.functions
    assert (result["changed"], result["pending"]) == (True, False)
    assert wire.sent[1].query == {"lite": "yes"}


@pytest.mark.parametrize(("conn_id", "sent"), [("2", 2), ("02", 2), ("vwan5", "vwan5")])
def test_ids_are_sent_as_numbers_where_they_are_some(conn_id: str, sent: Any) -> None:
    router = Router()
    ask(router, {"conn_id": conn_id, "priority": 4, "enable": True})
    assert router.writes[0].body["list"] == [{"connId": sent, "priority": 4, "enable": True}]


def test_what_was_read_and_is_given_back_changes_nothing() -> None:
    held = ask(Router(), {"conn_id": "1"})[0]["wan_priority"]
    result, wire = ask(Router(), *held["list"])
    assert (result["changed"], result["plan"], result["unverified"]) == (False, [], [])
    assert WRITE not in wire.functions


def test_no_priority_and_zero_are_the_same() -> None:
    router = Router()
    del router.wans["1"]["priority"]
    assert ask(router, {"conn_id": "1", "priority": 0})[0]["changed"] is False


def test_a_change_left_pending_is_not_read_back() -> None:
    router = Router(takes=False)
    result, wire = ask(router, {"conn_id": "1", "enable": False}, apply=False)
    assert router.writes[0].body == {"list": [{"connId": 1, "enable": False}]}
    assert result["pending"] is True
    assert wire.functions.count(STATUS) == 1


def test_a_pending_change_is_applied_on_demand() -> None:
    result, wire = ask(Router(), {"conn_id": "1", "enable": False}, instant_active=False)
    assert [write["endpoint"] for write in result["plan"]] == [WRITE, "cmd.config.apply"]
    assert "cmd.config.apply" in wire.functions


def test_the_priority_of_a_disabled_wan_is_read_from_the_configuration() -> None:
    result, wire = ask(Router(), {"conn_id": "vwan5", "priority": 3})
    assert (result["changed"], result["unverified"]) == (False, [])
    assert wire.sent[2].query == {"id": "vwan5", "infoType": "connection"}
    router = Router()
    result, _wire = ask(router, {"conn_id": "vwan5", "priority": 1})
    assert router.writes[0].body["list"] == [{"connId": "vwan5", "priority": 1, "enable": False}]


@pytest.mark.parametrize("config", [fail(404, "unknown function"), fail(1, "no"), ok({"order": []})])
def test_one_that_nothing_tells_of_is_sent_along_only(config: Answer) -> None:
    router = Router(config=config)
    result, _wire = ask(router, {"conn_id": "vwan5", "priority": 1})
    assert (result["changed"], result["unverified"]) == (False, ["list[vwan5].priority"])
    result, _wire = ask(router, {"conn_id": "vwan5", "priority": 1, "enable": True})
    assert router.writes[0].body["list"] == [{"connId": "vwan5", "priority": 1, "enable": True}]
    assert result["unverified"] == []


def test_an_enabled_wan_that_shows_no_priority_has_none() -> None:
    router = Router()
    del router.wans["1"]["priority"]
    ask(router, {"conn_id": "1", "priority": 2})
    assert router.writes[0].body["list"] == [{"connId": 1, "priority": 2, "enable": True}]


def test_a_wan_that_its_schedule_has_switched_off_may_have_one_that_is_not_shown() -> None:
    router = Router()
    router.wans["vwan5"].update(enable=True, scheduledOff=True)
    router.wans["vwan5"].pop("priority")
    router.config = ok({"vwan5": {"connection": {"priority": 3}}, "order": ["vwan5"]})
    assert ask(router, {"conn_id": "vwan5", "priority": 3})[0]["changed"] is False


def test_a_wan_that_performs_as_a_lan_may_be_listed_as_it_is() -> None:
    router = Router()
    router.wans["1"] = {"name": "WAN 1", "enable": True, "asLan": True}
    held = ask(router, {"conn_id": "2"})[0]["wan_priority"]["list"]
    assert held[0] == {"conn_id": "1", "enable": True}
    assert ask(router, *held)[0]["changed"] is False
    for entry in ({"priority": 2}, {"enable": False}):
        with pytest.raises(Unsupported, match=r"WAN connection 1 \(WAN 1\) performs as a LAN and has no priority"):
            ask(router, {"conn_id": "1", **entry})
    assert router.writes == []


def test_what_others_have_left_pending_is_no_business_of_what_takes_effect_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Notes, "left", ["a note of a run that was killed"])
    result, wire = ask(Router(), {"conn_id": "1", "priority": 1})
    assert (result["changed"], result["plan"], result["pending"]) == (False, [], False)
    assert "warnings" not in result
    assert "cmd.config.apply" not in wire.functions


def test_a_wan_that_is_not_there_or_is_a_lan_is_told() -> None:
    router = Router()
    with pytest.raises(NotFound, match=r"no WAN connection with id 7; there are: 1 \(WAN 1\), 2 \(WAN 2\), vwan5"):
        ask(router, {"conn_id": "7", "enable": True})
    router.wans["1"]["asLan"] = True
    with pytest.raises(Unsupported, match=r"WAN connection 1 \(WAN 1\) performs as a LAN"):
        ask(router, {"conn_id": "1", "priority": 2})
    assert router.writes == []


def test_firmware_whose_state_cant_be_read_is_told() -> None:
    with pytest.raises(Unsupported, match=r"needs firmware 8\.0\.0 or later"):
        run(WanPriority, {"list": [{"conn_id": "1"}]}, lambda request: _before_8(request))


def _before_8(request: Sent) -> Answer:
    return fail(404, "unknown function") if request.function == STATUS else ok({})


@pytest.mark.parametrize("fault", [LOST, NoAnswer("reset before")])
def test_a_lost_answer_is_settled_by_reading(fault: NoAnswer) -> None:
    router = Router(write=[fault])
    assert ask(router, {"conn_id": "1", "priority": 4})[0]["changed"] is True
    assert len(router.writes) == (1 if fault is LOST else 2)


def test_what_does_not_take_is_told_and_nothing_of_others_is_discarded() -> None:
    router = Router(takes=False)
    wires: list[str] = []

    def answer(request: Sent) -> Answer:
        wires.append(request.function)
        return router(request)

    with pytest.raises(NotTaken, match=r"list\[1\]\.priority \(asked 4, the device holds 1\)"):
        run(WanPriority, {"list": [{"conn_id": "1", "priority": 4}]}, answer)
    assert "cmd.config.discard" not in wires
    assert len(router.writes) == 1


@pytest.mark.parametrize("answer", [fail(400, "invalid priority")])
def test_a_refusal_is_passed_on(answer: Answer) -> None:
    router = Router(write=[answer])
    with pytest.raises(ApiFailure, match="invalid priority"):
        ask(router, {"conn_id": "1", "priority": 9})


def test_check_mode_only_reads() -> None:
    router = Router()
    result, wire = ask(router, {"conn_id": "1", "enable": False}, check=True)
    assert (result["changed"], router.writes) == (True, [])
    assert wire.functions == ["login", STATUS, "logout"]


def test_contradictory_options_are_told() -> None:
    with pytest.raises(CpeError, match="instant_active: true contradicts apply: false"):
        ask(Router(), {"conn_id": "1"}, instant_active=True, apply=False)
