# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the client sends, and what it never repeats."""

from __future__ import annotations

import pytest
from requests.exceptions import ConnectionError as RequestsConnectionError

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    CpeError,
    NoAnswer,
    NotTheSystem,
    ServerError,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.http import WRITE
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.client import Upload

from . import support
from .support import SN, URL, Answer, DigestDoor, Network, ok, page

UNLOCK = Write("GET", "api/set_port_info", {"port": 1, "action": "unlock", "param": Secret("4711")}, query=True)


def test_commas_are_quoted_wherever_they_stand() -> None:
    """A raw comma in the last parameter makes a false 401 of Digest."""
    network = Network(DigestDoor(lambda seen: ok()))
    support.client(network).get("api/get_port_info", [("port", "1,2"), ("info_type", "type,reg")])
    assert network.seen[-1].url == f"{URL}/api/get_port_info?port=1%2C2&info_type=type%2Creg"
    assert 'uri="/api/get_port_info?port=1%2C2&info_type=type%2Creg"' in str(network.seen[-1].authorization)


def test_every_post_has_a_body() -> None:
    network = Network(lambda seen: ok())
    support.client(network).post("api/query_sms_result", {})
    assert network.seen[0].body == {}


def test_a_write_by_get_is_sent_as_the_document_shows_it() -> None:
    network = Network(lambda seen: ok())
    power = Write("GET", "api/set_port_info", {"port": 1, "action": "power", "param": "off"}, query=True)
    assert support.client(network).write(power)["error_code"] == 200
    assert network.seen[0].method == "GET"
    assert network.seen[0].url == f"{URL}/api/set_port_info?port=1&action=power&param=off"


def test_a_pin_is_sent_and_never_shown() -> None:
    network = Network(lambda seen: RequestsConnectionError(f"reset at {seen.url}"))
    client = support.client(network)
    with pytest.raises(NoAnswer) as caught:
        client.write(UNLOCK)
    assert network.writes == [{"port": "1", "action": "unlock", "param": "4711"}]
    assert "4711" not in caught.value.text()
    assert UNLOCK.shown()["payload"] == {"port": 1, "action": "unlock", "param": "********"}


@pytest.mark.parametrize(
    "answer", [RequestsConnectionError("reset"), Answer({}, 503, {}), Answer({"error_code": 500}), Answer("")]
)
def test_a_write_is_never_repeated(answer: Answer | Exception) -> None:
    network = Network(lambda seen: answer)
    client = support.client(network)
    with pytest.raises(Exception, match=r"."):
        client.write(UNLOCK)
    assert len(network.seen) == 1


def test_a_read_is_repeated() -> None:
    answers: list[Answer | Exception] = [RequestsConnectionError("reset"), Answer({"error_code": 500}), ok()]
    network = Network(lambda seen: answers.pop(0))
    assert support.client(network).get("api/query_sms_in_queue")["error_code"] == 200
    assert len(network.seen) == 3


def test_a_read_that_changes_something_is_not_repeated() -> None:
    network = Network(lambda seen: Answer({"error_code": 500}))
    with pytest.raises(ServerError):
        support.client(network).get("api/query_incoming_sms", [("flag", "unread")], kind=WRITE)
    assert len(network.seen) == 1


def test_a_write_by_post_has_its_payload_as_body() -> None:
    network = Network(lambda seen: ok())
    support.client(network).write(Write("POST", "api/get_cdr", {"port": [1]}))
    assert (network.seen[0].method, network.seen[0].body) == ("POST", {"port": [1]})


def test_the_serial_number_is_remembered() -> None:
    client = support.client(Network(lambda seen: ok()))
    assert client.sn is None
    client.get("api/query_sms_in_queue")
    assert client.sn == SN


def test_sip_passwords_are_secrets() -> None:
    network = Network(lambda seen: Answer({"port_group": [{"index": 0, "sip_authpswd": "hush"}]}))
    answer = support.client(network).post("api/get_config", {"port_group": []}, keys=["port_group"])
    assert isinstance(answer["port_group"][0]["sip_authpswd"], Secret)


def test_an_error_names_the_device_and_the_request() -> None:
    network = Network(lambda seen: Answer({"stat": "ok"}))
    with pytest.raises(NotTheSystem) as caught:
        support.client(network).get("api/query_sms_in_queue")
    assert caught.value.text().startswith(URL)
    assert "GET api/query_sms_in_queue" in caught.value.text()


def test_a_file_is_sent_as_a_form_and_again_whole_to_the_challenge() -> None:
    network = Network(DigestDoor(lambda _seen: Answer("", 200)))
    upload = Upload("POST", "api/mms_file/file3", {"file": "a.jpg"}, name="a.jpg", content=b"\xff\xd8picture")
    assert support.client(network).write(upload) == {}
    assert [seen.path for seen in network.seen] == ["/api/mms_file/file3"] * 2
    for seen in network.seen:
        assert b'name="file"; filename="a.jpg"' in seen.body
        assert b"\xff\xd8picture" in seen.body


@pytest.mark.parametrize("body", ["", "OK", "{}", '"done"', '{"error_code":200}'])
def test_where_no_answer_is_documented_any_will_do(body: str) -> None:
    network = Network(lambda _seen: Answer(body))
    assert support.client(network).write(Write("POST", "STKGo", {"port": 0, "item": 1})) in ({}, {"error_code": 200})


def test_where_no_answer_is_documented_a_refusal_is_one_all_the_same() -> None:
    for answer in (
        Answer({"error_code": 400}),
        page("Access Error: Forbidden", "No", 403),
        page("Login", "Log in", 200),
    ):
        with pytest.raises(CpeError):
            support.client(Network(lambda _seen, answer=answer: answer)).write(Write("POST", "STKGo", {"port": 0}))


def test_a_503_with_a_code_is_no_request_to_come_back_later() -> None:
    network = Network(lambda _seen: Answer({"error_code": 503, "sn": "x"}, 503))
    with pytest.raises(ApiFailure, match="sending failed"):
        support.client(network).get("api/get_mms_sending_status", [("mms_id", 1)])
    assert len(network.seen) == 1
