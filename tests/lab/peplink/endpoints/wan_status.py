# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.wan.connection, status.wan.connection.allowance, status.wan.connection.signal."""

from __future__ import annotations

import copy
from typing import Any

from tests.lab.peplink.arguments import flag, ids, words
from tests.lab.peplink.call import Call, Endpoint, Endpoints
from tests.lab.peplink.errors import invalid
from tests.lab.peplink.wan_shape import static_addresses, status_method

Wan = dict[str, Any]

# What "will not appear if lite=yes", below the WAN itself.
CELLULAR_NOT_LITE = ("meid", "imei", "esn", "mode")
SIM_NOT_LITE = ("apn", "username", "password", "imsi", "iccid", "mtn")
MODEM_NOT_LITE = (*SIM_NOT_LITE, "esn", "dialNumber")
WIRELESS_NOT_LITE = ("ssid", "bssid")
NO_DEVICE = {"statusLed": "empty", "message": "No Device Detected", "uptime": 0}
DISABLED = {"statusLed": "gray", "message": "Disabled", "uptime": 0}
VIRTUAL_TYPES = ("wireless", "cellular", "modem")
SIGNAL_INFO_TYPES = ("virtualType", "signal", "activeSim", "wifi", "band", "signalLevel")


def _type(call: Call, wan: Wan) -> str:
    """ "cellular" was "gobi" before firmware 8.0.1."""
    if wan["type"] == "cellular" and call.router.version < (8, 0, 1):
        return "gobi"
    if wan["type"] == "wireless":
        return str(call.options["status_wifi_type"])
    return str(wan["type"])


def _without(source: Wan, names: tuple[str, ...], lite: bool) -> Wan:
    return {key: value for key, value in source.items() if not lite or key not in names}


def _cellular(call: Call, wan: Wan, fact: Wan, lite: bool) -> Wan:
    answer = _without(copy.deepcopy(fact), CELLULAR_NOT_LITE, lite)
    if "carrier" in answer:
        answer["carrier"] = _without(answer["carrier"], ("country",), lite)
    if call.router.version < (8, 0, 1) and "mobileType" in answer:
        answer["network"] = answer.pop("mobileType")
    operators = {str(sim["id"]): sim.get("operator", {}) for sim in wan["cellular"]["sim"]}
    sims = {
        key: _without({**sim, **operators.get(key, {})}, SIM_NOT_LITE, lite)
        for key, sim in answer.get("sim", {}).items()
    }
    answer["sim"] = call.keyed(sims)
    return answer


def _details(call: Call, wan: Wan, fact: Wan, lite: bool) -> Wan:
    """The object that a WAN has for its type."""
    if wan["type"] == "cellular" and "cellular" in fact:
        return {_type(call, wan): _cellular(call, wan, fact["cellular"], lite)}
    if wan["type"] == "wireless" and "wireless" in fact:
        return {"wireless": _without(fact["wireless"], WIRELESS_NOT_LITE, lite)}
    if wan["type"] == "modem" and "modem" in fact:
        return {"modem": _without(fact["modem"], MODEM_NOT_LITE, lite)}
    return {}


def _addresses(wan: Wan, fact: Wan, lite: bool) -> Wan:
    answer: Wan = {name: fact[name] for name in ("ip", "mask", "gateway", "dns") if name in fact}
    answer.update(static_addresses(wan))
    hosts = wan["connection"].get("dns", {}).get("host")
    if hosts and not wan["connection"]["dns"].get("auto", True):
        answer["dns"] = hosts
    return {"ip": answer["ip"]} if lite else answer


def _wan(call: Call, key: str, wan: Wan, lite: bool) -> Wan:
    fact = call.router.facts["wan"].get(key, NO_DEVICE)
    shown = fact if wan["enable"] else DISABLED
    answer: Wan = {
        "name": wan["name"],
        "enable": wan["enable"],
        "asLan": wan["asLan"],
        "statusLed": shown["statusLed"],
        "message": shown["message"],
        "uptime": shown["uptime"],
        "type": _type(call, wan),
        "virtualType": _type(call, wan),
    }
    for name in ("locked", "scheduledOff"):
        if name in fact:
            answer[name] = fact[name]
    connection = wan["connection"]
    if wan["enable"]:
        answer["priority"] = connection["priority"]
    if "groupSet" in connection:
        answer["groupSet"] = connection["groupSet"]
    if "ip" in shown:
        answer.update(_addresses(wan, fact, lite))
    if not lite:
        answer["method"] = status_method(wan, call.options)
        answer[call.options["mode_key"]] = connection["routingMode"]
        if wan["multipleIp"]:
            answer["additionalIp"] = wan["multipleIp"]
        answer.update({name: wan["physical"][name] for name in ("mtu", "mss") if name in wan["physical"]})
        mac = wan["physical"].get("mac", fact.get("mac"))
        if mac is not None:
            answer["mac"] = mac
    answer.update(_details(call, wan, fact, lite))
    return answer


def _connections(call: Call) -> Any:
    given = call.query({"id": ids, "lite": flag})
    table = call.router.store.running["wan"]
    lite = given.get("lite", False) and not call.options["max_device"]
    wanted = call.select(table, given.get("id"), "id")
    answer = call.keyed({key: _wan(call, key, table[key], lite) for key in wanted})
    if call.options["undocumented_status_keys"]:
        now = int(call.router.clock.now())
        answer.update({"timestamp": now, "reportTimestamp": now - 1, "supportGatewayProxy": True})
    return answer


def _allowance_of(monitor: Wan, usage: int) -> Wan:
    if not monitor.get("enable"):
        return {"enable": False}
    most = monitor.get("monthlyAllowance", {}).get("value", 0)
    return {
        "enable": True,
        "usage": usage,
        "limit": most,
        "percent": min(100, usage * 100 // most) if most else 0,
        "start": monitor.get("start", 1),
        "unit": "MB",
    }


def _allowance_of_wan(call: Call, key: str, wan: Wan) -> Wan:
    usage = call.router.facts["allowance"].get(key)
    if wan["type"] != "cellular":
        return _allowance_of(wan["bandwidthAllowanceMonitor"], usage or 0)
    sims = {
        str(sim["id"]): _allowance_of(sim.get("bandwidthAllowanceMonitor", {}), (usage or {}).get(str(sim["id"]), 0))
        for sim in wan["cellular"]["sim"]
    }
    return call.keyed(sims) if call.options["sim_allowance_order"] else sims


def _allowances(call: Call) -> Any:
    table = call.router.store.running["wan"]
    first = call.router.version < (8, 0, 1)  # "In firmware 8.0.0, this field is mandatory and ONLY cellular WAN"
    given = call.query({"connId": ids}, required=("connId",) if first else ())
    wanted = call.select(table, given.get("connId"), "connId")
    if first and any(table[key]["type"] != "cellular" for key in wanted):
        raise invalid("connId", "only a cellular WAN is allowed")
    return call.keyed({key: _allowance_of_wan(call, key, table[key]) for key in wanted})


def _signals(call: Call) -> Any:
    readers = {"connId": ids, "virtualType": words(*VIRTUAL_TYPES), "infoType": words(*SIGNAL_INFO_TYPES)}
    given = call.query(readers)
    table = call.router.store.running["wan"]
    answer: dict[str, Any] = {}
    for key in call.select(table, given.get("connId"), "connId"):
        kind = table[key]["type"]
        if "virtualType" in given and kind not in given["virtualType"]:
            continue
        names = given.get("infoType", SIGNAL_INFO_TYPES)
        fact = {"virtualType": kind, **call.router.facts["signal"].get(key, {})}
        shown = {name: fact[name] for name in names if name in fact}
        answer[key] = shown if kind in VIRTUAL_TYPES else None
    return call.keyed(answer)


ENDPOINTS: Endpoints = {
    ("GET", "status.wan.connection"): Endpoint(_connections, (8, 0, 0), "read", "read"),
    ("GET", "status.wan.connection.allowance"): Endpoint(_allowances, (8, 0, 0), "read", "read"),
    ("GET", "status.wan.connection.signal"): Endpoint(_signals, (8, 0, 1), "read", "read", beta=True),
}
