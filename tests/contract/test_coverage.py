# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/coverage.md says what works: each operation that it says works has been sent by a contract case."""

from __future__ import annotations

import json
import re

import pytest

from tests.contract import harness
from tests.generate.coverage import OPERATIONS, Operation
from tests.lab import Lab
from tests.lab.core.journal import Entry

# What a gateway pushes, no case can send: tests/unit/lab/test_sms_gateway_push.py has the gateway push, and
# tests/unit/eda/test_source.py the event source receive, each event that the document has.
WORKING = [
    operation for operation in OPERATIONS if operation.works and not operation.module.startswith("event source ")
]


@pytest.fixture(scope="module")
def sent(lab: Lab) -> list[Entry]:
    """Every request of one run of every case."""
    seen: list[Entry] = []
    for case in harness.all_cases():
        harness.prepare(lab, case)
        result = harness.call(lab, case)
        assert not result.get("failed"), f"{case.id}: {result['msg']}"
        seen += lab.journal.entries(device=case.device)
    return seen


def _is(operation: Operation, entry: Entry) -> bool:
    query = "&".join(f"{name}={value}" for name, value in entry.query)
    place = f"{entry.path}?{query}" if query and "?" not in operation.path and "=" in operation.path else entry.path
    return (
        entry.method == operation.method
        and re.search(operation.path, place) is not None
        and (not operation.body or operation.body in json.dumps(entry.body))
    )


@pytest.mark.parametrize("operation", WORKING, ids=lambda operation: f"{operation.system} {operation.name}")
def test_an_operation_that_works_is_sent_by_some_case(sent: list[Entry], operation: Operation) -> None:
    assert any(_is(operation, entry) for entry in sent)
