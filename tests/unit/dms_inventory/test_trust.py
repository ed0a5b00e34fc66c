# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text from outside stays text, under every supported ansible-core."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from ansible_collections.telco.cpe.plugins.plugin_utils._trust import MARKED, trusted, untrusted

HOSTILE = [
    "{{ 6 * 7 }}",
    "x{{ lookup('ansible.builtin.env', 'HOME') }}",
    "{% if true %}yes{% endif %}",
    "{# nothing #}seen",
    "#jinja2: variable_start_string:'[[', variable_end_string:']]'\n[[ 6 * 7 ]]",
    "}} {{ 6 * 7 }} {{",
]


def rendered(template: str, value: Any) -> Any:
    return Templar(DataLoader(), variables={"given": untrusted(value)}).template(trusted(template))


def test_what_is_trusted_is_a_template() -> None:
    assert str(rendered("{{ 6 * 7 }}", "")) == "42"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_not(text: str) -> None:
    assert rendered("{{ given }}", text) == text
    assert rendered("<{{ given }}>", text) == f"<{text}>"
    assert rendered("{{ given[0].inner }}", [{"inner": text}]) == text


@pytest.mark.parametrize("text", [*HOSTILE, "lookup('ansible.builtin.env', 'HOME') == ''", "a|length"])
def test_hostile_text_is_no_condition_either(text: str) -> None:
    """A condition that is itself a template must not make an expression of what a CPE says."""
    if MARKED:
        assert type(untrusted(text)) is not str
    else:
        assert type(untrusted(text)) is str  # trust is what would have to be added


def test_plain_text_is_left_plain() -> None:
    value = {"model": "ALPHA 001", "mac": "02:00:5E:00:00:01", "n": 5, "none": None, "list": ["a/b@c+d-e_f.g, h"]}
    marked = untrusted(value)
    assert marked == value
    assert {type(item) for item in marked.values()} == {str, int, type(None), list}
    assert json.loads(json.dumps(marked)) == value
