#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_config
short_description: Set up SIP and routing of an SMS gateway
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings sections of an SMS gateway's configuration to their desired state. These are its SIP proxy, its SIP trunks, its routes from IP
    to the telephone network and back, and its port groups.
  - Only the sections that are given are read and changed. Entries are matched by their index. What is not given of an entry stays as it
    is on the gateway, because the module writes the whole entry, with what the gateway holds.
  - An entry that the gateway does not have yet gets what is not given of it as the options below say.
  - The API can't remove entries. O(purge) switches those off that are not listed.
  - The gateway's answer names each entry that it took. One that is missing there is an error. Then everything is read back.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.sms_gateway
  - telco.cpe.engine.verify
  - telco.cpe.engine.update_secrets
options:
  sip_proxy:
    type: dict
    description: The SIP server with which the gateway registers. There is one.
    suboptions:
      domain:
        type: str
        description: Its domain or address.
      port:
        type: int
        description: Its port, 0 to 65535.
      check_network_status:
        type: str
        choices: ["on", "off"]
        description: Whether the gateway checks that it is alive.
  sip_trunk:
    type: list
    elements: dict
    description: SIP trunks.
    suboptions:
      index:
        type: int
        required: true
        description: Which trunk, 0 to 31.
      enable:
        type: str
        choices: ["on", "off"]
        description: Whether the trunk is in use. V(on) for a new one.
      domain:
        type: str
        description: Domain or address of the other side. Required for a new trunk.
      port:
        type: int
        description: Port of the other side, 0 to 65535. V(5060) for a new trunk.
      description:
        type: str
        description: What the trunk is for.
      check_network_status:
        type: str
        choices: ["on", "off"]
        description: Whether the gateway checks that the other side is alive. V(off) for a new trunk.
  ip_to_tel_routing:
    type: list
    elements: dict
    description: Routes from IP to the telephone network.
    suboptions:
      index:
        type: int
        required: true
        description: Which route, 0 to 63. By the API's document 63 is the default route.
      enable:
        type: str
        choices: ["on", "off"]
        description: Whether the route is in use. V(on) for a new one.
      description:
        type: str
        description: What the route is for.
      operation:
        type: str
        choices: [Allow, Forbid]
        description: Whether calls of this route are allowed. V(Allow) for a new one.
      src_mode:
        type: str
        description:
          - Where the calls come from, V(sip_trunk), V(sip_trunk_group), or the gateway's word for its SIP server, which the API's document does not show.
          - Required for a new route.
      src_id:
        type: int
        description: Index of the SIP trunk or group of trunks that O(ip_to_tel_routing[].src_mode) says, 0 to 31. Required for a new route.
      dst_mode:
        type: str
        choices: [port, port_group]
        description: Where the calls go to. Required for a new route.
      dst_id:
        type: int
        description: Index of the port or port group that O(ip_to_tel_routing[].dst_mode) says, 0 to 31. Required for a new route.
      src_prefix:
        type: str
        description: Prefix of the calling number for which the route is.
      dst_prefix:
        type: str
        description: Prefix of the called number for which the route is.
      prefix_to_be_added:
        type: str
        description: What is put in front of the number.
      suffix_to_be_added:
        type: str
        description: What is put behind the number.
      del_digit:
        type: int
        description: How many digits are taken away from the front of the number, 0 to 255.
      reserve_digit:
        type: int
        description: How many digits of the number are kept, 0 to 255. V(0) for a new route, as in the API's examples.
  tel_to_ip_routing:
    type: list
    elements: dict
    description: Routes from the telephone network to IP.
    suboptions:
      index:
        type: int
        required: true
        description: Which route, 0 to 63. By the API's document 63 is the default route.
      enable:
        type: str
        choices: ["on", "off"]
        description: Whether the route is in use. V(on) for a new one.
      description:
        type: str
        description: What the route is for.
      operation:
        type: str
        choices: [Allow, Forbid]
        description: Whether calls of this route are allowed. V(Allow) for a new one.
      src_mode:
        type: str
        choices: [port, port_group]
        description: Where the calls come from. Required for a new route.
      src_id:
        type: int
        description: Index of the port or port group that O(tel_to_ip_routing[].src_mode) says, 0 to 31. Required for a new route.
      dst_mode:
        type: str
        description:
          - Where the calls go to, V(sip_trunk), V(sip_trunk_group), or the gateway's word for its SIP server, which the API's document does not show.
          - Required for a new route.
      dst_id:
        type: int
        description: Index of the SIP trunk or group of trunks that O(tel_to_ip_routing[].dst_mode) says, 0 to 31. Required for a new route.
      src_prefix:
        type: str
        description: Prefix of the calling number for which the route is.
      dst_prefix:
        type: str
        description: Prefix of the called number for which the route is.
      prefix_to_be_added:
        type: str
        description: What is put in front of the number.
      suffix_to_be_added:
        type: str
        description: What is put behind the number.
      del_digit:
        type: int
        description: How many digits are taken away from the front of the number, 0 to 255.
      reserve_digit:
        type: int
        description: How many digits of the number are kept, 0 to 255. V(0) for a new route, as in the API's examples.
  port_group:
    type: list
    elements: dict
    description: Groups of ports.
    suboptions:
      index:
        type: int
        required: true
        description: Which group, 0 to 31.
      enable:
        type: str
        choices: ["on", "off"]
        description: Whether the group is in use. V(on) for a new one.
      description:
        type: str
        description: What the group is for.
      sip_account:
        type: str
        description: SIP ID with which the group registers.
      sip_authid:
        type: str
        description: Name with which it authenticates.
      sip_authpswd:
        type: str
        description:
          - Password with which it authenticates. Some gateways show it, others do not, see O(update_secrets).
          - Must be given whenever anything of a group with a SIP account changes on a gateway that does not show it, because the whole
            group is written, and the password would be lost.
      sip_port:
        type: int
        description:
          - SIP port of the group, 0 to 65535. The API's document has it in one example only, and gateways do not show it. Where it is not
            shown it is not compared, and sent when something else of the group changes.
      port_map:
        type: list
        elements: int
        description: The ports of the group, 0 to 31 each, in any order. Required for a new group.
      reg_type:
        type: str
        description:
          - With what the group registers, V(no_register), V(sip_proxy), or the gateway's word for one of its trunks, of which the API's
            document only says C(Trunk-index). V(no_register) for a new group.
      select_type:
        type: str
        choices: [ascending, cyclicAscending, descending, cyclicDescending, unknown]
        description: In which order its ports are taken for calls. V(cyclicAscending) for a new group.
      tel_to_ip_hot_line:
        type: str
        description: Number that every call from the telephone network goes to.
      ip_to_tel_hot_line:
        type: str
        description: Number that every call from IP goes to.
  purge:
    type: bool
    default: false
    description: Whether to switch off the entries of the given sections that are not listed. An empty list so switches off all of a section.
notes:
  - The values of a new entry that is not given in full are those of the API's own examples, and otherwise empty.
  - An entry that the gateway does not have, and of which nothing but O(sip_trunk[].enable=off) is given, is as it should be.
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_info
  - module: telco.cpe.sms_gateway_port
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Route calls from the PBX through ports 0 to 3
  telco.cpe.sms_gateway_config:
    sip_trunk:
      - index: 1
        domain: pbx.example.com
        description: PBX
        check_network_status: "on"
    port_group:
      - index: 2
        description: Outgoing
        port_map: [0, 1, 2, 3]
        select_type: cyclicAscending
    ip_to_tel_routing:
      - index: 10
        description: PBX to the mobile network
        src_mode: sip_trunk
        src_id: 1
        dst_mode: port_group
        dst_id: 2

- name: Take port 3 out of the group, and leave all else of it as it is
  telco.cpe.sms_gateway_config:
    port_group:
      - index: 2
        port_map: [0, 1, 2]

- name: Register a group of ports with the SIP server
  telco.cpe.sms_gateway_config:
    sip_proxy:
      domain: sip.example.com
      port: 5060
    port_group:
      - index: 4
        port_map: [4, 5]
        reg_type: sip_proxy
        sip_account: "1010"
        sip_authid: "1010"
        sip_authpswd: "{{ vault_sip_password }}"

- name: Have exactly this trunk in use, and no other
  telco.cpe.sms_gateway_config:
    sip_trunk:
      - index: 1
        enable: "on"
    purge: true
"""

RETURN = r"""
config:
  description:
    - The given sections as read back, or in check mode as they will be, with all their entries. C(port_map) is a list of numbers. Passwords
      are masked.
  returned: success
  type: dict
  sample:
    sip_trunk:
      - index: 1
        enable: "on"
        domain: pbx.example.com
        port: 5060
        description: PBX
        check_network_status: "on"
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
unverified:
  description: Options that could not be compared with what the gateway holds, such as C(port_group[4].sip_authpswd).
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.config import SECTIONS
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.config_setting import ConfigSetting
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.config_table import TABLE
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY


class Config(ConfigSetting):
    """get_config and set_config (HTTP API V1.2, 19 and 20)."""

    vendor = SMS_GATEWAY
    key = "config"
    table = TABLE
    selectors: t.ClassVar[dict[str, t.Any]] = {"purge": {"type": "bool", "default": False}}
    constraints: t.ClassVar[dict[str, t.Any]] = {"required_one_of": [SECTIONS]}


RESOURCE = Config


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
