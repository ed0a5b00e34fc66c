# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may push, and how often."""

from __future__ import annotations

import base64
import ipaddress

import pytest

from ansible_collections.telco.cpe.plugins.plugin_utils._push.access import Access, RateLimit


def basic(login: str) -> str:
    return "Basic " + base64.b64encode(login.encode()).decode()


@pytest.mark.parametrize(
    ("authorization", "token", "known"),
    [
        (None, "geheim1", True),
        ("Bearer geheim1", None, True),
        ("bearer  geheim1 ", None, True),
        (basic("gw:pw:1é"), None, True),
        (None, None, False),
        (None, "", False),
        (None, "geheim", False),
        (None, "geheim1\ud800", False),
        ("Bearer", None, False),
        ("Bearer geheim2", None, False),
        ("geheim1", None, False),
        (basic("gw:pw"), None, False),
        (basic("gw"), None, False),
        ("Basic geheim1", None, False),
        ("Basic *", None, False),
        ("Basic " + base64.b64encode(b"\xff").decode(), None, False),
        ("Digest geheim1", None, False),
    ],
)
def test_logins(authorization: str | None, token: str | None, known: bool) -> None:
    access = Access(token="geheim1", username="gw", password="pw:1é")
    assert access.knows(authorization, token) is known


def test_one_login_is_not_the_other() -> None:
    assert not Access(token="t").knows(basic("t:"), None)
    assert not Access(username="gw", password="pw").knows("Bearer gw:pw", "gw:pw")
    assert Access(username="gw", password="pw").wants_login
    assert not Access(token="t").wants_login


def test_without_a_login_everybody_is_known() -> None:
    assert Access().knows(None, None)


@pytest.mark.parametrize(
    ("address", "admitted"),
    [
        ("192.168.11.7", True),
        ("::ffff:192.168.11.7", True),
        ("fe80::1%eth0", True),
        ("192.168.12.7", False),
        ("2001:db8::1", False),
        ("unix", False),
        ("", False),
        (None, False),
    ],
)
def test_addresses(address: str | None, admitted: bool) -> None:
    networks = [ipaddress.ip_network("192.168.11.0/24"), ipaddress.ip_network("fe80::/10")]
    assert Access(networks=networks).admits(address) is admitted
    assert Access().admits(address)


def test_the_rate_is_kept_for_each_client() -> None:
    now = 0.0
    limit = RateLimit(2, 3, lambda: now)
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert limit.wait("b") == 0
    now = 0.25
    assert limit.wait("a") == 0.25
    now = 0.5
    assert [limit.wait("a"), limit.wait("a")] == [0, 0.5]
    now = 100
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 0.5], "no more than the burst is saved up"


def test_no_limit() -> None:
    limit = RateLimit(0, 1, lambda: 0.0)
    assert [limit.wait("a") for _ in range(5)] == [0] * 5


def test_many_clients_do_not_take_more_and_more_memory() -> None:
    limit = RateLimit(1, 1, lambda: 0.0)
    for number in range(10_000):
        limit.wait(str(number))
    assert len(limit._buckets) == 4096
