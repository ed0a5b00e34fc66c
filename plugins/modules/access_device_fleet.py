#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_device_fleet
short_description: Bring many SIP access devices of a BroadWorks group to their desired state
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Creates, updates and deletes SIP access devices (phones, adapters) of a BroadWorks group, or of several, by the APIO REST API, as
    M(telco.cpe.access_device) does with one.
  - Reads the list of each group once. The details of a device are read only where the list does not show what is desired. In the
    document the list shows the type, the MAC address, the network address, and what is no option (status, version, free ports).
  - A device that fails leaves the others alone; the module fails at the end and names those that failed. What concerns the whole
    server (no connection, wrong credentials or missing rights, no answer) ends the run, and a second one picks up what is left.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.access_device
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.access_device
  - telco.cpe.access_device.group
  - telco.cpe.access_device.fleet
  - telco.cpe.engine.verify
  - telco.cpe.engine.update_secrets
options:
  purge:
    type: bool
    default: false
    description:
      - Whether to delete the devices of the groups named in O(devices) that are not listed there.
      - A device with connected users is not purged, and counts as failed. It costs one request for each device to be purged to find
        that out.
      - An error without any device in O(devices).
  purge_limit:
    type: int
    default: 10
    description:
      - How many devices O(purge) may delete, in all groups together. Where more are not listed, the module fails before it changes
        anything. Devices with V(absent) as their state do not count.
  concurrency:
    type: int
    default: 4
    description:
      - How many devices' details are read at the same time, at least 1. Writes are sent one after the other.
      - Lower it where the server answers that it is asked too often (HTTP status 429).
seealso:
  - module: telco.cpe.access_device
  - module: telco.cpe.access_device_info
"""

EXAMPLES = r"""
# The connection, tenant and group come from the inventory (access_device_api_url, access_device_tenant_id, ...).
- name: The phones of a group
  telco.cpe.access_device_fleet:
    devices:
      - device_name: Front desk
        device_type: Generic SIP Phone
        mac_address: 22:11:00:cc:bb:aa
      - device_name: Meeting room
        device_type: Generic SIP Phone
        mac_address: 22:11:00:cc:bb:ab
        description: First floor
      - device_name: Old lobby
        state: absent

- name: Exactly these phones, and no others
  telco.cpe.access_device_fleet:
    devices: "{{ phones }}"
    purge: true
    purge_limit: 20
"""

RETURN = r"""
devices:
  description: What became of each device, in the order of O(devices); those that were purged at the end.
  returned: success, and failure after the groups were read
  type: list
  elements: dict
  contains:
    tenant_id:
      description: Tenant.
      type: str
    group_id:
      description: Group.
      type: str
    device_name:
      description: Name.
      type: str
    result:
      description:
        - V(applied), created, changed, created again or deleted, or in check mode to be so; V(unchanged); V(failed); or V(skipped)
          after something that concerns the whole server.
      type: str
    msg:
      description: What failed.
      returned: when it failed
      type: str
    former:
      description: The request that creates the device as it was, secrets masked.
      returned: when a device that was to be created again is gone
      type: dict
  sample:
    - {tenant_id: foo, group_id: foogroup, device_name: Front desk, result: applied}
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "PUT", "endpoint": "tenants/foo/groups/foogroup/access_devices/Front%20desk/", "payload": {"port": 5061}}]
unverified:
  description: Options that could not be compared with what the server holds.
  returned: success
  type: list
  elements: str
  sample: ["devices[Front desk].password"]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._access_device.fleet import Fleet
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module

RESOURCE = Fleet


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
