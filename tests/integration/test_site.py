# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""site.yml over the example site: prediction, convergence, narrowing, secrets, and what happens when something goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.integration.example_site import ExampleSite, Finished
from tests.lab import Lab, Site
from tests.lab.core.faults import Fault

GUEST_KEY = "{{ vault_guest_wifi_key }}"
PHONE_PASSWORD = "{{ vault_front_desk_password }}"


def _snapshots(lab: Lab) -> dict[str, Any]:
    return {name: lab.snapshot(name) for name in lab.devices}


# -- the whole site -----------------------------------------------------------------------------------------------------


@dataclass
class History:
    """Check mode on new devices, the first run, the second run."""

    site: ExampleSite
    predicted: Finished
    refused: int
    changed_by_check: bool
    first: Finished
    state: dict[str, Any]
    second: Finished
    writes_of_second: int
    state_after_second: dict[str, Any]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """Three runs over one lab."""
    with Lab(Site.default()) as lab:
        site = ExampleSite(lab, tmp_path_factory.mktemp("whole"))
        before = _snapshots(lab)
        lab.refuse_writes = True
        predicted = site.play("site", "--check", "--diff", "-vvvv")
        lab.refuse_writes = False
        refused, changed_by_check = len(lab.journal.refused), _snapshots(lab) != before
        first = site.play("site", "--diff", "-vvvv")
        state = _snapshots(lab)
        lab.journal.clear()
        second = site.play("site")
        writes = len(lab.journal.entries(kind="write"))
        yield History(site, predicted, refused, changed_by_check, first, state, second, writes, _snapshots(lab))


def test_check_mode_writes_nothing(history: History) -> None:
    assert history.predicted.code == 0, history.predicted.output[-4000:]
    assert history.refused == 0
    assert not history.changed_by_check


def test_the_first_run_changes_what_was_predicted(history: History) -> None:
    assert history.first.code == 0, history.first.output[-4000:]
    assert history.predicted.changed == history.first.changed
    hosts = {host for host, _task, _item in history.first.changed}
    assert {"router-1", "router-2", "gateway-1", "voice-foogroup", "CPE000001"} <= hosts
    assert not hosts & {"cpe-1", "cpe-2", "cpe-3"}


def test_the_first_run_shows_the_differences_and_plans_that_were_predicted(history: History) -> None:
    compared = 0
    for place, item in history.predicted.items().items():
        if "plan" in item:
            compared += 1
            done = history.first.items()[place]
            assert (item["plan"], item.get("diff")) == (done["plan"], done.get("diff")), place
    assert compared > 20


def test_the_site_is_as_desired(history: History) -> None:
    for router in ("router-1", "router-2"):
        running = history.state[router]["running"]["ssid"]["2"]
        assert (running["name"], running["vlanId"], running["enable"]) == ("Guest", 20, True)
        assert running["security"]["wpa2Personal"]["key"] in history.site.vaulted()
        assert history.state[router].get("pending") is None
    wan = history.state["router-1"]["running"]["wan"]["1"]
    assert wan["name"] == "Fibre"
    assert wan["healthcheck"]["interval"] == 10
    ports = history.state["gateway-1"]["ports"]
    assert ports["0"]["slot"] == 1
    assert ports["1"]["power"] == "off"
    devices = history.state["apio"]["tenants"]["foo"]["groups"]["foogroup"]["devices"]
    assert devices["Front desk"]["macAddress"] == "221100CCBB01"
    assert devices["Front desk"]["password"] in history.site.vaulted()
    assert "Meeting room" in devices
    values = history.state["dms"]["cpes"]["CPE000001"]["values"]
    assert values["InternetGatewayDevice.ManagementServer.PeriodicInformInterval"] == 3600


def test_the_second_run_changes_nothing(history: History) -> None:
    assert history.second.code == 0, history.second.output[-4000:]
    assert history.second.count("changed") == 0
    assert history.second.changed == set()
    assert history.writes_of_second == 0
    assert history.state_after_second == history.state


def test_no_secret_shows(history: History) -> None:
    secrets = history.site.secrets()
    assert len(history.site.vaulted()) >= 7
    for run in (history.predicted, history.first, history.second):
        text = run.output + str(run.records) + str(run.report)
        assert [secret for secret in secrets if secret in text] == []


def test_the_report_of_a_run_names_what_it_changed(history: History) -> None:
    assert history.first.report is not None
    assert history.predicted.report == history.first.report
    fields = {(one["host"], one["field"]) for one in history.first.report["differences"]}
    assert {
        ("router-1", "wans.1.name"),
        ("gateway-1", "0.slot"),
        ("voice-foogroup", "Front desk.device_name"),
    } <= fields
    assert history.second.report == {"differences": [], "unknown": []}


# -- parts of it --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleSite]:
    """The site without the CPEs behind DMS."""
    with Lab(Site(routers=2, gateways=1, cpes=3, apio=True)) as lab:
        site = ExampleSite(lab, tmp_path_factory.mktemp("parts"))
        site.without_dms()
        yield site


@pytest.fixture
def site(running: ExampleSite) -> ExampleSite:
    """The same with all devices put back."""
    running.lab.reset()
    return running


def _asked(site: ExampleSite) -> set[str]:
    return {entry.device for entry in site.lab.journal}


def test_a_limit_narrows_to_hosts(site: ExampleSite) -> None:
    done = site.play("site", "--limit", "router-1,cpe-2")
    assert done.code == 0, done.output
    assert set(done.recap) == _asked(site) == {"router-1", "cpe-2"}


def test_a_tag_narrows_to_a_system(site: ExampleSite) -> None:
    done = site.play("site", "--tags", "sms_gateway")
    assert done.code == 0, done.output
    assert {host for host, _task, _item in done.changed} == _asked(site) == {"gateway-1"}


def test_an_unreachable_router_does_not_keep_the_others(site: ExampleSite) -> None:
    site.lab.offline("router-1")
    done = site.play("site", "-vvv")
    assert done.code == 4, done.output
    assert done.recap["router-1"]["unreachable"] == 1
    assert done.recap["router-1"]["failed"] == 0
    assert "router-1]: UNREACHABLE!" in done.output
    assert site.lab.url("router-1") in done.messages("router-1")
    for host in ("router-2", "gateway-1", "voice-foogroup"):
        assert done.recap[host]["changed"] > 0, host
        assert done.recap[host]["failed"] == done.recap[host]["unreachable"] == 0, host
    assert done.report is not None
    assert done.report["unknown"] == ["router-1 was unreachable"]
    site.lab.online("router-1")
    again = site.play("site")
    assert again.code == 0
    assert {host for host, _task, _item in again.changed} == {"router-1"}


# Host, variables (some with a secret in them), what the message names.
WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "router-1",
        {"peplink_site_ssid_profiles": [{"id": 2, "nam": "x", "security": {"wpa2_personal": {"key": GUEST_KEY}}}]},
        "peplink_site_ssid_profiles.nam",
    ),
    (
        "router-1",
        {
            "peplink_site_ssid_profiles": [
                {"id": 2, "security": {"wpa2_personal": {"key": GUEST_KEY, "fast_transition": "perhaps"}}}
            ]
        },
        "fast_transition",
    ),
    ("router-1", {"peplink_site_ssid_profiles": [GUEST_KEY]}, "peplink_site_ssid_profiles"),
    ("router-1", {"peplink_site_wans": [{"id": 1, "connection": {"mtu": "big"}}]}, "mtu"),
    ("gateway-1", {"sms_gateway_ports": [{"slot": 1}]}, "port"),
    ("gateway-1", {"sms_gateway_ports": [{"port": 0, "power": "half"}]}, "power"),
    (
        "voice-foogroup",
        {"voice_devices_devices": [{"device_name": "a", "password": PHONE_PASSWORD, "transport_protocol": "SCTP"}]},
        "transport_protocol",
    ),
    (
        "voice-foogroup",
        {"voice_devices_devices": [{"password": PHONE_PASSWORD}]},
        "device_name",
    ),
    ("voice-foogroup", {"voice_devices_update_secrets": "sometimes"}, "update_secrets"),
)


@pytest.mark.parametrize(("host", "variables", "named"), WRONG, ids=[f"{wrong[0]}-{wrong[2]}" for wrong in WRONG])
def test_a_wrong_variable_fails_before_the_first_request(
    site: ExampleSite, host: str, variables: dict[str, Any], named: str
) -> None:
    done = site.play("site", "--limit", host, "--diff", "-vvvv", **variables)
    assert done.code == 2, done.output
    failed = [record["task"] for record in done.records if record["end"] == "failed"]
    assert len(failed) == 1
    assert "Validating arguments" in failed[0]
    assert named in done.messages(host)
    assert _asked(site) == set()
    assert [secret for secret in site.secrets() if secret in done.output + str(done.records) + str(done.report)] == []
    assert done.report is not None
    assert len(done.report["unknown"]) == 1


def test_a_value_out_of_range_fails_before_the_first_request(site: ExampleSite) -> None:
    devices = [{"device_name": "a", "port": 80, "password": PHONE_PASSWORD}]
    done = site.play("site", "--limit", "voice-foogroup", "-vvvv", voice_devices_devices=devices)
    assert done.code == 2
    assert "port: 80 is out of range, allowed is 1025 to 65535" in done.messages("voice-foogroup")
    assert _asked(site) == set()
    assert [secret for secret in site.secrets() if secret in done.output] == []


def test_wrong_credentials_are_told_without_showing_them(site: ExampleSite) -> None:
    done = site.play("site", "--limit", "gateway-1", "-vvvv", sms_gateway_api_password="not-the-password")
    assert done.code == 2
    assert "gateway-1 failed" in str(done.report)
    assert "not-the-password" not in done.output + str(done.records) + str(done.report)


# -- a router that fails in the middle of the role ----------------------------------------------------------------------

REFUSED = {"stat": "fail", "code": 999, "message": "Internal Error"}
SSID, WAN, APPLY = "config.ssid.profile", "config.wan.connection$", "cmd.config.apply"
FAULTS: dict[str, Fault] = {
    "first write refused": Fault("status", path=SSID, status=200, body=REFUSED),
    "later write refused": Fault("status", path=WAN, status=200, body=REFUSED),
    "later write fails": Fault("status", path=WAN, status=500, times=-1),
    "later write lost": Fault("reset_before", path=WAN, times=-1),
    "later write's answer lost": Fault("reset_after", path=WAN, times=-1),
    "apply refused": Fault("status", path=APPLY, status=400),
    "apply fails": Fault("status", path=APPLY, status=500),
    "apply lost": Fault("reset_before", path=APPLY),
    "apply's answer lost": Fault("reset_after", path=APPLY),
}


@pytest.fixture(scope="module")
def desired_router(running: ExampleSite) -> dict[str, Any]:
    """router-1 as an undisturbed run leaves it."""
    running.lab.reset()
    done = running.play("site", "--limit", "router-1")
    assert done.code == 0, done.output
    return running.lab.snapshot("router-1")


@pytest.mark.parametrize("reads", ["running", "pending"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_router_that_fails_in_the_middle_is_finished_by_the_next_run(
    desired_router: dict[str, Any], site: ExampleSite, name: str, reads: str
) -> None:
    lab = site.lab
    lab.device("router-1").set_options({"config_reads": reads})
    before = lab.snapshot("router-1")["running"]["ssid"]
    fault = FAULTS[name]
    lab.faults.add(Fault(**{**vars(fault), "device": "router-1", "kind": "write"}))
    done = site.play("site", "--limit", "router-1", "-vvvv", "--diff")
    assert any(entry.fault for entry in lab.journal), done.output
    lab.faults.clear()
    assert [secret for secret in site.secrets() if secret in done.output + str(done.records)] == []
    assert lab.journal.entries(device="router-1", path="/api/cmd.config.discard") == []
    # What is lost in passing is asked after and sent again; a router that fails is not trusted any further.
    recovers = name in ("apply lost", "apply's answer lost") or (name, reads) == (
        "later write's answer lost",
        "pending",
    )
    if recovers:
        assert done.code == 0, done.output
        assert lab.snapshot("router-1") == desired_router
    else:
        assert done.code == 2, done.output
        assert lab.url("router-1") in done.messages("router-1")
        assert lab.snapshot("router-1")["running"]["ssid"] == before
    again = site.play("site", "--limit", "router-1")
    assert again.code == 0, again.output
    assert lab.snapshot("router-1") == desired_router


def test_a_change_that_silently_did_not_take_is_found_out(desired_router: dict[str, Any], site: ExampleSite) -> None:
    site.lab.faults.add(Fault("silent", device="router-1", path=SSID, times=-1))
    done = site.play("site", "--limit", "router-1", "-vvvv")
    assert done.code == 2, done.output
    assert "ssid_profiles[0]: the device accepted the change, but reads back otherwise" in done.messages("router-1")
    assert "vlan_id (asked 20, the device holds 1)" in done.messages("router-1")
    assert [secret for secret in site.secrets() if secret in done.output + str(done.records)] == []
    site.lab.faults.clear()
    assert site.lab.snapshot("router-1").get("pending") is None
    assert site.play("site", "--limit", "router-1").code == 0
    assert site.lab.snapshot("router-1") == desired_router


def test_a_list_of_devices_that_fails_in_the_middle_goes_on_the_next_time(site: ExampleSite) -> None:
    lab = site.lab
    lab.faults.add(Fault("status", device="apio", method="POST", path="access_devices", skip=1, status=500))
    done = site.play("site", "--limit", "voice-foogroup")
    assert done.code == 2, done.output
    assert lab.url("apio") in done.messages("voice-foogroup")
    lab.journal.clear()
    again = site.play("site", "--limit", "voice-foogroup")
    assert again.code == 0, again.output
    writes = lab.journal.entries(device="apio", kind="write")
    assert [entry.body["deviceName"] for entry in writes if entry.method == "POST"] == ["Meeting room"]
    devices = lab.snapshot("apio")["tenants"]["foo"]["groups"]["foogroup"]["devices"]
    assert {"Front desk", "Meeting room"} <= devices.keys()


def test_a_new_phone_gets_its_file_and_check_mode_knows_that_it_is_not_there_yet(site: ExampleSite) -> None:
    desired: dict[str, Any] = {
        "voice_devices_devices": [{"device_name": "New", "device_type": "CTYealink-T48G"}],
        "voice_devices_config_files": [
            {
                "device_name": "New",
                "file_format": "y000000000035.cfg",
                "file_source": "Custom",
                "file_content": PHONE_PASSWORD,
            }
        ],
        "voice_devices_users": [],
    }
    predicted = site.play("site", "--check", "--limit", "voice-foogroup", **desired)
    assert predicted.code == 0, predicted.output
    assert len(predicted.changed) == 1
    done = site.play("site", "--diff", "-vvvv", "--limit", "voice-foogroup", **desired)
    assert done.code == 0, done.output
    assert len(done.changed) == 2
    device = site.lab.snapshot("apio")["tenants"]["foo"]["groups"]["foogroup"]["devices"]["New"]
    assert device["files"]["y000000000035.cfg"]["fileSource"] == "Custom"
    assert [secret for secret in site.vaulted() if secret in done.output + str(done.records)] == []
    assert site.play("site", "--check", "--limit", "voice-foogroup", **desired).changed == set()


def test_a_purge_beyond_its_limit_is_refused(site: ExampleSite) -> None:
    before = site.lab.snapshot("apio")
    done = site.play(
        "site",
        "--limit",
        "voice-foogroup",
        voice_devices_devices=[{"device_name": "foodevice"}],
        voice_devices_purge=True,
        voice_devices_purge_limit=2,
    )
    assert done.code == 2
    assert "3 devices are not listed, and at most 2 may be removed" in done.messages("voice-foogroup")
    assert site.lab.snapshot("apio") == before
