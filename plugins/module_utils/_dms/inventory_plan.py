# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import keyword
import re
import typing as t
from dataclasses import dataclass

from .._core.connection import Connection
from .._core.errors import OptionError
from .expressions import Search, compile_expression, compile_key
from .selection import Selection
from .slices import Slice
from .vendor import DMS

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True)
class Plan:
    """What the options of the inventory plugin say, checked. ``connection`` is None where no address is given."""

    connection: Connection | None
    page_size: int
    on_partial: str
    selection: Selection
    group: str
    group_by: tuple[str, ...]
    hostvars: dict[str, Search]
    hostvar_prefix: str
    strict: bool

    @classmethod
    def of(cls, options: t.Mapping[str, t.Any]) -> Plan:
        """The plan of options of the documented types. Raises OptionError, Missing."""
        if options["page_size"] < 1:
            raise OptionError("page_size", f"{options['page_size']} is out of range, allowed is at least 1")
        if not options["group"]:
            raise OptionError("group", "must not be empty")
        prefix = options["hostvar_prefix"]
        if not _is_variable(prefix):
            raise OptionError(
                "hostvar_prefix", f"{prefix!r} is not valid, allowed is what a variable's name may begin with"
            )
        return cls(
            connection=DMS.connect(options) if options["api_url"] else None,
            page_size=options["page_size"],
            on_partial=options["on_partial"],
            selection=Selection(
                id_key=options["cpe_id_key"],
                filters=_filters(options["filters"]),
                names=[compile_key(text, f"hostnames[{number}]") for number, text in enumerate(options["hostnames"])],
                on_duplicate=options["on_duplicate"],
                slice=Slice.parse(options["slice"]),
            ),
            group=options["group"],
            group_by=tuple(options["group_by"]),
            hostvars={name: _expression(name, text) for name, text in options["hostvars"].items()},
            hostvar_prefix=prefix,
            strict=options["strict"],
        )

    def named_keys(self) -> t.Iterator[tuple[str, str]]:
        """The record's keys that options name, with the option."""
        yield from (("filters", key) for key in self.selection.filters)
        yield from (("group_by", key) for key in self.group_by if key not in self.hostvars)


def _filters(filters: t.Mapping[str, t.Any]) -> t.Mapping[str, t.Any]:
    for key, wanted in filters.items():
        if any(isinstance(one, (dict, list)) for one in (wanted if isinstance(wanted, list) else [wanted])):
            raise OptionError(f"filters.{key}", "allowed is a value, a glob, null, or a list of them")
    return filters


def _expression(name: str, text: t.Any) -> Search:
    if not _is_variable(name):
        raise OptionError("hostvars", f"{name!r} is not valid as the name of a variable")
    if not isinstance(text, str):
        raise OptionError(f"hostvars.{name}", f"{text!r} is not valid, allowed is a JMESPath expression")
    return compile_expression(text, f"hostvars.{name}")


def _is_variable(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not keyword.iskeyword(name)
