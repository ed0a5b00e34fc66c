# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_auth_token: GET /api/auth.client.token, POST /api/auth.token.grant and /api/auth.token.revoke."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case
from tests.lab.peplink import PeplinkRouter

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"name": None}, "name"),
    ({"scope": "admin"}, "api, api.read-only"),
    ({"access_token": "0123"}, "access_token: is only valid with state absent"),
    ({"api_username": None, "api_token": "a-token"}, "api_username: is required, with api_password: API clients"),
)


def _client(router: PeplinkRouter) -> None:
    router.access.add_client("monitoring", "api")


def _tokens(router: PeplinkRouter) -> None:
    for name in ("monitoring", "other"):
        client = router.access.add_client(name, "api")
        for scope in ("api", "api.read-only"):
            router.access.grant(client["clientId"], client["clientSecret"], scope)


CASES = (
    Case(
        module="peplink_auth_token",
        device="router-1",
        args={"name": "monitoring", "scope": "api.read-only"},
        setup=_client,
        reads=2,
        bad=BAD,
        volatile=("create_timestamp",),
        # A grant is authentication to the lab, whose faults of writes don't meet it.
        faults=tuple(name for name in FAULTS if "write" not in name and name != "silent"),
    ),
    Case(
        module="peplink_auth_token",
        device="router-1",
        name="absent",
        args={"name": "monitoring", "state": "absent"},
        setup=_tokens,
        reads=2,
        write_path="auth.token.revoke",
        volatile=("create_timestamp",),
    ),
)
