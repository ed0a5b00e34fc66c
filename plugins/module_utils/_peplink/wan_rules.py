# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Comparison, Path
from .._core.errors import OptionError
from .._core.fields import CLEAR
from .._core.setting import value_at

# Highest MTU by connection method (POST /api/config.wan.connection, Physical_Obj). 9000 is for jumbo frames, which the
# API shows nowhere, so it is the limit of all other methods.
HIGHEST_MTU = {"pppoe": 1492, "gre": 1476}
MTU = 9000
IP_TCP_HEADERS = 40
# Below this a health check's time-out (ms) is for ping only.
PING_ONLY = 800
VDSL_VLAN = 10

TYPE = ("connection", "method", "type")
DETAIL = ("connection", "method", "detail")
HEALTH = ("healthcheck", "method")

# Port types (GET, physical.type; status.wan.connection, type) that certainly are not the one that an option needs.
_NO_ETHERNET = ("wireless", "wifi", "modem", "gobi", "cellular")
_UNFIT: dict[Path, tuple[str, tuple[str, ...]]] = {
    ("physical", "speed"): ("an Ethernet port", _NO_ETHERNET),
    ("physical", "advertise"): ("an Ethernet port", _NO_ETHERNET),
    ("physical", "mac"): ("an Ethernet port", _NO_ETHERNET),
    ("physical", "vlan"): ("an Ethernet or VDSL port", _NO_ETHERNET),
    ("physical", "vpi"): ("an ADSL or VDSL port", _NO_ETHERNET),
    ("physical", "vci"): ("an ADSL or VDSL port", _NO_ETHERNET),
    ("physical", "gre_uplink"): ("a GRE port", _NO_ETHERNET),
    ("modem",): ("a modem WAN", ("ethernet", "wireless", "wifi", "gobi", "cellular")),
    ("cellular",): ("a cellular WAN", ("ethernet", "wireless", "wifi", "modem")),
    ("wifi",): ("a Wi-Fi WAN", ("ethernet", "modem", "gobi", "cellular")),
}
# What a WAN that performs as a LAN does not have (GET, asLan).
_NOT_AS_LAN = ("connection", "multiple_ip", "physical", "healthcheck", "bandwidth_allowance_monitor")


class _States:
    """What the rules look at: the state as it is to be, and which of it is asked for."""

    def __init__(self, desired: dict[str, t.Any], current: dict[str, t.Any], asked: t.Callable[[Path], bool]) -> None:
        self._states = (desired, current)
        self.current = current
        self.asked = asked

    def __call__(self, *path: str) -> t.Any:
        """The value that will stand at a path; None where it is unknown or will be cleared."""
        # The details that are held belong to the method that is held.
        other_method = path[: len(DETAIL)] == DETAIL and self.asked(TYPE)
        for state in self._states[:1] if other_method else self._states:
            value = value_at(state, path)
            if value is not None:
                return None if value is CLEAR else value
        return None

    def cleared(self, *path: str) -> bool:
        return value_at(self._states[0], path) is CLEAR


def check_desired(desired: dict[str, t.Any]) -> None:
    """Refuse what contradicts itself, whatever the router holds. Raises OptionError."""
    _check(_States(desired, {}, lambda path: value_at(desired, path) is not None))


def check_changes(comparison: Comparison) -> None:
    """Refuse changes that contradict what the router holds. Raises OptionError."""
    paths = [change.path for change in comparison.changes]
    states = _States(
        comparison.desired, comparison.current, lambda path: any(place[: len(path)] == path for place in paths)
    )
    _check(states)
    _check_port(states)
    _check_method_of_port(states)


def _check(states: _States) -> None:
    _check_frame(states)
    _check_detail(states)
    _check_health(states)
    _check_ddns(states)
    _check_sim(states)


def _check_frame(states: _States) -> None:
    method = states(*TYPE)
    mtu = states("physical", "mtu")
    highest = HIGHEST_MTU.get(method, MTU)
    if mtu is not None and states.asked(("physical", "mtu")) and mtu > highest:
        raise OptionError("physical.mtu", f"{mtu} is out of range, allowed is 576 to {highest} with method {method}")
    mss = states("physical", "mss")
    limit = (highest if mtu is None else mtu) - IP_TCP_HEADERS
    if mss is not None and states.asked(("physical", "mss")) and mss > limit:
        raise OptionError("physical.mss", f"{mss} is out of range, allowed is 536 to {limit}, the MTU less 40")


def _check_detail(states: _States) -> None:
    method = states(*TYPE)
    for option, only in (("ip", "pppoe"), ("static_ip", "l2tp")):
        if states.cleared(*DETAIL, option) and method not in (None, only):
            raise OptionError("clear", f"the API can clear connection.method.detail.{option} only with type {only}")
    routes = states(*DETAIL, "static_route")
    passthrough = states(*DETAIL, "ip_passthrough")
    if routes and states.asked((*DETAIL, "static_route")) and passthrough is False:
        raise OptionError("connection.method.detail.static_route", "is only valid with ip_passthrough true")


def _check_health(states: _States) -> None:
    kind = states(*HEALTH, "type")
    if kind is None:
        return
    timeout = states("healthcheck", "timeout")
    if timeout is not None and states.asked(("healthcheck", "timeout")) and timeout <= PING_ONLY and kind != "ping":
        raise OptionError(
            "healthcheck.timeout",
            f"{timeout} is out of range, allowed is 801 to 10000 with method {kind} (200 to 800 is for ping)",
        )
    hosts = states(*HEALTH, "detail", "host")
    if hosts and states.asked((*HEALTH, "detail", "host")):
        wanted = dict if kind == "http" else str
        for entry in hosts:
            if not isinstance(entry, wanted):
                allowed = "an object of url and pattern" if kind == "http" else "an IPv4 address"
                raise OptionError(
                    "healthcheck.method.detail.host", f"{entry!r} is not valid, allowed is {allowed} with type {kind}"
                )


def _check_ddns(states: _States) -> None:
    provider = states("ddns", "provider")
    if states("ddns", "host") == [] and states.asked(("ddns", "host")) and provider not in (None, "dnsomatic"):
        raise OptionError("ddns.host", f"must not be empty with provider {provider}, only with dnsomatic")


def _check_sim(states: _States) -> None:
    scheme = states("cellular", "sim_card_scheme")
    if states.asked(("cellular", "alternate_sim")) and scheme not in (None, "alternate"):
        raise OptionError(
            "cellular.alternate_sim", f"is only valid with sim_card_scheme alternate, not with {scheme!r}"
        )


def _check_port(states: _States) -> None:
    if states.current.get("as_lan"):
        for option in _NOT_AS_LAN:
            if states.asked((option,)):
                raise OptionError(option, "can't be set: this WAN performs as a LAN")
    port = str(states("physical", "type") or "").lower()
    for path, (needed, unfit) in _UNFIT.items():
        if port in unfit and states.asked(path):
            raise OptionError(".".join(path), f"needs {needed}; this WAN's port type is {port}")
    vlan = states("physical", "vlan")
    if port == "vdsl" and vlan is not None and vlan > VDSL_VLAN and states.asked(("physical", "vlan")):
        raise OptionError("physical.vlan", f"{vlan} is out of range, allowed is 1 to {VDSL_VLAN} on a VDSL port")


def _check_method_of_port(states: _States) -> None:
    if not states.asked(("connection", "method")):
        return
    method = states(*TYPE)
    if method == "dropIn":
        raise OptionError("connection.method", "can't be changed while it is dropIn; give the type that it is to be")
    missing = states(*DETAIL, "static_ip") is None
    if method == "gre" and missing and str(states("physical", "type")).lower() == "ethernet":
        raise OptionError("connection.method.detail.static_ip", "must be given: GRE on an Ethernet port needs it")
