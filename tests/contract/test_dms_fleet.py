# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_fleet_parameter_values over many CPEs: what goes wrong with some of them, in which order, and how long the rest waits."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.lab import Lab, Site
from tests.lab.core.faults import Fault

INTERVAL = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"
KEY = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase"
NUMBER = 24
CASE = Case(
    module="dms_fleet_parameter_values",
    device="dms",
    args={"filters": {}, "parameters": [{"name": INTERVAL, "value": 3600}], "report": "all"},
)


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    with Lab(Site(dms_cpes=NUMBER)) as lab:
        yield lab


@pytest.fixture
def fleet(running: Lab) -> Fleet:
    running.reset()
    running.faults.clear()
    running.online("dms")
    running.device("dms").reset_options()
    running.device("dms").set_options({"data_model": "TR-098", "spv_status": 0})
    running.journal.clear()
    return Fleet(running)


class Fleet:
    """The CPEs behind the lab's DMS, and runs of the module over them."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.dms: Any = lab.device("dms")
        self.ids = sorted(["DMS_DEVICE", *(f"CPE{number:06d}" for number in range(1, NUMBER))])

    def cpe(self, cpe_id: str, **options: Any) -> None:
        """Give a CPE switches of its own."""
        with self.dms.lock:
            self.dms.set_cpe_options(cpe_id, **options)

    def call(self, **options: Any) -> dict[str, Any]:
        return harness.call(self.lab, CASE, **options)

    def held(self, cpe_id: str) -> Any:
        with self.dms.lock:
            return self.dms.cpe(cpe_id).tree.value(INTERVAL)

    def asked(self, method: str) -> list[str]:
        """The CPEs that a method was sent for, in the order of the requests."""
        return [
            entry.body["search_options"]["cpe_id"]
            for entry in self.lab.journal.entries(device="dms")
            if entry.path.endswith(f"/{method}")
        ]

    def moments(self) -> dict[str, float]:
        """When a CPE was first read, in seconds after the first request of all."""
        first: dict[str, float] = {}
        entries = self.lab.journal.entries(device="dms")
        for entry in entries:
            if entry.path.endswith("/GetParameterValues"):
                first.setdefault(entry.body["search_options"]["cpe_id"], entry.time - entries[0].time)
        return first


def results(result: dict[str, Any]) -> dict[str, str]:
    return {entry["cpe_id"]: entry["result"] for entry in result["devices"]}


def test_each_device_has_its_result(fleet: Fleet) -> None:
    fleet.cpe("CPE000001", online=False)
    fleet.cpe("CPE000002", silently_ignores=[INTERVAL])
    found = fleet.call()
    assert found["failed"]
    assert results(found) == dict.fromkeys(fleet.ids, "applied") | {"CPE000001": "timed_out", "CPE000002": "failed"}
    errors = {entry["cpe_id"]: entry["error"]["kind"] for entry in found["devices"] if "error" in entry}
    assert errors == {"CPE000001": "connection_request_failed", "CPE000002": "verify"}
    assert found["error"]["kind"] == "fleet"
    assert "2 of 24 devices failed: cpe_id CPE000001" in found["msg"]
    assert found["left"] == ["CPE000001", "CPE000002"]
    assert (found["changed"], found["summary"]["applied"]) == (True, NUMBER - 2)
    fleet.cpe("CPE000001", online=True)
    fleet.cpe("CPE000002", silently_ignores=[])
    fleet.lab.journal.clear()
    again = fleet.call(filters=None, cpe_ids=found["left"])
    assert results(again) == {"CPE000001": "applied", "CPE000002": "applied"}
    assert sorted(set(fleet.asked("GetParameterValues"))) == found["left"]
    assert fleet.call(report="changed")["devices"] == []


def test_a_share_of_failures_is_allowed_and_told(fleet: Fleet) -> None:
    fleet.cpe("CPE000001", online=False)
    found = fleet.call(max_fail_percentage=5)
    assert not found.get("failed")
    assert "1 of 24 devices failed, which max_fail_percentage allows" in found["warnings"][0]
    assert found["left"] == ["CPE000001"]


def test_waves_stop_at_the_share_of_failures_and_the_rest_is_not_begun(fleet: Fleet) -> None:
    fleet.cpe(fleet.ids[3], online=False)
    found = fleet.call(batch_size=[1, "25%", "100%"])
    assert found["failed"]
    assert (found["summary"]["waves"], found["summary"]["waves_begun"]) == (3, 2)
    assert found["summary"]["not_started"] == NUMBER - 7
    assert sorted(set(fleet.asked("GetParameterValues"))) == fleet.ids[:7]
    assert found["left"] == [fleet.ids[3], *fleet.ids[7:]]
    fleet.cpe(fleet.ids[3], online=True)
    again = fleet.call(batch_size=[1, "25%", "100%"])
    assert results(again) == {cpe_id: "applied" if cpe_id in found["left"] else "unchanged" for cpe_id in fleet.ids}
    assert again["summary"]["waves_begun"] == 3


def test_a_wave_begins_when_the_one_before_is_over_or_can_fail_no_more(fleet: Fleet) -> None:
    slow = fleet.ids[2]
    fleet.cpe(slow, latency=1.5)
    fleet.call(batch_size=[4, "100%"])
    assert all(fleet.moments()[cpe_id] > 1.5 for cpe_id in fleet.ids[4:])
    fleet.lab.journal.clear()
    fleet.call(batch_size=[4, "100%"], max_fail_percentage=25)
    assert all(fleet.moments()[cpe_id] < 1.4 for cpe_id in fleet.ids[4:])


def test_the_slow_give_their_place_to_the_next(fleet: Fleet) -> None:
    for cpe_id in fleet.ids[:2]:
        fleet.cpe(cpe_id, latency=5)
    found = fleet.call(concurrency=2, slow_after=1, timeout=20)
    assert results(found) == dict.fromkeys(fleet.ids, "applied")
    assert max(fleet.moments().values()) < 4.5


def test_what_is_only_started_is_queued_and_not_sent_again(fleet: Fleet) -> None:
    found = fleet.call(filters=None, cpe_ids=["CPE000001"], command_options={"async": True})
    assert results(found) == {"CPE000001": "queued"}
    assert found["devices"][0]["env_ids"]
    assert (found["changed"], found["left"]) == (True, ["CPE000001"])
    fleet.lab.journal.clear()
    again = fleet.call(filters=None, cpe_ids=["CPE000001"])
    assert results(again) == {"CPE000001": "unchanged"}
    assert fleet.asked("SetParameterValues") == []


def test_what_was_started_is_waited_for_and_holds_nothing_up(fleet: Fleet) -> None:
    for cpe_id in fleet.ids[:3]:
        fleet.cpe(cpe_id, latency=1.2)
    started: dict[str, Any] = {"command_options": {"async": True}, "wait": True, "poll_interval": 1}
    found = fleet.call(**started, concurrency=3)
    assert results(found) == dict.fromkeys(fleet.ids, "applied")
    assert len(fleet.asked("SetParameterValues")) == NUMBER, "each was started once"
    fleet.cpe(fleet.ids[0], latency=1.5)
    wanted = [{"name": INTERVAL, "value": 900}]
    late = fleet.call(**started, wait_timeout=1, parameters=wanted, filters=None, cpe_ids=fleet.ids[:1])
    assert results(late) == {fleet.ids[0]: "timed_out"}
    assert late["error"]["kind"] == "scenario_timeout"
    assert late["devices"][0]["env_ids"]
    assert late["changed"] is True
    fleet.dms.clock.advance(5)
    fleet.lab.journal.clear()
    assert results(fleet.call(**started, parameters=wanted, filters=None, cpe_ids=fleet.ids[:1])) == {
        fleet.ids[0]: "unchanged"
    }


def test_a_dms_that_goes_away_ends_the_run_at_once(fleet: Fleet) -> None:
    fleet.dms.set_options({"latency": 0.2})

    def go_away() -> None:
        while len(fleet.asked("SetParameterValues")) < 5:
            time.sleep(0.01)
        fleet.lab.offline("dms")

    going = threading.Thread(target=go_away)
    going.start()
    gone = fleet.call(filters=None, cpe_ids=fleet.ids, concurrency=2)
    going.join()
    assert gone["unreachable"] is True
    assert gone["summary"]["applied"] > 0
    assert gone["summary"]["not_started"] > NUMBER // 2
    assert "had not been begun or finished" in gone["msg"]
    fleet.lab.online("dms")
    fleet.dms.set_options({"latency": 0.0})
    again = results(fleet.call())
    assert set(again.values()) == {"applied", "unchanged"}
    assert results(fleet.call()) == dict.fromkeys(fleet.ids, "unchanged")


def test_a_password_that_is_refused_is_sent_once(fleet: Fleet) -> None:
    found = fleet.call(filters=None, cpe_ids=fleet.ids, api_password="not-the-password", concurrency=20)
    assert found["error"]["kind"] == "authentication"
    assert len(fleet.lab.journal.entries(device="dms")) == 1
    assert found["left"] == fleet.ids


def test_the_diff_shows_each_way_to_differ_once(fleet: Fleet) -> None:
    with fleet.dms.lock:
        fleet.dms.cpe("CPE000005").set_parameter_values([{"Name": INTERVAL, "Value": 60}], "")
    predicted = harness.call(fleet.lab, CASE, check=True)
    others = next(name for name in predicted["diff"]["before"] if name != "CPE000005")
    assert others.startswith("23 devices: CPE000001, CPE000002, ")
    assert others.endswith(" and 13 more")
    assert predicted["diff"]["before"] == {others: {INTERVAL: 86400}, "CPE000005": {INTERVAL: 60}}
    assert predicted["diff"]["after"] == {others: {INTERVAL: 3600}, "CPE000005": {INTERVAL: 3600}}
    assert [write["devices"] for write in predicted["plan"]] == [NUMBER]
    assert len(predicted["plan"][0]["payload"]["search_options"]) == 10
    assert fleet.asked("SetParameterValues") == []
    done = fleet.call()
    assert (done["diff"], done["plan"]) == (predicted["diff"], predicted["plan"])


def test_the_secrets_of_each_device_show_nowhere(fleet: Fleet) -> None:
    keys = {cpe_id: f"planted-key-of-{cpe_id}" for cpe_id in fleet.ids}
    fleet.lab.faults.add(
        Fault(
            "status", device="dms", path="SetParameterValues", status=400, times=1,
            body={"error": f"Invalid parameter value: {keys['CPE000003']}"},
        )
    )  # fmt: skip
    devices = [{"cpe_id": cpe_id, "parameters": [{"name": KEY, "value": keys[cpe_id]}]} for cpe_id in fleet.ids[2:]]
    found = fleet.call(filters=None, parameters=None, devices=devices, update_secrets="always", concurrency=1)
    assert results(found)["CPE000003"] == "failed"
    assert "Invalid parameter value: ********" in json.dumps(found)
    assert "planted-key" not in json.dumps(found)


def test_slices_share_the_fleet_among_them(fleet: Fleet) -> None:
    seen: list[str] = []
    for number in (1, 2, 3):
        seen += results(fleet.call(slice=f"{number}/3"))
    assert sorted(seen) == fleet.ids


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"filters": {"cidd": "x"}}, "filters.cidd: no record of this DMS has the key 'cidd'"),
        ({"filters": None, "search_options": {"cid": "customer-999999"}}, None),
    ],
)
def test_a_search_that_finds_nothing(fleet: Fleet, options: dict[str, Any], message: str | None) -> None:
    found = fleet.call(**options)
    if message is None:
        assert (found["changed"], found["summary"]["devices"]) == (False, 0)
        assert "No device of the DMS's list matches" in found["warnings"][0]
    else:
        assert message in found["msg"]


def test_the_list_is_searched_as_the_scenario_service_searches(fleet: Fleet) -> None:
    record = fleet.dms.network.record("CPE000004")
    # A CPE that is read has been seen just now, so what asks for times comes first.
    for search in (
        {"last_seen": str(record["last_seen"]), "cid": record["cid"]},
        {"mac": record["mac"]},
        {"cid": record["cid"], "vendor": record["vendor"]},
    ):
        assert set(results(fleet.call(filters=None, search_options=search))) == {"CPE000004"}
    first_seen = record["first_seen"]
    older = results(fleet.call(filters=None, search_options={"first_seen": f"<{first_seen}"}))
    newer = results(fleet.call(filters=None, search_options={"first_seen": f">{first_seen}"}))
    others = results(fleet.call(filters={"location": "*"}, search_options={"first_seen": f"!{first_seen}"}))
    assert older
    assert newer
    assert {*older, *newer} == set(others) == {*fleet.ids} - {"CPE000004"}
