# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expressions over a record: keys and JMESPath, and how each fails."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import info
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import Missing, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._dms.expressions import Failed, compile_expression, compile_key

RECORD: dict[str, Any] = {"model": "M1", "seen": 5, "place": {"city": "kiel"}, "a.b": "dotted", "a": {"b": "nested"}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("model", "M1"),
        ("place.city", "kiel"),
        ("missing", None),
        ("missing || model", "M1"),
        ("seen > `3`", True),
        ("{m: model}", {"m": "M1"}),
        ("ends_with(model, '1')", True),
        ("'constant'", "constant"),
    ],
)
def test_expressions(text: str, value: Any) -> None:
    search = compile_expression(text, "hostvars.x")
    assert [search(RECORD), search(RECORD)] == [value, value]


@pytest.mark.parametrize(
    ("text", "value"), [("model", "M1"), ("a.b", "dotted"), ("place.city", "kiel"), ("sw-version", None)]
)
def test_keys_go_before_expressions(text: str, value: Any) -> None:
    assert compile_key(text, "hostnames[0]")(RECORD) == value


@pytest.mark.parametrize("compiler", [compile_expression, compile_key])
@pytest.mark.parametrize("text", ["join('-', [model", "model ||", "[?", "{{ model }}"])
def test_what_is_no_expression_is_refused_at_once(compiler: Any, text: str) -> None:
    with pytest.raises(OptionError, match=r"hostvars\.x: is no JMESPath expression"):
        compiler(text, "hostvars.x")


@pytest.mark.parametrize("text", ["upcase(model)", "length()", "join('-')"])
def test_a_function_that_does_not_exist_is_the_options_fault(text: str) -> None:
    with pytest.raises(OptionError, match=r"hostvars\.x"):
        compile_expression(text, "hostvars.x")(RECORD)


def test_a_record_that_does_not_fit_is_not() -> None:
    with pytest.raises(Failed):
        compile_expression("join('-', [model, seen])", "hostvars.x")(RECORD)


def test_keys_need_no_jmespath(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(info, "JMESPATH_TRACE", "ModuleNotFoundError: jmespath")
    assert compile_key("model", "hostnames[0]")(RECORD) == "M1"
    with pytest.raises(Missing):
        compile_expression("model", "hostvars.x")
