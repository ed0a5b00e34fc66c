# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_info: what each subset asks, and the normal form of what it gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from requests.exceptions import ConnectionError as RequestsConnectionError

from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.config import port_map
from ansible_collections.telco.cpe.plugins.modules.sms_gateway_info import RESOURCE

from .support import SN, Answer, Network, Seen, ok, page, run_module

ALL_TYPES = (
    "type,imei,imsi,iccid,number,reg,slot,callstate,signal,gprs,remain_credit,remain_monthly_credit,remain_daily_credit,"
    "remain_daily_calltime,remain_hourly_calltime,remain_daily_connect"
)


def _gather(
    subset: str, answer: Answer | Callable[[Seen], Answer | Exception], *, check: bool = False, **options: Any
) -> tuple[Any, Network, dict[str, Any]]:
    """What a subset is, how the gateway was asked, and the whole result."""
    network = Network((lambda seen: answer) if isinstance(answer, Answer) else answer)
    args = {"gather": [subset], **({subset: options} if options else {})}
    result = run_module(RESOURCE, network, args, check=check)
    return result.get("sms_gateway", {}).get(subset), network, result


# -- ports --

INFO = {
    "port": 1,
    "type": "WCDMA",
    "imei": "863070017005173",
    "imsi": "",
    "iccid": "",
    "smsc": "",
    "number": "",
    "reg": "NO_SIM",
    "callstate": "Idle",
    "signal": 0,
    "gprs": "detached",
    "remain_credit": "1000.00",
    "remain_monthly_credit": "500.00",
    "remain_daily_credit": "300.00",
    "remain_daily_call_time": "100",
    "remain_hourly_call_time": "10",
    "remain_daily_connected": "100",
}


def test_ports_ask_for_every_documented_type_of_all_ports() -> None:
    found, network, result = _gather("ports", ok(info=[INFO]))
    assert network.seen[0].path == "/api/get_port_info"
    assert network.seen[0].query == {"info_type": ALL_TYPES}
    assert found == [INFO]
    assert result["sn"] == SN
    assert result["changed"] is False
    assert result["api_requests"] == 1


def test_ports_and_types_can_be_chosen() -> None:
    _found, network, _result = _gather("ports", ok(info=[]), port=[1, 2], info_type=["reg", "smsc"])
    assert network.seen[0].raw_query == "port=1%2C2&info_type=reg%2Csmsc"


def test_port_infos_have_one_form_whatever_the_firmware_sends() -> None:
    short = {
        "port": "1",
        "signal": "21",
        "slot": "255",
        "imei": "863070017005173",
        "remain_daily_calltime": "100",
        "remain_hourly_calltime": "10",
        "remain_daily_connect": "5",
        "unknown_to_us": "7",
    }
    found, _network, _result = _gather("ports", ok(info=[short]))
    assert found == [
        {
            "port": 1,
            "signal": 21,
            "slot": 255,
            "imei": "863070017005173",
            "remain_daily_call_time": "100",
            "remain_hourly_call_time": "10",
            "remain_daily_connected": "5",
            "unknown_to_us": "7",
        }
    ]


# -- status, queue --

PERFORMANCE = {
    "cpu_used": "39",
    "flash_total": "27648",
    "flash_used": "17428",
    "memory_total": "109448",
    "memory_cached": "34192",
    "memory_buffers": "0",
    "memory_free": "58928",
    "memory_used": "50520",
}


def test_status() -> None:
    found, network, result = _gather("status", Answer({"performance": PERFORMANCE}))
    assert (network.seen[0].method, network.seen[0].path) == ("POST", "/api/get_status")
    assert network.seen[0].body == ["performance"]
    assert found == {"performance": PERFORMANCE}
    assert "sn" not in result


def test_queue() -> None:
    found, network, _result = _gather("queue", ok(in_queue="3"))
    assert network.seen[0].path == "/api/query_sms_in_queue"
    assert found == {"in_queue": 3}


LOST = page("Access Error: Site or Page Not Found", "Page not found", 404)


@pytest.mark.parametrize(
    "lost", [LOST, page("Access Error: Page not found", "x", 400), Answer({"error_code": 404}, 404)]
)
def test_the_queue_has_another_name_on_some_firmwares(lost: Answer) -> None:
    found, network, _result = _gather(
        "queue", lambda seen: ok(in_queue=1) if seen.path == "/api/query_sms_queue" else lost
    )
    assert [seen.path for seen in network.seen] == ["/api/query_sms_in_queue", "/api/query_sms_queue"]
    assert found == {"in_queue": 1}


def test_a_gateway_without_a_queue_is_told_by_the_documented_name() -> None:
    _found, _network, result = _gather("queue", LOST)
    assert result["error"]["kind"] == "unsupported"
    assert "lacks api/query_sms_in_queue" in result["msg"]


# -- config --

TRUNK = {"index": 31, "enable": "on", "domain": "172.18.110.110", "port": 9367, "description": "cs"}
GROUP = {
    "index": 0,
    "enable": "on",
    "sip_account": "",
    "sip_authpswd": "hush-hush",
    "port_map": "[ 0,1,2,3,4,5,6,7 ]",
    "reg_type": "no_register",
    "select_type": "cyclicAscending",
}
ROUTE = {"index": "63", "src_id": "31", "dst_id": 0, "del_digit": "2", "reserve_digit": "255", "src_prefix": "007"}


def test_config_asks_for_all_sections() -> None:
    _found, network, _result = _gather("config", Answer({"sip_proxy": {}}))
    assert (network.seen[0].method, network.seen[0].path) == ("POST", "/api/get_config")
    sections = ["sip_proxy", "sip_trunk", "ip_to_tel_routing", "tel_to_ip_routing", "port_group"]
    assert network.seen[0].body == {key: [] for key in sections}


def test_sections_and_indexes_can_be_chosen() -> None:
    wanted: dict[str, Any] = {"sip_trunk": [0, 31], "port_group": [], "tel_to_ip_routing": [63]}
    found, network, _result = _gather("config", Answer({"sip_trunk": [TRUNK]}), **wanted)
    assert network.seen[0].body == wanted
    assert found == {"sip_trunk": [TRUNK]}


def test_config_has_one_form() -> None:
    proxy = {"domain": "", "port": "5060", "check_network_status": "off"}
    for given in (proxy, [proxy]):
        answer = Answer({"sip_proxy": given, "sip_trunk": TRUNK, "ip_to_tel_routing": [ROUTE], "port_group": [GROUP]})
        found, _network, result = _gather("config", answer)
        assert found["sip_proxy"] == {"domain": "", "port": 5060, "check_network_status": "off"}
        assert found["sip_trunk"] == [TRUNK]
        assert found["ip_to_tel_routing"] == [
            {"index": 63, "src_id": 31, "dst_id": 0, "del_digit": 2, "reserve_digit": 255, "src_prefix": "007"}
        ]
        assert found["port_group"][0]["port_map"] == [0, 1, 2, 3, 4, 5, 6, 7]
        assert found["port_group"][0]["sip_authpswd"] == "********"
        assert "hush-hush" not in str(result)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("[ 0,1,2 ]", [0, 1, 2]),
        ("[0, 1,]", [0, 1]),
        ("5", [5]),
        ("1,2", [1, 2]),
        ("[]", []),
        ("", []),
        ([1, "2"], [1, 2]),
        (None, None),
    ],
)
def test_port_maps(given: Any, expected: Any) -> None:
    assert port_map(given) == expected


def test_an_empty_configuration_and_another_products_answer() -> None:
    found, _network, _result = _gather("config", Answer({}))
    assert found == {}
    _found, _network, result = _gather("config", Answer({"stat": "ok"}))
    assert result["error"]["kind"] == "not_the_system"


# -- calls --

CDR = {
    "port": 2,
    "start_date": "2015-07-21 16:35:20",
    "answer_date": "2015-07-21 16:35:31",
    "duration": 3,
    "source_number": "1010",
    "destination_number": "6717",
    "direction": "ip->gsm",
    "ip": "172.16.100.136",
    "codec": "G.711U",
    "hangup": "called",
    "gsm_code": 16,
    "bcch": "",
}


@pytest.mark.parametrize("key", ["cdr", "info"])
def test_cdr(key: str) -> None:
    other = {**{name: value for name, value in CDR.items() if name != "bcch"}, "bech": "12", "duration": "3"}
    after, before = "2015-07-21 00:00:00", "2015-07-22 00:00:00"
    found, network, _result = _gather(
        "cdr", ok(**{key: [CDR, other]}), port=[2, 3], time_after=after, time_before=before
    )
    assert (network.seen[0].method, network.seen[0].path) == ("POST", "/api/get_cdr")
    assert network.seen[0].body == {"port": [2, 3], "time_after": after, "time_before": before}
    assert found == [CDR, {**CDR, "bcch": "12"}]


def test_an_unfiltered_query_has_an_empty_object_as_its_body() -> None:
    for subset in ("cdr", "sms_result", "deliver_status"):
        _found, network, _result = _gather(subset, ok())
        assert network.seen[0].body == {}


# -- messages --


def test_sms_result() -> None:
    record = {
        "port": 0,
        "user_id": 1,
        "number": "12351",
        "time": "2014-12-21 12:06:01",
        "status": "SENT_OK",
        "count": 3,
        "succ_count": 3,
        "ref_id": 12,
        "imsi": "460004642148063",
    }
    as_text = {name: str(value) for name, value in record.items()}
    options: dict[str, Any] = {"number": ["12351"], "port": [0], "user_id": [1, 2], "time_after": "2014-12-21 00:00:00"}
    found, network, _result = _gather("sms_result", ok(result=[record, as_text]), **options)
    assert (network.seen[0].method, network.seen[0].path) == ("POST", "/api/query_sms_result")
    assert network.seen[0].body == options
    assert found == [record, record]


def test_deliver_status() -> None:
    record = {
        "port": 0,
        "number": "12341234",
        "time": "2014-12-21 12:06:01",
        "ref_id": 12,
        "status_code": 0,
        "imsi": "46",
    }
    as_text = {name: str(value) for name, value in record.items()}
    options: dict[str, Any] = {"number": ["12341234"], "port": [1, 2, 3], "time_before": "2014-12-12 19:29:19"}
    found, network, _result = _gather("deliver_status", ok(result=[record, as_text]), **options)
    assert (network.seen[0].method, network.seen[0].path) == ("POST", "/api/query_sms_deliver_status")
    assert network.seen[0].body == options
    assert found == [record, record]


class Inbox:
    """Messages 1 to ``count``, ``page`` an answer; the even ones are read."""

    def __init__(self, count: int, *, page: int = 2) -> None:
        self.messages = {
            number: {"incoming_sms_id": number, "port": 2, "number": "6717", "text": f"message {number}"}
            for number in range(1, count + 1)
        }
        self.read = {number for number in range(1, count + 1) if number % 2 == 0}
        self.page = page

    def __call__(self, seen: Seen) -> Answer:
        flag, after = seen.query["flag"], int(seen.query.get("incoming_sms_id", 0))
        numbers = set(self.messages)
        wanted = {"all": numbers, "read": self.read, "unread": numbers - self.read}[flag]
        found = sorted(number for number in wanted if number > after)[: self.page]
        counts = {"read": len(self.read), "unread": len(numbers - self.read)}
        if flag == "unread":
            self.read |= set(found)
        return ok(sms=[self.messages[number] for number in found], **counts)


def _ids(found: dict[str, Any]) -> list[int]:
    return [message["incoming_sms_id"] for message in found["sms"]]


def test_incoming_messages_are_read_in_pages_and_not_marked() -> None:
    inbox = Inbox(5)
    found, network, _result = _gather("incoming_sms", inbox, port=[2])
    assert _ids(found) == [1, 2, 3, 4, 5]
    assert (found["read"], found["unread"]) == (2, 3)
    assert inbox.read == {2, 4}
    assert network.seen[0].raw_query == "flag=all&port=2"
    assert [seen.query.get("incoming_sms_id") for seen in network.seen] == [None, "2", "4", "5"]


def test_reading_goes_on_behind_an_id() -> None:
    found, network, _result = _gather("incoming_sms", Inbox(5), incoming_sms_id=3)
    assert _ids(found) == [4, 5]
    assert network.seen[0].query == {"incoming_sms_id": "3", "flag": "all"}
    found, network, _result = _gather("incoming_sms", Inbox(1), incoming_sms_id=0)
    assert network.seen[0].query == {"flag": "all"}


def test_an_empty_inbox_costs_one_request() -> None:
    found, network, _result = _gather("incoming_sms", Inbox(0))
    assert found == {"sms": [], "read": 0, "unread": 0}
    assert len(network.seen) == 1


def test_a_gateway_that_ignores_the_id_does_not_hold_the_run() -> None:
    message = {"incoming_sms_id": "7", "text": "again"}
    found, network, _result = _gather("incoming_sms", ok(sms=[message], read=1, unread=0))
    assert found["sms"] == [{"incoming_sms_id": 7, "text": "again"}]
    assert len(network.seen) == 2


def test_a_gateway_without_ids_is_read_once() -> None:
    found, network, _result = _gather("incoming_sms", ok(sms=[{"text": "a"}, {"text": "b"}]))
    assert found["sms"] == [{"text": "a"}, {"text": "b"}]
    assert len(network.seen) == 2


def test_unread_messages_are_marked_when_asked() -> None:
    inbox = Inbox(5)
    found, _network, _result = _gather("incoming_sms", inbox, flag="unread")
    assert _ids(found) == [1, 3, 5]
    assert inbox.read == {1, 2, 3, 4, 5}


def test_check_mode_finds_the_unread_messages_without_marking_them() -> None:
    inbox = Inbox(5)
    found, network, _result = _gather("incoming_sms", inbox, flag="unread", check=True)
    assert _ids(found) == [1, 3, 5]
    assert inbox.read == {2, 4}
    assert {seen.query["flag"] for seen in network.seen} == {"read", "all"}


def test_a_lost_answer_that_held_unread_messages_is_told_and_not_asked_for_again() -> None:
    _found, network, result = _gather("incoming_sms", lambda seen: RequestsConnectionError("reset"), flag="unread")
    assert result["failed"]
    assert "may count as read now" in result["msg"]
    assert len(network.seen) == 1
    _found, network, result = _gather("incoming_sms", lambda seen: RequestsConnectionError("reset"))
    assert "may count as read" not in result["msg"]
    assert len(network.seen) == 3


# -- STK --


def test_stk_asks_port_by_port() -> None:
    items = [{"item_id": "1", "item_string": "item1_text"}]
    view = {"title": "神州行天地", "item": items, "input_type": "2", "frame_id": 750}

    def answer(seen: Seen) -> Answer:
        return Answer(view) if seen.query["port"] == "0" else Answer({"text": "?", "item": items[0], "input_type": 4})

    found, network, _result = _gather("stk", answer, port=[0, 7])
    assert [seen.url.rpartition("/")[2] for seen in network.seen] == ["GetSTKView?port=0", "GetSTKView?port=7"]
    item = [{"item_id": 1, "item_string": "item1_text"}]
    assert found == [
        {"port": 0, "title": "神州行天地", "item": item, "input_type": 2, "frame_id": 750},
        {"port": 7, "text": "?", "item": item, "input_type": 4},
    ]


def test_a_port_without_stk() -> None:
    found, _network, _result = _gather("stk", Answer({}), port=[0])
    assert found == [{"port": 0}]


# -- the module --


def test_the_defaults_are_cheap_and_mark_nothing() -> None:
    def answer(seen: Seen) -> Answer:
        return Answer({"performance": {}}) if seen.path == "/api/get_status" else ok(info=[], in_queue=0)

    network = Network(answer)
    result = run_module(RESOURCE, network, {})
    assert set(result["sms_gateway"]) == {"ports", "status", "queue"}
    assert len(network.seen) == 3


def test_a_query_is_applied_to_what_is_shown() -> None:
    network = Network(lambda seen: ok(info=[{"port": 1, "reg": "NO_SIM"}, {"port": 2, "reg": "REGISTER_OK"}]))
    result = run_module(RESOURCE, network, {"gather": ["ports"], "query": "ports[?reg=='NO_SIM'].port"})
    assert result["sms_gateway"] == [1]


MOMENT = "2014-12-12 19:29:19"


def _bad(subset: str, **filters: Any) -> dict[str, Any]:
    return {"gather": [subset], subset: filters}


BAD: list[tuple[dict[str, Any], str]] = [
    ({"gather": ["everything"]}, "value of gather must be one or more of"),
    ({"gather": ["ports"], "query": "ports["}, "query: is no JMESPath expression"),
    (
        {"gather": ["ports"], "cdr": {"port": [1]}},
        "cdr: has filters of a subset that is not gathered: add cdr to gather",
    ),
    ({"cdr": {"time_after": MOMENT}}, "cdr: has filters"),
    ({"gather": ["stk"]}, "stk.port: is required to gather stk"),
    ({"gather": ["stk"], "stk": {}}, "port"),
    (_bad("ports", port=[32]), "ports.port: 32 is out of range, allowed is 0 to 31"),
    (_bad("ports", port=[]), "ports.port: 0 entries given"),
    (_bad("stk", port=[-1]), "stk.port: -1 is out of range"),
    (_bad("cdr", port=[32]), "cdr.port: 32 is out of range"),
    (_bad("ports", info_type=["operator"]), "value of info_type must be one or more of"),
    (
        _bad("cdr", time_after="2014-12-12"),
        "cdr.time_after: '2014-12-12' is not valid, allowed is a time as YYYY-MM-DD HH:MM:SS",
    ),
    (_bad("cdr", time_before="2014-13-12 00:00:00"), "cdr.time_before: '2014-13-12 00:00:00' is not valid"),
    (_bad("sms_result", time_before="2014-1-2 3:04:05"), "a time as YYYY-MM-DD HH:MM:SS"),
    (
        _bad("deliver_status", time_after="2015-01-01 00:00:00", time_before=MOMENT),
        "deliver_status.time_after: '2015-01-01 00:00:00' is later than time_before",
    ),
    (_bad("sms_result", number=["1"] * 33), "sms_result.number: 33 entries given, allowed are 1 to 32"),
    (_bad("deliver_status", number=["1"] * 33), "deliver_status.number: 33 entries given, allowed are 1 to 32"),
    (_bad("sms_result", number=["1" * 25]), "1 to 24 bytes"),
    (_bad("sms_result", number=["ü" * 13]), "1 to 24 bytes"),
    (_bad("sms_result", user_id=[-1]), "sms_result.user_id: -1 is out of range, allowed is at least 0"),
    (_bad("deliver_status", user_id=[1]), "user_id"),
    (_bad("incoming_sms", incoming_sms_id=-1), "incoming_sms.incoming_sms_id: -1 is out of range"),
    (_bad("incoming_sms", flag="new"), "value of flag must be one of"),
    (_bad("config", sip_proxy=[0]), "config.sip_proxy: 1 entries given, allowed are 0 to 0"),
    (_bad("config", sip_trunk=[32]), "config.sip_trunk: 32 is out of range, allowed is 0 to 31"),
    (_bad("config", port_group=[32]), "config.port_group: 32 is out of range"),
    (_bad("config", ip_to_tel_routing=[64]), "allowed is 0 to 63"),
    (_bad("config", tel_to_ip_routing=[-1]), "allowed is 0 to 63"),
]


def test_filters_that_are_null_are_no_filters() -> None:
    network = Network(lambda seen: ok(in_queue=0))
    result = run_module(RESOURCE, network, {"gather": ["queue"], "ports": {"port": None}, "cdr": {}})
    assert not result.get("failed"), result["msg"]


def test_equal_times_are_allowed() -> None:
    """As in the example of 4.4."""
    _found, network, _result = _gather("deliver_status", ok(), time_after=MOMENT, time_before=MOMENT)
    assert network.seen[0].body == {"time_after": MOMENT, "time_before": MOMENT}


@pytest.mark.parametrize(("options", "says"), BAD)
def test_bad_options_fail_before_the_first_request(options: dict[str, Any], says: str) -> None:
    network = Network(lambda seen: ok())
    result = run_module(RESOURCE, network, options)
    assert result.get("failed"), f"accepted: {options}"
    assert says in result["msg"]
    assert network.seen == []
