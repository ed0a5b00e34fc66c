# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules' documentation against their argument specs: the same options, types, choices and defaults."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
import yaml

from ansible_collections.telco.cpe.plugins import modules
from ansible_collections.telco.cpe.plugins.doc_fragments import connection, engine, peplink

NAMES = sorted(found.name for found in pkgutil.iter_modules(modules.__path__) if found.name.startswith("peplink_"))
MODULES = [importlib.import_module(f"{modules.__name__}.{name}") for name in NAMES]


def _fragment(name: str) -> dict[str, Any]:
    part = name.removeprefix("telco.cpe.").split(".")
    source = {"connection": connection, "engine": engine, "peplink": peplink}.get(part[0])
    if source is None:
        return {}
    text = getattr(source.ModuleDocFragment, (part[1] if len(part) > 1 else "documentation").upper())
    options: dict[str, Any] = yaml.safe_load(text)["options"]
    return options


def _documented(module: Any) -> dict[str, Any]:
    found = yaml.safe_load(module.DOCUMENTATION)
    options = dict(found["options"])
    for name in found["extends_documentation_fragment"]:
        options.update(_fragment(name))
    return options


def _compare(documented: dict[str, Any], spec: dict[str, Any], path: str = "") -> None:
    assert set(documented) == set(spec), path
    for name, entry in spec.items():
        place = f"{path}{name}"
        doc = documented[name]
        assert doc["type"] == entry["type"], place
        assert doc.get("elements") == entry.get("elements"), place
        assert doc.get("choices") == entry.get("choices"), place
        assert doc.get("default") == entry.get("default"), place
        assert bool(doc.get("required")) == bool(entry.get("required")), place
        assert doc["description"], place
        if entry.get("options") or doc.get("suboptions"):
            _compare(doc["suboptions"], entry["options"], place + ".")


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_options_are_documented_as_they_are(module: Any) -> None:
    _compare(_documented(module), module.RESOURCE.argument_spec())


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_examples_use_existing_options(module: Any) -> None:
    def check(given: dict[str, Any], spec: dict[str, Any]) -> None:
        assert set(given) <= set(spec)
        for name, value in given.items():
            inner = spec[name].get("options")
            for entry in value if isinstance(value, list) else [value]:
                if inner and isinstance(entry, dict):
                    check(entry, inner)

    tasks = yaml.safe_load(module.EXAMPLES)
    assert tasks
    for task in tasks:
        for name in task:
            if name == f"telco.cpe.{module.__name__.rsplit('.', 1)[-1]}":
                check(task[name], module.RESOURCE.argument_spec())


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_what_is_returned_is_documented(module: Any) -> None:
    documented = yaml.safe_load(module.RETURN)
    assert module.RESOURCE.key in documented
    assert "api_requests" in documented
