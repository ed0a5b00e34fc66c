# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.secret import Secret, strip_userinfo
from .vendor import DMS

Record = dict[str, t.Any]

CPE_ID = "cpe_id"
# The variable by which the modules know which CPE a host is.
CPE_ID_VARIABLE = DMS.host_options["search_options.cpe_id"]
# A host's variable of this name is a connection option of the modules: a record must not lead them elsewhere.
CONNECTION_VARIABLES = frozenset(DMS.prefix + option for option in DMS.connection_spec())
_UNSUITABLE = re.compile(r"\W", re.ASCII)


def without_secrets(record: Record) -> Record:
    """A record without what is Secret in it, at any depth, and with user information in URLs masked.

    Itself where there is nothing to hide.
    """
    for value in record.values():
        if (isinstance(value, str) and "://" in value) or isinstance(value, (Secret, dict, list)):
            return t.cast("Record", _without_secrets(record))
    return record


def _without_secrets(value: t.Any) -> t.Any:
    if isinstance(value, str):
        return strip_userinfo(value)
    if isinstance(value, dict):
        return {key: _without_secrets(item) for key, item in value.items() if not isinstance(item, Secret)}
    if isinstance(value, list):
        return [_without_secrets(item) for item in value if not isinstance(item, Secret)]
    return value


class Variables:
    """Gives the keys of records as names of variables: ``prefix`` and the key, what a name can't contain as underscores.

    ``refused`` are the keys that became none, because the modules take the variable for an option of the connection.
    """

    def __init__(self, prefix: str) -> None:
        self.refused: set[str] = set()
        self._prefix = prefix
        self._layouts: dict[tuple[str, ...], dict[str, str]] = {}

    def of(self, record: Record) -> dict[str, t.Any]:
        """The variables of a record."""
        keys = tuple(record)
        layout = self._layouts.get(keys)
        if layout is None:
            layout = self._layouts[keys] = self._layout(keys)
        return {name: record[key] for name, key in layout.items()}

    def _layout(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Variable -> key. Of keys with the same variable the one that is spelt like it wins, else the first."""
        names: dict[str, str] = {}
        for key in sorted(keys, key=lambda key: self._prefix + key != self._name(key)):
            name = self._name(key)
            if name in CONNECTION_VARIABLES:
                self.refused.add(key)
            else:
                names.setdefault(name, key)
        return names

    def _name(self, key: str) -> str:
        return _UNSUITABLE.sub("_", self._prefix + key)
