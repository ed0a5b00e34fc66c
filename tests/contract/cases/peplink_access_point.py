# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_access_point: GET and POST /api/cmd.ap."""

from __future__ import annotations

from tests.contract.case import Case

CASES = (
    Case(
        module="peplink_access_point",
        device="router-1",
        args={"enable": False},
        changes=("running.access_point.enable",),
        bad=(({"enable": None}, "enable"), ({"enable": "perhaps"}, "enable")),
        write_path="cmd.ap",
    ),
)
