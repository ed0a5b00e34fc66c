# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, Unsupported
from .._core.plan import Write

OBJECT = "tr069"

# tr069 schema, "command Known Values" and "event Known Values".
COMMANDS = ("reload_end_session", "reload", "reboot_end_session", "action_end_session", "exit")
EVENTS = ("1 BOOT", "2 PERIODIC", "3 SCHEDULED", "4 VALUE CHANGE", "6 CONNECTION REQUEST", "8 DIAGNOSTICS COMPLETE")

# A command's answer may also lack the status: exit, from July 2021 on (field notes, icwmp over ubus, section 2).
_ACCEPTED = (None, 0, 1)


def call(method: str, arguments: t.Mapping[str, t.Any]) -> Write:
    """A call of a method of the object tr069, as a plan shows it."""
    return Write("call", f"{OBJECT} {method}", dict(arguments))


def is_queued(answer: t.Mapping[str, t.Any]) -> bool:
    """Whether an inform's answer says that a session runs, and that the event goes with the next one."""
    return "already running" in str(answer.get("info", "")).lower()


def accepted(answer: dict[str, t.Any], method: str) -> dict[str, t.Any]:
    """The answer to ``command`` or ``inform`` if icwmp accepted the call.

    ubus calls the call a success in any case; whether it is one stands inside. Raises Unsupported, ApiFailure.
    """
    status = answer.get("status")
    if status in _ACCEPTED or is_queued(answer):
        return answer
    info = str(answer.get("info") or "no reason given")
    if "not supported" in info.lower():
        raise Unsupported(
            f"the TR-069 client does not know what {OBJECT} {method} asks for: {info}",
            code=status,
            hint="Firmware from 2023 on knows the command reload only.",
        )
    raise ApiFailure(f"the TR-069 client refuses {OBJECT} {method}: {info}", code=status)


def said(answer: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """``status`` and ``info`` of an answer, those that it has."""
    return {name: answer[name] for name in ("status", "info") if name in answer}
