# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's DMS: the ACS with its northbound API, and the CPEs behind it."""

from __future__ import annotations

from tests.lab.dms.server import DmsServer

__all__ = ["DmsServer"]
