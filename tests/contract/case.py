# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a module has to bring along for the contract suite: one file a module under cases/, with CASES."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

FAULTS = (
    "refused",
    "reset_before_read",
    "reset_before_write",
    "reset_after_write",
    "timeout_read",
    "timeout_after_write",
    "unauthorized",
    "busy_read",
    "busy_write",
    "server_error_read",
    "server_error_write",
    "login_page",
    "truncated_json",
    "silent",
)


@dataclass(frozen=True)
class Case:
    """One desired state for one module, and what is to be expected of it.

    ``changes`` are the dotted paths of the lab's snapshot that a run changes, exactly these (fnmatch patterns allowed);
    ``reads`` the read requests of a converged run; ``bad`` pairs options merged over ``args`` with the text that the message must
    contain; ``write_path`` is the regular expression of the essential write's path; ``url_path`` what
    api_url has behind host and port; ``faults`` the fault tests that apply; ``volatile`` the names in results of what two runs
    may tell differently, as times are.
    """

    module: str
    device: str
    args: dict[str, Any]
    name: str = ""
    changes: tuple[str, ...] = ()
    setup: Callable[[Any], None] | None = None
    settle: Callable[[Any], None] | None = None
    secrets: tuple[str, ...] = ()
    reads: int = 1
    idempotent: bool = True
    bad: tuple[tuple[dict[str, Any], str], ...] = ()
    write_path: str = ""
    url_path: str = ""
    faults: tuple[str, ...] = FAULTS
    volatile: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.module}-{self.name}" if self.name else self.module
