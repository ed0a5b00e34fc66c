# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_config on every form of get_config and set_config that the document and the field notes know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.cases import sms_gateway_config
from tests.contract.cases.sms_gateway_config import GROUP, SIP_PASSWORD, TRUNK
from tests.lab import Lab

ALL = sms_gateway_config.CASES[0]
ONE = next(case for case in sms_gateway_config.CASES if case.name == "one-field")
PURGE = next(case for case in sms_gateway_config.CASES if case.name == "purge")
GATEWAY = "gateway-1"

VARIANTS: dict[str, dict[str, Any]] = {
    "broken JSON": {"broken_json": True},
    "objects merged": {"partial_objects": "merge"},
    "objects filled up": {"partial_objects": "default"},
    "port_map as text only": {"port_map_in_set": "string"},
    "port_map as an array only": {"port_map_in_set": "array"},
    "port_map read as an array": {"port_map_in_get": "array"},
    "passwords not read back": {"authpswd_readback": "empty"},
    "failures named": {"config_failure": "failed"},
    "failures as HTTP status": {"errors_as": "http"},
    "Basic": {"auth": "basic"},
    "empty POST hangs": {"empty_post": "hang"},
}
FAILURES = ["missing", "failed"]


@pytest.fixture(autouse=True)
def _options(lab: Lab) -> Iterator[None]:
    yield
    lab.device(GATEWAY).reset_options()
    harness.prepare(lab, ALL)


def _config(lab: Lab) -> dict[str, Any]:
    config: dict[str, Any] = harness.state(lab, ALL)["config"]
    return config


@pytest.mark.parametrize("name", VARIANTS)
def test_the_same_comes_of_it_on_every_variant(lab: Lab, name: str) -> None:
    harness.prepare(lab, ALL)
    assert not harness.call(lab, ALL).get("failed")
    plain = _config(lab)
    harness.prepare(lab, ALL)
    lab.device(GATEWAY).set_options(VARIANTS[name])
    hidden = {"index": 0, "sip_authpswd": SIP_PASSWORD} if "authpswd_readback" in VARIANTS[name] else {}
    groups = [{**entry, **(hidden if entry["index"] == 0 else {})} for entry in ALL.args["port_group"]]
    result = harness.call(lab, ALL, port_group=groups)
    assert not result.get("failed"), result["msg"]
    assert _config(lab) == plain
    again = harness.call(lab, ALL, port_group=groups)
    assert (again["changed"], again["api_requests"]) == (False, 2)
    assert SIP_PASSWORD not in str(result) + str(again)
    if hidden:
        assert again["unverified"] == ["port_group[0].sip_authpswd", "port_group[12].sip_authpswd"]


@pytest.mark.parametrize("policy", ["refuse", "merge", "default"])
def test_a_partial_entry_loses_nothing(lab: Lab, policy: str) -> None:
    harness.prepare(lab, ONE)
    lab.device(GATEWAY).set_options({"partial_objects": policy})
    assert not harness.call(lab, ONE).get("failed")
    assert _config(lab)["port_group"]["0"] == {**GROUP, "description": "none"}


def test_a_password_that_is_not_shown_is_not_overwritten_by_nothing(lab: Lab) -> None:
    harness.prepare(lab, ONE)
    lab.device(GATEWAY).set_options({"authpswd_readback": "empty"})
    result = harness.call(lab, ONE)
    assert "port_group[0].sip_authpswd: must be given" in result["msg"]
    assert harness.requests(lab, ONE, "write") == 0
    given = [{"index": 0, "description": "none", "sip_authpswd": SIP_PASSWORD}]
    assert not harness.call(lab, ONE, port_group=given).get("failed")
    assert _config(lab)["port_group"]["0"]["sip_authpswd"] == SIP_PASSWORD
    always = harness.call(lab, ONE, port_group=given, update_secrets="always")
    assert always["changed"] is True
    without = [{"index": 7, "port_map": [1]}]
    assert harness.call(lab, ONE, port_group=without)["changed"] is True
    assert harness.call(lab, ONE, port_group=without)["changed"] is False


@pytest.mark.parametrize("failure", FAILURES)
def test_an_entry_that_is_not_confirmed_is_named(lab: Lab, failure: str) -> None:
    harness.prepare(lab, ALL)
    lab.device(GATEWAY).set_options({"config_failure": failure})
    result = harness.call(lab, ALL, port_group=[{"index": 0, "reg_type": "Trunk-99"}])
    assert result["error"]["kind"] == "api"
    assert "did not confirm port_group[0]" in result["msg"]
    assert "sip_trunk" not in result["msg"]
    assert _config(lab)["sip_trunk"]["1"]["domain"] == "pbx.example.com"
    proxy = harness.call(lab, ALL, sip_proxy={"domain": "x"}, ip_to_tel_routing=[{"index": 63, "src_mode": "nowhere"}])
    assert "ip_to_tel_routing[63]" in proxy["msg"]


def test_a_new_entry_needs_what_can_not_be_left_open(lab: Lab) -> None:
    harness.prepare(lab, ALL)
    lab.journal.clear()
    for options, message in (
        ({"sip_trunk": [{"index": 9}]}, "sip_trunk[9].domain: is required"),
        ({"ip_to_tel_routing": [{"index": 9, "src_mode": "sip_trunk"}]}, "ip_to_tel_routing[9].src_id: is required"),
        ({"port_group": [{"index": 9, "enable": "on"}]}, "port_group[9].port_map: is required"),
    ):
        assert message in harness.call(lab, ALL, **options)["msg"]
    off: dict[str, Any] = dict.fromkeys(ALL.args) | {"sip_trunk": [{"index": 9, "enable": "off"}]}
    assert harness.call(lab, ALL, **off)["changed"] is False
    assert harness.requests(lab, ALL, "write") == 0


def test_purging_leaves_the_sections_that_are_not_given(lab: Lab) -> None:
    harness.prepare(lab, PURGE)
    assert not harness.call(lab, PURGE, ip_to_tel_routing=None).get("failed")
    config = _config(lab)
    assert config["sip_trunk"]["4"] == {**TRUNK, "domain": "old.example.com", "enable": "off"}
    assert config["ip_to_tel_routing"]["63"]["enable"] == "on"


def test_a_section_is_asked_for(lab: Lab) -> None:
    harness.prepare(lab, ALL)
    assert (
        "one of the following is required" in harness.call(lab, ALL, **{**ALL.args, **dict.fromkeys(ALL.args)})["msg"]
    )
