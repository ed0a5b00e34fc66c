# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stored WAN (the shape of the POST request) in the shape of GET /api/config.wan.connection.

The two differ member by member (field notes, section 6); where the document contradicts itself an option says which
form. What is stored and has no place in the answer's tables is added under its own name if ``undocumented_readback``
is on. Stored units: bandwidth in kbps, allowance in MB, health check time-out in milliseconds.
"""

from __future__ import annotations

import copy
from typing import Any

Wan = dict[str, Any]
Options = dict[str, Any]

HIDDEN = "@~HiDdEn~@"
METHOD_WORDS = {
    "dhcp": "DHCP",
    "staticIp": "Static IP",
    "pppoe": "PPPoE",
    "l2tp": "L2TP",
    "gre": "GRE",
    "dropIn": "Drop In",
    "openvpn": "OpenVPN",
}
# Members of the method's object that the answer's tables have; None: the table has no such object.
METHOD_MEMBERS: dict[str, tuple[str, ...] | None] = {
    "dhcp": ("hostname",),
    "staticIp": ("ip", "mask", "gateway"),
    "pppoe": ("username", "password", "service", "ip", "modemAccess"),
    "l2tp": ("username", "password", "host", "staticIp"),
    "gre": ("host", "local", "remote", "nat", "staticIp"),
    "dropIn": ("ip", "mask", "gateway"),
    "openvpn": None,
}
CONNECTION_MEMBERS = ("icmpPing", "priority", "idleTimeout")
CONNECTION_UNDOCUMENTED = ("cellularModule", "useLanIp", "groupSet", "ignoreDefaultGateway")
PHYSICAL_MEMBERS = ("speed", "advertise", "mtu", "mss", "mac", "vlan")
PHYSICAL_UNDOCUMENTED = ("ttl", "vpi", "vci", "greUplink", "openvpn")
INFO_TYPES = ("multipleIp", "connection", "physical", "healthcheck", "bandwidthAllowanceMonitor", "cellular")


def wan_answer(wan: Wan, info_types: list[str] | None, options: Options) -> Wan:
    """<WAN_Config_Obj> of the answer. ``info_types``: the objects asked for, None for all.

    The head (``name`` to ``multipleIp``) is always there, as in the example for ``infoType=connection healthcheck``.
    A WAN that works as LAN has nothing else.
    """
    answer: Wan = {
        "name": wan["name"],
        "asLan": wan["asLan"],
        "enable": wan["enable"],
        "active": wan["enable"],
    }
    if wan["asLan"]:
        return answer

    def wanted(name: str) -> bool:
        return info_types is None or name in info_types

    answer["multipleIp"] = list(wan["multipleIp"])
    if wanted("connection"):
        answer["connection"] = _connection(wan, options)
    if wanted("physical"):
        answer["physical"] = _physical(wan, options)
    if wanted("healthcheck"):
        answer["healthcheck"] = _healthcheck(wan["healthcheck"], options)
    if wanted("bandwidthAllowanceMonitor"):
        answer["bandwidthAllowanceMonitor"] = _allowance(wan["bandwidthAllowanceMonitor"], options)
    if options["undocumented_readback"]:
        if "cellular" in wan and wanted("cellular"):
            answer["cellular"] = _masked_copy(wan["cellular"], options)
        if "wifi" in wan and info_types is None:
            answer["wifi"] = copy.deepcopy(wan["wifi"])
    return answer


def _masked_copy(value: Any, options: Options) -> Any:
    """An independent copy; with ``mask_passwords`` "all" its passwords are hidden."""
    if isinstance(value, dict):
        hide = options["mask_passwords"] == "all"
        return {
            key: HIDDEN if hide and key == "password" and item else _masked_copy(item, options)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_masked_copy(item, options) for item in value]
    return value


def _pick(source: Wan, names: tuple[str, ...], options: Options) -> Wan:
    picked: Wan = _masked_copy({name: source[name] for name in names if name in source}, options)
    return picked


def _connection(wan: Wan, options: Options) -> Wan:
    stored = wan["connection"]
    answer = _pick(stored, CONNECTION_MEMBERS, options)
    _put_method(answer, wan, options)
    if "routingMode" in stored:
        answer[options["mode_key"]] = stored["routingMode"]
    if "dns" in stored:
        answer["dns"] = {"auto": stored["dns"].get("auto", True)}
        if stored["dns"].get("host"):
            answer["dns"][options["dns_key"]] = list(stored["dns"]["host"])
    answer["ddns"] = _ddns(wan.get("ddns", {}), options)
    if "bandwidth" in stored:
        answer["bandwidth"] = {
            way: {options["bandwidth_key"]: limit["value"], "unit": "kbps"}
            for way, limit in stored["bandwidth"].items()
        }
    if "schedule" in wan:
        answer["schedule"] = wan["schedule"]
    if "pepvpnNat" in stored:
        both = ("pepVpnNat", "pepvpnNat")
        for key in both if options["pepvpn_nat_keys"] == "both" else (options["pepvpn_nat_keys"],):
            answer[key] = stored["pepvpnNat"]
    if "hotStandBy" in stored:
        answer[options["hot_standby_key"]] = stored["hotStandBy"]
    if wan["type"] == "cellular":
        answer["gobi"] = _gobi(wan, options)
    if wan["type"] == "modem":
        answer["modem"] = _modem(wan["modem"], options)
    if options["undocumented_readback"]:
        answer.update(_pick(stored, CONNECTION_UNDOCUMENTED, options))
    return answer


def _put_method(answer: Wan, wan: Wan, options: Options) -> None:
    kind = wan["connection"]["method"]["type"]
    detail = wan["connection"]["method"].get("detail", {})
    if options["method_form"] == "object":
        answer["method"] = {"type": kind, "detail": _masked_copy(detail, options)}
        return
    answer["method"] = METHOD_WORDS[kind] if options["method_form"] == "DHCP" else kind
    members = METHOD_MEMBERS[kind]
    undocumented = options["undocumented_readback"]
    if members is None and not undocumented:
        return
    shown = _pick(detail, tuple(detail) if undocumented else members or (), options)
    if kind == "pppoe" and shown.get("service") == "":
        del shown["service"]
    if kind == "l2tp" and "staticIp" in shown:
        shown["staticIp"] = shown["staticIp"]["ip"]  # the answer's table: String, "only appear if the IP is set"
    if kind == "gre" and wan["type"] != "ethernet":
        shown.pop("staticIp", None)
    answer[kind] = shown


def _ddns(stored: Wan, options: Options) -> Wan:
    if not stored.get("enable"):
        return {"enable": False}
    answer: Wan = {"enable": True}
    if "provider" in stored:
        answer["provider"] = "customUrl" if stored["provider"] == "others" else stored["provider"]
    if stored.get("provider") == "others" and "customUrl" in stored:
        answer["customUrl"] = stored["customUrl"]
    answer["username"] = stored["username"]
    answer["password"] = HIDDEN
    answer["host"] = list(stored["host"])
    if "useWanIp" in stored and options["undocumented_readback"]:
        answer["useWanIp"] = stored["useWanIp"]
    return answer


def _operator(stored: Wan | None, options: Options) -> Wan:
    """<Operator_Obj>: ``auto`` unless an APN was given; the dial number is a Number in the answer's table."""
    if not stored:
        return {"auto": True}
    answer = {"auto": False, **_pick(stored, ("apn", "username", "password"), options)}
    if "dialNumber" in stored:
        dial = stored["dialNumber"]
        answer["dialNumber"] = int(dial) if dial.isdigit() else dial
    return answer


def _gobi(wan: Wan, options: Options) -> Wan:
    answer: Wan = {"operator": _operator(wan["cellular"]["sim"][0].get("operator"), options)}
    if "networkMode" in wan["connection"].get("cellularModule", {}):
        answer["mode"] = wan["connection"]["cellularModule"]["networkMode"]
    return answer


def _modem(stored: Wan, options: Options) -> Wan:
    answer = _pick(stored, ("mobileType", "huaweiBand", "simPin"), options)
    answer["operator"] = _operator(stored.get("operator"), options)
    return answer


def _physical(wan: Wan, options: Options) -> Wan:
    stored = wan["physical"]
    kind = options["physical_cellular_type"] if wan["type"] == "cellular" else wan["type"]
    answer = {"type": kind, **_pick(stored, PHYSICAL_MEMBERS, options)}
    if wan["type"] == "ethernet":
        answer["supportGigaEthernet"] = wan["supportGigaEthernet"]
    if options["undocumented_readback"]:
        answer.update(_pick(stored, PHYSICAL_UNDOCUMENTED, options))
    return answer


def _healthcheck(stored: Wan, options: Options) -> Wan:
    if not stored["enable"]:
        return {"enable": False}
    answer = {"enable": True, **_pick(stored, ("interval", "retry", "recovery"), options)}
    if "timeout" in stored:
        seconds = stored["timeout"] / 1000
        whole: float = int(seconds) if seconds.is_integer() else seconds
        answer["timeout"] = stored["timeout"] if options["health_unit"] == "milliseconds" else whole
    if "method" not in stored:
        return answer
    kind = stored["method"]["type"]
    detail = stored["method"]["detail"]
    answer["method"] = kind
    shown: Wan = {}
    if kind == "nslookup":
        shown["includePublic"] = detail.get("includedPublic", False)
    if detail.get("host"):
        shown["url" if kind == "http" else "host"] = [_url_pattern(entry) for entry in detail["host"]]
    if kind in ("http", "nslookup", "ping") or (kind == "smartcheck" and options["undocumented_readback"]):
        answer[options["health_method_key"] if kind == "nslookup" else kind] = shown
    return answer


def _url_pattern(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {key: value for key, value in entry.items() if key != "pattern" or value}
    return entry


def _allowance(stored: Wan, options: Options) -> Wan:
    if not stored.get("enable"):
        return {"enable": False}
    answer = {"enable": True, **_pick(stored, ("action", "start", "monthlyAllowance"), options)}
    if "action" in answer:
        answer["action"] = [
            options["disconnect_word"] if action == "disconnect" else action for action in answer["action"]
        ]
    return answer


def status_method(wan: Wan, options: Options) -> str:
    """``method`` of status.wan.connection: the document knows dhcp and static."""
    kind: str = wan["connection"]["method"]["type"]
    return str(options["status_static_word"]) if kind == "staticIp" else kind


def static_addresses(wan: Wan) -> Wan:
    """ip, mask and gateway that the configuration gives to the WAN; empty where they come from outside."""
    detail = wan["connection"]["method"].get("detail", {})
    if wan["connection"]["method"]["type"] in ("staticIp", "dropIn"):
        return {"ip": detail["ip"], "mask": detail["mask"], "gateway": detail["gateway"]}
    return {}
