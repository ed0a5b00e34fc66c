# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fresh made-up system for each test that asks for one."""

from __future__ import annotations

import pytest

from tests.unit.core.acme import AcmeClient, System


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    """The system that the clients of the test speak to."""
    fresh = System()
    monkeypatch.setattr(AcmeClient, "system", fresh)
    return fresh
