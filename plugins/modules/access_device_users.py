#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_device_users
short_description: Order the users connected to a SIP access device
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Sets the port (line, order) of each user connected to a SIP access device of a BroadWorks group, by the APIO REST API. This is
    mainly useful for DECT base stations and phones with several lines.
  - The API can neither connect nor disconnect users. It takes only the whole list, so that O(connected_users) must name all of
    them.
  - What the server would refuse is found out before anything is sent. These are a device whose type does not support ordering
    (RV(access_device_users.no_line_re_ordering)), a port given twice, a user left out, a user who is not connected, a port beyond
    those of the device, and a gap where the order is dynamic (RV(access_device_users.static_line_re_ordering) is false).
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.access_device
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.access_device
  - telco.cpe.access_device.device
  - telco.cpe.engine.verify
options:
  connected_users:
    type: list
    elements: raw
    required: true
    description:
      - All users connected to the device, as the API has it either a list of line ports or a list of objects.
      - In a list of line ports (C(foo@sip.example.com)) the first has port 1, the second port 2, and so on.
      - An object has C(order), the port, 1 to 1024; and C(line_port), C(user_id), or both, to say which user is meant, each 1 to 161
        characters.
      - Gaps in C(order) are only possible where the order is static.
seealso:
  - module: telco.cpe.access_device_info
"""

EXAMPLES = r"""
# The connection, tenant and group come from the inventory (access_device_api_url, access_device_tenant_id, ...).
- name: The order of the handsets of a DECT base station
  telco.cpe.access_device_users:
    device_name: dect-base
    connected_users:
      - test5@sip.example.net
      - test3@sip.example.net
      - test4@sip.example.net

- name: The lines of a phone, the second one free
  telco.cpe.access_device_users:
    device_name: foodevice
    connected_users:
      - line_port: test2@sip.example.net
        order: 1
      - user_id: test1@example.net
        order: 3
"""

RETURN = r"""
access_device_users:
  description: The order as read back, or in check mode as it will be.
  returned: success
  type: dict
  contains:
    connected_users:
      description: The connected users by their port.
      type: list
      elements: dict
      contains:
        line_port:
          description: Line port, the SIP address of record with which the line registers.
          type: str
        user_id:
          description: The user.
          type: str
        order:
          description: Port of the device.
          type: int
    no_line_re_ordering:
      description: Whether the device's type does not support ordering.
      type: bool
    static_line_re_ordering:
      description: Whether an order may leave gaps.
      type: bool
  sample:
    connected_users:
      - {line_port: test2@sip.example.net, user_id: test2@example.net, order: 1}
      - {line_port: test1@sip.example.net, user_id: test1@example.net, order: 3}
    no_line_re_ordering: false
    static_line_re_ordering: true
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: PUT
      endpoint: tenants/foo/groups/foogroup/access_devices/foodevice/connected_users/
      payload:
        connected_users:
          - {linePort: test2@sip.example.net, userId: test2@example.net, order: 1}
          - {linePort: test1@sip.example.net, userId: test1@example.net, order: 3}
unverified:
  description: Options that could not be compared with what the server holds; none of this module.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included. An order that changes needs the device's number of ports.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._access_device.users import Users
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module

RESOURCE = Users


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
