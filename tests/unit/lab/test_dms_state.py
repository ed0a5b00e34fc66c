# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""State of the simulated DMS as the lab uses it: snapshot, restore, patch, reset, switches."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.lab.core.message import Request
from tests.lab.dms import DmsServer
from tests.lab.dms.model import DataModel
from tests.lab.dms.tr098 import TR098
from tests.lab.dms.tr181 import TR181
from tests.unit.lab.dms_support import (
    DEVICE,
    INTERVAL,
    PPP,
    SSID,
    add_object,
    authorization,
    call,
    details,
    item,
    listing,
    read,
    value,
    write,
)
from tests.unit.lab.test_dms_async import StoppedClock
from tests.unit.lab.test_dms_lifecycle import download, window
from tests.unit.lab.test_dms_objects import attribute


@pytest.fixture
def dms() -> DmsServer:
    """A DMS whose clock stands still."""
    return DmsServer("dms", clock=StoppedClock())


def change_everything(dms: DmsServer) -> None:
    """Leave something in each section of the state."""
    write(dms, item(INTERVAL, 300))
    add_object(dms, PPP)
    write(dms, item(f"{PPP}2.Username", "x"))
    call(dms, "SetParameterAttributes", [attribute(INTERVAL, 1, ["Subscriber"])])
    call(dms, "ScheduleDownload", download(TimeWindowList=[window(3600, 7200)]))
    dms.set_cpe_options(DEVICE, deferred=True)
    write(dms, item(SSID, "home"))
    dms.patch({"cpes": {"CPE000002": {"record": {"location": "oslo-01"}}}})
    dms.set_cpe_options("CPE000001", latency=50)
    write(dms, item(INTERVAL, 600), cpe_id="CPE000001", async_=True)


def test_reading_leaves_no_trace(dms: DmsServer) -> None:
    read(dms, "")
    call(dms, "GetParameterAttributes", [""], search={}, multiple=True)
    listing(dms)
    assert dms.snapshot() == {}


def test_a_value_that_is_set_back_leaves_no_trace(dms: DmsServer) -> None:
    write(dms, item(INTERVAL, 300))
    assert dms.snapshot() == {"cpes": {DEVICE: {"values": {INTERVAL: 300}}}}
    write(dms, item(INTERVAL, 86400))
    assert dms.snapshot() == {}


def test_restore_is_the_inverse_of_snapshot(dms: DmsServer) -> None:
    change_everything(dms)
    state = json.loads(json.dumps(dms.snapshot()))
    assert set(state) == {"cpes", "queued"}
    assert set(state["cpes"][DEVICE]) == {"values", "objects", "added", "attributes", "tasks", "pending"}
    whole = read(dms, "")
    dms.restore({})
    assert dms.snapshot() == {}
    assert "9005" in str(call(dms, "GetParameterValues", [f"{PPP}2."]).body)
    dms.restore(state)
    assert dms.snapshot() == state
    found = read(dms, "")
    found.pop(SSID)  # deferred: in force after the sessions that reading took
    assert found == {name: entry for name, entry in whole.items() if name != SSID}
    fresh = DmsServer("other", clock=dms.clock)
    fresh.restore(state)
    assert fresh.snapshot() == state
    fresh.clock.advance(3700)
    fresh.snapshot()
    assert fresh.network.record(DEVICE)["sw_version"] == "9.8.7"
    assert value(fresh, INTERVAL, "CPE000001") == 600


def test_restoring_drops_what_was_queued_since(dms: DmsServer) -> None:
    before = dms.snapshot()
    change_everything(dms)
    dms.restore(before)
    dms.clock.advance(10_000)
    assert dms.snapshot() == {}
    assert value(dms, INTERVAL, "CPE000001") == 86400


def test_numbers_stay_used_after_restoring(dms: DmsServer) -> None:
    before = dms.snapshot()
    assert add_object(dms, PPP) == 2
    dms.restore(before)
    assert add_object(dms, PPP) == 3


def test_the_fault_silent_keeps_nothing(dms: DmsServer) -> None:
    write(dms, item(SSID, "home"))
    before = dms.snapshot()
    body = {"search_options": {"cpe_id": DEVICE}, "parameters": [item(INTERVAL, 300)]}
    request = Request.build("POST", "/v1/method/SetParameterValues", json_body=body, headers=authorization())
    assert details(dms.handle_silently(request)) == {"Status": 1}
    assert dms.snapshot() == before
    assert value(dms, INTERVAL) == 86400


def test_patching_by_hand(dms: DmsServer) -> None:
    dms.patch({"cpes": {DEVICE: {"values": {INTERVAL: 42, "InternetGatewayDevice.DeviceInfo.DeviceLog": "x"}}}})
    dms.patch({"cpes": {DEVICE: {"values": {SSID: "by hand"}, "objects": {PPP: [1, 7]}}}})
    assert (value(dms, INTERVAL), value(dms, SSID)) == (42, "by hand")
    assert value(dms, f"{PPP}7.Username") == ""
    assert add_object(dms, PPP) == 8
    dms.patch({"cpes": {DEVICE: {"values": {f"{PPP}7.Username": "x"}}}})
    dms.patch({"cpes": {DEVICE: {"objects": {PPP: [1]}}}})
    assert set(dms.snapshot()["cpes"][DEVICE]) == {"values"}


def test_hostile_text_in_a_record(dms: DmsServer) -> None:
    text = "{{ lookup('pipe', 'id') }}"
    dms.patch({"cpes": {DEVICE: {"record": {"location": text}}}})
    assert listing(dms)[0]["location"] == text


@pytest.mark.parametrize(
    ("cpe_id", "state"),
    [
        ("nobody", {"values": {INTERVAL: 1}}),
        (DEVICE, {"values": {"InternetGatewayDevice.Nothing": 1}}),
        (DEVICE, {"values": {INTERVAL: "ten"}}),
        (DEVICE, {"attributes": {"InternetGatewayDevice.Nothing": {"Notification": 1}}}),
        (DEVICE, {"objects": {"InternetGatewayDevice.Nothing.": [1]}}),
        (DEVICE, {"record": {"colour": "red"}}),
        (DEVICE, {"record": {"cpe_id": "other"}}),
        (DEVICE, {"value": {}}),
    ],
)
def test_nonsense_can_not_be_patched(dms: DmsServer, cpe_id: str, state: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        dms.patch({"cpes": {cpe_id: state}})


def test_reset(dms: DmsServer) -> None:
    change_everything(dms)
    dms.reset()
    dms.clock.advance(10_000)
    assert dms.snapshot() == {}
    assert value(dms, INTERVAL) == 86400


def test_unknown_switches_and_values_are_refused() -> None:
    with pytest.raises(TypeError, match="no option colour"):
        DmsServer("dms", colour="red")
    with pytest.raises(ValueError, match="fault_form is one of"):
        DmsServer("dms", fault_form="html")
    dms = DmsServer("dms")
    with pytest.raises(TypeError, match="page_cap"):
        dms.set_cpe_options(DEVICE, page_cap=5)
    with pytest.raises(ValueError, match="spv_status is one of 0, 1"):
        dms.set_cpe_options(DEVICE, spv_status=2)
    with pytest.raises(KeyError):
        dms.set_cpe_options("nobody", online=False)


def test_switches_of_the_fleet_rebuild_it(dms: DmsServer) -> None:
    write(dms, item(INTERVAL, 300))
    dms.set_options({"cpes": 12, "data_model": "TR-181", "cpe_ids": ["FIRST", "SECOND"]})
    assert [record["cpe_id"] for record in listing(dms)][:3] == ["FIRST", "SECOND", "CPE000002"]
    assert {record["data_model"] for record in listing(dms)} == {"TR-181"}
    assert value(dms, "Device.ManagementServer.PeriodicInformInterval", "FIRST") == 86400
    assert dms.snapshot() == {}


def test_the_page_of_this_product_and_its_errors(dms: DmsServer) -> None:
    assert (dms.login_page().header("Content-Type") or "").startswith("text/html")
    assert dms.error_response(503).json() == {"error": "HTTP 503"}
    assert dms.error_response(401).body == b"Error 401 Access Denied"


# -- the data models


@pytest.mark.parametrize("model", [TR098, TR181], ids=lambda model: model.name)
def test_every_initial_value_suits_its_type(model: DataModel) -> None:
    dms = DmsServer("dms", data_model=model.name, reveals_hidden=True)
    found = read(dms, "")
    assert len(found) == len(model.initial_paths)
    for name, entry in found.items():
        parameter = dms.cpe(DEVICE).tree.parameter(name)
        assert parameter is not None
        if entry != parameter.type.null:
            assert parameter.type.accept(entry) == entry


@pytest.mark.parametrize("model", [TR098, TR181], ids=lambda model: model.name)
def test_every_value_of_a_new_instance_suits_its_type(model: DataModel) -> None:
    dms = DmsServer("dms", data_model=model.name, reveals_hidden=True)
    writable = [t for t in model.tables.values() if t.writable]
    assert len(writable) >= 8
    for table in writable:
        path = table.template.replace("{i}", "1")
        number = add_object(dms, path)
        for name, entry in read(dms, f"{path}{number}.").items():
            parameter = dms.cpe(DEVICE).tree.parameter(name)
            assert parameter is not None
            assert type(entry) is type(parameter.type.null)


def test_a_row_of_a_model_that_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="no CWMP type"):
        DataModel.parse("x", "Device.", "A.B text r")
