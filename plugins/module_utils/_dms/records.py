# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import fnmatch
import typing as t

# Keys under which an installation's CPE records may have the id, best first: scenarios call it cpe_id, campaigns cpeid, and
# it is the CPE's serial number (DMS NBI, "search_options").
ID_KEYS = (
    "cpe_id",
    "cpeid",
    "cpeId",
    "CpeId",
    "cpe",
    "serial_number",
    "serialNumber",
    "SerialNumber",
    "serialnumber",
    "serial",
)


def cpe_id_of(record: t.Mapping[str, t.Any], key: str | None = None) -> str | None:
    """The CPE's id in a record; None where there is none. ``key``: the only key to look at, for installations that name it otherwise."""
    for name in (key,) if key else ID_KEYS:
        value = record.get(name)
        if value not in (None, "") and not isinstance(value, (dict, list)):
            return str(value)
    return None


def matches(record: t.Mapping[str, t.Any], filters: t.Mapping[str, t.Any]) -> bool:
    """Whether a record passes every filter.

    A filter is a record's key with a value, a glob (``*``, ``?``, ``[...]``; case counts), or a list of them of which one
    must do. None matches a key that is absent or null. A record's list matches where one of its entries does.
    """
    return all(_matches(record.get(key), wanted) for key, wanted in filters.items())


def _matches(held: t.Any, wanted: t.Any) -> bool:
    if isinstance(wanted, (list, tuple)):
        return any(_matches(held, one) for one in wanted)
    if isinstance(held, (list, tuple)):
        return any(_matches(one, wanted) for one in held)
    if held is None or wanted is None:
        return held is wanted
    text, pattern = _text(held), _text(wanted)
    return text == pattern or (isinstance(wanted, str) and fnmatch.fnmatchcase(text, pattern))


def _text(value: t.Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
