# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from tests.generate.role import CONNECTION, NOTHING, Entries, Role

ROLE = Role(
    "sms_gateway",
    "Bring the ports of an SMS gateway to their desired state",
    (
        "Chooses the SIM slot, switches the power, and sets the number of ports of an SMS gateway.",
        CONNECTION.format(prefix="sms_gateway_"),
        NOTHING,
    ),
    (Entries("sms_gateway_ports", "sms_gateway_port", "Ports.", ("action", "pin", "verify")),),
    """\
- hosts: sms_gateway
  gather_facts: false
  roles:
    - role: telco.cpe.sms_gateway
      vars:
        sms_gateway_ports:
          - port: 0
            slot: 1
            power: "on"
""",
)
