# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading the CPE list page by page: moves on by what came, ends at an empty page, never takes a part for the whole."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, NotTheSystem, ServerError
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._dms.records import cpe_id_of, matches
from ansible_collections.telco.cpe.plugins.module_utils._dms.storage import count, records

from .support import client, reply

MISSING = reply({"error": "unknown method"}, 404)


class Storage:
    """A CpeDbService of ``number`` CPEs that gives at most ``cap`` records in a page."""

    def __init__(self, number: int, cap: int = 10**9, total: Any = MISSING) -> None:
        self.list: list[dict[str, Any]] = [{"cpe_id": f"CPE{index:04}", "model": "M1"} for index in range(number)]
        self.cap = cap
        self.total = total

    def __call__(self, method: str, path: str, body: Any) -> Any:
        assert method == "GET"
        if path == "v1/dyn/CpeDbService/count.*":
            return self.total
        found = re.fullmatch(r"v1/dyn/CpeDbService/\.\*\?limit=(\d+)&offset=(\d+)", path)
        assert found, path
        return self.page(int(found[1]), int(found[2]))

    def page(self, limit: int, offset: int) -> Any:
        part = self.list[offset : offset + min(limit, self.cap)]
        return {"code": 200, "message": "response from CpeDbService", "details": part}


def test_a_page_shorter_than_asked_for_is_not_the_end() -> None:
    dms, transport = client(Storage(25, cap=7))
    assert [record["cpe_id"] for record in records(dms, 10)] == [f"CPE{index:04}" for index in range(25)]
    offsets = [path.rpartition("=")[2] for _method, path, _body in transport.sent[1:]]
    assert offsets == ["0", "7", "14", "21", "25"]


def test_a_record_on_two_pages_comes_once() -> None:
    storage = Storage(6)
    pages = {0: storage.list[0:3], 3: storage.list[2:5], 6: storage.list[5:6], 7: []}
    storage.page = lambda limit, offset: {"code": 200, "message": "", "details": pages[offset]}  # type: ignore[method-assign]
    dms, _transport = client(storage)
    assert [record["cpe_id"] for record in records(dms, 3)] == [f"CPE{index:04}" for index in range(6)]


def test_records_without_an_id_are_told_apart_by_their_content() -> None:
    storage = Storage(0)
    storage.list = [{"x": 1}, {"x": 2}, {"x": 1}]
    dms, _transport = client(storage)
    assert list(records(dms, 10)) == [{"x": 1}, {"x": 2}]


def test_a_server_that_ignores_limit_and_offset_has_given_everything() -> None:
    storage = Storage(5)
    storage.page = lambda limit, offset: {"code": 200, "message": "", "details": storage.list}  # type: ignore[method-assign]
    dms, _transport = client(storage)
    assert len(list(records(dms, 10))) == 5


def test_a_server_that_ignores_offset_alone_is_an_error_and_no_endless_loop() -> None:
    storage = Storage(50)
    storage.page = lambda limit, offset: {"code": 200, "message": "", "details": storage.list[:limit]}  # type: ignore[method-assign]
    dms, _transport = client(storage)
    with pytest.raises(ApiFailure, match="ignores offset"):
        list(records(dms, 10))


def test_a_failure_between_pages_tells_that_the_list_is_incomplete() -> None:
    storage = Storage(20)
    whole = storage.page
    storage.page = lambda limit, offset: whole(limit, offset) if offset < 10 else reply({"error": "database"}, 500)  # type: ignore[method-assign]
    dms, _transport = client(storage)
    got: list[dict[str, Any]] = []
    with pytest.raises(ServerError) as caught:
        got.extend(records(dms, 10))
    assert len(got) == 10
    assert "10 records had come before" in caught.value.text()


def test_fewer_records_than_the_storage_counts_is_an_error() -> None:
    storage = Storage(20, total={"code": 200, "message": "", "details": 30})
    dms, _transport = client(storage)
    with pytest.raises(ApiFailure, match="counts 30 and gave 20"):
        list(records(dms, 10))
    assert len(list(records(dms, 10, check_total=False))) == 20


def test_records_that_moved_to_a_page_already_read_are_found_by_reading_again() -> None:
    storage = Storage(20, total={"code": 200, "message": "", "details": 20})
    whole = storage.page
    # While the first page is read the last CPE moves to the front, and everything else one place on.
    orders = iter([storage.list, storage.list[-1:] + storage.list[:-1]])

    def page(limit: int, offset: int) -> Any:
        storage.list = next(orders, storage.list)
        return whole(limit, offset)

    storage.page = page  # type: ignore[method-assign]
    dms, transport = client(storage)
    got = [record["cpe_id"] for record in records(dms, 10)]
    assert sorted(got) == [f"CPE{index:04}" for index in range(20)]
    assert len(transport.sent) == 2 + 3 + 3


def test_cpes_that_come_and_go_meanwhile_are_no_error() -> None:
    storage = Storage(20)
    counts = iter([19, 21])

    def counting(method: str, path: str, body: Any) -> Any:
        if "count" in path:
            return {"code": 200, "message": "", "details": next(counts)}
        return storage(method, path, body)

    dms, _transport = client(counting)
    assert len(list(records(dms, 10))) == 20


def test_more_records_than_the_storage_counts_is_an_error() -> None:
    storage = Storage(20, total={"code": 200, "message": "", "details": 15})
    dms, _transport = client(storage)
    with pytest.raises(ApiFailure, match="counts 15 and gave 20"):
        list(records(dms, 10))


@pytest.mark.parametrize(
    ("details", "number"),
    [(7, 7), ("7", 7), ({"count": 7}, 7), ([{"count": 7}], 7), ([7], 7), ([], None), ({"x": 1}, None), (True, None)],
)
def test_the_count_is_read_in_every_form_or_not_at_all(details: Any, number: int | None) -> None:
    dms, _transport = client(Storage(0, total={"code": 200, "message": "", "details": details}))
    assert count(dms) == number


def test_what_is_no_list_of_records_is_not_the_storage() -> None:
    storage = Storage(0)
    storage.page = lambda limit, offset: {"code": 200, "message": "", "details": "hello"}  # type: ignore[method-assign]
    dms, _transport = client(storage)
    with pytest.raises(NotTheSystem, match="list of records"):
        list(records(dms, 10))


def test_values_under_the_keys_of_credentials_are_secrets() -> None:
    storage = Storage(0)
    storage.list = [
        {
            "cpe_id": "A",
            "connection_request_password": "pw1",
            "acs": {"Password": "pw2", "Username": "u"},
            "wifi": [{"ssid": "s", "passphrase": "pw3"}],
            "tags": ["a", "b"],
            "secret": ["pw4", ""],
        }
    ]
    dms, _transport = client(storage)
    (record,) = records(dms, 10)
    assert isinstance(record["connection_request_password"], Secret)
    assert isinstance(record["acs"]["Password"], Secret)
    assert not isinstance(record["acs"]["Username"], Secret)
    assert isinstance(record["wifi"][0]["passphrase"], Secret)
    assert not isinstance(record["wifi"][0]["ssid"], Secret)
    assert record["tags"] == ["a", "b"]
    assert not any(isinstance(tag, Secret) for tag in record["tags"])
    assert isinstance(record["secret"][0], Secret)


@pytest.mark.parametrize(
    ("record", "key", "found"),
    [
        ({"cpe_id": "A", "serial": "B"}, None, "A"),
        ({"cpeid": "A"}, None, "A"),
        ({"serial_number": 17}, None, "17"),
        ({"cpe_id": "", "serial": "B"}, None, "B"),
        ({"device": "D", "cpe_id": "A"}, "device", "D"),
        ({"cpe_id": "A"}, "device", None),
        ({"model": "M"}, None, None),
    ],
)
def test_the_id_is_found_under_the_known_keys(record: dict[str, Any], key: str | None, found: str | None) -> None:
    assert cpe_id_of(record, key) == found


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ({}, True),
        ({"model": "ALPHA 001"}, True),
        ({"model": "alpha 001"}, False),
        ({"model": "ALPHA*"}, True),
        ({"model": ["BETA", "ALPHA ???"]}, True),
        ({"model": "ALPHA*", "vendor": "Acme"}, False),
        ({"port": 7547}, True),
        ({"port": "7547"}, True),
        ({"online": True}, True),
        ({"online": "true"}, True),
        ({"name": "a[1]"}, True),
        ({"tags": "pilot"}, True),
        ({"tags": "beta"}, False),
        ({"location": None}, True),
        ({"model": None}, False),
        ({"location": "*"}, False),
    ],
)
def test_filters(filters: dict[str, Any], passes: bool) -> None:
    record = {"model": "ALPHA 001", "port": 7547, "online": True, "name": "a[1]", "tags": ["x", "pilot"]}
    assert matches(record, filters) is passes
