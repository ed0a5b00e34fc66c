# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Comparison
from .._core.errors import Unsupported
from .._core.fields import Field, Group
from .._core.normal import to_bool
from .._core.plan import Write
from .prompt import PromptSetting
from .vendor import PEPLINK

FUNCTION = "cmd.ap"


class AccessPoint(PromptSetting):
    """GET and POST /api/cmd.ap (Peplink Router API)."""

    vendor = PEPLINK
    key = "access_point"
    table = Group(
        "",
        (
            Field("enable", type="bool", required=True),
            Field("support", type="bool", read_only=True),
            Field("wan_dependent", type="bool", read_only=True),
        ),
    )

    def read(self) -> t.Mapping[str, t.Any]:
        answer = t.cast("dict[str, t.Any]", self.client.get(FUNCTION))
        if to_bool(answer.get("support")) is False:
            raise Unsupported("this product has no access point", device=self.client.connection.device)
        return answer

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        return [Write("POST", FUNCTION, body)]
