# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from .._core.errors import OptionError

# DMS NBI, "search_options".
_SEARCH = (
    "cpe_id",
    "cid",
    "cid2",
    "cid3",
    "mac",
    "location",
    "data_model",
    "vendor",
    "ip_address",
    "model",
    "hw_version",
    "sw_version",
    "upstream_id",
    "protocol",
)
_SEEN = ("first_seen", "last_seen")
_TIME = re.compile(r"[<>!]?\d+\Z")

# Every module of this system takes these; their documentation is the fragment telco.cpe.dms.target.
TARGET_OPTIONS: dict[str, t.Any] = {
    "search_options": {
        "type": "dict",
        "options": {name: {"type": "str"} for name in (*_SEARCH, *_SEEN)},
    },
    "command_options": {
        "type": "dict",
        "options": {
            "async": {"type": "bool"},
            "no_cnr": {"type": "bool"},
            "multiple": {"type": "bool"},
            "timeout": {"type": "int"},
        },
    },
}


@dataclass(frozen=True)
class Target:
    """The CPEs that a request is for, and how its scenario is run: the API's search_options and command_options."""

    search: dict[str, t.Any]
    command: dict[str, t.Any]

    @classmethod
    def of(cls, params: t.Mapping[str, t.Any]) -> Target:
        """From validated module options. Raises OptionError."""
        given = {key: value for key, value in (params.get("search_options") or {}).items() if value is not None}
        if not given:
            names = ", ".join((*_SEARCH, *_SEEN))
            raise OptionError(
                "search_options",
                f"at least one of {names} is required; hosts with the variable dms_cpe_id need none",
            )
        for key, value in given.items():
            if not value.strip():
                raise OptionError(f"search_options.{key}", "must not be empty")
            if key in _SEEN and not _TIME.match(value):
                raise OptionError(
                    f"search_options.{key}",
                    f"{value!r} is not valid, allowed is a unix timestamp, alone or after one of <, > and !",
                )
        search = {key: int(value) if key in _SEEN and value.isdigit() else value for key, value in given.items()}
        command = {key: value for key, value in (params.get("command_options") or {}).items() if value is not None}
        if command.get("timeout", 1) < 1:
            raise OptionError("command_options.timeout", f"{command['timeout']} is out of range, allowed is at least 1")
        return cls(search, command)

    @property
    def multiple(self) -> bool:
        return bool(self.command.get("multiple"))

    @property
    def queued(self) -> bool:
        """Whether changes are started without waiting for their end (``async``)."""
        return bool(self.command.get("async"))

    @property
    def label(self) -> str:
        """The search options in words, for messages."""
        return ", ".join(f"{key} {value}" for key, value in self.search.items())

    def body(self, parameters: t.Any) -> dict[str, t.Any]:
        """A request's body."""
        return {"search_options": dict(self.search), "command_options": dict(self.command), "parameters": parameters}

    def only(self, cpe_id: str) -> Target:
        """The same for one CPE of those that were found."""
        return Target({"cpe_id": cpe_id}, {key: value for key, value in self.command.items() if key != "multiple"})

    def reading(self) -> Target:
        """The same for a request whose answer is waited for in every case."""
        return Target(self.search, {key: value for key, value in self.command.items() if key != "async"})
