#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: icwmp_command
short_description: Have a CPE's TR-069 client icwmp reload, reboot or stop
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Gives the TR-069 client icwmp on an OpenWrt-based CPE one of its commands, by ubus over HTTP.
  - The client does not tell what it has been told before, so the module always reports a change.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.icwmp
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.icwmp
options:
  command:
    type: str
    required: true
    choices: [reload_end_session, reload, reboot_end_session, action_end_session, exit]
    description:
      - The command.
      - V(reload) has the client read its configuration again, at once or, while a session with the ACS runs, at the end of that.
      - V(reload_end_session) has it read its configuration at the end of the session.
      - V(reboot_end_session) has the CPE reboot at the end of the session.
      - V(action_end_session) has it carry out the actions that are planned, at the end of the session.
      - V(exit) stops the client. It then can't be asked for anything any more, until something starts it on the CPE.
      - What is put off to the end of the session waits for the next one, if none runs. M(telco.cpe.icwmp_inform) starts one.
notes:
  - Firmware from 2023 on knows V(reload) only. Another command then is an error that says so.
seealso:
  - module: telco.cpe.icwmp_acs
  - module: telco.cpe.icwmp_info
  - module: telco.cpe.icwmp_inform
"""

EXAMPLES = r"""
# The connection comes from the inventory: icwmp_api_url, icwmp_api_username, icwmp_api_password.
- name: Have the client read its configuration again
  telco.cpe.icwmp_command:
    command: reload

- name: Reboot the CPE when its next session with the ACS is over
  telco.cpe.icwmp_command:
    command: reboot_end_session
"""

RETURN = r"""
command:
  description: What the client answers.
  returned: success, unless in check mode
  type: dict
  contains:
    command:
      description: The command that was given.
      type: str
    status:
      description: The client's status, V(0) or V(1). Some versions give none for O(command=exit).
      returned: when the client gives one
      type: int
    info:
      description: What the client says to it.
      returned: when the client says something
      type: str
  sample: {"command": "reload", "status": 0, "info": "icwmpd config reloaded"}
plan:
  description: The calls, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "call", "endpoint": "tr069 command", "payload": {"command": "reload"}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.command import Command
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._icwmp import tr069
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.vendor import ICWMP


class IcwmpCommand(Command):
    """The method command of the ubus object tr069 (icwmp, tr069 schema)."""

    vendor = ICWMP
    key = "command"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "command": {"type": "str", "required": True, "choices": list(tr069.COMMANDS)},
    }

    def writes(self) -> list[Write]:
        return [tr069.call("command", {"command": self.params["command"]})]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        return {"command": self.params["command"], **tr069.said(answers[-1])}


RESOURCE = IcwmpCommand


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
