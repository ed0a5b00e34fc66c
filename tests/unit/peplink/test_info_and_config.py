# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_info and peplink_config: what they ask the router for."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    NoAnswer,
    OptionError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.modules.peplink_config import Config
from ansible_collections.telco.cpe.plugins.modules.peplink_info import PeplinkInfo
from tests.unit.peplink.wire import Answer, Sent, fail, ok, run


def empty(request: Sent) -> Answer:
    """A router that has nothing to tell."""
    return ok([] if request.function == "cmd.wifi.scan" else {})


@pytest.mark.parametrize(
    ("subset", "filters", "function", "query"),
    [
        ("firmware", None, "info.firmware", {}),
        ("location", None, "info.location", {}),
        ("lan", {"id": ["0", "1"]}, "status.lan.profile", {"id": "0 1"}),
        ("wan", {"id": ["1", "vwan5"], "lite": True}, "status.wan.connection", {"id": "1 vwan5", "lite": "yes"}),
        (
            "clients",
            {
                "vlan_id": 5,
                "active_only": False,
                "connection_type": ["ethernet", "wireless"],
                "size": 10,
                "output_weight": "lite",
                "info_type": ["ip", "vlanId"],
            },
            "status.client",
            {
                "vlanId": "5",
                "activeOnly": "no",
                "connectionType": "ethernet wireless",
                "size": "10",
                "outputWeight": "lite",
                "infoType": "ip vlanId",
            },
        ),
        (
            "pepvpn",
            {
                "info_type": ["profile", "peer"],
                "lite": False,
                "tunnel_option": ["1-1", "2-1"],
                "start": 0,
                "size": 5,
                "search_pattern": "office",
                "serial_number": "1825-4131-B4E7",
            },
            "status.pepvpn",
            {
                "infoType": "profile peer",
                "lite": "no",
                "tunnelOption": "1-1 2-1",
                "start": "0",
                "size": "5",
                "searchPattern": "office",
                "serialNumber": "1825-4131-B4E7",
            },
        ),
        ("allowance", {"conn_id": ["1", "4"]}, "status.wan.connection.allowance", {"connId": "1 4"}),
        (
            "signal",
            {"conn_id": ["4"], "virtual_type": ["cellular", "modem"], "info_type": ["band", "signalLevel"]},
            "status.wan.connection.signal",
            {"connId": "4", "virtualType": "cellular modem", "infoType": "band signalLevel"},
        ),
        ("ssid", {"id": ["1", "2"]}, "config.ssid.profile", {"id": "1 2"}),
        (
            "wan_config",
            {"id": ["1"], "info_type": ["connection", "healthcheck"]},
            "config.wan.connection",
            {"id": "1", "infoType": "connection healthcheck"},
        ),
        ("sms", {"conn_id": "6"}, "cmd.sms.get", {"connId": "6"}),
        (
            "wifi_scan",
            {"conn_id": "1", "info_type": "config", "sort_by": "signal", "sort_order": "desc"},
            "cmd.wifi.scan",
            {"connId": "1", "infoType": "config", "sortBy": "signal", "sortOrder": "desc"},
        ),
        ("access_point", None, "cmd.ap", {}),
        ("sim", {"conn_id": "4"}, "cmd.wan.cellular", {"connId": "4"}),
    ],
)
def test_every_subset_asks_with_the_documented_arguments(
    subset: str, filters: dict[str, Any] | None, function: str, query: dict[str, str]
) -> None:
    args = {"gather": [subset], **({subset: filters} if filters else {})}
    result, wire, _one = run(PeplinkInfo, args, empty)
    assert (wire.sent[1].method, wire.sent[1].function, wire.sent[1].query) == ("GET", function, query)
    assert wire.functions == ["login", function, "logout"]
    assert result["info"][subset] in ([], {})
    assert result["changed"] is False


@pytest.mark.parametrize(("filters", "extra"), [(None, {}), ({"reference": True}, {"reference": True})])
def test_gpios_are_read_by_posting_an_empty_list(filters: Any, extra: dict[str, Any]) -> None:
    _result, wire, _one = run(PeplinkInfo, {"gather": ["gpio"], "gpio": filters}, empty)
    assert (wire.sent[1].method, wire.sent[1].function) == ("POST", "config.gpio")
    assert wire.sent[1].body == {"list": [], **extra}


def test_the_default_takes_three_cheap_reads() -> None:
    result, wire, _one = run(PeplinkInfo, {}, empty)
    assert wire.functions == ["login", "info.firmware", "status.lan.profile", "status.wan.connection", "logout"]
    assert result["info"] == {"firmware": [], "lan": [], "wan": []}
    assert result["api_requests"] == 5


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"gather": ["sms"]}, r"sms\.conn_id: is required to gather sms"),
        (
            {"gather": ["wan"], "lan": {"id": ["1"]}},
            "lan: has filters of a subset that is not gathered: add lan to gather",
        ),
        ({"gather": ["clients"], "clients": {"size": 10000001}}, "allowed is 1 to 10000000"),
    ],
)
def test_bad_filters_are_told_before_any_request(args: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        run(PeplinkInfo, args, empty)


def test_the_subset_that_fails_is_named() -> None:
    def answer(request: Sent) -> Answer:
        return fail(999, "unknown function") if request.function == "config.gpio" else ok({})

    with pytest.raises(Unsupported) as failure:
        run(PeplinkInfo, {"gather": ["firmware", "gpio", "wan"]}, answer)
    assert failure.value.message.startswith(
        "subset gpio: this model or firmware lacks POST config.gpio; it needs firmware 8.1.1"
    )


def test_a_router_without_gps_is_told() -> None:
    def answer(request: Sent) -> Answer:
        return fail(400, "No GPS") if request.function == "info.location" else ok({})

    with pytest.raises(ApiFailure) as failure:
        run(PeplinkInfo, {"gather": ["location"]}, answer)
    assert failure.value.message == "subset location: the router refuses the request: No GPS"
    assert "without a GPS module" in failure.value.text()


def test_no_secret_of_the_router_shows() -> None:
    answer = {
        "1": {"name": "Cell", "cellular": {"sim": {"1": {"password": "apn-password"}, "order": [1]}}},
        "order": [1],
    }
    result, _wire, _one = run(
        PeplinkInfo, {"gather": ["wan"], "query": "wan[].cellular.sim[].password"}, lambda _: ok(answer)
    )
    assert result["info"] == ["********"]


@pytest.mark.parametrize(("state", "function"), [("applied", "cmd.config.apply"), ("discarded", "cmd.config.discard")])
def test_config_calls_once_and_in_check_mode_not_at_all(state: str, function: str) -> None:
    result, wire, _one = run(Config, {"state": state}, empty)
    assert wire.functions == ["login", function, "logout"]
    assert wire.sent[1].body == {}
    assert result["changed"] is True
    assert result["config"] == {"state": state}
    predicted, wire, _one = run(Config, {"state": state}, empty, check=True)
    assert wire.sent == []
    assert (predicted["changed"], predicted["plan"], predicted["diff"]) == (True, result["plan"], result["diff"])
    assert "config" not in predicted


def test_config_passes_the_warning_on() -> None:
    result, _wire, _one = run(Config, {"state": "applied"}, lambda _: ok({"warning": "DNS proxy is off"}))
    assert result["config"] == {"state": "applied", "warning": "DNS proxy is off"}
    assert result["warnings"] == ["The router applied the changes with a warning: DNS proxy is off"]


def test_config_is_never_done_twice() -> None:
    def answer(request: Sent) -> Answer:
        return NoAnswer("lost") if request.function == "cmd.config.apply" else ok({})

    wires: list[Sent] = []

    def recording(request: Sent) -> Answer:
        wires.append(request)
        return answer(request)

    with pytest.raises(NoAnswer):
        run(Config, {"state": "applied"}, recording)
    assert [request.function for request in wires] == ["login", "cmd.config.apply", "logout"]
