# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.command import Command
from .._core.errors import Busy, NoAnswer, ServerError
from .._core.plan import Write
from .vendor import PEPLINK


class RouterCommand(Command):
    """Something that a router does once a call.

    deed
        What it does, as a message says it: "the message was sent".
    """

    vendor = PEPLINK
    deed: t.ClassVar[str]

    def send(self, plan: list[Write]) -> list[t.Any]:
        try:
            return super().send(plan)
        except (NoAnswer, ServerError) as error:
            error.note(f"Whether {self.deed} is not known, and it is not tried again")
            raise
        except Busy as error:
            error.note("Nothing was done")
            raise
