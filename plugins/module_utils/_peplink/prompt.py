# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import NotTaken
from .._core.setting import Setting


class PromptSetting(Setting):
    """A setting that takes effect at once, without an apply."""

    def finish(self) -> dict[str, t.Any]:
        return settled(self, super().finish)


def settled(one: Setting, finish: t.Callable[[], dict[str, t.Any]]) -> dict[str, t.Any]:
    """``finish``, again after a moment while what reads back is not as desired: as often as the connection retries.

    A router may take a moment from its answer until a read shows what it has done. Raises NotTaken.
    """
    attempt = 0
    while True:
        try:
            return finish()
        except NotTaken as error:
            wait = one.client.transport.wait_for(error, attempt)
            if wait is None:
                raise
            one.client.transport.pause(wait)
            attempt += 1
