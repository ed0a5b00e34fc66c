# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_ussd: a request that is answered, one into which an old reply is in the way, and ending a dialogue."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case

WAIT = {"wait_timeout": 3, "poll_interval": 0.1}
WRITE = r"/api/send_ussd"
# Nothing is read before a dialogue is ended.
BLIND = tuple(
    fault for fault in FAULTS if not fault.endswith("_read") and fault not in ("truncated_json", "unauthorized")
)


def an_old_reply(gateway: Any) -> None:
    """Port 1 still shows the reply of an earlier dialogue."""
    gateway.ussd.send(1, "*100#")
    gateway.clock.advance(60)


# How often is looked while waiting depends on the time.
VOLATILE = ("api_requests",)

CASES = (
    Case(
        module="sms_gateway_ussd",
        device="gateway-1",
        volatile=VOLATILE,
        args={"port": [1, 2], "text": "*100#", **WAIT},
        idempotent=False,
        write_path=WRITE,
        bad=(
            ({"port": [32]}, "port: 32 is out of range, allowed is 0 to 31"),
            ({"port": []}, "0 entries given, allowed are 1 to 32"),
            ({"port": [1, 1]}, "each port may occur once"),
            ({"text": "é" * 31}, "at most 60 bytes"),
            ({"text": ""}, "text: is required with command send"),
            ({"text": None}, "text: is required with command send"),
            ({"command": "abort"}, "command"),
            ({"poll_interval": 0}, "poll_interval: 0.0 is out of range"),
        ),
    ),
    Case(
        module="sms_gateway_ussd",
        device="gateway-1",
        volatile=VOLATILE,
        name="anew",
        args={"port": [1, 2], "text": "*100#", **WAIT},
        setup=an_old_reply,
        idempotent=False,
        write_path=WRITE,
        faults=("reset_before_write", "busy_write"),
    ),
    Case(
        module="sms_gateway_ussd",
        device="gateway-1",
        volatile=VOLATILE,
        name="cancel",
        args={"port": [1], "command": "cancel", **WAIT},
        setup=an_old_reply,
        idempotent=False,
        write_path=WRITE,
        faults=BLIND,
    ),
)
