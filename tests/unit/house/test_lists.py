# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that are kept by hand name what there is: routing, action groups, roles."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
import yaml

from ansible_collections.telco.cpe.plugins import modules

ROOT = Path(__file__).parents[3]
RUNTIME = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text())
MODULES = sorted(found.name for found in pkgutil.iter_modules(modules.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_routed_to_the_action(name: str) -> None:
    assert RUNTIME["plugin_routing"]["modules"][name] == {"action_plugin": "telco.cpe.direct"}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_in_the_action_group_of_its_vendor_only(name: str) -> None:
    vendor = importlib.import_module(f"{modules.__name__}.{name}").RESOURCE.vendor.name
    assert [group for group, members in RUNTIME["action_groups"].items() if name in members] == [vendor]


def test_no_action_is_redirected() -> None:
    """ansible-lint takes the target of a redirection for the module's canonical name, and users would be told to use it."""
    assert "action" not in RUNTIME["plugin_routing"]


def test_the_lists_name_nothing_that_is_not_there() -> None:
    assert sorted(RUNTIME["plugin_routing"]["modules"]) == MODULES
    assert sorted(name for members in RUNTIME["action_groups"].values() for name in members) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_the_documentation_names_the_action_group(name: str) -> None:
    module = importlib.import_module(f"{modules.__name__}.{name}")
    fragments = yaml.safe_load(module.DOCUMENTATION)["extends_documentation_fragment"]
    vendor = module.RESOURCE.vendor.name
    assert f"telco.cpe.attributes.{vendor}" in fragments
    assert f"telco.cpe.{vendor}" in fragments


@pytest.mark.parametrize("role", sorted(path.name for path in (ROOT / "roles").iterdir()))
def test_a_role_is_whole(role: str) -> None:
    folder = ROOT / "roles" / role
    for file in ("README.md", "meta/main.yml", "meta/argument_specs.yml", "defaults/main.yml", "tasks/main.yml"):
        assert (folder / file).is_file(), file
    options = yaml.safe_load((folder / "meta/argument_specs.yml").read_text())["argument_specs"]["main"]["options"]
    defaults = yaml.safe_load((folder / "defaults/main.yml").read_text())
    assert {name: option["default"] for name, option in options.items() if "default" in option} == defaults
    assert all(name.startswith(f"{role}_") for name in options)
