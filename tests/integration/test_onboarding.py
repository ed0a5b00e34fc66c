# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/onboarding.yml: CPEs that DMS does not have become known there, through the lab's own CPEs, and get their baseline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.example_site import ExampleSite, Finished
from tests.lab import Lab, Site
from tests.lab.dms import DmsServer
from tests.lab.icwmp import IcwmpCpe
from tests.lab.site import ACS_URL

NEW = "CPE000003"
INTERVAL = "Device.ManagementServer.PeriodicInformInterval"
INFORM = "telco.cpe.cpe_onboarding : Have the CPE inform, and wait until that session has succeeded"
QUICK = {"cpe_onboarding_dms_retries": 3, "cpe_onboarding_dms_delay": 1}


@pytest.fixture
def lab() -> Iterator[Lab]:
    """A site with one CPE that comes from the factory: it has no ACS, and DMS does not know it."""
    with Lab(Site.default(options={"dms": {"unregistered": [NEW]}})) as running:
        running.patch("cpe-3", {part: {"acs_url": ""} for part in ("config", "active")})
        yield running


@pytest.fixture
def site(lab: Lab, tmp_path: Any) -> ExampleSite:
    """The example over that."""
    return ExampleSite(lab, tmp_path)


def _known(lab: Lab) -> bool:
    dms = lab.device("dms")
    assert isinstance(dms, DmsServer)
    return NEW in [dms.network.fleet.id_at(index) for index in dms.network.fleet.known()]


def _onboard(site: ExampleSite, *arguments: str, **variables: Any) -> Finished:
    return site.play("onboarding", *arguments, **QUICK, **variables)


def test_a_new_cpe_is_told_its_acs_becomes_known_and_gets_its_baseline(lab: Lab, site: ExampleSite) -> None:
    before = {name: lab.snapshot(name) for name in lab.devices}
    tried = _onboard(site, "--check", "--diff")
    assert tried.code == 0, tried.output
    assert {name: lab.snapshot(name) for name in lab.devices} == before
    assert not _known(lab)

    done = _onboard(site)
    assert done.code == 0, done.output
    assert _known(lab)
    assert lab.snapshot("dms")["cpes"][NEW]["values"][INTERVAL] == 3600
    assert lab.snapshot("cpe-3")["active"]["acs_url"] == ACS_URL
    assert lab.snapshot("cpe-3")["active"]["periodic_inform_interval"] == 3600
    # What check mode could tell it has told: all but the baseline of a CPE that DMS did not know.
    assert tried.changed == {place for place in done.changed if place[0] != "cpe-3" or "cpe_onboarding" in place[1]}
    assert {place[0] for place in done.changed if place[1] == INFORM} == {"cpe-3"}

    again = _onboard(site)
    assert again.code == 0, again.output
    assert again.changed == set()
    for run in (tried, done, again):
        assert not [secret for secret in site.secrets() if secret in run.output]


def test_a_cpe_whose_dhcp_names_another_acs_is_not_taken_for_onboarded(lab: Lab, site: ExampleSite) -> None:
    elsewhere = "http://dhcp.example.net:7547"
    lab.device("cpe-3").set_options({"acs_urls": [ACS_URL, elsewhere]})
    lab.patch("cpe-3", {"config": {"acs": {"dhcp_discovery": "enable", "dhcp_url": elsewhere}}})
    done = _onboard(site, "--limit", "cpe-3", cpe_onboarding_dhcp_discovery="enable")
    assert done.code != 0
    assert "DHCP" in done.messages("cpe-3")
    assert not _known(lab)


def test_a_session_that_fails_ends_the_onboarding_of_that_cpe_only(lab: Lab, site: ExampleSite) -> None:
    lab.device("cpe-3").set_options({"acs_urls": []})
    done = _onboard(site)
    assert done.code != 0
    assert "has failed" in done.messages("cpe-3")
    assert done.recap["cpe-1"]["failed"] == 0
    assert lab.snapshot("dms")["cpes"]["CPE000001"]["values"]


def test_a_cpe_that_dms_never_gets_to_know_is_told(lab: Lab, site: ExampleSite) -> None:
    face = lab.device("cpe-3")
    assert isinstance(face, IcwmpCpe)
    face.on_inform = None
    done = _onboard(site, "--limit", "cpe-3")
    assert done.code != 0
    assert "cpe_not_found" in str([record["result"].get("error") for record in done.records])


def test_without_an_acs_url_nothing_happens(lab: Lab, site: ExampleSite) -> None:
    file = site.folder / "inventory" / "group_vars" / "icwmp.yml"
    text = file.read_text(encoding="utf-8").replace('cpe_onboarding_url: "{{ icwmp_acs_url }}"\n', "")
    file.write_text(text, encoding="utf-8")
    site.without_dms()
    done = _onboard(site)
    assert done.code == 0, done.output
    assert done.changed == set()
    assert len(lab.journal) == 0
