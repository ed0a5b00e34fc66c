# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_sms: POST /api/cmd.sms.sendMessage."""

from __future__ import annotations

from tests.contract.case import Case

ALLOWED = "is not valid, allowed is + and 2 to 15 digits, the first of which is not 0"

CASES = (
    Case(
        module="peplink_sms",
        device="router-1",
        args={"conn_id": "4", "address": "+85235984335", "content": "SMS Content"},
        idempotent=False,
        bad=(
            ({"address": None}, "address"),
            ({"address": "85235984335"}, f"address: '85235984335' {ALLOWED}"),
            ({"address": "+0123"}, ALLOWED),
            ({"address": "+1"}, ALLOWED),
            ({"address": "+1234567890123456"}, ALLOWED),
            ({"address": "+49 89 1"}, ALLOWED),
        ),
        write_path="cmd.sms.sendMessage",
    ),
    Case(
        module="peplink_sms",
        device="router-1",
        name="any-wan",
        args={"address": "+49"},
        idempotent=False,
        write_path="cmd.sms.sendMessage",
    ),
)
