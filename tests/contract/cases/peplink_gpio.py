# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_gpio: POST /api/config.gpio."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

WRITE = "config.gpio"

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"list": None}, "list"),
    ({"list": [{"enable": True}]}, "id"),
    ({"list": [{"id": 1}, {"id": 1}]}, "list: each id may occur once"),
    ({"list": [{"id": 1, "type": "analog_output"}]}, "digital_input, digital_output, analog_input"),
    ({"list": [{"id": 1, "mode": "blink"}]}, "input_sensing"),
    ({"list": [{"id": 1, "delay": 0}]}, "list[0].delay: 0 is out of range, allowed is 1 to 3600"),
    ({"list": [{"id": 1, "delay": 3601}]}, "list[0].delay: 3601 is out of range"),
    (
        {"list": [{"id": 1, "type": "digital_output", "delay": 3}]},
        "list[0].delay: is only valid with type digital_input or analog_input, not with digital_output",
    ),
    (
        {"list": [{"id": 1, "type": "digital_output", "mode": "input_sensing"}]},
        "list[0].mode: input_sensing is not valid, allowed is wan_status, toggle_high with type digital_output",
    ),
    (
        {"list": [{"id": 1, "type": "analog_input", "mode": "ignition_sensing"}]},
        "allowed is input_sensing, voltage_measurement, analog_testing with type analog_input",
    ),
)

CASES = (
    Case(
        module="peplink_gpio",
        device="router-1",
        args={
            "list": [
                {"id": 1, "enable": True, "type": "digital_output", "mode": "toggle_high"},
                {"id": 2, "enable": True, "mode": "input_sensing", "delay": 3},
            ]
        },
        changes=("running.gpio.1.enable", "running.gpio.1.mode", "running.gpio.2.*"),
        bad=BAD,
        write_path=WRITE,
    ),
    Case(
        module="peplink_gpio",
        device="router-1",
        name="type",
        args={"list": [{"id": 2, "type": "analog_input", "mode": "voltage_measurement", "delay": 3600}]},
        changes=("running.gpio.2.type", "running.gpio.2.mode", "running.gpio.2.delay"),
        write_path=WRITE,
    ),
)
