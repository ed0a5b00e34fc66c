# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_result: what is asked, how long, and what the result says."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.modules.dms_result import RESOURCE

from .support import FakeTransport, reply, result, run_with

OVER = {"result": {"code": 204, "message": "Polling time is over"}}
STATUS = [{"key": "Status", "value": 1}]


def go(*answers: Any, **args: Any) -> tuple[dict[str, Any], FakeTransport]:
    left = list(answers)
    args.setdefault("env_id", "env-7")
    return run_with(RESOURCE, lambda *_: left.pop(0) if len(left) > 1 else left[0], **args)


def test_it_waits_until_there_is_a_result() -> None:
    found, transport = go(OVER, OVER, result(STATUS), poll_interval=7)
    assert [(path, body) for _verb, path, body in transport.sent] == [
        ("v1/method/GetResult", {"env_id": "env-7", "timeout": 7})
    ] * 3
    assert found["result"] == {
        "finished": True,
        "code": 200,
        "message": "Scenario was finished",
        "status": 1,
        "details": {"Status": 1},
    }
    assert (found["changed"], found["env_id"]) == (False, "env-7")


def test_the_answer_may_take_as_long_as_was_asked_for() -> None:
    _found, transport = go(result(STATUS), poll_interval=120)
    assert transport.timeouts == [150]


def test_asked_once_it_says_that_there_is_none() -> None:
    found, transport = go(OVER, wait=False)
    assert transport.sent[0][2] == {"env_id": "env-7", "timeout": 0}
    assert found["result"]["finished"] is False
    assert "looks the same" in found["result"]["message"]
    assert "failed" not in found


def test_the_end_of_the_wait_is_a_failure_of_its_own_kind() -> None:
    found, transport = go(OVER, wait_timeout=12, poll_interval=5)
    assert len(transport.sent) == 4
    assert found["error"]["kind"] == "scenario_timeout"
    assert found["env_id"] == "env-7"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply({"error": "CWMP fault 9007: invalid value of Device.X.Y"}, 500), "cwmp_fault"),
        ({"result": {"code": 500, "message": "faultcode 9005"}}, "cwmp_fault"),
        (reply({"error": "Connection Request failed"}, 500), "connection_request_failed"),
        (reply({"error": "CPE is offline"}, 400), "cpe_offline"),
        ({"result": {"code": 500, "message": "nobody knows"}}, "scenario_failed"),
    ],
)
def test_what_has_failed_fails(answer: Any, kind: str) -> None:
    found, _transport = go(answer)
    assert found["failed"]
    assert found["error"]["kind"] == kind
    assert found["env_id"] == "env-7"


def test_smart_spv_that_set_some_only_is_a_partial_success() -> None:
    lists = {"code": 500, "message": "Some", "applied_params": ["A.B"], "failed_params": ["A.C"]}
    found, _transport = go(result([{"key": key, "value": value} for key, value in lists.items()]))
    assert found["error"]["kind"] == "partial_success"
    assert found["applied_params"] == ["A.B"]


def test_values_are_by_name_and_secrets_are_masked() -> None:
    held = [{"key": "Device.X.Y", "value": [1, 1, 1, 0, 0, 0]}, {"key": "Device.X.Password", "value": "planted"}]
    found, _transport = go(result(held))
    assert found["result"]["details"] == {"Device.X.Y": [1, 1, 1, 0, 0, 0], "Device.X.Password": "********"}


def test_cpes_are_told_apart_where_the_dms_does() -> None:
    found, _transport = go(result([{"key": cpe, "value": STATUS} for cpe in "AB"]))
    assert found["result"]["details"] == {"A": {"Status": 1}, "B": {"Status": 1}}


def test_a_query_picks() -> None:
    found, _transport = go(result(STATUS), query="details.Status")
    assert found["result"] == 1
