# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The router as a device of the lab: envelope, unknown endpoints, firmware, classification, state, secrets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.core.message import Request
from tests.lab.peplink import PeplinkRouter
from tests.lab.peplink.endpoints import ENDPOINTS
from tests.unit.lab.peplink_support import ADMIN, Client, admin, failed, with_token

# -- requests --------------------------------------------------------------------------------------------------------


def test_body_must_be_json_with_its_content_type() -> None:
    client = admin()
    body = b'{"enable": false}'
    assert failed(client.send("POST", "cmd.ap", body))[0] == 400
    assert failed(client.send("POST", "cmd.ap", b"{", **{"content-type": "application/json"}))[0] == 400
    assert failed(client.send("POST", "cmd.ap?enable=true"))[0] == 400
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert failed(client.send("POST", "cmd.ap", b"enable=false", **form))[0] == 400
    headers = {"content-type": "application/json; charset=utf-8"}
    assert client.send("POST", "cmd.ap", body, **headers).json()["response"]["enable"] is False


def test_form_bodies_are_an_option() -> None:
    router = PeplinkRouter("router-1", accept_form_bodies=True)
    client = Client(router)
    form = {"content-type": "application/x-www-form-urlencoded"}
    body = f"username={ADMIN['username']}&password={ADMIN['password']}".encode()
    header = client.send("POST", "login", body, **form).header("Set-Cookie")
    assert header is not None
    client.cookie = header.split(";")[0]
    assert client.send("POST", "cmd.ap", b"enable=false", **form).json()["response"]["enable"] is False
    assert client.send("POST", "cmd.ap?enable=true").json()["response"]["enable"] is True
    assert client.post("cmd.ap", {"enable": False})["enable"] is False


@pytest.mark.parametrize(
    ("form", "status", "message"),
    [("unknown function", 200, "unknown function"), ("Unsupported request", 200, "Unsupported request")],
)
def test_unknown_endpoint(form: str, status: int, message: str) -> None:
    client = admin(unknown_endpoint=form)
    for method, target in (("GET", "nothing.such"), ("GET", "cmd.config.apply"), ("POST", "status.client")):
        response = client.send(method, target)
        assert response.status == status
        assert failed(response) == (404, message)
    assert Client(client.router).refused("GET", "nothing.such") == (401, "Unauthorized")


def test_unknown_endpoint_as_a_page() -> None:
    response = admin(unknown_endpoint="html").send("GET", "nothing.such")
    assert response.status == 404
    assert response.header("Content-Type") == "text/html; charset=utf-8"


def test_pages_beside_the_api() -> None:
    router = PeplinkRouter("router-1")
    assert router.handle(Request.build("GET", "/")) == router.login_page()
    assert router.handle(Request.build("GET", "/cgi-bin/MANGA/api.cgi")).status == 404


AVAILABLE_IN = {
    ("POST", "login"): "7.0.0",
    ("POST", "logout"): "7.0.0",
    ("GET", "auth.client"): "7.1.1",
    ("POST", "auth.client"): "7.1.1",
    ("GET", "auth.client.token"): "7.1.1",
    ("POST", "auth.token.grant"): "7.1.1",
    ("POST", "auth.token.revoke"): "7.1.1",
    ("POST", "cmd.billing.newCycle"): "8.1.0",
    ("GET", "cmd.carrier.scan"): "8.0.1",
    ("POST", "cmd.carrier.scan"): "8.1.0",
    ("POST", "cmd.carrier.select"): "8.0.1",
    ("POST", "cmd.config.apply"): "7.1.1",
    ("POST", "cmd.config.discard"): "7.1.1",
    ("POST", "cmd.sendUssd"): "8.1.0",
    ("GET", "cmd.sms.get"): "8.1.0",
    ("POST", "cmd.sms.sendMessage"): "8.0.0",
    ("GET", "cmd.ap"): "7.0.2",
    ("POST", "cmd.ap"): "7.0.2",
    ("POST", "cmd.cellularModule.rescanNetwork"): "8.0.0",
    ("POST", "cmd.cellularModule.reset"): "8.0.0",
    ("GET", "cmd.wan.cellular"): "8.0.0",
    ("POST", "cmd.wan.cellular"): "8.0.0",
    ("POST", "cmd.wifi.connect"): "7.1.1",
    ("POST", "cmd.wifi.disconnect"): "7.1.1",
    ("POST", "cmd.wifi.forget"): "7.1.1",
    ("GET", "cmd.wifi.result"): "7.1.1",
    ("GET", "cmd.wifi.scan"): "7.1.1",
    ("POST", "config.gpio"): "8.1.1",
    ("GET", "config.ssid.profile"): "7.1.1",
    ("POST", "config.ssid.profile"): "7.1.1",
    ("GET", "config.wan.connection"): "8.1.1",
    ("POST", "config.wan.connection"): "8.1.1",
    ("POST", "config.wan.connection.priority"): "7.1.1",
    ("GET", "info.firmware"): "7.1.1",
    ("GET", "info.location"): "8.0.1",
    ("GET", "status.client"): "8.0.1",
    ("GET", "status.lan.profile"): "7.1.0",
    ("GET", "status.pepvpn"): "7.1.0",
    ("GET", "status.wan.connection"): "8.0.0",
    ("GET", "status.wan.connection.allowance"): "8.0.0",
    ("GET", "status.wan.connection.signal"): "8.0.1",
}


@pytest.mark.parametrize(("endpoint", "version"), AVAILABLE_IN.items(), ids=lambda value: str(value))
def test_available_in(endpoint: tuple[str, str], version: str) -> None:
    """Unknown to the firmware before, known to this one: there it fails for lack of arguments at most."""
    major, minor, patch = (int(part) for part in version.split("."))
    older = f"{major}.{minor}.{patch - 1}" if patch else f"{major}.{minor - 1}.9" if minor else f"{major - 1}.9.9"
    for firmware, known in ((older, False), (version, True)):
        client = admin()
        client.router.set_options({"firmware": firmware})
        answer = client.send(*endpoint).json()
        assert (answer.get("message") != "unknown function") is known


def test_every_documented_endpoint_is_there() -> None:
    """Besides, what the field notes have of later firmware."""
    later = {("POST", "cmd.system.reboot"), ("POST", "cmd.sim.ussd.send")}
    undocumented = {("GET", "config.wan.connection.priority"), *later}
    assert set(ENDPOINTS) == set(AVAILABLE_IN) | undocumented


def test_beta_notice_can_be_left_out() -> None:
    assert admin().send("GET", "status.pepvpn").json()["notice"] == {"status": "beta"}
    assert "notice" not in admin(beta_notice=False).send("GET", "status.pepvpn").json()


def test_options_are_checked() -> None:
    with pytest.raises(TypeError, match="no_such_option"):
        PeplinkRouter("router-1", no_such_option=1)


# -- classification --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "target", "body", "kind"),
    [
        ("POST", "login", ADMIN, "auth"),
        ("POST", "logout", None, "auth"),
        ("POST", "auth.token.grant", {"clientId": "x", "clientSecret": "y"}, "auth"),
        ("POST", "auth.token.revoke?accessToken=abc", {"accessToken": "abc"}, "auth"),
        ("POST", "auth.token.revoke?accessToken=abc", {"accessToken": "def"}, "write"),
        ("POST", "auth.token.revoke", {"accessToken": "abc"}, "write"),
        ("POST", "auth.client", {"action": "add"}, "write"),
        ("GET", "auth.client", None, "read"),
        ("GET", "config.wan.connection", None, "read"),
        ("POST", "config.wan.connection", {"action": "update", "list": []}, "write"),
        ("POST", "config.gpio", None, "read"),
        ("POST", "config.gpio", {"list": [], "reference": True}, "read"),
        ("POST", "config.gpio", {"list": [{"id": 1}]}, "write"),
        ("POST", "cmd.carrier.scan", {"connId": 4}, "read"),
        ("POST", "cmd.carrier.scan", {"connId": 4, "action": "start"}, "write"),
        ("POST", "cmd.config.apply", None, "write"),
        ("POST", "cmd.config.discard", None, "write"),
        ("POST", "cmd.sms.sendMessage", {"address": "+4912345"}, "write"),
        ("POST", "cmd.wan.cellular", {"connId": 4}, "write"),
        ("POST", "nothing.such", None, "write"),
        ("GET", "nothing.such", None, "read"),
    ],
)
def test_classify(method: str, target: str, body: Any, kind: str) -> None:
    request = Request.build(method, f"/api/{target}", json_body=body)
    assert PeplinkRouter("router-1").classify(request) == kind


def test_what_is_classified_as_a_read_changes_nothing() -> None:
    client = admin()
    before = client.router.snapshot()
    client.post("config.gpio", {"list": [], "reference": True})
    client.post("cmd.carrier.scan", {"connId": 4})
    assert client.router.snapshot() == before
    assert client.router.carrier_scans == {}


# -- state -----------------------------------------------------------------------------------------------------------

SSID = {"action": "update", "id": 1, "name": "New SSID"}


def test_restore_is_the_inverse_of_snapshot() -> None:
    client = admin()
    client.post("config.ssid.profile", SSID)
    kept = client.router.snapshot()
    client.post("cmd.config.apply")
    client.post("cmd.ap", {"enable": False})
    client.post("auth.client", {"action": "add", "name": "c", "scope": "api"})
    assert client.router.snapshot() != kept
    client.router.restore(kept)
    assert client.router.snapshot() == kept
    assert kept["pending"]["ssid"]["1"]["name"] == "New SSID"
    client.get("cmd.ap")  # the session is still there


def test_snapshot_is_independent() -> None:
    client = admin()
    client.router.snapshot()["running"]["ssid"].clear()
    assert client.get("config.ssid.profile")["order"] == [1, 2]


@pytest.mark.parametrize("outer", [True, False])
def test_patch_is_a_change_by_hand(outer: bool) -> None:
    client = admin()
    changes: dict[str, Any] = {"wan": {"2": {"connection": {"priority": 4}}}, "ssid": {"1": {"enable": False}}}
    before = client.router.snapshot()
    client.router.patch({"running": changes} if outer else changes)
    assert client.get("config.ssid.profile?id=1")["1"]["enable"] is False
    assert client.get("config.wan.connection?id=2")["2"]["connection"]["priority"] == 4
    before["running"]["wan"]["2"]["connection"]["priority"] = 4
    before["running"]["ssid"]["1"]["enable"] = False
    assert client.router.snapshot() == before


def test_reset_puts_everything_back() -> None:
    client = admin(firmware="8.2.0", reboot_seconds=3600)
    before = client.router.snapshot()
    with_token(client, "api")
    client.post("config.ssid.profile", SSID)
    client.post("cmd.sms.sendMessage", {"address": "+4912345"})
    client.post("cmd.billing.newCycle", {"connId": 4})
    client.post("cmd.system.reboot")
    client.router.reset()
    assert client.router.snapshot() == before
    assert client.router.sent == []
    assert client.router.facts["allowance"]["4"] == {"1": 5, "2": 0}
    assert client.router.access.sessions == {}
    assert client.router.access.tokens == {}
    assert client.login().get("auth.client") == []


def test_routers_share_nothing() -> None:
    first, second = admin(), admin()
    first.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 1, "priority": 4}]})
    assert second.get("config.wan.connection?id=1")["1"]["connection"]["priority"] == 1


def test_silent_write() -> None:
    client = admin()
    cookie = {"cookie": str(client.cookie)}
    before = client.router.snapshot()
    for target, body in (
        ("config.ssid.profile", SSID),
        ("cmd.ap", {"enable": False}),
        ("cmd.sms.sendMessage", {"address": "+4912345"}),
        ("cmd.billing.newCycle", {"connId": 4}),
    ):
        request = Request.build("POST", f"/api/{target}", json_body=body, headers=cookie)
        assert client.router.handle_silently(request).json()["stat"] == "ok"
    assert client.router.snapshot() == before
    assert client.router.sent == []
    assert client.router.facts["allowance"]["4"] == {"1": 5, "2": 0}
    login = Request.build("POST", "/api/login", json_body=ADMIN)
    assert client.router.handle_silently(login).json()["stat"] == "ok"
    assert len(client.router.access.sessions) == 2


def test_silent_commands() -> None:
    client = admin(firmware="8.2.0 build 5000")
    cookie = {"cookie": str(client.cookie)}
    for target, body in (
        ("cmd.wifi.connect", {"connId": 3, "ssid": "Airport", "securityPolicy": "open"}),
        ("cmd.carrier.scan", {"connId": 4, "action": "start"}),
        ("cmd.system.reboot", {"firmwareId": 1}),
    ):
        request = Request.build("POST", f"/api/{target}", json_body=body, headers=cookie)
        assert client.router.handle_silently(request).json()["stat"] == "ok"
    assert client.refused("GET", "cmd.wifi.result?connId=3")[1] == "no result yet"
    assert client.router.carrier_scans == {}
    assert client.router.options["firmware"] == "8.2.0 build 5000"
    assert client.get("info.firmware")["2"]["inUse"] is True


def test_secrets() -> None:
    client = admin()
    token = with_token(client, "api")
    client.post(
        "config.ssid.profile", {"action": "update", "id": 1, "security": {"wpa2Personal": {"key": "new key 1"}}}
    )
    found = set(client.router.secrets())
    made = client.get("auth.client")[0]
    assert found >= {
        "lab-peplink-pw1",
        "lab-peplink-ro-pw1",
        "pas53or2",
        "pass3ord",
        "new key 1",  # pending
        "lab-peplink-ddns-pw1",
        "lab-peplink-apn-pw1",
        "lab-peplink-pin-1",
        "lab-peplink-wifi-pw1",
        "lab-peplink-eap-pw1",
        made["clientSecret"],
        token.token,
    }
    assert made["clientId"] not in found
    assert "" not in found


def test_error_response_has_the_envelope() -> None:
    response = PeplinkRouter("router-1").error_response(503)
    assert response.status == 503
    assert failed(response) == (503, "HTTP 503")


def test_a_disabled_wan_cuts_the_way_that_comes_by_it() -> None:
    over_wan = admin(https_through_wan="1")
    over_lan = Client(over_wan.router, scheme="http").login()
    over_wan.post("config.wan.connection", {"action": "update", "list": [{"id": 1, "enable": False}]})
    over_wan.post("cmd.config.apply")
    assert over_wan.send("GET", "info.firmware").drop
    assert over_lan.get("cmd.ap")["enable"] is True
    over_lan.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 1, "enable": True}]})
    assert over_wan.get("cmd.ap")["enable"] is True
