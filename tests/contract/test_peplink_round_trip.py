# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a router shows, given back as the desired state, changes nothing: every kind of WAN, every documented object and field."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.lab import Lab
from tests.lab.peplink import PeplinkRouter, make_wan
from tests.unit.lab.peplink_support import Client
from tests.unit.peplink.documented import WAN_CONFIG

NUMBER = "9"
MASK = "********"
# What is shown and can't be set.
SHOWN_ONLY = {"as_lan", "active", "gobi", "support_giga_ethernet", "wimax_login", "captive_portal", "incontrol_managed"}

_MONITOR = {
    "enable": True,
    "action": ["email", "disconnect"],
    "start": 5,
    "monthlyAllowance": {"value": 3, "unit": "TB"},
}
_THRESHOLD = {"signalLevel": [0, 5], "rsrp": [-140, -44], "sinr": [-100, 100]}
_OPERATOR = {"apn": "internet", "username": "cpe", "password": "round-trip-apn-pw"}
_ALGORITHM = {"signalLevel": {"threshold": -70, "gain": 10}, "checkInterval": 60}


def _method(kind: str, **detail: Any) -> dict[str, Any]:
    return {"connection": {"method": {"type": kind, "detail": detail}}}


# The name of the case: the WAN's port type, and a request that sets everything that such a WAN has in the document.
REQUESTS: dict[str, tuple[str, dict[str, Any]]] = {
    "ethernet, static": (
        "ethernet",
        {
            "name": "Round trip",
            "enable": False,
            "schedule": 3,
            "multipleIp": ["192.0.2.10", "192.0.2.11"],
            "connection": {
                "cellularModule": {"networkMode": "auto"},
                "routingMode": "IP Forwarding",
                "pepvpnNat": True,
                "useLanIp": True,
                "method": {
                    "type": "staticIp",
                    "detail": {
                        "ip": "192.0.2.2",
                        "mask": 24,
                        "gateway": "192.0.2.1",
                        "ipPassthrough": True,
                        "staticRoute": [{"ip": "198.51.100.0", "mask": 24}],
                    },
                },
                "dns": {"auto": False, "host": ["192.0.2.53", "192.0.2.54"]},
                "priority": 2,
                "groupSet": 1,
                "ignoreDefaultGateway": True,
                "hotStandBy": True,
                "idleTimeout": 300,
                "icmpPing": True,
                "bandwidth": {"upload": {"value": 20, "unit": "Mbps"}, "download": {"value": 1, "unit": "Gbps"}},
            },
            "physical": {
                "speed": "100baseTx-FD",
                "advertise": False,
                "mtu": 1400,
                "mss": 1300,
                "ttl": 64,
                "mac": "00:1A:DD:00:00:99",
                "vlan": 100,
            },
            "healthcheck": {
                "enable": True,
                "method": {
                    "type": "http",
                    "detail": {"host": [{"url": "http://example.com/", "pattern": "ok"}]},
                },
                "timeout": 5000,
                "interval": 30,
                "retry": 3,
                "recovery": 5,
            },
            "bandwidthAllowanceMonitor": _MONITOR,
            "ddns": {
                "enable": True,
                "provider": "others",
                "customUrl": "https://ddns.example.com/update",
                "useWanIp": True,
                "username": "cpe",
                "password": "round-trip-ddns-pw",
                "host": ["cpe.example.com"],
            },
        },
    ),
    "ethernet, dhcp": (
        "ethernet",
        {
            **_method("dhcp", hostname="cpe-1", ipPassthrough=True, staticRoute=[{"ip": "198.51.100.0", "mask": 25}]),
            "healthcheck": {
                "enable": True,
                "method": {"type": "nslookup", "detail": {"includedPublic": True, "host": ["192.0.2.53"]}},
                "timeout": 2000,
            },
        },
    ),
    "ethernet, ping": (
        "ethernet",
        {
            "healthcheck": {
                "enable": True,
                "method": {"type": "ping", "detail": {"host": ["192.0.2.1"]}},
                "timeout": 300,
            }
        },
    ),
    "ethernet, smart check": (
        "ethernet",
        {"healthcheck": {"enable": True, "method": {"type": "smartcheck", "detail": {}}, "timeout": 10000}},
    ),
    "adsl, pppoe": (
        "adsl",
        {
            **_method(
                "pppoe",
                username="isp",
                password="round-trip-pppoe-pw",
                service="internet",
                ip="192.0.2.77",
                modemAccess={"ip": "192.168.1.1", "mask": 24},
                keepaliveInterval=30,
                keepaliveRetry=3,
            ),
            "physical": {"vpi": 8, "vci": 35, "mtu": 1492},
        },
    ),
    "vdsl, l2tp": (
        "vdsl",
        {
            **_method(
                "l2tp",
                username="isp",
                password="round-trip-l2tp-pw",
                host="198.51.100.1",
                staticIp={"ip": "192.0.2.2", "mask": 24, "gateway": "192.0.2.1"},
            ),
            "physical": {"vlan": 7, "vpi": 1, "vci": 32},
        },
    ),
    "gre": (
        "gre",
        {
            **_method(
                "gre",
                host="198.51.100.1",
                local="10.0.0.1",
                remote="10.0.0.2",
                nat="10.0.0.3",
                staticIp={"ip": "192.0.2.2", "mask": 24, "gateway": "192.0.2.1"},
            ),
            "physical": {"greUplink": 1, "mtu": 1476},
        },
    ),
    "openvpn": (
        "openvpn",
        {
            **_method("openvpn", username="vpn", password="round-trip-vpn-pw"),
            "physical": {"openvpn": {"uplink": [{"id": 1, "priority": 1}, {"id": 2, "priority": 2}], "failback": True}},
            "healthcheck": {"enable": True, "method": {"type": "openvpn", "detail": {}}},
        },
    ),
    "modem": (
        "modem",
        {
            "modem": {
                "operator": {**_OPERATOR, "dialNumber": "*99#"},
                "simPin": "round-trip-pin",
                "mobileType": "3G",
                "huaweiBand": ["GSM1900", "GSM900/GSM1800/WCDMA2100"],
            }
        },
    ),
    "cellular": (
        "cellular",
        {
            "cellular": {
                "useExternalAntenna": True,
                "simCardScheme": "alternate",
                "preferredSim": 2,
                "idleTimeout": 60,
                "failbackTimeout": 120,
                "remoteSim": ["server-1", "server-2"],
                "alternateSim": {"day": 3, "hour": 4},
                "sim": [
                    {
                        "id": 1,
                        "carrierSelection": [{"mcc": "454", "mnc": "06", "pcs": 0, "name": "SMT HK", "plmn": "45406"}],
                        "mobileType": "LTE",
                        "optimalNetwork": {"discovery": 60, "period": [1, 2]},
                        "bandSelection": ["LTE Band 7", "LTE Band 3"],
                        "roaming": {
                            "enable": True,
                            "accessControlList": [454, 460],
                            "mode": "whitelist",
                            "name": "home",
                            "plmn": "45406",
                        },
                        "operator": _OPERATOR,
                        "simPin": "round-trip-pin",
                        "bandwidthAllowanceMonitor": _MONITOR,
                    },
                    {"id": 2, "carrierSelection": None, "operator": None},
                ],
                "signalThreshold": {**_THRESHOLD, "rssi": [-125, -10]},
            }
        },
    ),
    "wifi, advanced": (
        "wireless",
        {
            "wifi": {
                "country": 344,
                "channelWidth": "20/40/80 MHz",
                "channel": [1, 6, 11],
                "power": "custom",
                "powerBoost": True,
                "dataRate": "MCS7",
                "roaming": {
                    "enable": True,
                    "algorithm": {
                        "type": "advanced",
                        "detail": {
                            **_ALGORITHM,
                            "intensiveScan": {"enable": True, "signalLevel": -80, "scanInterval": 30},
                        },
                    },
                },
                "autoConnect": True,
                "beaconMissCounter": 50,
                "channelScanInterval": 500,
                "signalThreshold": {**_THRESHOLD, "rssi": [-192, 63]},
            }
        },
    ),
}


def _express(mode: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    detail = {
        **_ALGORITHM,
        "diagnosticLevel": "detail",
        "signalMode": mode,
        "forceRoam": {"enable": True, "threshold": -90},
        "confirmPeriod": 5,
        "backupDisconnect": {"mode": "delay", "delay": 7},
        "authenticationTimeout": 9,
    }
    return "wireless", {"wifi": {"roaming": {"enable": True, "algorithm": {"type": "express", "detail": detail}}}}


_ZONE = {"dynamicZone": {"inner": 10, "outer": 20}}
REQUESTS["wifi, express, relative"] = _express({"type": "relative", "detail": {"minimumSignalDifference": 12, **_ZONE}})
REQUESTS["wifi, express, absolute"] = _express(
    {"type": "absolute", "detail": {"signalThreshold": {"upper": -60, "lower": -80}, **_ZONE}}
)
VARIANTS: tuple[dict[str, Any], ...] = (
    {},
    {"method_form": "DHCP", "bandwidth_key": "value", "dns_key": "server", "health_method_key": "dns"},
    {"method_form": "object", "mode_key": "routingMode", "hot_standby_key": "hotStandBy", "ids_as_strings": True},
    {"pepvpn_nat_keys": "pepvpnNat", "disconnect_word": "disconnect", "physical_cellular_type": "cellular"},
    {"mask_passwords": "all"},
    {"undocumented_readback": False},
)


_STATIC_IP = "connection.method.detail.staticIp"
# What the document's tables for GET don't have: L2TP_Obj has the address alone, GRE_Obj none unless the port is Ethernet; and what
# null has cleared.
NOT_SHOWN = {
    "vdsl, l2tp": {f"{_STATIC_IP}.mask", f"{_STATIC_IP}.gateway"},
    "gre": {f"{_STATIC_IP}.ip", f"{_STATIC_IP}.mask", f"{_STATIC_IP}.gateway"},
    "cellular": {"cellular.sim.carrierSelection", "cellular.sim.operator"},
}


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for item in value:
            yield from _leaves(item, path)
    else:
        yield path


def test_the_requests_hold_every_documented_field() -> None:
    sent = {path for _kind, request in REQUESTS.values() for path in _leaves(request)}
    assert {path for path in WAN_CONFIG if path not in sent} == set()


def _wan_of(lab: Lab, kind: str, request: dict[str, Any], variant: dict[str, Any]) -> None:
    """Give the router a WAN of a kind, set up by a request of the document's own form."""
    device = lab.device("router-1")
    assert isinstance(device, PeplinkRouter)
    with device.lock:
        device.reset_options()
        device.reset()
        device.set_options({"remote_sim": True})
        device.patch({"running": {"wan": {NUMBER: make_wan("A WAN", kind)}}})
        admin = Client(device).login()
        admin.post(
            "config.wan.connection", {"action": "update", "list": [{"id": int(NUMBER), **copy.deepcopy(request)}]}
        )
        admin.post("cmd.config.apply")
        admin.post("logout")
        device.set_options(variant)
    lab.journal.clear()


def _settable(value: Any, path: tuple[str, ...] = ()) -> Any:
    """What was read, as far as it can be given: neither what is only shown nor what is masked."""
    if isinstance(value, dict):
        kept = {name: _settable(item, (*path, name)) for name, item in value.items() if name not in SHOWN_ONLY}
        if path == ("physical",):
            kept.pop("type", None)
        return {name: item for name, item in kept.items() if item not in (MASK, {})}
    if isinstance(value, list):
        return [_settable(item, path) for item in value]
    return value


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("name", REQUESTS)
def test_what_a_router_shows_of_a_wan_is_its_desired_state(lab: Lab, name: str, variant: dict[str, Any]) -> None:
    kind, request = REQUESTS[name]
    _wan_of(lab, kind, request, variant)
    info = Case("peplink_info", "router-1", {"gather": ["wan_config"], "wan_config": {"id": [NUMBER]}})
    (read,) = harness.call(lab, info)["info"]["wan_config"]
    wanted = {**_settable(read), "id": NUMBER}
    result = harness.call(lab, Case("peplink_wan", "router-1", wanted))
    assert not result.get("failed"), result["msg"]
    assert (result["changed"], result["plan"]) == (False, []), result["diff"]
    whole = harness.call(lab, Case("peplink_router", "router-1", {"wans": [wanted]}))
    assert whole["changed"] is False


@pytest.mark.parametrize("name", REQUESTS)
def test_every_field_of_it_is_read_and_not_only_left_out(lab: Lab, name: str) -> None:
    """Each of the values that were set stands in what is read, in the normal form of the options."""
    kind, request = REQUESTS[name]
    _wan_of(lab, kind, request, {})
    info = Case("peplink_info", "router-1", {"gather": ["wan_config"], "wan_config": {"id": [NUMBER]}})
    (read,) = harness.call(lab, info)["info"]["wan_config"]
    shown = {path.replace("_", "").lower() for path in _leaves(read)}
    assert {path for path in set(_leaves(request)) - NOT_SHOWN.get(name, set()) if path.lower() not in shown} == set()


@pytest.mark.parametrize("policy", ["WPA2 Personal", "WPA/WPA2 Personal"])
def test_what_a_router_shows_of_an_ssid_profile_is_its_desired_state(lab: Lab, policy: str) -> None:
    device = lab.device("router-1")
    assert isinstance(device, PeplinkRouter)
    with device.lock:
        device.reset_options()
        device.reset()
        admin = Client(device).login()
        body = {"action": "update", "id": 2, "vlanId": 7, "broadcast": False, "security": {"policy": policy}}
        admin.post("config.ssid.profile", body)
        admin.post("cmd.config.apply")
        admin.post("logout")
    info = Case("peplink_info", "router-1", {"gather": ["ssid"], "ssid": {"id": ["2"]}})
    (read,) = harness.call(lab, info)["info"]["ssid"]
    wanted = _settable(read)
    assert wanted["security"]["policy"] == policy
    result = harness.call(lab, Case("peplink_ssid_profile", "router-1", wanted))
    assert not result.get("failed"), result["msg"]
    assert result["changed"] is False, result["diff"]
