# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The request of POST /api/config.wan.connection: every object of the document, member by member.

Types, enumerations, ranges, required members and where null is allowed. What depends on the WAN's type or on what it
holds already ("only valid when ..") is in ``wan_rules``.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.lab.peplink.errors import invalid
from tests.lab.peplink.validate import (
    Check,
    Required,
    array,
    boolean,
    domain,
    enum,
    identifier,
    integer,
    ipv4,
    mac,
    nullable,
    number,
    obj,
    pattern,
    string,
    text,
    typed,
)

METHOD_TYPES = ("staticIp", "dhcp", "pppoe", "l2tp", "gre", "openvpn")
KBPS = {"kbps": 1, "Mbps": 1000, "Gbps": 1_000_000}
LOWEST_KBPS, HIGHEST_KBPS = 1, 10_000_000
UNBOUNDED = integer(0)  # "<integer>" without a range: the lab's own choice is "not negative"

_MASK = integer(0, 32)
_NETWORK = obj({"ip": Required(ipv4), "mask": Required(_MASK)})
_STATIC_IP = {"ip": Required(ipv4), "mask": Required(_MASK), "gateway": Required(ipv4)}
_PASSTHROUGH = {"ipPassthrough": boolean, "staticRoute": array(_NETWORK)}
_CREDENTIALS = {"username": Required(string), "password": Required(string)}

_METHOD_DETAILS: dict[str, Check] = {
    "staticIp": obj({**_STATIC_IP, **_PASSTHROUGH}),
    "dhcp": obj({"hostname": string, **_PASSTHROUGH}),
    "pppoe": obj(
        {
            **_CREDENTIALS,
            "service": nullable(string),
            "ip": nullable(ipv4),
            "modemAccess": nullable(_NETWORK),
            "keepaliveInterval": nullable(UNBOUNDED),
            "keepaliveRetry": nullable(UNBOUNDED),
        }
    ),
    "l2tp": obj({**_CREDENTIALS, "host": Required(ipv4), "staticIp": nullable(obj(_STATIC_IP))}),
    "gre": obj(
        {
            "staticIp": obj(_STATIC_IP),
            "host": Required(ipv4),
            "local": Required(ipv4),
            "remote": Required(ipv4),
            "nat": ipv4,
        }
    ),
    "openvpn": obj({"username": string, "password": string}),
}

_BANDWIDTH_SHAPE = obj({"value": Required(number()), "unit": Required(enum(*KBPS))})


def bandwidth(value: Any, path: str) -> Any:
    """<Bandwidth_Obj>, from 1 kbps to 10 Gbps; returns it in kbps, the only unit of the answer."""
    checked = _BANDWIDTH_SHAPE(value, path)
    kbps = checked["value"] * KBPS[checked["unit"]]
    if not LOWEST_KBPS <= kbps <= HIGHEST_KBPS:
        raise invalid(f"{path}.value", "must be from 1 kbps to 10 Gbps")
    return {"value": int(kbps) if kbps == int(kbps) else kbps, "unit": "kbps"}


_CONNECTION = obj(
    {
        "cellularModule": obj({"networkMode": string}),
        "routingMode": enum("IP Forwarding", "NAT"),
        "pepvpnNat": boolean,
        "useLanIp": boolean,
        "method": typed(_METHOD_DETAILS, required=False),
        "dns": obj({"auto": boolean, "host": array(ipv4)}),
        "priority": integer(0),
        "groupSet": UNBOUNDED,
        "ignoreDefaultGateway": boolean,
        "hotStandBy": boolean,
        "idleTimeout": nullable(UNBOUNDED),
        "icmpPing": boolean,
        "bandwidth": obj({"upload": bandwidth, "download": bandwidth}),
    }
)

_ALLOWANCE = obj(
    {
        "enable": boolean,
        "action": array(enum("email", "disconnect", "restrict")),
        "start": integer(0, 28),
        "monthlyAllowance": obj({"value": Required(UNBOUNDED), "unit": Required(enum("MB", "GB", "TB"))}),
    }
)

_SIM_OPERATOR = {"apn": string, "username": string, "password": string}
_DIAL_NUMBER = pattern(r"[0-9*#]+", "digits, * and #")
_MODEM = obj(
    {
        "operator": nullable(obj({**_SIM_OPERATOR, "dialNumber": _DIAL_NUMBER})),
        "simPin": nullable(string),
        "mobileType": enum("4G", "3G", "2G"),
        "huaweiBand": array(enum("GSM1900", "GSM900/GSM1800/WCDMA2100")),
    }
)


def signal_threshold(rssi_low: int, rssi_high: int) -> Check:
    """<Signal_Threshold_Obj>; the range of rssi is the cellular or the Wi-Fi WAN's."""
    return obj(
        {
            "signalLevel": nullable(array(integer(0, 5))),
            "rsrp": nullable(array(number(-140, -44))),
            "sinr": nullable(array(number(-100, 100))),
            "rssi": nullable(array(number(rssi_low, rssi_high))),
        }
    )


_CARRIER = obj({"mcc": string, "mnc": string, "pcs": UNBOUNDED, "name": string, "plmn": string})
_ROAMING = obj(
    {
        "enable": boolean,
        "accessControlList": nullable(array(UNBOUNDED)),
        "mode": nullable(enum("whitelist", "blacklist")),
        "name": string,
        "plmn": string,
    }
)


def _sim(ident: Check) -> Check:
    return obj(
        {
            "id": Required(ident),
            "carrierSelection": Required(nullable(array(_CARRIER))),
            "mobileType": enum("LTE", "3G", "2G"),
            "optimalNetwork": nullable(obj({"discovery": integer(5, 480), "period": array(UNBOUNDED)})),
            "bandSelection": nullable(array(string)),
            "roaming": _ROAMING,
            "operator": nullable(obj(_SIM_OPERATOR)),  # dialNumber: "Only support in modem type"
            "simPin": nullable(string),
            "bandwidthAllowanceMonitor": _ALLOWANCE,
        }
    )


def _cellular(ident: Check) -> Check:
    return obj(
        {
            "useExternalAntenna": boolean,
            "simCardScheme": enum("", "1", "2", "alternate", "remote_sim"),
            "preferredSim": enum(1, 2),
            "idleTimeout": nullable(UNBOUNDED),
            "failbackTimeout": nullable(UNBOUNDED),
            "remoteSim": nullable(array(string)),
            "alternateSim": obj({"day": Required(UNBOUNDED), "hour": Required(UNBOUNDED)}),
            "sim": array(_sim(ident)),
            "signalThreshold": signal_threshold(-125, -10),
        }
    )


_DBM = integer(-95, -1)
_WIFI_ROAMING_DETAIL = obj(
    {
        "signalLevel": obj({"threshold": integer(-95, -40), "gain": integer(5, 55)}),
        "checkInterval": integer(5, 3600),
        "intensiveScan": obj({"enable": boolean, "signalLevel": integer(-95, -40), "scanInterval": integer(1, 3600)}),
        "diagnosticLevel": enum("minimum", "basic", "detail"),
        "signalMode": obj(
            {
                "type": enum("relative", "absolute"),
                "detail": obj(
                    {
                        "minimumSignalDifference": integer(0, 94),
                        "signalThreshold": obj({"upper": _DBM, "lower": _DBM}),
                        "dynamicZone": obj({"inner": integer(0, 95), "outer": integer(0, 95)}),
                    }
                ),
            }
        ),
        "forceRoam": obj({"enable": boolean, "threshold": _DBM}),
        "confirmPeriod": UNBOUNDED,
        "backupDisconnect": obj({"mode": enum("no", "immediate", "delay"), "delay": UNBOUNDED}),
        "authenticationTimeout": UNBOUNDED,
    }
)
_WIFI = obj(
    {
        "country": UNBOUNDED,
        "channelWidth": enum("20 MHz", "20/40 MHz", "40MHz", "80 MHz", "20/40/80 MHz", "auto"),
        "channel": array(UNBOUNDED),
        "power": enum("custom", "auto", "manual", "high", "medium", "low", "max"),
        "powerBoost": boolean,
        "dataRate": pattern(r"MCS[0-9]", "MCS0 to MCS9"),
        "roaming": obj(
            {
                "enable": boolean,
                "algorithm": obj({"type": enum("normal", "advanced", "express"), "detail": _WIFI_ROAMING_DETAIL}),
            }
        ),
        "autoConnect": boolean,
        "beaconMissCounter": integer(2, 100),
        "channelScanInterval": integer(5, 1000),
        "signalThreshold": signal_threshold(-192, 63),
    }
)

SPEEDS = ("Auto", "1000baseTx-FD", "100baseTx-FD", "100baseTx-HD", "10baseT-FD", "10baseT-HD")


def _physical(ident: Check) -> Check:
    return obj(
        {
            "speed": enum(*SPEEDS),
            "advertise": boolean,
            "mtu": nullable(integer(576, 9000)),
            "mss": nullable(integer(536)),
            "ttl": nullable(integer(1, 255)),
            "mac": nullable(mac),
            "vlan": nullable(integer(1, 4094)),
            "vpi": integer(1, 255),
            "vci": integer(32, 65535),
            "greUplink": ident,
            "openvpn": obj(
                {
                    "uplink": array(obj({"id": Required(ident), "priority": Required(UNBOUNDED)})),
                    "failback": boolean,
                }
            ),
        }
    )


_HOSTS = array(ipv4, largest=2)
_HEALTHCHECK = obj(
    {
        "enable": Required(boolean),
        "method": typed(
            {
                "ping": obj({"host": _HOSTS}),
                "nslookup": obj({"includedPublic": boolean, "host": _HOSTS}),
                "http": obj({"host": array(obj({"url": Required(text), "pattern": Required(string)}), largest=2)}),
                "smartcheck": obj({"host": _HOSTS}),
                "openvpn": obj({"host": _HOSTS}),
            },
            required=True,
        ),
        "timeout": integer(200, 10000),
        "interval": integer(5, 3600),
        "retry": integer(1, 20),
        "recovery": integer(1, 20),
    }
)

_DDNS = obj(
    {
        "enable": boolean,
        "provider": enum("changeip", "dyndns", "noip", "tzo", "dnsomatic", "others"),
        "customUrl": text,
        "useWanIp": Required(boolean),
        **_CREDENTIALS,
        "host": Required(array(domain)),
    }
)


def _anything(value: Any, path: str) -> Any:
    """``wifiProfile``: "This field is not confirmed yet"."""
    return value


@cache
def update_schema(strict_ids: bool) -> Check:
    """The whole request; ``id`` is "optional" in the table, but without it there is nothing to update."""
    ident = identifier(strict_ids)
    wan = obj(
        {
            "id": Required(ident),
            "name": text,
            "enable": boolean,
            "schedule": nullable(UNBOUNDED),
            "connection": _CONNECTION,
            "modem": _MODEM,
            "cellular": _cellular(ident),
            "wifi": _WIFI,
            "wifiProfile": _anything,
            "physical": _physical(ident),
            "healthcheck": _HEALTHCHECK,
            "bandwidthAllowanceMonitor": _ALLOWANCE,
            "multipleIp": array(ipv4),
            "ddns": _DDNS,
        }
    )
    return obj({"action": Required(enum("update")), "list": Required(array(wan))})
