#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_device_config_file
short_description: Set the configuration file of a SIP access device
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Sets where a configuration file of a SIP access device of a BroadWorks group comes from, uploads its content, and switches the
    extended capture, by the APIO REST API.
  - The content is a template for the server, which puts the values of tags such as C(%BWLINE-1%) in. What Ansible knows itself is
    rendered by the play, for example by P(ansible.builtin.template#lookup).
  - Options that are omitted are left alone. Without any of them the module reads the file's settings.
  - The document of the API leaves the method of the update open. It is sent by C(PUT), and by C(POST) where the server does not know
    that.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.access_device
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.access_device
  - telco.cpe.access_device.device
  - telco.cpe.engine.verify
options:
  file_format:
    type: str
    required: true
    description:
      - Which file, by its format as the list of the device's files has it, such as C(%BWMACADDRESS%.cfg), 1 to 128 characters.
        M(telco.cpe.access_device_info) lists them.
  file_source:
    type: str
    choices: [Default, Manual, Custom]
    description:
      - Where the file comes from. V(Default) is the file of the device's type; V(Custom) the one that is uploaded; V(Manual) one
        that is put on the server by other means.
      - Required with content where the file is the default one, which has no content of its own.
  file_content:
    type: str
    description:
      - The content, as text. It is uploaded as UTF-8, base64 encoded.
      - Never shown, since configuration files hold credentials.
  file_content_base64:
    type: str
    description:
      - The content, base64 encoded, for files that are no text. Excludes O(file_content).
  extended_capture_enabled:
    type: bool
    description: Whether the extended capture is enabled.
  update_content:
    type: str
    choices: [on_change, always]
    default: on_change
    description:
      - When to upload content that the server does not show, and that so can't be compared. Content that it shows is compared.
      - With V(on_change) it is uploaded when O(file_source) or O(extended_capture_enabled) changes. RV(unverified) tells that it was
        not compared.
      - With V(always) it is uploaded on each run, which then always reports a change. To upload what has changed only, render the
        content into a file first, and set this from whether that has changed, as the examples show.
  check_tags:
    type: bool
    default: true
    description:
      - Whether to warn of tags in content which is to be uploaded that the server does not have for the device. It costs one
        request, and only where something is uploaded.
      - The tags of BroadWorks itself, C(%BW...%), are never warned of.
seealso:
  - module: telco.cpe.access_device_info
  - module: telco.cpe.access_device_reboot
"""

EXAMPLES = r"""
# The connection, tenant and group come from the inventory (access_device_api_url, access_device_tenant_id, ...).
- name: A file of its own for a phone
  telco.cpe.access_device_config_file:
    device_name: foodevice
    file_format: "%BWMACADDRESS%.cfg"
    file_source: Custom
    file_content: |
      account.1.display_name = %BWCLID-1%
      account.1.auth_name = {{ auth_name }}
      account.1.password = {{ vault_sip_password }}

- name: Render the common file of the phones
  ansible.builtin.template:
    src: phone.cfg.j2
    dest: "{{ rendered_folder }}/phone.cfg"
    mode: "0600"
  delegate_to: localhost
  register: rendered

- name: Upload it where it has changed
  telco.cpe.access_device_config_file:
    device_name: foodevice
    file_format: y000000000035.cfg
    file_source: Custom
    file_content: "{{ lookup('ansible.builtin.file', rendered_folder ~ '/phone.cfg', rstrip=false) }}"
    update_content: "{{ 'always' if rendered is changed else 'on_change' }}"

- name: Back to the file of the device's type
  telco.cpe.access_device_config_file:
    device_name: foodevice
    file_format: "%BWMACADDRESS%.cfg"
    file_source: Default
"""

RETURN = r"""
access_device_config_file:
  description: The file as read back, or in check mode as it will be. Content and user information inside URLs are masked.
  returned: success
  type: dict
  contains:
    file_source:
      description: V(Default), V(Manual) or V(Custom).
      type: str
    file_content:
      description: Masked; absent where the server does not show it.
      type: str
    extended_capture_enabled:
      description: Whether the extended capture is enabled.
      type: bool
    configuration_file_name:
      description: Path of the file on the server.
      type: str
    access_url:
      description: URL from which the device fetches the file.
      type: str
    repository_url:
      description: URL of the repository.
      type: str
    template_url:
      description: URL of the template.
      type: str
  sample:
    file_source: Custom
    extended_capture_enabled: false
    configuration_file_name: /var/broadworks/IpDeviceConfig/type/CTYealink-T48G/%BWMACADDRESS%.cfg.template
    access_url: "{%25BWMACADDRESS%25}.cfg"
    repository_url: ""
    template_url: http://********@xsp.example.com/dms/CTYealink-T48G/
plan:
  description: The writes, in order, content masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: PUT
      endpoint: tenants/foo/groups/foogroup/access_devices/foodevice/config_files/y000000000035.cfg/
      payload: {fileSource: Custom, fileContent: "********", extendedCaptureEnabled: false}
unverified:
  description: V(file_content) where the server does not show the content.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._access_device.config_file import ConfigFile
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module

RESOURCE = ConfigFile


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
