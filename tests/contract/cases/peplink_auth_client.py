# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_auth_client: GET and POST /api/auth.client."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case
from tests.lab.peplink import PeplinkRouter

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"name": None}, "name"),
    ({"name": ""}, "name: '' is not valid, allowed is at least one character"),
    ({"scope": "admin"}, "api, api.read-only"),
    ({"state": "latest"}, "present, absent"),
    ({"api_username": None, "api_token": "a-token"}, "api_username: is required, with api_password: API clients"),
    (
        {"api_username": None, "client_id": "an-id", "client_secret": "a-secret"},
        "can be managed by an admin's login only, a token or an API client does not suffice",
    ),
)


def _two_of_one_name(router: PeplinkRouter) -> None:
    for scope in ("api", "api.read-only"):
        router.access.add_client("ansible", scope)
    router.access.add_client("monitoring", "api.read-only")


CASES = (
    Case(
        module="peplink_auth_client",
        device="router-1",
        args={"name": "ansible", "scope": "api.read-only"},
        changes=("running.auth_clients",),
        bad=BAD,
        write_path="auth.client$",
        volatile=("create_timestamp",),
    ),
    Case(
        module="peplink_auth_client",
        device="router-1",
        name="absent",
        args={"name": "ansible", "state": "absent"},
        setup=_two_of_one_name,
        changes=("running.auth_clients",),
        write_path="auth.client$",
        volatile=("create_timestamp",),
    ),
)
