# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from .._core.errors import OptionError

_FORM = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True)
class Slice:
    """Part ``number`` (from 1) of ``parts`` equal parts of all CPEs.

    A CPE's part depends on its id alone, so that it stays where it is when others come and go.
    """

    number: int = 1
    parts: int = 1

    @classmethod
    def parse(cls, text: str | None, option: str = "slice") -> Slice:
        """``"2/8"`` is the second of eight parts; None is everything. Raises OptionError."""
        if text is None:
            return cls()
        found = _FORM.fullmatch(text.strip())
        number, parts = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= number <= parts:
            raise OptionError(option, f"{text!r} is not valid, allowed is N/M with N from 1 to M, such as 2/8")
        return cls(number, parts)

    def __contains__(self, cpe_id: str) -> bool:
        if self.parts == 1:
            return True
        digest = hashlib.sha256(cpe_id.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.parts == self.number - 1
