# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The DMS's client: paths, authentication, time-outs, and what an answer means."""

from __future__ import annotations

import base64
from typing import Any

import pytest
import requests

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    AuthenticationError,
    CpeError,
    NoAnswer,
    NotTheSystem,
    OptionError,
    PermissionDenied,
    ServerError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._dms import errors
from ansible_collections.telco.cpe.plugins.module_utils._dms.client import DmsClient
from ansible_collections.telco.cpe.plugins.module_utils._dms.vendor import DMS

from .support import client, reply, result

BODY = {"search_options": {"cpe_id": "A"}, "command_options": {}, "parameters": ["Device."]}
LOGIN = reply("<html><body>Sign in</body></html>", content_type="text/html")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://acs.example.com", "v1/method/GetParameterValues"),
        ("https://acs.example.com/", "v1/method/GetParameterValues"),
        ("https://acs.example.com/v1", "method/GetParameterValues"),
        ("https://acs.example.com/v1/", "method/GetParameterValues"),
        ("https://acs.example.com/dms", "v1/method/GetParameterValues"),
    ],
)
def test_v1_is_part_of_the_path_once(url: str, path: str) -> None:
    dms, transport = client(lambda *asked: result([]), url)
    dms.read("GetParameterValues", BODY)
    assert transport.sent == [("POST", path, BODY)]


def test_a_write_is_sent_as_planned() -> None:
    dms, transport = client(lambda *asked: result([]))
    dms.write(Write("POST", "method/SetParameterValues", BODY))
    assert transport.sent == [("POST", "v1/method/SetParameterValues", BODY)]


@pytest.mark.parametrize(("limit", "seconds"), [(None, 30), (10, 40), (300, 330), (0, 30)])
def test_the_answer_may_take_longer_than_the_scenario(limit: int | None, seconds: int) -> None:
    dms, transport = client(lambda *asked: result([]))
    dms.read("X", {**BODY, "command_options": {} if limit is None else {"timeout": limit}})
    assert transport.timeouts == [seconds]


def test_basic_authentication_comes_with_the_first_request_and_in_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def send(self: Any, request: Any, **options: Any) -> Any:
        seen.append(request)
        answer = requests.Response()
        answer.status_code = 200
        answer._content = b'{"result":{"code":200,"message":"","details":[]}}'
        return answer

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    dms = DmsClient(Connection("http://192.0.2.1", username="jörg", password=Secret("pä€")))
    dms.read("GetParameterValues", BODY)
    assert seen[0].headers["Authorization"] == "Basic " + base64.b64encode("jörg:pä€".encode()).decode()
    assert seen[0].url == "http://192.0.2.1/v1/method/GetParameterValues"
    assert len(seen) == 1


def test_a_regular_expression_stands_in_the_url_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def send(self: Any, request: Any, **options: Any) -> Any:
        seen.append(request.url)
        answer = requests.Response()
        answer.status_code = 200
        answer._content = b'{"code":200,"message":"","details":[]}'
        return answer

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    dms = DmsClient(Connection("http://192.0.2.1/v1", username="u", password=Secret("p")))
    dms.storage("CpeDbService", ".*", [("limit", 10), ("offset", 0)])
    assert seen == ["http://192.0.2.1/v1/dyn/CpeDbService/.*?limit=10&offset=0"]


@pytest.mark.parametrize(("username", "password", "path"), [(None, "p", "api_username"), ("u", None, "api_password")])
def test_credentials_are_required(username: str | None, password: str | None, path: str) -> None:
    with pytest.raises(OptionError) as caught:
        DmsClient(Connection("http://192.0.2.1", username=username, password=password))
    assert caught.value.path == path


def test_hosts_of_the_inventory_bring_their_cpe_id() -> None:
    assert DMS.host_options == {"search_options.cpe_id": "dms_cpe_id"}
    assert "api_token" not in DMS.connection_spec()


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (reply("Error 401 Access Denied", 401, "text/html"), AuthenticationError, "credentials"),
        (reply("", 403), PermissionDenied, "right"),
        (reply("<html>404 Not Found</html>", 404, "text/html"), Unsupported, "no such operation"),
        (reply({"error": "Not found"}, 404), errors.CpeNotFound, "Not found"),
        (reply("<html>504 Gateway Time-out</html>", 504, "text/html"), NoAnswer, "gave up"),
        (reply("<html>Bad Request</html>", 400, "text/html"), NotTheSystem, "web page"),
        (reply("<html>500</html>", 500, "text/html"), ServerError, "failed"),
        (reply({"error": "database is down"}, 500), ServerError, "database is down"),
        (reply({"error": "parameters is required"}, 400), ApiFailure, "parameters is required"),
        (LOGIN, NotTheSystem, "web page"),
        (reply({"stat": "ok", "response": {}}), NotTheSystem, "not that of a DMS"),
        (reply([1, 2]), NotTheSystem, "not that of a DMS"),
        (reply({"result": None}), NotTheSystem, "not that of a DMS"),
        (reply('{"result": {"code": 2'), NoAnswer, "not valid JSON"),
        (reply({"error": "went wrong"}), errors.ScenarioFailed, "went wrong"),
        (reply({"error": "No CPE found"}, 400), errors.CpeNotFound, "no CPE matches"),
        (reply({"error": "CWMP fault 9002: Internal error"}, 500), errors.PassingFault, "9002"),
    ],
)
def test_what_an_answer_means(answer: Any, kind: type[CpeError], words: str) -> None:
    dms, _transport = client(lambda *asked: answer)
    with pytest.raises(kind, match=words) as caught:
        dms.write(Write("POST", "method/SetParameterValues", BODY))
    assert type(caught.value) is kind
    assert "https://acs.example.com" in caught.value.text()


def test_the_storage_has_its_own_envelope() -> None:
    dms, _transport = client(
        lambda *asked: {"code": 200, "message": "response from CpeDbService", "details": [{"a": 1}]}
    )
    assert dms.storage("CpeDbService", ".*") == [{"a": 1}]
    refusing, _transport = client(lambda *asked: {"code": 403, "message": "no rights", "details": None})
    with pytest.raises(ApiFailure, match="no rights"):
        refusing.storage("CpeDbService", ".*")
    absent, _transport = client(lambda *asked: reply({"error": "Storage 'CpeDbService' not found"}, 404))
    with pytest.raises(Unsupported) as caught:
        absent.storage("CpeDbService", ".*")
    assert "depends on the installation" in caught.value.text()
    stranger, _transport = client(lambda *asked: {"result": {"code": 200}})
    with pytest.raises(NotTheSystem):
        stranger.storage("CpeDbService", ".*")


def test_a_write_is_sent_once_whatever_happens_and_a_read_again() -> None:
    broken = reply('{"result": {"code": 2')
    dms, transport = client(lambda *asked: broken)
    with pytest.raises(NoAnswer):
        dms.write(Write("POST", "method/SetParameterValues", BODY))
    assert len(transport.sent) == 1
    with pytest.raises(NoAnswer):
        dms.read("GetParameterValues", BODY)
    assert len(transport.sent) == 4


def test_the_password_never_shows_in_what_the_dms_says() -> None:
    dms, _transport = client(lambda *asked: reply({"error": "user admin:pw-of-the-test unknown"}, 400))
    with pytest.raises(ApiFailure) as caught:
        dms.read("X", BODY)
    assert "pw-of-the-test" not in str(caught.value.as_result())
