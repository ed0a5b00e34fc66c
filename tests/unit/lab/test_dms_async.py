# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asynchronous scenarios, GetResult, slow and offline CPEs of the simulated DMS."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.lab.core.device import Clock
from tests.lab.core.message import Response
from tests.lab.dms import DmsServer
from tests.unit.lab.dms_support import DEVICE, INTERVAL, call, details, error, item, post, value, write

OVER = {"result": {"code": 204, "message": "Polling time is over"}}
ALPHA = {"model": "ALPHA 001"}


class StoppedClock(Clock):
    """A clock that only moves when it is advanced, so that times can be compared exactly."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return 1_700_000_000 + self._offset


@pytest.fixture
def dms() -> DmsServer:
    """A DMS whose clock stands still."""
    return DmsServer("dms", clock=StoppedClock(), cpes=10)


def start(dms: DmsServer, method: str, parameters: Any, **command: Any) -> str:
    """Start an asynchronous scenario; its env_id."""
    response = call(dms, method, parameters, async_=True, **command)
    assert (response.status, response.delay) == (200, 0)
    result = response.json()["result"]
    assert list(result) == ["code", "message", "env_id"]
    assert result["code"] == 200
    uuid.UUID(result["env_id"])
    return str(result["env_id"])


def get_result(dms: DmsServer, env_id: str, timeout: int = 0) -> Response:
    """Call GetResult."""
    return post(dms, "GetResult", {"env_id": env_id, "timeout": timeout})


# -- asynchronous scenarios


def test_an_asynchronous_scenario(dms: DmsServer) -> None:
    env_id = start(dms, "SetParameterValues", [item(INTERVAL, 300)])
    for _ in range(2):
        response = get_result(dms, env_id)
        assert details(response) == {"Status": 1}
        assert "env_id" not in response.json()["result"]
    assert value(dms, INTERVAL) == 300


def test_a_fault_is_told_by_get_result(dms: DmsServer) -> None:
    env_id = start(dms, "SetParameterValues", [item(INTERVAL, 0)])
    assert f"{INTERVAL}: 9007" in error(get_result(dms, env_id))
    dms.set_options({"fault_form": "result_code"})
    assert get_result(dms, env_id).json()["result"]["code"] == 500


def test_not_ready_then_ready(dms: DmsServer) -> None:
    dms.set_options({"latency": 10})
    env_id = start(dms, "SetParameterValues", [item(INTERVAL, 300)])
    early = get_result(dms, env_id, 5)
    assert (early.json(), early.delay) == (OVER, 5)
    assert dms.snapshot()["queued"][0]["cpe_ids"] == [DEVICE]
    assert "cpes" not in dms.snapshot()
    dms.clock.advance(10)
    assert dms.snapshot() == {"cpes": {DEVICE: {"values": {INTERVAL: 300}}}}
    ready = get_result(dms, env_id, 5)
    assert (details(ready), ready.delay) == ({"Status": 1}, 0)


def test_get_result_waits_as_long_as_it_has_to(dms: DmsServer) -> None:
    dms.set_options({"latency": 10})
    env_id = start(dms, "SetParameterValues", [item(INTERVAL, 300)])
    response = get_result(dms, env_id, 30)
    assert (details(response), response.delay) == ({"Status": 1}, 10)


def test_an_unknown_id_looks_like_one_that_is_not_ready(dms: DmsServer) -> None:
    response = get_result(dms, str(uuid.uuid4()), 7)
    assert (response.status, response.json(), response.delay) == (200, OVER, 7)


def test_results_expire(dms: DmsServer) -> None:
    dms.set_options({"env_id_lifetime": 60})
    env_id = start(dms, "Reboot", "x")
    dms.clock.advance(59)
    assert details(get_result(dms, env_id))
    dms.clock.advance(1)
    assert get_result(dms, env_id).json() == OVER
    dms.set_options({"env_id_lifetime": 3600})
    assert details(get_result(dms, env_id))
    dms.clock.advance(4000)
    start(dms, "GetParameterValues", [INTERVAL])
    dms.set_options({"env_id_lifetime": 100_000})
    assert get_result(dms, env_id).json() == OVER


def test_variants_of_the_start(dms: DmsServer) -> None:
    dms.set_options({"async_code": 202, "async_details": True})
    result = call(dms, "Reboot", "x", async_=True).json()["result"]
    assert (list(result), result["code"], result["details"]) == (["code", "message", "env_id", "details"], 202, [])


def test_several_cpes_under_one_id(dms: DmsServer) -> None:
    dms.set_options({"latency": 5})
    dms.set_cpe_options("CPE000005", latency=20)
    response = call(dms, "GetParameterValues", [INTERVAL], search=ALPHA, async_=True, multiple=True)
    env_id = response.json()["result"]["env_id"]
    dms.clock.advance(10)
    assert get_result(dms, env_id).json() == OVER
    dms.clock.advance(10)
    assert set(details(get_result(dms, env_id))) == {DEVICE, "CPE000005"}


def test_several_cpes_with_an_id_each(dms: DmsServer) -> None:
    dms.set_options({"multiple_env_ids": True})
    result = call(dms, "GetParameterValues", [INTERVAL], search=ALPHA, async_=True, multiple=True).json()["result"]
    env_ids = {pair["key"]: pair["value"] for pair in result["details"]}
    assert set(env_ids) == {DEVICE, "CPE000005"}
    for env_id in env_ids.values():
        assert details(get_result(dms, env_id)) == {INTERVAL: 86400}


# -- slow CPEs


def test_a_synchronous_scenario_takes_the_latency_of_its_slowest_cpe(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, latency=3)
    dms.set_cpe_options("CPE000005", latency=4)
    assert write(dms, item(INTERVAL, 300)).delay == 3
    assert call(dms, "GetParameterValues", [INTERVAL], search=ALPHA, multiple=True).delay == 4


def test_a_scenario_that_times_out_is_still_carried_out(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, latency=30)
    response = write(dms, item(INTERVAL, 300), timeout=10)
    assert (response.json(), response.delay) == (OVER, 10)
    dms.clock.advance(10)
    assert "cpes" not in dms.snapshot()
    dms.clock.advance(20)
    assert dms.snapshot() == {"cpes": {DEVICE: {"values": {INTERVAL: 300}}}}


def test_a_write_that_is_still_under_way_can_be_undone(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, latency=30)
    write(dms, item(INTERVAL, 300), timeout=10)
    dms.restore({})
    dms.clock.advance(30)
    assert dms.snapshot() == {}


def test_a_time_out_as_an_error(dms: DmsServer) -> None:
    dms.set_options({"timeout_form": "fault_form", "latency": 400})
    response = write(dms, item(INTERVAL, 300))
    assert error(response) == "Scenario timed out"
    assert response.delay == 300


# -- offline CPEs


def test_a_failed_connection_request_is_an_error(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, online=False, connection_request_seconds=4)
    response = write(dms, item(INTERVAL, 300))
    assert "Connection Request failed" in error(response)
    assert response.delay == 4
    dms.set_options({"fault_form": "result_code"})
    assert write(dms, item(INTERVAL, 300)).json()["result"]["code"] == 504
    dms.set_cpe_options(DEVICE, online=True)
    dms.seen(DEVICE)
    assert dms.snapshot() == {}


def test_an_asynchronous_scenario_for_an_offline_cpe_fails_later(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, online=False, connection_request_seconds=4)
    env_id = start(dms, "Reboot", "x")
    assert get_result(dms, env_id, 2).json() == OVER
    assert "Connection Request failed" in error(get_result(dms, env_id, 5))


def test_an_offline_cpe_that_looks_like_polling_over(dms: DmsServer) -> None:
    dms.set_options({"offline_form": "polling_over", "online": False})
    response = write(dms, item(INTERVAL, 300), timeout=20)
    assert (response.json(), response.delay) == (OVER, 20)
    env_id = start(dms, "SetParameterValues", [item(INTERVAL, 300)])
    dms.set_options({"online": True})
    dms.seen(DEVICE)
    assert get_result(dms, env_id).json() == OVER
    assert dms.snapshot() == {}


def test_a_queued_scenario_is_a_stale_write(dms: DmsServer) -> None:
    dms.set_options({"offline_form": "queued"})
    dms.set_cpe_options(DEVICE, online=False)
    result = write(dms, item(INTERVAL, 300)).json()["result"]
    assert result["code"] == 202
    assert get_result(dms, result["env_id"]).json() == OVER
    dms.clock.advance(5000)
    assert "cpes" not in dms.snapshot()
    dms.set_cpe_options(DEVICE, online=True)
    assert value(dms, INTERVAL) == 300
    assert dms.snapshot() == {"cpes": {DEVICE: {"values": {INTERVAL: 300}}}}


def test_a_queued_scenario_survives_restoring(dms: DmsServer) -> None:
    dms.set_options({"offline_form": "queued", "online": False})
    write(dms, item(INTERVAL, 300))
    other = DmsServer("other", clock=dms.clock, online=False)
    other.restore(dms.snapshot())
    assert "cpes" not in other.snapshot()
    other.set_options({"online": True})
    assert other.snapshot() == {"cpes": {DEVICE: {"values": {INTERVAL: 300}}}}


def test_a_queued_asynchronous_scenario_is_run_on_return(dms: DmsServer) -> None:
    dms.set_options({"offline_form": "queued", "online": False})
    env_id = start(dms, "SetParameterValues", [item(INTERVAL, 300)])
    assert get_result(dms, env_id).json() == OVER
    dms.set_options({"online": True})
    assert details(get_result(dms, env_id)) == {"Status": 1}


def test_a_cpe_that_goes_offline_before_its_turn(dms: DmsServer) -> None:
    dms.set_options({"latency": 10})
    env_id = start(dms, "SetParameterValues", [item(INTERVAL, 300)])
    dms.set_cpe_options(DEVICE, online=False)
    dms.clock.advance(10)
    assert "Connection Request failed" in error(get_result(dms, env_id))
    assert dms.snapshot() == {}


def test_an_offline_cpe_does_not_inform(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, online=False)
    before = dms.network.record(DEVICE)["last_seen"]
    dms.clock.advance(100)
    dms.seen(DEVICE)
    assert dms.network.record(DEVICE)["last_seen"] == before


# -- without a Connection Request


def test_no_cnr_meets_the_cpe_at_once(dms: DmsServer) -> None:
    assert details(write(dms, item(INTERVAL, 300), no_cnr=True)) == {"Status": 1}


def test_no_cnr_waits_for_a_cpe_that_is_away(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, online=False)
    assert write(dms, item(INTERVAL, 300), no_cnr=True, timeout=9).json() == OVER
    dms.set_cpe_options(DEVICE, online=True)
    assert value(dms, INTERVAL) == 300


def test_no_cnr_until_the_periodic_inform(dms: DmsServer) -> None:
    dms.set_options({"no_cnr_contact": "next_inform"})
    dms.seen(DEVICE)
    env_id = start(dms, "SetParameterValues", [item(INTERVAL, 300)], no_cnr=True)
    dms.clock.advance(86399)
    assert get_result(dms, env_id).json() == OVER
    dms.clock.advance(1)
    dms.set_options({"env_id_lifetime": 100_000})
    assert details(get_result(dms, env_id)) == {"Status": 1}


def test_no_cnr_needs_no_polling(dms: DmsServer) -> None:
    dms.set_options({"no_cnr_contact": "next_inform"})
    start(dms, "SetParameterValues", [item(INTERVAL, 300)], no_cnr=True)
    dms.clock.advance(86400)
    assert dms.snapshot() == {"cpes": {DEVICE: {"values": {INTERVAL: 300}}}}


def test_no_cnr_until_the_cpe_informs_earlier(dms: DmsServer) -> None:
    dms.set_options({"no_cnr_contact": "next_inform"})
    dms.seen(DEVICE)
    assert write(dms, item(INTERVAL, 300), no_cnr=True, timeout=60).json() == OVER
    assert "cpes" not in dms.snapshot()
    dms.seen(DEVICE)
    assert dms.snapshot() == {"cpes": {DEVICE: {"values": {INTERVAL: 300}}}}


def test_no_cnr_answers_within_the_time_out_where_the_inform_comes_in_time(dms: DmsServer) -> None:
    dms.set_options({"no_cnr_contact": "next_inform"})
    write(dms, item(INTERVAL, 60))
    dms.clock.advance(20)
    response = write(dms, item(INTERVAL, 300), no_cnr=True, timeout=50)
    assert (details(response), response.delay) == ({"Status": 1}, 40)


def test_no_cnr_to_a_cpe_that_never_informs(dms: DmsServer) -> None:
    dms.set_options({"no_cnr_contact": "next_inform"})
    write(dms, item("InternetGatewayDevice.ManagementServer.PeriodicInformEnable", False))
    env_id = start(dms, "Reboot", "x", no_cnr=True)
    dms.clock.advance(1_000_000)
    assert len(dms.snapshot()["queued"]) == 1
    dms.seen(DEVICE)
    assert "queued" not in dms.snapshot()
    assert get_result(dms, env_id).json() == OVER  # too old by now
