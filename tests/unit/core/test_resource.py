# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all kinds have in common: the argument spec, the order of a run, what a result always holds."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.client import Client
from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from tests.unit.core.acme import ACME, Account, AcmeClient, Facts, Network, Reboot, System, params

CONNECTION = {"api_url", "api_username", "api_password", "api_token", "validate_certs", "ca_path", "timeout", "retries"}


def test_the_argument_spec() -> None:
    spec = Network.argument_spec()
    assert set(spec) == CONNECTION | {
        "realm", "name", "model", "vlan_id", "key", "pin", "verify", "clear", "update_secrets",
    }  # fmt: skip
    assert spec["clear"] == {"type": "list", "elements": "str", "default": []}
    assert spec["update_secrets"] == {"type": "str", "choices": ["on_change", "always"], "default": "on_change"}
    assert spec["timeout"]["default"] == 12
    assert set(Account.argument_spec()) == set(spec) | {"state"}
    assert set(Reboot.argument_spec()) == CONNECTION | {"realm", "delays"}
    assert set(Facts.argument_spec()) == CONNECTION | {"realm", "gather", "query"}


def test_what_no_table_needs_is_no_option() -> None:
    class Plain(Network):
        table = Group("", (Field("name"),))

    assert {"clear", "update_secrets"} & set(Plain.argument_spec()) == set()
    assert "name" in Plain.argument_spec()


def test_a_resource_may_call_the_policy_otherwise(system: System) -> None:
    class Filed(Network):
        policy = "update_content"

    assert "update_secrets" not in Filed.argument_spec()
    assert Filed.argument_spec()["update_content"]["default"] == "on_change"
    system.state = {"name": "a"}
    for policy, changed in (("on_change", False), ("always", True)):
        options = params(Filed, name="a", pin="1234", update_content=policy)
        assert Filed(options, check_mode=True).run()["changed"] is changed


def test_nothing_is_asked_before_the_options_are_right(system: System) -> None:
    for options in ({"vlan_id": 5000}, {"clear": ["name"]}, {"name": "too long a name"}, {"timeout": 0}):
        with pytest.raises(OptionError):
            Network(params(Network, **options), check_mode=False).run()
    assert system.log == []
    assert system.closed == 0


def test_a_run_ends_the_session_and_counts_its_requests(system: System) -> None:
    system.state = {"name": "a"}
    result = Network(params(Network, name="a"), check_mode=False).run()
    assert (result["api_requests"], system.closed) == (1, 1)
    result = Network(params(Network, name="b"), check_mode=False).run()
    assert (result["api_requests"], system.closed) == (3, 2)
    assert "warnings" not in result


def test_a_run_that_fails_ends_the_session_too(system: System) -> None:
    system.read_errors = [ApiFailure("no")]
    with pytest.raises(ApiFailure):
        Network(params(Network, name="a"), check_mode=False).run()
    assert system.closed == 1


def test_warnings_are_passed_on(system: System) -> None:
    class Loud(Network):
        def execute(self) -> dict[str, Any]:
            self.warnings.append("beware")
            return super().execute()

    assert Loud(params(Loud), check_mode=True).run()["warnings"] == ["beware"]


def test_the_session_ends_even_where_the_farewell_fails(system: System) -> None:
    class Rude(AcmeClient):
        def close(self) -> None:
            raise RuntimeError("slammed")

    client = Rude(Connection("http://h"))
    ended: list[bool] = []
    client.transport.close = lambda: ended.append(True)  # type: ignore[method-assign]
    with pytest.raises(RuntimeError, match="slammed"), client:
        pass
    assert ended


def test_what_a_base_class_leaves_to_modules() -> None:
    with pytest.raises(TypeError, match="Resource is of no kind"):
        Resource({}, check_mode=True).execute()
    with pytest.raises(TypeError, match="Client has no writes"):
        Client(Connection("http://h")).write(Write("POST", "x"))
    assert Resource({}, check_mode=True).secrets() == set()


def test_a_vendor_connects_with_its_own_options() -> None:
    connection = ACME.connect(params(Network, realm="r", api_token="t"))
    assert (connection.extra, connection.token, connection.timeout) == ({"realm": "r"}, "t", 12)
