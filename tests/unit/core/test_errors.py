# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an error says, and how it ends a module."""

from __future__ import annotations

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import errors
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    Busy,
    CpeError,
    Missing,
    OptionError,
    Unreachable,
)

KINDS = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, CpeError) and value is not CpeError
]


def test_the_whole_message() -> None:
    error = ApiFailure(
        "the router refuses the request",
        device="http://h",
        endpoint="POST x",
        http_status=400,
        code=17,
        api_message="no such WAN",
        hint="Check id",
    )
    error.note("What was pending was discarded")
    assert error.text() == (
        "http://h: the router refuses the request. (request POST x, HTTP status 400, code 17, message 'no such WAN') "
        "What was pending was discarded. Check id."
    )


def test_the_shortest_message() -> None:
    assert ApiFailure("refused").text() == "refused."
    assert ApiFailure("why?").text() == "why?"
    assert ApiFailure("no!").text() == "no!"
    assert ApiFailure("refused (twice)").text() == "refused (twice)"


def test_the_system_s_words_are_not_said_twice() -> None:
    assert ApiFailure("refused: no such WAN", api_message="no such WAN", code=0).text() == (
        "refused: no such WAN. (code 0)"
    )


def test_a_result() -> None:
    error = ApiFailure("refused", device="http://h", endpoint="GET x", http_status=400, code="E1", api_message="bad")
    assert error.as_result() == {
        "msg": "http://h: refused. (request GET x, HTTP status 400, code E1, message 'bad')",
        "changed": False,
        "error": {
            "kind": "api",
            "device": "http://h",
            "endpoint": "GET x",
            "http_status": 400,
            "code": "E1",
            "message": "bad",
        },
        "failed": True,
    }
    assert ApiFailure("refused").as_result()["error"] == {"kind": "api"}
    error.extra["pending"] = True
    assert error.as_result()["pending"] is True


def test_unreachable_and_failed_exclude_each_other() -> None:
    unreachable = Unreachable("nothing there").as_result()
    assert unreachable["unreachable"] is True
    assert "failed" not in unreachable
    for kind in KINDS:
        result = kind("a", "b").as_result() if kind in (OptionError, Missing) else kind("a").as_result()
        assert ("failed" in result) is not ("unreachable" in result)
        assert ("unreachable" in result) is (kind is Unreachable)


def test_kinds_are_told_apart() -> None:
    """What a playbook may look at, so that it must not change."""
    assert {kind.__name__: kind.kind for kind in KINDS} == {
        "OptionError": "option",
        "Unreachable": "unreachable",
        "TlsError": "tls",
        "NoAnswer": "no_answer",
        "NotTheSystem": "not_the_system",
        "AuthenticationError": "authentication",
        "SessionExpired": "session_expired",
        "PermissionDenied": "permission",
        "NotFound": "not_found",
        "Unsupported": "unsupported",
        "Busy": "busy",
        "ServerError": "server",
        "ApiFailure": "api",
        "NotTaken": "verify",
        "Missing": "missing_library",
    }


def test_details_for_an_error_that_explains_it_better() -> None:
    first = ApiFailure("refused", device="d", endpoint="e", http_status=1, code=2, api_message="m", hint="h")
    second = CpeError("explained", **first.details())
    assert second.text() == "d: explained. (request e, HTTP status 1, code 2, message 'm')"


def test_errors_with_more_to_say() -> None:
    option = OptionError("sim[1].pin", "is odd")
    assert (option.path, option.text()) == ("sim[1].pin", "sim[1].pin: is odd.")
    assert OptionError("", "is odd").message == "is odd"
    busy = Busy("later", retry_after=5.0, http_status=429)
    assert (busy.retry_after, busy.http_status) == (5.0, 429)
    assert Missing("requests", "Traceback").as_result()["exception"] == "Traceback"


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_caught_as_one(kind: type[CpeError]) -> None:
    assert str(kind("a", "b") if kind in (OptionError, Missing) else kind("a")).startswith("a")
