# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""POST /api/config.wan.connection: every range, enumeration, type, required member and rule of the document."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.core.device import deep_merge
from tests.unit.lab.peplink_support import admin, nested, rich_model, stored, update

STATIC = {"ip": "192.0.2.2", "mask": 24, "gateway": "192.0.2.1"}
PPPOE = {"username": "u", "password": "p"}
L2TP = {"username": "u", "password": "p", "host": "192.0.2.9"}
GRE = {"host": "192.0.2.9", "local": "10.0.0.1", "remote": "10.0.0.2"}
DDNS = {"useWanIp": True, "username": "u", "password": "p", "host": ["a.example.com"]}
PING = {"type": "ping", "detail": {}}
ROAMING = "wifi.roaming.algorithm.detail"


def detail(kind: str, **members: Any) -> dict[str, Any]:
    """A connection method."""
    return {"connection": {"method": {"type": kind, "detail": members}}}


def algorithm(kind: str) -> dict[str, Any]:
    """A Wi-Fi roaming algorithm."""
    return {"wifi": {"roaming": {"algorithm": {"type": kind}}}}


def signal_mode(kind: str) -> dict[str, Any]:
    """An express roaming algorithm with a signal mode."""
    return deep_merge(algorithm("express"), nested(f"{ROAMING}.signalMode.type", kind))


def sim(**members: Any) -> dict[str, Any]:
    """SIM 1 of a cellular WAN."""
    return {"cellular": {"sim": [{"id": 1, "carrierSelection": None, **members}]}}


def check(wan_id: int, change: dict[str, Any], *, accepted: bool, **options: Any) -> None:
    """The change is accepted and stored, or refused and nothing at all is pending."""
    client = admin(rich_model(), **options)
    answer = update(client, wan_id, change)
    assert answer["stat"] == ("ok" if accepted else "fail"), answer
    assert (client.router.snapshot()["pending"] is not None) == accepted
    if not accepted:
        assert answer["code"] == 400


# WAN, path, lowest, highest, what else must be sent. Lists hold the number in an array.
RANGES: list[tuple[int, str, int, int, dict[str, Any]]] = [
    (1, "connection.method.detail.mask", 0, 32, detail("staticIp", **STATIC)),
    (1, "connection.method.detail.staticIp.mask", 0, 32, detail("l2tp", **L2TP, staticIp=STATIC)),
    (1, "connection.method.detail.modemAccess.mask", 0, 32, detail("pppoe", **PPPOE, modemAccess={"ip": "10.0.0.1"})),
    (1, "connection.priority", 0, 4, {}),
    (1, "bandwidthAllowanceMonitor.start", 0, 28, {}),
    (1, "physical.mtu", 576, 1500, {}),
    (1, "physical.mtu", 576, 1492, detail("pppoe", **PPPOE)),
    (1, "physical.mtu", 576, 1476, detail("gre", **GRE, staticIp=STATIC)),
    (10, "physical.mtu", 576, 9000, {}),
    (1, "physical.mss", 536, 1460, {}),
    (1, "physical.mss", 536, 960, {"physical": {"mtu": 1000}}),
    (10, "physical.mss", 536, 8960, {"physical": {"mtu": 9000}}),
    (1, "physical.ttl", 1, 255, {}),
    (1, "physical.vlan", 1, 4094, {}),
    (6, "physical.vlan", 1, 10, {}),
    (6, "physical.vpi", 1, 255, {}),
    (7, "physical.vpi", 1, 255, {}),
    (7, "physical.vci", 32, 65535, {}),
    (1, "healthcheck.timeout", 801, 10000, {"healthcheck": {"enable": True}}),
    (1, "healthcheck.timeout", 200, 10000, {"healthcheck": {"enable": True, "method": PING}}),
    (1, "healthcheck.interval", 5, 3600, {"healthcheck": {"enable": True}}),
    (1, "healthcheck.retry", 1, 20, {"healthcheck": {"enable": True}}),
    (1, "healthcheck.recovery", 1, 20, {"healthcheck": {"enable": True}}),
    (4, "cellular.preferredSim", 1, 2, {}),
    (3, "wifi.beaconMissCounter", 2, 100, {}),
    (3, "wifi.channelScanInterval", 5, 1000, {}),
    (3, f"{ROAMING}.signalLevel.threshold", -95, -40, {}),
    (3, f"{ROAMING}.signalLevel.gain", 5, 55, {}),
    (3, f"{ROAMING}.checkInterval", 5, 3600, {}),
    (3, f"{ROAMING}.intensiveScan.signalLevel", -95, -40, algorithm("advanced")),
    (3, f"{ROAMING}.intensiveScan.scanInterval", 1, 3600, algorithm("advanced")),
    (3, f"{ROAMING}.signalMode.detail.minimumSignalDifference", 0, 94, signal_mode("relative")),
    (3, f"{ROAMING}.signalMode.detail.signalThreshold.upper", -95, -1, signal_mode("absolute")),
    (3, f"{ROAMING}.signalMode.detail.signalThreshold.lower", -95, -1, signal_mode("absolute")),
    (3, f"{ROAMING}.signalMode.detail.dynamicZone.inner", 0, 95, signal_mode("relative")),
    (3, f"{ROAMING}.signalMode.detail.dynamicZone.outer", 0, 95, signal_mode("absolute")),
    (3, f"{ROAMING}.forceRoam.threshold", -95, -1, algorithm("express")),
]
LIST_RANGES: list[tuple[int, str, int, int]] = [
    (4, "cellular.signalThreshold.signalLevel", 0, 5),
    (4, "cellular.signalThreshold.rsrp", -140, -44),
    (4, "cellular.signalThreshold.sinr", -100, 100),
    (4, "cellular.signalThreshold.rssi", -125, -10),
    (3, "wifi.signalThreshold.signalLevel", 0, 5),
    (3, "wifi.signalThreshold.rsrp", -140, -44),
    (3, "wifi.signalThreshold.sinr", -100, 100),
    (3, "wifi.signalThreshold.rssi", -192, 63),
]


@pytest.mark.parametrize(("wan_id", "path", "low", "high", "more"), RANGES)
def test_range(wan_id: int, path: str, low: int, high: int, more: dict[str, Any]) -> None:
    for value, accepted in ((low, True), (high, True), (low - 1, False), (high + 1, False)):
        check(wan_id, deep_merge(more, nested(path, value)), accepted=accepted)
    wrong: tuple[Any, ...] = ("5", True, None, [low], low + 0.5)
    for value in wrong:
        if not (value is None and path.startswith("physical.") and path[9:] in ("mtu", "mss", "ttl", "vlan")):
            check(wan_id, deep_merge(more, nested(path, value)), accepted=False)


@pytest.mark.parametrize(("wan_id", "path", "low", "high"), LIST_RANGES)
def test_range_of_list(wan_id: int, path: str, low: int, high: int) -> None:
    for value, accepted in (([low, high], True), ([], True), (None, True), ([low - 1], False), ([high + 1], False)):
        check(wan_id, nested(path, value), accepted=accepted)
    check(wan_id, nested(path, low), accepted=False)


@pytest.mark.parametrize(("discovery", "accepted"), [(5, True), (480, True), (4, False), (481, False)])
def test_range_of_optimal_network(discovery: int, accepted: bool) -> None:
    check(4, sim(optimalNetwork={"discovery": discovery, "period": [1, 2]}), accepted=accepted)


@pytest.mark.parametrize(
    ("value", "unit", "kbps"),
    [
        (1, "kbps", 1),
        (10_000_000, "kbps", 10_000_000),
        (1.5, "Mbps", 1500),
        (10_000, "Mbps", 10_000_000),
        (10, "Gbps", 10_000_000),
        (0, "kbps", None),
        (0.5, "kbps", None),
        (10_000_001, "kbps", None),
        (11, "Gbps", None),
        (1, "bps", None),
        (1, "MBPS", None),
    ],
)
def test_bandwidth_is_from_1_kbps_to_10_gbps(value: float, unit: str, kbps: int | None) -> None:
    change = {"connection": {"bandwidth": {"upload": {"value": value, "unit": unit}}}}
    check(1, change, accepted=kbps is not None)
    if kbps is not None:
        client = admin()
        update(client, 1, change)
        assert stored(client, 1)["connection"]["bandwidth"] == {
            "upload": {"value": kbps, "unit": "kbps"},
            "download": {"value": 100000, "unit": "kbps"},
        }


# WAN, path, the document's values, what else must be sent.
ENUMERATIONS: list[tuple[int, str, tuple[Any, ...], dict[str, Any]]] = [
    (1, "connection.routingMode", ("IP Forwarding", "NAT"), {}),
    (5, "modem.mobileType", ("4G", "3G", "2G"), {}),
    (4, "cellular.simCardScheme", ("", "1", "2", "alternate"), {}),
    (
        3,
        "wifi.channelWidth",
        ("20 MHz", "20/40 MHz", "40MHz", "80 MHz", "20/40/80 MHz", "auto"),
        {},
    ),
    (3, "wifi.power", ("custom", "auto", "manual", "high", "medium", "low", "max"), {}),
    (3, "wifi.dataRate", ("MCS0", "MCS9"), {}),
    (3, "wifi.roaming.algorithm.type", ("normal", "advanced", "express"), {}),
    (3, f"{ROAMING}.diagnosticLevel", ("minimum", "basic", "detail"), algorithm("express")),
    (3, f"{ROAMING}.signalMode.type", ("relative", "absolute"), algorithm("express")),
    (3, f"{ROAMING}.backupDisconnect.mode", ("no", "immediate", "delay"), algorithm("express")),
    (1, "physical.speed", ("Auto", "1000baseTx-FD", "100baseTx-FD", "100baseTx-HD", "10baseT-FD", "10baseT-HD"), {}),
    (
        1,
        "healthcheck.method.type",
        ("ping", "nslookup", "http", "smartcheck", "openvpn"),
        {"healthcheck": {"enable": True, "method": {"detail": {}}}},
    ),
    (1, "ddns.provider", ("changeip", "dyndns", "noip", "tzo", "dnsomatic", "others"), {"ddns": DDNS}),
    (
        1,
        "bandwidthAllowanceMonitor.monthlyAllowance.unit",
        ("MB", "GB", "TB"),
        {"bandwidthAllowanceMonitor": {"monthlyAllowance": {"value": 3}}},
    ),
]


@pytest.mark.parametrize(("wan_id", "path", "values", "more"), ENUMERATIONS)
def test_enumeration(wan_id: int, path: str, values: tuple[Any, ...], more: dict[str, Any]) -> None:
    for value in values:
        check(wan_id, deep_merge(more, nested(path, value)), accepted=True)
    for value in ("nothing such", values[-1].swapcase() + "x", None, 1, True, [values[0]]):
        check(wan_id, deep_merge(more, nested(path, value)), accepted=False)


@pytest.mark.parametrize(
    ("wan_id", "path", "values", "bad"),
    [
        (1, "bandwidthAllowanceMonitor.action", ["email", "disconnect", "restrict"], "disconnnect"),
        (5, "modem.huaweiBand", ["GSM1900", "GSM900/GSM1800/WCDMA2100"], "GSM900/GSM1800/WCDMA210"),
    ],
)
def test_enumeration_in_a_list(wan_id: int, path: str, values: list[str], bad: str) -> None:
    check(wan_id, nested(path, values), accepted=True)
    check(wan_id, nested(path, []), accepted=True)
    check(wan_id, nested(path, [bad]), accepted=False)
    check(wan_id, nested(path, values[0]), accepted=False)


@pytest.mark.parametrize(("value", "accepted"), [("LTE", True), ("3G", True), ("2G", True), ("4G", False)])
def test_enumeration_of_sim_mobile_type(value: str, accepted: bool) -> None:
    check(4, sim(mobileType=value), accepted=accepted)


@pytest.mark.parametrize(("value", "accepted"), [("whitelist", True), ("blacklist", True), (None, True), ("x", False)])
def test_enumeration_of_sim_roaming_mode(value: str | None, accepted: bool) -> None:
    check(4, sim(roaming={"enable": True, "mode": value}), accepted=accepted)


def test_remote_sim_needs_a_device_that_has_it() -> None:
    change = {"cellular": {"simCardScheme": "remote_sim", "remoteSim": ["192.0.2.1"]}}
    check(4, change, accepted=False)
    check(4, change, accepted=True, remote_sim=True)


BOOLEANS = [
    (1, "enable"),
    (1, "connection.pepvpnNat"),
    (1, "connection.useLanIp"),
    (1, "connection.dns.auto"),
    (1, "connection.ignoreDefaultGateway"),
    (1, "connection.hotStandBy"),
    (1, "connection.icmpPing"),
    (4, "cellular.useExternalAntenna"),
    (3, "wifi.powerBoost"),
    (3, "wifi.autoConnect"),
    (3, "wifi.roaming.enable"),
    (1, "physical.advertise"),
    (1, "physical.openvpn.failback"),
    (1, "healthcheck.enable"),
    (1, "bandwidthAllowanceMonitor.enable"),
]


@pytest.mark.parametrize(("wan_id", "path"), BOOLEANS)
def test_boolean(wan_id: int, path: str) -> None:
    for value in (True, False):
        check(wan_id, nested(path, value), accepted=True)
    wrong: tuple[Any, ...] = (None, 1, 0, "true", "yes", [True])
    for value in wrong:
        check(wan_id, nested(path, value), accepted=False)


@pytest.mark.parametrize(
    ("wan_id", "path"),
    [
        (1, "schedule"),
        (1, "connection.idleTimeout"),
        (1, "physical.mtu"),
        (1, "physical.mss"),
        (1, "physical.ttl"),
        (1, "physical.mac"),
        (1, "physical.vlan"),
        (5, "modem.operator"),
        (5, "modem.simPin"),
        (4, "cellular.idleTimeout"),
        (4, "cellular.failbackTimeout"),
        (4, "cellular.remoteSim"),
    ],
)
def test_null_clears(wan_id: int, path: str) -> None:
    client = admin(rich_model())
    assert update(client, wan_id, nested(path, None))["stat"] == "ok"
    place: Any = stored(client, wan_id)
    for name in path.split("."):
        place = place.get(name, {})
    assert place == {}


@pytest.mark.parametrize("member", ["carrierSelection", "optimalNetwork", "bandSelection", "operator", "simPin"])
def test_null_clears_in_a_sim(member: str) -> None:
    client = admin()
    assert update(client, 4, sim(**{member: None}))["stat"] == "ok"
    assert member not in stored(client, 4)["cellular"]["sim"][0]
    assert stored(client, 4)["cellular"]["sim"][0]["roaming"] == {"enable": False}
    assert stored(client, 4)["cellular"]["sim"][1] == {"id": 2, "roaming": {"enable": True}}


def test_null_clears_the_static_ip_of_l2tp() -> None:
    client = admin()
    assert update(client, 1, detail("l2tp", **L2TP, staticIp=STATIC))["stat"] == "ok"
    assert update(client, 1, detail("l2tp", **L2TP, staticIp=None))["stat"] == "ok"
    assert stored(client, 1)["connection"]["method"]["detail"] == L2TP


def test_null_clears_the_access_control_list_of_roaming() -> None:
    client = admin()
    assert update(client, 4, sim(roaming={"accessControlList": [1]}))["stat"] == "ok"
    assert update(client, 4, sim(roaming={"accessControlList": None}))["stat"] == "ok"
    assert stored(client, 4)["cellular"]["sim"][0]["roaming"] == {"enable": False}


@pytest.mark.parametrize("member", ["service", "ip", "modemAccess", "keepaliveInterval", "keepaliveRetry"])
def test_null_clears_in_pppoe(member: str) -> None:
    values = {
        "service": "isp",
        "ip": "192.0.2.5",
        "modemAccess": {"ip": "10.0.0.1", "mask": 24},
        "keepaliveInterval": 30,
        "keepaliveRetry": 3,
    }
    client = admin()
    assert update(client, 1, detail("pppoe", **PPPOE, **values))["stat"] == "ok"
    assert stored(client, 1)["connection"]["method"]["detail"] == {**PPPOE, **values}
    assert update(client, 1, detail("pppoe", **PPPOE, **{member: None}))["stat"] == "ok"
    del values[member]
    assert stored(client, 1)["connection"]["method"]["detail"] == {**PPPOE, **values}


@pytest.mark.parametrize(
    ("wan_id", "change"),
    [
        (1, {"name": None}),
        (1, {"enable": None}),
        (1, {"connection": None}),
        (1, {"connection": {"priority": None}}),
        (1, {"connection": {"dns": {"host": None}}}),
        (1, {"connection": {"bandwidth": {"upload": None}}}),
        (1, {"multipleIp": None}),
        (1, {"ddns": None}),
        (1, {"healthcheck": None}),
        (1, {"bandwidthAllowanceMonitor": {"monthlyAllowance": None}}),
        (1, detail("dhcp", hostname=None)),
        (1, detail("gre", **GRE, staticIp=None)),
        (4, {"cellular": {"preferredSim": None}}),
        (4, {"cellular": {"alternateSim": None}}),
        (4, {"cellular": {"sim": None}}),
        (3, {"wifi": {"channel": None}}),
        (7, {"physical": {"vpi": None}}),
        (8, {"physical": {"greUplink": None}}),
    ],
)
def test_null_is_refused_where_the_document_has_none(wan_id: int, change: dict[str, Any]) -> None:
    check(wan_id, change, accepted=False)


# WAN, a valid object, the path of it, the members that the document calls "require".
REQUIRED: list[tuple[int, dict[str, Any], str, tuple[str, ...]]] = [
    (1, detail("staticIp", **STATIC), "connection.method.detail", ("ip", "mask", "gateway")),
    (1, detail("pppoe", **PPPOE), "connection.method.detail", ("username", "password")),
    (1, detail("l2tp", **L2TP), "connection.method.detail", ("username", "password", "host")),
    (
        1,
        detail("l2tp", **L2TP, staticIp=STATIC),
        "connection.method.detail.staticIp",
        ("ip", "mask", "gateway"),
    ),
    (
        1,
        detail("gre", **GRE, staticIp=STATIC),
        "connection.method.detail",
        ("host", "local", "remote", "staticIp"),
    ),
    (
        1,
        detail("pppoe", **PPPOE, modemAccess={"ip": "10.0.0.1", "mask": 24}),
        "connection.method.detail.modemAccess",
        ("ip", "mask"),
    ),
    (
        1,
        nested("connection.bandwidth.upload", {"value": 1, "unit": "Mbps"}),
        "connection.bandwidth.upload",
        ("value", "unit"),
    ),
    (1, {"healthcheck": {"enable": True}}, "healthcheck", ("enable",)),
    (
        1,
        {"healthcheck": {"enable": True, "method": {"type": "ping", "detail": {"host": ["192.0.2.1"]}}}},
        "healthcheck.method",
        ("type", "detail"),
    ),
    (
        1,
        nested("bandwidthAllowanceMonitor.monthlyAllowance", {"value": 1, "unit": "GB"}),
        "bandwidthAllowanceMonitor.monthlyAllowance",
        ("value", "unit"),
    ),
    (1, {"ddns": DDNS}, "ddns", ("useWanIp", "username", "password", "host")),
    (
        4,
        {"cellular": {"simCardScheme": "alternate", "alternateSim": {"day": 1, "hour": 2}}},
        "cellular.alternateSim",
        ("day", "hour"),
    ),
]


@pytest.mark.parametrize(("wan_id", "change", "path", "members"), REQUIRED)
def test_required_members(wan_id: int, change: dict[str, Any], path: str, members: tuple[str, ...]) -> None:
    check(wan_id, change, accepted=True)
    for member in members:
        lacking = deep_merge(change, {})
        place = lacking
        for name in path.split("."):
            place = place[name]
        del place[member]
        check(wan_id, lacking, accepted=False)


@pytest.mark.parametrize("lacking", ["id", "carrierSelection"])
def test_required_members_of_a_sim(lacking: str) -> None:
    entry = {"id": 1, "carrierSelection": None}
    del entry[lacking]
    check(4, {"cellular": {"sim": [entry]}}, accepted=False)


@pytest.mark.parametrize("lacking", ["id", "priority"])
def test_required_members_of_an_openvpn_uplink(lacking: str) -> None:
    entry = {"id": 1, "priority": 1}
    check(9, {"physical": {"openvpn": {"uplink": [entry]}}}, accepted=True)
    del entry[lacking]
    check(9, {"physical": {"openvpn": {"uplink": [entry]}}}, accepted=False)


@pytest.mark.parametrize("lacking", ["url", "pattern"])
def test_required_members_of_a_url_pattern(lacking: str) -> None:
    entry = {"url": "http://example.com/", "pattern": "ok"}
    method = {"type": "http", "detail": {"host": [entry]}}
    check(1, {"healthcheck": {"enable": True, "method": method}}, accepted=True)
    del entry[lacking]
    check(1, {"healthcheck": {"enable": True, "method": method}}, accepted=False)


UNKNOWN = [
    (1, "mode"),
    (1, "priority"),  # the place of priority is connection.priority
    (1, "asLan"),
    (1, "connection.mode"),
    (1, "connection.hotStandby"),
    (1, "connection.pepVpnNat"),
    (1, "connection.schedule"),
    (1, "connection.ddns"),
    (1, "connection.dns.server"),
    (1, "connection.cellularModule.mode"),
    (1, "connection.bandwidth.up"),
    (1, "physical.type"),
    (1, "physical.openvpn.other"),
    (5, "modem.wimaxLogin"),
    (5, "modem.operator.auto"),
    (4, "cellular.operator"),
    (4, "cellular.signalThreshold.rsrq"),
    (3, "wifi.roaming.algorithm.other"),
    (3, "wifi.roaming.other"),
    (3, f"{ROAMING}.other"),
    (3, f"{ROAMING}.signalLevel.other"),
    (1, "bandwidthAllowanceMonitor.monthlyAllowance.other"),
]


@pytest.mark.parametrize(("wan_id", "path"), UNKNOWN)
def test_unknown_field_is_refused_by_name(wan_id: int, path: str) -> None:
    answer = update(admin(rich_model()), wan_id, nested(path, 1))
    assert answer["stat"] == "fail"
    assert f"{path}: unknown field" in answer["message"]


@pytest.mark.parametrize(
    ("wan_id", "change"),
    [
        (1, detail("dhcp", other=1)),
        (1, detail("dhcp", ip="192.0.2.1")),
        (1, {"healthcheck": {"enable": True, "method": {"type": "ping", "detail": {"includedPublic": True}}}}),
        (1, {"healthcheck": {"enable": True, "method": {"type": "nslookup", "detail": {"includePublic": True}}}}),
        (1, {"healthcheck": {"enable": True, "nslookup": {}}}),
        (4, sim(other=1)),
        (4, sim(operator={"apn": "a", "dialNumber": "*99#"})),
        (4, sim(roaming={"list": []})),
        (4, sim(carrierSelection=[{"operator": "x"}])),
        (4, sim(optimalNetwork={"interval": 5})),
    ],
)
def test_field_of_another_object_is_refused(wan_id: int, change: dict[str, Any]) -> None:
    check(wan_id, change, accepted=False)


@pytest.mark.parametrize("kind", ["staticIp", "dhcp", "pppoe", "l2tp", "gre", "openvpn"])
def test_method_types(kind: str) -> None:
    details: dict[str, dict[str, Any]] = {
        "staticIp": STATIC,
        "dhcp": {"hostname": "h"},
        "pppoe": PPPOE,
        "l2tp": L2TP,
        "gre": {**GRE, "staticIp": STATIC, "nat": "10.0.0.3"},
        "openvpn": {"username": "u", "password": "p"},
    }
    client = admin()
    assert update(client, 1, detail(kind, **details[kind]))["stat"] == "ok"
    assert stored(client, 1)["connection"]["method"] == {"type": kind, "detail": details[kind]}


@pytest.mark.parametrize(
    "method",
    [
        {"type": "dropIn", "detail": STATIC},
        {"type": "DHCP"},
        {"detail": {"hostname": "h"}},  # "To update the connection method, 'type' cannot be absent"
        {"type": "staticIp"},
        {"type": "pppoe"},
        {"type": "l2tp"},
        {"type": "gre", "detail": GRE},  # staticIp "is mandatory when the Port is ethernet"
        "dhcp",
    ],
)
def test_method_is_refused(method: Any) -> None:
    check(1, {"connection": {"method": method}}, accepted=False)


def test_method_keeps_its_detail_while_the_type_stays() -> None:
    client = admin()
    assert update(client, 2, {"connection": {"method": {"type": "staticIp"}}})["stat"] == "ok"
    assert stored(client, 2)["connection"]["method"]["detail"]["ip"] == "198.51.100.10"
    assert update(client, 2, detail("dhcp"))["stat"] == "ok"
    assert stored(client, 2)["connection"]["method"] == {"type": "dhcp", "detail": {}}


def test_gre_without_static_ip_where_the_port_is_not_ethernet() -> None:
    check(8, detail("gre", **GRE), accepted=True)


def test_method_of_a_drop_in_wan_can_not_be_set() -> None:
    check(12, detail("dhcp"), accepted=False)


@pytest.mark.parametrize(("wan_id", "accepted"), [(1, True), (4, True), (3, False), (5, False), (6, False)])
def test_ip_passthrough_is_for_ethernet_and_cellular(wan_id: int, accepted: bool) -> None:
    check(wan_id, detail("dhcp", ipPassthrough=True), accepted=accepted)


def test_static_route_needs_ip_passthrough() -> None:
    route = [{"ip": "10.1.0.0", "mask": 16}]
    check(1, detail("dhcp", staticRoute=route), accepted=False)
    check(1, detail("dhcp", staticRoute=route, ipPassthrough=False), accepted=False)
    check(1, detail("dhcp", staticRoute=route, ipPassthrough=True), accepted=True)
    check(1, detail("staticIp", **STATIC, staticRoute=route, ipPassthrough=True), accepted=True)
    check(1, detail("dhcp", staticRoute=[{"ip": "10.1.0.0"}], ipPassthrough=True), accepted=False)


# What is only supported on some WANs: the change, and the WANs of the rich router that take it.
ONLY_ON: list[tuple[dict[str, Any], set[int]]] = [
    ({"modem": {"mobileType": "3G"}}, {5}),
    ({"cellular": {"useExternalAntenna": True}}, {4}),
    ({"wifi": {"autoConnect": True}}, {3}),
    ({"wifiProfile": {"anything": 1}}, {3}),
    ({"physical": {"speed": "Auto"}}, {1, 2, 10, 11, 12}),
    ({"physical": {"advertise": True}}, {1, 2, 10, 11, 12}),
    ({"physical": {"mac": "00:1A:DD:00:00:01"}}, {1, 2, 10, 11, 12}),
    ({"physical": {"vlan": 7}}, {1, 2, 6, 10, 11, 12}),
    ({"physical": {"vpi": 8}}, {6, 7}),
    ({"physical": {"vci": 35}}, {6, 7}),
    ({"physical": {"greUplink": 1}}, {8}),
    ({"physical": {"speed": "1000baseTx-FD"}}, {1, 2, 10, 12}),
]


@pytest.mark.parametrize(("change", "wan_ids"), ONLY_ON)
def test_only_supported_on(change: dict[str, Any], wan_ids: set[int]) -> None:
    for wan_id in range(1, 13):
        check(wan_id, change, accepted=wan_id in wan_ids)


def test_uplinks_are_wans_of_the_router() -> None:
    check(8, {"physical": {"greUplink": 99}}, accepted=False)
    check(9, {"physical": {"openvpn": {"uplink": [{"id": 99, "priority": 1}]}}}, accepted=False)


def test_mtu_depends_on_the_method_that_the_wan_gets() -> None:
    check(1, {**detail("pppoe", **PPPOE), "physical": {"mtu": 1500}}, accepted=False)
    client = admin()
    assert update(client, 1, {"physical": {"mtu": 1500}})["stat"] == "ok"
    assert update(client, 1, detail("pppoe", **PPPOE))["stat"] == "fail"
    assert update(client, 1, {**detail("pppoe", **PPPOE), "physical": {"mtu": None}})["stat"] == "ok"


def test_mtu_can_not_fall_below_the_mss() -> None:
    client = admin()
    assert update(client, 1, {"physical": {"mss": 1460}})["stat"] == "ok"
    assert update(client, 1, {"physical": {"mtu": 1400}})["stat"] == "fail"
    assert update(client, 1, {"physical": {"mtu": 1400, "mss": 1360}})["stat"] == "ok"


def test_short_health_check_timeout_is_for_ping_only() -> None:
    client = admin()
    assert update(client, 1, {"healthcheck": {"enable": True, "method": PING, "timeout": 500}})["stat"] == "ok"
    http = {"type": "http", "detail": {"host": []}}
    assert update(client, 1, {"healthcheck": {"enable": True, "method": http}})["stat"] == "fail"
    assert update(client, 1, {"healthcheck": {"enable": True, "method": http, "timeout": 801}})["stat"] == "ok"


@pytest.mark.parametrize("kind", ["ping", "nslookup", "smartcheck"])
def test_health_check_hosts(kind: str) -> None:
    def change(hosts: Any) -> dict[str, Any]:
        return {"healthcheck": {"enable": True, "method": {"type": kind, "detail": {"host": hosts}}}}

    check(1, change(["192.0.2.1", "192.0.2.2"]), accepted=True)
    check(1, change([]), accepted=True)
    for hosts in (["192.0.2.1"] * 3, ["example.com"], "192.0.2.1", [{"url": "http://a/", "pattern": ""}]):
        check(1, change(hosts), accepted=False)


@pytest.mark.parametrize(("count", "accepted"), [(0, True), (2, True), (3, False)])
def test_health_check_urls(count: int, accepted: bool) -> None:
    method = {"type": "http", "detail": {"host": [{"url": "http://example.com/", "pattern": ""}] * count}}
    check(1, {"healthcheck": {"enable": True, "method": method}}, accepted=accepted)


def test_alternate_sim_needs_the_alternate_scheme() -> None:
    alternate = {"day": 1, "hour": 2}
    check(4, {"cellular": {"alternateSim": alternate}}, accepted=False)
    check(4, {"cellular": {"alternateSim": alternate, "simCardScheme": "alternate"}}, accepted=True)


def test_sim_must_exist_and_the_device_support_its_allowance() -> None:
    check(4, {"cellular": {"sim": [{"id": 3, "carrierSelection": None}]}}, accepted=False)
    monitor = {"enable": True, "start": 28, "monthlyAllowance": {"value": 2, "unit": "GB"}}
    check(4, sim(bandwidthAllowanceMonitor=monitor), accepted=True)
    check(4, sim(bandwidthAllowanceMonitor=monitor), accepted=False, cellular_allowance=False)
    check(4, sim(bandwidthAllowanceMonitor={"start": 29}), accepted=False)


def test_full_sim() -> None:
    entry = {
        "carrierSelection": [{"mcc": "454", "mnc": "06", "pcs": 0, "name": "SMT HK", "plmn": "45406"}],
        "mobileType": "3G",
        "optimalNetwork": {"discovery": 60, "period": [1, 2, 3]},
        "bandSelection": ["LTE B7"],
        "roaming": {"enable": True, "accessControlList": [1], "mode": "whitelist", "name": "n", "plmn": "45406"},
        "operator": {"apn": "a", "username": "u", "password": "p"},
        "simPin": "1234",
        "bandwidthAllowanceMonitor": {"enable": False},
    }
    client = admin()
    assert update(client, 4, {"cellular": {"sim": [{"id": 2, **entry}]}})["stat"] == "ok"
    assert stored(client, 4)["cellular"]["sim"][1] == {"id": 2, **entry}
    assert stored(client, 4)["cellular"]["sim"][0]["simPin"] == "lab-peplink-pin-1"


EXPRESS: dict[str, Any] = {
    "diagnosticLevel": "basic",
    "signalMode": {"type": "relative"},
    "forceRoam": {"enable": True},
    "confirmPeriod": 5,
    "backupDisconnect": {"mode": "no"},
    "authenticationTimeout": 9,
}


@pytest.mark.parametrize("kind", ["normal", "advanced", "express"])
def test_roaming_fields_depend_on_the_algorithm(kind: str) -> None:
    def change(members: dict[str, Any]) -> dict[str, Any]:
        return deep_merge(algorithm(kind), nested(ROAMING, members))

    check(3, change({"checkInterval": 5, "signalLevel": {"gain": 5}}), accepted=True)
    check(3, change({"intensiveScan": {"enable": True}}), accepted=kind == "advanced")
    for name, value in EXPRESS.items():
        check(3, change({name: value}), accepted=kind == "express")


def test_roaming_fields_follow_the_stored_algorithm() -> None:
    client = admin()
    assert update(client, 3, algorithm("express"))["stat"] == "ok"
    assert update(client, 3, nested(f"{ROAMING}.confirmPeriod", 5))["stat"] == "ok"
    assert update(client, 3, algorithm("normal"))["stat"] == "ok"
    assert stored(client, 3)["wifi"]["roaming"]["algorithm"] == {"type": "normal"}
    assert update(client, 3, nested(f"{ROAMING}.confirmPeriod", 5))["stat"] == "fail"


def test_signal_mode_detail_depends_on_its_type() -> None:
    difference = nested(f"{ROAMING}.signalMode.detail.minimumSignalDifference", 5)
    threshold = nested(f"{ROAMING}.signalMode.detail.signalThreshold", {"upper": -40, "lower": -80})
    check(3, deep_merge(signal_mode("relative"), difference), accepted=True)
    check(3, deep_merge(signal_mode("absolute"), difference), accepted=False)
    check(3, deep_merge(signal_mode("relative"), threshold), accepted=False)
    check(3, deep_merge(signal_mode("absolute"), threshold), accepted=True)


def test_backup_disconnect_delay_needs_mode_delay() -> None:
    base = deep_merge(algorithm("express"), nested(f"{ROAMING}.backupDisconnect.delay", 5))
    check(3, base, accepted=False)
    check(3, deep_merge(base, nested(f"{ROAMING}.backupDisconnect.mode", "immediate")), accepted=False)
    check(3, deep_merge(base, nested(f"{ROAMING}.backupDisconnect.mode", "delay")), accepted=True)


def test_ddns_rules() -> None:
    check(1, {"ddns": {"enable": False}}, accepted=False)
    check(1, {"ddns": {**DDNS, "customUrl": "http://x/"}}, accepted=False)
    check(1, {"ddns": {**DDNS, "customUrl": "http://x/", "provider": "others"}}, accepted=True)
    check(1, {"ddns": {**DDNS, "host": []}}, accepted=False)
    check(1, {"ddns": {**DDNS, "host": [], "provider": "dnsomatic"}}, accepted=True)
    check(1, {"ddns": {**DDNS, "host": ["not a domain"]}}, accepted=False)
    check(1, {"ddns": {**DDNS, "host": "a.example.com"}}, accepted=False)


@pytest.mark.parametrize(
    ("wan_id", "path", "good", "bad"),
    [
        (1, "name", "WAN", ""),
        (1, "schedule", 3, "3"),
        (1, "multipleIp", ["192.0.2.7"], ["192.0.2.7/24"]),
        (1, "connection.dns.host", ["192.0.2.53"], ["dns.example.com"]),
        (1, "connection.groupSet", 1, -1),
        (1, "connection.idleTimeout", 600, "600"),
        (1, "connection.cellularModule.networkMode", "auto", 1),
        (1, "physical.mac", "00:1a:dd:00:00:01", "001add000001"),
        (5, "modem.simPin", "1234", 1234),
        (5, "modem.operator.dialNumber", "*99#", "*99x"),
        (4, "cellular.remoteSim", ["a"], "a"),
        (3, "wifi.country", 1, "HK"),
        (3, "wifi.channel", [1, 6], ["1"]),
    ],
)
def test_other_types(wan_id: int, path: str, good: Any, bad: Any) -> None:
    check(wan_id, nested(path, good), accepted=True)
    check(wan_id, nested(path, bad), accepted=False)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"list": []},
        {"action": "update"},
        {"action": "add", "list": []},
        {"action": "update", "list": {}},
        {"action": "update", "list": [{"enable": True}]},
        {"action": "update", "list": [{"id": 99, "enable": True}]},
        {"action": "update", "list": [{"connId": 1, "enable": True}]},
        {"action": "update", "list": [{"id": "one", "enable": True}]},
        {"action": "update", "list": [{"id": True, "enable": True}]},
        {"action": "update", "list": [], "instantActive": True},
        [],
    ],
)
def test_request_is_refused(body: Any) -> None:
    client = admin()
    assert client.send("POST", "config.wan.connection", body).json()["stat"] == "fail"
    assert client.router.snapshot()["pending"] is None


def test_a_request_is_taken_as_a_whole_or_not_at_all() -> None:
    client = admin()
    before = client.router.snapshot()
    body = {"action": "update", "list": [{"id": 1, "name": "New"}, {"id": 2, "name": ""}]}
    code, message = client.refused("POST", "config.wan.connection", body)
    assert (code, message) == (400, "invalid list[1].name: must not be empty")
    assert client.router.snapshot() == before


def test_ids_may_be_strings_unless_strict() -> None:
    body = {"action": "update", "list": [{"id": "1", "enable": True}]}
    admin().post("config.wan.connection", body)
    assert admin(strict_ids=True).refused("POST", "config.wan.connection", body)[0] == 400


def test_messages_do_not_repeat_values() -> None:
    change = detail("pppoe", username="u", password=["lab-peplink-secret"])
    assert "lab-peplink-secret" not in update(admin(), 1, change)["message"]
