# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.* and info.*: filters, what "will not appear", differences between firmware versions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.peplink import make_wan
from tests.unit.lab.peplink_support import Client, admin, model_with, update

# -- arguments of a GET ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["id=1 4", "id=1+4", "id=4 1", "id=1,4", "id=1&id=4", "id=1, 4", "id=01 4"])
def test_list_separators(query: str) -> None:
    assert admin().get(f"status.wan.connection?{query}")["order"] == [1, 4]


@pytest.mark.parametrize(
    ("query", "accepted"),
    [("id=1 4", True), ("id=1+4", True), ("id=1,4", False), ("id=1&id=4", False), ("id=1  4", False)],
)
def test_strict_list_separator(query: str, accepted: bool) -> None:
    answer = admin(list_separator="space").send("GET", f"status.wan.connection?{query}").json()
    assert (answer["stat"] == "ok") == accepted


@pytest.mark.parametrize(
    "target",
    [
        "status.wan.connection?lite=true",
        "status.wan.connection?lite=True",
        "status.wan.connection?lite=1",
        "status.wan.connection?lite=yes&lite=yes",
        "status.wan.connection?id=one",
        "status.wan.connection?connId=1",
        "status.wan.connection?other=1",
        "status.wan.connection.allowance?id=1",
        "status.wan.connection.signal?infoType=rssi",
        "status.wan.connection.signal?virtualType=ethernet",
        "status.client?connectionType=wifi",
        "status.client?outputWeight=heavy",
        "status.client?infoType=clientType",
        "status.client?size=0",
        "status.client?size=10000001",
        "status.client?size=many",
        "status.client?vlanId=a",
        "status.client?activeOnly=1",
        "status.pepvpn?infoType=tunnels",
        "status.pepvpn?lite=on",
        "config.wan.connection?infoType=wifi",
        "config.ssid.profile?infoType=security",
        "cmd.sms.get",
        "cmd.sms.get?connId=1 2",
        "cmd.wan.cellular",
        "cmd.carrier.scan?connId=4",
        "cmd.carrier.scan?reference=yes",
        "cmd.wifi.scan",
        "cmd.wifi.scan?connId=3&sortBy=ssid",
        "cmd.wifi.scan?connId=3&sortOrder=up",
        "info.location?id=1",
    ],
)
def test_argument_is_refused(target: str) -> None:
    assert admin().refused("GET", target)[0] == 400


@pytest.mark.parametrize(
    "target",
    [
        "status.wan.connection?id=99",
        "status.wan.connection.allowance?connId=99",
        "status.wan.connection.signal?connId=99",
        "status.lan.profile?id=99",
        "config.wan.connection?id=99",
    ],
)
def test_unknown_id_in_a_filter(target: str) -> None:
    assert admin().get(target) == {"order": []}
    assert admin(unknown_id="fail").refused("GET", target)[0] == 400


def test_ids_as_strings() -> None:
    client = admin(ids_as_strings=True)
    assert client.get("status.wan.connection?id=1 2")["order"] == ["1", "2"]
    assert client.get("cmd.sms.get?connId=4")["connId"] == "4"
    assert client.get("status.pepvpn")["profile"]["order"] == ["2", "1"]


# -- status.wan.connection -------------------------------------------------------------------------------------------


def wan(client: Client, wan_id: int, query: str = "") -> dict[str, Any]:
    """One WAN of the answer."""
    answer: dict[str, Any] = client.get(f"status.wan.connection?id={wan_id}{query}")[str(wan_id)]
    return answer


NOT_LITE = {"mask", "gateway", "method", "mode", "dns", "additionalIp", "mtu", "mss", "mac"}


def test_lite_leaves_out_what_the_document_says() -> None:
    client = admin()
    update(client, 1, {"multipleIp": ["192.0.2.7"], "physical": {"mtu": 1400, "mss": 1360}})
    client.post("cmd.config.apply")
    full, lite = wan(client, 1), wan(client, 1, "&lite=yes")
    assert set(full) >= NOT_LITE
    assert set(lite) == set(full) - NOT_LITE
    cellular_full, cellular_lite = wan(client, 4)["cellular"], wan(client, 4, "&lite=yes")["cellular"]
    assert set(cellular_full) - set(cellular_lite) == {"meid", "imei", "esn", "mode"}
    assert set(cellular_lite["sim"]["1"]) == {"status", "active"}
    assert cellular_full["sim"]["1"]["password"] == "lab-peplink-apn-pw1"
    assert "country" not in cellular_lite["carrier"]
    assert set(wan(client, 3)["wireless"]) - set(wan(client, 3, "&lite=yes")["wireless"]) == {"ssid", "bssid"}
    assert wan(client, 1, "&lite=no") == full


def test_lite_has_no_effect_on_a_max_device() -> None:
    client = admin(max_device=True)
    assert wan(client, 1, "&lite=yes") == wan(client, 1)


def test_disabled_wan_has_no_priority_and_no_address() -> None:
    client = admin()
    client.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 2, "enable": False}]})
    answer = wan(client, 2)
    assert {"priority", "ip", "mask", "gateway", "dns"} & set(answer) == set()
    assert answer["message"] == "Disabled"
    assert answer["statusLed"] == "gray"
    assert answer["uptime"] == 0
    assert answer["enable"] is False


def test_status_follows_the_applied_configuration() -> None:
    client = admin()
    change = {
        "name": "Renamed",
        "connection": {
            "method": {"type": "staticIp", "detail": {"ip": "192.0.2.9", "mask": 25, "gateway": "192.0.2.1"}},
            "routingMode": "IP Forwarding",
            "dns": {"auto": False, "host": ["192.0.2.99"]},
            "groupSet": 1,
        },
    }
    before = wan(client, 1)
    update(client, 1, change)
    assert wan(client, 1) == before
    client.post("cmd.config.apply")
    answer = wan(client, 1)
    expected = {
        "name": "Renamed",
        "ip": "192.0.2.9",
        "mask": 25,
        "gateway": "192.0.2.1",
        "dns": ["192.0.2.99"],
        "method": "static",
        "mode": "IP Forwarding",
        "groupSet": 1,
    }
    assert {name: answer[name] for name in expected} == expected


def test_seen_variants_of_the_status() -> None:
    client = admin(mode_key="routingMode", status_static_word="staticIp", status_wifi_type="wifi")
    answer = wan(client, 2)
    assert answer["routingMode"] == "NAT"
    assert "mode" not in answer
    assert answer["method"] == "staticIp"
    assert wan(client, 3)["type"] == "wifi"


def test_undocumented_keys_beside_the_wans() -> None:
    assert set(admin().get("status.wan.connection")) == {"1", "2", "3", "4", "order"}
    answer = admin(undocumented_status_keys=True).get("status.wan.connection")
    assert set(answer) == {"1", "2", "3", "4", "order", "timestamp", "reportTimestamp", "supportGatewayProxy"}


def test_cellular_was_gobi_before_8_0_1() -> None:
    old = wan(admin(firmware="8.0.0"), 4)
    assert old["type"] == old["virtualType"] == "gobi"
    assert old["gobi"]["network"] == "LTE"
    new = wan(admin(firmware="8.0.1"), 4)
    assert new["type"] == "cellular"
    assert new["cellular"]["mobileType"] == "LTE"


def test_wan_without_a_device() -> None:
    client = admin(model_with(facts={"wan": {}}))
    assert wan(client, 4)["message"] == "No Device Detected"
    assert wan(client, 4)["statusLed"] == "empty"
    assert "cellular" not in wan(client, 4)


def test_modem_status() -> None:
    modem = {"name": "USB modem", "signalLevel": 3, "imsi": "1", "apn": "a", "password": "p", "dialNumber": "*99#"}
    fact = {"statusLed": "green", "message": "Connected", "uptime": 1, "ip": "192.0.2.3", "modem": modem}
    client = admin(
        model_with(
            {"wan": {"5": make_wan("Modem", "modem"), "6": make_wan("LAN", "ethernet")}},
            {"wan": {"5": fact, "6": fact}},
        )
    )
    assert wan(client, 5)["modem"] == modem
    assert wan(client, 5, "&lite=yes")["modem"] == {"name": "USB modem", "signalLevel": 3}
    assert "modem" not in wan(client, 6)


# -- allowance and signal --------------------------------------------------------------------------------------------


def test_allowance_by_wan_and_by_sim() -> None:
    answer = admin().get("status.wan.connection.allowance")
    assert answer["order"] == [1, 2, 3, 4]
    assert answer["1"] == {"enable": False}
    assert answer["2"] == {"enable": True, "usage": 5120, "limit": 102400, "percent": 5, "start": 1, "unit": "MB"}
    assert answer["4"]["order"] == [1, 2]
    assert answer["4"]["1"]["usage"] == 5
    assert answer["4"]["2"] == {"enable": False}


def test_allowance_of_firmware_8_0_0_is_for_cellular_only() -> None:
    client = admin(firmware="8.0.0")
    assert client.refused("GET", "status.wan.connection.allowance")[0] == 400
    assert client.refused("GET", "status.wan.connection.allowance?connId=1")[0] == 400
    assert client.get("status.wan.connection.allowance?connId=4")["order"] == [4]


def test_percent_is_at_most_100() -> None:
    client = admin(model_with(facts={"allowance": {"2": 999999}}))
    assert client.get("status.wan.connection.allowance?connId=2")["2"]["percent"] == 100


def test_signal_is_null_for_other_wans() -> None:
    answer = admin().get("status.wan.connection.signal")
    assert answer["1"] is None
    assert answer["order"] == [1, 2, 3, 4]
    assert answer["3"]["signal"] == {"strength": -68, "level": 4}
    assert answer["4"]["activeSim"] == {"carrierName": "SMT HK", "network": "LTE"}


@pytest.mark.parametrize(
    ("query", "order"),
    [("virtualType=cellular", [4]), ("virtualType=wireless cellular", [3, 4]), ("virtualType=modem", [])],
)
def test_signal_by_virtual_type(query: str, order: list[int]) -> None:
    assert admin().get(f"status.wan.connection.signal?{query}")["order"] == order


@pytest.mark.parametrize("info", ["virtualType", "signal", "activeSim", "wifi", "band", "signalLevel"])
def test_signal_by_info_type(info: str) -> None:
    answer = admin().get(f"status.wan.connection.signal?connId=3 4&infoType={info}")
    wifi_only, cellular_only = {"signal", "wifi"}, {"activeSim", "band"}
    assert set(answer["3"]) == ({info} if info not in cellular_only else set())
    assert set(answer["4"]) == ({info} if info not in wifi_only else set())


# -- status.client ---------------------------------------------------------------------------------------------------


def clients(client: Client, query: str = "") -> list[dict[str, Any]]:
    """The list of the answer."""
    answer: list[dict[str, Any]] = client.get(f"status.client?{query}")["list"]
    return answer


@pytest.mark.parametrize(
    ("query", "addresses"),
    [
        ("", ["192.168.50.4", "192.168.50.11", "192.168.50.17", "10.6.1.20", "192.168.30.5"]),
        ("activeOnly=no", ["192.168.50.4", "192.168.50.11", "192.168.50.17", "10.6.1.20", "192.168.30.5"]),
        ("activeOnly=yes", ["192.168.50.4", "10.6.1.20", "192.168.30.5"]),
        ("vlanId=164", ["10.6.1.20"]),
        ("connectionType=wireless", ["192.168.50.4", "192.168.50.17"]),
        ("connectionType=pepvpn ethernet", ["192.168.50.11", "10.6.1.20", "192.168.30.5"]),
        ("connectionType=ethernet&activeOnly=yes&vlanId=164", ["10.6.1.20"]),
        ("size=1", ["192.168.50.4"]),
        ("size=2", ["192.168.50.4", "192.168.50.11"]),
        ("connectionType=openvpn", []),
    ],
)
def test_client_filters(query: str, addresses: list[str]) -> None:
    assert [entry["ip"] for entry in clients(admin(), query)] == addresses


@pytest.mark.parametrize(
    ("query", "members"),
    [
        ("outputWeight=lite", {"ip", "connectionType", "name", "mac", "bssid"}),
        ("outputWeight=normal", {"ip", "connectionType", "name", "mac", "bssid", "essid", "active"}),
        ("", {"ip", "connectionType", "name", "mac", "bssid", "essid", "active"}),
        (
            "outputWeight=full",
            {"ip", "connectionType", "name", "mac", "bssid", "essid", "active", "lease", "signal", "speed"},
        ),
        ("infoType=mac ip", {"ip", "mac"}),
        ("outputWeight=full&infoType=signalStrength", {"signal"}),  # infoType overrides
    ],
)
def test_client_content(query: str, members: set[str]) -> None:
    assert set(clients(admin(), query)[0]) == members


def test_client_signal_from_8_1_0() -> None:
    entry = clients(admin(firmware="8.1.0"), "outputWeight=full")[0]
    assert entry["signal"] == {"strength": -52, "level": 5}
    assert "signalStrength" not in entry


def test_client_signal_before_8_1_0() -> None:
    entry = clients(admin(firmware="8.0.2"), "outputWeight=full")[0]
    assert entry["signalStrength"] == {"value": -52, "unit": "dBm"}
    assert "signal" not in entry


@pytest.mark.parametrize(
    ("firmware", "form", "shown"),
    [("8.1.1", "absent", None), ("8.1.0", "absent", "ethernet"), ("8.1.1", "kept", "wireless")],
)
def test_connection_type_of_an_inactive_client(firmware: str, form: str, shown: str | None) -> None:
    entry = clients(admin(firmware=firmware, inactive_connection_type=form))[2]
    assert entry["active"] is False
    assert entry.get("connectionType") == shown


def test_lease_is_for_ethernet_and_wireless() -> None:
    model = model_with()
    model.facts["clients"][4]["lease"] = {"expiresIn": 1, "type": "dhcp"}
    assert "lease" not in clients(admin(model), "outputWeight=full")[4]


def test_clients_are_1000_by_default() -> None:
    entry = {"ip": "10.0.0.1", "connectionType": "ethernet", "active": True}
    client = admin(model_with(facts={"clients": [entry] * 1001}))
    assert len(clients(client)) == 1000
    assert len(clients(client, "size=10000000")) == 1001


# -- other reads -----------------------------------------------------------------------------------------------------


def test_lan_profiles_by_id() -> None:
    assert admin().get("status.lan.profile?id=1")["order"] == [1]
    assert admin().get("status.lan.profile")["0"] == {"ip": "10.6.1.231", "mask": 16}


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        ("", {"profile", "peer"}),
        ("infoType=profile", {"profile"}),
        ("infoType=peer", {"peer"}),
        ("infoType=tunnel", set()),  # "if tunnelOption is empty, the field will not be appeared"
        ("infoType=tunnel&tunnelOption=1-1", {"tunnel"}),
        ("tunnelOption=1-1", {"profile", "peer", "tunnel"}),
    ],
)
def test_pepvpn_sections(query: str, sections: set[str]) -> None:
    assert set(admin().get(f"status.pepvpn?{query}")) == sections


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("serialNumber=1825-4131-B4E7", 1),
        ("serialNumber=0000-0000-0000", 0),
        ("searchPattern=b580", 1),
        ("searchPattern=nothing", 0),
        ("start=1", 0),
        ("size=0", 0),
        ("start=0&size=1", 1),
    ],
)
def test_pepvpn_peers(query: str, count: int) -> None:
    assert len(admin().get(f"status.pepvpn?{query}")["peer"]) == count


def test_pepvpn_lite_profiles() -> None:
    assert set(admin().get("status.pepvpn?lite=yes")["profile"]["1"]) == {"name", "master"}
    assert "status" in admin().get("status.pepvpn?lite=no")["profile"]["1"]


def test_pepvpn_unknown_tunnel() -> None:
    assert admin().get("status.pepvpn?infoType=tunnel&tunnelOption=9-9")["tunnel"] == {"order": []}


def test_location_fails_without_gps() -> None:
    assert admin(gps=False).refused("GET", "info.location") == (404, "Unsupported request")
