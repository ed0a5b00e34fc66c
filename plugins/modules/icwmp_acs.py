#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: icwmp_acs
short_description: Tell a CPE's TR-069 client icwmp which ACS is its own
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings what the TR-069 client icwmp on an OpenWrt-based CPE knows of its ACS to its desired state, by ubus over HTTP.
  - The options are those of the section C(acs) in C(/etc/config/cwmp), by their names there. What is omitted is left alone.
  - A change is committed to the CPE's configuration, and the client told to read it again. While a session with the ACS runs, the
    client does so at the end of that.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.icwmp
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.icwmp
  - telco.cpe.engine.verify
  - telco.cpe.engine.clear
options:
  url:
    type: str
    description:
      - Address of the ACS, 1 to 256 characters, beginning with C(http://) or C(https://).
      - The client does not use it while O(dhcp_discovery=enable) and DHCP has given it another one; there is a warning then.
  userid:
    type: str
    description: User name with which the client logs in to the ACS, 1 to 256 characters.
  passwd:
    type: str
    description: Password for that, 1 to 256 characters.
  dhcp_discovery:
    type: str
    choices: [enable, disable]
    description: Whether the client takes the address of the ACS from DHCP (option 43), where that gives one.
  periodic_inform_enable:
    type: bool
    description: Whether the client informs the ACS periodically.
  periodic_inform_interval:
    type: int
    description: Seconds between two periodic informs, at least 1.
  periodic_inform_time:
    type: str
    description: Reference in time of the periodic informs, as the client's version wants it, such as V(0001-01-01T00:00:00Z).
  retry_min_wait_interval:
    type: int
    description: Seconds that the client waits at least after a session that failed, 1 to 65535.
  retry_interval_multiplier:
    type: int
    description: Thousandths by which that grows with each failure, 1000 to 65535.
  compression:
    type: str
    choices: [GZIP, Deflate, Disabled]
    description: HTTP compression towards the ACS.
  ssl_capath:
    type: str
    description: Path of the CA certificates on the CPE, for sessions with the ACS.
  https_ssl_capath:
    type: str
    description: Path of the CA certificates on the CPE, for uploads and downloads.
  insecure_enable:
    type: bool
    description: Whether the client talks to an ACS whose certificate it can't trust.
  ipv6_enable:
    type: bool
    description: Whether the client uses IPv6.
  http_disable_100continue:
    type: bool
    description: Whether the client does without C(Expect) and C(100 Continue).
notes:
  - The documented methods of the ubus object C(tr069) tell the address of the ACS, but can't set it. The way taken here, the ubus
    object C(uci) of OpenWrt's rpcd, is the one that icwmp's own guide shows.
  - The user needs rights to the methods C(get), C(set), C(delete), C(commit), C(changes) and C(revert) of the object C(uci), to
    C(tr069 command), and to read and write the configuration C(cwmp).
  - What can be cleared is O(userid), O(passwd), O(periodic_inform_time), O(ssl_capath) and O(https_ssl_capath).
seealso:
  - module: telco.cpe.icwmp_command
  - module: telco.cpe.icwmp_info
  - module: telco.cpe.icwmp_inform
"""

EXAMPLES = r"""
# The connection comes from the inventory: icwmp_api_url, icwmp_api_username, icwmp_api_password.
- name: Have the CPE report to this ACS every hour, whatever DHCP says
  telco.cpe.icwmp_acs:
    url: https://acs.example.com:7547/
    userid: "{{ inventory_hostname }}"
    passwd: "{{ vault_acs_password }}"
    dhcp_discovery: disable
    periodic_inform_enable: true
    periodic_inform_interval: 3600

- name: Do without a login at the ACS
  telco.cpe.icwmp_acs:
    clear: [userid, passwd]
"""

RETURN = r"""
acs:
  description: The section as read back, or in check mode as it will be. Secrets are masked.
  returned: success
  type: dict
  contains:
    url:
      description: Address of the ACS. The other options that are set on the CPE stand beside it.
      type: str
    dhcp_url:
      description: The address that DHCP gave.
      returned: when there is one
      type: str
  sample: {"url": "https://acs.example.com:7547/", "userid": "cpe-1", "passwd": "********", "dhcp_discovery": "disable"}
plan:
  description: The calls, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: call
      endpoint: uci set
      payload: {config: cwmp, section: acs, values: {url: "https://acs.example.com:7547/"}}
    - {method: call, endpoint: uci commit, payload: {config: cwmp}}
    - {method: call, endpoint: tr069 command, payload: {command: reload}}
unverified:
  description: Options that could not be compared with what the CPE holds. Always empty here.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.acs import AcsSetting
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.vendor import ICWMP


class Acs(AcsSetting):
    """The section acs of the UCI configuration cwmp (icwmp, uci.cwmp.md), by the ubus object uci."""

    vendor = ICWMP


RESOURCE = Acs


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
