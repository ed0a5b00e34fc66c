#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_gpio
short_description: Configure the GPIOs of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings any number of general-purpose inputs and outputs of a Peplink router to their desired state.
  - GPIOs that are not listed, and options that are omitted, are left alone.
  - What a GPIO supports is read from the router, and a type or mode that it lacks is refused before anything is written.
  - The change is written to the router's pending configuration and then applied, unless O(apply=false).
  - Needs firmware 8.1.1 or later. The API's document calls this operation beta.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
  - telco.cpe.engine.apply
options:
  list:
    type: list
    elements: dict
    required: true
    description: GPIOs.
    suboptions:
      id:
        type: int
        required: true
        description: ID of the GPIO. Each may occur once.
      enable:
        type: bool
        description: Whether the GPIO is enabled.
      type:
        type: str
        choices: [digital_input, digital_output, analog_input]
        description: Type. When it changes, O(list[].mode) must be given.
      mode:
        type: str
        choices: [input_sensing, ignition_sensing, wan_status, toggle_high, voltage_measurement, analog_testing]
        description:
          - Mode.
          - V(input_sensing) and V(ignition_sensing) are of the type V(digital_input).
          - V(wan_status) and V(toggle_high) are of the type V(digital_output). The API's document has V(toggle_high) in an example only;
            whether the router takes it is left to the router.
          - V(input_sensing), V(voltage_measurement) and V(analog_testing) are of the type V(analog_input).
      delay:
        type: int
        description: Delay, 1 to 3600. For the input types only.
seealso:
  - module: telco.cpe.peplink_config
  - module: telco.cpe.peplink_info
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Show the WAN status at the output, and sense the ignition at the input
  telco.cpe.peplink_gpio:
    list:
      - {id: 1, enable: true, type: digital_output, mode: wan_status}
      - {id: 2, enable: true, type: digital_input, mode: ignition_sensing, delay: 3}

- name: Switch one off
  telco.cpe.peplink_gpio:
    list:
      - {id: 1, enable: false}
"""

RETURN = r"""
gpio:
  description: All GPIOs as read back, or in check mode as they will be.
  returned: success
  type: dict
  contains:
    list:
      description: As the option O(list).
      type: list
      elements: dict
  sample: {"list": [{"id": 2, "enable": true, "type": "digital_input", "mode": "ignition_sensing", "delay": 3}]}
pending:
  description: Whether the change waits for an apply.
  returned: success
  type: bool
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - {"method": "POST", "endpoint": "config.gpio", "payload": {"list": [{"id": 1, "enable": true}]}}
    - {"method": "POST", "endpoint": "cmd.config.apply", "payload": {}}
unverified:
  description: Options that could not be compared with what the router holds. Always empty here.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.compare import Comparison
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NotFound, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.http import READ
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.setting import Setting
from ansible_collections.telco.cpe.plugins.module_utils._peplink.answers import entries
from ansible_collections.telco.cpe.plugins.module_utils._peplink.pending import PendingSetting
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK

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


RESOURCE = Gpio


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
