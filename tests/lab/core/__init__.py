# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every simulated system of the lab shares: messages, the device interface, journal, faults, server."""

from __future__ import annotations

from tests.lab.core.device import Clock, Device, Kind, deep_merge
from tests.lab.core.faults import Fault, Faults
from tests.lab.core.journal import Entry, Journal
from tests.lab.core.message import Post, Request, Response

__all__ = [
    "Clock",
    "Device",
    "Entry",
    "Fault",
    "Faults",
    "Journal",
    "Kind",
    "Post",
    "Request",
    "Response",
    "deep_merge",
]
