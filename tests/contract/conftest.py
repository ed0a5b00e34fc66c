# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One lab for the suite; every test puts the device that it uses back to its start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import http
from tests.lab import Lab, Site


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """The lab's default site."""
    with Lab(Site.default()) as running:
        yield running


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Back off for a moment only: what is tested is that it happens, not how long it takes."""
    monkeypatch.setattr(http, "FIRST_WAIT", 0.01)


@pytest.fixture(autouse=True)
def _state_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state home for each test: the notes that one leaves about a router are not another one's."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def _no_lab_mistakes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a device of the lab itself went wrong."""
    yield
    if "lab" in request.fixturenames:
        running: Lab = request.getfixturevalue("lab")
        mistakes = list(running.errors)
        running.errors.clear()
        assert not mistakes, "\n".join(mistakes)
