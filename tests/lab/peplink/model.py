# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a lab router is made of: its configuration, and facts (status, neighbours, messages) that are no configuration.

The default router has the document's two SSID profiles, and four WANs: 1 Ethernet with DHCP (the document's "WAN 1"),
2 Ethernet with a static address, 3 Wi-Fi, 4 cellular with two SIMs. Ids are not the places of the WANs: never assume.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.lab.peplink.facts import default_facts

Wan = dict[str, Any]


@dataclass(frozen=True)
class Model:
    """How a router is built. ``config`` as ``ConfigStore`` has it; ``facts``:

    ``wan`` (by id: what status.wan.connection adds to the configuration), ``allowance`` (usage in MB by WAN id, by SIM
    id for cellular), ``signal`` (by WAN id), ``clients``, ``lan``, ``pepvpn``, ``location``, ``sms`` (by WAN id),
    ``access_points`` (what a Wi-Fi WAN hears; ``key`` is what it would take), ``carriers``, ``gpio`` (reference),
    ``wan_dependent`` (of cmd.ap).
    """

    config: dict[str, Any]
    facts: dict[str, Any]


def make_wan(name: str, kind: str, **members: Any) -> Wan:
    """A WAN of port type ``kind`` (ethernet, wireless, cellular, modem, adsl, vdsl, gre, openvpn) with all sections."""
    wan: Wan = {
        "name": name,
        "type": kind,
        "enable": True,
        "asLan": False,
        "supportGigaEthernet": kind == "ethernet",
        "supportJumboFrame": False,
        "multipleIp": [],
        "connection": {"method": {"type": "dhcp", "detail": {}}, "routingMode": "NAT", "icmpPing": True, "priority": 1},
        "physical": {"speed": "Auto", "advertise": True} if kind == "ethernet" else {},
        "healthcheck": {"enable": False},
        "bandwidthAllowanceMonitor": {"enable": False},
    }
    if kind == "cellular":
        wan["cellular"] = {"simCardScheme": "", "sim": [{"id": 1}, {"id": 2}]}
    if kind == "wireless":
        wan["wifi"] = {}
    if kind == "modem":
        wan["modem"] = {}
    connection = {**wan["connection"], **members.pop("connection", {})}
    return {**wan, **members, "connection": connection}


def limit(upload: int, download: int) -> dict[str, Any]:
    """``bandwidth`` of a WAN, in kbps."""
    return {"upload": {"value": upload, "unit": "kbps"}, "download": {"value": download, "unit": "kbps"}}


def document_wan_1() -> Wan:
    """WAN 1 of the example of GET /api/config.wan.connection."""
    return make_wan(
        "WAN 1",
        "ethernet",
        schedule=4,
        connection={
            "method": {"type": "dhcp", "detail": {"hostname": ""}},
            "dns": {"auto": True},
            "bandwidth": limit(100000, 100000),
        },
        healthcheck={
            "enable": True,
            "method": {
                "type": "nslookup",
                "detail": {"includedPublic": False, "host": ["208.67.222.222", "208.67.220.220"]},
            },
            "timeout": 5000,
            "interval": 5,
            "retry": 3,
            "recovery": 3,
        },
        ddns={
            "enable": True,
            "provider": "noip",
            "username": "username",
            "password": "lab-peplink-ddns-pw1",
            "host": ["kjkjkjkj.com"],
        },
    )


def _static_wan() -> Wan:
    return make_wan(
        "WAN 2",
        "ethernet",
        connection={
            "method": {
                "type": "staticIp",
                "detail": {"ip": "198.51.100.10", "mask": 24, "gateway": "198.51.100.1"},
            },
            "priority": 2,
            "dns": {"auto": False, "host": ["198.51.100.53", "203.0.113.53"]},
            "bandwidth": limit(50000, 50000),
            "pepvpnNat": False,
            "hotStandBy": True,
        },
        physical={"speed": "100baseTx-FD", "advertise": True, "mtu": 1440, "vlan": 12},
        healthcheck={
            "enable": True,
            "method": {"type": "ping", "detail": {"host": ["198.51.100.1"]}},
            "timeout": 2000,
            "interval": 10,
            "retry": 5,
            "recovery": 5,
        },
        bandwidthAllowanceMonitor={
            "enable": True,
            "action": ["email", "disconnect"],
            "start": 1,
            "monthlyAllowance": {"value": 102400, "unit": "MB"},
        },
    )


def _wifi_wan() -> Wan:
    return make_wan(
        "Wi-Fi WAN",
        "wireless",
        connection={"priority": 4},
        wifi={"channelWidth": "20/40 MHz", "power": "max", "autoConnect": True, "beaconMissCounter": 5},
    )


def _cellular_wan() -> Wan:
    return make_wan(
        "Cellular",
        "cellular",
        connection={"priority": 3, "bandwidth": limit(20000, 100000), "idleTimeout": 600},
        cellular={
            "simCardScheme": "",
            "preferredSim": 1,
            "failbackTimeout": 300,
            "sim": [
                {
                    "id": 1,
                    "mobileType": "LTE",
                    "roaming": {"enable": False},
                    "operator": {"apn": "internet", "username": "lab", "password": "lab-peplink-apn-pw1"},
                    "simPin": "lab-peplink-pin-1",
                    "bandwidthAllowanceMonitor": {
                        "enable": True,
                        "action": ["email"],
                        "start": 1,
                        "monthlyAllowance": {"value": 1024, "unit": "MB"},
                    },
                },
                {"id": 2, "roaming": {"enable": True}},
            ],
        },
    )


def _ssid(name: str, key: str, fast_transition: bool) -> dict[str, Any]:
    return {
        "name": name,
        "enable": True,
        "captivePortal": True,
        "incontrolManaged": False,
        "broadcast": True,
        "security": {
            "policy": "WPA2 Personal",
            "wpa2Personal": {"fastTransition": fast_transition, "key": key},
        },
    }


def default_config() -> dict[str, Any]:
    """The configuration of the default router."""
    return {
        "ssid": {
            "1": _ssid("Main SSID", "pas53or2", True),
            "2": {**_ssid("Guest SSID", "pass3ord", False), "vlanId": 1},
        },
        "wan": {"1": document_wan_1(), "2": _static_wan(), "3": _wifi_wan(), "4": _cellular_wan()},
        "gpio": {
            "1": {"enable": False, "type": "digital_output", "mode": "wan_status"},
            "2": {"enable": False, "type": "digital_input", "mode": "ignition_sensing", "delay": 10},
        },
        "access_point": {"enable": True},
        "wifi_profiles": {
            "3": [{"ssid": "Main SSID", "securityPolicy": "wpa-psk", "key": "lab-peplink-wifi-pw1", "automatic": True}]
        },
        "auth_clients": [],
    }


def default_model() -> Model:
    """The default router."""
    return Model(default_config(), default_facts())
