# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_carrier: the selection as routers show it, and the scan."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    NoAnswer,
    NotTaken,
    ServerError,
    Unreachable,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.modules.peplink_carrier import Carrier
from tests.unit.peplink.wire import Answer, Sent, Wire, fail, ok, reply, run

SCAN = "cmd.carrier.scan"
SELECT = "cmd.carrier.select"
WANTED = {"mcc": "454", "mnc": "06", "pcs": 0}
LIST = [{"name": "SMT HK", "mobileType": "LTE", "mcc": "454", "mnc": "6", "pcs": 0}]


class Router:
    """A router whose SIM 1 is active. ``scans`` are the answers to reads of a scan's result, in order, then done."""

    def __init__(self, held: Any = None, *, key: str = "selectedCarrier", sim: Any = 1, **options: Any) -> None:
        self.held = {1: held, 2: None}
        self.key = key
        self.sim = sim
        self.scans: list[Answer] = options.get("scans", [])
        self.start: Answer | None = options.get("start")
        self.select: Answer | None = options.get("select")
        self.config: Answer | None = options.get("config")
        self.takes = options.get("takes", True)
        self.firmware = options.get("firmware", "8.1.1")
        self.selected: list[Any] = []
        self.started: list[Any] = []

    def result(self, status: str = "done") -> Answer:
        active = None if self.sim is None else {"simId": self.sim, self.key: self.held[int(self.sim)]}
        return ok({"scanStatus": status, "timestamp": 77, "list": LIST, "reference": {"activeSim": active}})

    def __call__(self, request: Sent) -> Answer:
        if request.function == "info.firmware":
            return ok({"1": {"version": self.firmware, "inUse": True}, "order": [1]})
        if request.function == SELECT:
            self.selected.append(request.body)
            if self.takes:
                self.held[request.body.get("simId", 1)] = request.body["selectedCarrier"]
            return self.select or ok()
        if request.function == "config.wan.connection":
            sim = {"id": 2} | ({"carrierSelection": [self.held[2]]} if self.held[2] else {})
            return self.config or ok({"4": {"cellular": {"sim": [{"id": 1}, sim]}}, "order": [4]})
        if request.function != SCAN:
            return ok({})
        if request.method == "POST":
            self.started.append(request.body)
            return self.start or self.result("scanning" if self.scans else "done")
        return self.scans.pop(0) if self.started and self.scans else self.result()


def ask(router: Router, check: bool = False, **options: Any) -> tuple[dict[str, Any], Wire]:
    result, wire, _one = run(Carrier, {"conn_id": "4", "retries": 1, **options}, router, check=check)
    return result, wire


@pytest.mark.parametrize("key", ["selectedCarrier", "cellularNetwork"])
def test_a_carrier_is_selected_and_what_was_read_changes_nothing(key: str) -> None:
    router = Router(key=key)
    result, wire = ask(router, selected_carrier={**WANTED, "name": "SMT HK"})
    assert router.selected == [{"connId": 4, "selectedCarrier": {**WANTED, "name": "SMT HK"}}]
    assert wire.sent[1].query == {"connId": "4", "reference": "yes"}
    carrier = result["carrier"]
    assert carrier["selected_carrier"] == {**WANTED, "name": "SMT HK"}
    assert (carrier["sim_id"], carrier["timestamp"]) == (1, 77)
    assert carrier["list"] == [{"name": "SMT HK", "mobile_type": "LTE", "mcc": "454", "mnc": "06", "pcs": 0}]
    again, wire = ask(router, selected_carrier=carrier["selected_carrier"])
    assert (again["changed"], again["unverified"]) == (False, [])
    assert wire.functions == ["login", SCAN, "logout"]


@pytest.mark.parametrize(
    "held", [{"mcc": "454", "mnc": "6", "pcs": 0}, {"mcc": "454", "mnc": "06", "pcs": "0", "name": "SMT HK"}]
)
def test_the_forms_of_a_carrier_are_the_same(held: dict[str, Any]) -> None:
    assert ask(Router(held), selected_carrier=WANTED)[0]["changed"] is False


def test_the_name_of_a_former_carrier_is_not_kept() -> None:
    router = Router({"mcc": "454", "mnc": "00", "pcs": 0, "name": "old"})
    result, _wire = ask(router, selected_carrier=WANTED)
    assert router.selected == [{"connId": 4, "selectedCarrier": WANTED}]
    assert result["diff"]["after"] == {"selected_carrier": WANTED}


def test_without_options_it_only_tells() -> None:
    result, wire = ask(Router())
    assert (result["changed"], wire.functions) == (False, ["login", SCAN, "logout"])
    assert "selected_carrier" not in result["carrier"]


def test_the_selection_of_an_idle_sim_is_read_from_the_configuration() -> None:
    router = Router()
    result, wire = ask(router, sim_id=2, selected_carrier=WANTED)
    assert router.selected == [{"connId": 4, "simId": 2, "selectedCarrier": WANTED}]
    assert (result["carrier"]["sim_id"], "warnings" in result) == (2, False)
    assert wire.sent[2].query == {"id": "4", "infoType": "cellular"}
    assert ask(router, sim_id=2, selected_carrier=WANTED)[0]["changed"] is False
    assert ask(router, sim_id=1, selected_carrier=WANTED)[0]["changed"] is True


@pytest.mark.parametrize("config", [fail(404, "unknown function"), fail(9, "no"), ok({"4": {}, "order": [4]})])
def test_a_selection_that_is_not_shown_is_set_each_time_and_told(config: Answer) -> None:
    for _run in range(2):
        router = Router(config=config)
        result, _wire = ask(router, sim_id=2, selected_carrier=WANTED)
        assert (result["changed"], result["unverified"]) == (True, ["selected_carrier"])
        assert "does not show the carrier of SIM 2" in result["warnings"][0]


def test_without_an_active_sim_one_has_to_be_named() -> None:
    router = Router(sim=None)
    with pytest.raises(ApiFailure, match="no SIM of WAN connection 4 is active: say which one by sim_id"):
        ask(router, selected_carrier=WANTED)
    assert router.selected == []
    assert ask(Router(sim=None))[0]["carrier"]["sim_id"] is None


def test_a_selection_that_does_not_take_is_told() -> None:
    with pytest.raises(NotTaken, match=r"selected_carrier\.mcc"):
        ask(Router(takes=False), selected_carrier=WANTED)


def test_a_lost_selection_is_settled_by_reading_and_a_scan_is_not_repeated_for_it() -> None:
    router = Router(select=NoAnswer("lost"))
    assert ask(router, selected_carrier=WANTED, scan=True)[0]["changed"] is True
    assert (len(router.selected), len(router.started)) == (1, 1)


def test_a_scan_is_started_once_and_waited_for() -> None:
    router = Router(scans=[Unreachable("gone"), NoAnswer("lost"), reply(503, ""), reply(500, "")])
    router.scans.append(router.result("scanning"))
    result, wire = ask(router, scan=True, retries=0)
    assert router.started == [{"action": "start", "connId": 4, "reference": "yes"}]
    assert wire.pauses.count(5.0) == 6
    assert result["changed"] is True
    assert result["diff"]["after"] == {"scan": True}
    assert result["carrier"]["list"][0]["name"] == "SMT HK"


def test_a_scan_that_takes_too_long_is_told() -> None:
    router = Router(scans=[])
    router.scans += [router.result("scanning")] * 9
    with pytest.raises(ApiFailure, match="the scan for carriers was not done within 10 s"):
        ask(router, scan=True, wait_timeout=10)


@pytest.mark.parametrize(("answer", "kind"), [(NoAnswer("lost"), NoAnswer), (reply(500, ""), ServerError)])
def test_a_scan_whose_fate_is_unknown_is_told_and_not_repeated(answer: Answer, kind: type[Exception]) -> None:
    router = Router(start=answer)
    with pytest.raises(kind) as failure:
        ask(router, scan=True)
    assert "Whether the scan has started is not known, and it is not started again" in failure.value.text()  # type: ignore[attr-defined]
    assert len(router.started) == 1


def test_a_carrier_that_the_scan_has_not_found_is_warned_of() -> None:
    result, _wire = ask(Router(), scan=True, selected_carrier={**WANTED, "mnc": "99"})
    assert result["warnings"] == ["The scan has not found the carrier 454-99."]
    assert [write["endpoint"] for write in result["plan"]] == [SCAN, SELECT]
    assert "warnings" not in ask(Router(), scan=True, selected_carrier=WANTED)[0]


def test_check_mode_starts_no_scan() -> None:
    router = Router()
    predicted, _wire = ask(router, check=True, scan=True, selected_carrier=WANTED)
    assert (router.started, router.selected) == ([], [])
    assert [write["endpoint"] for write in predicted["plan"]] == [SCAN, SELECT]


def test_a_connection_that_cant_scan_is_told() -> None:
    def answer(request: Sent) -> Answer:
        return fail(400, "No modem present") if request.function == SCAN else ok({})

    with pytest.raises(ApiFailure) as failure:
        run(Carrier, {"conn_id": "1"}, answer)
    assert "conn_id has to be the ID of a cellular WAN that can scan for carriers" in failure.value.text()


def test_firmware_that_can_select_and_not_scan_is_told() -> None:
    router = Router(firmware="8.0.2")
    with pytest.raises(
        Unsupported, match=r"POST cmd\.carrier\.scan needs firmware 8\.1\.0 or later, and the router runs 8\.0\.2"
    ):
        ask(router, scan=True)
    assert router.started == []
    assert ask(router, selected_carrier=WANTED)[0]["changed"] is True
