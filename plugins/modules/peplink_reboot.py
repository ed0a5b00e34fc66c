#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_reboot
short_description: Reboot a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reboots a Peplink router, on each run, and waits until it answers again.
  - Changes that are pending in its configuration are not applied first.
  - Never sent twice. If no answer comes and the router is not seen to reboot, the error says that it is not known what became of it.
  - Needs firmware 8.2.0 or later.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.peplink
options:
  firmware_id:
    type: int
    choices: [1, 2]
    description:
      - The installed firmware to boot, by its ID as the subset C(firmware) of M(telco.cpe.peplink_info) shows it. The one in use if omitted.
      - One that is not there or not bootable is an error, and the router is not rebooted.
  wait:
    type: bool
    default: true
    description: Whether to wait until the router has rebooted and answers again.
  wait_timeout:
    type: int
    default: 600
    description: Seconds to wait at most.
  poll_interval:
    type: float
    default: 2.0
    description:
      - Seconds between two looks at the router, at least 0.1.
      - That the router has rebooted is known from its not answering for a while, or from the uptime of its WAN connections.
seealso:
  - module: telco.cpe.peplink_config
  - module: telco.cpe.peplink_info
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Reboot the router, and wait until it is back
  telco.cpe.peplink_reboot:
    wait: true

- name: Go back to the other firmware
  telco.cpe.peplink_reboot:
    firmware_id: 1
    wait_timeout: 900
"""

RETURN = r"""
reboot:
  description: What was done.
  returned: success, unless in check mode
  type: dict
  contains:
    firmware:
      description: The firmware that runs after the reboot.
      returned: with O(wait=true)
      type: str
    firmware_id:
      description: Its ID.
      returned: with O(wait=true)
      type: int
  sample: {"firmware": "8.3.0 build 5229", "firmware_id": 2}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "cmd.system.reboot", "payload": {}}]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import CpeError, NoAnswer, NotFound, NotTaken
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_int
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink import connections
from ansible_collections.telco.cpe.plugins.module_utils._peplink.answers import entries
from ansible_collections.telco.cpe.plugins.module_utils._peplink.command import RouterCommand
from ansible_collections.telco.cpe.plugins.module_utils._peplink.waiting import (
    check_waiting,
    wait_for,
    waiting_options,
)

Images = dict[t.Any, dict[str, t.Any]]


class Reboot(RouterCommand):
    """POST /api/cmd.system.reboot (field notes, section 4: documented from firmware 8.2.0 on)."""

    key = "reboot"
    deed = "the router reboots"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "firmware_id": {"type": "int", "choices": [1, 2]},
        "wait": {"type": "bool", "default": True},
        **waiting_options(600, 2.0),
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._uptime = 0
        self._was_away = False
        self._last: CpeError | None = None

    def validate(self) -> None:
        super().validate()
        check_waiting(self.params)

    def writes(self) -> list[Write]:
        number = self.params["firmware_id"]
        if number is not None:
            self._require_bootable(number, self._images())
        self._uptime = self._longest_uptime()
        return [Write("POST", "cmd.system.reboot", {} if number is None else {"firmwareId": number})]

    def _images(self) -> Images:
        return entries(self.client.get("info.firmware"))

    def _require_bootable(self, number: int, images: Images) -> None:
        if number in images and images[number].get("bootable") is not False:
            return
        known = ", ".join(
            f"{key} ({image.get('version', '')}{'' if image.get('bootable') is not False else ', not bootable'})"
            for key, image in images.items()
        )
        raise NotFound(
            f"there is no firmware {number} that can be booted; there are: {known or 'none'}",
            device=self.client.connection.device,
        )

    def _longest_uptime(self, retries: int | None = None) -> int:
        uptimes = (to_int(wan.get("uptime")) for wan in connections.read(self.client, retries=retries).values())
        return max((uptime for uptime in uptimes if isinstance(uptime, int)), default=0)

    def send(self, plan: list[Write]) -> list[t.Any]:
        if not self.params["wait"]:
            return super().send(plan)
        try:
            answers = super().send(plan)
        except NoAnswer as error:
            # A router may go down before it has answered: that it does will show.
            if not self._has_rebooted():
                raise
            error.notes.clear()
            return [{}]
        if not self._has_rebooted():
            raise self._not_seen()
        return answers

    def _has_rebooted(self) -> bool:
        return wait_for(self, self._look, lambda back: back, "the router to come back")

    def _look(self) -> bool:
        """Whether the router answers and has rebooted, as far as can be seen."""
        try:
            uptime = self._longest_uptime(retries=0)
        except CpeError as error:
            # While it goes down and comes up again it may refuse, break off, or show pages of all kinds.
            self._was_away, self._last = True, error
            return False
        return self._was_away or uptime < self._uptime

    def _not_seen(self) -> CpeError:
        device, seconds = self.client.connection.device, self.params["wait_timeout"]
        if not self._was_away:
            return NotTaken(
                f"the router was told to reboot, and went on answering for {seconds} s",
                device=device,
                hint="It may still reboot.",
            )
        last = f": {self._last.message}" if self._last else ""
        return NoAnswer(
            f"the router reboots, and does not answer again within {seconds} s{last}",
            device=device,
            hint="Raise wait_timeout if it needs longer.",
        )

    def outcome(self, answers: list[t.Any]) -> t.Any:
        if not self.params["wait"]:
            return {}
        images = self._images()
        running = next((key for key, image in images.items() if image.get("inUse")), None)
        wanted = self.params["firmware_id"]
        if wanted is not None and running is not None and running != wanted:
            raise NotTaken(
                f"the router has rebooted and runs firmware {running} ({images[running].get('version', '')}), not {wanted}",
                device=self.client.connection.device,
            )
        return {"firmware": images.get(running, {}).get("version"), "firmware_id": running}


RESOURCE = Reboot


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
