#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_config
short_description: Apply or discard the pending configuration of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Applies or discards everything that is pending in the configuration of a Peplink router, whoever left it there, a person in the web
    admin included.
  - Needed after other modules of this collection with O(telco.cpe.peplink_wan#module:apply=false) only; otherwise they apply what
    they change.
  - Needed, too, after a run that was killed between its change and the apply, if that change is not to be made. The next run of the
    same module applies it by itself. It knows of it by a note below O(state_path), which this module removes.
  - The API does not tell whether anything is pending. Nothing pending is no error, and the module always reports a change.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.peplink
options:
  state:
    type: str
    required: true
    choices: [applied, discarded]
    description: Whether the pending changes are to be applied or discarded.
seealso:
  - module: telco.cpe.peplink_ssid_profile
  - module: telco.cpe.peplink_wan
"""

EXAMPLES = r"""
- name: Leave two changes pending
  telco.cpe.peplink_wan:
    id: "{{ item.id }}"
    enable: "{{ item.enable }}"
    apply: false
  loop:
    - {id: 1, enable: false}
    - {id: 2, enable: true}

- name: Apply both at once
  telco.cpe.peplink_config:
    state: applied
"""

RETURN = r"""
config:
  description: What was done.
  returned: success, unless in check mode
  type: dict
  contains:
    state:
      description: The state that was asked for.
      type: str
    warning:
      description: The warning with which the router applied the changes, if there was one. It is shown as a warning, too.
      returned: when there is one
      type: str
  sample: {"state": "applied"}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "cmd.config.apply", "payload": {}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.command import Command
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink.pending import (
    APPLY,
    DISCARD,
    applied_with,
    notes_of,
    warning_of,
)
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK


class Config(Command):
    """POST /api/cmd.config.apply and /api/cmd.config.discard (Peplink Router API)."""

    vendor = PEPLINK
    key = "config"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "state": {"type": "str", "required": True, "choices": ["applied", "discarded"]},
    }

    def writes(self) -> list[Write]:
        return [APPLY if self.params["state"] == "applied" else DISCARD]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        notes_of(self.client.connection).settle()
        done = {"state": self.params["state"]}
        warning = warning_of(answers[-1])
        if warning:
            self.warnings.append(applied_with(warning))
            done["warning"] = warning
        return done


RESOURCE = Config


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
