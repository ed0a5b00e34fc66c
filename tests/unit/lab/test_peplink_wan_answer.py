# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /api/config.wan.connection: how what was written reads back, in each variant."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.lab.peplink_support import Client, admin, nested, rich_model, update

DDNS = {"enable": True, "useWanIp": True, "username": "u", "password": "p", "host": ["a.example.com"]}


def written(wan_id: int, change: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The WAN of the answer after the change was written and applied."""
    client = admin(rich_model(), **options)
    answer = update(client, wan_id, change)
    assert answer["stat"] == "ok", answer
    client.post("cmd.config.apply")
    return wan(client, wan_id)


def wan(client: Client, wan_id: int) -> dict[str, Any]:
    """One WAN of GET config.wan.connection."""
    answer: dict[str, Any] = client.get(f"config.wan.connection?id={wan_id}")[str(wan_id)]
    return answer


def method(kind: str, **detail: Any) -> dict[str, Any]:
    """A connection method."""
    return {"connection": {"method": {"type": kind, "detail": detail}}}


STATIC = {"ip": "192.0.2.2", "mask": 24, "gateway": "192.0.2.1"}
L2TP = {"username": "u", "password": "p", "host": "192.0.2.9"}
GRE = {"host": "192.0.2.9", "local": "10.0.0.1", "remote": "10.0.0.2", "nat": "10.0.0.3"}
PPPOE = {"username": "u", "password": "p"}


@pytest.mark.parametrize(
    ("kind", "word", "detail", "shown"),
    [
        ("dhcp", "DHCP", {"hostname": "h"}, {"hostname": "h"}),
        ("dhcp", "DHCP", {"hostname": "h", "ipPassthrough": True}, {"hostname": "h", "ipPassthrough": True}),
        ("staticIp", "Static IP", STATIC, STATIC),
        ("pppoe", "PPPoE", {**PPPOE, "service": ""}, PPPOE),
        (
            "pppoe",
            "PPPoE",
            {**PPPOE, "service": "isp", "ip": "192.0.2.5"},
            {**PPPOE, "service": "isp", "ip": "192.0.2.5"},
        ),
        ("l2tp", "L2TP", L2TP, L2TP),
        ("l2tp", "L2TP", {**L2TP, "staticIp": STATIC}, {**L2TP, "staticIp": "192.0.2.2"}),
        ("gre", "GRE", {**GRE, "staticIp": STATIC}, {**GRE, "staticIp": STATIC}),
        ("openvpn", "OpenVPN", PPPOE, PPPOE),
    ],
)
def test_method(kind: str, word: str, detail: dict[str, Any], shown: dict[str, Any]) -> None:
    connection = written(1, method(kind, **detail))["connection"]
    assert connection["method"] == kind
    assert connection[kind] == {**({"hostname": ""} if kind == "dhcp" else {}), **shown}
    assert written(1, method(kind, **detail), method_form="DHCP")["connection"]["method"] == word
    form = written(1, method(kind, **detail), method_form="object")["connection"]
    assert form["method"]["type"] == kind
    assert kind not in form


def test_only_one_method_object() -> None:
    connection = written(1, method("staticIp", **STATIC))["connection"]
    assert "staticIp" in connection
    assert "dhcp" not in connection


def test_gre_static_ip_is_shown_on_ethernet_only() -> None:
    assert "staticIp" not in written(8, method("gre", **GRE, staticIp=STATIC))["connection"]["gre"]


def test_drop_in_reads_but_does_not_write() -> None:
    connection = wan(admin(rich_model()), 12)["connection"]
    assert connection["method"] == "dropIn"
    assert connection["dropIn"] == {"ip": "169.254.0.1", "mask": 24, "gateway": "22.2.2.2"}


@pytest.mark.parametrize(
    ("option", "value", "path"),
    [
        ("mode_key", "mode", "connection.mode"),
        ("mode_key", "routingMode", "connection.routingMode"),
        ("bandwidth_key", "bandwidth", "connection.bandwidth.upload.bandwidth"),
        ("bandwidth_key", "value", "connection.bandwidth.upload.value"),
        ("dns_key", "host", "connection.dns.host"),
        ("dns_key", "server", "connection.dns.server"),
        ("hot_standby_key", "hotStandby", "connection.hotStandby"),
        ("hot_standby_key", "hotStandBy", "connection.hotStandBy"),
        ("health_method_key", "nslookup", "healthcheck.nslookup"),
        ("health_method_key", "dns", "healthcheck.dns"),
    ],
)
def test_key_variants(option: str, value: str, path: str) -> None:
    change = {
        "connection": {
            "routingMode": "NAT",
            "bandwidth": {"upload": {"value": 1, "unit": "Mbps"}},
            "dns": {"auto": False, "host": ["192.0.2.53"]},
            "hotStandBy": True,
        },
        "healthcheck": {"enable": True, "method": {"type": "nslookup", "detail": {"includedPublic": True}}},
    }
    place: Any = written(1, change, **{option: value})
    siblings: set[str] = set()
    for name in path.split("."):
        siblings, place = set(place), place[name]
    variants = {
        "mode_key": {"mode", "routingMode"},
        "bandwidth_key": {"bandwidth", "value"},
        "dns_key": {"host", "server"},
        "hot_standby_key": {"hotStandby", "hotStandBy"},
        "health_method_key": {"nslookup", "dns"},
    }[option]
    assert siblings & variants == {value}


@pytest.mark.parametrize(
    ("value", "keys"),
    [("both", {"pepVpnNat", "pepvpnNat"}), ("pepVpnNat", {"pepVpnNat"}), ("pepvpnNat", {"pepvpnNat"})],
)
def test_pepvpn_nat_keys(value: str, keys: set[str]) -> None:
    connection = written(1, {"connection": {"pepvpnNat": True}}, pepvpn_nat_keys=value)["connection"]
    assert set(connection) & {"pepVpnNat", "pepvpnNat"} == keys
    assert all(connection[key] is True for key in keys)


def test_bandwidth_is_in_kbps() -> None:
    change = {"connection": {"bandwidth": {"upload": {"value": 1.5, "unit": "Gbps"}}}}
    assert written(1, change)["connection"]["bandwidth"] == {
        "upload": {"bandwidth": 1500000, "unit": "kbps"},
        "download": {"bandwidth": 100000, "unit": "kbps"},
    }


def test_health_check_timeout_is_in_seconds() -> None:
    change = {"healthcheck": {"enable": True, "timeout": 10000}}
    assert written(1, change)["healthcheck"]["timeout"] == 10
    assert written(1, {"healthcheck": {"enable": True, "timeout": 2500}})["healthcheck"]["timeout"] == 2.5
    assert written(1, change, health_unit="milliseconds")["healthcheck"]["timeout"] == 10000


@pytest.mark.parametrize(
    ("kind", "detail", "name", "shown"),
    [
        ("nslookup", {"includedPublic": True, "host": []}, "nslookup", {"includePublic": True}),
        ("nslookup", {"host": ["192.0.2.1"]}, "nslookup", {"includePublic": False, "host": ["192.0.2.1"]}),
        ("ping", {"host": ["192.0.2.1"]}, "ping", {"host": ["192.0.2.1"]}),
        ("ping", {"host": []}, "ping", {}),
        (
            "http",
            {"host": [{"url": "http://a/", "pattern": "x"}, {"url": "http://b/", "pattern": ""}]},
            "http",
            {"url": [{"url": "http://a/", "pattern": "x"}, {"url": "http://b/"}]},
        ),
        ("smartcheck", {"host": ["192.0.2.1"]}, "smartcheck", {"host": ["192.0.2.1"]}),
        ("openvpn", {}, None, None),
    ],
)
def test_health_check_method(kind: str, detail: dict[str, Any], name: str | None, shown: Any) -> None:
    answer = written(2, {"healthcheck": {"enable": True, "method": {"type": kind, "detail": detail}}})["healthcheck"]
    assert answer["method"] == kind
    objects = set(answer) & {"nslookup", "ping", "http", "smartcheck", "openvpn", "dns"}
    assert objects == ({name} if name else set())
    if name:
        assert answer[name] == shown


def test_what_is_disabled_shows_nothing_else_but_is_kept() -> None:
    client = admin()
    for section, change in (("healthcheck", {"enable": False}), ("bandwidthAllowanceMonitor", {"enable": False})):
        before = wan(client, 2)[section]
        assert len(before) > 1
        update(client, 2, {section: change})
        client.post("cmd.config.apply")
        assert wan(client, 2)[section] == {"enable": False}
        update(client, 2, {section: {"enable": True}})
        client.post("cmd.config.apply")
        assert wan(client, 2)[section] == before


@pytest.mark.parametrize(
    ("value", "unit", "factor", "megabytes"),
    [(512, "MB", 1024, 512), (2, "GB", 1024, 2048), (1, "TB", 1024, 1048576), (2, "GB", 1000, 2000)],
)
def test_allowance_is_in_mb(value: int, unit: str, factor: int, megabytes: int) -> None:
    monitor = {"enable": True, "start": 0, "monthlyAllowance": {"value": value, "unit": unit}}
    answer = written(1, {"bandwidthAllowanceMonitor": monitor}, allowance_factor=factor)
    assert answer["bandwidthAllowanceMonitor"] == {
        "enable": True,
        "start": 0,
        "monthlyAllowance": {"value": megabytes, "unit": "MB"},
    }


def test_disconnect_is_spelt_as_the_table_does() -> None:
    change = {"bandwidthAllowanceMonitor": {"enable": True, "action": ["email", "disconnect", "restrict"]}}
    actions = written(1, change)["bandwidthAllowanceMonitor"]["action"]
    assert actions == ["email", "disconnnect", "restrict"]
    actions = written(1, change, disconnect_word="disconnect")["bandwidthAllowanceMonitor"]["action"]
    assert actions == ["email", "disconnect", "restrict"]


def test_ddns_is_below_connection_with_a_hidden_password() -> None:
    answer = written(2, {"ddns": {**DDNS, "provider": "others", "customUrl": "http://ddns.example.com/"}})
    assert "ddns" not in answer
    assert answer["connection"]["ddns"] == {
        "enable": True,
        "provider": "customUrl",
        "customUrl": "http://ddns.example.com/",
        "username": "u",
        "password": "@~HiDdEn~@",
        "host": ["a.example.com"],
        "useWanIp": True,
    }
    assert written(2, {"ddns": {**DDNS, "enable": False}})["connection"]["ddns"] == {"enable": False}
    assert "customUrl" not in written(2, {"ddns": {**DDNS, "provider": "tzo"}})["connection"]["ddns"]


def test_schedule_is_below_connection_and_absent_when_cleared() -> None:
    assert written(1, {"schedule": 2})["connection"]["schedule"] == 2
    cleared = written(1, {"schedule": None})
    assert "schedule" not in cleared["connection"]
    assert "schedule" not in cleared


def test_automatic_values_are_absent() -> None:
    set_values = {"mtu": 1400, "mss": 1300, "mac": "00:1A:DD:00:00:09", "vlan": 9}
    assert written(1, {"physical": set_values})["physical"] == {
        "type": "ethernet",
        "speed": "Auto",
        "advertise": True,
        "supportGigaEthernet": True,
        **set_values,
    }
    assert written(2, {"physical": {"mtu": None, "vlan": None}})["physical"] == {
        "type": "ethernet",
        "speed": "100baseTx-FD",
        "advertise": True,
        "supportGigaEthernet": True,
    }
    assert "idleTimeout" not in written(4, {"connection": {"idleTimeout": None}})["connection"]


def test_modem_is_below_connection() -> None:
    modem = {"mobileType": "3G", "simPin": "1234", "huaweiBand": ["GSM1900"]}
    operator = {"apn": "a", "username": "u", "password": "p"}
    answer = written(5, {"modem": {**modem, "operator": {**operator, "dialNumber": "*99#"}}})
    assert "modem" not in answer
    assert answer["connection"]["modem"] == {**modem, "operator": {"auto": False, **operator, "dialNumber": "*99#"}}
    answer = written(5, {"modem": {"operator": {"dialNumber": "777"}}})
    assert answer["connection"]["modem"]["operator"]["dialNumber"] == 777
    assert written(5, {"modem": {"operator": None}})["connection"]["modem"]["operator"] == {"auto": True}


def test_gobi_has_the_operator_and_mode_of_a_cellular_wan() -> None:
    answer = written(4, {"connection": {"cellularModule": {"networkMode": "LTE only"}}})
    assert answer["connection"]["gobi"] == {
        "mode": "LTE only",
        "operator": {"auto": False, "apn": "internet", "username": "lab", "password": "lab-peplink-apn-pw1"},
    }
    assert answer["physical"]["type"] == "gobi"
    assert written(4, {}, physical_cellular_type="cellular")["physical"]["type"] == "cellular"
    assert "gobi" not in wan(admin(), 1)["connection"]


def test_passwords_are_masked_all_or_ddns_only() -> None:
    pppoe = method("pppoe", **PPPOE)
    assert written(1, pppoe)["connection"]["pppoe"]["password"] == "p"
    assert written(1, pppoe, mask_passwords="all")["connection"]["pppoe"]["password"] == "@~HiDdEn~@"
    answer = wan(admin(mask_passwords="all"), 4)
    assert answer["connection"]["gobi"]["operator"]["password"] == "@~HiDdEn~@"
    assert answer["cellular"]["sim"][0]["operator"]["password"] == "@~HiDdEn~@"


UNDOCUMENTED = [
    (1, "connection.useLanIp", True),
    (1, "connection.groupSet", 1),
    (1, "connection.ignoreDefaultGateway", True),
    (1, "connection.cellularModule", {"networkMode": "auto"}),
    (1, "physical.ttl", 64),
    (7, "physical.vpi", 8),
    (7, "physical.vci", 35),
    (8, "physical.greUplink", 1),
    (9, "physical.openvpn", {"uplink": [{"id": 1, "priority": 1}], "failback": True}),
    (4, "cellular.useExternalAntenna", True),
    (4, "cellular.signalThreshold", {"rsrp": [-110, -100]}),
    (3, "wifi.channel", [1, 6, 11]),
    (3, "wifi.roaming", {"enable": True, "algorithm": {"type": "normal", "detail": {"checkInterval": 5}}}),
]


@pytest.mark.parametrize(("wan_id", "path", "value"), UNDOCUMENTED)
def test_undocumented_readback(wan_id: int, path: str, value: Any) -> None:
    place: Any = written(wan_id, nested(path, value))
    for name in path.split("."):
        place = place[name]
    assert place == value
    hidden = written(wan_id, nested(path, value), undocumented_readback=False)
    section, member = path.split(".")
    assert member not in hidden.get(section, {})


def test_undocumented_method_details_can_be_left_out() -> None:
    change = method("dhcp", hostname="h", ipPassthrough=True)
    assert written(1, change, undocumented_readback=False)["connection"]["dhcp"] == {"hostname": "h"}
    keep_alive = method("pppoe", **PPPOE, keepaliveInterval=30)
    assert written(1, keep_alive)["connection"]["pppoe"] == {**PPPOE, "keepaliveInterval": 30}
    assert written(1, keep_alive, undocumented_readback=False)["connection"]["pppoe"] == PPPOE


@pytest.mark.parametrize(
    ("info_types", "sections"),
    [
        ("connection", {"connection"}),
        ("physical healthcheck", {"physical", "healthcheck"}),
        ("bandwidthAllowanceMonitor", {"bandwidthAllowanceMonitor"}),
        ("cellular", {"cellular"}),
        ("multipleIp", set()),
    ],
)
def test_info_type(info_types: str, sections: set[str]) -> None:
    answer = admin().get(f"config.wan.connection?id=4&infoType={info_types}")["4"]
    assert set(answer) == {"name", "asLan", "enable", "active", "multipleIp"} | sections


def test_wan_as_lan_has_a_head_only() -> None:
    client = admin()
    client.router.patch({"wan": {"2": {"asLan": True}}})
    assert wan(client, 2) == {"name": "WAN 2", "asLan": True, "enable": True, "active": True}


def test_update_answers_all_wans_or_the_changed_ones() -> None:
    answer = update(admin(), 2, {"name": "New"})["response"]
    assert answer["order"] == [1, 2, 3, 4]
    assert set(answer["2"]) == {"name", "asLan", "enable", "active", "multipleIp", "connection", "healthcheck"}
    assert answer["2"]["name"] == "New"
    answer = update(admin(update_answer="changed"), 2, {"name": "New"})["response"]
    assert answer["order"] == [2]
    assert {"physical", "bandwidthAllowanceMonitor"} <= set(answer["2"])


def test_writing_what_was_read_by_the_request_table_changes_nothing() -> None:
    """A sparse change with the values that are held already leaves the stored WAN as it is."""
    client = admin()
    before = client.router.snapshot()["running"]["wan"]["2"]
    change = {
        "name": before["name"],
        "connection": before["connection"],
        "healthcheck": before["healthcheck"],
        "physical": before["physical"],
        "bandwidthAllowanceMonitor": before["bandwidthAllowanceMonitor"],
    }
    assert update(client, 2, change)["stat"] == "ok"
    client.post("cmd.config.apply")
    assert client.router.snapshot()["running"]["wan"]["2"] == before
