# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.command import Command
from .._core.errors import ApiFailure, CpeError, NoAnswer, ServerError
from .._core.plan import Write
from .ports import reg_of, tell_reg


class GatewayCommand(Command):
    """A command to a gateway. ``doing`` says in messages what it is that is done, as a noun with its article."""

    doing: t.ClassVar[str]

    def send(self, plan: list[Write]) -> list[t.Any]:
        try:
            return super().send(plan)
        except (NoAnswer, ServerError) as error:
            error.note(f"Whether {self.doing} took effect is not known, and it is not repeated")
            self.explain(error)
            raise
        except ApiFailure as error:
            self.explain(error)
            raise

    def explain(self, error: CpeError) -> None:
        """Add to a failure what can be known of its cause: nothing, unless a module knows better."""


class PortCommand(GatewayCommand):
    """A command to the one port that the option ``port`` names."""

    def explain(self, error: CpeError) -> None:
        if self.params["port"] is None:
            return
        tell_reg(error, lambda: reg_of(self.client, self.params["port"]))
