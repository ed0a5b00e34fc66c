# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.wan.connection and config.wan.connection.priority."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from tests.lab.peplink.arguments import ids, words
from tests.lab.peplink.call import Call, Endpoint, Endpoints
from tests.lab.peplink.errors import unknown_id
from tests.lab.peplink.state import Section, merge, without_paths
from tests.lab.peplink.validate import Check, Required, array, boolean, enum, identifier, integer, obj
from tests.lab.peplink.wan_rules import check_wan
from tests.lab.peplink.wan_schema import update_schema
from tests.lab.peplink.wan_shape import INFO_TYPES, wan_answer

Wan = dict[str, Any]

NOT_STORED = ("id", "wifiProfile")
INSTANT_WORDS = {"true": True, "false": False}


def _in_mb(monitor: Wan, factor: int) -> None:
    """Turn a monthly allowance into MB, the only unit of the answer."""
    allowance = monitor.get("monthlyAllowance")
    if allowance is not None:
        powers = {"MB": 0, "GB": 1, "TB": 2}
        allowance["value"] *= factor ** powers[allowance["unit"]]
        allowance["unit"] = "MB"


def changed_wan(before: Wan, change: Wan, options: dict[str, Any], wan_ids: Section) -> Wan:
    """The WAN after a change that has the schema's shape; ``before`` stays as it is. Raises ApiFailure."""
    for monitor in (change, *change.get("cellular", {}).get("sim", [])):
        _in_mb(monitor.get("bandwidthAllowanceMonitor", {}), options["allowance_factor"])

    def merged(part: Wan) -> Wan:
        after = copy.deepcopy(before)
        merge(after, {name: value for name, value in part.items() if name not in NOT_STORED})
        return after

    after = merged(change)
    check_wan(change, before, after, options, wan_ids)
    return merged(without_paths(change, options["silently_ignores"])) if options["silently_ignores"] else after


def _read(call: Call) -> Any:
    given = call.query({"id": ids, "infoType": words(*INFO_TYPES)})
    table = call.router.store.read("wan", pending=call.options["config_reads"] == "pending")
    wanted = call.select(table, given.get("id"), "id")
    return call.keyed({key: wan_answer(table[key], given.get("infoType"), call.options) for key in wanted})


def _update(call: Call) -> Any:
    body = call.body(update_schema(call.options["strict_ids"]))
    store, at_once = call.router.store, call.options["applies_by_itself"]
    table = dict(store.read("wan", pending=not at_once))
    changed: list[str] = []
    for change in body["list"]:
        key = str(change["id"])
        if key not in table:
            raise unknown_id("list.id")
        table[key] = changed_wan(table[key], change, call.options, table)
        changed.append(key)
    if changed:
        store.edit("wan", at_once=at_once).update({key: table[key] for key in changed})
    if call.options["update_answer"] == "changed":
        return call.keyed({key: wan_answer(table[key], None, call.options) for key in table if key in changed})
    parts = ["connection", "healthcheck"]
    return call.keyed({key: wan_answer(wan, parts, call.options) for key, wan in table.items()})


@cache
def _priority_schema(strict_ids: bool, highest: int, instant_strings: bool) -> Check:
    entry: dict[str, Check | Required] = {
        "connId": Required(identifier(strict_ids)),
        "priority": integer(0, highest),
        "enable": boolean,
    }

    def instant(value: Any, path: str) -> Any:
        if instant_strings and isinstance(value, str):
            return INSTANT_WORDS[enum(*INSTANT_WORDS)(value, path)]
        return boolean(value, path)

    return obj({"instantActive": instant, "list": array(obj(entry))})


def _priority_of(call: Call, wan: Wan) -> Wan:
    answer = {"name": wan["name"], "priority": wan["connection"]["priority"], "enable": wan["enable"]}
    if call.router.version >= (9, 0, 0):  # the document for firmware 8.3 has it (field notes, section 4)
        answer["group"] = wan["connection"].get("groupSet", 0)
    return answer


def _prioritise(wan: Wan, change: Wan, enables: bool) -> None:
    if "priority" in change:
        wan["connection"]["priority"] = change["priority"]
        wan["enable"] = wan["enable"] or enables
    if "enable" in change:
        wan["enable"] = change["enable"]


def _update_priority(call: Call) -> Any:
    options = call.options
    body = call.body(
        _priority_schema(options["strict_ids"], options["priority_max"], options["instant_active_strings"])
    )
    changes = {str(change["connId"]): change for change in body.get("list", [])}
    store = call.router.store
    instant = body.get("instantActive", False)
    at_once = instant or options["applies_by_itself"]
    table = store.read("wan", pending=not at_once)
    if not set(changes) <= set(table):
        raise unknown_id("list.connId")
    if not changes:
        return call.keyed({})
    sections = list(store.both("wan")) if instant else [store.edit("wan", at_once=at_once)]
    for section in sections:
        for key, change in changes.items():
            _prioritise(section[key], without_paths(change, options["silently_ignores"]), options["priority_enables"])
    return call.keyed({key: _priority_of(call, sections[0][key]) for key in sections[0] if key in changes})


def _read_priority(call: Call) -> Any:
    """Undocumented (field notes, section 3)."""
    call.query({})
    table = call.router.store.read("wan", pending=call.options["config_reads"] == "pending")
    return call.keyed(
        {key: {**_priority_of(call, wan), "group": wan["connection"].get("groupSet", 0)} for key, wan in table.items()}
    )


ENDPOINTS: Endpoints = {
    ("GET", "config.wan.connection"): Endpoint(_read, (8, 1, 1), "read", "read", beta=True),
    ("POST", "config.wan.connection"): Endpoint(_update, (8, 1, 1), "write", "write", beta=True),
    ("GET", "config.wan.connection.priority"): Endpoint(_read_priority, (7, 1, 1), "read", "read"),
    ("POST", "config.wan.connection.priority"): Endpoint(_update_priority, (7, 1, 1), "write", "write"),
}
