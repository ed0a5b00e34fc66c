# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated files are what their generator writes now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generate import coverage, readme, role_specs

FILES = {**role_specs.files(), **coverage.files(), **readme.files()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(role_specs.ROOT)))
def test_a_generated_file_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == FILES[path], "run: python -m tests.generate"
