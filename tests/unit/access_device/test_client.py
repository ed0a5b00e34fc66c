# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client of APIO: where it logs in, what it sends, and what it never repeats."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from ansible_collections.telco.cpe.plugins.module_utils._core import errors
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret

from . import support
from .support import LOGGED_IN, PASSWORD, USERNAME, Answer, Network, Seen

LIST = Answer({"access_devices": []})
REFUSED = Answer({"details": "Authentication required"}, 401)
CORE_REFUSED = Answer({"error": "Invalid or expired token"}, 401)
GRANTED = Answer({"access_token": "t0k3n-1", "refresh_token": "r3fr3sh"})
UPDATE = Write("PUT", "x/", {"description": "y"})


def _paths(network: Network) -> list[str]:
    return [f"{one.method} {one.path}" for one in network.seen]


def _session(*answers: Answer | Exception) -> Network:
    """A server with logins; everything else is answered in turn."""
    waiting = list(answers)

    def handle(seen: Seen) -> Answer | Exception:
        if seen.path.endswith("/login/"):
            return LOGGED_IN
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return Network(handle)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://apio.example.com", "/api/v1"),
        ("https://apio.example.com/", "/api/v1"),
        ("https://apio.example.com/api/v1", "/api/v1"),
        ("https://apio.example.com/api/v1/", "/api/v1"),
        ("https://apio.example.com:8443/proxy/api/v1", "/proxy/api/v1"),
    ],
)
def test_the_prefix_of_the_api(url: str, expected: str) -> None:
    network = _session(LIST)
    support.client(network, url=url).rows("x/", "access_devices")
    assert _paths(network) == [f"POST {expected}/login/", f"GET {expected}/x/"]


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://apio.example.com/api/v01/p1", "/api/v01"),
        ("https://apio.example.com/api/v01/p12/", "/api/v01"),
        ("https://apio.example.com/deep/api/v01/p1", "/deep/api/v01"),
    ],
)
def test_behind_apio_core_the_login_lies_beside_the_gateway(url: str, base: str) -> None:
    network = Network(lambda seen: GRANTED if seen.path.endswith("/auth/login") else LIST)
    client = support.client(network, url=url)
    client.rows("x/", "access_devices")
    client.rows("x/", "access_devices")
    gateway = url.rstrip("/").rsplit("/", 1)[-1]
    assert _paths(network) == [f"POST {base}/auth/login", *[f"GET {base}/{gateway}/x/"] * 2]
    assert network.seen[0].body == {"username": USERNAME, "password": PASSWORD}
    assert "Authorization" not in network.seen[0].headers
    assert network.seen[2].headers["Authorization"] == "Bearer t0k3n-1"
    assert client.redact("got t0k3n-1") == "got ********"


def test_one_login_serves_the_whole_run() -> None:
    network = _session(LIST)
    client = support.client(network)
    for _ in range(3):
        client.rows("x/", "access_devices")
    assert network.seen[0].body == {"username": USERNAME, "password": PASSWORD}
    assert [one.path for one in network.seen].count("/api/v1/login/") == 1
    assert client.requests == 4


def test_a_token_needs_no_login() -> None:
    network = Network(lambda seen: LIST)
    support.client(network, token=Secret("t0k3n"), username=None, password=None).rows("x/", "access_devices")
    assert _paths(network) == ["GET /api/v1/x/"]
    assert network.seen[0].headers["Authorization"] == "Bearer t0k3n"


@pytest.mark.parametrize(
    ("options", "option"),
    [({"username": None}, "api_username"), ({"username": ""}, "api_username"), ({"password": None}, "api_password")],
)
def test_credentials_are_required(options: dict[str, Any], option: str) -> None:
    with pytest.raises(errors.OptionError, match=f"^{option}"):
        support.client(Network(lambda seen: LIST), **options)


def test_json_is_asked_for() -> None:
    network = _session(LIST)
    support.client(network).rows("x/", "access_devices")
    assert {one.headers["Accept"] for one in network.seen} == {"application/json"}


def test_a_filter_travels_as_the_body_of_a_get() -> None:
    network = _session(Answer({"availableTags": []}))
    support.client(network).rows("x/", "availableTags", body={"tagSetName": "T"})
    assert network.seen[-1].body == {"tagSetName": "T"}


def test_a_delete_has_no_body() -> None:
    network = _session(Answer(""))
    assert support.client(network).write(Write("DELETE", "x/")) is None
    assert network.seen[-1].body is None
    assert network.seen[-1].method == "DELETE"


@pytest.mark.parametrize("body", ["", {"access_devices": []}, {"deviceType": "x"}, []])
def test_the_answer_to_a_write_may_be_anything(body: Any) -> None:
    support.client(_session(Answer(body, 201))).write(UPDATE)


# -- logins that fail ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [REFUSED, Answer({"details": "x"}, 400), Answer([{"code": 3}], 403)])
def test_refused_credentials(answer: Answer) -> None:
    network = Network(lambda seen: answer)
    with pytest.raises(errors.AuthenticationError, match="refuses the credentials") as caught:
        support.client(network).get("x/", "y")
    assert type(caught.value) is errors.AuthenticationError
    assert len(network.seen) == 1
    assert PASSWORD not in caught.value.text()
    assert "api_password" in caught.value.text()


def test_refused_credentials_at_apio_core() -> None:
    network = Network(lambda seen: CORE_REFUSED)
    with pytest.raises(errors.AuthenticationError, match="refuses the credentials") as caught:
        support.client(network, url="https://h/api/v01/p1").get("x/", "y")
    assert caught.value.api_message == "Invalid or expired token"
    assert len(network.seen) == 1


def test_a_second_factor_is_told() -> None:
    network = Network(lambda seen: Answer({"2fa_payload": "x", "option": "totp"}))
    with pytest.raises(errors.AuthenticationError, match="second factor") as caught:
        support.client(network, url="https://h/api/v01/p1").get("x/", "y")
    assert "api_token" in caught.value.text()
    assert len(network.seen) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer({"details": "x"}, 404),
        Answer("no", 405),
        Answer({}),
        Answer([]),
        Answer(""),
        Answer("<html>login</html>"),
    ],
)
@pytest.mark.parametrize("url", ["https://h/api/v1", "https://h/api/v01/p1"])
def test_what_is_no_login_of_apio(answer: Answer, url: str) -> None:
    network = Network(lambda seen: answer)
    with pytest.raises(errors.NotTheSystem) as caught:
        support.client(network, url=url).get("x/", "y")
    assert len(network.seen) == 1
    assert "https://h" in caught.value.text()
    assert "api_url" in caught.value.text()


def test_a_session_cookie_is_as_good_as_a_profile() -> None:
    def handle(seen: Seen) -> Answer:
        if seen.path.endswith("/login/"):
            client.transport._session.cookies.set("sessionid", "abc")
            return Answer("")
        return LIST

    client = support.client(Network(handle))
    assert client.rows("x/", "access_devices") == []


# -- sessions that end --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [False, True])
def test_a_session_that_ends_in_mid_run_is_renewed_once(write: bool) -> None:
    network = _session(LIST, REFUSED, LIST)
    client = support.client(network)
    client.rows("a/", "access_devices")
    if write:
        client.write(UPDATE)
    else:
        client.rows("x/", "access_devices")
    assert [path.rpartition("/api/v1")[2] for path in _paths(network)] == ["/login/", "/a/", "/x/", "/login/", "/x/"]


def test_a_renewed_session_that_is_refused_is_a_missing_right() -> None:
    network = _session(REFUSED)
    with pytest.raises(errors.PermissionDenied, match="right after a successful login"):
        support.client(network).write(UPDATE)
    assert len(network.seen) == 4


def test_a_token_of_a_login_is_renewed_without_the_old_one() -> None:
    tokens = ["one", "two"]

    def handle(seen: Seen) -> Answer:
        if seen.path.endswith("/auth/login"):
            return Answer({"access_token": tokens.pop(0)})
        return LIST if seen.headers.get("Authorization") == "Bearer two" else CORE_REFUSED

    network = Network(handle)
    support.client(network, url="https://h/api/v01/p1").rows("x/", "access_devices")
    assert _paths(network) == ["POST /api/v01/auth/login", "GET /api/v01/p1/x/"] * 2
    assert "Authorization" not in network.seen[2].headers


def test_a_token_that_is_given_is_not_renewed() -> None:
    network = Network(lambda seen: CORE_REFUSED)
    with pytest.raises(errors.AuthenticationError, match="token is not accepted") as caught:
        support.client(network, token=Secret("t0k3n")).get("x/", "y")
    assert len(network.seen) == 1
    assert "api_token" in caught.value.text()
    assert "t0k3n" not in caught.value.text()


# -- answers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [{"stat": "ok"}, [], "", "[1]", {"y": 1}])
def test_an_answer_without_its_members_is_not_apios(body: Any) -> None:
    with pytest.raises(errors.NotTheSystem, match="no deviceType or z"):
        support.client(_session(Answer(body))).get("x/", "deviceType", "z")


@pytest.mark.parametrize("body", [{"a": {}}, {"c": []}, [1], {"a": ["x"]}, ""])
def test_an_answer_without_its_list_is_not_apios(body: Any) -> None:
    with pytest.raises(errors.NotTheSystem, match="no list a or b"):
        support.client(_session(Answer(body))).rows("x/", "a", "b")


@pytest.mark.parametrize("body", [{"a": [{"n": 1}]}, {"b": [{"n": 1}]}, [{"n": 1}]])
def test_a_list_under_either_name_or_bare(body: Any) -> None:
    assert support.client(_session(Answer(body))).rows("x/", "a", "b") == [{"n": 1}]


def test_a_password_in_an_answer_is_marked() -> None:
    answer = support.client(_session(Answer({"deviceType": "x", "password": "p"}))).get("x/", "deviceType")
    assert isinstance(answer["password"], Secret)


@pytest.mark.parametrize("status", [429, 503])
def test_a_read_comes_back_when_asked_to(status: int) -> None:
    pauses: list[float] = []
    network = _session(Answer("", status, {"Retry-After": "7"}), LIST)
    to = support.client(network).connection
    support.connected(to, network, pauses).rows("x/", "access_devices")
    assert pauses == [7.0]


def test_a_write_is_not_repeated_by_the_client() -> None:
    network = _session(requests.ConnectionError("reset"))
    with pytest.raises(errors.NoAnswer):
        support.client(network).write(UPDATE)
    assert len([one for one in network.seen if one.method == "PUT"]) == 1


def test_a_redirection_is_told() -> None:
    network = _session(Answer("", 301, {"Location": "/api/v1/x/"}))
    with pytest.raises(errors.NotTheSystem, match="redirection"):
        support.client(network).get("x", "y")
