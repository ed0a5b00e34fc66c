# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of a new server: device types and tags of the system, and one group with a few devices."""

from __future__ import annotations

import copy
from typing import Any

UNLIMITED = -1

NO_ORDERING = "none"
DYNAMIC = "dynamic"
STATIC = "static"

# As the document shows it: the password of device management stands in a URL.
TEMPLATE_PASSWORD = "d*2m*$ment"

GENERIC = "Generic SIP Phone"
YEALINK = "CTYealink-T48G"
DECT = "CTGigaset-N720"

Record = dict[str, Any]


def _file(device_type: str, file_format: str, access_url: str) -> Record:
    return {
        "fileFormat": file_format,
        "accessUrl": access_url,
        "repositoryUrl": "",
        "templateUrl": f"http://device_management:{TEMPLATE_PASSWORD}@xsp.example.net/dms/{device_type}/",
        "configurationFileName": f"/var/broadworks/IpDeviceConfig/type/{device_type}/{file_format}.template",
    }


def device_types() -> dict[str, Record]:
    """The types of the system: one virtual, one with static and one with dynamic ordering of its ports."""
    return {
        GENERIC: {"numberOfPorts": UNLIMITED, "ordering": NO_ORDERING, "files": [], "tagSetName": ""},
        YEALINK: {
            "numberOfPorts": 16,
            "ordering": STATIC,
            "files": [
                _file(YEALINK, "%BWMACADDRESS%.cfg", "{%25BWMACADDRESS%25}.cfg"),
                _file(YEALINK, "y000000000035.cfg", ""),
            ],
            "tagSetName": "Yealink-T4x_Tags",
        },
        DECT: {
            "numberOfPorts": 8,
            "ordering": DYNAMIC,
            "files": [_file(DECT, "%BWMACADDRESS%.xml", "")],
            "tagSetName": "",
        },
    }


def new_device(device_type: str, **values: Any) -> Record:
    """A device of a type, with everything unset that ``values`` does not give."""
    return {
        "deviceType": device_type,
        "protocol": "SIP 2.0",
        "netAddress": "",
        "port": "",
        "outboundProxyServerNetAddress": "",
        "stunServerNetAddress": "",
        "macAddress": "",
        "serialNumber": "",
        "description": "",
        "physicalLocation": "",
        "transportProtocol": "Unspecified",
        "useCustomUserNamePassword": False,
        "userName": "",
        "password": "",
        "configurationFileName": "",
        "status": "Online",
        "version": "",
        "files": {},
        "users": [],
        "tags": {},
        "reboots": 0,
        **values,
    }


def complete(record: Record) -> Record:
    """A device record with everything that it lacks, or has as None, unset."""
    return {**new_device(record["deviceType"]), **{name: value for name, value in record.items() if value is not None}}


def user(number: int, order: int, **values: Any) -> Record:
    """A user connected to a device."""
    return {
        "linePort": f"test{number}@sip.example.net",
        "lastName": f"Test{number}",
        "firstName": f"Test{number}",
        "phoneNumber": "",
        "userId": f"test{number}@example.net",
        "userType": "Normal",
        "endpointType": "Primary",
        "order": order,
        "primary": False,
        "extension": f"500{number}",
        "emailAddress": "",
        **values,
    }


def _first_group() -> Record:
    department = {
        "tenantId": "ApioSpTest",
        "groupId": "ApioGrpTest",
        "departmentName": "test_department_initial",
        "fullPathName": "test_department_initial",
    }
    return {
        "type_tags": {YEALINK: {"%Tag_Group_DT_1%": ""}},
        "devices": {
            "APIO Test Device": new_device(GENERIC, macAddress="221100CCBBAA", description="APIO Test Device"),
            "DP_ApioUserTest": new_device(GENERIC, version="pjsip python"),
            "foodevice": new_device(
                YEALINK,
                macAddress="001565A1B2C3",
                users=[user(1, 1, phoneNumber="025126778", department=department), user(2, 3)],
                tags={"%Tag_DP%": ""},
            ),
            "dect-base": new_device(DECT, macAddress="7C2F80112233", users=[user(n, n) for n in (3, 4, 5)]),
        },
    }


def build(options: dict[str, Any]) -> Record:
    """The state of a new server."""
    tenants: dict[str, Record] = {"foo": {"groups": {"foogroup": _first_group()}}}
    for tenant, groups in options["tenants"].items():
        for group in groups:
            devices = {f"device-{n}": new_device(GENERIC) for n in range(options["devices_per_group"])}
            record = {"type_tags": {}, "devices": devices}
            tenants.setdefault(tenant, {"groups": {}})["groups"][group] = record
    return copy.deepcopy(
        {
            "device_types": device_types(),
            "system_tags": {"%Tag_System_1%": "", "%Tag_System_2%": ""},
            "tag_sets": {
                "Yealink-T4x_Tags": {"%Tag_Yealink_1%": "", "%Tag_Yealink_2%": "99", "%Tag_Yealink_3%": ""},
                "Polycom_Tags": {"%Tag_Polycom_1%": "x"},
            },
            "tenants": tenants,
        }
    )
