# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from .._core.errors import ApiFailure, Busy, CpeError, NoAnswer, ServerError, Unreachable, Unsupported
from .._core.poll import poll
from .client import IcwmpClient
from .sessions import FAILURE, Standing, Watch

# What a CPE answers, or not, while it or its daemons start anew.
_PASSING = (Busy, NoAnswer, ServerError, Unreachable, Unsupported)

_ASK = "icwmp_info tells how the sessions stand."


def wait_for_session(client: IcwmpClient, before: Standing, timeout: float, interval: float) -> Standing:
    """Wait until the session has ended that an inform has caused; out, the standing then.

    In: the standing right before the inform, the seconds to wait at most, and between two looks. Raises ApiFailure for a
    session that failed, NoAnswer where its end was not seen: in time, or because the daemon started anew.
    """
    watch = Watch(before)
    missed: list[CpeError] = []

    def look() -> Standing | None:
        missed.clear()
        try:
            now = Standing.of(client.call("tr069", "status"))
        except _PASSING as error:
            missed.append(error)
            return None
        watch.add(now)
        return now

    last = poll(
        look, lambda _now: watch.settled, timeout=timeout, interval=interval, pause=client.transport.pause
    )  # fmt: skip
    device = client.connection.device
    if watch.restarted:
        raise NoAnswer(
            "the TR-069 client has started anew while its session was waited for, so how that ended is unknown",
            device=device,
            hint=_ASK,
        )
    if watch.outcome is None or last is None:
        seen = f"the CPE last said: {missed[0].text()}" if last is None else f"the last session is {last.last!r}"
        raise NoAnswer(f"the session with the ACS has not ended within {timeout} s; {seen}", device=device, hint=_ASK)
    if watch.outcome == FAILURE:
        url = last.answer["cwmp"].get("acs_url") or "no URL"
        raise ApiFailure(
            f"the session with the ACS ({url}) has failed",
            device=device,
            hint="Check that the CPE reaches the ACS, and that the ACS accepts it. The client tries again by itself.",
        )
    return last
