#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wan
short_description: Set up a WAN connection of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings one WAN connection of a Peplink router to its desired state, by O(id) or by its present name O(match_name).
  - Options that are omitted are left alone on the router. What the API can set back to automatic or to nothing is named in O(clear),
    such as C(schedule), C(connection.idle_timeout), C(physical.mtu) or C(cellular.sim[1].operator).
  - Bandwidths are compared and sent in kbps, allowances in MB, a GB being 1024 MB. A quantity in another unit is the same quantity.
  - A disabled health check, allowance monitor or dynamic DNS hides its other settings. They are neither compared nor sent then;
    RV(unverified) names them.
  - The change is written to the router's pending configuration and then applied, unless O(apply=false).
  - The API's document does not say how the router shows O(cellular), O(wifi) and some other settings. They are expected under the names
    under which they are set. A router that does not show them at all gets them on each run, with a warning.
  - Wi-Fi profiles of a Wi-Fi WAN are no part of this module, because the API has no confirmed form for them.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
  - telco.cpe.engine.apply
  - telco.cpe.engine.clear
  - telco.cpe.engine.update_secrets
options:
  id:
    type: str
    description: ID of the WAN connection, such as V(1) or V(vwan5). One of O(id) and O(match_name) is required.
  match_name:
    type: str
    description:
      - The name that the WAN connection has now, or O(name) once it has been renamed to it.
      - It is an error if several WAN connections have that name.
  name:
    type: str
    description: Name of the WAN connection.
  enable:
    type: bool
    description: Whether the WAN connection is enabled.
  schedule:
    type: int
    description: ID of the schedule. C(schedule) in O(clear) removes it.
  connection:
    type: dict
    description: Connection settings.
    suboptions:
      cellular_module:
        type: dict
        description: Cellular module.
        suboptions:
          network_mode:
            type: str
            description: Network mode.
      routing_mode:
        type: str
        choices: ["IP Forwarding", "NAT"]
        description: Routing mode.
      pepvpn_nat:
        type: bool
        description: Whether NAT is applied to the outgoing Internet traffic of remote PepVPN peers.
      use_lan_ip:
        type: bool
        description: Whether local traffic out of an IP forwarding WAN gets the untagged LAN's address instead of the WAN's.
      method:
        type: dict
        description: Connection method.
        suboptions:
          type:
            type: str
            choices: [staticIp, dhcp, pppoe, l2tp, gre, openvpn, dropIn]
            description:
              - Type of the method. Needed to change it; otherwise the router's present type is taken.
              - V(dropIn) is what a router may show. It can be kept, but not set.
          detail:
            type: dict
            description: Settings of the method. Which of them exist depends on O(connection.method.type).
            suboptions:
              hostname:
                type: str
                description: Host name. For V(dhcp).
              ip_passthrough:
                type: bool
                description: IP passthrough. For V(dhcp) and V(staticIp) on a cellular or Ethernet port.
              static_route:
                type: list
                elements: dict
                description: Static routes for IP passthrough, in any order. Only valid with O(connection.method.detail.ip_passthrough=true).
                suboptions:
                  ip:
                    type: str
                    required: true
                    description: IPv4 address of the network.
                  mask:
                    type: int
                    required: true
                    description: Length of the subnet mask, 0 to 32.
              ip:
                type: str
                description: IPv4 address. For V(staticIp), where it is required, and for V(pppoe), where it can be cleared.
              mask:
                type: int
                description: Length of the subnet mask, 0 to 32. For V(staticIp), where it is required.
              gateway:
                type: str
                description: IPv4 address of the gateway. For V(staticIp), where it is required.
              username:
                type: str
                description: User name. For V(pppoe) and V(l2tp), where it is required, and V(openvpn).
              password:
                type: str
                description: Password. For V(pppoe) and V(l2tp), where it is required, and V(openvpn).
              service:
                type: str
                description: Service name given by the provider. For V(pppoe). Can be cleared.
              modem_access:
                type: dict
                description: Management address of the modem given by the provider. For V(pppoe). Can be cleared.
                suboptions:
                  ip:
                    type: str
                    required: true
                    description: IPv4 address.
                  mask:
                    type: int
                    required: true
                    description: Length of the subnet mask, 0 to 32.
              keepalive_interval:
                type: int
                description: Keep-alive interval. For V(pppoe). Can be cleared.
              keepalive_retry:
                type: int
                description: Keep-alive retries. For V(pppoe). Can be cleared.
              host:
                type: str
                description: IPv4 address of the remote host. For V(l2tp) and V(gre), where it is required.
              static_ip:
                type: dict
                description:
                  - Address of the WAN itself. For V(l2tp), where it can be cleared, and V(gre), which needs it on an Ethernet port.
                  - A router may show the address alone; mask and gateway are not compared then.
                suboptions:
                  ip:
                    type: str
                    description: IPv4 address. Required where the router has none yet.
                  mask:
                    type: int
                    description: Length of the subnet mask, 0 to 32. Required where the router has none yet.
                  gateway:
                    type: str
                    description: IPv4 address of the gateway. Required where the router has none yet.
              local:
                type: str
                description: Local IPv4 address of the tunnel. For V(gre), where it is required.
              remote:
                type: str
                description: Remote IPv4 address of the tunnel. For V(gre), where it is required.
              nat:
                type: str
                description: IPv4 address for outgoing NAT. For V(gre).
      dns:
        type: dict
        description: DNS servers.
        suboptions:
          auto:
            type: bool
            description: Whether the servers are obtained automatically.
          host:
            type: list
            elements: str
            description: IPv4 addresses of the servers, in their order.
      priority:
        type: int
        description:
          - Priority of the WAN. V(0) is the same as none.
          - A router may show no priority for a disabled WAN; it is not compared then.
      group_set:
        type: int
        description: Group number, where there are several groups of WANs.
      ignore_default_gateway:
        type: bool
        description: Whether the default gateway is ignored.
      hot_stand_by:
        type: bool
        description: Whether the WAN stays connected while it is in standby.
      idle_timeout:
        type: int
        description: Idle time-out. C(connection.idle_timeout) in O(clear) disables it.
      icmp_ping:
        type: bool
        description: Whether ICMP echo requests are answered.
      bandwidth:
        type: dict
        description: Bandwidth limits.
        suboptions:
          upload:
            type: dict
            description: Upload limit, 1 kbps to 10 Gbps.
            suboptions:
              value:
                type: float
                required: true
                description: Value.
              unit:
                type: str
                required: true
                choices: [kbps, Mbps, Gbps]
                description: Unit of the value.
          download:
            type: dict
            description: Download limit, 1 kbps to 10 Gbps.
            suboptions:
              value:
                type: float
                required: true
                description: Value.
              unit:
                type: str
                required: true
                choices: [kbps, Mbps, Gbps]
                description: Unit of the value.
  modem:
    type: dict
    description: Settings of a modem WAN.
    suboptions:
      operator:
        type: dict
        description: Operator settings. C(modem.operator) in O(clear) makes them automatic.
        suboptions:
          apn:
            type: str
            description: APN.
          username:
            type: str
            description: User name for the APN.
          password:
            type: str
            description: Password for the APN.
          dial_number:
            type: str
            description: Dial number, of digits, C(*) and C(#).
      sim_pin:
        type: str
        description: SIM PIN. Can be cleared.
      mobile_type:
        type: str
        choices: ["4G", "3G", "2G", "2G_3G", "3G_2G"]
        description: Mobile type. V(2G_3G) and V(3G_2G) are what a router may show; they can be kept, but not set.
      huawei_band:
        type: list
        elements: str
        choices: ["GSM1900", "GSM900/GSM1800/WCDMA2100"]
        description: Bands of a Huawei modem, in any order.
  cellular:
    type: dict
    description: Settings of a cellular WAN.
    suboptions:
      use_external_antenna:
        type: bool
        description: Whether the external antenna is used.
      sim_card_scheme:
        type: str
        choices: ["", "1", "2", "alternate", "remote_sim"]
        description:
          - Which SIM is used. The empty string is the default (internal, or both SIMs), V(1) is SIM A only, V(2) is SIM B only.
          - V(alternate) alternates between SIM A only and SIM B only. V(remote_sim) is an error where the router has no remote SIM.
      preferred_sim:
        type: int
        choices: [1, 2]
        description: Preferred SIM.
      idle_timeout:
        type: int
        description: Idle time-out. Can be cleared, which disables it.
      failback_timeout:
        type: int
        description: Failback time-out. Can be cleared, which disables it.
      remote_sim:
        type: list
        elements: str
        description: Remote SIMs. Can be cleared.
      alternate_sim:
        type: dict
        description: When the SIMs alternate. Only valid with O(cellular.sim_card_scheme=alternate).
        suboptions:
          day:
            type: int
            description: Day. Required where the router has none yet.
          hour:
            type: int
            description: Hour. Required where the router has none yet.
      sim:
        type: list
        elements: dict
        description: SIMs, matched by their IDs. Those that are not listed are left alone.
        suboptions:
          id:
            type: int
            required: true
            description: ID of the SIM.
          carrier_selection:
            type: list
            elements: dict
            description:
              - Carriers to select from, in their order. Can be cleared (C(cellular.sim[1].carrier_selection)), which makes the selection automatic.
              - The API demands it beside any other setting of the SIM; it is taken from the router unless it is given.
            suboptions:
              mcc:
                type: str
                description: Mobile country code.
              mnc:
                type: str
                description: Mobile network code.
              pcs:
                type: int
                description: PCS.
              name:
                type: str
                description: Name.
              plmn:
                type: str
                description: PLMN.
          mobile_type:
            type: str
            choices: [LTE, 3G, 2G]
            description: Mobile type.
          optimal_network:
            type: dict
            description: Optimal network. Can be cleared.
            suboptions:
              discovery:
                type: int
                description: Discovery of the optimal network, 5 to 480.
              period:
                type: list
                elements: int
                description: Periods of the optimal network.
          band_selection:
            type: list
            elements: str
            description: Selected bands, in any order. Can be cleared, which disables the selection.
          roaming:
            type: dict
            description: Roaming.
            suboptions:
              enable:
                type: bool
                description: Whether roaming is enabled.
              access_control_list:
                type: list
                elements: int
                description: Access control list, which has no effect at the moment. Can be cleared.
              mode:
                type: str
                choices: [whitelist, blacklist]
                description: Roaming mode. Can be cleared.
              name:
                type: str
                description: Name.
              plmn:
                type: str
                description: PLMN.
          operator:
            type: dict
            description: Operator settings. Can be cleared, which makes them automatic.
            suboptions:
              apn:
                type: str
                description: APN.
              username:
                type: str
                description: User name for the APN.
              password:
                type: str
                description: Password for the APN.
          sim_pin:
            type: str
            description: SIM PIN. Can be cleared.
          bandwidth_allowance_monitor:
            type: dict
            description: Bandwidth allowance monitor of the SIM, where the router has one.
            suboptions:
              enable:
                type: bool
                description: Whether the monitor is enabled.
              action:
                type: list
                elements: str
                choices: [email, disconnect, restrict]
                description: What is done when the allowance is reached, in any order.
              start:
                type: int
                description: Day of the month on which the allowance starts anew, 0 to 28; V(0) is the last day.
              monthly_allowance:
                type: dict
                description: Monthly allowance.
                suboptions:
                  value:
                    type: int
                    required: true
                    description: Value, more than 0.
                  unit:
                    type: str
                    required: true
                    choices: [MB, GB, TB]
                    description: Unit of the value. A GB is 1024 MB, a TB is 1024 GB.
      signal_threshold:
        type: dict
        description: Signal thresholds.
        suboptions:
          signal_level:
            type: list
            elements: int
            description: Signal levels, each 0 to 5. Can be cleared.
          rsrp:
            type: list
            elements: int
            description: RSRP in dBm, each -140 to -44. Can be cleared.
          sinr:
            type: list
            elements: int
            description: SINR in dB, each -100 to 100. Can be cleared.
          rssi:
            type: list
            elements: int
            description: RSSI in dBm, each -125 to -10. Can be cleared.
  wifi:
    type: dict
    description: Settings of a Wi-Fi WAN.
    suboptions:
      country:
        type: int
        description: Country ID. The API's document calls this beta, and asks to make sure that the ID is that of the country.
      channel_width:
        type: str
        choices: ["20 MHz", "20/40 MHz", "40MHz", "80 MHz", "20/40/80 MHz", "auto"]
        description: Channel width.
      channel:
        type: list
        elements: int
        description: Channels, in any order. The API's document calls this beta, and asks to make sure that they are right.
      power:
        type: str
        choices: [custom, auto, manual, high, medium, low, max]
        description: Power.
      power_boost:
        type: bool
        description: Power boost.
      data_rate:
        type: str
        description: Data rate, C(MCS0) to C(MCS9), which has to match the channel width.
      roaming:
        type: dict
        description: Roaming between access points.
        suboptions:
          enable:
            type: bool
            description: Whether roaming is enabled.
          algorithm:
            type: dict
            description: Roaming algorithm.
            suboptions:
              type:
                type: str
                choices: [normal, advanced, express]
                description: Type of the algorithm.
              detail:
                type: dict
                description: Settings of the algorithm. Which of them exist depends on O(wifi.roaming.algorithm.type).
                suboptions:
                  signal_level:
                    type: dict
                    description: Signal level.
                    suboptions:
                      threshold:
                        type: int
                        description: Threshold in dBm, -95 to -40.
                      gain:
                        type: int
                        description: Gain, 5 to 55.
                  check_interval:
                    type: int
                    description: Check interval, 5 to 3600.
                  intensive_scan:
                    type: dict
                    description: Intensive scan. For V(advanced).
                    suboptions:
                      enable:
                        type: bool
                        description: Whether the intensive scan is enabled.
                      signal_level:
                        type: int
                        description: Signal level in dBm for the intensive scan, -95 to -40.
                      scan_interval:
                        type: int
                        description: Scan interval of the intensive scan, 1 to 3600.
                  diagnostic_level:
                    type: str
                    choices: [minimum, basic, detail]
                    description: Diagnostic level. For V(express).
                  signal_mode:
                    type: dict
                    description: Signal mode. For V(express).
                    suboptions:
                      type:
                        type: str
                        choices: [relative, absolute]
                        description: Type of the signal mode.
                      detail:
                        type: dict
                        description: Settings of the signal mode.
                        suboptions:
                          minimum_signal_difference:
                            type: int
                            description: Smallest signal difference, 0 to 94. For V(relative).
                          signal_threshold:
                            type: dict
                            description: Signal thresholds. For V(absolute).
                            suboptions:
                              upper:
                                type: int
                                description: Upper limit in dBm, -95 to -1.
                              lower:
                                type: int
                                description: Lower limit in dBm, -95 to -1.
                          dynamic_zone:
                            type: dict
                            description: Dynamic zone.
                            suboptions:
                              inner:
                                type: int
                                description: Inner limit, 0 to 95.
                              outer:
                                type: int
                                description: Outer limit, 0 to 95.
                  force_roam:
                    type: dict
                    description: Forced roaming. For V(express).
                    suboptions:
                      enable:
                        type: bool
                        description: Whether roaming is forced.
                      threshold:
                        type: int
                        description: Threshold in dBm, -95 to -1.
                  confirm_period:
                    type: int
                    description: Confirmation period. For V(express).
                  backup_disconnect:
                    type: dict
                    description: Disconnection of the backup. For V(express).
                    suboptions:
                      mode:
                        type: str
                        choices: ["no", "immediate", "delay"]
                        description: Mode.
                      delay:
                        type: int
                        description: Delay. Only valid with O(wifi.roaming.algorithm.detail.backup_disconnect.mode=delay).
                  authentication_timeout:
                    type: int
                    description: Authentication time-out. For V(express).
      auto_connect:
        type: bool
        description: Whether it connects automatically.
      beacon_miss_counter:
        type: int
        description: Beacon miss counter, 2 to 100.
      channel_scan_interval:
        type: int
        description: Channel scan interval, 5 to 1000.
      signal_threshold:
        type: dict
        description: Signal thresholds.
        suboptions:
          signal_level:
            type: list
            elements: int
            description: Signal levels, each 0 to 5. Can be cleared.
          rsrp:
            type: list
            elements: int
            description: RSRP in dBm, each -140 to -44. Can be cleared.
          sinr:
            type: list
            elements: int
            description: SINR in dB, each -100 to 100. Can be cleared.
          rssi:
            type: list
            elements: int
            description: RSSI in dBm, each -192 to 63. Can be cleared.
  physical:
    type: dict
    description: Settings of the physical interface.
    suboptions:
      speed:
        type: str
        choices: ["Auto", "1000baseTx-FD", "100baseTx-FD", "100baseTx-HD", "10baseT-FD", "10baseT-HD"]
        description: Speed of an Ethernet port. V(1000baseTx-FD) needs a Gigabit Ethernet port.
      advertise:
        type: bool
        description: Whether an Ethernet port advertises its speed.
      mtu:
        type: int
        description:
          - MTU, 576 to 1492 for PPPoE, 576 to 1476 for GRE, 576 to 9000 for jumbo frames, 576 to 1500 otherwise.
          - Can be cleared, which makes it automatic.
      mss:
        type: int
        description: MSS, 536 to the MTU less 40. Can be cleared, which makes it automatic.
      ttl:
        type: int
        description: TTL, 1 to 255. Can be cleared.
      mac:
        type: str
        description: MAC address of an Ethernet port. Can be cleared, which puts back the port's own.
      vlan:
        type: int
        description: VLAN ID of an Ethernet port, 1 to 4094, or of a VDSL port, 1 to 10. Can be cleared.
      vpi:
        type: int
        description: VPI of an ADSL or VDSL port, 1 to 255.
      vci:
        type: int
        description: VCI of an ADSL or VDSL port, 32 to 65535.
      gre_uplink:
        type: int
        description: ID of the WAN connection that is the uplink of a GRE port.
      openvpn:
        type: dict
        description: OpenVPN settings.
        suboptions:
          uplink:
            type: list
            elements: dict
            description: Uplinks, all of them, in any order.
            suboptions:
              id:
                type: int
                required: true
                description: ID of the WAN connection.
              priority:
                type: int
                required: true
                description: Priority.
          failback:
            type: bool
            description: Whether the connection falls back.
  healthcheck:
    type: dict
    description: Health check.
    suboptions:
      enable:
        type: bool
        description: Whether the health check is enabled.
      method:
        type: dict
        description: Method of the health check.
        suboptions:
          type:
            type: str
            choices: [ping, nslookup, http, smartcheck, openvpn]
            description: Type of the method. Needed to change it; otherwise the router's present type is taken.
          detail:
            type: dict
            description: Settings of the method. It has none with V(openvpn).
            suboptions:
              included_public:
                type: bool
                description: Whether public DNS servers are included. For V(nslookup).
              host:
                type: list
                elements: raw
                description:
                  - At most two hosts.
                  - For V(ping), V(nslookup) and V(smartcheck), IPv4 addresses.
                  - For V(http), objects of C(url) and C(pattern), the string to match in what the URL gives; without C(pattern) the
                    empty string, for none.
      timeout:
        type: int
        description: Time-out in milliseconds, 801 to 10000, and for V(ping) from 200 on.
      interval:
        type: int
        description: Interval in seconds, 5 to 3600.
      retry:
        type: int
        description: Retries until the WAN counts as down, 1 to 20.
      recovery:
        type: int
        description: Successes until the WAN counts as up again, 1 to 20.
  bandwidth_allowance_monitor:
    type: dict
    description: Bandwidth allowance monitor.
    suboptions:
      enable:
        type: bool
        description: Whether the monitor is enabled.
      action:
        type: list
        elements: str
        choices: [email, disconnect, restrict]
        description: What is done when the allowance is reached, in any order.
      start:
        type: int
        description: Day of the month on which the allowance starts anew, 0 to 28; V(0) is the last day.
      monthly_allowance:
        type: dict
        description: Monthly allowance.
        suboptions:
          value:
            type: int
            required: true
            description: Value, more than 0.
          unit:
            type: str
            required: true
            choices: [MB, GB, TB]
            description: Unit of the value. A GB is 1024 MB, a TB is 1024 GB.
  multiple_ip:
    type: list
    elements: str
    description: Additional IPv4 addresses, all of them, in any order.
  ddns:
    type: dict
    description:
      - Dynamic DNS.
      - The API demands O(ddns.use_wan_ip), O(ddns.username), O(ddns.password) and O(ddns.host) with each change of it. What the router
        shows of them need not be given.
    suboptions:
      enable:
        type: bool
        description: Whether dynamic DNS is enabled.
      provider:
        type: str
        choices: [changeip, dyndns, noip, tzo, dnsomatic, others]
        description: Provider.
      custom_url:
        type: str
        description: URL of the provider. Required with O(ddns.provider=others), and only valid there.
      use_wan_ip:
        type: bool
        description: Whether the WAN's address is used. A router may not show it; it is not compared then.
      username:
        type: str
        description: User name at the provider.
      password:
        type: str
        description: Password at the provider. Routers mask it; see O(update_secrets).
      host:
        type: list
        elements: str
        description: Host names, in any order. May be empty with O(ddns.provider=dnsomatic) only.
seealso:
  - module: telco.cpe.peplink_config
  - module: telco.cpe.peplink_info
"""

EXAMPLES = r"""
- name: Set up the wired uplink
  telco.cpe.peplink_wan:
    api_url: https://192.168.50.1
    api_username: admin
    api_password: "{{ vault_router_password }}"
    id: 1
    name: Fibre
    enable: true
    connection:
      priority: 1
      method:
        type: staticIp
        detail:
          ip: 198.51.100.10
          mask: 29
          gateway: 198.51.100.9
      dns:
        auto: false
        host: [198.51.100.53, 203.0.113.53]
      bandwidth:
        upload: {value: 200, unit: Mbps}
        download: {value: 1, unit: Gbps}
    healthcheck:
      enable: true
      method:
        type: ping
        detail:
          host: [198.51.100.53]
      timeout: 500

- name: Give the cellular backup an allowance, and let its second SIM find its operator itself
  telco.cpe.peplink_wan:
    match_name: Cellular
    connection:
      priority: 2
    cellular:
      sim:
        - id: 1
          operator:
            apn: internet
            username: cpe
            password: "{{ vault_apn_password }}"
          bandwidth_allowance_monitor:
            enable: true
            action: [email, disconnect]
            start: 1
            monthly_allowance: {value: 20, unit: GB}
    clear:
      - cellular.sim[2].operator
      - connection.idle_timeout
"""

RETURN = r"""
wan:
  description:
    - The WAN connection as read back, or in check mode as it will be. Secrets are masked.
    - Its keys are those of the options, as far as the router shows them, in the units kbps and MB, and what follows.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the WAN connection.
      type: raw
    as_lan:
      description: Whether the WAN performs as a LAN. It has no settings then.
      type: bool
    active:
      description: Whether the WAN is active.
      type: bool
    connection:
      description: As the option O(connection), and C(gobi), what older firmware shows of a cellular module.
      type: dict
    modem:
      description: As the option O(modem), and C(wimax_login), the login of a WiMAX modem.
      type: dict
    physical:
      description: As the option O(physical), C(type), the type of the port, and C(support_giga_ethernet), whether it has Gigabit Ethernet.
      type: dict
  sample: {"id": 1, "name": "Fibre", "enable": true, "connection": {"priority": 1, "method": {"type": "dhcp"}}}
pending:
  description: Whether the change waits for an apply.
  returned: success
  type: bool
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "config.wan.connection", "payload": {"action": "update", "list": [{"id": 1, "enable": true}]}}]
unverified:
  description: Options that could not be compared with what the router holds.
  returned: success
  type: list
  elements: str
  sample: ["ddns.password"]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan_setting import Wan

RESOURCE = Wan


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
