# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's clients of Peplink routers work with the lab's router as they do with a router.

aiopeplink logs in with a form and wants the cookie bauth; peplink-api-client has a token granted and passes it in the query
(field notes, section 8).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.lab import Lab, Site
from tests.lab.peplink import PeplinkRouter

aiohttp = pytest.importorskip("aiohttp")
aiopeplink = pytest.importorskip("aiopeplink")
connectivity = pytest.importorskip("aiopeplink.interfaces.connectivity")
peplink_api_client = pytest.importorskip("peplink_api_client")

NAME = "router-1"


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    """A lab with one router, which takes forms as routers were seen to do."""
    with Lab(Site(routers=1)) as lab:
        yield lab
        assert not lab.errors


@pytest.fixture
def router(running: Lab) -> PeplinkRouter:
    """The router as it was built."""
    running.reset()
    device = running.device(NAME)
    assert isinstance(device, PeplinkRouter)
    device.set_options({"accept_form_bodies": True})
    running.journal.clear()
    return device


def _location(lab: Lab, scheme: str, password: str) -> Any:
    """What aiopeplink makes of the router's location."""

    async def ask() -> Any:
        async with aiohttp.ClientSession() as session:
            way = connectivity.Connectivity(session, lab.url(NAME, scheme), "admin", password)
            location = await aiopeplink.PeplinkAPI(way).async_get_location()
            await location.async_update()
            return location

    return asyncio.run(ask())


def test_aiopeplink_reads_the_location_in_one_session(running: Lab, router: PeplinkRouter) -> None:
    location = _location(running, "https", router.options["password"])
    assert (location.latitude, location.longitude) == (22.340134, 114.152588)
    paths = [entry.path for entry in running.journal]
    assert paths == ["/api/login", "/api/info.location", "/api/info.location"]
    assert len(router.access.sessions) == 1, "it never logs out"


def test_aiopeplink_finds_no_cookie_over_http(running: Lab, router: PeplinkRouter) -> None:
    """The cookie is called pauth there: the client logs in again and again, and is nobody."""
    location = _location(running, "http", router.options["password"])
    assert (location.raw_data["stat"], location.raw_data["code"]) == ("fail", 401)
    assert [entry.path for entry in running.journal].count("/api/login") == 2


def test_aiopeplink_cannot_read_with_a_wrong_password(running: Lab, router: PeplinkRouter) -> None:
    location = _location(running, "https", "not-the-password")
    assert (location.raw_data["stat"], location.raw_data["code"]) == ("fail", 401)
    with pytest.raises(KeyError, match="response"):
        location.latitude  # noqa: B018
    assert router.access.sessions == {}


@pytest.fixture
def generated(running: Lab) -> Any:
    """The generated client, with the lab's CA."""
    configuration = peplink_api_client.Configuration(host=running.url(NAME, "https"))
    configuration.ssl_ca_cert = str(running.ca_path)
    with peplink_api_client.ApiClient(configuration) as client:
        yield peplink_api_client.DefaultApi(client)


def test_the_generated_client_reads_the_wans_with_a_granted_token(
    running: Lab, router: PeplinkRouter, generated: Any
) -> None:
    client = router.access.add_client("public client", "api.read-only")
    asked = peplink_api_client.TokenRequest(client_id=client["clientId"], client_secret=client["clientSecret"])
    granted = json.loads(generated.api_auth_token_grant_post_without_preload_content(asked).data)
    assert granted["stat"] == "ok"
    token = granted["response"]["accessToken"]
    assert token in router.access.tokens
    answer = json.loads(generated.api_status_wan_connection_get_without_preload_content(token).data)
    assert answer["response"]["order"] == [1, 2, 3, 4]
    assert answer["response"]["4"]["type"] == "cellular"
    one = json.loads(generated.api_status_wan_connection_get_without_preload_content(token, id=2).data)
    assert one["response"]["order"] == [2]


def test_the_generated_client_is_told_of_a_token_that_is_none(router: PeplinkRouter, generated: Any) -> None:
    answer = json.loads(generated.api_status_wan_connection_get_without_preload_content("0" * 32).data)
    assert (answer["stat"], answer["code"], answer["message"]) == ("fail", 401, "Invalid access token")
    router.set_options({"failure_status": 401})
    assert generated.api_status_wan_connection_get_without_preload_content("0" * 32).status == 401
