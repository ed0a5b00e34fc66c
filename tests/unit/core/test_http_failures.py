# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each way in which a request can fail has its own error, and its message says what to do."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import pytest
import requests
from requests import exceptions
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError, SSLError

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    CpeError,
    NoAnswer,
    NotTheSystem,
    OptionError,
    TlsError,
    Unreachable,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Reply
from tests.unit.core.network import Answer, Network, connect

CONNECTION = HTTPConnection("cpe.example.com")


def wrapped(kind: type[requests.RequestException], reason: Exception) -> requests.RequestException:
    """An exception as requests makes it out of urllib3's."""
    return kind(MaxRetryError(HTTPConnectionPool("cpe.example.com", 443), "/api?accessToken=t0ps3cret", reason))


UNTRUSTED = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate")
NO_TLS = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
NO_PEM = ssl.SSLError(136, "[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found")


@pytest.mark.parametrize(
    ("raised", "error", "words"),
    [
        (
            wrapped(exceptions.ConnectionError, NewConnectionError(CONNECTION, "[Errno 111] Connection refused")),
            Unreachable,
            ("Connection refused", "Check api_url"),
        ),
        (
            wrapped(
                exceptions.ConnectionError,
                NameResolutionError("cpe.example.com", CONNECTION, socket.gaierror("unknown")),
            ),
            Unreachable,
            ("Failed to resolve 'cpe.example.com'",),
        ),
        (exceptions.ConnectTimeout(), Unreachable, ("no connection within 9 s",)),
        (wrapped(exceptions.ProxyError, OSError("tunnel failed")), Unreachable, ("proxy", "tunnel failed")),
        (wrapped(exceptions.SSLError, SSLError(UNTRUSTED)), TlsError, ("self-signed", "ca_path", "validate_certs")),
        (wrapped(exceptions.SSLError, SSLError(NO_TLS)), TlsError, ("does this port speak HTTPS?",)),
        (exceptions.SSLError(SSLError(NO_PEM)), OptionError, ("ca_path: is no file of certificates in PEM form",)),
        (exceptions.ReadTimeout(), NoAnswer, ("no answer within 9 s", "Raise timeout")),
        (exceptions.ConnectionError("Remote end closed"), NoAnswer, ("broke before an answer came", "Remote end")),
        (exceptions.ChunkedEncodingError("IncompleteRead"), NoAnswer, ("IncompleteRead",)),
        (exceptions.ContentDecodingError("not gzip"), NoAnswer, ("not gzip",)),
        (exceptions.InvalidURL("bad port"), OptionError, ("api_url", "bad port")),
        (exceptions.InvalidSchema("No adapters"), OptionError, ("api_url", "No adapters")),
        (exceptions.MissingSchema("No scheme"), OptionError, ("api_url", "No scheme")),
        (
            OSError("Could not find a suitable TLS CA certificate bundle, invalid path: /x"),
            OptionError,
            ("ca_path", "/x"),
        ),
    ],
)
def test_each_failure_has_its_error(raised: Exception, error: type[CpeError], words: tuple[str, ...]) -> None:
    transport, _waits = connect(Network(raised), retries=0, timeout=9)
    with pytest.raises(CpeError) as caught:
        transport.call("GET", "status", secret_query=[("accessToken", "t0ps3cret")])
    assert type(caught.value) is error
    text = caught.value.text()
    assert text.startswith("http://cpe.example.com:8080: ")
    assert "(request GET status)" in text
    assert "0x" not in text, "addresses of objects say nothing to anyone"
    assert "t0ps3cret" not in text
    for word in words:
        assert word in text


def test_other_failures_of_the_machine_are_not_taken_for_a_bad_ca_path() -> None:
    transport, _waits = connect(Network(OSError("disk gone")))
    with pytest.raises(OSError, match="disk gone"):
        transport.call("GET", "x")


def test_a_header_that_http_does_not_allow() -> None:
    transport, _waits = connect(Network(), token="t0ps3cret\n")
    transport.set_header("Authorization", "Bearer t0ps3cret\n")
    with pytest.raises(OptionError, match="a token holds characters") as caught:
        transport.call("GET", "x")
    assert "t0ps3cret" not in caught.value.text()


def test_a_system_s_own_words_are_redacted() -> None:
    def refuse(reply: Reply) -> Any:
        raise OptionError("", f"bad {reply.text}")

    transport, _waits = connect(Network(Answer("password s3cr3t pw at http://u:p@h/")), password="s3cr3t pw")
    with pytest.raises(OptionError) as caught:
        transport.call("GET", "x", interpret=refuse)
    assert caught.value.message == "bad password ******** at http://********@h/"

    def quote(reply: Reply) -> Any:
        raise NoAnswer("odd", api_message=reply.text, device="elsewhere", endpoint="GET y")

    with pytest.raises(NoAnswer) as quoted:
        transport.call("GET", "x", interpret=quote, retries=0)
    assert quoted.value.api_message == "password ******** at http://********@h/"
    assert (quoted.value.device, quoted.value.endpoint) == ("elsewhere", "GET y")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_is_not_followed(status: int) -> None:
    network = Network(Answer("", status, {"Location": "https://u:pw@portal.example.com/login?next=s3cret"}))
    transport, waits = connect(network)
    with pytest.raises(NotTheSystem, match=r"redirection to https://\*{8}@portal\.example\.com/login$") as caught:
        transport.call("POST", "x")
    assert (len(network.sent), waits, caught.value.http_status) == (1, [], status)
    assert "Check api_url" in caught.value.text()


def test_a_redirection_to_nowhere_and_304() -> None:
    transport, _waits = connect(Network(Answer("", 302, {})))
    with pytest.raises(NotTheSystem, match="redirection to elsewhere"):
        transport.call("GET", "x")
    transport, _waits = connect(Network(Answer("", 304, {})))
    assert transport.call("GET", "x").status == 304


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("<!DOCTYPE html><title>Login</title>", {}),
        ("  \n<HTML><body>", {"Content-Type": "application/json"}),
        ("Sign in", {"Content-Type": "Text/HTML; charset=utf-8"}),
    ],
)
def test_a_web_page_is_told_apart(body: str, headers: dict[str, str]) -> None:
    transport, waits = connect(Network(Answer(body, 200, headers)))
    with pytest.raises(NotTheSystem, match="a web page came where JSON is due") as caught:
        transport.call("GET", "x", interpret=Reply.json)
    assert (caught.value.http_status, waits) == (200, [])
    with pytest.raises(NotTheSystem):
        transport.call("GET", "x").refuse_html()


def test_json_under_the_wrong_name_is_still_json() -> None:
    transport, _waits = connect(Network(Answer('{"stat": "ok"}', headers={"Content-Type": "text/html"})))
    reply: Reply = transport.call("GET", "x")
    assert (reply.json(), reply.is_html) == ({"stat": "ok"}, True)


@pytest.mark.parametrize(
    ("body", "words"), [('{"stat": "o', "is not valid JSON"), (" \n", r"is not valid JSON \(it is empty\)")]
)
def test_an_answer_that_is_cut_off(body: str, words: str) -> None:
    transport, _waits = connect(Network(Answer(body)), retries=0)
    with pytest.raises(NoAnswer, match=words) as caught:
        transport.call("GET", "x", interpret=Reply.json)
    assert (caught.value.http_status, caught.value.endpoint) == (200, "GET x")
    transport.call("GET", "x").refuse_html()


@pytest.mark.parametrize("kind", ["application/json", "text/html", "text/plain", "", "text/html; charset=nonsense"])
def test_an_answer_is_utf_8_whatever_it_is_called(kind: str) -> None:
    transport, _waits = connect(Network(Answer('\ufeff{"name": "Köln 北京"}', headers={"Content-Type": kind})))
    assert transport.call("GET", "x", interpret=Reply.json) == {"name": "Köln 北京"}


def test_an_answer_in_another_encoding() -> None:
    body = '{"name": "Köln"}'.encode("latin-1")
    transport, _waits = connect(Network(Answer(body, headers={"Content-Type": "text/html; charset=ISO-8859-1"})))
    assert transport.call("GET", "x", interpret=Reply.json) == {"name": "Köln"}
