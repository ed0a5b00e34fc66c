# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies below a device of the simulated APIO server: files, users, tags; and what the lab needs of the server."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.lab.access_device import ApioServer
from tests.lab.core.message import Request
from tests.unit.lab.access_device_support import GROUP, Client

FILE = "foodevice/config_files/%25BWMACADDRESS%25.cfg/"
TEXT = "aGVsbG8="

# Files


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"fileContent": TEXT},
        {"fileSource": "custom"},
        {"fileSource": None},
        {"fileSource": "Custom", "fileContent": "no base64!"},
        {"fileSource": "Custom", "fileContent": 1},
        {"fileSource": "Custom", "extendedCaptureEnabled": "true"},
        {"fileSource": "Custom", "accessUrl": ""},
        {"fileSource": "Default", "fileContent": TEXT},
        [],
    ],
)
def test_file_update_refused(body: Any) -> None:
    client = Client()
    before = client.server.snapshot()
    assert client.refused("PUT", FILE, body) == (400, 2)
    assert client.server.snapshot() == before


@pytest.mark.parametrize("source", ["Default", "Manual", "Custom"])
def test_file_sources(source: str) -> None:
    client = Client()
    assert client.send("PUT", FILE, {"fileSource": source, "extendedCaptureEnabled": True}).status == 200
    found = client.get(FILE)
    assert (found["fileSource"], found["extendedCaptureEnabled"]) == (source, True)
    assert ("/type/" in found["configurationFileName"]) == (source == "Default")


def test_file_content_is_kept_until_the_default_comes_back() -> None:
    client = Client()
    client.send("PUT", FILE, {"fileSource": "Custom", "fileContent": TEXT, "extendedCaptureEnabled": True})
    assert TEXT in client.server.secrets()
    client.send("PUT", FILE, {"fileSource": "Manual"})
    kept = client.device("foodevice")["files"]["%BWMACADDRESS%.cfg"]
    assert kept == {"fileSource": "Manual", "extendedCaptureEnabled": True, "content": TEXT}
    assert TEXT.encode() not in client.send("GET", FILE).body
    client.send("PUT", FILE, {"fileSource": "Default"})
    assert client.device("foodevice")["files"]["%BWMACADDRESS%.cfg"]["content"] == ""


@pytest.mark.parametrize("target", ["foodevice/config_files/x.cfg/", "DP_ApioUserTest/config_files/x.cfg/"])
def test_unknown_file(target: str) -> None:
    assert Client().refused("GET", target)[0] == 404
    assert Client().refused("PUT", target, {"fileSource": "Custom"})[0] == 404


@pytest.mark.parametrize("shown", [False, True])
def test_content_is_shown_only_by_choice(shown: bool) -> None:
    client = Client(file_content_shown=shown)
    assert "fileContent" not in client.get(FILE)
    client.send("PUT", FILE, {"fileSource": "Custom", "fileContent": TEXT})
    assert client.get(FILE).get("fileContent") == (TEXT if shown else None)
    client.send("PUT", FILE, {"fileSource": "Default"})
    assert "fileContent" not in client.get(FILE)


def test_file_list_key_by_choice() -> None:
    assert Client().get("DP_ApioUserTest/config_files/") == {"access_devices": []}
    assert list(Client(file_list_key="config_files").get("foodevice/config_files/")) == ["config_files"]


@pytest.mark.parametrize("form", ["instance", "empty"])
def test_answer_of_file_update_by_choice(form: str) -> None:
    client = Client(file_update_body=form)
    answer = client.send("PUT", FILE, {"fileSource": "Custom", "fileContent": TEXT})
    assert answer.body == (b"" if form == "empty" else client.send("GET", FILE).body)


def test_put_on_a_file_can_be_switched_to_post() -> None:
    assert Client(file_update="post").refused("PUT", FILE, {"fileSource": "Custom"})[0] == 405


# Users

ONE, TWO = "test1@sip.example.net", "test2@sip.example.net"
DECT = [f"test{n}@sip.example.net" for n in (3, 4, 5)]


def order(client: Client, device: str, *entries: Any) -> int:
    """PUT an order; returns the code of the error, 0 for success. A refused one must leave no trace."""
    before = client.server.snapshot()
    answer = client.send("PUT", f"{device}/connected_users/", {"connected_users": list(entries)})
    if answer.status == 200:
        return 0
    assert answer.status == 400
    assert client.server.snapshot() == before
    return int(answer.json()["code"])


def at(line_port: str, place: Any) -> dict[str, Any]:
    return {"linePort": line_port, "order": place}


def orders(client: Client, device: str) -> list[int]:
    return [user["order"] for user in client.get(f"{device}/connected_users/")["connected_users"]]


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ([at(ONE, 1), at(TWO, 1)], "Each port (order) can only be present once"),
        ([at(ONE, 1)], "All connected users must he provided in the PUT, no partial update allowed"),
        ([], "All connected users must he provided in the PUT, no partial update allowed"),
        ([ONE, ONE], "All connected users must he provided in the PUT, no partial update allowed"),
        ([at(ONE, 1), at("x", 2)], "All linePorts in the new values mmust be present in the old values"),
        ([ONE, TWO, "x"], "All linePorts in the new values mmust be present in the old values"),
        (
            [at(ONE, 1), at(TWO, 17)],
            "A port (order) can not be bigger than the maximum number of ports of the device",
        ),
    ],
)
def test_documented_refusals(entries: list[Any], text: str) -> None:
    answer = Client().send("PUT", "foodevice/connected_users/", {"connected_users": entries})
    assert (answer.status, answer.json()) == (400, {"details": text, "code": 2})


def test_virtual_devices_have_no_order() -> None:
    answer = Client().send("PUT", "DP_ApioUserTest/connected_users/", {"connected_users": []})
    assert answer.status == 400
    assert answer.json() == {"details": "This type of device does not support users reordering", "code": 56}
    assert Client().get("DP_ApioUserTest/connected_users/") == {
        "connected_users": [],
        "noLineReOrdering": True,
        "staticLineReOrdering": False,
    }


def test_static_ordering_allows_gaps() -> None:
    client = Client()
    assert order(client, "foodevice", at(ONE, 16), at(TWO, 4)) == 0
    assert orders(client, "foodevice") == [16, 4]


def test_strings_count_from_one() -> None:
    client = Client()
    assert order(client, "foodevice", TWO, ONE) == 0
    assert orders(client, "foodevice") == [2, 1]


def test_dynamic_ordering_allows_no_gaps() -> None:
    client = Client()
    swapped = [at(DECT[0], 3), at(DECT[1], 1), at(DECT[2], 2)]
    assert order(client, "dect-base", *swapped) == 0
    assert orders(client, "dect-base") == [3, 1, 2]
    gaps = [at(DECT[0], 1), at(DECT[1], 2), at(DECT[2], 4)]
    assert order(client, "dect-base", *gaps) == 2
    client.server.set_options({"dynamic_gaps": "compact"})
    assert order(client, "dect-base", *gaps) == 0
    assert orders(client, "dect-base") == [1, 2, 3]
    assert not client.get("dect-base/connected_users/")["staticLineReOrdering"]


def test_what_was_read_can_be_sent_back() -> None:
    client = Client()
    users = client.get("foodevice/connected_users/")["connected_users"]
    assert order(client, "foodevice", *users) == 0


@pytest.mark.parametrize(
    "entries",
    [
        [at(ONE, 0), at(TWO, 1)],
        [at(ONE, "1"), at(TWO, 2)],
        [at(ONE, True), at(TWO, 2)],
        [{"linePort": ONE}, at(TWO, 2)],
        [{"order": 1}, at(TWO, 2)],
        [{**at(ONE, 1), "x": 1}, at(TWO, 2)],
        [{"linePort": 1, "order": 1}, at(TWO, 2)],
        [ONE, at(TWO, 2)],
        [1, 2],
    ],
)
def test_entries_that_are_neither_form(entries: list[Any]) -> None:
    assert order(Client(), "foodevice", *entries) == 2


@pytest.mark.parametrize("body", [{}, {"connected_users": {}}, {"connected_users": [], "x": 1}, []])
def test_bodies_of_another_shape(body: Any) -> None:
    assert Client().refused("PUT", "foodevice/connected_users/", body) == (400, 2)


# Tags


def tags(client: Client, body: Any = None, query: str = "") -> list[str]:
    return [tag["name"] for tag in client.get(f"foodevice/available_tags/{query}", body)["availableTags"]]


YEALINK = ["%Tag_Yealink_1%", "%Tag_Yealink_2%", "%Tag_Yealink_3%"]


def test_one_tag_set() -> None:
    assert tags(Client(), {"tagSetName": "Yealink-T4x_Tags"}) == YEALINK
    assert tags(Client(), {"tagSetName": "Polycom_Tags"}) == [], "a set of the system that is not the type's"
    assert len(tags(Client(), {})) == 7


@pytest.mark.parametrize("name", ["System Default", "nothing", ""])
def test_unknown_tag_set(name: str) -> None:
    assert Client().refused("GET", "foodevice/available_tags/", {"tagSetName": name})[0] == 404


@pytest.mark.parametrize("body", [{"tagSetName": 1}, {"tagSet": "x"}, []])
def test_tag_bad_requests(body: Any) -> None:
    assert Client().refused("GET", "foodevice/available_tags/", body) == (400, 2)


@pytest.mark.parametrize(("switch", "by_body", "by_query"), [("body", 3, 7), ("query", 7, 3), ("both", 3, 3)])
def test_place_of_the_tag_set_name(switch: str, by_body: int, by_query: int) -> None:
    client = Client(tag_set_in=switch)
    assert len(tags(client, {"tagSetName": "Yealink-T4x_Tags"})) == by_body
    assert len(tags(client, query="?tagSetName=Yealink-T4x_Tags")) == by_query


def test_levels_of_tags() -> None:
    found = Client().get("dect-base/available_tags/")["availableTags"]
    assert {tag["level"] for tag in found} == {"System_Default"}
    found = Client().get("foodevice/available_tags/")["availableTags"]
    assert {tag["level"] for tag in found} == {
        "System_DeviceType",
        "System_Default",
        "Group_DeviceType",
        "DeviceProfile",
    }


# The lab's side


@pytest.mark.parametrize(
    ("method", "target", "kind"),
    [
        ("POST", "/api/v1/login/", "auth"),
        ("POST", "/api/v01/auth/login", "auth"),
        ("GET", "/api/v01/auth/access_token", "auth"),
        ("GET", GROUP, "read"),
        ("POST", GROUP, "write"),
        ("GET", GROUP + "foodevice/available_tags/", "read"),
        ("PUT", GROUP + "foodevice/", "write"),
        ("PUT", GROUP + "foodevice/reboot_phone/", "write"),
        ("DELETE", GROUP + "foodevice/", "write"),
    ],
)
def test_kinds(method: str, target: str, kind: str) -> None:
    assert ApioServer("apio").classify(Request.build(method, target)) == kind


def test_snapshot_is_json_and_restore_its_inverse() -> None:
    client = Client()
    client.send("PUT", "foodevice/", {"port": 5060, "userName": "u", "password": "p"})
    client.send("PUT", FILE, {"fileSource": "Custom", "fileContent": TEXT})
    snapshot = client.server.snapshot()
    assert json.loads(json.dumps(snapshot)) == snapshot
    client.send("DELETE", "foodevice/")
    client.server.restore(snapshot)
    assert client.server.snapshot() == snapshot
    assert client.get("foodevice/")["port"] == 5060


def test_reset_gives_the_first_state() -> None:
    client = Client()
    client.send("DELETE", "foodevice/")
    client.server.reset()
    assert client.server.snapshot() == ApioServer("another").snapshot()


def test_drift_by_hand() -> None:
    client = Client()
    client.patch("foodevice", description="changed", port=5060)
    assert client.get("foodevice/")["description"] == "changed"
    client.patch("foodevice", port=None)
    assert "port" not in client.get("foodevice/")
    client.patch("by-hand", deviceType="Generic SIP Phone")
    assert client.get("by-hand/")["status"] == "Online"
    devices: dict[str, Any] = {"by-hand": None}
    client.server.patch({"tenants": {"foo": {"groups": {"foogroup": {"devices": devices}}}}})
    assert client.refused("GET", "by-hand/") == (404, 4505)


def test_silent_writes_leave_nothing() -> None:
    client = Client()
    before = client.server.snapshot()
    request = Request.build("DELETE", GROUP + "foodevice/", headers={"Cookie": client.cookie})
    assert client.server.handle_silently(request).status == 200
    assert client.server.snapshot() == before


def test_more_tenants_and_groups() -> None:
    client = Client(tenants={"bar": ["one", "two"], "foo": ["more"]}, devices_per_group=3)
    for tenant, group, count in (("bar", "one", 3), ("bar", "two", 3), ("foo", "more", 3), ("foo", "foogroup", 4)):
        listing = client.get(f"/api/v1/tenants/{tenant}/groups/{group}/access_devices/")
        assert len(listing["access_devices"]) == count


def test_secrets() -> None:
    client = Client()
    found = client.server.secrets()
    assert {"lab-access_device-pw1", "lab-access_device-token1", "d*2m*$ment"} <= set(found)
    session = client.cookie.partition("=")[2].partition(";")[0]
    assert session in found


def test_login_page_is_html() -> None:
    assert b"<form>" in ApioServer("apio").login_page().body
