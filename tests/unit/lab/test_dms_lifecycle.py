# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens in a simulated CPE over time: reboot, factory reset, informs, downloads, deployment units."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.dms import DmsServer
from tests.unit.lab.dms_support import DEVICE, INTERVAL, TR181_DEVICE, call, details, error, item, read, value, write
from tests.unit.lab.test_dms_async import StoppedClock

IGD = "InternetGatewayDevice."
VERSION = f"{IGD}DeviceInfo.SoftwareVersion"
UP_TIME = f"{IGD}DeviceInfo.UpTime"
UNITS = f"{IGD}SoftwareModules.DeploymentUnit."
UUID = "0b5d6b1c-6d7e-4a57-9d8f-0c7e0a1b2c3d"


@pytest.fixture
def dms() -> DmsServer:
    """A DMS whose clock stands still."""
    return DmsServer("dms", clock=StoppedClock())


def last_seen(dms: DmsServer, cpe_id: str = DEVICE) -> int:
    """last_seen of a CPE, in seconds after the start of the test."""
    dms.snapshot()  # what is due happens
    return int(dms.network.record(cpe_id)["last_seen"]) - 1_700_000_000


def window(start: int = 0, end: int = 0, **changes: Any) -> dict[str, Any]:
    """A time window of ScheduleDownload."""
    return {
        "WindowStart": start,
        "WindowEnd": end,
        "WindowMode": "1 At Any Time",
        "UserMessage": "",
        "MaxRetries": 0,
        **changes,
    }


def download(**changes: Any) -> dict[str, Any]:
    """The parameters of ScheduleDownload."""
    return {
        "CommandKey": "key",
        "FileType": "1 Firmware Upgrade Image",
        "URL": "http://files.example/gw/fw-9.8.7.bin",
        "Username": "",
        "Password": "",
        "FileSize": 0,
        "TargetFileName": "",
        "TimeWindowList": [window()],
        **changes,
    }


# -- reboot, factory reset, inform


def test_a_cpe_is_away_while_it_reboots(dms: DmsServer) -> None:
    dms.set_options({"reboot_seconds": 60})
    call(dms, "Reboot", "by hand")
    assert last_seen(dms) == 0
    dms.clock.advance(59)
    assert "Connection Request failed" in error(call(dms, "GetParameterValues", [INTERVAL]))
    assert last_seen(dms) == 0
    dms.clock.advance(1)
    assert last_seen(dms) == 60
    dms.clock.advance(5)
    assert value(dms, UP_TIME) == 5


def test_a_factory_reset_loses_everything_but_the_firmware(dms: DmsServer) -> None:
    user = f"{IGD}ManagementServer.ConnectionRequestUsername"
    write(dms, item(INTERVAL, 300), item(user, "own"))
    call(dms, "AddObject", {"ObjectName": f"{IGD}User.", "ParameterKey": "added"})
    dms.patch({"cpes": {DEVICE: {"record": {"sw_version": "9.9"}}}})
    assert value(dms, user) == "own"
    call(dms, "FactoryReset", {})
    dms.clock.advance(10)
    assert value(dms, INTERVAL) == 86400
    assert value(dms, VERSION) == "9.9"
    assert value(dms, f"{IGD}UserNumberOfEntries") == 1
    assert value(dms, f"{IGD}ManagementServer.ParameterKey") == ""
    assert value(dms, user) not in ("own", "XsTI2F")
    assert dms.snapshot() == {"cpes": {DEVICE: {"resets": 1, "record": {"sw_version": "9.9"}}}}


def test_a_factory_reset_forgets_what_was_planned(dms: DmsServer) -> None:
    call(dms, "ScheduleDownload", download(TimeWindowList=[window(3600, 7200)]))
    call(dms, "FactoryReset", {})
    dms.clock.advance(4000)
    assert value(dms, VERSION) == "1.4.2"


def test_a_scheduled_inform(dms: DmsServer) -> None:
    call(dms, "ScheduleInform", {"DelaySeconds": 30, "CommandKey": "k"})
    dms.clock.advance(29)
    assert last_seen(dms) == 0
    dms.clock.advance(1)
    assert last_seen(dms) == 30
    assert dms.snapshot() == {}


@pytest.mark.parametrize(
    "arguments", [{"DelaySeconds": 0, "CommandKey": ""}, {"DelaySeconds": 1, "CommandKey": "x" * 33}]
)
def test_arguments_of_schedule_inform(dms: DmsServer, arguments: dict[str, Any]) -> None:
    assert "9003" in error(call(dms, "ScheduleInform", arguments))


# -- downloads


def test_a_download_changes_the_version_in_its_window(dms: DmsServer) -> None:
    before = value(dms, VERSION)
    call(dms, "ScheduleDownload", download(TimeWindowList=[window(3600, 7200)]))
    dms.clock.advance(3599)
    assert value(dms, VERSION) == before
    dms.clock.advance(1)
    dms.snapshot()
    dms.clock.advance(5)
    assert value(dms, VERSION) == "9.8.7"
    assert dms.network.record(DEVICE)["sw_version"] == "9.8.7"
    assert dms.cpe(DEVICE).results == [{"CommandKey": "key", "FaultCode": 0, "FaultString": ""}]
    assert dms.snapshot() == {"cpes": {DEVICE: {"record": {"sw_version": "9.8.7"}}}}


@pytest.mark.parametrize(
    ("changes", "version"),
    [
        ({"TargetFileName": "router_2_14_1.img"}, "2_14_1"),
        ({"URL": "http://files.example/3.1/image-4.2.bin"}, "4.2"),
        ({"URL": "http://files.example/known"}, "known-7"),
        ({"URL": "http://files.example/nameless"}, "1.4.2"),
        ({"FileType": "3 Vendor Configuration File"}, "1.4.2"),
    ],
)
def test_where_the_version_comes_from(dms: DmsServer, changes: dict[str, Any], version: str) -> None:
    dms.set_options({"firmware": {"http://files.example/known": "known-7"}})
    assert value(dms, VERSION) == "1.4.2"
    call(dms, "ScheduleDownload", download(**changes))
    dms.snapshot()
    dms.clock.advance(5)
    assert value(dms, VERSION) == version


def test_a_download_that_fails(dms: DmsServer) -> None:
    dms.set_options({"download_fault": 9016})
    call(dms, "ScheduleDownload", download())
    assert value(dms, VERSION) == "1.4.2"
    assert dms.cpe(DEVICE).results[0]["FaultCode"] == 9016


def test_a_cancelled_download(dms: DmsServer) -> None:
    call(dms, "ScheduleDownload", download(TimeWindowList=[window(3600, 7200)]))
    call(dms, "ScheduleDownload", download(CommandKey="other", TimeWindowList=[window(3600, 7200)]))
    assert details(call(dms, "CancelTransfer", "key"))
    (task,) = dms.snapshot()["cpes"][DEVICE]["tasks"]
    assert task["arguments"]["CommandKey"] == "other"
    call(dms, "CancelTransfer", "other")
    dms.clock.advance(4000)
    assert value(dms, VERSION) == "1.4.2"
    assert dms.snapshot() == {}


def test_a_running_download_can_not_be_cancelled(dms: DmsServer) -> None:
    dms.set_options({"download_seconds": 120})
    call(dms, "ScheduleDownload", download(TimeWindowList=[window(60, 600)]))
    dms.clock.advance(61)
    assert "9021" in error(call(dms, "CancelTransfer", "key"))
    assert value(dms, VERSION) == "1.4.2"
    dms.clock.advance(119)
    dms.snapshot()
    dms.clock.advance(5)
    assert value(dms, VERSION) == "9.8.7"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"FileType": "Firmware"}, 9003),
        ({"FileType": ""}, 9003),
        ({"URL": ""}, 9003),
        ({"URL": "files.example/x"}, 9003),
        ({"URL": "http://user:pw@files.example/x"}, 9003),
        ({"URL": "http://[files/x"}, 9003),
        ({"URL": "gopher://files.example/x"}, 9013),
        ({"CommandKey": "x" * 33}, 9003),
        ({"FileSize": -1}, 9003),
        ({"TimeWindowList": []}, 9003),
        ({"TimeWindowList": [window(0, 1), window(1, 2), window(2, 3)]}, 9003),
        ({"TimeWindowList": [window(0, 10), window(5, 20)]}, 9003),
        ({"TimeWindowList": [window(10, 5)]}, 9003),
        ({"TimeWindowList": [window(-1, 5)]}, 9003),
        ({"TimeWindowList": [window(WindowMode="Any")]}, 9003),
        ({"TimeWindowList": [window(MaxRetries=-2)]}, 9003),
        ({"TimeWindowList": [window(UserMessage="x" * 257)]}, 9003),
    ],
)
def test_arguments_of_schedule_download(dms: DmsServer, changes: dict[str, Any], code: int) -> None:
    assert str(code) in error(call(dms, "ScheduleDownload", download(**changes)))
    assert dms.snapshot() == {}


@pytest.mark.parametrize(
    "mode", ["1 At Any Time", "2 Immediately", "3 When Idle", "4 Confirmation Needed", "X 02005E_Own"]
)
def test_every_window_mode(dms: DmsServer, mode: str) -> None:
    windows = [window(0, 10, WindowMode=mode), window(10, 20, WindowMode=mode, MaxRetries=-1)]
    assert details(call(dms, "ScheduleDownload", download(TimeWindowList=windows)))


# -- deployment units


def operate(dms: DmsServer, cpe_id: str = DEVICE, **operations: list[dict[str, Any]]) -> list[int]:
    """Call ChangeDUState; the fault codes of its operations, 0 for none."""
    dms.cpe(cpe_id).results.clear()
    assert details(call(dms, "ChangeDUState", {"Operations": operations, "CommandKey": ""}, cpe_id=cpe_id))
    dms.snapshot()
    return [result["FaultCode"] for result in dms.cpe(cpe_id).results]


def install(
    url: str = "http://files.example/app-1.2.tar", unit_id: str = UUID, environment: str = ""
) -> dict[str, Any]:
    """An entry of Install."""
    return {"URL": url, "UUID": unit_id, "Username": "", "Password": "", "ExecutionEnvRef": environment}


def update(unit_id: str = UUID, url: str = "http://files.example/app-1.3.tar", version: str = "") -> dict[str, Any]:
    """An entry of Update."""
    return {"UUID": unit_id, "Version": version, "URL": url, "Username": "", "Password": ""}


def uninstall(unit_id: str = UUID, version: str = "", environment: str = "") -> dict[str, Any]:
    """An entry of Uninstall."""
    return {"UUID": unit_id, "Version": version, "ExecutionEnvRef": environment}


@pytest.mark.parametrize(("cpe_id", "root"), [(DEVICE, IGD), (TR181_DEVICE, "Device.")])
def test_the_life_of_a_deployment_unit(dms: DmsServer, cpe_id: str, root: str) -> None:
    units = f"{root}SoftwareModules.DeploymentUnit."
    assert operate(dms, cpe_id, Install=[install()]) == [0]
    found = read(dms, units, cpe_id=cpe_id)
    assert found[f"{units}1.UUID"] == UUID
    assert found[f"{units}1.Status"] == "Installed"
    assert found[f"{units}1.Version"] == "1.2"
    assert found[f"{units}1.ExecutionEnvRef"] == f"{root}SoftwareModules.ExecEnv.1"
    assert value(dms, f"{root}SoftwareModules.DeploymentUnitNumberOfEntries", cpe_id) == 1
    assert operate(dms, cpe_id, Update=[update()]) == [0]
    assert value(dms, f"{units}1.Version", cpe_id) == "1.3"
    assert operate(dms, cpe_id, Update=[update(version="1.4", url="")]) == [0]
    assert value(dms, f"{units}1.Version", cpe_id) == "1.4"
    assert operate(dms, cpe_id, Uninstall=[uninstall(version="1.4")]) == [0]
    assert read(dms, units, cpe_id=cpe_id) == {}


def test_a_unit_without_uuid_gets_one_of_its_url(dms: DmsServer) -> None:
    assert operate(dms, Install=[install(unit_id="")]) == [0]
    assert len(value(dms, f"{UNITS}1.UUID")) == 36
    assert operate(dms, Install=[install(unit_id="")]) == [9026]
    assert operate(dms, Update=[update(unit_id="", url="http://files.example/app-1.2.tar")]) == [0]
    assert operate(dms, Update=[update(unit_id="", url="")]) == [0]
    assert value(dms, f"{UNITS}1.Version") == "1.2"


@pytest.mark.parametrize(
    ("operations", "code"),
    [
        ({"Install": [install(unit_id="nonsense")]}, 9022),
        ({"Install": [install(url="")]}, 9003),
        ({"Install": [install(url="gopher://x/y")]}, 9013),
        ({"Install": [install(environment="InternetGatewayDevice.SoftwareModules.ExecEnv.2")]}, 9023),
        ({"Install": [install(environment=f"{IGD}User.1")]}, 9023),
        ({"Install": [install()]}, 9026),
        ({"Update": [update(unit_id="7" * 32)]}, 9028),
        ({"Uninstall": [uninstall(unit_id="")]}, 9028),
        ({"Uninstall": [uninstall(version="7")]}, 9028),
        ({"Uninstall": [uninstall(unit_id="x")]}, 9022),
    ],
)
def test_operations_that_fail_are_accepted_all_the_same(
    dms: DmsServer, operations: dict[str, list[dict[str, Any]]], code: int
) -> None:
    operate(dms, Install=[install()])
    before = dms.snapshot()
    assert operate(dms, DEVICE, **operations) == [code]
    assert dms.snapshot() == before


def test_a_disabled_execution_environment(dms: DmsServer) -> None:
    write(dms, item(f"{IGD}SoftwareModules.ExecEnv.1.Enable", False))
    assert operate(dms, Install=[install()]) == [9024]


def test_change_du_state_needs_an_operation(dms: DmsServer) -> None:
    choices: list[dict[str, Any]] = [{}, {"Install": []}]
    for operations in choices:
        assert "9003" in error(call(dms, "ChangeDUState", {"Operations": operations, "CommandKey": ""}))


def test_deployment_takes_its_time(dms: DmsServer) -> None:
    dms.set_options({"deployment_seconds": 30})
    assert operate(dms, Install=[install()]) == []
    assert read(dms, UNITS) == {}
    dms.clock.advance(30)
    assert value(dms, f"{UNITS}1.Status") == "Installed"
