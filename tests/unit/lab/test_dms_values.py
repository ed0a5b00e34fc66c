# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GetParameterValues and SetParameterValues on a simulated CPE: types, faults, atomicity, Status, hidden parameters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.dms import DmsServer
from tests.unit.lab.dms_support import (
    DEVICE,
    ENABLE,
    INTERVAL,
    MANAGEMENT,
    PPP,
    SSID,
    TR181_DEVICE,
    call,
    details,
    error,
    item,
    read,
    value,
    write,
)

IGD = "InternetGatewayDevice."
TIME = f"{MANAGEMENT}PeriodicInformTime"
TTL = f"{IGD}Layer3Forwarding.Forwarding."
WEP = f"{IGD}LANDevice.1.WLANConfiguration.1.WEPKey.1.WEPKey"
BEACON = f"{IGD}LANDevice.1.WLANConfiguration.1.BeaconType"
LEASE = f"{IGD}LANDevice.1.LANHostConfigManagement.DHCPLeaseTime"
LONG = "Device.Ethernet.Interface.1.Stats.BytesReceived"


@pytest.fixture
def dms() -> DmsServer:
    """A DMS as built."""
    return DmsServer("dms")


# -- reading


def test_full_names_and_partial_paths_give_one_sorted_list(dms: DmsServer) -> None:
    names = [SSID, f"{IGD}DeviceInfo.", f"{IGD}DeviceInfo.SerialNumber", INTERVAL]
    response = call(dms, "GetParameterValues", names)
    keys = [pair["key"] for pair in response.json()["result"]["details"]]
    assert keys == sorted(set(keys))
    assert {SSID, INTERVAL, f"{IGD}DeviceInfo.UpTime"} <= set(keys)
    assert all(key in (SSID, INTERVAL) or key.startswith(f"{IGD}DeviceInfo.") for key in keys)


@pytest.mark.parametrize("name", [IGD, ""])
def test_the_root_gives_the_whole_tree(dms: DmsServer, name: str) -> None:
    assert len(read(dms, name)) == len(dms.cpe(DEVICE).tree.model.initial_paths) > 200


def test_a_table_without_instances_gives_nothing(dms: DmsServer) -> None:
    assert read(dms, TTL) == {}


@pytest.mark.parametrize(
    "name",
    [
        "InternetGatewayDevice",
        "Device.",
        f"{IGD}Nothing",
        f"{IGD}Nothing.",
        f"{IGD}DeviceInfo",
        f"{PPP}2.Username",
        f"{PPP}2.",
        f"{PPP}1",
        f"{IGD}LANDevice.2.Hosts.",
        f"{IGD}WANDevice.1.WANConnectionDevice.7.WANPPPConnection.1.Username",
        f"{IGD}DeviceInfo.1.",
        f"{PPP}[alias].Username",
        f"{PPP}i.Username",
    ],
)
def test_an_unknown_name_is_9005_and_names_it(dms: DmsServer, name: str) -> None:
    for method in ("GetParameterValues", "GetParameterAttributes"):
        text = error(call(dms, method, [INTERVAL, name]))
        assert "9005" in text
        assert name in text


def test_values_are_typed_json(dms: DmsServer) -> None:
    assert value(dms, ENABLE) is True
    assert value(dms, INTERVAL) == 86400
    assert value(dms, TIME) == [1, 1, 1, 0, 0, 0]
    assert value(dms, LEASE) == 86400
    assert value(dms, LONG, TR181_DEVICE) == 8589934592


@pytest.mark.parametrize("index", range(5))
def test_each_cpe_shows_its_own_record(dms: DmsServer, index: int) -> None:
    cpe_id = dms.network.fleet.id_at(index)
    record = dms.network.record(cpe_id)
    root = {"TR-098": IGD, "TR-181": "Device."}[record["data_model"]]
    found = read(dms, f"{root}DeviceInfo.", cpe_id=cpe_id)
    shown = ("SerialNumber", "Manufacturer", "ModelName", "HardwareVersion", "SoftwareVersion")
    keys = ("cpe_id", "vendor", "model", "hw_version", "sw_version")
    assert [found[f"{root}DeviceInfo.{name}"] for name in shown] == [record[key] for key in keys]


def test_numbers_of_entries_count_their_table(dms: DmsServer) -> None:
    assert value(dms, f"{IGD}LANDevice.1.LANEthernetInterfaceNumberOfEntries") == 4
    assert value(dms, f"{PPP}1.PortMappingNumberOfEntries") == 1


def test_up_time_runs_with_the_clock(dms: DmsServer) -> None:
    before = value(dms, f"{IGD}DeviceInfo.UpTime")
    dms.clock.advance(100)
    assert 100 <= value(dms, f"{IGD}DeviceInfo.UpTime") - before <= 102


# -- writing: what is taken


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        (INTERVAL, 300, 300),
        (INTERVAL, "300", 300),
        (INTERVAL, 4294967295, 4294967295),
        (LEASE, -1, -1),
        (LEASE, "-1", -1),
        (ENABLE, False, False),
        (ENABLE, 0, False),
        (ENABLE, "0", False),
        (ENABLE, "false", False),
        (TIME, [2024, 1, 29, 9, 2, 48], [2024, 1, 29, 9, 2, 48]),
        (TIME, "2024-01-29T09:02:48Z", [2024, 1, 29, 9, 2, 48]),
        (TIME, "2024-01-29T10:02:48+01:00", [2024, 1, 29, 9, 2, 48]),
        (SSID, "home", "home"),
        (SSID, 12345, "12345"),
        (SSID, "", ""),
        (BEACON, "WPAand11i", "WPAand11i"),
    ],
)
def test_a_valid_value_is_readable_at_once(dms: DmsServer, name: str, given: Any, kept: Any) -> None:
    assert details(write(dms, item(name, given))) == {"Status": 1}
    assert value(dms, name) == kept
    assert type(value(dms, name)) is type(kept)


@pytest.mark.parametrize(
    ("name", "given", "declared", "code"),
    [
        (f"{IGD}Nothing", 1, None, 9005),
        (MANAGEMENT, "x", None, 9005),
        (f"{PPP}9.Username", "x", None, 9005),
        (f"{IGD}DeviceInfo.SerialNumber", "x", None, 9008),
        (INTERVAL, 300, "int", 9006),
        (INTERVAL, 300, "string", 9006),
        (INTERVAL, 300, "", 9006),
        (INTERVAL, 300, "None", 9006),
        (SSID, "x", "boolean", 9006),
        (INTERVAL, 0, "unsignedInt", 9007),
        (INTERVAL, -5, None, 9007),
        (INTERVAL, 2**32, None, 9007),
        (INTERVAL, True, None, 9007),
        (INTERVAL, 1.0, None, 9007),
        (INTERVAL, "ten", None, 9007),
        (INTERVAL, [1, 1, 1, 0, 0, 0], None, 9007),
        (LEASE, -2, None, 9007),
        (ENABLE, "yes", None, 9007),
        (ENABLE, 2, None, 9007),
        (ENABLE, "True", None, 9007),
        (TIME, [2024, 13, 1, 0, 0, 0], None, 9007),
        (TIME, "yesterday", None, 9007),
        (TIME, 5, None, 9007),
        (SSID, "x" * 33, None, 9007),
        (SSID, [1, 1, 1, 0, 0, 0], None, 9007),
        (BEACON, "WPA3", None, 9007),
        (WEP, "not hex", None, 9007),
        (f"{IGD}LANDevice.1.WLANConfiguration.1.PreSharedKey.1.PreSharedKey", "00" * 31, None, 9007),
    ],
)
def test_each_fault_names_the_parameter(dms: DmsServer, name: str, given: Any, declared: str | None, code: int) -> None:
    text = error(write(dms, item(name, given, declared)))
    assert text.startswith("CWMP fault 9003: ")
    assert f"{name}: {code} " in text
    assert dms.snapshot() == {}


@pytest.mark.parametrize("declared", ["unsignedInt", "xsd:unsignedInt"])
def test_the_type_may_be_given_with_its_prefix(dms: DmsServer, declared: str) -> None:
    assert details(write(dms, item(INTERVAL, 300, declared))) == {"Status": 1}


def test_all_or_nothing_with_a_fault_for_each(dms: DmsServer) -> None:
    text = error(write(dms, item(SSID, "home"), item(INTERVAL, 0), item(f"{IGD}DeviceInfo.UpTime", 1)))
    assert f"{INTERVAL}: 9007" in text
    assert f"{IGD}DeviceInfo.UpTime: 9008" in text
    assert SSID not in text
    assert dms.snapshot() == {}


def test_the_same_parameter_twice_is_9003(dms: DmsServer) -> None:
    text = error(write(dms, item(INTERVAL, 300), item(INTERVAL, 300)))
    assert "9003" in text
    assert INTERVAL in text
    assert dms.snapshot() == {}


def test_a_fault_in_axiros_form(dms: DmsServer) -> None:
    dms.set_options({"fault_form": "result_code"})
    response = write(dms, item(INTERVAL, 0))
    assert response.status == 200
    result = response.json()["result"]
    assert list(result) == ["code", "message"]
    assert result["code"] == 500
    assert "'faultcode'" in result["message"]
    assert f"'ParameterName': '{INTERVAL}', 'FaultCode': '9007'" in result["message"]


# -- hidden parameters


@pytest.mark.parametrize(
    ("name", "cpe_id"),
    [
        (f"{MANAGEMENT}Password", DEVICE),
        (f"{PPP}1.Password", DEVICE),
        (f"{IGD}LANDevice.1.WLANConfiguration.1.KeyPassphrase", DEVICE),
        (f"{IGD}LANConfigSecurity.ConfigPassword", DEVICE),
        (f"{IGD}Services.VoiceService.1.VoiceProfile.1.Line.1.SIP.AuthPassword", DEVICE),
        ("Device.WiFi.AccessPoint.1.Security.KeyPassphrase", TR181_DEVICE),
        ("Device.PPP.Interface.1.Password", TR181_DEVICE),
    ],
)
def test_a_hidden_parameter_reads_back_empty(dms: DmsServer, name: str, cpe_id: str) -> None:
    assert value(dms, name, cpe_id) == ""
    write(dms, item(name, "planted-secret"), cpe_id=cpe_id)
    assert value(dms, name, cpe_id) == ""
    assert "planted-secret" in dms.secrets()
    dms.set_options({"reveals_hidden": True})
    assert value(dms, name, cpe_id) == "planted-secret"


def test_hidden_parameters_of_other_types_read_their_null_value(dms: DmsServer) -> None:
    assert value(dms, f"{IGD}LANDevice.1.WLANConfiguration.1.WPS.DevicePassword") == 0
    reset = "Device.WiFi.AccessPoint.1.Security.Reset"
    write(dms, item(reset, True), cpe_id=TR181_DEVICE)
    assert value(dms, reset, TR181_DEVICE) is False


def test_initial_secrets_are_told(dms: DmsServer) -> None:
    assert dms.secrets() == ["lab-dms-pw1"]
    read(dms, INTERVAL)
    assert f"lab-ppp-password-{DEVICE}" in dms.secrets()


# -- Status, deferred values, ParameterKey


def test_status_0_by_a_switch(dms: DmsServer) -> None:
    dms.set_options({"spv_status": 0})
    assert details(write(dms, item(INTERVAL, 300))) == {"Status": 0}


def test_deferred_values_are_in_force_after_the_next_session(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, deferred=True, spv_status=0)
    assert details(write(dms, item(INTERVAL, 300))) == {"Status": 1}
    assert dms.snapshot()["cpes"][DEVICE] == {"pending": {INTERVAL: 300}}
    assert value(dms, INTERVAL) == 86400
    assert value(dms, INTERVAL) == 300
    assert dms.snapshot()["cpes"][DEVICE] == {"values": {INTERVAL: 300}}


@pytest.mark.parametrize("how", ["inform", "reboot"])
def test_deferred_values_are_in_force_after(dms: DmsServer, how: str) -> None:
    dms.set_cpe_options(DEVICE, deferred=True, reboot_seconds=0)
    write(dms, item(INTERVAL, 300))
    if how == "inform":
        dms.seen(DEVICE)
    else:
        call(dms, "Reboot", "now")
    assert value(dms, INTERVAL) == 300


def test_parameter_key_follows_the_last_write_that_succeeded(dms: DmsServer) -> None:
    key = f"{MANAGEMENT}ParameterKey"
    write(dms, item(key, "test", "string"))
    assert value(dms, key) == "test"
    error(write(dms, item(INTERVAL, 0)))
    assert value(dms, key) == "test"
    call(dms, "AddObject", {"ObjectName": f"{IGD}User.", "ParameterKey": "added"})
    assert value(dms, key) == "added"
    call(dms, "SmartSPV", [item(INTERVAL, 300)])
    assert value(dms, key) == "Update parameters"
    write(dms, item(INTERVAL, 600))
    assert value(dms, key) == ""


def test_a_strict_cpe_refuses_parameter_key(dms: DmsServer) -> None:
    dms.set_options({"parameter_key_writable": False})
    text = error(write(dms, item(f"{MANAGEMENT}ParameterKey", "test", "string")))
    assert f"{MANAGEMENT}ParameterKey: 9008" in text


# -- oddities of CPEs


def test_a_write_that_does_not_take(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, silently_ignores=[SSID])
    assert details(write(dms, item(SSID, "home"), item(INTERVAL, 300))) == {"Status": 1}
    assert value(dms, SSID) != "home"
    assert value(dms, INTERVAL) == 300
    other = "CPE000001"
    write(dms, item(SSID, "home"), cpe_id=other)
    assert value(dms, SSID, other) == "home"


@pytest.mark.parametrize("given", [True, False, "true", "false"])
def test_a_cpe_that_takes_booleans_as_digits_only(dms: DmsServer, given: Any) -> None:
    dms.set_cpe_options(DEVICE, boolean_quirk=True)
    assert f"{ENABLE}: 9007" in error(write(dms, item(ENABLE, given)))
    for digits in (0, "0"):
        write(dms, item(ENABLE, 1))
        assert details(write(dms, item(ENABLE, digits))) == {"Status": 1}
        assert value(dms, ENABLE) is False


def test_booleans_read_as_digits(dms: DmsServer) -> None:
    dms.set_options({"boolean_as_int": True})
    assert value(dms, ENABLE) == 1
    assert value(dms, ENABLE) is not True


def test_an_unsupported_method_is_9000(dms: DmsServer) -> None:
    dms.set_options({"unsupported_methods": ["SetParameterValues", "FactoryReset"]})
    assert "9000" in error(write(dms, item(INTERVAL, 300)))
    assert "9000" in error(call(dms, "SmartSPV", [item(INTERVAL, 300)]))
    assert "9000" in error(call(dms, "FactoryReset"))
    assert value(dms, INTERVAL) == 86400
