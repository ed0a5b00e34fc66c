# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_sim: what it reads, compares and sends, by the router's firmware."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    CpeError,
    NoAnswer,
    NotFound,
    OptionError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._peplink.sim import Sim
from tests.unit.peplink.wire import Answer, Sent, Wire, fail, ok, run

FUNCTION = "cmd.wan.cellular"
WANS = {
    "1": {"name": "WAN 1", "type": "ethernet", "virtualType": "ethernet"},
    "4": {"name": "Cellular", "type": "cellular", "virtualType": "cellular"},
    "order": [1, 4],
}


class Router:
    """A router with a cellular WAN 4."""

    def __init__(self, firmware: str = "8.1.1 build 4899", post: Answer | None = None, **held: Any) -> None:
        self.firmware = firmware
        self.post = post
        self.held = held or {"enabledSim": [1, 2], "preferredSim": 1}
        self.posted: list[Any] = []

    def __call__(self, request: Sent) -> Answer:
        if request.function == "info.firmware":
            return ok({"1": {"version": self.firmware, "inUse": True}, "order": [1]})
        if request.function == "status.wan.connection":
            return ok(WANS)
        if request.function != FUNCTION:
            return ok({})
        if request.method == "GET":
            return fail(404, "unknown function") if self.firmware >= "8.3" else ok(self.held)
        self.posted.append(request.body)
        if self.post is None:
            self.held.update({key: value for key, value in request.body.items() if key != "connId"})
        return self.post or ok()


def ask(router: Router, check: bool = False, **options: Any) -> tuple[dict[str, Any], Wire]:
    result, wire, _one = run(Sim, {"conn_id": "4", **options}, router, check=check)
    return result, wire


@pytest.mark.parametrize(
    ("options", "body"),
    [
        ({"enabled_sim": [1]}, {"connId": 4, "enabledSim": [1]}),
        ({"enabled_sim": [2, 1], "preferred_sim": 2}, {"connId": 4, "preferredSim": 2}),
        ({"clear": ["preferred_sim"]}, {"connId": 4, "preferredSim": None}),
    ],
)
def test_only_what_differs_is_sent(options: dict[str, Any], body: dict[str, Any]) -> None:
    router = Router()
    result, wire = ask(router, **options)
    assert router.posted == [body]
    assert result["changed"] is True
    assert wire.sent[1].query == {"connId": "4"}


@pytest.mark.parametrize("held", [{}, {"enabledSim": ["1", "2"], "preferredSim": None}, {"enabledSim": [2]}])
def test_what_was_read_and_is_given_back_changes_nothing(held: dict[str, Any]) -> None:
    read = ask(Router(**held))[0]["sim"]
    result, wire = ask(Router(**held), **read)
    assert (result["changed"], result["sim"]) == (False, read)
    assert wire.functions == ["login", FUNCTION, "logout"]


@pytest.mark.parametrize("options", [{"enabled_sim": [2], "preferred_sim": 2}, {"preferred_sim": 1}])
def test_a_preference_needs_a_choice(options: dict[str, Any]) -> None:
    router = Router(enabledSim=[2], preferredSim=None)
    with pytest.raises(OptionError, match=r"preferred_sim: is only valid where both SIMs are used, not with"):
        ask(router, **options)
    assert router.posted == []


def test_firmware_that_lacks_the_setting_is_told() -> None:
    with pytest.raises(Unsupported) as failure:
        ask(Router("8.3.0 build 5229"), enabled_sim=[1])
    assert "it needs firmware 8.0.0 or later, before 8.3.0" in failure.value.text()
    assert "From firmware 8.3.0 on the SIMs are set by sim_priority." in failure.value.text()
    router = Router()
    with pytest.raises(Unsupported, match=r"sim_priority needs firmware 8\.3\.0 or later, and the router runs 8\.1\.1"):
        ask(router, sim_priority=["1"])
    assert router.posted == []


def test_the_priority_is_set_each_time_because_no_router_shows_it() -> None:
    router = Router("8.4.1")
    result, wire = ask(router, sim_priority=["2", "eSim1"])
    assert router.posted == [{"connId": 4, "simPriority": ["2", "eSim1"]}]
    assert (result["changed"], result["unverified"]) == (True, ["sim_priority"])
    assert result["sim"] == {"sim_priority": ["2", "eSim1"]}
    assert "does not show the priority of its SIMs" in result["warnings"][0]
    assert wire.functions == ["login", "info.firmware", "status.wan.connection", FUNCTION, "logout"]
    predicted, _wire = ask(Router("8.4.1"), sim_priority=["2", "eSim1"], check=True)
    assert (predicted["plan"], predicted["diff"]) == (result["plan"], result["diff"])
    assert "warnings" not in predicted


def test_a_priority_whose_fate_is_unknown_is_told() -> None:
    router = Router("8.4.1", post=NoAnswer("no answer within 30 s"))
    with pytest.raises(NoAnswer) as failure:
        ask(router, sim_priority=["2"])
    assert "Whether the priority of the SIMs took effect is not known" in failure.value.text()
    assert len(router.posted) == 1


@pytest.mark.parametrize(
    ("conn_id", "kind", "message"),
    [
        ("1", Unsupported, r"WAN connection 1 \(WAN 1\) is no cellular WAN, but of type ethernet"),
        ("7", NotFound, r"no WAN connection with id 7; there are: 1 \(WAN 1\), 4 \(Cellular\)"),
    ],
)
def test_a_connection_that_is_none_is_told(conn_id: str, kind: type[CpeError], message: str) -> None:
    router = Router("8.4.1")
    with pytest.raises(kind, match=message):
        ask(router, conn_id=conn_id, sim_priority=["2"])
    assert router.posted == []


def test_a_refused_read_tells_what_conn_id_has_to_be() -> None:
    def answer(request: Sent) -> Answer:
        return fail(400, "No modem present") if request.function == FUNCTION else ok({})

    with pytest.raises(ApiFailure) as failure:
        run(Sim, {"conn_id": "1"}, answer)
    assert "No modem present" in failure.value.text()
    assert "conn_id has to be the ID of a cellular WAN" in failure.value.text()
