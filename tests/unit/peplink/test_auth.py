# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_auth_client and peplink_auth_token: found by name, made once, and shown to nobody who did not ask."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    CpeError,
    NoAnswer,
    NotFound,
    NotTaken,
    OptionError,
    PermissionDenied,
    ServerError,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._peplink.client import PeplinkClient
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK
from ansible_collections.telco.cpe.plugins.modules.peplink_auth_client import AuthClient
from ansible_collections.telco.cpe.plugins.modules.peplink_auth_token import AuthToken
from tests.unit.peplink.wire import Answer, Sent, Wire, fail, ok, reply, run

LOST = NoAnswer("the connection broke before an answer came")


class Router:
    """A router that makes up ids, secrets and tokens by counting. Faults replace answers to writes; LOST comes after the deed."""

    def __init__(self, *names: str, scope: str = "api", **options: Any) -> None:
        self.number = itertools.count(1)
        self.list: list[dict[str, Any]] = []
        self.tokens: list[dict[str, Any]] = []
        self.faults: list[Answer] = options.get("faults", [])
        self.takes = options.get("takes", True)
        self.expires: Any = options.get("expires", 172800)
        self.writes: list[tuple[str, Any]] = []
        for name in names:
            self.add(name, scope)

    def add(self, name: str, scope: str) -> dict[str, Any]:
        number = next(self.number)
        client = {
            "name": name,
            "clientId": f"id-{number}",
            "clientSecret": f"secret-{number}",
            "confidential": False,
            "createTimestamp": 1767268800 + number,
            "scope": scope,
        }
        self.list.append(client)
        return client

    def grant(self, client_id: str, scope: str | None = None) -> dict[str, Any]:
        client = next(one for one in self.list if one["clientId"] == client_id)
        number = next(self.number)
        token = {
            "accessToken": f"token-{number}",
            "clientId": client_id,
            "clientName": client["name"],
            "authorizationType": 3,
            "scope": scope or client["scope"],
            "createTimestamp": number,
        }
        self.tokens.append(token)
        return token

    def __call__(self, request: Sent) -> Answer:
        if request.function == "auth.client" and request.method == "GET":
            return ok(self.list)
        if request.function == "auth.client.token":
            return ok([one for one in self.tokens if one["clientId"] == request.query["clientId"]])
        if request.function in ("login", "logout"):
            return ok({"permission": {"GET": 1, "POST": 1}})
        self.writes.append((request.function, request.body))
        fault = self.faults.pop(0) if self.faults else None
        answer = self._do(request.function, request.body) if self.takes and fault in (None, LOST) else ok()
        return fault or answer

    def _do(self, function: str, body: dict[str, Any]) -> Answer:
        if function == "auth.token.grant":
            token = self.grant(body["clientId"], body.get("scope"))
            shown = {name: token[name] for name in ("accessToken", "authorizationType", "scope")}
            return ok({**shown, "expiresIn": self.expires})
        if function == "auth.token.revoke":
            self.tokens = [one for one in self.tokens if one["accessToken"] != body["accessToken"]]
        elif body["action"] == "add":
            return ok(self.add(body["name"], body["scope"]))
        else:
            self.list = [one for one in self.list if one["clientId"] != body["clientId"]]
        return ok()


def ask(what: type[Resource], router: Router, check: bool = False, **options: Any) -> tuple[dict[str, Any], Wire]:
    result, wire, _one = run(what, {"name": "ansible", **options}, router, check=check)
    return result, wire


def masked(result: dict[str, Any]) -> bool:
    return not any(word in str(result) for word in ("id-", "secret-", "token-"))


# -- clients ---------------------------------------------------------------------------------------------------------


def test_a_client_is_created_once() -> None:
    router = Router("other")
    result, wire = ask(AuthClient, router, scope="api.read-only")
    assert router.writes == [("auth.client", {"action": "add", "name": "ansible", "scope": "api.read-only"})]
    assert result["client"] == {
        "name": "ansible",
        "scope": "api.read-only",
        "client_id": "********",
        "client_secret": "********",
        "confidential": False,
        "create_timestamp": 1767268802,
    }
    assert masked(result)
    again, wire = ask(AuthClient, router, scope="api.read-only")
    assert (again["changed"], again["client"]) == (False, result["client"])
    assert wire.functions == ["login", "auth.client", "logout"]
    assert ask(AuthClient, router)[0]["changed"] is False


@pytest.mark.parametrize("verify", [True, False])
def test_id_and_secret_are_disclosed_on_demand_only(verify: bool) -> None:
    router = Router()
    result, _wire = ask(AuthClient, router, scope="api", disclose=True, verify=verify)
    assert (result["client"]["client_id"], result["client"]["client_secret"]) == ("id-1", "secret-1")
    assert masked({"plan": result["plan"], "diff": result["diff"]})
    assert type(result["client"]["client_secret"]) is str
    assert masked(ask(AuthClient, Router(), scope="api", verify=verify)[0])


def test_a_client_that_is_to_be_created_needs_a_scope() -> None:
    router = Router()
    with pytest.raises(OptionError, match="scope: is required: the client does not exist and is to be created"):
        ask(AuthClient, router)
    assert router.writes == []


def test_the_scope_of_a_client_cant_be_changed() -> None:
    router = Router("ansible")
    with pytest.raises(ApiFailure) as failure:
        ask(AuthClient, router, scope="api.read-only")
    assert "scope can't be changed on an existing client" in failure.value.text()
    assert "its ID and secret change then" in failure.value.text()
    assert router.writes == []


def test_several_clients_of_a_name_are_told_and_may_all_be_removed() -> None:
    router = Router("ansible", "other", "ansible")
    with pytest.raises(ApiFailure) as failure:
        ask(AuthClient, router, scope="api")
    text = failure.value.text()
    assert "2 API clients are named 'ansible' (created 2026-01-01 12:00:01 UTC, scope api; created 2026" in text
    assert "peplink_auth_client with state absent" in text
    assert masked({"text": text})
    result, _wire = ask(AuthClient, router, state="absent")
    assert [one["name"] for one in router.list] == ["other"]
    assert [write["payload"] for write in result["plan"]] == [{"action": "remove", "clientId": "********"}] * 2
    assert (result["client"], ask(AuthClient, router, state="absent")[0]["changed"]) == ({}, False)


def test_a_lost_creation_makes_no_second_client() -> None:
    router = Router(faults=[LOST])
    assert ask(AuthClient, router, scope="api")[0]["changed"] is True
    assert len(router.list) == 1
    router = Router(faults=[NoAnswer("reset before")])
    ask(AuthClient, router, scope="api")
    assert len(router.list) == 1


def test_a_client_that_does_not_come_or_go_is_told() -> None:
    with pytest.raises(NotTaken, match="the client was to be present and is not"):
        ask(AuthClient, Router(takes=False), scope="api")
    with pytest.raises(NotTaken, match="the client was to be absent and is not"):
        ask(AuthClient, Router("ansible", takes=False), state="absent")


# -- tokens ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("expires", [172800, "172800"])
def test_a_token_is_granted_once_and_used_again(expires: Any) -> None:
    router = Router("ansible", expires=expires)
    result, wire = ask(AuthToken, router)
    assert router.writes == [("auth.token.grant", {"clientId": "id-1", "clientSecret": "secret-1"})]
    assert result["token"] == {
        "name": "ansible",
        "scope": "api",
        "access_token": "********",
        "client_id": "********",
        "authorization_type": 3,
        "create_timestamp": 2,
        "expires_in": 172800,
    }
    assert masked(result)
    again, wire = ask(AuthToken, router, disclose=True)
    assert again["changed"] is False
    assert (again["token"]["access_token"], "expires_in" in again["token"]) == ("token-2", False)
    assert wire.functions == ["login", "auth.client", "auth.client.token", "logout"]
    assert wire.sent[2].query == {"clientId": "id-1"}


@pytest.mark.parametrize("verify", [True, False])
def test_a_token_is_disclosed_on_demand_only(verify: bool) -> None:
    result, _wire = ask(AuthToken, Router("ansible"), disclose=True, verify=verify)
    assert (result["token"]["access_token"], result["token"]["expires_in"]) == ("token-2", 172800)
    assert masked({"plan": result["plan"], "diff": result["diff"]})
    assert masked(ask(AuthToken, Router("ansible"), verify=verify)[0])


def test_the_newest_token_of_the_scope_is_taken() -> None:
    router = Router("ansible", "other")
    for client, scope in (("id-1", "api"), ("id-1", "api.read-only"), ("id-1", "api"), ("id-2", "api")):
        router.grant(client, scope)
    assert ask(AuthToken, router, disclose=True)[0]["token"]["access_token"] == "token-5"
    read_only, _wire = ask(AuthToken, router, disclose=True, scope="api.read-only")
    assert read_only["token"]["access_token"] == "token-4"
    assert router.writes == []


@pytest.mark.parametrize(("scope", "sent"), [("api", {}), ("api.read-only", {"scope": "api.read-only"})])
def test_a_scope_is_sent_only_where_it_is_not_the_clients(scope: str, sent: dict[str, Any]) -> None:
    router = Router("ansible")
    assert ask(AuthToken, router, scope=scope)[0]["token"]["scope"] == scope
    assert router.writes == [("auth.token.grant", {"clientId": "id-1", "clientSecret": "secret-1", **sent})]


def test_a_wider_scope_than_the_clients_is_refused() -> None:
    router = Router("ansible", scope="api.read-only")
    with pytest.raises(ApiFailure, match=r"has the scope api\.read-only, and no token of it a wider one"):
        ask(AuthToken, router, scope="api", check=True)
    assert router.writes == []


def test_a_client_that_is_new_may_need_a_moment() -> None:
    router = Router("ansible", faults=[fail(500, "Internal Error")])
    _result, wire = ask(AuthToken, router)
    assert (len(router.writes), wire.pauses) == (2, [1.1])
    with pytest.raises(ServerError):
        ask(AuthToken, Router("ansible", faults=[reply(500, "")] * 2))


def test_a_lost_grant_is_found() -> None:
    router = Router("ansible", faults=[LOST])
    assert ask(AuthToken, router)[0]["changed"] is True
    assert len(router.tokens) == 1


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({}, []),
        ({"scope": "api.read-only"}, ["token-2"]),
        ({"access_token": "token-2"}, ["token-3"]),
        ({"access_token": "token-9"}, ["token-2", "token-3"]),
    ],
)
def test_tokens_are_revoked(options: dict[str, Any], left: list[str]) -> None:
    router = Router("ansible")
    router.grant("id-1")
    router.grant("id-1", "api.read-only")
    result, _wire = ask(AuthToken, router, state="absent", **options)
    assert [one["accessToken"] for one in router.tokens] == left
    assert result["changed"] is (len(left) < 2)
    assert masked(result)


def test_the_owner_has_to_be_there_and_one() -> None:
    with pytest.raises(NotFound, match="there is no API client named 'ansible'") as failure:
        ask(AuthToken, Router("other"))
    assert "Create it with peplink_auth_client." in failure.value.text()
    assert ask(AuthToken, Router("other"), state="absent")[0]["changed"] is False
    for state in ("present", "absent"):
        with pytest.raises(ApiFailure, match="2 API clients are named 'ansible'"):
            ask(AuthToken, Router("ansible", "ansible"), state=state)


def test_a_token_cant_be_chosen() -> None:
    with pytest.raises(OptionError, match="access_token: is only valid with state absent"):
        ask(AuthToken, Router("ansible"), access_token="mine")


# -- who may ---------------------------------------------------------------------------------------------------------

BOTH = pytest.mark.parametrize("what", [AuthClient, AuthToken])


def make_client(what: type[Resource], **options: Any) -> PeplinkClient:
    one = what({"name": "ansible"}, check_mode=False)
    made = one.make_client(Connection(url="https://192.0.2.1", **options))
    assert isinstance(made, PeplinkClient)
    return made


@BOTH
@pytest.mark.parametrize("options", [{"token": "t"}, {"extra": {"client_id": "i", "client_secret": "s"}}, {}])
def test_a_token_never_suffices(what: type[Resource], options: dict[str, Any]) -> None:
    with pytest.raises(
        OptionError, match="api_username: is required, with api_password: API clients and their tokens can"
    ):
        make_client(what, **options)


@BOTH
def test_the_login_is_used_even_where_a_token_is_given_too(what: type[Resource]) -> None:
    extra = {"client_id": "i", "client_secret": "s", "state_path": "/x"}
    made = make_client(what, username="admin", password="pw", token="t", extra=extra)
    connection = made.connection
    assert (connection.token, connection.username) == (None, "admin")
    assert connection.extra == {"client_id": None, "client_secret": None, "state_path": "/x"}


@BOTH
def test_another_login_than_an_admins_is_told(what: type[Resource]) -> None:
    def answer(request: Sent) -> Answer:
        return fail(401, "Unauthorized") if request.function.startswith("auth.") else ok({})

    with pytest.raises(PermissionDenied) as failure:
        run(what, {"name": "ansible"}, answer)
    assert "can be managed by an admin's login only: give one by api_username and api_password" in failure.value.text()


@BOTH
def test_check_mode_only_reads(what: type[Resource]) -> None:
    router = Router(*(["ansible"] if what is AuthToken else []))
    predicted, _wire = ask(what, router, check=True, scope="api", disclose=True)
    assert (predicted["changed"], router.writes) == (True, [])
    assert masked(predicted)


@BOTH
def test_an_answer_of_another_kind_is_no_list(what: type[Resource]) -> None:
    assert what.vendor is PEPLINK
    with pytest.raises(CpeError):
        run(what, {"name": "ansible"}, lambda _request: ok({}))
