# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure
from .._core.normal import to_int
from .._core.plan import Write
from .._core.secret import Secret
from . import waiting
from .gateway_command import PortCommand
from .records import STK_ITEM_NUMBERS, STK_NUMBERS, normal, records

GET_STK_VIEW = "GetSTKView"
STK_GO = "STKGo"
GET_STK_FRAME = "GetSTKCurrFrameIndex"

VIEW_KEYS = ("title", "text", "input_type", "frame_id", "item")

# What a frame wants (13.3), as far as an answer can be checked before it is sent.
WITH_ITEMS = (1, 2)
WITHOUT_ECHO = (9, 11)
_ONE = (4, 5)
_DIGITS = (4, 8, 9)
# "cancle" is what some clients send, and perhaps some firmwares want; no answer tells.
ACTIONS = ("ok", "cancel", "home", "cancle")


def view(client: t.Any, port: int) -> dict[str, t.Any]:
    """What the SIM application toolkit of a port shows (13), in normal form."""
    answer = client.get(GET_STK_VIEW, [("port", port)], keys=VIEW_KEYS)
    items = [normal(item, STK_ITEM_NUMBERS) for item in records(answer, "item")]
    return {"port": port, **normal(answer, STK_NUMBERS), **({"item": items} if "item" in answer else {})}


class StkCommand(PortCommand):
    """Answers what the SIM application toolkit of a port shows, and reads what it shows then (HTTP API V1.2, 13 to 15)."""

    doing = "the answer"

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._before: dict[str, t.Any] = {}

    def writes(self) -> list[Write]:
        self._before = view(self.client, self.params["port"])
        self._refuse_misfit(self._before)
        payload: dict[str, t.Any] = {"port": self.params["port"]}
        payload.update(
            {name: self.params[name] for name in ("item", "param", "action") if self.params[name] is not None}
        )
        if self.params["secret_param"] is not None:
            payload["param"] = Secret(self.params["secret_param"])
        return [Write("POST", STK_GO, payload)]

    def _refuse_misfit(self, shown: dict[str, t.Any]) -> None:
        """Raises ApiFailure for an answer that the present frame can't take."""
        kind, problem = shown.get("input_type"), ""
        items = {item.get("item_id"): item.get("item_string") for item in shown.get("item", [])}
        text = self.params["param"] if self.params["secret_param"] is None else self.params["secret_param"]
        item = self.params["item"]
        if item is not None and item not in items and (items or kind not in (None, *WITH_ITEMS)):
            known = ", ".join(f"{number} ({name})" for number, name in items.items())
            problem = f"has no item {item}, it has {known or 'none'}"
        elif self.params["param"] is not None and kind in WITHOUT_ECHO:
            problem = "wants an input that nobody may see: give it as secret_param"
        elif text is not None and kind in _ONE and len(text) != 1:
            problem = f"wants one {'digit' if kind in _DIGITS else 'character'}"
        elif text is not None and kind in _DIGITS and not (text.isascii() and text.isdigit()):
            problem = "wants digits"
        if problem:
            raise ApiFailure(
                f"what port {self.params['port']} shows, {shown.get('title')!r} of input_type {kind}, {problem}",
                device=self.client.connection.device,
                hint="Nothing was sent.",
            )

    def outcome(self, answers: list[t.Any]) -> t.Any:
        before = self._before.get("frame_id")
        frame = waiting.until(self, self._frame, lambda number: number != before)
        if frame == before:
            self.warnings.append(
                f"port {self.params['port']} still shows frame {before} after {self.params['wait_timeout']} s: the SIM card may not "
                "have taken the answer, or needs longer"
            )
        return view(self.client, self.params["port"])

    def _frame(self) -> t.Any:
        answer = self.client.get(GET_STK_FRAME, [("port", self.params["port"])], keys=("frame_id",))
        return to_int(answer.get("frame_id"))
