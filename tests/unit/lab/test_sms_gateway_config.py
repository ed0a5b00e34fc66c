# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated gateway's get_config and set_config: shapes, limits, variants."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_samples import GROUP, TRUNK, route
from tests.unit.lab.sms_gateway_support import call, gateway, post

PROXY = {"domain": "sip.example.net", "port": 5060, "check_network_status": "on"}
IP_TO_TEL = route(1, ("sip_trunk", 31, "port", 3))
TEL_TO_IP = route(1, ("port", 1, "sip_trunk", 31))
OBJECTS: dict[str, dict[str, Any]] = {
    "sip_proxy": PROXY,
    "sip_trunk": TRUNK,
    "ip_to_tel_routing": IP_TO_TEL,
    "tel_to_ip_routing": TEL_TO_IP,
    "port_group": GROUP,
}
LISTS = [name for name in OBJECTS if name != "sip_proxy"]


def put(device: SmsGateway, section: str, *entries: Any) -> Any:
    return post(device, "/api/set_config", {section: list(entries)})


def read(device: SmsGateway, section: str, *indices: int) -> Any:
    return post(device, "/api/get_config", {section: list(indices)})[section]


def taken(device: SmsGateway, section: str, entry: Any) -> bool:
    """Whether set_config takes an object; what it doesn't take must leave no trace."""
    before = device.snapshot()
    answer = put(device, section, entry)
    if section == "sip_proxy":
        assert answer in ([{"sip_proxy": "success"}], [])
        done = bool(answer)
    else:
        assert answer in ([{section: [f"{entry.get('index')}_success"]}], [{section: []}])
        done = bool(answer[0][section])
    assert done or device.snapshot() == before
    return done


# Reading


def test_a_new_gateway_has_a_proxy_only() -> None:
    device = gateway()
    assert read(device, "sip_proxy") == {"domain": "", "port": 5060, "check_network_status": "off"}
    assert [read(device, section) for section in LISTS] == [[], [], [], []]


def test_only_what_is_asked() -> None:
    assert list(post(gateway(), "/api/get_config", {"sip_trunk": []})) == ["sip_trunk"]


def test_indices() -> None:
    device = gateway()
    put(device, "sip_trunk", *({**TRUNK, "index": index} for index in (10, 9, 0)))
    assert [row["index"] for row in read(device, "sip_trunk")] == [0, 9, 10]
    assert [row["index"] for row in read(device, "sip_trunk", 9)] == [9]
    assert [row["index"] for row in read(device, "sip_trunk", 10, 5, 0)] == [10, 0]


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "sip_trunk",
        {"sip_trunk": None},
        {"sip_trunk": {}},
        {"sip_trunk": [32]},
        {"sip_trunk": [-1]},
        {"sip_trunk": ["0"]},
        {"ip_to_tel_routing": [64]},
        {"port_group": [True]},
        {"sip_proxy": [0]},
        {"nat": []},
    ],
)
def test_bad_requests_to_get_config(body: Any) -> None:
    """Its answers have no error_code, so the web server refuses."""
    assert call(gateway(), "POST", "/api/get_config", body).status == 403


@pytest.mark.parametrize("target", ["/api/get_config", "/api/set_config"])
def test_no_json(target: str) -> None:
    assert call(gateway(), "POST", target, raw=b"{").status == 403


@pytest.mark.parametrize("body", [{}, [], {"nat": []}, {"sip_trunk": TRUNK}, {"sip_proxy": PROXY}])
def test_bad_requests_to_set_config(body: Any) -> None:
    assert call(gateway(), "POST", "/api/set_config", body).status == 403


def test_port_map_is_a_string_in_get() -> None:
    device = gateway()
    put(device, "port_group", {**GROUP, "port_map": [1, 2]})
    assert read(device, "port_group")[0]["port_map"] == "[ 1,2 ]"
    device.set_options({"port_map_in_get": "array"})
    assert read(device, "port_group")[0]["port_map"] == [1, 2]


def test_sip_port_is_never_read_back() -> None:
    device = gateway()
    assert taken(device, "port_group", {**GROUP, "sip_port": 5070})
    assert "sip_port" not in read(device, "port_group")[0]
    assert taken(device, "port_group", GROUP)
    assert device.snapshot()["config"]["port_group"]["0"]["sip_port"] == 5070


@pytest.mark.parametrize(("switch", "shown"), [("clear", "s3cret"), ("empty", "")])
def test_sip_password(switch: str, shown: str) -> None:
    device = gateway(authpswd_readback=switch)
    put(device, "port_group", {**GROUP, "sip_authpswd": "s3cret"})
    assert read(device, "port_group")[0]["sip_authpswd"] == shown
    assert "s3cret" in device.secrets()


# Writing


@pytest.mark.parametrize("section", OBJECTS)
def test_what_is_set_reads_back(section: str) -> None:
    device = gateway()
    assert taken(device, section, OBJECTS[section])
    found = read(device, section)
    if section == "port_group":
        found[0]["port_map"] = GROUP["port_map"]
    assert found == (PROXY if section == "sip_proxy" else [OBJECTS[section]])


def test_several_at_once_and_one_of_them_wrong() -> None:
    device = gateway()
    answer = put(device, "sip_trunk", TRUNK, {**TRUNK, "index": 1, "enable": "yes"}, {**TRUNK, "index": 2})
    assert answer == [{"sip_trunk": ["31_success", "2_success"]}]


def test_the_word_for_a_failure_by_choice() -> None:
    device = gateway(config_failure="failed")
    assert put(device, "sip_trunk", {**TRUNK, "enable": "yes"}) == [{"sip_trunk": ["31_failed"]}]
    assert put(device, "sip_proxy", {**PROXY, "port": "x"}) == [{"sip_proxy": "failed"}]


def test_the_answer_follows_the_request() -> None:
    body = {"port_group": [GROUP], "sip_proxy": [PROXY]}
    assert post(gateway(), "/api/set_config", body) == [{"port_group": ["0_success"]}, {"sip_proxy": "success"}]


def test_there_is_one_proxy() -> None:
    assert put(gateway(), "sip_proxy", PROXY, PROXY) == []


@pytest.mark.parametrize("section", OBJECTS)
def test_every_member_is_needed_and_typed(section: str) -> None:
    device = gateway()
    whole = OBJECTS[section]
    for name, value in whole.items():
        assert not taken(device, section, {key: other for key, other in whole.items() if key != name}), name
        assert not taken(device, section, {**whole, name: [value] if name == "port_map" else {"x": 1}}), name
        wrong = "1" if isinstance(value, int) else 1
        assert not taken(device, section, {**whole, name: wrong}), name
        assert not taken(device, section, {**whole, name: None}), name
    assert not taken(device, section, {**whole, "unknown": 1})
    assert taken(device, section, whole)


@pytest.mark.parametrize(
    ("section", "name", "good", "bad"),
    [
        ("sip_proxy", "port", [0, 2, 65535], [-1, 65536, True]),
        ("sip_proxy", "check_network_status", ["on", "off"], ["On", "true", ""]),
        ("sip_trunk", "index", [0, 31], [-1, 32]),
        ("sip_trunk", "enable", ["on", "off"], ["ON", ""]),
        ("ip_to_tel_routing", "index", [0, 31, 32, 63], [-1, 64]),
        ("tel_to_ip_routing", "index", [0, 63], [64]),
        ("ip_to_tel_routing", "operation", ["Allow", "Forbid"], ["allow", "Deny"]),
        ("ip_to_tel_routing", "src_mode", ["sip_trunk", "sip_trunk_group", "sip_server"], ["port", "sip_proxy"]),
        ("ip_to_tel_routing", "dst_mode", ["port", "port_group"], ["prot", "sip_trunk"]),
        ("tel_to_ip_routing", "src_mode", ["port", "port_group"], ["sip_trunk"]),
        ("tel_to_ip_routing", "dst_mode", ["sip_trunk", "sip_trunk_group", "sip_server"], ["port"]),
        ("ip_to_tel_routing", "src_id", [0, 31], [-1, 32]),
        ("ip_to_tel_routing", "dst_id", [0, 31], [32]),
        ("ip_to_tel_routing", "del_digit", [0, 255], [256]),
        ("ip_to_tel_routing", "reserve_digit", [0, 255], [256]),
        ("port_group", "index", [0, 31], [32, 63]),
        ("port_group", "reg_type", ["no_register", "sip_proxy", "Trunk-0", "Trunk-31"], ["Trunk-32", "Trunk-", ""]),
        (
            "port_group",
            "select_type",
            ["ascending", "cyclicAscending", "descending", "cyclicDescending", "unknown"],
            ["cyclic", ""],
        ),
        ("port_group", "sip_port", [0, 65535], [-1, 65536, "5060"]),
        (
            "port_group",
            "port_map",
            [[], [0], [7, 0], "[ 0,1 ]", "[0, 1]", "[]"],
            [[8], [0, 0], ["0"], "0,1", "[0,1", "0,1]", "[8]"],
        ),
    ],
)
def test_limits(section: str, name: str, good: list[Any], bad: list[Any]) -> None:
    device = gateway()
    assert [value for value in good if not taken(device, section, {**OBJECTS[section], name: value})] == []
    assert [value for value in bad if taken(device, section, {**OBJECTS[section], name: value})] == []


@pytest.mark.parametrize(("switch", "array", "string"), [("array", True, False), ("string", False, True)])
def test_form_of_port_map_in_set(switch: str, array: bool, string: bool) -> None:
    device = gateway(port_map_in_set=switch)
    assert taken(device, "port_group", {**GROUP, "port_map": [1, 2]}) == array
    assert taken(device, "port_group", {**GROUP, "port_map": "[ 1,2 ]"}) == string


def test_index_of_the_text_by_choice() -> None:
    device = gateway(route_index_max=31)
    assert not taken(device, "ip_to_tel_routing", {**IP_TO_TEL, "index": 63})


def test_token_of_the_sip_server_by_choice() -> None:
    device = gateway(sip_server_token="server")
    assert taken(device, "ip_to_tel_routing", {**IP_TO_TEL, "src_mode": "server"})
    assert not taken(device, "ip_to_tel_routing", {**IP_TO_TEL, "src_mode": "sip_server"})


def test_partial_objects_may_be_merged() -> None:
    device = gateway(partial_objects="merge")
    put(device, "sip_trunk", TRUNK)
    assert taken(device, "sip_trunk", {"index": 31, "enable": "off"})
    assert read(device, "sip_trunk") == [{**TRUNK, "enable": "off"}]


def test_partial_objects_may_lose_the_rest() -> None:
    device = gateway(partial_objects="default")
    put(device, "sip_trunk", TRUNK)
    assert taken(device, "sip_trunk", {"index": 31, "enable": "on"})
    assert read(device, "sip_trunk")[0]["domain"] == ""


def test_an_object_without_index_is_not_taken() -> None:
    assert put(gateway(), "sip_trunk", {name: TRUNK[name] for name in TRUNK if name != "index"}) == [{"sip_trunk": []}]
    assert put(gateway(), "sip_trunk", 31, "31", None) == [{"sip_trunk": []}]
