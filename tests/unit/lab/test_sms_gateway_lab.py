# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab needs of the simulated gateway: kinds of requests, snapshot, patch, restore, silence, secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.lab.core.message import Request
from tests.lab.sms_gateway import SmsGateway
from tests.lab.sms_gateway.options import DEFAULTS
from tests.lab.sms_gateway.seed import PIN, PUK, with_check_digit
from tests.unit.lab.sms_gateway_samples import GROUP, SET_CONFIG
from tests.unit.lab.sms_gateway_support import code, digest, gateway, get, info, post, set_port


@pytest.mark.parametrize(
    ("method", "target", "body", "kind"),
    [
        ("GET", "/api/get_port_info?info_type=reg", None, "read"),
        ("GET", "/api/set_port_info?port=0&action=power&param=on", None, "write"),
        ("GET", "/api/set_port_info?port=0&action=CallForward&param=CancelAll&number=", None, "write"),
        ("GET", "/api/set_port_info?port=0&action=CheckCallForward", None, "read"),
        ("POST", "/api/get_config", {"sip_trunk": []}, "read"),
        ("POST", "/api/set_config", {"sip_trunk": []}, "write"),
        ("POST", "/api/get_status", ["performance"], "read"),
        ("POST", "/api/get_cdr", {}, "read"),
        ("POST", "/api/send_sms", {}, "write"),
        ("GET", "/api/stop_sms?task_id=1", None, "write"),
        ("POST", "/api/query_sms_result", {}, "read"),
        ("POST", "/api/query_sms_deliver_status", {}, "read"),
        ("GET", "/api/query_sms_in_queue", None, "read"),
        ("GET", "/api/query_incoming_sms", None, "write"),
        ("GET", "/api/query_incoming_sms?flag=unread", None, "write"),
        ("GET", "/api/query_incoming_sms?flag=all", None, "read"),
        ("POST", "/api/query_incoming_sms", {}, "write"),
        ("POST", "/api/query_incoming_sms", {"flag": "read"}, "read"),
        ("POST", "/api/send_ussd", {}, "write"),
        ("GET", "/api/query_ussd_reply?port=1", None, "read"),
        ("GET", "/GetSTKView?port=1", None, "read"),
        ("POST", "/STKGo", {}, "write"),
        ("GET", "/GetSTKCurrFrameIndex?port=1", None, "read"),
        ("POST", "/api/mms_configuration", {}, "write"),
        ("POST", "/api/mms_file/file0", {}, "write"),
        ("POST", "/api/send_mms", {}, "write"),
        ("GET", "/api/query_mms_sending_status?mms_id=1", None, "read"),
        ("POST", "/api/socks5_proxy", {}, "write"),
        ("GET", "/doLogin?Username=a&password=b", None, "auth"),
        ("GET", "/remoteWeb?Product_sns=x", None, "auth"),
        ("GET", "/nothing", None, "read"),
    ],
)
def test_kinds(method: str, target: str, body: Any, kind: str) -> None:
    device = gateway()
    signed = Request.build(method, target, json_body=body, headers={"Authorization": "Digest x"})
    assert device.classify(signed) == kind
    assert device.classify(Request.build(method, target, json_body=body)) == "auth", "it only fetches the challenge"


def test_a_check_of_forwarding_may_be_seen_as_a_write() -> None:
    device = gateway(check_call_forward_kind="write")
    target = "/api/set_port_info?port=0&action=CheckCallForward"
    assert device.classify(Request.build("GET", target, headers={"Authorization": "x"})) == "write"


def test_a_read_that_is_no_json_is_no_write() -> None:
    request = Request.build("POST", "/api/query_incoming_sms", body=b"{", headers={"Authorization": "x"})
    assert gateway().classify(request) == "read"


def busy() -> SmsGateway:
    device = gateway(send_seconds=5, settle_seconds=5)
    post(device, "/api/set_config", SET_CONFIG)
    post(device, "/api/send_sms", {"text": "x", "param": [{"number": "1"}]})
    set_port(device, 0, "slot", param="1")
    device.receive_sms(0, "1", "x")
    return device


def test_snapshot_is_json_and_restore_its_inverse() -> None:
    device = busy()
    snapshot = device.snapshot()
    assert json.loads(json.dumps(snapshot)) == snapshot
    device.reset()
    assert device.snapshot() != snapshot
    device.restore(snapshot)
    assert device.snapshot() == snapshot
    device.clock.advance(5)
    assert info(device, 0, "slot")["slot"] == 1, "what was pending is pending again"


def test_a_snapshot_is_a_copy() -> None:
    device = gateway()
    device.snapshot()["ports"]["0"]["imei"] = "x"
    assert info(device, 0, "imei")["imei"] != "x"


def test_snapshot_sees_what_has_settled() -> None:
    device = gateway()
    set_port(device, 0, "power", param="off")
    device.clock.advance(1)
    assert device.snapshot()["ports"]["0"]["power"] == "off"
    assert device.snapshot()["ports"]["0"]["pending"] == []


def test_drift_by_hand() -> None:
    device = gateway()
    device.patch({"ports": {"0": {"slot": 1, "power": "off"}}, "config": {"sip_proxy": {"port": 5080}}})
    assert info(device, 0, "slot", "reg") == {"port": 0, "slot": 1, "reg": "POWER_OFF"}
    assert post(device, "/api/get_config", {"sip_proxy": []})["sip_proxy"]["port"] == 5080


def test_what_is_none_is_taken_away() -> None:
    device = gateway()
    post(device, "/api/set_config", {"port_group": [GROUP]})
    device.patch({"ports": {"1": None, "2": {"sims": {"0": None}}}, "config": {"port_group": {"0": None}}})
    assert [row["port"] for row in get(device, "/api/get_port_info?info_type=reg")["info"]] == [0, 2, 3, 4, 5, 6, 7]
    assert info(device, 2, "reg")["reg"] == "NO_SIM"
    assert post(device, "/api/get_config", {"port_group": []}) == {"port_group": []}


def test_reset_gives_the_first_state() -> None:
    first = SmsGateway("gateway-1").snapshot()
    device = busy()
    device.reset()
    assert device.snapshot() == first


def test_reset_ends_a_registration_that_is_under_way() -> None:
    device = gateway(register_seconds=60)
    set_port(device, 0, "reset")
    assert info(device, 0, "reg")["reg"] == "UNREGISTER"
    device.reset()
    assert info(device, 0, "reg")["reg"] == "REGISTER_OK"


@pytest.mark.parametrize("imei", ["863070017005173", "358967042917201"])
def test_check_digits_of_the_documents_imeis(imei: str) -> None:
    assert with_check_digit(imei[:14]) == imei


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [
        ("POST", "/api/set_config", SET_CONFIG),
        ("GET", "/api/set_port_info?port=0&action=power&param=off", None),
        ("POST", "/api/send_sms", {"text": "x", "param": [{"number": "1"}]}),
        ("POST", "/api/send_ussd", {"port": [0], "text": "*1#"}),
        ("POST", "/STKGo", {"port": 0, "item": 1}),
    ],
)
def test_silent_writes_leave_nothing(method: str, target: str, body: Any) -> None:
    device = gateway()
    before = device.snapshot()
    challenge = device.handle(Request.build(method, target, json_body=body)).header("www-authenticate")
    assert challenge is not None
    headers = {"Authorization": digest(challenge, method, target)}
    answer = device.handle_silently(Request.build(method, target, json_body=body, headers=headers))
    assert answer.status == 200
    device.clock.advance(60)
    assert device.snapshot() == before
    assert get(device, "/api/query_ussd_reply?port=0")["reply"] == [{"port": 0, "text": ""}]
    assert get(device, "/GetSTKCurrFrameIndex?port=0") == {"frame_id": 750}


def test_secrets() -> None:
    device = gateway(password="p1", drp_password="p2")
    assert device.secrets() == sorted(["p1", "p2", PIN, PUK])


def test_gateways_differ() -> None:
    one, two = SmsGateway("gateway-1"), SmsGateway("gateway-2")
    assert one.state["sn"] != two.state["sn"]
    imeis = {port["imei"] for device in (one, two) for port in device.state["ports"].values()}
    assert len(imeis) == 16
    assert all(with_check_digit(imei[:14]) == imei for imei in imeis)
    imsis = [
        sim["imsi"] for device in (one, two) for port in device.state["ports"].values() for sim in port["sims"].values()
    ]
    assert len(set(imsis)) == len(imsis)


def test_a_fault_and_a_login_page_are_html() -> None:
    device = gateway()
    assert device.error_response(503).status == 503
    assert b"Document Error" in device.error_response(503).body
    assert b"IADIdentityAuth" in device.login_page().body


def test_unknown_option() -> None:
    with pytest.raises(TypeError, match="comma_quirks"):
        gateway(comma_quirks=True)


def test_a_device_does_not_share_its_options() -> None:
    device = gateway()
    device.options["fail_numbers"].append("1")
    assert DEFAULTS["fail_numbers"] == []
    assert code(gateway(), "GET", "/api/get_port_info?info_type=reg") == 200
