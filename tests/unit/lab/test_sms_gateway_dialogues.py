# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated gateway's USSD, STK, MMS, socks5 and DRP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.core.message import Request
from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_support import SN, call, code, gateway, get, ok, post, set_port, upload

# USSD


def ussd(device: SmsGateway, **body: Any) -> list[int]:
    answer = post(device, "/api/send_ussd", {"port": [0], "text": "*1#", **body})
    assert answer["error_code"] == 202
    return [row["status"] for row in answer["result"]]


def reply(device: SmsGateway, port: int = 0) -> str:
    return str(get(device, f"/api/query_ussd_reply?port={port}")["reply"][0]["text"])


@pytest.mark.parametrize(
    "body",
    [
        {"port": [0]},
        {"port": [0], "text": ""},
        {"port": [0], "text": "x" * 61},
        {"port": [0], "text": "ä" * 31},
        {"text": "*1#"},
        {"port": [], "text": "*1#"},
        {"port": 0, "text": "*1#"},
        {"port": [8], "text": "*1#"},
        {"port": [32], "text": "*1#"},
        {"port": [0], "text": "*1#", "command": "stop"},
        {"port": [0], "text": 1},
        {"port": [0], "text": "*1#", "x": 1},
    ],
)
def test_ussd_bad_requests(body: dict[str, Any]) -> None:
    assert code(gateway(), "POST", "/api/send_ussd", body) == 400


def test_ussd_text_of_60_bytes() -> None:
    assert ussd(gateway(), text="x" * 60) == [200]


def test_ussd_reply_comes_later_and_stays() -> None:
    device = gateway(ussd_seconds=5, ussd_replies={"*1#": "10.00"})
    assert ussd(device) == [200]
    assert reply(device) == ""
    device.clock.advance(5)
    assert [reply(device), reply(device)] == ["10.00", "10.00"]


def test_ussd_nothing_by_choice() -> None:
    assert reply(gateway(ussd_nothing=" ")) == " "


def test_ussd_busy() -> None:
    device = gateway(ussd_seconds=5, send_seconds=5)
    assert [ussd(device), ussd(device)] == [[200], [486]]
    post(device, "/api/send_sms", {"text": "x", "port": [1], "param": [{"number": "1"}]})
    assert ussd(device, port=[1, 2]) == [486, 200]


def test_ussd_cancel_makes_the_port_free() -> None:
    device = gateway(ussd_seconds=5)
    ussd(device)
    assert ussd(device, command="cancel", text="") == [200]
    device.clock.advance(9)
    assert reply(device) == ""
    assert ussd(device, command="cancel", port=[7]) == [503]


def test_ussd_is_killed_by_a_reset() -> None:
    device = gateway()
    ussd(device)
    set_port(device, 0, "reset")
    device.clock.advance(9)
    assert reply(device) == ""


@pytest.mark.parametrize("query", ["", "port=", "port=8", "port=32", "port=x", "text=1&port=1"])
def test_ussd_reply_bad_requests(query: str) -> None:
    assert code(gateway(), "GET", f"/api/query_ussd_reply?{query}") == 400


# STK


def view(device: SmsGateway) -> dict[str, Any]:
    found: dict[str, Any] = get(device, "/GetSTKView?port=0")
    return found


def go(device: SmsGateway, **body: Any) -> int:
    return call(device, "POST", "/STKGo", {"port": 0, **body}).status


def test_stk_walk() -> None:
    device = gateway()
    frames = [view(device)["frame_id"]]
    for step, title, kind in (
        ({"item": 1}, "item1_text", "0"),
        ({"action": "ok"}, "神州行天地", "2"),
        ({"item": 2}, "item2_text", "8"),
        ({"param": "1234"}, "Done", "0"),
        ({"action": "home"}, "神州行天地", "2"),
        ({"item": 3}, "item3_text", "3"),
        ({"action": "cancel"}, "神州行天地", "2"),
        ({"item": 3}, "item3_text", "3"),
        ({"param": "yes"}, "Done", "0"),
        ({"action": "cancle"}, "item3_text", "3"),
        ({"action": "ok"}, "Done", "0"),
    ):
        assert go(device, **step) == 200
        frame = view(device)
        assert (frame["title"], frame["input_type"]) == (title, kind)
        assert ("item" in frame) == (kind == "2")
        frames.append(frame["frame_id"])
    assert frames == list(range(750, 762)), "the frame's number grows with each frame"
    assert get(device, "/GetSTKCurrFrameIndex?port=0") == {"frame_id": 761}


def test_stk_may_take_time() -> None:
    device = gateway(stk_seconds=2)
    go(device, item=1)
    assert get(device, "/GetSTKCurrFrameIndex?port=0") == {"frame_id": 750}
    device.clock.advance(2)
    assert get(device, "/GetSTKCurrFrameIndex?port=0") == {"frame_id": 751}


@pytest.mark.parametrize(
    "body",
    [{}, {"item": 9}, {"item": "1"}, {"param": "x"}, {"action": "ok"}, {"action": "stop"}, {"x": 1}, {"port": 7}],
)
def test_stk_refuses_what_does_not_fit(body: dict[str, Any]) -> None:
    assert go(gateway(), **body) == 403


def test_stk_digits_only() -> None:
    device = gateway()
    go(device, item=2)
    assert [go(device, param="12a"), go(device, param=""), go(device, action="ok")] == [403, 403, 403]


@pytest.mark.parametrize("path", ["/GetSTKView", "/GetSTKCurrFrameIndex"])
@pytest.mark.parametrize("query", ["", "?port=7", "?port=8", "?port=x", "?port=0&x=1"])
def test_stk_bad_requests(path: str, query: str) -> None:
    assert call(gateway(), "GET", path + query).status == 403


# MMS

CONFIGURATION = {
    "APN": "cmwap",
    "username": "u",
    "password": "apn-s3cret",
    "MMSC": "http://mmsc.example.net",
    "MMS_proxy": "10.0.0.172",
    "MMS_port": "80",
}


def configure(device: SmsGateway, configuration: Any = None, **changes: Any) -> int:
    given = CONFIGURATION if configuration is None else configuration
    return code(device, "POST", "/api/mms_configuration", {"port": 0, "configuration": given, **changes})


def test_mms_configuration_is_kept_and_secret() -> None:
    device = gateway()
    assert configure(device) == 200
    assert device.snapshot()["ports"]["0"]["mms_configuration"] == {**CONFIGURATION, "status": "on"}
    assert "apn-s3cret" in device.secrets()
    assert configure(device, status="off") == 200
    assert configure(device) == 200
    assert device.snapshot()["ports"]["0"]["mms_configuration"]["status"] == "off"


@pytest.mark.parametrize("name", CONFIGURATION)
def test_mms_configuration_needs_every_member(name: str) -> None:
    assert configure(gateway(), {key: value for key, value in CONFIGURATION.items() if key != name}) == 400
    assert configure(gateway(), {**CONFIGURATION, name: 1}) == 400


@pytest.mark.parametrize("changes", [{"port": 32}, {"port": "0"}, {"status": "yes"}, {"x": 1}, {"configuration": []}])
def test_mms_configuration_bad_requests(changes: dict[str, Any]) -> None:
    assert configure(gateway(), **changes) == 400


def test_mms_configuration_of_a_missing_port() -> None:
    assert configure(gateway(), port=8) == 404


@pytest.mark.parametrize(
    ("switch", "value", "expected"),
    [
        ("string", "80", 200),
        ("string", 80, 400),
        ("integer", 80, 200),
        ("integer", "80", 400),
        ("both", 80, 200),
        ("both", "80", 200),
        ("both", 65536, 400),
        ("both", 0, 400),
        ("string", "", 200),
        ("string", "http", 400),
        ("both", True, 400),
    ],
)
def test_mms_port(switch: str, value: Any, expected: int) -> None:
    assert configure(gateway(mms_port_type=switch), {**CONFIGURATION, "MMS_port": value}) == expected


@pytest.mark.parametrize(("name", "expected"), [("file0", 200), ("file31", 200), ("file32", 404), ("file00", 404)])
def test_mms_file_names(name: str, expected: int) -> None:
    assert upload(gateway(), name)["error_code"] == expected


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=XX", b"--XX--\r\n"),
        (
            "multipart/form-data; boundary=XX",
            b'--XX\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n--XX--\r\n',
        ),
        ("multipart/form-data", b"x"),
    ],
)
def test_mms_file_bad_requests(kind: str, raw: bytes) -> None:
    answer = call(gateway(), "POST", "/api/mms_file/file0", raw=raw, headers={"Content-Type": kind})
    assert answer.json()["error_code"] == 400


def mms(device: SmsGateway, **changes: Any) -> int:
    body = {"port": 0, "title": "Test", "number": "12345", "file_id": 0, **changes}
    return code(device, "POST", "/api/send_mms", body)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 202),
        ({"file_id": 1}, 404),
        ({"file_id": 32}, 400),
        ({"file_id": "0"}, 400),
        ({"file_id": [0]}, 400),
        ({"port": 8}, 400),
        ({"port": "0"}, 400),
        ({"number": "x"}, 400),
        ({"title": None}, 400),
        ({"x": 1}, 400),
    ],
)
def test_send_mms(changes: dict[str, Any], expected: int) -> None:
    device = gateway()
    upload(device, "file0")
    assert mms(device, **changes) == expected


@pytest.mark.parametrize(
    ("ids", "expected"), [([0], 202), ([0] * 5, 202), ([0] * 6, 400), ([], 400), ([0, 1], 404), (0, 202)]
)
def test_several_files_by_choice(ids: Any, expected: int) -> None:
    device = gateway(mms_file_ids="both")
    upload(device, "file0")
    assert mms(device, file_id=ids) == expected


def mms_state(device: SmsGateway, mms_id: int, name: str = "query") -> int:
    return code(device, "GET", f"/api/{name}_mms_sending_status?mms_id={mms_id}")


def test_mms_over_time() -> None:
    device = gateway(mms_seconds=5, mms_fail_numbers=["666"])
    upload(device, "file0")
    mms(device)
    mms(device, number="666")
    mms(device, port=7)
    assert [mms_state(device, n) for n in (1, 2, 3, 4)] == [202, 202, 202, 404]
    device.clock.advance(5)
    assert [mms_state(device, n) for n in (1, 2, 3)] == [200, 503, 503]
    assert code(device, "GET", "/api/query_mms_sending_status") == 400


@pytest.mark.parametrize(("switch", "query", "get_"), [("query", 200, 404), ("get", 404, 200), ("both", 200, 200)])
def test_name_of_the_mms_status(switch: str, query: int, get_: int) -> None:
    device = gateway(mms_status_name=switch)
    for name, status in (("query", query), ("get", get_)):
        assert call(device, "GET", f"/api/{name}_mms_sending_status?mms_id=1").status == status


# socks5


def test_socks5() -> None:
    device = gateway()
    assert post(device, "/api/socks5_proxy", {"port": 3, "state": "on"})["socks_port"] == 1083
    assert device.snapshot()["ports"]["3"]["socks5"] == "on"
    assert post(device, "/api/socks5_proxy", {"port": 3, "state": "off"})["socks_port"] == 1083
    assert device.snapshot()["ports"]["3"]["socks5"] == "off"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"port": 7, "state": "on"}, 503),
        ({"port": 7, "state": "off"}, 200),
        ({"port": 8, "state": "on"}, 400),
        ({"port": 0}, 400),
        ({"state": "on"}, 400),
        ({"port": 0, "state": "ON"}, 400),
        ({"port": "0", "state": "on"}, 400),
        ({"port": 0, "state": "on", "x": 1}, 400),
    ],
)
def test_socks5_limits(body: dict[str, Any], expected: int) -> None:
    assert code(gateway(), "POST", "/api/socks5_proxy", body) == expected


# DRP

LOGIN = "/doLogin?Username=admin&password=lab-sms_gateway-drp-pw1"


def drp(device: SmsGateway, target: str, cookie: str = "", peer: str = "127.0.0.1") -> tuple[int, str]:
    headers = {"Cookie": cookie} if cookie else {}
    answer = device.handle(Request.build("GET", target, headers=headers, peer=peer))
    return answer.status, (answer.header("set-cookie") or "").partition(";")[0]


def test_drp_is_off_by_default() -> None:
    assert call(gateway(), "GET", LOGIN).status == 404


def test_drp_step_by_step() -> None:
    device = gateway(drp=True)
    assert call(device, "GET", "/api/query_sms_in_queue").status == 401
    status, cookie = drp(device, LOGIN)
    assert status == 200
    headers = {"Cookie": cookie}
    assert call(device, "GET", "/api/query_sms_in_queue", headers=headers).status == 404, "no device chosen"
    assert drp(device, "/remoteWeb?Product_sns=0000-0000-0000-0000", cookie)[0] == 404
    assert drp(device, f"/remoteWeb?Product_sns=%20{SN}", cookie)[0] == 200
    assert ok(call(device, "GET", "/api/query_sms_in_queue", headers=headers))["in_queue"] == 0
    plain = device.handle(Request.build("GET", "/api/query_sms_in_queue", headers=headers))
    assert plain.status == 401, "the gateway behind still wants its own login"


@pytest.mark.parametrize(
    "target",
    [
        "/doLogin",
        "/doLogin?Username=admin&password=x",
        "/doLogin?Username=root&password=lab-sms_gateway-drp-pw1",
        "/doLogin?username=admin&password=lab-sms_gateway-drp-pw1",
        "/doLogin?Username=admin&Password=lab-sms_gateway-drp-pw1",
        f"/remoteWeb?Product_sns={SN}",
    ],
)
def test_drp_refuses(target: str) -> None:
    assert drp(gateway(drp=True), target) == (401, "")


def test_drp_by_address() -> None:
    device = gateway(drp=True, drp_session="peer")
    assert drp(device, LOGIN) == (200, "")
    assert drp(device, f"/remoteWeb?Product_sns={SN}")[0] == 200
    assert drp(device, f"/remoteWeb?Product_sns={SN}", peer="192.0.2.1")[0] == 401
    assert ok(call(device, "GET", "/api/query_sms_in_queue"))
