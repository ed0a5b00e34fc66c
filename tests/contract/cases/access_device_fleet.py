# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device_fleet: many access devices of a group at once."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case
from tests.contract.cases.access_device import FULL, GROUP, NEW, PLACE

PHONE = "Generic SIP Phone"
DESK = {name: value for name, value in NEW.items() if name not in GROUP}


def _one(**options: Any) -> dict[str, Any]:
    return {"devices": [{"device_name": "Desk", **options}]}


BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"devices": None}, "devices"),
    (_one(device_name="x" * 41), "devices[0].device_name"),
    (_one(device_name="."), "URL"),
    (_one(device_name=None), "device_name"),
    (_one(port=1024), "devices[0].port"),
    (_one(mac_address="00:11"), "twelve hexadecimal digits"),
    (_one(transport_protocol="SCTP"), "transport_protocol"),
    (_one(clear=["protocol"]), "can't clear"),
    (_one(clear=["description"], description="x"), "set and cleared"),
    (_one(password="x" * 61), "1 to 60"),
    (_one(verify=False), "verify"),
    (_one(group_id=".."), "URL"),
    ({"devices": [{"device_name": "Desk"}, {"device_name": "Desk"}]}, "devices[1].device_name: 'Desk' occurs more than once"),
    ({"tenant_id": None}, "access_device_tenant_id"),
    ({"group_id": None}, "access_device_group_id"),
    ({"devices": [], "purge": True}, "whole groups"),
    ({"purge_limit": -1}, "at least 0"),
    ({"concurrency": 0}, "at least 1"),
)  # fmt: skip


def _more_devices(server: Any) -> None:
    """A device of which every attribute is set, and one that nobody lists."""
    stray = {"deviceType": PHONE, "macAddress": "0000000000AA"}
    devices = {"APIO Test Device": FULL, "Stray": stray}
    server.patch({"tenants": {"foo": {"groups": {"foogroup": {"devices": devices}}}}})


CASES = (
    Case(
        module="access_device_fleet",
        name="mixed",
        device="apio",
        url_path="/api/v1",
        setup=_more_devices,
        args={
            **GROUP,
            "devices": [
                DESK,
                {
                    "device_name": "APIO Test Device",
                    "device_type": "CTYealink-T48G",
                    "recreate": True,
                    "password": "n3w-device-secret",
                },
                {"device_name": "DP_ApioUserTest", "mac_address": "00-15-65-a1-b2-c4", "net_address": "192.0.2.9"},
                {"device_name": "foodevice", "state": "absent"},
                {"device_name": "dect-base", "device_type": "CTGigaset-N720"},
            ],
            "purge": True,
            "purge_limit": 1,
        },
        changes=(
            f"{PLACE}Desk 4/12 50% Zoë.*",
            f"{PLACE}APIO Test Device.deviceType",
            f"{PLACE}APIO Test Device.password",
            f"{PLACE}DP_ApioUserTest.macAddress",
            f"{PLACE}DP_ApioUserTest.netAddress",
            f"{PLACE}foodevice.*",
            f"{PLACE}Stray.*",
        ),
        secrets=("planted-device-secret", "0ld-device-secret", "n3w-device-secret"),
        reads=3,  # the list, and the two of which more is asked than it shows
        write_path="access_devices",
        bad=BAD,
    ),
    Case(
        module="access_device_fleet",
        name="listed",
        device="apio",
        url_path="/api/v1",
        args={
            **GROUP,
            "devices": [
                {"device_name": "APIO Test Device", "device_type": PHONE, "mac_address": "22:11:00:cc:bb:ab"},
                {"device_name": "DP_ApioUserTest", "device_type": PHONE, "clear": ["mac_address"]},
                {"device_name": "No such device", "state": "absent"},
            ],
        },
        changes=(f"{PLACE}APIO Test Device.macAddress",),
        write_path="access_devices",
    ),
)
