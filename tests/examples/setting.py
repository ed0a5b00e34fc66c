# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the examples of a module's documentation stand in when they are run: a host, its variables, its system's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Setting:
    """Where the EXAMPLES of a module run as they stand, task after task, none of which may fail.

    ``host`` is the device of the lab's default site that the inventory host stands for, by its name there; each module
    has one of its own. The inventory gives its connection variables; ``path`` is what api_url has behind host and port.
    ``variables`` are what the examples take from the inventory or a vault; ``prepare`` gets the lab's device before (its
    state, its options); ``clock`` makes the device's clock run that many times faster; ``files`` are files beside the
    playbook (name -> text).
    """

    host: str
    path: str = ""
    variables: dict[str, Any] = field(default_factory=dict)
    prepare: Callable[[Any], None] | None = None
    clock: float = 1
    files: dict[str, str] = field(default_factory=dict)
