# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each scenario of molecule: converges, is idempotent, and leaves the devices as its verify.yml wants them.

molecule is called as such. The fixture that pytest-ansible has for it is deprecated, and wherever pytest-ansible is loaded it
puts a tree of links named "collections" into the checkout.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(path.parent.name for path in (ROOT / "extensions" / "molecule").glob("*/molecule.yml"))


def test_there_are_scenarios_for_the_roles_and_the_site() -> None:
    converged = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "extensions").glob("molecule/*/converge.yml")
    )
    roles = sorted(path.name for path in (ROOT / "roles").iterdir())
    assert [role for role in roles if f"telco.cpe.{role}\n" not in converged] == []
    assert "site" in SCENARIOS


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_scenario(scenario: str) -> None:
    # From the root of the checkout: below extensions/, molecule would not find what the scenarios have in common.
    done = subprocess.run(
        ["molecule", "test", "--scenario-name", scenario],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
