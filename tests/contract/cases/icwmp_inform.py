# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp_inform: the method inform of the ubus object tr069, and status while it waits."""

from __future__ import annotations

from typing import Any

from tests.contract.case import FAULTS, Case

# Without wait an inform reads nothing, so nothing can happen to its reads.
WRITE_FAULTS = tuple(
    fault for fault in FAULTS if "read" not in fault and fault not in ("unauthorized", "truncated_json")
)
BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"event": "6"}, "6 CONNECTION REQUEST"),
    ({"event": "5 KICKED"}, "event"),
    ({"wait_timeout": 0}, "wait_timeout"),
    ({"poll_interval": 0.01}, "poll_interval"),
    ({"get_rpc_methods": "perhaps"}, "get_rpc_methods"),
)


def make_reload_due(device: Any) -> None:
    """What an inform leaves behind in the configuration is only what was put off to the end of its session."""
    device.set_options({"session_seconds": 0.2})
    device.patch({"end_session": ["reload"], "config": {"periodic_inform_interval": 600.0}})


def let_it_end(device: Any) -> None:
    """The session takes place."""
    device.clock.advance(1)


def _case(name: str, args: dict[str, Any], **more: Any) -> Case:
    return Case(
        module="icwmp_inform",
        device="cpe-1",
        name=name,
        args=args,
        changes=("end_session", "active.periodic_inform_interval"),
        setup=make_reload_due,
        settle=let_it_end,
        idempotent=False,
        write_path="/ubus",
        **more,
    )


CASES = (
    _case("event", {"event": "6 CONNECTION REQUEST"}, reads=0, bad=BAD, faults=WRITE_FAULTS),
    _case("methods", {"get_rpc_methods": True}, reads=0, faults=WRITE_FAULTS),
    _case(
        "wait",
        {"event": "2 PERIODIC", "wait": True, "poll_interval": 0.1},
        volatile=("start_time", "end_time", "api_requests"),
    ),
)
