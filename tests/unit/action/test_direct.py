# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action: which way a module runs, and with which options."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from ansible import constants

from ansible_collections.telco.cpe.plugins.action import direct
from ansible_collections.telco.cpe.plugins.action.direct import ActionModule, load, load_all, plain
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.modules import peplink_ssid_profile
from tests.unit.core.acme import URL, AcmeClient, Network, System

MODULE = "ansible_collections.telco.cpe.plugins.modules.peplink_ssid_profile"
INTERNAL: dict[str, Any] = {"_ansible_module_name": "telco.cpe.peplink_ssid_profile"}
if constants.config.get_configuration_definition("INJECT_INVOCATION"):
    INTERNAL["_ansible_inject_invocation"] = True


class Text(str):
    """A string as Ansible carries it about, with more to it than its characters."""

    __slots__ = ()


class Templar:
    """Fills in ``{{ name }}`` for whole strings, at any depth."""

    values: ClassVar = {
        "{{ url }}": URL,
        "{{ nothing }}": None,
        "{{ site }}": "north",
        "{{ env }}": {"ACME_REALM": "templated"},
    }

    def template(self, raw: Any) -> Any:
        if isinstance(raw, dict):
            return {key: self.template(value) for key, value in raw.items()}
        return self.values.get(raw, raw) if isinstance(raw, str) else raw


class Action(ActionModule):
    """The action without Ansible around it; notes what it would have executed as a module."""

    executed: list[dict[str, Any]]

    def _execute_module(self, **arguments: Any) -> dict[str, Any]:
        self.executed.append(arguments)
        return {"changed": False, "executed": True}


class Sites(Network):
    selectors: ClassVar[dict[str, Any]] = {
        "site": {"type": "str"},
        "search": {"type": "dict", "options": {"serial": {"type": "str"}}},
    }


class Discloser(Network):
    """Returns its key in clear, if it is asked to."""

    disclosing: ClassVar[bool] = True


RESOURCES: dict[str, type[Resource]] = {"acme_network": Network, "acme_sites": Sites, "acme_discloser": Discloser}


@pytest.fixture(autouse=True)
def _acme(monkeypatch: pytest.MonkeyPatch, system: System) -> None:
    monkeypatch.setattr(direct, "load", lambda name: RESOURCES[name])
    monkeypatch.delenv("ACME_API_URL", raising=False)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    """The made-up system of the test."""
    fresh = System()
    monkeypatch.setattr(AcmeClient, "system", fresh)
    return fresh


def action(args: dict[str, Any], *, name: str = "acme_network", transport: str = "local", **details: Any) -> Action:
    """The action of a task."""
    task = SimpleNamespace(
        action=f"telco.cpe.{name}",
        args=args,
        async_val=details.pop("async_val", 0),
        check_mode=details.pop("check_mode", False),
        environment=details.pop("environment", None),
        no_log=details.pop("no_log", None),
        diff=False,
    )
    connection = SimpleNamespace(transport=transport, _shell=SimpleNamespace(tmpdir="/tmp"))
    play_context = SimpleNamespace(become=details.pop("become", False), check_mode=False)
    assert not details
    one = Action(task, connection, play_context, None, Templar(), None)
    one.executed = []
    return one


def run(args: dict[str, Any], variables: dict[str, Any] | None = None, **details: Any) -> dict[str, Any]:
    """Run a task inside the worker. Out: its result."""
    one = action(args, **details)
    result: dict[str, Any] = one.run(task_vars=variables)
    assert one.executed == []
    return result


def test_a_local_connection_runs_it_here(system: System) -> None:
    system.state = {"name": "a"}
    result = run({"api_url": URL, "name": "b"})
    assert system.writes == [("PUT", {"name": "b"})]
    assert (result["changed"], result["acme_network"]) == (True, {"name": "b"})
    assert result["invocation"]["module_args"]["timeout"] == 12


@pytest.mark.parametrize(
    "details", [{"transport": "ssh"}, {"transport": "elsewhere"}, {"async_val": 60}, {"become": True}]
)
def test_everything_else_runs_as_a_module(system: System, details: dict[str, Any]) -> None:
    variables = {"acme_api_url": "{{ url }}"}
    one = action({"name": "b", "vlan_id": None}, **details)
    assert one.run(task_vars=variables)["executed"] is True
    assert system.log == []
    assert one.executed == [
        {
            "module_name": "telco.cpe.acme_network",
            "module_args": {"name": "b", "vlan_id": None, "api_url": URL},
            "task_vars": variables,
            "wrap_async": details.get("async_val", 0),
        }
    ]


def test_check_mode(system: System) -> None:
    assert run({"api_url": URL, "name": "b"}, check_mode=True)["changed"] is True
    assert system.writes == []


def connected(result: dict[str, Any]) -> dict[str, Any]:
    """The connection options that a run has used."""
    given: dict[str, Any] = result["invocation"]["module_args"]
    return {name: given[name] for name in ("api_url", "realm", "timeout", "validate_certs")}


def test_options_come_from_the_task_then_the_host_then_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_API_URL", "http://environment")
    monkeypatch.setenv("ACME_REALM", "environment")
    monkeypatch.setenv("ACME_TIMEOUT", "99")
    variables = {"acme_api_url": "{{ url }}", "acme_realm": "variable", "acme_validate_certs": "no"}
    found = connected(run({"realm": "task"}, variables))
    assert found == {"api_url": URL, "realm": "task", "timeout": 99, "validate_certs": False}
    assert connected(run({}, {"acme_api_url": "{{ nothing }}"}))["api_url"] == "http://environment"


def test_the_environment_keyword_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_REALM", "environment")
    before = dict(os.environ)
    environment = ["{{ env }}", None, {"ACME_TIMEOUT": 42}]
    found = connected(run({"api_url": URL}, environment=environment))
    assert (found["realm"], found["timeout"]) == ("templated", 42)
    assert dict(os.environ) == before


def test_the_environment_keyword_holds_while_the_module_runs(monkeypatch: pytest.MonkeyPatch, system: System) -> None:
    seen: list[str | None] = []

    class Looking(Network):
        def execute(self) -> dict[str, Any]:
            seen.append(os.environ.get("REQUESTS_CA_BUNDLE"))
            raise ZeroDivisionError

    monkeypatch.setattr(direct, "load", lambda name: Looking)
    with pytest.raises(ZeroDivisionError):
        run({"api_url": URL}, environment=[{"REQUESTS_CA_BUNDLE": "/ca.pem"}])
    assert seen == ["/ca.pem"]
    assert "REQUESTS_CA_BUNDLE" not in os.environ


def test_options_that_a_host_of_the_inventory_brings_along() -> None:
    variables = {"acme_api_url": URL, "acme_site": "{{ site }}", "acme_serial": "4711"}
    given = run({}, variables, name="acme_sites")["invocation"]["module_args"]
    assert (given["site"], given["search"]) == ("north", {"serial": "4711"})
    given = run({"site": "task", "search": {}}, variables, name="acme_sites")["invocation"]["module_args"]
    assert (given["site"], given["search"]) == ("task", {"serial": None})
    given = run({}, {"acme_api_url": URL}, name="acme_sites")["invocation"]["module_args"]
    assert (given["site"], given["search"]) == (None, None)
    assert "site" not in run({}, variables)["invocation"]["module_args"], "a module without the option is left alone"


def test_a_module_that_is_not_about_the_host_takes_nothing_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sites, "for_host", False)
    given = run({}, {"acme_api_url": URL, "acme_site": "north", "acme_serial": "4711"}, name="acme_sites")
    assert (given["invocation"]["module_args"]["site"], given["invocation"]["module_args"]["search"]) == (None, None)
    assert given["invocation"]["module_args"]["api_url"] == URL, "how to reach the system is still the host's"


def test_what_a_long_run_tells_is_shown_beside_the_results(capsys: pytest.CaptureFixture[str]) -> None:
    action({})._tell("half-way")
    shown = capsys.readouterr()
    assert (shown.out, shown.err.strip()) == ("", "half-way")


def test_secrets_are_hidden_in_the_whole_result(system: System) -> None:
    system.state = {"name": "pw-s3cret"}
    result = run({"api_url": URL, "api_password": "pw-s3cret", "key": "key-s3cret", "name": "b"})
    assert "s3cret" not in str(result)
    assert result["invocation"]["module_args"]["name"] == "b"


@pytest.mark.parametrize("transport", ["local", "ssh"])
@pytest.mark.parametrize("disclose", [True, "yes"])
def test_nothing_is_disclosed_where_it_would_be_shown(system: System, disclose: Any, transport: str) -> None:
    one = action({"api_url": URL, "disclose": disclose}, name="acme_discloser", transport=transport, no_log=False)
    result = one.run(task_vars={})
    assert result["failed"]
    assert result["msg"].startswith("disclose: is refused without no_log: true on the task")
    assert (system.log, one.executed) == ([], [])


def test_what_is_not_shown_may_be_disclosed(system: System) -> None:
    system.state = {"key": "key-of-the-system"}
    secret = run({"api_url": URL, "disclose": True, "name": "b"}, name="acme_discloser", no_log=True)
    assert secret["acme_network"]["key"] == "key-of-the-system"
    assert "key-of-the-system" not in str({**secret, "acme_network": None})
    masked = run({"api_url": URL, "disclose": False, "name": "b"}, name="acme_discloser")
    assert masked["acme_network"]["key"] == "********"
    one = action({"disclose": True}, name="acme_discloser", transport="ssh", no_log=True)
    assert one.run(task_vars={})["executed"] is True


def test_bad_options_make_no_request(system: System) -> None:
    result = run({"api_url": URL, "nme": "b", "api_password": "pw-s3cret"})
    assert result["failed"] is True
    assert result["msg"].startswith("Unsupported parameters for (telco.cpe.acme_network) module: nme. Supported")
    assert "s3cret" not in str(result)
    assert run({"vlan_id": "x"})["failed"] is True
    assert run({"vlan_id": "5000", "api_url": URL})["msg"] == "vlan_id: 5000 is out of range, allowed is 1 to 4094."
    assert system.log == []


def test_options_of_a_task_stay_as_they_were() -> None:
    args = {"name": Text("a")}
    run(args, {"acme_api_url": URL})
    assert args == {"name": "a"}
    assert type(args["name"]) is Text


@pytest.mark.parametrize("way", ["worker", "module"])
def test_bad_options_show_no_secret_that_only_its_name_tells(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(direct, "load", load)
    parameters = [{"name": "Device.Users.User.1.Password", "value": "pw-s3cret", "type": "float"}]
    args = {"api_url": "http://192.0.2.1", "search_options": {"cpe_id": "A"}, "parameters": parameters}
    if way == "worker":
        shown = str(run(args, name="dms_parameter_values"))
    else:
        done = subprocess.run(
            [sys.executable, "-m", MODULE.replace("peplink_ssid_profile", "dms_parameter_values")],
            input=json.dumps({"ANSIBLE_MODULE_ARGS": {**args, **INTERNAL}}),
            env={**os.environ, "PYTHONPATH": os.environ["ANSIBLE_COLLECTIONS_PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )
        shown = done.stdout + done.stderr
    assert "value of type must be one of" in shown
    assert "Device.Users.User.1.Password" in shown
    assert "pw-s3cret" not in shown


@pytest.mark.parametrize(
    "args",
    [
        {"id": 1, "nme": "x"},
        {"id": "abc"},
        {"name": "x"},
        {"id": 1, "match_name": "x"},
        {"id": 1, "security": {"policy": "open"}},
        {"id": 1, "vlan_id": 5000, "api_token": "t0k3n"},
    ],
    ids=["unsupported", "type", "required", "exclusive", "choice", "range"],
)
def test_both_ways_say_the_same_of_bad_options(monkeypatch: pytest.MonkeyPatch, args: dict[str, Any]) -> None:
    monkeypatch.setattr(direct, "load", load)
    args = {**args, "api_url": "http://192.0.2.1"}
    here = run(args, name="peplink_ssid_profile")
    done = subprocess.run(
        [sys.executable, "-m", MODULE],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": {**args, **INTERNAL}}),
        env={**os.environ, "PYTHONPATH": os.environ["ANSIBLE_COLLECTIONS_PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    there = json.loads(done.stdout)
    assert here["failed"] is True
    for key in ("msg", "failed", "error", "invocation"):
        assert here.get(key) == there.get(key)


def test_a_module_is_found_by_its_name() -> None:
    assert load("peplink_ssid_profile") is load("telco.cpe.peplink_ssid_profile") is peplink_ssid_profile.RESOURCE
    with pytest.raises(ImportError):
        load("nothing")


def test_every_module_is_loaded_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: dict[str, type[Resource]] = {}
    monkeypatch.setattr(direct, "load", lambda name: loaded.setdefault(name, load(name)))
    load_all()
    assert {"peplink_ssid_profile", "dms_info"} <= set(loaded)
    assert all(issubclass(resource, Resource) for resource in loaded.values())


def test_plain_values() -> None:
    value = {Text("k"): [Text("v"), (1, 2.5, True, None)], 3: Text("x")}
    found = plain(value)
    assert found == {"k": ["v", [1, 2.5, True, None]], "3": "x"}
    assert {type(key) for key in found} == {str}
    assert type(found["k"][0]) is str
    assert type(found["k"][1][2]) is bool
    assert found["k"][1][3] is None


class Vaulted:
    """A vaulted value as ansible-core before 2.19 hands it out: no string, but one when asked."""

    __ENCRYPTED__ = True

    def __str__(self) -> str:
        return "decrypted"


def test_a_vaulted_value_that_templating_left_is_decrypted() -> None:
    assert plain({"api_password": Vaulted()}) == {"api_password": "decrypted"}


@pytest.mark.parametrize("wanted", [True, False])
def test_the_arguments_are_in_the_result_as_ansible_puts_them_there_for_a_module(wanted: bool, system: System) -> None:
    system.state = {"name": "a"}
    result = run({"api_url": URL}, {"ansible_inject_invocation": wanted})
    asked = constants.config.get_configuration_definition("INJECT_INVOCATION") is not None
    assert ("invocation" in result) is (wanted or not asked), "before ansible-core 2.21 nobody is asked"
