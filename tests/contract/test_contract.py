# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every module has to satisfy: points 1 to 3 and 7 of the contract, on the lab."""

from __future__ import annotations

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.lab import Lab

CASES = harness.all_cases()
WRITERS = [case for case in CASES if not harness.is_info(case)]
BAD = [(case, number) for case in CASES for number in range(len(case.bad))]


@pytest.mark.parametrize("name", harness.module_names())
def test_every_module_has_a_case(name: str) -> None:
    mine = [case for case in CASES if case.module == name]
    assert mine, f"tests/contract/cases has no case for {name}"
    assert any(case.bad for case in mine), f"no case of {name} says what bad input is"


@pytest.mark.parametrize("case", WRITERS, ids=lambda case: case.id)
def test_check_mode_predicts_the_run_and_writes_nothing(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    before = harness.state(lab, case)
    lab.refuse_writes = True
    predicted = harness.call(lab, case, check=True)
    lab.refuse_writes = False
    assert not predicted.get("failed"), predicted["msg"]
    assert lab.journal.refused == []
    assert harness.state(lab, case) == before
    done = harness.call(lab, case)
    assert not done.get("failed"), done["msg"]
    for key in ("changed", "diff", "plan", "unverified"):
        assert predicted.get(key) == done.get(key), key


@pytest.mark.parametrize("case", WRITERS, ids=lambda case: case.id)
def test_a_run_changes_what_was_asked_and_nothing_else(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    before = harness.state(lab, case)
    done = harness.call(lab, case)
    assert not done.get("failed"), done["msg"]
    assert done["changed"] is True
    assert done["plan"]
    assert done["diff"]["before"] != done["diff"]["after"]
    harness.settle(lab, case)
    paths = list(harness.changed_paths(before, harness.state(lab, case)))
    assert harness.unexpected(paths, case.changes) == []
    assert harness.missing(paths, case.changes) == []


@pytest.mark.parametrize("case", [case for case in WRITERS if case.idempotent], ids=lambda case: case.id)
def test_a_second_run_changes_nothing_and_costs_the_reads_only(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    first = harness.call(lab, case)
    assert not first.get("failed"), first["msg"]
    harness.settle(lab, case)
    after_first = harness.state(lab, case)
    lab.journal.clear()
    second = harness.call(lab, case)
    assert not second.get("failed"), second["msg"]
    assert second["changed"] is False
    assert second["plan"] == []
    assert second["diff"]["before"] == second["diff"]["after"]
    assert harness.requests(lab, case, "write") == 0
    assert harness.requests(lab, case, "read") == case.reads
    assert second["api_requests"] == harness.requests(lab, case)
    assert harness.state(lab, case) == after_first


@pytest.mark.parametrize("case", [case for case in CASES if harness.is_info(case)], ids=lambda case: case.id)
def test_info_reads_and_never_writes(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    before = harness.state(lab, case)
    lab.refuse_writes = True
    plain = harness.call(lab, case)
    checked = harness.call(lab, case, check=True)
    assert not plain.get("failed"), plain["msg"]
    assert plain == checked
    assert plain["changed"] is False
    assert lab.journal.refused == []
    assert harness.requests(lab, case, "read") == 2 * case.reads
    assert harness.state(lab, case) == before


@pytest.mark.parametrize(("case", "number"), BAD, ids=[f"{case.id}-{number}" for case, number in BAD])
def test_bad_input_fails_before_the_first_request(lab: Lab, case: Case, number: int) -> None:
    harness.prepare(lab, case)
    options, text = case.bad[number]
    result = harness.call(lab, case, **options)
    assert result.get("failed"), f"accepted: {options}"
    assert text in result["msg"]
    assert harness.requests(lab, case) == 0


@pytest.mark.parametrize("name", harness.module_names())
def test_an_unknown_option_and_a_missing_address_are_refused(lab: Lab, name: str) -> None:
    case = next(case for case in CASES if case.module == name)
    harness.prepare(lab, case)
    unknown = harness.call(lab, case, no_such_option=1)
    assert unknown["failed"]
    assert "no_such_option" in unknown["msg"]
    nowhere = harness.call(lab, case, api_url=None)
    assert nowhere["failed"]
    assert "api_url" in nowhere["msg"]
    assert "_API_URL" in nowhere["msg"]
    wrong = harness.call(lab, case, api_url="ftp://example.com")
    assert "api_url" in wrong["msg"]
    assert harness.requests(lab, case) == 0
