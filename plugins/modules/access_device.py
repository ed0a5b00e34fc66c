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
  - An empty text unsets the option, as O(clear) does. The API's document does not say how an attribute is unset; where the server
    refuses the first form (an empty text, null for a number), the same change is sent again in the other one.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.access_device
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.access_device
  - telco.cpe.access_device.group
  - telco.cpe.access_device.options
  - telco.cpe.engine.state
  - telco.cpe.engine.verify
  - telco.cpe.engine.update_secrets
seealso:
  - module: telco.cpe.access_device_config_file
  - module: telco.cpe.access_device_fleet
  - module: telco.cpe.access_device_info
  - module: telco.cpe.access_device_reboot
  - module: telco.cpe.access_device_users
"""

EXAMPLES = r"""
# The connection, tenant and group come from the inventory (access_device_api_url, access_device_tenant_id, ...).
- name: A phone for the front desk
  telco.cpe.access_device:
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

- name: The same phone, replaced by another model
  telco.cpe.access_device:
    device_name: Front desk
    device_type: CTYealink-T48G
    mac_address: 00:15:65:a1:b2:c3
    clear: [serial_number]
    recreate: true
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
  sample: [{"method": "PUT", "endpoint": "tenants/foo/groups/foogroup/access_devices/Front%20desk/", "payload": {"port": 5061}}]
former:
  description: The request that creates the device as it was, secrets masked.
  returned: when O(recreate) deleted the device and could create it neither as desired nor as it was
  type: dict
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

from ansible_collections.telco.cpe.plugins.module_utils._access_device.device import AccessDevice
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module

RESOURCE = AccessDevice


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
