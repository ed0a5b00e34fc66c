# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from .secret import mask


@dataclass(frozen=True)
class Write:
    """One call that changes something: what a plan consists of.

    ``payload`` is the request's body, or its query where the API writes by GET (``query`` says which).
    """

    method: str
    endpoint: str
    payload: t.Any = field(default_factory=dict)
    query: bool = False

    def shown(self) -> dict[str, t.Any]:
        """The write as the result's ``plan`` has it, secrets masked."""
        return {"method": self.method, "endpoint": self.endpoint, "payload": mask(self.payload)}
