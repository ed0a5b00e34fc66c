# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated gateway's ports: get_port_info, set_port_info, and what happens over time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.sms_gateway.port_info import INFO_TYPES, LONG_NAMES
from tests.lab.sms_gateway.seed import PIN
from tests.unit.lab.sms_gateway_support import code, gateway, get, info, set_port

ALL = ",".join(INFO_TYPES)


def reg(device: Any, port: int) -> str:
    return str(info(device, port, "reg")["reg"])


# get_port_info


@pytest.mark.parametrize("name", INFO_TYPES)
def test_every_info_type_alone(name: str) -> None:
    row = info(gateway(), 0, name)
    assert list(row) == ["port", LONG_NAMES.get(name, name)]


@pytest.mark.parametrize("name", LONG_NAMES)
def test_short_names_by_choice(name: str) -> None:
    assert list(info(gateway(info_names="short"), 0, name)) == ["port", name]


def test_types_of_the_values() -> None:
    row = info(gateway(), 0, *INFO_TYPES)
    assert {name for name, value in row.items() if isinstance(value, int)} == {"port", "slot", "signal"}
    assert all(isinstance(value, str) for name, value in row.items() if name not in ("port", "slot", "signal"))


def test_without_port_all_ports() -> None:
    assert [row["port"] for row in get(gateway(), f"/api/get_port_info?info_type={ALL}")["info"]] == list(range(8))
    assert len(get(gateway(ports=32), "/api/get_port_info?info_type=reg")["info"]) == 32


def test_ports_in_the_order_asked() -> None:
    assert [row["port"] for row in get(gateway(), "/api/get_port_info?info_type=reg&port=3,1")["info"]] == [3, 1]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "info_type=",
        "port=0",
        "info_type=operator",
        "info_type=carrier",
        "info_type=Type",
        "info_type=remain_daily_call_time",
        "info_type=reg,operator",
        "info_type=reg&port=",
        "info_type=reg&port=x",
        "info_type=reg&port=-1",
        "info_type=reg&port=32",
        "info_type=reg&port=1,,2",
        "info_type=reg&port=1;2",
        "info_type=reg&port=8",
        "info_type=reg&port=0,8",
        "info_type=reg&info_type=type",
        "info_type=reg&ports=1",
        "info_type=CallForward",
        "info_type=CallForward&port=1,2",
        "info_type=CallForward,reg&port=1",
    ],
)
def test_bad_requests(query: str) -> None:
    assert code(gateway(), "GET", f"/api/get_port_info?{query}") == 400


def test_missing_port_may_be_left_out() -> None:
    device = gateway(missing_port="skip")
    assert [row["port"] for row in get(device, "/api/get_port_info?info_type=reg&port=0,8")["info"]] == [0]
    assert code(device, "GET", "/api/get_port_info?info_type=reg&port=32") == 400


def test_slot_of_a_gateway_that_is_not_multi_sim() -> None:
    assert info(gateway(multi_sim=False), 0, "slot")["slot"] == 255
    assert info(gateway(), 0, "slot")["slot"] == 0


def test_no_sim() -> None:
    row = info(gateway(), 7, *INFO_TYPES)
    assert (row["reg"], row["imsi"], row["iccid"], row["smsc"], row["number"]) == ("NO_SIM", "", "", "", "")
    assert (row["signal"], row["gprs"]) == (0, "detached")
    assert info(gateway(no_signal=99), 7, "signal")["signal"] == 99


def test_unknown_module_and_no_network() -> None:
    device = gateway()
    device.patch({"ports": {"0": {"type": "UNKNOWN"}, "1": {"network": "none"}}})
    assert reg(device, 0) == "UNKNOWN"
    assert reg(device, 1) == "SEARCHING_NETWORK"


@pytest.mark.parametrize("ports", [0, 33])
def test_number_of_ports_is_limited(ports: int) -> None:
    with pytest.raises(ValueError, match="1 to 32"):
        gateway(ports=ports)


# set_port_info


@pytest.mark.parametrize(
    "query",
    [
        "",
        "port=0",
        "action=power&param=on",
        "port=0&action=power",
        "port=0&action=power&param=ON",
        "port=0&action=power&param=1",
        "port=0&action=Power&param=on",
        "port=0&action=explode&param=1",
        "port=0&action=slot",
        "port=0&action=slot&param=4",
        "port=0&action=slot&param=-1",
        "port=0&action=slot&param=255",
        "port=0&action=slot&param=00",
        "port=8&action=power&param=on",
        "port=32&action=power&param=on",
        "port=0,1&action=power&param=on",
        "port=0&action=imei",
        "port=0&action=imei&param=86307001700517",
        "port=0&action=imei&param=8630700170051733",
        "port=0&action=imei&param=86307001700517x",
        "port=0&action=number",
        "port=0&action=number&param=",
        "port=0&action=number&param=12a",
        f"port=0&action=number&param={'1' * 25}",
        "port=0&action=lock",
        "port=0&action=lock&param=123",
        "port=0&action=lock&param=123456789",
        "port=0&action=unlock&param=12a4",
        "port=0&action=reset&param=2",
        "port=0&action=block&param=x",
        "port=0&action=power&param=on&number=1",
        "port=0&action=power&param=on&param=off",
        "port=0&action=CallForward",
        "port=0&action=CallForward&param=Unconditional",
        "port=0&action=CallForward&param=Unconditional&number=",
        "port=0&action=CallForward&param=unconditional&number=1",
        "port=0&action=CallForward&param=Always&number=1",
        f"port=0&action=CallForward&param=Busy&number={'1' * 25}",
        "port=0&action=CallForward&param=CancelAll",
        "port=0&action=CheckCallForward&param=1",
    ],
)
def test_refused(query: str) -> None:
    device = gateway()
    before = device.snapshot()
    assert code(device, "GET", f"/api/set_port_info?{query}") == 400
    device.clock.advance(60)
    assert device.snapshot() == before


@pytest.mark.parametrize("slot", ["0", "1", "2", "3"])
def test_slot(slot: str) -> None:
    device = gateway()
    assert set_port(device, 0, "slot", param=slot) == 200
    assert info(device, 0, "slot")["slot"] == 0, "it takes effect later"
    device.clock.advance(1)
    row = info(device, 0, "slot", "reg", "iccid")
    assert row["slot"] == int(slot)
    assert (row["reg"] == "REGISTER_OK") == (slot in "01"), "two of four slots have a SIM"
    assert bool(row["iccid"]) == (slot in "01")


def test_slot_needs_a_multi_sim_gateway() -> None:
    assert set_port(gateway(multi_sim=False), 0, "slot", param="1") == 400


def test_power_over_time() -> None:
    device = gateway(settle_seconds=2, register_seconds=6)
    assert set_port(device, 0, "power", param="off") == 200
    assert reg(device, 0) == "REGISTER_OK"
    device.clock.advance(2)
    row = info(device, 0, *INFO_TYPES)
    assert (row["reg"], row["iccid"], row["signal"], row["imei"] != "") == ("POWER_OFF", "", 0, True)
    assert set_port(device, 0, "power", param="on") == 200
    assert reg(device, 0) == "POWER_OFF"
    device.clock.advance(2)
    seen = []
    for _ in range(8):
        seen.append(reg(device, 0))
        device.clock.advance(1)
    assert seen == ["UNREGISTER"] * 2 + ["SEARCHING_NETWORK"] * 4 + ["REGISTER_OK"] * 2
    assert [row["reg"] for row in get(device, "/api/get_port_info?info_type=reg&port=1,2")["info"]] == [
        "REGISTER_OK",
        "REGISTER_OK",
    ]


def test_power_on_of_a_port_that_is_on_changes_nothing() -> None:
    device = gateway()
    set_port(device, 0, "power", param="on")
    device.clock.advance(0.3)
    assert reg(device, 0) == "REGISTER_OK"


def test_the_last_word_counts() -> None:
    device = gateway()
    set_port(device, 0, "power", param="off")
    set_port(device, 0, "power", param="on")
    device.clock.advance(10)
    assert reg(device, 0) == "REGISTER_OK"


@pytest.mark.parametrize("params", [{}, {"param": "1"}, {"param": ""}])
def test_reset(params: dict[str, str]) -> None:
    device = gateway(register_seconds=3)
    assert set_port(device, 0, "reset", **params) == 200
    assert reg(device, 0) == "UNREGISTER"
    device.clock.advance(3)
    assert reg(device, 0) == "REGISTER_OK"


def test_reset_leaves_a_port_that_is_off() -> None:
    device = gateway()
    set_port(device, 0, "power", param="off")
    device.clock.advance(1)
    assert set_port(device, 0, "reset") == 200
    assert reg(device, 0) == "POWER_OFF"


def test_imei() -> None:
    device = gateway()
    old = info(device, 0, "imei")["imei"]
    assert set_port(device, 0, "imei", param="863070017005173") == 200
    assert info(device, 0, "imei")["imei"] == old
    device.clock.advance(1)
    assert info(device, 0, "imei")["imei"] == "863070017005173"


def test_check_digit_by_choice() -> None:
    assert set_port(gateway(), 0, "imei", param="863070017005174") == 200
    assert set_port(gateway(imei_check_digit=True), 0, "imei", param="863070017005174") == 400
    assert set_port(gateway(imei_check_digit=True), 0, "imei", param="863070017005173") == 200


def test_number() -> None:
    device = gateway()
    assert set_port(device, 0, "number", param="%2B15013828917") == 200
    device.clock.advance(1)
    assert info(device, 0, "number")["number"] == "+15013828917"
    device.set_options({"number_readable": False})
    assert info(device, 0, "number")["number"] == ""


def test_number_needs_a_sim() -> None:
    assert set_port(gateway(), 7, "number", param="15013828917") == 500


def test_number_stays_with_the_sim() -> None:
    device = gateway()
    set_port(device, 0, "number", param="123")
    device.clock.advance(1)
    set_port(device, 0, "slot", param="1")
    device.clock.advance(1)
    assert info(device, 0, "number")["number"] == ""


# PIN and PUK


def test_lock_asks_for_the_pin_after_a_reset_and_unlock_enters_it() -> None:
    device = gateway()
    assert set_port(device, 0, "lock", param=PIN) == 200
    assert reg(device, 0) == "REGISTER_OK"
    set_port(device, 0, "reset")
    assert reg(device, 0) == "PIN_REQUIRE"
    assert set_port(device, 0, "unlock", param=PIN) == 200
    device.clock.advance(1)
    assert reg(device, 0) == "REGISTER_OK"
    assert set_port(device, 0, "unlock", param=PIN) == 200, "entered already: now the query is switched off"
    set_port(device, 0, "reset")
    device.clock.advance(1)
    assert reg(device, 0) == "REGISTER_OK"


def test_three_wrong_pins_need_the_puk() -> None:
    device = gateway()
    set_port(device, 0, "lock", param=PIN)
    set_port(device, 0, "reset")
    assert [set_port(device, 0, "unlock", param="0000") for _ in range(2)] == [500, 500]
    assert reg(device, 0) == "PIN_REQUIRE"
    assert set_port(device, 0, "unlock", param="0000") == 500
    assert reg(device, 0) == "PUK_REQUIRE"
    assert set_port(device, 0, "unlock", param=PIN) == 500, "too late"
    assert device.snapshot()["ports"]["0"]["sims"]["0"]["pin_tries"] == 0


def test_the_right_pin_gives_the_tries_back() -> None:
    device = gateway()
    set_port(device, 0, "lock", param="0000")
    set_port(device, 0, "lock", param=PIN)
    assert device.snapshot()["ports"]["0"]["sims"]["0"]["pin_tries"] == 3


def test_wrong_pin_may_go_untold() -> None:
    device = gateway(pin_result="accepted")
    assert set_port(device, 0, "lock", param="0000") == 200
    assert device.snapshot()["ports"]["0"]["sims"]["0"]["pin_tries"] == 2


@pytest.mark.parametrize("port", [7, 0])
def test_no_sim_or_no_power_takes_no_pin(port: int) -> None:
    device = gateway()
    device.patch({"ports": {"0": {"power": "off"}}})
    assert set_port(device, port, "lock", param=PIN) == 500


def test_block() -> None:
    device = gateway()
    assert set_port(device, 0, "block") == 200
    assert not device.radio.registered(0)
    assert reg(device, 0) == "REGISTER_OK", "no answer shows that a SIM is blocked"
    assert set_port(device, 0, "unblock", param="1") == 200
    assert device.radio.registered(0)
    assert set_port(device, 7, "block") == 500
