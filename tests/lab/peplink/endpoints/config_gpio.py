# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.gpio: one POST that reads and updates ("If the passing a empty 'list', it will return the current config")."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from tests.lab.core.device import Kind
from tests.lab.core.message import Request
from tests.lab.peplink.call import Call, Endpoint, Endpoints
from tests.lab.peplink.errors import invalid, unknown_id
from tests.lab.peplink.state import merge, without_paths
from tests.lab.peplink.validate import Check, Required, array, boolean, enum, identifier, integer, obj

MODES = {
    "digital_input": ("input_sensing", "ignition_sensing"),
    "digital_output": ("wan_status",),
    "analog_input": ("input_sensing", "voltage_measurement", "analog_testing"),
}
# In the document's example for digital_output, but not in its table.
UNDOCUMENTED_MODES = {"digital_output": ("toggle_high",)}
ALL_MODES = sorted({mode for modes in (*MODES.values(), *UNDOCUMENTED_MODES.values()) for mode in modes})
OUTPUT = "digital_output"


@cache
def _schema(strict_ids: bool) -> Check:
    entry: dict[str, Check | Required] = {
        "id": Required(identifier(strict_ids)),
        "enable": boolean,
        "type": enum(*MODES),
        "mode": enum(*ALL_MODES),
        "delay": integer(1, 3600),
    }
    return obj({"list": array(obj(entry)), "reference": boolean})


def _check(change: dict[str, Any], after: dict[str, Any], reference: dict[str, Any], undocumented: bool) -> None:
    kind = after["type"]
    if kind not in reference["type"]:
        raise invalid("list.type", "not supported by this GPIO")
    modes = MODES[kind] + (UNDOCUMENTED_MODES.get(kind, ()) if undocumented else ())
    if after["mode"] not in modes:
        raise invalid("list.mode", f"must be one of {', '.join(modes)} for {kind}")
    if "delay" in change and kind == OUTPUT:
        raise invalid("list.delay", "only for input type")


def _handle(call: Call) -> Any:
    body = call.body(_schema(call.options["strict_ids"]))
    store = call.router.store
    changes = body.get("list", [])
    answer = _update(call, changes) if changes else None
    if answer is None:
        answer = call.keyed(store.read("gpio", pending=call.options["config_reads"] == "pending"))
    if body.get("reference"):
        answer["reference"] = call.keyed(call.router.facts["gpio"])
    return answer


def _update(call: Call, changes: list[dict[str, Any]]) -> dict[str, Any]:
    store, at_once = call.router.store, call.options["applies_by_itself"]
    table = copy.deepcopy(store.read("gpio", pending=not at_once))
    for change in changes:
        key = str(change.pop("id"))
        if key not in table:
            raise unknown_id("list.id")
        before = table[key]
        for checked in (change, without_paths(change, call.options["silently_ignores"])):
            table[key] = copy.deepcopy(before)
            merge(table[key], checked)
            if table[key]["type"] == OUTPUT and "delay" not in change:
                table[key].pop("delay", None)
            _check(checked, table[key], call.router.facts["gpio"][key], call.options["gpio_undocumented_modes"])
    section = store.edit("gpio", at_once=at_once)
    section.update(table)
    return call.keyed(table)


def _kind(request: Request) -> Kind:
    """A POST without a list, or with an empty one, only reads."""
    try:
        body = request.json() if request.body.strip() else {}
    except ValueError:
        return "write"
    return "read" if isinstance(body, dict) and not body.get("list") else "write"


ENDPOINTS: Endpoints = {("POST", "config.gpio"): Endpoint(_handle, (8, 1, 1), "write", _kind, beta=True)}
