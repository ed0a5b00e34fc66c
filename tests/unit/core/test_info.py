# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Info modules: subsets, the query, and no secret."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import info
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, Missing, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import MASK
from tests.unit.core.acme import Facts, System, params


def run(**options: Any) -> dict[str, Any]:
    return Facts(params(Facts, **options), check_mode=False).run()


def test_the_subsets_that_are_gathered_unless_asked(system: System) -> None:
    system.state = {"name": "a"}
    assert run() == {
        "changed": False,
        "acme_info": {"system": {"name": "a"}, "secrets": {"key": MASK}},
        "api_requests": 1,
    }


def test_the_subsets_asked_for(system: System) -> None:
    assert run(gather=["slow", "slow"])["acme_info"] == {"slow": {"slow": True}}
    assert run(gather=[])["acme_info"] == {}
    assert system.log == []


def test_a_failure_names_its_subset(system: System) -> None:
    system.read_errors = [ApiFailure("no right to do so")]
    with pytest.raises(ApiFailure) as caught:
        run()
    assert caught.value.message == "subset system: no right to do so"


def test_a_query_sees_what_is_shown(system: System) -> None:
    system.state = {"ports": [{"n": 1}, {"n": 2}]}
    assert run(query="system.ports[*].n")["acme_info"] == [1, 2]
    assert run(query="secrets.key")["acme_info"] == MASK
    assert run(query="nothing")["acme_info"] is None


def test_a_query_that_is_none_is_found_before_anything_is_read(system: System) -> None:
    with pytest.raises(OptionError, match=r"^query: is no JMESPath expression"):
        run(query="a[")
    assert system.log == []


@pytest.mark.parametrize("query", ["nonsense(system)", "length(`5`)", "sort_by(system, &n)"])
def test_a_query_that_can_not_be_applied(system: System, query: str) -> None:
    with pytest.raises(OptionError, match=r"^query: can't be applied to what was gathered"):
        run(query=query)


def test_without_jmespath(monkeypatch: pytest.MonkeyPatch, system: System) -> None:
    monkeypatch.setattr(info, "JMESPATH_TRACE", "Traceback ...")
    with pytest.raises(Missing) as caught:
        run(query="a")
    assert (caught.value.message, caught.value.extra["exception"]) == ("jmespath", "Traceback ...")
    assert run(gather=["slow"])["acme_info"] == {"slow": {"slow": True}}
