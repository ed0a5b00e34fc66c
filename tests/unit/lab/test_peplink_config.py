# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.ssid.profile, config.gpio and config.wan.connection.priority."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.lab.peplink_support import admin

WPA2 = "WPA2 Personal"
MIXED = "WPA/WPA2 Personal"


def ssid(**members: Any) -> dict[str, Any]:
    """An update of SSID profile 1."""
    return {"action": "update", "id": 1, **members}


# -- config.ssid.profile ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "accepted"),
    [
        ("x" * 7, False),
        ("x" * 8, True),
        ("x" * 63, True),
        ("x" * 64, False),
        ("aF" * 32, True),
        ("aF" * 31 + "ag", False),
        ("aF" * 33, False),
        ("", False),
        (None, False),
        (12345678, False),
    ],
)
def test_key_has_8_to_63_characters_or_64_hexadecimal_digits(key: Any, accepted: bool) -> None:
    for policy, member in ((WPA2, "wpa2Personal"), (MIXED, "wpaWpa2Personal")):
        client = admin()
        body = ssid(security={"policy": policy, member: {"key": key}})
        answer = client.send("POST", "config.ssid.profile", body).json()
        assert answer["stat"] == ("ok" if accepted else "fail")
        if accepted:
            assert answer["response"]["1"]["security"][member]["key"] == key


@pytest.mark.parametrize(
    "members",
    [
        {"name": ""},
        {"name": "x" * 33},
        {"name": None},
        {"enable": "true"},
        {"enable": None},
        {"vlanId": 0},
        {"vlanId": 4095},
        {"vlanId": "7"},
        {"vlanId": None},
        {"broadcast": 1},
        {"captivePortal": True},  # read only
        {"incontrolManaged": True},
        {"frequency": ["5GHz"]},  # firmware 8.3
        {"security": None},
        {"security": {"policy": "WPA3 Personal"}},
        {"security": {"policy": "Open"}},
        {"security": {"key": "12345678"}},
        {"security": {"wpaWpa2Personal": {"key": "12345678"}}},  # not this profile's policy
        {"security": {"policy": MIXED, "wpa2Personal": {"key": "12345678"}}},
        {"security": {"policy": MIXED, "wpaWpa2Personal": {"fastTransition": True}}},
        {"security": {"wpa2Personal": {"fastTransition": "yes"}}},
        {"id": 3},
        {"id": "one"},
        {"action": "add"},
        {"action": "delete"},
    ],
)
def test_ssid_update_is_refused(members: dict[str, Any]) -> None:
    client = admin()
    assert client.refused("POST", "config.ssid.profile", ssid(**members))[0] == 400
    assert client.router.snapshot()["pending"] is None


@pytest.mark.parametrize("lacking", ["action", "id"])
def test_ssid_update_needs_action_and_id(lacking: str) -> None:
    body = ssid(enable=True)
    del body[lacking]
    assert admin().refused("POST", "config.ssid.profile", body) == (400, f"invalid {lacking}: required")


def test_only_given_information_is_affected() -> None:
    client = admin()
    before = client.get("config.ssid.profile?id=2")["2"]
    client.post("config.ssid.profile", {"action": "update", "id": 2, "name": "x"})
    members = {"name": "x" * 32, "enable": False, "vlanId": 4094, "broadcast": False}
    for name, value in members.items():
        answer = client.post("config.ssid.profile", {"action": "update", "id": 2, name: value})
        before[name] = value
        assert answer == {"2": before, "order": [2]}


def test_change_of_policy_keeps_the_key() -> None:
    client = admin()
    answer = client.post("config.ssid.profile", ssid(security={"policy": MIXED}))
    assert answer["1"]["security"] == {"policy": MIXED, "wpaWpa2Personal": {"key": "pas53or2"}}
    answer = client.post("config.ssid.profile", ssid(security={"policy": WPA2, "wpa2Personal": {"key": "new key 1"}}))
    assert answer["1"]["security"] == {"policy": WPA2, "wpa2Personal": {"key": "new key 1", "fastTransition": False}}


def test_ssid_filter() -> None:
    client = admin()
    assert client.get("config.ssid.profile")["order"] == [1, 2]
    assert set(client.get("config.ssid.profile?id=2")) == {"2", "order"}
    assert client.get("config.ssid.profile?id=2 9")["order"] == [2]
    assert "vlanId" not in client.get("config.ssid.profile?id=1")["1"]
    assert admin(unknown_id="fail").refused("GET", "config.ssid.profile?id=9")[0] == 400


def test_ssid_id_as_a_string_unless_strict() -> None:
    body = {"action": "update", "id": "1", "enable": False}
    assert admin().post("config.ssid.profile", body)["order"] == [1]
    assert admin(strict_ids=True).refused("POST", "config.ssid.profile", body)[0] == 400


# -- config.gpio -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [None, {}, {"list": []}])
def test_gpio_without_a_list_reads(body: Any) -> None:
    client = admin()
    answer = client.post("config.gpio", body)
    assert answer == {
        "1": {"enable": False, "type": "digital_output", "mode": "wan_status"},
        "2": {"enable": False, "type": "digital_input", "mode": "ignition_sensing", "delay": 10},
        "order": [1, 2],
    }
    assert client.router.snapshot()["pending"] is None


def test_gpio_reference() -> None:
    reference = admin().post("config.gpio", {"reference": True})["reference"]
    assert reference["order"] == [1, 2]
    assert reference["1"]["type"] == ["digital_input", "digital_output"]
    assert reference["2"]["mode"]["analog_input"] == ["input_sensing", "voltage_measurement", "analog_testing"]
    assert "reference" not in admin().post("config.gpio", {"reference": False})


@pytest.mark.parametrize(
    ("gpio", "kind", "modes"),
    [
        (1, "digital_input", {"input_sensing", "ignition_sensing"}),
        (1, "digital_output", {"wan_status", "toggle_high"}),
        (2, "analog_input", {"input_sensing", "voltage_measurement", "analog_testing"}),
    ],
)
def test_gpio_mode_depends_on_the_type(gpio: int, kind: str, modes: set[str]) -> None:
    every = {"input_sensing", "ignition_sensing", "wan_status", "toggle_high", "voltage_measurement", "analog_testing"}
    for mode in every:
        answer = admin().send("POST", "config.gpio", {"list": [{"id": gpio, "type": kind, "mode": mode}]}).json()
        assert (answer["stat"] == "ok") == (mode in modes), mode


def test_gpio_mode_of_the_example_can_be_refused() -> None:
    body = {"list": [{"id": 1, "mode": "toggle_high"}]}
    assert admin(gpio_undocumented_modes=False).refused("POST", "config.gpio", body)[0] == 400


@pytest.mark.parametrize(
    ("entry", "accepted"),
    [
        ({"id": 2, "delay": 1}, True),
        ({"id": 2, "delay": 3600}, True),
        ({"id": 2, "delay": 0}, False),
        ({"id": 2, "delay": 3601}, False),
        ({"id": 1, "delay": 5}, False),  # "ONLY for input type"
        ({"id": 1, "type": "digital_input"}, False),  # the mode of an output does not fit
        ({"id": 1, "type": "analog_input", "mode": "input_sensing"}, False),  # not what this GPIO can
        ({"id": 3, "enable": True}, False),
        ({"id": 1, "enable": 1}, False),
        ({"id": 1, "name": "x"}, False),
        ({"enable": True}, False),
    ],
)
def test_gpio_entry(entry: dict[str, Any], accepted: bool) -> None:
    client = admin()
    assert (client.send("POST", "config.gpio", {"list": [entry]}).json()["stat"] == "ok") == accepted
    assert (client.router.snapshot()["pending"] is not None) == accepted


def test_gpio_keeps_what_is_not_given() -> None:
    answer = admin().post("config.gpio", {"list": [{"id": 2, "enable": True}]})
    assert answer["2"] == {"enable": True, "type": "digital_input", "mode": "ignition_sensing", "delay": 10}


def test_gpio_delay_goes_when_the_pin_becomes_an_output() -> None:
    client = admin()
    client.post("config.gpio", {"list": [{"id": 1, "type": "digital_input", "mode": "input_sensing", "delay": 7}]})
    answer = client.post("config.gpio", {"list": [{"id": 1, "type": "digital_output", "mode": "wan_status"}]})
    assert answer["1"] == {"enable": False, "type": "digital_output", "mode": "wan_status"}


# -- config.wan.connection.priority ----------------------------------------------------------------------------------


def test_priority_is_pending_unless_instant() -> None:
    client = admin()
    body = {"list": [{"connId": 2, "priority": 1}, {"connId": 1, "priority": 2, "enable": False}]}
    answer = client.post("config.wan.connection.priority", body)
    assert answer == {
        "1": {"name": "WAN 1", "priority": 2, "enable": False},
        "2": {"name": "WAN 2", "priority": 1, "enable": True},
        "order": [1, 2],
    }
    assert client.get("status.wan.connection?id=2")["2"]["priority"] == 2
    client.post("cmd.config.apply")
    assert client.get("status.wan.connection?id=2")["2"]["priority"] == 1
    assert "priority" not in client.get("status.wan.connection?id=1")["1"]


@pytest.mark.parametrize(("value", "instant"), [(True, True), ("true", True), (False, False), ("false", False)])
def test_instant_active(value: Any, instant: bool) -> None:
    client = admin()
    client.post("config.wan.connection.priority", {"instantActive": value, "list": [{"connId": 2, "priority": 4}]})
    assert (client.router.snapshot()["pending"] is None) == instant
    assert client.router.snapshot()["running"]["wan"]["2"]["connection"]["priority"] == (4 if instant else 2)


@pytest.mark.parametrize("value", [1, "yes", None, "1"])
def test_instant_active_is_refused(value: Any) -> None:
    body = {"instantActive": value, "list": [{"connId": 2, "priority": 4}]}
    assert admin().refused("POST", "config.wan.connection.priority", body)[0] == 400


def test_instant_active_strings_are_an_option() -> None:
    body = {"instantActive": "true", "list": []}
    assert admin(instant_active_strings=False).refused("POST", "config.wan.connection.priority", body)[0] == 400


@pytest.mark.parametrize(
    "entry",
    [
        {"connId": 2, "priority": 5},
        {"connId": 2, "priority": -1},
        {"connId": 2, "priority": "1"},
        {"connId": 2, "priority": None},
        {"connId": 2, "enable": "no"},
        {"connId": 99, "priority": 1},
        {"id": 2, "priority": 1},
        {"priority": 1},
        {"connId": 2, "group": 0},
    ],
)
def test_priority_is_refused(entry: dict[str, Any]) -> None:
    client = admin()
    before = client.router.snapshot()
    body = {"instantActive": True, "list": [{"connId": 1, "priority": 3}, entry]}
    assert client.refused("POST", "config.wan.connection.priority", body)[0] == 400
    assert client.router.snapshot() == before


def test_priority_without_a_list_changes_nothing() -> None:
    client = admin()
    assert client.post("config.wan.connection.priority", {"instantActive": False}) == {"order": []}
    assert client.router.snapshot()["pending"] is None


@pytest.mark.parametrize("enables", [False, True])
def test_whether_a_priority_enables_a_disabled_wan(enables: bool) -> None:
    client = admin(priority_enables=enables)
    for entry in ({"connId": 2, "enable": False}, {"connId": 2, "priority": 1}):
        answer = client.post("config.wan.connection.priority", {"instantActive": True, "list": [entry]})
    assert answer["2"]["enable"] is enables


def test_priority_can_be_read_only_where_the_option_says_so() -> None:
    assert admin().refused("GET", "config.wan.connection.priority") == (404, "unknown function")
    answer = admin(undocumented_reads=True).get("config.wan.connection.priority")
    assert answer["order"] == [1, 2, 3, 4]
    assert answer["2"] == {"name": "WAN 2", "priority": 2, "enable": True, "group": 0}
