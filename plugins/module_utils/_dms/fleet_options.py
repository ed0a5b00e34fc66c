# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from .._core.errors import OptionError
from .options import TARGET_OPTIONS
from .parameters import PARAMETERS_OPTION
from .slices import Slice
from .waiting import WAITING_OPTIONS

_PARAMETERS = {**PARAMETERS_OPTION, "required": False}
_WAVE = re.compile(r"(\d{1,9})(%?)")

FLEET_OPTIONS: dict[str, t.Any] = {
    **TARGET_OPTIONS,
    **WAITING_OPTIONS,
    "devices": {
        "type": "list",
        "elements": "dict",
        "options": {"cpe_id": {"type": "str"}, "parameters": _PARAMETERS, **TARGET_OPTIONS},
    },
    "cpe_ids": {"type": "list", "elements": "str"},
    "filters": {"type": "dict"},
    "cpe_id_key": {"type": "str", "no_log": False},
    "page_size": {"type": "int", "default": 1000},
    "slice": {"type": "str"},
    "parameters": _PARAMETERS,
    "method": {"type": "str", "choices": ["auto", "spv", "smart"], "default": "auto"},
    "update_secrets": {"type": "str", "choices": ["on_change", "always"], "default": "on_change"},
    "concurrency": {"type": "int", "default": 20},
    "slow_after": {"type": "int", "default": 3},
    "batch_size": {"type": "list", "elements": "str", "default": ["100%"]},
    "max_fail_percentage": {"type": "int", "default": 0},
    "report": {"type": "str", "choices": ["changed", "all"], "default": "changed"},
    "progress_interval": {"type": "int", "default": 10},
}

_LEAST = {"page_size": 1, "slow_after": 1, "progress_interval": 0}
_MOST = {"concurrency": (1, 500), "max_fail_percentage": (0, 100)}


@dataclass(frozen=True)
class Pace:
    """How fast to go, and how far when it goes wrong.

    concurrency
        Devices at a time. slow_after: seconds after which a device does not count as one of them any more.
    waves
        The sizes of the waves, each a number of devices or a percentage of all; the last one is repeated.
    max_fail_percentage
        The share of a wave that may fail.
    progress
        Seconds between two lines of progress; 0 for none.
    """

    concurrency: int
    slow_after: float
    waves: tuple[tuple[int, bool], ...]
    max_fail_percentage: int
    progress: float

    @classmethod
    def of(cls, params: t.Mapping[str, t.Any]) -> Pace:
        """From validated module options. Raises OptionError."""
        for name, low in _LEAST.items():
            if params[name] < low:
                raise OptionError(name, f"{params[name]} is out of range, allowed is at least {low}")
        for name, (low, high) in _MOST.items():
            if not low <= params[name] <= high:
                raise OptionError(name, f"{params[name]} is out of range, allowed is {low} to {high}")
        if not params["batch_size"]:
            raise OptionError("batch_size", "at least one entry is required")
        return cls(
            concurrency=params["concurrency"],
            slow_after=params["slow_after"],
            waves=tuple(_wave(number, text) for number, text in enumerate(params["batch_size"])),
            max_fail_percentage=params["max_fail_percentage"],
            progress=params["progress_interval"],
        )

    def sizes(self, total: int) -> list[int]:
        """The sizes of the waves of so many devices, which they add up to; none is empty."""
        found: list[int] = []
        while sum(found) < total:
            number, is_share = self.waves[min(len(found), len(self.waves) - 1)]
            size = max(1, total * number // 100) if is_share else number
            found.append(min(size, total - sum(found)))
        return found

    def allowed(self, size: int) -> int:
        """How many devices of a wave of this size may fail."""
        return size * self.max_fail_percentage // 100


def _wave(number: int, text: str) -> tuple[int, bool]:
    found = _WAVE.fullmatch(text.strip())
    size, is_share = (int(found[1]), bool(found[2])) if found else (0, False)
    if size < 1 or (is_share and size > 100):
        raise OptionError(
            f"batch_size[{number}]",
            f"{text!r} is not valid, allowed is a number of devices, or a share from 1% to 100%",
        )
    return size, is_share


def slice_of(params: t.Mapping[str, t.Any]) -> Slice:
    """The part of the devices that this run is for. Raises OptionError."""
    return Slice.parse(params["slice"])
