# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_fleet_parameter_values: which devices, in which waves, and what the result says of them."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._dms import fleet_report
from ansible_collections.telco.cpe.plugins.module_utils._dms.fleet_options import Pace
from ansible_collections.telco.cpe.plugins.modules.dms_fleet_parameter_values import RESOURCE

from .support import FakeTransport, reply, result, run_with

READ, SPV, SMART, RESULT = "GetParameterValues", "SetParameterValues", "SmartSPV", "GetResult"
NAME = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"
OTHER = "InternetGatewayDevice.ManagementServer.Username"
HIDDEN = "InternetGatewayDevice.ManagementServer.Password"
WANTED = [{"name": NAME, "value": 3600}]


class Dms:
    """A DMS whose CPEs take what they are sent; ``special`` may answer otherwise."""

    def __init__(self, *ids: str) -> None:
        self.held: dict[str, dict[str, Any]] = {
            cpe_id: {NAME: 86400, OTHER: "usr", HIDDEN: ""} for cpe_id in ids or ("A", "B", "C")
        }
        self.special: dict[tuple[str, str], Any] = {}
        self.results: dict[str, list[Any]] = {}
        self.status = 0
        self.lock = threading.Lock()

    def __call__(self, _verb: str, path: str, body: Any) -> Any:
        if "/dyn/" in path:
            return self._storage(path)
        method = path.rpartition("/")[2]
        if method == RESULT:
            return self.results[body["env_id"]].pop(0)
        cpe_id = body["search_options"]["cpe_id"]
        if (method, cpe_id) in self.special:
            return self.special[method, cpe_id]
        held = self.held[cpe_id]
        if method == READ:
            return result([{"key": name, "value": held[name]} for name in body["parameters"]])
        for entry in body["parameters"]:
            held[entry["Name"]] = "" if entry["Name"] == HIDDEN else entry["Value"]
        if body["command_options"].get("async"):
            return {"result": {"code": 200, "message": "started", "env_id": f"env-{cpe_id}"}}
        return result([{"key": "Status", "value": self.status}])

    def _storage(self, path: str) -> Any:
        if "/count" in path:
            return {"code": 200, "message": "", "details": len(self.held)}
        records = [{"cpe_id": cpe_id, "model": f"M{cpe_id}", "last_seen": 100} for cpe_id in reversed(self.held)]
        return {"code": 200, "message": "", "details": records if path.endswith("offset=0") else []}


def go(dms: Any, *, check: bool = False, **args: Any) -> tuple[dict[str, Any], FakeTransport]:
    args.setdefault("parameters", WANTED)
    args.setdefault("report", "all")
    # One after the other, so that the order of the requests is known.
    args.setdefault("concurrency", 1)
    if not {"devices", "search_options", "filters", "cpe_ids"} & set(args):
        args["cpe_ids"] = ["A", "B", "C"]
    return run_with(RESOURCE, dms, check=check, **args)


def results(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(entry["cpe_id"], entry["result"]) for entry in found["devices"]]


def sent(transport: FakeTransport, method: str) -> list[Any]:
    return [body for _verb, path, body in transport.sent if path.endswith(method)]


def test_every_device_is_read_set_and_read_back() -> None:
    dms = Dms()
    dms.held["B"][NAME] = 3600
    found, transport = go(dms)
    assert results(found) == [("A", "applied"), ("B", "unchanged"), ("C", "applied")]
    assert [path.rpartition("/")[2] for _verb, path, _body in transport.sent] == [
        READ,
        SPV,
        READ,
        READ,
        READ,
        SPV,
        READ,
    ]
    assert found["devices"][0] == {"cpe_id": "A", "result": "applied", "changes": [NAME]}
    assert found["summary"] == {
        "devices": 3,
        "applied": 2,
        "unchanged": 1,
        "queued": 0,
        "failed": 0,
        "timed_out": 0,
        "not_started": 0,
        "waves": 1,
        "waves_begun": 1,
    }
    assert found["diff"]["before"] == {"2 devices: A, C": {NAME: 86400}}
    assert found["plan"] == [
        {
            "method": "POST",
            "endpoint": "method/SetParameterValues",
            "payload": {
                "search_options": [{"cpe_id": "A"}, {"cpe_id": "C"}],
                "command_options": {},
                "parameters": [{"Name": NAME, "Value": 3600}],
            },
            "devices": 2,
        }
    ]
    assert found["api_requests"] == 7
    assert found["left"] == []


def test_a_converged_fleet_costs_a_read_each_and_shows_nothing_unless_asked() -> None:
    dms = Dms()
    go(dms)
    found, transport = go(dms, report="changed")
    assert len(transport.sent) == 3
    assert (found["changed"], found["plan"], found["devices"], found["diff"]["after"]) == (False, [], [], {})


def test_check_mode_sends_nothing_but_reads() -> None:
    dms = Dms()
    predicted, transport = go(dms, check=True, command_options={"async": True})
    assert {path.rpartition("/")[2] for _verb, path, _body in transport.sent} == {READ}
    assert set(results(predicted)) == {("A", "queued"), ("B", "queued"), ("C", "queued")}
    waited, _transport = go(dms, check=True, command_options={"async": True}, wait=True)
    assert waited["summary"]["applied"] == 3


def test_a_device_has_its_own_parameters_beside_those_of_all() -> None:
    dms = Dms()
    devices = [
        {"cpe_id": "A", "parameters": [{"name": NAME, "value": 60}, {"name": OTHER, "value": "a"}]},
        {"cpe_id": "B"},
    ]
    found, transport = go(dms, devices=devices, command_options={"no_cnr": True, "timeout": 9})
    assert (dms.held["A"][NAME], dms.held["A"][OTHER], dms.held["B"][NAME]) == (60, "a", 3600)
    assert set(found["diff"]["before"]) == {"A", "B"}
    assert sent(transport, SPV)[0]["command_options"] == {"no_cnr": True, "timeout": 9}
    devices = [{"cpe_id": "A", "command_options": {"no_cnr": False}}]
    _found, transport = go(dms, devices=devices, command_options={"no_cnr": True, "timeout": 9})
    assert sent(transport, READ)[0]["command_options"] == {"no_cnr": False, "timeout": 9}


def test_the_list_gives_the_devices_by_their_ids_and_a_single_id_needs_no_list() -> None:
    dms = Dms()
    found, transport = go(dms, filters={"model": "M[AC]"}, check=True)
    assert [entry["cpe_id"] for entry in found["devices"]] == ["A", "C"]
    assert len([1 for verb, _path, _body in transport.sent if verb == "GET"]) == 3
    found, transport = go(dms, search_options={"cpe_id": "B"}, check=True)
    assert (results(found), len(transport.sent)) == ([("B", "applied")], 1)
    found, _transport = go(dms, search_options={"last_seen": ">99", "model": "MB"}, check=True)
    assert results(found) == [("B", "applied")]
    found, _transport = go(dms, search_options={"last_seen": "<99"}, check=True)
    assert found["devices"] == []
    found, _transport = go(dms, search_options={"cid": "x"}, check=True)
    assert (
        "search_options.cid: no record of this DMS has the key 'cid'; the keys are cpe_id, last_seen, model"
        in found["msg"]
    )


@pytest.mark.parametrize(
    ("reason", "kind", "outcome"),
    [
        ({"result": {"code": 504, "message": "Connection Request failed"}}, "connection_request_failed", "timed_out"),
        ({"result": {"code": 500, "message": "device is offline"}}, "cpe_offline", "timed_out"),
        ({"result": {"code": 204, "message": "Polling time is over"}}, "scenario_timeout", "timed_out"),
        ({"result": {"code": 500, "message": "FaultCode 9005"}}, "cwmp_fault", "failed"),
        (reply({"error": "odd"}, 400), "api", "failed"),
    ],
)
def test_what_a_failure_counts_as(reason: Any, kind: str, outcome: str) -> None:
    dms = Dms()
    dms.special[READ, "B"] = reason
    found, _transport = go(dms)
    assert results(found) == [("A", "applied"), ("B", outcome), ("C", "applied")]
    assert (found["failed"], found["error"]["kind"], found["changed"]) == (True, kind, True)
    assert found["left"] == ["B"]
    assert found["msg"].startswith("https://acs.example.com: 1 of 3 devices failed: cpe_id B: ")
    assert "Run again" in found["msg"]
    allowed, _transport = go(dms, max_fail_percentage=34)
    assert "failed" not in allowed
    assert allowed["warnings"][0].startswith("1 of 3 devices failed, which max_fail_percentage allows: ")


def test_what_the_dms_has_put_off_is_queued() -> None:
    dms = Dms()
    dms.special[SPV, "B"] = {"result": {"code": 202, "message": "CPE offline; queued", "env_id": "env-7"}}
    found, _transport = go(dms)
    assert results(found)[1] == ("B", "queued")
    assert found["devices"][1]["env_ids"] == ["env-7"]
    assert ("failed" in found, found["left"]) == (False, ["B"])


def test_what_the_dms_has_put_off_is_waited_for_where_that_is_wanted() -> None:
    dms = Dms()
    dms.special[SPV, "B"] = {"result": {"code": 202, "message": "CPE offline; queued", "env_id": "env-7"}}
    dms.results = {"env-7": [result([{"key": "Status", "value": 1}])]}
    found, transport = go(dms, wait=True)
    assert results(found)[1] == ("B", "applied")
    assert sent(transport, RESULT) == [{"env_id": "env-7", "timeout": 0}]


def test_results_of_what_was_started_are_fetched() -> None:
    dms = Dms()
    over = {"result": {"code": 204, "message": "Polling time is over"}}
    done = result([{"key": "Status", "value": 1}])
    dms.results = {
        "env-A": [over, done],
        "env-B": [{"result": {"code": 500, "message": "FaultCode 9002"}}],
        "env-C": [over] * 100,
    }
    started: dict[str, Any] = {"command_options": {"async": True}, "wait": True, "wait_timeout": 2, "poll_interval": 1}
    found, transport = go(dms, **started)
    assert results(found) == [("A", "applied"), ("B", "failed"), ("C", "timed_out")]
    assert found["devices"][0]["pending"] is True
    assert found["devices"][2]["env_ids"] == ["env-C"]
    assert len(sent(transport, SPV)) == 3
    assert {body["timeout"] for body in sent(transport, RESULT)} == {0}
    assert found["left"] == ["B", "C"]


def test_secrets_are_masked_in_the_options_and_in_the_words_of_the_dms() -> None:
    dms = Dms()
    dms.special[SPV, "B"] = reply({"error": "no value 'key-of-B' here"}, 400)
    devices = [{"cpe_id": one, "parameters": [{"name": HIDDEN, "value": f"key-of-{one}"}]} for one in "ABC"]
    found, _transport = go(dms, devices=devices, parameters=None, update_secrets="always")
    assert "key-of" not in str(found)
    assert "no value '********' here" in found["msg"]
    assert found["unverified"] == [HIDDEN]
    params: dict[str, Any] = {
        "parameters": [{"name": NAME, "value": "x"}, {"name": HIDDEN, "value": "y"}, {"name": HIDDEN, "value": None}],
        "devices": [{"parameters": [{"name": NAME, "value": "z", "write_only": True}]}, {"parameters": None}],
    }
    RESOURCE.conceal(params)
    assert [entry["value"] for entry in params["parameters"]] == ["x", "********", None]
    assert params["devices"][0]["parameters"][0]["value"] == "********"


@pytest.mark.parametrize(
    "params", [{}, {"parameters": "x"}, {"parameters": ["x", {"name": 7}]}, {"devices": ["x", {"parameters": {}}]}]
)
def test_options_that_make_no_sense_are_no_trouble_to_mask(params: dict[str, Any]) -> None:
    before = str(params)
    RESOURCE.conceal(params)
    assert str(params) == before


def test_credentials_that_are_refused_are_tried_once_and_end_the_run() -> None:
    found, transport = go(lambda *_request: reply("Error 401 Access Denied", 401), concurrency=50)
    assert len(transport.sent) == 1
    assert found["error"]["kind"] == "authentication"
    assert found["summary"]["not_started"] == 2
    assert "The run was ended: 2 of 3 devices had not been begun or finished" in found["msg"]


def test_five_in_a_row_that_reach_no_dms_end_the_run() -> None:
    ids = [f"C{number:02d}" for number in range(40)]
    page = "<!DOCTYPE html><html></html>"
    found, transport = go(lambda *_request: reply(page, 200, "text/html"), cpe_ids=ids)
    assert found["error"]["kind"] == "not_the_system"
    assert (len(transport.sent), found["summary"]["not_started"]) == (5, 35)
    dms = Dms(*ids)
    for number in (*range(4), *range(5, 9)):
        dms.special[READ, ids[number]] = reply(page, 200, "text/html")
    found, _transport = go(dms, cpe_ids=ids)
    assert (found["summary"]["failed"], found["summary"]["applied"]) == (8, 32)


def test_waves() -> None:
    ids = [f"C{number:02d}" for number in range(20)]
    dms = Dms(*ids)
    dms.special[READ, "C03"] = reply({"error": "odd"}, 400)
    found, transport = go(dms, cpe_ids=ids, batch_size=[1, 5, "50%"])
    assert (found["summary"]["waves"], found["summary"]["waves_begun"], found["summary"]["not_started"]) == (4, 2, 14)
    assert {body["search_options"]["cpe_id"] for body in sent(transport, READ)} == set(ids[:6])
    assert found["left"] == ["C03", *ids[6:]]
    assert "1 of 20 devices failed, and 14 were not begun" in found["msg"]
    found, _transport = go(dms, cpe_ids=ids, batch_size=[1, 5, "50%"], max_fail_percentage=20)
    assert (found["summary"]["waves_begun"], found["summary"]["failed"], "failed" in found) == (4, 1, False)


@pytest.mark.parametrize(
    ("batch_size", "total", "sizes"),
    [
        (["100%"], 10, [10]),
        (["100%"], 0, []),
        (["1", "10%", "100%"], 30, [1, 3, 26]),
        (["4"], 10, [4, 4, 2]),
        (["1%"], 5, [1, 1, 1, 1, 1]),
        (["50%", "1"], 3, [1, 1, 1]),
        (["1000"], 10, [10]),
    ],
)
def test_sizes_of_waves(batch_size: list[str], total: int, sizes: list[int]) -> None:
    assert _pace(batch_size=batch_size).sizes(total) == sizes


@pytest.mark.parametrize(
    ("percentage", "size", "allowed"), [(0, 100, 0), (5, 19, 0), (5, 20, 1), (100, 7, 7), (50, 3, 1)]
)
def test_how_many_may_fail(percentage: int, size: int, allowed: int) -> None:
    assert _pace(max_fail_percentage=percentage).allowed(size) == allowed


def _pace(**options: Any) -> Pace:
    usual = {
        "concurrency": 1,
        "slow_after": 3,
        "batch_size": ["100%"],
        "max_fail_percentage": 0,
        "progress_interval": 0,
        "page_size": 1,
    }
    return Pace.of({**usual, **options})


@pytest.mark.parametrize("text", ["0", "0%", "101%", "-1", "1.5", "", "all", "1000000000"])
def test_what_is_no_size_of_a_wave(text: str) -> None:
    with pytest.raises(OptionError, match=r"^batch_size\[1\]: .*allowed is a number of devices, or a share"):
        _pace(batch_size=["1", text])


def test_a_run_whose_starter_is_gone_starts_nothing_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [f"C{number:02d}" for number in range(60)]
    dms = Dms(*ids)
    parent = os.getppid()
    gone = threading.Event()

    def slow(verb: str, path: str, body: Any) -> Any:
        time.sleep(0.02)
        if path.endswith(SPV) and body["search_options"]["cpe_id"] == "C05":
            gone.set()
        return dms(verb, path, body)

    monkeypatch.setattr(os, "getppid", lambda: 1 if gone.is_set() else parent)
    found, _transport = go(slow, cpe_ids=ids)
    assert "the process that started this run is gone" in found["msg"]
    assert 5 < found["summary"]["applied"] < 40
    assert found["summary"]["applied"] + found["summary"]["not_started"] == 60


def test_what_differs_in_many_ways_is_shown_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [f"C{number:02d}" for number in range(12)]
    dms = Dms(*ids)
    for number, cpe_id in enumerate(ids):
        dms.held[cpe_id][NAME] = 60 + number // 2
    monkeypatch.setattr(fleet_report, "GROUPS_SHOWN", 4)
    monkeypatch.setattr(fleet_report, "NAMES_SHOWN", 3)
    found, _transport = go(dms, cpe_ids=ids)
    assert found["diff"]["before"] == {
        "2 devices: C00, C01": {NAME: 60},
        "2 devices: C02, C03": {NAME: 61},
        "2 devices: C04, C05": {NAME: 62},
        "2 devices: C06, C07": {NAME: 63},
        "4 devices: C08, C09, C10 and 1 more": "differ in other ways",
    }
    assert list(found["diff"]["after"].values())[-1] == "as desired"
    assert (found["plan"][0]["devices"], len(found["plan"][0]["payload"]["search_options"])) == (12, 3)


def test_a_mistake_of_ours_comes_out_where_the_run_was_called() -> None:
    def wrong(*_request: Any) -> Any:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        go(wrong)


def test_the_parameter_that_every_change_overwrites_is_warned_of() -> None:
    name = "InternetGatewayDevice.ManagementServer.ParameterKey"
    dms = Dms("A")
    dms.held["A"][name] = "x"
    found, _transport = go(dms, devices=[{"cpe_id": "A", "parameters": [{"name": name, "value": "x"}]}])
    assert "read-only by TR-069" in found["warnings"][0]
