# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_access_point: switched at once, read back, and told where there is none."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NotTaken, Unsupported
from ansible_collections.telco.cpe.plugins.module_utils._peplink.access_point import AccessPoint
from tests.unit.peplink.wire import Answer, Sent, ok, run


class Router:
    """A router whose access point shows a new state after ``lag`` more reads."""

    def __init__(self, lag: int = 0, **held: Any) -> None:
        self.held = held or {"support": True, "enable": True, "wanDependent": False}
        self.lag = lag
        self.posted: list[Any] = []

    def __call__(self, request: Sent) -> Answer:
        if request.function != "cmd.ap":
            return ok({})
        if request.method == "POST":
            self.posted.append(request.body)
        elif self.posted and self.lag:
            self.lag -= 1
        elif self.posted:
            self.held.update(self.posted[-1])
        return ok(self.held)


def test_it_is_switched_and_read_back() -> None:
    router = Router()
    result, wire, _one = run(AccessPoint, {"enable": False}, router)
    assert router.posted == [{"enable": False}]
    assert wire.functions == ["login", "cmd.ap", "cmd.ap", "cmd.ap", "logout"]
    assert result["access_point"] == {"support": True, "enable": False, "wan_dependent": False}


@pytest.mark.parametrize("held", [{"support": True, "enable": False}, {"enable": False}])
def test_nothing_is_sent_where_nothing_differs(held: dict[str, Any]) -> None:
    router = Router(**held)
    result, wire, _one = run(AccessPoint, {"enable": False}, router)
    assert (result["changed"], router.posted) == (False, [])
    assert result["api_requests"] == 3
    assert wire.functions == ["login", "cmd.ap", "logout"]


@pytest.mark.parametrize("check", [True, False])
def test_a_product_without_one_is_told(check: bool) -> None:
    router = Router(support=False)
    with pytest.raises(Unsupported, match="this product has no access point"):
        run(AccessPoint, {"enable": True}, router, check=check)
    assert router.posted == []


def test_it_may_take_a_moment_to_show() -> None:
    _result, wire, _one = run(AccessPoint, {"enable": False}, Router(lag=2))
    assert len(wire.pauses) == 2
    with pytest.raises(NotTaken, match=r"enable \(asked False, the device holds True\)"):
        run(AccessPoint, {"enable": False}, Router(lag=3))
    result, wire, _one = run(AccessPoint, {"enable": False, "verify": False}, Router(lag=9))
    assert (result["access_point"]["enable"], wire.pauses) == (False, [])
