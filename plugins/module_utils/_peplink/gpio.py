# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Comparison
from .._core.errors import NotFound, OptionError
from .._core.fields import Field, Group, Items
from .._core.http import READ
from .._core.plan import Write
from .._core.setting import Setting
from .answers import entries
from .pending import PendingSetting
from .vendor import PEPLINK

FUNCTION = "config.gpio"
# Modes by type (GPIO_Obj). toggle_high stands in the document's example and in none of its tables.
MODES = {
    "digital_input": ("input_sensing", "ignition_sensing"),
    "digital_output": ("wan_status", "toggle_high"),
    "analog_input": ("input_sensing", "voltage_measurement", "analog_testing"),
}
ALL_MODES = ("input_sensing", "ignition_sensing", "wan_status", "toggle_high", "voltage_measurement", "analog_testing")
NOT_IN_TABLES = ("toggle_high",)
INPUTS = ("digital_input", "analog_input")

Entry = dict[str, t.Any]


class Gpio(PendingSetting):
    """POST /api/config.gpio (Peplink Router API), which reads where its list is empty."""

    vendor = PEPLINK
    key = "gpio"
    table = Group(
        "",
        (
            Items(
                "list",
                (
                    Field("id", type="int", required=True),
                    Field("enable", type="bool"),
                    Field("type", choices=tuple(MODES)),
                    Field("mode", choices=ALL_MODES),
                    Field("delay", type="int", range=(1, 3600), when=("type", INPUTS)),
                ),
                key="id",
                required=True,
            ),
        ),
    )

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._reference: dict[t.Any, Entry] = {}

    def validate(self) -> None:
        super().validate()
        for number, entry in enumerate(self.params["list"]):
            kind, mode = entry["type"], entry["mode"]
            if kind and mode and mode not in MODES[kind]:
                raise OptionError(
                    f"list[{number}].mode",
                    f"{mode} is not valid, allowed is {', '.join(MODES[kind])} with type {kind}",
                )

    def header(self) -> str:
        return Setting.header(self)

    def read(self) -> t.Mapping[str, t.Any]:
        answer = self.client.post(FUNCTION, {"list": [], "reference": True}, READ)
        found = entries(answer)
        self._reference = entries(answer.get("reference") if isinstance(answer, dict) else None)
        for entry in self.desired()["list"]:
            if entry["id"] not in found:
                known = ", ".join(self._named(key) for key in found) or "none"
                raise NotFound(
                    f"there is no GPIO with id {entry['id']}; there are: {known}", device=self.client.connection.device
                )
        return {"list": [{**one, "id": key} for key, one in found.items()]}

    def _named(self, key: t.Any) -> str:
        name = self._reference.get(key, {}).get("name")
        return f"{key} ({name})" if name else str(key)

    def plan(self, comparison: Comparison) -> list[Write]:
        changed = {change.path[1][1] for change in comparison.changes if change.path[-1] in ("type", "mode")}
        held = {entry["id"]: entry for entry in comparison.current["list"]}
        for entry in comparison.desired["list"]:
            if entry["id"] in changed:
                self._check_support(entry, held[entry["id"]])
        return super().plan(comparison)

    def _check_support(self, wanted: Entry, held: Entry) -> None:
        """Refuse a type and mode that the GPIO lacks, as far as the router tells what it has. Raises OptionError."""
        key, kind = wanted["id"], str(wanted.get("type", held.get("type")))
        reference = self._reference.get(key, {})
        types = reference.get("type") or list(MODES)
        if kind not in types:
            raise OptionError(
                f"list[{key}].type", f"GPIO {self._named(key)} does not support {kind}, allowed is {', '.join(types)}"
            )
        modes = list((reference.get("mode") or {}).get(kind) or MODES.get(kind, ()))
        if "mode" not in wanted:
            raise OptionError(
                f"list[{key}].mode",
                f"must be given: the type changes from {held.get('type')} to {kind}, allowed is {', '.join(modes)}",
            )
        mode = wanted["mode"]
        tolerated = mode in NOT_IN_TABLES and mode in MODES.get(kind, ())
        if mode not in modes and not tolerated:
            raise OptionError(
                f"list[{key}].mode",
                f"GPIO {self._named(key)} does not support {mode}, allowed is {', '.join(modes)} with type {kind}",
            )

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        return [Write("POST", FUNCTION, body)]
