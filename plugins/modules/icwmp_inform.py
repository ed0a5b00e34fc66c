#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: icwmp_inform
short_description: Have a CPE's TR-069 client icwmp open a session with its ACS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Has the TR-069 client icwmp on an OpenWrt-based CPE inform its ACS, by ubus over HTTP, and waits for the end of that session if wanted.
  - While a session runs, the client keeps the event and sends it in another session right after that one. That is no error.
  - Always reports a change.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.icwmp
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.icwmp
options:
  event:
    type: str
    choices: [1 BOOT, 2 PERIODIC, 3 SCHEDULED, 4 VALUE CHANGE, 6 CONNECTION REQUEST, 8 DIAGNOSTICS COMPLETE]
    description:
      - The event that the ACS is told. Without it, and without O(get_rpc_methods), the client takes C(6 CONNECTION REQUEST).
  get_rpc_methods:
    type: bool
    default: false
    description:
      - Whether to ask the ACS for its RPC methods in that session.
      - The known versions of the client then tell the event C(2 PERIODIC), whatever O(event) is.
      - It is sent if V(true) only, because a version of the client takes V(false) for V(true).
  wait:
    type: bool
    default: false
    description: Whether to wait until the session has ended, and to fail if it has failed.
  wait_timeout:
    type: int
    default: 120
    description:
      - Seconds to wait at most, at least 1. If the session has not ended then, the module fails.
      - Without effect with O(wait=false).
  poll_interval:
    type: float
    default: 2
    description: Seconds between two looks at the client's status while waiting, at least 0.1.
notes:
  - With O(wait=true) the user needs a right to C(tr069 status), too.
seealso:
  - module: telco.cpe.icwmp_acs
  - module: telco.cpe.icwmp_command
  - module: telco.cpe.icwmp_info
"""

EXAMPLES = r"""
# The connection comes from the inventory: icwmp_api_url, icwmp_api_username, icwmp_api_password.
- name: Have the CPE report to its ACS, and wait until it has
  telco.cpe.icwmp_inform:
    event: 6 CONNECTION REQUEST
    wait: true

- name: Have it ask the ACS for its methods
  telco.cpe.icwmp_inform:
    get_rpc_methods: true
"""

RETURN = r"""
inform:
  description: What the client answers and, with O(wait=true), how the session ended.
  returned: success, unless in check mode
  type: dict
  contains:
    status:
      description: The client's status. Some versions say C(-1) of an event that goes with the next session.
      returned: when the client gives one
      type: int
    info:
      description: What the client says to it.
      returned: when the client says something
      type: str
    queued:
      description: Whether a session was running, so that the event went with another one after that.
      type: bool
    session:
      description: The client's last session, with RV(ignore:status), RV(ignore:start_time) and RV(ignore:end_time).
      returned: with O(wait=true)
      type: dict
    acs_url:
      description: The ACS that the client talks to.
      returned: with O(wait=true)
      type: str
  sample:
    status: 1
    info: Session started
    queued: false
    session: {status: success, start_time: "2026-07-29T09:29:59+02:00", end_time: "2026-07-29T09:30:00+02:00"}
    acs_url: https://acs.example.com:7547
plan:
  description: The calls, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "call", "endpoint": "tr069 inform", "payload": {"event": "6 CONNECTION REQUEST"}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.command import Command
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import mask
from ansible_collections.telco.cpe.plugins.module_utils._icwmp import tr069
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.sessions import Standing
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.vendor import ICWMP
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.waiting import wait_for_session


class IcwmpInform(Command):
    """The method inform of the ubus object tr069 (icwmp, tr069 schema), and status to see what comes of it."""

    vendor = ICWMP
    key = "inform"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "event": {"type": "str", "choices": list(tr069.EVENTS)},
        "get_rpc_methods": {"type": "bool", "default": False},
        "wait": {"type": "bool", "default": False},
        "wait_timeout": {"type": "int", "default": 120},
        "poll_interval": {"type": "float", "default": 2.0},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._before: Standing | None = None

    def validate(self) -> None:
        super().validate()
        for option, low in (("wait_timeout", 1), ("poll_interval", 0.1)):
            if self.params[option] < low:
                raise OptionError(option, f"{self.params[option]} is out of range, allowed is at least {low}")

    def writes(self) -> list[Write]:
        if self.params["wait"] and not self.check_mode:
            self._before = Standing.of(self.client.call("tr069", "status"))
        arguments: dict[str, t.Any] = {}
        if self.params["get_rpc_methods"]:
            arguments["GetRPCMethods"] = True
        if self.params["event"]:
            arguments["event"] = self.params["event"]
        return [tr069.call("inform", arguments)]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        done: dict[str, t.Any] = {**tr069.said(answers[-1]), "queued": tr069.is_queued(answers[-1])}
        if self._before is not None:
            after = wait_for_session(
                self.client, self._before, self.params["wait_timeout"], self.params["poll_interval"]
            ).answer
            done["session"] = after["last_session"]
            done["acs_url"] = after["cwmp"].get("acs_url")
        return mask(done)


RESOURCE = IcwmpInform


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
