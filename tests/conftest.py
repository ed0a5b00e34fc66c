# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test needs, however pytest is started."""

from __future__ import annotations

import os
import sys

from tests.checks.environment import COLLECTIONS, environment, prepare

prepare()
_settings = environment(os.environ)
os.environ.clear()
os.environ.update(_settings)
if str(COLLECTIONS) not in sys.path:
    sys.path.insert(0, str(COLLECTIONS))
