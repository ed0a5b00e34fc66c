# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_stk: choosing, and an input that nobody may see."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case

WAIT = {"wait_timeout": 3, "poll_interval": 0.1}
WRITE = r"/STKGo"
CODE = "70918264"


def asks_for_digits(gateway: Any) -> None:
    """Port 0 asks for the code of a top-up."""
    gateway.toolkit.go(0, ["home", "top_up"])


# How often is looked while waiting depends on the time.
VOLATILE = ("api_requests",)

CASES = (
    Case(
        module="sms_gateway_stk",
        device="gateway-1",
        volatile=VOLATILE,
        args={"port": 0, "item": 2, **WAIT},
        idempotent=False,
        write_path=WRITE,
        # After it the menu is another, so that it can't be done again, as these want it.
        faults=tuple(fault for fault in FAULTS if not fault.endswith("_read") and fault != "truncated_json"),
        bad=(
            ({"port": 32}, "port: 32 is out of range, allowed is 0 to 31"),
            ({"item": -1}, "item: -1 is out of range"),
            ({"item": None}, "one of the following is required"),
            ({"action": "back"}, "action"),
            ({"param": "1", "secret_param": "1"}, "mutually exclusive"),
            ({"wait_timeout": -1}, "wait_timeout: -1 is out of range"),
        ),
    ),
    Case(
        module="sms_gateway_stk",
        device="gateway-1",
        volatile=VOLATILE,
        name="secret-input",
        args={"port": 0, "secret_param": CODE, **WAIT},
        setup=asks_for_digits,
        secrets=(CODE,),
        idempotent=False,
        write_path=WRITE,
        faults=("reset_after_write",),
    ),
    Case(
        module="sms_gateway_stk",
        device="gateway-1",
        volatile=VOLATILE,
        name="home",
        args={"port": 0, "action": "home", **WAIT},
        setup=asks_for_digits,
        idempotent=False,
        write_path=WRITE,
    ),
)
