# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role sms_gateway over a gateway of 32 ports: what it brings about, and what it costs when nothing is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.example_site import ExampleSite, Finished
from tests.lab import Lab, Site

NAME = "gateway-1"
PASSWORD = "planted-sip-pw-90d4"
DESIRED: dict[str, Any] = {
    "sms_gateway_ports": [{"port": number, "slot": number % 2} for number in range(31)]
    + [{"port": 31, "power": "off"}],
    "sms_gateway_sip_trunk": [{"index": 1, "domain": "pbx.example.com"}],
    "sms_gateway_port_group": [
        {
            "index": 2,
            "port_map": list(range(31)),
            "sip_account": "1010",
            "sip_authid": "1010",
            "sip_authpswd": PASSWORD,
        }
    ],
    "sms_gateway_purge": True,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleSite]:
    with Lab(Site(gateways=1, options={"sms_gateway": {"ports": 32, "settle_seconds": 0.0}})) as lab:
        site = ExampleSite(lab, tmp_path_factory.mktemp("gateway"))
        site.without_dms()
        yield site


def _play(site: ExampleSite, *arguments: str) -> Finished:
    site.lab.journal.clear()
    done = site.play("site", "--limit", NAME, *arguments, **DESIRED)
    assert done.code == 0, done.output
    assert PASSWORD not in done.output
    return done


def _reads(site: ExampleSite) -> Counter[str]:
    return Counter(entry.path for entry in site.lab.journal.entries(kind="read"))


def test_a_converged_gateway_of_32_ports_costs_one_read_of_its_ports_and_one_of_its_configuration(
    site: ExampleSite,
) -> None:
    predicted = _play(site, "--check", "--diff", "-vvvv")
    assert site.lab.journal.entries(kind="write") == []
    first = _play(site, "--diff", "-vvvv")
    assert first.changed == predicted.changed
    held = site.lab.snapshot(NAME)
    assert [held["ports"][str(number)]["slot"] for number in range(31)] == [number % 2 for number in range(31)]
    assert held["ports"]["31"]["power"] == "off"
    assert held["config"]["port_group"]["2"]["sip_authpswd"] == PASSWORD
    again = _play(site)
    assert again.changed == set()
    assert site.lab.journal.entries(kind="write") == []
    assert _reads(site) == {"/api/get_port_info": 1, "/api/get_config": 1}
