# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is repeated, after which wait, and what never is."""

from __future__ import annotations

import email.utils
import time
from typing import Any

import pytest
import requests
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, NewConnectionError

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    AuthenticationError,
    Busy,
    CpeError,
    NoAnswer,
    NotTheSystem,
    ServerError,
    Unreachable,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.http import (
    AUTH,
    FIRST_WAIT,
    LONGEST_WAIT,
    READ,
    WRITE,
    Reply,
    retry_after,
)
from tests.unit.core.network import Answer, Network, connect

RESET = requests.exceptions.ConnectionError("reset by peer")
SLOW = requests.exceptions.ReadTimeout()
REFUSED = requests.exceptions.ConnectionError(
    MaxRetryError(
        HTTPConnectionPool("cpe.example.com"), "/", NewConnectionError(HTTPConnection("cpe.example.com"), "refused")
    )
)
BUSY = Answer(status=503)
FAILED = Answer(status=500)


def strict(reply: Reply) -> Any:
    """An interpretation as a vendor's client has it."""
    if reply.status >= 500:
        raise ServerError("failed")
    if reply.status == 401:
        raise AuthenticationError("refused")
    if reply.status >= 400:
        raise ApiFailure("refused")
    return reply.json()


@pytest.mark.parametrize(
    ("kind", "trouble", "error"),
    [
        (READ, REFUSED, Unreachable),
        (READ, RESET, NoAnswer),
        (READ, SLOW, NoAnswer),
        (READ, BUSY, Busy),
        (READ, FAILED, ServerError),
        (READ, Answer('{"half": ', 200), NoAnswer),
        (AUTH, REFUSED, Unreachable),
        (AUTH, RESET, NoAnswer),
        (AUTH, BUSY, Busy),
        (WRITE, REFUSED, Unreachable),
    ],
)
def test_what_is_repeated(kind: str, trouble: Any, error: type[CpeError]) -> None:
    network = Network(trouble, trouble, Answer({"done": True}))
    transport, waits = connect(network, retries=2)
    assert transport.call("GET", "x", kind=kind, interpret=strict) == {"done": True}
    assert (transport.requests, len(waits)) == (3, 2)
    network = Network(trouble)
    transport, waits = connect(network, retries=2)
    with pytest.raises(error):
        transport.call("GET", "x", kind=kind, interpret=strict)
    assert (transport.requests, len(network.sent), len(waits)) == (3, 3, 2)


@pytest.mark.parametrize(
    ("kind", "trouble", "error"),
    [
        (READ, Answer(status=404), ApiFailure),
        (READ, Answer(status=401), AuthenticationError),
        (READ, Answer("<html>Login</html>", 200), NotTheSystem),
        (AUTH, FAILED, ServerError),
        (AUTH, Answer(status=401), AuthenticationError),
        (WRITE, RESET, NoAnswer),
        (WRITE, SLOW, NoAnswer),
        (WRITE, BUSY, Busy),
        (WRITE, FAILED, ServerError),
        (WRITE, Answer('{"half": ', 200), NoAnswer),
    ],
)
def test_what_is_not_repeated(kind: str, trouble: Any, error: type[CpeError]) -> None:
    network = Network(trouble, Answer({"done": True}))
    transport, waits = connect(network, retries=2)
    with pytest.raises(error):
        transport.call("POST", "x", kind=kind, interpret=strict)
    assert (transport.requests, len(network.sent), waits) == (1, 1, [])


def test_a_call_may_have_its_own_number_of_retries() -> None:
    network = Network(RESET)
    transport, waits = connect(network, retries=5)
    with pytest.raises(NoAnswer):
        transport.call("GET", "x", retries=0)
    assert (len(network.sent), waits) == (1, [])
    with pytest.raises(NoAnswer):
        transport.call("GET", "x", retries=1)
    assert len(network.sent) == 3


def test_waits_grow_and_differ() -> None:
    transport, waits = connect(Network(RESET), retries=4)
    with pytest.raises(NoAnswer):
        transport.call("GET", "x")
    assert len(waits) == 4
    for number, wait in enumerate(waits):
        assert FIRST_WAIT * 2**number <= wait <= 2 * FIRST_WAIT * 2**number
    again, others = connect(Network(RESET), retries=4)
    with pytest.raises(NoAnswer):
        again.call("GET", "x")
    assert others != waits, "many devices at once must not all come back at the same moment"


def test_the_system_says_how_long_to_wait() -> None:
    transport, waits = connect(Network(Answer(status=429, headers={"Retry-After": "7"}), Answer()), retries=1)
    assert transport.call("GET", "x").status == 200
    assert waits == [7.0]


def test_a_wait_that_is_too_long_is_told_instead() -> None:
    transport, waits = connect(Network(Answer(status=503, headers={"Retry-After": "3600"}), Answer()), retries=1)
    with pytest.raises(Busy, match=r"asks to come back in 3600 s") as caught:
        transport.call("GET", "x")
    assert (caught.value.retry_after, caught.value.http_status, waits) == (3600.0, 503, [])


def test_the_longest_wait_is_still_waited() -> None:
    header = {"Retry-After": str(int(LONGEST_WAIT))}
    transport, waits = connect(Network(Answer(status=503, headers=header), Answer()), retries=1)
    assert transport.call("GET", "x").status == 200
    assert waits == [LONGEST_WAIT]


def test_a_busy_system_that_names_no_time() -> None:
    transport, waits = connect(Network(Answer(status=429)), retries=1)
    with pytest.raises(Busy, match="asks to come back later"):
        transport.call("GET", "x")
    assert FIRST_WAIT <= waits[0] <= 2 * FIRST_WAIT


def test_a_busy_status_with_an_answer_of_the_api() -> None:
    refused = Answer({"error_code": 503}, status=503)
    transport, waits = connect(Network(refused), retries=1)
    transport.is_answer = lambda reply: "error_code" in reply.text
    assert transport.call("GET", "x").json() == {"error_code": 503}
    assert waits == []
    other, _waits = connect(Network(Answer(status=503)), retries=0)
    other.is_answer = transport.is_answer
    with pytest.raises(Busy):
        other.call("GET", "x")


def test_retry_after_as_a_date() -> None:
    seconds = retry_after(email.utils.formatdate(time.time() + 30, usegmt=True))
    assert seconds is not None
    assert 28 <= seconds <= 30
    naive = retry_after(time.strftime("%a, %d %b %Y %H:%M:%S -0000", time.gmtime(time.time() + 30)))
    assert naive is not None
    assert 28 <= naive <= 30
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "1.5", "²"])
def test_a_retry_after_that_says_nothing(value: str | None) -> None:
    assert retry_after(value) is None


def test_pause_waits() -> None:
    transport, waits = connect(Network())
    transport.pause(4.5)
    assert waits == [4.5]
