# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the connection options come from, and which make no sense."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import env_fallback

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import (
    Connection,
    connect,
    connection_spec,
    resolve,
    user_information,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret

EXTRA = {"client_secret": {"type": "str", "no_log": True}}


def spec(**changes: Any) -> dict[str, Any]:
    return connection_spec("acme_", **{"tokens": True, "timeout": 12, "extra": EXTRA, **changes})


def test_the_options() -> None:
    found = spec()
    assert set(found) == {
        "api_url", "api_username", "api_password", "api_token", "validate_certs", "ca_path", "timeout", "retries",
        "client_secret",
    }  # fmt: skip
    assert [name for name, entry in found.items() if entry.get("no_log")] == [
        "api_password",
        "api_token",
        "client_secret",
    ]
    assert found["timeout"]["default"] == 12
    assert {name: entry["type"] for name, entry in found.items() if entry["type"] != "str"} == {
        "validate_certs": "bool",
        "ca_path": "path",
        "timeout": "int",
        "retries": "int",
    }
    assert found["api_url"]["fallback"] == (env_fallback, ["ACME_API_URL"])
    assert found["client_secret"]["fallback"] == (env_fallback, ["ACME_CLIENT_SECRET"])
    assert "api_token" not in spec(tokens=False)
    assert "fallback" not in EXTRA["client_secret"], "the vendor's own table stays as it is"


def test_the_environment_is_the_last_resort_of_a_module_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_API_URL", "http://from.env")
    monkeypatch.setenv("ACME_TIMEOUT", "99")
    validator = ArgumentSpecValidator(spec())
    found = validator.validate({"timeout": 5}).validated_parameters
    assert (found["api_url"], found["timeout"], found["retries"]) == ("http://from.env", 5, 2)


def lookup(args: dict[str, Any], variables: dict[str, Any], environment: dict[str, str]) -> tuple[Any, list[Any]]:
    """The resolved options, and what was templated for them."""
    templated: list[Any] = []

    def template(raw: Any) -> Any:
        templated.append(raw)
        return {"{{ empty }}": "", "{{ none }}": None}.get(raw, f"templated {raw}")

    return resolve("acme_", ["api_url", "timeout"], args, variables, template, environment), templated


VARIABLE, ENVIRONMENT = {"acme_api_url": "variable"}, {"ACME_API_URL": "environment", "ACME_OTHER": "x"}


def test_the_task_comes_first() -> None:
    assert lookup({"api_url": "task"}, VARIABLE, ENVIRONMENT) == ({}, [])


def test_the_host_s_variable_comes_second_and_is_templated() -> None:
    assert lookup({}, VARIABLE, ENVIRONMENT) == ({"api_url": "templated variable"}, ["variable"])
    assert lookup({"api_url": None}, VARIABLE, ENVIRONMENT)[0] == {"api_url": "templated variable"}


def test_the_environment_comes_last() -> None:
    assert lookup({}, {"acme_other": "x", "api_url": "x"}, ENVIRONMENT) == ({"api_url": "environment"}, [])
    assert lookup({}, {}, {}) == ({}, [])


@pytest.mark.parametrize("raw", ["{{ empty }}", "{{ none }}"])
def test_a_variable_that_is_empty_is_none(raw: str) -> None:
    assert lookup({}, {"acme_api_url": raw}, ENVIRONMENT)[0] == {"api_url": "environment"}


def params(**changes: Any) -> dict[str, Any]:
    given = {"api_url": "https://h.example.com:8443/x", "api_username": "u", "api_password": "p", "api_token": "t"}
    return {**given, "validate_certs": True, "ca_path": "/ca", "timeout": 7, "retries": 3, **changes}


def test_a_connection() -> None:
    found = connect("acme_", params(client_secret="c"), ["client_secret"])
    assert found == Connection(
        url="https://h.example.com:8443/x",
        username="u",
        password="p",
        token="t",
        validate_certs=True,
        ca_path="/ca",
        timeout=7,
        retries=3,
        extra={"client_secret": "c"},
    )
    assert isinstance(found.password, Secret)
    assert isinstance(found.token, Secret)
    assert found.device == "https://h.example.com:8443"
    assert connect("acme_", params(api_password=None, api_token=None), []).password is None
    assert Connection("http://u:p@h/x").device == "http://h"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"api_url": None}, "api_url: is required: as an option, in module_defaults, as the variable acme_api_url, or in ACME_API_URL"),
        ({"api_url": ""}, "api_url: is required"),
        ({"api_url": "ftp://h"}, "api_url: 'ftp://h' is not valid, allowed is http://HOST or https://HOST"),
        ({"api_url": "h.example.com"}, "api_url: 'h.example.com' is not valid"),
        ({"api_url": "http:///x"}, "is not valid"),
        ({"timeout": 0}, "timeout: 0 is out of range, allowed is at least 1"),
        ({"retries": -1}, "retries: -1 is out of range, allowed is at least 0"),
    ],
)  # fmt: skip
def test_what_makes_no_sense(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        connect("acme_", params(**changes), [])
    assert message in caught.value.message


def test_the_least_that_is_allowed() -> None:
    found = connect("acme_", params(timeout=1, retries=0), [])
    assert (found.timeout, found.retries) == (1, 0)


@pytest.mark.parametrize("url", ["https://u:s3cret@h", "ftp://u:s3cret@h", "u:s3cret@h", "http://u:s3c/ret@h"])
def test_user_information_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(OptionError, match="must not contain user information: use api_username") as caught:
        connect("acme_", params(api_url=url), [])
    assert "s3c" not in caught.value.message


@pytest.mark.parametrize(
    ("url", "information"),
    [("http://u:p@h/x", "u:p"), ("u:p@h", "u:p"), ("http://u@a@h", "u@a"), ("http://h/x", ""), ("", ""), (None, "")],
)
def test_the_user_information_of_a_url(url: str | None, information: str) -> None:
    assert user_information(url) == information
