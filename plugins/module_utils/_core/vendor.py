# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from .client import Client
from .connection import Connection, connect, connection_spec


@dataclass(frozen=True)
class Vendor:
    """One kind of system.

    prefix
        Of its connection variables: ``peplink_``. action_group: the name that module_defaults uses.
    client
        Makes the client of a connection.
    tokens, timeout, options
        Whether it has api_token, the default time-out in seconds, and the connection options that only it has.
    host_options
        Options that a host of the inventory brings along: dotted option path -> the host's variable.
    """

    name: str
    prefix: str
    client: t.Callable[[Connection], Client]
    tokens: bool = False
    timeout: int = 30
    options: t.Mapping[str, t.Any] = field(default_factory=dict)
    host_options: t.Mapping[str, str] = field(default_factory=dict)

    def connection_spec(self) -> dict[str, t.Any]:
        """The argument spec of the connection options."""
        return connection_spec(self.prefix, tokens=self.tokens, timeout=self.timeout, extra=self.options)

    def connect(self, params: t.Mapping[str, t.Any]) -> Connection:
        """The connection of validated options; raises OptionError."""
        return connect(self.prefix, params, self.options)
