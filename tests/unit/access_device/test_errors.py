# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of APIO: every status that the vendor lists, both forms of the body, BroadWorks' own codes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._access_device.errors import AlreadyExists, failure, reasons
from ansible_collections.telco.cpe.plugins.module_utils._core import errors
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Reply


def _reply(status: int, body: Any = "", kind: str = "application/json") -> Reply:
    text = body if isinstance(body, str) else json.dumps(body)
    return Reply(status, {"content-type": kind}, text, "GET x/")


def _failure(status: int, body: Any = "", kind: str = "application/json") -> errors.CpeError:
    error = failure(_reply(status, body, kind))
    assert error is not None
    return error


@pytest.mark.parametrize("status", [200, 201, 202, 203, 204, 304])
def test_success(status: int) -> None:
    assert failure(_reply(status, {"details": "fine"})) is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.ApiFailure),
        (401, errors.SessionExpired),
        (403, errors.PermissionDenied),
        (404, errors.NotFound),
        (405, errors.Unsupported),
        (406, errors.ApiFailure),
        (409, errors.ApiFailure),
        (410, errors.NotFound),
        (416, errors.ApiFailure),
        (418, errors.ApiFailure),
        (422, errors.ApiFailure),
        (500, errors.ServerError),
        (502, errors.ServerError),
        (504, errors.ServerError),
    ],
)
@pytest.mark.parametrize("form", ["details", "list"])
def test_each_status_has_its_class_and_keeps_the_servers_words(
    status: int, kind: type[errors.CpeError], form: str
) -> None:
    body = {"details": "the words"} if form == "details" else [{"code": 9, "message": "the words"}]
    error = _failure(status, body)
    assert type(error) is kind
    assert error.http_status == status
    assert error.api_message == "the words"
    assert error.code == (None if form == "details" else 9)
    assert "the words" in error.text()


def test_partly_done_is_a_failure_that_tells_the_parts() -> None:
    error = _failure(207, [{"code": 2, "message": "port 1"}, {"code": 3, "message": "port 2"}])
    assert type(error) is errors.ApiFailure
    assert "in part only: port 1; port 2" in error.message
    assert error.http_status == 207


@pytest.mark.parametrize("status", [400, 404, 409])
@pytest.mark.parametrize(
    "body",
    [
        {"details": "[Error 4505] Access Device not found: x"},
        {"details": "[Error 4505] Access Device not found: x", "code": 0},
        {"details": "gone", "code": 4505},
        [{"code": "4505", "message": "gone"}],
        [{"errorCode": 4505}],
    ],
)
def test_an_absent_device_is_known_by_its_code(status: int, body: Any) -> None:
    error = _failure(status, body)
    assert type(error) is errors.NotFound
    assert error.code == 4505
    assert "no such device" in error.message


@pytest.mark.parametrize("status", [400, 409, 422])
def test_a_device_that_exists_is_known_by_its_code(status: int) -> None:
    error = _failure(status, {"details": "[Error 4500] Access Device already exists: x"})
    assert type(error) is AlreadyExists
    assert error.code == 4500


def test_an_operation_that_a_type_lacks_is_known_by_its_code() -> None:
    error = _failure(400, [{"code": 56, "message": "This type of device does not support users reordering"}])
    assert type(error) is errors.Unsupported
    assert "users reordering" in error.message


def test_a_web_page_in_place_of_a_404_is_another_product() -> None:
    error = _failure(404, "<html>nginx</html>", "text/html")
    assert type(error) is errors.NotTheSystem
    assert "/api/v1" in str(error.hint)


@pytest.mark.parametrize(
    ("body", "code", "text"),
    [
        ({"details": "a"}, None, "a"),
        ({"details": ["a", {"code": 7, "message": "b"}]}, 7, "a; b"),
        ({"details": {"port": ["too big", "not free"]}}, None, "too big; not free"),
        ([{"code": 2, "name": "INVALID_PARAMETERS", "message": "a"}, {"code": 2, "message": "a"}], 2, "a"),
        ([{"code": 2, "whatever": "the words"}], 2, "the words"),
        ({"error": "Invalid or expired token"}, None, "Invalid or expired token"),
        ({"code": True, "details": "a"}, None, "a"),
        ({"_internal_record_id": "r-1"}, None, ""),
        (["a", "b"], None, "a; b"),
        ("plain words", None, "plain words"),
        ("", None, ""),
        ("<html>page</html>", None, ""),
        ("null", None, ""),
        ("x" * 5000, None, "x" * 1000),
    ],
)
def test_code_and_text_of_a_body(body: Any, code: int | None, text: str) -> None:
    assert reasons(_reply(400, body)) == (code, text)
