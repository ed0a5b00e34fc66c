# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated APIO server's devices: every attribute's limits, create, update, remove, variants."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.lab.access_device_support import Client, url

GENERIC = "Generic SIP Phone"
DEVICE = "foodevice/"


def create(client: Client, **changes: Any) -> int:
    return client.send("POST", "", {"deviceName": "new", "deviceType": GENERIC, **changes}).status


LIMITS: list[tuple[str, list[Any], list[Any]]] = [
    ("protocol", ["S", "x" * 20], ["x" * 21, "", None, 1]),
    ("netAddress", ["x", "x" * 80, "", None], ["x" * 81, 1]),
    ("stunServerNetAddress", ["x", "x" * 80, "", None], ["x" * 81, 1]),
    ("outboundProxyServerNetAddress", ["x", "x" * 80, "", None], ["x" * 81, 1]),
    ("port", [1025, 65535, "", None], [1024, 65536, 0, -1, "5060", True, 5060.5]),
    ("macAddress", ["1", "001565A1B2C3", "", None], ["00:15:65:A1:B2:C3", "x" * 13, 1]),
    ("serialNumber", ["x", "x" * 80, "ü" * 80, "", None], ["x" * 81, 1]),
    ("description", ["x", "x" * 80, "", None], ["x" * 81, 1]),
    ("physicalLocation", ["x", "x" * 1024, "", None], ["x" * 1025, 1]),
    ("transportProtocol", ["UDP", "TCP", "TLS", "Unspecified"], ["udp", "SCTP", "", None, 1]),
    ("useCustomUserNamePassword", [True, False], ["true", 1, "", None]),
    ("userName", ["x", "x" * 161, "", None], ["x" * 162, 1]),
]


@pytest.mark.parametrize(("name", "good", "bad"), LIMITS, ids=[limit[0] for limit in LIMITS])
def test_limits(name: str, good: list[Any], bad: list[Any]) -> None:
    client = Client()
    for value in good:
        assert client.send("PUT", DEVICE, {name: value}).status == 200, value
        read = client.get(DEVICE).get(name, "")
        assert read == ("" if value is None else value)
        assert create(client, **{name: value}) == 201, value
        client.send("DELETE", "new/")
    before = client.server.snapshot()
    for value in bad:
        assert client.refused("PUT", DEVICE, {name: value}) == (400, 2), value
        assert create(client, **{name: value}) == 400, value
    assert client.server.snapshot() == before


def test_password_is_written_and_never_read() -> None:
    client = Client()
    body = {"useCustomUserNamePassword": True, "userName": "phone", "password": "x" * 60}
    assert client.send("PUT", DEVICE, body).status == 200
    assert client.device("foodevice")["password"] == "x" * 60
    assert "password" not in client.get(DEVICE)
    assert b"xxx" not in client.send("GET", "").body
    assert "x" * 60 in client.server.secrets()
    for value in ("x" * 61, 1):
        assert client.refused("PUT", DEVICE, {"password": value}) == (400, 2)


def test_password_needs_a_user_name() -> None:
    client = Client()
    assert client.refused("PUT", DEVICE, {"password": "x"}) == (400, 2)
    assert create(client, password="x") == 400
    assert client.send("PUT", DEVICE, {"userName": "phone"}).status == 200
    assert client.send("PUT", DEVICE, {"password": "x"}).status == 200


def test_credentials_may_be_wanted_together() -> None:
    client = Client(credentials_together=True)
    assert client.refused("PUT", DEVICE, {"userName": "phone"}) == (400, 2)
    assert client.send("PUT", DEVICE, {"userName": "phone", "password": "x"}).status == 200
    assert client.refused("PUT", DEVICE, {"password": "y"}) == (400, 2)


@pytest.mark.parametrize(("switch", "empty", "null"), [("both", 200, 200), ("empty", 200, 400), ("null", 400, 200)])
def test_how_a_value_is_cleared(switch: str, empty: int, null: int) -> None:
    client = Client(clear_with=switch)
    for name in ("description", "port"):
        assert client.send("PUT", DEVICE, {name: ""}).status == empty
        assert client.send("PUT", DEVICE, {name: None}).status == null


@pytest.mark.parametrize(
    "name",
    ["configurationFileName", "numberOfPorts", "numberOfAssignedPorts", "freePorts", "status", "version", "colour"],
)
def test_what_can_not_be_written(name: str) -> None:
    client = Client()
    assert client.refused("PUT", DEVICE, {name: "x"}) == (400, 2)
    assert create(client, **{name: "x"}) == 400


def test_limits_may_be_422() -> None:
    client = Client(constraint_status=422)
    assert client.refused("PUT", DEVICE, {"port": 80}) == (422, 2)
    assert create(client, description="x" * 81) == 422
    assert create(client, deviceName="x" * 41) == 422
    assert create(client, deviceType="Nothing") == 422


# Create


@pytest.mark.parametrize(
    "body",
    [
        {"deviceType": GENERIC},
        {"deviceName": "new"},
        {"deviceName": "", "deviceType": GENERIC},
        {"deviceName": "x" * 41, "deviceType": GENERIC},
        {"deviceName": 1, "deviceType": GENERIC},
        {"deviceName": "new", "deviceType": ""},
        {"deviceName": "new", "deviceType": "x" * 41},
        {"deviceName": "new", "deviceType": "Generic_SIP_Phone"},
        {"deviceName": "new", "deviceType": None},
        [],
    ],
)
def test_create_refused(body: Any) -> None:
    client = Client()
    before = client.server.snapshot()
    assert client.refused("POST", "", body) == (400, 2)
    assert client.server.snapshot() == before


def test_create_with_the_least_and_with_names_of_40() -> None:
    client = Client()
    assert create(client) == 201
    assert client.get("new/")["transportProtocol"] == "Unspecified"
    assert create(client, deviceName="x" * 40) == 201


def test_create_twice() -> None:
    client = Client()
    answer = client.send("POST", "", {"deviceName": "foodevice", "deviceType": GENERIC})
    assert answer.status == 400
    assert answer.json() == {"details": "[Error 4500] Access Device already exists: foodevice", "code": 4500}
    assert client.get(DEVICE)["deviceType"] == "CTYealink-T48G"
    assert create(Client(exists_status=409), deviceName="foodevice") == 409


@pytest.mark.parametrize("status", [201, 200])
@pytest.mark.parametrize("form", ["list", "instance", "empty"])
def test_answer_of_create(status: int, form: str) -> None:
    client = Client(create_status=status, create_body=form)
    answer = client.send("POST", "", {"deviceName": "new", "deviceType": GENERIC})
    assert answer.status == status
    if form == "empty":
        assert answer.body == b""
    elif form == "instance":
        assert answer.json() == client.get("new/")
    else:
        assert [row["deviceName"] for row in answer.json()["access_devices"]] == ["new"]


# Update


def test_update_is_partial() -> None:
    client = Client()
    before = client.get(DEVICE)
    client.send("PUT", DEVICE, {"serialNumber": "S1"})
    assert client.get(DEVICE) == {**before, "serialNumber": "S1"}
    assert client.send("PUT", DEVICE, {}).status == 200


def test_one_bad_attribute_and_nothing_changes() -> None:
    client = Client()
    before = client.server.snapshot()
    client.refused("PUT", DEVICE, {"serialNumber": "S1", "port": 1})
    assert client.server.snapshot() == before


@pytest.mark.parametrize(("name", "present"), [("deviceName", "foodevice"), ("deviceType", "CTYealink-T48G")])
def test_name_and_type_can_not_change(name: str, present: str) -> None:
    client = Client()
    assert client.refused("PUT", DEVICE, {name: "Generic SIP Phone"}) == (400, 2)
    assert client.send("PUT", DEVICE, {name: present}).status == 200


def test_answer_of_update_may_be_empty() -> None:
    assert Client(update_body="empty").send("PUT", DEVICE, {"serialNumber": "S1"}).body == b""


def test_port_is_shown_where_it_is_set() -> None:
    client = Client()
    assert "port" not in client.get(DEVICE)
    client.send("PUT", DEVICE, {"port": 5060})
    assert client.get(DEVICE)["port"] == 5060


def test_mac_as_sent_or_in_capitals() -> None:
    client = Client()
    client.send("PUT", DEVICE, {"macAddress": "001565aabbcc"})
    assert client.get(DEVICE)["macAddress"] == "001565aabbcc"
    client.server.set_options({"mac_form": "upper"})
    assert client.get(DEVICE)["macAddress"] == "001565AABBCC"
    assert "001565AABBCC" in [row["macAddress"] for row in client.get()["access_devices"]]


def test_name_in_the_details_by_choice() -> None:
    assert "deviceName" not in Client().get(DEVICE)
    assert Client(detail_name=True).get(DEVICE)["deviceName"] == "foodevice"


def test_ports() -> None:
    client = Client()
    details = client.get(DEVICE)
    assert (details["numberOfPorts"], details["numberOfAssignedPorts"]) == (16, 2)
    free = {row["deviceName"]: row["freePorts"] for row in client.get()["access_devices"]}
    assert free == {"APIO Test Device": 99999, "DP_ApioUserTest": 99999, "foodevice": 14, "dect-base": 5}


def test_record_id_by_choice() -> None:
    client = Client(internal_record_id=True)
    first = client.send("PUT", DEVICE, {"serialNumber": "S1"}).json()
    second = client.send("DELETE", DEVICE).json()
    assert first["_internal_record_id"] + 1 == second["_internal_record_id"]
    assert "_internal_record_id" not in client.get()


# Remove, reboot


def test_removed_twice() -> None:
    client = Client()
    assert client.send("DELETE", DEVICE).status == 200
    assert client.refused("DELETE", DEVICE) == (404, 4505)
    assert client.refused("PUT", DEVICE, {}) == (404, 4505)


def test_reboot_wants_an_empty_object() -> None:
    client = Client()
    assert client.refused("PUT", DEVICE + "reboot_phone/", {"force": True}) == (400, 2)
    assert client.device("foodevice")["reboots"] == 0
    assert client.refused("PUT", url("nodevice", "reboot_phone"), {}) == (404, 4505)
