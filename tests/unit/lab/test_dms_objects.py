# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attributes and objects of simulated CPEs (TR-069 A.3.2.4 to A.3.2.7)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.dms import DmsServer
from tests.unit.lab.dms_support import (
    DEVICE,
    INTERVAL,
    MANAGEMENT,
    PPP,
    TR181_DEVICE,
    add_object,
    call,
    delete_object,
    details,
    error,
    item,
    read,
    value,
    write,
)

IGD = "InternetGatewayDevice."
VERSION = f"{IGD}DeviceInfo.SoftwareVersion"
WLAN = f"{IGD}LANDevice.1.WLANConfiguration."
COUNT = f"{IGD}WANDevice.1.WANConnectionDevice.1.WANPPPConnectionNumberOfEntries"


@pytest.fixture
def dms() -> DmsServer:
    """A DMS as built."""
    return DmsServer("dms")


def attribute(name: str, notification: int | None = None, access: list[str] | None = None) -> dict[str, Any]:
    """One entry of SetParameterAttributes; what is None is not to change."""
    return {
        "Name": name,
        "NotificationChange": notification is not None,
        "Notification": notification or 0,
        "AccessListChange": access is not None,
        "AccessList": access or [],
    }


def attributes(dms: DmsServer, *names: str) -> dict[str, Any]:
    """What GetParameterAttributes gives."""
    return details(call(dms, "GetParameterAttributes", list(names)))


def set_attributes(dms: DmsServer, *items: dict[str, Any]) -> Any:
    """Call SetParameterAttributes."""
    return call(dms, "SetParameterAttributes", list(items))


# -- attributes


@pytest.mark.parametrize("notification", range(7))
def test_every_documented_notification_mode(dms: DmsServer, notification: int) -> None:
    assert set_attributes(dms, attribute(INTERVAL, notification)).status == 200
    assert attributes(dms, INTERVAL) == {INTERVAL: {"Notification": notification, "AccessList": None}}


@pytest.mark.parametrize("notification", [-1, 7])
def test_other_modes_are_9003(dms: DmsServer, notification: int) -> None:
    assert "9003" in error(set_attributes(dms, attribute(INTERVAL, notification)))


def test_only_the_half_that_is_to_change_is_changed(dms: DmsServer) -> None:
    set_attributes(dms, attribute(INTERVAL, 1, ["Subscriber"]))
    half = attribute(INTERVAL) | {"Notification": 6, "AccessList": ["X_EXAMPLE"]}
    set_attributes(dms, half)
    assert attributes(dms, INTERVAL)[INTERVAL] == {"Notification": 1, "AccessList": ["Subscriber"]}
    set_attributes(dms, half | {"AccessListChange": True})
    assert attributes(dms, INTERVAL)[INTERVAL] == {"Notification": 1, "AccessList": ["X_EXAMPLE"]}


def test_an_empty_access_list_reads_as_null_and_leaves_no_trace(dms: DmsServer) -> None:
    set_attributes(dms, attribute(INTERVAL, access=["Subscriber"]))
    set_attributes(dms, attribute(INTERVAL, access=[]))
    assert attributes(dms, INTERVAL)[INTERVAL] == {"Notification": 0, "AccessList": None}
    assert dms.snapshot() == {}


def test_an_access_list_of_unknown_entities_is_9003(dms: DmsServer) -> None:
    assert "9003" in error(set_attributes(dms, attribute(INTERVAL, access=["Everybody"])))


def test_a_partial_path_changes_all_under_it(dms: DmsServer) -> None:
    set_attributes(dms, attribute(MANAGEMENT, 1))
    assert {entry["Notification"] for entry in attributes(dms, MANAGEMENT).values()} == {1}


def test_forced_active_notification(dms: DmsServer) -> None:
    assert attributes(dms, VERSION)[VERSION]["Notification"] == 2
    text = error(set_attributes(dms, attribute(INTERVAL, 1), attribute(VERSION, 1)))
    assert "9009" in text
    assert VERSION in text
    assert dms.snapshot() == {}
    assert set_attributes(dms, attribute(VERSION, 2)).status == 200


def test_active_notification_can_be_denied(dms: DmsServer) -> None:
    dms.set_cpe_options(DEVICE, denies_active_notification=[INTERVAL])
    assert "9009" in error(set_attributes(dms, attribute(INTERVAL, 2)))
    assert set_attributes(dms, attribute(INTERVAL, 1)).status == 200


def test_attributes_of_an_unknown_name_are_9005(dms: DmsServer) -> None:
    assert "9005" in error(set_attributes(dms, attribute(INTERVAL, 1), attribute(f"{IGD}Nothing", 1)))
    assert dms.snapshot() == {}


def test_attributes_that_do_not_take(dms: DmsServer) -> None:
    dms.set_options({"silently_ignores": [INTERVAL]})
    assert set_attributes(dms, attribute(INTERVAL, 1)).status == 200
    assert attributes(dms, INTERVAL)[INTERVAL]["Notification"] == 0


# -- objects


def test_a_new_instance_has_factory_values_and_is_counted(dms: DmsServer) -> None:
    assert add_object(dms, PPP) == 2
    found = read(dms, f"{PPP}2.")
    assert found[f"{PPP}2.Enable"] is False
    assert found[f"{PPP}2.Username"] == ""
    assert found[f"{PPP}2.MaxMRUSize"] == 1492
    assert found[f"{PPP}2.ConnectionTrigger"] == "OnDemand"
    assert found[f"{PPP}2.PortMappingNumberOfEntries"] == 0
    assert value(dms, COUNT) == 2
    write(dms, item(f"{PPP}2.Username", "second"))
    assert value(dms, f"{PPP}2.Username") == "second"
    assert value(dms, f"{PPP}1.Username") == f"{DEVICE}@isp.example"


def test_tables_under_a_new_instance(dms: DmsServer) -> None:
    """What the CPE itself fills (four WEP keys) is there, what is for the ACS to fill is empty."""
    number = add_object(dms, WLAN)
    names = read(dms, f"{WLAN}{number}.")
    assert {f"{WLAN}{number}.WEPKey.{key}.WEPKey" for key in range(1, 5)} <= set(names)
    assert add_object(dms, PPP) == 2
    assert add_object(dms, f"{PPP}2.PortMapping.") == 1
    assert value(dms, f"{PPP}2.PortMappingNumberOfEntries") == 1
    assert value(dms, f"{PPP}2.PortMapping.1.ExternalPort") == 0


def test_numbers_are_never_used_again(dms: DmsServer) -> None:
    assert [add_object(dms, PPP), add_object(dms, PPP)] == [2, 3]
    assert details(delete_object(dms, f"{PPP}3.")) == {"Status": 0}
    assert details(delete_object(dms, f"{PPP}1.")) == {"Status": 0}
    assert add_object(dms, PPP) == 4
    assert value(dms, COUNT) == 2
    call(dms, "FactoryReset")
    dms.clock.advance(10)
    assert add_object(dms, PPP) == 2


def test_a_number_that_someone_gave_by_hand_is_used_too(dms: DmsServer) -> None:
    dms.patch({"cpes": {DEVICE: {"objects": {PPP: [1, 7]}}}})
    delete_object(dms, f"{PPP}7.")
    assert add_object(dms, PPP) == 8


def test_the_lowest_free_number_by_a_switch(dms: DmsServer) -> None:
    dms.set_options({"reuse_instance_numbers": True})
    assert [add_object(dms, PPP), add_object(dms, PPP)] == [2, 3]
    delete_object(dms, f"{PPP}1.")
    assert add_object(dms, PPP) == 1
    assert value(dms, f"{PPP}1.Username") == ""
    assert read(dms, f"{PPP}1.PortMapping.") == {}


def test_deleting_takes_everything_under_it(dms: DmsServer) -> None:
    add_object(dms, PPP)
    add_object(dms, f"{PPP}2.PortMapping.")
    write(dms, item(f"{PPP}2.PortMapping.1.ExternalPort", 80), item(f"{PPP}2.Username", "x"))
    set_attributes(dms, attribute(f"{PPP}2.Username", 1))
    delete_object(dms, f"{PPP}2.")
    assert "9005" in error(call(dms, "GetParameterValues", [f"{PPP}2."]))
    assert dms.snapshot() == {}


def test_an_initial_instance_can_be_deleted(dms: DmsServer) -> None:
    delete_object(dms, f"{PPP}1.")
    assert read(dms, PPP) == {}
    assert value(dms, COUNT) == 0
    assert dms.snapshot()["cpes"][DEVICE] == {"objects": {PPP: []}}


def test_deferred_values_of_a_deleted_instance_are_dropped(dms: DmsServer) -> None:
    add_object(dms, PPP)
    dms.set_options({"deferred": True})
    write(dms, item(f"{PPP}2.Username", "x"), item(INTERVAL, 300))
    delete_object(dms, f"{PPP}2.")
    dms.seen(DEVICE)
    assert dms.snapshot() == {"cpes": {DEVICE: {"values": {INTERVAL: 300}}}}


@pytest.mark.parametrize(
    "name",
    [
        PPP.removesuffix("."),
        f"{PPP}1.",
        f"{PPP}7.PortMapping.",
        MANAGEMENT,
        f"{IGD}LANDevice.",
        f"{IGD}SoftwareModules.DeploymentUnit.",
        f"{IGD}Nothing.",
        INTERVAL,
        "",
    ],
)
def test_what_can_not_be_added_is_9005(dms: DmsServer, name: str) -> None:
    assert "9005" in error(call(dms, "AddObject", {"ObjectName": name, "ParameterKey": ""}))


@pytest.mark.parametrize(
    "name",
    [
        f"{PPP}1",
        f"{PPP}2.",
        PPP,
        MANAGEMENT,
        f"{IGD}LANDevice.1.",
        f"{IGD}LANDevice.1.LANEthernetInterfaceConfig.1.",
        INTERVAL,
        "",
        ".",
    ],
)
def test_what_can_not_be_deleted_is_9005(dms: DmsServer, name: str) -> None:
    assert "9005" in error(delete_object(dms, name))
    assert dms.snapshot() == {}


def test_a_full_table_is_9004(dms: DmsServer) -> None:
    for _ in range(7):
        add_object(dms, PPP)
    assert "9004" in error(call(dms, "AddObject", {"ObjectName": PPP, "ParameterKey": ""}))


def test_object_status_by_a_switch(dms: DmsServer) -> None:
    dms.set_options({"object_status": 1})
    added = details(call(dms, "AddObject", {"ObjectName": PPP, "ParameterKey": ""}))
    assert added == {"InstanceNumber": 2, "Status": 1}
    assert details(delete_object(dms, f"{PPP}2.")) == {"Status": 1}


def test_objects_of_tr_181(dms: DmsServer) -> None:
    table = "Device.NAT.PortMapping."
    assert add_object(dms, table, TR181_DEVICE) == 2
    assert value(dms, f"{table}2.Alias", TR181_DEVICE) == "cpe-mapping-2"
    assert value(dms, f"{table}2.Status", TR181_DEVICE) == "Disabled"
    assert value(dms, "Device.NAT.PortMappingNumberOfEntries", TR181_DEVICE) == 2
