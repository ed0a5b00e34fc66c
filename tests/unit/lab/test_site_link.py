# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One site, one truth: a CPE's ubus and the DMS tell the same, and a CPE that reports elsewhere is none of the DMS's."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.lab import Site
from tests.lab.core import Request
from tests.lab.dms import DmsServer
from tests.lab.icwmp import IcwmpCpe
from tests.lab.site import ACS_URL

OTHER = "https://acs.example.net:7547/"


class Both:
    """A site with one CPE, the face of it, and the DMS. ``serial`` 1 has TR-098, 3 TR-181."""

    def __init__(self, number: int = 1, dms: dict[str, Any] | None = None, **options: Any) -> None:
        site = Site(cpes=number, dms_cpes=5, options={"icwmp": options, "dms": dms or {}})
        devices = {device.name: device for device, _ in site.places}
        self.clock = site.clock
        dms_server, face = devices["dms"], devices[f"cpe-{number}"]
        assert isinstance(dms_server, DmsServer)
        assert isinstance(face, IcwmpCpe)
        self.dms, self.face = dms_server, face
        self.cpe_id = f"CPE{number:06d}"
        self.root = "InternetGatewayDevice." if number == 1 else "Device."

    def method(self, name: str, parameters: Any) -> Any:
        credentials = base64.b64encode(b"admin:lab-dms-pw1").decode()
        body = {"search_options": {"cpe_id": self.cpe_id}, "command_options": {}, "parameters": parameters}
        answer = self.dms.handle(
            Request.build(
                "POST",
                f"/v1/method/{name}",
                body=json.dumps(body).encode(),
                headers={"authorization": f"Basic {credentials}", "content-type": "application/json"},
            )
        )
        return answer.json()

    def value(self, leaf: str) -> Any:
        return self.dms.cpe(self.cpe_id).tree.value(f"{self.root}ManagementServer.{leaf}")

    def set(self, leaf: str, value: Any) -> Any:
        return self.method("SetParameterValues", [{"Name": f"{self.root}ManagementServer.{leaf}", "Value": value}])

    def listed(self) -> list[str]:
        return [self.dms.network.fleet.id_at(index) for index in self.dms.network.fleet.known()]

    def commit(self, **values: Any) -> None:
        """Somebody changes the CPE's own configuration, and has icwmp read it and inform."""
        self.face.configure({name: str(value) for name, value in values.items()})
        self.inform()

    def inform(self) -> None:
        self.face._client.inform("6 CONNECTION REQUEST", self.clock.now())
        self.face.tick()
        self.clock.advance(1)
        self.face.tick()

    def last_seen(self) -> int:
        return int(self.dms.network.record(self.cpe_id)["last_seen"])


@pytest.mark.parametrize("number", [1, 3])
def test_both_begin_alike(number: int) -> None:
    site = Both(number)
    config = site.face.snapshot()["config"]
    assert config["acs_url"] == site.value("URL") == ACS_URL
    assert config["periodic_inform_interval"] == site.value("PeriodicInformInterval") == 86400
    assert config["acs"]["userid"] == site.value("Username")
    assert config["acs"]["passwd"] == site.value("Password")
    assert site.dms.snapshot() == {}


@pytest.mark.parametrize("number", [1, 3])
def test_what_the_acs_sets_is_on_the_cpe(number: int) -> None:
    site = Both(number)
    site.set("PeriodicInformInterval", 3600)
    site.set("PeriodicInformEnable", False)
    site.set("Username", "new-user")
    snapshot = site.face.snapshot()
    for part in ("config", "active"):
        assert snapshot[part]["periodic_inform_interval"] == 3600
        assert snapshot[part]["acs"]["periodic_inform_enable"] == "0"
        assert snapshot[part]["acs"]["userid"] == "new-user"
    site.dms.reset()
    assert site.face.snapshot()["config"]["periodic_inform_interval"] == 86400


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_changed_on_the_cpe_is_told_at_the_next_session(number: int) -> None:
    site = Both(number)
    site.commit(periodic_inform_interval=600, periodic_inform_enable=0, userid="local", passwd="local-pw")
    assert site.value("PeriodicInformInterval") == 600
    assert site.value("PeriodicInformEnable") is False
    assert site.value("Username") == "local"
    assert site.value("Password") == "local-pw"
    site.face.tick()
    assert site.face.snapshot()["config"]["acs"]["userid"] == "local"


def test_a_session_moves_last_seen() -> None:
    site = Both()
    before = site.last_seen()
    site.inform()
    assert site.last_seen() > before


def test_a_cpe_that_reports_elsewhere_is_none_of_the_dmss() -> None:
    site = Both(acs_url=OTHER)
    before = site.last_seen()
    failed = site.face.daemon.failure
    site.inform()
    assert site.last_seen() == before
    assert site.face.daemon.failure == failed + 1
    assert "error" in site.method("GetParameterValues", [f"{site.root}ManagementServer."])
    site.commit(url=ACS_URL)
    assert site.last_seen() > before
    assert "error" not in site.method("GetParameterValues", [f"{site.root}ManagementServer."])


def test_a_session_with_another_acs_that_answers_succeeds_there() -> None:
    site = Both(acs_url=OTHER, acs_urls=[OTHER, ACS_URL])
    before, succeeded = site.last_seen(), site.face.daemon.success
    site.inform()
    assert site.face.daemon.success == succeeded + 1
    assert site.last_seen() == before


def test_an_acs_that_sends_the_cpe_away_loses_it() -> None:
    site = Both()
    site.set("URL", OTHER)
    assert site.face.snapshot()["active"]["acs_url"] == OTHER
    assert "error" in site.method("GetParameterValues", [f"{site.root}ManagementServer."])


def test_a_new_cpe_is_unknown_until_it_informs() -> None:
    site = Both(dms={"unregistered": ["CPE000001"]}, acs_url="")
    assert site.cpe_id not in site.listed()
    assert len(site.dms.network.fleet) == 4
    assert "error" in site.method("GetParameterValues", [f"{site.root}ManagementServer."])
    site.inform()
    assert site.cpe_id not in site.listed()
    site.commit(url=ACS_URL)
    assert site.cpe_id in site.listed()
    record = site.dms.network.record(site.cpe_id)
    assert record["first_seen"] == pytest.approx(site.clock.now(), abs=60)
    snapshot = site.dms.snapshot()
    assert snapshot["cpes"][site.cpe_id]["registered"] is True
    site.dms.reset()
    assert site.cpe_id not in site.listed()
    site.dms.restore(snapshot)
    assert site.cpe_id in site.listed()
    site.dms.restore({})
    assert site.cpe_id not in site.listed()


def test_without_a_dms_the_cpes_report_to_the_same_address() -> None:
    (face,) = [device for device, _ in Site(cpes=1).places]
    assert face.snapshot()["active"]["acs_url"] == ACS_URL
