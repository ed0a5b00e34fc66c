# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.*: SIMs, SMS, USSD, carriers, module, billing cycle, Wi-Fi WAN, access point, reboot."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.core.device import Clock
from tests.lab.core.message import Request
from tests.unit.lab.peplink_support import Client, admin, failed

# -- cmd.wan.cellular ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "enabled", "preferred"),
    [
        ({"enabledSim": [1]}, [1], None),
        ({"enabledSim": [2]}, [2], None),
        ({"enabledSim": [2, 1]}, [1, 2], 1),
        ({"enabledSim": [1, 2], "preferredSim": 2}, [1, 2], 2),
        ({"preferredSim": 2}, [1, 2], 2),
        ({"preferredSim": None}, [1, 2], None),
        ({"enabledSim": [1], "preferredSim": None}, [1], None),
        ({}, [1, 2], 1),
    ],
)
def test_sims(body: dict[str, Any], enabled: list[int], preferred: int | None) -> None:
    client = admin()
    assert client.post("cmd.wan.cellular", {"connId": 4, **body}) is None
    assert client.get("cmd.wan.cellular?connId=4") == {"enabledSim": enabled, "preferredSim": preferred}
    assert client.router.snapshot()["pending"] is None


@pytest.mark.parametrize(
    "body",
    [
        {"enabledSim": []},
        {"enabledSim": [3]},
        {"enabledSim": [1, 1]},
        {"enabledSim": [1, 2, 1]},
        {"enabledSim": ["1"]},
        {"enabledSim": 1},
        {"enabledSim": None},
        {"preferredSim": 3},
        {"preferredSim": "1"},
        {"enabledSim": [1], "preferredSim": 1},
        {"simPriority": ["1"]},
        {"connId": 1},
        {"connId": 99},
    ],
)
def test_sims_are_refused(body: dict[str, Any]) -> None:
    client = admin()
    before = client.router.snapshot()
    assert client.refused("POST", "cmd.wan.cellular", {"connId": 4, **body})[0] == 400
    assert client.router.snapshot() == before
    assert admin().refused("POST", "cmd.wan.cellular", {"enabledSim": [1]})[0] == 400


def test_sims_and_the_wan_configuration_are_one() -> None:
    client = admin()
    client.post("cmd.wan.cellular", {"connId": 4, "enabledSim": [2]})
    assert client.get("config.wan.connection?id=4")["4"]["cellular"]["simCardScheme"] == "2"


def test_sim_priority_from_8_3_0() -> None:
    client = admin(firmware="8.3.0 build 5200")
    assert client.refused("GET", "cmd.wan.cellular?connId=4") == (404, "unknown function")
    client.post("cmd.wan.cellular", {"connId": 4, "simPriority": ["2", "remoteSim"]})
    cellular = client.router.snapshot()["running"]["wan"]["4"]["cellular"]
    assert cellular["simPriority"] == ["2", "remoteSim"]
    assert cellular["simCardScheme"] == "custom"
    for bad in ([], ["1", "1"], ["3"], [1], "1"):
        assert client.refused("POST", "cmd.wan.cellular", {"connId": 4, "simPriority": bad})[0] == 400
    assert client.refused("POST", "cmd.wan.cellular", {"connId": 4, "enabledSim": [1]})[0] == 400
    assert client.refused("POST", "cmd.wan.cellular", {"connId": 4})[0] == 400


# -- SMS and USSD ----------------------------------------------------------------------------------------------------


def test_sms_in_the_table_s_form() -> None:
    client = admin(sms_text_key="content", sms_length_form="number")
    message = client.get("cmd.sms.get?connId=4")["sms"][1]["message"][0]
    assert message["content"] == "Multipart message part 1"
    assert message["length"] == 24
    assert "message" not in message


@pytest.mark.parametrize(("conn_id", "message"), [(1, "No modem present"), (99, "invalid connId: no such id")])
def test_sms_needs_a_cellular_wan(conn_id: int, message: str) -> None:
    assert admin().refused("GET", f"cmd.sms.get?connId={conn_id}") == (400, message)


@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("+12", True),
        ("+123456789012345", True),
        ("+1", False),
        ("+1234567890123456", False),
        ("+02", False),
        ("4912345", False),
        ("+49 12345", False),
        ("", False),
    ],
)
def test_address_is_plus_and_2_to_15_digits(address: str, accepted: bool) -> None:
    client = admin()
    answer = client.send("POST", "cmd.sms.sendMessage", {"address": address, "content": "x"})
    if accepted:
        assert answer.json() == {"stat": "ok"}
        assert client.router.sent == [{"connId": "4", "address": address, "content": "x"}]
    else:
        assert failed(answer) == (400, "Wrong address format")
        assert client.router.sent == []


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        ({"address": "+4912345", "connId": 1}, (400, "No modem present")),
        ({"address": "+4912345", "connId": 99}, (400, "invalid connId: no such id")),
        ({"content": "x"}, (400, "invalid address: required")),
        ({"address": "+4912345", "text": "x"}, (400, "invalid text: unknown field")),
    ],
)
def test_sms_is_refused(body: dict[str, Any], failure: tuple[int, str]) -> None:
    assert admin().refused("POST", "cmd.sms.sendMessage", body) == failure


@pytest.mark.parametrize(
    ("body", "accepted"),
    [
        ({"connId": 4, "ussd": "*100#"}, True),
        ({"connId": 4, "ussd": "*100#", "simId": 2}, True),
        ({"connId": 4, "ussd": "*100#", "simId": 3}, False),
        ({"connId": 4, "ussd": "abc"}, False),
        ({"connId": 4, "ussd": ""}, False),
        ({"connId": 4}, False),
        ({"connId": 1, "ussd": "*100#"}, False),
        ({"ussd": "*100#"}, False),
    ],
)
def test_ussd(body: dict[str, Any], accepted: bool) -> None:
    client = admin()
    assert (client.send("POST", "cmd.sendUssd", body).json()["stat"] == "ok") == accepted
    assert len(client.router.sent) == accepted


@pytest.mark.parametrize(
    ("firmware", "function", "other"),
    [
        ("8.5.1 build 1", "cmd.sendUssd", "cmd.sim.ussd.send"),
        ("8.5.2 build 1", "cmd.sim.ussd.send", "cmd.sendUssd"),
    ],
)
def test_ussd_has_another_name_in_later_firmware(firmware: str, function: str, other: str) -> None:
    client = admin(firmware=firmware)
    body = {"connId": 4, "ussd": "*100#"}
    assert client.post(function, body) == {"message": "Request is sent successfully"}
    assert client.refused("POST", other, body)[1] == "unknown function"


# -- carriers, module, billing ---------------------------------------------------------------------------------------


def test_carrier_scan_takes_its_time() -> None:
    clock = Clock()
    client = admin(clock=clock, carrier_scan_seconds=30)
    assert client.get("cmd.carrier.scan?connId=4&reference=no")["scanStatus"] == "done"
    answer = client.post("cmd.carrier.scan", {"connId": 4, "action": "start"})
    assert answer["scanStatus"] == "scanning"
    assert "reference" not in answer
    assert "timestamp" not in answer
    clock.advance(31)
    answer = client.post("cmd.carrier.scan", {"connId": 4, "reference": "yes"})
    assert answer["scanStatus"] == "done"
    assert isinstance(answer["timestamp"], int)
    assert answer["reference"] == {"activeSim": {"simId": 1, "cellularNetwork": None}}


@pytest.mark.parametrize("key", ["cellularNetwork", "selectedCarrier"])
def test_selected_carrier_is_the_reference(key: str) -> None:
    client = admin(carrier_reference_key=key)
    carrier = {"name": ".csl", "mcc": "454", "mnc": "00", "pcs": 0}
    client.post("cmd.carrier.select", {"connId": 4, "selectedCarrier": carrier})
    reference = client.get("cmd.carrier.scan?connId=4&reference=yes")["reference"]
    assert reference == {"activeSim": {"simId": 1, key: carrier}}
    sims = client.router.snapshot()["running"]["wan"]["4"]["cellular"]["sim"]
    assert [sim.get("carrierSelection") for sim in sims] == [[carrier], None]


@pytest.mark.parametrize(
    "body",
    [
        {"connId": 4},
        {"connId": 4, "selectedCarrier": {"mcc": "454", "mnc": "06"}},
        {"connId": 4, "selectedCarrier": {"mcc": "45", "mnc": "06", "pcs": 0}},
        {"connId": 4, "selectedCarrier": {"mcc": "454", "mnc": "6", "pcs": 0}},
        {"connId": 4, "selectedCarrier": {"mcc": "454", "mnc": "0600", "pcs": 0}},
        {"connId": 4, "selectedCarrier": {"mcc": "454", "mnc": "06", "pcs": 2}},
        {"connId": 4, "selectedCarrier": {"mcc": "454", "mnc": "06", "pcs": 0, "plmn": "x"}},
        {"connId": 4, "simId": 3, "selectedCarrier": {"mcc": "454", "mnc": "06", "pcs": 0}},
        {"connId": 1, "selectedCarrier": {"mcc": "454", "mnc": "06", "pcs": 0}},
        {"connId": 4, "selectedCarrier": None},
    ],
)
def test_carrier_is_refused(body: dict[str, Any]) -> None:
    assert admin().refused("POST", "cmd.carrier.select", body)[0] == 400


def test_carrier_scan_fails_where_it_is_not_supported() -> None:
    assert admin().refused("GET", "cmd.carrier.scan?connId=1&reference=yes") == (400, "No modem present")
    assert admin().refused("POST", "cmd.carrier.scan", {"connId": 1})[0] == 400
    assert admin().refused("POST", "cmd.carrier.scan", {"connId": 4, "action": "stop"})[0] == 400
    assert admin().refused("POST", "cmd.carrier.scan", {"connId": 4, "reference": True})[0] == 400


@pytest.mark.parametrize("endpoint", ["cmd.cellularModule.reset", "cmd.cellularModule.rescanNetwork"])
def test_cellular_module(endpoint: str) -> None:
    client = admin()
    for conn_id in (4, "4"):
        client.post(endpoint, {"connId": conn_id})
    assert client.router.resets == (["4", "4"] if endpoint.endswith("reset") else [])
    for body in ({}, {"connId": 1}, {"connId": 9}, {"connId": 4, "simId": 1}):
        assert client.refused("POST", endpoint, body)[0] == 400


def test_billing_cycle_starts_the_usage_from_zero() -> None:
    client = admin()
    client.router.facts["allowance"] = {"2": 100, "4": {"1": 5, "2": 7}}
    client.post("cmd.billing.newCycle", {"connId": 4, "simId": 2})
    assert client.router.facts["allowance"] == {"2": 100, "4": {"1": 5, "2": 0}}
    client.post("cmd.billing.newCycle", {"connId": 2, "simId": 1})  # "the param will be ignored"
    assert client.get("status.wan.connection.allowance?connId=2")["2"]["usage"] == 0
    for body in ({}, {"connId": 9}, {"connId": 4, "simId": 3}, {"connId": 4, "simId": "1"}):
        assert client.refused("POST", "cmd.billing.newCycle", body)[0] == 400


# -- access point ----------------------------------------------------------------------------------------------------


def test_access_point() -> None:
    client = admin()
    assert client.post("cmd.ap", {"enable": False})["enable"] is False
    assert client.get("cmd.ap") == {"support": True, "enable": False, "wanDependent": True}
    for body in ({}, {"enable": "false"}, {"enable": 0}, {"enable": True, "support": True}):
        assert client.refused("POST", "cmd.ap", body)[0] == 400


def test_product_without_an_access_point() -> None:
    client = admin(access_point=False)
    assert client.get("cmd.ap") == {"support": False}
    assert client.post("cmd.ap", {"enable": False}) == {"support": False}
    assert client.router.snapshot()["running"]["access_point"]["enable"] is True


# -- Wi-Fi WAN -------------------------------------------------------------------------------------------------------


def heard(client: Client, query: str = "") -> list[str]:
    """The SSIDs of a scan, in order."""
    return [entry["ssid"] for entry in client.get(f"cmd.wifi.scan?connId=3{query}")]


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["Main SSID", "Airport", "Office"]),  # the one with a profile comes first
        ("&sortBy=name", ["Airport", "Main SSID", "Office"]),
        ("&sortBy=name&sortOrder=desc", ["Office", "Main SSID", "Airport"]),
        ("&sortBy=security", ["Airport", "Office", "Main SSID"]),
        ("&sortBy=signal", ["Airport", "Main SSID", "Office"]),
        ("&sortBy=channel&sortOrder=desc", ["Office", "Main SSID", "Airport"]),
    ],
)
def test_wifi_scan_order(query: str, order: list[str]) -> None:
    assert heard(admin(), query) == order


def test_wifi_scan_content() -> None:
    plain = {"ssid", "bssid", "signal", "signalStrength", "signalLevel", "channel", "securityPolicy"}
    client = admin()
    assert set(client.get("cmd.wifi.scan?connId=3")[0]) == plain
    both = client.get("cmd.wifi.scan?connId=3&infoType=status config")
    assert set(both[0]) == plain | {"status", "config"}
    assert both[0]["config"] == {"profileId": 1, "automatic": True}
    assert set(both[1]) == plain | {"status"}
    assert both[1]["status"] == {"inUse": False, "connected": False}
    assert client.refused("GET", "cmd.wifi.scan?connId=1")[0] == 400
    assert client.refused("GET", "cmd.wifi.scan?connId=9")[0] == 400


def test_wifi_signal_level() -> None:
    levels = {-40: 5, -55: 5, -56: 4, -70: 4, -71: 3, -80: 3, -81: 2, -88: 2, -89: 1, -95: 1, -96: 0}
    for signal, level in levels.items():
        client = admin()
        client.router.facts["access_points"][0]["signal"] = signal
        entry = client.get("cmd.wifi.scan?connId=3")[0]
        assert (entry["signal"], entry["signalStrength"], entry["signalLevel"]) == (signal, signal, level)


EAP = {"securityPolicy": "wpa-eap", "loginId": "lab", "password": "lab-peplink-eap-pw1"}


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ({"ssid": "Main SSID"}, "CONNECTED"),
        ({"ssid": "Main SSID", "securityPolicy": "wpa-psk", "key": "wrong key"}, "PSK_AUTH_FAIL"),
        ({"ssid": "Airport", "securityPolicy": "open"}, "CONNECTED"),
        ({"ssid": "Airport", "securityPolicy": "wpa-psk", "key": "any key 1"}, "UNKNOWN_FAIL"),
        ({"ssid": "Office", **EAP, "eapMethod": "PEAP", "eapPhase2": "MSCHAPV2"}, "CONNECTED"),
        ({"ssid": "Office", **EAP, "password": "wrong"}, "EAP_AUTH_FAIL"),
        ({"ssid": "Nowhere", "securityPolicy": "open"}, "AP_NOT_FOUND"),
    ],
)
def test_wifi_connect(body: dict[str, Any], result: str) -> None:
    client = admin()
    assert client.post("cmd.wifi.connect", {"connId": 3, **body}) is None
    answer = client.get("cmd.wifi.result?connId=3")
    assert answer["result"] == result
    assert answer["ssid"] == body["ssid"]
    assert ("bssid" in answer) == (result != "AP_NOT_FOUND")
    status = client.get("status.wan.connection?id=3")["3"].get("wireless", {})
    assert status.get("ssid") == (body["ssid"] if result == "CONNECTED" else None)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"ssid": ""},
        {"ssid": "Airport"},  # no profile: securityPolicy is required
        {"ssid": "Airport", "securityPolicy": "wpa"},
        {"ssid": "Airport", "securityPolicy": "wpa-psk"},
        {"ssid": "Airport", "securityPolicy": "wep"},
        {"ssid": "Office", "securityPolicy": "wpa-eap"},
        {"ssid": "Office", "securityPolicy": "8021x", "loginId": "lab"},
        {"ssid": "Office", **EAP, "eapMethod": "TLS"},
        {"ssid": "Office", **EAP, "eapPhase2": "GTC"},
        {"ssid": "Main SSID", "preferredBssid": "x"},
        {"ssid": "Main SSID", "other": 1},
        {"ssid": "Main SSID", "connId": 1},
    ],
)
def test_wifi_connect_is_refused(body: dict[str, Any]) -> None:
    client = admin()
    before = client.router.snapshot()
    assert client.refused("POST", "cmd.wifi.connect", {"connId": 3, **body})[0] == 400
    assert client.router.snapshot() == before


def test_wifi_result_comes_later() -> None:
    clock = Clock()
    client = admin(clock=clock, wifi_connect_seconds=5)
    assert client.refused("GET", "cmd.wifi.result?connId=3") == (400, "no result yet")
    client.post("cmd.wifi.connect", {"connId": 3, "ssid": "Main SSID"})
    assert client.refused("GET", "cmd.wifi.result?connId=3") == (400, "no result yet")
    clock.advance(6)
    assert client.get("cmd.wifi.result?connId=3")["result"] == "CONNECTED"


def test_wifi_disconnect_and_forget() -> None:
    client = admin()

    def connected() -> bool:
        return "wireless" in client.get("status.wan.connection?id=3")["3"]

    client.post("cmd.wifi.disconnect", {"connId": 3, "ssid": "Airport"})
    assert connected()
    client.post("cmd.wifi.disconnect", {"connId": 3})
    assert not connected()
    client.post("cmd.wifi.connect", {"connId": 3, "ssid": "Main SSID"})
    assert connected()
    forget = {"connId": 3, "ssid": "Main SSID", "securityPolicy": "wpa-psk"}
    client.post("cmd.wifi.forget", {**forget, "securityPolicy": "open"})
    assert connected()
    client.post("cmd.wifi.forget", forget)
    assert not connected()
    assert client.router.snapshot()["running"]["wifi_profiles"]["3"] == []
    client.post("cmd.wifi.forget", forget)  # "if any"
    for body in ({"connId": 3}, {"connId": 3, "ssid": "Main SSID"}, {**forget, "connId": 1}):
        assert client.refused("POST", "cmd.wifi.forget", body)[0] == 400


# -- reboot ----------------------------------------------------------------------------------------------------------


def test_reboot_from_8_2_0() -> None:
    assert admin().refused("POST", "cmd.system.reboot") == (404, "unknown function")
    clock = Clock()
    client = admin(clock=clock, firmware="8.2.0 build 4924", reboot_seconds=60)
    client.post("cmd.system.reboot")
    request = Request.build("GET", "/api/info.firmware")
    assert client.router.handle(request).drop
    clock.advance(61)
    assert client.refused("GET", "cmd.ap") == (401, "Unauthorized")
    assert client.login().get("status.wan.connection?id=1")["1"]["uptime"] == 0
    assert client.router.reboots == 1


def test_reboot_into_the_other_firmware() -> None:
    client = admin(firmware="8.2.1 build 5000", reboot_seconds=0)
    assert client.refused("POST", "cmd.system.reboot", {"firmwareId": 3})[0] == 400
    client.post("cmd.system.reboot", {"firmwareId": 1})
    images = client.login().get("info.firmware")
    assert images["1"]["inUse"] is True
    assert images["2"]["inUse"] is False
    assert client.router.options["firmware"] == images["1"]["version"]
