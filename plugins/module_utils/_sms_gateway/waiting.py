# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import OptionError
from .._core.poll import poll
from .._core.resource import Resource

T = t.TypeVar("T")


def options(timeout: int, interval: float) -> dict[str, t.Any]:
    """The argument spec of the options that say how long to wait, and how often to look, in seconds."""
    return {
        "wait_timeout": {"type": "int", "default": timeout},
        "poll_interval": {"type": "float", "default": interval},
    }


def check(params: t.Mapping[str, t.Any]) -> None:
    """Raises OptionError for times that make no sense."""
    for option, low in (("wait_timeout", 0), ("poll_interval", 0.1)):
        if params[option] < low:
            raise OptionError(option, f"{params[option]} is out of range, allowed is at least {low}")


def until(resource: Resource, read: t.Callable[[], T], done: t.Callable[[T], bool], *, at_most: float = 86400.0) -> T:
    """Read until it is as awaited, or until wait_timeout (``at_most`` seconds of it) is over: out, what was read last."""
    return poll(
        read,
        done,
        timeout=min(resource.params["wait_timeout"], at_most),
        interval=resource.params["poll_interval"],
        pause=resource.client.transport.pause,
    )
