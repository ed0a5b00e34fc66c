# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration files, users and reboots of access devices under what the document leaves open, and what it warns of."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.contract.cases import access_device_config_file as files
from tests.contract.cases import access_device_reboot as reboots
from tests.contract.cases import access_device_users as users
from tests.lab import Lab
from tests.lab.access_device import ApioServer
from tests.lab.core.faults import Fault

UPLOAD, CAPTURE, DEFAULT = files.CASES
STATIC, DYNAMIC = users.CASES
(REBOOT,) = reboots.CASES
CASES = (*files.CASES, *users.CASES, *reboots.CASES)

VARIANTS: tuple[dict[str, Any], ...] = (
    {"error_form": "list"},
    {"internal_record_id": True},
    {"lb_cookie": ""},
    {"no_slash_status": 301},
    {"file_update": "post"},
    {"file_update": "both"},
    {"file_update_body": "instance"},
    {"file_update_body": "empty"},
    {"file_list_key": "config_files"},
    {"dynamic_gaps": "compact"},
    {"tag_set_in": "query"},
)


@pytest.fixture
def apio(lab: Lab) -> Iterator[ApioServer]:
    """The server, put back with its options."""
    harness.prepare(lab, UPLOAD)
    server = lab.device("apio")
    assert isinstance(server, ApioServer)
    yield server
    lab.reset_device("apio")
    lab.faults.clear()


def _done(lab: Lab, case: Case, **options: Any) -> dict[str, Any]:
    result = harness.call(lab, case, **options)
    assert not result.get("failed"), result["msg"]
    assert not result.get("unreachable"), result["msg"]
    return result


def _refused(lab: Lab, case: Case, **options: Any) -> dict[str, Any]:
    """The result of a run that fails, and that has written nothing."""
    lab.journal.clear()
    result = harness.call(lab, case, **options)
    assert result.get("failed")
    assert harness.requests(lab, case, "write") == 0
    return result


def _file(lab: Lab) -> dict[str, Any]:
    devices = lab.snapshot("apio")["tenants"]["foo"]["groups"]["foogroup"]["devices"]
    return devices["foodevice"]["files"].get(files.FORMAT, {})  # type: ignore[no-any-return]


@pytest.mark.parametrize("options", VARIANTS, ids=str)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_variant_converges_as_predicted(lab: Lab, apio: ApioServer, case: Case, options: dict[str, Any]) -> None:
    apio.set_options(options)
    if case.setup:
        case.setup(apio)
    before = harness.state(lab, case)
    predicted = harness.call(lab, case, check=True)
    done = _done(lab, case)
    for key in ("changed", "diff", "plan", "unverified"):
        assert predicted.get(key) == done.get(key), key
    paths = list(harness.changed_paths(before, harness.state(lab, case)))
    assert harness.unexpected(paths, case.changes) == []
    assert harness.missing(paths, case.changes) == []
    if case.idempotent:
        assert _done(lab, case)["changed"] is False


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
@pytest.mark.parametrize("way", ["core", "token", "basic"])
def test_every_way_to_authenticate(lab: Lab, apio: ApioServer, case: Case, way: str) -> None:
    options: dict[str, Any] = {}
    if case.setup:
        case.setup(apio)
    if way == "basic":
        apio.set_options({"basic": True, "session": False})
        options = {"auth": "basic"}
    else:
        apio.set_options({"session": False})
        options["api_url"] = lab.url("apio", "http") + "/api/v01/p1"
        if way == "token":
            options.update(api_username=None, api_password=None, api_token=apio.options["token"])
    assert _done(lab, case, **options)["changed"] is True
    logins = harness.requests(lab, case, "auth")
    assert logins == (1 if way == "core" else 0)


def test_basic_authentication_that_is_refused_is_told_after_one_request(lab: Lab, apio: ApioServer) -> None:
    apio.set_options({"basic": True})
    result = _refused(lab, UPLOAD, auth="basic", api_password="not-the-password")
    assert result["error"]["kind"] == "authentication"
    assert result["api_requests"] == 1
    pair = base64.b64encode(b"admin:not-the-password").decode()
    assert "not-the-password" not in str(result)
    assert pair not in str(result)


# Configuration files


def test_a_file_that_the_device_has_not_is_told_with_those_that_it_has(lab: Lab, apio: ApioServer) -> None:
    result = _refused(lab, UPLOAD, file_format="no/such file")
    assert result["error"]["kind"] == "not_found"
    assert "'%BWMACADDRESS%.cfg', 'y000000000035.cfg'" in result["msg"]
    gone = _refused(lab, UPLOAD, device_name="no such device")
    assert gone["error"]["code"] == 4505


def test_content_without_a_source_needs_a_file_that_is_not_the_default(lab: Lab, apio: ApioServer) -> None:
    assert "file_source: is required" in _refused(lab, UPLOAD, file_source=None)["msg"]
    files._own_file(apio)
    assert _done(lab, UPLOAD, file_source=None)["unverified"] == ["file_content"]


def test_content_that_can_not_be_read_is_uploaded_by_policy(lab: Lab, apio: ApioServer) -> None:
    files._own_file(apio)
    quiet = _done(lab, UPLOAD)
    assert (quiet["changed"], quiet["unverified"]) == (False, ["file_content"])
    for _ in range(2):
        always = _done(lab, UPLOAD, update_content="always")
        assert always["changed"] is True
    assert base64.b64decode(_file(lab)["content"]).decode() == files.CONTENT
    # Without content there is nothing to upload.
    assert _done(lab, UPLOAD, file_content=None, update_content="always")["changed"] is False


def test_content_goes_along_with_another_change(lab: Lab, apio: ApioServer) -> None:
    files._own_file(apio)
    assert _done(lab, UPLOAD, extended_capture_enabled=False)["changed"] is True
    assert base64.b64decode(_file(lab)["content"]).decode() == files.CONTENT


def test_content_that_can_be_read_is_compared(lab: Lab, apio: ApioServer) -> None:
    apio.set_options({"file_content_shown": True})
    files._own_file(apio)
    changed = _done(lab, UPLOAD)
    assert (changed["changed"], changed["unverified"]) == (True, [])
    assert changed["diff"]["before"]["file_content"] != changed["diff"]["after"]["file_content"]
    assert "sip-secret" not in str(changed)
    again = _done(lab, UPLOAD, update_content="always")
    assert (again["changed"], again["unverified"]) == (False, [])
    # What is held is not sent along where the file goes back to the default one.
    assert _done(lab, UPLOAD, file_source="Default", file_content=None)["changed"] is True
    assert _file(lab)["content"] == ""


def test_binary_content(lab: Lab, apio: ApioServer) -> None:
    blob = base64.encodebytes(bytes(range(256))).decode()
    _done(lab, UPLOAD, file_content=None, file_content_base64=blob)
    assert base64.b64decode(_file(lab)["content"]) == bytes(range(256))


def test_a_silent_loss_of_content_is_found_where_content_can_be_read(lab: Lab, apio: ApioServer) -> None:
    apio.set_options({"file_content_shown": True})
    files._own_file(apio)
    lab.faults.add(Fault("silent", device="apio", kind="write", times=-1))
    result = harness.call(lab, UPLOAD)
    assert result["error"]["kind"] == "verify"
    assert "file_content" in result["msg"]
    assert "sip-secret" not in str(result)


TAGS = "a = %Tag_DP%\nb = %Tag_Yealink_1% %BWLINE-1%\nc = %NO_SUCH%, 5% of all, 10% of it, http://x/%C3%A9?q=%2Fa%2F %No.Such-2%\n"


def test_tags_that_the_server_does_not_know_are_warned_of(lab: Lab, apio: ApioServer) -> None:
    (warning,) = _done(lab, UPLOAD, file_content=TAGS)["warnings"]
    assert warning.endswith("for foodevice, and will leave them as they stand: %NO_SUCH%, %No.Such-2%")


def test_tags_are_looked_for_only_where_something_is_uploaded(lab: Lab, apio: ApioServer) -> None:
    _done(lab, UPLOAD, file_content=TAGS, check_tags=False)
    _done(lab, UPLOAD, file_content=TAGS)
    _done(lab, UPLOAD, file_content="a = %BWCLID-1%", update_content="always")
    assert [entry for entry in lab.journal if "available_tags" in entry.path] == []


def test_tags_that_can_not_be_read_keep_no_file_from_its_upload(lab: Lab, apio: ApioServer) -> None:
    lab.faults.add(Fault("status", device="apio", path="available_tags", status=404, times=-1))
    result = _done(lab, UPLOAD, file_content=TAGS)
    assert "could not be checked" in result["warnings"][0]
    assert base64.b64decode(_file(lab)["content"]).decode() == TAGS


NAMES = ("a b.cfg", "a/b", "100%.cfg", "%2F", "Zoë.xml", "日本", "a?b#c&d=e+f")


@pytest.mark.parametrize("name", NAMES)
def test_every_file_name(lab: Lab, apio: ApioServer, name: str) -> None:
    template = {**apio.state["device_types"]["CTYealink-T48G"]["files"][0], "fileFormat": name}
    apio.state["device_types"]["CTYealink-T48G"]["files"].append(template)
    assert _done(lab, UPLOAD, file_format=name)["changed"] is True
    assert _done(lab, UPLOAD, file_format=name)["changed"] is False


# Users


def _line_ports(*names: str) -> list[str]:
    return [f"{name}@sip.example.net" for name in names]


@pytest.mark.parametrize(
    ("case", "wanted", "text"),
    [
        (STATIC, _line_ports("test1"), "must name all connected users, the API takes no part of them; missing: test2@"),
        (STATIC, [], "missing: test1@sip.example.net, test2@sip.example.net"),
        (STATIC, _line_ports("test1", "test2", "test9"), "no connected user has line_port 'test9@sip.example.net'"),
        (
            STATIC,
            [
                {"line_port": "test1@sip.example.net", "order": 1},
                {"line_port": "test2@sip.example.net", "order": 2},
                {"user_id": "test2@example.net", "order": 3},
            ],
            "more than once",
        ),
        (
            STATIC,
            [{"line_port": "test1@sip.example.net", "order": 1}, {"line_port": "test2@sip.example.net", "order": 17}],
            "order 17 is out of range, the device has 16 ports",
        ),
        (
            STATIC,
            [
                {"line_port": "test1@sip.example.net", "user_id": "test2@example.net", "order": 1},
                {"line_port": "test2@sip.example.net", "order": 2},
            ],
            "no connected user has line_port 'test1@sip.example.net' and user_id 'test2@example.net'",
        ),
        (
            DYNAMIC,
            [{"line_port": name, "order": 2 * n} for n, name in enumerate(_line_ports("test3", "test4", "test5"), 1)],
            "order must be 1 to 3, is 2, 4, 6",
        ),
    ],
)
@pytest.mark.parametrize("check", [False, True])
def test_what_the_server_would_refuse_is_found_before(
    lab: Lab, apio: ApioServer, case: Case, wanted: list[Any], text: str, check: bool
) -> None:
    result = _refused(lab, case, connected_users=wanted, check=check)
    assert text in result["msg"]
    assert result["error"]["kind"] == "option"


def test_a_device_that_can_not_order_is_told(lab: Lab, apio: ApioServer) -> None:
    devices = {"foodevice": {"deviceType": "Generic SIP Phone"}}
    apio.patch({"tenants": {"foo": {"groups": {"foogroup": {"devices": devices}}}}})
    result = _refused(lab, STATIC)
    assert result["error"]["kind"] == "unsupported"
    assert "can't be ordered" in result["msg"]
    as_it_is = [{"user_id": "test1@example.net", "order": 1}, {"user_id": "test2@example.net", "order": 3}]
    assert _done(lab, STATIC, connected_users=as_it_is)["changed"] is False
    assert _done(lab, STATIC, device_name="APIO Test Device", connected_users=[])["changed"] is False


def test_a_device_without_a_limit_of_ports_takes_any(lab: Lab, apio: ApioServer) -> None:
    apio.state["device_types"]["CTYealink-T48G"]["numberOfPorts"] = -1
    wanted = [{"user_id": "test1@example.net", "order": "1024"}, {"user_id": "test2@example.net", "order": 1}]
    result = _done(lab, STATIC, connected_users=wanted)
    assert [user["order"] for user in result["access_device_users"]["connected_users"]] == [1, 1024]


def test_objects_may_have_the_names_of_the_api(lab: Lab, apio: ApioServer) -> None:
    wanted = [{"linePort": "test2@sip.example.net", "userId": "test2@example.net", "order": 2}]
    wanted.append({"linePort": "test1@sip.example.net", "userId": "test1@example.net", "order": 1})
    assert _done(lab, STATIC, connected_users=wanted)["changed"] is True


def test_several_line_ports_of_a_user_are_told_apart(lab: Lab, apio: ApioServer) -> None:
    with apio.lock:
        own = apio.state["tenants"]["foo"]["groups"]["foogroup"]["devices"]["foodevice"]["users"]
        own[1]["userId"] = own[0]["userId"]
    user = own[0]["userId"]
    result = _refused(lab, STATIC, connected_users=[{"user_id": user, "order": 1}])
    assert "several connected users have user_id" in result["msg"]
    wanted = [{"line_port": one["linePort"], "user_id": user, "order": n} for n, one in enumerate(own, 5)]
    assert _done(lab, STATIC, connected_users=wanted)["changed"] is True


# What the server itself refuses


@pytest.mark.parametrize("form", ["details", "list"])
def test_what_the_server_refuses_is_told_by_its_code(lab: Lab, apio: ApioServer, form: str) -> None:
    body: Any = {"code": 56, "details": "This type of device does not support users reordering"}
    if form == "list":
        body = [{"code": 56, "message": body["details"]}]
    lab.faults.add(Fault("status", device="apio", kind="write", status=400, body=body))
    result = harness.call(lab, STATIC)
    assert result["error"]["kind"] == "unsupported"
    assert result["error"]["code"] == 56
    lab.faults.add(
        Fault("status", device="apio", kind="write", status=400, body={"code": 2, "details": "Each port .."})
    )
    result = harness.call(lab, STATIC)
    assert (result["error"]["kind"], result["error"]["code"]) == ("api", 2)


@pytest.mark.parametrize("case", [UPLOAD, STATIC, REBOOT], ids=lambda case: case.module)
def test_who_is_no_administrator_is_told(lab: Lab, apio: ApioServer, case: Case) -> None:
    apio.set_options({"user_level": 4})
    result = harness.call(lab, case)
    assert result["error"]["kind"] == "permission"
    assert "Group Admin" in result["msg"]


def test_a_reboot_is_sent_once_a_run_and_not_in_check_mode(lab: Lab, apio: ApioServer) -> None:
    harness.call(lab, REBOOT, check=True)
    assert harness.requests(lab, REBOOT) == 0
    _done(lab, REBOOT)
    (entry,) = lab.journal.entries(device="apio", kind="write")
    assert (entry.method, entry.body) == ("PUT", {})


def test_every_url_ends_with_a_slash(lab: Lab, apio: ApioServer) -> None:
    for case in CASES:
        _done(lab, case)
    assert {entry.path[-1] for entry in lab.journal.entries(device="apio")} == {"/"}
