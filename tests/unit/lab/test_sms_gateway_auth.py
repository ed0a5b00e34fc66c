# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated gateway's web server: Digest and Basic, the false 401, the ban, empty POSTs, HTML errors."""

from __future__ import annotations

import base64

import pytest

from tests.lab.core.message import Request, Response
from tests.lab.sms_gateway import SmsGateway
from tests.unit.lab.sms_gateway_support import PASSWORD, USER, call, digest, gateway, md5, ok

QUEUE = "/api/query_sms_in_queue"


def basic(user: str = USER, password: str = PASSWORD) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def challenge_of(device: SmsGateway) -> str:
    header = device.handle(Request.build("GET", QUEUE)).header("www-authenticate")
    assert header is not None
    return header


def with_header(device: SmsGateway, header: str, target: str = QUEUE, peer: str = "127.0.0.1") -> Response:
    return device.handle(Request.build("GET", target, headers={"Authorization": header}, peer=peer))


def test_challenge_is_that_of_the_capture() -> None:
    header = challenge_of(gateway())
    nonce = header.partition('nonce="')[2].partition('"')[0]
    assert header == (
        f'Digest realm="Web Server", domain="",qop="auth", nonce="{nonce}", '
        'opaque="5ccc069c403ebaf9f0171e9517f40e41",algorithm="MD5", stale="FALSE"'
    )
    assert len(nonce) == 32


def test_no_credentials_give_html() -> None:
    answer = gateway().handle(Request.build("GET", QUEUE))
    assert answer.status == 401
    assert b"<title>Document Error: Unauthorized</title>" in answer.body
    assert b"Access to this document requires a User ID" in answer.body
    assert answer.header("server") == "Web Server/2.1.0 + MatrixSSL"


def test_challenge_can_be_used_again() -> None:
    device = gateway()
    challenge = challenge_of(device)
    for nc in ("00000001", "00000002", "00000001"):
        assert with_header(device, digest(challenge, "GET", QUEUE, nc=nc)).status == 200
    device.clock.advance(86400)
    assert with_header(device, digest(challenge, "GET", QUEUE)).status == 200


def test_nonce_may_expire_without_being_called_stale() -> None:
    device = gateway(nonce_seconds=60, ban_after=1)
    challenge = challenge_of(device)
    device.clock.advance(61)
    answer = with_header(device, digest(challenge, "GET", QUEUE))
    assert answer.status == 401
    assert 'stale="FALSE"' in (answer.header("www-authenticate") or "")
    assert ok(call(device, "GET", QUEUE))["in_queue"] == 0, "an expired nonce is no bad authentication"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('realm="Web Server"', 'realm="web server"'),
        ('opaque="5ccc', 'opaque="5ccd'),
        ("qop=auth", "qop=auth-int"),
        ("qop=auth, ", ""),
        ("nc=00000001", "nc=1"),
        ('cnonce="0a4f113b"', 'cnonce=""'),
        (f'uri="{QUEUE}"', f'uri="{QUEUE}?"'),
        ('algorithm="MD5"', 'algorithm="SHA-256"'),
        ('response="', 'response="0'),
        (f'username="{USER}"', 'username="Admin"'),
    ],
)
def test_digest_is_checked_in_every_part(old: str, new: str) -> None:
    device = gateway()
    header = digest(challenge_of(device), "GET", QUEUE)
    assert old in header
    assert with_header(device, header.replace(old, new)).status == 401


def test_digest_depends_on_the_method() -> None:
    device = gateway()
    assert with_header(device, digest(challenge_of(device), "POST", QUEUE)).status == 401


def test_wrong_password() -> None:
    device = gateway()
    answer = with_header(device, digest(challenge_of(device), "GET", QUEUE, password="x"))
    assert answer.status == 401
    assert b"Wrong Password" in answer.body


def test_password_can_be_changed() -> None:
    device = gateway()
    assert ok(call(device, "GET", QUEUE))
    device.set_options({"password": "another"})
    assert call(device, "GET", QUEUE).status == 401
    assert with_header(device, digest(challenge_of(device), "GET", QUEUE, password="another")).status == 200


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/api/get_port_info?port=0&info_type=signal,type", 401),
        ("/api/get_port_info?port=0&info_type=signal%2Ctype", 200),
        ("/api/get_port_info?info_type=signal,type&port=0", 200),
        ("/api/get_port_info?info_type=signal&port=0,1", 401),
        ("/api/get_port_info?info_type=signal&port=0%2C1", 200),
    ],
)
def test_raw_comma_in_the_last_parameter(target: str, status: int) -> None:
    """The four measurements of the field notes, and the last one with %2C."""
    assert call(gateway(), "GET", target).status == status
    assert call(gateway(comma_quirk=False), "GET", target).status == 200
    relaxed = gateway(auth="basic")
    assert relaxed.handle(Request.build("GET", target, headers=basic())).status == 200


def test_basic_is_refused_by_default() -> None:
    device = gateway()
    assert device.handle(Request.build("GET", QUEUE, headers=basic())).status == 401


def test_basic_only() -> None:
    device = gateway(auth="basic")
    assert challenge_of(device) == 'Basic realm="Web Server"'
    assert device.handle(Request.build("GET", QUEUE, headers=basic())).status == 200
    assert device.handle(Request.build("GET", QUEUE, headers=basic(password="x"))).status == 401
    assert device.handle(Request.build("GET", QUEUE, headers={"Authorization": "Basic ***"})).status == 401
    assert with_header(device, digest(challenge_of(gateway()), "GET", QUEUE)).status == 401


def test_both_schemes() -> None:
    device = gateway(auth="both")
    answer = device.handle(Request.build("GET", QUEUE))
    offered = [value.split()[0] for name, value in answer.headers if name == "WWW-Authenticate"]
    assert offered == ["Digest", "Basic"]
    assert device.handle(Request.build("GET", QUEUE, headers=basic())).status == 200
    assert ok(call(device, "GET", QUEUE))


def bad_logins(device: SmsGateway, times: int, peer: str = "127.0.0.1") -> list[int]:
    header = digest(challenge_of(device), "GET", QUEUE, password="x")
    return [with_header(device, header, peer=peer).status for _ in range(times)]


def test_ban_after_five() -> None:
    device = gateway()
    assert bad_logins(device, 6) == [401, 401, 401, 401, 401, 403]
    answer = call(device, "GET", QUEUE)
    assert answer.status == 403
    assert b"forbid to try again" in answer.body
    device.clock.advance(299)
    assert call(device, "GET", QUEUE).status == 403
    device.clock.advance(2)
    assert call(device, "GET", QUEUE).status == 200


def test_ban_is_for_one_address() -> None:
    device = gateway(ban_after=2)
    assert bad_logins(device, 3, peer="192.0.2.1") == [401, 401, 403]
    assert call(device, "GET", QUEUE).status == 200


def test_success_clears_the_count() -> None:
    device = gateway(ban_after=2)
    for _ in range(3):
        assert bad_logins(device, 1) == [401]
        assert call(device, "GET", QUEUE).status == 200


def test_ban_can_be_off() -> None:
    assert bad_logins(gateway(ban_after=0), 10) == [401] * 10


def test_reset_lifts_the_ban() -> None:
    device = gateway(ban_after=1)
    assert bad_logins(device, 2) == [401, 403]
    device.reset()
    assert call(device, "GET", QUEUE).status == 200


def test_probe_counts_by_choice_only() -> None:
    for counts, status in ((False, 401), (True, 403)):
        device = gateway(ban_after=2, count_probe=counts)
        for _ in range(2):
            device.handle(Request.build("GET", QUEUE))
        assert device.handle(Request.build("GET", QUEUE)).status == status


def test_comma_quirk_counts_as_a_bad_login() -> None:
    device = gateway(ban_after=1)
    assert call(device, "GET", "/api/get_port_info?info_type=reg&port=0,1").status == 401
    assert call(device, "GET", QUEUE).status == 403


def test_empty_post_gets_no_answer() -> None:
    request = Request.build("POST", "/api/get_status")
    assert (gateway().handle(request).drop, gateway().handle(request).delay) == (True, 0.0)
    hanging = gateway(empty_post="hang", hang_seconds=7).handle(request)
    assert (hanging.drop, hanging.delay) == (True, 7)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods(method: str) -> None:
    answer = gateway().handle(Request.build(method, QUEUE, body=b"{}"))
    assert answer.status == 400
    assert b"Bad request type" in answer.body


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/api/get_status"),
        ("GET", "/api/get_cdr"),
        ("GET", "/api/send_sms"),
        ("POST", "/api/set_port_info"),
        ("POST", "/api/get_port_info"),
        ("POST", "/api/stop_sms"),
        ("GET", "/STKGo"),
    ],
)
def test_wrong_method_is_forbidden(method: str, target: str) -> None:
    answer = call(gateway(), method, target, {} if method == "POST" else None)
    assert answer.status == 403
    assert b"Document Error: Forbidden" in answer.body


@pytest.mark.parametrize(
    "target",
    ["/api/nothing", "/api/query_sms_queue", "/api/get_mms_sending_status?mms_id=1", "/API/get_port_info", "/"],
)
def test_unknown_url(target: str) -> None:
    answer = call(gateway(), "GET", target)
    assert answer.status == 404
    assert b"Site or Page Not Found" in answer.body


def test_api_that_is_switched_off() -> None:
    assert call(gateway(api_enabled=False), "GET", QUEUE).status == 404


def test_old_queue_name_exists_by_choice() -> None:
    assert ok(call(gateway(old_queue_name=True), "GET", "/api/query_sms_queue"))["in_queue"] == 0


def test_cookie_by_choice() -> None:
    assert call(gateway(), "GET", QUEUE).header("set-cookie") is None
    assert call(gateway(set_cookie=True), "GET", QUEUE).header("set-cookie") == "devckie=xxxx-xxxx-xxxx-xxxx"


@pytest.mark.parametrize(("switch", "status"), [("body", 200), ("http", 400)])
def test_failures_as_body_or_as_status(switch: str, status: int) -> None:
    answer = call(gateway(errors_as=switch), "GET", "/api/get_port_info?info_type=operator")
    assert answer.status == status
    assert answer.json() == {"error_code": 400, "sn": "xxxx-xxxx-xxxx-xxxx"}


def test_head_is_answered_as_get() -> None:
    assert call(gateway(), "HEAD", QUEUE).status == 200


def test_md5_of_the_test_client_is_that_of_rfc_2617() -> None:
    """The example of RFC 2617, 3.5: the tests' own Digest must not agree with the lab by a common mistake."""
    ha1 = md5("Mufasa", "testrealm@host.com", "Circle Of Life")
    ha2 = md5("GET", "/dir/index.html")
    response = md5(ha1, "dcd98b7102dd2f0e8b11d0f600bfb0c093", "00000001", "0a4f113b", "auth", ha2)
    assert response == "6629fae49393a05397450978507c4ef1"
