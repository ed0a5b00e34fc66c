# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp_info: the method status of the ubus object tr069."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case


def _has_booted(device: Any) -> None:
    """Let the session that a start causes be over."""
    device.clock.advance(60)


CASES = (
    Case(
        module="icwmp_info",
        device="cpe-1",
        args={},
        setup=_has_booted,
        volatile=("start_time", "end_time"),
        bad=(
            ({"gather": ["sessions"]}, "gather"),
            ({"query": "status["}, "query"),
            ({"api_username": None}, "api_username"),
            ({"timeout": 0}, "timeout"),
        ),
    ),
    Case(module="icwmp_info", name="query", device="cpe-1", args={"query": "status.last_session.status"}),
)
