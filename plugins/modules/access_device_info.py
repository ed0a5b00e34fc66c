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
  - telco.cpe.connection
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
    description:
      - The devices that V(details), V(files), V(users) and V(tags) are read of. All of the group's devices if omitted.
      - It is an error if one of them does not exist.
  tags:
    type: dict
    description: Filters of V(tags).
    suboptions:
      tag_set_name:
        type: str
        description: Only the tags of this System level tag set. It is an error if the server has no such set.
seealso:
  - module: telco.cpe.access_device
  - module: telco.cpe.access_device_config_file
  - module: telco.cpe.access_device_users
"""

EXAMPLES = r"""
# The connection, tenant and group come from the inventory (access_device_api_url, access_device_tenant_id, ...).
- name: The devices of a group that are not online
  telco.cpe.access_device_info:
    query: devices[?status != 'Online'].device_name
  register: silent

- name: Who is connected to a phone
  telco.cpe.access_device_info:
    gather: [details, users]
    device_name: [foodevice]
  register: phone

- name: The configuration files of all phones, and the tags of one set that they may use
  telco.cpe.access_device_info:
    tenant_id: foo
    group_id: foogroup
    gather: [files, tags]
    tags:
      tag_set_name: Yealink-T4x_Tags
  register: files
"""

RETURN = r"""
access_devices:
  description: What was gathered, by subset; or what O(query) makes of it. Keys are option names; what is unset is V("").
  returned: success
  type: dict
  contains:
    devices:
      description: The list of devices.
      returned: when V(devices) is gathered
      type: list
      elements: dict
      contains:
        device_name:
          description: Name.
          type: str
        device_type:
          description: Type.
          type: str
        status:
          description: V(Online), V(Offline), V(Unavailable) or V(Unknown).
          type: str
        version:
          description: User agent of the device.
          type: str
        mac_address:
          description: MAC address, as the server has it.
          type: str
        net_address:
          description: Network address.
          type: str
        free_ports:
          description: Free ports; V(99999) means unlimited.
          type: int
    details:
      description: Device name -> details of the device, as RV(telco.cpe.access_device#module:access_device) has them.
      returned: when V(details) is gathered
      type: dict
    files:
      description: >-
        Device name -> list of its configuration files, each with RV(ignore:file_format), RV(ignore:is_authenticated),
        RV(ignore:access_url), RV(ignore:repository_url) and RV(ignore:template_url). User information inside URLs is masked.
      returned: when V(files) is gathered
      type: dict
    users:
      description: >-
        Device name -> RV(ignore:connected_users), a list; RV(ignore:no_line_re_ordering), whether they can't be ordered anew; and
        RV(ignore:static_line_re_ordering), whether an order may leave gaps.
      returned: when V(users) is gathered
      type: dict
    tags:
      description: >-
        Device name -> list of the tags that are available to it, each with RV(ignore:name), RV(ignore:value), RV(ignore:level)
        (V(System_Default), V(System_DeviceType), V(Group_DeviceType) or V(DeviceProfile)), RV(ignore:tag_set_name) and
        RV(ignore:region_name). Values of tags that are credentials by their name are masked.
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

import re
import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._access_device.paths import (
    check_device_name,
    check_group,
    device_path,
    devices_path,
)
from ansible_collections.telco.cpe.plugins.module_utils._access_device.vendor import ACCESS_DEVICE, GROUP_OPTIONS
from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info, Subset
from ansible_collections.telco.cpe.plugins.module_utils._core.names import snake_keys
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_bool
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret

Row = dict[str, t.Any]

# The document wraps files in "access_devices"; "config_files" is what one would expect.
FILE_LISTS = ("config_files", "access_devices")

# Tags that hold credentials: administrators name them as they like, %SIPPassword1% or %ADMIN_PIN%.
SECRET_TAG = re.compile(
    r"pass(?:word|wd|phrase|code)|pwd|secret|token|(?:^|[%_\W])(?:pass|pin|psk|puk)(?:$|[%_\W\d])", re.IGNORECASE
)


class AccessDeviceInfo(Info):
    """Lists and details of access devices (APIO, "Access Device Management")."""

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
        "tags": {"type": "dict", "options": {"tag_set_name": {"type": "str"}}},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._list: list[Row] | None = None

    def validate(self) -> None:
        super().validate()
        check_group(self.params)
        for name in self.params["device_name"] or []:
            check_device_name(name)

    def devices(self) -> list[Row]:
        """The list of the group's devices."""
        if self._list is None:
            path = devices_path(self.params["tenant_id"], self.params["group_id"])
            self._list = snake_keys(self.client.rows(path, "access_devices"))
        return self._list

    def details(self) -> dict[str, Row]:
        """Device name -> details."""
        return {
            name: {"device_name": name, **snake_keys(self.client.get(path, "deviceType"))}
            for name, path in self._places()
        }

    def files(self) -> dict[str, list[Row]]:
        """Device name -> configuration files."""
        return {
            name: [_file(row) for row in self.client.rows(f"{path}config_files/", *FILE_LISTS)]
            for name, path in self._places()
        }

    def users(self) -> dict[str, Row]:
        """Device name -> connected users and how they can be ordered."""
        return {
            name: snake_keys(self.client.get(f"{path}connected_users/", "connected_users"))
            for name, path in self._places()
        }

    def tags(self) -> dict[str, list[Row]]:
        """Device name -> available tags."""
        wanted = (self.params["tags"] or {}).get("tag_set_name")
        body = {"tagSetName": wanted} if wanted else None
        found = {}
        for name, path in self._places():
            rows = [_tag(row) for row in self.client.rows(f"{path}available_tags/", "availableTags", body=body)]
            # A proxy may drop the body of a GET, and the filter with it.
            found[name] = [row for row in rows if not wanted or row.get("tag_set_name") == wanted]
        return found

    def _places(self) -> t.Iterator[tuple[str, str]]:
        """Name and path of each device that is meant."""
        names = self.params["device_name"]
        if names is None:
            names = [row["device_name"] for row in self.devices() if row.get("device_name")]
        for name in dict.fromkeys(names):
            yield name, device_path(self.params["tenant_id"], self.params["group_id"], name)


def _file(row: Row) -> Row:
    shown: Row = snake_keys(row)
    if "is_authenticated" in shown:
        # A string in the document's sample.
        shown["is_authenticated"] = to_bool(shown["is_authenticated"])
    return shown


def _tag(row: Row) -> Row:
    shown: Row = snake_keys(row)
    if shown.get("value") and SECRET_TAG.search(str(shown.get("name", ""))):
        shown["value"] = Secret(shown["value"])
    return shown


RESOURCE = AccessDeviceInfo


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
