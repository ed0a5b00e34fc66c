# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests, responses, devices' options and states, the clock."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.core import Clock, Request, Response, deep_merge
from tests.unit.lab.probe import ProbeDevice


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        ("/", "/", []),
        ("/api/info.firmware", "/api/info.firmware", []),
        ("/a%20b/c?x=1%2C2&y=a,b&y=", "/a b/c", [("x", "1,2"), ("y", "a,b"), ("y", "")]),
        ("/a?b+c=d+e&flag", "/a", [("b c", "d e"), ("flag", "")]),
        ("//twice//slashed?x=/", "//twice//slashed", [("x", "/")]),
        ("/a?x=1?y=2", "/a", [("x", "1?y=2")]),
        ("/a%2Fb", "/a/b", []),
    ],
)
def test_target_is_split_and_decoded(target: str, path: str, query: list[tuple[str, str]]) -> None:
    request = Request.build("get", target)
    assert (request.method, request.path, request.query, request.raw_path) == ("GET", path, query, target)


def test_query_values_keep_their_order() -> None:
    assert Request.build("GET", "/?id=2&x=9&id=1").query_values("id") == ["2", "1"]


def test_cookies_and_header_names() -> None:
    request = Request.build("GET", "/", headers={"Cookie": "a=1; b=x=y ; nothing", "X-Thing": "T"})
    assert request.cookies == {"a": "1", "b": "x=y"}
    assert request.headers["x-thing"] == "T"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe{}x"])
def test_a_body_that_is_no_json_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the interface promises the type and nothing of the text
        Request.build("POST", "/", body=body).json()


def test_json_body_brings_its_type() -> None:
    request = Request.build("POST", "/", json_body={"a": None})
    assert request.json() == {"a": None}
    assert request.headers["content-type"] == "application/json"


def test_response_headers_may_repeat() -> None:
    response = Response.json_([1], 201, [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    assert (response.status, response.json(), response.header("set-cookie")) == (201, [1], "a=1")
    assert [value for _, value in response.headers] == ["a=1", "b=2"]
    assert Response().header("Location") is None


def test_clock_only_goes_forward() -> None:
    clock = Clock()
    before = clock.now()
    clock.advance(3600)
    assert 3600 <= clock.now() - before < 3660
    with pytest.raises(ValueError, match="advanced"):
        clock.advance(-1)


@pytest.mark.parametrize(
    ("base", "changes", "merged"),
    [
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}, {"a": {"b": 3, "c": 2}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        ({"a": {"b": 1}}, {"a": None}, {"a": None}),
        ({"a": 1}, {"a": {"b": 2}, "n": {}}, {"a": {"b": 2}, "n": {}}),
    ],
)
def test_deep_merge(base: dict[str, Any], changes: dict[str, Any], merged: dict[str, Any]) -> None:
    assert deep_merge(base, changes) == merged


def test_deep_merge_leaves_its_arguments_alone() -> None:
    base: dict[str, Any] = {"a": {"b": [1]}}
    merged = deep_merge(base, {"a": {"c": [2]}})
    merged["a"]["b"].append(9)
    assert base == {"a": {"b": [1]}}


def test_options_have_the_common_login() -> None:
    device = ProbeDevice(delay=1.5)
    assert device.options == {
        "username": "admin",
        "password": "lab-probe-pw1",
        "delay": 1.5,
        "drop": False,
        "colours": ["red"],
    }


def test_unknown_options_are_refused() -> None:
    with pytest.raises(TypeError, match="probe has no option nonsense; it has colours, delay, drop"):
        ProbeDevice(nonsense=1)
    with pytest.raises(TypeError, match="no option"):
        ProbeDevice().set_options({"other": 1})


def test_options_can_be_put_back() -> None:
    device, other = ProbeDevice(), ProbeDevice()
    options = device.options
    device.options["colours"].append("blue")
    device.set_options({"delay": 9.0})
    assert other.options["colours"] == ["red"]
    device.reset_options()
    assert device.options is options
    assert (options["colours"], options["delay"]) == (["red"], 0.0)


def test_patch_is_a_deep_merge_into_the_state() -> None:
    device = ProbeDevice()
    device.patch({"a": {"b": 2}})
    assert device.snapshot() == {"a": {"b": 2, "c": [1, 2]}}


def test_a_silent_write_is_answered_and_forgotten() -> None:
    device = ProbeDevice()
    response = device.handle_silently(Request.build("PUT", "/x", json_body=1))
    assert response.status == 200
    assert device.snapshot() == ProbeDevice.built
