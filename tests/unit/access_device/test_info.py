# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device_info: what is read, and in which form it comes out."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.modules.access_device_info import SECRET_TAG, AccessDeviceInfo

from .support import LOGGED_IN, Answer, Network, Seen, run_module

# The document's samples.
ROW = {
    "status": "Online",
    "deviceName": "APIO Test Device",
    "version": "",
    "macAddress": "221100CCBBAA",
    "netAddress": "",
    "freePorts": 99999,
    "deviceType": "Generic SIP Phone",
}
FILE = {
    "fileFormat": "%BWMACADDRESS%.cfg",
    "isAuthenticated": "true",
    "accessUrl": "{%25BWMACADDRESS%25}.cfg",
    "repositoryUrl": "",
    "templateUrl": "http://device_management:d*2m*$ment@",
}
USERS = {
    "connected_users": [{"linePort": "", "firstName": "Test1", "order": 1, "primary": False}],
    "noLineReOrdering": False,
    "staticLineReOrdering": True,
}
TAGS = [
    {"name": "%Tag_1%", "value": "", "level": "System_Default", "tagSetName": "System Default", "regionName": ""},
    {"name": "%Tag_2%", "value": "99", "level": "System_DeviceType", "tagSetName": "Set", "regionName": ""},
    {"name": "%SIPPassword1%", "value": "t4g-secret", "level": "DeviceProfile", "tagSetName": "", "regionName": ""},
]
ANSWERS: dict[str, Any] = {
    "access_devices/": {"access_devices": [ROW, {**ROW, "deviceName": "b/c"}, {**ROW, "deviceName": ""}]},
    "/": {"deviceType": "Generic SIP Phone", "numberOfPorts": -1, "password": "sh0wn", "_internal_record_id": "r"},
    "config_files/": {"access_devices": [FILE]},
    "connected_users/": USERS,
    "available_tags/": {"availableTags": TAGS},
}


def _answer(seen: Seen) -> Answer:
    if seen.path.endswith("/login/"):
        return LOGGED_IN
    return Answer(next(body for end, body in [*ANSWERS.items(), ("/", ANSWERS["/"])] if _ends(seen, end)))


def _ends(seen: Seen, end: str) -> bool:
    return seen.path.endswith(f"/{end}") if end != "/" else seen.path.count("/") == 9


def _run(network: Network | None = None, **options: Any) -> tuple[dict[str, Any], Network]:
    network = network or Network(_answer)
    return run_module(AccessDeviceInfo, network, options), network


def _gathered(**options: Any) -> Any:
    result, _network = _run(**options)
    assert not result.get("failed"), result["msg"]
    return result["access_devices"]


def test_the_list_costs_one_request() -> None:
    result, network = _run()
    assert result["changed"] is False
    assert result["access_devices"]["devices"][0] == {
        "status": "Online",
        "device_name": "APIO Test Device",
        "version": "",
        "mac_address": "221100CCBBAA",
        "net_address": "",
        "free_ports": 99999,
        "device_type": "Generic SIP Phone",
    }
    assert network.reads == [""]


def test_the_rest_is_read_of_every_device_of_the_group() -> None:
    result, network = _run(gather=["details", "devices"])
    assert network.reads == ["", "APIO%20Test%20Device/", "b%2Fc/"]
    details = result["access_devices"]["details"]
    assert list(details) == ["APIO Test Device", "b/c"]
    assert details["b/c"] == {
        "device_name": "b/c",
        "device_type": "Generic SIP Phone",
        "number_of_ports": -1,
        "password": "********",
    }


def test_named_devices_cost_no_list() -> None:
    _result, network = _run(gather=["users", "files"], device_name=["a", "a"])
    assert network.reads == ["a/connected_users/", "a/config_files/"]


def test_no_device_costs_nothing() -> None:
    result, network = _run(gather=["users"], device_name=[])
    assert result["access_devices"] == {"users": {}}
    assert network.seen == []


@pytest.mark.parametrize("key", ["access_devices", "config_files"])
def test_files(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ANSWERS, "config_files/", {key: [FILE, {**FILE, "isAuthenticated": False}]})
    files = _gathered(gather=["files"], device_name=["a"])["files"]["a"]
    assert files[0]["is_authenticated"] is True
    assert files[1]["is_authenticated"] is False
    assert files[0]["template_url"] == "http://********@"
    assert files[0]["access_url"] == "{%25BWMACADDRESS%25}.cfg"


def test_users() -> None:
    users = _gathered(gather=["users"], device_name=["a"])["users"]["a"]
    assert users["connected_users"] == [{"line_port": "", "first_name": "Test1", "order": 1, "primary": False}]
    assert users["no_line_re_ordering"] is False
    assert users["static_line_re_ordering"] is True


def test_tags() -> None:
    tags = _gathered(gather=["tags"], device_name=["a"])["tags"]["a"]
    assert [(tag["name"], tag["value"]) for tag in tags] == [
        ("%Tag_1%", ""),
        ("%Tag_2%", "99"),
        ("%SIPPassword1%", "********"),
    ]


def test_the_tags_of_one_set_even_where_the_filter_got_lost() -> None:
    result, network = _run(gather=["tags"], device_name=["a"], tags={"tag_set_name": "Set"})
    assert network.seen[-1].body == {"tagSetName": "Set"}
    assert [tag["name"] for tag in result["access_devices"]["tags"]["a"]] == ["%Tag_2%"]


@pytest.mark.parametrize(
    "name", ["%SIPPassword1%", "%ADMIN_PASSWD%", "%PWD%", "%PIN%", "%Admin_Pin_1%", "%pass%", "%WebSecret%", "%TOKEN%"]
)
def test_a_tag_that_is_a_credential_by_its_name(name: str) -> None:
    assert SECRET_TAG.search(name)


@pytest.mark.parametrize("name", ["%Tag_1%", "%PING_HOST%", "%BYPASS%", "%SPINNER%", "%LANGUAGE%", "%KEYPAD%"])
def test_a_tag_that_is_none(name: str) -> None:
    assert not SECRET_TAG.search(name)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"gather": ["everything"]}, "gather"),
        ({"device_name": [".."]}, "device_name"),
        ({"device_name": ["x" * 41]}, "1 to 40"),
        ({"group_id": ".."}, "group_id"),
        ({"tags": {"set": "x"}}, "tags"),
        ({"query": "devices[?"}, "query"),
    ],
)
def test_what_is_refused_before_the_first_request(options: dict[str, Any], text: str) -> None:
    result, network = _run(**options)
    assert result["failed"]
    assert text in result["msg"]
    assert network.seen == []


def test_a_device_that_does_not_exist_is_an_error_that_names_the_subset() -> None:
    missing = Answer([{"code": 4505, "message": "[Error 4505] Access Device not found: a"}], 404)
    network = Network(lambda seen: LOGGED_IN if seen.path.endswith("/login/") else missing)
    result, _network = _run(network, gather=["details"], device_name=["a"])
    assert result["failed"]
    assert "subset details: there is no such device" in result["msg"]
