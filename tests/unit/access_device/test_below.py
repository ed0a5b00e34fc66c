# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration files, connected users, reboots and Basic authentication, with the document's own requests and answers."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._access_device.config_file import ConfigFile
from ansible_collections.telco.cpe.plugins.module_utils._access_device.reboot import Reboot
from ansible_collections.telco.cpe.plugins.module_utils._access_device.users import Users
from tests.unit.access_device.support import LOGGED_IN, Answer, Network, Seen, run_module

FILE = "foodevice/config_files/foofile/"
# APIO, "Retrieve a group device profile file".
FILE_SAMPLE = {
    "fileSource": "Default",
    "configurationFileName": "/var/broadworks/IpDeviceConfig/type/CTYealink-T48G/%BWMACADDRESS%.cfg.template",
    "accessUrl": "{%25BWMACADDRESS%25}.cfg",
    "repositoryUrl": "",
    "templateUrl": "http://device_management:d*2m*$ment@xsp.example.com/dms/",
    "extendedCaptureEnabled": False,
}
# APIO, "Retrieve List of Users connected to an Access Device": line ports and users are empty there, people's own here.
USERS_SAMPLE: dict[str, Any] = {
    "connected_users": [
        {"linePort": "one@x", "userId": "one", "lastName": "Test1", "order": 1, "primary": False, "extension": "5001"},
        {"linePort": "two@x", "userId": "two", "lastName": "Test2", "order": 3, "primary": False, "extension": "5002"},
    ],
    "noLineReOrdering": False,
    "staticLineReOrdering": True,
}
DETAIL = {"deviceType": "CTYealink-T48G", "numberOfPorts": 4}
DEVICE = {"device_name": "foodevice"}


class Server:
    """Answers reads from a table of paths (the end of them), and every write as a function likes."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.write: Any = lambda seen: Answer({})

    def __call__(self, seen: Seen) -> Answer:
        if seen.path.endswith("/login/"):
            return LOGGED_IN
        if seen.method != "GET":
            answer: Answer = self.write(seen)
            return answer
        name = next(name for name in ("config_files", "connected_users", "available_tags", "") if name in seen.path)
        return Answer(self.answers[name or "detail"])


def _file(server: Server, **options: Any) -> tuple[dict[str, Any], Network]:
    network = Network(server)
    args = {**DEVICE, "file_format": "foofile", "verify": False, **options}
    return run_module(ConfigFile, network, args), network


def test_an_upload_is_the_documents() -> None:
    text = "# Test config file for access device\n"
    _result, network = _file(Server(config_files=FILE_SAMPLE), file_source="Custom", file_content=text)
    body = {"fileSource": "Custom", "fileContent": "IyBUZXN0IGNvbmZpZyBmaWxlIGZvciBhY2Nlc3MgZGV2aWNlCg=="}
    assert network.writes == [("PUT", FILE, {**body, "extendedCaptureEnabled": False})]


def test_user_information_in_the_answer_is_masked() -> None:
    result, _network = _file(Server(config_files=FILE_SAMPLE))
    assert result["access_device_config_file"]["template_url"] == "http://********@xsp.example.com/dms/"
    assert "d*2m*$ment" not in str(result)


def test_an_answer_without_the_capture_is_not_asked_for_it() -> None:
    answer = {key: value for key, value in FILE_SAMPLE.items() if key != "extendedCaptureEnabled"}
    _result, network = _file(Server(config_files=answer), file_source="Manual")
    assert network.writes == [("PUT", FILE, {"fileSource": "Manual"})]


@pytest.mark.parametrize(
    ("status", "methods"), [(405, ["PUT", "POST"]), (400, ["PUT"]), (403, ["PUT"]), (404, ["PUT"])]
)
def test_only_an_unknown_method_is_tried_otherwise(status: int, methods: list[str]) -> None:
    server = Server(config_files=FILE_SAMPLE)
    server.write = lambda seen: Answer({"details": "No"}, status if seen.method == "PUT" else 200)
    result, network = _file(server, file_source="Manual")
    assert [method for method, _path, _body in network.writes] == methods
    assert bool(result.get("failed")) is (status != 405)


def test_a_server_that_knows_no_method_is_told_with_the_first_answer() -> None:
    server = Server(config_files=FILE_SAMPLE)
    server.write = lambda seen: Answer({"details": f"No {seen.method}"}, 405)
    result, network = _file(server, file_source="Manual")
    assert len(network.writes) == 2
    assert result["error"]["kind"] == "unsupported"
    assert "No PUT" in result["msg"]


def test_an_unsupported_operation_is_not_sent_otherwise() -> None:
    server = Server(config_files=FILE_SAMPLE)
    server.write = lambda seen: Answer({"details": "No", "code": 56}, 400)
    _result, network = _file(server, file_source="Manual")
    assert len(network.writes) == 1


def _users(server: Server, users: list[Any]) -> tuple[dict[str, Any], Network]:
    network = Network(server)
    return run_module(Users, network, {**DEVICE, "connected_users": users, "verify": False}), network


@pytest.mark.parametrize(
    "wanted",
    [
        ["two@x", "one@x"],
        [{"line_port": "one@x", "order": 2}, {"line_port": "two@x", "order": 1}],
        [{"linePort": "two@x", "userId": "two", "order": 1}, {"linePort": "one@x", "userId": "one", "order": 2}],
        [{"user_id": "one", "order": "2"}, {"user_id": "two", "order": "1"}],
    ],
)
def test_every_form_of_an_order_is_sent_as_the_documents_objects(wanted: list[Any]) -> None:
    server = Server(connected_users=USERS_SAMPLE, detail=DETAIL)
    _result, network = _users(server, wanted)
    users = [
        {"linePort": "two@x", "userId": "two", "order": 1},
        {"linePort": "one@x", "userId": "one", "order": 2},
    ]
    assert network.writes == [("PUT", "foodevice/connected_users/", {"connected_users": users})]


def test_an_answer_that_tells_nothing_of_ordering_forbids_nothing() -> None:
    answer = {"connected_users": USERS_SAMPLE["connected_users"]}
    result, network = _users(
        Server(connected_users=answer, detail={"deviceType": "x"}),
        [{"line_port": "one@x", "order": 9}, {"line_port": "two@x", "order": 3}],
    )
    assert not result.get("failed"), result["msg"]
    assert len(network.writes) == 1


def test_the_last_port_is_one_that_the_device_has() -> None:
    server = Server(connected_users=USERS_SAMPLE, detail=DETAIL)
    for order, count in ((4, 1), (5, 0)):
        _result, network = _users(server, [{"line_port": "one@x", "order": 2}, {"line_port": "two@x", "order": order}])
        assert len(network.writes) == count


def test_users_without_names_are_read_and_can_not_be_ordered() -> None:
    rows = [{**user, "linePort": "", "userId": ""} for user in USERS_SAMPLE["connected_users"]]
    result, network = _users(Server(connected_users={**USERS_SAMPLE, "connected_users": rows}), ["one@x", "two@x"])
    assert "connected are one without a name, one without a name" in result["msg"]
    assert network.writes == []


def test_a_reboot_is_the_documents() -> None:
    network = Network(Server())
    result = run_module(Reboot, network, DEVICE)
    assert network.writes == [("PUT", "foodevice/reboot_phone/", {})]
    assert (result["changed"], result["access_device_reboot"]) == (True, {})


@pytest.mark.parametrize(("username", "password"), [("provisioning", "s3cret-pw"), ("Zoë", "pä:ss wörd")])
def test_basic_authentication_goes_with_every_request_and_needs_no_login(username: str, password: str) -> None:
    network = Network(Server(config_files=FILE_SAMPLE))
    options = {"auth": "basic", "api_username": username, "api_password": password, "file_format": "foofile"}
    run_module(ConfigFile, network, {**DEVICE, **options, "file_source": "Manual", "verify": False})
    pair = base64.b64encode(f"{username}:{password}".encode()).decode()
    assert [seen.headers["Authorization"] for seen in network.seen] == [f"Basic {pair}"] * 2


def test_a_token_wins_over_basic_authentication() -> None:
    network = Network(Server(config_files=FILE_SAMPLE))
    options = {"auth": "basic", "api_token": "t0ken", "file_format": "foofile"}
    run_module(ConfigFile, network, {**DEVICE, **options})
    assert [seen.headers["Authorization"] for seen in network.seen] == ["Bearer t0ken"]
