# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What GET /api/config.wan.connection may leave out: an absent value is no proof that the router holds none."""

from __future__ import annotations

import typing as t

from .._core.compare import Change, Comparison, Path
from .._core.fields import CLEAR
from .._core.setting import value_at

_PRIORITY = ("connection", "priority")
_TYPE = ("connection", "method", "type")
_DETAIL = ("connection", "method", "detail")

# Objects of POST for which the document of GET has no table.
_OBJECTS = (("cellular",), ("wifi",), ("connection", "cellular_module"), ("physical", "openvpn"))
# Members of POST that the tables of GET lack.
_MEMBERS = (
    ("connection", "use_lan_ip"),
    ("connection", "group_set"),
    ("connection", "ignore_default_gateway"),
    (*_DETAIL, "ip_passthrough"),
    (*_DETAIL, "static_route"),
    (*_DETAIL, "keepalive_interval"),
    (*_DETAIL, "keepalive_retry"),
    ("physical", "ttl"),
    ("physical", "vpi"),
    ("physical", "vci"),
    ("physical", "gre_uplink"),
)


def mind_unshown(comparison: Comparison) -> Comparison:
    """Correct a comparison by what the router does not show.

    A priority of a disabled WAN (field notes, section 5) is not compared. What is to be cleared in an object that is not shown
    at all is a change, because nobody knows that it is clear.
    """
    enabled = (comparison.desired.get("enable", comparison.current.get("enable")), comparison.current.get("enable"))
    if enabled == (False, False) and value_at(comparison.current, _PRIORITY) is None:
        left = [change.path for change in comparison.changes if change.path == _PRIORITY]
        comparison.changes = [change for change in comparison.changes if change.path != _PRIORITY]
        comparison.unverified += left
    for path in _OBJECTS:
        if value_at(comparison.current, path) is None:
            comparison.changes += [
                Change(place, None, CLEAR) for place in _cleared(value_at(comparison.desired, path), path)
            ]
    return comparison


def _cleared(state: t.Any, path: Path) -> t.Iterator[Path]:
    """The paths that a desired state clears."""
    if state is CLEAR:
        yield path
    elif isinstance(state, dict):
        for option, value in state.items():
            yield from _cleared(value, (*path, option))
    elif isinstance(state, list):
        for entry in state:
            if isinstance(entry, dict) and "id" in entry:
                yield from _cleared(entry, (*path, ("id", entry["id"])))


def not_shown(comparison: Comparison) -> list[Change]:
    """Of what reads back other than asked, that which the router may hold without showing it."""
    return [change for change in comparison.changes if change.before is None and _may_hide(comparison, change.path)]


def _may_hide(comparison: Comparison, path: Path) -> bool:
    if any(path[: len(place)] == place for place in _MEMBERS):
        return True
    # There is no object of GET for OpenVPN either.
    if path[: len(_DETAIL)] == _DETAIL and value_at(comparison.current, _TYPE) == "openvpn":
        return value_at(comparison.current, _DETAIL) is None
    return any(path[: len(place)] == place and value_at(comparison.current, place) is None for place in _OBJECTS)
