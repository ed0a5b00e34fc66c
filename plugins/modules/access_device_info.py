#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_device_info
short_description: Gather the SIP access devices of a BroadWorks group, their files, users and tags
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reads access devices of a BroadWorks group by the APIO REST API.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.info
  - telco.cpe.attributes.access_device
  - telco.cpe.access_device
  - telco.cpe.access_device.group
  - telco.cpe.engine.info
options:
  gather:
    type: list
    elements: str
    choices: [devices, details, files, users, tags]
    default: [devices]
    description:
      - What to read.
      - V(devices) is the list of the group's devices, one request.
      - V(details), V(files) (the configuration files), V(users) (the connected users) and V(tags) (the available tags) cost one
        request for each device of O(device_name).
  device_name:
    type: list
    elements: str
    description: The devices that V(details), V(files), V(users) and V(tags) are read of. All of the group's devices if omitted.
  tag_set_name:
    type: str
    description: Read the tags of this System level tag set only, for V(tags).
"""

EXAMPLES = r"""
- name: The devices of a group that are not online
  telco.cpe.access_device_info:
    tenant_id: foo
    group_id: foogroup
    query: devices[?status != 'Online'].device_name
  register: silent

- name: Who is connected to the front desk's phone
  telco.cpe.access_device_info:
    gather: [details, users]
    device_name: [Front desk]
  register: desk
"""

RETURN = r"""
access_devices:
  description: What was gathered, by subset; or what O(query) makes of it. Keys are option names; what is unset is V("").
  returned: success
  type: dict
  contains:
    devices:
      description: The list of devices. V(99999) free ports mean unlimited.
      returned: when V(devices) is gathered
      type: list
      elements: dict
    details:
      description: Device name -> details of the device.
      returned: when V(details) is gathered
      type: dict
    files:
      description: Device name -> list of its configuration files. User information inside URLs is masked.
      returned: when V(files) is gathered
      type: dict
    users:
      description: >-
        Device name -> RV(ignore:connected_users), a list, RV(ignore:no_line_re_ordering) and RV(ignore:static_line_re_ordering).
      returned: when V(users) is gathered
      type: dict
    tags:
      description: Device name -> list of the tags that are available to it.
      returned: when V(tags) is gathered
      type: dict
  sample:
    devices:
      - {device_name: Front desk, device_type: Generic SIP Phone, status: Online, mac_address: 221100CCBBAA, free_ports: 99999}
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._access_device.client import device_path, devices_path
from ansible_collections.telco.cpe.plugins.module_utils._access_device.table import check_group
from ansible_collections.telco.cpe.plugins.module_utils._access_device.vendor import ACCESS_DEVICE, GROUP_OPTIONS
from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info, Subset
from ansible_collections.telco.cpe.plugins.module_utils._core.names import snake_keys
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_bool
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module

# The document wraps files in "access_devices"; "config_files" is what one would expect.
FILE_LISTS = ("config_files", "access_devices")


class AccessDeviceInfo(Info):
    """Lists and details of access devices (APIO, Access Device Management)."""

    vendor = ACCESS_DEVICE
    key = "access_devices"
    subsets: t.ClassVar[dict[str, Subset]] = {
        "devices": Subset("devices"),
        "details": Subset("details", default=False),
        "files": Subset("files", default=False),
        "users": Subset("users", default=False),
        "tags": Subset("tags", default=False),
    }
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **Info.gather_spec(subsets),
        **GROUP_OPTIONS,
        "device_name": {"type": "list", "elements": "str"},
        "tag_set_name": {"type": "str"},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._list: list[dict[str, t.Any]] | None = None

    def validate(self) -> None:
        super().validate()
        check_group(self.params)

    def devices(self) -> list[dict[str, t.Any]]:
        """The list of the group's devices."""
        if self._list is None:
            path = devices_path(self.params["tenant_id"], self.params["group_id"])
            self._list = snake_keys(self.client.get(path, "access_devices")["access_devices"])
        return self._list

    def details(self) -> dict[str, t.Any]:
        """Device name -> details."""
        return self._each("", "deviceType", lambda answer, name: {"device_name": name, **snake_keys(answer)})

    def files(self) -> dict[str, t.Any]:
        """Device name -> configuration files."""
        return self._each("config_files/", FILE_LISTS, lambda answer, _name: _files(answer))

    def users(self) -> dict[str, t.Any]:
        """Device name -> connected users and how they can be ordered."""
        return self._each("connected_users/", "connected_users", lambda answer, _name: snake_keys(answer))

    def tags(self) -> dict[str, t.Any]:
        """Device name -> available tags."""
        wanted = self.params["tag_set_name"]
        body = {"tagSetName": wanted} if wanted else None
        return self._each(
            "available_tags/", "availableTags", lambda answer, _name: snake_keys(answer["availableTags"]), body
        )

    def _each(
        self, below: str, member: str | tuple[str, ...], shape: t.Callable[[t.Any, str], t.Any], body: t.Any = None
    ) -> dict[str, t.Any]:
        names = self.params["device_name"]
        if names is None:
            names = [device["device_name"] for device in self.devices()]
        tenant, group = self.params["tenant_id"], self.params["group_id"]
        return {
            name: shape(self.client.get(device_path(tenant, group, name) + below, member, body), name) for name in names
        }


def _files(answer: dict[str, t.Any]) -> list[dict[str, t.Any]]:
    files = next(answer[name] for name in FILE_LISTS if name in answer)
    return [{**snake_keys(file), "is_authenticated": to_bool(file.get("isAuthenticated"))} for file in files]


RESOURCE = AccessDeviceInfo


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
