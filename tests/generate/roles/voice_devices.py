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
        CONNECTION.format(prefix="access_device_"),
        NOTHING,
    ),
    (
        Entries("voice_devices_devices", "access_device", "Access devices.", ("verify", "update_secrets")),
        Plain("voice_devices_update_secrets", "access_device", "update_secrets", "on_change"),
    ),
    """\
- hosts: access_device
  gather_facts: false
  roles:
    - role: telco.cpe.voice_devices
      vars:
        voice_devices_devices:
          - tenant_id: foo
            group_id: foogroup
            device_name: Front desk
            device_type: Generic SIP Phone
            mac_address: 22:11:00:cc:bb:aa
""",
)
