# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are generated from what the code says: ``python -m tests.generate`` writes them."""

from __future__ import annotations

import sys

from tests.checks.environment import link_collection

if (collections := str(link_collection())) not in sys.path:
    sys.path.insert(0, collections)
