# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a router shows a WAN's configuration: GET's form of POST's objects, in every documented and observed variant.

Written from the document and the field notes (section 6), not from the module's code.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

Choose = Callable[[list[Any]], Any]

_METHODS = {
    "dhcp": ["dhcp", "DHCP"],
    "staticIp": ["staticIp", "Static IP", "static"],
    "pppoe": ["pppoe", "PPPoE"],
    "l2tp": ["l2tp", "L2TP"],
    "gre": ["gre", "GRE"],
    "openvpn": ["openvpn", "OpenVPN"],
}


def shown(posted: dict[str, Any], choose: Choose) -> dict[str, Any]:
    """The answer of GET for what was posted. ``choose`` picks one of several variants."""
    wan = copy.deepcopy(posted)
    connection = wan.setdefault("connection", {})
    _connection(connection, choose)
    for name in ("schedule", "ddns", "modem"):
        if name in wan and choose([True, False]):
            connection[name] = wan.pop(name)
    _ddns(wan.get("ddns") or connection.get("ddns"), choose)
    _modem(wan.get("modem") or connection.get("modem"))
    if "healthcheck" in wan:
        wan["healthcheck"] = _healthcheck(wan["healthcheck"], choose)
    if "bandwidthAllowanceMonitor" in wan:
        wan["bandwidthAllowanceMonitor"] = _monitor(wan["bandwidthAllowanceMonitor"], choose)
    _cellular(wan.get("cellular"), choose)
    return wan


def _rename(place: dict[str, Any] | None, old: str, new: str) -> None:
    if place is not None and old in place:
        place[new] = place.pop(old)


def _connection(connection: dict[str, Any], choose: Choose) -> None:
    _rename(connection, "routingMode", choose(["routingMode", "mode"]))
    _rename(connection, "pepvpnNat", choose(["pepvpnNat", "pepVpnNat"]))
    if "hotStandBy" in connection:
        _rename(connection, "hotStandBy", choose(["hotStandBy", "hotStandby"]))
        if "hotStandby" in connection and choose([True, False]):
            connection["hotStandby"] = {"enable": connection["hotStandby"]}
    for limit in connection.get("bandwidth", {}).values():
        _rename(limit, "value", choose(["value", "bandwidth"]))
    if connection.get("dns", {}).get("host") == []:
        del connection["dns"]["host"]
    _rename(connection.get("dns"), "host", choose(["host", "server"]))
    if "method" in connection and choose([True, True, False]):
        method = connection.pop("method")
        detail = method.get("detail", {})
        if method.get("type") == "l2tp" and "ip" in detail.get("staticIp", {}) and choose([True, False]):
            detail["staticIp"] = detail["staticIp"]["ip"]
        if "type" in method:
            connection["method"] = choose(_METHODS[method["type"]])
            if detail:
                connection[method["type"]] = detail


def _ddns(ddns: dict[str, Any] | None, choose: Choose) -> None:
    if not ddns:
        return
    if ddns.get("enable") is False:
        for name in set(ddns) - {"enable"}:
            del ddns[name]
    if ddns.get("provider") == "others":
        ddns["provider"] = choose(["others", "customUrl"])
    if "password" in ddns:
        ddns["password"] = choose([ddns["password"], "@~HiDdEn~@"])
    if choose([True, False]):
        ddns.pop("useWanIp", None)


def _modem(modem: dict[str, Any] | None) -> None:
    if modem and "operator" in modem:
        modem["operator"]["auto"] = False


def _healthcheck(check: dict[str, Any], choose: Choose) -> dict[str, Any]:
    if check.get("enable") is False:
        return {"enable": False}
    if "timeout" in check and choose([True, False]):
        check["timeout"] /= 1000
    method = check.get("method")
    if not method or "type" not in method:
        return check
    detail = method.get("detail", {})
    if method["type"] == "http":
        for entry in detail.get("host", []):
            if entry["pattern"] == "":
                del entry["pattern"]
    if detail.get("host") == []:
        del detail["host"]
    _rename(detail, "includedPublic", choose(["includedPublic", "includePublic"]))
    if choose([True, True, False]):
        name = choose(["nslookup", "dns"]) if method["type"] == "nslookup" else method["type"]
        if method["type"] == "http":
            _rename(detail, "host", choose(["host", "url"]))
        check["method"] = name
        if detail:
            check[name] = detail
    return check


def _monitor(monitor: dict[str, Any], choose: Choose) -> dict[str, Any]:
    if monitor.get("enable") is False:
        return {"enable": False}
    if "action" in monitor:
        spelt = choose(["disconnect", "disconnnect"])
        monitor["action"] = [spelt if action == "disconnect" else action for action in reversed(monitor["action"])]
    return monitor


def _cellular(cellular: dict[str, Any] | None, choose: Choose) -> None:
    for sim in (cellular or {}).get("sim", []):
        if "bandwidthAllowanceMonitor" in sim:
            sim["bandwidthAllowanceMonitor"] = _monitor(sim["bandwidthAllowanceMonitor"], choose)
    if cellular and "sim" in cellular and choose([True, False]):
        sims = {str(sim.pop("id")): sim for sim in cellular["sim"]}
        cellular["sim"] = {**sims, "order": [int(number) for number in sims]}
