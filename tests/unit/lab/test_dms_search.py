# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding CPEs: search_options, several at once, and the storage service CpeDbService."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.lab.core.device import Clock
from tests.lab.core.message import Request
from tests.lab.dms import DmsServer
from tests.lab.dms.fleet import RECORD_KEYS
from tests.unit.lab.dms_support import DEVICE, INTERVAL, authorization, call, details, error, get, item, listing, write

EPOCH = 1_700_000_000


def found(dms: DmsServer, search: dict[str, Any]) -> set[str]:
    """The CPEs that search_options find, seen by whom a scenario reaches."""
    response = call(dms, "GetParameterAttributes", [""], search=search, multiple=True)
    if response.status == 400:
        assert response.json() == {"error": "No CPE found"}
        return set()
    result = response.json()["result"]
    if any("." in pair["key"] for pair in result["details"]):
        return {"one"}
    return {pair["key"] for pair in result["details"]}


@pytest.fixture
def dms() -> DmsServer:
    """A DMS with 30 CPEs and times that are known."""
    return DmsServer("dms", cpes=30, epoch=EPOCH)


# -- search_options


@pytest.mark.parametrize("key", [key for key in RECORD_KEYS if key not in ("first_seen", "last_seen")])
def test_every_text_key_is_searched(dms: DmsServer, key: str) -> None:
    records = listing(dms)
    wanted = records[7][key]
    matching = {record["cpe_id"] for record in records if record[key] == wanted}
    assert found(dms, {key: wanted}) == (matching if len(matching) > 1 else {"one"})
    assert found(dms, {key: f"{wanted}x"}) == set()


def test_conditions_are_all_needed(dms: DmsServer) -> None:
    records = listing(dms)
    vendor, version = records[0]["vendor"], records[0]["sw_version"]
    matching = {r["cpe_id"] for r in records if (r["vendor"], r["sw_version"]) == (vendor, version)}
    assert 1 < len(matching) < len([r for r in records if r["vendor"] == vendor])
    assert found(dms, {"vendor": vendor, "sw_version": version}) == matching
    assert found(dms, {"cpe_id": DEVICE, "vendor": vendor}) == {"one"}
    assert found(dms, {"cpe_id": DEVICE, "vendor": "nobody"}) == set()


@pytest.mark.parametrize("key", ["first_seen", "last_seen"])
def test_times_take_an_integer_or_a_comparison(dms: DmsServer, key: str) -> None:
    dms.clock.now = lambda: float(EPOCH)  # type: ignore[method-assign]  # so that sessions don't get in the way
    records = listing(dms)
    bound = sorted(record[key] for record in records)[10]
    tests: dict[Any, Any] = {
        f">{bound}": lambda value: value > bound,
        f"<{bound}": lambda value: value < bound,
        f"!{bound}": lambda value: value != bound,
    }
    for condition, test in tests.items():
        dms.reset()
        assert found(dms, {key: condition}) == {record["cpe_id"] for record in records if test(record[key])}
    dms.reset()
    assert found(dms, {key: bound}) == {"one"}
    assert found(dms, {key: 1}) == set()


@pytest.mark.parametrize("wrong", ["5", "", "=5", ">=5", ">x", "> 5", ">5.5", 5.5, True, None, [5]], ids=repr)
@pytest.mark.parametrize("key", ["first_seen", "last_seen"])
def test_other_conditions_are_refused(dms: DmsServer, key: str, wrong: Any) -> None:
    error(call(dms, "Reboot", "x", search={key: wrong}), 400)


def test_changed_records_are_found_by_what_they_are_now(dms: DmsServer) -> None:
    dms.patch({"cpes": {"CPE000009": {"record": {"location": "oslo-01"}}}})
    assert found(dms, {"location": "oslo-01"}) == {"one"}
    old = dms.network.fleet.record(9)["location"]
    dms.patch({"cpes": {"CPE000009": {"record": {"location": "kiel-99"}}}})
    assert found(dms, {"location": "oslo-01"}) == set()
    assert old == "oslo-01"


@pytest.mark.parametrize("cpe_id", ["CPE000030", "CPE30", "CPE0000001", "CPE000000", "nobody", ""])
def test_no_such_cpe(dms: DmsServer, cpe_id: str) -> None:
    assert error(call(dms, "Reboot", "x", cpe_id=cpe_id), 400) == "No CPE found"


@pytest.mark.parametrize(("form", "status"), [("error_400", 400), ("error_500", 500)])
def test_forms_of_none_and_of_several(dms: DmsServer, form: str, status: int) -> None:
    dms.set_options({"not_found_form": form, "several_form": form})
    error(call(dms, "Reboot", "x", cpe_id="nobody"), status)
    assert "30 CPEs found" in error(call(dms, "Reboot", "x", search={}), status)
    assert dms.snapshot() == {}


def test_none_and_several_as_result_codes(dms: DmsServer) -> None:
    dms.set_options({"not_found_form": "result_code", "several_form": "result_code"})
    for search, code in (({"cpe_id": "nobody"}, 404), ({}, 409)):
        response = call(dms, "Reboot", "x", search=search)
        assert response.status == 200
        assert response.json()["result"]["code"] == code


# -- several CPEs


def test_details_for_each_cpe(dms: DmsServer) -> None:
    response = call(dms, "GetParameterValues", [INTERVAL], search={"model": "ALPHA 001"}, multiple=True)
    answers = details(response)
    assert len(answers) == 6
    assert all(answer == [{"key": INTERVAL, "value": 86400}] for answer in answers.values())


def test_a_failure_stands_beside_the_others(dms: DmsServer) -> None:
    dms.set_cpe_options("CPE000005", online=False)
    answers = details(call(dms, "GetParameterValues", [INTERVAL], search={"model": "ALPHA 001"}, multiple=True))
    assert answers["CPE000005"]["code"] == 504
    assert sum(isinstance(answer, list) for answer in answers.values()) == 5


def test_one_flat_list_of_details(dms: DmsServer) -> None:
    dms.set_options({"multiple_form": "flat"})
    response = call(dms, "GetParameterValues", [INTERVAL], search={"model": "ALPHA 001"}, multiple=True)
    assert response.json()["result"]["details"] == [{"key": INTERVAL, "value": 86400}] * 6
    dms.set_cpe_options("CPE000005", online=False)
    response = call(dms, "GetParameterValues", [INTERVAL], search={"model": "ALPHA 001"}, multiple=True)
    assert "CPE000005" in error(response)


def test_multiple_with_one_cpe_is_as_usual(dms: DmsServer) -> None:
    assert details(call(dms, "GetParameterValues", [INTERVAL], multiple=True)) == {INTERVAL: 86400}


def test_a_write_to_several(dms: DmsServer) -> None:
    items = [item(INTERVAL, 300)]
    call(dms, "SetParameterValues", items, search={"model": "ALPHA 001"}, multiple=True)
    assert len(dms.snapshot()["cpes"]) == 6


# -- the storage service


def test_records_have_all_keys_and_variety(dms: DmsServer) -> None:
    records = listing(dms)
    assert len(records) == 30
    assert all(tuple(record) == RECORD_KEYS for record in records)
    for key, at_least in {"model": 5, "vendor": 4, "location": 10, "sw_version": 8, "data_model": 2}.items():
        assert len({record[key] for record in records}) >= at_least, key
    for key in ("cpe_id", "cid", "mac", "ip_address"):
        assert len({record[key] for record in records}) == 30, key
    assert all(record["first_seen"] < record["last_seen"] <= EPOCH for record in records)
    assert records == listing(DmsServer("other", cpes=30, epoch=EPOCH))


def test_pages(dms: DmsServer) -> None:
    everything = listing(dms)
    assert listing(dms, query="?limit=10") == everything[:10]
    assert listing(dms, query="?limit=10&offset=25") == everything[25:]
    assert listing(dms, query="?offset=28") == everything[28:]
    assert listing(dms, query="?limit=10&offset=30") == []
    assert listing(dms, query="?limit=0") == []


@pytest.mark.parametrize(
    "query", ["limit=x", "limit=-1", "offset=-1", "limit=", "limit=1.5", "limit=1&limit=2", "sort=model", "q="]
)
def test_other_queries_are_refused(dms: DmsServer, query: str) -> None:
    error(get(dms, f"/v1/dyn/CpeDbService/.*?{query}"), 400)


def test_the_path_is_an_expression_over_the_identifier(dms: DmsServer) -> None:
    assert [record["cpe_id"] for record in listing(dms, "DMS.*")] == [DEVICE]
    assert [record["cpe_id"] for record in listing(dms, "CPE00000[12]")] == ["CPE000001", "CPE000002"]
    assert [record["cpe_id"] for record in listing(dms, DEVICE)] == [DEVICE]
    assert listing(dms, "CPE0000") == []
    assert len(listing(dms, "CPE.*", "?limit=5&offset=27")) == 2
    assert len(listing(dms, ".%2A")) == 30
    error(get(dms, "/v1/dyn/CpeDbService/*"), 400)


def test_a_silent_page_cap(dms: DmsServer) -> None:
    dms.set_options({"page_cap": 7})
    assert len(listing(dms)) == len(listing(dms, query="?limit=100")) == 7
    assert len(listing(dms, query="?limit=3")) == 3
    assert len(listing(dms, query="?limit=100&offset=28")) == 2


@pytest.mark.parametrize("key", ["cpeid", "serial"])
def test_the_identifier_under_another_key(dms: DmsServer, key: str) -> None:
    dms.set_options({"id_key": key})
    assert next(iter(listing(dms)[0])) == key
    assert listing(dms)[0][key] == DEVICE
    paths = get(dms, "/v1/doc/swagger.json").json()["paths"]
    record = paths["/dyn/CpeDbService/{identifier}"]["get"]["responses"]["200"]["schema"]["properties"]["details"]
    assert next(iter(record["items"]["properties"])) == key


def test_records_move_between_pages_by_a_switch(dms: DmsServer) -> None:
    dms.set_options({"record_order": "last_seen"})
    first = listing(dms, query="?limit=10")
    times = [record["last_seen"] for record in listing(dms)]
    assert times == sorted(times, reverse=True)
    late = listing(dms)[-1]["cpe_id"]
    dms.seen(late)
    assert listing(dms, query="?limit=10&offset=10")[0] == first[-1] | {}
    assert listing(dms)[0]["cpe_id"] == late


def test_count(dms: DmsServer) -> None:
    def count(expression: str = ".*") -> Any:
        return get(dms, f"/v1/dyn/CpeDbService/count{expression}").json()["details"]

    assert (count(), count("CPE00000.*")) == (30, 9)
    dms.set_options({"count_form": "list"})
    assert count() == [{"count": 30}]
    dms.set_options({"count_form": "absent"})
    error(get(dms, "/v1/dyn/CpeDbService/count.*"), 404)


def test_what_the_storage_does_not_offer(dms: DmsServer) -> None:
    for target in ("/v1/dyn/CampaignStorage/.*", "/v1/dyn/CpeDbService", "/v1/dyn/CpeDbService/", "/v1/dyn/"):
        error(get(dms, target), 404)
    for method, path in (("DELETE", ".*"), ("POST", "delete_objects"), ("POST", "delete_objects_by_id")):
        request = Request.build(method, f"/v1/dyn/CpeDbService/{path}", headers=authorization())
        error(dms.handle(request), 405)
    assert len(listing(dms)) == 30


def test_an_installation_without_the_storage(dms: DmsServer) -> None:
    dms.set_options({"storage": False})
    error(get(dms, "/v1/dyn/CpeDbService/.*"), 404)
    assert not [path for path in get(dms, "/v1/doc/swagger.json").json()["paths"] if path.startswith("/dyn")]


def test_listing_opens_no_session(dms: DmsServer) -> None:
    before = listing(dms)
    assert listing(dms) == before


def test_a_session_moves_last_seen(dms: DmsServer) -> None:
    write(dms, item(INTERVAL, 300))
    assert listing(dms)[0]["last_seen"] == pytest.approx(time.time(), abs=5)
    dms.clock.advance(1000)
    dms.seen("CPE000003")
    assert listing(dms)[3]["last_seen"] == pytest.approx(time.time() + 1000, abs=5)
    with pytest.raises(KeyError):
        dms.seen("nobody")


def test_last_seen_set_by_hand_holds_until_the_next_session(dms: DmsServer) -> None:
    dms.seen(DEVICE)
    dms.patch({"cpes": {DEVICE: {"record": {"last_seen": 5}}}})
    assert listing(dms)[0]["last_seen"] == 5
    assert found(dms, {"last_seen": "<6"}) == {"one"}
    now = listing(dms)[0]["last_seen"]
    assert now > EPOCH
    dms.patch({"cpes": {DEVICE: {"record": {"location": "oslo-01"}}}})
    assert listing(dms)[0]["last_seen"] == now


def test_the_gui_and_its_description(dms: DmsServer) -> None:
    page = get(dms, "/v1/doc")
    assert (page.header("Content-Type") or "").startswith("text/html")
    description = get(dms, "/v1/doc/swagger.json").json()
    assert description["basePath"] == "/v1"
    assert len([path for path in description["paths"] if path.startswith("/method/")]) == 14
    download = description["paths"]["/method/ScheduleDownload"]["post"]["parameters"][0]["schema"]["properties"]
    assert "TimeWindowList" in download["parameters"]["required"]


# -- size


def test_a_hundred_thousand_cpes() -> None:
    dms = DmsServer("dms", cpes=100_000, clock=Clock())
    started = time.process_time()
    pages = [listing(dms, query=f"?limit=1000&offset={offset}") for offset in range(0, 100_000, 10_000)]
    assert {len(page) for page in pages} == {1000}
    assert pages[-1][0]["cpe_id"] == "CPE090000"
    assert details(call(dms, "GetParameterValues", [INTERVAL], cpe_id="CPE099996")) == {INTERVAL: 86400}
    write(dms, item(INTERVAL, 300), cpe_id="CPE099996")
    assert list(dms.snapshot()["cpes"]) == ["CPE099996"]
    assert time.process_time() - started < 2
