# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import dataclasses
import typing as t

from .._core.fields import Field, Group
from . import checks, config, inbox, ports

_PORT = Field("port", type="list", elements="int", range=ports.PORT_RANGE, count=(1, ports.PORT_RANGE[1] + 1))
_NUMBER = Field("number", type="list", elements="str", count=(1, 32), check=checks.queried_number)
_USER_ID = Field("user_id", type="list", elements="int", range=(0, None))
_TIME_AFTER = Field("time_after", check=checks.moment)
_TIME_BEFORE = Field("time_before", check=checks.moment)

# The documented parameters of each reading operation ("Request Parameters"), by the subset of sms_gateway_info.
FILTERS = Group(
    "",
    (
        Group(
            "ports",
            (
                _PORT,
                Field(
                    "info_type",
                    type="list",
                    elements="str",
                    choices=(*ports.INFO_TYPES, ports.SMSC),
                    count=(1, len(ports.INFO_TYPES) + 1),
                ),
            ),
        ),
        Group(
            "config",
            (
                Field(config.SIP_PROXY, type="list", elements="int", count=(0, 0)),
                *(Field(name, type="list", elements="int", range=span) for name, span in config.INDEXES.items()),
            ),
        ),
        Group("cdr", (_PORT, _TIME_AFTER, _TIME_BEFORE)),
        Group(
            "incoming_sms",
            (Field("incoming_sms_id", type="int", range=(0, None)), Field("flag", choices=inbox.FLAGS), _PORT),
        ),
        Group("sms_result", (_NUMBER, _PORT, _TIME_AFTER, _TIME_BEFORE, _USER_ID)),
        Group("deliver_status", (_NUMBER, _PORT, _TIME_AFTER, _TIME_BEFORE)),
        Group("stk", (dataclasses.replace(_PORT, required=True),)),
    ),
)


def given(filters: t.Mapping[str, t.Any] | None) -> dict[str, t.Any]:
    """The filters of a subset that are set: their names are those of the API."""
    return {name: value for name, value in (filters or {}).items() if value is not None}
