# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_call_forward: two conditions, and one of several alone."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

# The network answers within 0.3 s in the lab.
WAIT = {"wait_timeout": 1, "poll_interval": 0.5, "check_in_check_mode": True}
WRITE = r"action=CallForward"
NUMBER = "15013828917"


def forwarding(gateway: Any) -> None:
    """Calls to port 2 are forwarded under two conditions."""
    held = {"Unconditional": "10086", "Busy": NUMBER}
    gateway.patch({"ports": {"2": {"sims": {"0": {"call_forwarding": held}}}}})


def _settle(gateway: Any) -> None:
    gateway.clock.advance(60)


# How often is looked while waiting depends on the time.
VOLATILE = ("api_requests",)

CASES = (
    Case(
        module="sms_gateway_call_forward",
        device="gateway-1",
        volatile=VOLATILE,
        args={"port": 2, "unconditional": NUMBER, "not_reachable": "+8613800123456", **WAIT},
        changes=(
            "ports.2.sims.0.call_forwarding.Unconditional",
            "ports.2.sims.0.call_forwarding.Not_Reachable",
        ),
        settle=_settle,
        reads=2,
        write_path=WRITE,
        bad=(
            ({"port": 32}, "port: 32 is out of range, allowed is 0 to 31"),
            ({"unconditional": "12 34"}, "unconditional"),
            ({"busy": "1" * 25}, "1 to 24 bytes"),
            ({"unconditional": None, "not_reachable": None}, "or cancel_all: true is needed"),
            ({"wait_timeout": -1}, "wait_timeout: -1 is out of range"),
        ),
    ),
    Case(
        module="sms_gateway_call_forward",
        device="gateway-1",
        volatile=VOLATILE,
        name="only",
        args={"port": 2, "no_reply": NUMBER, "cancel_all": True, **WAIT},
        setup=forwarding,
        changes=(
            "ports.2.sims.0.call_forwarding.Unconditional",
            "ports.2.sims.0.call_forwarding.Busy",
            "ports.2.sims.0.call_forwarding.NoReply",
        ),
        settle=_settle,
        reads=2,
        write_path=WRITE,
        faults=("reset_after_write", "silent"),
    ),
)
