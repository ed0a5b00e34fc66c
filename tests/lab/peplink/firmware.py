# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Firmware versions: "8.1.1 build 4899" and the like."""

from __future__ import annotations

import re
from functools import lru_cache

Version = tuple[int, int, int]


@lru_cache(maxsize=64)
def parse_version(text: str) -> Version:
    """The three numbers of a version string. Raises ValueError where there are none."""
    match = re.match(r"\s*(\d+)\.(\d+)(?:\.(\d+))?", text)
    if match is None:
        raise ValueError(f"no firmware version: {text!r}")
    return int(match[1]), int(match[2]), int(match[3] or 0)
