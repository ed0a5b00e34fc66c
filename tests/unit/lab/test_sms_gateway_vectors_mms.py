# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sample of MMS, socks5 and DRP (SMS gateway HTTP API V1.2, sections 21 to 26 of the body)."""

from __future__ import annotations

from tests.lab.core.message import Request
from tests.unit.lab.sms_gateway_support import ENVELOPE, call, gateway, get, ok, post, upload


def test_mms_configuration() -> None:
    body = {
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
    assert post(gateway(), "/api/mms_configuration", body) == ENVELOPE


def test_mms_file() -> None:
    device = gateway()
    # The document shows no answer.
    assert upload(device, "file0") == ENVELOPE
    assert device.snapshot()["mms_files"]["0"]["size"] == len(b"\xff\xd8picture")


MMS = {"port": 0, "title": "Test", "number": "12345", "file_id": 0}


def test_send_mms_as_the_example_answers() -> None:
    device = gateway(mms_send_code=200)
    upload(device, "file0")
    assert post(device, "/api/send_mms", MMS) == {**ENVELOPE, "mms_id": 1}


def test_send_mms_as_the_table_says() -> None:
    device = gateway()
    upload(device, "file0")
    assert post(device, "/api/send_mms", MMS) == {**ENVELOPE, "error_code": 202, "mms_id": 1}


def test_query_mms_sending_status() -> None:
    device = gateway()
    upload(device, "file0")
    post(device, "/api/send_mms", MMS)
    assert get(device, "/api/query_mms_sending_status?mms_id=1")["error_code"] == 202
    device.clock.advance(1)
    assert get(device, "/api/query_mms_sending_status?mms_id=1") == {**ENVELOPE, "mms_id": 1}


def test_socks5_proxy() -> None:
    answer = post(gateway(), "/api/socks5_proxy", {"port": 0, "state": "on"})
    assert answer == {**ENVELOPE, "socks_port": 1080}


# Section 26.3 of the body. Repaired: a blank before the serial number.


def test_drp_login() -> None:
    device = gateway(drp=True, drp_password="admin")
    device.patch({"sn": "0123-4567-890A-BCDE"})
    login = device.handle(Request.build("GET", "/doLogin?Username=admin&password=admin"))
    assert login.status == 200
    cookie = (login.header("set-cookie") or "").partition(";")[0]
    assert cookie
    headers = {"Cookie": cookie}
    chosen = device.handle(Request.build("GET", "/remoteWeb?Product_sns=0123-4567-890A-BCDE", headers=headers))
    assert chosen.status == 200
    answer = ok(call(device, "GET", "/api/query_sms_in_queue", headers=headers))
    assert answer["in_queue"] == 0
