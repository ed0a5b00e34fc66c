# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.config.apply and cmd.config.discard."""

from __future__ import annotations

from typing import Any

from tests.lab.peplink.call import NOTHING, Call, Endpoint, Endpoints
from tests.lab.peplink.errors import BAD_REQUEST, ApiFailure
from tests.lab.peplink.validate import obj

_EMPTY = obj({})


def _apply(call: Call) -> Any:
    call.body(_EMPTY)
    if not call.router.store.apply() and call.options["apply_nothing"] == "fail":
        raise ApiFailure(BAD_REQUEST, "nothing to apply")
    warning = call.options["apply_warning"]
    return NOTHING if warning is None else {"warning": warning}


def _discard(call: Call) -> Any:
    call.body(_EMPTY)
    call.router.store.discard()
    return NOTHING


ENDPOINTS: Endpoints = {
    ("POST", "cmd.config.apply"): Endpoint(_apply, (7, 1, 1), "write", "write"),
    ("POST", "cmd.config.discard"): Endpoint(_discard, (7, 1, 1), "write", "write"),
}
