# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an answer means: the error codes of the document's tables, and the pages of the web server."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import errors
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Reply
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import answers, codes

from .support import Answer, page


def _read(answer: Answer, path: str = "api/get_port_info", keys: tuple[str, ...] = ("error_code",)) -> Any:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    reply = Reply(answer.status, headers, answer.content.decode(), f"GET {path}")
    return answers.read(reply, path, keys, credentials=True)


@pytest.mark.parametrize("code", [200, 202, "200"])
def test_success(code: Any) -> None:
    assert _read(Answer({"error_code": code, "info": []}))["info"] == []


def test_json_that_is_called_html_is_still_json() -> None:
    assert _read(Answer({"error_code": 200}, headers={"Content-Type": "text/html"})) == {"error_code": 200}


ALL_CODES = [(path, code) for path, meanings in codes.MEANINGS.items() for code in meanings]


@pytest.mark.parametrize(("path", "code"), ALL_CODES)
@pytest.mark.parametrize("as_status", [False, True])
def test_every_documented_code_in_the_body_and_as_the_status(path: str, code: int, as_status: bool) -> None:
    answer = Answer({"error_code": code}, code if as_status else 200)
    with pytest.raises(errors.CpeError) as caught:
        _read(answer, path)
    error = caught.value
    assert error.code == code
    assert codes.MEANINGS[path][code] in error.text()
    assert error.http_status == answer.status
    expected = {404: errors.NotFound, 500: errors.ServerError}.get(code, errors.ApiFailure)
    assert type(error) is expected


@pytest.mark.parametrize(("path", "code"), ALL_CODES)
def test_every_documented_code_as_a_status_without_a_body(path: str, code: int) -> None:
    with pytest.raises(errors.CpeError, match=r".") as caught:
        _read(Answer("", code, {}), path)
    if code != 500:
        assert codes.MEANINGS[path][code] in caught.value.text()
    else:
        assert isinstance(caught.value, errors.ServerError)


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        (486, errors.Busy, "the port is busy"),
        (503, errors.ApiFailure, "the port is not registered"),
        (404, errors.Unsupported, "lacks api/set_port_info"),
        (413, errors.ApiFailure, "not documented"),
        (550, errors.ApiFailure, "not documented"),
        (599, errors.ServerError, "not documented"),
    ],
)
def test_codes_that_the_document_has_for_other_operations(code: int, kind: type[errors.CpeError], says: str) -> None:
    with pytest.raises(kind, match=says):
        _read(Answer({"error_code": code}), "api/set_port_info")


def test_a_status_that_is_no_success_wins_over_a_body_that_says_so() -> None:
    with pytest.raises(errors.ServerError):
        _read(Answer({"error_code": 200}, 500))


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        (
            page("Access Error: Site or Page Not Found", "Page not found", 404),
            errors.Unsupported,
            "lacks api/get_port_info",
        ),
        (page("Access Error: Page not found", "Cannot open URL", 400), errors.Unsupported, "new-version API"),
        (page("Access Error: Not Implemented", "No", 501), errors.Unsupported, "lacks"),
        (Answer("404: Not Found", 404, {"Content-Type": "text/plain"}), errors.Unsupported, "lacks"),
        (Answer({"error": "nothing here"}, 404), errors.Unsupported, "lacks"),
        (
            page("Access Error: Bad Request", "Bad request type", 400),
            errors.ApiFailure,
            "Access Error: Bad Request: Bad request type",
        ),
        (
            page("Access Error: Web Error", "Out &amp; <b>down</b>", 500),
            errors.ServerError,
            "Access Error: Web Error: Out & down",
        ),
        (page("Access Error: Access Denied", "No", 405), errors.ApiFailure, "Access Denied"),
        (
            Answer("<html><title>Login</title><form></form></html>", 200, {}),
            errors.NotTheSystem,
            "a web page came .*: Login",
        ),
        (Answer("<!DOCTYPE html><h1>Welcome</h1>", 200, {}), errors.NotTheSystem, "Welcome"),
        (Answer("", 200), errors.NoAnswer, "it is empty"),
        (Answer('{"error_code":200,"in', 200), errors.NoAnswer, "not valid JSON"),
        (Answer('{"error_code":200,"in', 200, {"Content-Type": "text/html"}), errors.NoAnswer, "not valid JSON"),
        (Answer({"stat": "ok", "response": {}}), errors.NotTheSystem, "not that of an SMS gateway"),
        (Answer([1]), errors.NotTheSystem, "not that of an SMS gateway"),
        (Answer({}), errors.NotTheSystem, "not that of an SMS gateway"),
        (Answer({"error_code": None}), errors.NotTheSystem, "not that of an SMS gateway"),
        (Answer({"error_code": "wrong"}), errors.NotTheSystem, "not that of an SMS gateway"),
        (Answer({"detail": "no"}, 400), errors.ApiFailure, "the format of the request is not valid"),
    ],
)
def test_what_is_no_answer_of_the_operation(answer: Answer, kind: type[errors.CpeError], says: str) -> None:
    with pytest.raises(errors.CpeError) as caught:
        _read(answer)
    assert type(caught.value) is kind
    assert says.split(".*")[-1] in caught.value.text()
    assert f"HTTP status {answer.status}" in caught.value.text()


def test_operations_without_an_error_code() -> None:
    assert _read(Answer({"performance": {}}), "api/get_status", ("performance",)) == {"performance": {}}
    assert _read(Answer({}), "GetSTKView", ("title", "item")) == {}
    with pytest.raises(errors.NotTheSystem):
        _read(Answer({"result": 1}), "api/get_status", ("performance",))
    with pytest.raises(errors.ApiFailure):
        _read(Answer({"error_code": 400}), "api/get_config", ("sip_proxy",))


def test_the_ban_has_its_own_message() -> None:
    with pytest.raises(errors.AuthenticationError, match="has banned this address") as caught:
        _read(page("Access Error: Forbidden", "Login failed too often, forbid to try again!", 403))
    assert "Wait until the ban ends" in caught.value.text()


def test_another_403_is_no_ban() -> None:
    with pytest.raises(errors.PermissionDenied) as caught:
        _read(page("Access Error: Forbidden", "No", 403))
    assert "Access Error: Forbidden" in caught.value.text()


def test_a_wrong_password_is_told_with_the_gateways_own_words() -> None:
    with pytest.raises(errors.AuthenticationError) as caught:
        _read(page("Access Error: Unauthorized", "Access Denied\nWrong Password", 401))
    assert "Wrong Password" in caught.value.text()
    assert "sent once only" in caught.value.text()


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("<title>Document Error: X</title><h2>Access Error: X</h2><p>Why</p>", "Access Error: X: Why"),
        ("<title>Only a title</title>", "Only a title"),
        ("<TITLE>a</TITLE><H1>b <i>c</i>&nbsp;d</H1>", "b c d"),
        ("<p>no heading", "no heading"),
        ("<html></html>", ""),
    ],
)
def test_the_heading_of_a_page(text: str, heading: str) -> None:
    assert answers.page_heading(text) == heading


def test_a_long_page_is_cut() -> None:
    assert len(answers.page_heading(f"<h1>{'x' * 5000}</h1>")) == 200
