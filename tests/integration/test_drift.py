# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""drift.yml over the example site: it fails exactly when something differs, and its report says what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.integration.example_site import ExampleSite, Finished
from tests.lab import Lab, Site
from tests.lab.core.faults import Fault

FOREIGN_KEY = "set-by-hand-key"
INTERVAL = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"


@pytest.fixture(scope="module")
def converged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleSite]:
    """The whole site in its desired state."""
    with Lab(Site.default()) as lab:
        site = ExampleSite(lab, tmp_path_factory.mktemp("drift"))
        done = site.play("site")
        assert done.code == 0, done.output
        yield site


@pytest.fixture(scope="module")
def desired(converged: ExampleSite) -> dict[str, Any]:
    """The state of each device when converged."""
    return {name: converged.lab.snapshot(name) for name in converged.lab.devices}


@pytest.fixture
def site(converged: ExampleSite, desired: dict[str, Any]) -> Iterator[ExampleSite]:
    """The site as desired, in a lab that refuses writes."""
    lab = converged.lab
    for name, state in desired.items():
        with lab.device(name).lock:
            lab.device(name).restore(state)
    lab.faults.clear()
    lab.journal.clear()
    lab.refuse_writes = True
    yield converged
    lab.refuse_writes = False
    assert lab.journal.refused == [], "drift has written"


def _apio(devices: dict[str, Any]) -> dict[str, Any]:
    return {"tenants": {"foo": {"groups": {"foogroup": {"devices": devices}}}}}


@dataclass(frozen=True)
class Drift:
    """What somebody does by hand to a device, and what the report says of which host: resource, field, before, after."""

    device: str
    change: dict[str, Any]
    host: str
    resource: str
    fields: dict[str, tuple[Any, Any]]


DRIFTS = {
    "ssid": Drift(
        "router-2",
        {"running": {"ssid": {"2": {"enable": False, "vlanId": 666}}}},
        "router-2",
        "{url} router",
        {"ssid_profiles.2.enable": (False, True), "ssid_profiles.2.vlan_id": (666, 20)},
    ),
    "wifi-key": Drift(
        "router-2",
        {"running": {"ssid": {"2": {"security": {"wpa2Personal": {"key": FOREIGN_KEY}}}}}},
        "router-2",
        "{url} router",
        {"ssid_profiles.2.security.wpa2_personal.key": ("******** (current)", "******** (new)")},
    ),
    "wan": Drift(
        "router-1",
        {"running": {"wan": {"1": {"healthcheck": {"interval": 60}}}}},
        "router-1",
        "{url} router",
        {"wans.1.healthcheck.interval": (60, 10)},
    ),
    "port": Drift("gateway-1", {"ports": {"0": {"slot": 0}}}, "gateway-1", "{url} ports", {"0.slot": (0, 1)}),
    "phone": Drift(
        "apio",
        _apio({"Front desk": {"description": "Moved"}}),
        "voice-foogroup",
        "{url} access devices",
        {"Front desk.description": ("Moved", "Reception, ground floor")},
    ),
    "missing-phone": Drift(
        "apio",
        _apio({"Meeting room": None}),
        "voice-foogroup",
        "{url} access devices",
        {
            "Meeting room.device_name": (None, "Meeting room"),
            "Meeting room.device_type": (None, "Generic SIP Phone"),
            "Meeting room.protocol": (None, "SIP 2.0"),
            "Meeting room.mac_address": (None, "221100CCBB02"),
            "Meeting room.transport_protocol": (None, "Unspecified"),
        },
    ),
    "cpe": Drift(
        "dms",
        {"cpes": {"CPE000001": {"values": {INTERVAL: 86400}}}},
        "CPE000001",
        "{url} cpe_id CPE000001",
        {INTERVAL: (86400, 3600)},
    ),
}


def _reported(done: Finished) -> list[dict[str, Any]]:
    assert done.report is not None
    found: list[dict[str, Any]] = done.report["differences"]
    return found


def _expected(site: ExampleSite, *drifts: Drift) -> set[tuple[str, str, str, Any, Any]]:
    return {
        (drift.host, drift.resource.format(url=site.lab.url(drift.device)), field, before, after)
        for drift in drifts
        for field, (before, after) in drift.fields.items()
    }


def _found(done: Finished) -> set[tuple[str, str, str, Any, Any]]:
    return {tuple(one[key] for key in ("host", "resource", "field", "before", "after")) for one in _reported(done)}


def test_a_site_as_desired_has_no_drift(site: ExampleSite) -> None:
    done = site.play("drift")
    assert done.code == 0, done.output
    assert done.report == {"differences": [], "unknown": []}
    assert "Nothing differs from the desired state." in done.output
    assert done.count("changed") == 0


@pytest.mark.parametrize("name", DRIFTS)
def test_each_kind_of_drift_fails_and_is_named(site: ExampleSite, name: str) -> None:
    drift = DRIFTS[name]
    site.lab.patch(drift.device, drift.change)
    done = site.play("drift", "--limit", drift.host)
    assert done.code == 2, done.output
    assert _found(done) == _expected(site, drift)
    assert f"{drift.host} is not in its desired state" in done.output
    assert done.report is not None
    assert done.report["unknown"] == []


def test_all_of_it_at_once_shows_no_secret_and_nobody_else(site: ExampleSite) -> None:
    drifts = [drift for name, drift in DRIFTS.items() if name not in ("wifi-key",)]
    for drift in (*drifts, DRIFTS["wifi-key"]):
        site.lab.patch(drift.device, drift.change)
    done = site.play("drift", "-vvvv")
    assert done.code == 2, done.output[-4000:]
    assert _found(done) == _expected(site, *drifts, DRIFTS["wifi-key"])
    failed = {host for host, counts in done.recap.items() if counts["failed"]}
    assert failed == {drift.host for drift in drifts}
    text = done.output + str(done.records) + str(done.report)
    assert [secret for secret in {*site.secrets(), FOREIGN_KEY} if secret in text] == []


def test_a_host_that_cannot_be_reached_is_not_known_and_the_others_are_looked_at(site: ExampleSite) -> None:
    site.lab.patch("gateway-1", DRIFTS["port"].change)
    site.lab.offline("router-1")
    try:
        done = site.play("drift", "--limit", "router-1,router-2,gateway-1")
    finally:
        site.lab.online("router-1")
    assert done.code != 0
    assert done.recap["router-1"]["unreachable"] == 1
    assert _found(done) == _expected(site, DRIFTS["port"])
    assert done.report is not None
    assert done.report["unknown"] == ["router-1 was unreachable"]


def test_a_host_that_fails_is_not_known(site: ExampleSite) -> None:
    site.lab.faults.add(Fault("status", device="apio", kind="read", status=500, times=-1))
    done = site.play("drift", "--limit", "voice-foogroup,gateway-1")
    assert done.code == 2
    assert done.report is not None
    assert done.report["differences"] == []
    assert len(done.report["unknown"]) >= 1
    assert all(text.startswith("voice-foogroup failed") for text in done.report["unknown"])
    assert "Nothing differs" not in done.output


def test_a_tag_narrows_to_a_system(site: ExampleSite) -> None:
    for name in ("port", "phone"):
        site.lab.patch(DRIFTS[name].device, DRIFTS[name].change)
    done = site.play("drift", "--tags", "access_device", "--limit", "gateway-1,voice-foogroup")
    assert done.code == 2
    assert _found(done) == _expected(site, DRIFTS["phone"])


def test_a_host_that_stands_for_two_systems_keeps_what_the_first_play_found(site: ExampleSite) -> None:
    """The drift of the port is found in the play of the gateways; the later play over the same host finds nothing."""
    site.lab.patch("gateway-1", DRIFTS["port"].change)
    both = site.folder / "inventory" / "both.yml"
    voice = {
        "access_device_api_url": f"{site.lab.url('apio')}/api/v1",
        "access_device_tenant_id": "foo",
        "access_device_group_id": "foogroup",
    }
    groups = {
        "sms_gateway": {"hosts": {"branch": {"sms_gateway_api_url": site.lab.url("gateway-1")}}},
        "access_device": {"hosts": {"branch": voice}},
    }
    both.write_text(json.dumps(groups), encoding="utf-8")
    try:
        done = site.play("drift", "--limit", "branch")
    finally:
        both.unlink()
    assert done.code == 2, done.output
    assert {one["host"] for one in _reported(done)} == {"branch"}
    assert {one["field"] for one in _reported(done)} == {"0.slot"}


def test_site_mends_what_drift_found(site: ExampleSite, desired: dict[str, Any]) -> None:
    lab = site.lab
    for drift in DRIFTS.values():
        lab.patch(drift.device, drift.change)
    lab.refuse_writes = False
    mended = site.play("site")
    assert mended.code == 0, mended.output
    assert {host for host, _task, _item in mended.changed} == {drift.host for drift in DRIFTS.values()}
    assert {name: lab.snapshot(name) for name in desired if name != "dms"} == {
        name: state for name, state in desired.items() if name != "dms"
    }
    again = site.play("drift")
    assert again.code == 0, again.output
