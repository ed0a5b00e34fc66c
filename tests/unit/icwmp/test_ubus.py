# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of ubus over HTTP: every code that was measured has its own outcome."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import errors
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Reply
from ansible_collections.telco.cpe.plugins.module_utils._icwmp import ubus


def _reply(body: Any, status: int = 200) -> Reply:
    text = body if isinstance(body, str) else json.dumps(body)
    return Reply(status, {"content-type": "application/json"}, text, "POST ubus")


def _answer(**content: Any) -> Reply:
    return _reply({"jsonrpc": "2.0", "id": 1, **content})


def test_a_call_always_has_an_object_as_its_fourth_parameter() -> None:
    assert ubus.request("0" * 32, "tr069", "status", {})["params"] == ["0" * 32, "tr069", "status", {}]


def test_the_returned_object_comes_out() -> None:
    assert ubus.result(_answer(result=[0, {"cwmp": {"status": "up"}}]), "tr069", "status") == {"cwmp": {"status": "up"}}
    assert ubus.result(_answer(result=[0]), "session", "destroy") == {}


@pytest.mark.parametrize("code", sorted(ubus.UBUS_CODES))
def test_each_ubus_code_is_named(code: int) -> None:
    with pytest.raises(errors.CpeError) as caught:
        ubus.result(_answer(result=[code]), "tr069", "command")
    assert caught.value.code == code
    assert ubus.UBUS_CODES[code] in caught.value.message


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (-32002, errors.SessionExpired),
        (-32000, errors.Unsupported),
        (-32003, errors.ServerError),
        (-32601, errors.ApiFailure),
        (-32602, errors.ApiFailure),
        (-32700, errors.ApiFailure),
    ],
)
def test_each_json_rpc_error_has_its_class(code: int, expected: type[errors.CpeError]) -> None:
    with pytest.raises(expected) as caught:
        ubus.result(_answer(error={"code": code, "message": "words"}), "tr069", "status")
    assert type(caught.value) is expected
    assert caught.value.api_message == "words"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (_reply("<html>LuCI</html>"), errors.NotTheSystem),
        (_reply("", 404), errors.NotTheSystem),
        (_reply({"stat": "ok"}), errors.NotTheSystem),
        (_answer(result={"status": "up"}), errors.NotTheSystem),
        (_reply("<html>Internal Error</html>", 500), errors.ServerError),
        (_reply('{"jsonrpc":'), errors.NoAnswer),
    ],
)
def test_what_is_no_ubus_is_told_apart(reply: Reply, expected: type[errors.CpeError]) -> None:
    with pytest.raises(expected) as caught:
        ubus.result(reply, "tr069", "status")
    assert type(caught.value) is expected
