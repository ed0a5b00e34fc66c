# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Change, Comparison
from .._core.errors import (
    ApiFailure,
    NoAnswer,
    OptionError,
    ServerError,
    Unsupported,
)
from .._core.fields import Field, Group
from .._core.normal import to_int
from .._core.plan import Write
from .._core.setting import value_at
from . import connections
from .prompt import PromptSetting
from .vendor import PEPLINK

FUNCTION = "cmd.wan.cellular"
PRIORITY = ("sim_priority",)


class Sim(PromptSetting):
    """GET and POST /api/cmd.wan.cellular (Peplink Router API; from firmware 8.3 on: field notes, section 4)."""

    vendor = PEPLINK
    key = "sim"
    selectors: t.ClassVar[dict[str, t.Any]] = {"conn_id": {"type": "str", "required": True}}
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "mutually_exclusive": [("sim_priority", "enabled_sim"), ("sim_priority", "preferred_sim")]
    }
    table = Group(
        "",
        (
            Field("enabled_sim", type="list", elements="int", choices=(1, 2), count=(1, 2), unordered=True),
            Field("preferred_sim", type="int", choices=(1, 2), clear=None),
            Field("sim_priority", type="list", elements="str", since="8.3.0", unshown=True),
        ),
    )

    def validate(self) -> None:
        super().validate()
        for option in ("enabled_sim", "sim_priority"):
            chosen = self.params[option]
            if chosen is not None and (not chosen or len(set(chosen)) != len(chosen)):
                raise OptionError(option, f"{chosen} is not valid, allowed are one SIM or more, each once")
        if self._by_priority and self.params["clear"]:
            raise OptionError("clear", "is not valid with sim_priority, which leaves no preferred_sim")
        self._check_preference(self.desired(), {})

    @property
    def _by_priority(self) -> bool:
        return self.params["sim_priority"] is not None

    def header(self) -> str:
        return f"{super().header()} {self.params['conn_id']}"

    def read(self) -> t.Mapping[str, t.Any]:
        conn_id = self.params["conn_id"]
        if self._by_priority:
            self.client.firmware.require("8.3.0", "sim_priority")
            connections.find_typed(self.client, conn_id, connections.CELLULAR)
            return {}
        try:
            return t.cast("dict[str, t.Any]", self.client.get(FUNCTION, [("connId", conn_id)]))
        except Unsupported as error:
            error.hint = "From firmware 8.3.0 on the SIMs are set by sim_priority."
            raise
        except ApiFailure as error:
            error.hint = "conn_id has to be the ID of a cellular WAN (peplink_info shows them)."
            raise

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        comparison = super().compare(current)
        if self._by_priority:
            comparison.changes = [Change(PRIORITY, None, value_at(comparison.desired, PRIORITY))]
        self._check_preference(comparison.desired, current)
        return comparison

    def _check_preference(self, desired: dict[str, t.Any], current: dict[str, t.Any]) -> None:
        preferred = desired.get("preferred_sim")
        enabled = desired.get("enabled_sim", current.get("enabled_sim"))
        if isinstance(preferred, int) and enabled is not None and len(enabled) < 2:
            raise OptionError(
                "preferred_sim", f"is only valid where both SIMs are used, not with enabled_sim {enabled}"
            )

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        return [Write("POST", FUNCTION, {"connId": to_int(self.params["conn_id"]), **body})]

    def carry_out(self, plan: list[Write]) -> None:
        if not self._by_priority:
            super().carry_out(plan)
            return
        try:
            self.send(plan)
        except (NoAnswer, ServerError) as error:
            error.note("Whether the priority of the SIMs took effect is not known, as the router does not show it")
            raise

    def finish(self) -> dict[str, t.Any]:
        if not self._by_priority:
            return super().finish()
        self.warnings.append(
            "The router does not show the priority of its SIMs: whether it took is unknown, and each run sets it again."
        )
        return {}
