# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device: list, detail, create, update and delete of APIO's access devices."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

GROUP = {"tenant_id": "foo", "group_id": "foogroup"}
NEW = {
    **GROUP,
    "device_name": "Desk 4/12 50% Zoë",
    "device_type": "Generic SIP Phone",
    "protocol": "SIP 2.0",
    "mac_address": "00:11:22:aa:bb:cc",
    "description": "Desk by the window",
    "transport_protocol": "TLS",
    "net_address": "192.0.2.10",
    "port": 5061,
    "outbound_proxy_server_net_address": "proxy.example.com",
    "stun_server_net_address": "stun.example.com",
    "serial_number": "SN-4711",
    "physical_location": "Building 4",
    "use_custom_user_name_password": True,
    "user_name": "desk412",
    "password": "planted-device-secret",
}
BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"device_name": "x" * 41}, "1 to 40"),
    ({"device_name": ""}, "1 to 40"),
    ({"device_name": ".."}, "URL"),
    ({"group_id": ".."}, "URL"),
    ({"device_type": "x" * 41}, "1 to 40"),
    ({"protocol": "x" * 21}, "1 to 20"),
    ({"net_address": "x" * 81}, "0 to 80"),
    ({"outbound_proxy_server_net_address": "x" * 81}, "0 to 80"),
    ({"stun_server_net_address": "x" * 81}, "0 to 80"),
    ({"serial_number": "x" * 81}, "0 to 80"),
    ({"description": "x" * 81}, "0 to 80"),
    ({"physical_location": "x" * 1025}, "0 to 1024"),
    ({"port": 1024}, "1025 to 65535"),
    ({"port": 65536}, "1025 to 65535"),
    ({"mac_address": "00:11:22:aa:bb"}, "twelve hexadecimal digits"),
    ({"transport_protocol": "SCTP"}, "transport_protocol"),
    ({"password": "x" * 61}, "1 to 60"),
    ({"use_custom_user_name_password": False}, "user_name"),
    ({"tenant_id": None}, "access_device_tenant_id"),
    ({"group_id": None}, "access_device_group_id"),
    ({"clear": ["protocol"]}, "can't clear"),
    ({"clear": ["description"]}, "set and cleared"),
    ({"user_name": None, "clear": ["user_name"]}, "password"),
    ({"device_name": None}, "device_name"),
    ({"state": "gone"}, "state"),
)

PLACE = "tenants.foo.groups.foogroup.devices."
FULL = {
    "netAddress": "192.0.2.7",
    "port": 5070,
    "outboundProxyServerNetAddress": "proxy.example.com",
    "stunServerNetAddress": "stun.example.com",
    "serialNumber": "SN-1",
    "physicalLocation": "Attic",
    "useCustomUserNamePassword": True,
    "userName": "old",
    "password": "0ld-device-secret",
}


def _device_with_everything(server: Any) -> None:
    """A device of which every attribute is set, its credentials too."""
    server.patch({"tenants": {"foo": {"groups": {"foogroup": {"devices": {"APIO Test Device": FULL}}}}}})


CASES = (
    Case(
        module="access_device",
        name="create",
        device="apio",
        url_path="/api/v1",
        args=NEW,
        changes=(f"{PLACE}Desk 4/12 50% Zoë.*",),
        secrets=("planted-device-secret",),
        write_path="access_devices",
        bad=BAD,
    ),
    Case(
        module="access_device",
        name="update",
        device="apio",
        url_path="/api/v1",
        args={
            **GROUP,
            "device_name": "APIO Test Device",
            "mac_address": "110022bbaacc",
            "description": "APIO Test Device Modified",
        },
        changes=(f"{PLACE}APIO Test Device.macAddress", f"{PLACE}APIO Test Device.description"),
        write_path="access_devices",
    ),
    Case(
        module="access_device",
        name="clear",
        device="apio",
        url_path="/api/v1",
        setup=_device_with_everything,
        args={
            **GROUP,
            "device_name": "APIO Test Device",
            "clear": [
                "net_address",
                "port",
                "outbound_proxy_server_net_address",
                "stun_server_net_address",
                "mac_address",
                "serial_number",
                "description",
                "physical_location",
                "user_name",
            ],
        },
        changes=tuple(
            f"{PLACE}APIO Test Device.{name}"
            for name in (
                "netAddress",
                "port",
                "outboundProxyServerNetAddress",
                "stunServerNetAddress",
                "macAddress",
                "serialNumber",
                "description",
                "physicalLocation",
                "userName",
                "password",
            )
        ),
        secrets=("0ld-device-secret",),
        write_path="access_devices",
    ),
    Case(
        module="access_device",
        name="credentials",
        device="apio",
        url_path="/api/v1",
        setup=_device_with_everything,
        args={
            **GROUP,
            "device_name": "APIO Test Device",
            "user_name": "new",
            "password": "n3w-device-secret",
        },
        changes=(f"{PLACE}APIO Test Device.userName", f"{PLACE}APIO Test Device.password"),
        secrets=("0ld-device-secret", "n3w-device-secret"),
        write_path="access_devices",
    ),
    Case(
        module="access_device",
        name="recreate",
        device="apio",
        url_path="/api/v1",
        setup=_device_with_everything,
        args={
            **GROUP,
            "device_name": "APIO Test Device",
            "device_type": "CTYealink-T48G",
            "password": "n3w-device-secret",
            "recreate": True,
        },
        changes=(f"{PLACE}APIO Test Device.deviceType", f"{PLACE}APIO Test Device.password"),
        secrets=("0ld-device-secret", "n3w-device-secret"),
        write_path="access_devices",
    ),
    Case(
        module="access_device",
        name="absent",
        device="apio",
        url_path="/api/v1",
        args={**GROUP, "device_name": "APIO Test Device", "state": "absent"},
        changes=(f"{PLACE}APIO Test Device.*",),
        write_path="access_devices",
    ),
)
