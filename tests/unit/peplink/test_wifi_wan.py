# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_wifi_wan: what the WAN is connected to, what is sent, and which result belongs to it."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    CpeError,
    NoAnswer,
    NotFound,
    NotTaken,
    OptionError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.modules.peplink_wifi_wan import RESULTS, WifiWan
from tests.unit.peplink.wire import Answer, Sent, Wire, fail, ok, reply, run

CONNECT, DISCONNECT, FORGET = "cmd.wifi.connect", "cmd.wifi.disconnect", "cmd.wifi.forget"
MAIN = {"ssid": "Main", "bssid": "A2:E5:B8:55:89:DF"}
PSK = {"conn_id": "3", "ssid": "Office", "security_policy": "wpa-psk", "key": "office-key"}
LOST = NoAnswer("the connection broke before an answer came")


class Router:
    """A router with a Wi-Fi WAN 3, connected to Main. ``outcome`` is the result of connecting; None: none ever comes.

    ``fault`` replaces the answer to a write; the write takes all the same if the fault is LOST. ``old``: firmware before 8.
    """

    def __init__(self, outcome: str | None = "CONNECTED", **options: Any) -> None:
        self.outcome = outcome
        self.connected: dict[str, Any] | None = options.get("connected", MAIN)
        self.enable = options.get("enable", True)
        self.led = options.get("led", "green")
        self.type = options.get("type", "wireless")
        self.old = options.get("old", False)
        self.faults: list[Answer] = options.get("faults", [])
        self.takes = options.get("takes", True)
        self.heard = [("Main", "wpa-psk"), ("Office", "wpa-psk")]
        self.profiles = {("Main", "wpa-psk")}
        self.result: Any = options.get("result")
        self.writes: list[tuple[str, Any]] = []

    def _status(self) -> Answer:
        if self.old:
            return fail(404, "unknown function")
        wan = {"name": "Wi-Fi", "type": self.type, "enable": self.enable, "statusLed": self.led}
        if self.connected:
            wan["wireless"] = {"signal": {"strength": -60}, **self.connected}
        return ok({"1": {"name": "WAN 1", "type": "ethernet", "enable": True}, "3": wan, "order": [1, 3]})

    def _scan(self, info: str) -> Answer:
        found = []
        for ssid, policy in self.heard:
            one: dict[str, Any] = {"ssid": ssid, "bssid": MAIN["bssid"], "securityPolicy": policy}
            if info == "status":
                one["status"] = {"connected": bool(self.connected and self.connected["ssid"] == ssid)}
            elif (ssid, policy) in self.profiles:
                one["config"] = {"profileId": 1, "automatic": True}
            found.append(one)
        return ok(found)

    def _take(self, function: str, body: dict[str, Any]) -> None:
        if function == CONNECT and self.outcome:
            self.result = {
                "result": self.outcome,
                "timestamp": 100 + len(self.writes),
                "ssid": body["ssid"],
                "message": "m",
            }
            self.connected = {"ssid": body["ssid"]} if self.outcome == "CONNECTED" else None
        elif function == DISCONNECT:
            self.connected = None
        elif function == FORGET:
            self.profiles.discard((body["ssid"], body["securityPolicy"]))
            if self.connected and self.connected["ssid"] == body["ssid"]:
                self.connected = None

    def __call__(self, request: Sent) -> Answer:
        if request.function == "status.wan.connection":
            return self._status()
        if request.function == "cmd.wifi.scan":
            return self._scan(request.query["infoType"])
        if request.function == "cmd.wifi.result":
            return ok(self.result) if self.result else fail(400, "no result yet")
        if request.function not in (CONNECT, DISCONNECT, FORGET):
            return ok({})
        self.writes.append((request.function, request.body))
        fault = self.faults.pop(0) if self.faults else None
        if self.takes and fault in (None, LOST):
            self._take(request.function, request.body)
        return fault or ok()


def ask(router: Router, check: bool = False, **options: Any) -> tuple[dict[str, Any], Wire]:
    options = {"conn_id": "3", "wait_timeout": 3, **options}
    result, wire, _one = run(WifiWan, options, router, check=check)
    return result, wire


def test_it_connects_with_what_was_given_and_waits() -> None:
    router = Router()
    result, wire = ask(router, **PSK)
    body = {"connId": 3, "ssid": "Office", "securityPolicy": "wpa-psk", "key": "office-key"}
    assert router.writes == [(CONNECT, body)]
    assert result["plan"][0]["payload"] == {**body, "key": "********"}
    assert result["wifi"] == {"connected": True, "ssid": "Office"}
    assert result["unverified"] == ["security_policy", "key"]
    assert wire.sent[1].query == {}
    assert "office-key" not in str(result)


def test_every_documented_argument_is_sent_by_its_name() -> None:
    router = Router()
    ask(
        router,
        ssid="Office",
        security_policy="8021x",
        login_id="me",
        password="pw",
        eap_method="TTLS",
        eap_phase2="PAP",
        eap_authentication_id="anonymous",
        preferred_bssid="A2:E5:B8:55:89:DF",
    )
    assert router.writes[0][1] == {
        "connId": 3,
        "ssid": "Office",
        "securityPolicy": "8021x",
        "loginId": "me",
        "password": "pw",
        "eapMethod": "TTLS",
        "eapPhase2": "PAP",
        "eapAuthenticationId": "anonymous",
        "preferredBssid": "A2:E5:B8:55:89:DF",
    }


@pytest.mark.parametrize("old", [True, False])
def test_what_it_is_connected_to_is_left_alone(old: bool) -> None:
    router = Router(old=old)
    result, _wire = ask(router, ssid="Main", preferred_bssid="a2:e5:b8:55:89:df")
    assert (result["changed"], router.writes, result["unverified"]) == (False, [], [])
    assert result["wifi"] == {"connected": True, **MAIN}
    assert ask(router, ssid="Main", security_policy="wpa-psk", key="k")[0]["unverified"] == ["security_policy", "key"]


def test_secrets_that_are_always_sent_connect_anew() -> None:
    router = Router()
    assert ask(router, ssid="Main", key="new", update_secrets="always")[0]["changed"] is True
    assert router.writes == [(CONNECT, {"connId": 3, "ssid": "Main", "key": "new"})]


@pytest.mark.parametrize("led", ["gray", "empty"])
def test_a_wan_without_a_link_is_not_connected(led: str) -> None:
    assert ask(Router(led=led), check=True, ssid="Main")[0]["changed"] is True


@pytest.mark.parametrize("word", RESULTS)
def test_a_failure_to_connect_is_told(word: str) -> None:
    router = Router(word, result={"result": "CONNECTED", "timestamp": 1})
    with pytest.raises(ApiFailure) as failure:
        ask(router, **PSK)
    text = failure.value.text()
    assert f"could not connect to 'Office': {word}, {RESULTS[word]}" in text
    assert "state forgotten removes it" in text
    assert "office-key" not in text
    assert len(router.writes) == 1


def test_a_result_that_was_there_before_is_not_taken_for_this_ones() -> None:
    router = Router(None, result={"result": "PSK_AUTH_FAIL", "timestamp": 1})
    with pytest.raises(NotTaken, match="was to be connected, and is connected to 'Main'") as failure:
        ask(router, **PSK)
    assert "raise wait_timeout" in failure.value.text()


def test_a_success_that_is_not_to_be_seen_is_told() -> None:
    router = Router("CONNECTED")
    router._take = lambda function, body: setattr(router, "result", {"result": "CONNECTED", "timestamp": 9})  # type: ignore[method-assign]
    with pytest.raises(NotTaken):
        ask(router, **PSK)


def test_without_verification_nothing_is_waited_for() -> None:
    router = Router("PSK_AUTH_FAIL")
    result, wire = ask(router, verify=False, **PSK)
    assert result["wifi"] == {"connected": True, "ssid": "Office"}
    assert wire.functions[-2:] == [CONNECT, "logout"]


def test_a_lost_answer_is_settled_by_the_result() -> None:
    router = Router(faults=[LOST])
    assert ask(router, **PSK)[0]["changed"] is True
    assert len(router.writes) == 1
    router = Router(faults=[NoAnswer("reset before")])
    assert ask(router, **PSK)[0]["changed"] is True
    assert len(router.writes) == 2


def test_a_write_whose_fate_stays_unknown_is_told() -> None:
    with pytest.raises(CpeError) as failure:
        ask(Router(faults=[reply(500, "")]), **PSK)
    assert "What became of it is not known" in failure.value.text()


@pytest.mark.parametrize(("options", "body"), [({}, {"connId": 3}), ({"ssid": "Main"}, {"connId": 3, "ssid": "Main"})])
def test_it_disconnects(options: dict[str, Any], body: dict[str, Any]) -> None:
    router = Router()
    result, _wire = ask(router, state="disconnected", **options)
    assert router.writes == [(DISCONNECT, body)]
    assert result["wifi"] == {"connected": False}
    assert ask(router, state="disconnected", **options)[0]["changed"] is False


def test_another_network_is_not_disconnected() -> None:
    router = Router()
    result, _wire = ask(router, state="disconnected", ssid="Office")
    assert (result["changed"], result["wifi"], router.writes) == (False, {"connected": True, **MAIN}, [])


def test_a_disconnection_that_does_not_take_is_told() -> None:
    with pytest.raises(NotTaken, match="was to be disconnected, and is connected to 'Main'"):
        ask(Router(takes=False), state="disconnected")


FORGOTTEN = {"state": "forgotten", "ssid": "Main", "security_policy": "wpa-psk"}


def test_it_forgets_a_profile_and_its_connection() -> None:
    router = Router()
    result, _wire = ask(router, **FORGOTTEN)
    assert router.writes == [(FORGET, {"connId": 3, "ssid": "Main", "securityPolicy": "wpa-psk"})]
    assert result["wifi"] == {"connected": False, "profile": False}
    assert result["diff"]["before"] == {"connected": True, **MAIN, "profile": True}
    assert ask(router, **FORGOTTEN)[0]["changed"] is False


def test_the_profile_of_a_network_that_is_not_in_reach_is_forgotten_each_time() -> None:
    router = Router(connected=None)
    for _run in range(2):
        result, _wire = ask(router, **{**FORGOTTEN, "ssid": "Far"})
        assert (result["changed"], result["unverified"]) == (True, ["state"])
    assert len(router.writes) == 2


def test_a_profile_that_stays_is_told() -> None:
    with pytest.raises(NotTaken, match="is not connected, and has a profile of the network"):
        ask(Router(takes=False, connected=None), **FORGOTTEN)


@pytest.mark.parametrize(
    ("router", "conn_id", "kind", "message"),
    [
        (Router(), "1", Unsupported, r"WAN connection 1 \(WAN 1\) is no Wi-Fi WAN, but of type ethernet"),
        (Router(), "9", NotFound, "no WAN connection with id 9"),
        (Router(enable=False), "3", ApiFailure, r"WAN connection 3 \(Wi-Fi\) is disabled and can't connect"),
    ],
)
def test_a_wan_that_cant_is_told(router: Router, conn_id: str, kind: type[CpeError], message: str) -> None:
    with pytest.raises(kind, match=message):
        ask(router, **{**PSK, "conn_id": conn_id})
    assert router.writes == []
    assert ask(Router(type="wifi"), ssid="Main")[0]["changed"] is False
    assert ask(Router(enable=False), state="disconnected", ssid="Office")[0]["changed"] is False


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"state": "disconnected", "security_policy": "open"}, "security_policy: is only valid with state connected"),
        ({**FORGOTTEN, "key": "k"}, "key: is only valid with state connected, not with forgotten"),
        ({**PSK, "security_policy": "open"}, "key: is only valid with security_policy wep or wpa-psk, not with open"),
    ],
)
def test_options_that_dont_belong_together_are_told(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        ask(Router(), **options)


def test_check_mode_only_reads() -> None:
    for options in (PSK, {"state": "disconnected"}, FORGOTTEN):
        router = Router()
        predicted, _wire = ask(router, check=True, **options)
        assert (predicted["changed"], router.writes) == (True, [])
