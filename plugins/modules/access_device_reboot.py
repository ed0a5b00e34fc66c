#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_device_reboot
short_description: Reboot a SIP access device of a BroadWorks group
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Asks a SIP access device (phone, adapter) to reboot, by the Application Server behind the APIO REST API.
  - The server answers when it has passed the request on. Nothing tells when the device has rebooted, so that the module does not
    wait for it.
  - The request is never repeated, so that no device reboots twice.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.access_device
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.access_device
  - telco.cpe.access_device.device
seealso:
  - module: telco.cpe.access_device
  - module: telco.cpe.access_device_config_file
"""

EXAMPLES = r"""
# The connection, tenant and group come from the inventory (access_device_api_url, access_device_tenant_id, ...).
- name: Reboot a phone
  telco.cpe.access_device_reboot:
    device_name: foodevice

- name: Upload a configuration file
  telco.cpe.access_device_config_file:
    device_name: foodevice
    file_format: y000000000035.cfg
    file_source: Custom
    file_content: "account.1.enable = 1\n"
  register: uploaded

- name: Let the phone fetch it
  telco.cpe.access_device_reboot:
    device_name: foodevice
  when: uploaded is changed

- name: Reboot several phones, one after the other at a pace that the servers stand
  telco.cpe.access_device_reboot:
    device_name: "{{ item }}"
  loop: "{{ phones }}"
  loop_control:
    pause: "{{ seconds_between_reboots }}"
"""

RETURN = r"""
access_device_reboot:
  description: What the server answered; the document shows an empty object.
  returned: success, not in check mode
  type: dict
  sample: {}
plan:
  description: The request; in check mode that which a run would send.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "PUT", "endpoint": "tenants/foo/groups/foogroup/access_devices/foodevice/reboot_phone/", "payload": {}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._access_device.reboot import Reboot
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module

RESOURCE = Reboot


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
