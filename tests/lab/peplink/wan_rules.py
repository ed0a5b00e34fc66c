# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of POST /api/config.wan.connection that look beyond one field: the WAN's type, and what it holds.

Each function takes the change (checked against ``wan_schema``) and the WAN as it would be after the change, and
raises ``ApiFailure`` where the document says "only valid when", "only support when" or gives a range that depends on
another field.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from tests.lab.peplink.errors import invalid
from tests.lab.peplink.wan_schema import METHOD_TYPES

Wan = dict[str, Any]

DEFAULT_MTU = 1500
MTU_BY_METHOD = {"pppoe": 1492, "gre": 1476}
JUMBO_MTU = 9000
VDSL_HIGHEST_VLAN = 10
PASSTHROUGH_PORTS = ("ethernet", "cellular")
ONLY_ON = {"modem": ("modem",), "cellular": ("cellular",), "wifi": ("wireless",), "wifiProfile": ("wireless",)}
PHYSICAL_ONLY_ON = {
    "speed": ("ethernet",),
    "advertise": ("ethernet",),
    "mac": ("ethernet",),
    "vlan": ("ethernet", "vdsl"),
    "vpi": ("adsl", "vdsl"),
    "vci": ("adsl", "vdsl"),
    "greUplink": ("gre",),
}
EXPRESS_ONLY = (
    "diagnosticLevel",
    "signalMode",
    "forceRoam",
    "confirmPeriod",
    "backupDisconnect",
    "authenticationTimeout",
)


def check_wan(change: Wan, before: Wan, after: Wan, options: dict[str, Any], wan_ids: Container[str]) -> None:
    """All rules for one WAN. ``wan_ids`` are the ids that exist. Raises ApiFailure."""
    for section, ports in ONLY_ON.items():
        if section in change and before["type"] not in ports:
            raise invalid(section, f"only supported when the WAN is {ports[0]}")
    if "connection" in change:
        _check_connection(change["connection"], before, after, options)
    if "physical" in change:
        _check_physical(change["physical"], after, wan_ids)
    if "physical" in change or "method" in change.get("connection", {}):
        _check_mtu(after)
    if "healthcheck" in change:
        _check_healthcheck(change["healthcheck"], after["healthcheck"])
    if "cellular" in change:
        _check_cellular(change["cellular"], before, after["cellular"], options)
    if "wifi" in change:
        _check_wifi_roaming(change["wifi"], after["wifi"])
    if "ddns" in change:
        _check_ddns(change["ddns"], after["ddns"])


def _check_connection(change: Wan, before: Wan, after: Wan, options: dict[str, Any]) -> None:
    if change.get("priority", 0) > options["priority_max"]:
        raise invalid("connection.priority", f"must be in [0, {options['priority_max']}]")
    if "method" not in change:
        return
    if before["connection"]["method"]["type"] not in METHOD_TYPES:
        raise invalid("connection.method", f"only for {', '.join(METHOD_TYPES)}")
    method = after["connection"]["method"]
    detail = method.get("detail", {})
    given = change["method"].get("detail", {})
    if method["type"] in ("staticIp", "pppoe", "l2tp", "gre") and not detail:
        raise invalid("connection.method.detail", f"required for {method['type']}")
    if method["type"] == "gre" and after["type"] == "ethernet" and "staticIp" not in detail:
        raise invalid("connection.method.detail.staticIp", "required when the port is ethernet")
    for name in ("ipPassthrough", "staticRoute"):
        if name in given and after["type"] not in PASSTHROUGH_PORTS:
            raise invalid(f"connection.method.detail.{name}", "only valid when the port is cellular or ethernet")
    if "staticRoute" in given and not detail.get("ipPassthrough"):
        raise invalid("connection.method.detail.staticRoute", "only valid when ipPassthrough is true")


def _check_physical(change: Wan, after: Wan, wan_ids: Container[str]) -> None:
    for name, ports in PHYSICAL_ONLY_ON.items():
        if name in change and after["type"] not in ports:
            raise invalid(f"physical.{name}", f"only available when the port is {' or '.join(ports)}")
    if change.get("speed") == "1000baseTx-FD" and not after["supportGigaEthernet"]:
        raise invalid("physical.speed", "only supported by a Giga Ethernet port")
    if after["type"] == "vdsl" and (change.get("vlan") or 0) > VDSL_HIGHEST_VLAN:
        raise invalid("physical.vlan", f"must be in [1, {VDSL_HIGHEST_VLAN}] for VDSL")
    if "greUplink" in change and str(change["greUplink"]) not in wan_ids:
        raise invalid("physical.greUplink", "no such WAN")
    for uplink in change.get("openvpn", {}).get("uplink", []):
        if str(uplink["id"]) not in wan_ids:
            raise invalid("physical.openvpn.uplink", "no such WAN")


def _check_mtu(after: Wan) -> None:
    highest = MTU_BY_METHOD.get(after["connection"]["method"]["type"])
    if highest is None:
        highest = JUMBO_MTU if after["supportJumboFrame"] else DEFAULT_MTU
    mtu = after["physical"].get("mtu", min(highest, DEFAULT_MTU))
    if mtu > highest:
        raise invalid("physical.mtu", f"must be in [576, {highest}]")
    if after["physical"].get("mss", 0) > mtu - 40:
        raise invalid("physical.mss", f"must be in [536, {mtu - 40}]")


def _check_healthcheck(change: Wan, after: Wan) -> None:
    touched = "timeout" in change or "method" in change
    if touched and after.get("timeout", 1000) <= 800 and after.get("method", {}).get("type") != "ping":
        raise invalid("healthcheck.timeout", "200-800 is for ping only")


def _check_cellular(change: Wan, before: Wan, after: Wan, options: dict[str, Any]) -> None:
    if change.get("simCardScheme") == "remote_sim" and not options["remote_sim"]:
        raise invalid("cellular.simCardScheme", "the device does not support remote SIM")
    if "alternateSim" in change and after.get("simCardScheme") != "alternate":
        raise invalid("cellular.alternateSim", "only supported when simCardScheme is alternate")
    slots = {sim["id"] for sim in before["cellular"]["sim"]}
    for sim in change.get("sim", []):
        if sim["id"] not in slots:
            raise invalid("cellular.sim.id", "no such SIM")
        if "bandwidthAllowanceMonitor" in sim and not options["cellular_allowance"]:
            raise invalid("cellular.sim.bandwidthAllowanceMonitor", "not supported by the device")


def _check_wifi_roaming(change: Wan, after: Wan) -> None:
    given = change.get("roaming", {}).get("algorithm", {}).get("detail", {})
    if not given:
        return
    path = "wifi.roaming.algorithm.detail"
    algorithm = after["roaming"]["algorithm"]
    for name in given:
        only = "express" if name in EXPRESS_ONLY else "advanced" if name == "intensiveScan" else None
        if only is not None and algorithm.get("type") != only:
            raise invalid(f"{path}.{name}", f"only for {only}")
    mode = algorithm["detail"].get("signalMode", {})
    for name, kind in (("minimumSignalDifference", "relative"), ("signalThreshold", "absolute")):
        if name in given.get("signalMode", {}).get("detail", {}) and mode.get("type") != kind:
            raise invalid(f"{path}.signalMode.detail.{name}", f"only valid when type is {kind}")
    backup = algorithm["detail"].get("backupDisconnect", {})
    if "delay" in given.get("backupDisconnect", {}) and backup.get("mode") != "delay":
        raise invalid(f"{path}.backupDisconnect.delay", "only valid when mode is delay")


def _check_ddns(change: Wan, after: Wan) -> None:
    if "customUrl" in change and after.get("provider") != "others":
        raise invalid("ddns.customUrl", "only valid when provider is others")
    if not change["host"] and after.get("provider") != "dnsomatic":
        raise invalid("ddns.host", "may be empty only when provider is dnsomatic")
