# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pending and running configuration: what config.* writes change, and when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.lab.peplink_support import Client, admin, update

SSID = {"action": "update", "id": 1, "name": "New SSID"}


def names(client: Client) -> tuple[str, str]:
    """The name of SSID profile 1 and of WAN 1, as GET shows them."""
    ssid = client.get("config.ssid.profile?id=1")["1"]["name"]
    return ssid, client.get("config.wan.connection?id=1")["1"]["name"]


def write(client: Client) -> None:
    """Change both names; the answers show the new values at once."""
    assert client.post("config.ssid.profile", SSID)["1"]["name"] == "New SSID"
    assert update(client, 1, {"name": "New WAN"})["response"]["1"]["name"] == "New WAN"


def test_reads_show_the_running_configuration_until_apply() -> None:
    client = admin()
    write(client)
    assert names(client) == ("Main SSID", "WAN 1")
    assert client.router.snapshot()["running"]["ssid"]["1"]["name"] == "Main SSID"
    client.post("cmd.config.apply")
    assert names(client) == ("New SSID", "New WAN")
    assert client.router.snapshot()["pending"] is None


def test_reads_may_show_the_pending_configuration() -> None:
    client = admin(config_reads="pending")
    write(client)
    assert names(client) == ("New SSID", "New WAN")
    assert client.get("status.wan.connection?id=1")["1"]["name"] == "WAN 1"
    client.post("cmd.config.discard")
    assert names(client) == ("Main SSID", "WAN 1")


def test_discard_drops_everything() -> None:
    client = admin()
    before = client.router.snapshot()
    write(client)
    client.post("cmd.config.discard")
    assert client.router.snapshot() == before
    client.post("cmd.config.apply")
    assert client.router.snapshot() == before


def test_pending_is_shared_by_everybody() -> None:
    first = admin()
    second = Client(first.router).login()
    write(first)
    second.post("config.gpio", {"list": [{"id": 1, "enable": True}]})
    second.post("cmd.config.apply")
    assert names(first) == ("New SSID", "New WAN")
    assert first.router.snapshot()["running"]["gpio"]["1"]["enable"] is True


def test_a_second_write_builds_on_the_pending_one() -> None:
    client = admin()
    write(client)
    update(client, 1, {"schedule": None})
    pending = client.router.snapshot()["pending"]["wan"]["1"]
    assert pending["name"] == "New WAN"
    assert "schedule" not in pending


def test_firmware_that_applies_by_itself() -> None:
    client = admin(applies_by_itself=True)
    write(client)
    client.post("config.gpio", {"list": [{"id": 1, "enable": True}]})
    assert names(client) == ("New SSID", "New WAN")
    assert client.router.snapshot()["pending"] is None
    assert client.router.snapshot()["running"]["gpio"]["1"]["enable"] is True


def test_apply_with_nothing_pending() -> None:
    assert admin().post("cmd.config.apply", {}) is None
    assert admin(apply_nothing="fail").refused("POST", "cmd.config.apply") == (400, "nothing to apply")
    client = admin(apply_nothing="fail")
    write(client)
    client.post("cmd.config.apply")


def test_apply_with_a_warning() -> None:
    assert admin(apply_warning="Wi-Fi will restart").post("cmd.config.apply") == {"warning": "Wi-Fi will restart"}


@pytest.mark.parametrize("endpoint", ["cmd.config.apply", "cmd.config.discard"])
def test_arguments_are_refused(endpoint: str) -> None:
    assert admin().refused("POST", endpoint, {"list": []})[0] == 400


@pytest.mark.parametrize(
    ("path", "change", "kept"),
    [
        ("connection.priority", {"connection": {"priority": 4, "icmpPing": False}}, ("priority", 1)),
        (
            "connection.bandwidth.upload",
            {"connection": {"bandwidth": {"upload": {"value": 1, "unit": "kbps"}}}},
            ("bandwidth", {"upload": {"value": 100000, "unit": "kbps"}, "download": {"value": 100000, "unit": "kbps"}}),
        ),
    ],
)
def test_silently_ignored_field(path: str, change: dict[str, Any], kept: tuple[str, Any]) -> None:
    client = admin(silently_ignores=[path])
    assert update(client, 1, change)["stat"] == "ok"
    client.post("cmd.config.apply")
    connection = client.router.snapshot()["running"]["wan"]["1"]["connection"]
    assert connection[kept[0]] == kept[1]
    assert connection["icmpPing"] is ("icmpPing" not in change["connection"])


def test_silently_ignored_field_in_a_list_of_sims() -> None:
    client = admin(silently_ignores=["cellular.sim.operator"])
    sim = {"id": 1, "carrierSelection": None, "operator": {"apn": "new"}, "simPin": "0000"}
    assert update(client, 4, {"cellular": {"sim": [sim]}})["stat"] == "ok"
    stored = client.router.snapshot()["pending"]["wan"]["4"]["cellular"]["sim"][0]
    assert stored["operator"]["apn"] == "internet"
    assert stored["simPin"] == "0000"


def test_silently_ignored_fields_are_still_checked() -> None:
    client = admin(silently_ignores=["connection.priority", "security.wpa2Personal.key", "delay"])
    assert update(client, 1, {"connection": {"priority": 99}})["stat"] == "fail"
    short = {"action": "update", "id": 1, "security": {"wpa2Personal": {"key": "short"}}}
    assert client.refused("POST", "config.ssid.profile", short)[0] == 400
    good = {"action": "update", "id": 1, "security": {"wpa2Personal": {"key": "long enough", "fastTransition": False}}}
    assert client.post("config.ssid.profile", good)["1"]["security"]["wpa2Personal"] == {
        "key": "pas53or2",
        "fastTransition": False,
    }
    answer = client.post("config.gpio", {"list": [{"id": 2, "delay": 99, "enable": True}]})
    assert answer["2"] == {"enable": True, "type": "digital_input", "mode": "ignition_sensing", "delay": 10}


def test_commands_take_effect_at_once_in_both_configurations() -> None:
    client = admin()
    write(client)
    client.post("cmd.wan.cellular", {"connId": 4, "enabledSim": [2]})
    client.post("cmd.ap", {"enable": False})
    client.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 2, "enable": False}]})
    for _ in range(2):
        running = client.router.snapshot()["running"]
        assert running["wan"]["4"]["cellular"]["simCardScheme"] == "2"
        assert running["wan"]["2"]["enable"] is False
        assert running["access_point"]["enable"] is False
        client.post("cmd.config.apply")
    assert names(client) == ("New SSID", "New WAN")
