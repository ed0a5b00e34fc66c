# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attributes of an access device against what BroadWorks takes (field notes access-device, section 2), written here anew."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._access_device.table import SETTABLE, TABLE, forms, mac
from ansible_collections.telco.cpe.plugins.module_utils._core import normal, validate
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR, argument_spec, clearable_paths


class Text(NamedTuple):
    """A documented text attribute: API name, longest value, whether it can be cleared."""

    api: str
    longest: int
    clearable: bool


TEXTS = {
    "device_type": Text("deviceType", 40, False),
    "protocol": Text("protocol", 20, False),
    "net_address": Text("netAddress", 80, True),
    "outbound_proxy_server_net_address": Text("outboundProxyServerNetAddress", 80, True),
    "stun_server_net_address": Text("stunServerNetAddress", 80, True),
    "serial_number": Text("serialNumber", 80, True),
    "description": Text("description", 80, True),
    "physical_location": Text("physicalLocation", 1024, True),
    "user_name": Text("userName", 161, True),
    "password": Text("password", 60, False),
}
OTHERS = {"port", "mac_address", "transport_protocol", "use_custom_user_name_password"}
SHOWN = {
    "device_name": "deviceName",
    "configuration_file_name": "configurationFileName",
    "number_of_ports": "numberOfPorts",
    "number_of_assigned_ports": "numberOfAssignedPorts",
    "status": "status",
    "version": "version",
}

# The document's sample (L45-70) with what its excerpt lacks.
DETAILS: dict[str, Any] = {
    "configurationFileName": "",
    "macAddress": "332211CCBBAA",
    "useCustomUserNamePassword": False,
    "protocol": "SIP 2.0",
    "stunServerNetAddress": "",
    "numberOfAssignedPorts": 0,
    "netAddress": "",
    "version": "",
    "deviceType": "Generic SIP Phone",
    "outboundProxyServerNetAddress": "",
    "status": "Online",
    "numberOfPorts": -1,
    "description": "APIO Test Device New",
    "userName": "",
    "physicalLocation": "",
    "transportProtocol": "Unspecified",
    "serialNumber": "",
}


def test_every_attribute_is_there_and_no_other() -> None:
    names = {field.option: field.api_name for field in TABLE.fields}
    assert names.keys() == TEXTS.keys() | OTHERS | SHOWN.keys()
    assert {option: names[option] for option in SHOWN} == SHOWN
    assert {option: names[option] for option in TEXTS} == {option: text.api for option, text in TEXTS.items()}
    assert names["mac_address"] == "macAddress"
    assert names["transport_protocol"] == "transportProtocol"
    assert names["use_custom_user_name_password"] == "useCustomUserNamePassword"
    assert set(SETTABLE) == TEXTS.keys() | OTHERS == argument_spec(TABLE).keys()


def test_what_can_be_cleared() -> None:
    wanted = {option for option, text in TEXTS.items() if text.clearable} | {"port", "mac_address"}
    assert clearable_paths(TABLE).keys() == wanted


@pytest.mark.parametrize("option", TEXTS)
def test_the_length_of_a_text(option: str) -> None:
    longest = TEXTS[option].longest
    validate.check(TABLE, {option: "x"})
    validate.check(TABLE, {option: "x" * longest})
    with pytest.raises(OptionError, match=f"^{option}: .* to {longest}"):
        validate.check(TABLE, {option: "x" * (longest + 1)})


@pytest.mark.parametrize("option", TEXTS)
def test_an_empty_text_clears_what_can_be_cleared(option: str) -> None:
    if TEXTS[option].clearable:
        validate.check(TABLE, {option: ""})
        assert normal.from_options(TABLE, {option: ""}) == {option: CLEAR}
    else:
        with pytest.raises(OptionError, match=option):
            validate.check(TABLE, {option: ""})


@pytest.mark.parametrize("port", [1025, 65535])
def test_a_port(port: int) -> None:
    validate.check(TABLE, {"port": port})


@pytest.mark.parametrize("port", [1024, 0, -1, 65536])
def test_a_port_out_of_range(port: int) -> None:
    with pytest.raises(OptionError, match="1025 to 65535"):
        validate.check(TABLE, {"port": port})


@pytest.mark.parametrize(
    "value", ["22:11:00:cc:bb:aa", "22-11-00-CC-BB-AA", "2211.00cc.bbaa", "221100ccbbaa", " 22 11 00 cc bb aa "]
)
def test_every_notation_of_a_mac_address_is_the_same(value: str) -> None:
    validate.check(TABLE, {"mac_address": value})
    assert normal.from_options(TABLE, {"mac_address": value}) == {"mac_address": "221100CCBBAA"}
    assert normal.from_answer(TABLE, {"macAddress": value}) == {"mac_address": "221100CCBBAA"}
    assert mac(value) == "221100CCBBAA"


@pytest.mark.parametrize("value", ["22:11:00:cc:bb", "22:11:00:cc:bb:aa:99", "22:11:00:cc:bb:ag", "phone"])
def test_what_is_no_mac_address(value: str) -> None:
    with pytest.raises(OptionError, match="twelve hexadecimal digits"):
        validate.check(TABLE, {"mac_address": value})


def test_a_mac_address_can_be_emptied() -> None:
    validate.check(TABLE, {"mac_address": ""})
    assert normal.from_options(TABLE, {"mac_address": ""}) == {"mac_address": CLEAR}


def test_choices_and_marks() -> None:
    spec = argument_spec(TABLE)
    assert spec["transport_protocol"]["choices"] == ["UDP", "TCP", "TLS", "Unspecified"]
    assert spec["use_custom_user_name_password"]["type"] == "bool"
    assert spec["port"]["type"] == "int"
    assert {option for option, entry in spec.items() if entry["no_log"]} == {"password"}


def test_what_is_unset_is_absent() -> None:
    assert normal.from_answer(TABLE, DETAILS) == {
        "device_type": "Generic SIP Phone",
        "protocol": "SIP 2.0",
        "mac_address": "332211CCBBAA",
        "description": "APIO Test Device New",
        "transport_protocol": "Unspecified",
        "use_custom_user_name_password": False,
        "number_of_ports": -1,
        "number_of_assigned_ports": 0,
        "status": "Online",
    }
    assert normal.from_answer(TABLE, dict.fromkeys(DETAILS)) == {}
    assert normal.from_answer(TABLE, dict.fromkeys(DETAILS, "")) == {}


def test_numbers_and_booleans_as_text() -> None:
    answer = {"port": "5061", "numberOfPorts": "16", "useCustomUserNamePassword": "true"}
    assert normal.from_answer(TABLE, answer) == {
        "port": 5061,
        "number_of_ports": 16,
        "use_custom_user_name_password": True,
    }


def test_a_password_is_never_read() -> None:
    assert normal.from_answer(TABLE, {"password": "********"}) == {}


def test_the_forms_of_clearing() -> None:
    assert forms({"protocol": "SIP 2.0"}) == [{"protocol": "SIP 2.0"}]
    assert forms({"description": "", "protocol": "x"}) == [
        {"description": "", "protocol": "x"},
        {"description": None, "protocol": "x"},
    ]
    assert forms({"port": None}) == [{"port": None}, {"port": ""}]
    assert forms({"port": None, "description": ""}) == [
        {"port": None, "description": ""},
        {"port": "", "description": ""},
        {"port": None, "description": None},
    ]
    assert forms({"port": 0, "useCustomUserNamePassword": False}) == [{"port": 0, "useCustomUserNamePassword": False}]
