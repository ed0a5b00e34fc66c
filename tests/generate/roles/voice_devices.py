# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from tests.generate.role import CONNECTION, NOTHING, Entries, Plain, Role

ROLE = Role(
    "voice_devices",
    "Bring the SIP access devices of a BroadWorks group to their desired state",
    (
        "Creates, updates and deletes SIP access devices (phones, adapters) of a BroadWorks group by APIO.",
        "Uploads their configuration files, and orders their users.",
        "Hundreds of devices cost one request for the group's list, and one for each device of which more is asked than the list shows.",
        "In check mode the files and users of a device that is yet to be created are left out.",
        CONNECTION.format(prefix="access_device_"),
        NOTHING,
    ),
    (
        Entries("voice_devices_devices", "access_device_fleet", "", option="devices"),
        Plain("voice_devices_purge", "access_device_fleet", "purge", False),
        Plain("voice_devices_purge_limit", "access_device_fleet", "purge_limit", 10),
        Plain("voice_devices_concurrency", "access_device_fleet", "concurrency", 4),
        Plain("voice_devices_update_secrets", "access_device_fleet", "update_secrets", "on_change"),
        Entries("voice_devices_config_files", "access_device_config_file", "Configuration files.", ("verify",)),
        Entries("voice_devices_users", "access_device_users", "Users of devices, in their order.", ("verify",)),
    ),
    """\
- hosts: access_device
  gather_facts: false
  roles:
    - role: telco.cpe.voice_devices
      vars:
        voice_devices_devices:
          - device_name: Front desk
            device_type: CTYealink-T48G
            mac_address: 22:11:00:cc:bb:aa
        voice_devices_purge: true
        voice_devices_config_files:
          - device_name: Front desk
            file_format: "%BWMACADDRESS%.cfg"
            file_source: Custom
            file_content: "{{ lookup('ansible.builtin.template', 'phone.cfg.j2') }}"
""",
)
