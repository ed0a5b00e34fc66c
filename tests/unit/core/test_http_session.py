# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves with a request: its URL, body, headers, credentials, and the certificate check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests

from ansible_collections.telco.cpe.plugins.module_utils._core import http
from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, Missing
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Reply, Transport, segment
from tests.unit.core.network import Answer, Network, connect


@pytest.mark.parametrize("url", ["http://h.example.com/base", "http://h.example.com/base/"])
@pytest.mark.parametrize("path", ["api/x", "/api/x"])
def test_the_path_is_below_api_url(url: str, path: str) -> None:
    network = Network()
    transport, _waits = connect(network, url=url)
    assert transport.call("GET", path).endpoint == f"GET {path}"
    assert network.sent[0].url == "http://h.example.com/base/api/x"
    assert network.sent[0].request.method == "GET"


def test_query_pairs_are_quoted_and_keep_their_order() -> None:
    network = Network()
    transport, _waits = connect(network)
    transport.call("GET", "x", query=[("list", "a b,c"), ("n", 1), ("list", "ü&=+/")], secret_query=[("t", "s c")])
    assert network.sent[0].url.partition("?")[2] == "list=a%20b%2Cc&n=1&list=%C3%BC%26%3D%2B%2F&t=s%20c"
    transport.call("GET", "x")
    assert "?" not in network.sent[1].url


def test_a_secret_of_the_query_is_in_no_message() -> None:
    def refuse(reply: Reply) -> Any:
        raise ApiFailure(f"no token s c/ret here: s%20c%2Fret s+c%2Fret s%20c/ret; {reply.endpoint}")

    transport, _waits = connect(Network())
    with pytest.raises(ApiFailure) as caught:
        transport.call("GET", "x", secret_query=[("token", "s c/ret")], interpret=refuse)
    assert caught.value.message == "no token ******** here: ******** ******** ********; GET x"


def test_body_and_headers() -> None:
    network = Network()
    transport, _waits = connect(network)
    transport.set_header("X-Own", "1")
    transport.call("POST", "x", body={"name": "ü", "list": []})
    sent = network.sent[0].request
    assert json.loads(sent.body or b"") == {"name": "ü", "list": []}
    assert (sent.headers["Content-Type"], sent.headers["X-Own"]) == ("application/json", "1")
    transport.call("GET", "x")
    assert network.sent[1].request.body is None
    assert "Content-Type" not in network.sent[1].request.headers
    transport.call("POST", "x", body=[])
    assert network.sent[2].request.body == b"[]"


def test_a_header_that_is_taken_back_is_sent_no_more() -> None:
    network = Network()
    transport, _waits = connect(network)
    transport.set_header("Authorization", None)
    transport.set_header("Authorization", "Bearer 1")
    transport.set_header("Authorization", None)
    transport.call("GET", "x")
    assert "Authorization" not in network.sent[0].request.headers


def test_files_are_sent_as_a_form() -> None:
    network = Network()
    transport, _waits = connect(network)
    transport.call("POST", "x", files={"file": ("fw.bin", b"\x00firmware")})
    sent = network.sent[0].request
    assert sent.headers["Content-Type"].startswith("multipart/form-data")
    assert b"\x00firmware" in (sent.body or b"")


def test_a_reply() -> None:
    transport, _waits = connect(Network(Answer({"a": 1}, 404, {"X-Kind": "Odd", "Content-Type": "application/json"})))
    reply: Reply = transport.call("GET", "x")
    assert reply == Reply(404, {"x-kind": "Odd", "content-type": "application/json"}, '{"a": 1}', "GET x")
    assert (transport.requests, reply.is_html) == (1, False)
    assert transport.call("GET", "x", interpret=lambda same: same.status) == 404
    assert transport.requests == 2


def test_the_environment_is_asked_once_for_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example.com:3128")
    monkeypatch.setenv("no_proxy", "near.example.com")
    for host, proxy in (("far.example.com", "http://proxy.example.com:3128"), ("near.example.com", None)):
        network = Network()
        transport, _waits = connect(network, url=f"https://{host}")
        transport.call("GET", "x")
        with monkeypatch.context() as later:
            later.setenv("https_proxy", "http://other.example.com:3128")
            transport.call("GET", "x")
        assert [sent.options["proxies"].get("https") for sent in network.sent] == [proxy, proxy]


@pytest.mark.parametrize(
    ("options", "verify"),
    [
        ({}, True),
        ({"ca_path": "/ca.pem"}, "/ca.pem"),
        ({"validate_certs": False}, False),
        ({"validate_certs": False, "ca_path": "/ca.pem"}, False),
    ],
)
def test_the_certificate_check(monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], verify: Any) -> None:
    network = Network()
    transport, _waits = connect(network, url="https://h.example.com", **options)
    transport.call("GET", "x")
    assert network.sent[0].verify == verify
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/elsewhere.pem")
    monkeypatch.setenv("CURL_CA_BUNDLE", "/elsewhere.pem")
    transport, _waits = connect(network, url="https://h.example.com", **options)
    transport.call("GET", "x")
    assert network.sent[1].verify == ("/elsewhere.pem" if verify is True else verify)


def test_credentials_of_netrc_are_not_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine h.example.com login me password mine\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    network = Network()
    plain = requests.Session()
    plain.mount("http://", network)
    plain.get("http://h.example.com/")
    assert "Authorization" in network.sent[0].request.headers
    transport, _waits = connect(network, url="http://h.example.com")
    transport.call("GET", "x")
    assert "Authorization" not in network.sent[1].request.headers


def test_an_authentication_is_used() -> None:
    network = Network()
    transport, _waits = connect(network, auth=("me", "mine"))
    transport.call("GET", "x")
    assert network.sent[0].request.headers["Authorization"] == "Basic bWU6bWluZQ=="


@pytest.mark.parametrize("auth", [("me", "mine"), None])
def test_requests_that_are_alike_differ_in_their_bodies(auth: tuple[str, str] | None) -> None:
    network = Network()
    transport, _waits = connect(network, auth=auth)
    for path, body in (("x", {"a": 1}), ("x", {"longer": "ü" * 9}), ("x", {}), ("y", {"a": 1}), ("y", {"a": 2})):
        transport.call("POST", path, body=body)
        sent = network.sent[-1].request
        assert json.loads(sent.body or b"") == body
        assert sent.headers["Content-Length"] == str(len(sent.body or b""))
        assert (sent.url or "").endswith(f"/base/{path}")
        assert ("Authorization" in sent.headers) is (auth is not None)
        assert network.sent[-1].options == network.sent[0].options
    assert json.loads(network.sent[0].request.body or b"") == {"a": 1}, "what was sent stays as it was"


def test_what_is_alike_ends_with_a_header_or_a_cookie_of_its_own() -> None:
    network = Network()
    transport, _waits = connect(network, auth=("me", "mine"), url="http://h.example.com")
    transport.call("POST", "x", body={"a": 1})
    transport.set_header("X-Own", "1")
    transport.call("POST", "x", body={"a": 2})
    assert network.sent[1].request.headers["X-Own"] == "1"
    transport._session.cookies.set("session", "1")
    transport.call("POST", "x", body={"a": 3})
    assert network.sent[2].request.headers["Cookie"] == "session=1"
    transport.call("POST", "x", files={"file": ("fw.bin", b"firmware")})
    assert network.sent[3].request.headers["Content-Type"].startswith("multipart/form-data")
    transport.call("PUT", "x", body={"a": 4})
    assert (network.sent[4].request.method, network.sent[4].request.headers["Cookie"]) == ("PUT", "session=1")


def test_password_and_token_are_known_to_the_redactor() -> None:
    transport, _waits = connect(Network(), password="pw-1", token="tok-2")
    assert transport.redact("pw-1 tok-2") == "******** ********"


def test_cookies() -> None:
    transport, _waits = connect(Network())
    assert not transport.has_cookies
    transport._session.cookies.set("session", "1")
    assert transport.has_cookies


def test_close_ends_the_session() -> None:
    network = Network()
    transport, _waits = connect(network)
    ended: list[bool] = []
    network.close = lambda: ended.append(True)  # type: ignore[method-assign]
    transport.close()
    assert ended


def test_without_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "REQUESTS_TRACE", "Traceback ...")
    with pytest.raises(Missing) as caught:
        Transport(Connection("http://h.example.com"))
    assert (caught.value.message, caught.value.extra) == ("requests", {"exception": "Traceback ..."})


@pytest.mark.parametrize(
    ("name", "quoted"), [("plain-1.2_~", "plain-1.2_~"), ("a b/c%d", "a%20b%2Fc%25d"), ("ü?#", "%C3%BC%3F%23")]
)
def test_a_segment_of_a_path(name: str, quoted: str) -> None:
    assert segment(name) == quoted
