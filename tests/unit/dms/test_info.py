# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_info: what its subsets ask for, and what they show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.modules.dms_info import RESOURCE

from .support import reply, result, run_with

M = "InternetGatewayDevice.ManagementServer."
CPE: dict[str, Any] = {"search_options": {"cpe_id": "A"}}


def pairs(**values: Any) -> list[dict[str, Any]]:
    return [{"key": M + name, "value": value} for name, value in values.items()]


def test_values_as_the_dms_gives_them_with_secrets_masked() -> None:
    given = pairs(
        URL="http://user:url-secret@edgeproxy:7547", Time=[1, 1, 1, 0, 0, 0], Password="read-secret", Enable=True
    )
    found, transport = run_with(RESOURCE, lambda *asked: result(given), **CPE, parameters=[M, M])
    assert transport.sent == [
        ("POST", "v1/method/GetParameterValues", {**CPE, "command_options": {}, "parameters": [M]})
    ]
    assert found["dms"]["values"] == {
        M + "URL": "http://********@edgeproxy:7547",
        M + "Time": [1, 1, 1, 0, 0, 0],
        M + "Password": "********",
        M + "Enable": True,
    }
    assert found["changed"] is False
    assert "secret" not in json.dumps(found)


def test_attributes_in_snake_case_and_null_lists_as_empty_ones() -> None:
    given = pairs(
        URL={"Notification": 2, "AccessList": None}, Username={"Notification": 0, "AccessList": ["Subscriber"]}
    )
    found, transport = run_with(RESOURCE, lambda *asked: result(given), **CPE, gather=["attributes"], parameters=[M])
    assert transport.sent[0][1] == "v1/method/GetParameterAttributes"
    assert found["dms"]["attributes"] == {
        M + "URL": {"notification": 2, "access_list": []},
        M + "Username": {"notification": 0, "access_list": ["Subscriber"]},
    }


def test_several_cpes_are_kept_apart() -> None:
    given = [{"key": cpe, "value": pairs(URL=cpe)} for cpe in ("A", "B")]
    args: dict[str, Any] = {"search_options": {"vendor": "V"}, "command_options": {"multiple": True}, "parameters": [M]}
    found, _transport = run_with(RESOURCE, lambda *asked: result(given), **args)
    assert found["dms"]["values"] == {"A": {M + "URL": "A"}, "B": {M + "URL": "B"}}


def test_paths_that_overlap_may_bring_a_value_twice() -> None:
    found, _transport = run_with(
        RESOURCE, lambda *asked: result(pairs(URL="x") + pairs(URL="x")), **CPE, parameters=[M, M + "URL"]
    )
    assert found["dms"]["values"] == {M + "URL": "x"}


def test_devices_never_open_a_scenario_and_are_filtered() -> None:
    listed = [
        {"cpe_id": "A", "model": "ALPHA 001"},
        {"cpe_id": "B", "model": "BETA"},
        {"cpe_id": "C", "password": "pw"},
    ]

    def answer(method: str, path: str, body: Any) -> Any:
        assert method == "GET"
        if "count" in path:
            return reply({"error": "no such method"}, 404)
        return {"code": 200, "message": "", "details": listed if path.endswith("offset=0") else []}

    found, transport = run_with(
        RESOURCE, answer, gather=["devices"], filters={"model": ["ALPHA *", None]}, page_size=50
    )
    assert found["dms"]["devices"] == [listed[0], {"cpe_id": "C", "password": "********"}]
    assert [path for _method, path, _body in transport.sent if "limit" in path] == [
        "v1/dyn/CpeDbService/.*?limit=50&offset=0",
        "v1/dyn/CpeDbService/.*?limit=50&offset=3",
    ]
    queried, _transport = run_with(RESOURCE, answer, gather=["devices"], query="devices[].cpe_id")
    assert queried["dms"] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"parameters": [M]}, "search_options"),
        (CPE, "parameters: is required"),
        ({**CPE, "parameters": []}, "parameters: is required"),
        ({**CPE, "parameters": ["Device"]}, "parameters[0]"),
        ({"gather": ["devices"], "page_size": 0}, "page_size"),
        ({"gather": ["devices"], "query": "["}, "query"),
    ],
)
def test_what_makes_no_sense_costs_no_request(args: dict[str, Any], words: str) -> None:
    found, transport = run_with(RESOURCE, lambda *asked: result([]), **args)
    assert found["failed"] is True
    assert words in found["msg"]
    assert transport.sent == []


def test_a_fault_is_told_as_it_is_for_values() -> None:
    words = reply({"error": f"CWMP fault 9005: Invalid parameter name: {M}Nope."}, 500)
    found, _transport = run_with(RESOURCE, lambda *asked: words, **CPE, parameters=[M + "Nope."])
    assert (found["error"]["kind"], found["error"]["code"]) == ("cwmp_fault", 9005)
    assert found["faults"][0]["parameter"] == M + "Nope."
