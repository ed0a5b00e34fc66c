# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_sms: messages that are known again, that wait for their delivery, that are not known again, and stopping."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case

WAIT = {"wait_timeout": 3, "poll_interval": 0.1}
WRITE = r"/api/send_sms"
ORDERS = {
    "text": "Dear #param#, order #param# is ready €",
    "encoding": "gsm-7bit",
    "port": [0, 1],
    "param": [
        {"number": "10086", "user_id": 1, "text_param": ["Li", "A-17"]},
        {"number": "+8610010", "user_id": 2, "text_param": ["Wang", "A-18"]},
    ],
}


def _settle(gateway: Any) -> None:
    gateway.clock.advance(600)


def a_long_queue(gateway: Any) -> None:
    """Messages of a task that will take hours."""
    gateway.set_options({"send_seconds": 3600})
    entry = {"text": "later", "count": 1, "report": True}
    gateway.outbox.add_task([{**entry, "number": "10086", "user_id": number} for number in range(20)], [0])


def _drained(gateway: Any) -> None:
    gateway.clock.advance(100 * 3600)


# Messages tell when they were sent, and how far they are; how often is looked while waiting depends on the time.
VOLATILE = ("time", "imsi", "status", "succ_count", "api_requests")

CASES = (
    Case(
        module="sms_gateway_sms",
        device="gateway-1",
        volatile=VOLATILE,
        args={**ORDERS, "wait_for": "sent", **WAIT},
        changes=("messages", "next_task_id"),
        settle=_settle,
        write_path=WRITE,
        bad=(
            ({"text": ""}, "1 to 1500 bytes"),
            ({"text": "é" * 751, "param": [{"number": "10086"}], "wait_for": "accepted"}, "1 to 1500 bytes"),
            ({"text": None}, "text"),
            ({"param": []}, "param: 0 entries given"),
            ({"param": [{"number": "1" * 25, "text_param": ["a", "b"]}]}, "param[0].number"),
            ({"param": [{"number": "12-34", "user_id": 1, "text_param": ["a", "b"]}]}, "1 to 24 bytes"),
            ({"param": [{"number": "10086", "user_id": 1}]}, "param[0].text_param: 0 given"),
            ({"param": [{"number": "10086", "user_id": 1, "text_param": ["x" * 1500, "b"]}]}, "1 to 1500 bytes"),
            ({"param": [{"number": "10086", "user_id": -1, "text_param": ["a", "b"]}]}, "param[0].user_id: -1"),
            ({"param": [{"number": "10086", "text_param": ["a", "b"]}]}, "param[0].user_id: is required to wait"),
            (
                {"param": [{"number": number, "user_id": 7, "text_param": ["a", "b"]} for number in ("1", "2")]},
                "param[1].user_id: 7 is that of param[0], too",
            ),
            ({"param": [{"number": "10086", "user_id": 1, "text_param": ["李", "A"]}]}, "gsm-7bit lacks '李'"),
            ({"port": [32]}, "port: 32 is out of range, allowed is 0 to 31"),
            ({"encoding": "ucs2"}, "encoding"),
            ({"wait_for": "delivered", "request_status_report": False}, "request_status_report"),
            ({"task_id": [1]}, "task_id: is only valid with state stopped"),
            ({"state": "stopped"}, "task_id"),
            ({"state": "stopped", "task_id": [-1]}, "task_id: -1 is out of range"),
            ({"wait_timeout": -1}, "wait_timeout: -1 is out of range"),
        ),
    ),
    Case(
        module="sms_gateway_sms",
        device="gateway-1",
        volatile=VOLATILE,
        name="delivered",
        args={
            "text": "新年快乐" * 30,
            "param": [{"number": "10086", "user_id": 1}],
            "request_status_report": True,
            "wait_for": "delivered",
            **WAIT,
        },
        changes=("messages", "next_task_id"),
        settle=_settle,
        write_path=WRITE,
        faults=("reset_after_write",),
    ),
    Case(
        module="sms_gateway_sms",
        device="gateway-1",
        volatile=VOLATILE,
        name="without-user-id",
        args={"text": "Link down", "param": [{"number": "10086"}], **WAIT},
        changes=("messages", "next_task_id"),
        settle=_settle,
        idempotent=False,
        write_path=WRITE,
        # It has nothing to ask before it sends.
        faults=tuple(
            fault for fault in FAULTS if not fault.endswith("_read") and fault not in ("truncated_json", "unauthorized")
        ),
    ),
    Case(
        module="sms_gateway_sms",
        device="gateway-1",
        volatile=VOLATILE,
        name="stopped",
        args={"state": "stopped", "task_id": [1], **WAIT},
        setup=a_long_queue,
        changes=("messages",),
        settle=_drained,
        write_path=r"/api/stop_sms",
        # A stop that silently did nothing would show in the queue only, which other tasks fill, too.
        faults=tuple(fault for fault in FAULTS if fault != "silent"),
    ),
    Case(
        module="sms_gateway_sms",
        device="gateway-1",
        volatile=VOLATILE,
        name="stopped-by-user-id",
        args={"state": "stopped", "task_id": [1], "param": [{"number": "10086", "user_id": 3}], **WAIT},
        setup=a_long_queue,
        changes=("messages",),
        write_path=r"/api/stop_sms",
        faults=("reset_after_write",),
    ),
)
