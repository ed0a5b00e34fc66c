# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client: sessions, tokens, and what each failure is called."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    AuthenticationError,
    CpeError,
    NoAnswer,
    NotTheSystem,
    OptionError,
    PermissionDenied,
    ServerError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.http import READ
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from tests.unit.peplink.wire import Sent, client, fail, ok, reply, script

UNAUTHORIZED = fail(401, "Unauthorized")


def test_a_run_logs_in_once_and_out_in_the_end() -> None:
    router, wire = client(script(ok({"a": 1}), ok()))
    with router:
        assert router.get("info.firmware", [("id", "1 2")]) == {"a": 1}
        assert router.write(Write("POST", "cmd.ap", {"enable": True})) == {}
    assert wire.functions == ["login", "info.firmware", "cmd.ap", "logout"]
    assert wire.sent[0].body == {"username": "admin", "password": "router-password"}
    assert wire.sent[1].query == {"id": "1 2"}
    assert wire.sent[2].body == {"enable": True}


def test_a_run_logs_out_after_a_failure_and_a_failing_farewell_hides_nothing() -> None:
    def answer(request: Sent) -> Any:
        return fail(9, "no") if request.function in ("logout", "cmd.ap") else ok()

    router, wire = client(answer)
    with pytest.raises(ApiFailure, match="the router refuses the request: no"), router:
        router.get("cmd.ap")
    assert wire.functions == ["login", "cmd.ap", "logout"]


def test_a_token_needs_no_session_and_is_left_alone() -> None:
    router, wire = client(script(ok()), token=Secret("t0ken"), username=None, password=None)
    with router:
        router.get("info.firmware")
    assert wire.functions == ["info.firmware"]
    assert wire.sent[0].query == {"accessToken": "t0ken"}


def test_a_client_gets_a_token_for_the_run_and_revokes_it() -> None:
    router, wire = client(
        script(ok({"accessToken": "granted", "scope": "api", "expiresIn": "172800"}), ok(), ok()),
        extra={"client_id": "id", "client_secret": "secret"},
        username=None,
        password=None,
    )
    with router:
        router.get("info.firmware")
    assert wire.functions == ["auth.token.grant", "info.firmware", "auth.token.revoke"]
    assert wire.sent[0].body == {"clientId": "id", "clientSecret": "secret"}
    assert wire.sent[1].query == {"accessToken": "granted"}
    assert wire.sent[2].body == {"accessToken": "granted"}


def test_an_expired_session_is_renewed_once_for_writes_too() -> None:
    router, wire = client(script(UNAUTHORIZED, ok({"a": 1}), reply(401, "", "text/html"), ok()))
    assert router.get("info.firmware") == {"a": 1}
    router.write(Write("POST", "cmd.ap"))
    assert wire.functions == ["login", "info.firmware", "login", "info.firmware", "cmd.ap", "login", "cmd.ap"]


def test_what_is_refused_right_after_a_login_is_a_missing_right() -> None:
    router, wire = client(script(UNAUTHORIZED, UNAUTHORIZED))
    with pytest.raises(PermissionDenied, match="right after a successful login"):
        router.get("auth.client")
    assert wire.functions.count("login") == 2


@pytest.mark.parametrize(
    "refusal", [fail(401, "Unauthorized"), fail(301, "Unauthorized"), fail(7, "Too many sessions")]
)
def test_a_refused_login_is_tried_once(refusal: Any) -> None:
    router, wire = client(lambda request: refusal)
    with pytest.raises(AuthenticationError, match="refuses the credentials"):
        router.get("info.firmware")
    assert wire.functions == ["login"]


def test_a_token_that_is_refused_in_passing_is_tried_again_for_reads_only() -> None:
    router, wire = client(script(UNAUTHORIZED, ok({"a": 1}), UNAUTHORIZED), token=Secret("t"))
    assert router.get("info.firmware") == {"a": 1}
    assert len(wire.pauses) == 1
    with pytest.raises(PermissionDenied, match="its scope is read-only, or it has just expired"):
        router.write(Write("POST", "cmd.ap"))
    assert wire.functions == ["info.firmware", "info.firmware", "cmd.ap"]


def test_a_wrong_token_is_told_and_its_scope_considered() -> None:
    router, _wire = client(lambda request: fail(401, "Invalid access token"), token=Secret("t"))
    with pytest.raises(AuthenticationError, match="the access token is not accepted") as failure:
        router.get("config.ssid.profile")
    assert "api.read-only" in failure.value.text()
    with pytest.raises(AuthenticationError) as failure:
        router.get("info.firmware")
    assert "api.read-only" not in failure.value.text()


@pytest.mark.parametrize("permission", [{"GET": 1, "POST": 0}, {"GET": "1", "POST": "0"}])
def test_an_account_that_may_only_read_sends_no_write(permission: dict[str, Any]) -> None:
    router, wire = client(lambda request: ok({"permission": permission}))
    router.post("config.gpio", {"list": []}, READ)
    with pytest.raises(PermissionDenied, match="may only read"):
        router.write(Write("POST", "cmd.ap"))
    assert wire.functions == ["login", "config.gpio"]


def test_a_token_of_read_only_scope_sends_no_write() -> None:
    router, wire = client(
        lambda request: ok({"accessToken": "granted", "scope": "api.read-only"}),
        extra={"client_id": "id", "client_secret": "secret"},
    )
    with pytest.raises(PermissionDenied, match="may only read"):
        router.write(Write("POST", "cmd.ap"))
    assert wire.functions == ["auth.token.grant"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"username": None}, "api_username: is required"),
        ({"password": None}, "api_password: is required"),
        ({"extra": {"client_id": "id"}}, "client_secret: is required"),
    ],
)
def test_missing_credentials_are_told_before_any_request(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        client(script(), **options)[0].get("info.firmware")


@pytest.mark.parametrize(
    ("answer", "kind", "message"),
    [
        (fail(3, "invalid connId"), ApiFailure, "the router refuses the request: invalid connId"),
        (fail(999, "unknown function"), Unsupported, "lacks GET info.location; it needs firmware 8.0.1 or later"),
        (fail(999, "Unsupported request"), Unsupported, "this model or firmware lacks"),
        (fail(404, "Not found", status=404), Unsupported, "this model or firmware lacks"),
        (reply(404, "<html>404</html>", "text/html"), Unsupported, "this model or firmware lacks"),
        (reply(403, "no"), PermissionDenied, "forbids this operation"),
        (reply(200, "<html>Login</html>", "text/html"), NotTheSystem, "a web page came where JSON is due"),
        (reply(200, '{"result": []}'), NotTheSystem, "not that of a Peplink router"),
        (reply(200, '["stat"]'), NotTheSystem, "not that of a Peplink router"),
        (reply(200, '{"stat": "o'), NoAnswer, "not valid JSON"),
        (reply(200, ""), NoAnswer, "it is empty"),
        (reply(500, "<html>oops</html>", "text/html"), ServerError, "failed at the request"),
        (fail(500, "Internal Error"), ServerError, "failed at the request"),
    ],
)
def test_every_failure_has_its_name(answer: Any, kind: type[CpeError], message: str) -> None:
    router, _wire = client(lambda request: ok({}) if request.function == "login" else answer, retries=0)
    with pytest.raises(kind, match=message) as failure:
        router.get("info.location")
    assert "https://192.0.2.1" in failure.value.text()
    assert "GET api/info.location" in failure.value.text()


def test_an_address_without_the_api_is_not_a_lacking_function() -> None:
    router, _wire = client(lambda request: reply(404, "<html>404</html>", "text/html"))
    with pytest.raises(NotTheSystem, match="no Peplink API at this address") as failure:
        router.get("info.firmware")
    assert "api_url" in failure.value.text()


def firmware_only(version: str, otherwise: Any) -> Any:
    """A router that tells its firmware, and answers everything else in one way."""

    def answer(request: Sent) -> Any:
        if request.function in ("login", "logout"):
            return ok({})
        told = {"1": {"version": version, "inUse": True}, "order": [1]}
        return ok(told) if request.function == "info.firmware" else otherwise

    return answer


@pytest.mark.parametrize("options", [{}, {"token": Secret("t"), "username": None, "password": None}])
@pytest.mark.parametrize(
    "unknown",
    [fail(404, "unknown function"), fail(9, "Unsupported request"), reply(404, "<html>404</html>", "text/html")],
)
def test_an_operation_that_came_later_is_told_with_the_firmware_that_runs(options: Any, unknown: Any) -> None:
    router, wire = client(firmware_only("8.0.2 build 1480", unknown), **options)
    with pytest.raises(
        Unsupported,
        match=r"lacks GET config\.wan\.connection; it needs firmware 8\.1\.1 or later, and the router runs 8\.0\.2 build 1480",
    ):
        router.get("config.wan.connection")
    assert wire.functions.count("config.wan.connection") == 1


def test_a_missing_operation_is_told_where_the_firmware_stays_unknown() -> None:
    router, _wire = client(lambda request: ok({}) if "log" in request.function else fail(9, "Unsupported request"))
    with pytest.raises(
        Unsupported, match=r"lacks GET config\.wan\.connection; it needs firmware 8\.1\.1 or later, and"
    ):
        router.get("config.wan.connection")
    router, _wire = client(lambda request: ok({}) if request.function != "status.new" else fail(9, "unknown function"))
    with pytest.raises(Unsupported, match=r"lacks GET status\.new$"):
        router.get("status.new")


def test_what_later_firmware_gave_up_is_told() -> None:
    router, _wire = client(firmware_only("8.3.0 build 5000", fail(999, "unknown function")))
    with pytest.raises(
        Unsupported,
        match=r"lacks GET cmd\.wan\.cellular; it needs firmware 8\.0\.0 or later, before 8\.3\.0, and the router runs 8\.3\.0",
    ):
        router.get("cmd.wan.cellular")
    with pytest.raises(Unsupported, match=r"it needs firmware 8\.0\.0 or later, and the router runs 8\.3\.0"):
        router.post("cmd.wan.cellular", {})


def test_a_passing_internal_error_is_survived_by_reads_and_not_repeated_for_writes() -> None:
    router, wire = client(script(fail(0, "Internal Error"), ok({"a": 1}), fail(0, "Internal Error")), retries=1)
    assert router.get("info.firmware") == {"a": 1}
    with pytest.raises(ServerError):
        router.write(Write("POST", "cmd.ap"))
    assert wire.functions.count("cmd.ap") == 1


def test_secrets_of_answers_are_marked_and_kept_out_of_messages() -> None:
    held = {"1": {"password": "apn-password", "security": {"wpa2Personal": {"key": "wifi-key"}}, "simPin": "4711"}}
    router, _wire = client(script(ok(held), fail(5, "bad key wifi-key, PIN 4711, password apn-password")))
    found = router.get("config.ssid.profile")
    assert isinstance(found["1"]["password"], Secret)
    assert isinstance(found["1"]["security"]["wpa2Personal"]["key"], Secret)
    assert isinstance(found["1"]["simPin"], Secret)
    with pytest.raises(ApiFailure) as failure:
        router.get("config.ssid.profile")
    text = failure.value.text()
    assert not any(secret in text for secret in ("wifi-key", "4711", "apn-password"))
