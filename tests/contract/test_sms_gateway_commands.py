# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of the SMS gateway that send, answer and forward, on every variant that the document and the field notes know."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import cases, harness
from tests.contract.case import Case
from tests.contract.cases import sms_gateway_call_forward, sms_gateway_mms, sms_gateway_socks5, sms_gateway_stk
from tests.contract.cases import sms_gateway_mms_settings as mms_settings
from tests.contract.cases import sms_gateway_ussd as ussd
from tests.lab import Lab

GATEWAY = "gateway-1"
FORWARD, ONLY = sms_gateway_call_forward.CASES
USSD, ANEW, CANCEL = ussd.CASES
ITEM, SECRET_INPUT, HOME = sms_gateway_stk.CASES
MMS, SEVERAL_FILES, _UPLOAD = sms_gateway_mms.CASES
SOCKS5 = sms_gateway_socks5.CASES[0]
SETTINGS = mms_settings.CASES[0]
EVERY = [
    importlib.import_module(f"{cases.__name__}.{entry.name}").CASES[0]
    for entry in sorted(pkgutil.iter_modules(cases.__path__), key=lambda entry: entry.name)
    if entry.name.startswith("sms_gateway_")
]
CONDITIONS = ("unconditional", "no_reply", "busy", "not_reachable")
# What no module may notice.
WIRE: dict[str, dict[str, Any]] = {
    "Basic": {"auth": "basic"},
    "broken JSON": {"broken_json": True},
    "failures as HTTP status": {"errors_as": "http"},
    "a cookie": {"set_cookie": True},
    "empty POST hangs": {"empty_post": "hang"},
}


@pytest.fixture(autouse=True)
def _options(lab: Lab) -> Iterator[None]:
    yield
    lab.device(GATEWAY).reset_options()
    harness.prepare(lab, USSD)


def _set(lab: Lab, **options: Any) -> None:
    lab.device(GATEWAY).set_options(options)


def _run(lab: Lab, case: Case, **options: Any) -> dict[str, Any]:
    result = harness.call(lab, case, **options)
    assert not result.get("failed"), result["msg"]
    return result


@pytest.mark.parametrize("name", WIRE)
@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.id)
def test_every_module_on_every_wire(lab: Lab, case: Case, name: str) -> None:
    harness.prepare(lab, case)
    _set(lab, **WIRE[name])
    _run(lab, case)


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.id)
def test_every_module_behind_a_drp_server(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    _set(lab, drp=True)
    gateway = lab.device(GATEWAY)
    password = gateway.options["drp_password"]
    way = {"drp_sn": harness.state(lab, case)["sn"], "drp_username": gateway.options["drp_username"]}
    result = _run(lab, case, **way, drp_password=password)
    assert password not in str(result)
    assert [entry.path for entry in lab.journal.entries(device=GATEWAY)][:2] == ["/doLogin", "/remoteWeb"]
    wrong = harness.call(lab, case, **way, drp_password="no-such-password-1")
    assert wrong["error"]["kind"] == "authentication"
    assert "no-such-password-1" not in str(wrong)
    assert "refuses the credentials" in wrong["msg"]


@pytest.mark.parametrize("none", ["empty", "blank"])
@pytest.mark.parametrize("unanswered", ["empty", "absent", "stale"])
@pytest.mark.parametrize("case", [FORWARD, ONLY], ids=lambda case: case.id)
def test_call_forwarding_in_every_form_of_the_answer(lab: Lab, case: Case, unanswered: str, none: str) -> None:
    harness.prepare(lab, case)
    _set(lab, call_forward_unanswered=unanswered, call_forward_none=none)
    first = _run(lab, case)
    wanted = {name: value for name, value in case.args.items() if name in CONDITIONS}
    assert (first["changed"], first["call_forwarding"]) == (True, wanted)
    assert _run(lab, case)["changed"] is False


@pytest.mark.parametrize("none", ["empty", "blank"])
def test_nothing_is_forwarded_any_more(lab: Lab, none: str) -> None:
    harness.prepare(lab, ONLY)
    _set(lab, call_forward_none=none)
    first = _run(lab, ONLY, no_reply=None)
    assert [write["payload"]["param"] for write in first["plan"]] == ["CancelAll"]
    assert (first["changed"], first["call_forwarding"]) == (True, {})
    assert harness.state(lab, ONLY)["ports"]["2"]["sims"]["0"]["call_forwarding"] == {}
    assert _run(lab, ONLY, no_reply=None)["changed"] is False


def test_check_mode_leaves_the_network_alone_unless_told(lab: Lab) -> None:
    harness.prepare(lab, FORWARD)
    _set(lab, check_call_forward_kind="write")
    lab.refuse_writes = True
    blind = harness.call(lab, FORWARD, check=True, check_in_check_mode=False)
    lab.refuse_writes = False
    assert not blind.get("failed"), blind["msg"]
    assert lab.journal.refused == []
    assert blind["changed"] is True
    assert blind["unverified"] == ["unconditional", "not_reachable"]
    _run(lab, FORWARD)
    known = harness.call(lab, FORWARD, check=True, check_in_check_mode=False)
    assert (known["changed"], known["unverified"]) == (False, ["unconditional", "not_reachable"])


def test_a_number_in_its_international_form_is_the_same(lab: Lab) -> None:
    harness.prepare(lab, FORWARD)
    held = {"Unconditional": "+8615013828917", "Not_Reachable": "008613800123456"}
    lab.device(GATEWAY).patch({"ports": {"2": {"sims": {"0": {"call_forwarding": held}}}}})
    assert _run(lab, FORWARD)["changed"] is False


@pytest.mark.parametrize("errors_as", ["body", "http"])
def test_a_port_without_a_network_is_told(lab: Lab, errors_as: str) -> None:
    for case, reg in ((FORWARD, "NO_SIM"), (SOCKS5, "NO_SIM")):
        harness.prepare(lab, case)
        _set(lab, errors_as=errors_as)
        result = harness.call(lab, case, port=7)
        assert result.get("failed")
        assert f"The port's register status is {reg}" in result["msg"]
        assert "asks to come back" not in result["msg"]


def test_a_slow_network_is_told(lab: Lab) -> None:
    harness.prepare(lab, FORWARD)
    _set(lab, settle_seconds=30, call_forward_unanswered="absent")
    assert "did not say within 1 s" in harness.call(lab, FORWARD)["msg"]


@pytest.mark.parametrize("nothing", ["", " "])
def test_ussd_replies_are_those_of_this_dialogue(lab: Lab, nothing: str) -> None:
    harness.prepare(lab, ANEW)
    _set(lab, ussd_nothing=nothing, ussd_replies={"*100#": "Test..."})
    result = _run(lab, ANEW)
    assert [write["payload"] for write in result["plan"]] == [
        {"text": "", "port": [1], "command": "cancel"},
        {"text": "*100#", "port": [1, 2], "command": "send"},
    ]
    assert [row["text"] for row in result["ussd"]] == ["Test...", "Test..."]


def test_a_menu_is_answered_in_the_open_dialogue(lab: Lab) -> None:
    harness.prepare(lab, ANEW)
    _set(lab, ussd_replies={"1": "You chose 1"})
    result = _run(lab, ANEW, port=[1], text="1", new_dialogue=False)
    assert [write["payload"]["command"] for write in result["plan"]] == ["send"]
    assert result["ussd"] == [{"port": 1, "status": 200, "text": "You chose 1"}]


def test_the_ports_that_failed_are_named_and_the_others_answered(lab: Lab) -> None:
    harness.prepare(lab, USSD)
    result = harness.call(lab, USSD, port=[1, 7])
    assert "port 7: the port is not registered in the network (status 503)" in result["msg"]
    assert result["ussd"] == [{"port": 1, "status": 200, "text": "Test..."}, {"port": 7, "status": 503}]
    assert result["changed"] is True
    _set(lab, ussd_seconds=60)
    assert "no reply came within 1 s to port 2" in harness.call(lab, USSD, port=[2], wait_timeout=1)["msg"]
    busy = harness.call(lab, USSD, port=[2], wait_timeout=1)
    assert "the port is busy" in busy["msg"]
    assert busy["changed"] is False
    assert _run(lab, USSD, port=[3], wait=False)["ussd"] == [{"port": 3, "status": 200}]


def test_answers_that_do_not_fit_are_not_sent(lab: Lab) -> None:
    for case, options, message in (
        (ITEM, {"item": 9}, "has no item 9, it has 1 (item1_text), 2 (item2_text)"),
        (SECRET_INPUT, {"secret_param": "12a"}, "wants digits"),
        (SECRET_INPUT, {"secret_param": None, "item": 1}, "has no item 1, it has none"),
    ):
        for check in (False, True):
            harness.prepare(lab, case)
            result = harness.call(lab, case, check=check, **options)
            assert message in result["msg"]
            assert harness.requests(lab, case, "write") == 0


def test_a_walk_through_the_menu(lab: Lab) -> None:
    harness.prepare(lab, ITEM)
    _set(lab, stk_seconds=0.3)
    asked = _run(lab, ITEM)["stk"]
    assert (asked["input_type"], asked["frame_id"], asked["text"]) == (8, 751, "Enter the code")
    done = _run(lab, ITEM, item=None, param="4711")["stk"]
    assert (done["input_type"], done["text"]) == (0, "Thank you!")
    home = _run(lab, ITEM, item=None, action="home")["stk"]
    assert home["item"][1] == {"item_id": 2, "item_string": "item2_text"}
    back = _run(lab, ITEM, item=None, action="cancle")
    assert back["stk"]["frame_id"] == 754


def test_a_menu_that_does_not_move_is_told(lab: Lab) -> None:
    harness.prepare(lab, ITEM)
    _set(lab, stk_seconds=60)
    result = _run(lab, ITEM, wait_timeout=1)
    assert "still shows frame 750" in result["warnings"][0]


@pytest.mark.parametrize("errors_as", ["body", "http"])
@pytest.mark.parametrize("name", ["query", "get", "both"])
def test_what_becomes_of_an_mms(lab: Lab, name: str, errors_as: str) -> None:
    harness.prepare(lab, MMS)
    _set(lab, mms_status_name=name, errors_as=errors_as, mms_seconds=0.5)
    result = _run(lab, MMS)
    assert result["mms"] == {"file": [0], "mms_id": 1, "sent": True}
    asked = {entry.path for entry in lab.journal.entries(device=GATEWAY, kind="read")}
    assert asked == {f"/api/{spelt}_mms_sending_status" for spelt in ("get", "query" if name == "query" else "get")}
    _set(lab, mms_fail_numbers=["10086"])
    failed = harness.call(lab, MMS, number="10086")
    assert failed["error"]["kind"] == "api"
    assert "sending failed" in failed["msg"]
    assert (failed["changed"], failed["mms"]["mms_id"]) == (True, 2)
    _set(lab, mms_seconds=60)
    late = harness.call(lab, MMS, wait_timeout=1)
    assert "it is not sent within 1 s" in late["msg"]
    absent = harness.call(lab, MMS, file=None, file_id=[9])
    assert "the file is not found" in absent["msg"]


@pytest.mark.parametrize("code", [200, 202])
def test_an_mms_is_accepted_by_either_code(lab: Lab, code: int) -> None:
    harness.prepare(lab, MMS)
    _set(lab, mms_send_code=code)
    assert _run(lab, MMS, wait_for="accepted")["mms"] == {"file": [0], "mms_id": 1}


def test_an_mms_of_several_files_is_sent_as_a_list_and_one_as_a_number(lab: Lab) -> None:
    harness.prepare(lab, SEVERAL_FILES)
    assert _run(lab, SEVERAL_FILES)["plan"][0]["payload"]["file_id"] == [0, 5]
    assert _run(lab, SEVERAL_FILES, file_id=[5])["plan"][0]["payload"]["file_id"] == 5


def test_the_mms_configuration_is_sent_as_the_document_has_it(lab: Lab) -> None:
    harness.prepare(lab, SETTINGS)
    _run(lab, SETTINGS)
    sent = [entry.body for entry in lab.journal.entries(device=GATEWAY, kind="write")]
    assert sent == [
        {
            "port": 0,
            "configuration": {
                "APN": "cmwap",
                "username": "",
                "password": "",
                "MMSC": "http://mmsc.monternet.com",
                "MMS_proxy": "10.0.0.172",
                "MMS_port": "80",
            },
            "status": "on",
        }
    ]
    result = harness.call(lab, SETTINGS, port=31)
    assert "the port is not found" in result["msg"]


def test_the_proxy_tells_its_port(lab: Lab) -> None:
    harness.prepare(lab, SOCKS5)
    assert _run(lab, SOCKS5)["socks5"] == {"port": 2, "state": "on", "socks_port": 1082}
    assert _run(lab, SOCKS5, state="off")["socks5"]["state"] == "off"
