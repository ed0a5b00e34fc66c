# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from tests.generate.role import CONNECTION, NOTHING, Entries, Plain, Role

_SECTIONS = ("sip_proxy", "sip_trunk", "ip_to_tel_routing", "tel_to_ip_routing", "port_group")

ROLE = Role(
    "sms_gateway",
    "Bring an SMS gateway to its desired state: ports, SIP and routing, call forwarding",
    (
        (
            "Chooses the SIM slot, switches the power, and sets the number of ports of an SMS gateway, sets up its SIP proxy, SIP trunks, "
            "routes and port groups, and the call forwarding of its SIM cards, in this order."
        ),
        "Ports that are as they should be cost one request together, and so do SIP and routing.",
        "A SIM card that is not registered in the network yet can't be asked for its call forwarding, which fails.",
        CONNECTION.format(prefix="sms_gateway_"),
        NOTHING,
    ),
    (
        Entries("sms_gateway_ports", "sms_gateway_port", "Ports.", ("action", "pin"), "ports"),
        Plain("sms_gateway_ports_wait_timeout", "sms_gateway_port", "wait_timeout", 60),
        *(Plain(f"sms_gateway_{section}", "sms_gateway_config", section) for section in _SECTIONS),
        Plain("sms_gateway_purge", "sms_gateway_config", "purge", False),
        Plain("sms_gateway_update_secrets", "sms_gateway_config", "update_secrets", "on_change"),
        Entries("sms_gateway_call_forwards", "sms_gateway_call_forward", "Call forwarding, a port each.", ("verify",)),
    ),
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
          - port: 6
            power: "off"
        sms_gateway_sip_trunk:
          - index: 1
            domain: pbx.example.com
        sms_gateway_port_group:
          - index: 2
            port_map: [0, 1, 2, 3]
        sms_gateway_ip_to_tel_routing:
          - index: 10
            src_mode: sip_trunk
            src_id: 1
            dst_mode: port_group
            dst_id: 2
        sms_gateway_call_forwards:
          - port: 0
            not_reachable: "15013828917"
""",
)
