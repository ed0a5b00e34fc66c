# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs modules against the lab inside this process, and tells what that did to the lab."""

from __future__ import annotations

import fnmatch
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator

from ansible_collections.telco.cpe.plugins import modules
from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._core.run import hide, run
from tests.contract import cases
from tests.contract.case import Case
from tests.lab import Lab

# Seconds that a request may take here before it counts as timed out.
TIMEOUT = 2


def module_names() -> list[str]:
    """Every module of the collection."""
    return sorted(found.name for found in pkgutil.iter_modules(modules.__path__))


def all_cases() -> list[Case]:
    """The cases of every module that has some."""
    found: list[Case] = []
    for entry in sorted(pkgutil.iter_modules(cases.__path__), key=lambda entry: entry.name):
        found += importlib.import_module(f"{cases.__name__}.{entry.name}").CASES
    return found


def resource_of(case: Case) -> type[Resource]:
    """The resource of a case's module."""
    resource: type[Resource] = importlib.import_module(f"{modules.__name__}.{case.module}").RESOURCE
    return resource


def is_info(case: Case) -> bool:
    """Whether a case's module only reads."""
    return issubclass(resource_of(case), Info)


def connection(lab: Lab, case: Case, scheme: str = "http") -> dict[str, Any]:
    """The connection options with which a case's module reaches its device."""
    device = lab.device(case.device)
    url = lab.url(case.device, scheme)
    return {
        "api_url": url + case.url_path,
        "api_username": device.options["username"],
        "api_password": device.options["password"],
        "ca_path": str(lab.ca_path),
        "timeout": TIMEOUT,
    }


def call(lab: Lab, case: Case, *, check: bool = False, **options: Any) -> dict[str, Any]:
    """Run a case's module as an Ansible worker would; ``options`` are merged over the case's. Out: its result."""
    resource = resource_of(case)
    args = {**connection(lab, case), **case.args, **options}
    checked = ModuleArgumentSpecValidator(resource.argument_spec(), **resource.constraints).validate(
        {name: value for name, value in args.items() if value is not None}
    )
    if checked.errors.errors:
        return {"failed": True, "msg": checked.errors.msg}
    result, secrets = run(resource, checked.validated_parameters, check_mode=check)
    return hide(result, secrets | set(checked._no_log_values))


def prepare(lab: Lab, case: Case) -> None:
    """Put the case's device into the state in which the case starts, and forget what happened before."""
    lab.faults.clear()
    lab.online(case.device)
    lab.refuse_writes = False
    device = lab.device(case.device)
    # A CPE with two faces tells the one at its next session what the other has: none of it may be left from other cases.
    for other in lab.devices.values():
        if {device.system, other.system} == {"dms", "icwmp"}:
            with other.lock:
                other.reset_options()
                other.reset()
    with device.lock:
        device.reset_options()
        device.reset()
        if case.setup:
            case.setup(device)
    lab.journal.clear()


def settle(lab: Lab, case: Case) -> None:
    """Let happen on the device what takes time."""
    if case.settle:
        device = lab.device(case.device)
        with device.lock:
            case.settle(device)


def state(lab: Lab, case: Case) -> dict[str, Any]:
    """The device's state."""
    device = lab.device(case.device)
    with device.lock:
        return device.snapshot()


def changed_paths(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """The dotted paths at which two snapshots differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}, key=str):
            place = f"{path}.{key}" if path else str(key)
            if key not in before or key not in after:
                yield from _leaves(after.get(key, before.get(key)), place)
            else:
                yield from changed_paths(before[key], after[key], place)
    elif before != after:
        yield path


def _leaves(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}")
    else:
        yield path


def unexpected(paths: list[str], patterns: tuple[str, ...]) -> list[str]:
    """The paths that no pattern allows."""
    return [path for path in paths if not any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)]


def missing(paths: list[str], patterns: tuple[str, ...]) -> list[str]:
    """The patterns that no path fulfils."""
    return [pattern for pattern in patterns if not any(fnmatch.fnmatchcase(path, pattern) for path in paths)]


def requests(lab: Lab, case: Case, kind: str | None = None) -> int:
    """How many requests of a kind the case's device has seen."""
    return len(lab.journal.entries(device=case.device, kind=kind))  # type: ignore[arg-type]
