# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_wan: GET and POST /api/config.wan.connection."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

WRITE = "config.wan.connection"

ETHERNET: dict[str, Any] = {
    "id": "1",
    "name": "Fibre",
    "schedule": 2,
    "connection": {
        "routing_mode": "IP Forwarding",
        "pepvpn_nat": True,
        "priority": 2,
        "hot_stand_by": True,
        "idle_timeout": 300,
        "icmp_ping": False,
        "method": {
            "type": "staticIp",
            "detail": {
                "ip": "198.51.100.10",
                "mask": 29,
                "gateway": "198.51.100.9",
                "ip_passthrough": True,
                "static_route": [{"ip": "203.0.113.0", "mask": 24}],
            },
        },
        "dns": {"auto": False, "host": ["198.51.100.53", "203.0.113.53"]},
        "bandwidth": {"upload": {"value": 200, "unit": "Mbps"}, "download": {"value": 1, "unit": "Gbps"}},
    },
    "physical": {
        "speed": "1000baseTx-FD",
        "advertise": False,
        "mtu": 1480,
        "mss": 1440,
        "ttl": 64,
        "mac": "00:1a:dd:00:00:99",
        "vlan": 100,
    },
    "multiple_ip": ["198.51.100.11", "198.51.100.12"],
    "bandwidth_allowance_monitor": {
        "enable": True,
        "action": ["disconnect", "email"],
        "start": 0,
        "monthly_allowance": {"value": 2, "unit": "TB"},
    },
}

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"id": None}, "match_name"),
    ({"match_name": "WAN 1"}, "mutually exclusive"),
    ({"connection": {"routing_mode": "Bridge"}}, "IP Forwarding, NAT"),
    (
        {"connection": {"method": {"type": "dhcp", "detail": {"ip": "192.0.2.1"}}}},
        "connection.method.detail.ip: is only valid with type staticIp or dropIn or pppoe, not with dhcp",
    ),
    (
        {"connection": {"method": {"type": "staticIp", "detail": {"mask": 33}}}},
        "connection.method.detail.mask: 33 is out of range, allowed is 0 to 32",
    ),
    (
        {"connection": {"method": {"type": "staticIp", "detail": {"gateway": "192.0.2.300"}}}},
        "connection.method.detail.gateway: '192.0.2.300' is not valid, allowed is an IPv4 address",
    ),
    (
        {
            "connection": {
                "method": {
                    "type": "dhcp",
                    "detail": {"ip_passthrough": False, "static_route": [{"ip": "192.0.2.0", "mask": 24}]},
                }
            }
        },
        "connection.method.detail.static_route: is only valid with ip_passthrough true",
    ),
    ({"connection": {"dns": {"host": ["dns.example.com"]}}}, "connection.dns.host"),
    ({"connection": {"bandwidth": {"upload": {"value": 11, "unit": "Gbps"}}}}, "allowed is 1 kbps to 10 Gbps"),
    ({"connection": {"bandwidth": {"upload": {"value": 0.5, "unit": "kbps"}}}}, "allowed is 1 kbps to 10 Gbps"),
    ({"connection": {"bandwidth": {"upload": {"value": 1}}}}, "unit"),
    ({"physical": {"mtu": 575}}, "physical.mtu: 575 is out of range, allowed is 576 to 9000"),
    (
        {"physical": {"mtu": 1493}, "connection": {"method": {"type": "pppoe"}}},
        "physical.mtu: 1493 is out of range, allowed is 576 to 1492 with method pppoe",
    ),
    (
        {"physical": {"mtu": 1477}, "connection": {"method": {"type": "gre"}}},
        "physical.mtu: 1477 is out of range, allowed is 576 to 1476 with method gre",
    ),
    ({"physical": {"mtu": 1400, "mss": 1361}}, "physical.mss: 1361 is out of range, allowed is 536 to 1360"),
    ({"physical": {"ttl": 256}}, "physical.ttl: 256 is out of range, allowed is 1 to 255"),
    ({"physical": {"mac": "00:1a:dd"}}, "allowed is a MAC address"),
    ({"physical": {"vlan": 0}}, "physical.vlan: 0 is out of range, allowed is 1 to 4094"),
    ({"physical": {"vci": 31}}, "physical.vci: 31 is out of range, allowed is 32 to 65535"),
    ({"bandwidth_allowance_monitor": {"start": 29}}, "allowed is 0 to 28"),
    ({"multiple_ip": ["::1"]}, "allowed is an IPv4 address"),
    ({"clear": ["name"]}, "the API can't clear 'name'; it can clear: cellular.failback_timeout"),
    ({"clear": ["schedule"]}, "'schedule' is set and cleared at the same time"),
    (
        {"connection": {"method": {"type": "staticIp"}}, "clear": ["connection.method.detail.ip"]},
        "the API can clear connection.method.detail.ip only with type pppoe",
    ),
    ({"update_secrets": "never"}, "update_secrets"),
)

HEALTHCHECK: dict[str, Any] = {
    "match_name": "WAN 2",
    "healthcheck": {
        "enable": True,
        "method": {
            "type": "http",
            "detail": {
                "host": [{"url": "http://health.example.com/", "pattern": "up"}, {"url": "http://198.51.100.1/"}]
            },
        },
        "timeout": 3000,
        "interval": 60,
        "retry": 1,
        "recovery": 20,
    },
    "ddns": {
        "enable": True,
        "provider": "others",
        "custom_url": "https://ddns.example.com/update",
        "use_wan_ip": True,
        "username": "site-12",
        "password": "ddns-password-of-site-12",
        "host": ["site-12.example.com"],
    },
}

BAD_HEALTHCHECK: tuple[tuple[dict[str, Any], str], ...] = (
    ({"healthcheck": {"method": {"type": "http"}, "timeout": 800}}, "healthcheck.timeout: 800 is out of range"),
    ({"healthcheck": {"timeout": 199}}, "healthcheck.timeout: 199 is out of range, allowed is 200 to 10000"),
    ({"healthcheck": {"interval": 3601}}, "healthcheck.interval: 3601 is out of range, allowed is 5 to 3600"),
    ({"healthcheck": {"retry": 0}}, "healthcheck.retry: 0 is out of range, allowed is 1 to 20"),
    ({"healthcheck": {"recovery": 21}}, "healthcheck.recovery: 21 is out of range, allowed is 1 to 20"),
    (
        {"healthcheck": {"method": {"type": "ping", "detail": {"included_public": True}}}},
        "healthcheck.method.detail.included_public: is only valid with type nslookup, not with ping",
    ),
    (
        {"healthcheck": {"method": {"type": "ping", "detail": {"host": ["192.0.2.1", "192.0.2.2", "192.0.2.3"]}}}},
        "healthcheck.method.detail.host: 3 entries given, allowed are 0 to 2",
    ),
    (
        {"healthcheck": {"method": {"type": "ping", "detail": {"host": [{"url": "http://a.example.com/"}]}}}},
        "allowed is an IPv4 address with type ping",
    ),
    (
        {"healthcheck": {"method": {"type": "http", "detail": {"host": ["192.0.2.1"]}}}},
        "allowed is an object of url and pattern with type http",
    ),
    (
        {"healthcheck": {"method": {"type": "openvpn", "detail": {"host": ["192.0.2.1"]}}}},
        "healthcheck.method.detail.host: is only valid with type ping or nslookup or http or smartcheck, not with openvpn",
    ),
    (
        {"ddns": {"provider": "noip", "custom_url": "https://ddns.example.com/"}},
        "ddns.custom_url: is only valid with provider others, not with noip",
    ),
    ({"ddns": {"provider": "noip", "host": []}}, "ddns.host: must not be empty with provider noip"),
    ({"ddns": {"host": ["not a host"]}}, "ddns.host: 'not a host' is not valid, allowed is a domain name"),
)

CELLULAR: dict[str, Any] = {
    "id": "4",
    "connection": {"cellular_module": {"network_mode": "LTE"}},
    "cellular": {
        "use_external_antenna": True,
        "sim_card_scheme": "alternate",
        "preferred_sim": 2,
        "alternate_sim": {"day": 1, "hour": 4},
        "sim": [
            {
                "id": 1,
                "carrier_selection": [{"mcc": "454", "mnc": "06", "pcs": 0, "name": "Carrier 1", "plmn": "45406"}],
                "mobile_type": "3G",
                "optimal_network": {"discovery": 30, "period": [1, 2]},
                "band_selection": ["LTE Band 7", "LTE Band 3"],
                "roaming": {"enable": True, "mode": "whitelist", "name": "Carrier 2", "plmn": "45400"},
                "operator": {"apn": "fleet.example", "username": "fleet", "password": "password-of-the-fleet-apn"},
                "sim_pin": "90210",
                "bandwidth_allowance_monitor": {
                    "action": ["email", "disconnect"],
                    "start": 15,
                    "monthly_allowance": {"value": 20, "unit": "GB"},
                },
            },
            {"id": 2, "mobile_type": "LTE"},
        ],
        "signal_threshold": {"signal_level": [1, 2], "rsrp": [-110], "sinr": [0], "rssi": [-100]},
    },
    "clear": ["connection.idle_timeout", "cellular.failback_timeout"],
}

BAD_CELLULAR: tuple[tuple[dict[str, Any], str], ...] = (
    ({"cellular": {"sim_card_scheme": "1", "alternate_sim": {"day": 1}}}, "cellular.alternate_sim: is only valid with"),
    ({"cellular": {"signal_threshold": {"rssi": [-9]}}}, "cellular.signal_threshold.rssi: -9 is out of range"),
    ({"cellular": {"signal_threshold": {"rsrp": [-141]}}}, "allowed is -140 to -44"),
    ({"cellular": {"signal_threshold": {"sinr": [101]}}}, "allowed is -100 to 100"),
    ({"cellular": {"signal_threshold": {"signal_level": [6]}}}, "allowed is 0 to 5"),
    (
        {"cellular": {"sim": [{"id": 1, "optimal_network": {"discovery": 481}}]}},
        "cellular.sim[0].optimal_network.discovery",
    ),
    ({"cellular": {"sim": [{"id": 1}, {"id": 1}]}}, "cellular.sim: each id may occur once"),
    ({"cellular": {"sim": [{"mobile_type": "LTE"}]}}, "id"),
    ({"clear": ["cellular.sim[1].operator"]}, "set and cleared"),
    ({"modem": {"operator": {"dial_number": "home"}}}, "modem.operator.dial_number: 'home' is not valid"),
)

WIFI: dict[str, Any] = {
    "match_name": "Wi-Fi WAN",
    "wifi": {
        "country": 276,
        "channel_width": "20/40/80 MHz",
        "channel": [36, 40, 44],
        "power": "custom",
        "power_boost": True,
        "data_rate": "MCS7",
        "roaming": {
            "enable": True,
            "algorithm": {
                "type": "express",
                "detail": {
                    "signal_level": {"threshold": -70, "gain": 10},
                    "check_interval": 60,
                    "diagnostic_level": "basic",
                    "signal_mode": {
                        "type": "absolute",
                        "detail": {
                            "signal_threshold": {"upper": -50, "lower": -80},
                            "dynamic_zone": {"inner": 10, "outer": 20},
                        },
                    },
                    "force_roam": {"enable": True, "threshold": -85},
                    "confirm_period": 3,
                    "backup_disconnect": {"mode": "delay", "delay": 4},
                    "authentication_timeout": 5,
                },
            },
        },
        "auto_connect": False,
        "beacon_miss_counter": 10,
        "channel_scan_interval": 20,
        "signal_threshold": {"rssi": [-80]},
    },
}


def _roaming(**algorithm: Any) -> dict[str, Any]:
    return {"wifi": {"roaming": {"algorithm": algorithm}}}


BAD_WIFI: tuple[tuple[dict[str, Any], str], ...] = (
    ({"wifi": {"data_rate": "MCS10"}}, "wifi.data_rate: 'MCS10' is not valid, allowed is MCS0 to MCS9"),
    ({"wifi": {"beacon_miss_counter": 1}}, "wifi.beacon_miss_counter: 1 is out of range, allowed is 2 to 100"),
    ({"wifi": {"channel_scan_interval": 1001}}, "allowed is 5 to 1000"),
    (
        {"wifi": {"signal_threshold": {"rssi": [64]}}},
        "wifi.signal_threshold.rssi: 64 is out of range, allowed is -192 to 63",
    ),
    (
        _roaming(type="normal", detail={"intensive_scan": {"enable": True}}),
        "wifi.roaming.algorithm.detail.intensive_scan: is only valid with type advanced, not with normal",
    ),
    (
        _roaming(type="advanced", detail={"force_roam": {"enable": True}}),
        "wifi.roaming.algorithm.detail.force_roam: is only valid with type express, not with advanced",
    ),
    (
        _roaming(detail={"signal_mode": {"type": "relative", "detail": {"signal_threshold": {"upper": -50}}}}),
        "wifi.roaming.algorithm.detail.signal_mode.detail.signal_threshold: is only valid with type absolute",
    ),
    (
        _roaming(detail={"backup_disconnect": {"mode": "immediate", "delay": 1}}),
        "wifi.roaming.algorithm.detail.backup_disconnect.delay: is only valid with mode delay, not with immediate",
    ),
    (_roaming(detail={"signal_level": {"gain": 56}}), "allowed is 5 to 55"),
)

CASES = (
    Case(
        module="peplink_wan",
        device="router-1",
        name="ethernet",
        args=ETHERNET,
        changes=(
            "running.wan.1.name",
            "running.wan.1.schedule",
            "running.wan.1.connection.routingMode",
            "running.wan.1.connection.pepvpnNat",
            "running.wan.1.connection.priority",
            "running.wan.1.connection.hotStandBy",
            "running.wan.1.connection.idleTimeout",
            "running.wan.1.connection.icmpPing",
            "running.wan.1.connection.method.*",
            "running.wan.1.connection.dns.*",
            "running.wan.1.connection.bandwidth.upload.value",
            "running.wan.1.connection.bandwidth.download.value",
            "running.wan.1.physical.*",
            "running.wan.1.multipleIp",
            "running.wan.1.bandwidthAllowanceMonitor.*",
        ),
        bad=BAD,
        write_path=WRITE,
    ),
    Case(
        module="peplink_wan",
        device="router-1",
        name="healthcheck-and-ddns",
        args=HEALTHCHECK,
        changes=("running.wan.2.healthcheck.*", "running.wan.2.ddns.*"),
        secrets=("ddns-password-of-site-12",),
        bad=BAD_HEALTHCHECK,
        write_path=WRITE,
    ),
    Case(
        module="peplink_wan",
        device="router-1",
        name="pppoe",
        args={
            "id": "2",
            "connection": {
                "method": {
                    "type": "pppoe",
                    "detail": {
                        "username": "site-12@isp.example",
                        "password": "pppoe-password-of-site-12",
                        "service": "internet",
                        "modem_access": {"ip": "192.168.100.2", "mask": 30},
                        "keepalive_interval": 10,
                        "keepalive_retry": 3,
                    },
                }
            },
            "healthcheck": {"enable": False},
            "clear": ["physical.vlan"],
        },
        changes=("running.wan.2.connection.method.*", "running.wan.2.healthcheck.*", "running.wan.2.physical.vlan"),
        secrets=("pppoe-password-of-site-12",),
        write_path=WRITE,
    ),
    Case(
        module="peplink_wan",
        device="router-1",
        name="cellular",
        args=CELLULAR,
        changes=(
            "running.wan.4.connection.cellularModule.networkMode",
            "running.wan.4.connection.idleTimeout",
            "running.wan.4.cellular.*",
        ),
        secrets=("password-of-the-fleet-apn", "90210"),
        bad=BAD_CELLULAR,
        write_path=WRITE,
    ),
    Case(
        module="peplink_wan",
        device="router-1",
        name="wifi",
        args=WIFI,
        changes=("running.wan.3.wifi.*",),
        bad=BAD_WIFI,
        write_path=WRITE,
    ),
)
