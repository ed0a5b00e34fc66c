#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_device
short_description: Create, update and delete SIP access devices of a BroadWorks group
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Manages a SIP access device (phone, adapter) of a BroadWorks group by the APIO REST API.
  - Options that are omitted are left alone on an existing device.
  - What BroadWorks can't change on an existing device, the O(device_type), is an error, unless O(recreate=true).
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.access_device
  - telco.cpe.attributes.idempotent
  - telco.cpe.access_device
  - telco.cpe.access_device.group
  - telco.cpe.engine.state
  - telco.cpe.engine.verify
  - telco.cpe.engine.clear
  - telco.cpe.engine.update_secrets
options:
  device_name:
    type: str
    required: true
    description: Name of the device, 1 to 40 characters. A device can't be renamed.
  device_type:
    type: str
    description: Type of the device, 1 to 40 characters. Required where the device is to be created.
  protocol:
    type: str
    description: Signalling protocol, such as V(SIP 2.0), 1 to 20 characters.
  net_address:
    type: str
    description: Network address (IP address or host name) of the device, at most 80 characters.
  port:
    type: int
    description: Port at the network address, 1025 to 65535.
  outbound_proxy_server_net_address:
    type: str
    description: Address of the outbound proxy, at most 80 characters.
  stun_server_net_address:
    type: str
    description: Address of the STUN server, at most 80 characters.
  mac_address:
    type: str
    description:
      - MAC address, twelve hexadecimal digits in any common notation (V(22:11:00:cc:bb:aa), V(221100CCBBAA), V(2211.00cc.bbaa)).
      - Compared without regard to separators and case; sent as twelve upper-case digits.
  serial_number:
    type: str
    description: Serial number, at most 80 characters.
  description:
    type: str
    description: Description, at most 80 characters.
  physical_location:
    type: str
    description: Physical location, at most 1024 characters.
  transport_protocol:
    type: str
    choices: [UDP, TCP, TLS, Unspecified]
    description: Transport protocol.
  use_custom_user_name_password:
    type: bool
    description: Whether the device authenticates with O(user_name) and O(password) instead of those of its type.
  user_name:
    type: str
    description: User name with which the device fetches its configuration, at most 161 characters.
  password:
    type: str
    description:
      - The password that goes with O(user_name), 1 to 60 characters.
      - The server never returns it, so that it can't be compared. See O(update_secrets).
  recreate:
    type: bool
    default: false
    description:
      - Whether to delete the device and create it again where a change is asked for that an existing device can't undergo.
      - Refused for a device with connected users, which the API can't attach again.
      - What the server does not show (the password, custom tags, custom files) is lost, unless it is given.
seealso:
  - module: telco.cpe.access_device_info
"""

EXAMPLES = r"""
- name: A phone for the front desk
  telco.cpe.access_device:
    api_url: https://apio.example.com/api/v1
    api_username: provisioning
    api_password: "{{ vault_apio_password }}"
    tenant_id: foo
    group_id: foogroup
    device_name: Front desk
    device_type: Generic SIP Phone
    protocol: SIP 2.0
    mac_address: 22:11:00:cc:bb:aa
    transport_protocol: Unspecified
    description: Reception, ground floor

- name: Its credentials, sent when something else changes
  telco.cpe.access_device:
    device_name: Front desk
    use_custom_user_name_password: true
    user_name: frontdesk
    password: "{{ vault_front_desk_password }}"

- name: A device that went back to stock
  telco.cpe.access_device:
    device_name: Front desk
    state: absent
"""

RETURN = r"""
access_device:
  description: The device as read back, or in check mode as it will be; empty when absent. Secrets are masked, what is unset is absent.
  returned: success
  type: dict
  contains:
    device_name:
      description: Name.
      type: str
    device_type:
      description: Type.
      type: str
    protocol:
      description: Signalling protocol.
      type: str
    net_address:
      description: Network address.
      type: str
    port:
      description: Port.
      type: int
    outbound_proxy_server_net_address:
      description: Address of the outbound proxy.
      type: str
    stun_server_net_address:
      description: Address of the STUN server.
      type: str
    mac_address:
      description: MAC address, twelve upper-case digits.
      type: str
    serial_number:
      description: Serial number.
      type: str
    description:
      description: Description.
      type: str
    physical_location:
      description: Physical location.
      type: str
    transport_protocol:
      description: Transport protocol.
      type: str
    use_custom_user_name_password:
      description: Whether the device has credentials of its own.
      type: bool
    user_name:
      description: User name.
      type: str
    configuration_file_name:
      description: Name of the configuration file.
      type: str
    number_of_ports:
      description: Ports of the device; V(-1) means unlimited.
      type: int
    number_of_assigned_ports:
      description: Ports in use.
      type: int
    status:
      description: V(Online), V(Offline), V(Unavailable) or V(Unknown).
      type: str
    version:
      description: User agent of the device.
      type: str
  sample: {"device_name": "Front desk", "device_type": "Generic SIP Phone", "mac_address": "221100CCBBAA", "status": "Online"}
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
unverified:
  description: Options that could not be compared with what the server holds.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._access_device.client import device_path, devices_path
from ansible_collections.telco.cpe.plugins.module_utils._access_device.table import TABLE, check_group
from ansible_collections.telco.cpe.plugins.module_utils._access_device.vendor import ACCESS_DEVICE, GROUP_OPTIONS
from ansible_collections.telco.cpe.plugins.module_utils._core import normal
from ansible_collections.telco.cpe.plugins.module_utils._core.compare import Change, Comparison, predict
from ansible_collections.telco.cpe.plugins.module_utils._core.entity import Entity
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR, argument_spec
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module

NAME_LENGTH = (1, 40)


class AccessDevice(Entity):
    """An access device: list, detail, create, update, delete (APIO, Access Device Management)."""

    vendor = ACCESS_DEVICE
    key = "access_device"
    table = TABLE
    create_requires = ("device_type",)
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **GROUP_OPTIONS,
        "device_name": {"type": "str", "required": True},
        "recreate": {"type": "bool", "default": False},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        # What a device that is recreated held, also for a second attempt after the first one was lost on the way.
        self._kept: dict[str, t.Any] = {}

    def validate(self) -> None:
        super().validate()
        check_group(self.params)
        low, high = NAME_LENGTH
        if not low <= len(self.params["device_name"]) <= high:
            raise OptionError("device_name", f"allowed are {low} to {high} characters")
        if self.params["use_custom_user_name_password"] is False:
            for option in ("user_name", "password"):
                if self.params[option]:
                    raise OptionError(option, "makes no sense with use_custom_user_name_password false")

    @property
    def _path(self) -> str:
        return device_path(self.params["tenant_id"], self.params["group_id"], self.params["device_name"])

    def header(self) -> str:
        return f"{self.client.connection.device} {self._path}"

    def current(self) -> dict[str, t.Any] | None:  # type: ignore[override]
        answer = self.client.find(self._path, "deviceType")
        if answer is None:
            return None
        return normal.from_answer(self.table, {**answer, "deviceName": self.params["device_name"]})

    def creation(self, body: dict[str, t.Any]) -> list[Write]:
        path = devices_path(self.params["tenant_id"], self.params["group_id"])
        return [Write("POST", path, {"deviceName": self.params["device_name"], **self._kept, **body})]

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        return [Write("PUT", self._path, body)]

    def removal(self, current: dict[str, t.Any]) -> list[Write]:
        return [Write("DELETE", self._path)]

    def immutable_changed(self, changes: list[Change], current: dict[str, t.Any]) -> list[Write]:
        if not self.params["recreate"]:
            names = ", ".join(f"{change.name} ({change.before!r}, asked {change.after!r})" for change in changes)
            raise ApiFailure(
                f"{names} can't be changed on an existing device",
                device=self.client.connection.device,
                hint="Set recreate to true to delete the device and create it again.",
            )
        self._refuse_connected_users()
        after = predict(self.table, self.compare(current))
        if after.get("use_custom_user_name_password") and not self.params["password"]:
            raise OptionError("password", "is required to recreate a device that has credentials of its own")
        written = set(argument_spec(self.table))
        self._kept = self.creation_body({option: value for option, value in after.items() if option in written})
        desired = {option: value for option, value in self.desired().items() if value is not CLEAR}
        return [*self.removal(current), *self.creation(self.creation_body(desired))]

    def _refuse_connected_users(self) -> None:
        users = self.client.get(f"{self._path}connected_users/", "connected_users")["connected_users"]
        if users:
            raise ApiFailure(
                f"the device has {len(users)} connected users, which the API can't attach again after a recreation",
                device=self.client.connection.device,
                hint="Move the users to another device first.",
            )


RESOURCE = AccessDevice


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
