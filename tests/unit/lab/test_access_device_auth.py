# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated APIO server's front: logins, levels, URLs, errors."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.lab.access_device import ApioServer
from tests.lab.core.message import Request, Response
from tests.unit.lab.access_device_support import ADMIN, GROUP, Client, StoppedClock, url

CORE_GROUP = GROUP.replace("/api/v1/", "/api/v01/p1/")
DEVICE = "foodevice/"


def core(server: ApioServer, method: str, target: str, body: Any = None, token: str = "") -> Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return server.handle(Request.build(method, target, json_body=body, headers=headers))


def core_login(server: ApioServer, password: str = ADMIN[1]) -> Response:
    body = {"username": ADMIN[0], "password": password}
    return core(server, "POST", "/api/v01/auth/login", body)


# Session


def test_login_sets_two_cookies_and_both_are_needed() -> None:
    client = Client()
    session, balancer = client.cookie.split("; ")
    assert (session.partition("=")[0], balancer) == ("sessionid", "SERVERID=node-1")
    for cookie, status in (
        (client.cookie, 200),
        (session, 401),
        (balancer, 401),
        ("", 401),
        (f"{session}; SERVERID=node-2", 401),
        (f"sessionid=x; {balancer}", 401),
    ):
        client.cookie = cookie
        assert client.send("GET", "").status == status


def test_without_load_balancer() -> None:
    client = Client(lb_cookie="")
    assert client.cookie.count("=") == 1
    assert client.send("GET", "").status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"username": "admin", "password": "x"}, 401),
        ({"username": "nobody", "password": "x"}, 401),
        ({"username": "admin"}, 401),
        ({"username": "admin", "password": ADMIN[1], "x": 1}, 401),
        ([], 401),
        (None, 416),
    ],
)
def test_bad_login(body: Any, status: int) -> None:
    answer = ApioServer("apio").handle(Request.build("POST", "/api/v1/login/", json_body=body))
    assert answer.status == status
    assert not [name for name, _ in answer.headers if name == "Set-Cookie"]


def test_sessions_end() -> None:
    client = Client(session_seconds=60)
    client.server.clock.advance(61)
    assert client.send("GET", "").status == 401
    client.login(*ADMIN)
    assert client.send("GET", "").status == 200
    client.server.reset()
    assert client.send("GET", "").status == 401


def test_login_wants_post() -> None:
    assert Client().send("GET", "/api/v1/login/").status == 405


def test_session_can_be_switched_off() -> None:
    assert Client(session=False).send("GET", "").status == 401


# APIO Core


def test_core_login_gives_tokens_for_the_prefix() -> None:
    server = ApioServer("apio")
    answer = core_login(server)
    assert answer.status == 200
    tokens = answer.json()
    assert set(tokens) == {"access_token", "refresh_token", "token"}
    assert core(server, "GET", CORE_GROUP, token=tokens["access_token"]).status == 200
    assert core(server, "GET", GROUP, token=tokens["access_token"]).status == 401, "the prefix has its own login"
    assert core(server, "GET", CORE_GROUP, token=tokens["refresh_token"]).status == 401


def test_session_does_not_count_behind_core() -> None:
    answer = Client().send("GET", CORE_GROUP)
    assert (answer.status, list(answer.json())) == (401, ["error"])


def test_machine_token() -> None:
    server = ApioServer("apio", token="machine")
    assert core(server, "GET", CORE_GROUP, token="machine").status == 200
    assert core(server, "GET", CORE_GROUP, token="machinE").status == 401
    assert core(server, "GET", CORE_GROUP).status == 401
    assert core(ApioServer("apio", token=""), "GET", CORE_GROUP).status == 401


def test_access_token_ends_and_is_refreshed() -> None:
    server = ApioServer("apio", clock=StoppedClock(), token_seconds=60)
    tokens = core_login(server).json()
    server.clock.advance(60)
    assert core(server, "GET", CORE_GROUP, token=tokens["access_token"]).status == 200
    server.clock.advance(1)
    assert core(server, "GET", CORE_GROUP, token=tokens["access_token"]).status == 401
    answer = core(server, "GET", "/api/v01/auth/access_token", token=tokens["refresh_token"])
    assert list(answer.json()) == ["access_token"]
    assert core(server, "GET", CORE_GROUP, token=answer.json()["access_token"]).status == 200
    assert core(server, "GET", "/api/v01/auth/access_token", token=tokens["access_token"]).status == 401


def test_core_refuses_with_its_own_body() -> None:
    answer = core_login(ApioServer("apio"), password="x")
    assert (answer.status, list(answer.json())) == (401, ["error"])
    assert core(ApioServer("apio"), "POST", "/api/v01/auth/login").status == 401


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/api/v01/auth/login"),
        ("POST", "/api/v01/auth/access_token"),
        ("POST", "/api/v01/auth/logout"),
        ("POST", "/api/v01/auth/"),
    ],
)
def test_core_has_two_addresses(method: str, target: str) -> None:
    body = {"username": ADMIN[0], "password": ADMIN[1]}
    assert core(ApioServer("apio"), method, target, body).status == 404


def test_second_factor() -> None:
    answer = core_login(ApioServer("apio", two_factor=True))
    assert set(answer.json()) == {"2fa_payload", "option"}


def test_bearer_can_be_switched_off() -> None:
    server = ApioServer("apio", bearer=False)
    assert core_login(server).status == 401
    assert core(server, "GET", CORE_GROUP, token=server.options["token"]).status == 401


# Basic


def basic(server: ApioServer, credentials: str) -> int:
    encoded = base64.b64encode(credentials.encode()).decode()
    return server.handle(Request.build("GET", GROUP, headers={"Authorization": f"Basic {encoded}"})).status


def test_basic_by_choice() -> None:
    assert basic(ApioServer("apio"), ":".join(ADMIN)) == 401
    assert basic(ApioServer("apio", basic=True), ":".join(ADMIN)) == 200
    assert basic(ApioServer("apio", basic=True), "admin:x") == 401


# Levels


@pytest.mark.parametrize(
    ("level", "tenant", "group", "status"),
    [
        (0, "foo", "foogroup", 403),
        (4, "foo", "foogroup", 403),
        (8, "foo", "foogroup", 200),
        (8, "foo", "another", 403),
        (8, "another", "foogroup", 403),
        (12, "foo", "", 200),
        (12, "another", "", 403),
        (16, "", "", 200),
    ],
)
def test_levels(level: int, tenant: str, group: str, status: int) -> None:
    client = Client(user_level=level, user_tenant=tenant, user_group=group)
    assert client.send("GET", "").status == status
    assert client.send("GET", DEVICE).status == status
    assert client.send("PUT", f"{DEVICE}reboot_phone/", {}).status == status


def test_end_user_may_do_nothing() -> None:
    client = Client(("end-user", "lab-access_device-pw3"))
    assert client.refused("GET", "")[0] == 403
    assert client.refused("DELETE", DEVICE)[0] == 403


def test_other_groups_are_not_told_apart_from_missing_ones() -> None:
    client = Client(("group-admin", "lab-access_device-pw2"))
    assert client.refused("GET", GROUP.replace("foogroup", "nogroup"))[0] == 403


# URLs


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/api/",
        "/api/v2/tenants/foo/groups/foogroup/access_devices/",
        "/api/v1/tenants/foo/",
        "/api/v1/tenants/foo/groups/foogroup/",
        "/api/v1/tenants/foo/groups/foogroup/users/",
        "/api/v1/tenants/nobody/groups/foogroup/access_devices/",
        "/api/v1/tenants/foo/groups/nogroup/access_devices/",
        GROUP + "nodevice/",
        GROUP + "nodevice/connected_users/",
        GROUP + "foodevice/nothing/",
        GROUP + "foodevice/config_files/a/b/",
        GROUP + "foodevice//",
        GROUP + "FOODEVICE/",
        GROUP.replace("/api/", "//api/"),
    ],
)
def test_not_found(target: str) -> None:
    assert Client().refused("GET", target)[0] == 404


@pytest.mark.parametrize("target", [GROUP[:-1], GROUP + "foodevice", GROUP + "foodevice?x=1", "/api/v1/login"])
def test_slash_at_the_end_is_required(target: str) -> None:
    assert Client().refused("GET", target)[0] == 404
    answer = Client(no_slash_status=301).send("GET", target)
    path, mark, query = target.partition("?")
    assert (answer.status, answer.header("location")) == (301, f"{path}/{mark}{query}")


@pytest.mark.parametrize(
    "name",
    [
        "APIO Test Device",
        "a/b",
        "100%",
        "%41",
        "a+b",
        "Büro 7, Tür",
        "電話",
        "a?b#c",
        "a;b=c",
        ".",
        "..",
        "'\"<&>",
        " x ",
    ],
)
def test_names_in_urls(name: str) -> None:
    client = Client()
    client.send("DELETE", url("APIO Test Device"))
    assert client.send("POST", "", {"deviceName": name, "deviceType": "CTYealink-T48G"}).status == 201
    assert client.send("PUT", url(name), {"description": "here"}).status == 200
    assert client.get(url(name))["description"] == "here"
    assert client.send("PUT", url(name, "reboot_phone"), {}).status == 200
    assert client.get(url(name, "config_files", "%BWMACADDRESS%.cfg"))["fileSource"] == "Default"
    assert name in [row["deviceName"] for row in client.get()["access_devices"]]
    assert client.send("DELETE", url(name)).status == 200


def test_url_that_is_not_utf_8() -> None:
    assert Client().refused("GET", "%ff/")[0] == 400


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("PUT", ""),
        ("DELETE", ""),
        ("PATCH", DEVICE),
        ("POST", DEVICE),
        ("POST", DEVICE + "config_files/"),
        ("POST", DEVICE + "config_files/y000000000035.cfg/"),
        ("DELETE", DEVICE + "config_files/y000000000035.cfg/"),
        ("GET", DEVICE + "reboot_phone/"),
        ("POST", DEVICE + "connected_users/"),
        ("PUT", DEVICE + "available_tags/"),
    ],
)
def test_methods(method: str, target: str) -> None:
    assert Client().refused(method, target, {})[0] == 405


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("*/*", 200),
        ("application/json", 200),
        ("text/html, application/json;q=0.9", 200),
        ("application/*", 200),
        ("text/html", 406),
    ],
)
def test_accept(accept: str, status: int) -> None:
    assert Client().send("GET", "", Accept=accept).status == status


# Errors


@pytest.mark.parametrize("raw", [b"", b"{", b"deviceName=x", b"\xff"])
@pytest.mark.parametrize(
    ("method", "target"),
    [("POST", ""), ("PUT", DEVICE), ("PUT", DEVICE + "reboot_phone/"), ("PUT", DEVICE + "connected_users/")],
)
def test_body_that_is_empty_or_no_json(method: str, target: str, raw: bytes) -> None:
    assert Client().send(method, target, raw=raw).status == 416


@pytest.mark.parametrize("body", [[], "x", 1])
def test_body_that_is_no_object(body: Any) -> None:
    assert Client().refused("PUT", DEVICE, body) == (400, 2)


def test_errors_with_details() -> None:
    answer = Client().send("GET", "nodevice/")
    assert answer.json() == {"details": "[Error 4505] Access Device not found: nodevice", "code": 4505}
    assert Client().send("GET", "/api/v1/tenants/foo/").json() == {"details": "Not found"}


def test_errors_as_a_list() -> None:
    client = Client(error_form="list")
    assert client.send("GET", "nodevice/").json() == [
        {"code": 4505, "name": "", "message": "[Error 4505] Access Device not found: nodevice"}
    ]
    assert client.send("PUT", DEVICE, []).json() == [
        {"code": 2, "name": "INVALID_PARAMETERS", "message": "The body must be an object"}
    ]
    assert client.server.error_response(503).json() == [{"code": 0, "name": "", "message": "HTTP 503"}]


@pytest.mark.parametrize("form", ["details", "list"])
def test_who_asks_too_often_is_told_when_to_come_back(form: str) -> None:
    client = Client(rate_limit=3, rate_seconds=10, error_form=form)  # the login is the first of the three
    assert [client.send("GET", "").status for _ in range(2)] == [200, 200]
    client.server.clock.advance(4)
    refused = client.send("GET", "")
    assert (refused.status, dict(refused.headers)["Retry-After"]) == (429, "6")
    error = refused.json()
    assert (error["details"] if form == "details" else error[0]["message"]) == "Rate limit exceeded"
    client.server.clock.advance(6)
    assert client.send("GET", "").status == 200
    client.server.reset()
    client.login("admin", "lab-access_device-pw1")
    assert client.send("GET", "").status == 200
