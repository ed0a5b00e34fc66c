# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_port: what is read, what is sent in which order, what is waited for, and what is never sent twice."""

from __future__ import annotations

from typing import Any

import pytest
from requests.exceptions import ConnectionError as RequestsConnectionError

from ansible_collections.telco.cpe.plugins.modules.sms_gateway_port import RESOURCE

from .support import Answer, Network, Seen, ok, run_module

PIN = "4711"
IMEI = "863070017005173"


class FakePorts:
    """One port: what it holds, and what it comes to hold after ``lag`` reads more.

    answers: what set_port_info answers instead of success, first come first served; deaf: how many writes change nothing.
    """

    def __init__(self, *, lag: int = 0, deaf: int = 0, **held: Any) -> None:
        self.held: dict[str, Any] = {"port": 3, "slot": 0, "number": "", "imei": IMEI, "reg": "REGISTER_OK", **held}
        self.lag, self.deaf = lag, deaf
        self.answers: list[Answer | Exception] = []
        self.reg_after: dict[str, str] = {}
        self._coming: list[tuple[int, str, Any]] = []

    def __call__(self, seen: Seen) -> Answer | Exception:
        if seen.path == "/api/get_port_info":
            return self._tell(seen)
        answer = self.answers.pop(0) if self.answers else ok()
        if isinstance(answer, Exception) or (answer.status == 200 and answer.body in (ok().body, "")):
            self._take(seen.query["action"], seen.query.get("param"))
        return answer

    def _tell(self, seen: Seen) -> Answer:
        coming, self._coming = self._coming, []
        for left, name, value in coming:
            if left:
                self._coming.append((left - 1, name, value))
            else:
                self.held[name] = value
        names = ["port", *seen.query["info_type"].split(",")]
        return ok(info=[{name: self.held[name] for name in names if name in self.held}])

    def _take(self, action: str, param: str | None) -> None:
        if self.deaf:
            self.deaf -= 1
        elif action in self.reg_after:
            self._coming.append((self.lag, "reg", self.reg_after[action]))
        elif action == "power":
            self._coming.append((self.lag, "reg", "POWER_OFF" if param == "off" else "REGISTER_OK"))
        elif action in ("slot", "number", "imei"):
            self._coming.append((self.lag, action, int(str(param)) if action == "slot" else param))


def _run(ports: FakePorts, *, check: bool = False, **options: Any) -> tuple[dict[str, Any], Network]:
    network = Network(ports)
    args = {"port": 3, "wait_timeout": 10, "poll_interval": 2, **options}
    return run_module(RESOURCE, network, args, check=check), network


def _sent(network: Network) -> list[tuple[str, str | None]]:
    return [(query["action"], query.get("param")) for query in network.writes]


def _info_types(network: Network) -> list[str]:
    return [seen.query["info_type"] for seen in network.seen if seen.path == "/api/get_port_info"]


ONE_SETTING = [
    ({"slot": 2}, ("slot", "2"), "slot,reg"),
    ({"power": "off"}, ("power", "off"), "reg"),
    ({"number": "+4915112345678"}, ("number", "+4915112345678"), "number,reg"),
    ({"imei": "358967042917201", "allow_imei_change": True}, ("imei", "358967042917201"), "imei,reg"),
]


@pytest.mark.parametrize(("options", "write", "info_types"), ONE_SETTING)
def test_one_setting(options: dict[str, Any], write: tuple[str, str], info_types: str) -> None:
    ports = FakePorts()
    predicted, network = _run(ports, check=True, **options)
    assert _sent(network) == []
    done, network = _run(ports, **options)
    assert done["changed"] is predicted["changed"] is True
    assert done["diff"] == predicted["diff"]
    assert done["diff"]["before"] != done["diff"]["after"]
    assert done["diff"]["after_header"] == "http://gateway.example.com port 3"
    payload = {"port": 3, "action": write[0], "param": write[1]}
    assert done["plan"] == predicted["plan"] == [{"method": "GET", "endpoint": "api/set_port_info", "payload": payload}]
    assert network.writes == [{"port": "3", "action": write[0], "param": write[1]}]
    assert set(_info_types(network)) == {info_types}
    name = write[0]
    assert done["info"][name] == predicted["info"][name] == options[name]
    assert done["unverified"] == []
    again, network = _run(ports, **options)
    assert again["changed"] is False
    assert again["plan"] == []
    assert again["diff"]["before"] == again["diff"]["after"]
    assert (len(network.seen), again["api_requests"]) == (1, 1)


def test_power_on_predicts_no_register_status() -> None:
    predicted, _network = _run(FakePorts(reg="POWER_OFF"), check=True, power="on")
    assert predicted["info"] == {"port": 3, "power": "on"}
    done, _network = _run(FakePorts(reg="POWER_OFF"), power="on")
    assert done["info"] == {"port": 3, "power": "on", "reg": "REGISTER_OK"}


def test_yaml_booleans_mean_on_and_off() -> None:
    done, network = _run(FakePorts(), power=False)
    assert _sent(network) == [("power", "off")]
    assert done["info"]["power"] == "off"


@pytest.mark.parametrize("reg", ["NO_SIM", "PIN_REQUIRE", "PUK_REQUIRE", "UNREGISTER", "SEARCHING_NETWORK", "UNKNOWN"])
def test_every_other_register_status_is_powered(reg: str) -> None:
    done, _network = _run(FakePorts(reg=reg), power="on")
    assert done["changed"] is False
    assert done["info"] == {"port": 3, "power": "on", "reg": reg}


def test_nothing_asked_reads_the_register_status_only() -> None:
    done, network = _run(FakePorts())
    assert done["changed"] is False
    assert done["info"] == {"port": 3, "power": "on", "reg": "REGISTER_OK"}
    assert _info_types(network) == ["reg"]


def test_a_port_is_made_to_work_before_it_is_worked_upon() -> None:
    ports = FakePorts(reg="POWER_OFF")
    ports.reg_after["power"] = "PIN_REQUIRE"
    ports.reg_after["unlock"] = "REGISTER_OK"
    options: dict[str, Any] = {
        "power": "on",
        "slot": 1,
        "number": "123",
        "imei": "358967042917201",
        "allow_imei_change": True,
    }
    done, network = _run(ports, action="unlock", pin=PIN, **options)
    assert not done.get("failed"), done["msg"]
    assert [name for name, _param in _sent(network)] == ["power", "slot", "unlock", "number", "imei"]


@pytest.mark.parametrize("action", ["block", "reset"])
def test_power_goes_off_last(action: str) -> None:
    _done, network = _run(FakePorts(), power="off", slot=1, number="123", action=action)
    assert [name for name, _param in _sent(network)] == ["slot", "number", action, "power"]


def test_each_change_is_waited_for_before_the_next() -> None:
    ports = FakePorts(lag=2)
    done, network = _run(ports, slot=1, number="123", power="off")
    assert not done.get("failed"), done["msg"]
    paths = [seen.path.rpartition("/")[2] for seen in network.seen]
    read, write = "get_port_info", "set_port_info"
    assert paths == [read, write, read, read, read, write, read, read, read, write, read, read, read]
    assert done["info"] == {"port": 3, "slot": 1, "power": "off", "number": "123", "reg": "POWER_OFF"}


def test_what_does_not_take_in_time_is_told() -> None:
    done, network = _run(FakePorts(deaf=9, reg="NO_SIM"), number="123", slot=1)
    assert done["failed"]
    assert done["error"]["kind"] == "verify"
    assert "slot (asked 1, the device holds 0)" in done["msg"]
    assert "number" not in done["msg"].split("wait_timeout")[0]
    assert "NO_SIM: there is no SIM card in it" in done["msg"]
    assert "waited for 10 s" in done["msg"]
    assert _sent(network) == [("slot", "1")], "the rest is not sent after a failure"


def test_the_last_change_that_does_not_take_is_told() -> None:
    done, network = _run(FakePorts(deaf=9), power="off")
    assert done["error"]["kind"] == "verify"
    assert "power (asked 'off', the device holds 'on')" in done["msg"]
    assert "register status" not in done["msg"]
    assert len(network.seen) == 2 + 6


def test_without_verify_nothing_is_read_back() -> None:
    done, network = _run(FakePorts(deaf=9), slot=1, number="123", verify=False)
    assert done["changed"] is True
    assert _sent(network) == [("slot", "1"), ("number", "123")]
    assert len(network.seen) == 3


def test_a_write_that_took_though_its_answer_was_lost_is_not_sent_again() -> None:
    ports = FakePorts(lag=2)
    ports.answers = [RequestsConnectionError("reset")]
    done, network = _run(ports, slot=1, retries=0)
    assert not done.get("failed"), done["msg"]
    assert _sent(network) == [("slot", "1")]
    assert done["info"]["slot"] == 1


def test_a_write_that_was_lost_is_sent_again() -> None:
    ports = FakePorts(deaf=1)
    ports.answers = [RequestsConnectionError("reset")]
    done, network = _run(ports, slot=1, number="123")
    assert not done.get("failed"), done["msg"]
    assert _sent(network) == [("slot", "1"), ("slot", "1"), ("number", "123")]


@pytest.mark.parametrize("answer", [Answer("", 503, {}), Answer("", 429, {}), Answer({"error_code": 486})])
def test_a_setting_is_sent_again_to_a_gateway_that_was_busy(answer: Answer) -> None:
    ports = FakePorts()
    ports.answers = [answer]
    done, network = _run(ports, slot=1)
    assert not done.get("failed"), done["msg"]
    assert _sent(network) == [("slot", "1"), ("slot", "1")]


@pytest.mark.parametrize(("code", "kind"), [(400, "api"), (500, "server"), (503, "api")])
def test_a_refusal_tells_the_register_status(code: int, kind: str) -> None:
    ports = FakePorts(reg="POWER_OFF")
    ports.answers = [Answer({"error_code": code})]
    done, network = _run(ports, slot=1)
    assert done["error"]["kind"] == kind
    assert done["error"]["code"] == code
    assert "POWER_OFF: its module is powered off, power it on first" in done["msg"]
    assert _sent(network) == [("slot", "1")]


def test_a_refusal_is_told_even_where_the_register_status_can_not_be_read() -> None:
    network = Network(lambda seen: Answer({"error_code": 500}))
    ports = FakePorts()
    ports.answers = [Answer({"error_code": 400})]
    reads = iter([ports])

    def once(seen: Seen) -> Answer | Exception:
        if seen.path == "/api/set_port_info":
            return ports(seen)
        one = next(reads, None)
        return one(seen) if one else RequestsConnectionError("reset")

    network.handler = once
    done = run_module(RESOURCE, network, {"port": 3, "slot": 1})
    assert "the format of the request is not valid" in done["msg"]
    assert "register status could not be read" in done["msg"]


# -- actions --


@pytest.mark.parametrize("action", ["reset", "block", "unblock"])
def test_an_action_without_a_pin_has_no_param(action: str) -> None:
    predicted, network = _run(FakePorts(), check=True, action=action)
    assert _sent(network) == []
    done, network = _run(FakePorts(), action=action)
    assert network.writes == [{"port": "3", "action": action}]
    assert done["changed"] is predicted["changed"] is True
    assert done["diff"] == predicted["diff"]
    assert done["diff"]["after"]["action"] == action
    assert "action" not in done["diff"]["before"]
    assert done["plan"] == predicted["plan"]
    assert done["info"] == {"port": 3, "power": "on", "reg": "REGISTER_OK"}


@pytest.mark.parametrize("action", ["lock", "unlock"])
def test_a_pin_is_sent_and_shows_nowhere(action: str) -> None:
    done, network = _run(FakePorts(), action=action, pin=PIN)
    assert network.writes == [{"port": "3", "action": action, "param": PIN}]
    assert PIN not in str(done)
    assert done["plan"][0]["payload"] == {"port": 3, "action": action, "param": "********"}


UNCLEAR = [
    (RequestsConnectionError("reset"), "no_answer", "is not known, and it is not repeated"),
    (Answer({"error_code": 500}), "server", "is not known, and it is not repeated"),
    (Answer("", 500, {}), "server", "is not known, and it is not repeated"),
    (Answer("", 200, {}), "no_answer", "is not known, and it is not repeated"),
    (Answer("", 503, {"Retry-After": "1"}), "busy", "was not done"),
    (Answer({"error_code": 486}), "busy", "was not done"),
    (Answer({"error_code": 400}), "api", "register status is PIN_REQUIRE"),
]


@pytest.mark.parametrize(("answer", "kind", "says"), UNCLEAR)
@pytest.mark.parametrize("action", ["unlock", "reset"])
def test_an_action_is_never_sent_twice(action: str, answer: Answer | Exception, kind: str, says: str) -> None:
    ports = FakePorts(reg="PIN_REQUIRE")
    ports.answers = [answer]
    options: dict[str, Any] = {"pin": PIN} if action == "unlock" else {}
    done, network = _run(ports, action=action, retries=5, **options)
    assert done["failed"]
    assert done["error"]["kind"] == kind
    assert says in done["msg"]
    assert len(network.writes) == 1
    assert PIN not in str(done)


def test_settings_behind_an_action_are_carried_out_and_repeated_without_it() -> None:
    ports = FakePorts()
    ports.answers = [ok(), Answer("", 503, {})]
    done, network = _run(ports, action="unblock", number="123")
    assert not done.get("failed"), done["msg"]
    assert [name for name, _param in _sent(network)] == ["unblock", "number", "number"]


def test_settings_before_an_action_are_repeated_without_it() -> None:
    ports = FakePorts()
    ports.answers = [Answer("", 503, {})]
    done, network = _run(ports, action="reset", slot=1)
    assert not done.get("failed"), done["msg"]
    assert [name for name, _param in _sent(network)] == ["slot", "slot", "reset"]


def test_unlocking_is_waited_for() -> None:
    ports = FakePorts(reg="PIN_REQUIRE", lag=2)
    ports.reg_after["unlock"] = "REGISTER_OK"
    done, _network = _run(ports, action="unlock", pin=PIN)
    assert not done.get("failed"), done["msg"]
    assert done["info"]["reg"] == "REGISTER_OK"


@pytest.mark.parametrize(
    ("action", "reg", "says"),
    [
        ("unlock", "PIN_REQUIRE", "PIN_REQUIRE: its SIM card asks for the PIN"),
        ("unlock", "PUK_REQUIRE", "PUK_REQUIRE: its SIM card asks for the PUK"),
        ("lock", "PUK_REQUIRE", "PUK_REQUIRE: its SIM card asks for the PUK"),
    ],
)
def test_a_pin_that_the_card_does_not_accept(action: str, reg: str, says: str) -> None:
    ports = FakePorts(reg="PIN_REQUIRE")
    ports.reg_after[action] = reg
    done, network = _run(ports, action=action, pin=PIN, number="123")
    assert done["failed"]
    assert done["error"]["kind"] == "verify"
    assert says in done["msg"]
    assert [name for name, _param in _sent(network)].count(action) == 1
    assert PIN not in str(done)


def test_a_locked_card_may_ask_for_its_pin() -> None:
    ports = FakePorts()
    ports.reg_after["lock"] = "PIN_REQUIRE"
    done, _network = _run(ports, action="lock", pin=PIN)
    assert done["info"]["reg"] == "PIN_REQUIRE"


@pytest.mark.parametrize("check", [False, True])
def test_no_pin_is_sent_to_a_card_that_asks_for_its_puk(check: bool) -> None:
    done, network = _run(FakePorts(reg="PUK_REQUIRE"), action="unlock", pin=PIN, check=check)
    assert "asks for its PUK" in done["msg"]
    assert _sent(network) == []


# -- ports and gateways that lack it --


def test_a_gateway_without_slots() -> None:
    for held in ({"slot": 255}, {"slot": "255"}):
        done, network = _run(FakePorts(**held), slot=1)
        assert done["error"]["kind"] == "unsupported"
        assert "only a multi-SIM gateway has slots" in done["msg"]
        assert _sent(network) == []


def test_a_gateway_that_does_not_tell_the_slot() -> None:
    ports = FakePorts()
    del ports.held["slot"]
    done, _network = _run(ports, slot=1)
    assert "only a multi-SIM gateway has slots" in done["msg"]


def test_a_slot_is_not_asked_for_unless_it_is_wanted() -> None:
    done, _network = _run(FakePorts(slot=255), power="off")
    assert not done.get("failed")


def test_a_gateway_that_does_not_tell_the_register_status() -> None:
    ports = FakePorts()
    del ports.held["reg"]
    done, _network = _run(ports, power="on")
    assert done["error"]["kind"] == "unsupported"


@pytest.mark.parametrize("status", [200, 400])
def test_a_port_that_the_gateway_refuses_to_tell_about(status: int) -> None:
    network = Network(lambda seen: Answer({"error_code": 400}, status))
    done = run_module(RESOURCE, network, {"port": 31, "power": "on"})
    assert done["error"]["kind"] == "not_found"
    assert done["error"]["code"] == 400
    assert "port 31" in done["msg"]
    assert "fewer ports" in done["msg"]


def test_a_port_that_is_missing_in_the_answer() -> None:
    network = Network(lambda seen: ok(info=[{"port": "0", "reg": "NO_SIM"}, {"port": 1, "reg": "NO_SIM"}]))
    done = run_module(RESOURCE, network, {"port": 31, "power": "on"})
    assert done["error"]["kind"] == "not_found"
    assert "it tells of: 0, 1" in done["msg"]


def test_another_failure_of_the_read_is_not_taken_for_a_missing_port() -> None:
    network = Network(lambda seen: Answer({"error_code": 413}))
    done = run_module(RESOURCE, network, {"port": 3, "power": "on"})
    assert done["error"]["kind"] == "api"


# -- a port that is and stays without power --


def test_what_a_port_without_power_does_not_show_can_not_be_compared() -> None:
    done, network = _run(FakePorts(reg="POWER_OFF"), power="off", number="123")
    assert done["changed"] is False
    assert done["unverified"] == ["number"]
    assert _sent(network) == []


def test_what_a_port_without_power_shows_is_compared() -> None:
    done, _network = _run(FakePorts(reg="POWER_OFF", number="999"), power="off", number="123")
    assert done["plan"][0]["payload"]["param"] == "123"


def test_a_number_that_disappears_with_the_power_was_verified_before() -> None:
    class Forgetful(FakePorts):
        def _tell(self, seen: Seen) -> Answer:
            super()._tell(seen)
            if self.held["reg"] == "POWER_OFF":
                self.held["number"] = ""
            return super()._tell(seen)

    done, network = _run(Forgetful(), power="off", number="123")
    assert not done.get("failed"), done["msg"]
    assert _sent(network) == [("number", "123"), ("power", "off")]


# -- options --

BAD: list[tuple[dict[str, Any], str]] = [
    ({"port": 32}, "port: 32 is out of range, allowed is 0 to 31"),
    ({"port": -1}, "port: -1 is out of range"),
    ({"slot": 4}, "slot: 4 is out of range, allowed is 0 to 3"),
    ({"power": "standby"}, "value of power must be one of: on, off"),
    ({"number": ""}, "number: '' is not valid"),
    ({"number": "1" * 25}, "1 to 24 bytes"),
    ({"number": "0049 151"}, "digits"),
    ({"number": "+" + "1" * 24}, "1 to 24 bytes"),
    ({"imei": IMEI}, "imei: is refused without allow_imei_change: true"),
    ({"imei": "1" * 13, "allow_imei_change": True}, "14 to 16 digits"),
    ({"imei": "1" * 17, "allow_imei_change": True}, "14 to 16 digits"),
    ({"imei": "86307001700517X", "allow_imei_change": True}, "14 to 16 digits"),
    ({"action": "explode"}, "value of action must be one of"),
    ({"action": "unlock"}, "pin: is required with action unlock"),
    ({"action": "lock"}, "pin: is required with action lock"),
    ({"action": "reset", "pin": PIN}, "pin: is allowed with action lock and unlock only"),
    ({"pin": PIN}, "pin: is allowed with action lock and unlock only"),
    ({"action": "lock", "pin": "123"}, "pin: the value is not valid, allowed is 4 to 8 digits"),
    ({"action": "lock", "pin": "123456789"}, "4 to 8 digits"),
    ({"action": "lock", "pin": "12a4"}, "4 to 8 digits"),
    ({"wait_timeout": -1}, "wait_timeout: -1 is out of range, allowed is at least 0"),
    ({"poll_interval": 0}, "poll_interval: 0.0 is out of range, allowed is at least 0.1"),
]


@pytest.mark.parametrize(("options", "says"), BAD)
def test_bad_options_fail_before_the_first_request(options: dict[str, Any], says: str) -> None:
    done, network = _run(FakePorts(), **options)
    assert done["failed"]
    assert says in done["msg"]
    assert network.seen == []


@pytest.mark.parametrize("imei", ["1" * 14, "1" * 15, "1" * 16])
def test_imeis_of_every_length(imei: str) -> None:
    done, _network = _run(FakePorts(), imei=imei, allow_imei_change=True)
    assert done["changed"] is True


def test_a_port_and_its_answer_as_the_document_shows_them() -> None:
    """11.4: port=1, action=power, param=off, in this order."""
    network = Network(FakePorts(port=1))
    run_module(RESOURCE, network, {"port": 1, "power": "off"})
    writes = [seen.raw_query for seen in network.seen if seen.path == "/api/set_port_info"]
    assert writes == ["port=1&action=power&param=off"]
