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
  - telco.cpe.engine.state
  - telco.cpe.engine.verify
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
    description:
      - User name with which the device fetches its configuration, at most 161 characters.
      - To clear it clears the password with it.
  password:
    type: str
    description:
      - The password that goes with O(user_name), 1 to 60 characters. Sent with the user name that the device has, if none is given.
      - The server never returns it, so that it can't be compared. See O(update_secrets).
  recreate:
    type: bool
    default: false
    description:
      - Whether to delete the device and create it again where a change is asked for that an existing device can't undergo.
      - What the options leave alone is kept. What the server does not show (the password, custom tags, custom files) is lost,
        unless it is given; a device with credentials of its own is refused without O(password).
      - Refused for a device with connected users, which the API can't attach again.
      - Where the server refuses to create it, the device is created again as it was, and the module fails.
  clear:
    type: list
    elements: str
    default: []
    description:
      - Options that are to be unset, of V(net_address), V(port), V(outbound_proxy_server_net_address),
        V(stun_server_net_address), V(mac_address), V(serial_number), V(description), V(physical_location) and V(user_name).
      - It is an error to name another one, or one that is set at the same time.
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
