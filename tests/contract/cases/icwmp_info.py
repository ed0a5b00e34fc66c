# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp_info: the method status of the ubus object tr069."""

from __future__ import annotations

from tests.contract.case import Case

CASES = (
    Case(
        module="icwmp_info",
        device="cpe-1",
        args={},
        bad=(
            ({"gather": ["sessions"]}, "gather"),
            ({"query": "status["}, "query"),
            ({"api_username": None}, "api_username"),
            ({"timeout": 0}, "timeout"),
        ),
    ),
    Case(module="icwmp_info", name="query", device="cpe-1", args={"query": "status.last_session.status"}),
)
