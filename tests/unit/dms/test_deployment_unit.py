# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_deployment_unit: which unit is meant, what is asked of the CPE, and when it counts as done."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import Busy, NoAnswer
from ansible_collections.telco.cpe.plugins.modules.dms_deployment_unit import RESOURCE

from .support import FakeTransport, reply, result, run_with

READ, CHANGE = "GetParameterValues", "ChangeDUState"
ROOT = "Device.SoftwareModules."
UUID = "8fa31c80-29c5-5d4a-9c1e-0d2f6f0b6d7e"
URL, NEW = "https://files.example.com/a-1.ipk", "https://files.example.com/a-2.ipk"
DONE = result([{"key": "data", "value": [{"methodName": "ChangeDUStateResponse", "is_response": True, "body": {}}]}])
NO_SUCH = reply({"error": "CWMP fault 9005: Invalid parameter name"}, 500)
UNIT = {
    "UUID": UUID,
    "DUID": "4711",
    "Name": "a",
    "Status": "Installed",
    "Resolved": True,
    "URL": URL,
    "Vendor": "v",
    "Version": "1",
    "ExecutionEnvRef": f"{ROOT}ExecEnv.1",
}


class Dms:
    """A DMS with one CPE. ``tables``: the units it has, one list a read, the last one for ever."""

    def __init__(self, *tables: Any, root: str = ROOT) -> None:
        self.tables: list[Any] = list(tables) or [[]]
        self.root = root
        self.answers: list[Any] = []

    def __call__(self, _verb: str, path: str, body: Any) -> Any:
        if path.endswith(CHANGE):
            return self.answers.pop(0) if self.answers else DONE
        if path.endswith("GetResult"):
            return self.answers.pop(0)
        if body["parameters"] != [self.root]:
            return NO_SUCH
        units = self.tables.pop(0) if len(self.tables) > 1 else self.tables[0]
        if not isinstance(units, list):
            return units
        found = [{"key": f"{self.root}DeploymentUnitNumberOfEntries", "value": len(units)}]
        for number, unit in enumerate(units, 1):
            found += [{"key": f"{self.root}DeploymentUnit.{number}.{k}", "value": v} for k, v in unit.items()]
        return result(found)


def unit(**changes: Any) -> dict[str, Any]:
    return {**UNIT, **changes}


def go(dms: Any, **args: Any) -> tuple[dict[str, Any], FakeTransport]:
    args.setdefault("search_options", {"cpe_id": "A"})
    return run_with(RESOURCE, dms, **args)


def methods(transport: FakeTransport) -> list[str]:
    return [path.rpartition("/")[2] for _verb, path, _body in transport.sent]


def asked(transport: FakeTransport) -> dict[str, Any]:
    body: dict[str, Any] = next(body for _verb, path, body in transport.sent if path.endswith(CHANGE))
    parameters: dict[str, Any] = body["parameters"]
    return parameters


class TestWhatIsAskedFor:
    def test_an_installation_has_every_documented_field(self) -> None:
        found, transport = go(
            Dms([], [UNIT]),
            uuid=UUID.upper(),
            url=URL,
            version="1",
            username="u",
            password="planted",
            execution_env_ref=f"{ROOT}ExecEnv.1.",
            command_key="k",
        )
        assert methods(transport) == [READ, CHANGE, READ]
        assert asked(transport) == {
            "Operations": {
                "Install": [
                    {
                        "URL": URL,
                        "UUID": UUID.upper(),
                        "Username": "u",
                        "Password": "planted",
                        "ExecutionEnvRef": f"{ROOT}ExecEnv.1.",
                    }
                ],
                "Update": [],
                "Uninstall": [],
            },
            "CommandKey": "k",
        }
        assert "planted" not in str(found)
        assert (found["changed"], found["pending"]) == (True, False)
        assert found["deployment_unit"]["duid"] == "4711"
        assert found["deployment_unit"]["path"] == f"{ROOT}DeploymentUnit.1."

    def test_an_update_names_the_unit_by_its_uuid(self) -> None:
        found, transport = go(Dms([UNIT], [unit(URL=NEW, Version="2")]), uuid=UUID, url=NEW, version="2")
        assert asked(transport)["Operations"] == {
            "Install": [],
            "Update": [{"UUID": UUID, "Version": "", "URL": NEW, "Username": "", "Password": ""}],
            "Uninstall": [],
        }
        path = f"{ROOT}DeploymentUnit.1."
        assert found["diff"]["before"][path]["version"] == "1"
        assert found["diff"]["after"][path]["version"] == "2"

    def test_an_uninstallation_may_be_of_one_version(self) -> None:
        two = [unit(Version="1"), unit(Version="2")]
        _found, transport = go(Dms(two, [unit(Version="2")]), uuid=UUID, version="1", state="absent")
        assert asked(transport)["Operations"]["Uninstall"] == [{"UUID": UUID, "Version": "1", "ExecutionEnvRef": ""}]
        _found, transport = go(Dms(two, []), uuid=UUID, state="absent")
        assert asked(transport)["Operations"]["Uninstall"] == [{"UUID": UUID, "Version": "", "ExecutionEnvRef": ""}]

    def test_a_unit_known_by_its_url_is_removed_by_its_uuid(self) -> None:
        _found, transport = go(Dms([UNIT, unit(UUID="other", URL=NEW)], [unit(URL=NEW)]), url=URL, state="absent")
        assert asked(transport)["Operations"]["Uninstall"][0]["UUID"] == UUID


@pytest.mark.parametrize(
    ("held", "args"),
    [
        ([UNIT], {"uuid": UUID}),
        ([UNIT], {"url": URL}),
        ([UNIT], {"uuid": UUID, "url": NEW, "version": "1"}),
        ([UNIT], {"uuid": UUID, "execution_env_ref": f"{ROOT}ExecEnv.1"}),
        ([unit(Version="1"), unit(Version="2")], {"uuid": UUID, "version": "2"}),
        ([], {"uuid": UUID, "state": "absent"}),
        ([unit(Status="Uninstalled")], {"uuid": UUID, "state": "absent"}),
        ([UNIT], {"uuid": UUID, "version": "7", "state": "absent"}),
    ],
)
def test_what_is_so_already_costs_one_read(held: list[dict[str, Any]], args: dict[str, Any]) -> None:
    found, transport = go(Dms(held), **args)
    assert methods(transport) == [READ]
    assert (found["changed"], found["plan"], found["pending"]) == (False, [], False)


@pytest.mark.parametrize(
    ("held", "args"),
    [
        ([unit(Status="Uninstalled")], {"uuid": UUID, "url": URL}),
        ([UNIT], {"uuid": UUID, "url": URL, "execution_env_ref": f"{ROOT}ExecEnv.2"}),
        ([UNIT], {"url": NEW}),
    ],
)
def test_what_is_not_this_unit_is_installed(held: list[dict[str, Any]], args: dict[str, Any]) -> None:
    _found, transport = go(Dms(held), **args)
    assert len(asked(transport)["Operations"]["Install"]) == 1


@pytest.mark.parametrize(
    ("status", "args"),
    [
        ("Installing", {"uuid": UUID, "url": URL}),
        ("Updating", {"uuid": UUID, "url": NEW, "version": "2"}),
        ("Uninstalling", {"uuid": UUID, "state": "absent"}),
    ],
)
def test_what_is_under_way_is_not_asked_for_again(status: str, args: dict[str, Any]) -> None:
    found, transport = go(Dms([unit(Status=status)]), **args)
    assert CHANGE not in methods(transport)
    assert (found["changed"], found["pending"]) == (False, True)


def test_what_is_under_way_is_waited_for() -> None:
    found, transport = go(Dms([unit(Status="Installing")], [unit(Status="Installing")], [UNIT]), uuid=UUID, wait=True)
    assert methods(transport) == [READ] * 3
    assert (found["changed"], found["pending"]) == (False, False)


def test_nothing_can_be_installed_without_a_url() -> None:
    found, _transport = go(Dms([]), uuid=UUID)
    assert "url: is required" in found["msg"]


def test_several_units_are_not_guessed_at() -> None:
    found, transport = go(Dms([unit(Version="1"), unit(Version="2")]), uuid=UUID, version="3", url=NEW)
    assert found["error"]["kind"] == "several_units"
    assert "of the versions 1, 2" in found["msg"]
    assert methods(transport) == [READ]


class TestWhereTheTableIs:
    def test_tr_098_is_found_after_tr_181(self) -> None:
        root = "InternetGatewayDevice.SoftwareModules."
        found, transport = go(Dms([UNIT], root=root), uuid=UUID)
        assert [body["parameters"] for _verb, _path, body in transport.sent] == [[ROOT], [root]]
        assert found["deployment_unit"]["path"] == f"{root}DeploymentUnit.1."
        _found, transport = go(Dms([UNIT], root=root), uuid=UUID, object_name=f"{root}DeploymentUnit.")
        assert methods(transport) == [READ]

    def test_a_cpe_without_units_is_told(self) -> None:
        found, _transport = go(lambda *_: NO_SUCH, uuid=UUID)
        assert found["error"]["kind"] == "unsupported"
        assert "no deployment units" in found["msg"]


class TestOutcomes:
    def test_what_is_still_to_come_is_pending(self) -> None:
        found, transport = go(Dms([], [unit(Status="Installing")]), uuid=UUID, url=URL)
        assert methods(transport) == [READ, CHANGE, READ]
        assert (found["pending"], found["deployment_unit"]["status"]) == (True, "Installing")
        _found, transport = go(Dms([]), uuid=UUID, url=URL, verify=False)
        assert methods(transport) == [READ, CHANGE]

    def test_it_is_waited_for_while_the_cpe_is_away(self) -> None:
        away = reply({"error": "Connection Request failed: the CPE does not answer"}, 500)
        found, _transport = go(Dms([], [], away, [UNIT]), uuid=UUID, url=URL, wait=True)
        assert (found["pending"], found["deployment_unit"]["status"]) == (False, "Installed")

    def test_what_does_not_come_is_a_failure(self) -> None:
        found, transport = go(Dms([], [unit(Status="Installing")]), uuid=UUID, url=URL, wait=True, wait_timeout=12)
        assert found["error"]["kind"] == "verify"
        assert "shows 1: Installing" in found["msg"]
        assert found["changed"] is True
        assert methods(transport).count(CHANGE) == 1

    def test_a_fault_is_named(self) -> None:
        dms = Dms([])
        dms.answers = [reply({"error": "CWMP fault 9023"}, 500)]
        found, _transport = go(dms, uuid=UUID, url=URL)
        assert (found["error"]["kind"], found["error"]["code"]) == ("cwmp_fault", 9023)
        assert "unknown execution environment" in found["msg"]

    def test_a_lost_answer_is_not_met_by_asking_again(self) -> None:
        dms = Dms([])
        dms.answers = [NoAnswer("the connection broke")]
        found, transport = go(dms, uuid=UUID, url=URL)
        assert methods(transport) == [READ, CHANGE, READ]
        assert "can't be known" in found["msg"]

    def test_a_lost_answer_may_have_come_about(self) -> None:
        dms = Dms([], [unit(Status="Installing")], [UNIT])
        dms.answers = [NoAnswer("the connection broke")]
        found, transport = go(dms, uuid=UUID, url=URL, wait=True)
        assert methods(transport).count(CHANGE) == 1
        assert (found["changed"], found["pending"]) == (True, False)

    def test_what_was_certainly_not_processed_is_sent_again(self) -> None:
        dms = Dms([], [], [UNIT])
        dms.answers = [Busy("come back", retry_after=1)]
        found, transport = go(dms, uuid=UUID, url=URL)
        assert methods(transport).count(CHANGE) == 2
        assert found["pending"] is False

    def test_async_is_left_running(self) -> None:
        dms = Dms([])
        dms.answers = [{"result": {"code": 200, "message": "started", "env_id": "env-7"}}]
        found, transport = go(dms, uuid=UUID, url=URL, command_options={"async": True})
        assert methods(transport) == [READ, CHANGE]
        assert (found["queued"], found["env_id"], found["pending"]) == (True, "env-7", False)

    def test_check_mode_tells_what_will_be(self) -> None:
        found, transport = go(Dms([]), uuid=UUID, url=URL, version="1", check=True, wait=True)
        assert methods(transport) == [READ]
        assert found["deployment_unit"] == {"uuid": UUID, "url": URL, "version": "1", "status": "Installed"}
