# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""access_device under every variant of the server that the document leaves open (the lab's switches)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.contract.cases.access_device import CASES, GROUP
from tests.contract.cases.access_device_info import CASES as INFO_CASES
from tests.lab import Lab
from tests.lab.access_device import ApioServer
from tests.lab.core.faults import Fault

BY_NAME = {case.name: case for case in CASES}
CREATE, UPDATE, CLEAR, CREDENTIALS, RECREATE, ABSENT = (
    BY_NAME[name] for name in ("create", "update", "clear", "credentials", "recreate", "absent")
)
INFO = {case.name: case for case in INFO_CASES}
PHONE = "Generic SIP Phone"
DEVICE = {**GROUP, "device_name": "APIO Test Device"}

VARIANTS: tuple[dict[str, Any], ...] = (
    {"error_form": "list"},
    {"constraint_status": 422},
    {"exists_status": 409},
    {"no_slash_status": 301},
    {"internal_record_id": True},
    {"create_status": 200, "create_body": "instance"},
    {"create_body": "empty"},
    {"update_body": "empty"},
    {"detail_name": True},
    {"mac_form": "upper"},
    {"clear_with": "empty"},
    {"clear_with": "null"},
    {"clear_with": "null", "constraint_status": 422, "error_form": "list"},
    {"credentials_together": True},
    {"lb_cookie": ""},
    {"lb_cookie": "ROUTEID"},
    {"file_list_key": "config_files"},
    {"tag_set_in": "both"},
    {"is_first_login": True},
)


@pytest.fixture
def apio(lab: Lab) -> Iterator[ApioServer]:
    """The server, put back with its options."""
    harness.prepare(lab, CREATE)
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


def _failed(lab: Lab, case: Case, **options: Any) -> dict[str, Any]:
    result = harness.call(lab, case, **options)
    assert result.get("failed")
    return result


def _set_up(lab: Lab, case: Case) -> None:
    if case.setup:
        with lab.device("apio").lock:
            case.setup(lab.device("apio"))


def _devices(lab: Lab) -> dict[str, Any]:
    devices: dict[str, Any] = lab.snapshot("apio")["tenants"]["foo"]["groups"]["foogroup"]["devices"]
    return devices


@pytest.mark.parametrize("options", VARIANTS, ids=str)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_variant_converges_as_predicted(lab: Lab, apio: ApioServer, case: Case, options: dict[str, Any]) -> None:
    apio.set_options(options)
    _set_up(lab, case)
    before = harness.state(lab, case)
    predicted = harness.call(lab, case, check=True)
    done = _done(lab, case)
    for key in ("changed", "diff", "plan", "unverified"):
        assert predicted[key] == done[key], key
    paths = list(harness.changed_paths(before, harness.state(lab, case)))
    assert harness.unexpected(paths, case.changes) == []
    assert harness.missing(paths, case.changes) == []
    assert _done(lab, case)["changed"] is False


@pytest.mark.parametrize("options", [variant for variant in VARIANTS if "clear_with" not in variant], ids=str)
@pytest.mark.parametrize("case", INFO_CASES, ids=lambda case: case.name)
def test_every_variant_gives_the_same_information(
    lab: Lab, apio: ApioServer, case: Case, options: dict[str, Any]
) -> None:
    plain = _done(lab, case)["access_devices"]
    apio.set_options(options)
    assert _done(lab, case)["access_devices"] == plain


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("way", ["login", "token"])
def test_behind_apio_core(lab: Lab, apio: ApioServer, case: Case, way: str) -> None:
    apio.set_options({"session": False})
    _set_up(lab, case)
    core: dict[str, Any] = {"api_url": lab.url("apio", "http") + "/api/v01/p1"}
    if way == "token":
        core.update(api_username=None, api_password=None, api_token=apio.options["token"])
    assert _done(lab, case, **core)["changed"] is True
    again = _done(lab, case, **core)
    assert again["changed"] is False
    assert again["api_requests"] == (2 if way == "login" else 1)


def test_a_second_factor_is_told(lab: Lab, apio: ApioServer) -> None:
    apio.set_options({"two_factor": True})
    result = _failed(lab, UPDATE, api_url=lab.url("apio", "http") + "/api/v01/p1")
    assert result["error"]["kind"] == "authentication"
    assert "second factor" in result["msg"]


def test_a_wrong_token_is_told_after_one_request(lab: Lab, apio: ApioServer) -> None:
    core = {"api_url": lab.url("apio", "http") + "/api/v01/p1", "api_username": None, "api_password": None}
    result = _failed(lab, UPDATE, api_token="not-the-token", **core)
    assert result["error"]["kind"] == "authentication"
    assert result["api_requests"] == 1
    assert "not-the-token" not in str(result)


def test_an_address_without_a_path_means_the_documented_prefix(lab: Lab, apio: ApioServer) -> None:
    assert _done(lab, UPDATE, api_url=lab.url("apio", "http") + "/")["changed"] is True


@pytest.mark.parametrize("path", ["/api", "/api/v2", "/api/v01", "/api/v01/p2"])
def test_a_wrong_prefix_is_told(lab: Lab, apio: ApioServer, path: str) -> None:
    result = _failed(lab, UPDATE, api_url=lab.url("apio", "http") + path)
    assert result["error"]["kind"] in ("not_the_system", "authentication", "not_found")
    assert "api_url" in result["msg"]


@pytest.mark.parametrize("level", [0, 4])
@pytest.mark.parametrize("case", [UPDATE, INFO[""]], ids=lambda case: case.module)
def test_who_is_no_administrator_is_told(lab: Lab, apio: ApioServer, case: Case, level: int) -> None:
    apio.set_options({"user_level": level})
    result = _failed(lab, case)
    assert result["error"]["kind"] == "permission"
    assert "Group Admin" in result["msg"]


def test_an_administrator_of_another_group_is_told(lab: Lab, apio: ApioServer) -> None:
    apio.set_options({"user_level": 8, "user_tenant": "foo", "user_group": "other"})
    assert _failed(lab, UPDATE)["error"]["kind"] == "permission"
    apio.set_options({"user_group": "foogroup"})
    assert _done(lab, UPDATE)["changed"] is True


def test_a_session_that_ends_between_two_requests_is_renewed(lab: Lab, apio: ApioServer) -> None:
    lab.faults.add(Fault("status", device="apio", kind="write", status=401))
    assert _done(lab, UPDATE)["changed"] is True
    assert len(lab.journal.entries(device="apio", kind="auth")) == 2


@pytest.mark.parametrize("options", [{}, {"error_form": "list"}], ids=str)
@pytest.mark.parametrize("place", [{"tenant_id": "bar"}, {"group_id": "other"}], ids=str)
@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize("check", [True, False])
def test_a_missing_group_is_no_absent_device(
    lab: Lab, apio: ApioServer, options: dict[str, Any], place: dict[str, Any], state: str, check: bool
) -> None:
    apio.set_options(options)
    result = harness.call(lab, CREATE, check=check, state=state, **place)
    assert result.get("failed")
    assert result["error"]["kind"] == "not_found"
    assert "not found" in result["error"]["message"]


def test_a_type_can_not_change(lab: Lab, apio: ApioServer) -> None:
    before = harness.state(lab, UPDATE)
    result = _failed(lab, UPDATE, device_type="CTYealink-T48G")
    assert "device_type" in result["msg"]
    assert "recreate" in result["msg"]
    assert harness.state(lab, UPDATE) == before


def test_a_device_with_users_is_not_recreated(lab: Lab, apio: ApioServer) -> None:
    before = harness.state(lab, UPDATE)
    result = _failed(lab, UPDATE, device_name="foodevice", device_type=PHONE, recreate=True)
    assert "2 connected users" in result["msg"]
    assert harness.state(lab, UPDATE) == before


@pytest.mark.parametrize("action", ["reset_before", "reset_after", "hang_after"])
@pytest.mark.parametrize("method", ["DELETE", "POST"])
def test_a_recreation_survives_what_gets_lost(lab: Lab, apio: ApioServer, action: str, method: str) -> None:
    _set_up(lab, RECREATE)
    fault = {"path": "access_devices", "seconds": harness.TIMEOUT + 1}
    lab.faults.add(Fault(action, device="apio", kind="write", method=method, **fault))  # type: ignore[arg-type]
    _done(lab, RECREATE)
    device = _devices(lab)["APIO Test Device"]
    assert device["deviceType"] == "CTYealink-T48G"
    assert device["serialNumber"] == "SN-1"
    assert device["password"] == "n3w-device-secret"


@pytest.mark.parametrize("together", [False, True])
def test_a_device_of_an_unknown_type_comes_back_as_it_was(lab: Lab, apio: ApioServer, together: bool) -> None:
    _set_up(lab, RECREATE)
    apio.set_options({"credentials_together": together})
    before = _devices(lab)["APIO Test Device"]
    result = _failed(lab, RECREATE, device_type="No such type")
    assert "Unknown device type" in result["msg"]
    assert "created again as it was" in result["msg"]
    assert _devices(lab)["APIO Test Device"] == {**before, "password": "n3w-device-secret"}


def test_a_device_that_somebody_else_creates_meanwhile_is_brought_to_the_desired_state(
    lab: Lab, apio: ApioServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = apio.handle

    def race(request: Any) -> Any:
        if request.method == "POST" and "Desk" not in str(list(_devices(lab))) and "access_devices" in request.path:
            theirs = {"deviceType": PHONE, "description": "Theirs"}
            apio.patch({"tenants": {"foo": {"groups": {"foogroup": {"devices": {NEW_NAME: theirs}}}}}})
        return handle(request)

    monkeypatch.setattr(apio, "handle", race)
    _done(lab, CREATE)
    assert _devices(lab)[NEW_NAME]["description"] == "Desk by the window"
    methods = [entry.method for entry in lab.journal.entries(device="apio", kind="write")]
    assert methods == ["POST", "PUT"]


NEW_NAME = CREATE.args["device_name"]

NAMES = ("a b", "a/b", "50%", "%2F", "Zoë", "日本 1", "a?b#c&d=e+f", "x" * 40, "..x", "'\"<>", "a;b:c@d")


@pytest.mark.parametrize("name", NAMES)
def test_every_name_lives_its_life(lab: Lab, apio: ApioServer, name: str) -> None:
    assert _done(lab, CREATE, device_name=name)["changed"] is True
    assert name in _devices(lab)
    assert _done(lab, CREATE, device_name=name)["changed"] is False
    assert _done(lab, CREATE, device_name=name, description="Other")["plan"][0]["method"] == "PUT"
    details = _done(lab, INFO["one-device"], device_name=[name], gather=["details"])
    assert details["access_devices"]["details"][name]["description"] == "Other"
    assert _done(lab, CREATE, device_name=name, state="absent")["changed"] is True
    assert name not in _devices(lab)
    assert _done(lab, CREATE, device_name=name, state="absent")["changed"] is False


@pytest.mark.parametrize("together", [False, True])
def test_a_password_is_sent_by_policy(lab: Lab, apio: ApioServer, together: bool) -> None:
    _set_up(lab, CREDENTIALS)
    apio.set_options({"credentials_together": together})
    options: dict[str, Any] = {"user_name": None, "password": "an0ther-secret"}
    quiet = _done(lab, CREDENTIALS, **options)
    assert quiet["changed"] is False
    assert quiet["unverified"] == ["password"]
    assert _devices(lab)["APIO Test Device"]["password"] == "0ld-device-secret"
    along = _done(lab, CREDENTIALS, description="New", **options)
    assert along["changed"] is True
    assert _devices(lab)["APIO Test Device"]["password"] == "an0ther-secret"
    for _ in range(2):
        always = _done(lab, CREDENTIALS, user_name=None, password="third-secret", update_secrets="always")
        assert always["changed"] is True
    assert _devices(lab)["APIO Test Device"]["password"] == "third-secret"


@pytest.mark.parametrize("status", [400, 422])
def test_a_value_that_the_server_refuses_is_told_in_its_words(lab: Lab, apio: ApioServer, status: int) -> None:
    apio.set_options({"constraint_status": status})
    result = _failed(lab, CREATE, device_type="No such type")
    assert result["error"]["code"] == 2
    assert result["error"]["http_status"] == status
    assert "Unknown device type No such type" in result["msg"]


def test_partly_done_is_a_failure_that_tells_the_parts(lab: Lab, apio: ApioServer) -> None:
    parts = [{"code": 2, "message": "macAddress: taken"}, {"code": 2, "message": "port: taken"}]
    lab.faults.add(Fault("status", device="apio", kind="write", status=207, body=parts))
    result = _failed(lab, UPDATE)
    assert "in part only: macAddress: taken; port: taken" in result["msg"]
    assert _done(lab, UPDATE)["changed"] is True


def test_a_wait_that_is_too_long_is_told(lab: Lab, apio: ApioServer) -> None:
    lab.faults.add(Fault("status", device="apio", kind="read", status=429, headers={"Retry-After": "3600"}))
    result = _failed(lab, UPDATE)
    assert result["error"]["kind"] == "busy"
    assert "3600 s" in result["msg"]


def test_every_url_ends_with_a_slash(lab: Lab, apio: ApioServer) -> None:
    """Every URL that the modules send ends with a slash, the login at APIO Core apart."""
    for case in (*CASES, *INFO_CASES):
        _set_up(lab, case)
        _done(lab, case)
    assert {entry.path[-1] for entry in lab.journal.entries(device="apio")} == {"/"}


def test_an_unknown_tag_set_is_an_error(lab: Lab, apio: ApioServer) -> None:
    result = _failed(lab, INFO["tag-set"], tags={"tag_set_name": "None such"})
    assert result["error"]["kind"] == "not_found"
    assert "None such" in result["msg"]


def test_a_filter_that_got_lost_filters_all_the_same(lab: Lab, apio: ApioServer) -> None:
    wanted = _done(lab, INFO["tag-set"])["access_devices"]
    apio.set_options({"tag_set_in": "query"})
    assert _done(lab, INFO["tag-set"])["access_devices"] == wanted
