# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_gpio: what it asks of a router, and what it refuses by what the router says that a GPIO supports."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NotFound, OptionError, Unsupported
from ansible_collections.telco.cpe.plugins.module_utils._peplink.gpio import ALL_MODES, MODES, Gpio
from tests.unit.peplink.wire import Answer, Sent, Wire, fail, ok, run

REFERENCE = {
    "1": {
        "name": "Digital I/O",
        "type": ["digital_input", "digital_output"],
        "mode": {"digital_input": ["input_sensing"], "digital_output": ["wan_status"]},
    },
    "order": [1],
}


class Router:
    """A router with a digital output 1 and an analogue input 2; it tells what the first one supports."""

    def __init__(self, reference: Any = REFERENCE) -> None:
        self.reference = reference
        self.running: dict[str, Any] = {
            "1": {"enable": False, "type": "digital_output", "mode": "wan_status"},
            "2": {"enable": True, "type": "analog_input", "mode": "input_sensing", "delay": 5},
        }
        self.pending: dict[str, Any] | None = None
        self.posted: list[Any] = []

    def __call__(self, request: Sent) -> Answer:
        if request.function == "cmd.config.apply":
            self.running, self.pending = self.pending or self.running, None
        if request.function != "config.gpio":
            return ok({})
        if request.body["list"]:
            self.posted.append(request.body)
            self.pending = copy.deepcopy(self.running)
            for entry in request.body["list"]:
                self.pending[str(entry["id"])].update({k: v for k, v in entry.items() if k != "id"})
        answer = {**self.running, "order": [1, 2]}
        return ok({**answer, "reference": self.reference} if request.body.get("reference") else answer)


def ask(router: Router, *entries: dict[str, Any], **options: Any) -> tuple[dict[str, Any], Wire]:
    result, wire, _one = run(Gpio, {"list": list(entries), **options}, router)
    return result, wire


def test_it_is_read_by_an_empty_list_written_and_applied() -> None:
    router = Router()
    result, wire = ask(router, {"id": 1, "enable": True, "mode": "wan_status"}, {"id": 2, "delay": 3600})
    assert wire.sent[1].body == {"list": [], "reference": True}
    assert router.posted == [{"list": [{"id": 1, "enable": True}, {"id": 2, "delay": 3600}]}]
    assert wire.functions == [
        *("login", "config.gpio", "config.gpio", "cmd.config.apply", "config.gpio", "logout"),
    ]
    assert (result["changed"], result["pending"]) == (True, False)
    assert result["gpio"]["list"][1] == {
        "id": 2,
        "enable": True,
        "type": "analog_input",
        "mode": "input_sensing",
        "delay": 3600,
    }


def test_what_was_read_and_is_given_back_changes_nothing() -> None:
    held = ask(Router())[0]["gpio"]
    result, wire = ask(Router(), *held["list"])
    assert (result["changed"], result["gpio"]) == (False, held)
    assert wire.functions == ["login", "config.gpio", "logout"]


@pytest.mark.parametrize("reference", [None, {}, {"order": []}, {"1": {"name": "Output"}, "order": [1]}])
def test_a_router_that_tells_nothing_is_taken_to_support_what_is_documented(reference: Any) -> None:
    router = Router(reference)
    ask(router, {"id": 1, "type": "analog_input", "mode": "analog_testing", "delay": 1})
    assert router.posted == [{"list": [{"id": 1, "type": "analog_input", "mode": "analog_testing", "delay": 1}]}]
    with pytest.raises(OptionError, match=r"list\[1\]\.mode: GPIO 1.* does not support input_sensing, allowed is wan_"):
        ask(Router(reference), {"id": 1, "mode": "input_sensing"})


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            {"type": "analog_input", "mode": "input_sensing"},
            r"list\[1\]\.type: GPIO 1 \(Digital I/O\) does not support analog_input, allowed is digital_input, digital_output",
        ),
        (
            {"type": "digital_input", "mode": "ignition_sensing"},
            r"list\[1\]\.mode: GPIO 1 \(Digital I/O\) does not support ignition_sensing, allowed is input_sensing with type",
        ),
        ({"mode": "input_sensing"}, r"allowed is wan_status with type digital_output"),
        (
            {"type": "digital_input"},
            r"list\[1\]\.mode: must be given: the type changes from digital_output to digital_input, allowed is input_sensing",
        ),
        (
            {"delay": 5},
            r"list\[1\]\.delay: is only valid with type digital_input or analog_input, not with digital_output",
        ),
    ],
)
def test_what_a_gpio_lacks_is_refused_before_anything_is_written(entry: dict[str, Any], message: str) -> None:
    router = Router()
    with pytest.raises(OptionError, match=message):
        ask(router, {"id": 1, **entry})
    assert router.posted == []


def test_the_mode_of_the_documents_example_is_left_to_the_router() -> None:
    router = Router()
    ask(router, {"id": 1, "mode": "toggle_high"})
    assert router.posted == [{"list": [{"id": 1, "mode": "toggle_high"}]}]


def test_a_gpio_that_is_not_there_is_told() -> None:
    with pytest.raises(NotFound, match=r"no GPIO with id 3; there are: 1 \(Digital I/O\), 2"):
        ask(Router(), {"id": 3, "enable": True})


def test_firmware_without_gpio_is_told() -> None:
    def answer(request: Sent) -> Answer:
        return fail(404, "unknown function") if request.function == "config.gpio" else ok({})

    with pytest.raises(Unsupported, match=r"it needs firmware 8\.1\.1 or later"):
        run(Gpio, {"list": []}, answer)


def test_the_choices_are_the_modes_of_all_types() -> None:
    assert set(ALL_MODES) == {mode for modes in MODES.values() for mode in modes}
