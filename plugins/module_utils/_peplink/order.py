# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In which order the changes of a whole router are made, and which of them go in one call."""

from __future__ import annotations

import typing as t

from .._core.compare import Change
from .._core.normal import to_int
from .._core.plan import Write
from .parts import Part
from .pending import APPLY, pends

_LISTS = ("config.wan.connection",)


def cuts(part: Part, management: t.Mapping[str, t.Any]) -> bool:
    """Whether a part's change could cut the path by which this machine reaches the router.

    ``management`` tells that path: ``wan`` (ID or name of a WAN connection), ``vlan_id``, ``wifi``.
    """
    wan, state = management.get("wan"), part.found.before
    option = part.kind.option
    if option == "wans":
        return wan is not None and str(wan) in (str(state.get("id")), str(state.get("name")))
    if option == "sims":
        return wan is not None and str(wan) == str(part.one.params["conn_id"])
    if option == "wan_priorities":
        return wan is not None and any(_of(change, wan) for change in part.found.changes)
    if option == "ssid_profiles":
        vlan = management.get("vlan_id")
        return bool(management.get("wifi")) or (vlan is not None and vlan in _vlans(part))
    return option == "access_point" and bool(management.get("wifi"))


def _of(change: Change, wan: t.Any) -> bool:
    return isinstance(change.path[1], tuple) and to_int(change.path[1][1]) == to_int(wan)


def _vlans(part: Part) -> set[t.Any]:
    # 0 stands for the untagged LAN.
    return {part.found.before.get("vlan_id") or 0, part.found.after.get("vlan_id") or 0}


def ordered(parts: t.Sequence[Part], management: t.Mapping[str, t.Any], *, apply: bool) -> list[Write]:
    """The calls of all parts, in order.

    First what goes to the pending configuration, what could cut the management path at the end; then what takes effect at once and
    can't cut it; then one apply for everything; and last what takes effect at once and could. Several entries of one kind
    go in one call where the API takes a list.
    """
    safe = [part for part in parts if not cuts(part, management)]
    risky = [part for part in parts if cuts(part, management)]
    pending = [write for part in (*safe, *risky) for write in part.writes() if pends(write)]
    early = [write for part in safe for write in part.writes() if not pends(write)]
    late = [write for part in risky for write in part.writes() if not pends(write)]
    return [*_joined(pending), *early, *([APPLY] if pending and apply else []), *late]


def _joined(writes: t.Sequence[Write]) -> list[Write]:
    joined: list[Write] = []
    lists: dict[str, Write] = {}
    for write in writes:
        first = lists.get(write.endpoint)
        if first is not None:
            first.payload["list"].extend(write.payload["list"])
        elif write.endpoint in _LISTS:
            # Its own list: the part's write stays as it is.
            lists[write.endpoint] = Write(
                write.method, write.endpoint, {**write.payload, "list": list(write.payload["list"])}
            )
            joined.append(lists[write.endpoint])
        else:
            joined.append(write)
    return joined
