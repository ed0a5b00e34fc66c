# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a role, once, for its argument specs and its README."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CONNECTION = (
    "The connection comes from variables of the host (C({prefix}api_url), C({prefix}api_username), C({prefix}api_password), ...),"
    " from C(module_defaults), or from the environment, as for every module of the collection."
)
NOTHING = "The defaults change nothing."


@dataclass(frozen=True)
class Entries:
    """A variable that is a list of what a module takes, less what the role itself decides."""

    variable: str
    module: str
    description: str
    without: tuple[str, ...] = ()
    option: str = ""
    """Only this option of the module, which is a list itself."""
    extra: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What an entry has beside the module's options, or instead of the same one."""


@dataclass(frozen=True)
class Plain:
    """A variable that is one option of a module, under a name of the role."""

    variable: str
    module: str
    option: str
    default: Any = None


@dataclass(frozen=True)
class Role:
    """A role: what it is, and its variables."""

    name: str
    short: str
    description: tuple[str, ...]
    variables: tuple[Entries | Plain, ...]
    example: str
    own: dict[str, dict[str, Any]] = field(default_factory=dict)
