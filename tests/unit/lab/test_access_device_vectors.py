# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request and answer that the APIO document "Access Device Management" shows, against the simulated server.

The published text lost its braces and brackets, and everything that looks like an e-mail address; both are repaired
here. What else had to be repaired in a sample is said beside it.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.lab.access_device_support import Client

NAME = "APIO Test Device New"
TARGET = "APIO%20Test%20Device%20New/"
TYPE = "CTYealink-T48G"


@pytest.fixture
def client() -> Client:
    return Client()


def test_list() -> None:
    client = Client()
    group = client.server.state["tenants"]["foo"]["groups"]["foogroup"]
    group["devices"] = {name: group["devices"][name] for name in ("APIO Test Device", "DP_ApioUserTest")}
    # The wrapper is that of the published page; the document has lost it.
    assert client.get() == {
        "access_devices": [
            {
                "status": "Online",
                "deviceName": "APIO Test Device",
                "version": "",
                "macAddress": "221100CCBBAA",
                "netAddress": "",
                "freePorts": 99999,
                "deviceType": "Generic SIP Phone",
            },
            {
                "status": "Online",
                "deviceName": "DP_ApioUserTest",
                "version": "pjsip python",
                "macAddress": "",
                "netAddress": "",
                "freePorts": 99999,
                "deviceType": "Generic SIP Phone",
            },
        ]
    }


DETAILS = {
    "configurationFileName": "",
    "macAddress": "332211CCBBAA",
    "useCustomUserNamePassword": False,
    "protocol": "SIP 2.0",
    "stunServerNetAddress": "",
    "numberOfAssignedPorts": 0,
    "netAddress": "",
    "version": "",
    "deviceType": "Generic SIP Phone",
    "outboundProxyServerNetAddress": "",
    "status": "Online",
    "numberOfPorts": -1,
    "description": "APIO Test Device New",
    "userName": "",
    "physicalLocation": "",
    "transportProtocol": "Unspecified",
    "serialNumber": "",
}


def new_device(client: Client) -> None:
    body = {"deviceName": NAME, "deviceType": "Generic SIP Phone", "macAddress": "332211CCBBAA", "description": NAME}
    assert client.send("POST", "", body).status == 201


def test_details(client: Client) -> None:
    new_device(client)
    # Repaired: a comma after the last member.
    assert client.get(TARGET) == DETAILS


def test_create(client: Client) -> None:
    assert client.send("DELETE", "APIO%20Test%20Device/").status == 200
    body = {
        "deviceName": "APIO Test Device",
        "deviceType": "Generic SIP Phone",
        "protocol": "SIP 2.0",
        "macAddress": "221100CCBBAA",
        "description": "APIO Test Device",
        "transportProtocol": "Unspecified",
        "useCustomUserNamePassword": False,
    }
    answer = client.send("POST", "", body)
    assert answer.status == 201
    # "Similar to GET list method response. Should be the instance!"
    (row,) = answer.json()["access_devices"]
    assert row == next(row for row in client.get()["access_devices"] if row["deviceName"] == "APIO Test Device")


def test_update(client: Client) -> None:
    new_device(client)
    answer = client.send("PUT", TARGET, {"macAddress": "110022BBAACC", "description": "APIO Test Device Modified"})
    assert answer.status == 200
    changed = {**DETAILS, "macAddress": "110022BBAACC", "description": "APIO Test Device Modified"}
    assert answer.json() == changed
    assert client.get(TARGET) == changed


def test_remove(client: Client) -> None:
    new_device(client)
    answer = client.send("DELETE", TARGET)
    assert (answer.status, answer.body) == (200, b"")
    assert client.send("GET", TARGET).status == 404


FILES = [
    {
        "fileFormat": "%BWMACADDRESS%.cfg",
        "isAuthenticated": "true",
        "accessUrl": "{%25BWMACADDRESS%25}.cfg",
        "repositoryUrl": "",
        "templateUrl": "http://device_management:d*2m*$ment@",
    },
    {
        "fileFormat": "y000000000035.cfg",
        "isAuthenticated": "true",
        "accessUrl": "",
        "repositoryUrl": "",
        "templateUrl": "http://device_management:d*2m*$ment@",
    },
]


@pytest.fixture
def with_urls_as_shown(client: Client) -> Client:
    """The samples' template URLs end where the host was taken for that of an e-mail address."""
    for template in client.server.state["device_types"][TYPE]["files"]:
        template["templateUrl"] = "http://device_management:d*2m*$ment@"
    return client


def test_file(with_urls_as_shown: Client) -> None:
    # "foofile" in the sample's URL; the file is named by its format, as the answer shows.
    assert with_urls_as_shown.get("foodevice/config_files/%25BWMACADDRESS%25.cfg/") == {
        "fileSource": "Default",
        "configurationFileName": "/var/broadworks/IpDeviceConfig/type/CTYealink-T48G/%BWMACADDRESS%.cfg.template",
        "accessUrl": "{%25BWMACADDRESS%25}.cfg",
        "repositoryUrl": "",
        "templateUrl": "http://device_management:d*2m*$ment@",
        "extendedCaptureEnabled": False,
    }


FILE_UPDATE = {
    "fileSource": "Custom",
    "fileContent": "IyBUZXN0IGNvbmZpZyBmaWxlIGZvciBhY2Nlc3MgZGV2aWNlCg==",
}


@pytest.mark.parametrize(("switch", "method"), [("put", "PUT"), ("post", "POST"), ("both", "PUT"), ("both", "POST")])
def test_file_update(switch: str, method: str) -> None:
    # Repaired: the document's heading says GET on the file, its sample POST on the list of devices.
    client = Client(file_update=switch)
    target = "foodevice/config_files/%25BWMACADDRESS%25.cfg/"
    answer = client.send(method, target, FILE_UPDATE)
    assert answer.status == 200
    # "Similar to GET list method response. Should be the instance!"
    assert answer.json() == client.get("foodevice/config_files/")
    assert client.get(target)["fileSource"] == "Custom"
    assert client.device("foodevice")["files"]["%BWMACADDRESS%.cfg"]["content"] == FILE_UPDATE["fileContent"]


def test_file_update_as_the_sample_has_it_names_no_device(client: Client) -> None:
    assert client.refused("POST", "", FILE_UPDATE) == (400, 2)


def test_file_list(with_urls_as_shown: Client) -> None:
    assert with_urls_as_shown.get("foodevice/config_files/") == {"access_devices": FILES}


def test_reboot(client: Client) -> None:
    # Repaired: the empty objects of the request and of the answer are lost.
    answer = client.send("PUT", "foodevice/reboot_phone/", {})
    assert (answer.status, answer.json()) == (200, {})
    assert client.device("foodevice")["reboots"] == 1


DEPARTMENT = {
    "tenantId": "ApioSpTest",
    "groupId": "ApioGrpTest",
    "departmentName": "test_department_initial",
    "fullPathName": "test_department_initial",
}


def connected_users(first: int, second: int) -> list[dict[str, Any]]:
    """The sample's users; linePort and userId are values in the place of the lost ones."""
    same = {"userType": "Normal", "endpointType": "Primary", "primary": False, "emailAddress": ""}
    return [
        {
            **same,
            "linePort": "test1@sip.example.net",
            "lastName": "Test1",
            "firstName": "Test1",
            "phoneNumber": "025126778",
            "userId": "test1@example.net",
            "order": first,
            "extension": "5001",
            "department": DEPARTMENT,
        },
        {
            **same,
            "linePort": "test2@sip.example.net",
            "lastName": "Test2",
            "firstName": "Test2",
            "phoneNumber": "",
            "userId": "test2@example.net",
            "order": second,
            "extension": "5002",
        },
    ]


@pytest.fixture
def with_users(client: Client) -> Client:
    # The sample's device has static ordering, so it is no Generic SIP Phone as in the list's sample.
    client.patch("APIO Test Device", deviceType=TYPE, users=connected_users(1, 3))
    return client


def test_connected_users(with_users: Client) -> None:
    assert with_users.get("APIO%20Test%20Device/connected_users/") == {
        "connected_users": connected_users(1, 3),
        "noLineReOrdering": False,
        "staticLineReOrdering": True,
    }


@pytest.mark.parametrize(
    "body",
    [
        [
            {"linePort": "test1@sip.example.net", "userId": "test1@example.net", "order": 2},
            {"linePort": "test2@sip.example.net", "userId": "test2@example.net", "order": 1},
        ],
        ["test2@sip.example.net", "test1@sip.example.net"],
    ],
    ids=["objects", "strings"],
)
def test_connected_users_in_another_order(with_users: Client, body: list[Any]) -> None:
    answer = with_users.send("PUT", "APIO%20Test%20Device/connected_users/", {"connected_users": body})
    assert answer.status == 200
    assert answer.json() == {"connected_users": connected_users(2, 1)}


TAGS = [
    ("%Tag_Yealink_1%", "", "System_DeviceType", "Yealink-T4x_Tags"),
    ("%Tag_System_1%", "", "System_Default", "System Default"),
    ("%Tag_Yealink_2%", "99", "System_DeviceType", "Yealink-T4x_Tags"),
    ("%Tag_Yealink_3%", "", "System_DeviceType", "Yealink-T4x_Tags"),
    ("%Tag_Group_DT_1%", "", "Group_DeviceType", ""),
    # Repaired: "%Tag_System_2" lacks its second percent sign.
    ("%Tag_System_2%", "", "System_Default", "System Default"),
    ("%Tag_DP%", "", "DeviceProfile", ""),
]


def test_available_tags(client: Client) -> None:
    keys = ("name", "value", "level", "tagSetName")
    expected = [{**dict(zip(keys, tag, strict=True)), "regionName": ""} for tag in TAGS]
    answer = client.get("foodevice/available_tags/")
    # The sample's order follows no rule.
    assert sorted(answer["availableTags"], key=str) == sorted(expected, key=str)


def test_login() -> None:
    """The field notes' sample of auth/login.html."""
    client = Client(("group-admin", "lab-access_device-pw2"))
    answer = client.login("group-admin", "lab-access_device-pw2")
    assert answer.status == 200
    assert answer.json() == {
        "ids": {"tenant_id": "foo", "group_id": "foogroup", "user_id": "group-admin"},
        "profile": {"user_level": 8, "is_first_login": False},
    }
    assert client.cookie.startswith("sessionid=")
