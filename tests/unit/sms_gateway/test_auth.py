# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Digest or Basic, as the gateway asks for it, and never more often than needed: gateways ban."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from requests.exceptions import ConnectionError as RequestsConnectionError

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import AuthenticationError, NoAnswer, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.auth import offered

from . import support
from .support import PASSWORD, USERNAME, Answer, DigestDoor, Network, Seen, ok, page

BASIC = "Basic " + base64.b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode()


def _basic_door(seen: Seen, password: str = PASSWORD) -> Answer:
    right = "Basic " + base64.b64encode(f"{USERNAME}:{password}".encode()).decode()
    if seen.authorization == right:
        return ok()
    refused = page("Access Error: Unauthorized", "Access Denied", 401)
    refused.headers["WWW-Authenticate"] = 'Basic realm="Web Server"'
    return refused


@pytest.mark.parametrize(
    ("header", "schemes"),
    [
        (support.CHALLENGE.format(nonce="1"), ["digest"]),
        ('Basic realm="Web Server"', ["basic"]),
        ('BASIC realm="x"', ["basic"]),
        ('Basic realm="a, Digest b=c", charset="UTF-8"', ["basic"]),
        ('Basic realm="x", Digest realm="x", nonce="n", qop="auth"', ["basic", "digest"]),
        ('Digest realm="x", nonce="n", stale=FALSE, Basic realm="x"', ["digest", "basic"]),
        ("Negotiate, Basic", ["negotiate", "basic"]),
        ('Bearer realm="x"', ["bearer"]),
        ("", []),
    ],
)
def test_the_schemes_of_a_header(header: str, schemes: list[str]) -> None:
    assert offered(header) == schemes


def test_a_challenge_is_answered_once_and_used_for_the_whole_run() -> None:
    door = DigestDoor(lambda seen: ok())
    network = Network(door)
    client = support.client(network)
    client.post("api/get_cdr", {"port": [2]})
    client.get("api/get_port_info", [("port", "1,2"), ("info_type", "type,reg")])
    client.get("api/query_sms_in_queue")
    assert [seen.authorization is not None for seen in network.seen] == [False, True, True, True]
    assert [seen.body for seen in network.seen[:2]] == [{"port": [2]}, {"port": [2]}], "an empty POST would hang"
    assert door.attempts == 3
    assert client.requests == len(network.seen) == 4
    counts = [str(seen.authorization).split("nc=")[1][:8] for seen in network.seen[1:]]
    assert counts == ["00000001", "00000002", "00000003"]


def test_a_challenge_that_is_used_up_is_replaced_once_a_request() -> None:
    network = Network(DigestDoor(lambda seen: ok(), fresh=True))
    client = support.client(network)
    client.get("api/query_sms_in_queue")
    client.get("api/query_sms_in_queue")
    assert [seen.authorization is not None for seen in network.seen] == [False, True, True, True]


def test_basic_is_sent_when_it_is_asked_for_and_unasked_from_then_on() -> None:
    network = Network(_basic_door)
    client = support.client(network)
    client.post("api/get_cdr", {})
    client.post("api/get_cdr", {})
    assert [seen.authorization for seen in network.seen] == [None, BASIC, BASIC]
    assert client.requests == 3


def test_basic_carries_characters_beyond_latin_1() -> None:
    password = "pässwörd€"
    network = Network(lambda seen: _basic_door(seen, password))
    client = support.client(network, password=Secret(password))
    assert client.post("api/get_cdr", {})["error_code"] == 200


def test_digest_is_preferred_where_both_are_offered() -> None:
    door = DigestDoor(lambda seen: ok())

    def both(seen: Seen) -> Answer | Exception:
        answer = door(seen)
        if isinstance(answer, Answer) and answer.status == 401:
            answer.headers["WWW-Authenticate"] = 'Basic realm="Web Server", ' + answer.headers["WWW-Authenticate"]
        return answer

    network = Network(both)
    support.client(network).get("api/query_sms_in_queue")
    assert str(network.seen[1].authorization).startswith("Digest ")


@pytest.mark.parametrize(
    "door", [DigestDoor(lambda seen: ok(), password="other"), lambda seen: _basic_door(seen, "other")]
)
def test_a_wrong_password_is_tried_once_whatever_is_called_afterwards(door: Any) -> None:
    network = Network(door)
    client = support.client(network)
    for _repetition in range(3):
        with pytest.raises(AuthenticationError, match="refuses the credentials") as caught:
            client.get("api/query_sms_in_queue")
        assert PASSWORD not in caught.value.text()
    assert len([seen for seen in network.seen if seen.authorization]) == 1


def test_credentials_that_are_refused_in_mid_run_are_not_tried_again_with_the_same_challenge() -> None:
    state = {"open": True}
    refused = page("Access Error: Unauthorized", "Access Denied\nWrong Password", 401)
    refused.headers["WWW-Authenticate"] = support.CHALLENGE.format(nonce="1")

    def door(seen: Seen) -> Answer:
        return ok() if seen.authorization and state["open"] else refused

    network = Network(door)
    client = support.client(network)
    client.get("api/query_sms_in_queue")
    state["open"] = False
    with pytest.raises(AuthenticationError):
        client.get("api/query_sms_in_queue")
    assert len(network.seen) == 3


def test_a_401_without_a_challenge_is_final() -> None:
    network = Network(lambda seen: Answer({"error_code": 401}, 401))
    with pytest.raises(AuthenticationError):
        support.client(network).get("api/query_sms_in_queue")
    assert len(network.seen) == 1


@pytest.mark.parametrize(
    ("challenge", "says"),
    [
        ('Digest realm="Web Server", nonce="1", algorithm="TIGER"', "an algorithm"),
        ('Digest realm="Web Server", nonce="1", qop="auth-int"', "a protection"),
        ('Digest realm="Web Server", qop="auth"', "has no nonce"),
        ("Negotiate", "neither Digest nor Basic"),
    ],
)
def test_a_challenge_that_can_not_be_met_is_told(challenge: str, says: str) -> None:
    refused = Answer("", 401, {"WWW-Authenticate": challenge})
    network = Network(lambda seen: refused)
    client = support.client(network)
    with pytest.raises(AuthenticationError, match=says):
        client.get("api/query_sms_in_queue")
    assert client.requests == len(network.seen) == 1


def test_a_connection_that_breaks_at_the_answer_to_a_challenge_is_counted() -> None:
    door = DigestDoor(lambda seen: RequestsConnectionError("reset"))
    network = Network(door)
    client = support.client(network, retries=0)
    with pytest.raises(NoAnswer):
        client.get("api/query_sms_in_queue")
    assert client.requests == len(network.seen) == 2


def test_no_credentials_are_needed_where_the_gateway_asks_for_none() -> None:
    client = support.client(Network(lambda seen: ok()), username=None, password=None)
    assert client.get("api/query_sms_in_queue")["error_code"] == 200


def test_a_gateway_that_asks_for_credentials_that_are_not_given() -> None:
    network = Network(DigestDoor(lambda seen: ok()))
    client = support.client(network, username=None, password=None)
    with pytest.raises(AuthenticationError, match="wants a user name and a password") as caught:
        client.get("api/query_sms_in_queue")
    assert "api_username" in caught.value.text()
    assert len(network.seen) == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"username": None}, "api_username: is required"),
        ({"password": None}, "api_password: is required"),
        ({"username": "администратор"}, "api_username: 'администратор' is not valid, allowed are printable characters"),
        ({"username": "two\nlines"}, "api_username: .* is not valid"),
        ({"username": 'quo"te'}, "api_username: .* is not valid"),
        ({"username": "co:lon"}, "api_username: .* is not valid"),
        ({"username": ""}, "api_username: .* is not valid"),
    ],
)
def test_credentials_that_can_not_be_meant_so_are_found_at_once(options: dict[str, Any], says: str) -> None:
    with pytest.raises(OptionError, match=says):
        support.client(Network(lambda seen: ok()), **options)
