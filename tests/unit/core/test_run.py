# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a resource to a module's result: every failure becomes one, and no secret is in it."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import http, info
from ansible_collections.telco.cpe.plugins.module_utils._core import run as running
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, NotTaken, Unreachable
from ansible_collections.telco.cpe.plugins.module_utils._core.run import QuietModule, hide, run, run_module
from tests.unit.core.acme import DEVICE, Facts, Fault, Network, System, params


class Secretive(Network):
    """Knows a secret of its own, and warns."""

    def secrets(self) -> set[str]:
        return {"own-s3cret"}

    def execute(self) -> dict[str, Any]:
        self.warnings.append("beware")
        return super().execute()


def test_a_success(system: System) -> None:
    result, secrets = run(Secretive, params(Secretive), check_mode=False)
    assert result["changed"] is False
    assert result["warnings"] == ["beware"]
    assert secrets == {"own-s3cret"}


def test_check_mode_reaches_the_resource(system: System) -> None:
    result, _secrets = run(Network, params(Network, name="a"), check_mode=True)
    assert (result["changed"], system.writes) == (True, [])
    run(Network, params(Network, name="a"), check_mode=False)
    assert len(system.writes) == 1


def test_what_a_long_run_tells_on_its_way(system: System) -> None:
    class Talkative(Network):
        def execute(self) -> dict[str, Any]:
            self.tell("half-way")
            return super().execute()

    told: list[str] = []
    run(Talkative, params(Talkative), check_mode=False, tell=told.append)
    assert told == ["half-way"]
    result, _secrets = run(Talkative, params(Talkative), check_mode=False)
    assert result["changed"] is False, "it need not be listened to"


def test_a_failure(system: System) -> None:
    system.faults = [Fault(ApiFailure("refused", device=DEVICE, http_status=400, code=7))]
    result, _secrets = run(Secretive, params(Secretive, name="a"), check_mode=False)
    assert result == {
        "msg": f"{DEVICE}: refused. (HTTP status 400, code 7)",
        "changed": False,
        "error": {"kind": "api", "device": DEVICE, "http_status": 400, "code": 7},
        "failed": True,
        "api_requests": 2,
        "warnings": ["beware"],
    }


def test_a_failure_before_the_first_request(system: System) -> None:
    result, _secrets = run(Network, params(Network, vlan_id=5000), check_mode=False)
    assert result == {
        "msg": "vlan_id: 5000 is out of range, allowed is 1 to 4094.",
        "changed": False,
        "error": {"kind": "option"},
        "failed": True,
    }


def test_unreachable(system: System) -> None:
    system.read_errors = [Unreachable("nothing there")]
    result, _secrets = run(Network, params(Network, name="a"), check_mode=False)
    assert result["unreachable"] is True
    assert "failed" not in result
    assert result["api_requests"] == 1


def test_a_message_shows_no_secret(system: System) -> None:
    error = NotTaken("asked own-s3cret, pw-s3cret and tok%2Fs3cret")
    system.read_errors = [error]
    options = params(Secretive, name="a", api_password="pw-s3cret", api_token="tok/s3cret")
    result, _secrets = run(Secretive, options, check_mode=False)
    assert result["msg"] == "asked ********, ******** and ********."


def test_user_information_of_the_url_is_a_secret() -> None:
    result, secrets = run(Network, params(Network, api_url="http://me:s3cret@h"), check_mode=False)
    assert secrets == {"me:s3cret"}
    assert "s3cret" not in str(result)


@pytest.mark.parametrize(
    ("module", "trace", "library", "url"),
    [
        (http, "REQUESTS_TRACE", "requests", "https://requests.readthedocs.io"),
        (info, "JMESPATH_TRACE", "jmespath", "https://github.com/jmespath/jmespath.py"),
    ],
)
def test_a_missing_library_is_told_as_ansible_does(
    monkeypatch: pytest.MonkeyPatch, system: System, module: Any, trace: str, library: str, url: str
) -> None:
    monkeypatch.setattr(module, trace, "Traceback ...")
    result, _secrets = run(Facts, params(Facts, query="a"), check_mode=False)
    assert result["msg"].startswith(f"Failed to import the required Python library ({library}) on ")
    assert url in result["msg"]
    assert (result["failed"], result["exception"]) == (True, "Traceback ...")


def test_a_mistake_of_ours_is_not_dressed_up_as_a_failure_of_the_device(system: System) -> None:
    class Broken(Network):
        def execute(self) -> dict[str, Any]:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(Broken, params(Broken), check_mode=False)
    assert system.closed == 1


def test_hiding_secrets_in_a_result() -> None:
    result = {"msg": "a s3cret b", "list": ["s3cret", {"x": "my s3cret"}], "n": 1, "other": None}
    assert hide(result, {"s3cret", ""}) == {
        "msg": "a ******** b",
        "list": ["VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", {"x": "my ********"}],
        "n": 1,
        "other": None,
    }


class Ended(BaseException):
    """The end of the module process."""


class Module(QuietModule):
    """A module process without the process."""

    def __init__(self, **arguments: Any) -> None:
        self.arguments = arguments
        self.params = params(Secretive, name="a")
        self.check_mode = False
        self.no_log_values = {"tok"}
        self.said: list[Any] = []
        Module.last = self

    last: Module

    def warn(self, warning: str) -> None:
        self.said.append(warning)

    def exit_json(self, **result: Any) -> None:
        self.said.append(("exit", result))
        raise Ended

    def fail_json(self, **result: Any) -> None:
        self.said.append(("fail", result))
        raise Ended


def test_a_module_process(monkeypatch: pytest.MonkeyPatch, system: System) -> None:
    monkeypatch.setattr(running, "QuietModule", Module)
    with pytest.raises(Ended):
        run_module(Secretive)
    module = Module.last
    assert module.arguments == {"argument_spec": Secretive.argument_spec(), "supports_check_mode": True}
    assert module.no_log_values == {"tok", "own-s3cret"}
    warning, (end, result) = module.said
    assert (warning, end, result["changed"]) == ("beware", "exit", True)
    assert "warnings" not in result


@pytest.mark.parametrize(("no_log", "end"), [(False, "fail"), (True, "exit")])
def test_a_module_process_discloses_nothing_that_is_shown(
    monkeypatch: pytest.MonkeyPatch, system: System, no_log: bool, end: str
) -> None:
    class Discloser(Network):
        disclosing: ClassVar[bool] = True

    class Told(Module):
        def __init__(self, **arguments: Any) -> None:
            super().__init__(**arguments)
            self.params = params(Discloser, disclose=True)
            self.no_log = no_log

    monkeypatch.setattr(running, "QuietModule", Told)
    with pytest.raises(Ended):
        run_module(Discloser)
    assert Module.last.said[-1][0] == end
    assert bool(system.log) == no_log


def test_a_module_process_that_fails(monkeypatch: pytest.MonkeyPatch, system: System) -> None:
    monkeypatch.setattr(running, "QuietModule", Module)
    system.read_errors = [ApiFailure("refused")]
    with pytest.raises(Ended):
        run_module(Secretive)
    assert Module.last.said[-1][0] == "fail"
    system.read_errors = [Unreachable("nothing there")]
    with pytest.raises(Ended):
        run_module(Secretive)
    end, result = Module.last.said[-1]
    assert (end, result["unreachable"]) == ("exit", True), "fail_json would make it failed as well"


def test_constraints_reach_the_module(monkeypatch: pytest.MonkeyPatch, system: System) -> None:
    class Choosy(Secretive):
        constraints: ClassVar[dict[str, Any]] = {"required_one_of": [("name", "model")]}

    monkeypatch.setattr(running, "QuietModule", Module)
    with pytest.raises(Ended):
        run_module(Choosy)
    assert Module.last.arguments["required_one_of"] == [("name", "model")]


def test_parameters_are_kept_out_of_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    module = Module()
    monkeypatch.setattr(Module, "log", lambda *_: pytest.fail("logged"), raising=False)
    module._log_invocation()
