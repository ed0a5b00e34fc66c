# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Slices: together everything, apart from each other, and unmoved by what comes and goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._dms.slices import Slice

FLEET = [f"CPE{number:06}" for number in range(4000)]


@given(st.text(), st.integers(1, 50))
def test_every_id_is_in_exactly_one_slice(cpe_id: str, parts: int) -> None:
    assert sum(cpe_id in Slice(number, parts) for number in range(1, parts + 1)) == 1


def test_slices_are_of_about_the_same_size() -> None:
    sizes = [sum(cpe_id in Slice(number, 8) for cpe_id in FLEET) for number in range(1, 9)]
    assert sum(sizes) == len(FLEET)
    assert all(425 <= size <= 575 for size in sizes), sizes


def test_a_slice_is_the_same_on_every_machine_and_in_every_release() -> None:
    """Runs of different releases may share the work. Checked with sha256sum: digits 9 to 16, modulo 8, plus 1."""
    assert [next(n for n in range(1, 9) if cpe_id in Slice(n, 8)) for cpe_id in FLEET[:6]] == [6, 3, 5, 7, 6, 6]


@pytest.mark.parametrize(
    ("text", "part"), [(None, Slice(1, 1)), ("1/1", Slice(1, 1)), ("2/8", Slice(2, 8)), (" 8/8 ", Slice(8, 8))]
)
def test_notation(text: str | None, part: Slice) -> None:
    assert Slice.parse(text) == part


@pytest.mark.parametrize("text", ["", "0/8", "9/8", "1/0", "0/0", "2", "2/8/1", "-1/8", "a/b", "2:8", "1.5/2"])
def test_what_is_no_slice_is_refused(text: str) -> None:
    with pytest.raises(OptionError, match=r"slice: .* allowed is N/M"):
        Slice.parse(text)
