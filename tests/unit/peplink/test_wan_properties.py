# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is desired: shown by a router in any of its forms, it is no change; with one value changed, it is that change."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._core import validate
from ansible_collections.telco.cpe.plugins.module_utils._core.compare import compare, path_name
from ansible_collections.telco.cpe.plugins.module_utils._core.entity import leaf_paths
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import from_answer, from_options
from ansible_collections.telco.cpe.plugins.module_utils._core.payload import payload
from ansible_collections.telco.cpe.plugins.module_utils._core.setting import value_at
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan import WAN
from tests.unit.peplink.router_shape import shown
from tests.unit.peplink.strategies import desired

# A router may keep these without showing them.
MAY_HIDE = ("ddns.password", "ddns.use_wan_ip", "static_ip.mask", "static_ip.gateway")


def post(wanted: dict[str, Any]) -> dict[str, Any]:
    """The request that sets up everything that is wanted on a router that holds nothing."""
    body = payload(WAN, wanted, {}, list(leaf_paths(WAN, wanted)))
    return {name: value for name, value in body.items() if name != "id"}


def complete(options: dict[str, Any]) -> dict[str, Any]:
    """The options with everything in them that the API demands beside what is given."""
    options = copy.deepcopy(options)
    for sim in options.get("cellular", {}).get("sim", []):
        sim.setdefault("carrier_selection", [])
    alternate = options.get("cellular", {}).get("alternate_sim")
    if alternate is not None:
        alternate.update({"day": 1, "hour": 2, **alternate})
    method = options.get("connection", {}).get("method", {})
    needed: dict[str, dict[str, Any]] = {
        "staticIp": {"ip": "192.0.2.1", "mask": 24, "gateway": "192.0.2.2"},
        "pppoe": {"username": "u", "password": "p"},
        "l2tp": {"username": "u", "password": "p", "host": "192.0.2.3"},
        "gre": {"host": "192.0.2.3", "local": "192.0.2.4", "remote": "192.0.2.5"},
    }
    if method.get("type") in needed:
        method["detail"] = {**needed[method["type"]], **method.get("detail", {})}
    own = method.get("detail", {}).get("static_ip")
    if own is not None:
        own.update({**needed["staticIp"], **own})
    if "healthcheck" in options:
        options["healthcheck"].setdefault("enable", True)
    if "ddns" in options:
        ddns = {"use_wan_ip": True, "username": "u", "password": "p", "host": ["a.example"], **options["ddns"]}
        if ddns.get("provider") == "others":
            ddns.setdefault("custom_url", "http://a.example/")
        options["ddns"] = ddns
    return options


STATES = desired(WAN).map(complete)


@settings(max_examples=100, deadline=None)
@given(options=STATES, data=st.data())
def test_what_a_router_shows_of_a_desired_state_is_no_change(options: dict[str, Any], data: st.DataObject) -> None:
    validate.check(WAN, options)
    wanted = from_options(WAN, options)
    answer = shown(post(wanted), lambda variants: data.draw(st.sampled_from(variants)))
    found = compare(WAN, wanted, from_answer(WAN, answer))
    assert [change.name for change in found.changes] == []
    closed = [
        gate
        for gate in ("healthcheck", "ddns", "bandwidth_allowance_monitor")
        if wanted.get(gate, {}).get("enable") is False
    ]
    for name in found.unverified_names:
        hidden = name.endswith(MAY_HIDE) or any(name.startswith(gate) for gate in closed)
        assert hidden or ".bandwidth_allowance_monitor." in name, name


def _leaves(wanted: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """What can be given another value: neither what decides on other members nor a key."""
    for path in leaf_paths(WAN, wanted):
        decides = path[-1] in ("type", "id", "enable", "mode", "provider")
        secret = path[-1] in ("password", "sim_pin")
        # What a health check's host may be depends on the type of its method.
        if not decides and not secret and path != ("healthcheck", "method", "detail", "host"):
            yield path


@settings(max_examples=100, deadline=None)
@given(options=STATES, other=STATES, data=st.data())
def test_one_other_value_is_one_change(options: dict[str, Any], other: dict[str, Any], data: st.DataObject) -> None:
    wanted, different = from_options(WAN, options), from_options(WAN, other)
    paths = [
        path
        for path in _leaves(wanted)
        if value_at(different, path) is not None and value_at(different, path) != value_at(wanted, path)
    ]
    assume(paths)
    path = data.draw(st.sampled_from(paths))
    held = copy.deepcopy(wanted)
    value_at(held, path[:-1])[path[-1]] = value_at(different, path)
    found = compare(WAN, wanted, from_answer(WAN, shown(post(held), lambda variants: variants[0])))
    if any(path[: len(place)] == place for place in found.unverified):
        return
    if isinstance(value_at(wanted, path), list) and sorted(map(str, value_at(wanted, path))) == sorted(
        map(str, value_at(held, path))
    ):
        return
    assert [change.name for change in found.changes] == [path_name(path)]
