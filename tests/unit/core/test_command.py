# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands: done once a call, never in check mode, never again."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.command import Command
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import Busy, CpeError, NoAnswer, ServerError
from tests.unit.core.acme import Fault, Reboot, System, params


def run(*, check: bool = False, **options: Any) -> dict[str, Any]:
    return Reboot(params(Reboot, **options), check_mode=check).run()


def test_a_command_is_done_and_its_answer_shown(system: System) -> None:
    plan = [{"method": "POST", "endpoint": "reboot", "payload": {"delay": 3}}]
    assert run(delays=[3]) == {
        "changed": True,
        "plan": plan,
        "diff": {
            "before": {},
            "after": {"plan": plan},
            "before_header": "acme_reboot",
            "after_header": "acme_reboot",
        },
        "acme_reboot": {"done": "POST"},
        "api_requests": 1,
    }
    assert system.log == [("POST", {"delay": 3})]


def test_several_calls_are_done_in_order(system: System) -> None:
    run(delays=[1, 2])
    assert system.log == [("POST", {"delay": 1}), ("POST", {"delay": 2})]


def test_check_mode_does_nothing_and_tells_the_same(system: System) -> None:
    predicted = run(check=True, delays=[3])
    assert system.log == []
    assert "acme_reboot" not in predicted
    done = run(delays=[3])
    for key in ("changed", "plan", "diff"):
        assert predicted[key] == done[key]


def test_nothing_to_do(system: System) -> None:
    result = run(delays=[])
    assert (result["changed"], result["plan"], result["diff"]["after"]) == (False, [], {})
    assert (result["acme_reboot"], system.log) == ({}, [])


@pytest.mark.parametrize("error", [NoAnswer("reset"), Busy("later"), ServerError("500")])
def test_a_command_is_never_repeated(system: System, error: CpeError) -> None:
    system.faults = [Fault(error)]
    with pytest.raises(type(error)):
        run(delays=[1, 2])
    assert system.log == [("POST", {"delay": 1})]


def test_what_a_module_has_to_bring_along() -> None:
    with pytest.raises(TypeError, match="Command does nothing"):
        Command({}, check_mode=False).writes()
