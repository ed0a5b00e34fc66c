# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Peplink router behind its local HTTP API, as "Peplink Router API" describes it (firmware up to 8.1.1)."""

from __future__ import annotations

from tests.lab.peplink.model import Model, default_model, make_wan
from tests.lab.peplink.router import PeplinkRouter

__all__ = ["Model", "PeplinkRouter", "default_model", "make_wan"]
