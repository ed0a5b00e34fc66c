# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every cURL sample of "Peplink Router API": the request as printed, and the answer as printed.

Curly quotes and line breaks within words are repaired. Where a sample needs a state (an API client with the sample's
id), or contradicts its own table, the vector says so in its options. Where the answer holds a value that the router
makes itself (ids, tokens, times), the vector names it in ``generated``, and its type is compared.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.lab.core.message import Request
from tests.lab.peplink import Model, PeplinkRouter, make_wan
from tests.lab.peplink.access import Token
from tests.lab.peplink.model import document_wan_1, limit
from tests.unit.lab.peplink_support import Client, model_with

CLIENT_1: dict[str, Any] = {
    "name": "Client 1",
    "clientId": "9270c250111cabab02058007bb72217e",
    "clientSecret": "cf5fe1c51252a058ebd6bd7d5f493cf5",
    "confidential": False,
    "createTimestamp": 32172904,
    "scope": "api.read-only",
}
CLIENT_2: dict[str, Any] = {
    "name": "Client 2",
    "clientId": "0396c250111dcaef02058007bb72217e",
    "clientSecret": "de5cd1c51252a13854d6bd7ddeabbcf5",
    "confidential": False,
    "createTimestamp": 32175831,
    "scope": "api",
}
TOKEN = "43c65216eb16d779092fc40b184a1794"


def _wan_2() -> dict[str, Any]:
    """WAN 2 of the example of GET /api/config.wan.connection, in drop-in mode."""
    return make_wan(
        "WAN2",
        "ethernet",
        connection={
            "method": {"type": "dropIn", "detail": {"ip": "169.254.0.1", "mask": 24, "gateway": "22.2.2.2"}},
            "routingMode": "IP Forwarding",
            "priority": 0,
            "dns": {"auto": False, "host": ["3.3.3.3"]},
            "bandwidth": limit(100000, 100000),
            "pepvpnNat": True,
        },
        healthcheck={
            "enable": True,
            "method": {"type": "nslookup", "detail": {"includedPublic": True}},
            "timeout": 5000,
            "interval": 5,
            "retry": 3,
            "recovery": 3,
        },
    )


def _wans(**wans: dict[str, Any]) -> Model:
    return model_with({"wan": {key[1:]: wan for key, wan in wans.items()}})


def _with_clients(*clients: dict[str, Any]) -> Model:
    return model_with({"auth_clients": list(clients)})


def _cellular(key: str) -> Model:
    """A router whose cellular WAN has this id, as the sample wants it."""
    base = model_with()
    facts = {name: {key: base.facts[name]["4"]} for name in ("wan", "sms", "allowance", "signal")}
    carriers = [
        {"name": ".csl", "mobileType": "LTE", "mcc": "454", "mnc": "0", "pcs": 0},
        {"name": "SMT HK", "mobileType": "LTE", "mcc": "454", "mnc": "6", "pcs": 0},
    ]
    return model_with({"wan": {key: base.config["wan"]["4"]}}, {**facts, "carriers": carriers})


def _wifi(key: str, *, connected: bool = True) -> Model:
    """A router whose Wi-Fi WAN has this id and one profile."""
    base = model_with()
    fact = copy.deepcopy(base.facts["wan"]["3"])
    if not connected:
        del fact["wireless"]
    return model_with(
        {"wan": {key: base.config["wan"]["3"]}, "wifi_profiles": {key: base.config["wifi_profiles"]["3"]}},
        {"wan": {key: fact}, "access_points": base.facts["access_points"][:1]},
    )


def _status_model() -> Model:
    """The two WANs of the example of GET /api/status.wan.connection."""
    first = make_wan("CUST WAN 1", "ethernet", connection={"priority": 0}, physical={"mtu": 576})
    second = make_wan(
        "WAN2",
        "ethernet",
        connection={"priority": 0, "method": {"type": "staticIp", "detail": {}}, "routingMode": "IP Forwarding"},
        physical={"mtu": 1440},
    )
    facts = {
        "1": {
            "message": "Connected",
            "statusLed": "green",
            "uptime": 27037017,
            "ip": "192.168.123.144",
            "mask": 24,
            "gateway": "12.23.34.0",
            "dns": ["12.22.32.12", "12.34.67.89"],
        },
        "2": {"message": "No Cable Detected", "statusLed": "red", "uptime": 27066417},
    }
    return model_with({"wan": {"1": first, "2": second}}, {"wan": facts})


def _signal_model() -> Model:
    """The two cellular WANs of the example of GET /api/status.wan.connection.signal."""
    bands_1 = [{"name": "LTE Band 7 (2600 MHz)", "signal": {"rssi": -60, "sinr": 9, "rsrp": -101}}]
    bands_2 = [
        {"name": "LTE Band 7 (2600 MHz)", "signal": {"rssi": -90, "sinr": 6.6, "rsrp": -100, "rsrq": -3}},
        {"name": "LTE Band 7 (3500 MHz)", "signal": {"rssi": -55}},
    ]
    facts = {
        key: {"activeSim": {"carrierName": "SMT HK", "network": "LTE"}, "band": bands}
        for key, bands in (("1", bands_1), ("2", bands_2))
    }
    wans = {key: make_wan(f"Cellular {key}", "cellular") for key in ("1", "2")}
    return model_with({"wan": wans}, {"signal": facts})


def _allowance_model() -> Model:
    wan = make_wan("Cellular", "cellular")
    monitor = {"enable": True, "start": 1, "monthlyAllowance": {"value": 1024, "unit": "MB"}}
    wan["cellular"]["sim"] = [{"id": 1, "bandwidthAllowanceMonitor": monitor}]
    return model_with({"wan": {"1": wan}}, {"allowance": {"1": {"1": 5}}})


@dataclass
class Vector:
    """One sample: what is sent and what must come back. ``line`` is the sample's line in the document."""

    name: str
    line: int
    method: str
    target: str
    body: Any
    answer: dict[str, Any]
    model: Model | None = None
    options: dict[str, Any] = field(default_factory=dict)
    generated: tuple[str, ...] = ()
    logged_in: bool = True
    token: bool = False


OK: dict[str, Any] = {"stat": "ok"}


def _ok(response: Any) -> dict[str, Any]:
    return {"stat": "ok", "response": response}


CARRIERS = _ok(
    {
        "scanStatus": "scanning",
        "list": [
            {"name": ".csl", "mobileType": "LTE", "mcc": "454", "mnc": "0", "pcs": 0},
            {"name": "SMT HK", "mobileType": "LTE", "mcc": "454", "mnc": "6", "pcs": 0},
        ],
        "reference": {"activeSim": {"simId": 1, "cellularNetwork": None}},
    }
)

WAN_CONFIG = _ok(
    {
        "1": {
            "name": "WAN 1",
            "asLan": False,
            "enable": True,
            "active": True,
            "multipleIp": [],
            "connection": {
                "method": "dhcp",
                "mode": "NAT",
                "icmpPing": True,
                "priority": 1,
                "dns": {"auto": True},
                "ddns": {
                    "username": "username",
                    "password": "@~HiDdEn~@",
                    "host": ["kjkjkjkj.com"],
                    "provider": "noip",
                    "enable": True,
                },
                "bandwidth": {
                    "upload": {"bandwidth": 100000, "unit": "kbps"},
                    "download": {"bandwidth": 100000, "unit": "kbps"},
                },
                "schedule": 4,
                "dhcp": {"hostname": ""},
            },
            "healthcheck": {
                "method": "nslookup",
                "timeout": 5,
                "interval": 5,
                "retry": 3,
                "recovery": 3,
                "enable": True,
                "nslookup": {"includePublic": False, "host": ["208.67.222.222", "208.67.220.220"]},
            },
        },
        "2": {
            "name": "WAN2",
            "asLan": False,
            "enable": True,
            "active": True,
            "multipleIp": [],
            "connection": {
                "method": "dropIn",
                "mode": "IP Forwarding",
                "icmpPing": True,
                "priority": 0,
                "dns": {"auto": False, "host": ["3.3.3.3"]},
                "ddns": {"enable": False},
                "bandwidth": {
                    "upload": {"bandwidth": 100000, "unit": "kbps"},
                    "download": {"bandwidth": 100000, "unit": "kbps"},
                },
                "pepVpnNat": True,
                "dropIn": {"ip": "169.254.0.1", "mask": 24, "gateway": "22.2.2.2"},
            },
            "healthcheck": {
                "method": "nslookup",
                "timeout": 5,
                "interval": 5,
                "retry": 3,
                "recovery": 3,
                "enable": True,
                "nslookup": {"includePublic": True},
            },
        },
        "order": [1, 2],
    }
)
WAN_CONFIG_MODEL = _wans(w1=document_wan_1(), w2=_wan_2())
AP = _ok({"support": True, "enable": True, "wanDependent": True})


def _tunnel_wan(state: str, name: str) -> dict[str, Any]:
    return {"priority": 0, "state": state, "name": name}


PEPVPN = _ok(
    {
        "profile": {
            "1": {"name": "Next (1)", "master": True},
            "2": {"name": "Next (2 - 2)", "master": True},
            "siteId": "999",
            "order": [2, 1],
        },
        "tunnel": {
            "1-1": {
                "wan": {
                    "1": {
                        "time": {"second": 1292258, "nanoSecond": 485618662},
                        "rtt": 1,
                        "rx": [1423988],
                        "tx": [1334004],
                        "loss": [0],
                        "priority": 1,
                        "state": "ACTIVE",
                        "name": "WAN 1",
                    },
                    "2": _tunnel_wan("WAN_DOWN", "WAN 2"),
                    "3": _tunnel_wan("WAN_DISABLED", "WAN 3"),
                    "4": _tunnel_wan("WAN_DISABLED", "WAN 4"),
                    "5": _tunnel_wan("WAN_DISABLED", "WAN 5"),
                    "6": _tunnel_wan("WAN_DISABLED", "Mobile Internet"),
                    "order": [1, 2, 3, 4, 5, 6],
                },
                "overall": {
                    "time": {"second": 1292258, "nanoSecond": 485618662},
                    "receive": {"packet": {"forward": 32, "loss": 1, "outOfOrder": 0}},
                    "transmit": {"packet": {"forward": 12, "loss": 0, "outOfOrder": 0}},
                },
            },
            "order": ["1-1"],
        },
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
    }
)


def _ssid(name: str, key: str, *, fast_transition: bool, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "enable": True,
        "captivePortal": True,
        "incontrolManaged": False,
        "broadcast": True,
        **more,
        "security": {"policy": "WPA2 Personal", "wpa2Personal": {"fastTransition": fast_transition, "key": key}},
    }


VECTORS = [
    # -- overview ----------------------------------------------------------------------------------------------------
    Vector(
        "overview: create a client (without action)",
        21,
        "POST",
        "auth.client",
        {"name": "Client 1", "scope": "api.read-only"},
        _ok(CLIENT_1),
        generated=("clientId", "clientSecret", "createTimestamp"),
    ),
    Vector(
        "overview: generate a token",
        29,
        "POST",
        "auth.token.grant",
        {"clientId": CLIENT_1["clientId"], "clientSecret": CLIENT_1["clientSecret"]},
        _ok({"accessToken": TOKEN, "authorizationType": 3, "scope": "api.read-only", "expiresIn": 172800}),
        model=_with_clients(CLIENT_1),
        generated=("accessToken",),
        logged_in=False,
    ),
    # -- reference ---------------------------------------------------------------------------------------------------
    Vector(
        "login",
        107,
        "POST",
        "login",
        {"username": "user", "password": "pass"},
        _ok({"permission": {"GET": 1, "POST": 1}}),
        options={"username": "user", "password": "pass"},
        logged_in=False,
    ),
    Vector("logout", 113, "POST", "logout", None, OK),
    Vector("auth.client", 159, "GET", "auth.client", None, _ok([CLIENT_1]), model=_with_clients(CLIENT_1)),
    Vector(
        "auth.client add (the sample's request says 'Clien 2')",
        227,
        "POST",
        "auth.client",
        {"action": "add", "name": "Client 2", "scope": "api"},
        _ok(CLIENT_2),
        generated=("clientId", "clientSecret", "createTimestamp"),
    ),
    Vector(
        "auth.client remove",
        253,
        "POST",
        "auth.client",
        {"action": "remove", "clientId": CLIENT_2["clientId"]},
        OK,
        model=_with_clients(CLIENT_2),
    ),
    Vector(
        "auth.client.token",
        298,
        "GET",
        "auth.client.token?clientId=0396c250111dcaef02058007bb72217e",
        None,
        _ok(
            [
                {
                    "accessToken": TOKEN,
                    "clientId": "0396c250111dcaef02058007bb72217e",
                    "clientName": "Client 1",
                    "authorizationType": 3,
                    "scope": "api.read-only",
                    "createTimestamp": 32177831,
                }
            ]
        ),
        model=_with_clients({**CLIENT_1, "clientId": CLIENT_2["clientId"]}),
        token=True,
    ),
    Vector(
        "auth.token.grant",
        353,
        "POST",
        "auth.token.grant",
        {"clientId": CLIENT_2["clientId"], "clientSecret": CLIENT_2["clientSecret"], "scope": "api"},
        _ok({"accessToken": TOKEN, "authorizationType": 3, "scope": "api", "expiresIn": 172800}),
        model=_with_clients(CLIENT_2),
        generated=("accessToken",),
    ),
    Vector(
        "auth.token.revoke",
        375,
        "POST",
        "auth.token.revoke",
        {"accessToken": TOKEN},
        OK,
        model=_with_clients({**CLIENT_1, "clientId": CLIENT_2["clientId"]}),
        token=True,
    ),
    Vector("cmd.billing.newCycle", 400, "POST", "cmd.billing.newCycle", {"connId": 4, "simId": 1}, OK),
    Vector(
        "cmd.carrier.scan",
        512,
        "GET",
        "cmd.carrier.scan?connId=4&reference=yes",
        None,
        CARRIERS,
        model=_cellular("4"),
        options={"carrier_scan_seconds": 60},
    ),
    Vector(
        "cmd.carrier.scan start (each argument in an array)",
        636,
        "POST",
        "cmd.carrier.scan",
        {"action": ["start"], "connId": ["4"], "reference": ["yes"]},
        CARRIERS,
        model=_cellular("4"),
        options={"carrier_scan_seconds": 60},
    ),
    Vector(
        "cmd.carrier.select",
        713,
        "POST",
        "cmd.carrier.select",
        {"connId": 4, "selectedCarrier": {"mcc": "345", "mnc": "23", "pcs": 0}},
        OK,
    ),
    Vector("cmd.config.apply", 731, "POST", "cmd.config.apply", None, OK),
    Vector("cmd.config.discard", 743, "POST", "cmd.config.discard", None, OK),
    Vector(
        "cmd.sendUssd",
        773,
        "POST",
        "cmd.sendUssd",
        {"connId": 2, "ussd": "*109#"},
        _ok({"message": "Request is sent successfully"}),
        model=_cellular("2"),
    ),
    Vector(
        "cmd.sms.get",
        812,
        "GET",
        "cmd.sms.get?connId=6",
        None,
        _ok(
            {
                "connId": 6,
                "simId": 1,
                "sms": [
                    {
                        "sender": "988",
                        "message": [
                            {
                                "id": 1,
                                "date": "Feb 17 13:55",
                                "timestamp": 1581774925,
                                "length": "50",
                                "message": "The is the 1st line SMS,\nand this is the 2nd line.",
                            }
                        ],
                    },
                    {
                        "sender": "+81325359875",
                        "message": [
                            {
                                "id": 2,
                                "date": "Feb 05 01:55",
                                "timestamp": 1580867113,
                                "length": "24",
                                "message": "Multipart message part 1",
                            },
                            {
                                "id": 6,
                                "date": "Feb 05 01:55",
                                "timestamp": 1580867113,
                                "length": "24",
                                "message": "Multipart message part 2",
                            },
                        ],
                    },
                ],
            }
        ),
        model=_cellular("6"),
    ),
    Vector(
        "cmd.sms.sendMessage",
        877,
        "POST",
        "cmd.sms.sendMessage",
        {"address": "+85235984335", "content": "SMS Content"},
        OK,
    ),
    Vector("cmd.ap", 905, "GET", "cmd.ap", None, AP),
    Vector("cmd.ap enable", 946, "POST", "cmd.ap", {"enable": True}, AP),
    Vector("cmd.cellularModule.rescanNetwork", 968, "POST", "cmd.cellularModule.rescanNetwork", {"connId": "4"}, OK),
    Vector("cmd.cellularModule.reset", 988, "POST", "cmd.cellularModule.reset", {"connId": "4"}, OK),
    Vector(
        "cmd.wan.cellular",
        1014,
        "GET",
        "cmd.wan.cellular?connId=4",
        None,
        _ok({"enabledSim": [1, 2], "preferredSim": 1}),
    ),
    Vector(
        "cmd.wan.cellular update",
        1049,
        "POST",
        "cmd.wan.cellular",
        {"connId": 4, "enabledSim": [1, 2], "preferredSim": 1},
        OK,
    ),
    Vector(
        "cmd.wifi.connect",
        1122,
        "POST",
        "cmd.wifi.connect",
        {"connId": 1, "ssid": "Main SSID"},
        OK,
        model=_wifi("1", connected=False),
    ),
    Vector(
        "cmd.wifi.disconnect",
        1147,
        "POST",
        "cmd.wifi.disconnect",
        {"connId": 1, "ssid": "Main SSID"},
        OK,
        model=_wifi("1"),
    ),
    Vector(
        "cmd.wifi.forget",
        1177,
        "POST",
        "cmd.wifi.forget",
        {"connId": 1, "ssid": "Main SSID", "securityPolicy": "wpa-psk"},
        OK,
        model=_wifi("1"),
    ),
    Vector(
        "cmd.wifi.scan",
        1317,
        "GET",
        "cmd.wifi.scan?connId=1&infoType=status",
        None,
        _ok(
            [
                {
                    "ssid": "Main SSID",
                    "bssid": "A2:E5:B8:55:89:DF",
                    "signal": -68,
                    "channel": 10,
                    "securityPolicy": "wpa-psk",
                    "status": {"inUse": True, "connected": True},
                }
            ]
        ),
        model=_wifi("1"),
        options={"firmware": "8.0.2"},  # signalStrength and signalLevel come with 8.1.0
    ),
    Vector(
        "config.gpio",
        1444,
        "POST",
        "config.gpio",
        {
            "list": [
                {"id": 1, "enable": True, "type": "digital_output", "mode": "toggle_high"},
                {"id": 2, "enable": True, "type": "digital_input", "mode": "input_sensing", "delay": 3},
            ]
        },
        _ok(
            {
                "1": {"enable": True, "type": "digital_output", "mode": "toggle_high"},
                "2": {"enable": True, "type": "digital_input", "mode": "input_sensing", "delay": 3},
                "order": [1, 2],
            }
        ),
    ),
    Vector(
        "config.ssid.profile",
        1543,
        "GET",
        "config.ssid.profile?id=1 2",
        None,
        _ok(
            {
                "1": _ssid("Main SSID", "pas53or2", fast_transition=True),
                "2": _ssid("Guest SSID", "pass3ord", fast_transition=False, vlanId=1),
                "order": [1, 2],
            }
        ),
    ),
    Vector(
        "config.ssid.profile update",
        1712,
        "POST",
        "config.ssid.profile",
        {"action": "update", "id": "1", "enable": True, "security": {"wpa2Personal": {"key": "thisIsNewPassword"}}},
        _ok({"1": _ssid("Main SSID", "thisIsNewPassword", fast_transition=True), "order": [1]}),
    ),
    Vector(
        "config.wan.connection",
        2149,
        "GET",
        "config.wan.connection?id=1 2&infoType=connection healthcheck",
        None,
        WAN_CONFIG,
        model=WAN_CONFIG_MODEL,
        options={"pepvpn_nat_keys": "pepVpnNat"},
    ),
    Vector(
        "config.wan.connection update",
        3429,
        "POST",
        "config.wan.connection",
        {"action": "update", "list": [{"id": 1, "enable": True}]},
        WAN_CONFIG,
        model=WAN_CONFIG_MODEL,
        options={"pepvpn_nat_keys": "pepVpnNat"},
    ),
    Vector(
        "config.wan.connection.priority",
        3573,
        "POST",
        "config.wan.connection.priority",
        {"instantActive": True, "list": [{"connId": 1, "priority": 1}, {"connId": 2, "priority": 2}]},
        _ok(
            {
                "1": {"name": "WAN 1", "priority": 1, "enable": True},
                "2": {"name": "WAN 2", "priority": 2, "enable": True},
                "order": [1, 2],
            }
        ),
    ),
    Vector(
        "info.firmware",
        3625,
        "GET",
        "info.firmware",
        None,
        _ok(
            {
                "1": {"version": "7.0.3 build 2765", "bootable": True, "inUse": False},
                "2": {"version": "7.1.0 build 2860", "bootable": True, "inUse": True},
                "order": [1, 2],
            }
        ),
        options={  # the sample's firmware is older than what the endpoint is "available in"
            "firmware_images": {
                "1": {"version": "7.0.3 build 2765", "bootable": True, "inUse": False},
                "2": {"version": "7.1.0 build 2860", "bootable": True, "inUse": True},
            }
        },
    ),
    Vector(
        "info.location",
        3692,
        "GET",
        "info.location",
        None,
        _ok(
            {
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
            }
        ),
    ),
    Vector(
        "status.client",
        3799,
        "GET",
        "status.client?connectionType=ethernet wireless",
        None,
        _ok(
            {
                "list": [
                    {
                        "ip": "192.168.50.4",
                        "connectionType": "wireless",
                        "name": "Android client",
                        "mac": "9C:5C:F9:2B:85:99",
                        "bssid": "00:1A:DD:ED:8F:69",
                        "essid": "PEPWAVE_D3B1",
                        "active": True,
                    },
                    {
                        "ip": "192.168.50.11",
                        "connectionType": "ethernet",
                        "name": "macOS client",
                        "mac": "E4:25:E7:8A:D3:12",
                        "active": False,
                    },
                    {
                        "ip": "192.168.50.17",
                        "connectionType": "wireless",
                        "name": "iOS client",
                        "mac": "34:12:98:9B:11:D7",
                        "active": False,
                    },
                ]
            }
        ),
        model=model_with(facts={"clients": model_with().facts["clients"][:3]}),
        options={"inactive_connection_type": "kept"},  # against the table
    ),
    Vector(
        "status.lan.profile",
        3871,
        "GET",
        "status.lan.profile",
        None,
        _ok(
            {
                "0": {"ip": "10.6.1.231", "mask": 16},
                "1": {"name": "Name 1", "ip": "10.6.1.231", "vlanId": 164, "mask": 16},
                "order": [0, 1],
            }
        ),
    ),
    Vector(
        "status.pepvpn",
        4205,
        "GET",
        "status.pepvpn?infoType=profile peer&lite=yes&tunnelOption=1-1",
        None,
        PEPVPN,
    ),
    Vector(
        "status.wan.connection",
        4712,
        "GET",
        "status.wan.connection?id=1 2",
        None,
        _ok(
            {
                "1": {
                    "name": "CUST WAN 1",
                    "enable": True,
                    "asLan": False,
                    "message": "Connected",
                    "uptime": 27037017,
                    "type": "ethernet",
                    "virtualType": "ethernet",
                    "priority": 0,
                    "ip": "192.168.123.144",
                    "statusLed": "green",
                    "mask": 24,
                    "gateway": "12.23.34.0",
                    "method": "dhcp",
                    "mode": "NAT",
                    "dns": ["12.22.32.12", "12.34.67.89"],
                    "mtu": 576,
                },
                "2": {
                    "name": "WAN2",
                    "enable": True,
                    "asLan": False,
                    "message": "No Cable Detected",
                    "uptime": 27066417,
                    "type": "ethernet",
                    "virtualType": "ethernet",
                    "priority": 0,
                    "statusLed": "red",
                    "method": "static",
                    "mode": "IP Forwarding",
                    "mtu": 1440,
                },
                "order": [1, 2],
            }
        ),
        model=_status_model(),
    ),
    Vector(
        "status.wan.connection.allowance",
        4806,
        "GET",
        "status.wan.connection.allowance?connId=1",
        None,
        _ok(
            {
                "1": {
                    "1": {"enable": True, "usage": 5, "limit": 1024, "percent": 0, "start": 1, "unit": "MB"},
                },
                "order": [1],
            }
        ),
        model=_allowance_model(),
        options={"sim_allowance_order": False},  # against the table
    ),
    Vector(
        "status.wan.connection.signal",
        4951,
        "GET",
        "status.wan.connection.signal?connId=1 2&infoType=band",
        None,
        _ok(
            {
                "1": {"band": [{"name": "LTE Band 7 (2600 MHz)", "signal": {"rssi": -60, "sinr": 9, "rsrp": -101}}]},
                "2": {
                    "band": [
                        {
                            "name": "LTE Band 7 (2600 MHz)",
                            "signal": {"rssi": -90, "sinr": 6.6, "rsrp": -100, "rsrq": -3},
                        },
                        {"name": "LTE Band 7 (3500 MHz)", "signal": {"rssi": -55}},
                    ]
                },
                "order": [1, 2],
            }
        ),
        model=_signal_model(),
    ),
]

# What the document marks "beta"; its overview shows the notice, its samples leave it out.
BETA = {
    "config.gpio",
    "config.wan.connection",
    "status.pepvpn",
    "status.wan.connection.signal",
}


def _prepare(vector: Vector) -> Client:
    client = Client(PeplinkRouter("router-1", model=vector.model, **vector.options))
    if vector.logged_in:
        client.login()
    if vector.token:
        client.router.access.tokens[TOKEN] = Token(
            TOKEN, CLIENT_2["clientId"], "api.read-only", 32177831, client.router.clock.now() + 60
        )
    if vector.name == "cmd.carrier.scan":
        client.post("cmd.carrier.scan", {"connId": 4, "action": "start"})
    return client


def _same_but(answer: Any, expected: Any, generated: tuple[str, ...]) -> None:
    """Compare, but of the generated members only the type, and the length of a hash."""
    for name in generated:
        made, printed = answer["response"].pop(name), expected["response"].pop(name)
        assert type(made) is type(printed)
        if isinstance(printed, str):
            assert len(made) == len(printed)
    assert answer == expected


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector.line}-{vector.name.split(' (')[0]}")
def test_sample_of_the_document(vector: Vector) -> None:
    client = _prepare(vector)
    response = client.send(vector.method, vector.target, vector.body)
    answer = response.json()
    assert response.status == 200
    notice = answer.pop("notice", None)
    assert notice == ({"status": "beta"} if vector.target.split("?")[0] in BETA else None)
    _same_but(answer, copy.deepcopy(vector.answer), vector.generated)


def test_sample_of_wifi_result() -> None:
    """Line 1203: the result that the samples of cmd.wifi.connect and cmd.wifi.result make together."""
    client = Client(PeplinkRouter("router-1", model=_wifi("1", connected=False))).login()
    client.post("cmd.wifi.connect", {"connId": 1, "ssid": "Main SSID"})
    answer = client.get("cmd.wifi.result?connId=1")
    assert abs(answer.pop("timestamp") - client.router.clock.now()) < 60
    assert answer == {
        "result": "CONNECTED",
        "ssid": "Main SSID",
        "bssid": "A2:E5:B8:55:89:DF",
        "securityPolicy": "wpa-psk",
        "message": "connected to Main SSID (A2:E5:B8:55:89:DF)",
    }


def test_sample_of_an_access_token_in_the_query() -> None:
    """Line 38: GET /api/status.wan.connection?accessToken=..., without a cookie."""
    router = PeplinkRouter("router-1", model=_with_clients(CLIENT_1))
    router.access.tokens[TOKEN] = Token(
        TOKEN, CLIENT_1["clientId"], "api.read-only", router.clock.now(), router.clock.now() + 60
    )
    answer = router.handle(Request.build("GET", f"/api/status.wan.connection?accessToken={TOKEN}")).json()
    assert answer["stat"] == "ok"
    assert answer["response"]["order"] == [1, 2, 3, 4]


def test_sample_of_lite_in_the_query() -> None:
    """Line 46: GET /api/status.wan.connection?id=1&lite=yes."""
    client = Client(PeplinkRouter("router-1")).login()
    answer = client.get("status.wan.connection?id=1&lite=yes")
    assert answer["order"] == [1]
    assert set(answer["1"]) & {"mask", "gateway", "dns", "method", "mode", "mac", "mtu"} == set()
    assert answer["1"]["ip"] == "192.0.2.144"


def test_samples_are_complete() -> None:
    """The document has 42 cURL samples; each but cmd.wifi.result, which needs a connect first, is in the table."""
    overview = [vector for vector in VECTORS if vector.name.startswith("overview")]
    assert len({vector.line for vector in VECTORS}) == len(VECTORS)
    assert len(VECTORS) - len(overview) == 41
