# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the default router observes: WAN status, clients, tunnels, messages, networks in reach. No configuration."""

from __future__ import annotations

from typing import Any


def _wan_facts() -> dict[str, Any]:
    connected = {"statusLed": "green", "message": "Connected", "uptime": 271420}
    return {
        "1": {
            **connected,
            "ip": "192.0.2.144",
            "mask": 24,
            "gateway": "192.0.2.1",
            "dns": ["192.0.2.53"],
            "mac": "00:1A:DD:00:00:01",
        },
        "2": {**connected, "ip": "198.51.100.10", "mac": "00:1A:DD:00:00:02"},
        "3": {
            **connected,
            "ip": "10.22.0.7",
            "mask": 16,
            "gateway": "10.22.0.1",
            "dns": ["10.22.0.1"],
            "mac": "00:1A:DD:00:00:03",
            "wireless": {"signal": {"strength": -68}, "ssid": "Main SSID", "bssid": "A2:E5:B8:55:89:DF"},
        },
        "4": {
            **connected,
            "ip": "100.64.3.9",
            "mask": 30,
            "gateway": "100.64.3.10",
            "dns": ["100.64.0.53"],
            "mac": "00:1A:DD:00:00:04",
            "cellular": {
                "roamingStatus": {"code": 1, "message": "home"},
                "mobileType": "LTE",
                "carrier": {"name": "SMT HK", "country": "Hong Kong"},
                "signalLevel": 4,
                "meid": {"hex": "A1000009296C9F", "dec": "270113177608300000"},
                "imei": "355000000000017",
                "esn": "80000001",
                "mode": "auto",
                "band": [
                    {
                        "name": "LTE Band 7 (2600 MHz)",
                        "signal": {"rssi": -60.0, "sinr": 19.399999999999999, "rsrp": -101, "rsrq": -8.0},
                    }
                ],
                "mcc": "454",
                "mnc": "06",
                "cellTower": {"cellId": 7340033, "cellPlmn": 45406, "cellUtranId": 112, "tac": 2001},
                "sim": {
                    "1": {
                        "status": "In Use",
                        "active": True,
                        "imsi": "454060000000001",
                        "iccid": "8985200000000000001",
                        "mtn": "85290000001",
                    },
                    "2": {"status": "No SIM Card Detected", "active": False},
                },
            },
        },
    }


def _signal_facts() -> dict[str, Any]:
    return {
        "3": {
            "virtualType": "wireless",
            "wifi": {"ssid": "Main SSID", "securityPolicy": "wpa-psk"},
            "signal": {"strength": -68, "level": 4},
            "signalLevel": 4,
        },
        "4": {
            "virtualType": "cellular",
            "activeSim": {"carrierName": "SMT HK", "network": "LTE"},
            "band": [{"name": "LTE Band 7 (2600 MHz)", "signal": {"rssi": -60, "sinr": 9, "rsrp": -101}}],
            "signalLevel": 4,
        },
    }


def _client_facts() -> list[dict[str, Any]]:
    return [
        {
            "ip": "192.168.50.4",
            "connectionType": "wireless",
            "name": "Android client",
            "mac": "9C:5C:F9:2B:85:99",
            "bssid": "00:1A:DD:ED:8F:69",
            "essid": "PEPWAVE_D3B1",
            "active": True,
            "lease": {"expiresIn": 3600, "type": "dhcp"},
            "signal": {"strength": -52, "level": 5},
            "speed": {"download": 120, "upload": 18, "unit": "kbps"},
        },
        {
            "ip": "192.168.50.11",
            "connectionType": "ethernet",
            "name": "macOS client",
            "mac": "E4:25:E7:8A:D3:12",
            "active": False,
            "lease": {"expiresIn": 120, "type": "dhcp"},
        },
        {
            "ip": "192.168.50.17",
            "connectionType": "wireless",
            "name": "iOS client",
            "mac": "34:12:98:9B:11:D7",
            "active": False,
        },
        {
            "ip": "10.6.1.20",
            "connectionType": "ethernet",
            "mac": "00:1A:DD:AA:00:20",
            "vlanId": 164,
            "port": "LAN 2",
            "active": True,
            "lease": {"expiresIn": 43000, "type": "normal"},
            "speed": {"download": 4, "upload": 2, "unit": "kbps"},
        },
        {"ip": "192.168.30.5", "connectionType": "pepvpn", "name": "branch host", "active": True},
    ]


def _pepvpn_facts() -> dict[str, Any]:
    profile = {
        "master": True,
        "status": "CONNECTED",
        "conflictCount": 0,
        "peerCount": 1,
        "userShared": False,
        "userCount": 0,
        "type": "l3",
    }
    time = {"second": 1292258, "nanoSecond": 485618662}
    return {
        "siteId": "999",
        "order": [2, 1],
        "profile": {"1": {"name": "Next (1)", **profile}, "2": {"name": "Next (2 - 2)", **profile}},
        "peer": [
            {
                "serialNumber": "1825-4131-B4E7",
                "status": "CONNECTED",
                "name": "Ke-B580-x64-30",
                "profileId": 1,
                "secure": True,
                "type": "l3",
                "username": "dev30",
                "route": ["192.168.30.0/24"],
                "peerId": "1-1",
            }
        ],
        "tunnel": {
            "1-1": {
                "wan": {
                    "1": {
                        "time": time,
                        "rtt": 1,
                        "rx": [1423988],
                        "tx": [1334004],
                        "loss": [0],
                        "priority": 1,
                        "state": "ACTIVE",
                        "name": "WAN 1",
                    },
                    "2": {"priority": 0, "state": "WAN_DOWN", "name": "WAN 2"},
                    "3": {"priority": 0, "state": "WAN_DISABLED", "name": "WAN 3"},
                    "4": {"priority": 0, "state": "WAN_DISABLED", "name": "WAN 4"},
                    "5": {"priority": 0, "state": "WAN_DISABLED", "name": "WAN 5"},
                    "6": {"priority": 0, "state": "WAN_DISABLED", "name": "Mobile Internet"},
                    "order": [1, 2, 3, 4, 5, 6],
                },
                "overall": {
                    "time": time,
                    "receive": {"packet": {"forward": 32, "loss": 1, "outOfOrder": 0}},
                    "transmit": {"packet": {"forward": 12, "loss": 0, "outOfOrder": 0}},
                },
            }
        },
    }


def _sms_facts() -> list[dict[str, Any]]:
    def message(number: int, date: str, timestamp: int, content: str) -> dict[str, Any]:
        return {"id": number, "date": date, "timestamp": timestamp, "content": content}

    first = "The is the 1st line SMS,\nand this is the 2nd line."
    return [
        {"sender": "988", "message": [message(1, "Feb 17 13:55", 1581774925, first)]},
        {
            "sender": "+81325359875",
            "message": [
                message(2, "Feb 05 01:55", 1580867113, "Multipart message part 1"),
                message(6, "Feb 05 01:55", 1580867113, "Multipart message part 2"),
            ],
        },
    ]


def default_facts() -> dict[str, Any]:
    """Status, neighbours and messages of the default router."""
    return {
        "wan": _wan_facts(),
        "allowance": {"2": 5120, "4": {"1": 5, "2": 0}},
        "signal": _signal_facts(),
        "clients": _client_facts(),
        "lan": {
            "0": {"ip": "10.6.1.231", "mask": 16},
            "1": {"name": "Name 1", "ip": "10.6.1.231", "vlanId": 164, "mask": 16},
        },
        "pepvpn": _pepvpn_facts(),
        "location": {
            "gps": True,
            "location": {
                "latitude": 22.340134,
                "longitude": 114.152588,
                "altitude": 55.1,
                "speed": 0.026751,
                "heading": 356.887,
                "pdop": 1.3,
                "hdop": 1,
                "vdop": 0.8,
                "timestamp": 1311972720,
            },
        },
        "sms": {"4": _sms_facts()},
        "access_points": [
            {
                "ssid": "Main SSID",
                "bssid": "A2:E5:B8:55:89:DF",
                "signal": -68,
                "channel": 10,
                "securityPolicy": "wpa-psk",
                "key": "lab-peplink-wifi-pw1",
            },
            {"ssid": "Airport", "bssid": "A2:E5:B8:00:00:01", "signal": -81, "channel": 1, "securityPolicy": "open"},
            {
                "ssid": "Office",
                "bssid": "A2:E5:B8:00:00:02",
                "signal": -49,
                "channel": 36,
                "securityPolicy": "wpa-eap",
                "loginId": "lab",
                "password": "lab-peplink-eap-pw1",
            },
        ],
        "carriers": [
            {"name": ".csl", "mobileType": "LTE", "mcc": "454", "mnc": "00", "pcs": 0},
            {"name": "SMT HK", "mobileType": "LTE", "mcc": "454", "mnc": "06", "pcs": 0},
        ],
        "gpio": {
            "1": {
                "name": "Digital I/O",
                "type": ["digital_input", "digital_output"],
                "mode": {
                    "digital_input": ["input_sensing", "ignition_sensing"],
                    "digital_output": ["wan_status"],
                },
            },
            "2": {
                "name": "Analog Input",
                "type": ["digital_input", "analog_input"],
                "mode": {
                    "digital_input": ["input_sensing", "ignition_sensing"],
                    "analog_input": ["input_sensing", "voltage_measurement", "analog_testing"],
                },
            },
        },
        "wan_dependent": True,
    }
