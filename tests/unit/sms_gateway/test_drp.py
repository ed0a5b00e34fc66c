# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A gateway behind NAT: two requests to the DRP server before the first to the gateway."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    AuthenticationError,
    CpeError,
    NotFound,
    OptionError,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret

from . import support
from .support import SN, Answer, DigestDoor, Network, Seen, ok, page

EXTRA = {"drp_sn": SN, "drp_username": "admin", "drp_password": Secret("drp-pw&1")}
OK = Answer("OK", 200, {"Content-Type": "text/html"})


def _server(login: Answer = OK, choice: Answer = OK) -> Network:
    gateway = DigestDoor(lambda seen: ok(in_queue=0))

    def answer(seen: Seen) -> Answer | Exception:
        return {"/doLogin": login, "/remoteWeb": choice}.get(seen.path) or gateway(seen)

    return Network(answer)


def test_the_login_and_the_choice_come_first_and_once() -> None:
    network = _server()
    client = support.client(network, extra=EXTRA)
    client.get("api/query_sms_in_queue")
    client.get("api/query_sms_in_queue")
    assert [seen.path for seen in network.seen] == ["/doLogin", "/remoteWeb", *["/api/query_sms_in_queue"] * 3]
    assert network.seen[0].raw_query == "Username=admin&password=drp-pw%261"
    assert network.seen[1].raw_query == f"Product_sns={SN}"
    assert client.requests == 5


@pytest.mark.parametrize(
    ("login", "choice", "kind", "says"),
    [
        (page("Access Error: Unauthorized", "Login failed", 401), OK, AuthenticationError, "refuses the credentials"),
        (page("Access Error: Forbidden", "No", 403), OK, AuthenticationError, "drp_password"),
        (page("Access Error: Site or Page Not Found", "x", 404), OK, ApiFailure, "does not take the login"),
        (OK, page("Access Error: Site or Page Not Found", "No such device", 404), NotFound, f"gateway {SN}"),
    ],
)
def test_what_can_go_wrong_at_the_drp_server(login: Answer, choice: Answer, kind: type[CpeError], says: str) -> None:
    network = _server(login, choice)
    with pytest.raises(kind) as caught:
        support.client(network, extra=EXTRA).get("api/query_sms_in_queue")
    assert says in caught.value.text()
    assert "drp-pw" not in caught.value.text()
    assert not [seen for seen in network.seen if seen.path.startswith("/api")]


def test_without_a_serial_number_there_is_no_drp_server() -> None:
    network = _server()
    support.client(network, extra={**EXTRA, "drp_sn": None}).get("api/query_sms_in_queue")
    assert {seen.path for seen in network.seen} == {"/api/query_sms_in_queue"}


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ({"drp_sn": SN}, "drp_username: is required with drp_sn"),
        ({"drp_sn": SN, "drp_username": "admin"}, "drp_password: is required with drp_sn"),
    ],
)
def test_options_that_do_not_go_together(extra: dict[str, Any], says: str) -> None:
    with pytest.raises(OptionError, match=says):
        support.client(_server(), extra=extra)
