# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIM Toolkit: /GetSTKView, /STKGo, /GetSTKCurrFrameIndex (sections 13 to 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.params import Param

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

DISPLAY = 0
SELECT = 2
YES_NO = 3
DIGITS = 8
_WITH_ITEMS = (1, 2)

FIRST_FRAME = 750

# A small menu with one frame of each kind that a client must handle: select, display, yes or no, digits.
MENU: dict[str, dict[str, Any]] = {
    "home": {
        "title": "神州行天地",
        "input_type": SELECT,
        "items": {1: ("item1_text", "balance"), 2: ("item2_text", "top_up"), 3: ("item3_text", "roaming")},
    },
    "balance": {"title": "item1_text", "text": "Balance: 10.00", "input_type": DISPLAY},
    "top_up": {"title": "item2_text", "text": "Enter the code", "input_type": DIGITS, "next": "done"},
    "roaming": {"title": "item3_text", "text": "Switch roaming on?", "input_type": YES_NO, "next": "done"},
    "done": {"title": "Done", "text": "Thank you!", "input_type": DISPLAY},
}

_PORT = {"port": Param(params.port_in_query, required=True)}
_GO = {
    "port": Param(params.port_in_json, required=True),
    "item": Param(params.integer(0)),
    "param": Param(params.text),
    # "cancle" is how some clients write it.
    "action": Param(params.one_of("ok", "cancel", "cancle", "home")),
}


Memory = tuple[dict[int, list[str]], dict[int, int], dict[int, tuple[float, list[str]]]]


class Toolkit:
    """Where each port stands in the menu of its SIM."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._frames: dict[int, list[str]] = {}
        self._numbers: dict[int, int] = {}
        self._moves: dict[int, tuple[float, list[str]]] = {}

    def forget(self) -> None:
        """Every port stands at the beginning."""
        self._frames.clear()
        self._numbers.clear()
        self._moves.clear()

    def memory(self) -> Memory:
        """Where the ports stand, for ``recall``."""
        return dict(self._frames), dict(self._numbers), dict(self._moves)

    def recall(self, memory: Memory) -> None:
        """Put back what ``memory`` gave."""
        self._frames, self._numbers, self._moves = memory

    def path(self, number: int) -> list[str]:
        """The frames from the first to the present one."""
        if number in self._moves and self._gateway.clock.now() >= self._moves[number][0]:
            self._frames[number] = self._moves.pop(number)[1]
            self._numbers[number] = self.frame_id(number) + 1
        return self._frames.get(number, ["home"])

    def frame_id(self, number: int) -> int:
        """The number of the present frame; it grows with each frame."""
        return self._numbers.get(number, FIRST_FRAME)

    def go(self, number: int, path: list[str]) -> None:
        """Show another frame, after ``stk_seconds``."""
        self._moves[number] = (self._gateway.clock.now() + self._gateway.options["stk_seconds"], path)


def _number(gateway: SmsGateway, port: int) -> int:
    found = gateway.radio.port(port)
    if found is None or gateway.radio.sim(found) is None:
        raise params.bad("no SIM on this port")
    return port


def get_stk_view(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """The present frame of a port; ``item`` only where something is to be selected."""
    number = _number(gateway, params.from_query(request, _PORT)["port"])
    frame = MENU[gateway.toolkit.path(number)[-1]]
    view: dict[str, Any] = {"title": frame["title"]}
    if "text" in frame:
        view["text"] = frame["text"]
    if frame["input_type"] in _WITH_ITEMS:
        view["item"] = [
            {"item_id": item_id, "item_string": label} for item_id, (label, _target) in frame["items"].items()
        ]
    # The table of 13.3 says Integer, the example of 13.4 has a string.
    view["input_type"] = str(frame["input_type"])
    view["frame_id"] = gateway.toolkit.frame_id(number)
    return view


def get_stk_frame(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """The number of the present frame of a port."""
    number = _number(gateway, params.from_query(request, _PORT)["port"])
    gateway.toolkit.path(number)
    return {"frame_id": gateway.toolkit.frame_id(number)}


def stk_go(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Answer the present frame. The document shows no answer; here it is an empty object."""
    given = params.from_json(request, _GO)
    number = _number(gateway, given["port"])
    path = gateway.toolkit.path(number)
    frame = MENU[path[-1]]
    action = given["action"]
    if action == "home":
        gateway.toolkit.go(number, ["home"])
    elif action in ("cancel", "cancle"):
        gateway.toolkit.go(number, path[:-1] or ["home"])
    elif given["item"] is not None:
        if given["item"] not in frame.get("items", {}):
            raise params.bad("no such item")
        gateway.toolkit.go(number, [*path, frame["items"][given["item"]][1]])
    elif frame["input_type"] == DISPLAY and action == "ok":
        gateway.toolkit.go(number, ["home"])
    elif "next" in frame and _fits(frame["input_type"], given["param"], action):
        gateway.toolkit.go(number, [*path, frame["next"]])
    else:
        raise params.bad("this frame wants another answer")
    return {}


def _fits(input_type: int, text: str | None, action: str | None) -> bool:
    if input_type == YES_NO:
        return action == "ok" or text in ("yes", "no")
    return text is not None and text.isascii() and text.isdigit()
