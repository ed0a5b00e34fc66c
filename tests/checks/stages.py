# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stages of `make test`: what each runs, what it needs to have something to do, and how many cores it can use."""

from __future__ import annotations

import os
from dataclasses import dataclass

from tests.checks.environment import ROOT

# Of the tests, what is more than tests.
TYPED = [f"tests.{part}" for part in ("checks", "generate", "lab", "demo", "bench") if (ROOT / "tests" / part).is_dir()]
PLUGINS = [f"ansible_collections.telco.cpe.{part}" for part in ("plugins", "extensions.eda.plugins.event_source")]
CORES = max(2, os.cpu_count() or 2)


@dataclass(frozen=True)
class Stage:
    """One stage: commands that run one after the other, and end at the first that fails."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    """Argument lists; the programs are those of the virtual environment."""
    needs: tuple[str, ...] = ()
    """Patterns below the checkout; where none matches a file, the stage has nothing to do yet."""
    cores: int = 1
    """How many cores it keeps busy: what else may run beside it."""
    forbids: str = ""
    """A text that must not appear in the output, for programs that end well although something was wrong."""
    minutes: float = 20
    """Time limit."""

    def has_work(self) -> bool:
        """Return whether there is anything that this stage could check."""
        return not self.needs or any(next(ROOT.glob(pattern), None) is not None for pattern in self.needs)


def python(module: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that runs a module of the virtual environment."""
    return ("python", "-m", module, *arguments)


def nox(session: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that runs a session whose environment `make setup` has installed."""
    command = python("nox", "--reuse-existing-virtualenvs", "--no-install", "--sessions", session)
    return (*command, "--", *arguments) if arguments else command


def mypy(*packages: str, options: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the command that checks the types in packages."""
    return python("mypy", *options, *(argument for package in packages for argument in ("--package", package)))


def pytest(suite: str, *options: str, waits: int = 1) -> Stage:
    """Return the stage that runs one folder of tests on all cores; ``waits`` processes a core for tests that mostly wait."""
    command = python("pytest", f"tests/{suite}", "-n", str(CORES * waits), *options)
    return Stage(suite, (command,), (f"tests/{suite}/**/test_*.py",), CORES)


# Tests that all look at one run of every case: one process makes it once.
SHARED_RUNS = ("tests/contract/test_both_ways.py", "tests/contract/test_coverage.py")
APART = tuple(f"--ignore={file}" for file in SHARED_RUNS)
# By file: the tests of a file look at one run that a fixture makes, and each process would make it again.
BY_FILE = ("--dist", "loadfile")
# Tests that wait for seconds stand side by side: a process that has done its own takes over those of others.
STEALING = ("--dist", "worksteal")
# What has nothing of Ansible in it: with the newest ansible-core it is tested enough.
WITHOUT_ANSIBLE = ("--ignore=tests/unit/lab", "--ignore=tests/unit/checks")

# In the order in which they start, as cores come free: the long ones first, so that no core idles at the end.
STAGES = (
    Stage(
        "lint",
        (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("yamllint", "--strict", ".")),
    ),
    Stage("sanity", (python("tests.checks.sanity", "all"),), ("plugins/**/*.py",)),
    # Plugins run on whatever Python an operator's ansible-core runs on; the rest runs on the Python at hand.
    Stage(
        "types-plugins",
        (mypy(*PLUGINS, options=("--python-version", "3.10")),),
        ("plugins/**/*.py",),
    ),
    Stage("types-tests", (mypy(*TYPED),)),
    Stage(
        "ansible-lint",
        (("ansible-lint", "--profile", "production"),),
        ("roles/*/*", "playbooks/*.yml", "plugins/modules/*.py"),
    ),
    Stage("build", (nox("build-import-check"), python("tests.checks.artifact")), forbids="Galaxy importer emitted"),
    Stage("docs", (nox("docs-check"), ("make", "docs")), ("plugins/**/*.py", "roles/*/meta/argument_specs.yml")),
    Stage("licences", (nox("license-check"),)),
    Stage("changelog", (("antsibull-changelog", "lint"),)),
    Stage("extra-checks", (nox("extra-checks"),)),
    pytest("unit"),
    pytest("contract", *APART, *STEALING, waits=3),
    Stage("contract-runs", (python("pytest", *SHARED_RUNS),), SHARED_RUNS),
    pytest("integration", *BY_FILE),
    Stage("examples", (python("pytest", "tests/examples"),), ("tests/examples/test_*.py",)),
    pytest("molecule"),
    Stage(
        "interop",
        (nox("interop", "-n", str(CORES), *BY_FILE, "tests/interop"),),
        ("tests/interop/**/test_*.py",),
        CORES,
    ),
    Stage(
        "oldest-core",
        (
            nox("oldest", "-n", str(CORES * 2), *STEALING, *APART, *WITHOUT_ANSIBLE, "tests/unit", "tests/contract"),
            nox("oldest", "-n", str(CORES), *BY_FILE, *SHARED_RUNS, "tests/integration"),
        ),
        ("tests/unit/**/test_*.py",),
        CORES,
        minutes=30,
    ),
)
