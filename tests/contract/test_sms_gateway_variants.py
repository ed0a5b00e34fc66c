# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SMS gateway's modules on every variant of a gateway that the document and the field notes know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.cases import sms_gateway_info, sms_gateway_port
from tests.lab import Lab

INFO = next(case for case in sms_gateway_info.CASES if case.name == "everything")
PORT = next(case for case in sms_gateway_port.CASES if case.name == "slot-number")
UNLOCK = next(case for case in sms_gateway_port.CASES if case.name == "unlock")
SEVERAL = next(case for case in sms_gateway_port.CASES if case.name == "several")
GATEWAY = "gateway-1"

VARIANTS: dict[str, dict[str, Any]] = {
    "Basic": {"auth": "basic"},
    "Digest and Basic": {"auth": "both"},
    "broken JSON": {"broken_json": True},
    "failures as HTTP status": {"errors_as": "http"},
    "short names": {"info_names": "short"},
    "other CDR keys": {"cdr_key": "info", "bcch_key": "bech"},
    "port_map as an array": {"port_map_in_get": "array"},
    "passwords not read back": {"authpswd_readback": "empty"},
    "a cookie": {"set_cookie": True},
    "small answers": {"incoming_limit_bytes": 1000},
    "no limit": {"incoming_limit_bytes": 0},
    "empty POST hangs": {"empty_post": "hang"},
    "ports skipped": {"missing_port": "skip"},
    "signal 99": {"no_signal": 99},
    "slow": {"settle_seconds": 1.5, "register_seconds": 1.5},
}


@pytest.fixture(autouse=True)
def _options(lab: Lab) -> Iterator[None]:
    yield
    lab.device(GATEWAY).reset_options()
    harness.prepare(lab, PORT)


def _set(lab: Lab, **options: Any) -> None:
    lab.device(GATEWAY).set_options(options)


@pytest.mark.parametrize("name", VARIANTS)
def test_reading_gives_one_form(lab: Lab, name: str) -> None:
    harness.prepare(lab, INFO)
    plain = harness.call(lab, INFO)
    _set(lab, **VARIANTS[name])
    found = harness.call(lab, INFO)
    assert not found.get("failed"), found["msg"]
    same, other = plain["sms_gateway"], found["sms_gateway"]
    if "authpswd_readback" in VARIANTS[name]:
        same["config"]["port_group"][0]["sip_authpswd"] = ""
    for result in (same, other):
        result["ports"] = [{**info, "signal": None} for info in result["ports"]]
    assert other == same


@pytest.mark.parametrize("name", VARIANTS)
def test_a_port_is_set_and_stays_set(lab: Lab, name: str) -> None:
    harness.prepare(lab, PORT)
    _set(lab, **VARIANTS[name])
    first = harness.call(lab, PORT, wait_timeout=10)
    assert not first.get("failed"), first["msg"]
    assert first["info"]["slot"] == PORT.args["slot"]
    again = harness.call(lab, PORT)
    assert again["changed"] is False
    assert again["api_requests"] == 2


@pytest.mark.parametrize("name", ["failures as HTTP status", "broken JSON", "Basic", "ports skipped"])
def test_a_port_that_the_model_lacks(lab: Lab, name: str) -> None:
    harness.prepare(lab, PORT)
    _set(lab, **VARIANTS[name])
    result = harness.call(lab, PORT, port=31)
    assert result["error"]["kind"] == "not_found"
    assert "31" in result["msg"]


def test_a_converged_gateway_of_32_ports_costs_one_request(lab: Lab) -> None:
    harness.prepare(lab, SEVERAL)
    gateway = lab.device(GATEWAY)
    gateway.set_options({"ports": 32})
    with gateway.lock:
        gateway.reset()
    wanted = [{"port": number, "slot": 0, "power": "on"} for number in range(31)] + [{"port": 31, "power": "on"}]
    result = harness.call(lab, SEVERAL, ports=wanted)
    assert not result.get("failed"), result["msg"]
    assert (result["changed"], len(result["ports"])) == (False, 32)
    assert (harness.requests(lab, SEVERAL, "read"), result["api_requests"]) == (1, 2)
    wanted[9]["slot"], wanted[20]["power"] = 1, "off"
    changed = harness.call(lab, SEVERAL, ports=wanted)
    assert [write["payload"]["port"] for write in changed["plan"]] == [9, 20]
    assert (changed["ports"][9]["slot"], changed["ports"][20]["reg"]) == (1, "POWER_OFF")
    assert harness.requests(lab, SEVERAL, "write") == 2
    assert harness.call(lab, SEVERAL, ports=wanted)["changed"] is False


def test_a_port_that_fails_stops_those_behind_it(lab: Lab) -> None:
    harness.prepare(lab, UNLOCK)
    wanted = [
        {"port": 0, "slot": 1},
        {"port": 4, "action": "unlock", "pin": "99999999"},
        {"port": 2, "power": "on"},
        {"port": 3, "slot": 1},
    ]
    result = harness.call(lab, SEVERAL, ports=wanted, wait_timeout=1)
    for part in ("This was port 4", "Done before: port 0", "Not begun: port 3"):
        assert part in result["msg"]
    assert result["changed"] is True
    assert "99999999" not in str(result)
    state = harness.state(lab, UNLOCK)["ports"]
    assert (state["0"]["slot"], state["3"]["slot"], state["4"]["sims"]["0"]["pin_tries"]) == (1, 0, 2)


def test_what_can_not_be_is_known_before_the_first_port_is_touched(lab: Lab) -> None:
    harness.prepare(lab, SEVERAL)
    result = harness.call(lab, SEVERAL, ports=[{"port": 0, "slot": 1}, {"port": 20, "slot": 1}])
    assert "the gateway has no port 20" in result["msg"]
    assert harness.requests(lab, SEVERAL, "write") == 0


def test_a_gateway_without_several_cards_a_port(lab: Lab) -> None:
    harness.prepare(lab, PORT)
    _set(lab, multi_sim=False)
    result = harness.call(lab, PORT)
    assert result["error"]["kind"] == "unsupported"
    assert "multi-SIM" in result["msg"]
    _set(lab, multi_sim=True, slot_in_info=False)
    assert harness.call(lab, PORT)["error"]["kind"] == "unsupported"
    assert harness.requests(lab, PORT, "write") == 0


def test_a_number_that_is_not_read_back_is_told(lab: Lab) -> None:
    harness.prepare(lab, PORT)
    _set(lab, number_readable=False)
    result = harness.call(lab, PORT, wait_timeout=1)
    assert result["error"]["kind"] == "verify"
    assert "number" in result["msg"]
    assert harness.call(lab, PORT, verify=False)["changed"] is True


@pytest.mark.parametrize("told", ["error", "accepted"])
def test_a_wrong_pin_is_tried_once_and_told(lab: Lab, told: str) -> None:
    harness.prepare(lab, UNLOCK)
    _set(lab, pin_result=told)
    result = harness.call(lab, UNLOCK, pin="99999999", wait_timeout=1)
    assert result.get("failed")
    assert "PIN_REQUIRE" in result["msg"]
    assert "99999999" not in str(result)
    assert harness.state(lab, UNLOCK)["ports"]["4"]["sims"]["0"]["pin_tries"] == 2


def test_a_card_that_asks_for_its_puk_gets_no_pin(lab: Lab) -> None:
    harness.prepare(lab, UNLOCK)
    for _try in range(3):
        harness.call(lab, UNLOCK, pin="99999999", wait_timeout=1)
    lab.journal.clear()
    result = harness.call(lab, UNLOCK)
    assert "PUK" in result["msg"]
    assert harness.requests(lab, UNLOCK, "write") == 0


def test_the_api_is_switched_off(lab: Lab) -> None:
    harness.prepare(lab, INFO)
    _set(lab, api_enabled=False)
    result = harness.call(lab, INFO)
    assert result["error"]["kind"] == "unsupported"
    assert "new-version API" in result["msg"]


def test_wrong_passwords_end_in_a_ban_that_is_told(lab: Lab) -> None:
    harness.prepare(lab, INFO)
    for _try in range(5):
        result = harness.call(lab, INFO, api_password="wrong")
        assert "refuses the credentials" in result["msg"]
    assert harness.requests(lab, INFO) == 10
    assert "has banned this address" in harness.call(lab, INFO)["msg"]
    gateway = lab.device(GATEWAY)
    with gateway.lock:
        gateway.clock.advance(600)
    assert not harness.call(lab, INFO).get("failed")


def test_nonces_that_expire_are_replaced(lab: Lab) -> None:
    harness.prepare(lab, PORT)
    _set(lab, nonce_seconds=2, settle_seconds=3)
    result = harness.call(lab, PORT, wait_timeout=10)
    assert not result.get("failed"), result["msg"]


@pytest.mark.parametrize("session", ["cookie", "peer"])
def test_behind_a_drp_server(lab: Lab, session: str) -> None:
    harness.prepare(lab, PORT)
    _set(lab, drp=True, drp_session=session)
    gateway = lab.device(GATEWAY)
    way = {
        "drp_sn": harness.state(lab, PORT)["sn"],
        "drp_username": gateway.options["drp_username"],
        "drp_password": gateway.options["drp_password"],
    }
    result = harness.call(lab, PORT, **way)
    assert not result.get("failed"), result["msg"]
    assert result["info"]["slot"] == PORT.args["slot"]
    assert gateway.options["drp_password"] not in str(result)
    lost = harness.call(lab, PORT, **{**way, "drp_sn": "0000-0000-0000-0000"})
    assert "does not lead to the gateway" in lost["msg"]
    wrong = harness.call(lab, PORT, **{**way, "drp_password": "not-the-password"})
    assert wrong["error"]["kind"] == "authentication"
    assert "drp_password" in wrong["msg"]
