#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_info
short_description: Gather information about a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reads status and configuration of a Peplink router.
  - What the API gives as a map of IDs comes as a list of objects with C(id), in the router's order. Keys are in snake_case, and names
    that differ between firmware versions are told by their newer form. Secrets are masked.
  - A subset that the router's model or firmware lacks is an error that names the subset.
extends_documentation_fragment:
  - telco.cpe.attributes.info
  - telco.cpe.attributes.peplink
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.info
options:
  gather:
    type: list
    elements: str
    choices:
      - firmware
      - location
      - clients
      - lan
      - pepvpn
      - wan
      - allowance
      - signal
      - ssid
      - wan_config
      - gpio
      - sms
      - wifi_scan
      - access_point
      - sim
    default: [firmware, lan, wan]
    description:
      - What to gather.
      - V(firmware), the installed firmware.
      - V(location), GPS data. Routers without a GPS module refuse it.
      - V(clients), the clients, by O(clients).
      - V(lan), the status of the LANs, by O(lan).
      - V(pepvpn), the status of PepVPN and SpeedFusion, by O(pepvpn).
      - V(wan), the status of the WAN connections, by O(wan).
      - V(allowance), the use of the bandwidth allowance of WANs and SIMs, by O(allowance).
      - V(signal), the signal of cellular, modem and Wi-Fi WANs, by O(signal).
      - V(ssid), the configuration of the SSID profiles, by O(ssid).
      - V(wan_config), the configuration of the WAN connections, by O(wan_config), as M(telco.cpe.peplink_wan) takes it.
      - V(gpio), the configuration of the GPIOs, by O(gpio).
      - V(sms), the messages on the active SIM of a WAN, by O(sms), which is required then.
      - V(wifi_scan), the Wi-Fi access points around a Wi-Fi WAN, by O(wifi_scan), which is required then.
      - V(access_point), the state of the router's own access point.
      - V(sim), the enabled and the preferred SIM of a cellular WAN, by O(sim), which is required then. Firmware 8.3.0 and later lacks it.
  clients:
    type: dict
    description: Filters of V(clients).
    suboptions:
      vlan_id:
        type: int
        description: Only clients of this VLAN.
      active_only:
        type: bool
        description: Whether to leave inactive clients out.
      connection_type:
        type: list
        elements: str
        choices: [ethernet, wireless, pptp, stroute, l2tp, openvpn, pepvpn, other]
        description: Only clients that are connected so.
      size:
        type: int
        description: How many clients at most, 1 to 10000000. The router gives 1000 if omitted.
      output_weight:
        type: str
        choices: [full, normal, lite]
        description: How much to tell about each client. The router takes V(normal) if this and O(clients.info_type) are omitted.
      info_type:
        type: list
        elements: str
        choices: [ip, connectionType, lease, name, mac, bssid, port, vlanId, essid, active, signalStrength, speed]
        description: What to tell about each client. Overrides O(clients.output_weight).
  lan:
    type: dict
    description: Filters of V(lan).
    suboptions:
      id:
        type: list
        elements: str
        description: Only the LANs with these IDs. V(0) is the untagged LAN.
  pepvpn:
    type: dict
    description: Filters of V(pepvpn).
    suboptions:
      info_type:
        type: list
        elements: str
        choices: [profile, peer, tunnel]
        description: What to tell.
      lite:
        type: bool
        description: Whether to tell less.
      tunnel_option:
        type: list
        elements: str
        description: IDs of the peers, such as V(1-1), whose tunnels are to be told. Without it there are no tunnels.
      start:
        type: int
        description: Number of the first peer.
      size:
        type: int
        description: How many peers at most.
      search_pattern:
        type: str
        description: Only peers that are found by this string.
      serial_number:
        type: str
        description: Only the peer with this serial number.
  wan:
    type: dict
    description: Filters of V(wan).
    suboptions:
      id:
        type: list
        elements: str
        description: Only the WAN connections with these IDs.
      lite:
        type: bool
        description: Whether to tell less. Without effect on MAX routers.
  allowance:
    type: dict
    description: Filters of V(allowance).
    suboptions:
      conn_id:
        type: list
        elements: str
        description: Only the WAN connections with these IDs. Firmware 8.0.0 requires it, and takes cellular WANs only.
  signal:
    type: dict
    description: Filters of V(signal).
    suboptions:
      conn_id:
        type: list
        elements: str
        description: Only the WAN connections with these IDs.
      virtual_type:
        type: list
        elements: str
        choices: [wireless, cellular, modem]
        description: Only WAN connections of these types.
      info_type:
        type: list
        elements: str
        choices: [virtualType, signal, activeSim, wifi, band, signalLevel]
        description: What to tell about each WAN connection.
  ssid:
    type: dict
    description: Filters of V(ssid).
    suboptions:
      id:
        type: list
        elements: str
        description: Only the SSID profiles with these IDs.
  wan_config:
    type: dict
    description: Filters of V(wan_config).
    suboptions:
      id:
        type: list
        elements: str
        description: Only the WAN connections with these IDs.
      info_type:
        type: list
        elements: str
        choices: [multipleIp, connection, physical, healthcheck, bandwidthAllowanceMonitor, cellular]
        description: What to tell about each WAN connection.
  gpio:
    type: dict
    description: Filters of V(gpio).
    suboptions:
      reference:
        type: bool
        description: Whether to tell, too, which types and modes each GPIO supports.
  sms:
    type: dict
    description: Filters of V(sms).
    suboptions:
      conn_id:
        type: str
        required: true
        description: ID of the WAN connection.
  wifi_scan:
    type: dict
    description: Filters of V(wifi_scan).
    suboptions:
      conn_id:
        type: str
        required: true
        description: ID of the Wi-Fi WAN connection.
      info_type:
        type: str
        choices: [status, config]
        description: What to tell in addition, whether each is in use and connected, or its profile.
      sort_by:
        type: str
        choices: [name, security, signal, channel]
        description: Order. By name, the known ones first, if omitted.
      sort_order:
        type: str
        choices: [asc, desc]
        description: Direction of the order.
  sim:
    type: dict
    description: Filters of V(sim).
    suboptions:
      conn_id:
        type: str
        required: true
        description: ID of the cellular WAN connection.
seealso:
  - module: telco.cpe.peplink_ssid_profile
  - module: telco.cpe.peplink_wan
"""

EXAMPLES = r"""
- name: Which firmware is in use, and which WANs are up
  telco.cpe.peplink_info:
    api_url: https://192.168.50.1
    api_username: admin
    api_password: "{{ vault_router_password }}"
    gather: [firmware, wan]
    query: "{firmware: firmware[?in_use].version | [0], up: wan[?status_led == 'green'].name}"

- name: Which wireless clients there are
  telco.cpe.peplink_info:
    gather: clients
    clients:
      active_only: true
      connection_type: wireless

- name: How much of its allowance the cellular WAN has used
  telco.cpe.peplink_info:
    gather: allowance
    allowance:
      conn_id: 4
"""

RETURN = r"""
info:
  description: What was gathered, by subset, or what O(query) makes of it.
  returned: success
  type: dict
  contains:
    firmware:
      description: Installed firmware, with C(version), C(bootable) and C(in_use).
      type: list
      elements: dict
    location:
      description: GPS data, with C(gps), whether the signal is valid, and C(location).
      type: dict
    clients:
      description: Clients. The signal of a wireless client is in C(signal), with C(strength) in dBm and, from firmware 8.1.0 on, C(level).
      type: list
      elements: dict
    lan:
      description: Status of the LANs.
      type: list
      elements: dict
    pepvpn:
      description:
        - Status of PepVPN, with the lists C(profile), C(peer) and C(tunnel), and C(site_id), the local ID of the router.
        - Each tunnel has the ID of its peer and the list C(wan), from firmware 8.1.0 on C(overall), too.
      type: dict
    wan:
      description: Status of the WAN connections. The SIMs of a cellular WAN are in the list C(cellular.sim).
      type: list
      elements: dict
    allowance:
      description: Bandwidth allowance of the WAN connections, in MB. That of a cellular WAN is in the list C(sim).
      type: list
      elements: dict
    signal:
      description: Signal of the cellular, modem and Wi-Fi WANs. Other WANs are left out.
      type: list
      elements: dict
    ssid:
      description: Configuration of the SSID profiles.
      type: list
      elements: dict
    wan_config:
      description: Configuration of the WAN connections, as the options of M(telco.cpe.peplink_wan) have it.
      type: list
      elements: dict
    gpio:
      description: Configuration of the GPIOs; C(reference) of each with O(gpio.reference=true).
      type: list
      elements: dict
    sms:
      description: Messages, with C(conn_id), C(sim_id) and the list C(sms) of senders, each with the list C(message); the text is in C(content).
      type: dict
    wifi_scan:
      description: Access points. The signal in dBm is in C(signal_strength).
      type: list
      elements: dict
    access_point:
      description: State of the router's own access point. C(support) is V(false) where it has none.
      type: dict
    sim:
      description: C(enabled_sim), the enabled SIMs, and C(preferred_sim), V(null) for no preference.
      type: dict
  sample: {"firmware": [{"id": 1, "version": "8.1.1 build 5030", "bootable": true, "in_use": true}]}
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.http import READ
from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info, Subset
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink import status
from ansible_collections.telco.cpe.plugins.module_utils._peplink.filters import FILTERS, query
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK


class PeplinkInfo(Info):
    """The reading operations of the Peplink Router API."""

    vendor = PEPLINK
    key = "info"
    table = FILTERS
    subsets: t.ClassVar[dict[str, Subset]] = {
        "firmware": Subset("firmware"),
        "location": Subset("location", default=False),
        "clients": Subset("clients", default=False),
        "lan": Subset("lan"),
        "pepvpn": Subset("pepvpn", default=False),
        "wan": Subset("wan"),
        "allowance": Subset("allowance", default=False),
        "signal": Subset("signal", default=False),
        "ssid": Subset("ssid", default=False),
        "wan_config": Subset("wan_config", default=False),
        "gpio": Subset("gpio", default=False),
        "sms": Subset("sms", default=False),
        "wifi_scan": Subset("wifi_scan", default=False),
        "access_point": Subset("access_point", default=False),
        "sim": Subset("sim", default=False),
    }
    selectors: t.ClassVar[dict[str, t.Any]] = Info.gather_spec(subsets)

    def validate(self) -> None:
        super().validate()
        gather = self.params["gather"]
        for subset in ("sms", "wifi_scan", "sim"):
            if subset in gather and not self.params[subset]:
                raise OptionError(f"{subset}.conn_id", f"is required to gather {subset}: the ID of a WAN connection")
        for node in FILTERS.fields:
            if self.params[node.option] and node.option not in gather:
                raise OptionError(
                    node.option, f"has filters of a subset that is not gathered: add {node.option} to gather"
                )

    def _get(self, function: str, subset: str) -> t.Any:
        return self.client.get(function, query(subset, self.params[subset]))

    def firmware(self) -> t.Any:
        return status.tidy_map(self.client.get("info.firmware"))

    def location(self) -> t.Any:
        try:
            return status.tidy(self.client.get("info.location"))
        except ApiFailure as error:
            error.hint = "Routers without a GPS module refuse this."
            raise

    def clients(self) -> t.Any:
        return status.clients(self._get("status.client", "clients"))

    def lan(self) -> t.Any:
        return status.tidy_map(self._get("status.lan.profile", "lan"))

    def pepvpn(self) -> t.Any:
        return status.pepvpn(self._get("status.pepvpn", "pepvpn"))

    def wan(self) -> t.Any:
        return status.wan(self._get("status.wan.connection", "wan"))

    def allowance(self) -> t.Any:
        return status.allowance(self._get("status.wan.connection.allowance", "allowance"))

    def signal(self) -> t.Any:
        return status.tidy_map(self._get("status.wan.connection.signal", "signal"))

    def ssid(self) -> t.Any:
        return status.tidy_map(self._get("config.ssid.profile", "ssid"))

    def wan_config(self) -> t.Any:
        return status.wan_config(self._get("config.wan.connection", "wan_config"))

    def gpio(self) -> t.Any:
        # An empty list makes this POST a read.
        body: dict[str, t.Any] = {"list": []}
        reference = (self.params["gpio"] or {}).get("reference")
        if reference is not None:
            body["reference"] = reference
        return status.gpio(self.client.post("config.gpio", body, READ))

    def sms(self) -> t.Any:
        return status.sms(self._get("cmd.sms.get", "sms"))

    def wifi_scan(self) -> t.Any:
        return status.wifi_scan(self._get("cmd.wifi.scan", "wifi_scan"))

    def access_point(self) -> t.Any:
        return status.tidy(self.client.get("cmd.ap"))

    def sim(self) -> t.Any:
        return status.tidy(self._get("cmd.wan.cellular", "sim"))


RESOURCE = PeplinkInfo


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
