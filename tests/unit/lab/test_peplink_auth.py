# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""login, sessions, API clients, access tokens, scopes: "Authentication", "Permission" and auth.* of the document."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.core.device import Clock
from tests.lab.core.message import Request
from tests.lab.peplink import PeplinkRouter
from tests.unit.lab.peplink_support import ADMIN, READ_ONLY, Client, admin, failed, with_token

UNAUTHORIZED = (401, "Unauthorized")


def grant_for(client: Client, client_scope: str, **more: str) -> Any:
    """Make an API client of the scope and ask for a token; the raw answer."""
    made = client.post("auth.client", {"action": "add", "name": "c", "scope": client_scope})
    body = {"clientId": made["clientId"], "clientSecret": made["clientSecret"], **more}
    return Client(client.router).send("POST", "auth.token.grant", body)


# -- login and sessions ----------------------------------------------------------------------------------------------


def test_login_tells_the_permission() -> None:
    router = PeplinkRouter("router-1")
    assert Client(router).post("login", ADMIN) == {"permission": {"GET": 1, "POST": 1}}
    assert Client(router).post("login", READ_ONLY) == {"permission": {"GET": 1, "POST": 0}}


@pytest.mark.parametrize(("scheme", "name"), [("https", "bauth"), ("http", "pauth")])
def test_cookie_is_named_by_scheme(scheme: str, name: str) -> None:
    client = Client(PeplinkRouter("router-1"), scheme)
    header = client.send("POST", "login", ADMIN).header("Set-Cookie")
    assert header is not None
    assert header.startswith(f"{name}=")
    assert header.endswith("; path=/; HttpOnly; SameSite=Strict")
    value = header.split(";")[0].split("=")[1]
    client.cookie = f"{name}={value}"
    client.get("cmd.ap")
    client.cookie = f"{'pauth' if name == 'bauth' else 'bauth'}={value}"
    assert client.refused("GET", "cmd.ap") == UNAUTHORIZED


def test_last_of_two_cookies_counts() -> None:
    client = admin(double_cookie=True)
    client.get("cmd.ap")
    first = next(value for name, value in client.send("POST", "login", ADMIN).headers if name == "Set-Cookie")
    client.cookie = first.split(";")[0]
    assert client.refused("GET", "cmd.ap") == UNAUTHORIZED


@pytest.mark.parametrize(
    "body",
    [
        {"username": "admin", "password": "wrong"},
        {"username": "nobody", "password": ADMIN["password"]},
        {"username": "user", "password": ADMIN["password"]},
        {"username": "", "password": ""},
    ],
)
def test_bad_credentials(body: dict[str, str]) -> None:
    assert Client(PeplinkRouter("r")).refused("POST", "login", body) == UNAUTHORIZED
    assert Client(PeplinkRouter("r", bad_login_code=301)).refused("POST", "login", body) == (301, "Unauthorized")


@pytest.mark.parametrize(
    "body", [{}, {"username": "admin"}, {"password": "x"}, {**ADMIN, "other": 1}, {"username": 1, "password": "x"}]
)
def test_malformed_login(body: dict[str, Any]) -> None:
    assert Client(PeplinkRouter("r")).refused("POST", "login", body)[0] == 400


def test_failures_of_authentication_can_be_http_401() -> None:
    router = PeplinkRouter("router-1", failure_status=401)
    bad = {**ADMIN, "password": "wrong"}
    for response in (Client(router).send("GET", "cmd.ap"), Client(router).send("POST", "login", bad)):
        assert response.status == 401
        assert failed(response) == UNAUTHORIZED
    assert Client(router).login().send("GET", "cmd.wan.cellular").status == 200  # another kind of failure


def test_three_sessions_by_default() -> None:
    router = PeplinkRouter("router-1")
    clients = [Client(router).login() for _ in range(3)]
    code, message = Client(router).refused("POST", "login", ADMIN)
    assert (code, message) == (403, "Too many concurrent sessions")
    for client in clients:
        client.get("cmd.ap")
    clients[1].post("logout")
    Client(router).login()
    assert Client(router).refused("POST", "login", ADMIN)[0] == 403


def test_session_limit_is_an_option() -> None:
    router = PeplinkRouter("router-1", session_limit=1)
    Client(router).login()
    assert Client(router).refused("POST", "login", ADMIN)[0] == 403


def test_bad_credentials_are_told_even_when_sessions_are_full() -> None:
    router = PeplinkRouter("router-1", session_limit=0)
    assert Client(router).refused("POST", "login", {**ADMIN, "password": "wrong"}) == UNAUTHORIZED


def test_logout_ends_the_session() -> None:
    client = admin()
    client.post("logout")
    assert client.refused("GET", "cmd.ap") == UNAUTHORIZED
    assert client.refused("POST", "logout") == UNAUTHORIZED


def test_read_only_user_can_log_out() -> None:
    client = Client(PeplinkRouter("router-1")).login(READ_ONLY)
    client.post("logout")
    assert client.router.access.sessions == {}


def test_idle_time_out() -> None:
    clock = Clock()
    client = admin(clock=clock, session_limit=1)
    clock.advance(14300)
    client.get("cmd.ap")  # use renews it
    clock.advance(14300)
    client.get("cmd.ap")
    clock.advance(14401)
    assert client.refused("GET", "cmd.ap") == UNAUTHORIZED
    Client(client.router).login()  # an expired session does not count


def test_idle_time_out_can_be_never() -> None:
    clock = Clock()
    client = admin(clock=clock, idle_timeout=0)
    clock.advance(10_000_000)
    client.get("cmd.ap")


# -- permissions -----------------------------------------------------------------------------------------------------

READS = [
    "status.wan.connection",
    "status.client",
    "status.lan.profile",
    "status.pepvpn",
    "status.wan.connection.allowance",
    "status.wan.connection.signal",
    "config.ssid.profile",
    "config.wan.connection",
    "info.location",
    "cmd.ap",
    "cmd.wan.cellular?connId=4",
    "cmd.sms.get?connId=4",
    "cmd.wifi.scan?connId=3",
    "cmd.carrier.scan?connId=4&reference=yes",
]
WRITES: list[tuple[str, Any]] = [
    ("config.ssid.profile", {"action": "update", "id": 1, "enable": False}),
    ("config.wan.connection", {"action": "update", "list": [{"id": 1, "enable": False}]}),
    ("config.wan.connection.priority", {"list": [{"connId": 1, "priority": 2}]}),
    ("config.gpio", {"list": []}),
    ("cmd.config.apply", None),
    ("cmd.config.discard", None),
    ("cmd.ap", {"enable": False}),
    ("cmd.wan.cellular", {"connId": 4, "enabledSim": [1]}),
    ("cmd.sms.sendMessage", {"address": "+4912345"}),
    ("cmd.carrier.select", {"connId": 4, "selectedCarrier": {"mcc": "454", "mnc": "06", "pcs": 0}}),
    ("cmd.cellularModule.reset", {"connId": 4}),
    ("cmd.billing.newCycle", {"connId": 4}),
    ("cmd.wifi.disconnect", {"connId": 3}),
]


@pytest.mark.parametrize("target", READS)
def test_reading_needs_a_login(target: str) -> None:
    assert Client(PeplinkRouter("router-1")).refused("GET", target) == UNAUTHORIZED
    Client(PeplinkRouter("router-1")).login(READ_ONLY).get(target)
    with_token(admin(), "api.read-only").get(target)


@pytest.mark.parametrize(("target", "body"), WRITES)
def test_writing_needs_read_write_permission(target: str, body: Any) -> None:
    router = PeplinkRouter("router-1")
    before = router.snapshot()
    assert Client(router).refused("POST", target, body) == UNAUTHORIZED
    assert Client(router).login(READ_ONLY).refused("POST", target, body) == UNAUTHORIZED
    assert router.snapshot() == before
    client = admin()
    assert with_token(client, "api.read-only").refused("POST", target, body) == UNAUTHORIZED
    with_token(client, "api").post(target, body)


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [
        ("GET", "auth.client", None),
        ("POST", "auth.client", {"action": "add", "name": "c", "scope": "api"}),
        ("POST", "auth.client", {"action": "remove", "clientId": "x"}),
        ("GET", "auth.client.token", None),
    ],
)
def test_clients_and_tokens_need_an_admin_login(method: str, target: str, body: Any) -> None:
    """ "Admin Permission can only be granted by an admin user account login": no token will do."""
    client = admin()
    for other in (
        Client(client.router),
        Client(client.router).login(READ_ONLY),
        with_token(client, "api"),
    ):
        assert other.refused(method, target, body) == UNAUTHORIZED


def test_firmware_before_login_shows_the_one_in_use() -> None:
    router = PeplinkRouter("router-1")
    assert Client(router).get("info.firmware") == {
        "2": {"version": "8.1.1 build 4899", "bootable": True, "inUse": True},
        "order": [2],
    }
    assert Client(router).login().get("info.firmware")["order"] == [1, 2]


def test_read_only_token_may_be_kept_from_the_configuration() -> None:
    client = admin(read_only_config=401)
    token = with_token(client, "api.read-only")
    assert token.refused("GET", "config.ssid.profile") == UNAUTHORIZED
    assert token.refused("GET", "config.wan.connection") == UNAUTHORIZED
    token.get("status.wan.connection")
    with_token(client, "api").get("config.ssid.profile")
    Client(client.router).login(READ_ONLY).get("config.ssid.profile")


# -- clients ---------------------------------------------------------------------------------------------------------


def test_client_is_added_listed_and_removed() -> None:
    client = admin()
    made = client.post("auth.client", {"action": "add", "name": "Client 1", "scope": "api"})
    assert set(made) == {"name", "clientId", "clientSecret", "confidential", "createTimestamp", "scope"}
    assert client.get("auth.client") == [made]
    assert client.post("auth.client", {"action": "remove", "clientId": made["clientId"]}) is None
    assert client.get("auth.client") == []
    assert client.refused("POST", "auth.client", {"action": "remove", "clientId": made["clientId"]})[0] == 400


def test_client_names_are_not_unique() -> None:
    client = admin()
    body = {"action": "add", "name": "Client 1", "scope": "api"}
    assert client.post("auth.client", body)["clientId"] != client.post("auth.client", body)["clientId"]
    assert len(client.get("auth.client")) == 2


@pytest.mark.parametrize(
    "body",
    [
        {"action": "add"},
        {"action": "add", "name": "c"},
        {"action": "add", "scope": "api"},
        {"action": "add", "name": "", "scope": "api"},
        {"action": "add", "name": "c", "scope": "admin"},
        {"action": "add", "name": "c", "scope": "api", "clientId": "x"},
        {"action": "update", "name": "c", "scope": "api"},
        {"action": "remove"},
        {"action": "remove", "clientId": "x", "name": "c"},
        {"action": "remove", "clientId": 1},
    ],
)
def test_malformed_client(body: dict[str, Any]) -> None:
    client = admin()
    assert client.refused("POST", "auth.client", body)[0] == 400
    assert client.get("auth.client") == []


def test_action_may_be_required() -> None:
    body = {"name": "c", "scope": "api"}
    assert admin().post("auth.client", body)["name"] == "c"
    assert admin(auth_client_action="required").refused("POST", "auth.client", body)[0] == 400


def test_clients_survive_a_restore_and_removal_ends_their_tokens() -> None:
    client = admin()
    token = with_token(client, "api")
    kept = client.router.snapshot()
    client.post("auth.client", {"action": "remove", "clientId": client.get("auth.client")[0]["clientId"]})
    assert token.refused("GET", "cmd.ap") == (401, "Invalid access token")
    client.router.restore(kept)
    assert len(client.get("auth.client")) == 1


# -- tokens ----------------------------------------------------------------------------------------------------------


def test_token_on_get_and_post() -> None:
    token = with_token(admin(), "api")
    token.get("cmd.ap")
    token.get("config.ssid.profile?id=1")
    token.post("cmd.ap", {"enable": False})


def test_token_expires() -> None:
    clock = Clock()
    client = admin(clock=clock)
    token = with_token(client, "api")
    assert len(client.get("auth.client.token")) == 1
    clock.advance(172799)
    token.get("cmd.ap")
    clock.advance(2)
    assert token.refused("GET", "cmd.ap") == (401, "Invalid access token")
    assert client.login().get("auth.client.token") == []


def test_bad_token_is_told_even_with_a_session() -> None:
    client = admin()
    client.token = "f" * 32
    assert client.refused("GET", "cmd.ap") == (401, "Invalid access token")


def test_bearer_header_is_not_understood() -> None:
    token = with_token(admin(), "api")
    request = Request.build("GET", "/api/cmd.ap", headers={"Authorization": f"Bearer {token.token}"})
    assert failed(token.router.handle(request)) == UNAUTHORIZED


@pytest.mark.parametrize(
    ("client_scope", "asked", "granted"),
    [
        ("api", None, "api"),
        ("api", "api", "api"),
        ("api", "api.read-only", "api.read-only"),
        ("api.read-only", None, "api.read-only"),
        ("api.read-only", "api.read-only", "api.read-only"),
        ("api.read-only", "api", None),
        ("api", "admin", None),
    ],
)
def test_scope_of_a_token(client_scope: str, asked: str | None, granted: str | None) -> None:
    answer = grant_for(admin(), client_scope, **({"scope": asked} if asked else {})).json()
    if granted is None:
        assert answer["stat"] == "fail"
    else:
        assert answer["response"]["scope"] == granted


def test_grant_needs_matching_credentials() -> None:
    client = admin()
    made = client.post("auth.client", {"action": "add", "name": "c", "scope": "api"})
    other = Client(client.router)
    good = {key: made[key] for key in ("clientId", "clientSecret")}
    assert other.refused("POST", "auth.token.grant", {**good, "clientSecret": "x"}) == UNAUTHORIZED
    assert other.refused("POST", "auth.token.grant", {**good, "clientId": "x"}) == UNAUTHORIZED
    assert other.refused("POST", "auth.token.grant", {"clientId": good["clientId"]})[0] == 400
    assert other.refused("POST", "auth.token.grant", {**good, "other": 1})[0] == 400


def test_expires_in_is_a_number_or_a_string() -> None:
    assert grant_for(admin(), "api").json()["response"]["expiresIn"] == 172800
    assert grant_for(admin(expires_in_form="string"), "api").json()["response"]["expiresIn"] == "172800"


def test_grant_may_need_a_moment_after_the_client_was_made() -> None:
    clock = Clock()
    client = admin(clock=clock, client_settle_seconds=2)
    made = client.post("auth.client", {"action": "add", "name": "c", "scope": "api"})
    body = {key: made[key] for key in ("clientId", "clientSecret")}
    assert client.refused("POST", "auth.token.grant", body) == (500, "Internal Error")
    clock.advance(3)
    client.post("auth.token.grant", body)


def test_tokens_are_listed_by_client() -> None:
    client = admin()
    first, second = with_token(client, "api"), with_token(client, "api.read-only")
    tokens = client.get("auth.client.token")
    assert {token["accessToken"] for token in tokens} == {first.token, second.token}
    client_id = tokens[0]["clientId"]
    listed = client.get(f"auth.client.token?clientId={client_id}")
    assert listed == [tokens[0]]
    assert set(listed[0]) == {
        "accessToken",
        "clientId",
        "clientName",
        "authorizationType",
        "scope",
        "createTimestamp",
    }
    assert client.get("auth.client.token?clientId=ffff") == []


@pytest.mark.parametrize("scope", ["api", "api.read-only"])
def test_revoke_by_admin_or_by_the_token_itself(scope: str) -> None:
    client = admin()
    first, second = with_token(client, scope), with_token(client, scope)
    assert first.refused("POST", "auth.token.revoke", {"accessToken": second.token}) == UNAUTHORIZED
    assert Client(client.router).refused("POST", "auth.token.revoke", {"accessToken": first.token}) == UNAUTHORIZED
    first.post("auth.token.revoke", {"accessToken": first.token})
    assert first.refused("GET", "cmd.ap") == (401, "Invalid access token")
    client.post("auth.token.revoke", {"accessToken": second.token})
    assert client.get("auth.client.token") == []
    assert client.refused("POST", "auth.token.revoke", {"accessToken": second.token})[0] == 400
